"""One form for equal values, whatever their dtype or memory order, and its salted digest."""

import hashlib
import math
from collections.abc import Iterator

import numpy as np

from imagelessons.check.pbkdf2 import pbkdf2

_ROUNDS = 20_000
# Digests worked out before, by text and salt; the latest is the last.
known: dict[tuple[str, str], str] = {}
# Values that people and cameras make sit at halves and tenths. Moved by this, the limits between
# two rounded values lie where none of them is, so that the last bit of a float cannot matter.
_AWAY_FROM_HALVES = 0.381966
_NEAREST_LIMIT = 1e-5
_STORED = (np.dtype("u1"), np.dtype("<i2"), np.dtype("<i4"), np.dtype("<i8"))
_NAN = np.iinfo(np.int64).min


def whole_array(values: np.ndarray, decimals: int | None) -> np.ndarray | None:
    """Return values as integers: themselves, or floats in steps of a power of ten.

    Parameters
    ----------
    values : numpy.ndarray
        Of booleans, integers or floats.
    decimals : int or None
        How many decimals count; None if the values are whole numbers.

    Returns
    -------
    numpy.ndarray of integers, or None
        None if the values cannot be told so: fractions without `decimals`, or infinite ones.

    Examples
    --------
    >>> whole_array(np.array([1.0, 2.0]), None)
    array([1, 2])
    >>> whole_array(np.array([0.5]), None) is None
    True
    """
    if values.dtype.kind != "f":
        if decimals is None:
            return values.astype(np.uint8) if values.dtype.kind == "b" else values
        values = values.astype(np.float64)
    with np.errstate(all="ignore"):
        if decimals is None:
            whole = np.asarray(np.rint(values))
            if not np.all(np.abs(values - whole) < 1e-6):
                return None
        else:
            scaled = values.astype(np.float64) * 10.0**decimals
            whole = np.asarray(np.floor(scaled + _AWAY_FROM_HALVES))
        limits = np.fmin.reduce(whole, None, initial=0), np.fmax.reduce(whole, None, initial=0)
        if max(-limits[0], limits[1]) > 2**53:
            return None
        missing = np.isnan(whole)
        integers = whole.astype(np.int64)
    if missing.any():
        integers[missing] = _NAN
    return integers


def near_a_limit(values: np.ndarray, decimals: int | None) -> bool:
    """Whether some value lies so near a limit of rounding that another route may cross it.

    Examples
    --------
    >>> near_a_limit(np.array([0.5, 0.25]), 3)
    False
    """
    if decimals is None or values.dtype.kind != "f":
        return False
    scaled = values.astype(np.float64) * 10.0**decimals + _AWAY_FROM_HALVES
    gaps = np.abs(scaled - np.rint(scaled))
    return bool(np.any(gaps < _NEAREST_LIMIT))


def array_digest(values: np.ndarray, decimals: int | None, key: str) -> str | None:
    """Return the salted digest of an array's shape and values, or None if it has none.

    Parameters
    ----------
    values : numpy.ndarray
    decimals : int or None
        As for `whole_array`.
    key : str
        The salt.

    Returns
    -------
    str or None

    Examples
    --------
    >>> a = np.array([[1, 2], [3, 4]], dtype=np.uint8)
    >>> array_digest(a, None, "k") == array_digest(np.asfortranarray(a, dtype=float), None, "k")
    True
    """
    whole = whole_array(values, decimals)
    if whole is None:
        return None
    shape = ",".join(map(str, values.shape))
    content = hashlib.sha256(f"{shape}:".encode())
    content.update(_smallest(whole))
    return stretched(content.hexdigest(), key)


def _smallest(whole: np.ndarray) -> np.ndarray:
    low, high = (int(whole.min()), int(whole.max())) if whole.size else (0, 0)
    for dtype in _STORED:
        limits = np.iinfo(dtype)
        if limits.min <= low and high <= limits.max:
            return np.ascontiguousarray(whole.astype(dtype, copy=False))
    return np.ascontiguousarray(whole.astype("<u8"))


def stretched(text: str, key: str) -> str:
    """Return a digest that takes long enough to make trying out many values tedious.

    Examples
    --------
    >>> stretched("1", "a") == stretched("1", "b")
    False
    """
    digest = known.pop((text, key), "")
    known[text, key] = digest or work_out(text, key)
    return known[text, key]


def work_out(text: str, key: str) -> str:
    """Return the digest that `stretched` returns, without keeping it.

    Examples
    --------
    >>> work_out("1", "a") == stretched("1", "a")
    True
    """
    return pbkdf2(text.encode(), key.encode(), _ROUNDS).hex()


def number_digests(value: float, step: float | None, key: str) -> Iterator[str]:
    """Yield the digests that a number may have: its step's, and both neighbours'.

    Parameters
    ----------
    value : int or float
    step : float or None
        What the number is rounded to; None for a whole number, that has no neighbours.
    key : str
        The salt.

    Yields
    ------
    str
        The first is that of the step itself; none for NaN and infinity.

    Examples
    --------
    >>> len(list(number_digests(0.31, 0.001, "k"))), len(list(number_digests(7, None, "k")))
    (3, 1)
    """
    if not math.isfinite(value) or abs(value) > 1e300:
        return
    if step is None:
        whole = round(value)
        if abs(value - whole) < 1e-6:
            yield stretched(f"{whole}", key)
        return
    steps = value / step
    if math.isfinite(steps):
        for move in (0, -1, 1):
            yield stretched(f"{round(steps) + move}", key)
