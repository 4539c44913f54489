"""Draw cells and fibres as capsules: lines of a certain width with round ends."""

from dataclasses import dataclass

import numpy as np

CHANNELS = 5  # red, green, blue, veil (hides the tissue below), hole (hides everything)
_UNIT = 4096.0  # contributions are whole multiples of 1/4096, so their order doesn't matter
_PIECE = 24.0  # pixels: longer capsules are drawn in pieces, to keep their boxes small
_SIDES = np.array([4, 6, 8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 128, 192, 256, 512])
_CHUNK = 300_000


def capsules(
    start: tuple[np.ndarray, np.ndarray],
    stop: tuple[np.ndarray, np.ndarray],
    radius: np.ndarray | float,
    softness: np.ndarray | float,
    amounts: tuple[np.ndarray | float, ...],
    flat: bool = False,
) -> "Capsules":
    """Gather capsules: numbers are spread to the length of the others.

    Those with flat ends follow each other without being brighter where they meet.

    Examples
    --------
    >>> here = (np.array([5.0]), np.array([5.0]))
    >>> capsules(here, here, 2.0, 0.5, (100.0, 0.0, 0.0, 0.0, 0.0)).amount.shape
    (1, 5)
    """
    n = np.size(start[0])

    def spread(value: np.ndarray | float) -> np.ndarray:
        return np.broadcast_to(np.asarray(value, dtype=np.float64), (n,))

    return Capsules(
        ends=np.stack([spread(v) for v in (*start, *stop)], axis=1),
        radius=spread(radius),
        softness=spread(softness),
        amount=np.stack([spread(value) for value in amounts], axis=1),
        flat=np.full(n, flat),
    )


def join(parts: list["Capsules"]) -> "Capsules":
    """Join several sets of capsules into one."""
    return Capsules(*(np.concatenate([getattr(part, name) for part in parts]) for name in _FIELDS))


def near(
    shapes: "Capsules", window: tuple[float, float, float, float], margin: float
) -> "Capsules":
    """Keep the capsules that start within a window (first and last row and column) or its margin.

    Examples
    --------
    >>> here = (np.array([5.0, 50.0]), np.array([5.0, 5.0]))
    >>> some = capsules(here, here, 2.0, 0.5, (100.0, 0.0, 0.0, 0.0, 0.0))
    >>> near(some, (0.0, 9.0, 0.0, 9.0), 3.0).radius.size
    1
    """
    row, column = shapes.ends[:, 0], shapes.ends[:, 1]
    inside = (row > window[0] - margin) & (row < window[1] + margin)
    inside &= (column > window[2] - margin) & (column < window[3] + margin)
    return Capsules(*(getattr(shapes, name)[inside] for name in _FIELDS))


