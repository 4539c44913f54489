"""Where the axons lie: packed fibres pressed against one another, each with its myelin sheath."""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from imagephantoms.noise import smooth_noise

# The frame is built with a rim of this many pixels, cut off at the end, so that the distance to a
# fibre's edge is right also where that edge lies just outside the picture.
RIM = 64
# Kinds of spaces without fibres.
NEUROPIL, DARK_GLIA, PALE_GLIA, VACUOLE, SOMA = 0, 1, 2, 3, 4
_REACH = 30.0


def _draw_clearings(
    rng: np.random.Generator, shape: tuple[int, int]
) -> tuple[np.ndarray, tuple[float, float, float, float] | None]:
    """Draw the spaces without fibres, and the nucleus when the field of view has room for it."""
    rows, columns = shape
    area = float(rows * columns)
    found = []
    count = int(rng.poisson(area / 150_000.0))
    for _ in range(count):
        kind = (NEUROPIL, NEUROPIL, DARK_GLIA, PALE_GLIA)[int(rng.integers(4))]
        radius = 22.0 + 55.0 * rng.random() ** 2
        found.append((rows * rng.random(), columns * rng.random(), radius, kind))
    for _ in range(int(rng.poisson(area / 700_000.0))):
        radius = 12.0 + 22.0 * rng.random()
        found.append((rows * rng.random(), columns * rng.random(), radius, VACUOLE))
    nucleus = None
    if rows >= 900 and columns >= 1200:
        for _ in range(1 + int(rng.random() < 0.4)):
            place = rows * (0.2 + 0.7 * rng.random()), columns * (0.05 + 0.75 * rng.random())
            found.append((*place, 60.0 + 28.0 * rng.random(), VACUOLE))
        row = RIM - 70.0 + 100.0 * rng.random()
        column = columns - RIM - 180.0 - 160.0 * rng.random()
        nucleus = (row, column, 165.0 + 30.0 * rng.random(), 200.0 + 40.0 * rng.random())
        found.append((row + 20.0, column, 265.0, SOMA))
        found.append((row + 60.0, column - 230.0, 90.0, PALE_GLIA))
        found.append((row + 120.0, column + 200.0, 80.0, PALE_GLIA))
        found.append((row + 130.0 + 60.0 * rng.random(), column - 420.0, 110.0, DARK_GLIA))
    return np.array(found, dtype=np.float64).reshape(-1, 4), nucleus


def _draw_radii(rng: np.random.Generator, area: float) -> np.ndarray:
    """Draw fibre radii (pixels), log-normal as in white matter, until their discs fill the area."""
    draws = 44.0 * np.exp(0.40 * rng.standard_normal(int(area / 2500.0) + 60))
    draws = draws[(draws > 25.0) & (draws < 135.0)]
    last = int(np.searchsorted(np.cumsum(np.pi * draws * draws), area))
    return np.sort(draws[: last + 1])[::-1]


def _scatter(
    rng: np.random.Generator, frame: np.ndarray, radii: np.ndarray, fixed: np.ndarray
) -> np.ndarray:
    """Place discs one by one, the largest first, each at the roomiest of some random places."""
    placed = np.empty((fixed.shape[0] + radii.size, 2))
    size = np.empty(placed.shape[0])
    placed[: fixed.shape[0]] = fixed[:, :2]
    size[: fixed.shape[0]] = fixed[:, 2]
    for n, radius in enumerate(radii, start=fixed.shape[0]):
        tries = frame[0] + (frame[1] - frame[0]) * rng.random((12, 2))
        if n:
            apart = tries[:, None, :] - placed[None, :n, :]
            room = np.sqrt((apart * apart).sum(axis=2)) - size[:n]
            best = int(np.argmax(np.round(room.min(axis=1), 6)))
        else:
            best = 0
        placed[n], size[n] = tries[best], radius
    return placed


