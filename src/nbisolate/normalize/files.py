"""The files beside a notebook: found and copied without following a link."""

import fnmatch
import hashlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

# A submission of more files or folders than this isn't looked through to its end.
MOST_FILES = 5_000
# Of larger files only size and time are looked at to see whether they have changed.
_LARGE = 100 << 20


def files_beside(folder: Path, ignore: Sequence[str] = ()) -> Iterator[Path]:
    """Yield the ordinary files in a folder and below, but no notebooks.

    Parameters
    ----------
    folder : pathlib.Path
    ignore : sequence of str
        Patterns of names of files and folders, as in ``c.CourseDirectory.ignore``.

    Yields
    ------
    pathlib.Path
        In the order of their names. Links, pipes and devices are passed over.
    """
    for path in ordinary_files(folder, ignore):
        if path.suffix != ".ipynb":
            yield path


def ordinary_files(
    folder: Path, ignore: Sequence[str] = (), *, most: int = MOST_FILES, depth: int = -1
) -> Iterator[Path]:
    """Yield the ordinary files in a folder and below, notebooks too.

    Parameters
    ----------
    folder, ignore
        As for `files_beside`.
    most : int, optional
        Of how many files and folders; then it ends.
    depth : int, optional
        How many folders deep; without it there is no end.
    """
    if folder.is_symlink():
        return
    seen, above = 0, len(folder.parts)
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not _ignored(name, ignore))
        if len(Path(place).parts) - above == depth:
            folders.clear()
        seen += len(folders)
        for name in sorted(names):
            seen += 1
            if seen > most:
                return
            path = Path(place, name)
            if not _ignored(name, ignore) and _is_ordinary(path):
                yield path


def copy_files(paths: Iterable[Path], root: Path, goal: Path, most_bytes: int) -> list[str]:
    """Copy files to another folder, where they replace those of the same name.

    Parameters
    ----------
    paths : iterable of pathlib.Path
        Within `root`.
    root, goal : pathlib.Path
    most_bytes : int
        What all of them may have together.

    Returns
    -------
    list of str
        A sentence if some were left out, also because they can't be read or written.
    """
    left_out, unusable, room = 0, 0, most_bytes
    for path in paths:
        size = path.lstat().st_size
        if size > room:
            left_out += 1
            continue
        room -= size
        try:
            _copy(path, goal, path.relative_to(root))
        except OSError:
            unusable += 1
    notes = []
    if left_out:
        notes.append(
            f"{_files(left_out)} left out: all together may have {most_bytes / (1 << 20):.0f} MB."
        )
    if unusable:
        notes.append(f"{_files(unusable)} left out: closed to reading, or of too long a name.")
    return notes


def _copy(path: Path, goal: Path, beside: Path) -> None:
    """Copy a file to a place in a folder; what stands in its way there is deleted."""
    for part in (*reversed(beside.parents), beside):
        place = goal / part
        if part == beside and place.is_dir():
            shutil.rmtree(place)
        elif place != goal and not place.is_dir():
            place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, place, follow_symlinks=False)


def _files(count: int) -> str:
    return f"{count} of the files beside the notebook {'was' if count == 1 else 'were'}"


def digest_of(folder: Path, ignore: Sequence[str] = ()) -> str:
    """Return a digest of the ordinary files in a folder: their names and what is in them."""
    digest = hashlib.sha256()
    for path in ordinary_files(folder, ignore):
        about = path.lstat()
        digest.update(os.fsencode(path.relative_to(folder)) + b"\0")
        if about.st_size > _LARGE:
            digest.update(f"{about.st_size} {about.st_mtime_ns}".encode())
        else:
            digest.update(_digest_of_file(path))
    return digest.hexdigest()


def _digest_of_file(path: Path) -> bytes:
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError as error:
        return str(error.errno).encode()


def _is_ordinary(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False  # gone meanwhile, or of too long a name


def _ignored(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)
