"""Test cells read the same pictures again and again: here each is decoded once."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np


def remember_pictures(folder: Path) -> None:
    """Let ``imageio.v3.imread`` in this process decode each picture of a folder only once.

    Each call still returns an array of its own. For the process of the tests: a student's cells
    are run with the libraries as they are.

    Parameters
    ----------
    folder : pathlib.Path
        With pictures that don't change meanwhile.
    """
    module = sys.modules.get("imageio.v3")
    if module is not None:
        module.imread = remembering(module.imread, folder)


def remembering(read: Callable[..., np.ndarray], folder: Path) -> Callable[..., np.ndarray]:
    """Return a reader that decodes each file of a folder once.

    Examples
    --------
    >>> from imagelessons.data import data, data_folder
    >>> calls = []
    >>> read = remembering(lambda path: calls.append(path) or np.zeros(3), data_folder())
    >>> picture = read(data("axon_slice.jpg"))
    >>> picture[0] = 1
    >>> read(data("axon_slice.jpg")), len(calls)
    (array([0., 0., 0.]), 1)
    """
    known: dict[Path, np.ndarray] = {}

    @functools.wraps(read)
    def reader(uri: object, *arguments: object, **keywords: object) -> np.ndarray:
        path = Path(uri) if isinstance(uri, str | Path) else None
        if arguments or keywords or path is None or path.parent != folder:
            return read(uri, *arguments, **keywords)
        if path not in known:
            known[path] = read(uri)
        return known[path].copy()

    return reader
