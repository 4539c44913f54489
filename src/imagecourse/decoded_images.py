"""Test cells read the same pictures again and again: here each is decoded once."""

import contextlib
import functools
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

_PICTURES = (".jpg", ".png")
_LARGE = 20 << 20

# Decoded before the fork, by path, time of the last change and size.
_decoded: dict[tuple[Path, int, int], np.ndarray] = {}


def decode(paths: Sequence[Path]) -> None:
    """Decode pictures in the warm parent, so that no process of the tests has to.

    Parameters
    ----------
    paths : sequence of pathlib.Path
        Only such as students may read too, whose processes are forked from the same parent. Others
        that were decoded before are forgotten.
    """
    read = getattr(sys.modules.get("imageio.v3"), "imread", None)
    if read is None:
        return
    now = {}
    for path in paths:
        # What can't be read is a matter of the cell that reads it.
        with contextlib.suppress(Exception):
            state = _state(path)
            now[state] = _decoded[state] if state in _decoded else read(path)
    _decoded.clear()
    _decoded.update(now)


def small_pictures(folder: Path) -> list[Path]:
    """Return the pictures of a folder that aren't large."""
    found = (path for path in folder.iterdir() if path.suffix in _PICTURES and path.is_file())
    return sorted(path for path in found if path.stat().st_size < _LARGE)


def _state(path: Path) -> tuple[Path, int, int]:
    found = path.stat()
    return path, found.st_mtime_ns, found.st_size


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
    known = {state[0]: picture for state, picture in _decoded.items() if state == _state(state[0])}

    @functools.wraps(read)
    def reader(uri: object, *arguments: object, **keywords: object) -> np.ndarray:
        path = Path(uri) if isinstance(uri, str | Path) else None
        if arguments or keywords or path is None or path.parent != folder:
            return read(uri, *arguments, **keywords)
        if path not in known:
            known[path] = read(uri)
        return known[path].copy()

    return reader
