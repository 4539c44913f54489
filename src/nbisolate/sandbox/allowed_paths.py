"""What a student's process may read: Python, the libraries, fonts, and what the course adds."""

import os
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

# Of a folder that others than Python lie in too: in `share` of /usr/local is nbgrader's exchange
# unless one names another, and in that of ~/.local lie the passwords of Jupyter's servers.
_ROOMS = ("bin", "include", "lib", "lib32", "lib64", "libexec")
_SYSTEM = (
    *(f"{place}/{room}" for place in ("/usr", "/usr/local") for room in _ROOMS),
    *("/usr/share", "/usr/local/share/fonts"),
    *("/lib", "/lib64", "/lib32", "/bin", "/opt/local"),
    *("/etc/ld.so.cache", "/etc/fonts", "/etc/localtime", "/etc/timezone", "/etc/mime.types"),
    # How many processors there are and how much memory; nothing about other processes.
    *("/proc/meminfo", "/proc/cpuinfo", "/proc/stat", "/proc/sys/vm/overcommit_memory"),
    *("/sys/devices/system/cpu", "/sys/fs/cgroup/cpu.max"),
    *("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "/sys/fs/cgroup/cpu/cpu.cfs_period_us"),
    *("/dev/zero", "/dev/random", "/dev/urandom"),
)
# Of its own folder in /proc: not its environment, memory and open files.
_OF_ITSELF = ("statm", "stat", "status", "maps")
WRITABLE = ("/dev/null", "/dev/full")


def readable_paths(own: Sequence[Path] = (), private: Sequence[Path] = ()) -> list[Path]:
    """Return what a student's process may read.

    Of its own folder in ``/proc`` only what says how much it uses. Solutions, submissions, the
    gradebook and home folders are not among them, nor is this package or any other that was
    installed from a checkout. Ask once, before forking: it looks at many folders.

    Parameters
    ----------
    own : sequence of pathlib.Path, optional
        What the course lets it read.
    private : sequence of pathlib.Path, optional
        Folders that must not be within any of it, such as the course's with its solutions.

    Returns
    -------
    list of pathlib.Path
        Files and folders that exist; a folder stands for all that is in it.

    Raises
    ------
    ValueError
        If a private folder is within one of them, so that it could be read too.

    Examples
    --------
    >>> import numpy, tempfile
    >>> paths = readable_paths([Path(tempfile.gettempdir())])
    >>> Path(tempfile.gettempdir()) in paths
    True
    >>> any(path in Path(numpy.__file__).parents for path in paths)
    True
    """
    paths = {*_python(), *map(Path, _SYSTEM), *own}
    paths |= {Path("/proc/self", name) for name in _OF_ITSELF}
    found = sorted(path for path in paths if os.path.exists(path))
    _refuse_within(found, private)
    # What lies within another of them is readable with that.
    return [path for path in found if not set(path.parents) & set(found)]


def writable_paths() -> list[Path]:
    """Return the files outside its scratch folder that a student's process may write to.

    Examples
    --------
    >>> Path("/dev/null") in writable_paths()
    True
    """
    return [path for path in map(Path, WRITABLE) if os.path.exists(path)]


def _python() -> set[Path]:
    """Return Python's own folders and those of the installed libraries."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    prefixes |= {sysconfig.get_path("data")}
    names = set(sysconfig.get_paths().values()) - prefixes
    # Libraries may lie elsewhere too, in a folder that PYTHONPATH names.
    names |= {name for name in sys.path if os.path.basename(name).endswith("-packages")}
    found = {Path(name) for name in names if name}
    for prefix in map(Path, filter(None, prefixes)):
        rooms = [prefix / room for room in _ROOMS]
        found |= {prefix} if _is_pythons_alone(prefix) else set(rooms)
    return found


def _is_pythons_alone(prefix: Path) -> bool:
    """Return whether a folder was made for Python: by venv, by conda, or as macOS has it."""
    made = any((prefix / name).exists() for name in ("pyvenv.cfg", "conda-meta"))
    return made or "Python.framework" in prefix.parts


def _refuse_within(paths: Sequence[Path], private: Sequence[Path]) -> None:
    for folder in private:
        for path in paths:
            if folder.resolve().is_relative_to(path.resolve()):
                raise ValueError(
                    f"The course lies in {path}, which a student's code must be able to read, for "
                    f"Python and its libraries are there. It could read the solutions too: move "
                    f"the course to another folder."
                )
