"""Paint the IP3 receptors of Purkinje cells: bodies with their nuclei, dendrites, and haze."""

import numpy as np
from scipy import ndimage

from imagephantoms.cerebellum.cells import Cells, layer_row
from imagephantoms.cerebellum.dendrites import Trees
from imagephantoms.cerebellum.draw import draw_dots, draw_tubes, lobed_disc
from imagephantoms.noise import bump, grain, smooth_noise, soft_step


def paint_receptor(
    rng: np.random.Generator, shape: tuple[int, int], cells: Cells, trees: Trees
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Paint the amount of IP3 receptor, and say where bodies and nuclei of Purkinje cells lie.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of texture.
    shape : tuple of int
        Rows and columns of the picture.
    cells : Cells
        The bodies.
    trees : Trees
        Their dendrites.

    Returns
    -------
    receptor : numpy.ndarray
        float64 (rows, columns), amount of IP3 receptor, 0 to 1.
    bodies : numpy.ndarray
        int64 label image (rows, columns): the body of cell i carries i + 1.
    nuclei : numpy.ndarray
        float64 (rows, columns, 2): how deep a pixel lies within the nucleus of a Purkinje cell in
        pixels (negative outside), and which cell's it is (its label).
    thick : numpy.ndarray
        float64 (rows, columns), amount of IP3 receptor in trunks alone.
    """
    sharp, faint = np.zeros(shape), np.zeros(shape)
    far = np.abs(trees.twigs[:, 7]) > 0.8
    draw_tubes(faint, trees.twigs[far][:, :7], softness=2.0)
    draw_tubes(faint, trees.fragments[:, :7], softness=2.0)
    near = trees.twigs[~far]
    draw_tubes(sharp, near[:, :7], softness=1.7)
    _draw_spines(rng, sharp, near)
    thick = np.zeros(shape)
    draw_tubes(thick, trees.trunks, softness=1.6)
    sharp, thick = _frayed(rng, sharp, thick)
    sharp *= np.clip(
        0.95 + 0.13 * smooth_noise(rng, shape, 14.0) + 0.20 * grain(rng, shape, 1.5), 0.3, 1.3
    )
    np.maximum(sharp, thick, out=sharp)
    faint = 0.54 * ndimage.gaussian_filter(faint, 2.0, truncate=3.0)
    receptor = np.maximum(sharp, np.maximum(faint, _haze(rng, shape, cells)))
    bodies = np.zeros(shape, dtype=np.int64)
    nuclei = np.full((*shape, 2), -99.0)
    nuclei[..., 1] = 0.0
    for k in range(len(cells.place)):
        radius = cells.radius[k]
        radii = 1.12 * radius, 0.97 * radius
        found = lobed_disc(shape, cells.place[k], radii, cells.lean[k], cells.lobes[k])
        if found is None:
            continue
        window, inside = found
        part = receptor[window]
        value = 0.88 - 0.12 * abs(cells.depth[k])
        np.maximum(part, value * soft_step(inside / 2.0), out=part)
        bodies[window][inside > 0.0] = k + 1
        if abs(cells.depth[k]) < 0.85:
            _paint_nucleus_gap(rng, receptor, nuclei, cells, k)
    return np.minimum(receptor, 1.0), bodies, nuclei, thick


def paint_granule_receptor(
    rng: np.random.Generator, dna: np.ndarray, nuclei: np.ndarray, last: int
) -> np.ndarray:
    """Paint the little IP3 receptor of granule cells, in some of them more than in others.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the amounts.
    dna : numpy.ndarray
        float64 (rows, columns), amount of DNA: the receptor lies about its densest spots.
    nuclei : numpy.ndarray
        Integer label image (rows, columns); granule cells carry the numbers from 1 to `last`.
    last : int
        How many granule cells there are.

    Returns
    -------
    numpy.ndarray
        float64 (rows, columns), 0 to 0.25.
    """
    share = np.zeros(int(nuclei.max()) + 1)
    share[1 : last + 1] = np.clip(1.8 * rng.random(last) - 0.8, 0.0, 1.0)
    dense = ndimage.gaussian_filter(np.clip((dna - 0.66) / 0.3, 0.0, 1.0), 0.8, truncate=3.0)
    granule = ((nuclei > 0) & (nuclei <= last)).astype(np.float64)
    soft = ndimage.gaussian_filter(granule, 2.0, truncate=3.0)
    # A crescent of cytoplasm on the upper side of the nucleus, where the section cuts it.
    above = np.concatenate([np.zeros_like(soft[:5]), soft[:-5]])
    shell = np.maximum(soft - above, 0.0)
    rim = 0.25 * np.clip(smooth_noise(rng, dna.shape, 30.0), 0.0, 1.0) * shell
    return np.maximum(0.22 * dense * share[nuclei], rim)


def _draw_spines(rng: np.random.Generator, canvas: np.ndarray, tubes: np.ndarray) -> None:
    """Draw small spines beside the branchlets, none beside branches of middle thickness."""
    tubes = tubes[(tubes[:, 5] < 4.5) & (rng.random(len(tubes)) < 0.5)]
    n = len(tubes)
    course = tubes[:, 3:5] - tubes[:, :2]
    course = course / np.maximum(np.sqrt((course * course).sum(axis=1)), 1e-9)[:, None]
    across = np.column_stack([course[:, 1], -course[:, 0]])
    side = np.where(rng.random(n) < 0.5, -1.0, 1.0)
    away = side * (tubes[:, 5] + 0.4 + 1.4 * rng.random(n))
    place = 0.5 * (tubes[:, :2] + tubes[:, 3:5]) + away[:, None] * across
    size = 1.0 + 0.8 * rng.random(n)
    radii = np.column_stack([size * (1.3 + 0.7 * rng.random(n)), size])
    draw_dots(canvas, place, radii, across, tubes[:, 6] * (0.6 + 0.4 * rng.random(n)))


def _frayed(
    rng: np.random.Generator, sharp: np.ndarray, thick: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Shift both pictures back and forth by a pixel or two, so that no contour stays smooth."""
    shape = sharp.shape
    grid = np.indices(shape, dtype=np.float64)
    for axis in (0, 1):
        grid[axis] += 0.6 * smooth_noise(rng, shape, 4.0) + 1.3 * smooth_noise(rng, shape, 9.0)
    return tuple(
        ndimage.map_coordinates(part, grid, order=1, mode="nearest") for part in (sharp, thick)
    )


def _haze(rng: np.random.Generator, shape: tuple[int, int], cells: Cells) -> np.ndarray:
    """Paint the tangle of branchlets just outside the optical section, faint and blurred."""
    row = np.arange(shape[0], dtype=np.float64)[:, None]
    column = np.arange(shape[1], dtype=np.float64)[None, :]
    away = row - layer_row(cells.layer, column, cells.width)
    tangle = bump(smooth_noise(rng, shape, 8.0) / 0.55)
    tangle = np.maximum(tangle, 0.8 * bump(smooth_noise(rng, shape, 13.0) / 0.35))
    tangle *= np.clip(0.75 + 0.4 * smooth_noise(rng, shape, 45.0), 0.1, 1.6)
    return 0.10 * tangle * soft_step((away - 75.0) / 35.0)


def _paint_nucleus_gap(
    rng: np.random.Generator, receptor: np.ndarray, nuclei: np.ndarray, cells: Cells, k: int
) -> None:
    """Clear the receptor from a nucleus; one met near its top or bottom is veiled by cytoplasm."""
    size = 0.56 * cells.radius[k] * np.sqrt(1.0 - 0.9 * cells.depth[k] ** 2)
    place = cells.place[k] + 5.0 * rng.standard_normal(2) - 0.08 * cells.radius[k] * cells.lean[k]
    found = lobed_disc(
        receptor.shape, place, (1.2 * size, 0.9 * size), cells.lean[k], 0.6 * cells.lobes[k][::-1]
    )
    if found is None:
        return
    window, inside = found
    ragged = 2.0 + 6.0 * abs(cells.depth[k])
    inside = inside + ragged * smooth_noise(rng, inside.shape, 16.0)
    receptor[window] *= 1.0 - (0.98 - 0.2 * abs(cells.depth[k])) * soft_step((inside - 6.0) / 9.0)
    deeper = inside > nuclei[window][..., 0]
    nuclei[window][..., 0][deeper] = inside[deeper]
    nuclei[window][..., 1][deeper & (inside > 0.0)] = k + 1
