"""Is a mask a fair one of the pixels in which one channel is the largest."""

import numpy as np
from numpy.typing import ArrayLike

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.coerce import plain_array
from imagelessons.check.diagnose.dtypes import check_two_valued
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded
from imagelessons.check.values.arrays import refuse_shape, truth_array

COLOURS = ("red", "green", "blue")


@guarded
def channel_mask(
    answer: object,
    image: ArrayLike,
    channel: int,
    name: str,
    *,
    pure: float = 0.98,
    clear: int = 60,
    kept: float = 0.5,
    dark: int = 30,
    dark_kept: float = 0.05,
) -> None:
    """Check that a mask by hand is a fair one of the pixels that are mostly of one colour.

    Each threshold and each rule that does the following is right.

    Parameters
    ----------
    answer : object
        What the learner hands in: a mask of booleans.
    image : array_like of uint8
        (rows, columns, 3).
    channel : int
        0 for red, 1 for green, 2 for blue.
    name : str
        What the learner calls it.
    pure : float, optional
        The channel must be larger than both others in this share of the pixels that are kept.
    clear, kept : int and float, optional
        Of the pixels in which it leads by more than `clear`, this share must be kept.
    dark, dark_kept : int and float, optional
        Of the pixels in which no channel reaches `dark`, at most this share may be kept.

    Raises
    ------
    Finding
        ``inverted``, ``mask-all-true``, ``mask-all-false``, ``wrong-channel``,
        ``cap-mainly-other``, ``cap-dark-kept``, ``cap-clear-dropped``, or what is wrong with its
        type, dtype or shape.
    AuthorError
        If the image isn't (rows, columns, 3).

    Examples
    --------
    >>> image = np.array([[[200, 50, 90], [20, 230, 10]]], dtype=np.uint8)
    >>> channel_mask(np.array([[True, False]]), image, 0, "red")
    """
    picture = truth_array(image)
    if picture.ndim != 3 or picture.shape[2] != 3:
        raise AuthorError(f"The image has shape {picture.shape}, not (rows, columns, 3).")
    mask = plain_array(answer, name)
    check_two_valued(mask, name, strict=True)
    refuse_shape(mask, np.empty(picture.shape[:2], dtype=bool), name, 0, 0)
    if mask.all() or not mask.any():
        code = "mask-all-true" if mask.all() else "mask-all-false"
        blame(code, name, f"`{name}` keeps {'every' if mask.all() else 'no'} pixel.")
    planes = [np.ascontiguousarray(picture[..., one]) for one in range(3)]
    top, middle = _ranked(*planes)
    gap = top - middle
    largest = (planes[channel] == top) & (gap > 0)
    purity = _share(mask, largest)
    of_the_clear = _share(largest & (gap > clear), mask)
    of_the_dark = _share(top < dark, mask)
    if purity < pure:
        every = [(plane == top) & (gap > 0) for plane in planes]
        _blame_impure(mask, every, channel, name, purity)
    colour = COLOURS[channel]
    if of_the_dark > dark_kept:
        found = f"`{name}` keeps {of_the_dark:.0%} of the dark pixels."
        blame("cap-dark-kept", name, found)
    if of_the_clear < kept:
        found = f"`{name}` keeps {of_the_clear:.0%} of the pixels that are clearly {colour}."
        blame("cap-clear-dropped", name, found)


def _ranked(one: np.ndarray, two: np.ndarray, three: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the largest and the second largest value of each pixel.

    Students can read this module, so it ranks the channels of each pixel, whichever they are: a
    function that returned what an exercise asks for would be its answer.
    """
    higher, lower = np.maximum(one, two), np.minimum(one, two)
    return np.maximum(higher, three), np.maximum(lower, np.minimum(higher, three))


def _share(of: np.ndarray, those: np.ndarray) -> float:
    """Return which share of the pixels of one mask are in another; NaN if there are none."""
    count = np.count_nonzero(of)
    return np.count_nonzero(of & those) / count if count else float("nan")


def _blame_impure(
    mask: np.ndarray, largest: list[np.ndarray], channel: int, name: str, purity: float
) -> None:
    if _share(~mask, largest[channel]) > 0.9:
        blame("inverted", name, f"`{name}` keeps what it should leave out.")
    for other in {0, 1, 2} - {channel}:
        if _share(mask, largest[other]) > 0.9:
            found = f"`{name}` keeps pixels in which {COLOURS[other]} is the largest channel."
            blame("wrong-channel", name, found)
    found = (
        f"In {1 - purity:.1%} of the pixels that `{name}` keeps, {COLOURS[channel]} isn't the "
        f"largest channel."
    )
    blame("cap-mainly-other", name, found)
