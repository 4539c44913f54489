"""Is a label image right, whatever the objects are called; if not, why and where."""

from typing import NoReturn

import numpy as np
from numpy.typing import ArrayLike
from scipy import ndimage

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.coerce import plain_array
from imagelessons.check.diagnose.causes import cause
from imagelessons.check.diagnose.label_overlap import Overlap, overlap_of, same_partition
from imagelessons.check.diagnose.locate import area
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded
from imagelessons.check.values.arrays import (
    Mistakes,
    known_codes,
    refuse_mistakes,
    refuse_shape,
    truth_array,
)
from imagelessons.check.values.masks import mask

_MOST_NAMED = 3
_SAYS = {
    "labels-merged": "more than one object",
    "labels-split": "several numbers",
    "labels-missed": "no label",
    "labels-extra": "where no object is",
}


@guarded
def labels(
    answer: object,
    truth: ArrayLike,
    name: str,
    *,
    background: int = 0,
    consecutive: bool = False,
    mistakes: Mistakes | None = None,
) -> None:
    """Check a label image up to the names of the labels, and say why and where it is wrong.

    Which number an object has is free, as long as each has one of its own and the background
    has that of the background.

    Parameters
    ----------
    answer : object
        What the learner hands in: whole numbers, also as floats, of the shape of `truth`.
    truth : array_like of int
        The right labels, 2-D or 3-D.
    name : str
        What the learner calls it.
    background : int, optional
        The label of what belongs to no object, in both.
    consecutive : bool, optional
        Whether the labels must be 1 to the number of objects.
    mistakes : mapping of str to array_like, optional
        As for `array`.

    Raises
    ------
    Finding
        ``mask-for-labels``, ``background-labelled``, ``corners-joined``, ``corners-parted``,
        ``labels-interpolated``, ``labels-one-short``, ``labels-missed``, ``labels-extra``,
        ``labels-merged``, ``labels-split``, ``labels-with-gaps``, a turn such as
        ``flipped-up-down``, or what `mask` finds in the labelled pixels.
    AuthorError
        If `truth` holds no whole numbers.

    Examples
    --------
    >>> labels([[7, 7, 0], [0, 0, 3]], [[1, 1, 0], [0, 0, 2]], "cells")
    """
    right = truth_array(truth)
    if not _whole(right):
        raise AuthorError("The expected value holds no labels: they are whole numbers.")
    codes = known_codes(mistakes)
    values = plain_array(answer, name)
    # A mask is no label image, not even that of a single object: it is the wrong kind of thing.
    if values.dtype.kind != "b" and _whole(values) and same_partition(values, right, background):
        _check_numbers(values, name, background, consecutive)
        return
    refuse_mistakes(values, right, name, codes, 0, 0)
    refuse_shape(values, right, name, 0, 0)
    _refuse_kind(values, right, name, background)
    _refuse_whole_picture(values, right, name, background)
    _refuse_objects(overlap_of(values, right, background), values, name)
    mask(values != background, right != background, name)
    found = f"In `{name}`, pixels of one object carry the number of another."
    blame("different-values", name, found)


def _whole(values: np.ndarray) -> bool:
    return values.dtype.kind in "biu" or bool(
        np.isfinite(values).all() and np.all(values == np.rint(values))
    )


def _check_numbers(values: np.ndarray, name: str, background: int, consecutive: bool) -> None:
    used = np.unique(values[values != background])
    if consecutive and not np.array_equal(used, np.arange(1, used.size + 1)):
        found = f"`{name}` has {used.size:,} objects, numbered {used[0]:g} to {used[-1]:g}."
        blame("labels-with-gaps", name, found)


def _refuse_kind(values: np.ndarray, right: np.ndarray, name: str, background: int) -> None:
    used = np.unique(values)
    objects = np.unique(right[right != background]).size
    if values.dtype.kind == "b":
        blame("mask-for-labels", name, f"`{name}` holds True and False.")
    if objects > 1 and (set(used.tolist()) in ({0, 1}, {0, 255})):
        blame("mask-for-labels", name, f"`{name}` holds {used[0]:g} and {used[1]:g} only.")
    if not _whole(values):
        blame("labels-interpolated", name, f"`{name}` holds numbers that are not whole.")


def _refuse_whole_picture(
    values: np.ndarray, right: np.ndarray, name: str, background: int
) -> None:
    found = f"`{name}` gives {_objects(values, background)}"
    if same_partition(values, right, None):
        label = values[right == background][0]
        blame("background-labelled", name, f"{found}, and its background is {label:g}.")
    kept, wanted = values != background, right != background
    if not kept.any():
        blame("mask-all-false", name, f"`{name}` holds the background alone.")
    if np.array_equal(kept, wanted):
        near = ndimage.generate_binary_structure(values.ndim, 1)
        wide = ndimage.generate_binary_structure(values.ndim, values.ndim)
        for code, own, other in (("corners-joined", wide, near), ("corners-parted", near, wide)):
            if _is_labelled(values, kept, own) and _is_labelled(right, kept, other):
                blame(code, name, f"{found}.")
        return
    code = cause(kept, wanted, 0, 0)
    if code not in ("different-values", "inverted"):
        mask(kept, wanted, name)
    if code == "inverted":
        found = f"`{name}` numbers what lies between the objects."
        blame(code, name, found)


def _is_labelled(values: np.ndarray, kept: np.ndarray, structure: np.ndarray) -> bool:
    return same_partition(values, ndimage.label(kept, structure)[0], 0)


def _objects(values: np.ndarray, background: int) -> str:
    count = np.unique(values[values != background]).size
    return f"{count:,} object{'' if count == 1 else 's'}"


def _refuse_objects(both: Overlap, values: np.ndarray, name: str) -> None:
    found = f"`{name}` gives {_objects(values, both.background)}"
    missed_only = both.missed and not (both.extra or both.merged or both.split)
    at_an_end = both.missed in ([both.objects[0]], [both.objects[-1]])
    if missed_only and at_an_end and len(both.objects) > 1 and both.else_same():
        _blame_places(
            "labels-one-short", f"{found}; 1 object has no label", both.missed, both, name
        )
    for code, which, one, several in (
        ("labels-merged", both.merged, "label covers", "labels cover"),
        ("labels-split", both.split, "object has", "objects have"),
        ("labels-missed", both.missed, "object has", "objects have"),
        ("labels-extra", both.extra, "label lies", "labels lie"),
    ):
        if which:
            count = f"1 {one}" if len(which) == 1 else f"{len(which):,} {several}"
            _blame_places(code, f"{found}; {count} {_SAYS[code]}", which, both, name)


def _blame_places(code: str, found: str, which: list, both: Overlap, name: str) -> NoReturn:
    source = both.answer if code in ("labels-merged", "labels-extra") else both.truth
    places = [area(source == label) for label in which[:_MOST_NAMED]]
    more = "" if len(which) <= _MOST_NAMED else f"; and {len(which) - _MOST_NAMED:,} more"
    detail = "; ".join(places) + more
    blame(code, name, f"{found}.", detail=detail[:1].upper() + detail[1:] + ".")
