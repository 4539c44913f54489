"""One warm parent for all notebooks of an assignment, made when it is first needed."""

import atexit
import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from nbisolate.sandbox.tempdirs import delete_leftovers
from nbisolate.session.warm_parent import WarmError, WarmParent

T = TypeVar("T")


class StoppedError(Exception):
    """Grading was stopped from outside, such as by Ctrl-C."""


class _Kept:
    """What this process has: its shared warm parents by what they loaded, and all that are open."""

    def __init__(self):
        self.lock = threading.Lock()
        self.process = os.getpid()
        self.shared: dict[tuple[str, tuple[str, ...]], WarmParent] = {}
        self.open: set[WarmParent] = set()
        self.stopped = False


_kept = _Kept()


def with_warm_parent(
    function: Callable[[WarmParent], T], libraries: Sequence[str] = (), extension: str = ""
) -> T:
    """Call a function with this process's warm parent, and start that if it doesn't run yet.

    Parameters
    ----------
    function : callable
        Takes the warm parent; it may be called twice. Several threads may come at a time.
    libraries : sequence of str, optional
        What the warm parent has loaded; there is one for each choice.
    extension : str, optional
        The name of the course's `Extension`.

    Returns
    -------
    object
        What the function returns.

    Raises
    ------
    WarmError
        If the warm parent ended, and a second one of this call's own ended as well. So a notebook
        that ends its warm parent is named, and those beside it are run again.
    StoppedError
        After `stop`.
    """
    try:
        return function(_shared(tuple(libraries), extension))
    except WarmError:
        _check_stopped()
    with _own(tuple(libraries), extension) as warm:
        try:
            return function(warm)
        except WarmError:
            _check_stopped()
            raise


def stop() -> None:
    """End all that runs in warm parents of this process; none starts until `start` is called."""
    _kept.stopped = True
    close()


def start() -> None:
    """Let warm parents start again after `stop`."""
    _kept.stopped = False


def close() -> None:
    """End this process's warm parents; the next call starts a new one."""
    if _kept.process != os.getpid():
        return
    with _kept.lock:
        parents, _kept.shared = list(_kept.open), {}
        _kept.open.clear()
    for parent in parents:
        parent.close()


def _check_stopped() -> None:
    if _kept.stopped:
        raise StoppedError("Grading was stopped.")


def _shared(libraries: tuple[str, ...], extension: str) -> WarmParent:
    _check_stopped()
    global _kept
    if _kept.process != os.getpid():
        # A forked process has no warm parent: the one it sees answers its own parent.
        _kept = _Kept()
    with _kept.lock:
        # `stop` may have come while this waited for the lock.
        _check_stopped()
        warm = _kept.shared.get((extension, libraries))
        if warm is not None and not warm.runs():
            _kept.open.discard(warm)
            warm.close()
            warm = None
        if warm is None:
            delete_leftovers()
            warm = WarmParent(libraries=libraries, extension=extension)
            _kept.shared[extension, libraries] = warm
            _kept.open.add(warm)
        return warm


@contextlib.contextmanager
def _own(libraries: tuple[str, ...], extension: str):
    warm = WarmParent(libraries=libraries, extension=extension)
    with _kept.lock:
        _kept.open.add(warm)
    try:
        # `stop` may have come between.
        _check_stopped()
        yield warm
    finally:
        with _kept.lock:
            _kept.open.discard(warm)
        warm.close()


atexit.register(close)