def _relax(
    place: np.ndarray, size: np.ndarray, partner: np.ndarray, n_fixed: int, frame: np.ndarray
) -> np.ndarray:
    """Push overlapping discs apart, and hold the two discs of a long fibre together.

    Only sums, products and square roots occur, so every machine gets the same positions.
    """
    place = place.copy()
    inertia = 1.0 / (size * size)
    inertia[:n_fixed] = 0.0
    n = size.size
    for step in range(220):
        if step % 20 == 0:
            place = np.round(place * 1024.0) / 1024.0
            delta = place[:, None, :] - place[None, :, :]
            gap = np.sqrt((delta * delta).sum(axis=2)) - size[:, None] - size[None, :]
            first, second = np.nonzero(np.triu(gap < 25.0, k=1))
            share = inertia[first] + inertia[second]
            keep = share > 0.0
            first, second, share = first[keep], second[keep], share[keep]
            linked = partner[first] == second
        delta = place[first] - place[second]
        distance = np.maximum(np.sqrt((delta * delta).sum(axis=1)), 1e-3)
        rest = size[first] + size[second]
        push = np.maximum(rest - distance, 0.0)
        push[linked] = (0.62 * rest - distance)[linked]
        move = (0.45 * push / distance / share)[:, None] * delta
        for axis in (0, 1):
            place[:, axis] += np.bincount(first, inertia[first] * move[:, axis], n)
            place[:, axis] -= np.bincount(second, inertia[second] * move[:, axis], n)
        place[n_fixed:] = np.clip(place[n_fixed:], frame[0], frame[1])
    return place


def pack_fibres(
    rng: np.random.Generator, shape: tuple[int, int], clearings: np.ndarray, filling: float = 0.89
) -> np.ndarray:
    """Pack fibres of many sizes around the clearings.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of sizes and places.
    shape : tuple of int
        Rows and columns of the frame in pixels.
    clearings : numpy.ndarray
        float64 (m, 4): row, column, radius and kind of the spaces to leave free.
    filling : float
        Area of all discs relative to the area there is.

    Returns
    -------
    numpy.ndarray
        float64 (n, 5): row and column of both ends of each fibre's core line, and its radius; the
        two ends are the same place in a fibre cut straight across.
    """
    frame = np.array([[-90.0, -90.0], [shape[0] + 90.0, shape[1] + 90.0]])
    area = float((frame[1] - frame[0]).prod())
    free = area - float((np.pi * clearings[:, 2] ** 2).sum())
    radii = _draw_radii(rng, filling * max(free, 0.3 * area))
    long = rng.random(radii.size) < 0.13
    # A long fibre becomes two linked discs with about the area of the one it replaces.
    size = np.concatenate([np.where(long, 0.76 * radii, radii), 0.76 * radii[long]])
    place = _scatter(rng, frame, np.where(long, 0.76 * radii, radii), clearings)
    n_fixed = clearings.shape[0]
    turn = rng.standard_normal((int(long.sum()), 2))
    turn /= np.sqrt((turn * turn).sum(axis=1, keepdims=True)) + 1e-9
    head = n_fixed + np.flatnonzero(long)
    place = np.concatenate([place, place[head] + turn * size[head - n_fixed][:, None]])
    partner = np.full(place.shape[0], -1)
    tail = n_fixed + radii.size + np.arange(head.size)
    partner[head] = tail
    size = np.concatenate([clearings[:, 2], size])
    place = _relax(place, size, partner, n_fixed, frame)
    other = place.copy()
    other[head] = place[tail]
    fibres = np.column_stack([place, other, size])[n_fixed : n_fixed + radii.size]
    return fibres


def _window(fibre: np.ndarray, shape: tuple[int, int], reach: float) -> tuple[slice, slice] | None:
    row0, row1 = sorted((fibre[0], fibre[2]))
    column0, column1 = sorted((fibre[1], fibre[3]))
    top = max(int(row0 - reach), 0)
    bottom = min(int(row1 + reach) + 2, shape[0])
    left = max(int(column0 - reach), 0)
    right = min(int(column1 + reach) + 2, shape[1])
    if top >= bottom or left >= right:
        return None
    return slice(top, bottom), slice(left, right)


