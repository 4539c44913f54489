"""Collect from the exchange what students handed in, for ``nbgrader collect``: no links.

Whoever may write to the exchange may put a link there, to the solution or to another student's
submission. nbgrader's own way copies what it leads to, with the instructor's rights, as a file.
"""

import os
import stat
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect

from nbisolate.course.student_ids import why_unusable

_MOST_FILES = 5_000
_DEEPEST = 20


class CarefulCollect(ExchangeCollect):
    """Copies ordinary files of the student's own, and goes on where a submission holds others."""

    def init_src(self) -> None:
        """Look for submissions; those of students with unusable names are left where they are."""
        super().init_src()
        usable = []
        for record in self.src_records:
            why = why_unusable(record["username"])
            if os.path.islink(os.path.join(self.inbound_path, record["filename"])):
                why = "It is a link."
            if why:
                self.log.warning("Not collected: %r. %s", record["filename"], why)
            else:
                usable.append(record)
        self.src_records = usable

    def do_copy(self, src: str, dest: str, log: object = None) -> None:
        """Copy a submission; what is no file of the student's own is left out."""
        most = 1000 * self.coursedir.max_dir_size  # as nbgrader counts
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "copy")
            try:
                left_out = copy_own_files(Path(src), copy, most)
            except OSError as error:
                self.log.warning("Not collected: %s. %s", Path(src).name, error)
                return
            for name, why in left_out:
                self.log.warning("%s: %r was left out: %s.", Path(src).name, name, why)
            super().do_copy(str(copy), dest)


@dataclass
class _Copy:
    """A copy on its way."""

    owner: int
    room: int
    files: int = _MOST_FILES
    left_out: list[tuple[str, str]] = field(default_factory=list)


def copy_own_files(source: Path, goal: Path, most_bytes: int) -> list[tuple[str, str]]:
    """Copy a folder without following a link, also one that is put there meanwhile.

    Parameters
    ----------
    source : pathlib.Path
        Whoever owns this folder may change it while it is copied.
    goal : pathlib.Path
        Made; must not be there yet.
    most_bytes : int
        Of all files.

    Returns
    -------
    list of (str, str)
        Names within the folder that were left out, with the reason: links, what is no file, and
        files that belong to somebody else than the folder, as a hard link to a solution does.

    Raises
    ------
    OSError
        If the folder is a link or no folder, or holds too much.
    """
    folder = _open(source.name, os.O_DIRECTORY, within=os.open(source.parent, os.O_RDONLY))
    copy = _Copy(owner=os.fstat(folder).st_uid, room=most_bytes)
    _copy_folder(folder, goal, "", copy, _DEEPEST)
    return copy.left_out


def _open(name: str, kind: int, *, within: int) -> int:
    """Open a file of an open folder, which is closed then where it is the first one."""
    try:
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | kind, dir_fd=within)
    except OSError as error:
        raise OSError(f"{name} is a link, or can’t be read ({error.strerror})") from None
    finally:
        os.close(within)


def _copy_folder(folder: int, goal: Path, place: str, copy: _Copy, depth: int) -> None:
    """Copy what an open folder holds, and close it."""
    try:
        goal.mkdir(mode=0o700)
        for name in sorted(os.listdir(folder)):
            _copy_one(folder, name, goal, f"{place}{name}", copy, depth)
    finally:
        os.close(folder)


def _copy_one(folder: int, name: str, goal: Path, place: str, copy: _Copy, depth: int) -> None:
    try:
        opened = _open(name, 0, within=os.dup(folder))
    except OSError:
        copy.left_out.append((place, "it is a link, or can’t be read"))
        return
    about = os.fstat(opened)
    if stat.S_ISDIR(about.st_mode) and depth:
        _copy_folder(opened, goal / name, f"{place}/", copy, depth - 1)
        return
    try:
        if not stat.S_ISREG(about.st_mode):
            copy.left_out.append((place, "it is no file"))
        elif about.st_uid != copy.owner:
            copy.left_out.append((place, "it belongs to somebody else than the submission"))
        else:
            _copy_file(opened, goal / name, about, copy)
    finally:
        os.close(opened)


def _copy_file(opened: int, goal: Path, about: os.stat_result, copy: _Copy) -> None:
    copy.files -= 1
    with goal.open("xb") as writes:
        # Not by its size, which may grow meanwhile.
        while part := os.read(opened, 1 << 20):
            copy.room -= len(part)
            if copy.room < 0 or copy.files < 0:
                raise OSError("It holds too much.")
            writes.write(part)
    os.utime(goal, ns=(about.st_atime_ns, about.st_mtime_ns))
    goal.chmod(stat.S_IMODE(about.st_mode) & 0o777 | 0o600)
