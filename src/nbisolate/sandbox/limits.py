"""What a student's process may use: time, memory, disk, threads, open files."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MEGABYTE = 1 << 20
# A notebook has no need of more files or of deeper folders; counting them stays quick.
MOST_FILES = 20_000
DEEPEST_FOLDER = 50
_TIMERS = 1000
# How many times its threads the kernel allows where it can't count them for one process alone.
_FLOOD = 16
# More threads than any pool has by itself.
_CROWD = 40


@dataclass(frozen=True)
class Limits:
    """What a student's process may use.

    Attributes
    ----------
    cell_seconds : float
        For one cell, and for one call of a student's function by a test. The engine watches it.
    test_seconds : float
        For one test cell with all the calls that it makes. The tests' process watches it, and the
        engine that it does.
    total_seconds : float
        For the whole notebook. The engine watches it; the kernel ends a process that has used as
        much processor time as all processors give in that time.
    memory_mb : int
        Address space beyond what the loaded libraries take.
    file_mb : int
        The size of one file that it writes.
    disk_mb : int
        All files that it writes.
    open_files : int
        Open at a time.
    threads : int
        At a time.
    output_mb : int
        What one cell may print and draw, or a test may fetch at once. The engine watches it.
    """

    cell_seconds: float = 60
    test_seconds: float = 180
    total_seconds: float = 600
    memory_mb: int = 3000
    file_mb: int = 200
    disk_mb: int = 500
    open_files: int = 256
    threads: int = 256
    output_mb: int = 200


def memory_in_use() -> int:
    """Return the bytes of address space that this process has now, 0 where that isn't known."""
    if sys.platform != "linux":
        return 0
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * os.sysconf("SC_PAGESIZE")


def apply_limits(limits: Limits, in_use: int, own_count: bool) -> None:
    """Lower this process's limits, for good.

    Parameters
    ----------
    limits : Limits
        What it may use.
    in_use : int
        Bytes of address space that the loaded libraries take, see `memory_in_use`.
    own_count : bool
        Whether the kernel counts the threads of this process apart from the other programs of
        the same user, as it does in a user namespace of its own.

    Raises
    ------
    OSError
        If the system refuses.
    """
    import resource  # there is none on Windows

    seconds = int(limits.total_seconds * (os.cpu_count() or 1)) + 1
    # The second number is what a process reaches that ignores the signal sent at the first.
    _lower(resource.RLIMIT_CPU, seconds, seconds + 5)
    _lower(resource.RLIMIT_FSIZE, limits.file_mb * _MEGABYTE)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _lower(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_AS, in_use + limits.memory_mb * _MEGABYTE)
        _lower(resource.RLIMIT_MEMLOCK, _MEGABYTE)
        _lower(resource.RLIMIT_MSGQUEUE, 0)
        # Timers: those of all programs of a user count together.
        _lower(resource.RLIMIT_SIGPENDING, _TIMERS)
    # Where the threads of all programs count together, those of one notebook must not keep another
    # from starting its own: the kernel stops floods only, and `threads_of` finds the rest.
    most = limits.threads if own_count else _threads_of_user() + _FLOOD * limits.threads
    _lower(resource.RLIMIT_NPROC, most)


def _lower(what: int, soft: int, hard: int | None = None) -> None:
    import resource

    _, highest = resource.getrlimit(what)
    wanted = [soft, soft if hard is None else hard]
    if highest != resource.RLIM_INFINITY:
        wanted = [min(value, highest) for value in wanted]
    resource.setrlimit(what, tuple(wanted))


def _threads_of_user() -> int:
    """Return how many threads this user has now, all programs together."""
    if sys.platform != "linux":
        return 1000
    own, count = os.getuid(), 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            if folder.stat().st_uid == own:
                count += len(os.listdir(folder / "task"))
        except OSError:
            continue  # it has ended, or isn't ours to look into
    return count


def overfull(scratch: Path, limits: Limits) -> str | None:
    """Say whether a student's folder holds more than it may.

    For the engine, several times a second: the kernel limits each file, but not how many there
    are.

    Parameters
    ----------
    scratch : pathlib.Path
        The folder.
    limits : Limits
        Its ``disk_mb`` counts.

    Returns
    -------
    str or None
        What is too much, as the end of a sentence, or None. It is found without following links,
        and in bounded time, whatever lies in the folder.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     overfull(Path(folder), Limits())
    """
    used = files = 0
    levels = [[str(scratch)]]
    while levels and levels[-1]:
        if len(levels) > DEEPEST_FOLDER:
            return f"folders in folders, more than {DEEPEST_FOLDER} deep"
        below = []
        for folder in levels[-1]:
            try:
                entries = _entries(folder)
            except OSError:
                continue  # gone meanwhile
            with entries:
                for entry in entries:
                    files += 1
                    if files > MOST_FILES:
                        return f"more than {MOST_FILES} files"
                    try:
                        used += entry.stat(follow_symlinks=False).st_blocks * 512
                        if entry.is_dir(follow_symlinks=False):
                            below.append(entry.path)
                    except OSError:
                        continue  # gone meanwhile
        if used > limits.disk_mb * _MEGABYTE:
            return f"more than {limits.disk_mb} MB of files"
        levels.append(below)
    return None


def _entries(folder: str) -> Iterator[os.DirEntry]:
    """Return what lies in a folder, also if it was made so that only writing to it is allowed."""
    try:
        return os.scandir(folder)
    except PermissionError:
        os.chmod(folder, 0o700)  # no link: a student's code can't make one
        return os.scandir(folder)


def free_mb(folder: Path) -> int:
    """Return how many megabytes are free on the disk of a folder.

    Examples
    --------
    >>> free_mb(Path.cwd()) >= 0
    True
    """
    about = os.statvfs(folder)
    return about.f_bavail * about.f_frsize // _MEGABYTE


def threads_of(pid: int) -> int:
    """Return how many threads a process has; 0 if it has ended or the system doesn't tell.

    For the engine, beside `overfull`: the kernel counts the threads of one process only in a user
    namespace.

    Examples
    --------
    >>> threads_of(os.getpid()) > 0 or sys.platform != "linux"
    True
    """
    try:
        status = Path("/proc", str(pid), "status").read_text(errors="replace")
        return int(status.partition("\nThreads:")[2].split(maxsplit=1)[0])
    except (OSError, ValueError, IndexError):
        return 0


def is_crowd(threads: int) -> bool:
    """Return whether so many threads of one process would take the processors from all others."""
    has = hasattr(os, "sched_getaffinity")
    processors = len(os.sched_getaffinity(0)) if has else os.cpu_count() or 1
    # A container may have fewer processors than it sees.
    return threads > min(2 * processors + 4, _CROWD)


def hold_back(pid: int) -> None:
    """Let all threads of a process run only where nobody else wants to; it can't undo that.

    The kernel shares the processors out among threads. Of one notebook with 250 of them, another's
    cell of one second would take minutes, and would be stopped.

    Parameters
    ----------
    pid : int
    """
    if not hasattr(os, "SCHED_IDLE"):
        return
    with suppress(OSError):  # it has ended, or can't be looked into
        for thread in os.listdir(f"/proc/{pid}/task"):
            with suppress(ProcessLookupError):
                os.sched_setscheduler(int(thread), os.SCHED_IDLE, os.sched_param(0))