def _signed_distance(
    fibre: np.ndarray, form: np.ndarray, row: np.ndarray, column: np.ndarray
) -> np.ndarray:
    """Distance to the free outline of a fibre (negative inside), an uneven capsule."""
    along = fibre[2:4] - fibre[:2]
    length = float(along[0] * along[0] + along[1] * along[1])
    d_row, d_column = row - fibre[0], column - fibre[1]
    if length > 0.0:
        t = np.clip((d_row * along[0] + d_column * along[1]) / length, 0.0, 1.0)
        d_row, d_column = d_row - t * along[0], d_column - t * along[1]
    distance = np.sqrt(d_row * d_row + d_column * d_column) + 1e-9
    c, s = d_column / distance, d_row / distance
    c2, s2 = c * c - s * s, 2.0 * c * s
    c3, s3 = c2 * c - s2 * s, s2 * c + c2 * s
    uneven = form[0] * c2 + form[1] * s2 + form[2] * c3 + form[3] * s3
    uneven += form[4] * (c2 * c2 - s2 * s2) + form[5] * (2.0 * c2 * s2)
    return distance - fibre[4] * (1.0 + uneven)


def _largest_part(mask: np.ndarray) -> np.ndarray:
    parts, n = ndimage.label(mask)
    if n == 0:
        return mask
    sizes = np.bincount(parts.ravel())
    sizes[0] = 0
    return ndimage.binary_fill_holes(parts == int(np.argmax(sizes)))


def _sheath_thickness(rng: np.random.Generator, radius: float) -> float:
    """Draw a myelin thickness in pixels: thicker on thicker fibres, with a wide scatter."""
    usual = 5.6 + 0.135 * radius
    drawn = usual * float(np.exp(0.24 * rng.standard_normal()))
    return float(np.clip(drawn, 0.11 * radius + 1.5, 0.36 * radius))


def build_tissue(rng: np.random.Generator, shape: tuple[int, int]) -> "Tissue":
    """Build the labelled fibres of one field of view.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of all random choices.
    shape : tuple of int
        Rows and columns of the picture without the rim.

    Returns
    -------
    Tissue
        Labels and depth maps (float64, pixels) on a frame with `RIM` more pixels on every side.

    Notes
    -----
    A pixel belongs to the fibre whose free outline is nearest in signed distance (an additively
    weighted Voronoi diagram, also named Apollonius diagram: Okabe, Boots, Sugihara and Chiu,
    Spatial Tessellations, 2nd ed. 2000), so that neighbours flatten where they press.
    """
    full = (shape[0] + 2 * RIM, shape[1] + 2 * RIM)
    clearings, nucleus = _draw_clearings(rng, full)
    fibres = pack_fibres(rng, full, clearings)
    spread = np.array([0.10, 0.10, 0.04, 0.04, 0.02, 0.02])
    forms = spread * rng.standard_normal((fibres.shape[0], 6))
    row = np.arange(full[0], dtype=np.float64)[:, None] + 7.0 * smooth_noise(rng, full, 60.0)
    row += 1.2 * smooth_noise(rng, full, 16.0)
    column = np.arange(full[1], dtype=np.float64)[None, :] + 7.0 * smooth_noise(rng, full, 60.0)
    column += 1.2 * smooth_noise(rng, full, 16.0)
    swelling = 2.5 + 2.5 * smooth_noise(rng, full, 110.0)

    nearest = np.full(full, _REACH)
    second = np.full(full, _REACH)
    owner = np.full(full, -1, dtype=np.int32)
    # Vacuoles and the cell body are firm: fibres yield to them as to a fibre without a sheath.
    firm = clearings[(clearings[:, 3] == VACUOLE) | (clearings[:, 3] == SOMA)]
    firm = firm[:, [0, 1, 0, 1, 2]]
    no_form = np.zeros((firm.shape[0], 6))
    bodies, body_forms = np.concatenate([fibres, firm]), np.concatenate([forms, no_form])
    for n, body in enumerate(bodies):
        window = _window(body, full, 1.3 * body[4] + _REACH)
        if window is None:
            continue
        f = _signed_distance(body, body_forms[n], row[window], column[window])
        closer = f < nearest[window]
        second[window] = np.where(closer, nearest[window], np.minimum(second[window], f))
        nearest[window] = np.where(closer, f, nearest[window])
        owner[window][closer] = n

    tissue = Tissue(
        axons=np.zeros(full, dtype=np.int32),
        myelin=np.zeros(full, dtype=np.int32),
        outer_depth=np.zeros(full),
        sheath_depth=np.zeros(full),
        inner_depth=np.zeros(full),
        thickness=np.zeros(fibres.shape[0] + 1),
        clearings=clearings,
        nucleus=nucleus,
    )
    wobble = smooth_noise(rng, full, 28.0)
    kept = 0
    for n, fibre in enumerate(fibres):
        thickness = _sheath_thickness(rng, fibre[4])
        window = _window(fibre, full, 1.3 * fibre[4] + _REACH)
        if window is None:
            continue
        f = _signed_distance(fibre, forms[n], row[window], column[window])
        others = np.where(owner[window] == n, second[window], nearest[window])
        inside = np.minimum(swelling[window] - f, 0.5 * (others - f) - 0.7)
        inside = ndimage.gaussian_filter(inside, 2.0 + 0.15 * fibre[4], truncate=2.5)
        fibre_mask = _largest_part((inside > 0.0) & (others - f > 1.4))
        if _sheathe(tissue, window, fibre_mask, kept + 1, thickness, wobble[window]):
            kept += 1
            tissue.thickness[kept] = thickness
    return tissue


