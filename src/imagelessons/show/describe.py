"""What an array holds, in one line: the facts to check at every load."""

import numpy as np
from numpy.typing import ArrayLike


def describe(array: ArrayLike, name: str = "array") -> str:
    """Describe an array in one line: shape, dtype, value range and bytes in memory.

    Parameters
    ----------
    array : array_like
        Any array of numbers or booleans, of any shape.
    name : str, optional
        What the line calls it.

    Returns
    -------
    str
        One line. Values that are not numbers (NaN) are counted and left out of the range, and so
        is what a masked array masks.

    Examples
    --------
    >>> import numpy as np
    >>> print(describe(np.zeros((2, 3), dtype=np.uint8), "img"))
    img: shape (2, 3), uint8, values 0 to 0, 6 bytes
    >>> print(describe([0.5, np.nan]))
    array: shape (2,), float64, values 0.5 to 0.5, 1 not a number, 16 bytes
    """
    values = np.ma.asarray(array)
    masked = int(np.ma.count_masked(values))
    facts = [f"shape {values.shape}", str(values.dtype)]
    if values.dtype == bool:
        facts.append(f"{values.filled(False).sum():,} of {values.size:,} True")
    elif values.dtype.kind in "iuf":
        facts.extend(_range_facts(values.compressed()))
    if masked:
        facts.append(f"{masked:,} masked")
    facts.append(_bytes_text(values.nbytes))
    return f"{name}: {', '.join(facts)}"


def _range_facts(values: np.ndarray) -> list[str]:
    missing = int(np.isnan(values).sum()) if values.dtype.kind == "f" else 0
    if values.size == missing:
        facts = ["no values"]
    else:
        smallest, largest = np.nanmin(values), np.nanmax(values)
        facts = [f"values {smallest:.6g} to {largest:.6g}"]
    return [*facts, f"{missing:,} not a number"] if missing else facts


def _bytes_text(count: int) -> str:
    if count < 10_000:
        return f"{count:,} bytes"
    if count < 10_000_000:
        return f"{count / 1e3:,.0f} kB"
    return f"{count / 1e6:,.0f} MB"
