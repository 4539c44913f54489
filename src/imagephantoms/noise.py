"""Smooth and grainy random fields, the same on every machine for the same generator state."""

import numpy as np
from scipy import ndimage

# The mean over all positions of the summed squares of the four cubic B-spline weights; the square
# of this number is the variance that is left in two dimensions.
_BSPLINE_POWER = 151.0 / 315.0


def _bspline_weights(n: int, scale: float) -> tuple[np.ndarray, list[np.ndarray]]:
    position = np.arange(n, dtype=np.float64) / scale
    index = np.floor(position).astype(np.intp)
    f = position - index
    weights = [
        (1.0 - f) ** 3 / 6.0,
        (3.0 * f**3 - 6.0 * f**2 + 4.0) / 6.0,
        (-3.0 * f**3 + 3.0 * f**2 + 3.0 * f + 1.0) / 6.0,
        f**3 / 6.0,
    ]
    return index, weights


def smooth_noise(rng: np.random.Generator, shape: tuple[int, int], scale: float) -> np.ndarray:
    """Draw a smooth random field by a cubic B-spline over a coarse grid of normal deviates.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the deviates.
    shape : tuple of int
        Rows and columns of the field.
    scale : float
        Distance of the coarse grid points in pixels; structures are about twice as wide.

    Returns
    -------
    numpy.ndarray
        float64 field of the given shape, mean 0 and standard deviation about 1.

    Examples
    --------
    >>> field = smooth_noise(np.random.default_rng(1), (40, 60), 5.0)
    >>> field.shape, field.dtype.name
    ((40, 60), 'float64')
    """
    row_index, row_weights = _bspline_weights(shape[0], scale)
    column_index, column_weights = _bspline_weights(shape[1], scale)
    coarse = rng.standard_normal((row_index[-1] + 4, column_index[-1] + 4))
    tall = np.zeros((shape[0], coarse.shape[1]))
    for k, weight in enumerate(row_weights):
        tall += weight[:, None] * coarse[row_index + k]
    # Columns are taken as rows of the transpose: gathering whole rows is far quicker in memory.
    wide = np.zeros(shape)
    for k, weight in enumerate(column_weights):
        wide += weight * tall[:, column_index + k]
    wide /= _BSPLINE_POWER
    return wide


def grain(rng: np.random.Generator, shape: tuple[int, int], sigma: float) -> np.ndarray:
    """Draw white noise blurred by a Gaussian and scaled back to standard deviation 1.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the deviates.
    shape : tuple of int
        Rows and columns of the field.
    sigma : float
        Standard deviation of the Gaussian in pixels, at least 0.5.

    Returns
    -------
    numpy.ndarray
        float64 field of the given shape, mean 0 and standard deviation about 1.

    Examples
    --------
    >>> bool(abs(grain(np.random.default_rng(1), (200, 200), 1.5).std() - 1) < 0.1)
    True
    """
    field = ndimage.gaussian_filter(rng.standard_normal(shape), sigma, truncate=3.0)
    # The gain is the summed squares of the sampled kernel, exact also for a narrow Gaussian.
    impulse = np.zeros(2 * int(3.0 * sigma + 0.5) + 3)
    impulse[impulse.size // 2] = 1.0
    kernel = ndimage.gaussian_filter1d(impulse, sigma, truncate=3.0)
    field /= float((kernel * kernel).sum())
    return field


def soft_step(value: np.ndarray) -> np.ndarray:
    """Rise smoothly from 0 at -1 to 1 at +1 (a cubic, so no library's exponential is needed)."""
    t = np.clip(0.5 * (value + 1.0), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def bump(value: np.ndarray) -> np.ndarray:
    """Be 1 at 0 and fall smoothly to 0 at -1 and +1."""
    t = np.maximum(1.0 - value * value, 0.0)
    return t * t
