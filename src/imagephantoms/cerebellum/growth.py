"""Grow the dendrites of Purkinje cells: each tree reaches for the space that no other has taken."""

import heapq
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree


def grow(
    rng: np.random.Generator,
    nodes: "Nodes",
    targets: np.ndarray,
    habit: "Habit",
) -> "Nodes":
    """Let trees grow towards targets until every target is reached or out of reach.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the small swerves of the branches.
    nodes : Nodes
        What the trees have to start with.
    targets : numpy.ndarray
        float64 (n, 2), rows and columns of the places to reach, in pixels.
    habit : Habit
        How the trees grow.

    Returns
    -------
    Nodes
        The old nodes, followed by the new ones; a parent comes before its children.

    Notes
    -----
    Space colonisation: A. Runions, B. Lane and P. Prusinkiewicz, Modeling trees with a space
    colonization algorithm, Eurographics Workshop on Natural Phenomena, 63-70, 2007.

    Examples
    --------
    >>> start = Nodes(np.zeros((1, 2)), np.array([-1]), np.array([[1.0, 0.0]]))
    >>> habit = Habit(step=5.0, reach=200.0, arrival=8.0)
    >>> tree = grow(np.random.default_rng(1), start, np.array([[50.0, 0.0]]), habit)
    >>> 9 <= len(tree.parent) <= 12
    True
    """
    place, parent, heading = nodes.place, nodes.parent, nodes.heading
    for _ in range(600):
        if not len(targets):
            break
        distance, nearest = cKDTree(place).query(targets)
        within = distance < habit.reach
        if not within.any():
            break
        nearest = np.where(within, nearest, -1)
        pulled = nearest[within]
        pull = (targets[within] - place[pulled]) / np.maximum(distance[within], 1e-9)[:, None]
        total = np.column_stack(
            [np.bincount(pulled, pull[:, k], minlength=len(place)) for k in (0, 1)]
        )
        tips = np.unique(pulled)
        course = _unit(total[tips]) + habit.inertia * heading[tips]
        course[:, 0] += habit.lead * np.clip((place[tips, 0] - habit.top) / 1000.0, 0.0, 1.0)
        course = _unit(course + habit.swerve * rng.standard_normal(course.shape))
        new = place[tips] + habit.step * course
        # A node pulled two ways would put the same child down again and again.
        fresh = cKDTree(place).query(new)[0] > 0.6 * habit.step
        reached = np.isin(nearest, tips[~fresh]) & (rng.random(len(targets)) < 0.5)
        if fresh.any():
            parent = np.concatenate([parent, tips[fresh]])
            place = np.concatenate([place, new[fresh]])
            heading = np.concatenate([heading, course[fresh]])
            reached |= cKDTree(new[fresh]).query(targets)[0] < habit.arrival
        targets = targets[~reached]
    return Nodes(place, parent, heading)


def span(nodes: "Nodes", targets: np.ndarray, step: float, detour: float) -> "Nodes":
    """Connect every target to the trees by short branches that make no long detours.

    Parameters
    ----------
    nodes : Nodes
        What the trees have to start with.
    targets : numpy.ndarray
        float64 (n, 2), rows and columns of the places to connect, in pixels.
    step : float
        Branches are divided into pieces no longer than this, in pixels.
    detour : float
        Weight of the way back to the first nodes against the length of the next branch.

    Returns
    -------
    Nodes
        The old nodes, followed by the new ones, without heading; a parent comes before its
        children. Targets out of touch with all others are left out.

    Notes
    -----
    H. Cuntz, F. Forstner, A. Borst and M. Häusser, One rule to grow them all: a general theory of
    neuronal branching and its practical application, PLoS Computational Biology 6, e1000877, 2010.

    Examples
    --------
    >>> start = Nodes(np.zeros((1, 2)), np.array([-1]), np.zeros((1, 2)))
    >>> tree = span(start, np.array([[20.0, 0.0], [10.0, 0.0]]), step=5.0, detour=0.3)
    >>> tree.parent.tolist(), tree.place[:, 0].tolist()
    ([-1, 0, 1, 2, 3], [0.0, 5.0, 10.0, 15.0, 20.0])
    """
    n, n_old = len(targets), len(nodes.parent)
    every = np.concatenate([targets, nodes.place])
    most = min(12, len(every))
    lengths, neighbours = cKDTree(every).query(targets, k=most)
    links: list[list[tuple[float, int]]] = [[] for _ in range(n)]
    queue = []
    for i, (row, lengths_of) in enumerate(zip(neighbours.tolist(), lengths.tolist(), strict=True)):
        for j, length in zip(row, lengths_of, strict=True):
            if j >= n:
                queue.append((length, i, j, length))
            elif j != i:
                links[i].append((length, j))
                links[j].append((length, i))
    heapq.heapify(queue)
    index = {n + k: k for k in range(n_old)}
    way: dict[int, float] = {}
    place, parent = [], []
    while queue:
        _, i, j, length = heapq.heappop(queue)
        if i in way:
            continue
        way[i] = way.get(j, 0.0) + length
        pieces = int(np.ceil(length / step)) or 1
        for k in range(1, pieces + 1):
            part = k / pieces
            place.append((1.0 - part) * every[j] + part * every[i])
            parent.append(index[j] if k == 1 else n_old + len(parent) - 1)
        index[i] = n_old + len(parent) - 1
        for further, other in links[i]:
            if other not in way:
                heapq.heappush(queue, (further + detour * way[i], other, i, further))
    place_of = np.array(place).reshape(-1, 2)
    return Nodes(
        np.concatenate([nodes.place, place_of]),
        np.concatenate([nodes.parent, np.array(parent, dtype=np.int64)]),
        np.concatenate([nodes.heading, np.zeros_like(place_of)]),
    )


