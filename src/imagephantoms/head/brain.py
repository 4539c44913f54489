"""Folded cortex and cerebellum of the head phantom, as functions of a point in millimetres."""

from typing import NamedTuple

import numpy as np

from imagephantoms.head.labels import (
    CEREBELLAR_GREY,
    CEREBELLAR_WHITE,
    CSF,
    GREY_MATTER,
    WHITE_MATTER,
)
from imagephantoms.head.noise import (
    Field,
    labyrinth_field,
    random_stream,
    sample_field,
    smooth_field,
)
from imagephantoms.head.shapes import Shape, shape_distance

HEMISPHERE_CENTRE = (0.0, -12.0, 4.0)
STEP_MM = 0.4
HULL_GROWTH_MM = 1.0


class Folds(NamedTuple):
    """The random fields behind the folds, and the seed's own numbers."""

    sulci: Field
    dimples: Field
    slow: Field
    quick: Field
    cingulate_mm: float
    lobule_phase: float


class Hull(NamedTuple):
    """The smooth surface around the cerebrum: its lobes, as far as the cranial cavity has room."""

    lobes: tuple[Shape, ...]
    cavity: Shape


def make_folds(seed: int) -> Folds:
    """Return the folds of one head."""
    rng = random_stream(seed, 20)
    return Folds(
        sulci=labyrinth_field(random_stream(seed, 21), wavelength=23.0, spacing=3.5, size=64),
        dimples=labyrinth_field(random_stream(seed, 22), wavelength=14.0, spacing=2.6, size=72),
        slow=smooth_field(random_stream(seed, 23), spacing=10.0),
        quick=smooth_field(random_stream(seed, 24), spacing=4.0, size=64),
        cingulate_mm=float(rng.uniform(11.5, 14.0)),
        lobule_phase=float(rng.uniform(-0.12, 0.12)),
    )


def cerebrum_labels(
    folds: Folds,
    hull: Hull,
    core: Shape,
    named_sulci: tuple[Shape, ...],
    right: np.ndarray,
    anterior: np.ndarray,
    superior: np.ndarray,
) -> np.ndarray:
    """Return CSF, grey or white matter for points inside the hull of the cerebrum (uint8)."""
    depth = HULL_GROWTH_MM - hull_distance(hull, right, anterior, superior)
    from_core = shape_distance(core, right, anterior, superior)
    slow = sample_field(folds.slow, right, anterior, superior)
    quick = sample_field(folds.quick, right, anterior, superior)

    # The falx leans to the left above the corpus callosum: a plane through the midline structures
    # then runs through the medial gyri of the right hemisphere, as most midsagittal slices do.
    lean = np.clip(from_core / 6.0, 0.0, 1.0)
    fissure = -7.0 * lean + 1.2 * slow * lean
    from_fissure = np.where(from_core > 0.0, np.abs(right - fissure) - 0.8, 40.0)
    opening = np.minimum(depth, from_fissure)
    fold = fold_distance(
        folds, hull, core, named_sulci, fissure, opening, right, anterior, superior
    )
    callosal = _rounded(np.abs(from_core - 0.4) + 0.25, np.maximum(np.abs(right) - 9.0, 0.0))
    to_csf = np.minimum(np.minimum(fold, opening), callosal - 0.5)
    thickness = 2.4 + 0.3 * quick
    labels = np.where(to_csf < thickness, GREY_MATTER, WHITE_MATTER)
    labels = np.where(to_csf < 0.0, CSF, labels)
    return labels.astype(np.uint8)


def fold_distance(
    folds: Folds,
    hull: Hull,
    core: Shape,
    named_sulci: tuple[Shape, ...],
    fissure: np.ndarray | float,
    opening: np.ndarray,
    right: np.ndarray,
    anterior: np.ndarray,
    superior: np.ndarray,
) -> np.ndarray:
    """Return the distance in mm to the nearest sulcus, negative inside.

    `fissure` is where the fissure between the hemispheres lies (right, in mm), `opening` how deep
    below the surface or the fissure the points lie.
    """
    depth = HULL_GROWTH_MM - hull_distance(hull, right, anterior, superior)
    from_core = shape_distance(core, right, anterior, superior)
    slow = sample_field(folds.slow, right, anterior, superior)
    quick = sample_field(folds.quick, right, anterior, superior)
    stations = _stations(hull, right, anterior, superior)
    sheet = _sheet_distance(folds.sulci, stations)
    sulcus_depth = 13.0 + 4.0 * slow
    # The cingulate gyrus runs unbroken around the corpus callosum, bounded by its own sulcus.
    callosal_gap = folds.cingulate_mm - 2.5 - from_core
    medial = np.maximum(np.abs(right - fissure) - 14.0, 0.0)
    sheet = _rounded(sheet, np.maximum(opening - sulcus_depth, callosal_gap - medial))
    in_front = np.clip((anterior + 62.0) / 8.0, 0.0, 1.0)
    cingulate = np.abs(from_core - folds.cingulate_mm - 2.2 * slow - 0.7 * quick)
    cingulate = _rounded(cingulate + 9.0 * (1.0 - in_front), medial)

    dimple = _sheet_distance(folds.dimples, stations)
    dimple = _rounded(dimple + 0.15, np.maximum(opening - 4.5 - 2.0 * slow, 0.0))
    # Dimples end before they meet a sulcus, or the gyri would fall apart into islands.
    dimple = _rounded(dimple, np.maximum(2.6 - sheet, 0.0))
    dimple = _rounded(dimple, np.maximum(folds.cingulate_mm - 5.0 - from_core, 0.0))

    gap = 0.85 + 0.25 * quick + 0.15 * slow + 0.5 * np.exp(-np.maximum(depth, 0.0) / 4.0)
    fold = np.minimum(np.minimum(sheet, cingulate - 0.2), dimple)
    for sulcus in named_sulci:
        line = shape_distance(sulcus, right, anterior, superior)
        fold = np.minimum(fold, np.maximum(line + 0.9 + 0.6 * slow, 0.0))
    return fold - gap


