"""Values as plain data and back: nothing is lost on the way, and nothing but values comes."""

import array
import collections
import copy
import dataclasses
import datetime
import decimal
import enum
import fractions
import inspect
import math
import os
import pathlib
import pickle
import random
import re
import subprocess
import sys
import time
import types

import numpy as np
import pytest
from serialized import cross, there

from imagelessons.check.diagnose.cases import case
from imagelessons.check.finding import Finding
from imagelessons.check.values.functions import function
from nbisolate.serialize.in_place import write_back
from nbisolate.serialize.registry import Kind, kind_of, register
from nbisolate.serialize.serializer import (
    CannotCrossError,
    Packer,
    Uncrossed,
    Unpacker,
    cannot_cross,
)


class Point(collections.namedtuple("Point", "row column")):
    __slots__ = ()

    @property
    def distance(self):
        return math.hypot(*self)


PLAIN = [
    None, True, False, 0, -1, 2**53, 2**63, -(2**64), 10**4000, 0.1, -0.0, 1e300, math.inf,
    -math.inf, 2.5j, complex(math.inf, -0.0), "", "grey", "ä€𝄞", "\ud800", "x" * 5000,
    "\ud800" * 2000, b"", b"\0\1", Ellipsis, [], [1, [2, [3]]],
    (), (1, "a"), {1, 2}, frozenset({"a", (1, 2)}), {}, {"a": [1], 2: {3: 4}, (1, 2): None},
    range(3), range(10**30, 10**30 + 70, 7), range(5, 0, -2),
    list(range(100)), [0.5] * 40, [True] * 33, tuple(range(50)),
    [2**70] * 40, [math.inf, -0.0] * 20, [1, 2.0] * 20, [True, 1] * 20,
    fractions.Fraction(-3, 10**50), decimal.Decimal("1.10"), decimal.Decimal("-Infinity"),
    decimal.Decimal("-0E+5"), datetime.date(2026, 2, 28), datetime.timedelta(-1, microseconds=3),
    datetime.datetime(2026, 1, 2, 3, 4, 5, 6), datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC),
    datetime.time(1, 2, 3), pathlib.Path("a/b.tif"),
    collections.Counter("banana"), collections.OrderedDict([("b", 1), ("a", 2)]),
    collections.defaultdict(list, {"a": [1]}),
    np.dtype("uint8"), np.dtype(">f4"), np.dtype("M8[ms]"), np.dtype(object), np.dtype("U7"),
    np.uint8, np.float64, np.bool_, int, bool, str, list, type(None),
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN, ids=lambda value: type(value).__name__)
def test_a_plain_value_is_the_same_after_it(value):
    made = cross(value)
    assert type(made) is type(value)
    assert made == value
    if isinstance(value, set | frozenset):  # their order is another one in each process
        assert sorted(map(repr, made)) == sorted(map(repr, value))
    else:
        assert repr(made) == repr(value)


def test_what_is_not_equal_to_itself():
    assert math.isnan(cross(math.nan))
    assert all(map(math.isnan, cross([math.nan] * 50)))
    assert cross(decimal.Decimal("NaN")).is_nan()
    assert math.copysign(1, cross(-0.0)) == -1
    assert cross(np.ma.masked) is np.ma.masked


