"""A forged dtype never reaches NumPy; one with fields doesn't cross at all.

NumPy adds offsets and sizes up as C ints, without a look: a field that begins at 2**31 - 1 lay
before its element, and who read or wrote it read and wrote the memory of the tests' process.
"""

import json
import subprocess
import sys

import pytest

from nbisolate.serialize.serializer import CannotCrossError, Unpacker


def structured(*fields: list, size: object, aligned: object = False) -> dict:
    return {"fields": list(fields), "size": size, "aligned": aligned}


INSIDE = structured(["n", "<i8", 0], size=8)
HUGE = structured(["n", "<i8", (1 << 31) - 1], size=8)
FORGED = {
    "the offset overflows": structured(["n", "<U3", 2147483647], size=28),
    "the offset alone is huge": structured(["n", "<i4", 2147483644], size=2147483647),
    "the offset is over 64 bits": structured(["n", "<i4", 1 << 70], size=28),
    "the offset is negative": structured(["n", "<i4", -4], size=28),
    "the offset is a bool": structured(["n", "<i4", True], size=28),
    "the offset is a float": structured(["n", "<i4", 0.0], size=28),
    "the field ends after the element": structured(["n", "<i4", 25], size=28),
    "the size is huge": structured(["n", "<i4", 0], size=1 << 30),
    "the size is over 64 bits": structured(["n", "<i4", 0], size=1 << 70),
    "the size is negative": structured(["n", "<i4", 0], size=-4),
    "the size is a bool": structured(["n", "|b1", 0], size=True),
    "the size is a text": structured(["n", "<i4", 0], size="28"),
    "the size is nothing": structured(["n", "<i4", 0], size=None),
    "no size": {"fields": [["n", "<i4", 0]], "aligned": False},
    "overflow inside": structured(["a", HUGE, 0], size=28),
    "overflow in an array inside": structured(["a", {"base": HUGE, "shape": [3]}, 0], size=28),
    "a structure at a huge offset": structured(["a", INSIDE, 2147483644], size=28),
    "structures that are too large together": structured(
        ["a", structured(["n", "<i4", 0], size=(1 << 30) - 1), 0],
        ["b", structured(["n", "<i4", 0], size=(1 << 30) - 1), (1 << 30) - 1],
        size=(1 << 31) - 2,
    ),
    "an array that is too large": structured(
        ["a", {"base": "<U100000000", "shape": [6]}, 0], size=28
    ),
    "arrays of arrays": {"base": {"base": "<f8", "shape": [100_000]}, "shape": [100_000]},
    "an axis that overflows": {"base": "<f8", "shape": [0, 1 << 62]},
    "a negative axis": {"base": "<f8", "shape": [-1]},
    "an axis that is a bool": {"base": "<f8", "shape": [True]},
    "a text that is too long": "<U999999999",
    "bytes that are too long": "|S999999999",
    "digits of another script": "<U\u0663",
    "Python's objects": "|O",
    "Python's objects inside": structured(["n", "|O", 0], size=8),
    "a name that is none": structured([3, "<i4", 0], size=28),
    "a name twice": structured(["n", "<i4", 0], ["n", "<i4", 8], size=28),
    "a field of four parts": structured(["n", "<i4", 0, "title"], size=28),
    "too many fields": structured(*([f"n{i}", "<i4", 4 * i] for i in range(501)), size=4004),
    "fields that are a text": {"fields": "n", "size": 28, "aligned": False},
    "not aligned, though it says so": structured(["n", "<i4", 1], size=8, aligned=True),
}


def message_of(plain: object, count: int = 1) -> dict:
    return {"t": "array", "shape": [count], "b": 0, "d": plain}


@pytest.mark.parametrize("plain", FORGED.values(), ids=FORGED)
@pytest.mark.parametrize("within", ["dtype", "array", "empty array", "masked array"])
def test_a_forged_dtype_is_refused(plain, within):
    message = {
        "dtype": {"t": "dtype", "v": plain},
        "array": message_of(plain),
        "empty array": message_of(plain, 0),
        "masked array": {
            "t": "masked",
            "v": message_of(plain),
            "mask": None,
        },
    }[within]
    with pytest.raises(CannotCrossError):
        Unpacker([bytearray(0 if within == "empty array" else 28)]).unpack(message)


# The smallest form of what ended the tests' process, and one that read and wrote in its memory.
_CRASHES = """
import json, sys
import numpy as np
from nbisolate.serialize.in_place import is_same
from nbisolate.serialize.serializer import CannotCrossError, Unpacker
try:
    value = Unpacker([bytearray(28)]).unpack(json.loads(sys.argv[1]))
    repr(value), is_same(value, value.copy()), value["n"].copy()
    sys.exit("it was made")
except CannotCrossError as error:
    print("refused")
"""


@pytest.mark.parametrize(
    "name", ["the offset overflows", "overflow inside", "a structure at a huge offset"]
)
def test_the_process_that_unpacks_a_forged_dtype_goes_on(name):
    """In a process of its own: this crashed it."""
    done = subprocess.run(
        [sys.executable, "-c", _CRASHES, json.dumps(message_of(FORGED[name]))],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.stdout, done.returncode) == ("refused\n", 0), done.stderr
