"""From amounts of stain to the grey levels of a colour picture, and back."""

import numpy as np
from scipy import ndimage

from imagephantoms.noise import grain

# Red, green and blue of a full amount of each stain. The last one is brighter than a picture can
# show, so that chromocentres saturate, as they do in many a micrograph.
STAINS = (
    (255.0, 56.0, 104.0),
    (104.0, 229.0, 8.0),
    (6.0, 74.0, 280.0),
)
BACKGROUND = (2.0, 2.0, 2.0)


def render(rng: np.random.Generator, amounts: np.ndarray) -> np.ndarray:
    """Mix the stains into colours as a detector does, with its blur and noise.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the noise.
    amounts : numpy.ndarray
        float64 (rows, columns, 3), amount of each stain, 0 to 1.

    Returns
    -------
    numpy.ndarray
        uint8 (rows, columns, 3), red, green and blue.

    Notes
    -----
    The light of each channel is the sum over the stains of amount times colour, plus a background.
    The number of photons follows Poisson's law, so the variance of the noise rises in proportion to
    the light; at these numbers a normal deviate serves. Noise of neighbouring pixels is alike, for
    the scan oversamples.

    Examples
    --------
    >>> image = render(np.random.default_rng(1), np.zeros((8, 9, 3)))
    >>> image.shape, image.dtype.name, bool(image.max() < 40)
    ((8, 9, 3), 'uint8', True)
    """
    shape = amounts.shape[:2]
    image = np.empty((*shape, 3), dtype=np.uint8)
    blurred = []
    for k in range(3):
        amount = ndimage.gaussian_filter(amounts[..., k], 0.55, truncate=3.0)
        spread = np.sqrt(amount)
        amount += spread * (0.05 * grain(rng, shape, 0.9) + 0.05 * grain(rng, shape, 2.4))
        blurred.append(amount)
    for channel in range(3):
        light = np.full(shape, BACKGROUND[channel])
        for stain in range(3):
            light += blurred[stain] * STAINS[stain][channel]
        light += np.sqrt(2.0 + 0.25 * np.maximum(light, 0.0)) * grain(rng, shape, 0.6)
        image[..., channel] = np.clip(np.floor(light + 0.5), 0.0, 255.0).astype(np.uint8)
    return image


def unmix(image: np.ndarray) -> np.ndarray:
    """Estimate the amount of each stain in every pixel by linear least squares.

    Three channels and three stains make this the solution of three equations, by Cramer's rule.

    Parameters
    ----------
    image : numpy.ndarray
        uint8 or float64 (rows, columns, 3), red, green and blue.

    Returns
    -------
    numpy.ndarray
        float64 (rows, columns, 3), amount of each stain; noise makes some of them negative.

    Raises
    ------
    ValueError
        If the image has no three channels.

    Examples
    --------
    >>> colour = np.array([[[2.0 + 104.0, 2.0 + 229.0, 2.0 + 8.0]]])
    >>> (unmix(colour).round(6) + 0.0).tolist()
    [[[0.0, 1.0, 0.0]]]
    """
    if image.ndim != 3 or image.shape[2] != 3:
        raise ValueError(
            f"The image has the shape {image.shape}; (rows, columns, 3) is expected. "
            "Pass a colour picture."
        )
    a, b, c = STAINS
    light = [image[..., channel].astype(np.float64) - BACKGROUND[channel] for channel in range(3)]
    crosses = _cross(b, c), _cross(c, a), _cross(a, b)
    volume = sum(a[i] * crosses[0][i] for i in range(3))
    return np.stack(
        [sum(light[i] * cross[i] for i in range(3)) / volume for cross in crosses], axis=-1
    )


def _cross(p: tuple[float, ...], q: tuple[float, ...]) -> tuple[float, float, float]:
    return (
        p[1] * q[2] - p[2] * q[1],
        p[2] * q[0] - p[0] * q[2],
        p[0] * q[1] - p[1] * q[0],
    )
