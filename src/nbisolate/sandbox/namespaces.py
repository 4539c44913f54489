"""Namespaces: a Linux process with a file system, a network and users of its own.

The process gets a new root folder in memory. In it lies only what it may read, mounted read-only
from where it really lies, the folders that it may write to, and a small ``/dev/shm`` of its own.
"""

import itertools
import os
import stat
import struct
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from nbisolate.sandbox.limits import MOST_FILES
from nbisolate.sandbox.prctl import call, hide_memory

_MOUNTS, _NAMES, _IPC, _USERS, _NETWORK = 1 << 17, 1 << 26, 1 << 27, 1 << 28, 1 << 30
_BIND, _RECURSIVE, _PRIVATE, _DETACH = 1 << 12, 1 << 14, 1 << 18, 2
_READ_ONLY, _NO_SET_ID, _NO_DEVICES = 1, 2, 4
_MOUNT_SETATTR, _RECURSIVELY, _HERE = 442, 0x8000, -100
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
# A user without a name, one for each notebook, where root grades: Linux systems give the numbers of
# this range to nobody.
_FIRST_USER, _USERS_IN_RANGE = 60706, 478
_users_given = itertools.count()
# So many notebooks' worth of folders are remembered, of which most see the same.
_REMEMBERED = 16
# Where the old root folder stands for a moment.
_OLD = "/.old"
# Locks of the module multiprocessing lie there, also those that a pool of threads makes.
SHARED_MEMORY = Path("/dev/shm")


def is_a_students_number(user: int) -> bool:
    """Return whether this is one of the users as whom notebooks run where root grades.

    Examples
    --------
    >>> is_a_students_number(60706), is_a_students_number(1000)
    (True, False)
    """
    return _FIRST_USER <= user < _FIRST_USER + _USERS_IN_RANGE


def nameless_user(readable: Sequence[Path]) -> int:
    """Return a user without a name for the processes of one notebook, where root grades.

    Parameters
    ----------
    readable : sequence of pathlib.Path
        What these processes must read.

    Returns
    -------
    int
        0 where another user than root grades, or if what must be read is closed to others.

    Examples
    --------
    >>> user = nameless_user([Path("/usr")])
    >>> is_a_students_number(user) == (os.getuid() == 0)
    True
    """
    if os.getuid() != 0 or not _open_to_others(tuple(readable)):
        return 0
    # Other graders may run beside this one, each with a number of its own to begin with.
    return _FIRST_USER + (os.getpid() + next(_users_given)) % _USERS_IN_RANGE


def apply_namespaces(own: Sequence[Path], visible: Sequence[Path], user: int) -> None:
    """Give this process a root folder of its own, and no network.

    Parameters
    ----------
    own : sequence of pathlib.Path
        The folders that it may write to. On the first of them the new root folder is built.
    visible : sequence of pathlib.Path
        Files and folders that it may read, and devices; those that aren't there are passed over.
    user : int
        The user without a name that it becomes, if root's own rights are enough for that; 0 if
        it stays who it is.

    Raises
    ------
    OSError
        If this machine doesn't allow it.
    """
    changes_user = _enter(os.getuid() == 0) and user
    _own_root([str(path) for path in dict.fromkeys(own)], visible)
    if changes_user:
        for path in dict.fromkeys(own):
            _hand_over(str(path), user)
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)


def _enter(as_root: bool) -> bool:
    """Enter new namespaces; return whether root's own rights were enough for that."""
    kinds = _MOUNTS | _NAMES | _IPC | _NETWORK
    user, group = os.getuid(), os.getgid()
    if as_root:
        with suppress(OSError):  # root of a container may have fewer rights
            call("unshare", kinds)
            return True
    hide_memory(False)  # else its own folder in /proc is closed to it
    call("unshare", kinds | _USERS)
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")
    with suppress(OSError):  # no user namespace within this one, where it would have rights again
        _write("/proc/sys/user/max_user_namespaces", "0")
    return False


def _write(path: str, text: str) -> None:
    file = os.open(path, os.O_WRONLY)
    try:
        os.write(file, text.encode())
    finally:
        os.close(file)


