"""Unpack what students handed in as archives, for ``nbgrader zip_collect``.

nbgrader's own way ends at the first archive that is damaged or wants to write elsewhere, and
nobody after it is collected; it also unpacks an archive that holds itself without end.
"""

import gzip
import os
import shutil
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from nbgrader.plugins import ExtractorPlugin
from traitlets import Int

_DEEPEST = 2
_UNUSABLE = (
    *(OSError, ValueError, EOFError, RuntimeError, NotImplementedError, zlib.error),
    *(zipfile.BadZipFile, tarfile.TarError),
)


@dataclass
class _Room:
    """What an archive, with all archives in it, may still hold."""

    bytes: int
    files: int


class CarefulExtractor(ExtractorPlugin):
    """Unpacks ordinary files into the archive's own folder, and goes on where one is damaged."""

    most_mb = Int(500, help="Megabytes of all that one archive and those in it hold.").tag(
        config=True
    )
    most_files = Int(5_000, help="Files of one archive and those in it.").tag(config=True)

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack the archives of a folder and below, and copy its other files."""
        for place, _, names in os.walk(archive_path):
            goal = Path(extracted_path, os.path.relpath(place, archive_path))
            goal.mkdir(parents=True, exist_ok=True)
            for name in sorted(names):
                path = Path(place, name)
                if path.suffix in self.zip_ext:
                    self._unpack(path, goal / _stem(path), self._room(), 0)
                elif not path.is_symlink():
                    shutil.copyfile(path, goal / name)

    def _room(self) -> _Room:
        return _Room(self.most_mb << 20, self.most_files)

    def _unpack(self, path: Path, goal: Path, room: _Room, depth: int) -> None:
        self.log.info("Extracting from: %s", path)
        try:
            left_out = _unpack_one(path, goal, room)
        except _UNUSABLE as error:
            self.log.warning("%s could not be unpacked to its end: %s", path.name, error)
        else:
            if left_out:
                self.log.warning(
                    "%s: %d files were left out: too many, or meant for elsewhere.",
                    *(path.name, left_out),
                )
        # Archives in archives: what a learning platform packed, and what a student packed.
        inner = sorted(goal.rglob("*")) if depth < _DEEPEST and goal.is_dir() else []
        for one in inner:
            if one.suffix in self.zip_ext and one.is_file():
                self._unpack(one, one.parent / _stem(one), room, depth + 1)


def _unpack_one(path: Path, goal: Path, room: _Room) -> int:
    """Unpack one archive; return how many files were left out."""
    left_out = 0
    goal.mkdir(parents=True, exist_ok=True)
    for name, size, content in _members(path, room.bytes):
        beside = _place(name)
        if beside is None or size > room.bytes or not room.files:
            left_out += 1
            continue
        room.bytes -= size
        room.files -= 1
        place = goal / beside
        place.parent.mkdir(parents=True, exist_ok=True)
        with content() as reads, place.open("wb") as writes:
            shutil.copyfileobj(reads, writes)
    return left_out


def _members(path: Path, most: int) -> Iterator[tuple[str, int, object]]:
    """Yield the ordinary files of an archive: name, size, and a function that opens it."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for about in archive.infolist():
                if about.is_dir() or stat.S_ISLNK(about.external_attr >> 16):
                    continue
                yield about.filename, about.file_size, lambda a=about: archive.open(a)
    else:
        with _plain(path, most) as file, tarfile.open(fileobj=file) as archive:
            for about in archive:
                if about.isreg():
                    yield about.name, about.size, lambda a=about: _open(archive, a)


@contextmanager
def _plain(path: Path, most: int) -> Iterator[BinaryIO]:
    """Yield a copy of a gzip file's contents, which may be a thousand times as long.

    Else a tar of names of gigabytes would fill the memory, and what is passed over in it is
    uncompressed all the same.
    """
    left = most + (most >> 2) + (1 << 20)  # a tar is somewhat longer than the files in it
    with tempfile.TemporaryFile() as copy:
        with gzip.open(path) as file:
            while part := file.read(1 << 20):
                left -= len(part)
                if left < 0:
                    raise OSError(f"it holds more than {most >> 20} MB")
                copy.write(part)
        copy.seek(0)
        yield copy


def _open(archive: tarfile.TarFile, about: tarfile.TarInfo) -> BinaryIO:
    return archive.extractfile(about)


def _place(name: str) -> Path | None:
    r"""Return where a file of an archive goes in its folder; None if it is meant for elsewhere.

    Examples
    --------
    >>> _place("tiny/tiny.ipynb").name
    'tiny.ipynb'
    >>> _place("../tiny.ipynb"), _place("/etc/passwd"), _place("..\\\\tiny.ipynb")
    (None, None, None)
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or not path.parts or ":" in path.parts[0]:
        return None
    return Path(*path.parts)


def _stem(path: Path) -> str:
    return path.name.removesuffix(path.suffix).removesuffix(".tar")
