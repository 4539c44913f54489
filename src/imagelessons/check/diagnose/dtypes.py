"""Whether a dtype is the one that the exercise asks for, and why it is not."""

import numpy as np
from numpy.typing import DTypeLike

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.finding import blame

# The words an exercise may use in place of an exact dtype, with NumPy's letters for their kinds.
_WORDS = {"bool": "b", "integer": "iu", "float": "f", "number": "iuf"}


def dtype_fits(dtype: np.dtype, wanted: DTypeLike) -> bool:
    """Whether a dtype is the wanted one, or of the wanted kind; byte order is all the same.

    Parameters
    ----------
    dtype : numpy.dtype
    wanted : str or dtype_like
        ``"bool"``, ``"integer"``, ``"float"``, ``"number"`` or an exact dtype as ``"uint8"``, or
        several of these as in ``"float32 or float64"``.

    Returns
    -------
    bool

    Raises
    ------
    AuthorError
        If there is no such dtype.

    Examples
    --------
    >>> dtype_fits(np.dtype("uint8"), "integer")
    True
    >>> dtype_fits(np.dtype("int64"), "uint8")
    False
    """
    if isinstance(wanted, str) and " or " in wanted:
        return any(dtype_fits(dtype, one) for one in wanted.split(" or "))
    if isinstance(wanted, str) and wanted in _WORDS:
        return dtype.kind in _WORDS[wanted]
    try:
        return dtype.newbyteorder("=") == np.dtype(wanted).newbyteorder("=")
    except TypeError:
        raise AuthorError(f"There is no dtype {wanted!r}.") from None


def check_dtype(values: np.ndarray, wanted: DTypeLike, name: str) -> None:
    """Raise the finding for values of another dtype than the wanted one.

    Raises
    ------
    Finding
        ``mask-0-255``, ``mask-float``, ``mask-not-boolean``, ``mask-for-image``,
        ``png-as-float``, ``widened-dtype`` or ``wrong-dtype``.
    """
    if dtype_fits(values.dtype, wanted):
        return
    if wanted == "bool" or wanted is bool:
        check_two_valued(values, name, strict=True)
    asked = wanted if isinstance(wanted, str) else np.dtype(wanted).name
    found = f"`{name}` has dtype {values.dtype.name}; the exercise asks for {asked}."
    if values.dtype.kind == "b":
        blame("mask-for-image", name, found)
    if asked in ("uint8", "integer") and values.ndim >= 2 and within_0_to_1(values):
        blame("png-as-float", name, found)
    if asked == "uint8" and _fits_uint8(values):
        blame("widened-dtype", name, found)
    blame("wrong-dtype", name, found)


def check_two_valued(values: np.ndarray, name: str, *, strict: bool) -> None:
    """Raise the finding for values that are no mask.

    Parameters
    ----------
    values : numpy.ndarray
    name : str
    strict : bool
        Whether integers 0 and 1 are refused too.

    Raises
    ------
    Finding
        ``mask-0-255``, ``mask-float``, ``mask-not-boolean`` or ``image-for-mask``.
    """
    if values.dtype.kind == "b":
        return
    found = f"`{name}` has dtype {values.dtype.name}"
    if values.size and _only(values, 0, 1):
        if values.dtype.kind == "f":
            blame("mask-float", name, f"{found}, with values 0.0 and 1.0.")
        if strict:
            blame("mask-not-boolean", name, f"{found}, with values 0 and 1.")
        return
    if values.size and _only(values, 0, 255):
        blame("mask-0-255", name, f"{found}, with values 0 and 255.")
    blame("image-for-mask", name, f"{found}; a mask has dtype bool.")


def within_0_to_1(values: np.ndarray) -> bool:
    """Whether values are floats between 0 and 1.

    Examples
    --------
    >>> within_0_to_1(np.array([0.0, 0.5]))
    True
    """
    if values.dtype.kind != "f" or values.size == 0:
        return False
    return bool(np.fmin.reduce(values, None) >= 0 and np.fmax.reduce(values, None) <= 1)


def _only(values: np.ndarray, low: int, high: int) -> bool:
    return bool(np.all((values == low) | (values == high)))


def _fits_uint8(values: np.ndarray) -> bool:
    if values.dtype.kind not in "iu" or values.size == 0:
        return False
    return bool(values.min() >= 0 and values.max() <= 255)
