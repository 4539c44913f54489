"""The 3-D head phantom: which tissue lies at a point in patient millimetres (RAS)."""

from typing import NamedTuple

import numpy as np

from imagephantoms.head import labels as label
from imagephantoms.head.anatomy import CERVICAL, CONTOURS, PAIRED_CONTOURS, TUBES
from imagephantoms.head.brain import (
    HULL_GROWTH_MM,
    Folds,
    Hull,
    cerebellum_labels,
    cerebrum_labels,
    hull_distance,
    make_folds,
)
from imagephantoms.head.noise import Field, random_stream, sample_field, smooth_field
from imagephantoms.head.shapes import (
    MARGIN_MM,
    Shape,
    catmull_rom,
    contour_shape,
    shape_distance,
    tube_shape,
)

# Beyond this distance from the skin no irregularity reaches.
SHIFT_MM = 2.0


class Head(NamedTuple):
    """One head: its shapes by name, its folds and its small irregularities."""

    shapes: dict[str, Shape]
    folds: Folds
    wobble: tuple[Field, Field]
    thickness: Field
    cerebellum_centre: tuple[float, float]
    nose_tip: tuple[float, float]
    seed: int


def make_head(seed: int) -> Head:
    """Return the head of a seed.

    Examples
    --------
    >>> head = make_head(2026)
    >>> int(tissue_at(head, [0.0], [200.0], [0.0])[0])
    0
    """
    rng = random_stream(seed, 1)
    waves = random_waves(rng)
    shapes = {}
    for name, (half_width, inset, points) in CONTOURS.items():
        moved = deformed(np.array(points, dtype=np.float64), waves)
        # The folds are laid out by the distance to the core, over the whole medial surface.
        margin = 40.0 if name == "core" else MARGIN_MM
        shapes[name] = contour_shape(moved, half_width=half_width, inset=inset, margin=margin)
    for name, (half_width, points) in TUBES.items():
        moved = deformed(np.array(points, dtype=np.float64), waves)
        shapes[name] = tube_shape(moved, half_width=half_width)
    for name, (aside, half_width, inset, points) in PAIRED_CONTOURS.items():
        moved = deformed(np.array(points, dtype=np.float64), waves)
        for side, right in (("right", aside), ("left", -aside)):
            shapes[f"{name}_{side}"] = contour_shape(
                moved, half_width=half_width, inset=inset, right=right
            )
    for number, (body, process) in enumerate(CERVICAL, start=3):
        for part, shape in _vertebra(np.array([body, process]), waves, rng).items():
            shapes[f"{part}_{number}"] = shape
    centre, nose = deformed(np.array([[-47.5, -37.0], [105.0, -64.0]]), waves)
    return Head(
        shapes=shapes,
        folds=make_folds(seed),
        wobble=(
            smooth_field(random_stream(seed, 2), spacing=4.0, size=64),
            smooth_field(random_stream(seed, 3), spacing=4.0, size=64),
        ),
        thickness=smooth_field(random_stream(seed, 4), spacing=9.0),
        cerebellum_centre=(float(centre[0]), float(centre[1])),
        nose_tip=(float(nose[0]), float(nose[1])),
        seed=seed,
    )


def tissue_at(
    head: Head, right: np.ndarray, anterior: np.ndarray, superior: np.ndarray
) -> np.ndarray:
    """Return the tissue label at points in patient millimetres.

    Parameters
    ----------
    head : Head
        What `make_head` returned.
    right, anterior, superior : array_like
        Coordinates in mm, of shapes that broadcast together.

    Returns
    -------
    numpy.ndarray
        Labels (uint8), see `head_labels.TISSUE_NAMES`.

    Examples
    --------
    >>> tissue_at(make_head(2026), 0.0, [[200.0, 0.0]], [[0.0], [300.0]]).shape
    (2, 2)
    """
    coordinates = (np.asarray(part, dtype=np.float64) for part in (right, anterior, superior))
    right, anterior, superior = np.broadcast_arrays(*coordinates)
    tissue = np.full(right.shape, label.AIR, dtype=np.uint8)
    body = head_depth(head, right, anterior, superior) > -SHIFT_MM
    right, anterior, superior = right[body], anterior[body], superior[body]
    wobble_a, wobble_s = head.wobble
    # No outline in a body is as smooth as a spline.
    shift_a = 0.4 * sample_field(wobble_a, right, anterior, superior)
    shift_s = 0.4 * sample_field(wobble_s, right, anterior, superior)
    points = (right, anterior + shift_a, superior + shift_s)
    labels = np.zeros(right.size, dtype=np.uint8)
    _paint_soft_tissue(labels, head, (right, anterior + 0.3 * shift_a, superior + 0.3 * shift_s))
    paint_neck_planes(labels, head, points)
    paint_neck(labels, head, points)
    _paint_face(labels, head, points)
    _paint_skull(labels, head, points)
    _paint_brain(labels, head, points)
    tissue[body] = labels
    return tissue


