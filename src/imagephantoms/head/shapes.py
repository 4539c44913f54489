"""Implicit shapes of the head phantom: contours in the midsagittal plane with a width to the sides.

A shape is drawn once in the midsagittal plane, as a closed contour or as a tube, in patient
millimetres (anterior, superior). Its signed distance (negative inside) is kept on a small grid.
To the right and the left the contour shrinks like an ellipse until it vanishes at `half_width`,
so every shape is a solid that can be cut on any voxel grid.
"""

from typing import NamedTuple

import numpy as np
from scipy import ndimage

MARGIN_MM = 9.0


class Shape(NamedTuple):
    """A solid given by the signed distance to its outline in the midsagittal plane."""

    distance: np.ndarray
    anterior_start: float
    superior_start: float
    step: float
    half_width: float
    inset: float
    right: float
    margin: float = MARGIN_MM


def catmull_rom(points: np.ndarray, *, closed: bool, samples: int = 8) -> np.ndarray:
    """Return a smooth curve through the rows of `points` (any number of columns).

    Examples
    --------
    >>> catmull_rom(np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]]), closed=False, samples=2)[:, 0]
    array([0.    , 0.4375, 1.    , 1.5625, 2.    ])
    """
    points = np.asarray(points, dtype=np.float64)
    if closed:
        before, start = np.roll(points, 1, axis=0), points
        end, after = np.roll(points, -1, axis=0), np.roll(points, -2, axis=0)
    else:
        padded = np.concatenate([points[:1], points, points[-1:]])
        before, start, end, after = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    t = (np.arange(samples) / samples)[:, np.newaxis]
    before, start, end, after = (part[:, np.newaxis] for part in (before, start, end, after))
    curve = 0.5 * (
        2.0 * start
        + (end - before) * t
        + (2.0 * before - 5.0 * start + 4.0 * end - after) * t**2
        + (3.0 * start - before - 3.0 * end + after) * t**3
    )
    curve = curve.reshape(-1, points.shape[1])
    return curve if closed else np.concatenate([curve, points[-1:]])


def contour_shape(
    points: np.ndarray,
    *,
    half_width: float,
    inset: float,
    right: float = 0.0,
    margin: float = MARGIN_MM,
) -> Shape:
    """Return the solid whose midsagittal outline is a smooth closed curve through `points`."""
    curve = catmull_rom(points, closed=True, samples=6)
    anterior, superior, step = _grid_around(curve[:, 0], curve[:, 1], margin)
    distance = np.sqrt(_squared_distance_to_segments(anterior, superior, curve))
    distance = np.where(_is_inside(anterior, superior, curve), -distance, distance)
    half_width, inset = float(half_width), float(inset)
    return Shape(
        distance, anterior[0, 0], superior[0, 0], step, half_width, inset, right, float(margin)
    )


def tube_shape(points: np.ndarray, *, half_width: float | None = None, right: float = 0.0) -> Shape:
    """Return a tube along an open curve; the rows of `points` are anterior, superior, radius.

    Examples
    --------
    >>> tube = tube_shape(np.array([[0.0, 0.0, 3.0], [10.0, 0.0, 3.0]]))
    >>> zero = np.zeros(2)
    >>> shape_distance(tube, zero, np.array([5.0, 5.0]), np.array([0.0, 5.0])).round(1)
    array([-3.,  2.])
    """
    curve = catmull_rom(points, closed=False, samples=10)
    radius = float(np.max(curve[:, 2]))
    anterior, superior, step = _grid_around(curve[:, 0], curve[:, 1], radius + MARGIN_MM)
    distance = np.full(anterior.shape, np.inf)
    for centre_anterior, centre_superior, centre_radius in curve:
        from_centre = np.sqrt((anterior - centre_anterior) ** 2 + (superior - centre_superior) ** 2)
        distance = np.minimum(distance, from_centre - centre_radius)
    half_width = radius if half_width is None else float(half_width)
    return Shape(distance, anterior[0, 0], superior[0, 0], step, half_width, radius, right)


def shape_distance(
    shape: Shape, right: np.ndarray, anterior: np.ndarray, superior: np.ndarray
) -> np.ndarray:
    """Return the (approximate) signed distance to a shape in mm, negative inside.

    Farther outside than the margin of the shape the distance only says "outside".
    """
    result = np.full(np.shape(anterior), shape.margin)
    index_a = (anterior - shape.anterior_start) / shape.step
    index_s = (superior - shape.superior_start) / shape.step
    count_a, count_s = shape.distance.shape
    offset = np.abs(right - shape.right)
    near = (index_a > 0) & (index_a < count_a - 1) & (index_s > 0) & (index_s < count_s - 1)
    near &= offset < shape.half_width + shape.margin
    in_plane = ndimage.map_coordinates(
        shape.distance, np.stack([index_a[near], index_s[near]]), order=1, mode="nearest"
    )
    # The cross-section is an ellipse in (depth below the outline, offset to the side): its implicit
    # value over its slope is close to a distance, so that layers keep their thickness all around.
    inward = np.maximum(1.0 + in_plane / shape.inset, 1e-6)
    aside = offset[near] / shape.half_width
    radius = np.sqrt(inward**2 + aside**2)
    slope = np.sqrt((inward / shape.inset) ** 2 + (aside / shape.half_width) ** 2) / radius
    result[near] = np.maximum(in_plane, (radius - 1.0) / slope)
    return result


def _grid_around(
    anterior: np.ndarray, superior: np.ndarray, margin: float
) -> tuple[np.ndarray, np.ndarray, float]:
    extent = max(np.ptp(anterior), np.ptp(superior))
    step = 0.5 if extent < 60 else 1.0
    first_a, last_a = np.floor(anterior.min() - margin), np.ceil(anterior.max() + margin)
    first_s, last_s = np.floor(superior.min() - margin), np.ceil(superior.max() + margin)
    axis_a = first_a + step * np.arange(int((last_a - first_a) / step) + 1)
    axis_s = first_s + step * np.arange(int((last_s - first_s) / step) + 1)
    grid_a, grid_s = np.meshgrid(axis_a, axis_s, indexing="ij")
    return grid_a, grid_s, step


def _squared_distance_to_segments(
    anterior: np.ndarray, superior: np.ndarray, curve: np.ndarray
) -> np.ndarray:
    nearest = np.full(anterior.shape, np.inf)
    for (a0, s0), (a1, s1) in zip(curve, np.roll(curve, -1, axis=0), strict=True):
        da, ds = a1 - a0, s1 - s0
        length = max(da * da + ds * ds, 1e-12)
        along = np.clip(((anterior - a0) * da + (superior - s0) * ds) / length, 0.0, 1.0)
        squared = (anterior - a0 - along * da) ** 2 + (superior - s0 - along * ds) ** 2
        np.minimum(nearest, squared, out=nearest)
    return nearest


def _is_inside(anterior: np.ndarray, superior: np.ndarray, curve: np.ndarray) -> np.ndarray:
    inside = np.zeros(anterior.shape, dtype=bool)
    for (a0, s0), (a1, s1) in zip(curve, np.roll(curve, -1, axis=0), strict=True):
        if s0 == s1:
            continue
        crosses = (s0 > superior) != (s1 > superior)
        inside ^= crosses & (anterior < a0 + (superior - s0) * (a1 - a0) / (s1 - s0))
    return inside
