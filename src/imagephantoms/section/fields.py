"""Fields on the coarse grid of a section: evaluation anywhere, and distances from lines.

A coarse field has its values at the centres of the pixels of the small picture. It is smooth on
that scale, so that pictures of any size can be rendered from it.
"""

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree
from skimage.measure import find_contours

GRID_SHAPE = (929, 1000)
GRID_STEP = 5.55  # micrometres between two points of the coarse grid
DENSE = 0.25  # distance of the points of a densified line, in grid steps
_RIM = 60  # grid steps around the picture in which lines may run


def sample_spline(
    field: np.ndarray, rows: np.ndarray, columns: np.ndarray, step: float = GRID_STEP
) -> np.ndarray:
    """Evaluate a coarse field on a finer grid, smoothly, by a cubic B-spline.

    Parameters
    ----------
    field : numpy.ndarray
        Values at the centres of the cells of the coarse grid.
    rows, columns : numpy.ndarray
        float64, the positions of the fine rows and columns in micrometres.
    step : float
        Distance of the coarse points in micrometres.

    Returns
    -------
    numpy.ndarray
        float64 of shape (rows.size, columns.size).

    Examples
    --------
    >>> flat = np.full((5, 6), 2.5)
    >>> bool(np.allclose(sample_spline(flat, np.arange(3.0), np.arange(4.0), 1.0), 2.5))
    True
    """
    return _spline_along(_spline_along(field, rows / step - 0.5).T, columns / step - 0.5).T


def sample_points(
    field: np.ndarray, rows: np.ndarray, columns: np.ndarray, step: float = GRID_STEP
) -> np.ndarray:
    """Evaluate a coarse field at scattered points, bilinearly.

    Parameters
    ----------
    field : numpy.ndarray
        Values at the centres of the cells of the coarse grid.
    rows, columns : numpy.ndarray
        float64, the positions of the points in micrometres, of equal shape.
    step : float
        Distance of the coarse points in micrometres.

    Returns
    -------
    numpy.ndarray
        float64 of the shape of `rows`.

    Examples
    --------
    >>> field = np.array([[0.0, 2.0], [4.0, 6.0]])
    >>> sample_points(field, np.array([1.0]), np.array([1.0]), 1.0).tolist()
    [3.0]
    """
    row = np.clip(rows / step - 0.5, 0.0, field.shape[0] - 1.000001)
    column = np.clip(columns / step - 0.5, 0.0, field.shape[1] - 1.000001)
    r, c = row.astype(np.intp), column.astype(np.intp)
    fr, fc = row - r, column - c
    upper = field[r, c] * (1.0 - fc) + field[r, c + 1] * fc
    lower = field[r + 1, c] * (1.0 - fc) + field[r + 1, c + 1] * fc
    return upper * (1.0 - fr) + lower * fr


def densify(line: np.ndarray, step: float) -> np.ndarray:
    """Put points at even distances along a line; further columns are interpolated as well.

    Examples
    --------
    >>> densify(np.array([[0.0, 0.0, 5.0], [0.0, 3.0, 8.0]]), 1.0)[:, 1:].tolist()
    [[0.0, 5.0], [1.0, 6.0], [2.0, 7.0], [3.0, 8.0]]
    """
    run = np.diff(line[:, :2], axis=0)
    along = np.concatenate([[0.0], np.cumsum(np.sqrt((run * run).sum(axis=1)))])
    n = max(int(along[-1] / step), 1)
    at = np.arange(n + 1) * (along[-1] / n)
    return np.stack([np.interp(at, along, line[:, k]) for k in range(line.shape[1])], axis=1)


def grid() -> tuple[np.ndarray, np.ndarray]:
    return np.mgrid[0 : GRID_SHAPE[0], 0 : GRID_SHAPE[1]].astype(np.float64)


def distance_to(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distance of every grid point from the nearest of many points, and that one's number.

    Far from the points the nearest is sought among those that represent a cell of the grid and its
    eight neighbours, which is quicker than a tree and off by less than 0.02 grid steps.
    """
    row, column = grid()
    padded = (GRID_SHAPE[0] + 2 * _RIM, GRID_SHAPE[1] + 2 * _RIM)
    cell = np.clip(np.rint(points[:, :2]) + _RIM, 1, np.array(padded) - 2).astype(np.intp)
    member = np.full(padded, -1, dtype=np.intp)
    member[cell[:, 0], cell[:, 1]] = np.arange(len(points))
    seed = ndimage.distance_transform_edt(member < 0, return_distances=False, return_indices=True)
    seed = seed[:, _RIM:-_RIM, _RIM:-_RIM]
    best = np.full(GRID_SHAPE, np.inf)
    nearest = np.zeros(GRID_SHAPE, dtype=np.intp)
    for down in (0, -1, 1):
        for right in (0, -1, 1):
            one = member[seed[0] + down, seed[1] + right]
            squared = (points[one, 0] - row) ** 2 + (points[one, 1] - column) ** 2
            closer = (one >= 0) & (squared < best)
            best[closer] = squared[closer]
            nearest[closer] = one[closer]
    distance = np.sqrt(best)
    near = distance < 6.0
    close = np.stack([row[near], column[near]], axis=1)
    distance[near], nearest[near] = cKDTree(points[:, :2]).query(close)
    return distance, nearest


def signed_distance(implicit: np.ndarray) -> np.ndarray:
    """Distance in grid steps from the zero line, positive where the function is positive."""
    lines = [densify(line, DENSE) for line in find_contours(implicit, 0.0) if len(line) > 12]
    distance, _ = distance_to(np.concatenate(lines))
    return np.where(implicit > 0.0, distance, -distance)


def inside(polygon: np.ndarray) -> np.ndarray:
    """Mark the grid points inside a polygon, by counting crossings along each row."""
    after = np.roll(polygon, -1, axis=0)
    crossings = np.zeros((GRID_SHAPE[0], GRID_SHAPE[1] + 1), dtype=np.int64)
    for (r0, c0), (r1, c1) in zip(polygon, after, strict=True):
        low, high = sorted((r0, r1))
        rows = np.arange(max(int(np.ceil(low)), 0), min(int(np.ceil(high)), GRID_SHAPE[0]))
        if rows.size:
            column = c0 + (rows - r0) * (c1 - c0) / (r1 - r0)
            np.add.at(crossings, (rows, np.clip(np.ceil(column), 0, GRID_SHAPE[1]).astype(int)), 1)
    return np.cumsum(crossings, axis=1)[:, :-1] % 2 == 1


def largest_part(mask: np.ndarray) -> np.ndarray:
    parts, n = ndimage.label(mask)
    size = np.bincount(parts.ravel(), minlength=n + 1)
    size[0] = 0
    return parts == np.argmax(size)


def _spline_along(field: np.ndarray, position: np.ndarray) -> np.ndarray:
    index = np.floor(position)
    f = position - index
    index = index.astype(np.intp)
    weights = (
        (1.0 - f) ** 3 / 6.0,
        (3.0 * f**3 - 6.0 * f**2 + 4.0) / 6.0,
        (-3.0 * f**3 + 3.0 * f**2 + 3.0 * f + 1.0) / 6.0,
        f**3 / 6.0,
    )
    last = field.shape[0] - 1
    out = np.zeros((position.size, field.shape[1]))
    for k, weight in enumerate(weights):
        out += weight[:, None] * field[np.clip(index + k - 1, 0, last)]
    return out
