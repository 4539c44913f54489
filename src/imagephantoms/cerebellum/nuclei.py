"""Cell nuclei: granule cells packed in clumps, glia and interneurons scattered; their DNA."""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from imagephantoms.cerebellum.cells import Cells, layer_row
from imagephantoms.cerebellum.draw import lobed_disc
from imagephantoms.cerebellum.growth import jittered_grid
from imagephantoms.noise import grain, smooth_noise, soft_step

GRANULE, OTHER = 0, 1


def place_nuclei(
    rng: np.random.Generator, cells: Cells, bodies: np.ndarray, thick: np.ndarray
) -> "Nuclei":
    """Place the nuclei of granule cells, of glia between the bodies, and of interneurons.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the places.
    cells : Cells
        The Purkinje cells, whose row parts the layers.
    bodies : numpy.ndarray
        Integer label image (rows, columns) of the bodies of Purkinje cells, which are avoided.
    thick : numpy.ndarray
        float64 (rows, columns), thick dendrites, which are avoided too.

    Returns
    -------
    Nuclei
        All nuclei: those of granule cells come first.
    """
    shape = bodies.shape
    free = ndimage.distance_transform_edt(
        np.pad((bodies == 0) & (thick < 0.3), 60, constant_values=True)
    )
    clumps = smooth_noise(rng, (shape[0] + 120, shape[1] + 120), 40.0)
    top = float(cells.layer[0])
    box = (-40.0, -40.0), (min(top + 190.0, shape[0] + 80.0), shape[1] + 80.0)
    tries = np.concatenate([jittered_grid(rng, *box, 13.0) for _ in range(2)])
    tries = tries[rng.permutation(len(tries))]
    away = tries[:, 0] - layer_row(cells.layer, tries[:, 1], cells.width)
    room = _look_up(free, tries)
    clump = _look_up(clumps, tries)
    granule = (room > 29.0) & (clump > -0.45) & (away < -40.0)
    granule |= (room > 26.0) & (clump > 0.2) & (away < 30.0)
    granule_place = _keep_apart(tries[granule], np.full(int(granule.sum()), 41.0))
    glia = (room > 27.0) & (np.abs(away) < 95.0) & (rng.random(len(tries)) < 0.08)
    glia_place = _keep_apart(tries[glia], np.full(int(glia.sum()), 54.0), granule_place, 42.0)
    spread = jittered_grid(
        rng, (top + 90.0, -40.0), (max(shape[0] - top, 0.0), shape[1] + 80.0), 205.0
    )
    spread = spread[rng.random(len(spread)) < 0.62]
    away = spread[:, 0] - layer_row(cells.layer, spread[:, 1], cells.width)
    spread = spread[(_look_up(free, spread) > 24.0) & (away > 90.0)]
    place = np.concatenate([granule_place, glia_place, spread])
    n, n_granule, n_glia = len(place), len(granule_place), len(glia_place)
    radius = np.concatenate(
        [
            29.5 + 2.0 * rng.standard_normal(n_granule),
            31.0 + 3.0 * rng.standard_normal(n_glia),
            29.0 + 4.0 * rng.standard_normal(len(spread)),
        ]
    )
    axis = rng.standard_normal((n, 2))
    axis /= np.maximum(np.sqrt((axis * axis).sum(axis=1)), 1e-9)[:, None]
    stretch = 1.0 + np.concatenate(
        [0.22 * rng.random(n_granule), 0.3 * rng.random(n_glia), 0.45 * rng.random(len(spread))]
    )
    kind = np.where(np.arange(n) < n_granule, GRANULE, OTHER)
    focus = rng.random(n)
    return Nuclei(
        place=place,
        radii=np.column_stack([radius * np.sqrt(stretch), radius / np.sqrt(stretch)]),
        axis=axis,
        lobes=rng.standard_normal((n, 5)) * np.array([0.03, 0.03, 0.03, 0.02, 0.02]),
        kind=kind,
        strength=np.clip(
            np.where(kind == GRANULE, 0.57, 0.45) + 0.06 * rng.standard_normal(n), 0.2, 0.7
        ),
        out_of_focus=focus < np.where(kind == GRANULE, 0.12, 0.25),
    )


