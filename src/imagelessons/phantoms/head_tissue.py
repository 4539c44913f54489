"""The 3-D head phantom: which tissue lies at a point in patient millimetres (RAS)."""

from typing import NamedTuple

import numpy as np

from imagelessons.phantoms import head_labels as label
from imagelessons.phantoms.head_anatomy import CERVICAL, CONTOURS, PAIRED_CONTOURS, TUBES
from imagelessons.phantoms.head_brain import (
    HULL_GROWTH_MM,
    Folds,
    Hull,
    cerebellum_labels,
    cerebrum_labels,
    hull_distance,
    make_folds,
)
from imagelessons.phantoms.head_noise import Field, random_stream, sample_field, smooth_field
from imagelessons.phantoms.head_shapes import (
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
    waves = _random_waves(rng)
    shapes = {}
    for name, (half_width, inset, points) in CONTOURS.items():
        moved = _deformed(np.array(points, dtype=np.float64), waves)
        # The folds are laid out by the distance to the core, over the whole medial surface.
        margin = 40.0 if name == "core" else MARGIN_MM
        shapes[name] = contour_shape(moved, half_width=half_width, inset=inset, margin=margin)
    for name, (half_width, points) in TUBES.items():
        moved = _deformed(np.array(points, dtype=np.float64), waves)
        shapes[name] = tube_shape(moved, half_width=half_width)
    for name, (aside, half_width, inset, points) in PAIRED_CONTOURS.items():
        moved = _deformed(np.array(points, dtype=np.float64), waves)
        for side, right in (("right", aside), ("left", -aside)):
            shapes[f"{name}_{side}"] = contour_shape(
                moved, half_width=half_width, inset=inset, right=right
            )
    for number, (body, process) in enumerate(CERVICAL, start=3):
        for part, shape in _vertebra(np.array([body, process]), waves, rng).items():
            shapes[f"{part}_{number}"] = shape
    centre, nose = _deformed(np.array([[-47.5, -37.0], [105.0, -64.0]]), waves)
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
    _paint_neck(labels, head, points)
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
    return -np.minimum(_distance(head, "head", points), _distance(head, "nose", points))


def _paint_soft_tissue(labels: np.ndarray, head: Head, points: tuple) -> None:
    skin = -head_depth(head, *points)
    _paint(labels, skin, label.SKIN)
    _paint(labels, skin + 1.6, label.FAT)
    # The galea lies on the skull, with loose tissue of changing thickness under it.
    bump = sample_field(head.thickness, points[0] + 90.0, points[1], points[2])
    skull = _distance(head, "skull", points)
    above = points[2] > -30.0
    _paint(labels, np.where(above, skull - 1.3 - 0.7 * bump, 9.0), label.CARTILAGE)
    # Away from the midline the neck and the cheeks are mostly muscle.
    beside = (np.abs(points[0]) > 17.0 + 3.0 * bump) & (points[2] < -35.0)
    _paint(labels, np.where(beside, skin + 7.0 + 2.0 * bump, 9.0), label.MUSCLE)
    for name in ("nape_muscle", "larynx", "mouth_floor", "chin_muscle", "upper_lip", "lower_lip"):
        _paint(labels, _distance(head, name, points), label.MUSCLE)


def _paint_neck(labels: np.ndarray, head: Head, points: tuple) -> None:
    _paint(labels, _distance(head, "prevertebral", points), label.MUSCLE)
    for name in ("muscle_plane", "deep_plane"):
        _paint(labels, _distance(head, name, points), label.FAT)
    _paint(labels, _distance(head, "nuchal_line", points), label.CARTILAGE)
    _paint(labels, _distance(head, "column", points), label.CARTILAGE)
    canal = _distance(head, "canal", points)
    for number in range(3, 8):
        _paint(labels, _distance(head, f"disc_{number}", points), label.CARTILAGE)
    for number in range(3, 8):
        _paint_bone(labels, _distance(head, f"body_{number}", points), 0.9)
        _paint_bone(labels, _distance(head, f"process_{number}", points), 0.9)
    _paint(labels, canal - 0.9, label.CARTILAGE)
    for name in ("axis", "axis_process", "atlas_front", "atlas_back"):
        _paint_bone(labels, _distance(head, name, points), 0.9)
    _paint(labels, canal, label.CSF)
    _paint(labels, _distance(head, "cord", points), label.SPINAL_CORD)
    for name in ("thyroid_cartilage", "cricoid"):
        _paint(labels, _distance(head, name, points), label.CARTILAGE)
    _paint_bone(labels, _distance(head, "hyoid", points), 1.0)


def _paint_face(labels: np.ndarray, head: Head, points: tuple) -> None:
    _paint(labels, _pair_distance(head, "eye", points), label.EYE)
    _paint(labels, _distance(head, "gums", points), label.MUCOSA)
    _paint(labels, _pair_distance(head, "jaw_muscle", points), label.MUSCLE)
    _paint_bone(labels, _pair_distance(head, "jaw", points), 1.4)
    _paint_bone(labels, _distance(head, "mandible", points), 1.3)
    airway = _distance(head, "nasal_airway", points)
    _paint(labels, airway - 1.6, label.MUCOSA)
    swelling = sample_field(head.wobble[0], points[0] + 60.0, 0.45 * points[1], 1.1 * points[2])
    # Thin walls part the ethmoid cells below the floor of the skull.
    walls = np.abs(sample_field(head.wobble[1], points[0] + 60.0, points[1], points[2]))
    is_wall = (walls < 0.22) & (points[2] > -0.35 * (points[1] - 30.0) - 28.0)
    _paint(labels, np.where((swelling > 0.9) | is_wall, 9.0, airway), label.AIR)
    for name in ("turbinate_low", "turbinate_mid"):
        _paint(labels, _distance(head, name, points), label.MUCOSA)
    _paint_bone(labels, _distance(head, "palate", points), 1.0)
    throat = _distance(head, "nasopharynx", points)
    pharynx = _distance(head, "pharynx", points)
    trachea = _distance(head, "trachea", points)
    for lumen in (throat, pharynx, trachea):
        _paint(labels, np.where(labels == label.CARTILAGE, 9.0, lumen - 1.5), label.MUCOSA)
    gap = _distance(head, "mouth_gap", points)
    _paint(labels, gap - 1.2, label.MUCOSA)
    tongue = _distance(head, "tongue", points)
    _paint(labels, tongue, label.TONGUE)
    for lumen in (throat, pharynx, trachea, gap, _distance(head, "vallecula", points)):
        _paint(labels, lumen, label.AIR)
    _paint(labels, _distance(head, "soft_palate", points), label.MUCOSA)
    _paint(labels, _distance(head, "epiglottis", points), label.CARTILAGE)
    for name in ("upper_incisor", "lower_incisor"):
        _paint(labels, _distance(head, name, points), label.TOOTH)
    _paint(labels, _distance(head, "nasal_bone", points), label.COMPACT_BONE)
    _paint(labels, _distance(head, "nasal_cartilage", points), label.CARTILAGE)


def _paint_skull(labels: np.ndarray, head: Head, points: tuple) -> None:
    outer = _distance(head, "skull", points)
    inner = _distance(head, "cavity", points)
    bump = sample_field(head.thickness, *points)
    in_canal = _distance(head, "canal", points) < 1.0
    # The middle fossae hold the temporal lobes.
    temporal = _pair_distance(head, "temporal", points)
    outer = np.minimum(np.where(in_canal, 9.0, outer), temporal - 7.0)
    inner = np.minimum(inner, temporal - 2.5)
    _paint(labels, outer - 0.8, label.CARTILAGE)
    _paint(labels, outer, label.COMPACT_BONE)
    diploe = np.maximum(outer + 1.7 + 0.5 * bump, 1.7 - 0.5 * bump - inner)
    _paint(labels, diploe, label.MARROW)
    clivus = np.where(in_canal, 9.0, _distance(head, "clivus", points))
    _paint_bone(labels, clivus, 1.1)
    for name in ("sphenoid_sinus", "frontal_sinus"):
        sinus = _distance(head, name, points)
        _paint(labels, sinus - 1.0, label.COMPACT_BONE)
        _paint(labels, sinus, label.MUCOSA)
        _paint(labels, sinus + 0.8, label.AIR)
    _paint(labels, inner, label.DURA)
    _paint(labels, inner + 0.9, label.CSF)


def _paint_brain(labels: np.ndarray, head: Head, points: tuple) -> None:
    shapes, folds = head.shapes, head.folds
    for name in ("sagittal_sinus", "straight_sinus"):
        _paint(labels, _distance(head, name, points), label.DURA)
    chosen = np.flatnonzero(_distance(head, "cerebellum", points) < 0.0)
    inside = tuple(part[chosen] for part in points)
    labels[chosen] = cerebellum_labels(folds, shapes["cerebellum"], head.cerebellum_centre, *inside)
    lobes = (shapes["cerebrum"], shapes["temporal_right"], shapes["temporal_left"])
    hull = Hull(lobes, shapes["cavity"])
    chosen = np.flatnonzero(hull_distance(hull, *points) < HULL_GROWTH_MM)
    sulci = (shapes["parieto_occipital"], shapes["calcarine"], shapes["marginal"])
    inside = tuple(part[chosen] for part in points)
    labels[chosen] = cerebrum_labels(folds, hull, shapes["core"], sulci, *inside)
    core = _distance(head, "core", points)
    _paint(labels, np.where(np.abs(points[0]) < 9.0, core, 9.0), label.CSF)
    _paint(labels, _pair_distance(head, "putamen", points), label.DEEP_GREY)
    ventricle = _distance(head, "ventricle", points)
    _paint(labels, ventricle, label.CSF)
    _paint(labels, _pair_distance(head, "caudate", points), label.DEEP_GREY)
    # The septum stands a little to the left, so that the midline plane shows a ventricle.
    septum = np.abs(points[0] + 1.6) < 0.7
    _paint(labels, np.where(septum, ventricle, 9.0), label.WHITE_MATTER)
    _paint(labels, _distance(head, "third_ventricle", points), label.CSF)
    _paint(labels, _distance(head, "brainstem", points), label.BRAINSTEM)
    _paint(labels, _distance(head, "hypothalamus", points), label.DEEP_GREY)
    _paint(labels, _distance(head, "mammillary", points), label.DEEP_GREY)
    _paint(labels, _distance(head, "thalamus", points), label.DEEP_GREY)
    for name in ("aqueduct", "fourth_ventricle"):
        _paint(labels, _distance(head, name, points), label.CSF)
    for name in ("corpus_callosum", "fornix", "commissure", "chiasm"):
        _paint(labels, _distance(head, name, points), label.WHITE_MATTER)
    for name in ("pituitary", "stalk", "pineal"):
        _paint(labels, _distance(head, name, points), label.GLAND)


def _paint(labels: np.ndarray, distance: np.ndarray, value: int) -> None:
    labels[distance < 0.0] = value


def _paint_bone(labels: np.ndarray, distance: np.ndarray, shell: float) -> None:
    _paint(labels, distance, label.COMPACT_BONE)
    _paint(labels, distance + shell, label.MARROW)


def _distance(head: Head, name: str, points: tuple) -> np.ndarray:
    return shape_distance(head.shapes[name], *points)


def _pair_distance(head: Head, name: str, points: tuple) -> np.ndarray:
    return np.minimum(
        _distance(head, f"{name}_right", points), _distance(head, f"{name}_left", points)
    )


def _random_waves(rng: np.random.Generator) -> np.ndarray:
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


def _deformed(points: np.ndarray, waves: np.ndarray) -> np.ndarray:
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
        "body": contour_shape(_deformed(body + sharp, waves), half_width=11, inset=4),
        "disc": contour_shape(_deformed(body + disc, waves), half_width=11, inset=3),
        "process": tube_shape(_deformed(catmull_rom(line, closed=False, samples=2), waves)),
    }
