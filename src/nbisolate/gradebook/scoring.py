"""What a program has to say of a submission beside its points: comments and notes."""

import html
import re
from collections.abc import Mapping

import nbformat
from nbformat import NotebookNode

from nbisolate.normalize.beside import written_beside
from nbisolate.normalize.points import CellGrade, is_untouched, ungraded_cause
from nbisolate.normalize.source import Source
from nbisolate.normalize.structure import METADATA_KEY, grade_id

NOTES_ID = "imagelessons-notes"
NO_RESPONSE = "No response."


def comment_cells(notebook: NotebookNode, source: Source) -> dict[str, str | None]:
    """Return what a program has to say of each answer: that there is none, or nothing.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Repaired; executed or not.
    source : Source

    Returns
    -------
    dict of str to (str or None)
        For each answer and each task, by its grade id.
    """
    cells = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}
    return {
        original.name: (
            NO_RESPONSE
            if original.solution
            and is_untouched(cells.get(original.name), original)
            and not written_beside(notebook, original, source)
            else None
        )
        for original in source.cells
        if original.solution or original.task
    }


def with_notes(notebook: NotebookNode, grades: Mapping[str, CellGrade]) -> NotebookNode:
    """Write at the top of a notebook what was repaired, and why there are no points.

    The formgrader and the feedback show it: nbgrader's comments stand at answers only, and a
    person's comment hides them.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Changed in place; notes that it has in ``metadata["imagelessons"]["notes"]`` are shown.
    grades : mapping of str to CellGrade

    Returns
    -------
    nbformat.NotebookNode
        What waits for a person stands in ``metadata["imagelessons"]["needs_person"]`` too.
    """
    about = notebook.metadata.setdefault(METADATA_KEY, {})
    notes = [str(note) for note in about.get("notes", [])]
    cause = ungraded_cause(notebook)
    if cause:
        notes = [cause, *(note for note in notes if note != cause)]
        lead = "**Your submission could not be graded. It has no points until that is mended.**"
    else:
        lead = "**About this submission**"
        waiting = {name: grade.reason for name, grade in grades.items() if grade.reason}
        if waiting:
            about["needs_person"] = waiting
        notes += [f"{name}: a person will give the points. {waiting[name]}" for name in waiting]
    cells = [cell for cell in notebook.cells if cell.get("id") != NOTES_ID]
    if notes:
        text = "\n".join([lead, "", *(f"- {as_markdown(note)}" for note in notes)])
        cell = nbformat.v4.new_markdown_cell(text)
        cell.id = NOTES_ID
        cells.insert(0, cell)
    notebook.cells = cells
    return notebook


def as_markdown(text: str) -> str:
    r"""Return a text as Markdown that shows it letter for letter, on one line.

    Examples
    --------
    >>> print(as_markdown("<b> *x* [y](z)"))
    &lt;b&gt; \*x\* \[y\](z)
    """
    line = " ".join(text.split())
    return html.escape(re.sub(r"([\\`*_{}\[\]#|~$!])", r"\\\1", line), quote=False)
