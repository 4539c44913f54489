"""What is wrong with the cells of a notebook, found without running any of them.

nbgrader knows a cell by the ``grade_id`` in its metadata. Copying, splitting or deleting a cell in
JupyterLab copies or deletes that id too, which nbgrader answers with a server traceback, or not at
all. Here each such slip becomes a sentence that says what to do.
"""

from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from imagelessons.validate.paths import own_paths, what_to_write
from nbisolate.normalize.names import syntax_error
from nbisolate.normalize.source import Original, Source, is_changed
from nbisolate.normalize.structure import (
    METADATA_KEY,
    checksum,
    exercise_titles,
    grade_id,
    is_as_released,
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


def find_problems(
    notebook: NotebookNode, source: Source | None = None, folder: Path | None = None
) -> list[Problem]:
    """Find what keeps a notebook from being graded as its author means it.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A student's notebook; nothing in it is run.
    source : Source, optional
        The cells that it must hold. Without it goes what the notebook itself has recorded.
    folder : pathlib.Path, optional
        Where it is: paths that lead out of there are found.

    Returns
    -------
    list of Problem
        In the order of the notebook; empty if there is nothing to mend.
    """
    titles = exercise_titles(notebook)
    problems = [
        *_repeated_cells(notebook, titles),
        *_missing_cells(notebook, source),
        *_retyped_cells(notebook, titles),
        *_changed_tests(notebook, titles, source),
        *_syntax_errors(notebook, titles),
        *(_own_paths(notebook, titles, folder) if folder else ()),
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


def _missing_cells(notebook: NotebookNode, source: Source | None) -> list[Problem]:
    recorded = notebook.metadata.get(METADATA_KEY, {}).get("cells", {})
    if source is not None:
        recorded = _cells_of(source)
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


def _cells_of(source: Source) -> dict[str, dict[str, str]]:
    """Return of a source what `imagecourse.author.record` records of a release."""
    released = source.notebook()
    titles = exercise_titles(released)
    return {
        cell.name: {"kind": "answer cell" if cell.solution else "test cell", "exercise": title}
        for cell, title in zip(source.cells, titles, strict=True)
        if cell.grade or cell.solution
    }


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


def _changed_tests(
    notebook: NotebookNode, titles: list[str], source: Source | None
) -> list[Problem]:
    repeated = set(repeated_ids(notebook))
    problems = []
    for cell, title in zip(notebook.cells, titles, strict=True):
        about = cell.metadata.get("nbgrader", {})
        original = source.by_name.get(grade_id(cell) or "") if source is not None else None
        locked = original.locked if original is not None else is_marked(cell, "locked")
        if not locked or grade_id(cell) in repeated:
            continue
        if about.get("cell_type", cell.cell_type) != cell.cell_type:
            continue
        if _is_changed(cell, original):
            kind = "test cell" if is_marked(cell, "grade") else "locked cell"
            problems.append(
                Problem(
                    title,
                    f"The text of the {kind} {grade_id(cell)!r} was changed. The grader uses "
                    f"the original, so the change has no effect. If an answer of yours stands "
                    f"there, copy it into the answer cell. Edit > Undo brings the original back; "
                    f"so does a fresh copy of the assignment.",
                    "changed-test",
                )
            )
    return problems


def _is_changed(cell: NotebookNode, original: Original | None) -> bool:
    if original is not None:
        return is_changed(cell.source, original) and not is_as_released(cell)
    about = cell.metadata.get("nbgrader", {})
    return "checksum" in about and checksum(cell) != about["checksum"]


def _own_paths(notebook: NotebookNode, titles: list[str], folder: Path) -> list[Problem]:
    problems = []
    for cell, title in zip(notebook.cells, titles, strict=True):
        if cell.cell_type != "code" or is_marked(cell, "locked"):
            continue
        for path in own_paths(cell.source, folder):
            problems.append(
                Problem(
                    title,
                    f"The path {path!r} works on your computer only: when your notebook is "
                    f"graded, it is alone in a folder with what you hand in. "
                    f"{what_to_write(path)}",
                    "own-path",
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
