"""T1-weighted picture of the head phantom: signal, coil sensitivity, partial volume and noise."""

import functools

import numpy as np
from scipy import ndimage

from imagephantoms.head import labels as label
from imagephantoms.head.noise import Field, random_stream, sample_field, smooth_field
from imagephantoms.head.tissue import Head, head_depth, tissue_at

# Mean signal and how strongly it varies inside the tissue, in arbitrary units.
SIGNAL: dict[int, tuple[float, float]] = {
    label.AIR: (0.0, 0.0),
    label.SKIN: (175.0, 25.0),
    label.FAT: (325.0, 44.0),
    label.MUSCLE: (122.0, 22.0),
    label.COMPACT_BONE: (26.0, 6.0),
    label.MARROW: (196.0, 46.0),
    label.CSF: (36.0, 7.0),
    label.GREY_MATTER: (124.0, 6.0),
    label.WHITE_MATTER: (218.0, 6.0),
    label.DEEP_GREY: (160.0, 8.0),
    label.CEREBELLAR_GREY: (122.0, 7.0),
    label.CEREBELLAR_WHITE: (215.0, 6.0),
    label.BRAINSTEM: (182.0, 9.0),
    label.SPINAL_CORD: (176.0, 8.0),
    label.MUCOSA: (140.0, 30.0),
    label.TONGUE: (141.0, 20.0),
    label.CARTILAGE: (88.0, 14.0),
    label.DURA: (70.0, 10.0),
    label.GLAND: (165.0, 10.0),
    label.TOOTH: (14.0, 3.0),
    label.EYE: (60.0, 6.0),
    # Only in the volume.
    label.LESION: (330.0, 6.0),
    label.MARKER: (640.0, 4.0),
    label.NERVE: (150.0, 8.0),
    label.LENS: (112.0, 6.0),
}
SUBSAMPLES = 3
PEAK = 700.0
NOISE_SIGMA = 6.0


