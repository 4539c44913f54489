"""How ranges, fractions and decimals cross: a few letters that may stand for very much."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from nbisolate.serialize.bounds import checked_text
from nbisolate.serialize.opaque import CannotCrossError

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

_LONGEST_RANGE = 10_000_000
_MOST_DIGITS = 10_000


def _pack_range(packer: "Packer", value: range, depth: int) -> dict:
    _check_range(value)
    return {
        "t": "range",
        "v": [packer.needed(p, depth) for p in (value.start, value.stop, value.step)],
    }


def _make_range(unpacker: "Unpacker", plain: dict, depth: int) -> range:
    start, stop, step = (unpacker.part(part, depth + 1) for part in plain["v"])
    if [type(part) for part in (start, stop, step)] != [int, int, int]:
        raise CannotCrossError("no range")
    return _check_range(range(start, stop, step))


def _check_range(value: range) -> range:
    # A test may make a list of it, which would fill the memory.
    if (value.stop - value.start) // value.step > _LONGEST_RANGE:
        raise CannotCrossError(f"it has more than {_LONGEST_RANGE:,} values")
    return value


def _pack_fraction(packer: "Packer", value: Fraction, depth: int) -> dict:
    parts = (object.__getattribute__(value, n) for n in ("_numerator", "_denominator"))
    return {"t": "fraction", "v": [packer.needed(part, depth + 1) for part in parts]}


def _make_fraction(unpacker: "Unpacker", plain: dict, depth: int) -> Fraction:
    parts = [unpacker.part(part, depth + 1) for part in plain["v"]]
    if [type(part) for part in parts] != [int, int]:
        raise CannotCrossError("no fraction")
    return Fraction(*parts)


def _pack_decimal(packer: "Packer", value: Decimal, depth: int) -> dict:
    sign, digits, exponent = Decimal.as_tuple(value)
    if len(digits) > _MOST_DIGITS or (type(exponent) is int and abs(exponent) > _MOST_DIGITS):
        raise CannotCrossError("it has too many digits")
    return {"t": "decimal", "v": [sign, "".join(map(str, digits)), exponent]}


def _make_decimal(unpacker: "Unpacker", plain: dict, depth: int) -> Decimal:
    sign, digits, exponent = plain["v"]
    special = exponent in ("n", "N", "F")
    checked_text(digits, _MOST_DIGITS)
    if sign not in (0, 1) or not (special or type(exponent) is int):
        raise CannotCrossError("no decimal")
    # A test may make a whole number of it, which has all of the digits.
    if not special and abs(exponent) > _MOST_DIGITS:
        raise CannotCrossError("no decimal")
    return Decimal((int(sign), tuple(map(int, digits)), exponent))


PACKERS: Mapping[str, Callable] = {
    "builtins.range": _pack_range,
    "fractions.Fraction": _pack_fraction,
    "decimal.Decimal": _pack_decimal,
}
MAKERS: Mapping[str, Callable] = {
    "range": _make_range,
    "fraction": _make_fraction,
    "decimal": _make_decimal,
}
