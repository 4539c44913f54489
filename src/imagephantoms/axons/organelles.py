"""Bodies inside and between the axons: mitochondria, vesicles, vacuoles, glia and a nucleus."""

import numpy as np

from imagephantoms.axons.geometry import DARK_GLIA, PALE_GLIA, Tissue
from imagephantoms.noise import bump, grain, smooth_noise, soft_step

_Box = tuple[slice, slice]


def _box(shape: tuple[int, int], row: float, column: float, reach: float) -> _Box | None:
    top, bottom = max(int(row - reach), 0), min(int(row + reach) + 2, shape[0])
    left, right = max(int(column - reach), 0), min(int(column + reach) + 2, shape[1])
    if bottom - top < 2 or right - left < 2:
        return None
    return slice(top, bottom), slice(left, right)


def _local(box: _Box, row: float, column: float) -> tuple[np.ndarray, np.ndarray]:
    d_row = np.arange(box[0].start, box[0].stop, dtype=np.float64)[:, None] - row
    d_column = np.arange(box[1].start, box[1].stop, dtype=np.float64)[None, :] - column
    return np.broadcast_arrays(d_row, d_column)


def _turn(rng: np.random.Generator) -> tuple[float, float]:
    """Draw a unit vector."""
    v = rng.standard_normal(2)
    length = float(np.sqrt(v[0] * v[0] + v[1] * v[1])) + 1e-12
    return float(v[0]) / length, float(v[1]) / length


