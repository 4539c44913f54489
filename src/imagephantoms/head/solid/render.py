"""T1-weighted signal of the head in all three planes, block by block."""

from collections.abc import Callable

import numpy as np
from scipy import ndimage

from imagephantoms.head.noise import random_stream
from imagephantoms.head.render import (
    add_rician_noise,
    head_coil,
    nose_coil,
    nose_gain,
    render_slice,
    tissue_signal,
)
from imagephantoms.head.solid.outlines import Solid
from imagephantoms.head.solid.tissue import solid_tissue

NOISE_SIGMA = 4.5
# Where a voxel is sampled, in voxels from its centre: its centre and the corners of a tetrahedron,
# which lie on two levels along each axis.
SAMPLES = np.array(
    [(0, 0, 0), (-1, -1, -1), (1, 1, -1), (1, -1, 1), (-1, 1, 1)], dtype=np.float64
) * [0.27]  # fmt: skip
BLUR_VOXELS = 0.42

Measure = Callable[[np.ndarray, np.ndarray, tuple], np.ndarray]


def sample_block(
    solid: Solid,
    right: np.ndarray,
    anterior: np.ndarray,
    superior: np.ndarray,
    voxel_mm: tuple[float, float, float],
    measure: Measure,
) -> tuple[np.ndarray, np.ndarray]:
    """Return what a scanner measures in a block of voxels, and the tissue at their centres.

    Parameters
    ----------
    solid : Solid
    right, anterior, superior : numpy.ndarray
        The voxel centres along the three axes of the patient, (counts,) float64 in mm.
    voxel_mm : tuple of float
        The widths of a voxel along the three axes.
    measure : callable
        Gets tissue labels, depths below the skin in mm and points of one shape (count,), returns
        what to measure there.

    Returns
    -------
    values : numpy.ndarray
        (right, anterior, superior) float64, the mean over five points of every voxel.
    tissue : numpy.ndarray
        (right, anterior, superior) uint8.
    """
    shape = (right.size, anterior.size, superior.size)
    total = np.zeros(shape)
    tissue = np.zeros(shape, dtype=np.uint8)
    for number, offset in enumerate(SAMPLES):
        axes = (
            axis + part * width
            for axis, part, width in zip((right, anterior, superior), offset, voxel_mm, strict=True)
        )
        points = tuple(grid.ravel() for grid in np.meshgrid(*axes, indexing="ij"))
        labels, depth = solid_tissue(solid, *points)
        total += measure(labels, depth, points).reshape(shape)
        if number == 0:
            tissue = labels.reshape(shape)
    return total / len(SAMPLES), tissue


def mri_measure(solid: Solid, gain: float) -> Measure:
    """Return the T1-weighted signal as a measure, with the coils' gain; see `midsagittal_gain`."""
    head = solid.head

    def signal(labels: np.ndarray, depth: np.ndarray, points: tuple) -> np.ndarray:
        result = np.zeros(labels.shape)
        body = np.flatnonzero(labels)
        labels, depth = labels[body], depth[body]
        points = tuple(part[body] for part in points)
        coil = head_coil(head, depth, *points)
        # The coil's left half is a little stronger than its right half.
        coil = coil * (1.0 - 0.05 * np.tanh(points[0] / 50.0))
        coil = coil + gain * nose_coil(head, *points)
        result[body] = tissue_signal(head, labels, *points, marbling=1.2) * coil
        return result

    return signal


def midsagittal_gain(solid: Solid) -> float:
    """Return the gain of the nose coil of a head, from its midsagittal slice."""
    anterior, superior = 123.0 - np.arange(256.0), 93.0 - np.arange(256.0)
    from_head_coil, from_nose_coil, _ = render_slice(solid.head, 0.0, anterior, superior)
    return nose_gain(from_head_coil, from_nose_coil)


def render_mri(
    solid: Solid,
    right: np.ndarray,
    anterior: np.ndarray,
    superior: np.ndarray,
    voxel_mm: tuple[float, float, float],
    *,
    stream: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Return a T1-weighted volume with noise, and its tissue, slice by sagittal slice.

    Parameters
    ----------
    solid, right, anterior, superior, voxel_mm
        As in `sample_block`.
    stream : int
        The number of the first slice's random stream; each slice has one of its own.

    Returns
    -------
    image : numpy.ndarray
        (right, anterior, superior) int16, arbitrary units.
    tissue : numpy.ndarray
        (right, anterior, superior) uint8.
    """
    measure = mri_measure(solid, midsagittal_gain(solid))
    shape = (right.size, anterior.size, superior.size)
    image, tissue = np.zeros(shape, dtype=np.int16), np.zeros(shape, dtype=np.uint8)
    # A few slices at a time keep the arrays of points small.
    for first in range(0, right.size, 2):
        block = slice(first, first + 2)
        values, tissue[block] = sample_block(
            solid, right[block], anterior, superior, voxel_mm, measure
        )
        for number, plane in enumerate(values, start=first):
            plane = ndimage.gaussian_filter(plane, BLUR_VOXELS)
            rng = random_stream(solid.head.seed, stream + number)
            # The scanner's filter damps the noise where there is no signal.
            sigma = NOISE_SIGMA * (0.4 + 0.6 * np.clip(plane / 40.0, 0.0, 1.0))
            noisy = add_rician_noise(plane, sigma, rng)
            image[number] = np.floor(noisy + 0.5)
    return image, tissue
