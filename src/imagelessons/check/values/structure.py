"""Structure alone: type, shape, dtype and range, for a visible test that holds no truth."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import DTypeLike

from imagelessons.check.catalogue import parts_of
from imagelessons.check.coerce import plain_array, refuse_places
from imagelessons.check.diagnose.dtypes import check_dtype, within_0_to_1
from imagelessons.check.diagnose.shapes import Shape, check_shape
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded


@guarded
def kind(
    answer: object,
    name: str,
    *,
    shape: Shape | None = None,
    ndim: int | None = None,
    dtype: DTypeLike | None = None,
    low: float | None = None,
    high: float | None = None,
    shapes: Mapping[str, Shape] | None = None,
) -> None:
    """Check what an answer is, without knowing the right values.

    Parameters
    ----------
    answer : object
        An array, a list or a number.
    name : str
        What the learner calls it.
    shape : tuple of int or None, optional
        None in it stands for any size; ``()`` is a single number.
    ndim : int, optional
        The number of axes.
    dtype : str or dtype_like, optional
        ``"bool"``, ``"integer"``, ``"float"``, ``"number"`` or an exact dtype as ``"uint8"``.
    low, high : float, optional
        Values below or above are impossible.
    shapes : mapping of str to tuple of int, optional
        Wrong shapes that the exercise invites, by code, or by code and sentences as for
        `parts_of`.

    Raises
    ------
    Finding
        Such as ``transposed``, ``wrong-dtype`` or ``out-of-range``.

    Examples
    --------
    >>> kind(np.zeros((50, 70), dtype=np.uint8), "corner", shape=(50, 70), dtype="uint8")
    """
    values = plain_array(answer, name)
    if dtype in ("bool", bool):
        refuse_places(answer, name)
    if shape == () and values.ndim and values.size == 1:
        values = values.reshape(())
    for key, wrong in (shapes or {}).items():
        code, found, suggests = parts_of(key, name)
        if values.shape == tuple(wrong) != shape:
            found = f"`{name}` has shape {values.shape}. {found}"
            blame(code, name, found, suggests=suggests)
    if shape is not None:
        check_shape(values.shape, shape, name)
    if ndim is not None and values.ndim != ndim:
        check_shape(values.shape, (None,) * ndim, name)
    if dtype is not None:
        check_dtype(values, dtype, name)
    if values.size:
        _check_range(values, name, low, high)


def _check_range(values: np.ndarray, name: str, low: float | None, high: float | None) -> None:
    if low is None and high is None:
        return
    with np.errstate(all="ignore"):
        smallest, largest = values.min().item(), values.max().item()
    if values.dtype.kind == "f" and np.isnan(smallest):
        blame("not-a-number", name, f"`{name}` {'is' if values.ndim == 0 else 'holds'} NaN.")
    if (low is None or smallest >= low) and (high is None or largest <= high):
        return
    found = f"`{name}` holds values from {smallest:.6g} to {largest:.6g}"
    if values.size == 1:
        found = f"`{name}` is {smallest:.6g}"
    limits = f"at least {low:g}" if high is None else f"at most {high:g}"
    if low is not None and high is not None:
        limits = f"{low:g} to {high:g}"
    blame(_range_code(values, low, high), name, f"{found}; possible is {limits}.")


def _range_code(values: np.ndarray, low: float | None, high: float | None) -> str:
    if high == 1 and values.min() >= 0:
        if values.ndim == 0 and values.max() <= 100:
            return "percent-for-fraction"
        if values.ndim and values.max() <= 255:
            return "range-0-to-255"
    if low is not None and low >= 1 and within_0_to_1(values):
        return "fraction-for-percent" if values.ndim == 0 else "range-0-to-1"
    return "out-of-range"
