"""Synapses: puncta of synaptophysin in the molecular layer, glomeruli and baskets above it."""

import numpy as np
from scipy import ndimage

from imagephantoms.cerebellum.cells import Cells, layer_row
from imagephantoms.cerebellum.draw import draw_dots, lobed_disc
from imagephantoms.cerebellum.growth import jittered_grid
from imagephantoms.noise import grain, smooth_noise, soft_step


def paint_synaptophysin(
    rng: np.random.Generator,
    cells: Cells,
    bodies: np.ndarray,
    receptor: np.ndarray,
    nuclei: np.ndarray,
) -> np.ndarray:
    """Paint the amount of synaptophysin.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the places.
    cells : Cells
        The Purkinje cells, whose row parts the layers.
    bodies : numpy.ndarray
        Integer label image (rows, columns) of their bodies.
    receptor : numpy.ndarray
        float64 (rows, columns), amount of IP3 receptor.
    nuclei : numpy.ndarray
        Integer label image (rows, columns) of the nuclei.

    Returns
    -------
    numpy.ndarray
        float64 (rows, columns), 0 to 1.
    """
    shape = bodies.shape
    row = np.arange(shape[0], dtype=np.float64)[:, None]
    column = np.arange(shape[1], dtype=np.float64)[None, :]
    depth = row - layer_row(cells.layer, column, cells.width)
    # Parallel fibres end between the branchlets, few on them, none within a nucleus.
    between = 1.0 - 0.93 * soft_step((ndimage.gaussian_filter(receptor, 1.2) - 0.36) / 0.16)
    between *= np.where((nuclei > 0) | (bodies > 0), 0.03, 1.0)
    patches = 1.0 + 0.25 * smooth_noise(rng, shape, 24.0) + 0.18 * smooth_noise(rng, shape, 80.0)
    climb = 0.62 + 0.75 * np.clip((depth - 350.0) / 900.0, 0.0, 1.0)
    odds = np.clip(patches, 0.12, 2.0) * climb * soft_step((depth - 75.0) / 45.0) * between
    amount = np.zeros(shape)
    place = _clusters(rng, odds)
    n = len(place)
    axis = rng.standard_normal((n, 2))
    axis /= np.maximum(np.sqrt((axis * axis).sum(axis=1)), 1e-9)[:, None]
    across = 1.3 + 1.15 * rng.random(n)
    radii = np.column_stack([across * (1.0 + 0.9 * rng.random(n)), across])
    value = np.clip(0.69 + 0.60 * rng.random(n), 0.0, 1.0)
    draw_dots(amount, place, radii, axis, value)
    far = ndimage.gaussian_filter(amount, 3.0, truncate=3.0)
    shifted = np.roll(np.roll(far, 7, axis=0), -11, axis=1)
    amount = np.maximum(amount, 0.15 * shifted * (0.3 + 0.7 * between))
    for window, part in _tangles(rng, cells, bodies, nuclei):
        np.maximum(amount[window], part, out=amount[window])
    return np.clip(amount, 0.0, 1.0)


def _clusters(rng: np.random.Generator, odds: np.ndarray) -> np.ndarray:
    """Scatter puncta in small clusters, where the odds allow."""
    rows, columns = odds.shape
    n = int(rows * columns / 22.0)
    centre = rng.random((n, 2)) * np.array([rows, columns], dtype=np.float64)
    at = odds[centre[:, 0].astype(np.intp), centre[:, 1].astype(np.intp)]
    centre = centre[2.0 * rng.random(n) < at]
    members = 1 + (3.0 * rng.random(len(centre)) ** 2 * 1.6).astype(np.intp)
    centre = np.repeat(centre, members, axis=0)
    place = centre + 3.2 * rng.standard_normal(centre.shape)
    within = (place >= 0.0).all(axis=1) & (place < np.array([rows, columns])).all(axis=1)
    place = place[within]
    at = odds[place[:, 0].astype(np.intp), place[:, 1].astype(np.intp)]
    return place[rng.random(len(place)) < at / 0.8]


def _tangles(
    rng: np.random.Generator, cells: Cells, bodies: np.ndarray, nuclei: np.ndarray
) -> list[tuple[tuple[slice, slice], np.ndarray]]:
    """Paint tangles of terminals: glomeruli between granule cells, baskets at Purkinje cells."""
    shape = bodies.shape
    taken = (bodies > 0) | (nuclei > 0)
    room = ndimage.distance_transform_edt(~taken)
    found = []
    top = float(cells.layer[0])
    for place in jittered_grid(rng, (0.0, 0.0), (top + 60.0, float(shape[1])), 34.0):
        row = min(int(place[0]), shape[0] - 1)
        column = min(int(place[1]), shape[1] - 1)
        above = layer_row(cells.layer, place[1], cells.width) - place[0]
        if room[row, column] > 16.0 and above > 25.0 and rng.random() < 0.9:
            found.append((place, 1.15 * min(room[row, column], 42.0), 0.30 + 0.35 * rng.random()))
    for k in range(len(cells.place)):
        side = np.array([cells.lean[k, 1], -cells.lean[k, 0]])
        if rng.random() < 0.7:
            place = cells.place[k] - 1.15 * cells.radius[k] * cells.lean[k]
            place = place + 30.0 * rng.standard_normal() * side
            found.append((place, 22.0 + 16.0 * rng.random(), 0.55 + 0.3 * rng.random()))
    painted = []
    for place, radius, strength in found:
        axis = rng.standard_normal(2)
        axis /= np.maximum(np.sqrt((axis * axis).sum()), 1e-9)
        lobes = 0.14 * rng.standard_normal(5)
        disc = lobed_disc(shape, place, (1.15 * radius, radius), axis, lobes)
        if disc is None:
            continue
        window, inside = disc
        threads = soft_step((grain(rng, inside.shape, 1.7) - 0.35) / 0.7)
        threads *= np.clip(0.7 + 0.5 * grain(rng, inside.shape, 4.0), 0.0, 1.5)
        part = strength * (0.10 + 1.1 * threads) * soft_step(inside / 7.0)
        painted.append((window, np.clip(part, 0.0, 1.0) * ~taken[window]))
    return painted