def _sheathe(
    tissue: "Tissue",
    window: tuple[slice, slice],
    fibre_mask: np.ndarray,
    label: int,
    thickness: float,
    wobble: np.ndarray,
) -> bool:
    """Split one fibre into axon and myelin and enter both; False if there is no room for both."""
    # Fibres never share a side of a pixel, so that they are the connected parts of their mask.
    taken = tissue.axons[window] + tissue.myelin[window] > 0
    fibre_mask = _largest_part(fibre_mask & ~ndimage.binary_dilation(taken)) & ~taken
    if fibre_mask.sum() < 500:
        return False
    outer = ndimage.distance_transform_edt(fibre_mask)
    # A fibre squeezed by its neighbours gets a thinner sheath rather than no axon.
    thickness = min(thickness, 0.4 * float(outer.max()))
    level = outer - thickness * (1.0 + 0.16 * wobble)
    level = ndimage.gaussian_filter(level, 1.0 + 0.12 * thickness)
    axon = _largest_part((level > 0.0) & (outer > 3.0))
    if axon.sum() < 150:
        return False
    sheath = fibre_mask & ~axon
    to_axon = ndimage.distance_transform_edt(~axon)
    tissue.axons[window][axon] = label
    tissue.myelin[window][sheath] = label
    tissue.outer_depth[window][sheath] = outer[sheath]
    tissue.sheath_depth[window][sheath] = (outer / (outer + to_axon + 1e-9))[sheath]
    tissue.inner_depth[window][axon] = ndimage.distance_transform_edt(axon)[axon]
    return True


@dataclass(frozen=True)
class Tissue:
    """Geometry of one field of view, on the frame that includes the rim.

    ``clearings`` holds one row (row, column, radius, kind) per space without fibres; kind is one
    of the numbers at the top. ``nucleus`` is (row, column, row radius, column radius) or None.
    """

    axons: np.ndarray
    myelin: np.ndarray
    outer_depth: np.ndarray
    sheath_depth: np.ndarray
    inner_depth: np.ndarray
    thickness: np.ndarray
    clearings: np.ndarray
    nucleus: tuple[float, float, float, float] | None
