"""Unpack what students handed in as archives, for ``nbgrader zip_collect``.

nbgrader's own way ends at the first archive that is damaged or wants to write elsewhere, and
nobody after it is collected; it also unpacks an archive that holds itself without end.
"""

import os
import shutil
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from nbgrader.plugins import ExtractorPlugin
from traitlets import Int

_DEEPEST = 2
_UNUSABLE = (
    *(OSError, ValueError, EOFError, RuntimeError, NotImplementedError, zlib.error),
    *(zipfile.BadZipFile, tarfile.TarError),
)


class CarefulExtractor(ExtractorPlugin):
    """Unpacks ordinary files into the archive's own folder, and goes on where one is damaged."""

    most_mb = Int(500, help="Megabytes of all that one archive holds.").tag(config=True)
    most_files = Int(5_000, help="Files of one archive.").tag(config=True)

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack the archives of a folder and below, and copy its other files."""
        for place, _, names in os.walk(archive_path):
            goal = Path(extracted_path, os.path.relpath(place, archive_path))
            goal.mkdir(parents=True, exist_ok=True)
            for name in sorted(names):
                path = Path(place, name)
                if path.suffix in self.zip_ext:
                    self._unpack(path, goal / _stem(path), 0)
                elif not path.is_symlink():
                    shutil.copyfile(path, goal / name)

    def _unpack(self, path: Path, goal: Path, depth: int) -> None:
        self.log.info("Extracting from: %s", path)
        try:
            left_out = self._unpack_one(path, goal)
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
                self._unpack(one, one.parent / _stem(one), depth + 1)

    def _unpack_one(self, path: Path, goal: Path) -> int:
        """Unpack one archive; return how many files were left out."""
        left_out, room, files = 0, self.most_mb << 20, self.most_files
        goal.mkdir(parents=True, exist_ok=True)
        for name, size, content in _members(path):
            beside = _place(name)
            room, files = room - size, files - 1
            if beside is None or room < 0 or files < 0:
                left_out += 1
                continue
            place = goal / beside
            place.parent.mkdir(parents=True, exist_ok=True)
            with content() as reads, place.open("wb") as writes:
                shutil.copyfileobj(reads, writes)
        return left_out


def _members(path: Path) -> Iterator[tuple[str, int, object]]:
    """Yield the ordinary files of an archive: name, size, and a function that opens it."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for about in archive.infolist():
                if about.is_dir() or stat.S_ISLNK(about.external_attr >> 16):
                    continue
                yield about.filename, about.file_size, lambda a=about: archive.open(a)
    else:
        with tarfile.open(path) as archive:
            for about in archive:
                if about.isreg():
                    yield about.name, about.size, lambda a=about: _open(archive, a)


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
