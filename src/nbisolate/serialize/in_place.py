"""What a function did to its arguments in the other process is done to the test's own here.

A test may ask whether a function changed what it was given, or call one that is meant to.
"""

import json

import numpy as np

from nbisolate.serialize.registry import kind_of
from nbisolate.serialize.serializer import CannotCrossError, Packer, Uncrossed

_KEPT = (np.ndarray, list, dict, set)


def snapshot(values: object) -> tuple[str, list[bytes]]:
    """Return a value as a text and blobs, which are the same for the same value."""
    packer = Packer()
    plain = packer.pack(values)
    return json.dumps(plain), [bytes(blob) for blob in packer.blobs]


def is_same(mine: object, theirs: object) -> bool:
    """Return whether two values are of one type and hold the same, to the last bit.

    Examples
    --------
    >>> is_same(np.float64([1, np.nan]), np.float64([1, np.nan])), is_same([1], [2])
    (True, False)
    """
    if type(mine) is not type(theirs):
        return False
    if type(mine) is np.ndarray and mine.dtype.kind in "biufc":
        alike = (mine.dtype, mine.shape) == (theirs.dtype, theirs.shape)
        return alike and all(map(np.array_equal, _bits(mine), _bits(theirs)))
    return snapshot(mine) == snapshot(theirs)


def _bits(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return an array's bytes, by eights, and what is left: a picture in half a millisecond."""
    single = np.ascontiguousarray(values).reshape(-1).view(np.uint8)
    whole = len(single) // 8 * 8
    return single[:whole].view(np.uint64), single[whole:]


def checked_arguments(given: list, now: object) -> list:
    """Return the arguments that came back from the other process, if they are those given.

    Raises
    ------
    CannotCrossError
        If there are more, fewer, or others.
    """
    of_same_kind = type(now) is list and [type(part) for part in now] == [list, dict]
    if of_same_kind and len(now[0]) == len(given[0]) and list(now[1]) == list(given[1]):
        return now
    raise CannotCrossError("The student’s process sent other arguments than it was given.")


def changed_in(given: list, now: object) -> list[object]:
    """Return the arguments that a function changed.

    Parameters
    ----------
    given : list
        The positional arguments, and a dictionary of the others.
    now : object
        The same, as they came back from the other process.

    Examples
    --------
    >>> changed_in([[[1], [2]], {"level": [3]}], [[[1], [9]], {"level": [4]}])
    [[2], [3]]
    """
    before = [*given[0], *given[1].values()]
    after = [*now[0], *now[1].values()]
    pairs = zip(before, after, strict=True)
    return [mine for mine, theirs in pairs if not is_same(mine, theirs)]


def write_back(value: object, changed: object) -> None:
    """Make a value hold what it holds after a call in the other process.

    Arrays, lists, dictionaries, sets and objects of kinds that are registered as mutable, also
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
    if type(value) is not type(changed) or value is changed or issubclass(type(value), Uncrossed):
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
    elif _is_mutable(value):
        vars(value).clear()
        vars(value).update(vars(changed))


def _pairs(value: list, changed: list) -> list:
    return list(zip([*value, *[None] * len(changed)], changed, strict=False))


def _kept(mine: object, theirs: object) -> object:
    """Return the object itself where it can hold what it should, else the one from there."""
    # Not `isinstance`, which asks the value for its class.
    kept = issubclass(type(mine), _KEPT) or _is_mutable(mine)
    if type(mine) is not type(theirs) or not kept:
        return theirs
    if isinstance(mine, np.ndarray) and (mine.shape, mine.dtype) != (theirs.shape, theirs.dtype):
        return theirs
    write_back(mine, theirs)
    return mine


def _is_mutable(value: object) -> bool:
    kind = kind_of(type(value))
    return kind is not None and kind.mutable
