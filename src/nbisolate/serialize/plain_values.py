"""How the values of Python's own types cross: numbers, texts, containers, dates, iterators."""

import array
import collections
import itertools
import math
import pathlib
import struct
import sys
import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import numpy as np

from nbisolate.serialize.bounds import checked_integer, checked_shape, checked_text
from nbisolate.serialize.opaque import (
    CannotCrossError,
    Uncrossed,
    UncrossedCallable,
    class_names,
    no_method,
)

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

_LONGEST_INTEGER = 100_000  # bits
LONG_TEXT = 1000
_LONGEST_TEXT = 100_000_000
_MANY_NUMBERS = 32
_MOST_OF_ITERATOR = 100_000
_MOST_ALIKE = 200
_FORMS = tuple("cbB?hHiIlLqQnNfd")  # of memoryviews; not P, which is an address
_NUMBERS = {float: "<f8", int: "<i8", bool: "|b1"}
# Types that may cross as themselves: those that make a number, text or container of what they
# are given, and nothing else. Not `np.ndarray`, which shows memory as it lies there.
_TYPES: Mapping[str, type] = {
    f"{kind.__module__}.{kind.__qualname__}": kind
    for kind in (
        *(bool, int, float, complex, str, list, tuple, dict, set, frozenset, type(None)),
        *(np.bool_, np.str_, np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16),
        *(np.uint32, np.uint64, np.float16, np.float32, np.float64, np.longdouble),
        *(np.complex64, np.complex128, np.longlong, np.ulonglong),
    )
}


def pack_integer(packer: "Packer", value: int, depth: int) -> object:
    """Return an integer, or what lies below a subclass of it, as plain data."""
    value = int.__add__(value, 0)
    bits = value.bit_length()
    if bits > _LONGEST_INTEGER:
        raise CannotCrossError(f"it has {bits:,} bits")
    return value if bits <= 64 else {"t": "int", "v": hex(value)}


def pack_text(packer: "Packer", value: str, depth: int) -> object:
    """Return a text as plain data; a long one as a blob."""
    value = str.__str__(value)
    if len(value) < LONG_TEXT:
        return value
    if len(value) > _LONGEST_TEXT // 4:
        raise CannotCrossError(f"it has {len(value):,} characters")
    packer.make_room(len(value))
    return {"t": "text", "b": packer.blob(value.encode("utf-8", "surrogatepass"))}


def _pack_sequence(packer: "Packer", value: list | tuple, depth: int) -> dict:
    name, base = ("list", list) if issubclass(type(value), list) else ("tuple", tuple)
    items = base.__getitem__(value, slice(None))
    if len(items) >= _MANY_NUMBERS and packer.has_room_for_blobs():
        kinds = set(map(type, items))
        kind = next(iter(kinds))
        if len(kinds) == 1 and kind in _NUMBERS:
            try:
                numbers = np.array(items, dtype=_NUMBERS[kind])
            except OverflowError:
                pass
            else:
                packer.make_room(numbers.nbytes)
                blob = packer.blob(numbers.tobytes())
                return {"t": name, "numbers": _NUMBERS[kind], "b": blob}
    return {"t": name, "v": [packer.part(item, depth + 1) for item in items]}


def _pack_set(packer: "Packer", value: set | frozenset, depth: int) -> dict:
    name = "set" if issubclass(type(value), set) else "frozenset"
    return {"t": name, "v": [packer.needed(item, depth + 1) for item in set().union(value)]}


def _pairs(packer: "Packer", pairs: Iterable, depth: int) -> list:
    return [[packer.needed(key, depth + 1), packer.part(item, depth + 1)] for key, item in pairs]


def _pack_dict(packer: "Packer", value: dict, depth: int) -> dict:
    kept = (name for name, base in _DICTS.items() if issubclass(type(value), base))
    name = next(kept, "dict")
    items = collections.OrderedDict.items if name == "OrderedDict" else dict.items
    plain = {"t": "dict", "v": _pairs(packer, list(items(value)), depth)}
    if name == "dict":
        return plain
    plain["as"] = name
    if name == "defaultdict":
        factory = collections.defaultdict.__dict__["default_factory"].__get__(value)
        plain["default"] = packer.part(factory, depth + 1)
    return plain