def head_depth(
    head: Head, right: np.ndarray, anterior: np.ndarray, superior: np.ndarray
) -> np.ndarray:
    """Return how deep below the skin points lie, in mm (negative outside)."""
    points = (right, anterior, superior)
    return -np.minimum(distance_to(head, "head", points), distance_to(head, "nose", points))


def _paint_soft_tissue(labels: np.ndarray, head: Head, points: tuple) -> None:
    skin = -head_depth(head, *points)
    paint(labels, skin, label.SKIN)
    paint(labels, skin + 1.6, label.FAT)
    # The galea lies on the skull, with loose tissue of changing thickness under it.
    bump = sample_field(head.thickness, points[0] + 90.0, points[1], points[2])
    skull = distance_to(head, "skull", points)
    above = points[2] > -30.0
    paint(labels, np.where(above, skull - 1.3 - 0.7 * bump, 9.0), label.CARTILAGE)
    # Away from the midline the neck and the cheeks are mostly muscle.
    beside = (np.abs(points[0]) > 17.0 + 3.0 * bump) & (points[2] < -35.0)
    paint(labels, np.where(beside, skin + 7.0 + 2.0 * bump, 9.0), label.MUSCLE)
    for name in ("nape_muscle", "larynx", "mouth_floor", "chin_muscle", "upper_lip", "lower_lip"):
        paint(labels, distance_to(head, name, points), label.MUSCLE)


def paint_neck_planes(labels: np.ndarray, head: Head, points: tuple) -> None:
    """Paint the muscle before the spine, and the planes of fat and tendon behind it."""
    paint(labels, distance_to(head, "prevertebral", points), label.MUSCLE)
    for name in ("muscle_plane", "deep_plane"):
        paint(labels, distance_to(head, name, points), label.FAT)
    paint(labels, distance_to(head, "nuchal_line", points), label.CARTILAGE)


def paint_neck(labels: np.ndarray, head: Head, points: tuple) -> None:
    """Paint the spine, the spinal cord and the larynx."""
    paint(labels, distance_to(head, "column", points), label.CARTILAGE)
    canal = distance_to(head, "canal", points)
    for number in range(3, 8):
        paint(labels, distance_to(head, f"disc_{number}", points), label.CARTILAGE)
    for number in range(3, 8):
        paint_bone(labels, distance_to(head, f"body_{number}", points), 0.9)
        paint_bone(labels, distance_to(head, f"process_{number}", points), 0.9)
    paint(labels, canal - 0.9, label.CARTILAGE)
    for name in ("axis", "axis_process", "atlas_front", "atlas_back"):
        paint_bone(labels, distance_to(head, name, points), 0.9)
    paint(labels, canal, label.CSF)
    paint(labels, distance_to(head, "cord", points), label.SPINAL_CORD)
    for name in ("thyroid_cartilage", "cricoid"):
        paint(labels, distance_to(head, name, points), label.CARTILAGE)
    paint_bone(labels, distance_to(head, "hyoid", points), 1.0)


