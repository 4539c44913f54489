"""Folded cortex of the head phantom beside the midline, as a function of a point in millimetres."""

import numpy as np

from imagephantoms.head.brain import HULL_GROWTH_MM, Hull, fold_distance
from imagephantoms.head.labels import CSF, GREY_MATTER, WHITE_MATTER
from imagephantoms.head.noise import Field, sample_field
from imagephantoms.head.solid.shapes import Points, ramp
from imagephantoms.head.tissue import Head, distance_to

# The centre of a hemisphere and the half axes of the shell on which its folds are drawn.
CENTRE = (17.0, -14.0, 6.0)
HALF_AXES = (55.0, 86.0, 66.0)
STEP_MM = 0.5
FALX_MM = -4.5
# The medial folds are those of the midsagittal slice; here they end, and the lateral ones begin.
MEDIAL_MM = (8.0, 16.0)
LATERAL_MM = (2.0, 9.0)


def cortex_labels(head: Head, hull: np.ndarray, points: Points) -> np.ndarray:
    """Return CSF, grey or white matter for points inside the hull of the cerebrum.

    Sulci are sheets that stand upright on the surface, because the field behind them is read where
    the ray from the middle of the hemisphere meets a shell.

    Parameters
    ----------
    head : Head
    hull : numpy.ndarray
        (count,) float64, the distance in mm to the smooth surface of the cerebrum, negative inside.
    points : tuple of numpy.ndarray
        Right, anterior and superior, (count,) float64 in mm.

    Returns
    -------
    numpy.ndarray
        (count,) uint8 labels.
    """
    right, anterior, superior = points
    folds = head.folds
    slow = sample_field(folds.slow, *points)
    quick = sample_field(folds.quick, *points)
    beside = np.abs(right)
    from_core = distance_to(head, "core", points)
    depth = HULL_GROWTH_MM - hull
    # The falx leans a little to the left, so that the midline plane cuts the gyri beside it.
    lean = np.clip(from_core / 6.0, 0.0, 1.0)
    fissure = FALX_MM * lean + 1.2 * slow * lean
    from_fissure = np.where(from_core > 0.0, np.abs(right - fissure) - 0.8, 40.0)
    opening = np.minimum(depth, from_fissure)

    stations = _stations(points)
    sheet = _sheet_distance(folds.sulci, stations)
    # Where the sheets leave a wide gap, a second set of them fills it.
    moved = [tuple(part + 70.0 for part in station) for station in stations]
    second = _rounded(_sheet_distance(folds.sulci, moved), 10.5 - sheet)
    sheet = np.minimum(sheet, second)
    sheet = _rounded(sheet, opening - np.maximum(15.5 + 4.0 * slow, 10.0))
    # Deep nuclei and ventricles stay free of sulci.
    sheet = _rounded(sheet, 6.0 - from_core)
    dimple = _sheet_distance(folds.dimples, stations)
    dimple = _rounded(dimple + 0.15, opening - np.maximum(5.0 + 2.0 * slow, 3.0))
    dimple = _rounded(dimple, 2.6 - sheet)

    gap = 0.6 + 0.25 * quick + 0.15 * slow + 0.5 * np.exp(-np.maximum(depth, 0.0) / 4.0)
    lateral = np.minimum(np.minimum(sheet, dimple), _sylvian(beside, anterior, superior, slow))
    lateral = lateral - gap + 9.0 * (1.0 - ramp(beside, *LATERAL_MM))
    near = np.flatnonzero(beside < MEDIAL_MM[1])
    close = tuple(part[near] for part in points)
    medial = _medial_folds(head, fissure[near], opening[near], close)
    lateral[near] = np.minimum(lateral[near], medial + 9.0 * ramp(beside[near], *MEDIAL_MM))
    to_csf = np.minimum(lateral, opening)
    thickness = 2.2 + 0.3 * quick
    labels = np.where(to_csf < thickness, GREY_MATTER, WHITE_MATTER)
    return np.where(to_csf < 0.0, CSF, labels).astype(np.uint8)


def sylvian_height(anterior: np.ndarray) -> np.ndarray:
    """Return how high the fissure above the temporal lobe lies, in mm."""
    return -8.0 + 0.42 * (24.0 - anterior)


def _sylvian(
    beside: np.ndarray, anterior: np.ndarray, superior: np.ndarray, slow: np.ndarray
) -> np.ndarray:
    """Return the distance to the lateral fissure and to the insula at its bottom."""
    height = superior - sylvian_height(anterior) - 1.2 * slow
    cut = _rounded(height, 36.0 - beside)
    cut = _rounded(cut, np.maximum(anterior - 24.0, -46.0 - anterior))
    insula = _rounded(beside - 36.5 - 0.8 * slow, np.maximum(height - 15.0, -5.0 - height))
    insula = _rounded(insula, np.maximum(anterior - 22.0, -22.0 - anterior))
    return np.minimum(cut - 0.2, insula)


def _medial_folds(
    head: Head, fissure: np.ndarray, opening: np.ndarray, points: Points
) -> np.ndarray:
    """Return the distance in mm to the sulci that the midsagittal slice shows."""
    shapes = head.shapes
    lobes = (shapes["cerebrum"], shapes["temporal_right"], shapes["temporal_left"])
    sulci = (shapes["parieto_occipital"], shapes["calcarine"], shapes["marginal"])
    hull = Hull(lobes, shapes["cavity"])
    fold = fold_distance(head.folds, hull, shapes["core"], sulci, fissure, opening, *points)
    callosal = np.abs(distance_to(head, "core", points) - 0.4) - 0.25
    return np.minimum(fold, callosal)


def _stations(points: Points) -> list[Points]:
    """Return where the fields are read for points, and for a step along each axis from them."""
    steps = ((0.0, 0.0, 0.0), (STEP_MM, 0.0, 0.0), (0.0, STEP_MM, 0.0), (0.0, 0.0, STEP_MM))
    side = np.where(points[0] < 0.0, -1.0, 1.0)
    return [
        _on_shell(side, *(part + step for part, step in zip(points, row, strict=True)))
        for row in steps
    ]


def _on_shell(
    side: np.ndarray, right: np.ndarray, anterior: np.ndarray, superior: np.ndarray
) -> Points:
    centre_r, centre_a, centre_s = CENTRE
    r = (right - side * centre_r) / HALF_AXES[0]
    a = (anterior - centre_a) / HALF_AXES[1]
    s = (superior - centre_s) / HALF_AXES[2]
    radius = np.sqrt(r * r + a * a + s * s) + 0.05
    # A little of the depth stays, so that a sulcus bends on its way down.
    scale = (0.7 + 0.3 * radius) / radius
    return (
        side * centre_r + HALF_AXES[0] * scale * r,
        centre_a + HALF_AXES[1] * scale * a,
        centre_s + HALF_AXES[2] * scale * s,
    )


def _sheet_distance(field: Field, stations: list[Points]) -> np.ndarray:
    """Return the distance in mm to the zero sheets of a field, read at the stations."""
    value, *stepped = (sample_field(field, *station) for station in stations)
    slope = np.sqrt(sum((step - value) ** 2 for step in stepped)) / STEP_MM
    return np.abs(value) / (slope + 0.02)


def _rounded(sheet: np.ndarray, beyond: np.ndarray) -> np.ndarray:
    return np.sqrt(sheet**2 + np.maximum(beyond, 0.0) ** 2)
