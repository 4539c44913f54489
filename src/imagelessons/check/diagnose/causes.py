"""Why values differ: one cause after the other, from the most basic to the finest."""

from collections.abc import Callable, Iterator
from itertools import permutations

import numpy as np

from imagelessons.check.diagnose.compare import same_values
from imagelessons.check.diagnose.dtypes import within_0_to_1

Same = Callable[[np.ndarray, np.ndarray], bool]
_LARGEST_TO_SORT = 2_000_000


def cause(answer: np.ndarray, expected: np.ndarray, rtol: float, atol: float) -> str:
    """Return the code that explains why two arrays of one shape differ.

    Parameters
    ----------
    answer, expected : numpy.ndarray
        Of one shape, with different values.
    rtol, atol : float
        Tolerances, as for `array`.

    Returns
    -------
    str
        ``different-values`` if nothing explains it.

    Examples
    --------
    >>> picture = np.arange(6.0).reshape(2, 3)
    >>> cause(picture[::-1], picture, 1e-6, 0)
    'flipped-up-down'
    """
    if answer.size == 0:
        return "different-values"

    def same(a: np.ndarray, b: np.ndarray) -> bool:
        return same_values(a, b, rtol, atol)

    steps = (_range, _polarity, _wrap, _channels, _orientation, _shift, _scale, _order, _nearly)
    for step in steps:
        code = step(answer, expected, same)
        if code:
            return code
    return _loose_range(answer, expected)


