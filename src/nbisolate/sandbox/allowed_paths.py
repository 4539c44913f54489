"""What a student's process may read: Python, the libraries, fonts, and the pictures."""

import os
import sys
import sysconfig
from pathlib import Path

from imagelessons.data import course_root

# Of the course's package: what no lesson and no exercise imports.
_NOT_FOR_STUDENTS = {
    "validate",
    "cli.py",
    "__pycache__",
}
_NOT_PICTURES = {"truth", "originals"}

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


def readable_paths(data_folder: Path) -> list[Path]:
    """Return what a student's process may read.

    Of its own folder in ``/proc`` only what says how much it uses. Solutions, submissions, the
    gradebook and home folders are not among them, nor is the part of the course's package that
    makes and grades. Ask once, before forking: it looks at many folders.

    Parameters
    ----------
    data_folder : pathlib.Path
        The pictures. Its folder ``truth`` is left out.

    Returns
    -------
    list of pathlib.Path
        Files and folders that exist; a folder stands for all that is in it.

    Raises
    ------
    ValueError
        If the course lies within one of them, so that its solutions could be read too.

    Examples
    --------
    >>> from imagelessons.data import data, data_folder
    >>> paths = readable_paths(data_folder())
    >>> data("axon_slice.jpg") in paths
    True
    >>> any(path.name == "solutions" for path in paths)
    False
    """
    paths = {*_python(), *map(Path, _SYSTEM)}
    paths |= {Path("/proc/self", name) for name in _OF_ITSELF}
    paths |= {part for part in _package().iterdir() if part.name not in _NOT_FOR_STUDENTS}
    paths |= {part for part in data_folder.iterdir() if part.name not in _NOT_PICTURES}
    found = sorted(path for path in paths if os.path.exists(path))
    _refuse_course_within(found)
    # What lies within another of them is readable with that.
    return [path for path in found if not set(path.parents) & set(found)]


def listable_paths(data_folder: Path) -> list[Path]:
    """Return the folders in which a student's process may see the names of what lies there.

    Python's import asks for the names in the package's folder, `imagelessons.data` for those of
    the pictures.

    Examples
    --------
    >>> from imagelessons.data import data_folder
    >>> data_folder() in listable_paths(data_folder())
    True
    """
    return [_package(), data_folder]


def writable_paths() -> list[Path]:
    """Return the files outside its scratch folder that a student's process may write to.

    Examples
    --------
    >>> Path("/dev/null") in writable_paths()
    True
    """
    return [path for path in map(Path, WRITABLE) if os.path.exists(path)]


def _package() -> Path:
    return Path(__file__).resolve().parents[2] / "imagelessons"


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


def _refuse_course_within(paths: list[Path]) -> None:
    try:
        solutions = course_root().resolve()
    except FileNotFoundError:
        return
    for path in paths:
        if solutions.is_relative_to(path.resolve()):
            raise ValueError(
                f"The course lies in {path}, which a student's code must be able to read, for "
                f"Python and its libraries are there. It could read the solutions too: move the "
                f"course to another folder."
            )
