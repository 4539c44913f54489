"""How the values of Python's own types cross: numbers, texts, bytes and containers."""

import collections
import functools
import json
import keyword
import pathlib
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from nbisolate.serialize.bounds import checked_list, checked_text
from nbisolate.serialize.opaque import CannotCrossError, Uncrossed, class_names
from nbisolate.serialize.registry import Kind

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

LONG_TEXT = 1000
_LONGEST_TEXT = 100_000_000
_LONGEST_INTEGER = 100_000  # bits
_LONGEST_RANGE = 10_000_000  # a test may make a list of it
_MANY_NUMBERS = 32
_MOST_ALIKE = 200
_MOST_FIELDS = 300
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
_DICTS: Mapping[str, type] = {
    "dict": dict,
    "OrderedDict": collections.OrderedDict,
    "Counter": collections.Counter,
}


def pack_integer(packer: "Packer", value: int, depth: int) -> object:
    """Return an integer as plain data."""
    bits = value.bit_length()
    if bits > _LONGEST_INTEGER:
        raise CannotCrossError(f"it has {bits:,} bits")
    return value if bits <= 64 else {"t": "int", "v": hex(value)}


def _make_integer(unpacker: "Unpacker", plain: dict, depth: int) -> int:
    return int(checked_text(plain["v"], _LONGEST_INTEGER // 4 + 4), 16)


def _pack_text(packer: "Packer", value: str, depth: int) -> dict:
    if len(value) > _LONGEST_TEXT // 4:
        raise CannotCrossError(f"it has {len(value):,} characters")
    packer.make_room(len(value))
    return {"t": "text", "b": packer.blob(value.encode("utf-8", "surrogatepass"))}


def _make_text(unpacker: "Unpacker", plain: dict, depth: int) -> str:
    blob = unpacker.blob(plain["b"])
    if len(blob) > _LONGEST_TEXT:
        raise CannotCrossError("too long a text")
    return str(blob, "utf-8", errors="surrogatepass")


def _pack_complex(packer: "Packer", value: complex, depth: int) -> dict:
    return {"t": "complex", "v": [value.real, value.imag]}


def _make_complex(unpacker: "Unpacker", plain: dict, depth: int) -> complex:
    real, imag = plain["v"]
    if type(real) is not float or type(imag) is not float:
        raise CannotCrossError("no complex number")
    return complex(real, imag)


def _pack_bytes(packer: "Packer", value: bytes, depth: int) -> dict:
    packer.make_room(len(value))
    return {"t": "bytes", "b": packer.blob(value)}


def _range_of(text: str) -> range:
    made = range(*map(int, text.split(":")))
    if (made.stop - made.start) // made.step > _LONGEST_RANGE:
        raise CannotCrossError(f"it has more than {_LONGEST_RANGE:,} values")
    return made


# What a short text says in full: how it is written, which texts are one, how it is read.
_WRITTEN: Mapping[str, tuple[Callable, str, Callable]] = {
    "builtins.range": (
        lambda value: f"{value.start}:{value.stop}:{value.step}",
        r"(-?\d{1,40}:){2}-?\d{1,40}",
        _range_of,
    ),
    "fractions.Fraction": (str, r"-?\d{1,4000}(/\d{1,4000})?", Fraction),
    # A test may make a whole number of it, which has all of the digits.
    "decimal.Decimal": (
        str,
        r"-?(\d{0,2000}(\.\d{0,2000})?(E[+-]\d{1,3})?|Infinity|NaN)",
        Decimal,
    ),
    "datetime.date": (date.isoformat, r"[\d-]{10}", date.fromisoformat),
    "datetime.time": (time.isoformat, r"[\d:.]{5,15}", time.fromisoformat),
    "datetime.datetime": (
        datetime.isoformat,
        r"[\d-]{10}T[\d:.]{5,15}(\+00:00)?",
        datetime.fromisoformat,
    ),
    "datetime.timedelta": (
        lambda value: f"{value.days}:{value.seconds}:{value.microseconds}",
        r"-?\d{1,9}:\d{1,5}:\d{1,6}",
        lambda text: timedelta(*map(int, text.split(":"))),
    ),
    "pathlib.PurePath": (str, r"(?s).*", pathlib.Path),
}


def _pack_written(packer: "Packer", value: object, depth: int) -> dict:
    bases = type.__dict__["__mro__"].__get__(type(value))
    # Python 3.13 has its paths in a module of another name.
    names = (".".join(class_names(base)).replace("._local", "") for base in bases)
    name = next(name for name in names if name in _WRITTEN)
    # A named zone would come as a mere offset.
    if getattr(value, "tzinfo", None) not in (None, UTC):
        raise CannotCrossError("it is of another zone than UTC")
    text = _WRITTEN[name][0](value)
    _read(name, text)
    return {"t": "written", "as": name, "v": text}


def _make_written(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    return _read(plain["as"], plain["v"])


def _read(name: str, text: object) -> object:
    _, form, read = _WRITTEN[name]
    if not re.fullmatch(form, checked_text(text, 10_000)):
        raise CannotCrossError("it has too many digits, or is written in another way")
    return read(text)


def _pack_sequence(packer: "Packer", value: list | tuple, depth: int) -> dict:
    name = type(value).__name__
    if len(value) >= _MANY_NUMBERS and packer.has_room_for_blobs():
        kinds = set(map(type, value))
        kind = next(iter(kinds))
        if len(kinds) == 1 and kind in _NUMBERS:
            try:
                numbers = np.array(value, dtype=_NUMBERS[kind])
            except OverflowError:
                pass
            else:
                packer.make_room(numbers.nbytes)
                blob = packer.blob(numbers.tobytes())
                return {"t": name, "numbers": _NUMBERS[kind], "b": blob}
    return {"t": name, "v": [packer.part(item, depth + 1) for item in value]}


def _make_list(unpacker: "Unpacker", plain: dict, depth: int) -> list:
    if "numbers" in plain:
        if plain["numbers"] not in _NUMBERS.values():
            raise CannotCrossError("no numbers")
        numbers = np.frombuffer(unpacker.blob(plain["b"]), plain["numbers"])
        unpacker.count(len(numbers) // 4)
        return numbers.tolist()
    return [unpacker.part(item, depth + 1) for item in plain["v"]]


def _make_tuple(unpacker: "Unpacker", plain: dict, depth: int) -> tuple:
    return tuple(_make_list(unpacker, plain, depth))


def _pack_set(packer: "Packer", value: set | frozenset, depth: int) -> dict:
    parts = [packer.needed(item, depth + 1) for item in value]
    # In an order that is the same in each process.
    return {"t": type(value).__name__, "v": sorted(parts, key=json.dumps)}


def _make_set(unpacker: "Unpacker", plain: dict, depth: int) -> set | frozenset:
    kind = set if plain["t"] == "set" else frozenset
    return kind(_hashable(_make_list(unpacker, plain, depth)))


def _hashable(keys: list) -> list:
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


def _pack_dict(packer: "Packer", value: dict, depth: int) -> dict:
    pairs = [
        [packer.needed(key, depth + 1), packer.part(item, depth + 1)] for key, item in value.items()
    ]
    plain = {"t": "dict", "v": pairs}
    if type(value) is collections.defaultdict:
        factory = value.default_factory
        if factory is not None and factory not in _TYPES.values():
            raise CannotCrossError("it calls a function for what it lacks")
        plain["default"] = packer.part(factory, depth + 1)
    elif type(value) is not dict:
        plain["as"] = type(value).__name__
    return plain


def _make_dict(unpacker: "Unpacker", plain: dict, depth: int) -> dict:
    pairs = [
        (unpacker.part(key, depth + 1), unpacker.part(item, depth + 1)) for key, item in plain["v"]
    ]
    _hashable([key for key, _ in pairs])
    if "default" not in plain:
        return _DICTS[plain.get("as", "dict")](dict(pairs))
    factory = unpacker.part(plain["default"], depth + 1)
    if factory is not None and factory not in _TYPES.values():
        raise CannotCrossError("no factory of values")
    return collections.defaultdict(factory, pairs)


def is_named_tuple(cls: type) -> bool:
    """Return whether a class is one of named tuples."""
    bases = type.__dict__["__mro__"].__get__(cls)
    return tuple in bases and any("_fields" in vars(base) for base in bases)


def pack_named_tuple(packer: "Packer", value: tuple, depth: int) -> dict:
    """Return a named tuple as plain data: without what its class does besides."""
    fields, items = type(value)._fields, tuple.__getitem__(value, slice(None))
    if type(fields) is not tuple or len(items) != len(fields) or not all(map(_is_name, fields)):
        raise CannotCrossError("its fields have unusual names")
    name = class_names(type(value))[1].rpartition(".")[2]
    parts = [packer.part(item, depth + 1) for item in items]
    return {"t": "namedtuple", "name": name, "fields": list(fields), "v": parts}


def _make_named_tuple(unpacker: "Unpacker", plain: dict, depth: int) -> tuple:
    fields = checked_list(plain["fields"], _MOST_FIELDS)
    name = plain["name"] if _is_name(plain["name"]) else "Answer"
    if not all(map(_is_name, fields)):
        raise CannotCrossError("no names of fields")
    known = _named_tuple.cache_info().misses
    made = _named_tuple(name, tuple(fields))
    # A class takes as long to make as so many parts of a value.
    unpacker.count(2000 * (_named_tuple.cache_info().misses - known))
    return made(*(unpacker.part(item, depth + 1) for item in checked_list(plain["v"], len(fields))))


@functools.lru_cache(500)
def _named_tuple(name: str, fields: tuple[str, ...]) -> type:
    return collections.namedtuple(name, fields)


def _is_name(name: object) -> bool:
    usual = type(name) is str and name.isascii() and name.isidentifier() and len(name) <= 100
    return usual and not keyword.iskeyword(name) and not name.startswith("_")


def pack_type(packer: "Packer", value: type, depth: int) -> dict | None:
    """Return a type that may cross as itself as plain data, else None."""
    name = ".".join(class_names(value))
    return {"t": "type", "v": name} if _TYPES.get(name) is value else None


def make_type(unpacker: "Unpacker", plain: dict, depth: int) -> type:
    """Return the type of what `pack_type` gave."""
    return _TYPES[plain["v"]]


KINDS = (
    Kind("int", ("builtins.int",), pack_integer, _make_integer),
    Kind("text", ("builtins.str",), _pack_text, _make_text),
    Kind("complex", ("builtins.complex",), _pack_complex, _make_complex),
    Kind(
        "bytes",
        ("builtins.bytes",),
        _pack_bytes,
        lambda unpacker, plain, depth: bytes(unpacker.blob(plain["b"])),
    ),
    Kind(
        "ellipsis",
        ("builtins.ellipsis",),
        lambda packer, value, depth: {"t": "ellipsis"},
        lambda unpacker, plain, depth: Ellipsis,
    ),
    Kind(
        "written",
        tuple(name for name in _WRITTEN if "Path" not in name),
        _pack_written,
        _make_written,
    ),
    Kind("path", ("pathlib.PurePath", "pathlib._local.PurePath"), _pack_written, subclasses=True),
    Kind("list", ("builtins.list",), _pack_sequence, _make_list),
    Kind("tuple", ("builtins.tuple",), _pack_sequence, _make_tuple),
    Kind("namedtuple", (), pack_named_tuple, _make_named_tuple),
    Kind("set", ("builtins.set",), _pack_set, _make_set),
    Kind("frozenset", ("builtins.frozenset",), _pack_set, _make_set),
    Kind(
        "dict",
        (
            "builtins.dict",
            *(f"collections.{name}" for name in ("OrderedDict", "Counter", "defaultdict")),
        ),
        _pack_dict,
        _make_dict,
    ),
)
