"""The scene behind the pictures of one section: what lies where, in micrometres."""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from imagephantoms.noise import smooth_noise
from imagephantoms.section.fields import GRID_SHAPE, GRID_STEP
from imagephantoms.section.outline import lay_out
from imagephantoms.section.purkinje import draw_purkinje, place_purkinje
from imagephantoms.section.rasterize import Capsules

FIELD_OF_VIEW = (GRID_SHAPE[0] * GRID_STEP, GRID_SHAPE[1] * GRID_STEP)
# The bar is 1 mm long and 22.4 micrometres high: first and last row, first and last column.
SCALE_BAR = (874.22 * GRID_STEP, 878.26 * GRID_STEP, 17.4 * GRID_STEP, 17.4 * GRID_STEP + 1000.0)


def build_scene(seed: int) -> "Scene":
    """Lay out the section of a seed.

    Parameters
    ----------
    seed : int
        0 or more.

    Returns
    -------
    Scene
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    outline = lay_out(rng)
    smooth = ndimage.gaussian_filter(outline.granular, 2.0)
    row, column = np.gradient(smooth)
    length = np.sqrt(np.maximum(row * row + column * column, 1e-12))
    inward = row / length, column / length
    soma = place_purkinje(rng, outline, inward)
    shapes = draw_purkinje(rng, soma, inward)
    gain = (
        1.0
        + 0.09 * smooth_noise(rng, GRID_SHAPE, 110.0)
        + 0.07 * smooth_noise(rng, GRID_SHAPE, 24.0)
    )
    return Scene(
        seed=seed,
        depth=outline.depth,
        granular=outline.granular,
        white=outline.white,
        inward_row=inward[0],
        inward_column=inward[1],
        gain=np.clip(gain, 0.5, 1.5),
        patches=smooth_noise(rng, GRID_SHAPE, 26.0),
        soma=soma,
        purkinje=shapes,
    )


@dataclass(frozen=True)
class Scene:
    """The layers, their lighting and the Purkinje cells of one section.

    Attributes
    ----------
    seed : int
        Seed, also of all that is placed by hashing.
    depth, granular, white : numpy.ndarray
        float64 fields on the coarse grid; see `section_outline.Outline`.
    inward_row, inward_column : numpy.ndarray
        Unit vector towards the granule layer.
    gain : numpy.ndarray
        Uneven staining, about 1.
    patches : numpy.ndarray
        Where meninges are left: mean 0, deviation 1.
    soma : numpy.ndarray
        float64 (n, 2), the Purkinje cells, row and column in micrometres.
    purkinje : Capsules
        The Purkinje cells with their dendrites.
    """

    seed: int
    depth: np.ndarray
    granular: np.ndarray
    white: np.ndarray
    inward_row: np.ndarray
    inward_column: np.ndarray
    gain: np.ndarray
    patches: np.ndarray
    soma: np.ndarray
    purkinje: Capsules
