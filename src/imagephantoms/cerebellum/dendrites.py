"""Dendrites of Purkinje cells: forking trunks, side branches, and the branchlets between them."""

from dataclasses import dataclass

import numpy as np

from imagephantoms.cerebellum.cells import RIM, Cells, layer_row
from imagephantoms.cerebellum.growth import (
    Habit,
    Nodes,
    count_nodes,
    grow,
    jittered_grid,
    span,
    wander,
)
from imagephantoms.noise import smooth_noise, soft_step


def grow_trees(rng: np.random.Generator, shape: tuple[int, int], cells: Cells) -> "Trees":
    """Grow the trunks of all cells at once, so that they share the molecular layer, then twigs.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the trees.
    shape : tuple of int
        Rows and columns of the picture.
    cells : Cells
        The bodies from which the trunks start.

    Returns
    -------
    Trees
        Tubes to draw: trunks, and the spiny branchlets that they carry.
    """
    trunks, radius = _lay_trunks(rng, shape, cells, cells.has_trunk)
    thick = _trunk_tubes(rng, trunks, radius)
    twigs = _grow_twigs(rng, shape, cells, trunks)
    fragments = _grow_fragments(rng, shape, cells)
    return Trees(trunks=thick, twigs=twigs, fragments=fragments)


def _grow_twigs(
    rng: np.random.Generator, shape: tuple[int, int], cells: Cells, trunks: Nodes
) -> np.ndarray:
    """Grow side branches from the trunks, long branchlets from these, and fine twigs from those."""
    top, box = _molecular_layer(shape, cells)
    # Far from the cells branches turn to the surface of the cerebellum, downwards in the picture.
    start = Nodes(trunks.place, trunks.parent, np.zeros_like(trunks.heading))
    targets = _below(cells, jittered_grid(rng, *box, 66.0), 110.0)
    habit = Habit(step=8.0, reach=400.0, arrival=40.0, inertia=1.0, swerve=0.35, lead=1.2, top=top)
    sides = grow(rng, start, targets, habit)
    squeezed = _squeeze(sides.place, top)
    start = Nodes(squeezed, sides.parent, np.zeros_like(sides.heading))
    targets = _squeezed_targets(rng, cells, box, top, 9.6, 90.0)
    # What the picture stretches needs more branchlets to be as dense as the rest.
    dense = 0.60 + 0.40 * soft_step((_stretch(targets, top)[:, 0] - top - 500.0) / 300.0)
    targets = targets[rng.random(len(targets)) < dense]
    branchlets = span(start, targets, 5.0, 0.22)
    start = Nodes(branchlets.place, branchlets.parent, np.zeros_like(branchlets.heading))
    targets = _squeezed_targets(rng, cells, box, top, 18.0, 75.0)
    habit = Habit(step=4.0, reach=45.0, arrival=7.0, inertia=1.0, swerve=0.4)
    twigs = grow(rng, start, targets, habit)
    # Places that were there before are kept to the last bit.
    place = np.concatenate([sides.place, _stretch(twigs.place[len(squeezed) :], top)])
    twigs = Nodes(place, twigs.parent, twigs.heading)
    return _twig_tubes(rng, twigs, len(trunks.place), 0.010)


def _grow_fragments(rng: np.random.Generator, shape: tuple[int, int], cells: Cells) -> np.ndarray:
    """Grow branchlets of cells whose trunks lie at another depth, all of them out of focus."""
    top, box = _molecular_layer(shape, cells)
    places = _squeezed_targets(rng, cells, box, top, 120.0, 70.0)
    n = len(places)
    start = Nodes(places, np.full(n, -1), np.zeros((n, 2)))
    tree = span(start, _squeezed_targets(rng, cells, box, top, 26.0, 70.0), 6.0, 0.35)
    return _twig_tubes(rng, Nodes(_stretch(tree.place, top), tree.parent, tree.heading), 0, 0.03)


def _squeezed_targets(
    rng: np.random.Generator,
    cells: Cells,
    box: tuple[tuple[float, float], tuple[float, float]],
    top: float,
    spacing: float,
    distance: float,
) -> np.ndarray:
    """Scatter places evenly over the squeezed molecular layer, some distance below the cells."""
    bottom = _squeeze(np.array([[box[0][0] + box[1][0], 0.0]]), top)[0, 0]
    places = jittered_grid(rng, box[0], (bottom - box[0][0], box[1][1]), spacing)
    return places[_below_mask(cells, _stretch(places, top), distance)]


