"""Values as plain data, and back: what may cross between the student's process and the tests'.

What comes back was made anew from plain data, so a test can trust how it compares: an array is an
``ndarray`` and no subclass of the student's, a number is a number.
"""

import importlib
import io
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePath, PurePosixPath

import numpy as np

from imagelessons.grade.apart import figures, libraries

_MOST_PARTS = 2_000_000
_DEEPEST = 60
_LONGEST_INTEGER = 20_000  # bits
_PLAIN_KINDS = "biufcSUmM"

# Packages whose functions and modules a name may stand for on the other side.
TRUSTED_PACKAGES = frozenset(
    [
        "collections",
        "dask",
        "functools",
        "imageio",
        "imagelessons",
        "itertools",
        "math",
        "matplotlib",
        "nibabel",
        "numpy",
        "operator",
        "pandas",
        "PIL",
        "pydicom",
        "random",
        "re",
        "scipy",
        "skimage",
        "sklearn",
        "statistics",
        "tifffile",
    ]
)
_TEXTS: Mapping[type, tuple[str, Callable[[str], object]]] = {
    Decimal: ("decimal", Decimal),
    Fraction: ("fraction", Fraction),
}


class CannotCrossError(Exception):
    """A value that can't cross; the message says which type and what to do."""


class Packer:
    """Turns values into plain data: a tree that is JSON, and blobs beside it.

    Parameters
    ----------
    keep : callable, optional
        Takes a function, returns a number by which the other side can call it; without, a
        function can't cross.
    strict : bool, optional
        Whether a value that can't cross raises; else it becomes a mark that says so.
    """

    def __init__(self, keep: Callable[[Callable], int] | None = None, *, strict: bool = False):
        self.keep = keep
        self.strict = strict
        self.blobs: list[bytes] = []
        self._parts = 0

    def blob(self, data: bytes) -> int:
        """Put bytes beside the tree and return their number."""
        self.blobs.append(data)
        return len(self.blobs) - 1

    def array(self, values: np.ndarray) -> dict:
        """Return an array as plain data: its bytes in NumPy's format, without pickle."""
        buffer = io.BytesIO()
        np.lib.format.write_array(buffer, values, allow_pickle=False)
        plain = {"t": "array", "b": self.blob(buffer.getvalue())}
        return plain if values.flags.writeable else plain | {"readonly": True}

    def pack(self, value: object, depth: int = 0) -> object:
        """Return a value as plain data.

        Raises
        ------
        CannotCrossError
            If it can't cross and the packer is strict.
        """
        self._parts += 1
        if self._parts > _MOST_PARTS or depth > _DEEPEST:
            raise CannotCrossError("It has too many parts, or parts within parts without end.")
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        if kind is int:
            return value if abs(value) < 1 << 53 else self._integer(value)
        if kind is float:
            return value if np.isfinite(value) else {"t": "float", "v": repr(value)}
        if kind in (list, tuple, set, frozenset):
            return {"t": kind.__name__, "v": [self.pack(part, depth + 1) for part in value]}
        if isinstance(value, dict):
            pairs = [[self.pack(k, depth + 1), self.pack(v, depth + 1)] for k, v in value.items()]
            return {"t": "dict", "v": pairs}
        return self._other(value, depth)

    def _integer(self, value: int) -> dict:
        if value.bit_length() > _LONGEST_INTEGER:
            raise CannotCrossError("It is an integer of thousands of digits.")
        return {"t": "int", "v": hex(value)}

    def _other(self, value: object, depth: int) -> object:
        if isinstance(value, np.ma.MaskedArray):
            return {
                "t": "masked",
                "data": self.pack(np.ma.getdata(value), depth + 1),
                "mask": self.pack(np.ma.getmaskarray(value), depth + 1),
            }
        if isinstance(value, np.ndarray):
            return self._array(value, depth)
        if isinstance(value, np.generic) and value.dtype.kind in _PLAIN_KINDS:
            return {"t": "scalar", "v": self.array(np.asarray(value))}
        if value is Ellipsis:
            return {"t": "ellipsis"}
        if isinstance(value, types.ModuleType):
            return {"t": "module", "v": value.__name__}
        for pack in (self._simple, self._mapping_view, figures.pack, libraries.pack):
            found = pack(value, depth) if pack in _OWN else pack(self, value, depth)
            if found is not None:
                return found
        if callable(value):
            return self._callable(value)
        # Subclasses of plain types, such as IntEnum or defaultdict's kin, count as those types.
        for kind in (bool, int, float, str, list, tuple, set, frozenset):
            if isinstance(value, kind):
                return self.pack(_as_plain(kind, value), depth + 1)
        return self._cannot(value)

    def _array(self, value: np.ndarray, depth: int) -> object:
        values = np.asarray(value)
        if values.dtype.kind in _PLAIN_KINDS:
            return self.array(values)
        if values.dtype.kind == "O":
            parts = [self.pack(part, depth + 1) for part in values.ravel().tolist()]
            return {"t": "objects", "shape": list(values.shape), "v": parts}
        if values.dtype.names:
            fields = [[name, self._array(values[name], depth + 1)] for name in values.dtype.names]
            return {"t": "record", "v": fields}
        return self._cannot(value)

    def _simple(self, value: object, depth: int) -> object:
        if isinstance(value, complex):
            return {"t": "complex", "v": [repr(value.real), repr(value.imag)]}
        if isinstance(value, bytes | bytearray | memoryview):
            return {"t": "bytes", "b": self.blob(bytes(value))}
        if isinstance(value, range):
            return {"t": "range", "v": [value.start, value.stop, value.step]}
        if isinstance(value, slice):
            parts = (value.start, value.stop, value.step)
            return {"t": "slice", "v": [self.pack(part, depth + 1) for part in parts]}
        if type(value) in _TEXTS:
            return {"t": _TEXTS[type(value)][0], "v": str(value)}
        if isinstance(value, PurePath):
            return {"t": "path", "v": str(value)}
        if isinstance(value, datetime | date):
            return {"t": type(value).__name__, "v": value.isoformat()}
        if isinstance(value, timedelta):
            return {"t": "timedelta", "v": value.total_seconds()}
        return None

    def _mapping_view(self, value: object, depth: int) -> object:
        views = (type({}.keys()), type({}.values()), type({}.items()))
        return self.pack(list(value), depth + 1) if isinstance(value, views) else None

    def _callable(self, value: Callable) -> object:
        reference = reference_of(value)
        if reference:
            return {"t": "reference", "v": reference}
        if self.keep is None or isinstance(value, type):
            return self._cannot(value)
        name = getattr(value, "__name__", type(value).__name__)
        return {"t": "function", "id": self.keep(value), "name": str(name)[:100]}

    def _cannot(self, value: object) -> dict:
        if self.strict:
            raise CannotCrossError(cannot_cross(type_name(value)))
        return {"t": "cannot", "v": type_name(value)}


