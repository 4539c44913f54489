"""The plan of the folia of a section: where the fissures run.

The folia are laid out in a disc that is cut along one radius, the notch over the fourth ventricle.
A sector of the disc is one lobule; where it has become broad enough for two folia, a fissure runs
in from the surface. The disc is then laid onto the plane and warped.
"""

import numpy as np
from scipy import ndimage

from imagephantoms.noise import smooth_noise, soft_step
from imagephantoms.section.fields import (
    DENSE,
    GRID_SHAPE,
    densify,
    distance_to,
    grid,
    inside,
    largest_part,
    sample_points,
)

MOLECULAR = 35.0  # grid steps: about 195 micrometres
ROUNDING = 34.0  # grid steps: radius of the convex corners of the surface
_FOLIUM = 112.0  # grid steps across a slender folium
_ATTEMPTS = 60
_GOOD = 0.985
_SHARE = 0.655  # of the picture that is tissue


def best_plan(rng: np.random.Generator) -> "Plan":
    """Draw plans until one has no folium that is cut off from the rest or has no granule layer."""
    best, merit = None, -np.inf
    for _ in range(_ATTEMPTS):
        plan = Plan(rng)
        value = _merit(plan)
        if value > merit:
            best, merit = plan, value
        if merit > _GOOD:
            break
    assert best is not None
    return best


