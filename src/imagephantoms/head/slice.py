"""A synthetic T1-weighted MRI head: one midsagittal slice with its truth."""

from typing import NamedTuple

import numpy as np

from imagephantoms.arguments import checked_seed
from imagephantoms.head.dicom_file import write_head_dicom
from imagephantoms.head.labels import BRAIN_LABELS, TISSUE_NAMES
from imagephantoms.head.noise import random_stream
from imagephantoms.head.render import (
    NOISE_SIGMA,
    add_rician_noise,
    nose_gain,
    render_slice,
)
from imagephantoms.head.tissue import make_head

__all__ = [
    "BRAIN_LABELS",
    "TISSUE_NAMES",
    "HeadSlice",
    "make_head_slice",
    "write_head_dicom",
]

SLICE_SHAPE = (256, 256)
ANTERIOR_MM = 123.0
SUPERIOR_MM = 93.0
HIGHEST_VALUE = 4095


def make_head_slice(seed: int = 2026) -> "HeadSlice":
    """Return the midsagittal slice of the head of a seed, as a T1-weighted (MPRAGE) picture.

    The nose points to the left, the vertex up; voxels are 1 mm wide. The anatomy is invented and
    shows no person. The same seed gives the same arrays.

    Parameters
    ----------
    seed : int
        Not negative. Other seeds give heads of somewhat other shapes, with other folds.

    Returns
    -------
    HeadSlice
        Picture, tissue labels, brain mask and geometry.

    Raises
    ------
    ValueError
        If `seed` is not an integer from 0 up.

    Examples
    --------
    >>> head_slice = make_head_slice(2026)
    >>> head_slice.image.shape, head_slice.image.dtype
    ((256, 256), dtype('uint16'))
    >>> TISSUE_NAMES[int(head_slice.tissue[0, 0])]
    'air'
    """
    seed = checked_seed(seed)
    head = make_head(seed)
    anterior = ANTERIOR_MM - np.arange(SLICE_SHAPE[1], dtype=np.float64)
    superior = SUPERIOR_MM - np.arange(SLICE_SHAPE[0], dtype=np.float64)
    from_head_coil, from_nose_coil, tissue = render_slice(head, 0.0, anterior, superior)
    signal = from_head_coil + nose_gain(from_head_coil, from_nose_coil) * from_nose_coil
    noisy = add_rician_noise(signal, NOISE_SIGMA, random_stream(seed, 50))
    image = np.clip(np.floor(noisy + 0.5), 0, HIGHEST_VALUE).astype(np.uint16)
    affine = np.array(
        [
            [0.0, 0.0, 1.0, 0.0],
            [0.0, -1.0, 0.0, ANTERIOR_MM],
            [-1.0, 0.0, 0.0, SUPERIOR_MM],
            [0.0, 0.0, 0.0, 1.0],
        ]
    )
    return HeadSlice(image, tissue, np.isin(tissue, BRAIN_LABELS), affine, seed)


class HeadSlice(NamedTuple):
    """A sagittal slice of a head phantom with its truth.

    Attributes
    ----------
    image : numpy.ndarray
        (256, 256) uint16, arbitrary units.
    tissue : numpy.ndarray
        (256, 256) uint8, the tissue at the centre of each voxel, named in `TISSUE_NAMES`.
    brain : numpy.ndarray
        (256, 256) bool, the labels in `BRAIN_LABELS`: grey and white matter of the cerebrum with
        the corpus callosum, fornix and optic chiasm, thalamus and hypothalamus, grey and white
        matter of the cerebellum, and the brainstem down to the foramen magnum. Not in it: spinal
        cord, pituitary and pineal gland, ventricles, cerebrospinal fluid in the sulci, dura.
    affine : numpy.ndarray
        (4, 4) float64, from (row, column, slice, 1) to (right, anterior, superior, 1) in mm.
    seed : int
        The seed it was made from.
    """

    image: np.ndarray
    tissue: np.ndarray
    brain: np.ndarray
    affine: np.ndarray
    seed: int
