"""Calls to the Linux kernel that Python has no function for, and giving up rights with them."""

import ctypes
import os
import sys
from contextlib import suppress
from functools import cache

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP = 1, 4, 24
_PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 38, 47, 4
_CAPABILITY_VERSION_3 = 0x20080522
_SIGKILL = 9


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def call(name: str, *arguments: object) -> int:
    """Call a function of the C library that sets ``errno``.

    Parameters
    ----------
    name : str
        Such as ``"unshare"``.
    *arguments
        Integers are passed as C's ``long``, bytes as ``char *``.

    Returns
    -------
    int
        What it returned.

    Raises
    ------
    OSError
        If that was -1.

    Examples
    --------
    >>> call("getppid") == os.getppid()
    True
    """
    ready = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    result = getattr(_libc(), name)(*ready)
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def hide_memory(hidden: bool = True) -> None:
    """Keep other processes of the same user from this one's memory, environment and files.

    The warm parent should call it too: then even a student's process that was not shut in by
    Landlock or namespaces can't read what its parent holds. Root may still look.

    Parameters
    ----------
    hidden : bool
        False makes it open again.
    """
    if sys.platform == "linux":
        call("prctl", _PR_SET_DUMPABLE, 0 if hidden else 1, 0, 0, 0)


def die_with_parent() -> None:
    """Have the kernel of Linux end this process when its parent ends, however that ends."""
    if sys.platform == "linux":
        call("prctl", _PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)


def give_up_rights() -> None:
    """Give up every capability, and the way to get one back by starting a program."""
    with suppress(OSError):  # without rights there is nothing to drop; after the last it refuses
        for capability in range(64):
            call("prctl", _PR_CAPBSET_DROP, capability, 0, 0, 0)
    call("prctl", _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    call("capset", header, (ctypes.c_uint32 * 6)())
    call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def has_rights() -> bool:
    """Return whether this process has the rights of an administrator."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    rights = (ctypes.c_uint32 * 6)()
    call("capget", header, rights)
    return any(rights)
