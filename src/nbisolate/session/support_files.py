"""Files that came with an assignment: a test reads the copy that lies where a student can write."""

from collections.abc import Sequence
from pathlib import Path

_ANY_NAME = ("glob", "iterdir", "listdir", "scandir", "walk")


class Shipped:
    """The instructor's files beside a notebook.

    Parameters
    ----------
    folders : sequence of pathlib.Path
        Where they lie untouched.
    scratch : pathlib.Path
        Where the notebook runs, with copies of them.
    """

    def __init__(self, folders: Sequence[Path], scratch: Path):
        self.scratch = scratch
        self._files = {
            path: path.relative_to(folder)
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        self._before: dict[Path, tuple] = {}
        self.look()

    def look(self) -> None:
        """See how the copies are: when a student's process was shut in, which makes them its own.

        None of the student's code may be running.
        """
        self._before = {path: _about(self.scratch / beside) for path, beside in self._files.items()}

    def doubts(self, test: str) -> list[str]:
        """Return the doubts about the files that a test names and a notebook has changed.

        Parameters
        ----------
        test : str
            The source of the test cell.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as name:
        ...     folder, scratch = Path(name, "a"), Path(name, "b")
        ...     for place in (folder, scratch):
        ...         place.mkdir()
        ...         _ = (place / "right.csv").write_text("1, 2")
        ...     shipped = Shipped([folder], scratch)
        ...     before = shipped.doubts("open('right.csv')")
        ...     _ = (scratch / "right.csv").write_text("3, 4")
        ...     before, [sentence[:12] for sentence in shipped.doubts("open('right.csv')")]
        ([], ['`right.csv` '])
        """
        found = []
        reads_any = any(word in test for word in _ANY_NAME)
        for path, beside in self._files.items():
            # A module is imported from its own folder; only who names the file reads the copy.
            has_stem = path.suffix != ".py" and len(path.stem) > 2 and path.stem in test
            if not (reads_any or has_stem or path.name in test):
                continue
            if self._is_changed(path):
                found.append(
                    f"`{beside}` came with the assignment, and the notebook has changed it: see "
                    f"whether the test still says what it should."
                )
        return found

    def _is_changed(self, path: Path) -> bool:
        copy = self.scratch / self._files[path]
        # A thread may change it and change it back: that is seen in the time of the last change,
        # which nobody can set.
        if _about(copy) != self._before[path]:
            return True
        try:
            return copy.read_bytes() != path.read_bytes()
        except OSError:
            return True


def _about(path: Path) -> tuple[int, ...]:
    try:
        about = path.lstat()
    except OSError:
        return ()
    return about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns
