"""How named tuples, dataclasses and enumerations cross: their classes are made anew too.

A class made anew has the same fields, and nothing that the student wrote. What it lacks says so
when a test asks for it. The same description gives the same class, so that values of two messages
can be equal.
"""

import collections
import dataclasses
import enum
import keyword
import unicodedata
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from nbisolate.serialize.opaque import (
    CannotCrossError,
    Uncrossed,
    class_names,
    no_method,
    tidy,
)

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

_MOST_FIELDS = 300
_MOST_CLASSES = 500
_PARTS_OF_A_CLASS = 2000  # a class takes as long to make as so many parts of a value
# A class that has one of these is more than its fields, and no copy would do.
_MORE_THAN_FIELDS = frozenset(
    ("__len__", "__iter__", "__getitem__", "__call__", "__array__", "__contains__", "__bool__")
    + ("__add__", "__sub__", "__mul__", "__index__", "__float__", "__int__")
)
_ENUMS: Mapping[str, type] = {
    "Enum": enum.Enum,
    "IntEnum": enum.IntEnum,
    "StrEnum": enum.StrEnum,
    "Flag": enum.Flag,
    "IntFlag": enum.IntFlag,
}
_VALUES_OF_ENUM = (bool, int, float, str, tuple)
_LONGEST_OF_ENUM = 1000
_made: dict[tuple, type] = {}


def pack_tuple(packer: "Packer", value: tuple, depth: int) -> dict | None:
    """Return a named tuple as plain data, or None if it is another tuple."""
    kind = type(value)
    fields = getattr(kind, "_fields", None)
    if type(fields) is not tuple or not all(type(name) is str for name in fields):
        return None
    items = tuple.__getitem__(value, slice(None))
    if len(items) != len(fields) or not all(map(_is_name, fields)):
        return None
    return _plain(packer, "namedtuple", kind, list(fields), list(items), depth)


def pack_dataclass(packer: "Packer", value: object, depth: int) -> dict:
    """Return an instance of a dataclass as plain data.

    Raises
    ------
    CannotCrossError
        If its class does more than to hold fields.
    """
    kind = type(value)
    own = {name for base in kind.__mro__[:-1] for name in vars(base)}
    if own & _MORE_THAN_FIELDS:
        raise CannotCrossError("its class has methods that a test may rely on")
    names = [field.name for field in dataclasses.fields(kind)]
    if not all(map(_is_name, names)):
        raise CannotCrossError("its fields have unusual names")
    items = [object.__getattribute__(value, name) for name in names]
    plain = _plain(packer, "dataclass", kind, names, items, depth)
    plain["frozen"] = bool(kind.__dataclass_params__.frozen)
    plain["order"] = bool(kind.__dataclass_params__.order)
    return plain


def _plain(packer: "Packer", what: str, kind: type, fields: list, items: list, depth: int) -> dict:
    usual = set(dir(_USUAL[what])) | set(fields)
    lacks = [name for name in dir(kind) if name not in usual and not name.startswith("__")]
    return {
        "t": what,
        "name": class_names(kind)[1].rpartition(".")[2],
        "fields": fields,
        "lacks": lacks[:_MOST_FIELDS],
        "v": [packer.part(item, depth + 1) for item in items],
    }


def pack_enum(packer: "Packer", value: enum.Enum, depth: int) -> dict:
    """Return a member of an enumeration as plain data."""
    kind = type(value)
    bases = [name for name in ("IntFlag", "Flag") if issubclass(kind, _ENUMS[name])]
    bases += [
        name for name, mixed in (("StrEnum", str), ("IntEnum", int)) if issubclass(kind, mixed)
    ]
    base = [*bases, "Enum"][0]
    members = list(kind.__members__.items())[:_MOST_FIELDS]
    if not all(isinstance(member._value_, _VALUES_OF_ENUM) for _, member in members):
        raise CannotCrossError("its values are neither numbers nor texts")
    return {
        "t": "enum",
        "name": class_names(kind)[1].rpartition(".")[2],
        "base": base,
        "members": [[str(n), packer.part(m._value_, depth + 1)] for n, m in members],
        "v": packer.part(value._value_, depth + 1),
    }


