"""Temporary folders for one submission, deleted after it; by the next class if that was killed."""

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from nbisolate.sandbox.namespaces import is_a_students_number
from nbisolate.sandbox.rmtree import empty_folder

_PREFIX = "imagelessons-"
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
# Between making a folder and locking it.
_TOO_NEW_SECONDS = 60


@contextlib.contextmanager
def own_folder() -> Iterator[Path]:
    """Make a temporary folder and delete it afterwards, whatever was written there.

    It is locked meanwhile, so that `delete_leftovers` knows that it is in use.

    Examples
    --------
    >>> with own_folder() as folder:
    ...     _ = (folder / "a.txt").write_text("a")
    >>> folder.exists()
    False
    """
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX)).resolve()
    opened = os.open(folder, _FOLDER)
    try:
        _lock(opened)
        yield folder
    finally:
        os.close(opened)
        _delete(folder)


def delete_leftovers() -> int:
    """Delete the temporary folders of graders that were killed before they could do it.

    Returns
    -------
    int
        How many. Folders in use, of other users, or made a moment ago stay.
    """
    return sum(_delete_if_left(path) for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"))


def _delete_if_left(folder: Path) -> bool:
    try:
        opened = os.open(folder, _FOLDER)
    except OSError:
        return False
    try:
        about = os.fstat(opened)
        own = about.st_uid == os.getuid() or _is_of_a_student(about.st_uid)
        if not own or time.time() - about.st_mtime < _TOO_NEW_SECONDS or not _lock(opened):
            return False
        _delete(folder)
        return not folder.exists()
    finally:
        os.close(opened)


def _is_of_a_student(user: int) -> bool:
    # Root hands the folder over to the user without a name who runs the notebook.
    return os.getuid() == 0 and is_a_students_number(user)


def _lock(opened: int) -> bool:
    import fcntl  # not on Windows, where nothing is graded

    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _delete(folder: Path) -> None:
    with contextlib.suppress(OSError):
        empty_folder(folder)
        folder.rmdir()
