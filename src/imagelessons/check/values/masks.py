"""Is a mask right; if not, why and where."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import ndimage

from imagelessons.check.catalogue import AuthorError, misconception
from imagelessons.check.coerce import plain_array, refuse_places
from imagelessons.check.diagnose.causes import cause
from imagelessons.check.diagnose.dtypes import check_two_valued
from imagelessons.check.diagnose.locate import where_text
from imagelessons.check.diagnose.mask_regions import regions_text, shift_of, shift_text
from imagelessons.check.difference_picture import difference_bundle
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded
from imagelessons.check.values.arrays import (
    Mistakes,
    known_codes,
    refuse_mistakes,
    refuse_shape,
    truth_array,
)

_NEAR = 2
_NEARLY_ALL = 0.95


@guarded
def mask(
    answer: object,
    expected: ArrayLike,
    name: str,
    *,
    image: ArrayLike | None = None,
    threshold: float | None = None,
    mistakes: Mistakes | None = None,
    tolerance: float = 0.0,
    strict: bool = False,
) -> None:
    """Check a mask against the right one, and say why and where it is wrong if it is.

    Parameters
    ----------
    answer : object
        What the learner hands in: booleans, or integers 0 and 1.
    expected : array_like of bool
        True where a pixel is kept.
    name : str
        What the learner calls it.
    image : array_like, optional
        The picture that the mask was made from, of the mask's shape: with it, a mask by another
        threshold is told apart.
    threshold : float, optional
        The threshold that the exercise names: with it and `image`, ``<`` for ``<=`` is told
        apart.
    mistakes : mapping of str to array_like, optional
        As for `array`.
    tolerance : float, optional
        The share of pixels, 0 to 1, that may differ.
    strict : bool, optional
        Whether integers 0 and 1 are refused.

    Raises
    ------
    Finding
        If the mask is not right. Inside IPython, the finding has a picture of the difference.
    AuthorError
        If `expected` is no mask or `image` has another shape.

    Examples
    --------
    >>> picture = np.array([[10, 200], [125, 90]])
    >>> mask(picture < 125, picture < 125, "dark", image=picture, threshold=125)
    """
    truth = _truth_mask(expected)
    picture = _picture_of(image, truth)
    codes = known_codes(mistakes)
    values = plain_array(answer, name)
    if values.dtype.kind == "b" and np.array_equal(values, truth):
        return
    refuse_places(answer, name)
    refuse_mistakes(values, truth, name, codes, 0, 0)
    check_two_valued(values, name, strict=strict)
    refuse_shape(values, truth, name, 0, 0)
    values = values.astype(bool)
    differs = values != truth
    share = np.count_nonzero(differs) / max(1, differs.size)
    if share <= tolerance:
        return
    code = _code(values, truth, differs, picture, threshold)
    _blame_mask(code, values, differs, truth, name)


def _truth_mask(expected: ArrayLike) -> np.ndarray:
    truth = truth_array(expected)
    if truth.dtype.kind != "b" and not np.all((truth == 0) | (truth == 1)):
        raise AuthorError("The expected value is no mask: it holds more than False and True.")
    return truth.astype(bool, copy=False)


def _picture_of(image: ArrayLike | None, truth: np.ndarray) -> np.ndarray | None:
    if image is None:
        return None
    picture = truth_array(image)
    if picture.shape != truth.shape:
        raise AuthorError(f"The image has shape {picture.shape}, the mask {truth.shape}.")
    return picture


def _code(
    values: np.ndarray,
    truth: np.ndarray,
    differs: np.ndarray,
    picture: np.ndarray | None,
    threshold: float | None,
) -> str:
    mixed = truth.any() and not truth.all()
    if mixed and values.all():
        return "mask-all-true"
    if mixed and not values.any():
        return "mask-all-false"
    if np.count_nonzero(differs) > _NEARLY_ALL * differs.size:
        return "inverted"
    named = picture is not None and threshold is not None
    if named and np.array_equal(differs, picture == threshold):
        return "strictness"
    code = cause(values, truth, 0, 0)
    if code != "different-values":
        return code
    code = _code_by_threshold(values, truth, picture)
    if not code and mixed and shift_of(values, truth):
        return "mask-shifted"
    return code or _code_by_boundary(truth, differs)


def _code_by_threshold(values: np.ndarray, truth: np.ndarray, picture: np.ndarray | None) -> str:
    if picture is None:
        return ""
    side, right_side = _side(values, picture), _side(truth, picture)
    if not side or not right_side:
        return ""
    return "other-threshold" if side == right_side else "inverted"


def _side(kept: np.ndarray, picture: np.ndarray) -> str:
    inside, outside = picture[kept], picture[~kept]
    if not inside.size or not outside.size:
        return ""
    if inside.max() < outside.min():
        return "below"
    return "above" if inside.min() > outside.max() else ""


def _code_by_boundary(truth: np.ndarray, differs: np.ndarray) -> str:
    if truth.ndim != 2:
        return "different-values"
    size = 2 * _NEAR + 1
    steps = truth.view(np.uint8)
    near = ndimage.maximum_filter(steps, size) != ndimage.minimum_filter(steps, size)
    # In a mask of specks, all lies near some edge: that tells nothing.
    telling = np.count_nonzero(near) <= near.size / 2
    return "mask-boundary" if telling and not (differs & ~near).any() else "different-values"


def _blame_mask(
    code: str, values: np.ndarray, differs: np.ndarray, truth: np.ndarray, name: str
) -> None:
    if code in ("mask-all-true", "mask-all-false"):
        which = "every pixel" if code == "mask-all-true" else "no pixel at all"
        blame(code, name, f"`{name}` keeps {which}.")
    picture = difference_bundle(values, truth)
    if code == "mask-shifted":
        moved = shift_text(*shift_of(values, truth))
        blame(code, name, f"`{name}` is the right mask, moved by {moved}.", picture=picture)
    if code not in ("different-values", "mask-boundary", "other-threshold", "strictness"):
        found = f"`{name}` is what you get if {misconception(code).when}."
        blame(code, name, found, picture=picture)
    extra = bool((values & differs).any())
    missing = bool((truth & differs).any())
    which = "keeps pixels that it should drop, and drops others that it should keep"
    if not missing:
        which = "keeps pixels that it should drop"
    elif not extra:
        which = "drops pixels that it should keep"
    edge = f" All lie within {_NEAR} pixels of an edge of the right mask."
    detail = where_text(differs) + (edge if code == "mask-boundary" else "")
    regions = regions_text(values, truth) if code == "different-values" else ""
    detail = " ".join(filter(None, [detail, regions]))
    blame(code, name, f"`{name}` {which}.", detail=detail, picture=picture)
