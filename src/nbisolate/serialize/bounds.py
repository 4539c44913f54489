"""What a stranger's numbers, texts and lists must be before a library sees them.

A library may keep a number in 32 bits, take memory for what it promises, or loop as often as it
says. Here all is compared with Python's own integers, which don't overflow.
"""

import math

from nbisolate.serialize.opaque import CannotCrossError

_MOST_DIMENSIONS = 64
_MOST_EMPTY = 100_000_000  # elements, were an axis of length 0 not there
_LARGEST_NUMBER = 1e15


def checked_integer(plain: object, least: int, most: int) -> int:
    """Return an integer within limits, both of which it may reach.

    Raises
    ------
    CannotCrossError
        If it isn't one.

    Examples
    --------
    >>> checked_integer(3, 0, 3)
    3
    """
    if type(plain) is not int or not least <= plain <= most:
        raise CannotCrossError("no such number")
    return plain


def checked_number(plain: object, most: float = _LARGEST_NUMBER) -> float:
    """Return a number that is finite, and not larger than a limit, as a float.

    Raises
    ------
    CannotCrossError
        If it isn't one.

    Examples
    --------
    >>> checked_number(3), checked_number(-0.5)
    (3.0, -0.5)
    """
    if type(plain) not in (int, float) or not -most <= plain <= most:
        raise CannotCrossError("no such number")
    return float(plain)


def checked_list(plain: object, most: int) -> list:
    """Return a list of no more than so many parts.

    Raises
    ------
    CannotCrossError
        If it isn't one.
    """
    if type(plain) is not list:
        raise CannotCrossError("no list")
    if len(plain) > most:
        raise CannotCrossError(f"more than {most:,} parts in one place")
    return plain


def checked_text(plain: object, most: int) -> str:
    """Return a text of no more than so many characters.

    Raises
    ------
    CannotCrossError
        If it isn't one.
    """
    if type(plain) is not str or len(plain) > most:
        raise CannotCrossError("no text, or too long a one")
    return plain


def checked_shape(plain: object, *, most: int) -> tuple[int, ...]:
    """Return a shape of no more than so many elements.

    Raises
    ------
    CannotCrossError
        If it isn't one.
    """
    if type(plain) is not list or len(plain) > _MOST_DIMENSIONS:
        raise CannotCrossError("no shape")
    if not all(type(length) is int and length >= 0 for length in plain):
        raise CannotCrossError("no shape")
    if math.prod(plain) > most or math.prod(length or 1 for length in plain) > max(
        most, _MOST_EMPTY
    ):
        raise CannotCrossError("a shape that is too large for its bytes")
    return tuple(plain)