def arrays() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(5)
    grey = rng.integers(0, 255, (6, 7), dtype=np.uint8)
    made = {
        "grey": grey,
        "colour": rng.random((4, 5, 3)).astype(np.float32),
        "fortran": np.asfortranarray(rng.random((4, 5, 6))),
        "transposed": rng.random((4, 5, 6)).transpose(1, 0, 2),
        "strided": grey[::2, ::-3],
        "0-d": np.array(3.5),
        "empty": np.zeros((0, 5), np.int16),
        "empty in the middle": np.zeros((3, 0, 2)),
        "broadcast": np.broadcast_to(np.arange(3), (4, 3)),
        "big end": grey.astype(">u2"),
        "half": grey.astype(np.float16),
        "complex": grey * 1j,
        "mask": grey > 100,
        "dates": np.array(["2026-01-02", "NaT"], "M8[D]"),
        "spans": np.array([1, 2], "m8[ns]"),
        "texts": np.array(["a", "größer"]),
        "bytes": np.array([b"a", b"bcd"]),
        "no characters": np.zeros(3, "U0"),
        "objects": np.array([[1, "a"], [None, (1, 2)]], dtype=object),
        "special": np.array([np.nan, np.inf, -np.inf, -0.0]),
    }
    locked = grey.copy()
    locked.flags.writeable = False
    return made | {"read-only": locked}


@pytest.mark.parametrize("name", arrays())
def test_an_array_keeps_dtype_shape_order_and_flags(name):
    value = arrays()[name]
    made = cross(value)
    assert type(made) is np.ndarray
    assert made.dtype == value.dtype
    assert made.dtype.str == value.dtype.str
    assert made.shape == value.shape
    assert made.flags.writeable == value.flags.writeable
    assert made.flags.aligned
    if value.flags.f_contiguous:
        assert made.flags.f_contiguous
    np.testing.assert_array_equal(made, value, strict=True)


@pytest.mark.parametrize(
    "value",
    [
        np.bool_(1), np.int8(1), np.uint64(1), np.float16(1), np.float32(1),
        np.complex64(1), np.float64("nan"), np.float32("-inf"), np.str_("abc"), np.bytes_(b"x"),
        np.datetime64("NaT"),
        np.datetime64("2026-01-02T03:04"), np.timedelta64(3, "h"),
    ],
    ids=lambda value: f"{type(value).__name__} {value}",
)  # fmt: skip
def test_a_scalar_keeps_its_dtype(value):
    made = cross(value)
    assert type(made) is type(value)
    assert made.dtype == value.dtype
    np.testing.assert_array_equal(made, value)


def test_masked_arrays_and_matrices():
    value = np.ma.MaskedArray([[1, 2], [3, 4]], mask=[[0, 1], [0, 0]], dtype="i2")
    made = cross(value)
    assert type(made) is np.ma.MaskedArray
    assert made.dtype == np.int16
    np.testing.assert_array_equal(made.mask, value.mask)
    np.testing.assert_array_equal(made.data, value.data)
    assert cross(np.ma.MaskedArray([1, 2])).mask is np.ma.nomask
    assert type(cross(np.asmatrix(np.eye(2)))) is np.matrix


def test_a_value_that_only_looks_like_another_crosses_as_what_it_is():
    class Lies:
        __array__ = __eq__ = __len__ = __iter__ = __getitem__ = lambda self, *a, **k: 1 / 0
        __class__ = property(lambda self: np.ndarray)
        __hash__ = None

    class LyingArray(Lies, np.ndarray):
        shape = property(lambda self: (1, 1))
        dtype = property(lambda self: np.dtype("f8"))
        tolist = tobytes = view = ravel = copy = lambda self, *a, **k: 1 / 0

    class LyingFloat(Lies, float):
        __float__ = __add__ = __pos__ = __repr__ = lambda self, *a: 1 / 0

    class LyingInt(Lies, int):
        __int__ = __index__ = __add__ = bit_length = __repr__ = lambda self, *a: 1 / 0

    class LyingText(Lies, str):
        __str__ = encode = lambda self, *a: 1 / 0

    class LyingList(list):
        __iter__ = __len__ = __getitem__ = __eq__ = lambda self, *a: 1 / 0

    class LyingTuple(tuple):
        __iter__ = __len__ = __getitem__ = __eq__ = lambda self, *a: 1 / 0
        __slots__ = ()

    class LyingDict(dict):
        items = keys = values = __iter__ = __len__ = __getitem__ = lambda self, *a: 1 / 0

    class LyingDouble(np.float64):
        dtype = property(lambda self: 1 / 0)
        tobytes = item = __float__ = __array__ = lambda self, *a: 1 / 0

    class LyingSet(set):
        __iter__ = __len__ = union = copy = lambda self, *a: 1 / 0

    made = cross(np.arange(6, dtype="i2").reshape(2, 3).view(LyingArray))
    np.testing.assert_array_equal(made, np.arange(6, dtype="i2").reshape(2, 3), strict=True)
    for kind, value in [
        (LyingFloat, 2.5), (LyingInt, 7), (LyingText, "ab"), (LyingList, [1, 2]),
        (LyingTuple, (1, 2)), (LyingDict, {1: 2}), (LyingSet, {1, 2}),
    ]:  # fmt: skip
        assert type(cross(kind(value))) is Uncrossed
    made = cross(LyingDouble(2.5))
    assert made == 2.5
    assert type(made) in (float, np.float64)
    pretends = Lies()
    assert type(cross(pretends)) is Uncrossed
    masked = np.ma.MaskedArray([1, 2], [0, 1]).view(type("M", (np.ma.MaskedArray,), {"data": 3}))
    assert cross(masked).tolist() == [1, None]


