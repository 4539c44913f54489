"""What is wrong with the cells of a notebook, found without running any of them.

nbgrader knows a cell by the ``grade_id`` in its metadata. Copying, splitting or deleting a cell in
JupyterLab copies or deletes that id too, which nbgrader answers with a server traceback, or not at
all. Here each such slip becomes a sentence that says what to do.
"""

import ast
import textwrap
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

from imagelessons.submission.structure import (
    METADATA_KEY,
    checksum,
    exercise_titles,
    grade_id,
    is_marked,
    repeated_ids,
)


@dataclass(frozen=True)
class Problem:
    """One thing to mend in a notebook.

    Attributes
    ----------
    where : str
        The exercise or the cell, in the words of the notebook.
    sentence : str
        What is wrong and what to do.
    code : str
        A stable name of the kind of problem, such as ``"copied-cell"``.
    """

    where: str
    sentence: str
    code: str


def wrapped(text: str, width: int = 88) -> str:
    r"""Break the long lines of a text, and leave the short ones as they are.

    Examples
    --------
    >>> wrapped("one two three", width=8)
    'one two\nthree'
    """
    return "\n".join(
        textwrap.fill(line, width) if len(line) > width else line for line in text.splitlines()
    )


def find_problems(notebook: NotebookNode) -> list[Problem]:
    """Find what keeps a notebook from being graded as its author means it.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A student's notebook; nothing in it is run.

    Returns
    -------
    list of Problem
        In the order of the notebook; empty if there is nothing to mend.
    """
    titles = exercise_titles(notebook)
    problems = [
        *_repeated_cells(notebook, titles),
        *_missing_cells(notebook),
        *_retyped_cells(notebook, titles),
        *_changed_tests(notebook, titles),
        *_syntax_errors(notebook, titles),
    ]
    order = {title: place for place, title in reversed(list(enumerate(titles)))}
    return sorted(problems, key=lambda problem: order.get(problem.where, len(titles)))


def _repeated_cells(notebook: NotebookNode, titles: list[str]) -> list[Problem]:
    problems = []
    for name in repeated_ids(notebook):
        places = [i for i, cell in enumerate(notebook.cells) if grade_id(cell) == name]
        cells = [notebook.cells[i] for i in places]
        kind = "test cell" if is_marked(cells[0], "locked") else "answer cell"
        if len({cell.source.strip() for cell in cells}) < len(cells):
            slip, code = "was copied", "copied-cell"
        else:
            slip, code = "was split or copied", "split-cell"
        what_to_do = (
            "Delete all of them but one (the scissors button)."
            if kind == "test cell"
            else "Bring your whole answer together in the first one: copy the text, not the cell. "
            "Then delete the others (the scissors button)."
        )
        problems.append(
            Problem(
                titles[places[0]],
                f"The {kind} {name!r} is there {len(places)} times: it {slip}. Which one should "
                f"count? {what_to_do} For notes of your own, add a new cell with the + button.",
                code,
            )
        )
    return problems


def _missing_cells(notebook: NotebookNode) -> list[Problem]:
    recorded = notebook.metadata.get(METADATA_KEY, {}).get("cells", {})
    present = set(map(grade_id, notebook.cells))
    problems = []
    for name, about in recorded.items():
        if name in present:
            continue
        sentence = (
            f"The {about['kind']} {name!r} was deleted. Edit > Undo Cell Operation brings it back; "
            f"so does a fresh copy of the assignment. "
        )
        if about["kind"] == "test cell":
            sentence += "If you hand in as it is, the grader puts the original back."
        else:
            sentence += "If you hand in as it is, this answer counts as not given."
        problems.append(Problem(about["exercise"], sentence, "deleted-cell"))
    return problems


def _retyped_cells(notebook: NotebookNode, titles: list[str]) -> list[Problem]:
    problems = []
    for cell, title in zip(notebook.cells, titles, strict=True):
        wanted = cell.metadata.get("nbgrader", {}).get("cell_type") if grade_id(cell) else None
        if wanted and wanted != cell.cell_type:
            name = {"code": "Code", "markdown": "Markdown", "raw": "Raw"}.get(wanted, wanted)
            problems.append(
                Problem(
                    title,
                    f"The cell {grade_id(cell)!r} was turned from {wanted} into {cell.cell_type}, "
                    f"so it isn't run. Click into it and choose {name} in the list of the toolbar.",
                    "retyped-cell",
                )
            )
    return problems


def _changed_tests(notebook: NotebookNode, titles: list[str]) -> list[Problem]:
    repeated = set(repeated_ids(notebook))
    problems = []
    for cell, title in zip(notebook.cells, titles, strict=True):
        about = cell.metadata.get("nbgrader", {})
        if not is_marked(cell, "locked") or grade_id(cell) in repeated or "checksum" not in about:
            continue
        if about.get("cell_type", cell.cell_type) != cell.cell_type:
            continue
        if checksum(cell) != about["checksum"]:
            problems.append(
                Problem(
                    title,
                    f"The text of the test cell {grade_id(cell)!r} was changed. The grader uses "
                    f"the original, so the change has no effect. Edit > Undo brings the original "
                    f"back; so does a fresh copy of the assignment.",
                    "changed-test",
                )
            )
    return problems


def _syntax_errors(notebook: NotebookNode, titles: list[str]) -> list[Problem]:
    problems = []
    for number, (cell, title) in enumerate(zip(notebook.cells, titles, strict=True), start=1):
        error = syntax_error(cell.source) if cell.cell_type == "code" else None
        if error is None:
            continue
        line = (error.text or "").strip()
        shown = f" `{line}`" if line else ""
        problems.append(
            Problem(
                title,
                f"Python can't read line {error.lineno}{shown} of cell {number}: {error.msg}. "
                f"Nothing in that cell is run until this is mended. Look at that line and at the "
                f"one before it: a bracket, a quote or a colon that is missing, or an indentation "
                f"that doesn't fit?",
                "syntax-error",
            )
        )
    return problems


def syntax_error(source: str) -> SyntaxError | None:
    """Return the error that keeps Python from reading a code cell, or None.

    Parameters
    ----------
    source : str
        The text of a code cell; IPython's magics and shell lines are allowed.

    Returns
    -------
    SyntaxError or None

    Examples
    --------
    >>> syntax_error("mask = img < 125") is None
    True
    >>> syntax_error("mask = (img < 125").lineno
    1
    """
    try:
        transformed = TransformerManager().transform_cell(source)
        # Top-level await is allowed in a notebook, so a plain compile() would be too strict.
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        compile(transformed, "<cell>", "exec", flags=flags, dont_inherit=True)
    except SyntaxError as error:
        return error
    except ValueError as error:
        return SyntaxError(str(error), ("<cell>", 1, 0, ""))
    return None
