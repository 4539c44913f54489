"""Which whole regions of a mask are missing or too many, and whether all of it is moved."""

import numpy as np
from scipy import ndimage

from imagelessons.check.diagnose.locate import area

# A speck of fewer pixels is a matter of noise, and more regions than these are nothing to list.
_SPECK = 4
_MOST = 50
_LARGEST = 4_000_000


def shift_of(answer: np.ndarray, truth: np.ndarray) -> tuple[int, int] | None:
    """Return by how many rows and columns a mask is the right one, moved.

    Parameters
    ----------
    answer, truth : numpy.ndarray of bool, (rows, columns)
        Each with a True in it.

    Returns
    -------
    tuple of int, or None
        Rows down and columns to the right; None if it isn't the right one moved.

    Examples
    --------
    >>> truth = np.zeros((9, 9), dtype=bool)
    >>> truth[2:4, 3:5] = True
    >>> shift_of(np.roll(truth, 3, axis=0), truth)
    (3, 0)
    """
    if answer.ndim != 2 or answer.size > _LARGEST:
        return None
    spans = [_spans(one) for one in (answer, truth)]
    ends = [(a[0] - b[0], a[1] - b[1]) for a, b in zip(*spans, strict=True)]
    # What lies at an edge may be cut off by the move, so either end of a span may tell it.
    for rows in dict.fromkeys(ends[0]):
        for columns in dict.fromkeys(ends[1]):
            if (rows or columns) and _moved(answer, truth, rows, columns):
                return rows, columns
    return None


def _spans(mask: np.ndarray) -> list[tuple[int, int]]:
    lines = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    return [(int(line[0]), int(line[-1])) for line in lines]


def _moved(answer: np.ndarray, truth: np.ndarray, rows: int, columns: int) -> bool:
    here = tuple(slice(max(0, move), None) for move in (rows, columns))
    there = tuple(slice(max(0, -move), None) for move in (rows, columns))
    shape = [size - abs(move) for size, move in zip(answer.shape, (rows, columns), strict=True)]
    if min(shape) < max(answer.shape) / 2:
        return False
    cut = tuple(slice(0, size) for size in shape)
    return np.array_equal(answer[here][cut], truth[there][cut]) and bool(truth[there][cut].any())


def shift_text(rows: int, columns: int) -> str:
    """Say in words how far something is moved.

    Examples
    --------
    >>> shift_text(-2, 1)
    '2 rows up and 1 column to the right'
    """
    parts = []
    if rows:
        noun = "row" if abs(rows) == 1 else "rows"
        parts.append(f"{abs(rows)} {noun} {'down' if rows > 0 else 'up'}")
    if columns:
        noun = "column" if abs(columns) == 1 else "columns"
        parts.append(f"{abs(columns)} {noun} to the {'right' if columns > 0 else 'left'}")
    return " and ".join(parts)


def regions_text(answer: np.ndarray, truth: np.ndarray) -> str:
    """Say which whole regions are missing from a mask, or stand where none should be.

    Parameters
    ----------
    answer, truth : numpy.ndarray of bool

    Returns
    -------
    str
        Empty if there are none, or more than can be told.

    Examples
    --------
    >>> truth = np.zeros((30, 30), dtype=bool)
    >>> truth[2:5, 20:26] = True
    >>> regions_text(np.zeros_like(truth), truth)
    'A whole region is missing: rows 2 to 4, columns 20 to 25, in the upper right.'
    """
    if answer.ndim != 2 or answer.size > _LARGEST:
        return ""
    missing = _untouched(truth, answer)
    extra = _untouched(answer, truth)
    sentences = []
    for regions, one, several in (
        (missing, "A whole region is missing", "whole regions are missing"),
        (extra, "A region stands where none should be", "regions stand where none should be"),
    ):
        if regions:
            says = one if len(regions) == 1 else f"{len(regions)} {several}, the largest"
            largest = max(regions, key=np.count_nonzero)
            sentences.append(f"{says}: {area(largest)}.")
    return " ".join(sentences)


def _untouched(mask: np.ndarray, other: np.ndarray) -> list[np.ndarray]:
    names, count = ndimage.label(mask)
    if not 0 < count <= _MOST:
        return []
    touched = np.bincount(names[other], minlength=count + 1)
    sizes = np.bincount(names.ravel(), minlength=count + 1)
    alone = [i for i in range(1, count + 1) if not touched[i] and sizes[i] >= _SPECK]
    return [names == i for i in alone]
