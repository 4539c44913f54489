"""Where the Purkinje cells lie: a gently curved row between two layers of the cortex."""

from dataclasses import dataclass

import numpy as np

# Bodies and branches are laid out this far beyond the picture, so that some reach into it.
RIM = 170.0


def place_cells(rng: np.random.Generator, shape: tuple[int, int]) -> "Cells":
    """Place the bodies of Purkinje cells in a gently curved row.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the places.
    shape : tuple of int
        Rows and columns of the picture.

    Returns
    -------
    Cells
        The row and the bodies in it, in order of their columns.

    Examples
    --------
    >>> cells = place_cells(np.random.default_rng(1), (300, 400))
    >>> bool((np.diff(cells.place[:, 1]) > 0).all())
    True
    """
    rows, columns = shape
    middle = max(0.225 * rows, 88.0) + min(25.0, 0.02 * rows) * rng.standard_normal()
    tilt = 0.05 * rng.standard_normal()
    bend = 2.4e-5 * rng.standard_normal()
    # In a small picture the row must not run out of it.
    layer = np.array([middle, np.clip(tilt, -0.08, 0.08), np.clip(bend, -4e-5, 4e-5)])
    found = []
    column = -RIM - 40.0 + 160.0 * rng.random()
    while column < columns + RIM:
        found.append(column)
        column += 168.0 + 42.0 * rng.standard_exponential()
    columns_of = np.array(found)
    n = columns_of.size
    row = layer_row(layer, columns_of, columns) + 26.0 * rng.standard_normal(n)
    lean = np.column_stack([np.ones(n), 0.55 * rng.standard_normal(n)])
    lean /= np.sqrt((lean * lean).sum(axis=1))[:, None]
    return Cells(
        layer=layer,
        width=columns,
        place=np.column_stack([np.maximum(row, 40.0), columns_of]),
        radius=69.0 + 6.0 * np.clip(rng.standard_normal(n), -2.0, 2.0),
        lean=lean,
        lobes=rng.standard_normal((n, 5)) * np.array([0.05, 0.05, 0.05, 0.02, 0.02]),
        depth=np.clip(0.5 * rng.standard_normal(n), -1.0, 1.0),
        has_trunk=rng.random(n) < 0.64,
    )


def layer_row(layer: np.ndarray, column: np.ndarray | float, width: int) -> np.ndarray | float:
    """Give the row on which the Purkinje cells lie at a column.

    Parameters
    ----------
    layer : numpy.ndarray
        float64 (3,): the row at the middle column, the slope there, and half the curvature.
    column : numpy.ndarray or float
        Columns in pixels.
    width : int
        Columns of the picture.

    Returns
    -------
    numpy.ndarray or float
        Rows in pixels.

    Examples
    --------
    >>> float(layer_row(np.array([100.0, 0.1, 0.0]), 60.0, 100))
    101.0
    """
    away = column - 0.5 * width
    return layer[0] + layer[1] * away + layer[2] * away * away


@dataclass(frozen=True)
class Cells:
    """Bodies of Purkinje cells, in order of their columns; n of them, lengths in pixels.

    Attributes
    ----------
    layer : numpy.ndarray
        float64 (3,), the row in which they lie; see `layer_row`.
    width : int
        Columns of the picture.
    place : numpy.ndarray
        float64 (n, 2), rows and columns of the centres.
    radius : numpy.ndarray
        float64 (n,).
    lean : numpy.ndarray
        float64 (n, 2), unit vectors towards the dendrites.
    lobes : numpy.ndarray
        float64 (n, 5), irregularity of the outline; see `lobed_disc`.
    depth : numpy.ndarray
        float64 (n,), from -1 to 1: how far from their middles the optical section cuts them.
    has_trunk : numpy.ndarray
        bool (n,), whether their trunk lies in the optical section.
    """

    layer: np.ndarray
    width: int
    place: np.ndarray
    radius: np.ndarray
    lean: np.ndarray
    lobes: np.ndarray
    depth: np.ndarray
    has_trunk: np.ndarray
