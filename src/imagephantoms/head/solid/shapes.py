"""Solids of the head phantom beside the midline: chains of capsules, ellipsoids, soft unions.

A point is given by its distance to the midline, so that one solid stands for its mirror image too.
"""

import numpy as np

MARGIN_MM = 9.0

Points = tuple[np.ndarray, np.ndarray, np.ndarray]


def chain_distance(points: Points, rows: np.ndarray) -> np.ndarray:
    """Return the signed distance in mm to a chain of capsules, negative inside.

    Parameters
    ----------
    points : tuple of numpy.ndarray
        Three arrays (count,) float64 in mm: beside the midline, anterior, superior.
    rows : numpy.ndarray
        (stations, 4) float64: the centre line in the same coordinates, and the radius.

    Returns
    -------
    numpy.ndarray
        (count,) float64; `MARGIN_MM` stands for "farther outside than that".

    Examples
    --------
    >>> rows = np.array([[0.0, 0.0, 0.0, 2.0], [10.0, 0.0, 0.0, 2.0]])
    >>> at = (np.array([5.0, 5.0, 80.0]), np.array([0.0, 5.0, 0.0]), np.zeros(3))
    >>> chain_distance(at, rows)
    array([-2.,  3.,  9.])
    """
    result = np.full(points[0].shape, MARGIN_MM)
    reach = rows[:, 3].max() + MARGIN_MM
    near = np.ones(points[0].shape, dtype=bool)
    for part, column in zip(points, rows.T[:3], strict=True):
        near &= (part > column.min() - reach) & (part < column.max() + reach)
    chosen = np.flatnonzero(near)
    if chosen.size == 0:
        return result
    beside, anterior, superior = (part[chosen] for part in points)
    nearest = np.full(chosen.size, MARGIN_MM)
    for start, end in zip(rows[:-1], rows[1:], strict=True):
        db, da, ds, grow = end - start
        length = max(db * db + da * da + ds * ds, 1e-12)
        b, a, s = beside - start[0], anterior - start[1], superior - start[2]
        along = np.clip((b * db + a * da + s * ds) / length, 0.0, 1.0)
        square = (b - along * db) ** 2 + (a - along * da) ** 2 + (s - along * ds) ** 2
        np.minimum(nearest, np.sqrt(square) - (start[3] + along * grow), out=nearest)
    result[chosen] = nearest
    return result


def ellipsoid_distance(points: Points, row: np.ndarray) -> np.ndarray:
    """Return the (approximate) signed distance in mm to an ellipsoid, negative inside.

    `row` is (6,) float64: its centre, then its half axes, both beside, anterior, superior.

    Examples
    --------
    >>> at = (np.array([0.0, 7.0]), np.zeros(2), np.zeros(2))
    >>> ellipsoid_distance(at, np.array([0.0, 0.0, 0.0, 5.0, 5.0, 5.0])).round(6)
    array([-5.,  2.])
    """
    result = np.full(points[0].shape, MARGIN_MM)
    near = np.ones(points[0].shape, dtype=bool)
    for part, centre, radius in zip(points, row[:3], row[3:], strict=True):
        near &= np.abs(part - centre) < radius + MARGIN_MM
    chosen = np.flatnonzero(near)
    inside = [(part[chosen] - centre) for part, centre in zip(points, row[:3], strict=True)]
    value = np.sqrt(sum((part / radius) ** 2 for part, radius in zip(inside, row[3:], strict=True)))
    slope = np.sqrt(
        sum((part / radius**2) ** 2 for part, radius in zip(inside, row[3:], strict=True))
    )
    # The implicit value over its slope is close to a distance; at the centre both vanish.
    close = np.where(slope > 1e-9, value * (value - 1.0) / np.maximum(slope, 1e-9), -row[3:].min())
    result[chosen] = np.minimum(close, MARGIN_MM)
    return result


def soft_minimum(first: np.ndarray, second: np.ndarray, width: np.ndarray | float) -> np.ndarray:
    """Return the smaller of two distances, with the edge between the two solids filled in.

    The farther the two are from equal (up to `width`, in mm), the less is filled.

    Examples
    --------
    >>> soft_minimum(np.array([0.0, 0.0]), np.array([0.0, 9.0]), 8.0)
    array([-2.,  0.])
    """
    width = np.maximum(width, 1e-6)
    share = np.maximum(width - np.abs(first - second), 0.0) / width
    return np.minimum(first, second) - 0.25 * width * share**2


def ramp(value: np.ndarray, low: float, high: float) -> np.ndarray:
    """Return 0 below `low`, 1 above `high` and a smooth step between.

    Examples
    --------
    >>> ramp(np.array([0.0, 1.5, 3.0]), 1.0, 2.0)
    array([0. , 0.5, 1. ])
    """
    t = np.clip((value - low) / (high - low), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)
