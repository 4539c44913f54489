"""The command `imagelessons new`."""

from collections.abc import Callable
from pathlib import Path

from imagecourse.author.include import AuthorFileError
from imagecourse.author.new.exercise import kinds, new_exercise
from imagecourse.author.new.lesson import new_lesson
from imagelessons.data import course_root


def begin_exercise(assignment: str, name: str, kind: str) -> int:
    """Write the files of a new exercise, and say which and what comes next.

    Returns
    -------
    int
        0, or 1 if it can't be done; the reason is printed, and nothing is written.
    """
    if kind not in kinds():
        print(f"There is no kind of exercise {kind!r}; there are: {', '.join(kinds())}.")
        return 1
    return _begin(
        lambda: new_exercise(assignment, name, kind),
        f"It runs as it is. Edit these files, then: imagelessons release --no-db {assignment}, "
        f"and imagelessons report-card {assignment}/{name}.",
    )


def begin_lesson(name: str) -> int:
    """Write the notebook of a new lesson, and say what comes next.

    Returns
    -------
    int
        0, or 1 if it can't be done; the reason is printed, and nothing is written.
    """
    return _begin(
        lambda: [new_lesson(name)],
        f"Edit it, then run it, which stores its outputs: make lessons ARGS=notebooks/{name}.ipynb",
    )


def _begin(write: Callable[[], list[Path]], then: str) -> int:
    try:
        written = write()
    except AuthorFileError as error:
        print(error)
        return 1
    for path in written:
        print(path.relative_to(course_root()).as_posix())
    print(then)
    return 0