def _paint_face(labels: np.ndarray, head: Head, points: tuple) -> None:
    paint(labels, _pair_distance(head, "eye", points), label.EYE)
    paint(labels, distance_to(head, "gums", points), label.MUCOSA)
    paint(labels, _pair_distance(head, "jaw_muscle", points), label.MUSCLE)
    paint_bone(labels, _pair_distance(head, "jaw", points), 1.4)
    paint_bone(labels, distance_to(head, "mandible", points), 1.3)
    airway = distance_to(head, "nasal_airway", points)
    paint(labels, airway - 1.6, label.MUCOSA)
    swelling = sample_field(head.wobble[0], points[0] + 60.0, 0.45 * points[1], 1.1 * points[2])
    # Thin walls part the ethmoid cells below the floor of the skull.
    walls = np.abs(sample_field(head.wobble[1], points[0] + 60.0, points[1], points[2]))
    is_wall = (walls < 0.22) & (points[2] > -0.35 * (points[1] - 30.0) - 28.0)
    paint(labels, np.where((swelling > 0.9) | is_wall, 9.0, airway), label.AIR)
    for name in ("turbinate_low", "turbinate_mid"):
        paint(labels, distance_to(head, name, points), label.MUCOSA)
    paint_bone(labels, distance_to(head, "palate", points), 1.0)
    throat = distance_to(head, "nasopharynx", points)
    pharynx = distance_to(head, "pharynx", points)
    trachea = distance_to(head, "trachea", points)
    for lumen in (throat, pharynx, trachea):
        paint(labels, np.where(labels == label.CARTILAGE, 9.0, lumen - 1.5), label.MUCOSA)
    gap = distance_to(head, "mouth_gap", points)
    paint(labels, gap - 1.2, label.MUCOSA)
    tongue = distance_to(head, "tongue", points)
    paint(labels, tongue, label.TONGUE)
    for lumen in (throat, pharynx, trachea, gap, distance_to(head, "vallecula", points)):
        paint(labels, lumen, label.AIR)
    paint(labels, distance_to(head, "soft_palate", points), label.MUCOSA)
    paint(labels, distance_to(head, "epiglottis", points), label.CARTILAGE)
    for name in ("upper_incisor", "lower_incisor"):
        paint(labels, distance_to(head, name, points), label.TOOTH)
    paint(labels, distance_to(head, "nasal_bone", points), label.COMPACT_BONE)
    paint(labels, distance_to(head, "nasal_cartilage", points), label.CARTILAGE)


def _paint_skull(labels: np.ndarray, head: Head, points: tuple) -> None:
    outer = distance_to(head, "skull", points)
    inner = distance_to(head, "cavity", points)
    bump = sample_field(head.thickness, *points)
    in_canal = distance_to(head, "canal", points) < 1.0
    # The middle fossae hold the temporal lobes.
    temporal = _pair_distance(head, "temporal", points)
    outer = np.minimum(np.where(in_canal, 9.0, outer), temporal - 7.0)
    inner = np.minimum(inner, temporal - 2.5)
    paint(labels, outer - 0.8, label.CARTILAGE)
    paint(labels, outer, label.COMPACT_BONE)
    diploe = np.maximum(outer + 1.7 + 0.5 * bump, 1.7 - 0.5 * bump - inner)
    paint(labels, diploe, label.MARROW)
    clivus = np.where(in_canal, 9.0, distance_to(head, "clivus", points))
    paint_bone(labels, clivus, 1.1)
    for name in ("sphenoid_sinus", "frontal_sinus"):
        sinus = distance_to(head, name, points)
        paint(labels, sinus - 1.0, label.COMPACT_BONE)
        paint(labels, sinus, label.MUCOSA)
        paint(labels, sinus + 0.8, label.AIR)
    paint(labels, inner, label.DURA)
    paint(labels, inner + 0.9, label.CSF)


def _paint_brain(labels: np.ndarray, head: Head, points: tuple) -> None:
    shapes, folds = head.shapes, head.folds
    for name in ("sagittal_sinus", "straight_sinus"):
        paint(labels, distance_to(head, name, points), label.DURA)
    chosen = np.flatnonzero(distance_to(head, "cerebellum", points) < 0.0)
    inside = tuple(part[chosen] for part in points)
    labels[chosen] = cerebellum_labels(folds, shapes["cerebellum"], head.cerebellum_centre, *inside)
    lobes = (shapes["cerebrum"], shapes["temporal_right"], shapes["temporal_left"])
    hull = Hull(lobes, shapes["cavity"])
    chosen = np.flatnonzero(hull_distance(hull, *points) < HULL_GROWTH_MM)
    sulci = (shapes["parieto_occipital"], shapes["calcarine"], shapes["marginal"])
    inside = tuple(part[chosen] for part in points)
    labels[chosen] = cerebrum_labels(folds, hull, shapes["core"], sulci, *inside)
    core = distance_to(head, "core", points)
    paint(labels, np.where(np.abs(points[0]) < 9.0, core, 9.0), label.CSF)
    paint(labels, _pair_distance(head, "putamen", points), label.DEEP_GREY)
    ventricle = distance_to(head, "ventricle", points)
    paint(labels, ventricle, label.CSF)
    paint(labels, _pair_distance(head, "caudate", points), label.DEEP_GREY)
    # The septum stands a little to the left, so that the midline plane shows a ventricle.
    septum = np.abs(points[0] + 1.6) < 0.7
    paint(labels, np.where(septum, ventricle, 9.0), label.WHITE_MATTER)
    paint(labels, distance_to(head, "third_ventricle", points), label.CSF)
    paint(labels, distance_to(head, "brainstem", points), label.BRAINSTEM)
    paint(labels, distance_to(head, "hypothalamus", points), label.DEEP_GREY)
    paint(labels, distance_to(head, "mammillary", points), label.DEEP_GREY)
    paint(labels, distance_to(head, "thalamus", points), label.DEEP_GREY)
    for name in ("aqueduct", "fourth_ventricle"):
        paint(labels, distance_to(head, name, points), label.CSF)
    for name in ("corpus_callosum", "fornix", "commissure", "chiasm"):
        paint(labels, distance_to(head, name, points), label.WHITE_MATTER)
    for name in ("pituitary", "stalk", "pineal"):
        paint(labels, distance_to(head, name, points), label.GLAND)


