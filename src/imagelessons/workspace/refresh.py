"""Make a student's folder, and bring it up to date without touching what a student has written."""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import nbformat
from nbformat import NotebookNode

from imagelessons.workspace.copies import contents, recorded, student_copy, with_record
from imagelessons.workspace.keeping import kept_names, put, put_beside, replace_unchanged
from imagelessons.workspace.places import (
    EXERCISES,
    WORK_VARIABLE,
    WorkspaceError,
    course_notebooks,
    work_folder,
)
from imagelessons.workspace.tracked import (
    as_notebook,
    committed_text,
    course_text,
    has_answers,
    is_as_committed,
)

T = TypeVar("T")


@dataclass(frozen=True)
class Original:
    """A notebook of the course, as it is handed to a student.

    Attributes
    ----------
    copy : nbformat.NotebookNode or None
        A fresh copy. None if the course's notebook holds somebody's answers, and git has no other.
    answers : bytes or None
        The course's notebook as it is, if it holds somebody's answers.
    """

    copy: NotebookNode | None
    answers: bytes | None = None


def refresh() -> list[str]:
    """Make the student's folder, or bring it up to date.

    A notebook that isn't there is made. One that the student hasn't changed since it was made is
    replaced where the course has a new version. One that the student has changed, or that doesn't
    say how it was made, stays as it is.

    Returns
    -------
    list of str
        What the student should know, a line each; empty if there is nothing to say.

    Raises
    ------
    WorkspaceError
        If a file can't be read or written; the student's files are as they were.
    """
    lines, newer = [], []
    for name, relative in course_notebooks().items():
        target = work_folder() / relative
        original = original_of(relative)
        with_sentence(target.parent, lambda place=target.parent: place.mkdir(0o777, True, True))
        if original.answers is not None:
            lines += take_over(target, original.answers)
        if original.copy is not None and _update(target, original.copy, relative):
            newer.append(name)
    if newer:
        names = " ".join(newer)
        lines.append(
            f"There is a new version of {', '.join(newer)}. You have changed yours, so it stays as "
            f"it is. For the new one, with yours kept beside it: imagelessons fresh {names}"
        )
    return lines


def original_of(relative: Path) -> Original:
    """Return what the course has of a notebook.

    Parameters
    ----------
    relative : pathlib.Path
        Its path below ``notebooks``.

    Raises
    ------
    WorkspaceError
        If it can't be read.
    """
    text = course_text(relative)
    notebook = as_notebook(text, relative)
    if relative.parts[0] != EXERCISES or not has_answers(notebook):
        return Original(student_copy(notebook))
    committed = committed_text(relative)
    before = None if committed is None else as_notebook(committed, relative)
    usable = before is not None and not has_answers(before)
    return Original(student_copy(before) if usable else None, text.encode())


def with_sentence(path: Path, write: Callable[[], T]) -> T:
    """Do what writes a file or a folder; if it can't be done, say so in a sentence.

    Raises
    ------
    WorkspaceError
        If it can't be done.
    """
    try:
        return write()
    except OSError as error:
        what_to_do = "Mend that"
        if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            what_to_do = "Delete what you no longer need"
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            what_to_do = f"Copy the course to a folder that is yours, or set {WORK_VARIABLE} to one"
        raise WorkspaceError(
            f"{path} can't be written ({error.strerror or error}). {what_to_do}, and run the "
            f"command again. What you have written so far is as it was."
        ) from error


def take_over(target: Path, answers: bytes) -> list[str]:
    """Bring answers over that were written into the course's own file.

    Parameters
    ----------
    target : pathlib.Path
        The student's copy. If there is one, the answers go beside it.
    answers : bytes
        The course's file.

    Returns
    -------
    list of str
        A line that says where they are now; empty if they are there already.

    Raises
    ------
    WorkspaceError
        If they can't be written.
    """
    wanted = contents(answers.decode(errors="replace"))
    for path in [target, *kept_names(target)]:
        found = _content(path)
        same = wanted is not None and contents(found.decode(errors="replace")) == wanted
        if same or found == answers:
            return []
    said = f"notebooks/{EXERCISES} holds answers of yours to {target.stem}"
    if with_sentence(target, lambda: put(target, answers)):
        return [f"{said}. They are now in {target}, too: go on there."]
    kept = with_sentence(target, lambda: put_beside(target, answers))
    return [f"{said}. A copy of them is now {kept}; the file that counts is {target.name}."]


def _update(target: Path, copy: NotebookNode, relative: Path) -> bool:
    """Make or replace a student's copy; return whether a changed one is older than the course's."""
    text = with_record(copy)
    fresh = contents(text)
    if not target.exists() and not target.is_symlink():
        if relative.parts[0] != EXERCISES and not is_as_committed(relative, course_text(relative)):
            # Somebody has written into this lesson. Here is where that goes on, so this copy
            # doesn't say how it was made, and is never replaced.
            text = nbformat.writes(copy)
        with_sentence(target, lambda: put(target, text.encode()))
        return False
    found = _content(target)
    now, made = contents(found.decode(errors="replace")), recorded(found.decode(errors="replace"))
    if now is None or made is None or fresh in (now, made):
        return False
    if now != made:
        return True
    return not with_sentence(
        target, lambda: replace_unchanged(target, text.encode(), lambda old: old == found)
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
