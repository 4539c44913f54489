"""The head phantom in all three planes: which tissue lies at a point, off the midline too.

The midsagittal plane is that of `head_tissue`. What lies beside it there is an extrusion of that
plane; here it is a head with orbits, jaws, muscles, petrous bones, ears and two hemispheres.
"""

import numpy as np

from imagephantoms.head import labels as label
from imagephantoms.head.brain import cerebellum_labels
from imagephantoms.head.noise import sample_field
from imagephantoms.head.solid.brain import cortex_labels
from imagephantoms.head.solid.face import (
    paint_ear,
    paint_face_beside,
    paint_neck_beside,
    paint_orbit,
    paint_soft_tissue,
)
from imagephantoms.head.solid.outlines import (
    Solid,
    behind_petrous,
    chains_distance,
    skin_distance,
    skull_distances,
    solid_ellipsoid,
    tentorium_height,
)
from imagephantoms.head.solid.shapes import (
    Points,
    chain_distance,
    ellipsoid_distance,
    ramp,
)
from imagephantoms.head.tissue import distance_to, paint, paint_bone


def solid_tissue(
    solid: Solid, right: np.ndarray, anterior: np.ndarray, superior: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the tissue labels of points in patient millimetres, and their depth below the skin.

    Parameters
    ----------
    solid : Solid
    right, anterior, superior : numpy.ndarray
        (count,) float64 in mm.

    Returns
    -------
    tissue : numpy.ndarray
        (count,) uint8, see `head_labels.VOLUME_TISSUE_NAMES`.
    depth : numpy.ndarray
        (count,) float64 in mm, negative outside.
    """
    points = (right, anterior, superior)
    skin = skin_distance(solid, points)
    tissue = np.full(right.shape, label.AIR, dtype=np.uint8)
    body = np.flatnonzero(skin < 2.0)
    points = tuple(part[body] for part in points)
    head = solid.head
    field_a, field_s = head.wobble
    shift_a, shift_s = sample_field(field_a, *points), sample_field(field_s, *points)
    # No outline in a body is as smooth as a spline, and no side the mirror image of the other.
    off = ramp(np.abs(points[0]), 4.0, 20.0)
    slow = sample_field(head.folds.slow, points[0] + 100.0, points[1], points[2])
    points = (
        points[0] + 0.5 * off * shift_a + 0.7 * off * slow,
        points[1] + 0.4 * shift_a + 0.6 * off * slow,
        points[2] + 0.4 * shift_s,
    )
    beside = (np.abs(points[0]), points[1], points[2])
    labels = np.zeros(body.size, dtype=np.uint8)
    inner, outer = skull_distances(solid, points, beside)
    outline = skin[body] + 0.15 * shift_s
    paint_soft_tissue(labels, solid, outline, outer, points, beside)
    paint_neck_beside(labels, solid, outline, points, beside)
    paint_face_beside(labels, solid, outline, points, beside)
    _paint_skull(labels, solid, inner, outer, points, beside)
    _paint_brain(labels, solid, inner, points, beside)
    paint_orbit(labels, solid, outline, beside)
    paint_ear(labels, solid, beside)
    _paint_inserts(labels, solid, tuple(part[body] for part in (right, anterior, superior)))
    tissue[body] = labels
    return tissue, -skin


def _paint_skull(
    labels: np.ndarray,
    solid: Solid,
    inner: np.ndarray,
    outer: np.ndarray,
    points: Points,
    beside: Points,
) -> None:
    head = solid.head
    bump = sample_field(head.thickness, *points)
    in_canal = distance_to(head, "canal", points) < 1.0
    outer = np.where(in_canal, 9.0, outer)
    paint(labels, outer - 0.8, label.CARTILAGE)
    paint(labels, outer, label.COMPACT_BONE)
    paint(labels, np.maximum(outer + 1.7 + 0.5 * bump, 1.7 - 0.5 * bump - inner), label.MARROW)
    mastoid = solid_ellipsoid(solid, "mastoid", beside)
    _paint_cells(labels, mastoid, solid, points)
    clivus = distance_to(head, "clivus", (1.7 * points[0], points[1], points[2]))
    paint_bone(labels, np.where(in_canal, 9.0, clivus), 1.1)
    paint(labels, chain_distance(beside, solid.chains["siphon"]), label.DURA)
    for name in ("sphenoid_sinus", "frontal_sinus"):
        sinus = distance_to(head, name, points)
        paint(labels, sinus - 1.0, label.COMPACT_BONE)
        paint(labels, sinus, label.MUCOSA)
        paint(labels, sinus + 0.8, label.AIR)
    paint(labels, inner, label.DURA)
    paint(labels, inner + 0.9, label.CSF)


def _paint_cells(labels: np.ndarray, bone: np.ndarray, solid: Solid, points: Points) -> None:
    """Paint a bone full of air cells."""
    cells = sample_field(
        solid.head.wobble[1], 1.4 * points[0] + 30.0, 1.4 * points[1], 1.4 * points[2]
    )
    paint(labels, bone, label.COMPACT_BONE)
    paint(labels, np.where(np.abs(cells) > 0.45, bone + 1.6, 9.0), label.AIR)


def _paint_brain(
    labels: np.ndarray, solid: Solid, inner: np.ndarray, points: Points, beside: Points
) -> None:
    head, shapes = solid.head, solid.head.shapes
    temporal = np.minimum(
        distance_to(head, "temporal_right", points), distance_to(head, "temporal_left", points)
    )
    above = beside[2] - tentorium_height(solid, beside)
    behind = behind_petrous(beside)
    petrous = np.maximum(np.maximum(inner, above + 1.0), np.maximum(-behind, 17.0 - beside[0]))
    petrous = np.maximum(petrous, 1.5 - temporal)
    paint(labels, petrous - 0.9, label.DURA)
    paint(labels, petrous, label.COMPACT_BONE)
    bump = sample_field(head.thickness, points[0] - 60.0, points[1], points[2])
    paint(labels, np.where(bump > -0.2, petrous + 2.2, 9.0), label.MARROW)
    outward = np.maximum(petrous + 2.0, 38.0 - beside[0])
    _paint_cells(labels, outward, solid, points)
    for name in ("sagittal_sinus", "straight_sinus"):
        paint(labels, distance_to(head, name, points), label.DURA)

    lobe = np.maximum(
        np.maximum(inner + 2.0, above + 2.0), np.maximum(2.2 - behind, 2.0 - beside[0])
    )
    lobe = np.maximum(lobe, 2.2 - temporal)
    cerebellum = np.minimum(distance_to(head, "cerebellum", points), lobe)
    cerebellum = np.where(beside[0] < 2.5, distance_to(head, "cerebellum", points), cerebellum)
    chosen = np.flatnonzero(cerebellum < 0.0)
    inside = tuple(part[chosen] for part in points)
    labels[chosen] = cerebellum_labels(
        head.folds, shapes["cerebellum"], head.cerebellum_centre, *inside, depth=-cerebellum[chosen]
    )
    paint(labels, chain_distance(beside, solid.chains["transverse_sinus"]), label.DURA)

    hull = np.maximum(
        distance_to(head, "cerebrum", points), distance_to(head, "cavity", points) + 2.5
    )
    lateral = np.maximum(np.maximum(inner + 1.9, 1.5 - above), 9.0 - beside[0])
    hull = np.minimum(hull, np.minimum(lateral, np.maximum(temporal, inner + 1.9)))
    hull = np.maximum(hull, np.where(beside[1] < -46.0, 1.2 - above, -99.0))
    chosen = np.flatnonzero(hull < 1.0)
    inside = tuple(part[chosen] for part in points)
    labels[chosen] = cortex_labels(head, hull[chosen], inside)
    _paint_deep_brain(labels, solid, points, beside)


def _paint_deep_brain(labels: np.ndarray, solid: Solid, points: Points, beside: Points) -> None:
    head = solid.head
    # Around the brainstem the core is fluid, higher up only at the midline.
    reach = np.interp(points[2], [-9.0, -4.0], [10.0, 3.0])
    core = np.maximum(distance_to(head, "core", points), beside[0] - reach)
    paint(labels, core, label.CSF)
    for name in ("putamen", "pallidum", "thalamus", "amygdala"):
        turned = (
            beside[0] + 0.22 * (beside[1] - 3.0) * (name in ("putamen", "pallidum")),
            *beside[1:],
        )
        nucleus = ellipsoid_distance(turned, solid.ellipsoids[name])
        paint(labels, nucleus, label.GREY_MATTER if name == "amygdala" else label.DEEP_GREY)
    paint(labels, chain_distance(beside, solid.chains["hippocampus"]), label.GREY_MATTER)
    paint(labels, chain_distance(beside, solid.chains["caudate"]), label.DEEP_GREY)
    ventricle = distance_to(head, "ventricle", (3.0 * points[0], points[1], points[2]))
    ventricle = np.minimum(
        ventricle, chains_distance(solid, ("ventricle", "occipital_horn"), beside)
    )
    ventricle = np.maximum(ventricle, -1.0 - chain_distance(beside, solid.chains["caudate"]))
    paint(labels, ventricle, label.CSF)
    septum = np.abs(points[0] + 1.6) < 0.7
    paint(labels, np.where(septum, ventricle, 9.0), label.WHITE_MATTER)
    paint(labels, distance_to(head, "third_ventricle", points), label.CSF)
    paint(labels, chain_distance(beside, solid.chains["peduncle"]), label.CEREBELLAR_WHITE)
    paint(labels, chain_distance(beside, solid.chains["midbrain_leg"]), label.BRAINSTEM)
    paint(labels, distance_to(head, "brainstem", points), label.BRAINSTEM)
    for name in ("hypothalamus", "mammillary"):
        paint(labels, distance_to(head, name, points), label.DEEP_GREY)
    middle = distance_to(head, "thalamus", (5.0 * points[0], points[1], points[2]))
    paint(labels, middle, label.DEEP_GREY)
    paint(labels, solid_ellipsoid(solid, "dentate", beside), label.CEREBELLAR_GREY)
    paint(labels, distance_to(head, "aqueduct", points), label.CSF)
    paint(labels, distance_to(head, "fourth_ventricle", points) + 0.4 * beside[0], label.CSF)
    taper = 0.12 * np.maximum(beside[0] - 5.0, 0.0)
    for name in ("corpus_callosum", "fornix", "commissure", "chiasm"):
        paint(labels, distance_to(head, name, points) + taper, label.WHITE_MATTER)
    for name in ("pituitary", "stalk", "pineal"):
        paint(labels, distance_to(head, name, points), label.GLAND)


def _paint_inserts(labels: np.ndarray, solid: Solid, points: Points) -> None:
    """Paint the lesion and the marker, at their exact places."""
    right, anterior, superior, radius = solid.lesion
    if radius > 0:
        square = (
            (points[0] - right) ** 2 + (points[1] - anterior) ** 2 + (points[2] - superior) ** 2
        )
        paint(labels, np.sqrt(square) - radius, label.LESION)
    if solid.marker[0, 3] > 0:
        paint(labels, chain_distance(points, solid.marker), label.MARKER)
