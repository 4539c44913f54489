"""An answer that stands beside its cell: in a cell that the student added above or below it."""

import re

from nbformat import NotebookNode

from nbisolate.normalize.names import names_set, syntax_error
from nbisolate.normalize.source import Original, Source, same_text
from nbisolate.normalize.structure import grade_id

# What nbgrader and the course put where a text is to be written.
_STUBS = ("YOUR ANSWER HERE", "YOUR CODE HERE")
# Fewer in a cell of code are a remark on the code.
_FEW_WORDS = 4


def written_beside(notebook: NotebookNode, original: Original, source: Source) -> list[int]:
    """Return the cells of the student's own that may hold what an answer cell should.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Repaired.
    original : Original
        The answer cell, which is as it was released.
    source : Source

    Returns
    -------
    list of int
        The places of cells in the same exercise. For a written answer any text of the student's
        own; for code a cell that sets a name which the answer is to set.
    """
    asked = names_set(original.text) if original.cell_type == "code" else set()
    found = []
    for place in _own_cells(notebook, original, source):
        cell = notebook.cells[place]
        text = cell.source.strip()
        if not text or any(stub in text for stub in _STUBS) and len(text.split()) < 6:
            continue
        if asked & names_set(text) if original.cell_type == "code" else _is_prose(cell):
            found.append(place)
    return found


def exercise_of(source: Source, name: str) -> list[str]:
    """Return the names of the cells of one exercise.

    An exercise begins with a locked text after a test or an answer, as its heading is; where no
    text is locked, behind each test.
    """
    parts: list[list[str]] = [[]]
    answered = False
    headed = any(cell.locked and cell.cell_type == "markdown" for cell in source.cells)
    for cell in source.cells:
        is_text = cell.locked and cell.cell_type == "markdown" and not cell.task
        if answered and (is_text or not headed):
            parts.append([])
            answered = False
        parts[-1].append(cell.name)
        answered = answered or cell.grade or (headed and cell.solution)
    return next((part for part in parts if name in part), [name])


def _own_cells(notebook: NotebookNode, original: Original, source: Source) -> list[int]:
    """Return the places of the student's own cells in the exercise of an answer."""
    here = set(exercise_of(source, original.name))
    names = [grade_id(cell) for cell in notebook.cells]
    # What stands before the first cell belongs to it, all else to the cell above.
    above = next((name for name in names if name in source.by_name), None)
    found = []
    for place, name in enumerate(names):
        if name in source.by_name:
            above = name
        elif above in here and same_text(notebook.cells[place].source) not in source.ordinary:
            found.append(place)
    return found


def _is_prose(cell: NotebookNode) -> bool:
    if cell.cell_type != "code":
        return True
    # In a code cell a text is a comment, or no Python at all.
    text = cell.source
    if syntax_error(text) is None:
        lines = (line.strip() for line in text.splitlines())
        text = " ".join(line for line in lines if line.startswith("#"))
    return len(re.findall(r"[^\W\d_]{2,}", text)) >= _FEW_WORDS