def _own_root(own: Sequence[str], visible: Sequence[Path]) -> None:
    """Make a new root folder that holds what may be seen, and nothing else."""
    places, links = _layout(tuple(visible))
    _mount(None, "/", None, _RECURSIVE | _PRIVATE)
    _mount("tmpfs", own[0], "tmpfs", _NO_SET_ID | _NO_DEVICES, "size=1m,mode=755")
    os.chdir(own[0])
    os.mkdir(_OLD.lstrip("/"), 0o700)
    call("syscall", _PIVOT_ROOT[os.uname().machine], b".", _OLD.lstrip("/").encode())
    os.chdir("/")
    for path in places:
        _bind(path)
    itself = [str(path) for path in visible if path.parts[:3] == ("/", "proc", "self")]
    for path in itself:
        _bind(path.replace("self", str(os.getpid()), 1))
    if itself:
        links = {**links, "/proc/self": str(os.getpid())}
    for path, target in links.items():
        if not os.path.lexists(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            os.symlink(target, path)
    os.makedirs(SHARED_MEMORY, exist_ok=True)
    for path in own:
        _bind(path)
    call("umount2", _OLD.encode(), _DETACH)
    os.rmdir(_OLD)
    _set_attributes("/", _READ_ONLY | _NO_SET_ID, 0)
    for path in own:
        _set_attributes(path, _NO_DEVICES, _READ_ONLY)
    options = f"size=16m,nr_inodes={MOST_FILES},mode=1777"
    _mount("tmpfs", str(SHARED_MEMORY), "tmpfs", _NO_SET_ID | _NO_DEVICES, options)


def warm_up(visible: tuple[Path, ...]) -> None:
    """Find out, before forking, what is the same for all processes."""
    _layout(visible)
    _open_to_others(visible)


@lru_cache(_REMEMBERED)
def _layout(visible: tuple[Path, ...]) -> tuple[list[str], dict[str, str]]:
    """Return the places to mount, and the links to make besides: link -> where it leads.

    What `visible` names of ``/proc/self`` differs from process to process, and is left out.

    Examples
    --------
    >>> _layout((Path("/usr"), Path("/usr/bin"), Path("/nowhere")))
    (['/usr'], {})
    """
    shared = [path for path in visible if path.parts[:3] != ("/", "proc", "self")]
    real = {path: path.resolve() for path in shared if os.path.exists(path)}
    targets = set(real.values())
    places = [str(path) for path in targets if targets.isdisjoint(path.parents)]
    links = {str(path): str(target) for path, target in real.items() if path != target}
    return sorted(places), links


def _bind(path: str) -> None:
    """Show a file or a folder of the old root folder at the same place of the new one."""
    old = _OLD + path
    if os.path.isdir(old):
        os.makedirs(path, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o444))
    _mount(old, path, None, _BIND | _RECURSIVE)


def _mount(
    source: str | None, target: str, kind: str | None, flags: int, options: str | None = None
) -> None:
    ready = [one.encode() if one is not None else None for one in (source, kind, options)]
    call("mount", ready[0], target.encode(), ready[1], flags, ready[2])


def _set_attributes(path: str, switch_on: int, switch_off: int) -> None:
    """Set attributes of a mounted folder and of all that is mounted within."""
    attributes = struct.pack("QQQQ", switch_on, switch_off, 0, 0)
    call("syscall", _MOUNT_SETATTR, _HERE, path.encode(), _RECURSIVELY, attributes, 32)


@lru_cache(_REMEMBERED)
def _open_to_others(paths: tuple[Path, ...]) -> bool:
    """Return whether every user may read these files, and list these folders and enter them."""
    for path in paths:
        with suppress(OSError):  # it isn't there
            mode = path.stat().st_mode
            wanted = stat.S_IROTH | (stat.S_IXOTH if stat.S_ISDIR(mode) else 0)
            if mode & wanted != wanted:
                return False
    return True


def _hand_over(scratch: str, user: int) -> None:
    os.chown(scratch, user, user)
    for folder, folders, files in os.walk(scratch):
        for name in (*folders, *files):
            os.lchown(os.path.join(folder, name), user, user)
