"""The many small cells, fibres and vessels, each bound to its cell of a hashed lattice."""

import numpy as np

from imagephantoms.section.counter_rng import grain_at, key, lattice, uniform
from imagephantoms.section.fields import sample_points
from imagephantoms.section.rasterize import Capsules, capsules, join
from imagephantoms.section.scene import Scene

Window = tuple[float, float, float, float]
Way = tuple[np.ndarray, np.ndarray]
Value = np.ndarray | float
_LONGEST = 118.0  # micrometres: nothing here reaches further from its lattice point


def cells_in(scene: Scene, window: Window) -> list[Capsules]:
    """Draw all small structures that can touch a window.

    Parameters
    ----------
    scene : Scene
        The layers, the directions and the seed.
    window : tuple of float
        First and last row, first and last column, in micrometres.

    Returns
    -------
    list of Capsules
    """
    return [
        _granule_nuclei(scene, window),
        _granule_puncta(scene, window),
        _stray_axons(scene, window),
        _radial_fibres(scene, window),
        _molecular_cells(scene, window),
        _white_fibres(scene, window),
        _white_nuclei(scene, window),
        _capillaries(scene, window),
        _penetrating_vessels(scene, window),
        _meninges(scene, window),
        _debris(scene, window),
    ]


def _granule_nuclei(scene: Scene, window: Window) -> Capsules:
    p = _Points(scene, window, 10, 6.1, 6.0)
    # They lie in clumps around the paler glomeruli.
    clump = grain_at(key(scene.seed, 21), 11.0, p.rows, p.columns)
    p.keep((p.field("granular") > 8.0) & (p.draw(2) < 0.8 + 1.6 * (clump - 0.5)))
    # Some granule cells lie scattered at the border of the white matter.
    p.keep(p.field("white") < 9.0 * p.draw(3, -1.0))
    light = p.draw(4, 0.5, 1.2) * p.field("gain")
    return p.rods(
        p.any_way(5),
        p.draw(7, 0.3, 1.8),
        p.draw(8, 2.0, 2.75),
        0.6,
        (4.0 * light, 3.0 * light, 97.0 * light, 0.0, 0.0),
    )


def _granule_puncta(scene: Scene, window: Window) -> Capsules:
    """Synapses of the glomeruli as dots, and short winding bits of the fibres between them."""
    p = _Points(scene, window, 11, 6.4, 12.0)
    p.keep((p.field("granular") > 6.0) & (p.field("white") < 0.0) & (p.draw(2) < 0.6))
    light = 0.7 + 2.2 * p.draw(3) ** 5
    amounts = (64.0 * light, 5.0 * light, 11.0 * light, 0.0, 0.0)
    dots = p.rods(
        p.any_way(4), p.draw(6, 0.0, 1.6), p.draw(7, 0.5, 1.6) + 0.8 * p.draw(3) ** 6, 0.6, amounts
    )
    p.keep(p.draw(8) < 0.5)
    light = 0.5 + p.draw(9)
    amounts = (64.0 * light, 5.0 * light, 11.0 * light, 0.0, 0.0)
    bend = p.draw(11, -0.5, 0.5)
    bits = p.threads(p.any_way(4), p.draw(10, 4.0, 15.0), bend, p.draw(7, 0.4, 0.8), 0.5, amounts)
    return join([dots, bits])


def _stray_axons(scene: Scene, window: Window) -> Capsules:
    p = _Points(scene, window, 12, 52.0, 40.0)
    p.keep((p.field("granular") > 14.0) & (p.field("white") < 0.0) & (p.draw(2) < 0.5))
    amounts = (18.0, p.draw(6, 40.0, 105.0), 12.0, 0.0, 0.0)
    bend = p.draw(7, -0.45, 0.45)
    return p.threads(p.inward(1.2, 3), p.draw(5, 10.0, 44.0), bend, 0.75, 0.6, amounts)


def _radial_fibres(scene: Scene, window: Window) -> Capsules:
    """Dendrites in green and Bergmann glia in orange run from the surface inwards."""
    p = _Points(scene, window, 13, 12.5, 84.0)
    depth, granular = p.field("depth"), p.field("granular")
    p.keep((depth > 2.0) & (granular < -4.0))
    depth, granular = p.field("depth"), p.field("granular")
    length = np.minimum(p.draw(2, 36.0, 150.0), 1.9 * np.minimum(depth, 4.0 - granular) + 6.0)
    glia = p.draw(3) < 0.54
    light = p.draw(4, 0.3, 1.5) * p.field("gain")
    # The glial fibres are brightest near the surface, the dendrites near the Purkinje cells.
    outer = np.clip(1.0 - depth / 190.0, 0.25, 1.0)
    red = light * np.where(glia, 22.0 + 40.0 * outer, -3.0)
    green = light * np.where(glia, -9.0, 32.0)
    amounts = (red, green, 0.0, 0.0, 0.0)
    bend = p.draw(8, -0.05, 0.05)
    return p.threads(p.inward(0.05, 5), length, bend, p.draw(7, 0.7, 1.5), 0.8, amounts)