def jittered_grid(
    rng: np.random.Generator, corner: tuple[float, float], size: tuple[float, float], spacing: float
) -> np.ndarray:
    """Scatter places evenly: one in each cell of a grid, anywhere within it.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the places.
    corner : tuple of float
        Row and column of the first corner of the rectangle to fill, in pixels.
    size : tuple of float
        Rows and columns of the rectangle.
    spacing : float
        Side of a cell of the grid in pixels.

    Returns
    -------
    numpy.ndarray
        float64 (n, 2), rows and columns.

    Examples
    --------
    >>> jittered_grid(np.random.default_rng(1), (0, 0), (20, 30), 10.0).shape
    (6, 2)
    """
    n_rows, n_columns = (max(1, int(side / spacing)) for side in size)
    row, column = np.divmod(np.arange(n_rows * n_columns), n_columns)
    cells = np.column_stack([row, column]) + rng.random((row.size, 2))
    return np.array(corner, dtype=np.float64) + spacing * cells


def count_nodes(parent: np.ndarray, start: int = 0) -> np.ndarray:
    """Count the nodes that hang on every node, itself included.

    Parameters
    ----------
    parent : numpy.ndarray
        Integer (n,), index of the parent of each node, -1 at a root; parents come first.
    start : int
        Nodes before this one are left at 0.

    Returns
    -------
    numpy.ndarray
        int64 (n,), 1 at a tip.

    Examples
    --------
    >>> count_nodes(np.array([-1, 0, 1, 1, 0])).tolist()
    [5, 3, 1, 1, 1]
    """
    before = parent.tolist()
    nodes = [0] * start + [1] * (len(before) - start)
    for node in range(len(before) - 1, start - 1, -1):
        if before[node] >= start:
            nodes[before[node]] += nodes[node]
    return np.array(nodes, dtype=np.int64)


def wander(rng: np.random.Generator, parent: np.ndarray, start: int, step: float) -> np.ndarray:
    """Let a number drift along the branches of a tree, as the depth of a dendrite does.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the drift.
    parent : numpy.ndarray
        Integer (n,), index of the parent of each node; parents come first.
    start : int
        Nodes before this one stay at 0.
    step : float
        Standard deviation of the change from a node to its child. The change itself drifts, so
        that branches slope rather than jitter.

    Returns
    -------
    numpy.ndarray
        float64 (n,).

    Examples
    --------
    >>> wander(np.random.default_rng(1), np.array([-1, 0, 1]), 1, 0.0).tolist()
    [0.0, 0.0, 0.0]
    """
    depth = np.zeros(len(parent))
    slope = np.zeros(len(parent))
    draws = step * rng.standard_normal(len(parent))
    for node in range(start, len(parent)):
        before = parent[node]
        if before < 0:
            continue
        slope[node] = 0.85 * slope[before] + draws[node]
        depth[node] = 0.985 * depth[before] + slope[node]
    return depth


def _unit(vectors: np.ndarray) -> np.ndarray:
    length = np.sqrt((vectors * vectors).sum(axis=1))
    return vectors / np.maximum(length, 1e-9)[:, None]


@dataclass(frozen=True)
class Habit:
    """How a tree grows: lengths in pixels, the rest relative to the pull of the targets.

    Attributes
    ----------
    step : float
        Distance from a node to its child.
    reach : float
        Targets farther from every node than this are not felt.
    arrival : float
        A target this close to a new node counts as reached.
    inertia, swerve : float
        Weight of the former course and of chance.
    lead : float
        Weight of the course downwards in the picture at 1000 pixels below `top`; it rises from 0.
    top : float
        The row from which `lead` rises.
    """

    step: float
    reach: float
    arrival: float
    inertia: float = 0.0
    swerve: float = 0.0
    lead: float = 0.0
    top: float = 0.0


@dataclass(frozen=True)
class Nodes:
    """Nodes of one or more trees.

    Attributes
    ----------
    place : numpy.ndarray
        float64 (n, 2), row and column in pixels.
    parent : numpy.ndarray
        int64 (n,), index of the parent, -1 at a root.
    heading : numpy.ndarray
        float64 (n, 2), unit vector of the course on which the node was reached.
    """

    place: np.ndarray
    parent: np.ndarray
    heading: np.ndarray