_OWN = (Packer._simple, Packer._mapping_view)


def _as_plain(kind: type, value: object) -> object:
    return kind.__new__(kind, value) if kind is not bool else bool(value)


def type_name(value: object) -> str:
    """Return the full name of an object's type, short enough for a sentence.

    Examples
    --------
    >>> type_name(np.random.default_rng(1))
    'numpy.random.Generator'
    """
    kind = type(value)
    module = str(getattr(kind, "__module__", "")).replace("._generator", "")
    name = str(getattr(kind, "__qualname__", "?"))
    return (name if module == "builtins" else f"{module}.{name}")[:120]


def cannot_cross(kind: str) -> str:
    """Return the sentence for the instructor about a type that can't cross.

    Examples
    --------
    >>> cannot_cross("torch.Tensor")[:45]
    'A value of type torch.Tensor can’t be handed '
    """
    return (
        f"A value of type {kind} can’t be handed from the student’s process to the tests. "
        f"Let the exercise ask for a number, text, list, array, picture, table, figure, NIfTI "
        f"image, DICOM dataset or function instead; or grade this cell by hand."
    )


def reference_of(value: object) -> str | None:
    """Return ``"package.module:name"`` for a function or class of a known package, or None.

    Examples
    --------
    >>> reference_of(np.median)
    'numpy:median'
    >>> reference_of(lambda: 1) is None
    True
    """
    module = getattr(value, "__module__", None)
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
    if isinstance(value, np.ufunc):
        module, name = "numpy", value.__name__
    if not isinstance(module, str) or not isinstance(name, str) or "<" in name:
        return None
    return f"{module}:{name}" if resolve_reference(f"{module}:{name}") is value else None


def resolve_reference(reference: str) -> object | None:
    """Return what a reference names, if a known package has it; else None."""
    module_name, _, name = reference.partition(":")
    try:
        found: object = trusted_module(module_name)
        for part in name.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError, CannotCrossError, ValueError):
        return None
    return found


def trusted_module(name: str) -> types.ModuleType:
    """Return a module of a known package, imported here.

    Raises
    ------
    CannotCrossError
        If the package isn't known.
    """
    if name.partition(".")[0] not in TRUSTED_PACKAGES:
        raise CannotCrossError(f"A test uses the module {name!r}; let it import that itself.")
    return importlib.import_module(name)


class Uncrossed:
    """Stands for a value that couldn't cross: whatever a test does with it raises."""

    def __init__(self, kind: str, touched: Callable[[str], None]):
        object.__setattr__(self, "_Uncrossed__kind", kind)
        object.__setattr__(self, "_Uncrossed__touched", touched)


def _refuse(self, *arguments: object, **keywords: object):
    sentence = cannot_cross(object.__getattribute__(self, "_Uncrossed__kind"))
    object.__getattribute__(self, "_Uncrossed__touched")(sentence)
    raise CannotCrossError(sentence)


for _name in [
    "__getattr__",
    "__setattr__",
    "__call__",
    "__eq__",
    "__ne__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__hash__",
    "__bool__",
    "__len__",
    "__iter__",
    "__getitem__",
    "__contains__",
    "__array__",
    "__float__",
    "__int__",
    "__index__",
    "__add__",
    "__radd__",
    "__mul__",
    "__rmul__",
    "__sub__",
    "__rsub__",
    "__str__",
    "__repr__",
    "__format__",
    "__enter__",
]:
    setattr(Uncrossed, _name, _refuse)


