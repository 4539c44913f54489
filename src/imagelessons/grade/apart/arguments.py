"""What a function did to its arguments in the other process is done to the test's own here.

A test may ask whether a function changed what it was given, or call one that is meant to.
"""

import numpy as np

_KEPT = (np.ndarray, list, dict, set, bytearray)
# Objects of these packages were made anew by the same package: what they hold can be exchanged.
_PACKAGES = ("nibabel", "pandas", "PIL", "pydicom")


def write_back(value: object, changed: object) -> None:
    """Make a value hold what it holds after a call in the other process.

    Arrays, lists, dictionaries, sets, and images, tables and datasets of known packages, also
    inside of each other or of tuples, are changed in place; all else is left, also an array that
    got another shape.

    Parameters
    ----------
    value : object
        What was given to the function.
    changed : object
        The same, as it came back from the other process.

    Examples
    --------
    >>> grey, levels = np.zeros(3), [1, 2]
    >>> write_back((grey, levels), (np.ones(3), [1, 2, 3]))
    >>> grey, levels
    (array([1., 1., 1.]), [1, 2, 3])
    """
    if type(value) is not type(changed) or value is changed:
        return
    if isinstance(value, np.ndarray):
        fits = value.shape == changed.shape and value.dtype == changed.dtype
        if fits and value.flags.writeable:
            np.copyto(value, changed)
        if fits and isinstance(value, np.ma.MaskedArray):
            value.mask = changed.mask
    elif isinstance(value, tuple) and len(value) == len(changed):
        for mine, theirs in zip(value, changed, strict=True):
            write_back(mine, theirs)
    elif isinstance(value, list):
        value[:] = [_kept(mine, theirs) for mine, theirs in _pairs(value, changed)]
    elif isinstance(value, dict):
        kept = {key: _kept(value.get(key), theirs) for key, theirs in changed.items()}
        value.clear()
        value.update(kept)
    elif isinstance(value, set):
        value.clear()
        value.update(changed)
    elif isinstance(value, bytearray):
        value[:] = changed
    elif _is_of_package(value):
        vars(value).clear()
        vars(value).update(vars(changed))


def _pairs(value: list, changed: list) -> list:
    return list(zip([*value, *[None] * len(changed)], changed, strict=False))


def _kept(mine: object, theirs: object) -> object:
    """Return the object itself where it can hold what it should, else the one from there."""
    if type(mine) is not type(theirs) or not (isinstance(mine, _KEPT) or _is_of_package(mine)):
        return theirs
    if isinstance(mine, np.ndarray) and (mine.shape, mine.dtype) != (theirs.shape, theirs.dtype):
        return theirs
    write_back(mine, theirs)
    return mine


def _is_of_package(value: object) -> bool:
    package = type(value).__module__.partition(".")[0]
    return package in _PACKAGES and hasattr(value, "__dict__")
