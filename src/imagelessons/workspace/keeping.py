"""Write a file without ever losing what is there: nothing is overwritten, whoever writes meanwhile.

A file is written beside its place first, so that a full disk is met before anything is moved; then
the old one gets another name, and the new one its place. Each of these steps is one that the
system does as a whole or not at all.
"""

import os
import secrets
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

# In the name of a file that was kept; nbgrader's `Submit` leaves these out.
KEPT = "-kept-"


def put(path: Path, content: bytes) -> bool:
    """Write a new file, unless there is one.

    Parameters
    ----------
    path : pathlib.Path
        Folders that are missing are made.
    content : bytes

    Returns
    -------
    bool
        False if there is a file already; it stays as it is.

    Raises
    ------
    OSError
        If it can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    written = _write_beside(path, content)
    try:
        return _move_if_free(written, path)
    finally:
        written.unlink(missing_ok=True)


def keep_and_put(path: Path, content: bytes) -> Path | None:
    """Write a file, and keep the one that is there under another name beside it.

    Parameters
    ----------
    path : pathlib.Path
    content : bytes

    Returns
    -------
    pathlib.Path or None
        Where the old one is now; None if there was none.

    Raises
    ------
    OSError
        If it can't be written; then all is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    written = _write_beside(path, content)
    try:
        try:
            kept = _set_aside(path)
        except FileNotFoundError:
            kept = None
        _move_if_free(written, path)
        return kept
    finally:
        written.unlink(missing_ok=True)


def replace_unchanged(path: Path, content: bytes, is_unchanged: Callable[[bytes], bool]) -> bool:
    """Replace a file, unless somebody has changed it.

    Parameters
    ----------
    path : pathlib.Path
    content : bytes
    is_unchanged : callable
        Gets what the old file holds once it is out of the way, and says whether it may go.

    Returns
    -------
    bool
        False if it was changed in the meantime; then it is where it was.

    Raises
    ------
    OSError
        If it can't be written; then all is as it was.
    """
    written = _write_beside(path, content)
    try:
        try:
            kept = _set_aside(path)
        except FileNotFoundError:
            return _move_if_free(written, path)
        if not is_unchanged(kept.read_bytes()):
            _move_if_free(kept, path)
            return False
        _move_if_free(written, path)
        kept.unlink()
        return True
    finally:
        written.unlink(missing_ok=True)


def put_beside(path: Path, content: bytes) -> Path:
    """Write a file beside another, under the name that a kept one of this moment has.

    Raises
    ------
    OSError
        If it can't be written.
    """
    for kept in _names_of(path, time.time()):
        if put(kept, content):
            return kept
    raise AssertionError("there is always another name")


def kept_names(path: Path) -> list[Path]:
    """Return the files that were kept beside a file, the oldest first."""
    return sorted(path.parent.glob(f"{path.stem}{KEPT}*{path.suffix}"))


def _set_aside(path: Path) -> Path:
    for kept in _names_of(path, path.stat().st_mtime):
        try:
            # Whoever makes the name first has it; what is moved onto it is an empty file.
            kept.open("x").close()
        except FileExistsError:
            continue
        try:
            os.replace(path, kept)
        except OSError:
            kept.unlink()
            raise
        return kept
    raise AssertionError("there is always another name")


def _names_of(path: Path, moment: float) -> Iterator[Path]:
    saved = time.strftime("%Y-%m-%d-%H%M%S", time.localtime(moment))
    yield path.with_name(f"{path.stem}{KEPT}{saved}{path.suffix}")
    for number in count(2):
        yield path.with_name(f"{path.stem}{KEPT}{saved}-{number}{path.suffix}")


def _write_beside(path: Path, content: bytes) -> Path:
    written = path.with_name(f".{path.name}-{secrets.token_hex(6)}.tmp")
    try:
        with written.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        written.unlink(missing_ok=True)
        raise
    return written


def _move_if_free(source: Path, target: Path) -> bool:
    try:
        if os.name == "nt":
            os.rename(source, target)  # which on Windows never overwrites
            return True
        os.link(source, target)
    except FileExistsError:
        return False
    except OSError:
        # A disk without links, such as a memory stick: looking first is the best that there is.
        if target.exists():
            return False
        os.rename(source, target)
        return True
    source.unlink()
    return True
