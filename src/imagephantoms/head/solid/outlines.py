"""The head phantom as a solid: its outlines off the midline, moved as the seed moves the others."""

from typing import NamedTuple

import numpy as np

from imagephantoms.head.anatomy import CONTOURS, PAIRED_CONTOURS
from imagephantoms.head.noise import random_stream
from imagephantoms.head.shapes import contour_shape
from imagephantoms.head.solid.anatomy import (
    CHAINS,
    ELLIPSOIDS,
    MIDDLE_FLOOR,
    ORBIT,
    TENTORIUM,
    WIDTHS,
)
from imagephantoms.head.solid.shapes import (
    Points,
    chain_distance,
    ellipsoid_distance,
    ramp,
    soft_minimum,
)
from imagephantoms.head.tissue import (
    Head,
    deformed,
    distance_to,
    make_head,
    random_waves,
)

FAR_MM = 30.0
EAR_PARTS = ("helix", "antihelix", "ear_lobe", "tragus")


class Solid(NamedTuple):
    """A head with the solids beside its midline, moved as the seed moves the others."""

    head: Head
    chains: dict[str, np.ndarray]
    ellipsoids: dict[str, np.ndarray]
    orbit: np.ndarray
    tentorium: np.ndarray
    middle_floor: np.ndarray
    lesion: np.ndarray
    marker: np.ndarray


def make_solid(seed: int) -> Solid:
    """Return the head of a seed, without lesion or marker."""
    waves = random_waves(random_stream(seed, 1))

    def moved(rows: np.ndarray, first: int) -> np.ndarray:
        rows = np.array(rows, dtype=np.float64)
        rows[:, first : first + 2] = deformed(rows[:, first : first + 2], waves)
        return rows

    # Soft unions need the distance from afar.
    head = make_head(seed)
    shapes = dict(head.shapes)
    for name, (half_width, inset, outline) in CONTOURS.items():
        if name in ("skull", "cavity"):
            shapes[name] = contour_shape(
                moved(outline, 0), half_width=half_width, inset=inset, margin=FAR_MM
            )
    aside, half_width, inset, outline = PAIRED_CONTOURS["temporal"]
    for side, right in (("right", aside), ("left", -aside)):
        shapes[f"temporal_{side}"] = contour_shape(
            moved(outline, 0), half_width=half_width, inset=inset, right=right, margin=FAR_MM
        )
    ellipsoids = moved(np.array(list(ELLIPSOIDS.values())), 1)
    return Solid(
        head=head._replace(shapes=shapes),
        chains={name: moved(rows, 1) for name, rows in CHAINS.items()},
        ellipsoids=dict(zip(ELLIPSOIDS, ellipsoids, strict=True)),
        orbit=moved(ORBIT, 1),
        tentorium=moved(TENTORIUM, 0),
        middle_floor=moved(MIDDLE_FLOOR, 0),
        lesion=np.zeros(4),
        marker=np.zeros((2, 4)),
    )


def skin_distance(solid: Solid, points: Points) -> np.ndarray:
    """Return the signed distance in mm to the skin (with ears), negative inside."""
    right, anterior, superior = points
    heights, widths = np.array(WIDTHS, dtype=np.float64).T
    narrow = right * (76.0 / np.interp(superior, heights, widths))
    head = distance_to(solid.head, "head", (narrow, anterior, superior))
    head = soft_minimum(
        head, distance_to(solid.head, "nose", points), 5.0 * ramp(np.abs(right), 2, 9)
    )
    beside = (np.abs(right), anterior, superior)
    # Cheek bones and the jaw's corner stand out, the eyes lie back.
    head = soft_minimum(head, _ear(solid, beside), 2.0)
    marker = chain_distance(points, solid.marker) if solid.marker[0, 3] > 0 else 9.0
    return np.minimum(head, marker)


def skull_distances(solid: Solid, points: Points, beside: Points) -> tuple[np.ndarray, np.ndarray]:
    """Return the distances to the inner and the outer surface of the skull."""
    head = solid.head
    inner, outer = distance_to(head, "cavity", points), distance_to(head, "skull", points)
    temporal = np.minimum(
        distance_to(head, "temporal_right", points), distance_to(head, "temporal_left", points)
    )
    fill = 32.0 * ramp(beside[0], 14.0, 34.0)
    inner = soft_minimum(inner, temporal - 2.5, fill)
    orbit = chain_distance(beside, solid.orbit)
    inner = np.where(orbit < 9.0, np.maximum(inner, 2.6 - orbit), inner)
    outer = soft_minimum(outer, temporal - 6.0, fill)
    # The bone goes around the cavity everywhere, thinner over the temples.
    temple = ramp(beside[0], 30.0, 50.0) * ramp(points[1], -40.0, 0.0)
    outer = np.where(beside[0] > 8.0, np.minimum(outer, inner - 5.0 + 1.8 * temple), outer)
    return inner, outer


def tentorium_height(solid: Solid, beside: Points) -> np.ndarray:
    """Return how high the tentorium, or the floor of the upper cavity, lies, in mm."""
    anterior, superior = solid.tentorium.T
    height = np.interp(beside[1], anterior, superior)
    height -= 0.14 * np.maximum(beside[0] - 5.0, 0.0) * ramp(-beside[1], 35.0, 60.0)
    anterior, superior = solid.middle_floor.T
    floor = np.minimum(np.interp(beside[1], anterior, superior), height)
    share = ramp(beside[0], 13.0, 18.0) * ramp(-behind_petrous(beside), -1.0, 5.0)
    return height + share * (floor - height)


def behind_petrous(beside: Points) -> np.ndarray:
    """Return how far, in mm, points lie behind the back wall of the petrous bones.

    The wall runs to the side and to the back from the clivus; nearer to the midline it gives way to
    the brainstem.
    """
    aside = beside[0] - 16.0
    return -24.0 - np.where(aside > 0.0, 0.6 * aside, -0.9 * aside) - beside[1]


def chains_distance(solid: Solid, names: tuple[str, ...], beside: Points) -> np.ndarray:
    """Return the distance in mm to the nearest of some chains, negative inside."""
    distance = chain_distance(beside, solid.chains[names[0]])
    for name in names[1:]:
        distance = np.minimum(distance, chain_distance(beside, solid.chains[name]))
    return distance


def solid_ellipsoid(solid: Solid, name: str, beside: Points) -> np.ndarray:
    """Return the distance in mm to an ellipsoid of the head, negative inside."""
    return ellipsoid_distance(beside, solid.ellipsoids[name])


def _ear(solid: Solid, beside: Points) -> np.ndarray:
    # The plate of the ear slants to the side as it goes back.
    slant = (beside[0] - 0.5 * (-23.0 - beside[1]), beside[1], beside[2])
    plate = ellipsoid_distance(slant, solid.ellipsoids["ear_plate"])
    rim = chains_distance(solid, EAR_PARTS, beside)
    flat = np.abs(slant[0] - 76.5) - 1.4
    return np.minimum(np.maximum(plate, flat), rim)