def _squeeze(place: np.ndarray, top: float) -> np.ndarray:
    """Shorten rows with the depth below the cells, down to two fifths.

    What grows evenly in the squeezed space runs down to the surface in the picture.
    """
    row = np.interp(place[:, 0] - top, *_squeezing()) + top
    return np.column_stack([row, place[:, 1]])


def _stretch(place: np.ndarray, top: float) -> np.ndarray:
    """Undo `_squeeze`."""
    row = np.interp(place[:, 0] - top, *_squeezing()[::-1]) + top
    return np.column_stack([row, place[:, 1]])


def _squeezing() -> tuple[np.ndarray, np.ndarray]:
    depth = np.arange(-1000.0, 20001.0, 10.0)
    scale = 1.0 - 0.6 * soft_step((depth - 520.0) / 400.0)
    return depth, np.cumsum(scale) * 10.0 - 1000.0


def _molecular_layer(
    shape: tuple[int, int], cells: Cells
) -> tuple[float, tuple[tuple[float, float], tuple[float, float]]]:
    """Give the row where it begins, and corner and size of a rectangle that holds it."""
    top = float(cells.layer[0])
    return top, ((top - 60.0, -RIM), (shape[0] + RIM + 60.0 - top, shape[1] + 2.0 * RIM))


def _below(cells: Cells, places: np.ndarray, distance: float) -> np.ndarray:
    return places[_below_mask(cells, places, distance)]


def _below_mask(cells: Cells, places: np.ndarray, distance: float) -> np.ndarray:
    return places[:, 0] - layer_row(cells.layer, places[:, 1], cells.width) > distance


def _lay_trunks(
    rng: np.random.Generator, shape: tuple[int, int], cells: Cells, which: np.ndarray
) -> tuple[Nodes, np.ndarray]:
    """Lay out forking trunks step by step; none crosses another. Return the nodes and radii."""
    place: list[np.ndarray] = []
    parent: list[int] = []
    heading: list[np.ndarray] = []
    radius: list[float] = []
    tips = []
    for k in np.flatnonzero(which):
        start = cells.place[k] + 0.55 * cells.radius[k] * cells.lean[k]
        tips.append(
            (
                -1,
                start,
                cells.lean[k],
                0.62 * cells.radius[k],
                17.0 + 5.0 * rng.random(),
                80.0 + 130.0 * rng.random(),
            )
        )
    while tips:
        alive = []
        for before, at, course, now, goal, left in tips:
            far = at[0] > shape[0] + RIM or not -RIM < at[1] < shape[1] + RIM
            if far or (before >= 0 and _crowded(place, parent, before, at)):
                continue
            place.append(at)
            parent.append(before)
            heading.append(course)
            radius.append(now)
            node = len(place) - 1
            course = course + 0.15 * rng.standard_normal(2) + np.array([0.03, 0.0])
            course = course / np.sqrt((course * course).sum())
            now = max(goal, 0.82 * now) * (1.0 + 0.03 * rng.standard_normal())
            if left > 0.0:
                alive.append((node, at + 10.0 * course, course, now, goal, left - 10.0))
            elif goal > 9.5:
                side = 1.0 if rng.random() < 0.5 else -1.0
                for turn in (
                    side * (0.35 + 0.5 * rng.random()),
                    -side * (0.6 + 0.8 * rng.random()),
                ):
                    across = np.array([course[1], -course[0]])
                    fork = course + turn * across
                    fork = fork / np.sqrt((fork * fork).sum())
                    thin = goal * (0.70 + 0.27 * rng.random())
                    alive.append(
                        (node, at + 10.0 * fork, fork, now, thin, 90.0 + 200.0 * rng.random())
                    )
        tips = alive
    nodes = Nodes(
        np.array(place).reshape(-1, 2),
        np.array(parent, dtype=np.int64),
        np.array(heading).reshape(-1, 2),
    )
    return nodes, np.array(radius)


def _crowded(place: list[np.ndarray], parent: list[int], before: int, at: np.ndarray) -> bool:
    """Tell whether a place lies close to a trunk other than the stretch it grows from."""
    apart = np.array(place) - at
    near = np.flatnonzero((apart * apart).sum(axis=1) < 70.0**2).tolist()
    kin = set(_ancestors(parent, before, 22))
    # Just after a fork the sister branch is near too; it is no stranger.
    return any(kin.isdisjoint(_ancestors(parent, node, 22)) for node in near)


def _ancestors(parent: list[int], node: int, most: int) -> list[int]:
    found = []
    while node >= 0 and len(found) < most:
        found.append(node)
        node = parent[node]
    return found