def _ellipse(
    rng: np.random.Generator, box: _Box, place: tuple[float, float], half: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Depth inside an uneven ellipse (pixels, negative outside), and its own two axes."""
    d_row, d_column = _local(box, *place)
    s, c = _turn(rng)
    along, across = c * d_column + s * d_row, -s * d_column + c * d_row
    q = np.sqrt((along / half[0]) ** 2 + (across / half[1]) ** 2)
    uneven = 0.12 * smooth_noise(rng, q.shape, max(0.8 * half[1], 3.0))
    return (1.0 + uneven - q) * half[1], along, across


def _blend(canvas: np.ndarray, box: _Box, value: np.ndarray, alpha: np.ndarray) -> None:
    canvas[box] += (value - canvas[box]) * alpha


def mitochondrion(
    rng: np.random.Generator,
    canvas: np.ndarray,
    allowed: np.ndarray,
    place: tuple[float, float],
    half: tuple[float, float],
) -> None:
    """Stamp one mitochondrion: dark matrix, darker double membrane, brighter cristae."""
    box = _box(canvas.shape, *place, half[0] * 1.3 + 5.0)
    if box is None:
        return
    depth, along, across = _ellipse(rng, box, place, half)
    matrix = 118.0 + 26.0 * rng.random()
    bend = smooth_noise(rng, depth.shape, 6.0)
    phase = (along + 3.0 * bend) / (6.0 + 2.0 * rng.random())
    stripe = np.abs(2.0 * (phase - np.floor(phase)) - 1.0)
    cristae = rng.random() * 28.0 * soft_step((stripe - 0.72) / 0.3) * soft_step(depth - 3.0)
    value = matrix + cristae * (half[1] > 6.0) + 7.0 * grain(rng, depth.shape, 1.3)
    value -= 15.0 * bump((depth - 1.5) / 2.0)
    alpha = soft_step(depth / 1.6) * allowed[box]
    halo = bump((depth + 2.5) / 3.0) * allowed[box]
    canvas[box] += 6.0 * halo
    _blend(canvas, box, value, alpha)


def vesicle(
    rng: np.random.Generator,
    canvas: np.ndarray,
    allowed: np.ndarray,
    place: tuple[float, float],
    radius: float,
    rings: int = 1,
) -> None:
    """Stamp a membrane-bound vesicle or, with several rings, a multilamellar body."""
    box = _box(canvas.shape, *place, radius * 1.5 + 5.0)
    if box is None:
        return
    depth, _, _ = _ellipse(rng, box, place, (radius * (1.0 + 0.5 * rng.random()), radius))
    pale = 197.0 + 10.0 * rng.standard_normal()
    inside = soft_step(depth / 1.2) * allowed[box]
    body = pale + 5.0 * grain(rng, depth.shape, 2.0)
    _blend(canvas, box, body, 0.75 * inside)
    step = radius / (rings + 0.3)
    for ring in range(rings):
        strength = 22.0 + 32.0 * rng.random()
        at = ring * step * (0.85 + 0.3 * rng.random())
        rim = bump((depth - at) / 2.4) * allowed[box]
        # A membrane over something dark does not make it darker still.
        canvas[box] -= rim * np.clip(canvas[box] - 112.0, 0.0, strength)


def fill_axons(rng: np.random.Generator, canvas: np.ndarray, tissue: Tissue) -> None:
    """Give every axon its organelles, more in the larger ones."""
    order = np.argsort(tissue.axons, axis=None, kind="stable")
    counts = np.bincount(tissue.axons.ravel(), minlength=tissue.thickness.size)
    start = np.cumsum(counts) - counts
    depth = tissue.inner_depth.ravel()
    columns = canvas.shape[1]
    for label in range(1, tissue.thickness.size):
        if counts[label] == 0:
            continue
        pixels = order[start[label] : start[label] + counts[label]]
        area = float(counts[label])
        wanted = [("mitochondrion", int(rng.poisson(0.33 + area / 14000.0)))]
        wanted.append(("vesicle", int(rng.poisson(0.2 + area / 15000.0))))
        wanted.append(("lamellar", int(rng.random() < 0.05)))
        wanted.append(("dot", int(rng.poisson(area / 2500.0))))
        placed = []
        for kind, number in wanted:
            for _ in range(number):
                tries = pixels[rng.integers(pixels.size, size=6)]
                room = depth[tries]
                for row, column, taken in placed:
                    away = np.sqrt((tries // columns - row) ** 2 + (tries % columns - column) ** 2)
                    room = np.minimum(room, away - taken)
                # The first place with room enough, not the roomiest: that is always the middle.
                fits = room > 8.0
                best = int(np.argmax(fits)) if fits.any() else int(np.argmax(room))
                best, room = int(tries[best]), float(room[best])
                radius = _stamp(
                    rng, canvas, tissue, kind, (best // columns, best % columns), room, label
                )
                placed.append((best // columns, best % columns, radius))


def _stamp(
    rng: np.random.Generator,
    canvas: np.ndarray,
    tissue: Tissue,
    kind: str,
    place: tuple[int, int],
    room: float,
    label: int,
) -> float:
    """Stamp one organelle where there is room for it, and return the radius it takes up."""
    box = _box(canvas.shape, *place, 75.0)
    if box is None or room < 4.0:
        return 0.0
    # Stamps work on the box alone, so that a bystander axon is never touched.
    part, allowed = canvas[box], tissue.axons[box] == label
    here = float(place[0] - box[0].start), float(place[1] - box[1].start)
    if kind == "mitochondrion":
        short = min(5.5 + 10.0 * rng.random() ** 1.5, 0.8 * room)
        long = short * (1.0 + 0.9 * rng.random() ** 3)
        mitochondrion(rng, part, allowed, here, (long, short))
        return long + 3.0
    if kind == "vesicle":
        radius = min(3.0 + 6.0 * rng.random() ** 2, 0.7 * room)
        vesicle(rng, part, allowed, here, radius)
        return 1.3 * radius
    if kind == "lamellar":
        radius = min(12.0 + 16.0 * rng.random(), 0.9 * room)
        vesicle(rng, part, allowed, here, radius, 2 + int(radius / 6.0))
        return 1.5 * radius
    d_row, d_column = _local((slice(0, part.shape[0]), slice(0, part.shape[1])), *here)
    radius = 2.0 + 3.5 * rng.random()
    blob = bump(np.minimum(np.sqrt(d_row**2 + d_column**2) / radius, 1.0))
    part -= (15.0 + 30.0 * rng.random()) * blob * allowed
    return 0.0


def specks(rng: np.random.Generator, canvas: np.ndarray) -> None:
    """Strew tiny, nearly black grains of stain over the section."""
    number = int(rng.poisson(canvas.size / 16000.0))
    rows = rng.integers(2, canvas.shape[0] - 2, size=number)
    columns = rng.integers(2, canvas.shape[1] - 2, size=number)
    depth = 60.0 + 110.0 * rng.random(number) ** 2
    for row, column, dark in zip(rows, columns, depth, strict=True):
        spot = canvas[row - 1 : row + 2, column - 1 : column + 2]
        spot -= np.clip(spot - 62.0, 0.0, dark)


def _free(tissue: Tissue, box: _Box) -> np.ndarray:
    return (tissue.axons[box] == 0) & (tissue.myelin[box] == 0)


def vacuole(
    rng: np.random.Generator,
    canvas: np.ndarray,
    tissue: Tissue,
    place: tuple[float, float],
    radius: float,
) -> None:
    """Stamp an empty, pale vacuole with a thin rim."""
    box = _box(canvas.shape, *place, radius * 1.5 + 6.0)
    if box is None:
        return
    depth, _, _ = _ellipse(rng, box, place, (radius * (1.0 + 0.1 * rng.random()), 0.95 * radius))
    free = _free(tissue, box)
    value = 222.0 + 4.0 * smooth_noise(rng, depth.shape, 25.0) + 4.0 * grain(rng, depth.shape, 1.2)
    canvas[box] -= 38.0 * bump((depth + 1.0) / 2.6) * free
    _blend(canvas, box, value, soft_step(depth / 1.5) * free)


def glial_patch(
    rng: np.random.Generator,
    canvas: np.ndarray,
    tissue: Tissue,
    place: tuple[float, float],
    radius: float,
    kind: int,
) -> None:
    """Stamp a glial process: dark (oligodendrocyte), pale (astrocyte), or busy neuropil."""
    box = _box(canvas.shape, *place, radius * 1.7 + 6.0)
    if box is None:
        return
    half = radius * 1.15, radius * 0.95
    depth, _, _ = _ellipse(rng, box, place, half)
    depth += 0.16 * radius * smooth_noise(rng, depth.shape, max(0.5 * radius, 8.0))
    free = _free(tissue, box)
    inside = soft_step(depth / 2.5) * free
    texture = 8.0 * grain(rng, depth.shape, 1.4) + 7.0 * smooth_noise(rng, depth.shape, 6.0)
    if kind == DARK_GLIA:
        _blend(canvas, box, 132.0 + texture, 0.9 * inside)
        blob = smooth_noise(rng, depth.shape, 26.0)
        _blend(canvas, box, 160.0 + 1.4 * texture, inside * soft_step((blob - 1.0) / 0.4))
    elif kind == PALE_GLIA:
        blob = 12.0 * smooth_noise(rng, depth.shape, 12.0)
        _blend(canvas, box, 203.0 + texture + blob, 0.85 * inside)
        canvas[box] -= 30.0 * bump(np.clip(depth / 2.6, -1.0, 1.0)) * free
        for _ in range(2):
            fold = smooth_noise(rng, depth.shape, max(0.32 * radius, 9.0)) / 0.13
            canvas[box] -= 38.0 * bump(np.clip(fold, -1.0, 1.0)) * inside
    for _ in range(int(rng.poisson(1.0 + radius * radius / 1500.0))):
        v_row, v_column = rng.standard_normal(2) * 0.5 * radius
        spot = place[0] + float(v_row), place[1] + float(v_column)
        spot = spot[0] - box[0].start, spot[1] - box[1].start
        if rng.random() < 0.4:
            short = 5.0 + 6.0 * rng.random()
            mitochondrion(rng, canvas[box], free, spot, (short * (1.0 + rng.random()), short))
        else:
            vesicle(rng, canvas[box], free, spot, 4.0 + 9.0 * rng.random() ** 2)


def nucleus(rng: np.random.Generator, canvas: np.ndarray, tissue: Tissue) -> None:
    """Stamp a glial cell: pale cytoplasm around a nucleus with clumped, dark chromatin."""
    row, column, half_row, half_column = tissue.nucleus
    box = _box(canvas.shape, row + 20.0, column, 1.6 * half_column)
    d_row, d_column = _local(box, row, column)
    q = np.sqrt((d_row / half_row) ** 2 + (d_column / half_column) ** 2)
    shape = q.shape
    depth = (1.0 - q) * min(half_row, half_column) + 3.0 * smooth_noise(rng, shape, 70.0)
    free = _free(tissue, box)
    soma = soft_step((depth + 85.0 + 14.0 * smooth_noise(rng, shape, 40.0)) / 3.0) * free
    clouds = smooth_noise(rng, shape, 13.0)
    cytoplasm = 206.0 + 11.0 * clouds + 7.0 * grain(rng, shape, 1.6)
    ribosomes = np.maximum(grain(rng, shape, 2.2) + 0.5 * smooth_noise(rng, shape, 20.0) - 1.3, 0.0)
    _blend(canvas, box, cytoplasm - 42.0 * ribosomes, 0.92 * soma)
    for _ in range(9):
        s, c = _turn(rng)
        away = 1.18 + 0.16 * rng.random()
        spot = row + away * half_row * abs(s) - box[0].start, column + away * half_column * c
        short = 6.0 + 6.0 * rng.random()
        spot = spot[0], spot[1] - box[1].start
        mitochondrion(rng, canvas[box], soma > 0.5, spot, (short * (1.0 + rng.random()), short))
    mottle = 12.0 * smooth_noise(rng, shape, 7.0) + 13.0 * grain(rng, shape, 1.8)
    value = 172.0 + mottle + 14.0 * smooth_noise(rng, shape, 16.0)
    clump = 0.3 * smooth_noise(rng, shape, 5.0) + 0.75 * smooth_noise(rng, shape, 14.0)
    clump += 0.75 * smooth_noise(rng, shape, 34.0)
    clump += 3.2 * np.clip(1.0 - depth / 46.0, 0.0, 1.0) - 1.5
    dark = soft_step(clump / 1.0)
    value += (58.0 + 7.0 * grain(rng, shape, 1.4) - value) * dark
    inside = soft_step(depth / 1.5) * free
    _blend(canvas, box, value, inside)
    canvas[box] -= 75.0 * bump((depth + 3.0) / 2.2) * free
