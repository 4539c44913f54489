"""How the objects of two label images lie over each other."""

from dataclasses import dataclass

import numpy as np

# An overlap that is smaller than this share of the smaller object is a matter of edges.
_COUNTS = 0.1


@dataclass(frozen=True)
class Overlap:
    """Which objects of an answer and of the truth don't go one to one.

    `missed` and `split` hold labels of the truth, `merged` and `extra` labels of the answer.
    """

    answer: np.ndarray
    truth: np.ndarray
    background: int
    objects: list
    missed: list
    extra: list
    merged: list
    split: list

    def else_same(self) -> bool:
        """Whether all is right but the objects that are missed."""
        left = np.where(np.isin(self.truth, self.missed), self.background, self.truth)
        return same_partition(self.answer, left, self.background)


def same_partition(one: np.ndarray, other: np.ndarray, background: int | None) -> bool:
    """Whether two label images are the same up to the names of the labels.

    Parameters
    ----------
    one, other : numpy.ndarray
    background : int or None
        The label that must be the same in both; None if none must.

    Returns
    -------
    bool

    Examples
    --------
    >>> same_partition(np.array([0, 1, 1, 5]), np.array([0, 3, 3, 1]), 0)
    True
    >>> same_partition(np.array([1, 2, 2, 3]), np.array([0, 1, 1, 2]), 0)
    False
    """
    if one.shape != other.shape:
        return False
    if background is not None and not np.array_equal(one == background, other == background):
        return False
    pairs, _ = _pairs(one, other)
    return all(np.unique(column).size == column.size for column in pairs)


def overlap_of(answer: np.ndarray, truth: np.ndarray, background: int) -> Overlap:
    """Return how the objects of an answer and of the truth lie over each other.

    Parameters
    ----------
    answer, truth : numpy.ndarray
        Labels, of one shape.
    background : int
        The label of what belongs to no object, in both.

    Returns
    -------
    Overlap

    Examples
    --------
    >>> both = overlap_of(np.array([1, 1, 1, 0]), np.array([1, 1, 2, 0]), 0)
    >>> [int(label) for label in both.merged], both.missed
    ([1], [])
    """
    (left, right), counts = _pairs(answer, truth)
    sizes_left = dict(zip(*np.unique(answer, return_counts=True), strict=True))
    sizes_right = dict(zip(*np.unique(truth, return_counts=True), strict=True))
    of_answer = {label: [] for label in sizes_left if label != background}
    of_truth = {label: [] for label in sizes_right if label != background}
    for a, b, count in zip(left, right, counts, strict=True):
        if a == background or b == background:
            continue
        if count >= _COUNTS * min(sizes_left[a], sizes_right[b]):
            of_answer[a].append(b)
            of_truth[b].append(a)
    return Overlap(
        answer=answer,
        truth=truth,
        background=background,
        objects=list(of_truth),
        missed=[label for label, others in of_truth.items() if not others],
        extra=[label for label, others in of_answer.items() if not others],
        merged=[label for label, others in of_answer.items() if len(others) > 1],
        split=[label for label, others in of_truth.items() if len(others) > 1],
    )


def _pairs(one: np.ndarray, other: np.ndarray) -> tuple[tuple[np.ndarray, np.ndarray], np.ndarray]:
    """Return each pair of labels that lie over each other, and over how many pixels."""
    names_one, at_one = np.unique(one, return_inverse=True)
    names_other, at_other = np.unique(other, return_inverse=True)
    at = at_one.ravel().astype(np.int64) * names_other.size + at_other.ravel()
    codes, counts = np.unique(at, return_counts=True)
    return (names_one[codes // names_other.size], names_other[codes % names_other.size]), counts