def undone(answer: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """Yield what the answer would be without each of the usual slips, with the slip's code.

    Parameters
    ----------
    answer : numpy.ndarray
        Of whatever shape.

    Yields
    ------
    code : str
    values : numpy.ndarray

    Examples
    --------
    >>> [code for code, _ in undone(np.zeros((2, 3), dtype=bool))][:2]
    ['inverted', 'transposed']
    """
    if answer.dtype.kind == "b":
        yield "inverted", ~answer
    else:
        yield "range-0-to-255", answer / 255
        yield "range-0-to-1", answer * 255.0
        yield "inverted", (255 - answer.astype(np.float64))
    if answer.ndim >= 2:
        yield "transposed", np.swapaxes(answer, 0, 1)
        # With the channels first, rows and columns are the last two axes.
        first = answer.ndim == 3 and answer.shape[0] in (3, 4) and answer.shape[2] not in (3, 4)
        if first:
            whole = np.moveaxis(answer, 0, -1)
            yield from ((code, np.moveaxis(turn, -1, 0)) for code, turn in turned(whole))
        else:
            yield from turned(answer)
    if answer.ndim == 3 and answer.shape[2] == 3:
        for order in list(permutations(range(3)))[1:]:
            yield "channels-swapped", answer[..., order]
    if answer.ndim == 3 and answer.shape[0] in (3, 4):
        yield "colour-axis-moved", np.moveaxis(answer, 0, -1)


def turned(picture: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """Yield a picture flipped and rotated, with the code of each.

    Examples
    --------
    >>> [code for code, _ in turned(np.zeros((2, 3)))][0]
    'flipped-up-down'
    """
    yield "flipped-up-down", picture[::-1]
    yield "flipped-left-right", picture[:, ::-1]
    for quarters in (1, 2, 3):
        yield "rotated", np.rot90(picture, quarters)


def _range(answer: np.ndarray, expected: np.ndarray, same: Same) -> str:
    if answer.dtype.kind == "b" or expected.dtype.kind == "b":
        return ""
    if same(answer, expected * 255.0):
        return "range-0-to-255"
    if same(answer, expected / 255):
        return "range-0-to-1"
    if same(answer, expected * 100.0):
        return "percent-for-fraction"
    return "fraction-for-percent" if same(answer, expected / 100) else ""


def _polarity(answer: np.ndarray, expected: np.ndarray, same: Same) -> str:
    if expected.dtype.kind == "b":
        return "inverted" if same(answer, ~expected) else ""
    if answer.ndim < 2:
        return ""
    values = expected.astype(np.float64)
    mirrors = (255, 1, np.fmin.reduce(values, None) + np.fmax.reduce(values, None))
    return "inverted" if any(same(answer, mirror - values) for mirror in mirrors) else ""


def _wrap(answer: np.ndarray, expected: np.ndarray, same: Same) -> str:
    if answer.dtype.kind == "b" or expected.dtype.kind == "b":
        return ""
    with np.errstate(all="ignore"):
        for turn in (256, 65536):
            inside = answer.min() >= -turn // 2 and answer.max() < turn
            outside = expected.min() < 0 or expected.max() >= turn
            if inside and outside and same(_modulo(answer, turn), _modulo(expected, turn)):
                return "wrap-around"
    return ""


def _modulo(values: np.ndarray, turn: int) -> np.ndarray:
    # uint8 knows no 256.
    wide = values if values.dtype.kind == "f" else values.astype(np.int64)
    return np.mod(wide, turn)


def _channels(answer: np.ndarray, expected: np.ndarray, same: Same) -> str:
    if answer.ndim != 3 or answer.shape[2] not in (3, 4):
        return ""
    orders = list(permutations(range(answer.shape[2])))[1:]
    found = any(same(answer, expected[..., order]) for order in orders)
    return "channels-swapped" if found else ""


def _orientation(answer: np.ndarray, expected: np.ndarray, same: Same) -> str:
    if answer.ndim < 2:
        return ""
    if same(answer, np.swapaxes(expected, 0, 1)):
        return "transposed"
    return next((code for code, picture in turned(expected) if same(answer, picture)), "")


def _shift(answer: np.ndarray, expected: np.ndarray, same: Same) -> str:
    rest = (slice(None, -1), slice(1, None))
    for axis in range(min(answer.ndim, 3)):
        if answer.shape[axis] < 4:
            continue
        for here, there in (rest, rest[::-1]):
            before = (slice(None),) * axis
            if same(answer[(*before, here)], expected[(*before, there)]):
                return "off-by-one"
    return ""


def _scale(answer: np.ndarray, expected: np.ndarray, same: Same) -> str:
    if answer.dtype.kind == "b" or expected.dtype.kind == "b" or answer.size < 2:
        return ""
    x, y = answer.astype(np.float64), expected.astype(np.float64)
    if not (np.isfinite(x).all() and np.isfinite(y).all()) or np.ptp(y) == 0:
        return ""
    top = np.unravel_index(int(np.argmax(np.abs(y))), y.shape)
    factor = x[top] / y[top]
    if factor != 0 and same(x, y * factor):
        return "sign" if factor == -1 else "constant-factor"
    return "constant-offset" if same(x, y + (x[top] - y[top])) else ""


def _order(answer: np.ndarray, expected: np.ndarray, same: Same) -> str:
    if not 2 <= answer.size <= _LARGEST_TO_SORT or expected.dtype.kind == "b":
        return ""
    return "other-order" if same(np.sort(answer, None), np.sort(expected, None)) else ""


def _nearly(answer: np.ndarray, expected: np.ndarray, same: Same) -> str:
    if answer.dtype.kind == "b" or expected.dtype.kind == "b":
        return ""
    scale = np.fmax.reduce(np.abs(expected.astype(np.float64)), None)
    gap = largest_gap(answer, expected)
    whole = expected.dtype.kind in "iu"
    limit = max(1, 0.001 * scale) if whole and scale >= 20 else 0.001 * scale
    return "nearly-right" if gap <= limit else ""


def largest_gap(answer: np.ndarray, expected: np.ndarray) -> float:
    """Return the largest absolute difference; NaN where only one of the two is a number.

    Examples
    --------
    >>> largest_gap(np.array([1, 2], dtype=np.uint8), np.array([3, 2]))
    2.0
    """
    with np.errstate(all="ignore"):
        x, y = answer.astype(np.float64), expected.astype(np.float64)
        gaps = np.where((x == y) | (np.isnan(x) & np.isnan(y)), 0, np.abs(x - y))
    return float(gaps.max(initial=0))


def _loose_range(answer: np.ndarray, expected: np.ndarray) -> str:
    if answer.dtype.kind == "b" and expected.dtype.kind != "b":
        return "mask-for-image"
    if expected.dtype.kind == "b":
        return "different-values"
    if answer.dtype.kind == "f" and np.isnan(answer).any() and not _has_nan(expected):
        return "not-a-number"
    top = np.fmax.reduce(expected, None)
    # Few grey pictures are as dark as 20; millimetres and counts are often smaller.
    if within_0_to_1(answer) and 20 < top <= 255 and answer.min() < answer.max():
        return "range-0-to-1"
    if _reaches_255(answer) and within_0_to_1(expected) and answer.size > 1:
        return "range-0-to-255"
    return "different-values"


def _reaches_255(values: np.ndarray) -> bool:
    # By the mean: a single outlier is no other range.
    return values.dtype.kind != "b" and values.mean() > 1.5 and values.max() <= 255


def _has_nan(values: np.ndarray) -> bool:
    return values.dtype.kind == "f" and bool(np.isnan(values).any())
