"""Is an array right; if not, why."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from imagelessons.check.catalogue import AuthorError, misconception, parts_of
from imagelessons.check.coerce import plain_array
from imagelessons.check.diagnose.causes import cause, largest_gap, turned
from imagelessons.check.diagnose.compare import differing, same_values
from imagelessons.check.diagnose.dtypes import check_dtype, dtype_fits
from imagelessons.check.diagnose.locate import where_text
from imagelessons.check.diagnose.shapes import check_shape
from imagelessons.check.finding import Finding, blame
from imagelessons.check.guard import guarded, made_by_author

# A wrong value, or a function without parameters that makes it: it is called on failure only.
Mistakes = Mapping[str, ArrayLike | Callable[[], ArrayLike]]


@guarded
def array(
    answer: object,
    expected: ArrayLike,
    name: str,
    *,
    rtol: float = 1e-6,
    atol: float = 0.0,
    dtype: DTypeLike | None = None,
    mistakes: Mistakes | None = None,
) -> None:
    """Check an array against the right one, and say why it is wrong if it is.

    Lists, any memory order, read-only arrays, pictures of Pillow and other dtypes of equal
    values are right, unless `dtype` is asked.

    Parameters
    ----------
    answer : object
        What the learner hands in.
    expected : array_like
        The right values, of booleans, integers or floats.
    name : str
        What the learner calls it.
    rtol, atol : float, optional
        Tolerances where either of the two holds floats; integers are compared exactly.
    dtype : str or dtype_like, optional
        ``"bool"``, ``"integer"``, ``"float"``, ``"number"`` or an exact dtype as ``"uint8"``.
    mistakes : mapping of str to array_like, optional
        Wrong values that this exercise invites, by the code of each; also a function without
        parameters that makes one.

    Raises
    ------
    Finding
        If the answer is not right.
    AuthorError
        If a code of `mistakes` is not in the catalogue or `expected` is no array of numbers.

    Examples
    --------
    >>> array([[1, 2], [3, 4]], np.array([[1, 2], [3, 4]], dtype=np.uint8), "corner")
    """
    truth = truth_array(expected)
    codes = known_codes(mistakes)
    values = plain_array(answer, name)
    if same_values(values, truth, rtol, atol):
        if dtype is not None and not dtype_fits(values.dtype, dtype):
            refuse_mistakes(values, truth, name, codes, rtol, atol, dtype_counts=True)
            check_dtype(values, dtype, name)
        return
    refuse_mistakes(values, truth, name, codes, rtol, atol)
    refuse_shape(values, truth, name, rtol, atol)
    code = cause(values, truth, rtol, atol)
    if dtype is not None and code in ("different-values", "nearly-right"):
        check_dtype(values, dtype, name)
    refuse_values(code, values, truth, name, rtol, atol)


def truth_array(expected: ArrayLike) -> np.ndarray:
    """Return the right values as an array.

    Raises
    ------
    AuthorError
        If they are no array of booleans, integers or floats.
    """
    try:
        truth = np.asarray(expected)
    except Exception as error:
        raise AuthorError(f"The expected value is no array: {error}") from None
    if truth.dtype.kind not in "biuf":
        raise AuthorError(f"The expected value is of dtype {truth.dtype}, not of numbers.")
    return truth


def known_codes(mistakes: Mistakes | None) -> Mistakes:
    """Return the mistakes, each of whose codes is in the catalogue.

    Raises
    ------
    AuthorError
        If one is not.
    """
    for code in mistakes or {}:
        misconception(code)
    return mistakes or {}


def refuse_mistakes(
    values: np.ndarray,
    truth: np.ndarray,
    name: str,
    mistakes: Mistakes,
    rtol: float,
    atol: float,
    *,
    dtype_counts: bool = False,
) -> None:
    """Raise the finding of a known mistake that the answer equals.

    Raises
    ------
    Finding
    """
    for code, wrong in mistakes.items():
        known = truth_array(made_by_author(wrong))
        if dtype_counts and known.dtype != values.dtype:
            continue
        if not dtype_counts and same_values(known, truth, rtol, atol):
            continue
        if same_values(values, known, rtol, atol):
            blame_mistake(code, name)


def blame_mistake(code: str, name: str) -> None:
    """Raise the finding of a known mistake.

    Parameters
    ----------
    code : str
        Also with sentences of the exercise's own: see `parts_of`.
    name : str

    Raises
    ------
    Finding
    """
    code, found, suggests = parts_of(code, name)
    finding = Finding(code, found, suggests=suggests, name=name)
    finding.was_given = True
    raise finding


def refuse_shape(
    values: np.ndarray, truth: np.ndarray, name: str, rtol: float, atol: float
) -> None:
    """Raise the finding for an answer of another shape than the truth.

    Raises
    ------
    Finding
        As for `check_shape`, and ``rotated`` for a picture turned by a quarter.
    """
    if values.shape == truth.shape:
        return
    swapped = values.ndim >= 2 and truth.ndim >= 2 and values.shape[1::-1] == truth.shape[:2]
    if swapped and not same_values(values, np.swapaxes(truth, 0, 1), rtol, atol):
        for code, picture in turned(truth):
            if code == "rotated" and same_values(values, picture, rtol, atol):
                blame(code, name, f"`{name}` has shape {values.shape}, and is turned.")
    check_shape(values.shape, truth.shape, name)


def refuse_values(
    code: str, values: np.ndarray, truth: np.ndarray, name: str, rtol: float, atol: float
) -> None:
    """Raise the finding for an answer of the right shape whose values differ.

    Raises
    ------
    Finding
    """
    detail = ""
    if code in ("different-values", "nearly-right", "wrap-around", "not-a-number"):
        detail = where_text(differing(values, truth, rtol, atol))
    if code == "nearly-right":
        detail += f" The largest difference is {largest_gap(values, truth):.2g}."
    if code == "different-values":
        found = f"`{name}` has the right shape, but other values."
    elif code == "nearly-right":
        found = f"`{name}` is nearly right."
    elif code in ("mask-for-image", "range-0-to-1", "range-0-to-255"):
        found = f"`{name}` holds {range_text(values)}."
    else:
        found = f"`{name}` is what you get if {misconception(code).when}."
    blame(code, name, found, detail=detail)


def range_text(values: np.ndarray) -> str:
    """Say in words which values an answer holds.

    Examples
    --------
    >>> range_text(np.array([0.25, 0.5]))
    'values from 0.25 to 0.5 (float64)'
    """
    if values.dtype.kind == "b":
        return "True and False (bool)"
    with np.errstate(all="ignore"):
        low, high = np.fmin.reduce(values, None), np.fmax.reduce(values, None)
    return f"values from {low:.6g} to {high:.6g} ({values.dtype.name})"
