"""What a stranger's process might send: an honest message with some things in it that are wrong."""

import json
import math
import random
from collections.abc import Sequence

from nbisolate.serialize.registry import tags

Message = tuple[object, list[bytes]]

_INTEGERS = sorted(
    {sign * ((1 << bits) + more) for bits in (0, 1, 2, 3, 6, 7, 8, 15, 16, 20, 29, 30, 31, 32, 53)
     for more in (-1, 0, 1) for sign in (1, -1)}
    | {(1 << bits) + more for bits in (62, 63, 64, 70) for more in (-1, 0, 1)}
    | {0, 10, 100, 10**9, 10**18, -(1 << 63), -(1 << 63) - 1, 0x110000, 0xD800}
)  # fmt: skip
_FLOATS = [math.nan, math.inf, -math.inf, 0.0, -0.0, 0.5, 1e-320, 1e9, 1e19, 1e300, -1e308, 1.8e308]
_TEXTS = [
    *("", "a", "\0", "\ud800", "\u0663", "𝐢𝐟", "__class__", "_x", "os", "numpy", "__init__", "mro"),
    *("<f8", "|O", "<U3", "|b1", ">f16", "<c32", "|V0", "<M8[D]", "|S1073741823", "<m8[]", "T"),
    *("L", "P", "RGBA", "I;16N", "1", "F", "C", "<", ">", "data", "pixels", "log", "$\\frac{a}$"),
    *("0:9:1", "9" * 30 + ":0:-1", "1/3", "1E+999", "NaN", "2026-01-02", "fractions.Fraction"),
    *("Nifti1Image", "Nifti2Image", "OW", "SQ", "DS", "IS", "AT", "PN", "UN", "7FE00010", "vr"),
    *("InlineBinary", "BulkDataURI", "file:///etc/passwd", "Counter", "defaultdict", "numpy.uint8"),
    *("red", "C99", "#12345678", "9" * 5000, "1e999999999", "x" * 10_000, "(" * 500, "{}" * 300),
]
_WRONG = [None, True, False, [], {}, [[]], [1, 2], [0] * 300, {"t": "list"}, {"t": "same", "v": 0}]


def _leaf(rng: random.Random, old: object) -> object:
    way = rng.random()
    if way < 0.5 and type(old) is int:
        whole = 1 << rng.choice((8, 16, 30, 31, 31, 32, 63))
        near = whole - old - rng.choice((0, 1, 1, 2, 4, 8, 16))
        return rng.choice([old + 1, old - 1, whole + old, near, near, 2 * old, -old, -1])
    if way < 0.5 and type(old) is float:
        return old * rng.choice([-1, 1e300, 1e-300, 1e9, 0])
    if way < 0.5 and type(old) is str and old:
        at = rng.randrange(len(old))
        return old[:at] + rng.choice([*"0129 /.-<>|[]UVOfM", ""]) + old[at + rng.randrange(2) :]
    if way < 0.65:
        return rng.choice(_INTEGERS)
    if way < 0.75:
        return rng.choice(_FLOATS)
    if way < 0.85:
        return rng.choice(_TEXTS)
    if way < 0.92:
        return rng.choice([*tags(), "same"])
    return json.loads(json.dumps(rng.choice(_WRONG)))


def places_in(plain: object) -> list[tuple[object, object]]:
    """Return each place of a message as the list or dictionary, and the index or key in it."""
    found, left = [], [plain]
    while left:
        node = left.pop()
        keys = node if isinstance(node, dict) else range(len(node))
        for key in keys:
            found.append((node, key))
            if isinstance(node[key], dict | list):
                left.append(node[key])
    return found


def _moved(plain: object, by: int) -> object:
    """Return a part of another message, whose blobs come after those of this one."""
    plain = json.loads(json.dumps(plain))
    for node, key in places_in([plain]):
        if key == "b" and type(node[key]) is int:
            node[key] += by
    return plain


def mutated(rng: random.Random, message: Message, others: Sequence[Message]) -> Message:
    """Return a message with a few things in it that are wrong.

    Parameters
    ----------
    rng : random.Random
    message : tuple
        Plain data, and the blobs that belong to it.
    others : sequence of tuple
        Messages from which parts may be taken.
    """
    plain, blobs = [json.loads(json.dumps(message[0]))], list(message[1])
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        places = places_in(plain)
        numbers = [place for place in places if type(place[0][place[1]]) is int]
        node, key = rng.choice(numbers if numbers and rng.random() < 0.3 else places)
        way = rng.random()
        if way < 0.12 and blobs:
            at = rng.randrange(len(blobs))
            blobs[at] = _blob(rng, bytes(blobs[at]))
        elif way < 0.18 and isinstance(node, dict):
            del node[key]
        elif way < 0.24 and isinstance(node, list) and node is not plain:
            node[key:key] = [node[key]] * rng.choice((1, 2, 50)) if rng.random() < 0.5 else []
            if rng.random() < 0.5:
                del node[key]
        elif way < 0.34:
            part, more = rng.choice(others)
            other, inside = rng.choice(places_in([part]))
            node[key] = _moved(other[inside], len(blobs))
            blobs += more
        elif way < 0.40:
            other, inside = rng.choice(places)
            node[key] = json.loads(json.dumps(other[inside]))
        else:
            node[key] = _leaf(rng, node[key])
    return plain[0], blobs


def _blob(rng: random.Random, blob: bytes) -> bytes:
    way = rng.randrange(6)
    if way == 0:
        return b""
    if way == 1:
        return blob[: rng.randrange(len(blob) + 1)]
    if way == 2:
        return blob + bytes(rng.choice((1, 3, 8, 1000)))
    if way == 3:
        return b"\xff" * len(blob)
    made = bytearray(blob)
    for _ in range(min(len(made), rng.choice((1, 4, 16)))):
        made[rng.randrange(len(made))] = rng.choice((0, 1, 2, 7, 0x7F, 0x80, 0xFF))
    return bytes(made)
