"""Whether two arrays hold the same values, fast, and where they do not."""

import numpy as np

# So that a value of 1e-17 passes for zero among values around 1.
_FLOOR = 1e-9
_CHUNK = 1 << 18


def same_values(a: np.ndarray, b: np.ndarray, rtol: float = 1e-6, atol: float = 0.0) -> bool:
    """Whether two arrays have one shape and the same values, of whatever dtype.

    Parameters
    ----------
    a, b : numpy.ndarray
        Of booleans, integers or floats.
    rtol, atol : float, optional
        Tolerances, used where one of the two holds floats. NaN equals NaN.

    Returns
    -------
    bool

    Examples
    --------
    >>> same_values(np.array([1, 2]), np.array([1.0, 2.0]))
    True
    """
    if a.shape != b.shape:
        return False
    sample = tuple(slice(None, None, max(1, size // 32)) for size in a.shape)
    if not _same(a[sample], b[sample], rtol, atol, _largest(b[sample])):
        # The sample may miss the largest value, that sets the floor.
        if a.dtype.kind != "f" and b.dtype.kind != "f":
            return False
        if not _same(a[sample], b[sample], rtol, atol, _largest(b)):
            return False
    if np.array_equal(a, b):
        return True
    if a.dtype.kind != "f" and b.dtype.kind != "f":
        return False
    return _same_in_chunks(a, b, rtol, atol)


def differing(a: np.ndarray, b: np.ndarray, rtol: float = 1e-6, atol: float = 0.0) -> np.ndarray:
    """Return where two arrays of one shape differ.

    Returns
    -------
    numpy.ndarray of bool
        True where the values differ.

    Examples
    --------
    >>> differing(np.array([1, 2]), np.array([1, 3]))
    array([False,  True])
    """
    return ~_close(a, b, rtol, atol, _largest(b))


def _same(a: np.ndarray, b: np.ndarray, rtol: float, atol: float, largest: float) -> bool:
    return bool(np.all(_close(a, b, rtol, atol, largest)))


def _same_in_chunks(a: np.ndarray, b: np.ndarray, rtol: float, atol: float) -> bool:
    largest = _largest(b)
    if a.ndim == 0:
        return _same(a, b, rtol, atol, largest)
    rows = max(1, _CHUNK * a.shape[0] // max(1, a.size))
    return all(
        _same(a[start : start + rows], b[start : start + rows], rtol, atol, largest)
        for start in range(0, a.shape[0], rows)
    )


def _close(a: np.ndarray, b: np.ndarray, rtol: float, atol: float, largest: float) -> np.ndarray:
    if a.dtype.kind != "f" and b.dtype.kind != "f":
        return np.equal(a, b)
    with np.errstate(all="ignore"):
        x, y = a.astype(np.float64), b.astype(np.float64)
        gap = np.abs(x - y)
        limit = np.abs(y) * rtol + max(atol, _FLOOR * largest)
        close = (gap <= limit) & np.isfinite(y)
        return close | (x == y) | (np.isnan(x) & np.isnan(y))


def _largest(values: np.ndarray) -> float:
    if values.size == 0:
        return 0.0
    if values.dtype.kind != "f":
        return float(max(abs(int(values.min())), abs(int(values.max()))))
    with np.errstate(all="ignore"):
        low, high = float(np.fmin.reduce(values, None)), float(np.fmax.reduce(values, None))
    largest = max(abs(low), abs(high))
    return largest if np.isfinite(largest) else 0.0
