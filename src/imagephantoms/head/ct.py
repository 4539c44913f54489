"""A small CT series of the head phantom: axial slices in Hounsfield units, with their truth."""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from imagephantoms.head import labels as label
from imagephantoms.head.noise import random_stream, sample_field
from imagephantoms.head.solid.render import sample_block
from imagephantoms.head.volume import checked_integer, make_patient

SLICES, ROWS, COLUMNS = 12, 128, 128
PIXEL_MM, SPACING_MM, THICKNESS_MM = 2.0, 11.0, 5.0
CENTRE_MM = (0.0, -4.0, 9.5)
NOISE_HU = 6.0
LOWEST_HU, HIGHEST_HU = -1024, 3071

# Mean and how strongly it varies inside the tissue, in Hounsfield units.
HOUNSFIELD: dict[int, tuple[float, float]] = {
    label.AIR: (-1000.0, 0.0),
    label.SKIN: (20.0, 10.0),
    label.FAT: (-100.0, 8.0),
    label.MUSCLE: (55.0, 6.0),
    label.COMPACT_BONE: (1300.0, 90.0),
    label.MARROW: (350.0, 90.0),
    label.CSF: (8.0, 2.0),
    label.GREY_MATTER: (39.0, 1.5),
    label.WHITE_MATTER: (29.0, 1.5),
    label.DEEP_GREY: (38.0, 1.5),
    label.CEREBELLAR_GREY: (39.0, 1.5),
    label.CEREBELLAR_WHITE: (30.0, 1.5),
    label.BRAINSTEM: (32.0, 1.5),
    label.SPINAL_CORD: (33.0, 1.5),
    label.MUCOSA: (45.0, 6.0),
    label.TONGUE: (50.0, 6.0),
    label.CARTILAGE: (70.0, 12.0),
    label.DURA: (55.0, 4.0),
    label.GLAND: (35.0, 8.0),
    label.TOOTH: (2000.0, 100.0),
    label.EYE: (8.0, 2.0),
    label.LESION: (68.0, 1.5),
    label.MARKER: (-60.0, 2.0),
    label.NERVE: (30.0, 3.0),
    label.LENS: (70.0, 3.0),
}


def make_head_ct(seed: int = 2026) -> "HeadCt":
    """Return the head of a seed as axial CT slices.

    It is the head of `make_head_volume` of the same seed, with the same lesion (as a bleeding) and
    the same marker (of oil), at the same coordinates.

    Parameters
    ----------
    seed : int
        Not negative.

    Returns
    -------
    HeadCt
        Slices in Hounsfield units, tissue labels, affine.

    Raises
    ------
    ValueError
        If `seed` is not an integer from 0 up.

    Examples
    --------
    >>> HOUNSFIELD[label.FAT][0]
    -100.0
    """
    seed = checked_integer("seed", seed, 0, None, "2026")
    solid, _, _ = make_patient(seed)
    mean, spread = np.zeros(256), np.zeros(256)
    for value, (level, variation) in HOUNSFIELD.items():
        mean[value], spread[value] = level, variation
    field = solid.head.thickness

    def measure(labels: np.ndarray, depth: np.ndarray, points: tuple) -> np.ndarray:
        del depth
        texture = sample_field(field, *(3.0 * part for part in points))
        return mean[labels] + spread[labels] * np.clip(texture, -2.0, 2.0)

    # The rows go to the back and the columns to the left, the slices up.
    superior = CENTRE_MM[2] + SPACING_MM * (np.arange(SLICES) - (SLICES - 1) / 2)
    anterior = CENTRE_MM[1] - PIXEL_MM * (np.arange(ROWS) - (ROWS - 1) / 2)
    right = CENTRE_MM[0] - PIXEL_MM * (np.arange(COLUMNS) - (COLUMNS - 1) / 2)
    image = np.zeros((SLICES, ROWS, COLUMNS), dtype=np.int16)
    tissue = np.zeros(image.shape, dtype=np.uint8)
    for number in range(SLICES):
        values, labels = sample_block(
            solid,
            right,
            anterior,
            superior[number : number + 1],
            (PIXEL_MM, PIXEL_MM, THICKNESS_MM),
            measure,
        )
        plane = ndimage.gaussian_filter(values[:, :, 0].T, 0.4)
        noise = random_stream(seed, 600 + number).standard_normal(plane.shape)
        noise = ndimage.gaussian_filter(noise, 0.5)
        plane = plane + NOISE_HU / noise.std() * noise
        image[number] = np.clip(np.floor(plane + 0.5), LOWEST_HU, HIGHEST_HU)
        tissue[number] = labels[:, :, 0].T
    affine = np.zeros((4, 4))
    affine[2, 0], affine[1, 1], affine[0, 2] = SPACING_MM, -PIXEL_MM, -PIXEL_MM
    affine[:, 3] = right[0], anterior[0], superior[0], 1.0
    return HeadCt(image, tissue, affine, seed)


@dataclass(frozen=True, eq=False)
class HeadCt:
    """Axial CT slices of a head phantom with their truth.

    Attributes
    ----------
    image : numpy.ndarray
        (12, 128, 128) int16, Hounsfield units: slice (upwards), row, column.
    tissue : numpy.ndarray
        (12, 128, 128) uint8, the tissue at the centre of each voxel, named in
        `head_labels.VOLUME_TISSUE_NAMES`.
    affine : numpy.ndarray
        (4, 4) float64, from (slice, row, column, 1) to (right, anterior, superior, 1) in mm.
    seed : int
        The seed it was made from.
    """

    image: np.ndarray
    tissue: np.ndarray
    affine: np.ndarray
    seed: int
