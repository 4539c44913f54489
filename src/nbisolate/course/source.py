"""What an assignment's notebook must hold, from the gradebook or from the instructor's files."""

import ast
import copy
import json
from dataclasses import replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import ClearSolutions
from nbgrader.utils import is_grade, is_solution
from traitlets.config import Config

from nbisolate.normalize.source import (
    KERNELSPEC,
    Original,
    Source,
    same_text,
    source_from_notebook,
)


def with_imports(source: Source, path: str | Path) -> Source:
    """Return a source that also knows the instructor's ordinary cells and what they import.

    Tests may use such names; they then mean what the instructor imported, whatever the student's
    notebook binds them to. A cell that says what an ordinary one says is no answer of a student's.

    Parameters
    ----------
    source : Source
    path : str or pathlib.Path
        The instructor's notebook. If it isn't there, the source is returned as it is.
    """
    if not Path(path).is_file():
        return source
    # The text of a test is the gradebook's: steps of a course may have changed it since.
    cells = [
        cell
        for cell in nbformat.read(Path(path), as_version=4).cells
        if not is_solution(cell) and not is_grade(cell)
    ]
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    code += [original.text for original in source.cells if original.is_test]
    known = {same_text(original.text) for original in source.cells}
    ordinary = {same_text(cell.source) for cell in cells} - known
    return replace(
        source,
        imports="\n".join(filter(None, map(imports_of, code))),
        ordinary=tuple(sorted(ordinary)),
    )


def imports_of(code: str) -> str:
    r"""Return the import statements of a cell, also of one with lines for IPython.

    Examples
    --------
    >>> imports_of("%matplotlib inline\nimport numpy as np\nx = 1")
    'import numpy as np'
    """
    lines = ["" if line.lstrip().startswith(("%", "!")) else line for line in code.split("\n")]
    try:
        statements = ast.parse("\n".join(lines)).body
    except SyntaxError:
        return ""
    found = [one for one in statements if isinstance(one, ast.Import | ast.ImportFrom)]
    return "\n".join(map(ast.unparse, found))


def source_from_gradebook(gradebook: Gradebook, assignment: str, notebook: str) -> Source:
    """Return the cells of a notebook as they were entered in the gradebook.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
        Open; it stays open.
    assignment, notebook : str
        Their names.

    Returns
    -------
    Source

    Raises
    ------
    nbgrader.api.MissingEntry
        If the gradebook doesn't know the notebook.
    """
    found = gradebook.find_notebook(notebook, assignment)
    points = {cell.name: cell.max_score for cell in (*found.grade_cells, *found.task_cells)}
    graded = {cell.name for cell in found.grade_cells}
    answers = {cell.name for cell in found.solution_cells}
    tasks = {cell.name for cell in found.task_cells}
    cells = tuple(
        Original(
            name=cell.name,
            cell_type=cell.cell_type,
            text=cell.source or "",
            checksum=cell.checksum,
            locked=bool(cell.locked),
            grade=cell.name in graded,
            solution=cell.name in answers,
            task=cell.name in tasks,
            points=points.get(cell.name),
        )
        for cell in found.source_cells
    )
    kernelspec = json.loads(found.kernelspec) if found.kernelspec else None
    return Source(cells, kernelspec or dict(KERNELSPEC))


def sources_of(gradebook: Gradebook, assignment: str, folder: Path) -> dict[str, Source]:
    """Return the notebooks of an assignment, with what the instructor's cells import.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
        Open; it stays open.
    assignment : str
    folder : pathlib.Path
        The instructor's version.

    Returns
    -------
    dict of str to Source
        By their names; empty if the gradebook doesn't know the assignment.
    """
    try:
        names = sorted(one.name for one in gradebook.find_assignment(assignment).notebooks)
    except MissingEntry:
        return {}
    return {
        name: with_imports(
            source_from_gradebook(gradebook, assignment, name), folder / f"{name}.ipynb"
        )
        for name in names
    }


def source_from_instructors(notebook: NotebookNode, config: Config | None = None) -> Source:
    """Return the cells of an instructor's notebook, where there is no gradebook.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        The notebook with solutions and hidden tests, or the released one. From the released one
        the hidden tests are missing, so that grading with it grades less.
    config : traitlets.config.Config, optional
        nbgrader's settings, for the text that is put in place of a solution.

    Returns
    -------
    Source
    """
    notebook, _ = ClearSolutions(config=config).preprocess(copy.deepcopy(notebook), {})
    for cell in notebook.cells:
        # That of the notebook with solutions in it.
        cell.metadata.get("nbgrader", {}).pop("checksum", None)
    return source_from_notebook(notebook)