def test_named_tuples_are_made_anew():
    point = cross(Point(3, 4))
    assert (point, point.row, type(point).__name__) == ((3, 4), 3, "Point")
    assert isinstance(point, tuple)
    assert type(point) is not Point
    for asked in ("distance", "colour"):
        with pytest.raises(AttributeError):
            getattr(point, asked)


class Answer(enum.Enum):
    RIGHT = 1


@dataclasses.dataclass
class Cell:
    area: float


@pytest.mark.parametrize(
    "value",
    [
        # Each was more, or could be changed into more, than its plain data.
        Answer.RIGHT, Cell(2.5), {}.keys(), {}.values(), {}.items(), iter([]), map(abs, [0]),
        (n for n in [0]), slice(3), memoryview(b""), bytearray(), array.array("d"),
        collections.deque(), types.SimpleNamespace(a=[]), types.MappingProxyType({}),
        collections.defaultdict(lambda: 7), NotImplemented, np.void(b"a"), np.longdouble(1),
        np.zeros(1, "u1,f8"), np.zeros(1, np.longdouble), np.zeros(1, np.dtypes.StringDType()),
        range(10**8), fractions.Fraction(1, 10**5000), decimal.Decimal("1E+9999"),
        datetime.datetime(2026, 1, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=1))),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_graded_beside_does_not_cross(value):
    assert type(cross(value)) is Uncrossed


class Celsius:
    def __init__(self, degrees):
        self.degrees = degrees


def test_a_course_registers_kinds_of_its_own():
    name = f"{Celsius.__module__}.Celsius"
    kind = Kind(
        "celsius",
        (name,),
        lambda packer, value, depth: {"t": "celsius", "v": packer.part(value.degrees, depth + 1)},
        lambda unpacker, plain, depth: Celsius(unpacker.part(plain["v"], depth + 1)),
        mutable=True,
    )
    assert type(cross(Celsius(3))) is Uncrossed
    register([kind])
    made = cross([Celsius(3)])[0]
    assert (type(made), made.degrees) == (Celsius, 3)
    assert type(cross(type("Own", (Celsius,), {})(3))) is Uncrossed
    write_back([made], [Celsius(4)])
    assert made.degrees == 4
    register([kind])
    for taken in (
        Kind("celsius", ("other.Celsius",), print), Kind("degrees", (name,), print)
    ):  # fmt: skip
        with pytest.raises(ValueError, match="registered already"):
            register([taken])
    assert kind_of(Celsius) is kind