def _pack_view(packer: "Packer", value: Iterable, depth: int) -> dict:
    name = type(value).__name__.removeprefix("odict_").removeprefix("dict_")
    return {"t": "view", "as": name, "v": packer.needed(list(value), depth + 1)}


def pack_iterator(packer: "Packer", value: Iterable, depth: int) -> dict:
    """Return what an iterator still gives, which uses it up."""
    items = list(itertools.islice(value, _MOST_OF_ITERATOR + 1))
    if len(items) > _MOST_OF_ITERATOR:
        raise CannotCrossError(f"it gives more than {_MOST_OF_ITERATOR:,} values")
    return {"t": "iterator", "v": packer.needed(items, depth + 1)}


def _pack_bytes(packer: "Packer", value: bytes | bytearray, depth: int) -> dict:
    name, base = ("bytes", bytes) if issubclass(type(value), bytes) else ("bytearray", bytearray)
    packer.make_room(base.__len__(value))
    return {"t": name, "b": packer.blob(bytes(base.__getitem__(value, slice(None))))}


def _pack_memory(packer: "Packer", value: memoryview, depth: int) -> dict:
    packer.make_room(value.nbytes)
    form = [value.format, list(value.shape)]
    return {"t": "memoryview", "b": packer.blob(value.tobytes()), "form": form}


def _pack_number_array(packer: "Packer", value: array.array, depth: int) -> dict:
    packer.make_room(len(value) * value.itemsize)
    return {"t": "array.array", "code": value.typecode, "b": packer.blob(value.tobytes())}


def _pack_slice(packer: "Packer", value: slice, depth: int) -> dict:
    parts = (value.start, value.stop, value.step)
    return {"t": "slice", "v": [packer.part(part, depth + 1) for part in parts]}


def _pack_date(packer: "Packer", value: date | time, depth: int) -> dict:
    kind = next(kind for kind in (datetime, date, time) if issubclass(type(value), kind))
    plain = {"t": kind.__name__, "v": kind.isoformat(value)}
    return plain | {"fold": value.fold} if kind is not date and value.fold else plain


def _pack_timedelta(packer: "Packer", value: timedelta, depth: int) -> dict:
    return {"t": "timedelta", "v": [value.days, value.seconds, value.microseconds]}


def _pack_path(packer: "Packer", value: pathlib.PurePath, depth: int) -> dict:
    pure = not issubclass(type(value), pathlib.Path)
    return {"t": "path", "v": str(value), "pure": pure}


def _pack_deque(packer: "Packer", value: collections.deque, depth: int) -> dict:
    return {"t": "deque", "v": packer.needed(list(value), depth + 1), "most": value.maxlen}


def _pack_namespace(packer: "Packer", value: types.SimpleNamespace, depth: int) -> dict:
    attributes = object.__getattribute__(value, "__dict__")
    return {"t": "namespace", "v": _pairs(packer, list(attributes.items()), depth)}


def _pack_complex(packer: "Packer", value: complex, depth: int) -> dict:
    value = complex.__pos__(value)
    return {"t": "complex", "v": [value.real, value.imag]}


def pack_type(packer: "Packer", value: type, depth: int) -> dict | None:
    """Return a type that may cross as itself as plain data, else None."""
    name = ".".join(class_names(value))
    return {"t": "type", "v": name} if _TYPES.get(name) is value else None


def _make_text(unpacker: "Unpacker", plain: dict, depth: int) -> str:
    blob = unpacker.blob(plain["b"])
    if len(blob) > _LONGEST_TEXT:
        raise CannotCrossError("too long a text")
    return str(blob, "utf-8", errors="surrogatepass")


