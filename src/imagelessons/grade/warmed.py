"""One warm parent for all that this process grades, made when it is first needed."""

import atexit
import contextlib
import os
import threading
from collections.abc import Callable
from typing import TypeVar

from imagelessons.grade.apart.warm import WarmError, WarmParent

T = TypeVar("T")


class StoppedError(Exception):
    """Grading was stopped from outside, such as by Ctrl-C."""


class _Kept:
    """What this process has: its shared warm parent, and all that are open."""

    def __init__(self):
        self.lock = threading.Lock()
        self.process = os.getpid()
        self.shared: WarmParent | None = None
        self.open: set[WarmParent] = set()
        self.stopped = False


_kept = _Kept()


def with_warm_parent(function: Callable[[WarmParent], T]) -> T:
    """Call a function with this process's warm parent, and start that if it doesn't run yet.

    Parameters
    ----------
    function : callable
        Takes the warm parent; it may be called twice. Several threads may come at a time.

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
        return function(_shared())
    except WarmError:
        _check_stopped()
    with _own() as warm:
        try:
            return function(warm)
        except WarmError:
            _check_stopped()
            raise


def warm_up() -> None:
    """Start this process's warm parent now rather than with the first notebook."""
    _shared()


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
        parents, _kept.shared = list(_kept.open), None
        _kept.open.clear()
    for parent in parents:
        parent.close()


def _check_stopped() -> None:
    if _kept.stopped:
        raise StoppedError("Grading was stopped.")


def _shared() -> WarmParent:
    _check_stopped()
    global _kept
    if _kept.process != os.getpid():
        # A forked process has no warm parent: the one it sees answers its own parent.
        _kept = _Kept()
    with _kept.lock:
        # `stop` may have come while this waited for the lock.
        _check_stopped()
        if _kept.shared is not None and not _kept.shared.runs():
            _kept.open.discard(_kept.shared)
            _kept.shared.close()
            _kept.shared = None
        if _kept.shared is None:
            _kept.shared = WarmParent()
            _kept.open.add(_kept.shared)
        return _kept.shared


@contextlib.contextmanager
def _own():
    warm = WarmParent()
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