def test_one_object_twice_is_one_object_again():
    grey, inner = np.zeros(3), [1, {"a": 2}]
    made = cross({"first": grey, "again": grey, "lists": [inner, inner], "equal": [1, {"a": 2}]})
    assert made["first"] is made["again"]
    assert made["lists"][0] is made["lists"][1]
    assert made["equal"] is not made["lists"][0]
    packer = Packer()
    plain = [packer.pack(grey), packer.pack([grey])]
    unpacker = Unpacker(packer.blobs)
    first, second = [unpacker.unpack(part) for part in plain]
    assert second[0] is first


def test_what_holds_itself_crosses_without_that():
    loop = [1]
    loop.append(loop)
    tree = {"name": "root"}
    tree["child"] = {"parent": tree}
    objects = np.empty(1, object)
    objects[0] = objects
    deep = []
    for _ in range(5000):
        deep = [deep]
    for value in (loop, tree, objects, deep, (loop, tree)):
        made = cross(value)
        assert type(made) is type(value)
    assert cross(loop)[0] == 1
    assert type(cross(loop)[1]) is Uncrossed
    assert cross(tree)["name"] == "root"


def test_a_shared_list_is_no_bomb():
    bomb = [0]
    for _ in range(60):
        bomb = [bomb, bomb]
    with pytest.raises(CannotCrossError, match="too many parts"):
        cross(bomb)