def _trunk_tubes(rng: np.random.Generator, trunks: Nodes, radius: np.ndarray) -> np.ndarray:
    """Turn the nodes of trunks into tubes, thin and dim where they leave the optical section."""
    parent, n = trunks.parent, len(trunks.parent)
    place = _smoothed(trunks.place, parent, 4)
    radius = _smoothed(radius[:, None], parent, 2)[:, 0]
    knots = rng.standard_normal((n, 1)) * (parent >= 0)[:, None]
    radius = radius * (1.0 + 0.38 * _smoothed(knots, parent, 5)[:, 0])
    depth = wander(rng, parent, 0, 0.014)
    child = np.flatnonzero(parent >= 0)
    before = parent[child]
    near_edge = np.clip(np.abs(depth) / 0.9, 0.0, 1.0)
    near_edge = near_edge * near_edge * near_edge
    value = 0.88 - 0.20 * near_edge[child]
    radius = radius * (1.0 - 0.65 * near_edge)
    # Where a trunk ends it has thinned to a branch of middle thickness.
    radius = radius * np.minimum(1.0, 0.40 + 0.05 * count_nodes(parent))
    return np.column_stack([place[before], radius[before], place[child], radius[child], value])


def _twig_tubes(rng: np.random.Generator, twigs: Nodes, start: int, slope: float) -> np.ndarray:
    """Turn branches into tubes that taper: the more of a tree hangs on one, the thicker it is."""
    parent, n = twigs.parent, len(twigs.parent)
    if n == start:
        return np.empty((0, 8))
    place = twigs.place.copy()
    smooth = _smoothed(twigs.place, parent, 3)
    place[start:] = smooth[start:] + _bend(rng, smooth)[start:]
    root = np.sqrt(count_nodes(parent, start))
    radius = np.minimum(0.9 + 1.1 * np.sqrt(root) + 0.22 * root, 9.0)
    radius = _smoothed(radius[:, None], parent, 1)[:, 0]
    radius = radius * np.clip(1.0 + 0.14 * rng.standard_normal(n), 0.6, 1.5)
    depth = wander(rng, parent, start, slope)
    child = np.flatnonzero(parent >= 0)
    child = child[child >= start]
    child = child[np.abs(depth[child]) < 1.5]
    before = parent[child]
    beside = np.where(before < start, 1.5 * radius[child], radius[before])
    beside = np.minimum(beside, 1.5 * radius[child])
    value = np.clip(0.64 + 0.035 * radius[child], 0.0, 0.87) - 0.26 * np.abs(depth[child])
    value = np.maximum(value, 0.2)
    return np.column_stack(
        [place[before], beside, place[child], radius[child], value, depth[child]]
    )


def _bend(rng: np.random.Generator, place: np.ndarray) -> np.ndarray:
    """Shift places by a field that varies over some tens of pixels, so that branches meander."""
    low = place.min(axis=0)
    size = (place.max(axis=0) - low).astype(np.intp) // 4 + 2
    index = ((place - low) / 4.0).astype(np.intp)
    shift = [smooth_noise(rng, (int(size[0]), int(size[1])), 6.0) for _ in range(2)]
    return 4.0 * np.column_stack([field[index[:, 0], index[:, 1]] for field in shift])


def _smoothed(values: np.ndarray, parent: np.ndarray, times: int) -> np.ndarray:
    """Average every node with its parent and its children, again and again; roots stay."""
    values = values.copy()
    child = np.flatnonzero(parent >= 0)
    before = parent[child]
    roots = parent < 0
    for _ in range(times):
        total, weight = 2.0 * values, np.full(len(values), 2.0)
        for k in range(values.shape[1]):
            total[child, k] += values[before, k]
            total[:, k] += np.bincount(before, values[child, k], minlength=len(values))
        weight[child] += 1.0
        weight += np.bincount(before, minlength=len(values))
        new = total / weight[:, None]
        values = np.where(roots[:, None], values, new)
    return values


@dataclass(frozen=True)
class Trees:
    """Dendrites as tubes to draw; see `draw_tubes`.

    Attributes
    ----------
    trunks : numpy.ndarray
        float64 (n, 7), thick smooth dendrites.
    twigs : numpy.ndarray
        float64 (m, 8), spiny branchlets, and their depth: those beyond 0.75 are out of focus.
    fragments : numpy.ndarray
        float64 (k, 8), branchlets of cells whose trunks are not seen, all out of focus.
    """

    trunks: np.ndarray
    twigs: np.ndarray
    fragments: np.ndarray