def _is_name(name: object) -> bool:
    return (
        type(name) is str
        and len(name) <= 100
        and name.isidentifier()
        and not keyword.iskeyword(name)
        and not name.startswith("_")
    )


def _names(plain: object, *, of_fields: bool = True) -> list[str]:
    if type(plain) is not list or len(plain) > _MOST_FIELDS:
        raise CannotCrossError("no names of fields")
    for name in plain:
        # Names that Python takes for the same one would be a field twice.
        usual = type(name) is str and unicodedata.normalize("NFKC", name) == name
        if not usual or (of_fields and not _is_name(name)):
            raise CannotCrossError("no names of fields")
    return plain


def _class_name(plain: object) -> str:
    return plain if _is_name(plain) else "Answer"


def _remember(unpacker: "Unpacker", made: dict, key: tuple, make: Callable[[], type]) -> type:
    if key not in made:
        unpacker.count(_PARTS_OF_A_CLASS)
        made[key] = make()
        if len(made) > _MOST_CLASSES:
            made.pop(next(iter(made)))
    return made[key]


def _asks_for_more(unpacker: "Unpacker", kind: str, lacks: list[str]) -> Callable:
    names = frozenset(lacks)

    def __getattr__(self: object, name: str) -> object:  # noqa: N807
        if name in names:
            return Uncrossed(f"{kind}.{tidy(name)}", unpacker.touched)
        raise AttributeError(f"{kind!r} object has no attribute {name!r}")

    return __getattr__


def _make_record(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    fields, lacks = _names(plain["fields"]), _names(plain["lacks"], of_fields=False)
    name, what = _class_name(plain["name"]), plain["t"]
    frozen, order = bool(plain.get("frozen")), bool(plain.get("order"))
    items = [no_method(unpacker.part(i, depth + 1), unpacker.touched) for i in plain["v"]]
    more = {"__getattr__": _asks_for_more(unpacker, name, lacks)} if lacks else {}

    def make() -> type:
        if what == "namedtuple":
            made = collections.namedtuple(name, fields)
            return type(name, (made,), {"__slots__": (), **more}) if more else made
        return dataclasses.make_dataclass(name, fields, frozen=frozen, order=order, namespace=more)

    # `touched` belongs to one unpacker, so a class that needs it is not shared.
    key = (what, name, tuple(fields), frozen, order, tuple(lacks))
    return _remember(unpacker, unpacker.classes if lacks else _made, key, make)(*items)


def _make_enum(unpacker: "Unpacker", plain: dict, depth: int) -> enum.Enum:
    name, base = _class_name(plain["name"]), plain["base"]
    members = [(key, _of_enum(unpacker, item, depth)) for key, item in plain["members"]]
    names = _names([key for key, _ in members])
    value = _of_enum(unpacker, plain["v"], depth)
    key = ("enum", name, base, tuple(names), repr([item for _, item in members]))
    return _remember(unpacker, _made, key, lambda: _ENUMS[base](name, members))(value)


def _of_enum(unpacker: "Unpacker", plain: object, depth: int) -> object:
    """Return the value of a member; small, for an enumeration looks at each bit of it."""
    value = unpacker.part(plain, depth + 1)
    parts = value if type(value) is tuple else (value,)
    for part in parts[:_LONGEST_OF_ENUM]:
        small = type(part) in (bool, float) or (type(part) is int and part.bit_length() <= 64)
        if not small and not (type(part) is str and len(part) <= _LONGEST_OF_ENUM):
            raise CannotCrossError("an enumeration of unusual values")
    if len(parts) > _LONGEST_OF_ENUM:
        raise CannotCrossError("an enumeration of unusual values")
    return value


_USUAL = {
    "namedtuple": collections.namedtuple("usual", ()),  # noqa: PYI024
    "dataclass": dataclasses.make_dataclass("Usual", ()),
}
PACKERS: Mapping[str, Callable] = {"enum.Enum": pack_enum}
MAKERS: Mapping[str, Callable] = {
    "namedtuple": _make_record,
    "dataclass": _make_record,
    "enum": _make_enum,
}