def _merit(plan: "Plan") -> float:
    """Judge a plan quickly, on every other grid point: 1 is faultless."""
    cracks = np.concatenate(plan.fissures)
    shape = tuple((n + 1) // 2 for n in GRID_SHAPE)
    at = np.rint(cracks[:, :2] / 2.0).astype(np.intp)
    seen = ((at >= 0) & (at < np.array(shape))).all(axis=1)
    width = np.full(shape, -1.0)
    width[at[seen, 0], at[seen, 1]] = cracks[seen, 2] / 2.0
    away, (row, column) = ndimage.distance_transform_edt(width < 0.0, return_indices=True)
    whole = inside(plan.rim_line)[::2, ::2]
    kept = whole & (frame()[::2, ::2] > 0.0)
    tissue = kept & (away > width[row, column] + 0.3)
    depth = ndimage.distance_transform_edt(tissue)
    radius = 0.5 * ROUNDING
    rounded = ndimage.distance_transform_edt(depth <= radius) < radius
    rounded = largest_part(rounded)
    lost = 1.0 - np.count_nonzero(rounded) / np.count_nonzero(whole)
    uneven = abs(np.count_nonzero(rounded) / rounded.size - _SHARE)
    depth = ndimage.distance_transform_edt(rounded)
    layer = 0.5 * 1.1 * MOLECULAR
    granule = depth > layer
    joined = largest_part(granule).sum() / max(np.count_nonzero(granule), 1)
    broad = depth > layer + 3.0
    neck = largest_part(broad).sum() / max(np.count_nonzero(broad), 1)
    far = rounded & (ndimage.distance_transform_edt(~granule) > 1.2 * layer)
    barren = np.count_nonzero(far) / np.count_nonzero(rounded)
    faults = 4.0 * (1.0 - joined) + 0.15 * (1.0 - neck) + 2.0 * barren
    faults += max(lost - 0.12, 0.0) + max(uneven - 0.02, 0.0)
    return float(1.0 - faults)


def frame() -> np.ndarray:
    """Return a function of the grid, positive where tissue may lie: clear of edge and bar."""
    row, column = grid()
    edge = np.minimum(
        np.minimum(row, GRID_SHAPE[0] - 1 - row), np.minimum(column, GRID_SHAPE[1] - 1 - column)
    )
    return np.minimum(edge - 7.0, np.maximum(856.0 - row, column - 212.0))


class Plan:
    """The disc of folia: positions are (s, t), the place along the rim and the share of radius."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.hub = np.array([615.0, 435.0]) + rng.uniform(-14.0, 14.0, 2)
        self.notch = rng.uniform(-0.22, 0.06)  # turn of the notch from straight down, radians
        self.turn = np.linspace(0.0, 2.0 * np.pi, 1441)
        self.rim = self._rim_radius(self.turn + self.notch)
        lengths = 0.5 * (self.rim[1:] + self.rim[:-1]) * np.diff(self.turn)
        self.along = np.concatenate([[0.0], np.cumsum(lengths)])
        self.warp = [self._warp_field() for _ in range(2)]
        self.fissures: list[np.ndarray] = []
        self.folia: list[tuple[float, float]] = []
        self._grow()
        self.rim_line = self._bulging_rim()

    def _rim_radius(self, turn: np.ndarray) -> np.ndarray:
        """Radius of the envelope: an oval about a point above the hub, seen from the hub."""
        centre = np.array([462.0, 492.0]) - self.hub
        half = np.array([448.0, 480.0])
        direction = np.stack([np.cos(turn), -np.sin(turn)])
        # |(radius direction - centre) / half| = 1 solved for the radius
        d, c = direction / half[:, None], (centre / half)[:, None]
        b = (d * c).sum(axis=0)
        a = (d * d).sum(axis=0)
        radius = (b + np.sqrt(b * b - a * ((c * c).sum() - 1.0))) / a
        wave = sum(
            self.rng.normal(0.0, 0.015) * np.cos(k * turn)
            + self.rng.normal(0.0, 0.015) * np.sin(k * turn)
            for k in (2, 3, 4, 5)
        )
        return radius * (1.0 + wave)

    def _warp_field(self) -> np.ndarray:
        wide = smooth_noise(self.rng, GRID_SHAPE, 230.0)
        return 42.0 * wide + 8.0 * smooth_noise(self.rng, GRID_SHAPE, 65.0)

    def place(self, s: np.ndarray, t: np.ndarray) -> np.ndarray:
        """Lay points of the disc onto the plane: (rows, columns) in grid steps."""
        turn = np.interp(s, self.along, self.turn)
        radius = t * np.interp(s, self.along, self.rim)
        row = self.hub[0] + radius * np.cos(turn + self.notch)
        column = self.hub[1] - radius * np.sin(turn + self.notch)
        fade = soft_step((1.06 - t) / 0.25)  # the rim itself keeps within the picture
        shift = [
            sample_points(field, (row + 0.5), (column + 0.5), 1.0) * (0.15 + 0.85 * fade)
            for field in self.warp
        ]
        return np.stack([row + shift[0], column + shift[1]], axis=1)

    def radius_fraction(self) -> np.ndarray:
        """Share of the radius, 0 at the hub and 1 at the rim, at each point of the grid."""
        row, column = grid()
        turn = np.arctan2(-(column - self.hub[1]), row - self.hub[0]) - self.notch
        rim = np.interp(np.mod(turn, 2.0 * np.pi), self.turn, self.rim)
        return np.sqrt((row - self.hub[0]) ** 2 + (column - self.hub[1]) ** 2) / rim

    def _bulging_rim(self) -> np.ndarray:
        """Return the rim as a line; it bulges over each folium and recedes at the fissures."""
        s = np.linspace(0.0, self.along[-1], 4800)
        radius = np.ones(s.size)
        for low, high in self.folia:
            x = (2.0 * s - low - high) / (high - low)
            inside = np.abs(x) <= 1.0
            reach = 1.0 - 0.06 * self.rng.beta(1.1, 2.6)
            tilt = self.rng.normal(0.0, 0.012)
            radius[inside] = (reach + tilt * x - 0.035 * x**4)[inside]
        radius = ndimage.gaussian_filter1d(radius, 8.0, mode="wrap")
        return self.place(s, radius)

    def envelope(self) -> np.ndarray:
        """Return a function of the grid that is positive inside the rim."""
        rim = self.rim_line
        distance, _ = distance_to(densify(np.vstack([rim, rim[:1]]), DENSE))
        return np.minimum(np.where(inside(rim), distance, -distance), frame())

    def _grow(self) -> None:
        """Divide the disc into folia; fissures are lines (row, column, half-width)."""
        self._fissure(0.0, 0.13, 8.0)
        self._divide(0.0, float(self.along[-1]), 0.0)

    def _divide(self, low: float, high: float, start: float) -> None:
        rng = self.rng
        rim = float(np.interp(0.5 * (low + high), self.along, self.rim))
        share = rng.uniform(0.43, 0.57)
        cut = low + share * (high - low)
        # Where the fissure begins, each half must be broad enough for a folium.
        least = min(share, 1.0 - share) * (high - low)
        narrow = _FOLIUM * rng.uniform(0.97, 1.1) / least
        tip = max(narrow, 104.0 * rng.uniform(1.0, 1.4) / rim, start + 0.1)
        if tip <= 0.88:
            self._fissure(cut, tip, rng.uniform(3.5, 10.5))
            self._divide(low, cut, tip)
            self._divide(cut, high, tip)
        elif high - low > 205.0 and rng.random() < 0.75:
            # a shallow furrow in a broad crown
            self._fissure(cut, 1.0 - rng.uniform(26.0, 62.0) / rim, rng.uniform(2.0, 6.0))
            self.folia += [(low, cut), (cut, high)]
        else:
            self.folia.append((low, high))

    def _fissure(self, s: float, tip: float, half_width: float) -> None:
        rng = self.rng
        t = np.linspace(tip, 1.1, 160)
        part = (t - tip) / (1.1 - tip)
        knots = rng.normal(0.0, 1.0, 9)
        uneven = np.interp(part, np.linspace(0.0, 1.0, 9), np.clip(knots, -1.6, 1.0))
        width = half_width * (1.0 + 0.6 * uneven) * soft_step((part - 0.2) / 0.3)
        # A fissure without any width is a line along which two molecular layers touch.
        width = np.maximum(width, 0.0) + 7.0 * soft_step((t - 0.98) / 0.07)
        wander = np.interp(part, np.linspace(0.0, 1.0, 9), rng.normal(0.0, 5.0, 9))
        line = self.place(s + wander * t, t)
        self.fissures.append(densify(np.column_stack([line, width]), DENSE))