def cerebellum_labels(
    folds: Folds,
    shape: Shape,
    centre: tuple[float, float],
    right: np.ndarray,
    anterior: np.ndarray,
    superior: np.ndarray,
    *,
    depth: np.ndarray | None = None,
) -> np.ndarray:
    """Return CSF, grey or white matter for points inside the cerebellum (uint8).

    `depth` is how deep below its surface the points lie, in mm; without it, that of the shape.
    Fissures of four orders cut in from the surface, the finer the shallower; the white matter that
    they leave is the branching tree of the arbor vitae.
    """
    if depth is None:
        depth = -shape_distance(shape, right, anterior, superior)
    slow = sample_field(folds.slow, right, anterior, superior)
    quick = sample_field(folds.quick, right, anterior, superior)
    radius = np.hypot(anterior - centre[0], superior - centre[1])
    angle = np.arctan2(superior - centre[1], centre[0] - anterior)
    angle = angle + folds.lobule_phase + 0.10 * slow + 0.05 * quick
    turn = angle / (2.0 * np.pi)
    # No fissure reaches the white core beside the fourth ventricle.
    buried = np.maximum(depth, 24.0 - radius)
    nearest = buried + 0.6
    for count, reach, half_gap in ((11, 17.0, 0.45), (22, 10.0, 0.3), (44, 5.0, 0.15)):
        phase = turn * count + (0.5 if count > 11 else 0.0)
        sheet = np.abs(phase - np.round(phase)) * 2.0 * np.pi / count * radius
        sheet = _rounded(sheet, np.maximum(buried - reach * (1.0 + 0.15 * quick), 0.0))
        nearest = np.minimum(nearest, sheet - half_gap)
    # The folia: leaves across the branches, cut in from the fissures and from the surface.
    leaf = radius / 3.3 + 0.5 * slow + 0.35 * quick
    leaf = np.abs(leaf - np.round(leaf)) * 3.3
    nearest = np.minimum(nearest, _rounded(leaf - 0.05, np.maximum(nearest - 1.1, 0.0)) + 0.15)
    labels = np.where(nearest < 1.4, CEREBELLAR_GREY, CEREBELLAR_WHITE)
    labels = np.where(nearest < 0.0, CSF, labels)
    return labels.astype(np.uint8)


def hull_distance(
    hull: Hull, right: np.ndarray, anterior: np.ndarray, superior: np.ndarray
) -> np.ndarray:
    """Return the signed distance in mm to the surface of the cerebrum, negative inside."""
    nearest = shape_distance(hull.lobes[0], right, anterior, superior)
    for lobe in hull.lobes[1:]:
        nearest = np.minimum(nearest, shape_distance(lobe, right, anterior, superior))
    # The temporal lobes lie in fossae of their own, below the rest of the cavity.
    limit = shape_distance(hull.cavity, right, anterior, superior) + 2.5
    for lobe in hull.lobes[1:]:
        limit = np.minimum(limit, shape_distance(lobe, right, anterior, superior))
    return np.maximum(nearest, limit)


def _stations(
    hull: Hull, right: np.ndarray, anterior: np.ndarray, superior: np.ndarray
) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Return where the fields are read for points, and for a step along each axis from them."""
    steps = ((0.0, 0.0, 0.0), (STEP_MM, 0.0, 0.0), (0.0, STEP_MM, 0.0), (0.0, 0.0, STEP_MM))
    return [_drawn_out(hull, right + r, anterior + a, superior + s) for r, a, s in steps]


def _sheet_distance(
    field: Field, stations: list[tuple[np.ndarray, np.ndarray, np.ndarray]]
) -> np.ndarray:
    """Return the distance in mm to the zero sheets of a field that is drawn out in depth."""
    value, *stepped = (sample_field(field, *station) for station in stations)
    slope = np.sqrt(sum((step - value) ** 2 for step in stepped)) / STEP_MM
    return np.abs(value) / (slope + 0.02)


def _drawn_out(
    hull: Hull, right: np.ndarray, anterior: np.ndarray, superior: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    # Points are pushed towards the surface before a field is read: its sheets then stand upright
    # on the surface, as sulci do, in place of running in all directions.
    depth = np.maximum(-hull_distance(hull, right, anterior, superior), 0.0)
    centre_r, centre_a, centre_s = HEMISPHERE_CENTRE
    out_r, out_a, out_s = right - centre_r, anterior - centre_a, superior - centre_s
    length = np.sqrt(out_r**2 + out_a**2 + out_s**2) + 8.0
    push = 0.6 * depth / length
    # Beside the fissure the folds cross the midsagittal plane rather than run along it.
    crossing = right - 12.0 * np.tanh(right / 15.0) + push * out_r
    return crossing, anterior + push * out_a, superior + push * out_s


def _rounded(sheet: np.ndarray, beyond: np.ndarray) -> np.ndarray:
    return np.sqrt(sheet**2 + np.maximum(beyond, 0.0) ** 2)
