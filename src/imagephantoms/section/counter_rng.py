"""Random numbers that belong to a place: any part of the plane can be computed on its own."""

import numpy as np

from imagephantoms.section.fields import sample_spline

_GOLDEN = 0x9E3779B97F4A7C15
_ROW = np.uint64(0xD1B54A32D192ED03)
_COLUMN = np.uint64(0xABC98388FB8FAC03)


def mix(number: np.ndarray) -> np.ndarray:
    """Scramble the bits of uint64 numbers.

    Notes
    -----
    The finaliser of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, Fast splittable pseudorandom
    number generators, OOPSLA 2014).

    Examples
    --------
    >>> int(mix(np.array([1], dtype=np.uint64))[0]) != 1
    True
    """
    number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return number ^ (number >> np.uint64(31))


def key(seed: int, kind: int) -> np.uint64:
    """Return the number that sets one kind of random numbers of one seed apart from all others."""
    folded = 0
    while True:
        folded ^= seed & 0xFFFFFFFFFFFFFFFF
        seed >>= 64
        folded = (folded * _GOLDEN + 0x632BE59BD9B4E019) & 0xFFFFFFFFFFFFFFFF
        if not seed:
            break
    start = np.array([(folded + (kind + 1) * _GOLDEN) & 0xFFFFFFFFFFFFFFFF], dtype=np.uint64)
    return mix(mix(start))[0]


def place_hash(place_key: np.uint64, row: np.ndarray, column: np.ndarray) -> np.ndarray:
    """Hash integer places (int64 arrays that broadcast) to uint64."""
    there = row.astype(np.uint64) * _ROW + column.astype(np.uint64) * _COLUMN
    return mix(there + place_key)


def uniform(hashed: np.ndarray, which: int) -> np.ndarray:
    """Draw the number `which` of each hashed place: float64, 0 up to but not 1.

    Examples
    --------
    >>> hashed = place_hash(key(2026, 1), np.arange(1000), np.arange(1000))
    >>> bool(abs(uniform(hashed, 0).mean() - 0.5) < 0.05)
    True
    """
    step = np.uint64(((which + 1) * _GOLDEN) & 0xFFFFFFFFFFFFFFFF)
    return (mix(hashed + step) >> np.uint64(11)).astype(np.float64) * 2.0**-53


def lattice(
    place_key: np.uint64, pitch: float, window: tuple[float, float, float, float], margin: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Put one point into every cell of a square lattice that touches a window.

    Parameters
    ----------
    place_key : numpy.uint64
        From `key`.
    pitch : float
        Side of a cell in micrometres.
    window : tuple of float
        First and last row, first and last column, in micrometres.
    margin : float
        How far beyond the window points are wanted, in micrometres.

    Returns
    -------
    rows, columns : numpy.ndarray
        float64, in micrometres, cell by cell in reading order.
    hashed : numpy.ndarray
        uint64, for further random numbers of the same point; `uniform` 0 and 1 are used up.
    """
    top, bottom, left, right = window
    row = np.arange(int((top - margin) // pitch), int((bottom + margin) // pitch) + 1)
    column = np.arange(int((left - margin) // pitch), int((right + margin) // pitch) + 1)
    hashed = place_hash(place_key, row[:, None], column[None, :]).ravel()
    i = np.repeat(row, column.size).astype(np.float64)
    j = np.tile(column, row.size).astype(np.float64)
    jitter = 0.8
    rows = (i + 0.5 + jitter * (uniform(hashed, 0) - 0.5)) * pitch
    columns = (j + 0.5 + jitter * (uniform(hashed, 1) - 0.5)) * pitch
    return rows, columns, hashed


def grain_field(
    place_key: np.uint64, pitch: float, rows: np.ndarray, columns: np.ndarray
) -> np.ndarray:
    """Evaluate a grainy field on rows and columns (micrometres): mean 0, deviation about 1."""
    top, left = int(rows[0] // pitch) - 2, int(columns[0] // pitch) - 2
    row = np.arange(top, int(rows[-1] // pitch) + 4)
    column = np.arange(left, int(columns[-1] // pitch) + 4)
    hashed = place_hash(place_key, row[:, None], column[None, :])
    # A uniform number has the deviation 1 / sqrt(12); the spline leaves 151/315 of it.
    values = (uniform(hashed, 0) - 0.5) * (np.sqrt(12.0) * 315.0 / 151.0)
    shift_row, shift_column = (top - 0.5) * pitch, (left - 0.5) * pitch
    return sample_spline(values, rows - shift_row, columns - shift_column, pitch)


def pixel_noise(
    place_key: np.uint64, rows: np.ndarray, columns: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw noise for every pixel and channel: mean 0, deviation 1, triangular distribution.

    Examples
    --------
    >>> red, green, blue = pixel_noise(key(1, 2), np.arange(50), np.arange(60))
    >>> red.shape, bool(abs(red.std() - 1) < 0.1)
    ((50, 60), True)
    """
    hashed = place_hash(place_key, rows[:, None], columns[None, :])
    low = np.uint64(1023)
    channels = []
    for k in range(3):
        one = (hashed >> np.uint64(20 * k)) & low
        two = (hashed >> np.uint64(20 * k + 10)) & low
        # the sum of two whole numbers 0..1023 has the mean 1023 and the deviation 417.9
        channels.append(((one + two).astype(np.float64) - 1023.0) * (1.0 / 417.92))
    return channels[0], channels[1], channels[2]


def grain_at(
    place_key: np.uint64, pitch: float, rows: np.ndarray, columns: np.ndarray
) -> np.ndarray:
    """Evaluate another grainy field at scattered points: 0 to 1, bilinear between the places.

    Examples
    --------
    >>> at = np.linspace(0.0, 90.0, 40)
    >>> values = grain_at(key(1, 1), 9.0, at, at)
    >>> bool(values.min() >= 0 and values.max() < 1)
    True
    """
    row, column = np.floor(rows / pitch), np.floor(columns / pitch)
    fr, fc = rows / pitch - row, columns / pitch - column
    i, j = row.astype(np.int64), column.astype(np.int64)
    total = np.zeros(rows.shape)
    for down, share_row in ((0, 1.0 - fr), (1, fr)):
        for right, share_column in ((0, 1.0 - fc), (1, fc)):
            value = uniform(place_hash(place_key, i + down, j + right), 0)
            total += share_row * share_column * value
    return total
