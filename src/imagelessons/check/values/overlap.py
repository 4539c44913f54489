"""Does a mask overlap well enough with the true one; if not, is it too much or too little."""

import numpy as np
from numpy.typing import ArrayLike

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.coerce import plain_array
from imagelessons.check.diagnose.dtypes import check_two_valued
from imagelessons.check.difference_picture import difference_bundle
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded
from imagelessons.check.values.arrays import refuse_shape, truth_array

_BESIDE = (
    "It shares nothing with what is asked, so it keeps another thing. Find out which: how large "
    "is it, and where does it lie? Compare with what the exercise tells about the right one."
)


def dice(one: ArrayLike, other: ArrayLike) -> float:
    """Return the Dice overlap of two masks.

    Twice the number of pixels that both keep, divided by the number that the one keeps plus the
    number that the other keeps (L. R. Dice, Ecology 26, 1945, 297-302).

    Parameters
    ----------
    one, other : array_like of bool, of one shape
        True where a pixel is kept.

    Returns
    -------
    float
        0 where they share nothing, 1 where they are the same; 1 too where both keep nothing.

    Examples
    --------
    >>> dice([True, True, False, False], [True, False, False, False])
    0.6666666666666666
    """
    one, other = np.asarray(one, dtype=bool), np.asarray(other, dtype=bool)
    kept = np.count_nonzero(one) + np.count_nonzero(other)
    return float(2 * np.count_nonzero(one & other) / kept) if kept else 1.0


@guarded
def overlap(
    answer: object,
    expected: ArrayLike,
    name: str,
    *,
    at_least: float,
    otherwise: str = "overlap-too-small",
) -> None:
    """Check that a mask overlaps with the true one.

    Parameters
    ----------
    answer : object
        What the learner hands in: a mask of booleans.
    expected : array_like of bool
        The truth.
    name : str
        What the learner calls it.
    at_least : float
        The Dice overlap that is enough, between 0 and 1.
    otherwise : str, optional
        The code of the finding where the overlap is too small, for a picture that invites a
        certain mistake; also with sentences, as in ``"fixed-threshold: It ..."``.

    Raises
    ------
    Finding
        ``inverted``, `otherwise`, or what is wrong with its type, dtype or shape; where
        `otherwise` is left as it is, also ``mask-all-true`` and ``mask-all-false``.
    AuthorError
        If `at_least` is not between 0 and 1, or `expected` keeps nothing or all.

    Examples
    --------
    >>> overlap([True, True, False], [True, True, True, False][:3], "mask", at_least=0.8)
    Traceback (most recent call last):
    ...
    imagelessons.check.catalogue.AuthorError: The truth keeps nothing or all: there is no overlap.
    >>> overlap([True, True, False], [True, False, False], "mask", at_least=0.6)
    """
    truth = truth_array(expected).astype(bool)
    if not 0 < at_least <= 1:
        raise AuthorError(f"at_least is {at_least}; give a number above 0 and up to 1.")
    if truth.all() or not truth.any():
        raise AuthorError("The truth keeps nothing or all: there is no overlap.")
    values = plain_array(answer, name)
    if values.ndim == 0:
        refuse_shape(values, truth, name, 0, 0)
    check_two_valued(values, name, strict=True)
    refuse_shape(values, truth, name, 0, 0)
    kept = values.astype(bool)
    reached = dice(kept, truth)
    if reached >= at_least:
        return
    plain = otherwise == "overlap-too-small"
    if plain and kept.all():
        blame("mask-all-true", name, f"`{name}` keeps every pixel.")
    if plain and not kept.any():
        blame("mask-all-false", name, f"`{name}` keeps no pixel.")
    if dice(~kept, truth) >= at_least:
        blame("inverted", name, f"`{name}` keeps what it should leave out.")
    too_much = np.count_nonzero(kept & ~truth) / max(1, np.count_nonzero(kept))
    too_little = np.count_nonzero(truth & ~kept) / np.count_nonzero(truth)
    found = (
        f"`{name}` has a Dice overlap of {reached:.2f} with the truth; {at_least:g} is enough. "
        f"{too_much:.0%} of what it keeps should not be kept, and {too_little:.0%} of what should "
        f"be kept is missing."
    )
    beside = plain and kept.any() and reached == 0
    picture = difference_bundle(kept, truth)
    code, _, words = otherwise.partition(": ")
    blame(code, name, found, suggests=_BESIDE if beside else words, picture=picture)
