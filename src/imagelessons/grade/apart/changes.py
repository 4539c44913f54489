"""Write back what a student's function has changed in the values that a test gave it."""

import numpy as np


def write_back(given: object, now: object) -> None:
    """Change values in place, so that they are as the student's function left its copies.

    Parameters
    ----------
    given : object
        What the test handed in: arrays, lists, dictionaries, and objects of known libraries,
        also within each other.
    now : object
        The same, as it was after the call.

    Examples
    --------
    >>> image = np.zeros(3)
    >>> write_back([image], [np.ones(3)])
    >>> image
    array([1., 1., 1.])
    """
    if isinstance(given, np.ndarray) and isinstance(now, np.ndarray):
        _write_array(given, now)
    elif isinstance(given, list) and isinstance(now, list):
        if len(given) == len(now):
            _write_parts(given, list(enumerate(now)))
        else:
            given[:] = now
    elif isinstance(given, dict) and isinstance(now, dict):
        for key in [key for key in given if key not in now]:
            del given[key]
        _write_parts(given, list(now.items()))
    elif isinstance(given, tuple) and isinstance(now, tuple):
        for before, after in zip(given, now, strict=False):
            write_back(before, after)
    elif isinstance(given, set) and isinstance(now, set):
        given.clear()
        given.update(now)
    elif type(given) is type(now) and hasattr(given, "__dict__") and not callable(given):
        given.__dict__.clear()
        given.__dict__.update(now.__dict__)


def _write_parts(given: list | dict, parts: list) -> None:
    for key, after in parts:
        before = given[key] if isinstance(given, list) else given.get(key)
        if isinstance(before, np.ndarray | list | dict | tuple | set) or hasattr(
            before, "__dict__"
        ):
            write_back(before, after)
        else:
            given[key] = after


def _write_array(given: np.ndarray, now: np.ndarray) -> None:
    if given.shape != now.shape:
        # A student's function may give an array another shape in place.
        given.shape = now.shape if given.size == now.size else given.shape
    if given.shape == now.shape and given.flags.writeable:
        given[...] = now
