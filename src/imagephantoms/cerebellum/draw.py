"""Draw the shapes that cells are made of: tubes, lobed discs and fine dots."""

import numpy as np

from imagephantoms.noise import soft_step


def draw_tubes(canvas: np.ndarray, tubes: np.ndarray, softness: float = 0.9) -> None:
    """Draw tubes with round ends; where they overlap the brighter one shows.

    Parameters
    ----------
    canvas : numpy.ndarray
        float64 (rows, columns), changed in place.
    tubes : numpy.ndarray
        float64 (n, 7): row, column and radius at one end, the same at the other, in pixels, and
        the value to draw.
    softness : float
        Half the width of the edge in pixels.

    Examples
    --------
    >>> canvas = np.zeros((9, 20))
    >>> draw_tubes(canvas, np.array([[4.0, 3.0, 2.0, 4.0, 16.0, 2.0, 0.5]]))
    >>> float(canvas[4, 10]), float(canvas[0, 10])
    (0.5, 0.0)
    """
    for row0, column0, radius0, row1, column1, radius1, value in tubes:
        edge = max(radius0, radius1) + softness
        window = _window(
            canvas.shape,
            min(row0, row1) - edge,
            max(row0, row1) + edge,
            min(column0, column1) - edge,
            max(column0, column1) + edge,
        )
        if window is None:
            continue
        row, column = _grid(window)
        row, column = row - row0, column - column0
        length2 = (row1 - row0) ** 2 + (column1 - column0) ** 2
        along = (row * (row1 - row0) + column * (column1 - column0)) / max(length2, 1e-9)
        along = np.clip(along, 0.0, 1.0)
        row, column = row - along * (row1 - row0), column - along * (column1 - column0)
        inside = radius0 + along * (radius1 - radius0) - np.sqrt(row * row + column * column)
        part = canvas[window]
        np.maximum(part, value * soft_step(inside / softness), out=part)


def lobed_disc(
    shape: tuple[int, int],
    place: tuple[float, float],
    radii: tuple[float, float],
    axis: tuple[float, float],
    lobes: np.ndarray,
) -> tuple[tuple[slice, slice], np.ndarray] | None:
    """Measure the distance to the edge of a somewhat irregular ellipse.

    Parameters
    ----------
    shape : tuple of int
        Rows and columns of the picture.
    place : tuple of float
        Row and column of the centre in pixels.
    radii : tuple of float
        Half axes in pixels, along and across `axis`.
    axis : tuple of float
        Unit vector (row, column).
    lobes : numpy.ndarray
        float64 (5,), how much the radius varies in one (egg), two and three lobes, relative to it.

    Returns
    -------
    window, inside : tuple of slice, numpy.ndarray
        The part of the picture that holds the disc, and how deep each of its pixels lies inside
        the edge, in pixels (negative outside). None if the disc lies outside the picture.

    Examples
    --------
    >>> window, inside = lobed_disc((20, 20), (10, 10), (5, 5), (1.0, 0.0), np.zeros(5))
    >>> round(float(inside.max()), 3), int((inside > 0).sum())
    (5.0, 69)
    """
    reach = max(radii) * (1.0 + float(np.abs(lobes).sum())) + 4.0
    window = _window(shape, place[0] - reach, place[0] + reach, place[1] - reach, place[1] + reach)
    if window is None:
        return None
    row, column = _grid(window)
    row, column = row - place[0], column - place[1]
    u = (row * axis[0] + column * axis[1]) / radii[0]
    v = (column * axis[0] - row * axis[1]) / radii[1]
    length = np.sqrt(u * u + v * v)
    u, v = u / np.maximum(length, 1e-9), v / np.maximum(length, 1e-9)
    # Cosines and sines of the angle, its double and its triple, without calling any.
    border = 1.0 + lobes[0] * u + lobes[1] * (u * u - v * v) + lobes[2] * 2.0 * u * v
    border += lobes[3] * (u * u * u - 3.0 * u * v * v) + lobes[4] * (3.0 * u * u * v - v * v * v)
    mean_radius = 0.5 * (radii[0] + radii[1])
    return window, (border - length) * mean_radius


def draw_dots(
    canvas: np.ndarray,
    place: np.ndarray,
    radii: np.ndarray,
    axis: np.ndarray,
    value: np.ndarray,
) -> None:
    """Draw many small elliptic dots with a flat top; where they overlap the brighter one shows.

    Parameters
    ----------
    canvas : numpy.ndarray
        float64 (rows, columns), changed in place.
    place : numpy.ndarray
        float64 (n, 2), rows and columns of the centres.
    radii : numpy.ndarray
        float64 (n, 2), half axes along and across `axis`, in pixels, at most 7.
    axis : numpy.ndarray
        float64 (n, 2), unit vectors.
    value : numpy.ndarray
        float64 (n,), the value to draw.

    Examples
    --------
    >>> canvas = np.zeros((9, 9))
    >>> one = np.array([[4.0, 4.0]]), np.array([[2.0, 2.0]]), np.array([[1.0, 0.0]])
    >>> draw_dots(canvas, *one, np.array([0.7]))
    >>> float(canvas[4, 4]), float(canvas[0, 0])
    (0.7, 0.0)
    """
    side = int(np.ceil(float(radii.max(initial=1.0)))) + 1
    offset = np.arange(-side, side + 1)
    base = np.floor(place + 0.5).astype(np.intp)
    fraction = place - base
    rows, columns = canvas.shape
    for step_row in offset:
        for step_column in offset:
            row, column = base[:, 0] + step_row, base[:, 1] + step_column
            there = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
            row, column = row[there], column[there]
            away_row = step_row - fraction[there, 0]
            away_column = step_column - fraction[there, 1]
            a, r = axis[there], radii[there]
            u = (away_row * a[:, 0] + away_column * a[:, 1]) / r[:, 0]
            v = (away_column * a[:, 0] - away_row * a[:, 1]) / r[:, 1]
            top = np.clip(1.9 * (1.0 - u * u - v * v), 0.0, 1.0)
            np.maximum.at(canvas, (row, column), value[there] * top)


def _window(
    shape: tuple[int, int], top: float, bottom: float, left: float, right: float
) -> tuple[slice, slice] | None:
    first_row, last_row = max(0, int(np.floor(top))), min(shape[0], int(np.ceil(bottom)) + 1)
    first_column, last_column = max(0, int(np.floor(left))), min(shape[1], int(np.ceil(right)) + 1)
    if first_row >= last_row or first_column >= last_column:
        return None
    return slice(first_row, last_row), slice(first_column, last_column)


def _grid(window: tuple[slice, slice]) -> tuple[np.ndarray, np.ndarray]:
    row = np.arange(window[0].start, window[0].stop, dtype=np.float64)[:, None]
    column = np.arange(window[1].start, window[1].stop, dtype=np.float64)[None, :]
    return row, column