def _molecular_cells(scene: Scene, window: Window) -> Capsules:
    """Basket, stellate and glial cells: holes in the green with a dim nucleus."""
    p = _Points(scene, window, 14, 21.0, 8.0)
    p.keep((p.field("depth") > 9.0) & (p.field("granular") < -13.0) & (p.draw(2) < 0.66))
    light = p.draw(3, 0.1, 1.0)
    return p.rods(
        p.any_way(4),
        p.draw(6, 0.0, 4.5),
        p.draw(7, 2.2, 3.8),
        0.8,
        (-8.0, -30.0, 62.0 * light, 0.55, 0.0),
    )


def _white_fibres(scene: Scene, window: Window) -> Capsules:
    p = _Points(scene, window, 15, 8.4, 40.0)
    white = p.field("white")
    p.keep((white > -16.0) & (p.draw(2) < 0.9) & (p.field("granular") > 40.0))
    way = p.inward(0.55, 3)
    core = np.clip((p.field("white") - 25.0) / 60.0, 0.0, 1.0)
    # Parallel to the layers in the folia, any way in the core.
    any_row, any_column = p.any_way(12)
    row = -way[1] * (1.0 - core) + any_row * core
    column = way[0] * (1.0 - core) + any_column * core
    size = np.sqrt(np.maximum(row * row + column * column, 1e-2))
    along = row / size, column / size
    tract = grain_at(key(scene.seed, 22), 48.0, p.rows, p.columns)
    light = (p.draw(5, 0.2, 1.0) + 2.0 * p.draw(6) ** 6) * np.clip(2.6 * tract - 0.45, 0.12, 1.7)
    light *= np.clip((p.field("white") + 18.0) / 30.0, 0.0, 1.0)
    green = p.draw(7) < 0.2
    return p.threads(
        along,
        p.draw(8, 6.0, 52.0) * (1.0 - 0.5 * core),
        p.draw(14, -0.4, 0.4),
        p.draw(9, 0.5, 1.1),
        0.6,
        (
            light * np.where(green, 9.0, 62.0),
            light * np.where(green, 62.0 * (1.0 - 0.7 * core), 5.0),
            light * np.where(green, 12.0, 7.0),
            0.0,
            0.0,
        ),
    )


def _white_nuclei(scene: Scene, window: Window) -> Capsules:
    p = _Points(scene, window, 16, 21.0, 8.0)
    p.keep((p.field("white") > 0.0) & (p.draw(2) < 0.62))
    light = p.draw(3, 0.3, 1.3)
    return p.rods(
        p.any_way(4),
        p.draw(6, 0.5, 3.5),
        p.draw(7, 2.0, 3.2),
        0.8,
        (10.0 * light, 4.0 * light, 125.0 * light, 0.0, 0.0),
    )


def _capillaries(scene: Scene, window: Window) -> Capsules:
    """Capillaries, cut across or along: a dark lumen with a faint reddish wall."""
    p = _Points(scene, window, 17, 46.0, 30.0)
    p.keep((p.field("depth") > 12.0) & (p.draw(2) < 0.42))
    wide, long, bend = p.draw(6, 1.6, 3.2), 30.0 * p.draw(5) ** 2, p.draw(7, -0.6, 0.6)
    wall = p.threads(p.any_way(3), long, bend, wide + 1.1, 0.8, (17.0, -4.0, 2.0, 0.0, 0.0))
    lumen = p.threads(p.any_way(3), long, bend, wide, 0.9, (0.0, 0.0, 0.0, 0.0, 0.75))
    p.keep(p.draw(5) < 0.35)
    round_hole = p.rods(p.any_way(3), 1.5, p.draw(6, 2.0, 3.4), 0.9, (0.0, 0.0, 0.0, 0.0, 0.75))
    return join([wall, lumen, round_hole])