def render_slice(
    head: Head, right: float, anterior: np.ndarray, superior: np.ndarray, voxel_mm: float = 1.0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the signal and the tissue of one sagittal slice, free of noise.

    The signal comes as two arrays (float64): that of the head coil and that which the coil at the
    nose adds, to be scaled by `nose_gain`.

    `anterior` gives the columns and `superior` the rows, as voxel centres in mm. The signal is the
    mean over 3 x 3 points of every voxel (partial volume); the tissue is that at its centre.
    """
    offsets = (np.arange(SUBSAMPLES) - (SUBSAMPLES - 1) / 2) * voxel_mm / SUBSAMPLES
    fine_a = (anterior[:, np.newaxis] + offsets).ravel()[np.newaxis, :]
    fine_s = (superior[:, np.newaxis] + offsets).ravel()[:, np.newaxis]
    points = np.broadcast_arrays(np.array([[float(right)]]), fine_a, fine_s)
    tissue = tissue_at(head, *points)
    signal = tissue_signal(head, tissue, *points)
    depth = head_depth(head, *points)
    from_head_coil = _to_voxels(signal * head_coil(head, depth, *points))
    from_nose_coil = _to_voxels(signal * nose_coil(head, *points))
    middle = slice(SUBSAMPLES // 2, None, SUBSAMPLES)
    return from_head_coil, from_nose_coil, tissue[middle, middle]


def nose_gain(from_head_coil: np.ndarray, from_nose_coil: np.ndarray) -> float:
    """Return the gain of the nose coil that makes the brightest voxel reach `PEAK`.

    Of the midsagittal slice: the other slices of the same head take the same gain.
    """
    reached = from_nose_coil > 20.0
    return float(np.min((PEAK - from_head_coil[reached]) / from_nose_coil[reached]))


def add_rician_noise(
    signal: np.ndarray, sigma: float | np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Return the magnitude of the signal with Gaussian noise in both channels (float64).

    Examples
    --------
    >>> add_rician_noise(np.array([[3.0, 4.0]]), 0.0, random_stream(1, 0))
    array([[3., 4.]])
    """
    real = signal + sigma * rng.standard_normal(signal.shape)
    imaginary = sigma * rng.standard_normal(signal.shape)
    return np.sqrt(real**2 + imaginary**2)


def _to_voxels(fine: np.ndarray) -> np.ndarray:
    fine = ndimage.gaussian_filter(fine, 0.38 * SUBSAMPLES)
    rows, columns = (count // SUBSAMPLES for count in fine.shape)
    return fine.reshape(rows, SUBSAMPLES, columns, SUBSAMPLES).mean(axis=(1, 3))


def tissue_signal(
    head: Head,
    tissue: np.ndarray,
    right: np.ndarray,
    anterior: np.ndarray,
    superior: np.ndarray,
    *,
    marbling: float = 4.0,
) -> np.ndarray:
    """Return the signal of labelled points with the texture of their tissue, free of noise.

    `marbling` is how bright the fat between the bundles of a muscle shows.
    """
    mean, spread = np.zeros(256), np.zeros(256)
    for value, (level, variation) in SIGNAL.items():
        mean[value], spread[value] = level, variation
    texture = _texture(head, tissue, right, anterior, superior, marbling)
    signal = mean[tissue] + spread[tissue] * texture
    # Fatty marrow of the skull base is brighter than the red marrow of the vertebrae.
    marrow = tissue == label.MARROW
    base = marrow & (anterior > -30.0) & (superior < -14.0)
    spine = marrow & (anterior < -10.0) & (superior < -66.0)
    # The crossing fibres of the ventral pons are less bright than the tracts behind them.
    ventral = np.exp(-(((anterior + 18.0) / 6.5) ** 2) - ((superior + 32.0) / 9.5) ** 2)
    signal = np.where(tissue == label.BRAINSTEM, signal * (1.03 - 0.11 * ventral), signal)
    signal = np.where(base, 1.15 * signal, signal)
    signal = np.where(spine & (anterior > -42.0), 0.82 * signal, signal)
    return np.maximum(signal, 0.0)


@functools.lru_cache(maxsize=2)
def _texture_fields(seed: int) -> tuple[Field, Field]:
    # A volume asks for them slab by slab.
    coarse = smooth_field(random_stream(seed, 41), spacing=5.0, size=48)
    fine = smooth_field(random_stream(seed, 42), spacing=1.3, size=64)
    return coarse, fine


def _texture(
    head: Head,
    tissue: np.ndarray,
    right: np.ndarray,
    anterior: np.ndarray,
    superior: np.ndarray,
    marbling: float,
) -> np.ndarray:
    coarse, fine = _texture_fields(head.seed)
    texture = np.zeros(tissue.shape)
    body = tissue != label.AIR
    points = tuple(part[body] for part in (right, anterior, superior))
    texture[body] = 0.7 * sample_field(coarse, *points) + 0.45 * sample_field(fine, *points)

    # Fibres of the tongue fan out from the chin, those of the neck run down.
    tongue = tissue == label.TONGUE
    r, a, s = (part[tongue] for part in (right, anterior, superior))
    radius, angle = np.hypot(a - 66.0, s + 114.0), np.arctan2(s + 114.0, 66.0 - a)
    streaks = sample_field(fine, r, 34.0 * angle, 0.09 * radius)
    across = sample_field(fine, r + 30.0, 0.12 * a, 0.7 * (s + 0.15 * a))
    near_top = np.clip((radius - 30.0) / 12.0, 0.0, 1.0)
    texture[tongue] += 1.3 * streaks * (1.0 - 0.5 * near_top) + 0.8 * across * near_top
    muscle = tissue == label.MUSCLE
    r, a, s = (part[muscle] for part in (right, anterior, superior))
    streaks = sample_field(fine, r, 0.55 * a + 0.12 * s, 0.10 * s - 0.03 * a)
    # Fat between the bundles shows as few bright lines.
    texture[muscle] += 0.5 * streaks + marbling * np.maximum(streaks - 0.75, 0.0)
    return texture


def head_coil(
    head: Head,
    depth: np.ndarray,
    right: np.ndarray,
    anterior: np.ndarray,
    superior: np.ndarray,
) -> np.ndarray:
    """Return the gain of the head coil: higher below the skin, falling off down the neck.

    `depth` is how deep the points lie below the skin, in mm.
    """
    depth = np.maximum(depth, 0.0)
    below = 1.0 / (1.0 + np.exp((-118.0 - superior) / 14.0))
    near_face = 0.10 * np.exp(-((_to_nose(head, right, anterior, superior) / 70.0) ** 2))
    return (1.16 + 0.12 * np.exp(-depth / 16.0) + near_face) * (0.65 + 0.35 * below)


def nose_coil(
    head: Head, right: np.ndarray, anterior: np.ndarray, superior: np.ndarray
) -> np.ndarray:
    """Return the gain of the coil at the nose, to be scaled by `nose_gain`."""
    return np.exp(-((_to_nose(head, right, anterior, superior) / 24.0) ** 2))


def _to_nose(
    head: Head, right: np.ndarray, anterior: np.ndarray, superior: np.ndarray
) -> np.ndarray:
    nose_a, nose_s = head.nose_tip
    return np.sqrt((anterior - nose_a) ** 2 + (superior - nose_s) ** 2 + right**2)