def stamp(
    canvas: np.ndarray, shapes: "Capsules", origin: tuple[int, int], pitch: tuple[float, float]
) -> None:
    """Add capsules to a canvas, anti-aliased.

    Parameters
    ----------
    canvas : numpy.ndarray
        float64 (5, rows, columns), added to in place.
    shapes : Capsules
        What to draw.
    origin : tuple of int
        Row and column of the canvas' first pixel in the whole picture.
    pitch : tuple of float
        Height and width of a pixel in micrometres.

    Notes
    -----
    A capsule narrower than a pixel is drawn as wide as a pixel and fainter in proportion, so that
    its sum stays the same at every resolution.

    Examples
    --------
    >>> canvas = np.zeros((5, 20, 20))
    >>> here = (np.array([10.0]), np.array([10.0]))
    >>> dot = capsules(here, here, 3.0, 1.0, (100.0, 0.0, 0.0, 0.0, 0.0))
    >>> stamp(canvas, dot, (0, 0), (1.0, 1.0))
    >>> bool(abs(canvas[0].sum() / 100.0 - 9.0 * np.pi) < 1.5)
    True
    """
    if not shapes.radius.size:
        return
    pixel = max(pitch)
    r0, c0, r1, c1 = shapes.ends.T
    run_row, run_column = r1 - r0, c1 - c0
    length = np.sqrt(run_row * run_row + run_column * run_column)
    softness = np.maximum(shapes.softness, 0.75 * pixel)
    radius = np.maximum(shapes.radius, softness)
    caps = np.where(shapes.flat, 1e-9, np.pi)
    area = 2.0 * length * shapes.radius + caps * shapes.radius**2
    faint = area / (2.0 * length * radius + caps * radius**2)
    pieces = np.maximum(np.ceil(length / (_PIECE * pixel)), 1.0).astype(np.intp)
    one = np.repeat(np.arange(length.size), pieces)
    number = np.arange(one.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    low, high = number / pieces[one], (number + 1) / pieces[one]
    reach = (radius + softness)[one]
    ends = [(r0[one] + run_row[one] * t, c0[one] + run_column[one] * t) for t in (low, high)]
    top = np.floor((np.minimum(ends[0][0], ends[1][0]) - reach) / pitch[0] - 0.5)
    left = np.floor((np.minimum(ends[0][1], ends[1][1]) - reach) / pitch[1] - 0.5)
    bottom = np.ceil((np.maximum(ends[0][0], ends[1][0]) + reach) / pitch[0] - 0.5)
    right = np.ceil((np.maximum(ends[0][1], ends[1][1]) + reach) / pitch[1] - 0.5)
    seen = (
        (bottom >= origin[0])
        & (top < origin[0] + canvas.shape[1])
        & (right >= origin[1])
        & (left < origin[1] + canvas.shape[2])
    )
    # Flat ends fade over some width, so that a line and the next add up to 1 where they meet.
    fade = np.maximum(0.8 * radius, softness) / np.maximum(length, 1e-6)
    fade = np.where(shapes.flat, np.minimum(fade, 0.5), 0.0)[one]
    outermost = np.where(shapes.flat[one], fade, np.inf)
    last = number == pieces[one] - 1
    table = np.stack(
        [
            r0[one],
            c0[one],
            run_row[one],
            run_column[one],
            1.0 / np.maximum(length * length, 1e-12)[one],
            radius[one],
            0.5 / softness[one],
            np.where(number == 0, -outermost, low),
            np.where(last, 1.0 + outermost, high),
            top,
            left,
            fade,
        ],
        axis=1,
    )
    amount = (shapes.amount * faint[:, None])[one]
    tall = np.searchsorted(_SIDES, bottom - top + 1)
    wide = np.searchsorted(_SIDES, right - left + 1)
    kind = np.where(seen, tall * _SIDES.size + wide, -1)
    for group in np.unique(kind[seen]):
        member = np.flatnonzero(kind == group)
        box = int(_SIDES[group // _SIDES.size]), int(_SIDES[group % _SIDES.size])
        step = max(_CHUNK // (box[0] * box[1]), 1)
        for i in range(0, member.size, step):
            some = member[i : i + step]
            _stamp_boxes(canvas, table[some], amount[some], box, origin, pitch)


def _stamp_boxes(
    canvas: np.ndarray,
    table: np.ndarray,
    amount: np.ndarray,
    box: tuple[int, int],
    origin: tuple[int, int],
    pitch: tuple[float, float],
) -> None:
    r0, c0, run_row, run_column, per_length, radius, per_soft, low, high, top, left, fade = (
        column[:, None, None] for column in table.T
    )
    row = top + np.arange(box[0])[None, :, None]
    column = left + np.arange(box[1])[None, None, :]
    dr = (row + 0.5) * pitch[0] - r0
    dc = (column + 0.5) * pitch[1] - c0
    t = (dr * run_row + dc * run_column) * per_length
    near = np.clip(t, -fade, 1.0 + fade)
    off_row, off_column = dr - near * run_row, dc - near * run_column
    distance = np.sqrt(off_row * off_row + off_column * off_column)
    cover = (radius - distance) * per_soft + 0.5
    height, width = canvas.shape[1:]
    row, column = row - origin[0], column - origin[1]
    hit = (cover > 0.0) & (t >= low) & (t < high)
    hit &= (row >= 0) & (row < height) & (column >= 0) & (column < width)
    which, i, j = np.nonzero(hit)
    cover = np.minimum(cover[which, i, j], 1.0)
    cover = cover * cover * (3.0 - 2.0 * cover) * _UNIT
    if fade.any():
        soft = 0.5 / np.maximum(fade[which, 0, 0], 1e-9)
        inner = np.minimum(t, 1.0 - t)[which, i, j]
        ramp = np.clip(0.5 + inner * soft, 0.0, 1.0)
        cover = np.where(fade[which, 0, 0] > 0.0, cover * ramp, cover)
    flat = (row[which, i, 0] * width + column[which, 0, j]).astype(np.intp)
    for k in range(CHANNELS):
        if amount[:, k].any():
            weight = np.rint(cover * amount[which, k])
            _add(canvas[k], flat, weight)


def _add(plane: np.ndarray, flat: np.ndarray, weight: np.ndarray) -> None:
    """Add whole multiples of 1/4096; such sums are exact, whatever their order."""
    if flat.size:
        first, last = int(flat.min()), int(flat.max()) + 1
        total = np.bincount(flat - first, weight, last - first)
        plane.reshape(-1)[first:last] += total * (1.0 / _UNIT)


_FIELDS = ("ends", "radius", "softness", "amount", "flat")


@dataclass(frozen=True)
class Capsules:
    """A set of capsules.

    Attributes
    ----------
    ends : numpy.ndarray
        float64 (n, 4): row and column of the start, row and column of the end, in micrometres.
    radius, softness : numpy.ndarray
        float64 (n,), micrometres; the border falls off within the radius +- the softness.
    amount : numpy.ndarray
        float64 (n, 5): grey levels of red, green and blue, and the shares of veil and hole.
    flat : numpy.ndarray
        bool (n,): whether the ends are flat instead of round.
    """

    ends: np.ndarray
    radius: np.ndarray
    softness: np.ndarray
    amount: np.ndarray
    flat: np.ndarray
