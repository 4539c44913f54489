"""What the course's own notebooks hold, and whether somebody has worked in them.

Before there was ``work``, students wrote into ``notebooks``, and in an old clone some still do.
"""

import logging
import subprocess
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from imagelessons.workspace.copies import contents
from imagelessons.workspace.places import WorkspaceError, notebooks_folder


def course_text(relative: Path) -> str:
    """Return the text of a notebook of the course.

    Parameters
    ----------
    relative : pathlib.Path
        Its path below ``notebooks``.

    Raises
    ------
    WorkspaceError
        If it can't be read.
    """
    path = notebooks_folder() / relative
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{path} can't be read ({_reason(error)}).") from error


def as_notebook(text: str, relative: Path) -> NotebookNode:
    """Return the notebook in a text.

    Raises
    ------
    WorkspaceError
        If the text is no notebook.
    """
    # nbformat logs what it mends, with a traceback; a student can do nothing about it.
    logging.getLogger("traitlets").setLevel(logging.CRITICAL)
    try:
        return nbformat.reads(text, as_version=4)
    except Exception as error:
        raise WorkspaceError(
            f"notebooks/{relative.as_posix()} is damaged: it can't be read as a notebook. Get the "
            f"course once more; your own files in work stay as they are."
        ) from error


def has_answers(notebook: NotebookNode) -> bool:
    """Return whether somebody has typed into an answer cell of a released exercise.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A release holds a checksum of each of its answer cells. A lesson has none.
    """
    from nbgrader.utils import compute_checksum, is_solution

    return any(
        is_solution(cell)
        and "checksum" in cell.metadata.nbgrader
        and cell.metadata.nbgrader.checksum != compute_checksum(cell)
        for cell in notebook.cells
    )


def committed_text(relative: Path) -> str | None:
    """Return what git holds of a notebook of the course, or None if git doesn't know it here."""
    try:
        done = subprocess.run(
            ["git", "show", f"HEAD:./{relative.as_posix()}"],
            cwd=notebooks_folder(),
            capture_output=True,
            check=True,
            timeout=20,
        )
        return done.stdout.decode("utf-8")
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def is_as_committed(relative: Path, text: str) -> bool:
    """Return whether a notebook is the one that git holds, but for outputs; True without git."""
    committed = committed_text(relative)
    return committed is None or contents(committed) == contents(text)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
