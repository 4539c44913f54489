"""The row of Purkinje cells between molecular and granule layer, with their dendrites."""

import numpy as np
from skimage.measure import find_contours

from imagephantoms.section.fields import GRID_STEP, densify, sample_points
from imagephantoms.section.outline import Outline
from imagephantoms.section.rasterize import Capsules, capsules, join

_NEXT = 31.0  # micrometres from one soma to the next, on average


def place_purkinje(
    rng: np.random.Generator, outline: Outline, inward: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    """Set the somata along the border of the granule layer.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the distances.
    outline : Outline
        The layers.
    inward : tuple of numpy.ndarray
        Row and column of the unit vector towards the granule layer, on the coarse grid.

    Returns
    -------
    numpy.ndarray
        float64 (n, 2): row and column of each soma in micrometres.
    """
    found = []
    for line in find_contours(outline.granular, 0.0):
        path = densify((line + 0.5) * GRID_STEP, 1.0)
        if len(path) < 120:
            continue
        apart = rng.gamma(9.0, _NEXT / 9.0, size=int(len(path) / _NEXT * 2.0) + 4)
        # Every now and then a stretch of the row is empty, as where cells were lost.
        apart += np.where(rng.random(apart.size) < 0.035, rng.uniform(20.0, 90.0, apart.size), 0.0)
        at = np.cumsum(np.maximum(apart, 19.0)).astype(np.intp)
        found.append(path[at[at < len(path) - 14]])
    soma = np.concatenate(found)
    soma += rng.normal(0.0, 1.6, soma.shape)
    away = _at(inward, soma) * -rng.normal(1.0, 1.6, len(soma))[:, None]
    soma += away
    inside = sample_points(outline.depth, *soma.T) > 25.0
    return soma[inside]


def draw_purkinje(
    rng: np.random.Generator, soma: np.ndarray, inward: tuple[np.ndarray, np.ndarray]
) -> Capsules:
    """Draw the somata, their nuclei and the lower half of their dendrites as capsules.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of sizes, brightness and branching.
    soma : numpy.ndarray
        From `place_purkinje`.
    inward : tuple of numpy.ndarray
        As for `place_purkinje`.

    Returns
    -------
    Capsules
    """
    n = len(soma)
    up = -_at(inward, soma)  # towards the surface
    size = rng.normal(1.0, 0.1, n)
    cut = rng.random(n)  # how centrally the section cuts the cell
    bright = np.clip(rng.normal(1.0, 0.16, n), 0.55, 1.45)
    blue = np.clip(rng.normal(1.0, 0.2, n), 0.5, 1.5)
    long = (2.2 * size)[:, None] * up
    body = capsules(
        tuple((soma - long).T),
        tuple((soma + 1.6 * long).T),
        (7.2 + 2.4 * cut) * size,
        1.4,
        (34.0 * bright, 150.0 * bright, 114.0 * blue, 1.0, 0.0),
    )
    nucleus = capsules(
        tuple(soma.T),
        tuple(soma.T),
        np.where(cut > 0.3, 4.6 * size, 0.0),
        1.0,
        (-16.0 * bright, -82.0 * bright, 34.0 * blue, 0.0, 0.0),
    )
    nucleolus = capsules(
        tuple((soma + rng.normal(0.0, 1.0, soma.shape)).T),
        tuple(soma.T),
        np.where(cut > 0.5, 0.9, 0.0),
        0.5,
        (10.0, 30.0, 45.0, 0.0, 0.0),
    )
    return join(
        [
            body,
            _granules(rng, soma, size),
            nucleus,
            nucleolus,
            *_dendrites(rng, soma, up, size, cut, bright),
        ]
    )


def _granules(rng: np.random.Generator, soma: np.ndarray, size: np.ndarray) -> Capsules:
    """Draw a few specks, lighter or darker, into the cytoplasm of every soma."""
    n = 9 * len(soma)
    spot = np.repeat(soma, 9, axis=0) + 4.6 * rng.uniform(-1.0, 1.0, (n, 2))
    light = rng.normal(0.0, 1.0, n) * np.repeat(size, 9)
    amounts = (8.0 * light, 24.0 * light, 14.0 * light, 0.0, 0.0)
    return capsules(tuple(spot.T), tuple(spot.T), rng.uniform(0.8, 2.2, n), 0.8, amounts)


def _dendrites(
    rng: np.random.Generator,
    soma: np.ndarray,
    up: np.ndarray,
    size: np.ndarray,
    cut: np.ndarray,
    bright: np.ndarray,
) -> list[Capsules]:
    """Branch five times; the tree of a cell that is cut off centre lies outside the section."""
    seen = cut > 0.45
    tip = (soma + 8.0 * size[:, None] * up)[seen]
    way, home, shine = up[seen], up[seen], (bright * (0.15 + 0.75 * cut))[seen]
    parts = []
    for level, (length, width, turn, amount) in enumerate(
        [
            (13.0, 2.3, 0.10, 120.0),
            (20.0, 1.8, 0.30, 112.0),
            (24.0, 1.4, 0.26, 92.0),
            (28.0, 1.1, 0.22, 62.0),
            (30.0, 0.9, 0.20, 42.0),
        ]
    ):
        if level in (1, 2, 3):
            side = np.repeat([1.0, -1.0], len(tip))
            tip, way, home, shine = (np.concatenate([v, v]) for v in (tip, way, home, shine))
            angle = side * np.abs(rng.normal(turn, 0.13, len(tip)))
        else:
            angle = rng.normal(0.0, turn, len(tip))
        way = _turned(way, angle)
        # Dendrites that have strayed bend back towards the surface.
        way = way + 0.28 * home
        way /= np.sqrt((way * way).sum(axis=1))[:, None]
        bend = _turned(way, rng.normal(0.0, 0.12, len(tip)))
        part = length * rng.uniform(0.55, 1.35, len(tip))
        middle = tip + way * (0.5 * part)[:, None]
        end = middle + bend * (0.5 * part)[:, None]
        for a, b in ((tip, middle), (middle, end)):
            # Not every branch stays within the section.
            fade = shine * np.where(rng.random(len(tip)) < 0.84, 1.0, 0.15)
            amounts = (-6.0 * fade, amount * fade, 16.0 * fade, 0.0, 0.0)
            parts.append(capsules(tuple(a.T), tuple(b.T), width, 0.6, amounts, flat=True))
        tip, way = end, bend
    return parts


def _turned(way: np.ndarray, half_tangent: np.ndarray) -> np.ndarray:
    """Turn unit vectors by angles whose halves have the given tangents."""
    squared = half_tangent * half_tangent
    cosine, sine = (1.0 - squared) / (1.0 + squared), 2.0 * half_tangent / (1.0 + squared)
    return np.stack(
        [way[:, 0] * cosine - way[:, 1] * sine, way[:, 0] * sine + way[:, 1] * cosine], axis=1
    )


def _at(field: tuple[np.ndarray, np.ndarray], points: np.ndarray) -> np.ndarray:
    vector = np.stack([sample_points(part, *points.T) for part in field], axis=1)
    return vector / np.sqrt(np.maximum((vector * vector).sum(axis=1), 1e-9))[:, None]
