"""Face and neck of the head phantom off the midline: what its points are painted with."""

import numpy as np

from imagephantoms.head import labels as label
from imagephantoms.head.noise import sample_field
from imagephantoms.head.solid.outlines import Solid, chains_distance, solid_ellipsoid
from imagephantoms.head.solid.shapes import Points, chain_distance, ramp
from imagephantoms.head.tissue import (
    Head,
    distance_to,
    paint,
    paint_bone,
    paint_neck,
    paint_neck_planes,
)

FACE_MUSCLES = (
    "masseter", "pterygoid_medial", "pterygoid_lateral", "temporalis_tendon", "cheek_muscle",
    "buccinator", "digastric", "eye_ring",
)  # fmt: skip
FAT_PLANES = ("throat_fat", "carotid_fat", "nape_fat")
NECK_MUSCLES = (
    "sternomastoid", "levator", "scalene", "long_neck", "semispinalis", "splenius", "trapezius",
    "suboccipital", "strap",
)  # fmt: skip


def paint_soft_tissue(
    labels: np.ndarray,
    solid: Solid,
    outline: np.ndarray,
    outer: np.ndarray,
    points: Points,
    beside: Points,
) -> None:
    """Paint skin, fat, the galea and the muscles of scalp and lips."""
    bump = sample_field(solid.head.thickness, points[0] + 90.0, points[1], points[2])
    paint(labels, outline, label.SKIN)
    paint(labels, outline + 1.7, label.FAT)
    # Deep to the fat the face and the neck are muscle, under the cheeks deeper than elsewhere.
    deep = 5.0 + 1.4 * bump + 4.5 * ramp(points[1], 5.0, 45.0) + 8.0 * ramp(points[2], -40.0, -18.0)
    paint(labels, outline + deep, label.MUSCLE)
    above = points[2] > -30.0
    paint(labels, np.where(above, outer - 1.3 - 0.7 * bump, 9.0), label.CARTILAGE)
    # The temporal muscle lies on the skull, in a fan that runs together under the cheek bone.
    fan = np.sqrt(((points[1] - 4.0) / 44.0) ** 2 + ((points[2] + 8.0) / 40.0) ** 2)
    layer = np.maximum(outer - 9.0 * np.clip(1.15 - fan, 0.0, 1.0), outline + 3.4 + 0.6 * bump)
    fan = np.where((beside[0] > 40.0) & (points[2] > -36.0), (fan - 1.0) * 40.0, 9.0)
    paint(labels, np.maximum(layer, fan), label.MUSCLE)
    for name in ("larynx", "mouth_floor", "chin_muscle", "upper_lip", "lower_lip"):
        paint(labels, distance_to(solid.head, name, points), label.MUSCLE)


def paint_neck_beside(
    labels: np.ndarray, solid: Solid, outline: np.ndarray, points: Points, beside: Points
) -> None:
    """Paint muscles, glands, vessels and bones of the neck, and its middle."""
    head = solid.head
    paint(
        labels,
        np.where(beside[0] < 7.0, distance_to(head, "nape_muscle", points), 9.0),
        label.MUSCLE,
    )
    inside = outline + 4.0
    plane = 0.8 * sample_field(head.folds.slow, points[0], points[1] + 80.0, points[2])
    fat = np.minimum(
        solid_ellipsoid(solid, "cheek_fat", beside), chains_distance(solid, FAT_PLANES, beside)
    )
    fat = fat + 1.8 * plane + 0.8
    paint(labels, np.maximum(fat, inside), label.FAT)
    for name in NECK_MUSCLES:
        muscle = np.maximum(chain_distance(beside, solid.chains[name]), inside)
        # A thin layer of fat, of changing thickness, parts a muscle from those below it.
        paint(labels, muscle - plane, label.FAT)
        paint(labels, muscle, label.MUSCLE)
    for name in ("parotid", "lower_jaw_gland", "thyroid"):
        paint(labels, np.maximum(solid_ellipsoid(solid, name, beside), inside), label.GLAND)
    paint_neck_planes(labels, head, (6.0 * points[0], points[1], points[2]))
    paint_neck(labels, head, points)
    for name in ("lateral_mass", "condyle"):
        paint_bone(
            labels, np.maximum(chain_distance(beside, solid.chains[name]), 12.0 - beside[0]), 1.0
        )
    for name in ("carotid", "jugular", "vertebral_artery"):
        paint(labels, chain_distance(beside, solid.chains[name]), label.DURA)


def paint_face_beside(
    labels: np.ndarray, solid: Solid, outline: np.ndarray, points: Points, beside: Points
) -> None:
    """Paint jaws, cheek bones, sinuses, airways and mouth."""
    head = solid.head
    plane = 0.8 * sample_field(head.folds.slow, points[0], points[1] + 80.0, points[2])
    for name in FACE_MUSCLES:
        muscle = np.maximum(chain_distance(beside, solid.chains[name]), outline + 2.2)
        paint(labels, muscle - plane, label.FAT)
        paint(labels, muscle, label.MUSCLE)
    gums = np.maximum(distance_to(head, "gums", points), beside[0] - 20.0)
    paint(labels, gums, label.MUCOSA)
    jaw = chains_distance(solid, ("jaw", "jaw_height", "jaw_front"), beside)
    jaw = np.minimum(jaw, distance_to(head, "mandible", (3.0 * points[0], points[1], points[2])))
    paint_bone(labels, np.maximum(jaw, outline + 3.0), 1.5)
    paint(labels, chain_distance(beside, solid.chains["upper_arch"]) - 1.0, label.MUCOSA)
    upper = np.maximum(chain_distance(beside, solid.chains["upper_arch"]), 5.0 - beside[0])
    paint_bone(labels, upper, 1.3)
    cheek = np.minimum(
        solid_ellipsoid(solid, "zygoma", beside),
        chains_distance(solid, ("arch", "orbit_side"), beside),
    )
    cheek = np.minimum(cheek, chains_distance(solid, ("orbit_floor", "brow"), beside))
    paint_bone(labels, np.maximum(cheek, outline + 2.6), 1.4)
    sinus = np.maximum(
        solid_ellipsoid(solid, "maxillary_sinus", beside), -_nasal(head, points) + 3.0
    )
    paint(labels, sinus - 1.5, label.COMPACT_BONE)
    paint(labels, sinus - 0.3, label.MUCOSA)
    paint(labels, sinus + 0.6, label.AIR)
    _paint_airways(labels, head, points)
    _paint_mouth(labels, solid, points, beside)


