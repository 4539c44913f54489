"""A student's copy of a notebook: without outputs, and with a note of what was in it when made."""

import copy
import hashlib
import json
from typing import Any

import nbformat
from nbformat import NotebookNode

from imagelessons.workspace.predictions import fold_answers

# What JupyterLab, or the run that made the outputs, notes on a cell: nothing that is taught.
_NOTES_OF_A_RUN = ("execution", "collapsed", "scrolled", "ExecuteTime")


def student_copy(notebook: NotebookNode) -> NotebookNode:
    r"""Return a copy of a notebook of the course as a student first opens it.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A lesson with its outputs, or a released exercise. It isn't changed.

    Returns
    -------
    nbformat.NotebookNode
        Without outputs and execution counts, and with the answer to each *Predict* folded. A copy
        of a copy is the same.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook, new_output
    >>> cell = new_code_cell("1 + 1", execution_count=3, outputs=[new_output("stream", text="2")])
    >>> made = student_copy(new_notebook(cells=[cell])).cells[0]
    >>> made.outputs, made.execution_count
    ([], None)
    """
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            for note in _NOTES_OF_A_RUN:
                cell.metadata.pop(note, None)
    notebook.metadata.pop("widgets", None)
    return fold_answers(notebook)


def with_record(notebook: NotebookNode) -> str:
    """Return the text of a copy that says in its metadata what was in it when it was made.

    So a copy can tell by itself whether a student has changed it: no list beside it can be lost,
    and the record stays right when the file is renamed, moved or copied.
    """
    made = contents(nbformat.writes(notebook))
    notebook = copy.deepcopy(notebook)
    notebook.metadata.setdefault("imagelessons", {})["made"] = made
    return nbformat.writes(notebook)


def contents(text: str) -> str | None:
    r"""Return a digest of what people wrote in a notebook: the cells' text, and what they attached.

    Outputs, execution counts and metadata don't count: running a lesson doesn't change it.

    Parameters
    ----------
    text : str
        The text of a file.

    Returns
    -------
    str or None
        None if the text is no notebook.

    Examples
    --------
    >>> contents("no notebook") is None
    True
    >>> run = '{"cells": [{"cell_type": "code", "source": ["1 +\\n", "1"], "outputs": [2]}]}'
    >>> contents(run) == contents('{"cells": [{"cell_type": "code", "source": "1 +\\n1"}]}')
    True
    """
    found = _parsed(text)
    if found is None:
        return None
    cells = [
        [cell.get("cell_type"), _joined(cell.get("source")), cell.get("attachments") or {}]
        for cell in found["cells"]
    ]
    return hashlib.sha256(json.dumps(cells, sort_keys=True).encode()).hexdigest()


def recorded(text: str) -> str | None:
    """Return the digest of what was in a copy when it was made, or None if it doesn't say."""
    metadata = (_parsed(text) or {}).get("metadata")
    own = metadata.get("imagelessons") if isinstance(metadata, dict) else None
    made = own.get("made") if isinstance(own, dict) else None
    return made if isinstance(made, str) else None


def _joined(source: Any) -> str:
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def _parsed(text: str) -> dict | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    cells = found.get("cells") if isinstance(found, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        return None
    return found
