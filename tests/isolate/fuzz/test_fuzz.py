"""Some seconds of the fuzzer (`make fuzz` runs it longer), and what it and readers have found."""

import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fuzz import Watch, fuzz
from mutate import mutated
from seeds import seeds

from nbisolate.serialize.serializer import CannotCrossError, Packer, Unpacker

CASES = 1500
NUMBERS = {"t": "array", "shape": [2], "d": "<f8", "b": 0}
OBJECTS = {"t": "array", "shape": [1, 1, 2], "v": ["a", {"t": "int", "v": "0x1fffffffff"}]}


def dicom(**element: object) -> dict:
    inside = {"t": "dict", "v": [[key, item] for key, item in element.items()]}
    model = {"t": "dict", "v": [["00100010", inside]]}
    return {"t": "dicom", "v": model, "meta": None, "of_file": False}


# Each made a crash, took all memory or time, or gave what is no value of its kind.
FOUND = {
    "addresses of objects as voxels": {
        "t": "nifti", "class": "Nifti1Image", "affine": None, "v": OBJECTS, "endianness": "<",
        "header": 0,
    },
    "letters that there are not": {"t": "array", "shape": [4], "d": "<U1", "b": 0},
    "a long number that is none": {"t": "array", "shape": [1], "d": "<f16", "b": 0},
    "a mask of another shape": {
        "t": "masked", "v": NUMBERS, "mask": {"t": "array", "shape": [1], "d": "|b1", "b": 5},
    },
    "times of a huge unit": {"t": "array", "shape": [2], "d": "<M8[999999999Y]", "b": 0},
    "a range of something else": {"t": "written", "as": "builtins.range", "v": [0.0, 3, 1]},
    "a picture for each of a million keys": {
        "t": "set", "v": [{"t": "array", "shape": [1], "d": "|u1", "b": 5}],
    },
    "an element from elsewhere": dicom(vr="OW", BulkDataURI="file:///etc/passwd"),
    "a value that is no list": dicom(vr="PN", Value=3),
    "an element of no kind": dicom(Value={"t": "list", "v": []}),
}  # fmt: skip


@pytest.mark.parametrize("plain", FOUND.values(), ids=FOUND)
def test_what_was_found_is_refused(plain):
    blobs = [bytearray(b"\x7f" * 16), bytearray(1_000_000), bytearray(8)]
    blobs += [bytearray(b"\x09" + bytes(7)), bytearray(b"\x09" + bytes(7)), bytearray(1)]
    with pytest.raises(CannotCrossError):
        Unpacker(blobs).unpack(json.loads(json.dumps(plain)))


def test_truth_values_are_true_or_false():
    """A byte that is neither counted twice in a sum."""
    plain = {"t": "array", "shape": [4], "d": "|b1", "b": 0}
    made = Unpacker([bytearray(b"\0\1\2\xff")]).unpack(plain)
    assert bytes(made.data) == b"\0\1\1\1"


def test_some_thousand_cases_find_nothing():
    cases, found = fuzz("make test", seconds=600, count=CASES)
    assert (cases, found) == (CASES, [])


def test_the_fuzzer_makes_each_case_again():
    name, value = seeds()[0]
    packer = Packer(keep=lambda one: 0)
    message = packer.pack(value), [bytes(blob) for blob in packer.blobs]
    first, again, other = (mutated(random.Random(seed), message, [message]) for seed in (1, 1, 2))
    assert json.dumps(first[0]) == json.dumps(again[0])
    assert first[1] == again[1]
    assert (json.dumps(first[0]), first[1]) != (json.dumps(other[0]), other[1])


# The fuzzer must see what it is for: each of these stands for a hole.
HOLES = {
    "file": "open('/etc/hostname')",
    "program": "subprocess.run(['true'])",
    "import": "__import__('xmlrpc.client')",
    "memory": "len(b'a' * 600_000_000)",
    "error": "[][0]",
    "crash": "os.kill(os.getpid(), signal.SIGSEGV)",
    "hang": "[None for _ in iter(int, 1)]",
}
WITH_HOLES = """
import os, signal, subprocess, sys
import fuzz
from nbisolate.session import suspicions
fuzz.MOST_SECONDS = int(sys.argv[1])
cases = fuzz.Cases("holes", [("complex", 1 + 2j)])
cases.mutated = lambda rng, message, others: message
cases.call = cases.show = cases.send = cases.get
for hole in sys.argv[2:]:
    suspicions.oddities.__code__ = eval(f"lambda value: {hole}").__code__
    suspicions.oddities.__globals__.update(os=os, signal=signal, subprocess=subprocess)
    print(cases.run(1), file=sys.__stdout__, flush=True)
"""


@pytest.mark.parametrize("last", ["crash", "hang"])
def test_the_fuzzer_sees_what_it_is_for(last):
    names = [name for name in HOLES if name not in ("crash", "hang")] if last == "crash" else []
    seconds = "2" if last == "hang" else "60"  # of a processor
    done = subprocess.run(
        [sys.executable, "-c", WITH_HOLES, seconds, *(HOLES[name] for name in (*names, last))],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
    )
    ended = {"crash": signal.SIGSEGV, "hang": signal.SIGPROF}[last]
    assert done.returncode == -ended, done.stderr
    signs = ["open", "subprocess.Popen", "import", "MB", "IndexError"]
    for sign, line in zip(signs, done.stdout.splitlines(), strict=False):
        assert sign in line
    assert len(done.stdout.splitlines()) == len(names)


def test_watching_is_off_between_cases():
    watch = Watch()
    watch.hook("subprocess.Popen", ("true",))
    assert watch.seen == []
    watch.on = True
    watch.hook("subprocess.Popen", ("true",))
    watch.hook("open", ("/somewhere/zoneinfo/Europe/Berlin", "r", 0))
    watch.on = False
    assert len(watch.seen) == 1
