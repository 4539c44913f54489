"""The layers of a sagittal section of cerebellum, as distances from their borders."""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage
from skimage.morphology import skeletonize

from imagephantoms.noise import smooth_noise
from imagephantoms.section.fields import (
    GRID_SHAPE,
    GRID_STEP,
    distance_to,
    largest_part,
    signed_distance,
)
from imagephantoms.section.plan import MOLECULAR, ROUNDING, best_plan


def lay_out(rng: np.random.Generator) -> "Outline":
    """Draw the outline of the section and of its layers.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of all that differs from seed to seed.

    Returns
    -------
    Outline
        Signed distances on the coarse grid.
    """
    plan = best_plan(rng)
    tissue = _tissue(plan.envelope(), np.concatenate(plan.fissures))
    depth = _surface(rng, _round_off(tissue, ROUNDING))
    thickness = MOLECULAR * (1.0 + 0.07 * smooth_noise(rng, GRID_SHAPE, 45.0))
    granular = signed_distance(_round_off(depth - thickness, 11.0))
    white = _white_matter(rng, granular, plan.radius_fraction())
    return Outline(
        depth=depth * GRID_STEP,
        granular=granular * GRID_STEP,
        white=white * GRID_STEP,
    )


def _surface(rng: np.random.Generator, tissue: np.ndarray) -> np.ndarray:
    """Keep the largest piece of the tissue and roughen its surface a little."""
    depth = np.where(largest_part(tissue > 0.0), tissue, np.minimum(tissue, -8.0))
    fringe = 0.9 * smooth_noise(rng, GRID_SHAPE, 16.0) + 0.25 * smooth_noise(rng, GRID_SHAPE, 5.0)
    return signed_distance(depth + 0.5 * fringe)


def _round_off(implicit: np.ndarray, radius: float) -> np.ndarray:
    """Round the convex corners of a region: a morphological opening by distances."""
    inside = signed_distance(signed_distance(implicit) - radius)
    return inside + radius


def _tissue(envelope: np.ndarray, cracks: np.ndarray) -> np.ndarray:
    distance, nearest = distance_to(cracks)
    return np.minimum(signed_distance(envelope), distance - cracks[nearest, 2])


def _white_matter(
    rng: np.random.Generator, granular: np.ndarray, fraction: np.ndarray
) -> np.ndarray:
    """White matter fills the core and runs along the middle of every folium, ever thinner."""
    ridge = skeletonize(ndimage.gaussian_filter(granular, 4.0) > 6.0) & (granular > 21.0)
    points = np.stack(np.nonzero(ridge), axis=1).astype(np.float64)
    distance, _ = distance_to(points)
    width = np.interp(fraction, [0.1, 0.3, 0.55, 0.8, 1.0], [18.0, 9.5, 7.0, 4.0, 1.5])
    width *= np.maximum(1.0 + 0.2 * smooth_noise(rng, GRID_SHAPE, 15.0), 0.4)
    thickness = np.interp(fraction, [0.1, 0.3, 0.5, 0.8], [31.0, 44.0, 62.0, 80.0])
    thickness *= 1.0 + 0.1 * smooth_noise(rng, GRID_SHAPE, 30.0)
    core = ndimage.gaussian_filter(granular, 9.0) - thickness
    # Granule cells always line the Purkinje cells, so the white matter stays clear of them.
    white = np.minimum(np.maximum(width - distance, core), granular - 10.0)
    return ndimage.gaussian_filter(white, 2.5)


@dataclass(frozen=True)
class Outline:
    """The layers of a section as signed distances in micrometres, on the coarse grid.

    Attributes
    ----------
    depth : numpy.ndarray
        float64, distance from the surface (pia), positive in the tissue.
    granular : numpy.ndarray
        Distance from the line of the Purkinje cells, positive in granule layer and white matter.
    white : numpy.ndarray
        Distance from the border of the white matter, roughly, positive inside.
    """

    depth: np.ndarray
    granular: np.ndarray
    white: np.ndarray
