"""Landlock: a Linux process tells the kernel which files are all that it will ever touch."""

import os
import stat
from collections.abc import Sequence
from functools import cache
from pathlib import Path


@cache
def version() -> int:
    """Return the version of Landlock in this kernel, 0 if there is none.

    From version 3 on it also refuses to shorten files, from 4 on TCP, from 5 on calls to devices,
    from 6 on signals and abstract sockets.

    Examples
    --------
    >>> version() >= 0
    True
    """
    try:
        from py_landlock import LandlockError, get_abi_version
    except ImportError:
        return 0
    try:
        return get_abi_version()
    except (LandlockError, OSError):
        return 0


def apply_landlock(
    own: Sequence[Path],
    readable: Sequence[Path],
    listable: Sequence[Path],
    writable: Sequence[Path],
    may_signal: bool = False,
) -> None:
    """Leave this process only these files, and neither TCP nor signals to others.

    Parameters
    ----------
    own : sequence of pathlib.Path
        Folders whose files it may read, write, make and delete: the scratch folder.
    readable : sequence of pathlib.Path
        Files and folders that it may read; those that aren't there are passed over.
    listable : sequence of pathlib.Path
        Folders in which it may see the names, not the contents.
    writable : sequence of pathlib.Path
        Files that it may read and write, such as ``/dev/null``.
    may_signal : bool
        Whether signals are left to seccomp, which knows for which processes they are.

    Raises
    ------
    py_landlock.LandlockError
        If the kernel has no Landlock, or refuses a rule.
    """
    import py_landlock
    from py_landlock.abi import get_supported_fs, get_supported_net, get_supported_scope

    right = py_landlock.AccessFs
    # All that this kernel's version can refuse is refused, unless a rule below allows it.
    rules = py_landlock.RulesetAttr()
    rules.handled_access_fs = supported = get_supported_fs(version())
    rules.handled_access_net = get_supported_net(version())
    rules.scoped = get_supported_scope(version())
    if may_signal:
        rules.scoped &= ~py_landlock.Scope.SIGNAL
    # No links and pipes: the tests read files of this folder, and must not be led astray.
    within_folder = ~(
        right.EXECUTE
        | right.MAKE_CHAR
        | right.MAKE_BLOCK
        | right.MAKE_SOCK
        | right.MAKE_SYM
        | right.MAKE_FIFO
    )
    ruleset = py_landlock.create_ruleset(rules)
    try:
        for path in readable:
            _allow(ruleset, path, right.READ_FILE | right.READ_DIR)
        for path in listable:
            _allow(ruleset, path, right.READ_DIR)
        for path in writable:
            _allow(ruleset, path, right.READ_FILE | right.WRITE_FILE)
        for path in own:
            _allow(ruleset, path, supported & within_folder)
        py_landlock.restrict_self(ruleset, None)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    import py_landlock

    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):
        return  # what can't be reached need not be allowed
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            # Rights of folders on a file are an error.
            rights &= py_landlock.AccessFs.READ_FILE | py_landlock.AccessFs.WRITE_FILE
        if rights:
            rule = py_landlock.PathBeneathAttr()
            rule.allowed_access = rights
            rule.parent_fd = place
            py_landlock.add_rule(ruleset, rule)
    finally:
        os.close(place)