def paint_orbit(labels: np.ndarray, solid: Solid, outline: np.ndarray, beside: Points) -> None:
    """Paint the orbits with the eyes, their muscles and nerves."""
    cone = chain_distance(beside, solid.orbit)
    is_bone = np.isin(labels, (label.FAT, label.MUSCLE, label.CARTILAGE, label.MARROW, label.AIR))
    wall = np.where(is_bone & (beside[1] < solid.orbit[1, 1] + 4.0), cone - 1.6, 9.0)
    paint(labels, wall, label.COMPACT_BONE)
    hidden = (labels != label.SKIN) & (labels != label.AIR)
    paint(labels, np.where(hidden, cone, 9.0), label.FAT)
    for name in ("rectus_in", "rectus_out", "rectus_up", "rectus_down"):
        paint(labels, chain_distance(beside, solid.chains[name]), label.MUSCLE)
    paint(labels, chain_distance(beside, solid.chains["optic_nerve"]) - 1.0, label.CSF)
    paint(labels, chain_distance(beside, solid.chains["optic_nerve"]), label.NERVE)
    globe = np.minimum(
        solid_ellipsoid(solid, "globe", beside), solid_ellipsoid(solid, "cornea", beside)
    )
    globe = np.maximum(globe, outline + 1.2)
    paint(labels, globe, label.CARTILAGE)
    paint(labels, globe + 1.1, label.EYE)
    paint(labels, solid_ellipsoid(solid, "lens", beside), label.LENS)


def paint_ear(labels: np.ndarray, solid: Solid, beside: Points) -> None:
    """Paint the ear canals."""
    canal = chains_distance(solid, ("ear_canal", "middle_ear"), beside)
    paint(labels, np.where(labels != label.AIR, canal - 1.2, 9.0), label.SKIN)
    paint(labels, canal, label.AIR)


def _nasal(head: Head, points: Points) -> np.ndarray:
    return distance_to(head, "nasal_airway", points)


def _paint_airways(labels: np.ndarray, head: Head, points: Points) -> None:
    airway = _nasal(head, points)
    paint(labels, airway - 2.6, label.COMPACT_BONE)
    paint(labels, airway - 1.6, label.MUCOSA)
    swelling = sample_field(head.wobble[0], points[0] + 60.0, 0.45 * points[1], 1.1 * points[2])
    walls = np.abs(sample_field(head.wobble[1], points[0] + 60.0, points[1], points[2]))
    is_wall = (walls < 0.22) & (points[2] > -0.35 * (points[1] - 30.0) - 28.0)
    paint(labels, np.where((swelling > 0.9) | is_wall, 9.0, airway), label.AIR)
    # A septum parts the two sides of the nose, off the midline plane like most.
    septum = np.abs(points[0] + 2.2) < 0.9
    paint(labels, np.where(septum, airway, 9.0), label.MUCOSA)
    for name in ("turbinate_low", "turbinate_mid"):
        paint(labels, distance_to(head, name, points), label.MUCOSA)
    paint_bone(labels, distance_to(head, "palate", points), 1.0)
    for name in ("nasopharynx", "pharynx", "trachea"):
        lumen = distance_to(head, name, points)
        paint(labels, np.where(labels == label.CARTILAGE, 9.0, lumen - 1.5), label.MUCOSA)


def _paint_mouth(labels: np.ndarray, solid: Solid, points: Points, beside: Points) -> None:
    head = solid.head
    gap = distance_to(head, "mouth_gap", points)
    paint(labels, gap - 1.2, label.MUCOSA)
    paint(labels, distance_to(head, "tongue", points), label.TONGUE)
    for name in ("nasopharynx", "pharynx", "trachea", "mouth_gap", "vallecula"):
        paint(labels, distance_to(head, name, points), label.AIR)
    paint(labels, distance_to(head, "soft_palate", points), label.MUCOSA)
    paint(labels, distance_to(head, "epiglottis", points), label.CARTILAGE)
    for name in ("upper_incisor", "lower_incisor"):
        paint(labels, distance_to(head, name, (3.0 * points[0], *points[1:])), label.TOOTH)
    for name in ("teeth_up", "teeth_low"):
        teeth = chain_distance(beside, solid.chains[name])
        paint(labels, np.maximum(teeth, 4.0 - beside[0]), label.TOOTH)
    paint(labels, distance_to(head, "nasal_bone", points), label.COMPACT_BONE)
    paint(labels, distance_to(head, "nasal_cartilage", points), label.CARTILAGE)
