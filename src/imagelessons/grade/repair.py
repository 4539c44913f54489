"""Mend what honest students do to the cells of a notebook, without running any of it."""

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked

from imagelessons.validate.structure import grade_id, repeated_ids


def repair(notebook: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """Mend copied and split cells, so that nbgrader can grade the notebook.

    nbgrader stops the whole class at a grade id that is there twice. Here one of the cells keeps
    the id, and the others stay as ordinary cells that are run but not graded. Of answers the first
    keeps it; of tests the last, so that every part of the answer has been run before it. The
    parts of a split written answer are brought together in the first, so that the person who
    grades it reads all of it.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Changed in place.

    Returns
    -------
    notebook : nbformat.NotebookNode
    notes : list of str
        A sentence for each repair; empty if there was nothing to mend.
    """
    notes = []
    for name in repeated_ids(notebook):
        cells = [cell for cell in notebook.cells if grade_id(cell) == name]
        keeper = cells[-1] if is_locked(cells[0]) else cells[0]
        others = [cell for cell in cells if cell is not keeper]
        if keeper.cell_type == "markdown" and is_grade(keeper):
            _bring_together(keeper, others)
        for cell in others:
            del cell.metadata["nbgrader"]
        notes.append(
            f"The cell {name!r} was there {len(cells)} times (copied or split); "
            f"the {'last' if keeper is cells[-1] else 'first'} one was graded."
        )
    return notebook, notes


def _bring_together(keeper: NotebookNode, others: list[NotebookNode]) -> None:
    texts = [keeper.source.strip()]
    for cell in others:
        if cell.source.strip() not in texts:
            texts.append(cell.source.strip())
    keeper.source = "\n\n".join(texts)
