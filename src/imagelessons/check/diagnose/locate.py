"""Where an answer differs, in words: how many, in which part, and the first place."""

import numpy as np

_ROWS = ("upper", "middle", "lower")
_COLUMNS = ("left", "centre", "right")


def where_text(differs: np.ndarray) -> str:
    """Say in words where an answer differs.

    Parameters
    ----------
    differs : numpy.ndarray of bool
        True where it differs; at least one is True.

    Returns
    -------
    str

    Examples
    --------
    >>> differs = np.zeros((30, 30), dtype=bool)
    >>> differs[2, 25] = True
    >>> where_text(differs)
    '1 of 900 values differs (0.1 %), at row 2, column 25, in the upper right.'
    """
    count = int(np.count_nonzero(differs))
    share = _percent(count / max(1, differs.size))
    verb = "differs" if count == 1 else "differ"
    text = f"{count:,} of {differs.size:,} values {verb} ({share})"
    if differs.ndim == 0:
        return f"{text}."
    first = np.unravel_index(int(np.argmax(differs)), differs.shape)
    region = _region(differs, count)
    if count == 1:
        return f"{text}, at {place(first)}{', ' + region if region else ''}."
    return f"{text}{', ' + region if region else ''}; the first at {place(first)}."


def place(index: tuple[int, ...]) -> str:
    """Name an index in words.

    Examples
    --------
    >>> place((3, 5))
    'row 3, column 5'
    """
    if len(index) == 1:
        return f"index {index[0]}"
    if len(index) == 2:
        return f"row {index[0]}, column {index[1]}"
    return f"index ({', '.join(str(int(i)) for i in index)})"


def _percent(share: float) -> str:
    if share == 1:
        return "all"
    if share < 0.001:
        return "less than 0.1 %"
    if share > 0.99:
        return "nearly all"
    return f"{share:.1%}".replace("%", " %") if share < 0.1 else f"{share:.0%}".replace("%", " %")


def _region(differs: np.ndarray, count: int) -> str:
    flat = differs.any(axis=2) if differs.ndim == 3 and differs.shape[2] <= 4 else differs
    if flat.ndim != 2 or min(flat.shape) < 6 or count == differs.size:
        return ""
    rows, columns = flat.shape
    inside = int(np.count_nonzero(flat[2:-2, 2:-2]))
    if inside == 0:
        return "all of them along the edges of the picture"
    row_steps = np.linspace(0, rows, 4).astype(int)[:-1]
    column_steps = np.linspace(0, columns, 4).astype(int)[:-1]
    by_rows = np.add.reduceat(flat, row_steps, axis=0, dtype=np.int64)
    parts = np.add.reduceat(by_rows, column_steps, axis=1)
    return _region_words(parts / parts.sum(), only=count == 1)


def _region_words(shares: np.ndarray, only: bool) -> str:
    row, column = np.unravel_index(int(np.argmax(shares)), (3, 3))
    corner = "middle" if row == column == 1 else f"{_ROWS[row]} {_COLUMNS[column]}"
    if only:
        return f"in the {corner}"
    if shares[row, column] > 0.6:
        return f"most of them in the {corner}"
    for axis, words in ((1, _ROWS), (0, _COLUMNS)):
        bands = shares.sum(axis=axis)
        if bands.max() > 0.75:
            return f"most of them in the {words[int(np.argmax(bands))]} third"
    return "everywhere in the picture" if shares.min() > 0.02 else "in several parts"


def area(region: np.ndarray) -> str:
    """Say in words where a region lies.

    Parameters
    ----------
    region : numpy.ndarray of bool
        At least one is True.

    Returns
    -------
    str

    Examples
    --------
    >>> region = np.zeros((30, 30), dtype=bool)
    >>> region[2:5, 20:26] = True
    >>> area(region)
    'rows 2 to 4, columns 20 to 25, in the upper right'
    """
    spans = [(int(axis.min()), int(axis.max())) for axis in np.nonzero(region)]
    names = ("row", "column") if region.ndim == 2 else tuple(f"axis {i}," for i in range(9))
    words = []
    for name, (low, high) in zip(names, spans, strict=False):
        if region.ndim == 2 and low != high:
            name += "s"
        words.append(f"{name} {low}" if low == high else f"{name} {low} to {high}")
    text = ", ".join(words)
    middle = _region(region, int(np.count_nonzero(region)))
    middle = middle.replace("most of them ", "").replace("all of them ", "")
    return f"{text}, {middle}" if middle.startswith(("in the", "along")) else text
