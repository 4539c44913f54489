"""Grey levels of a transmission electron micrograph, painted over the geometry of the axons."""

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree

from imagephantoms.axons import organelles
from imagephantoms.axons.geometry import RIM, SOMA, VACUOLE, Tissue
from imagephantoms.noise import bump, grain, smooth_noise, soft_step

MEAN_GREY = 151.4
SD_GREY = 40.7


def _granules(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Texture of cytoplasm: microtubules and filaments cut across, a few pixels wide."""
    fine = grain(rng, shape, 1.15)
    coarse = grain(rng, shape, 2.8)
    texture = 12.0 * fine + 9.0 * coarse
    # Stained dots are darker than the gaps between them are bright.
    dots = np.maximum(grain(rng, shape, 1.4) - 0.6, 0.0)
    texture += 5.0 - 22.0 * dots * (0.75 + 0.5 * np.clip(-coarse, -1.0, 2.0))
    return texture


def _paint_between(
    rng: np.random.Generator, canvas: np.ndarray, tissue: Tissue, granules: np.ndarray
) -> None:
    """Paint glial processes and thin unmyelinated axons, each within its membrane."""
    shape = canvas.shape
    between = (tissue.axons == 0) & (tissue.myelin == 0)
    row, column = np.nonzero(between)
    fold = 5.0 * smooth_noise(rng, shape, 13.0), 5.0 * smooth_noise(rng, shape, 13.0)
    here = np.column_stack([row + fold[0][between], column + fold[1][between]])
    seeds = _process_seeds(rng, shape)
    nearest, edge = _two_nearest(seeds, here)
    tone = rng.standard_normal(seeds.shape[0])
    level = 161.0 + 14.0 * tone[nearest]
    # Astrocyte processes are pale and oligodendrocyte processes dark.
    kind = rng.random(seeds.shape[0])
    level += np.where(kind < 0.26, -26.0, 0.0)[nearest] + np.where(kind > 0.82, 24.0, 0.0)[nearest]
    membrane = 40.0 * bump(edge / 2.6) * np.clip(0.8 + 0.4 * tone[nearest], 0.2, 1.3)
    value = level + 0.8 * granules[between] - membrane
    value += (9.0 * smooth_noise(rng, shape, 9.0))[between]
    value += (7.0 * smooth_noise(rng, shape, 70.0))[between]
    # In the cleft between two sheaths that touch there is nothing but their outer membranes.
    room = ndimage.gaussian_filter(between.astype(np.float64), 2.6)[between]
    value += (100.0 - value) * (1.0 - soft_step((room - 0.40) / 0.13))
    canvas[between] = value


def _process_seeds(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Scatter the centres of the processes: many small profiles here, few large ones there."""
    n = int(shape[0] * shape[1] / 420.0)
    seeds = rng.random((n, 2)) * np.array(shape, dtype=np.float64)
    crowding = smooth_noise(rng, shape, 90.0)
    at = crowding[seeds[:, 0].astype(np.intp), seeds[:, 1].astype(np.intp)]
    return seeds[rng.random(n) < np.clip(0.45 + 0.3 * at, 0.12, 1.0)]


def _two_nearest(seeds: np.ndarray, here: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Index of the nearest seed, and the distance to the border with the second nearest."""
    distance, index = cKDTree(seeds).query(here, k=2)
    apart = seeds[index[:, 1]] - seeds[index[:, 0]]
    length = np.sqrt((apart * apart).sum(axis=1)) + 1e-9
    edge = (distance[:, 1] ** 2 - distance[:, 0] ** 2) / (2.0 * length)
    return index[:, 0], edge


def _streaky(
    phase: np.ndarray, field: np.ndarray, row: np.ndarray, column: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Profile across each lamella (1 in its middle), and a modulation of its own along it."""
    number = np.floor(phase)
    profile = bump(2.0 * (phase - number) - 1.0)
    # Every lamella reads the one noise field at a place of its own, so that neighbours differ.
    shift = number.astype(np.intp)
    along = field[(row + 37 * shift) % field.shape[0], (column + 53 * shift) % field.shape[1]]
    return profile, along


def _paint_myelin(
    rng: np.random.Generator, canvas: np.ndarray, tissue: Tissue, grains: np.ndarray
) -> None:
    """Paint compact myelin with its lamellae, and the splits where the lamellae come apart."""
    shape = canvas.shape
    where = tissue.myelin > 0
    row, column = np.nonzero(where)
    label = tissue.myelin[where]
    n = tissue.thickness.size
    outer, depth = tissue.outer_depth[where], tissue.sheath_depth[where]
    thickness = outer / np.maximum(depth, 0.02)
    wobble = smooth_noise(rng, shape, 13.0)[where]
    patch = smooth_noise(rng, shape, 45.0)[where]
    tone = 5.0 * rng.standard_normal(n)
    looseness = (rng.random(n) ** 2.5)[label]
    value = 92.0 + tone[label] + 13.0 * looseness + 4.0 * smooth_noise(rng, shape, 40.0)[where]
    value += 3.6 * grains[where] + 2.5 * smooth_noise(rng, shape, 5.0)[where]
    value -= 2.0 * patch
    field = smooth_noise(rng, shape, 13.0)
    # Fine: single lamellae. Coarse: bundles that have come apart. Both are measured from the
    # outer face, which they follow with a wobble.
    for period, spread, threshold, gain, most in (
        (4.6, 1.2, -0.1, 26.0, 48.0),
        (8.0, 3.0, 1.05, 62.0, 92.0),
    ):
        wide = period + spread * rng.random(n)
        phase = (outer + 0.4 * period * wobble) / wide[label] + rng.random(n)[label]
        profile, along = _streaky(phase, field, row, column)
        opening = along + 0.35 * patch + 1.1 * looseness - threshold
        inset = np.clip(np.minimum(outer, thickness - outer) / 2.5, 0.0, 1.0)
        value += profile * np.clip(gain * opening, 0.0, most) * inset
    lens = smooth_noise(rng, shape, 30.0)[where] + 1.2 * looseness - 1.5
    middle = (0.3 + 0.55 * rng.random(n))[label] + 0.12 * wobble
    half = np.minimum(7.0 * np.clip(lens, 0.0, 1.1), 0.33 * thickness) + 1e-6
    off = (depth - middle) * thickness
    shown = np.clip(2.5 * lens, 0.0, 1.0) * np.clip(half / 1.5, 0.0, 1.0)
    value += (196.0 + 12.0 * patch - value) * shown * bump(off / (half + 1.3))
    value -= 10.0 * shown * bump((np.abs(off) - half - 1.8) / 1.8)
    # The inner face fades: the section is thick and the membrane seldom upright.
    face = np.clip(0.7 + 0.5 * patch, 0.0, 1.5)
    value += 38.0 * soft_step(-(thickness - outer - 1.5) / 3.8) * face
    # Where two sheaths touch, the dark goes on from one to the other.
    between = (tissue.axons == 0) & ~where
    open_side = ndimage.gaussian_filter(between.astype(np.float64), 4.0)[where]
    facing = np.clip(4.0 * open_side - 0.5, 0.0, 1.0)
    value += 26.0 * soft_step(-(outer - 1.2) / 3.6) * face * facing
    canvas[where] = value


def _paint_axoplasm(
    rng: np.random.Generator, canvas: np.ndarray, tissue: Tissue, granules: np.ndarray
) -> None:
    """Paint axoplasm, and the periaxonal space where the axon has drawn back from its sheath."""
    shape = canvas.shape
    where = tissue.axons > 0
    label = tissue.axons[where]
    n = tissue.thickness.size
    inner = tissue.inner_depth[where]
    tone, busy = 4.5 * rng.standard_normal(n), 0.75 + 0.5 * rng.random(n)
    value = 193.0 + tone[label] + 5.0 * smooth_noise(rng, shape, 40.0)[where]
    value += 5.0 * smooth_noise(rng, shape, 11.0)[where]
    value += busy[label] * granules[where]
    # The axon draws back from its sheath by this many pixels.
    usual = np.where(rng.random(n) < 0.35, 4.0 + 9.0 * rng.random(n) ** 2, 2.4)
    # A few axons have shrunk all round and lie loose within several membranes.
    all_round = np.where(rng.random(n) < 0.09, 0.9, 0.15)
    usual = np.where(all_round > 0.5, 6.0 + 6.0 * rng.random(n), usual)
    uneven = np.where(all_round > 0.5, 0.45, 1.1)[label] * smooth_noise(rng, shape, 24.0)[where]
    drawn_back = usual[label] * (all_round[label] + uneven)
    wavy = inner + 1.0 * smooth_noise(rng, shape, 7.0)[where]
    space = soft_step((drawn_back - wavy) / 1.3) * np.clip(drawn_back - 1.5, 0.0, 1.0)
    filled = np.where(rng.random(n) < 0.3, 150.0, 198.0)[label] + 0.6 * granules[where]
    value += (filled - value) * 0.85 * space
    line = bump((wavy - drawn_back) / 2.2) * np.clip(0.6 * drawn_back - 0.4, 0.0, 1.0)
    second = bump((wavy - 0.45 * drawn_back) / 2.0) * np.clip(0.25 * drawn_back - 1.2, 0.0, 1.0)
    value -= 50.0 * line + 38.0 * second
    value -= 34.0 * soft_step(-(inner - 1.2) / 2.6)
    # Membranes of the smooth reticulum run through a few of the axons.
    course = smooth_noise(rng, shape, 26.0)[where] / 0.075
    seen = np.clip(smooth_noise(rng, shape, 30.0)[where] + 0.4, 0.0, 1.0)
    some = (rng.random(n) < 0.14)[label]
    value -= 40.0 * some * seen * bump(np.clip(course, -1.0, 1.0))
    canvas[where] = value


def _illumination(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Fall of brightness from left to right, levelling off, with a slow random part."""
    across = np.linspace(0.0, 1.0, shape[1])[None, :]
    fall = 12.0 - 27.0 * across * (1.5 - 0.62 * across)
    return fall + 1.8 * smooth_noise(rng, shape, 420.0)


def _streaks(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Horizontal bands left by the knife and the scan, dark beside bright."""
    field = np.zeros(shape)
    rows = np.arange(shape[0], dtype=np.float64)[:, None]
    for _ in range(int(rng.poisson(shape[0] / 750.0)) + 2):
        at = shape[0] * rng.random()
        drift = 9.0 * smooth_noise(rng, (1, shape[1]), 500.0)
        strength = np.clip(0.45 + 0.8 * smooth_noise(rng, (1, shape[1]), 170.0), 0.0, 1.6)
        half = 7.0 + 9.0 * rng.random()
        off = rows - at - drift
        field -= (12.0 + 14.0 * rng.random()) * strength * bump(off / half)
        field += (8.0 + 12.0 * rng.random()) * strength * bump((off - 2.1 * half) / (1.6 * half))
    return field + 0.8 * rng.standard_normal((shape[0], 1))


def paint(rng: np.random.Generator, tissue: Tissue) -> np.ndarray:
    """Paint a tissue as an electron micrograph.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of all texture.
    tissue : Tissue
        Geometry with its rim.

    Returns
    -------
    numpy.ndarray
        uint8 picture without the rim.
    """
    shape = tissue.axons.shape
    canvas = np.zeros(shape)
    granules = _granules(rng, shape)
    grains = grain(rng, shape, 1.4)
    _paint_between(rng, canvas, tissue, granules)
    _paint_axoplasm(rng, canvas, tissue, granules)
    _paint_myelin(rng, canvas, tissue, grains)
    for row, column, radius, kind in tissue.clearings:
        if kind == VACUOLE:
            organelles.vacuole(rng, canvas, tissue, (row, column), radius)
        elif kind != SOMA:
            organelles.glial_patch(rng, canvas, tissue, (row, column), radius, int(kind))
    organelles.fill_axons(rng, canvas, tissue)
    organelles.specks(rng, canvas)
    if tissue.nucleus is not None:
        organelles.nucleus(rng, canvas, tissue)
    return _expose(rng, canvas)


def _expose(rng: np.random.Generator, canvas: np.ndarray) -> np.ndarray:
    """Blur a little and unevenly, light, expose to the wanted grey levels and add the grain."""
    sharp = ndimage.gaussian_filter(canvas, 0.9)
    soft = ndimage.gaussian_filter(canvas, 2.6)
    # Membranes that run obliquely through the section look out of focus.
    oblique = np.clip(0.55 * smooth_noise(rng, canvas.shape, 30.0) - 0.25, 0.0, 0.8)
    canvas = sharp + oblique * (soft - sharp)
    canvas += _illumination(rng, canvas.shape) + _streaks(rng, canvas.shape)
    canvas = canvas[RIM:-RIM, RIM:-RIM]
    # The exposure is set for the whole picture, as the operator of a microscope does.
    gain = SD_GREY / float(canvas.std())
    canvas = MEAN_GREY + gain * (canvas - float(canvas.mean()))
    canvas += 1.6 * grain(rng, canvas.shape, 0.7)
    # Film and camera saturate gently: steep tails are bent instead of clipped.
    high = np.maximum(canvas - 222.0, 0.0)
    canvas -= high * high / (high + 25.0)
    return np.clip(np.rint(canvas), 0, 255).astype(np.uint8)