class Unpacker:
    """Makes values anew from plain data.

    Parameters
    ----------
    blobs : list of bytes
    call : callable, optional
        ``call(number, args, kwargs)`` calls a function on the other side and returns its value.
    touched : callable, optional
        Is told the sentence when a test touches a value that couldn't cross.
    modules : callable, optional
        ``modules(name)`` returns a module by its name, or raises `CannotCrossError`.
    """

    def __init__(
        self,
        blobs: list[bytes],
        call: Callable[[int, tuple, dict], object] | None = None,
        touched: Callable[[str], None] | None = None,
        modules: Callable[[str], object] | None = None,
    ):
        self.blobs = blobs
        self.call = call
        self.touched = touched or (lambda sentence: None)
        self.modules = modules

    def array(self, plain: dict) -> np.ndarray:
        """Return an array from its plain data."""
        buffer = io.BytesIO(self.blobs[plain["b"]])
        values = np.lib.format.read_array(buffer, allow_pickle=False)
        if plain.get("readonly"):
            values.flags.writeable = False
        return values

    def unpack(self, plain: object) -> object:
        """Return the value of plain data.

        Raises
        ------
        CannotCrossError
            If this isn't plain data.
        """
        if plain is None or isinstance(plain, bool | int | float | str):
            return plain
        try:
            kind = plain["t"]
            make = _MAKERS.get(kind) or libraries.MAKERS.get(kind) or figures.MAKERS[kind]
            return make(self, plain)
        except CannotCrossError:
            raise
        except Exception as error:
            raise CannotCrossError(
                f"The student’s process sent what is no value ({type(error).__name__})."
            ) from None


def _objects(unpacker: Unpacker, plain: dict) -> np.ndarray:
    values = np.empty(len(plain["v"]), dtype=object)
    for index, part in enumerate(plain["v"]):
        values[index] = unpacker.unpack(part)
    return values.reshape(plain["shape"])


def _record(unpacker: Unpacker, plain: dict) -> np.ndarray:
    fields = {name: unpacker.unpack(part) for name, part in plain["v"]}
    first = next(iter(fields.values()))
    values = np.empty(first.shape, dtype=[(name, part.dtype) for name, part in fields.items()])
    for name, part in fields.items():
        values[name] = part
    return values


def _function(unpacker: Unpacker, plain: dict) -> Callable:
    if unpacker.call is None:
        raise CannotCrossError(cannot_cross("function"))
    call, number = unpacker.call, int(plain["id"])

    def proxy(*args: object, **kwargs: object) -> object:
        return call(number, args, kwargs)

    proxy.__name__ = proxy.__qualname__ = str(plain["name"])
    return proxy


def _reference(unpacker: Unpacker, plain: dict) -> object:
    found = resolve_reference(plain["v"])
    if found is None:
        raise CannotCrossError(cannot_cross("function"))
    return found


def _many(kind: type) -> Callable[[Unpacker, dict], object]:
    return lambda unpacker, plain: kind(unpacker.unpack(part) for part in plain["v"])


_MAKERS: Mapping[str, Callable[[Unpacker, dict], object]] = {
    "int": lambda unpacker, plain: int(plain["v"], 16),
    "float": lambda unpacker, plain: float(plain["v"]),
    "complex": lambda unpacker, plain: complex(float(plain["v"][0]), float(plain["v"][1])),
    "list": _many(list),
    "tuple": _many(tuple),
    "set": _many(set),
    "frozenset": _many(frozenset),
    "dict": lambda unpacker, plain: {unpacker.unpack(k): unpacker.unpack(v) for k, v in plain["v"]},
    "array": Unpacker.array,
    "scalar": lambda unpacker, plain: unpacker.array(plain["v"])[()],
    "masked": lambda unpacker, plain: np.ma.MaskedArray(
        unpacker.unpack(plain["data"]), mask=unpacker.unpack(plain["mask"])
    ),
    "objects": _objects,
    "record": _record,
    "ellipsis": lambda unpacker, plain: Ellipsis,
    "bytes": lambda unpacker, plain: unpacker.blobs[plain["b"]],
    "range": lambda unpacker, plain: range(*plain["v"]),
    "slice": lambda unpacker, plain: slice(*(unpacker.unpack(part) for part in plain["v"])),
    "decimal": lambda unpacker, plain: Decimal(plain["v"]),
    "fraction": lambda unpacker, plain: Fraction(plain["v"]),
    "path": lambda unpacker, plain: PurePosixPath(plain["v"]),
    "datetime": lambda unpacker, plain: datetime.fromisoformat(plain["v"]),
    "date": lambda unpacker, plain: date.fromisoformat(plain["v"]),
    "timedelta": lambda unpacker, plain: timedelta(seconds=plain["v"]),
    "module": lambda unpacker, plain: (unpacker.modules or trusted_module)(plain["v"]),
    "reference": _reference,
    "function": _function,
    "cannot": lambda unpacker, plain: Uncrossed(str(plain["v"]), unpacker.touched),
}