def paint(labels: np.ndarray, distance: np.ndarray, value: int) -> None:
    """Give the points at a negative distance a label."""
    labels[distance < 0.0] = value


def paint_bone(labels: np.ndarray, distance: np.ndarray, shell: float) -> None:
    """Paint a bone: a compact shell, in mm, around marrow."""
    paint(labels, distance, label.COMPACT_BONE)
    paint(labels, distance + shell, label.MARROW)


def distance_to(head: Head, name: str, points: tuple) -> np.ndarray:
    """Return the signed distance in mm to a shape of the head, negative inside."""
    return shape_distance(head.shapes[name], *points)


def _pair_distance(head: Head, name: str, points: tuple) -> np.ndarray:
    return np.minimum(
        distance_to(head, f"{name}_right", points), distance_to(head, f"{name}_left", points)
    )


def random_waves(rng: np.random.Generator) -> np.ndarray:
    """Return the scale of a head and its warp, as one array of rows.

    The first row is the scale (anterior, superior), then zeros; the others are waves (direction
    along anterior and superior in 1/mm, phase, shift to the front and shift up in mm).
    """
    waves = [(*rng.uniform(0.972, 0.994, 2), 0.0, 0.0, 0.0)]
    for _ in range(6):
        angle, phase = rng.uniform(0.0, 2.0 * np.pi, 2)
        wave_number = 2.0 * np.pi / rng.uniform(110.0, 260.0)
        shift_a, shift_s = rng.uniform(-1.2, 1.2, 2)
        waves.append(
            (wave_number * np.cos(angle), wave_number * np.sin(angle), phase, shift_a, shift_s)
        )
    return np.array(waves)


def deformed(points: np.ndarray, waves: np.ndarray) -> np.ndarray:
    """Return the rows (anterior, superior, ...) moved by a smooth warp that all shapes share."""
    moved = points.copy()
    moved[:, :2] *= waves[0, :2]
    for along_a, along_s, phase, shift_a, shift_s in waves[1:]:
        wave = np.sin(points[:, 0] * along_a + points[:, 1] * along_s + phase)
        moved[:, 0] += shift_a * wave
        moved[:, 1] += shift_s * wave
    return moved


def _vertebra(ends: np.ndarray, waves: np.ndarray, rng: np.random.Generator) -> dict[str, Shape]:
    body, process = ends
    tilt = 0.12 + rng.uniform(-0.05, 0.05)
    corners = np.array(
        [(-8.0, -6.2), (-7.5, 0.0), (-8.2, 6.4), (0.0, 5.9), (8.0, 6.2), (7.2, 0.0), (8.6, -6.8)]
    )
    corners = corners[::-1].copy()
    corners[:, 1] += -tilt * corners[:, 0]
    disc = np.array([(-7.2, 0.0), (-5.0, 2.6), (5.0, 2.6), (7.4, 0.0), (5.0, -2.6), (-5.0, -2.6)])
    disc[:, 1] += -tilt * disc[:, 0] + 8.6
    sharp = np.repeat(corners, 2, axis=0)
    root = np.array([body[0] - 29.0, process[1] + 1.5, 2.4])
    tip = np.array([process[0], process[1], 4.0])
    line = np.array([root, 0.5 * (root + tip) - (0.0, 0.3, 0.9), tip])
    return {
        "body": contour_shape(deformed(body + sharp, waves), half_width=11, inset=4),
        "disc": contour_shape(deformed(body + disc, waves), half_width=11, inset=3),
        "process": tube_shape(deformed(catmull_rom(line, closed=False, samples=2), waves)),
    }
