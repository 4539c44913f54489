"""Delete what a student's code has written, however many folders it put into each other."""

import contextlib
import os
from collections.abc import Collection
from pathlib import Path

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


def empty_folder(root: Path, keep: Collection[str] = ()) -> None:
    """Delete what lies in a folder; links are deleted, not followed.

    Nothing may write to it meanwhile. What the system refuses to delete stays.

    Parameters
    ----------
    root : pathlib.Path
    keep : collection of str
        Names in it that stay.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     Path(name, "a", "b").mkdir(parents=True)
    ...     empty_folder(Path(name))
    ...     os.listdir(name)
    []
    """
    # Step by step, from folder to folder: the path of thousands of folders is too long for any
    # call, and a function that calls itself for each of them ends in a RecursionError.
    here = os.open(root, _FOLDER)
    try:
        # The folders that are still to be deleted, on each level.
        levels = [_delete_files(here, keep)]
        while levels[0]:
            if levels[-1]:
                with contextlib.suppress(OSError):
                    os.chmod(levels[-1][-1], 0o700, dir_fd=here)
                try:
                    inner = os.open(levels[-1][-1], _FOLDER, dir_fd=here)
                except OSError:
                    levels[-1].pop()
                    continue
                os.close(here)
                here = inner
                levels.append(_delete_files(here))
            else:
                above = os.open("..", _FOLDER, dir_fd=here)
                os.close(here)
                here = above
                levels.pop()
                with contextlib.suppress(OSError):
                    os.rmdir(levels[-1][-1], dir_fd=here)
                levels[-1].pop()
    finally:
        os.close(here)


def _delete_files(folder: int, keep: Collection[str] = ()) -> list[str]:
    """Delete the files of an open folder, and return the names of the folders in it."""
    with os.scandir(folder) as found:
        entries = [entry for entry in found if entry.name not in keep]
    folders = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    for name in {entry.name for entry in entries} - set(folders):
        with contextlib.suppress(OSError):
            os.unlink(name, dir_fd=folder)
    return folders
