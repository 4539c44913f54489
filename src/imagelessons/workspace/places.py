"""Where the notebooks of the course are, and where a student's own copies of them are."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from imagelessons.data import course_root

WORK_VARIABLE = "IMAGELESSONS_WORK"
EXERCISES = "exercises"


class WorkspaceError(Exception):
    """Something that keeps a copy from being made; a sentence for the person at the keyboard."""


def work_folder() -> Path:
    """Return the folder that a student works in.

    Returns
    -------
    pathlib.Path
        The folder that the environment variable ``IMAGELESSONS_WORK`` names, if it is set, else
        ``work`` in the folder of the course. It need not exist.

    Raises
    ------
    FileNotFoundError
        If the folder of the course was not found.

    Examples
    --------
    >>> work_folder().is_absolute()
    True
    """
    named = os.environ.get(WORK_VARIABLE) or "work"
    return course_root() / Path(named).expanduser()


def course_order(name: str) -> tuple[int, str]:
    """Return what lessons and assignments are sorted by: those of a number first, a capstone last.

    Examples
    --------
    >>> sorted(["capstone-x", "a-quiz", "exercises-02-y", "exercises-01-z"], key=course_order)
    ['exercises-01-z', 'exercises-02-y', 'a-quiz', 'capstone-x']
    """
    if name.startswith("capstone"):
        return 2, name
    return int(re.match(r"(exercises-)?\d\d-", name) is None), name


def notebooks_folder() -> Path:
    """Return the folder of the course's own notebooks, which a student doesn't write into."""
    return course_root() / "notebooks"


def course_notebooks() -> dict[str, Path]:
    """Return the lessons, then the exercises, by name, in the order of the course.

    Returns
    -------
    dict of str to pathlib.Path
        Each path is relative to ``notebooks``, and just so to the student's folder. So a link
        from one notebook to another is right in both.

    Examples
    --------
    >>> course_notebooks()["01-greyscale"].as_posix()
    '01-greyscale.ipynb'
    """
    folder = notebooks_folder()
    lessons = sorted(folder.glob("0[0-9]-*.ipynb"))
    exercises = [
        path for path in folder.glob(f"{EXERCISES}/*/*.ipynb") if path.stem == path.parent.name
    ]
    exercises.sort(key=lambda path: course_order(path.stem))
    found = {path.stem: path.relative_to(folder) for path in lessons}
    for path in exercises:
        # Where a new version was unpacked over an old one, exercises of the old one are left that
        # are called as a lesson is; the lesson must not go missing for them.
        name = f"{EXERCISES}/{path.stem}" if path.stem in found else path.stem
        found[name] = path.relative_to(folder)
    return found


def student_notebooks(words: Sequence[str]) -> list[Path]:
    """Return the paths of a student's notebooks.

    Parameters
    ----------
    words : sequence of str
        Paths, or names of the course such as ``"exercises-01-greyscale"``.

    Returns
    -------
    list of pathlib.Path
        A path stays as it is, whether or not there is such a file. For a name it is the student's
        copy; without any word each exercise that is in the student's folder.

    Examples
    --------
    >>> [path.name for path in student_notebooks(["exercises-01-greyscale", "a/b.ipynb"])]
    ['exercises-01-greyscale.ipynb', 'b.ipynb']
    """
    known, work = course_notebooks(), work_folder()
    if words:
        return [
            work / known[word] if word in known and not Path(word).is_file() else Path(word)
            for word in words
        ]
    exercises = [work / relative for relative in known.values() if relative.parts[0] == EXERCISES]
    return [path for path in exercises if path.is_file()]