def _make_list(unpacker: "Unpacker", plain: dict, depth: int) -> list:
    if "numbers" in plain:
        if plain["numbers"] not in _NUMBERS.values():
            raise CannotCrossError("no numbers")
        numbers = np.frombuffer(unpacker.blob(plain["b"]), plain["numbers"])
        unpacker.count(len(numbers) // 4)
        return numbers.tolist()
    return [unpacker.part(item, depth + 1) for item in plain["v"]]


def _listed(unpacker: "Unpacker", plain: object, depth: int) -> list:
    """Return a part that was packed as a list: of an array there may be far more values."""
    items = unpacker.part(plain, depth)
    if type(items) is not list:
        raise CannotCrossError("no list")
    return items


def hashable(keys: list) -> list:
    """Return keys as they are, if none but a few have the same hash.

    A set of thousands of such keys takes hours to build, and they are easy to choose.

    Raises
    ------
    CannotCrossError
        If many have the same hash, or one can't be a key.
    """
    if len(keys) > _MOST_ALIKE:
        alike = collections.Counter(map(hash, keys)).most_common(1)[0][1]
        if alike > _MOST_ALIKE:
            raise CannotCrossError("too many keys with the same hash")
    # To put it into a set would ask it for its hash, and look as if a test had touched it.
    if any(issubclass(type(key), Uncrossed) for key in keys):
        raise CannotCrossError("a key that can't cross")
    return keys


def _make_set(unpacker: "Unpacker", plain: dict, depth: int) -> set:
    return set(hashable(_make_list(unpacker, plain, depth)))


def _make_dict(unpacker: "Unpacker", plain: dict, depth: int) -> dict:
    pairs = [
        (unpacker.part(key, depth + 1), unpacker.part(item, depth + 1)) for key, item in plain["v"]
    ]
    hashable([key for key, _ in pairs])
    name = plain.get("as")
    if name is None:
        return dict(pairs)
    if name == "defaultdict":
        return collections.defaultdict(_default(unpacker, plain["default"], depth), pairs)
    return _DICTS[name](dict(pairs))


def _default(unpacker: "Unpacker", plain: object, depth: int) -> Callable | None:
    factory = unpacker.part(plain, depth + 1)
    # What couldn't cross can be a factory too: it says so when a key is missing.
    if factory is None or type(factory) in (types.FunctionType, Uncrossed, UncrossedCallable):
        return factory
    if factory in _TYPES.values():
        return factory
    raise CannotCrossError("no factory of values")


def _make_view(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    items = _listed(unpacker, plain["v"], depth + 1)
    if plain["as"] == "values":
        return dict(enumerate(items)).values()
    if plain["as"] == "keys":
        return dict.fromkeys(hashable(items)).keys()
    if plain["as"] != "items" or not all(type(one) is tuple and len(one) == 2 for one in items):
        raise CannotCrossError("no view of a dictionary")
    hashable([key for key, _ in items])
    return dict(items).items()


def _make_slice(unpacker: "Unpacker", plain: dict, depth: int) -> slice:
    start, stop, step = (unpacker.part(part, depth + 1) for part in plain["v"])
    return slice(start, stop, step)


def _make_integer(unpacker: "Unpacker", plain: dict, depth: int) -> int:
    return int(checked_text(plain["v"], _LONGEST_INTEGER // 4 + 4), 16)


def _make_date(unpacker: "Unpacker", plain: dict, depth: int) -> date | time:
    kind = {"datetime": datetime, "date": date, "time": time}[plain["t"]]
    made = kind.fromisoformat(checked_text(plain["v"], 100))
    return made.replace(fold=1) if plain.get("fold") else made


def _make_memory(unpacker: "Unpacker", plain: dict, depth: int) -> memoryview:
    form, shape = plain["form"]
    whole = memoryview(bytes(unpacker.blob(plain["b"])))
    if type(form) is not str or form not in _FORMS:
        raise CannotCrossError("no view of memory")
    if not len(whole):
        return whole
    shape = checked_shape(shape, most=len(whole))
    if math.prod(shape) * struct.calcsize(form) != len(whole):
        raise CannotCrossError("a view that does not fit its memory")
    return whole.cast(form, shape)


def _make_number_array(unpacker: "Unpacker", plain: dict, depth: int) -> array.array:
    code = plain["code"]
    if type(code) is not str or code not in array.typecodes:
        raise CannotCrossError("no array of numbers")
    return array.array(code, bytes(unpacker.blob(plain["b"])))


def _make_timedelta(unpacker: "Unpacker", plain: dict, depth: int) -> timedelta:
    return timedelta(*(checked_integer(part, -(10**10), 10**10) for part in plain["v"][:3]))


def _make_complex(unpacker: "Unpacker", plain: dict, depth: int) -> complex:
    real, imag = plain["v"]
    if type(real) is not float or type(imag) is not float:
        raise CannotCrossError("no complex number")
    return complex(real, imag)


def _make_path(unpacker: "Unpacker", plain: dict, depth: int) -> pathlib.PurePath:
    kind = pathlib.PurePath if plain["pure"] is True else pathlib.Path
    return kind(checked_text(plain["v"], _LONGEST_TEXT))


def _make_deque(unpacker: "Unpacker", plain: dict, depth: int) -> collections.deque:
    most = plain["most"]
    if most is not None:
        most = checked_integer(most, 0, sys.maxsize)
    return collections.deque(_listed(unpacker, plain["v"], depth + 1), most)


def _make_namespace(unpacker: "Unpacker", plain: dict, depth: int) -> types.SimpleNamespace:
    made = types.SimpleNamespace()
    for key, item in plain["v"]:
        if type(key) is not str or key.startswith("__"):
            raise CannotCrossError("no name")
        setattr(made, key, no_method(unpacker.part(item, depth + 1), unpacker.touched))
    return made


_DICTS = {
    "Counter": collections.Counter,
    "OrderedDict": collections.OrderedDict,
    "defaultdict": collections.defaultdict,
}
PACKERS: Mapping[str, Callable] = {
    "builtins.bool": lambda packer, value, depth: value,
    "builtins.int": pack_integer,
    "builtins.float": lambda packer, value, depth: float.__pos__(value),
    "builtins.str": pack_text,
    "builtins.complex": _pack_complex,
    "builtins.ellipsis": lambda packer, value, depth: {"t": "ellipsis"},
    "builtins.NotImplementedType": lambda packer, value, depth: {"t": "notimplemented"},
    "builtins.list": _pack_sequence,
    "builtins.tuple": _pack_sequence,
    "builtins.set": _pack_set,
    "builtins.frozenset": _pack_set,
    "builtins.dict": _pack_dict,
    "builtins.mappingproxy": lambda packer, value, depth: packer.part(dict(value), depth + 1),
    "builtins.bytes": _pack_bytes,
    "builtins.bytearray": _pack_bytes,
    "builtins.memoryview": _pack_memory,
    "builtins.slice": _pack_slice,
    "array.array": _pack_number_array,
    "datetime.datetime": _pack_date,
    "datetime.date": _pack_date,
    "datetime.time": _pack_date,
    "datetime.timedelta": _pack_timedelta,
    "pathlib.PurePath": _pack_path,
    "pathlib._local.PurePath": _pack_path,
    "collections.deque": _pack_deque,
    "types.SimpleNamespace": _pack_namespace,
    **{
        f"{module}{name}": _pack_view
        for name in ("keys", "values", "items")
        for module in ("builtins.dict_", "collections.odict_", "builtins.odict_")
    },
}
MAKERS: Mapping[str, Callable] = {
    "int": _make_integer,
    "text": _make_text,
    "complex": _make_complex,
    "ellipsis": lambda unpacker, plain, depth: Ellipsis,
    "notimplemented": lambda unpacker, plain, depth: NotImplemented,
    "list": _make_list,
    "tuple": lambda unpacker, plain, depth: tuple(_make_list(unpacker, plain, depth)),
    "set": _make_set,
    "frozenset": lambda unpacker, plain, depth: frozenset(_make_set(unpacker, plain, depth)),
    "dict": _make_dict,
    "view": _make_view,
    "iterator": lambda unpacker, plain, depth: iter(_listed(unpacker, plain["v"], depth)),
    "bytes": lambda unpacker, plain, depth: bytes(unpacker.blob(plain["b"])),
    "bytearray": lambda unpacker, plain, depth: bytearray(unpacker.blob(plain["b"])),
    "memoryview": _make_memory,
    "array.array": _make_number_array,
    "slice": _make_slice,
    "datetime": _make_date,
    "date": _make_date,
    "time": _make_date,
    "timedelta": _make_timedelta,
    "path": _make_path,
    "deque": _make_deque,
    "namespace": _make_namespace,
    "type": lambda unpacker, plain, depth: _TYPES[plain["v"]],
}