def _penetrating_vessels(scene: Scene, window: Window) -> Capsules:
    """Arterioles enter from the surface: a dark channel with a reddish wall."""
    p = _Points(scene, window, 18, 105.0, _LONGEST)
    depth = p.field("depth")
    p.keep((depth > 18.0) & (depth < 80.0) & (p.field("granular") < 0.0))
    # Deep in a fissure the direction is that of the fissure: no vessel enters there.
    p.keep((p.field("granular") > -185.0) & (p.draw(2) < 0.3))
    length = 2.0 * p.field("depth") + p.draw(3, 0.0, 34.0)
    wide = p.draw(4, 1.8, 5.2)
    bend = p.draw(7, -0.16, 0.16)
    return p.threads(p.inward(0.2, 5), length, bend, wide, 1.3, (26.0, 0.0, 4.0, 0.0, 0.92))


def _meninges(scene: Scene, window: Window) -> Capsules:
    """Torn pieces of pia along the surface: faint blue nuclei, here and there magenta."""
    p = _Points(scene, window, 19, 9.5, 26.0)
    depth = p.field("depth")
    p.keep((depth < 1.0) & (depth > -26.0) & (p.field("patches") > 0.35))
    way = p.inward(0.35, 2)
    light = p.draw(4) ** 2 * np.clip(1.5 * p.field("patches") - 0.5, 0.0, 1.6)
    red = np.clip(p.field("patches") - 1.35, 0.0, 1.0) * 3.0
    return p.rods(
        (-way[1], way[0]),
        p.draw(5, 2.0, 24.0),
        p.draw(6, 0.8, 2.2),
        0.9,
        (light * (9.0 + 75.0 * red), light * 5.0, light * (62.0 + 20.0 * red), 0.0, 0.0),
    )


def _debris(scene: Scene, window: Window) -> Capsules:
    p = _Points(scene, window, 20, 420.0, 20.0)
    p.keep((p.field("depth") > -60.0) & (p.draw(2) < 0.2))
    light = p.draw(3, 0.4, 1.9)
    blue = p.draw(4)
    return p.rods(
        p.any_way(5),
        p.draw(7, 0.0, 9.0),
        p.draw(8, 2.2, 5.0),
        1.0,
        (170.0 * light, 60.0 * light, 170.0 * light * blue, 0.0, 0.0),
    )


class _Points:
    """The points of one lattice, with what the scene says about the place of each."""

    def __init__(
        self, scene: Scene, window: Window, kind: int, pitch: float, margin: float
    ) -> None:
        self.scene = scene
        self.rows, self.columns, self.hashed = lattice(key(scene.seed, kind), pitch, window, margin)

    def keep(self, mask: np.ndarray) -> "_Points":
        self.rows, self.columns, self.hashed = (
            part[mask] for part in (self.rows, self.columns, self.hashed)
        )
        return self

    def field(self, name: str) -> np.ndarray:
        return sample_points(getattr(self.scene, name), self.rows, self.columns)

    def draw(self, which: int, low: float = 0.0, high: float = 1.0) -> np.ndarray:
        """Uniform random number `which` (2 or more) of each point."""
        return low + (high - low) * uniform(self.hashed, which)

    def inward(self, spread: float, which: int) -> tuple[np.ndarray, np.ndarray]:
        """Unit vectors towards the granule layer, turned at random by about `spread`."""
        row, column = self.field("inward_row"), self.field("inward_column")
        turn = spread * (self.draw(which, -1.0) + self.draw(which + 1, -1.0))
        row, column = row - turn * column, column + turn * row
        length = np.sqrt(np.maximum(row * row + column * column, 1e-9))
        return row / length, column / length

    def any_way(self, which: int) -> tuple[np.ndarray, np.ndarray]:
        """Unit vectors of any direction."""
        row, column = self.draw(which, -1.0), self.draw(which + 1, -1.0)
        length = np.sqrt(np.maximum(row * row + column * column, 1e-9))
        return row / length, column / length

    def rods(self, way: Way, length: Value, radius: Value, softness: Value, amounts) -> Capsules:
        """Capsules centred on the points."""
        dr, dc = 0.5 * length * way[0], 0.5 * length * way[1]
        return capsules(
            (self.rows - dr, self.columns - dc),
            (self.rows + dr, self.columns + dc),
            radius,
            softness,
            amounts,
        )

    def threads(
        self, way: Way, length: Value, bend: Value, radius: Value, softness: Value, amounts
    ) -> Capsules:
        """Lines through the points, bent in the middle by a share of their length."""
        dr, dc = 0.5 * length * way[0], 0.5 * length * way[1]
        middle = self.rows - bend * dc, self.columns + bend * dr
        first = self.rows - dr, self.columns - dc
        last = self.rows + dr, self.columns + dc
        return join(
            [
                capsules(first, middle, radius, softness, amounts, flat=True),
                capsules(middle, last, radius, softness, amounts, flat=True),
            ]
        )
