"""Is an estimate close enough to the truth; if not, why."""

import numpy as np
from numpy.typing import ArrayLike

from imagelessons.check.catalogue import AuthorError, misconception
from imagelessons.check.coerce import plain_array
from imagelessons.check.diagnose.causes import undone
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded
from imagelessons.check.values.arrays import (
    Mistakes,
    known_codes,
    refuse_mistakes,
    refuse_shape,
    truth_array,
)

# So that a zero that is not quite zero, as -1e-17, passes.
_FLOOR = 1e-9


@guarded
def estimate(
    answer: object,
    expected: ArrayLike,
    name: str,
    *,
    at_most: float,
    layers: bool = False,
    low: float | None = None,
    below: str = "out-of-range",
    otherwise: str = "different-values",
    mistakes: Mistakes | None = None,
) -> None:
    """Check that estimated values lie close enough to the true ones.

    For what noise keeps from being exact: any method is right whose mean absolute difference
    from the truth is small enough.

    Parameters
    ----------
    answer : object
        What the learner hands in.
    expected : array_like
        The truth.
    name : str
        What the learner calls it.
    at_most : float
        The mean absolute difference that is allowed.
    layers : bool, optional
        Whether it is taken for each index of the last axis on its own: the largest counts.
    low : float, optional
        Values below are impossible.
    below : str, optional
        The code of the finding for a value below `low`.
    otherwise : str, optional
        The code of the finding where the difference is too large and nothing explains it.
    mistakes : mapping of str to array_like, optional
        As for `array`.

    Raises
    ------
    Finding
        `below`, `otherwise`, ``not-a-number``, a code of `mistakes`, what is wrong with the type
        or shape, or a slip whose undoing brings the values close to the truth.
    AuthorError
        If `at_most` is not above 0, `expected` is no array of numbers, or a code is not in the
        catalogue.

    Examples
    --------
    >>> estimate([0.1, 0.5, 0.9], [0.0, 0.5, 1.0], "amounts", at_most=0.1, low=0)
    """
    if not at_most > 0:
        raise AuthorError(f"at_most is {at_most}; give a number above 0.")
    for code in (below, otherwise):
        misconception(code)
    truth = truth_array(expected).astype(np.float64)
    codes = known_codes(mistakes)
    values = plain_array(answer, name)
    least = -np.inf if low is None else low - _FLOOR
    possible = values.size > 0 and bool(np.all(values >= least))
    off = np.array([np.inf])
    if values.shape == truth.shape:
        off = mean_differences(values, truth, layers=layers)
        if possible and off.max() <= at_most:
            return
    refuse_mistakes(values, truth, name, codes, 1e-6, 0.0)
    refuse_shape(values, truth, name, 1e-6, 0.0)
    if values.dtype.kind == "f" and np.isnan(values).any():
        blame("not-a-number", name, f"`{name}` holds NaN.")
    if off.max() > at_most:
        _refuse_slips(values, truth, name, at_most, layers)
    if not possible:
        found = f"`{name}` holds values down to {values.min():.3g}; possible is at least {low:g}."
        blame(below, name, found)
    where = f" at index {int(np.argmax(off))} of the last axis" if layers else ""
    found = (
        f"`{name}` differs from the truth by {off.max():.3g} on average{where}; "
        f"up to {at_most:g} is allowed."
    )
    blame(otherwise, name, found)


def mean_differences(values: np.ndarray, truth: np.ndarray, *, layers: bool) -> np.ndarray:
    """Return the mean absolute difference of two arrays, or that of each layer.

    Parameters
    ----------
    values, truth : numpy.ndarray
        Of one shape.
    layers : bool
        Whether each index of the last axis is a layer of its own.

    Returns
    -------
    numpy.ndarray of float64
        One value, or as many as the last axis is long. NaN counts as infinite.

    Examples
    --------
    >>> one, other = np.array([[0.0, 2.0], [0.0, 4.0]]), np.zeros((2, 2))
    >>> mean_differences(one, other, layers=True).tolist()
    [0.0, 3.0]
    >>> mean_differences(one, other, layers=False).tolist()
    [1.5]
    """
    with np.errstate(all="ignore"):
        gaps = np.abs(values.astype(np.float64) - truth.astype(np.float64))
        axes = tuple(range(gaps.ndim - 1)) if layers else None
        means = np.atleast_1d(gaps.mean(axis=axes))
    return np.where(np.isnan(means), np.inf, means)


def _refuse_slips(
    values: np.ndarray, truth: np.ndarray, name: str, at_most: float, layers: bool
) -> None:
    for code, candidate in undone(values):
        if candidate.shape != truth.shape:
            continue
        if mean_differences(candidate, truth, layers=layers).max() <= at_most:
            # The last axis may hold something else than red, green and blue.
            told = "other-order" if code == "channels-swapped" else code
            blame(told, name, f"`{name}` is what you get if {misconception(told).when}.")
