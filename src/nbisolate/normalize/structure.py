"""What the cells of a notebook are: nbgrader's marks on them, and the exercise each belongs to.

nbgrader knows a cell by the ``grade_id`` in its metadata. Its own functions that ask for these
marks come with all of nbgrader, which takes seconds to import; so the few lines stand here too.
"""

import re
from collections import Counter

from nbformat import NotebookNode

METADATA_KEY = "imagelessons"


class UnreadableNotebookError(ValueError):
    """The file is no notebook that can be read; the message says why and what to do."""


def grade_id(cell: NotebookNode) -> str | None:
    """Return the name by which nbgrader knows a cell, or None for a cell of the student's own."""
    found = cell.get("metadata", {}).get("nbgrader", {})
    return found.get("grade_id") if isinstance(found, dict) else None


def is_marked(cell: NotebookNode, mark: str) -> bool:
    """Return whether nbgrader's metadata of a cell has a mark.

    Parameters
    ----------
    cell : nbformat.NotebookNode
    mark : {"grade", "solution", "task", "locked"}
        ``"locked"`` is as nbgrader takes it: a test is locked whatever it says, an answer never.
    """
    about = cell.get("metadata", {}).get("nbgrader", {})
    if not isinstance(about, dict):
        return False
    if mark == "locked" and about.get("solution"):
        return False
    return bool(about.get(mark) or (mark == "locked" and about.get("grade")))


def checksum(cell: NotebookNode) -> str:
    """Return nbgrader's checksum of a cell."""
    # Where there is a release to compare with, nobody asks; so nobody waits for nbgrader.
    from nbgrader.utils import compute_checksum

    return compute_checksum(cell)


def is_as_released(cell: NotebookNode) -> bool:
    """Return whether a cell still has the text with which it was released, by its own checksum.

    Where it differs from the course's, it is of another version of the course.
    """
    about = cell.get("metadata", {}).get("nbgrader", {})
    recorded = about.get("checksum") if isinstance(about, dict) else None
    try:
        return bool(recorded) and recorded == checksum(cell)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def exercise_titles(notebook: NotebookNode) -> list[str]:
    """Return for each cell the heading above it, such as ``"Exercise 2: a corner"``.

    Parameters
    ----------
    notebook : nbformat.NotebookNode

    Returns
    -------
    list of str
        As long as ``notebook.cells``; before the first heading ``"The start of the notebook"``.
    """
    headings = [_heading(cell) for cell in notebook.cells]
    # Where the headings are the instructor's, those that a student adds don't count.
    given = [
        bool(heading and grade_id(cell))
        for heading, cell in zip(headings, notebook.cells, strict=True)
    ]
    title = "The start of the notebook"
    titles = []
    for heading, is_given in zip(headings, given, strict=True):
        title = heading if heading and (is_given or not any(given)) else title
        titles.append(title)
    return titles


def _heading(cell: NotebookNode) -> str:
    found = re.search(r"^#{1,3} +(.+)$", cell.source, re.MULTILINE)
    return found.group(1).strip() if found and cell.cell_type == "markdown" else ""


def repeated_ids(notebook: NotebookNode) -> list[str]:
    """Return the grade ids that more than one cell carries, in the order of the notebook."""
    counts = Counter(filter(None, map(grade_id, notebook.cells)))
    return [name for name, count in counts.items() if count > 1]