def paint_dna(
    rng: np.random.Generator, nuclei: "Nuclei", purkinje: np.ndarray, receptor: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Paint the amount of DNA and number the nuclei.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chromatin.
    nuclei : Nuclei
        What `place_nuclei` returned.
    purkinje : numpy.ndarray
        float64 (rows, columns, 2), nuclei of Purkinje cells; see `paint_receptor`.
    receptor : numpy.ndarray
        float64 (rows, columns), amount of IP3 receptor, which keeps the glow of DNA away.

    Returns
    -------
    dna : numpy.ndarray
        float64 (rows, columns), amount of DNA, 0 to 1.
    labels : numpy.ndarray
        uint16 label image (rows, columns): granule cells first, then other cells, then Purkinje
        cells. Every number from 1 to the largest occurs.
    last : numpy.ndarray
        int64 (3,), the largest number of each of the three kinds (of the kind before, if none).
    """
    shape = purkinje.shape[:2]
    sharp, soft = np.zeros(shape), np.zeros(shape)
    deepest = np.zeros(shape)
    labels = np.zeros(shape, dtype=np.int64)
    # Nuclei out of focus come first, so that the others lie in front of them.
    order = np.argsort(~nuclei.out_of_focus, kind="stable")
    for k in order:
        found = lobed_disc(shape, nuclei.place[k], nuclei.radii[k], nuclei.axis[k], nuclei.lobes[k])
        if found is None:
            continue
        window, inside = found
        amount = _chromatin(rng, nuclei, k, window, inside)
        if nuclei.out_of_focus[k]:
            part = soft[window]
            np.maximum(part, 0.75 * amount, out=part)
            labels[window][inside > 0.0] = k + 1
            continue
        ahead = inside > np.maximum(deepest[window], 0.0)
        deepest[window][ahead] = inside[ahead]
        labels[window][ahead] = k + 1
        # Where nuclei overlap, each pixel shows the one in which it lies deeper; only the soft rim
        # of the other one is kept.
        before = sharp[window]
        within = np.maximum(amount, before * (1.0 - soft_step(inside / 2.0)))
        rim = np.maximum(before, amount * (inside > -2.0) * (deepest[window] < 2.0))
        sharp[window] = np.where(ahead, within, rim)
    soft = ndimage.gaussian_filter(soft, 3.5, truncate=3.0)
    dna = np.maximum(sharp, soft)
    _paint_purkinje_dna(rng, dna, purkinje)
    inside = purkinje[..., 0] > 0.0
    labels[inside] = len(nuclei.place) + purkinje[..., 1][inside].astype(np.int64)
    # The glow of nuclei above and below the optical section.
    glow = ndimage.gaussian_filter(dna, 16.0, truncate=3.0)
    clear = 1.0 - np.clip(1.3 * receptor, 0.0, 1.0)
    streaks = np.maximum(smooth_noise(rng, (shape[0] // 5 + 2, shape[1]), 9.0) - 0.9, 0.0)
    streaks = np.repeat(streaks, 5, axis=0)[: shape[0]]
    streaks = ndimage.gaussian_filter1d(streaks, 4.0, axis=0, truncate=3.0)
    mist = 0.028 * np.clip(0.8 + 0.7 * smooth_noise(rng, shape, 28.0), 0.1, 2.5)
    dna = np.maximum(dna, (0.22 * glow + 0.11 * streaks + mist) * clear)
    labels, last = _renumbered(labels, nuclei.kind)
    return np.clip(dna, 0.0, 1.0), labels, last


def _chromatin(
    rng: np.random.Generator,
    nuclei: "Nuclei",
    k: int,
    window: tuple[slice, slice],
    inside: np.ndarray,
) -> np.ndarray:
    """Paint one nucleus: a fine network, and the bright chromocentres of a rodent."""
    row = np.arange(window[0].start, window[0].stop, dtype=np.float64)[:, None]
    column = np.arange(window[1].start, window[1].stop, dtype=np.float64)[None, :]
    granule = nuclei.kind[k] == GRANULE
    amount = nuclei.strength[k] * (1.0 + 0.14 * grain(rng, inside.shape, 2.4))
    for _ in range(int(rng.integers(7, 11)) if granule else int(rng.integers(2, 5))):
        offset = 0.48 * nuclei.radii[k] * rng.standard_normal(2)
        offset = offset * min(1.0, 0.78 * nuclei.radii[k][1] / (1e-9 + np.sqrt((offset**2).sum())))
        spot = nuclei.place[k] + offset
        size = (2.7 + 2.0 * rng.random()) * (1.0 if granule else 1.25)
        strength = (0.38 + 0.20 * rng.random()) * (1.0 if granule else 1.1)
        away = ((row - spot[0]) ** 2 + (column - spot[1]) ** 2) / (4.2 * size * size)
        amount = amount + strength * np.minimum(1.3 * np.maximum(1.0 - away, 0.0), 1.0)
    if not granule:
        amount = amount * (1.0 + 0.25 * smooth_noise(rng, inside.shape, 12.0))
    return np.clip(amount, 0.0, 1.0) * soft_step(inside / 2.0)


def _paint_purkinje_dna(rng: np.random.Generator, dna: np.ndarray, purkinje: np.ndarray) -> None:
    """Paint the pale nuclei of Purkinje cells, each with chromatin around its nucleolus."""
    depth, owner = purkinje[..., 0], purkinje[..., 1]
    for k in np.unique(owner[owner > 0]):
        row, column = np.nonzero(owner == k)
        middle = np.array([row.mean(), column.mean()]) + 6.0 * rng.standard_normal(2)
        window = slice(row.min(), row.max() + 1), slice(column.min(), column.max() + 1)
        mine = owner[window] == k
        rows = np.arange(window[0].start, window[0].stop, dtype=np.float64)[:, None]
        columns = np.arange(window[1].start, window[1].stop, dtype=np.float64)[None, :]
        away = np.sqrt((rows - middle[0]) ** 2 + (columns - middle[1]) ** 2)
        ring = np.maximum(1.0 - ((away - 10.0) / 4.5) ** 2, 0.0)
        spot = np.maximum(1.0 - ((away - 3.0) / 6.5) ** 2, 0.0)
        amount = 0.42 + 0.24 * ring + 0.30 * spot * rng.random()
        amount = amount * (1.0 + 0.20 * smooth_noise(rng, away.shape, 8.0))
        amount = amount * soft_step(depth[window] / 4.0)
        dna[window][mine] = np.maximum(dna[window], amount)[mine]


def _renumbered(labels: np.ndarray, kind: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number what is left to see from 1 on without gaps; the order of the numbers stays."""
    present = np.bincount(labels.ravel(), minlength=len(kind) + 1) > 0
    present[0] = False
    number = np.cumsum(present)
    n_granule = int((kind == GRANULE).sum())
    last = np.array([number[n_granule], number[len(kind)], number[-1]])
    return (number * present)[labels].astype(np.uint16), last


def _keep_apart(
    tries: np.ndarray,
    distance: np.ndarray,
    others: np.ndarray | None = None,
    from_others: float = 0.0,
) -> np.ndarray:
    """Keep each place that is far enough from those kept before it, and from the others."""
    kept = np.empty((len(tries), 2))
    n = 0
    for place, least in zip(tries, distance, strict=True):
        apart = kept[:n] - place
        if n and float((apart * apart).sum(axis=1).min()) < least * least:
            continue
        if others is not None and len(others):
            apart = others - place
            if float((apart * apart).sum(axis=1).min()) < from_others * from_others:
                continue
        kept[n] = place
        n += 1
    return kept[:n].copy()


def _look_up(field: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Read a field that extends 60 pixels beyond the picture."""
    row = np.clip(places[:, 0] + 60.0, 0, field.shape[0] - 1).astype(np.intp)
    column = np.clip(places[:, 1] + 60.0, 0, field.shape[1] - 1).astype(np.intp)
    return field[row, column]


@dataclass(frozen=True)
class Nuclei:
    """Nuclei of granule cells, glia and interneurons; n of them, lengths in pixels.

    Attributes
    ----------
    place : numpy.ndarray
        float64 (n, 2), rows and columns of the centres.
    radii : numpy.ndarray
        float64 (n, 2), half axes along and across `axis`.
    axis : numpy.ndarray
        float64 (n, 2), unit vectors.
    lobes : numpy.ndarray
        float64 (n, 5), irregularity of the outline; see `lobed_disc`.
    kind : numpy.ndarray
        int64 (n,), GRANULE or OTHER, in this order.
    strength : numpy.ndarray
        float64 (n,), amount of DNA between the chromocentres.
    out_of_focus : numpy.ndarray
        bool (n,).
    """

    place: np.ndarray
    radii: np.ndarray
    axis: np.ndarray
    lobes: np.ndarray
    kind: np.ndarray
    strength: np.ndarray
    out_of_focus: np.ndarray
