"""Enter the sandbox: a process shuts itself in, so that it reads and writes only what it needs.

It does so after it was forked, so that the loaded libraries stay. There are four layers, each with
a module of its own: namespaces (what isn't there can't be read), Landlock (what isn't named can't
be opened), seccomp (what isn't needed can't be called) and limits. They are Linux's.
"""

import os
import sys
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

from nbisolate.sandbox.allowed_paths import readable_paths, writable_paths
from nbisolate.sandbox.capabilities import (
    LANDLOCK,
    LIMITS,
    NAMESPACES,
    SECCOMP,
    ShutInError,
    layers_of_system,
    missing_layers,
    present_layers,
)
from nbisolate.sandbox.limits import Limits, apply_limits, memory_in_use, overfull
from nbisolate.sandbox.namespaces import nameless_user

__all__ = [
    "Limits",
    "ShutInError",
    "missing_layers",
    "nameless_user",
    "overfull",
    "present_layers",
    "readable_paths",
    "shut_in",
    "warm_up",
]


def warm_up(readable: Sequence[Path] = (), *, may_signal: bool = False) -> None:
    """Make ready what `shut_in` needs, in the parent of the processes that are to be shut in.

    Without it each of them makes it ready for itself, which takes a tenth of a second.

    Parameters
    ----------
    readable : sequence of pathlib.Path
        What they may read.
    may_signal : bool, optional
        As for `shut_in`.

    Examples
    --------
    >>> warm_up()
    """
    _make_ready(present_layers(), readable, may_signal)


def _make_ready(layers: Collection[str], readable: Sequence[Path], may_signal: bool) -> None:
    """Load and find out what can't be loaded and found out any more once layers are applied."""
    if LIMITS in layers:
        import resource  # noqa: F401
    if sys.platform != "linux":
        return
    from nbisolate.sandbox import landlock, namespaces, prctl, seccomp

    prctl.has_rights()
    if NAMESPACES in layers:
        namespaces.warm_up(_visible(readable))
    if LANDLOCK in layers:
        landlock.version()
    if SECCOMP in layers:
        seccomp.warm_up(may_signal)


def _visible(readable: Sequence[Path]) -> tuple[Path, ...]:
    return (*readable, *writable_paths())


def shut_in(
    scratch: Path,
    readable: Sequence[Path],
    limits: Limits,
    *,
    listable: Sequence[Path] = (),
    temporary: Path | None = None,
    writable: Sequence[Path] = (),
    keep: Sequence[int] = (),
    layers: Collection[str] | None = None,
    user: int = 0,
    may_signal: bool = False,
) -> None:
    """Shut this process in, for good.

    To be called in a process just forked, before it runs a student's code or reads what such code
    sends. All files that are open are closed, standard input and output lead nowhere, the working
    folder is the scratch folder, and the process dies with its parent.

    Parameters
    ----------
    scratch : pathlib.Path
        A folder that it may write to, and read. It lies on the disk, where others see it, and where
        its size must be watched, see `overfull`.
    readable : sequence of pathlib.Path
        Files and folders that it may read, see `readable_paths`; those that aren't there are
        passed over.
    limits : Limits
        What it may use.
    listable : sequence of pathlib.Path
        Folders in which it may see the names of what is there.
    temporary : pathlib.Path, optional
        The folder for its temporary files; without it, the scratch folder.
    writable : sequence of pathlib.Path
        Further folders that it may write to. They stay their owner's: leave `user` at 0 then.
    keep : sequence of int
        Files that stay open: the channel to whoever gives it work, a pair of stream sockets or
        pipes. With 0, 1 or 2 among them, that one is left as it is.
    layers : collection of str, optional
        Those to apply; without it `present_layers`. Call `warm_up` once before forking.
    user : int
        With namespaces, and where root grades: the user that the process becomes, see
        `nameless_user`. With 0 it stays the user root, without root's rights.
    may_signal : bool
        Whether it may interrupt, stop, continue and end processes of which it is handed a
        descriptor.

    Raises
    ------
    ShutInError
        If one of the layers can't be applied. Nothing may be run then: end the process.
    """
    layers = present_layers() if layers is None else layers
    unknown = set(layers) - set(layers_of_system())
    if unknown or not layers_of_system():
        names = ", ".join(layers_of_system()) or "none"
        raise ShutInError(
            f"This system ({sys.platform}) has other layers than {', '.join(layers) or 'none'}; "
            f"those that it has: {names}."
        )
    own = [folder.resolve(strict=True) for folder in (scratch, temporary or scratch, *writable)]
    try:
        _make_ready(layers, readable, may_signal)
        _close_files(keep)
        _settle_in(*own[:2])
        _apply(layers, own, readable, listable, limits, user, may_signal)
    except ShutInError:
        raise
    except Exception as error:
        raise ShutInError(f"The process could not be shut in: {error!r}") from error


def _apply(
    layers: Collection[str],
    own: list[Path],
    readable: Sequence[Path],
    listable: Sequence[Path],
    limits: Limits,
    user: int,
    may_signal: bool,
) -> None:
    from nbisolate.sandbox.landlock import apply_landlock
    from nbisolate.sandbox.namespaces import SHARED_MEMORY, apply_namespaces
    from nbisolate.sandbox.prctl import die_with_parent, give_up_rights, hide_memory
    from nbisolate.sandbox.seccomp import apply_seccomp

    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise ShutInError(
            f"The process has {threads} threads, but only the one that asks is shut in. Fork it "
            f"from a process, and shut it in before anything starts a thread."
        )
    in_use, scratch = memory_in_use(), own[0]
    if NAMESPACES in layers:
        apply_namespaces(own, _visible(readable), user)
        own = [*own, SHARED_MEMORY]  # without namespaces it would be everybody's
        os.chdir(scratch)
    if LIMITS in layers:
        apply_limits(limits, in_use, own_count=NAMESPACES in layers)
    give_up_rights()
    hide_memory()
    die_with_parent()
    if LANDLOCK in layers:
        apply_landlock(own, readable, listable, writable_paths(), may_signal)
    if SECCOMP in layers:
        apply_seccomp(may_signal)


def _close_files(keep: Sequence[int]) -> None:
    """Close every open file but those to keep; standard input and output lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in {0, 1, 2} - set(keep):
        os.dup2(nowhere, number)
    kept = sorted({0, 1, 2, *keep})
    for before, after in zip(kept, [*kept[1:], os.sysconf("SC_OPEN_MAX")], strict=True):
        os.closerange(before + 1, after)


def _settle_in(scratch: Path, temporary: Path) -> None:
    """Make these folders the places for all that is written without a place being named."""
    os.chdir(scratch)
    for name in ("HOME", "TMPDIR", "TEMP", "TMP", "JOBLIB_TEMP_FOLDER", "XDG_CACHE_HOME"):
        os.environ[name] = str(temporary)
    tempfile.tempdir = str(temporary)
