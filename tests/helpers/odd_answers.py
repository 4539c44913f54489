"""Answers that nobody expects: liars, things of the wrong kind, empty, endless and huge ones."""

import datetime
import io
import sys

import numpy as np
from matplotlib.figure import Figure

TRUTH = np.arange(12, dtype=np.uint8).reshape(3, 4)


class Liar:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1

    def __bool__(self):
        return True


class LyingArray(np.ndarray):
    """An array that compares equal and hides its shape."""

    def __eq__(self, other):
        return np.ones(3, dtype=bool)

    def __array_function__(self, *args, **kwargs):
        return True

    def __array_ufunc__(self, *args, **kwargs):
        return np.ones((3, 4), dtype=bool)

    @property
    def shape(self):
        return (3, 4)

    @property
    def size(self):
        return 12


class LyingFloat(float):
    """A float that compares equal."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __hash__ = float.__hash__


class LyingInt(int):
    """An integer that compares equal."""

    def __eq__(self, other):
        return True

    def __int__(self):
        return 5

    __hash__ = int.__hash__


class Raises:
    """Raises at every turn."""

    def __array__(self, *args, **kwargs):
        raise RuntimeError("no")

    def __len__(self):
        raise RuntimeError("no")

    def __eq__(self, other):
        raise RuntimeError("no")

    def __repr__(self):
        raise RuntimeError("no")

    def __getattr__(self, name):
        raise RuntimeError("no")

    __hash__ = None


class Gives:
    """Gives back something odd as its array."""

    def __init__(self, given):
        self.given = given

    def __array__(self, *args, **kwargs):
        return self.given


class FrameLike:
    """Columns by name, as a table has them."""

    columns = ("a", "b")
    values = TRUTH

    def __array__(self, *args, **kwargs):
        return np.array([["a", 1], ["b", 2]], dtype=object)


def looped():
    own = []
    own.append(own)
    return own


def deep():
    nested = 1
    for _ in range(5000):
        nested = [nested]
    return nested


ODD = {
    "liar": Liar(),
    "lying array": np.zeros((2, 2)).view(LyingArray),
    "lying float": LyingFloat(1),
    "lying int": LyingInt(1),
    "raises": Raises(),
    "gives text": Gives("text"),
    "gives objects": Gives(np.array([None, 1])),
    "frame": FrameLike(),
    "none": None,
    "stub": ...,
    "stub in a list": [1, ...],
    "text": "12",
    "empty text": "",
    "bytes": b"12",
    "dict": {"a": 1},
    "set": {1, 2},
    "generator": (i for i in range(3)),
    "range": range(12),
    "long range": range(10**12),
    "ragged": [[1, 2], [3]],
    "mixed": [1, "a", None],
    "objects": np.array([object(), 1], dtype=object),
    "empty list": [],
    "empty array": np.empty((0, 4)),
    "empty float": np.empty(0),
    "nested empty": [[], []],
    "nan": float("nan"),
    "all nan": np.full((3, 4), np.nan),
    "inf": float("inf"),
    "infinities": np.full((3, 4), -np.inf),
    "date": datetime.date(2024, 1, 1),
    "dates": np.array(["2024-01-01"], dtype="datetime64[D]"),
    "spans": np.array([1, 2], dtype="timedelta64[s]"),
    "complex": 1j,
    "complexes": TRUTH * 1j,
    "masked": np.ma.masked_less(TRUTH, 5),
    "all masked": np.ma.masked_all((3, 4)),
    "matrix": np.asmatrix(TRUTH),
    "records": np.zeros(3, dtype=[("a", int), ("b", float)]),
    "void": np.zeros((3, 4), dtype="V4"),
    "huge int": 10**400,
    "huge ints": [10**400, 1],
    "big ints": np.full((3, 4), 2**64 - 1, dtype=np.uint64),
    "small ints": np.full((3, 4), -(2**63)),
    "long double": np.full((3, 4), 1, dtype=np.longdouble),
    "half": np.full((3, 4), 60000, dtype=np.float16),
    "huge floats": np.full((3, 4), 1e308),
    "tiny": 5e-324,
    "bool": True,
    "bools": np.ones((3, 4), dtype=bool),
    "zero-d": np.array(3),
    "high-d": np.zeros((1,) * 20),
    "wide": np.broadcast_to(np.float64(1), (3, 4)),
    "looped": looped(),
    "deep": deep(),
    "long list": list(range(200_000)),
    "module": np,
    "class": int,
    "ufunc": np.add,
    "method": TRUTH.mean,
    "lambda": lambda *a: None,
    "exception": ValueError("x"),
    "file": io.StringIO("x"),
    "stdout": sys.stdout,
    "axes": Figure().subplots(),
    "figures": [Figure(), 3],
    "array of axes": Figure().subplots(2, 2),
    "dtype": np.dtype("uint8"),
    "memoryview": memoryview(b"abcdefghijkl"),
    "scalar text": np.str_("a"),
    "array of text": np.array(["a", "b"]),
    "new text": np.array(["a", "b"], dtype=np.dtypes.StringDType()),
    "big endian": TRUTH.astype(">f8"),
}
