"""Whatever is handed in, a check raises a finding or nothing."""

import datetime
import io
import sys

import numpy as np
import pytest
from matplotlib.figure import Figure

from imagelessons import check

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

CHECKS = {
    "kind": lambda a: check.kind(a, "a", shape=(3, 4), dtype="uint8", low=0, high=255),
    "kind of a number": lambda a: check.kind(a, "a", shape=(), dtype="float", low=0, high=1),
    "kind of a mask": lambda a: check.kind(a, "a", ndim=2, dtype="bool"),
    "kind of anything": lambda a: check.kind(a, "a", low=0, high=1),
    "array": lambda a: check.array(a, TRUTH, "a", dtype="uint8", mistakes={"sign": -1}),
    "floats": lambda a: check.array(a, TRUTH / 7, "a"),
    "signed": lambda a: check.array(a, TRUTH - 5.0, "a"),
    "one axis": lambda a: check.array(a, [1, 2], "a"),
    "mask": lambda a: check.mask(a, TRUTH > 3, "a", image=TRUTH, threshold=3),
    "labels": lambda a: check.labels(a, TRUTH // 9, "a", consecutive=True),
    "number": lambda a: check.number(a, 7, "a", mistakes={"sign": 3}),
    "float": lambda a: check.number(a, 0.3, "a", unit="%"),
    "zero": lambda a: check.number(a, 0.0, "a"),
    "truth": lambda a: check.truth(a, True, "a"),
    "text": lambda a: check.text(a, "uint9", "a"),
    "figure": lambda a: check.figure(a, "a", panels=9),
    "function": lambda a: check.function(a, [check.case(TRUTH, expected=TRUTH)], "a"),
    "result": lambda a: check.function(lambda: a, [check.case(expected=(1, TRUTH))], "a"),
    "seal": lambda a: check.sealed(a, "fuzz/array"),
    "sealed mask": lambda a: check.sealed(a, "fuzz/mask"),
    "sealed floats": lambda a: check.sealed(a, "fuzz/floats"),
    "sealed number": lambda a: check.sealed(a, "fuzz/number"),
    "sealed count": lambda a: check.sealed(a, "fuzz/count"),
}


@pytest.fixture(autouse=True)
def seals(tmp_path, monkeypatch):
    from imagecourse.author.seal import write_seals
    from imagelessons.check.values import seals

    folder = tmp_path / "fuzz"
    folder.mkdir()
    (folder / "sealed.py").write_text(
        "import numpy as np\n"
        "from imagelessons import check\n"
        "def answers():\n"
        "    picture = np.arange(12, dtype=np.uint8).reshape(3, 4) * 2\n"
        "    return {'array': check.Answer(picture), 'mask': check.Answer(picture > 3),\n"
        "            'floats': check.Answer(picture / 7, decimals=3),\n"
        "            'number': check.Answer(0.123, step=0.001), 'count': check.Answer(17)}\n"
    )
    write_seals("fuzz", solutions=tmp_path, seals=tmp_path)
    monkeypatch.setattr(seals, "SEALS", tmp_path)


LOOSE = {"kind of anything", "kind of a number"}


def found(which, odd):
    try:
        CHECKS[which](odd)
    except check.Finding as finding:
        return finding
    return None


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("which", CHECKS)
def test_a_check_raises_nothing_but_findings(which):
    for name, odd in ODD.items():
        right = found(which, odd) is None
        # Nothing that lies is right, save where only its outer form is asked.
        assert not (right and name.startswith(("liar", "lying")) and which not in LOOSE), name


@pytest.mark.parametrize("which", CHECKS)
def test_every_finding_can_be_shown(which):
    for odd in ODD.values():
        finding = found(which, odd)
        if finding is not None:
            assert finding.block()[-1].startswith("Code: ")
            assert finding.found
            assert finding.code != "check-stopped", (finding.found, type(odd))