@pytest.mark.parametrize(
    "value",
    [object(), random.Random(1), np.random.default_rng(1), type("Own", (), {})(), np.ndarray,
     sys.stdout, 1 << 200_000, re.compile("a")],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_can_not_cross_says_so_only_when_it_is_touched(value):
    made = cross([1, value])
    assert made[0] == 1
    assert type(made[1]) is Uncrossed
    with pytest.raises(CannotCrossError, match="can’t be handed"):
        Packer(strict=True).pack([1, value])


USES = {
    "==": lambda u: u == 3, "!=": lambda u: u != 3, "<": lambda u: u < 3, "bool": bool, "len": len,
    "str": str, "repr": repr, "format": lambda u: f"{u}", "list": list, "in": lambda u: 3 in u,
    "attribute": lambda u: u.shape, "method": lambda u: u.mean(), "call": lambda u: u(3),
    "item": lambda u: u[0], "hash": hash, "set": lambda u: {u}, "float": float, "int": int,
    "+": lambda u: 1 + u, "array +": lambda u: np.ones(2) + u, "@": lambda u: u @ np.eye(2),
    "==array": lambda u: np.ones(2) == u, "asarray": np.asarray, "mean": np.mean,
    "np.array": lambda u: np.array([u, u]).sum(), "allclose": lambda u: np.allclose(u, 1),
    "testing": lambda u: np.testing.assert_array_equal(u, [1]),
    "isinstance": lambda u: isinstance(u, int),
    "isinstance of": lambda u: isinstance(3, u), "issubclass": lambda u: issubclass(int, u),
    "copy": copy.deepcopy, "round": round, "abs": abs, "next": next,
    "sorted": lambda u: sorted([u, u]), "set attribute": lambda u: setattr(u, "a", 1),
    "with": lambda u: u.__enter__(), "path": os.fspath,
    "max": lambda u: max(u, 3), "hasattr": lambda u: hasattr(u, "shape"), "-": lambda u: -u,
    "pickle": pickle.dumps, "equal lists": lambda u: [u] == [3],
}  # fmt: skip


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_whatever_a_test_does_with_it_raises_and_is_told(use):
    sentences = []
    made = cross(object(), touched=sentences.append)
    with pytest.raises(CannotCrossError) as caught:
        use(made)
    assert sentences
    assert set(sentences) == {cannot_cross("object")}
    assert str(caught.value) == sentences[0]


def test_a_function_is_called_where_it_was_made():
    kept = []

    def brighten(image, amount=10, *, clip=True):
        """Make it brighter."""
        return image + amount

    def keep(one):
        kept.append(one)
        return len(kept) - 1

    packer = Packer(keep)
    names = {"f": brighten, "again": brighten, "np": np.median, "len": len, "max": max}
    plain = packer.pack(names | {"method": [3, 1].count, "class": Cell})
    calls = []

    def call(number, arguments, keywords):
        calls.append((number, arguments, keywords))
        return kept[number](*arguments, **keywords)

    made = there(packer, plain, call=call)
    assert made["f"](1, amount=2) == 3
    assert calls == [(0, (1,), {"amount": 2})]
    assert made["f"] is made["again"]
    assert str(inspect.signature(made["f"])) == "(image, amount=10, *, clip=True)"
    assert (made["f"].__name__, made["f"].__doc__) == ("brighten", "Make it brighter.")
    assert isinstance(made["f"], types.FunctionType)
    assert list(inspect.signature(made["max"]).parameters) == ["arguments", "keywords"]
    assert (made["np"]([1, 2, 9]), made["len"]("abc"), made["method"](3)) == (2, 3, 1)
    assert made["np"] is not np.median
    assert made["class"](1.5).area == 1.5
    with pytest.raises(CannotCrossError):
        isinstance(3, made["class"])
    with pytest.raises(CannotCrossError):
        inspect.getsource(made["f"])
    assert type(cross(brighten)) is Uncrossed
    assert type(there(packer, plain)["f"]) is Uncrossed
    function(made["f"], [case(1, expected=11)], "brighten")
    with pytest.raises(Finding) as caught:
        function(made["f"], [case(1, 2, 3, expected=11)], "brighten")
    assert caught.value.code == "wrong-parameters"
    with pytest.raises(Finding) as caught:
        function(made["f"], [case(None, expected=11)], "brighten")
    assert "call" not in str(caught.value.detail)


def test_what_a_function_does_to_its_arguments_is_done_here_too():
    grey, levels, inside = np.zeros((2, 2)), [1, [2]], {"a": np.zeros(2)}
    nested, array_inside = levels[1], inside["a"]
    arguments = (grey, levels, inside, {1})
    theirs = cross(arguments)
    theirs[0][0, 0] = math.nan
    theirs[1][1].append(3)
    theirs[2]["a"][1] = 5
    theirs[2]["b"] = 1
    theirs[3].add(2)
    write_back(arguments, cross(theirs))
    assert math.isnan(grey[0, 0])
    assert levels == [1, [2, 3]]
    assert levels[1] is nested
    assert inside["a"] is array_inside
    assert array_inside[1] == 5
    assert (inside["b"], arguments[3]) == (1, {1, 2})


DANGEROUS = [
    "os:system", "numpy:load", "functools:partial", "builtins:eval", "nibabel:load", "numpy:memmap",
    "imagelessons.check:array", "subprocess:Popen", "numpy:ndarray", "builtins.eval", "os.system",
    "numpy.ndarray", "numpy.memmap", "builtins.type", "builtins.object", "numpy.void",
]  # fmt: skip


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_name_of_something_never_becomes_it(name):
    asked = []

    def modules(module):
        asked.append(module)
        raise CannotCrossError("no")

    for kind in ("type", "reference", "class", "function", "import", "object"):
        with pytest.raises(CannotCrossError):
            Unpacker([], call=print, modules=modules).unpack({"t": kind, "v": name, "n": 0})
    assert type(Unpacker([], modules=modules).unpack({"t": "module", "v": name})) is Uncrossed
    assert type(Unpacker([]).unpack({"t": "module", "v": "os"})) is Uncrossed
    assert asked == [name]


def test_a_module_is_what_the_caller_says():
    packer = Packer()
    plain = packer.pack(np)
    assert plain == {"t": "module", "v": "numpy"}
    assert Unpacker([], modules={"numpy": np}.__getitem__).unpack(plain) is np


ATTACKS = {
    "no data for the shape": {"t": "array", "d": "<f8", "shape": [10**6, 10**6], "b": 0},
    "shape of nothing": {"t": "array", "d": "<U0", "shape": [10**12], "b": 1},
    "shape of zero and much": {"t": "array", "d": "<f8", "shape": [0, 10**18], "b": 1},
    "negative": {"t": "array", "d": "<f8", "shape": [-1, -1], "b": 0},
    "true": {"t": "array", "d": "<f8", "shape": [True], "b": 0},
    "objects": {"t": "array", "d": "|O", "shape": [1], "b": 0},
    "object field": {"t": "array", "d": {"fields": [["a", "O", 0]], "size": 8, "aligned": False},
                     "shape": [1], "b": 0},
    "many dimensions": {"t": "array", "d": "<f8", "shape": [1] * 1000, "b": 0},
    "field beyond": {"t": "array", "shape": [1], "b": 0,
                     "d": {"fields": [["a", "<f8", 800]], "size": 8, "aligned": False}},
    "no blob": {"t": "array", "d": "<f8", "shape": [1], "b": 7},
    "blob from the end": {"t": "array", "d": "<f8", "shape": [1], "b": -1},
    "dtype in Python": {"t": "array", "d": "__import__('os')", "shape": [1], "b": 0},
    "long text dtype": {"t": "dtype", "v": "<U" + "9" * 50},
    "same before": {"t": "same", "v": 0},
    "same as itself": {"t": "list", "n": 0, "v": [{"t": "same", "v": 0}]},
    "hash": {"t": "set", "v": [n * (2**61 - 1) for n in range(5000)]},
    "keys": {"t": "dict", "v": [[n * (2**61 - 1), 1] for n in range(5000)]},
    "unhashable": {"t": "set", "v": [{"t": "list", "v": []}]},
    "number of unhashables": {"t": "dict", "v": [[{"t": "cannot", "v": "a"}, 1]]},
    "digits": {"t": "int", "v": "f" * 10**6},
    "fraction": {"t": "written", "as": "fractions.Fraction", "v": "1e999999999"},
    "decimal": {"t": "written", "as": "decimal.Decimal", "v": "1E+999999999"},
    "digits of a decimal": {"t": "written", "as": "decimal.Decimal", "v": "9" * 10**6},
    "range": {"t": "written", "as": "builtins.range", "v": "0:10000000000:1"},
    "range of nothing": {"t": "written", "as": "builtins.range", "v": "0:1:0"},
    "written as": {"t": "written", "as": "os.system", "v": "true"},
    "name": {"t": "namedtuple", "name": "X", "fields": ["a): import os #"], "v": [1]},
    "keyword": {"t": "namedtuple", "name": "X", "fields": ["def"], "v": [1]},
    "dunder": {"t": "namedtuple", "name": "X", "fields": ["__class__"], "v": [1]},
    "too many fields": {"t": "namedtuple", "name": "X", "fields": ["a"], "v": [1, 2]},
    "factory": {"t": "dict", "v": [], "default": "os"},
    "factory of arrays": {"t": "dict", "v": [], "default": {"t": "type", "v": "numpy.ndarray"}},
    "another dictionary": {"t": "dict", "as": "UserDict", "v": []},
    "kind": {"t": ["list"], "v": []},
    "kind of kind": {"t": {"a": 1}},
    "no kind": {"v": 1},
    "a list": [1, 2],
    "function": {"t": "function", "id": "1", "name": "f", "kind": None, "doc": None,
                 "parameters": None},
    "parameters": {"t": "function", "id": 1, "name": "f", "kind": None, "doc": None,
                   "parameters": [["a", 99, None]]},
    "handed back": {"t": "handed back", "id": 0},
}  # fmt: skip


@pytest.mark.parametrize("plain", ATTACKS.values(), ids=ATTACKS)
def test_what_is_no_value_is_refused(plain):
    start = time.process_time()
    with pytest.raises(CannotCrossError):
        Unpacker([bytearray(8), b""], call=print).unpack(plain)
    assert time.process_time() - start < 1


def test_depth_without_end_is_refused():
    deep = {"t": "list", "v": []}
    for _ in range(900):
        deep = {"t": "list", "v": [deep]}
    with pytest.raises(CannotCrossError):
        Unpacker([]).unpack(deep)


def test_a_view_of_terabytes_is_not_copied():
    wide = np.broadcast_to(np.float64(1), (10**6, 10**6))
    made = cross([1, wide])
    assert type(made) is Uncrossed
    with pytest.raises(CannotCrossError, match="MB"):
        Packer(strict=True).pack(wide)
    packer = Packer(limit=100)
    plain = [packer.pack(np.zeros(5)), packer.pack(np.zeros(50)), packer.pack(np.zeros(6))]
    made = [there(packer, part) for part in plain]
    assert [type(part) for part in made] == [np.ndarray, Uncrossed, np.ndarray]


def test_a_blob_used_twice_is_refused():
    blob = bytearray(8_000_000)
    array_of_it = {"t": "array", "d": "<f8", "shape": [1_000_000], "b": 0}
    for one in (array_of_it, {"t": "bytes", "b": 0}, {"t": "list", "numbers": "<f8", "b": 0}):
        Unpacker([blob]).unpack(one)
        with pytest.raises(CannotCrossError, match="twice"):
            Unpacker([blob]).unpack({"t": "list", "v": [one] * 100_000})


def test_memory_is_taken_once():
    packer = Packer()
    plain = packer.pack(np.zeros(3))
    blob = bytearray(packer.blobs[0])
    made = Unpacker([blob]).unpack(plain)
    assert np.shares_memory(made, np.frombuffer(blob, np.uint8))
    made = Unpacker(packer.blobs).unpack(plain)
    assert not np.shares_memory(made, np.frombuffer(packer.blobs[0], np.uint8))


def random_value(rng: random.Random, depth: int = 0) -> object:
    if depth < 4 and rng.random() < 0.5:
        parts = [random_value(rng, depth + 1) for _ in range(rng.randrange(5))]
        kind = rng.choice(("list", "tuple", "dict", "objects"))
        if kind == "dict":
            return dict(zip(rng.sample(["a", 1, (2, "b"), None, 2.5, b"c"], len(parts)), parts,
                            strict=True))  # fmt: skip
        if kind == "objects":
            made = np.empty(len(parts), object)
            for index, part in enumerate(parts):
                made[index] = part
            return made
        return parts if kind == "list" else tuple(parts)
    return rng.choice([*PLAIN, *arrays().values()])


def same(first: object, second: object) -> bool:
    if type(first) is not type(second):
        return False
    if isinstance(first, np.ndarray):
        if first.dtype.kind == "O":
            return all(map(same, first.tolist(), second.tolist()))
        np.testing.assert_array_equal(first, second, strict=True)
        return True
    if isinstance(first, list | tuple):
        return len(first) == len(second) and all(map(same, first, second))
    if type(first) is dict:
        return list(first) == list(second) and all(map(same, first.values(), second.values()))
    return first == second


def test_many_values_at_random():
    rng = random.Random(20261121)
    for _ in range(150):
        value = random_value(rng)
        assert same(value, cross(value)), value


def test_wrong_data_takes_no_memory():
    code = """
import resource, sys
sys.path[:0] = ["tests/helpers", "tests/isolate"]
import test_serialize as t
t.cross(list(t.arrays().values()))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for plain in t.ATTACKS.values():
    t.test_what_is_no_value_is_refused(plain)
t.test_a_shared_list_is_no_bomb()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    root = pathlib.Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    grown = int(done.stdout.split()[-1]) / (1e6 if sys.platform == "darwin" else 1e3)
    assert grown < 300  # MB


def test_a_picture_is_not_copied():
    picture = np.random.default_rng(1).integers(0, 255, (1000, 1000, 3), dtype=np.uint8)
    packer = Packer()
    packer.pack(picture)
    assert np.shares_memory(np.frombuffer(packer.blobs[0], np.uint8), picture)
