"""Smooth random fields of the head phantom, defined everywhere in patient millimetres.

A field is a periodic lattice of cubic B-spline coefficients: it can be evaluated at any point, so
that the same seed gives the same anatomy on every voxel grid.
"""

from typing import NamedTuple

import numpy as np
from scipy import ndimage


class Field(NamedTuple):
    """A periodic random field: spline coefficients and the spacing of their lattice in mm."""

    coefficients: np.ndarray
    spacing: float


def random_stream(seed: int, number: int) -> np.random.Generator:
    """Return the generator number `number` of a seed, independent of the other numbers."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, number])))


def smooth_field(rng: np.random.Generator, *, spacing: float, size: int = 32) -> Field:
    """Return noise of mean 0 and standard deviation 1 whose bumps are about 3 `spacing` wide.

    Examples
    --------
    >>> field = smooth_field(random_stream(1, 0), spacing=5.0, size=8)
    >>> once, again = sample_field(field, np.zeros(2), np.array([0.0, 40.0]), np.zeros(2))
    >>> bool(np.isclose(once, again))
    True
    """
    lattice = rng.standard_normal((size, size, size))
    lattice = ndimage.gaussian_filter(lattice, 0.8, mode="wrap")
    return _as_field(lattice, spacing)


def labyrinth_field(
    rng: np.random.Generator, *, wavelength: float, spacing: float, size: int = 64
) -> Field:
    """Return a field whose zero surfaces are evenly spaced winding sheets, half a wavelength apart.

    Filtering to a narrow band and saturating in turn is a cheap reaction-diffusion: the random
    start settles into stripes of an even width, as the folds of a cortex do.
    """
    # Each Laplacian raises the power of k by two; with three of them the band-pass
    # k**6 exp(-sigma**2 k**2 / 2) has its peak at sigma k = sqrt(6).
    sigma = wavelength * np.sqrt(6.0) / (2.0 * np.pi) / spacing
    lattice = rng.standard_normal((size, size, size))
    for _ in range(6):
        lattice = ndimage.gaussian_filter(lattice, sigma, mode="wrap", truncate=3.5)
        for _ in range(3):
            lattice = -ndimage.laplace(lattice, mode="wrap")
        lattice = np.tanh(1.5 * lattice / lattice.std())
    lattice = ndimage.gaussian_filter(lattice, 0.35 * sigma, mode="wrap")
    return _as_field(lattice, spacing)


def sample_field(
    field: Field, right: np.ndarray, anterior: np.ndarray, superior: np.ndarray
) -> np.ndarray:
    """Return the values of a field at points in mm (arrays of one shape, float64)."""
    indices = np.stack([right, anterior, superior]) / field.spacing
    return ndimage.map_coordinates(
        field.coefficients, indices, order=3, mode="grid-wrap", prefilter=False
    )


def _as_field(lattice: np.ndarray, spacing: float) -> Field:
    lattice = (lattice - lattice.mean()) / lattice.std()
    return Field(ndimage.spline_filter(lattice, order=3, mode="grid-wrap"), float(spacing))
