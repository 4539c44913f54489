"""What an assignment's notebook must hold: its cells as the gradebook or the source has them.

Nothing that a student hands in is asked what a cell is worth, whether it is graded, or what its
test says. All of that is taken from here.
"""

import ast
import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions
from nbgrader.utils import compute_checksum, is_grade, is_locked, is_solution, is_task
from traitlets.config import Config

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class Original:
    """A cell as the instructor wrote it.

    Attributes
    ----------
    name : str
        Its grade id.
    cell_type : str
        ``"code"`` or ``"markdown"``.
    text : str
        A test with its hidden part, an answer as students find it.
    checksum : str or None
        nbgrader's checksum of `text`.
    locked, grade, solution, task : bool
        As in nbgrader's metadata.
    points : float or None
        None for a cell that isn't graded.
    """

    name: str
    cell_type: str
    text: str
    checksum: str | None = None
    locked: bool = False
    grade: bool = False
    solution: bool = False
    task: bool = False
    points: float | None = None

    @property
    def is_test(self) -> bool:
        """Whether a program gives the points of this cell."""
        return self.grade and not self.solution

    def metadata(self) -> NotebookNode:
        """Return the metadata that the cell must have, nbgrader's and no other."""
        about: dict[str, Any] = {
            "cell_type": self.cell_type,
            "grade": self.grade,
            "grade_id": self.name,
            "locked": self.locked,
            "schema_version": 3,
            "solution": self.solution,
            "task": self.task,
        }
        if self.checksum:
            about["checksum"] = self.checksum
        if self.points is not None:
            about["points"] = self.points
        found: dict[str, Any] = {"nbgrader": about}
        if self.locked:
            found |= {"deletable": False, "editable": False}
        return nbformat.from_dict(found)

    def cell(self, number: int = 0) -> NotebookNode:
        """Return the cell itself, made anew; its id is of the course's own kind."""
        make = nbformat.v4.new_code_cell if self.cell_type == "code" else None
        made = (make or nbformat.v4.new_markdown_cell)(self.text)
        made.id = f"original-{number}"
        made.metadata = self.metadata()
        return made


@dataclass(frozen=True)
class Source:
    """All cells of an assignment's notebook that nbgrader knows, in their order.

    Attributes
    ----------
    cells : tuple of Original
    kernelspec : mapping
        The kernel that runs the notebook.
    imports : str
        The import statements of the instructor's ordinary cells, which nbgrader doesn't know.
    """

    cells: tuple[Original, ...]
    kernelspec: Mapping[str, str] = field(default_factory=lambda: dict(KERNELSPEC))
    imports: str = ""

    @cached_property
    def by_name(self) -> dict[str, Original]:
        """The cells by their grade id."""
        return {cell.name: cell for cell in self.cells}

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each cell in the order of the source, by its grade id."""
        return {cell.name: place for place, cell in enumerate(self.cells)}

    def metadata(self) -> NotebookNode:
        """Return the metadata that a notebook to be graded must have."""
        return nbformat.from_dict(
            {"kernelspec": dict(self.kernelspec), "language_info": {"name": "python"}}
        )

    def notebook(self) -> NotebookNode:
        """Return a notebook of these cells alone: what a student hands in who did nothing."""
        cells = [cell.cell(number) for number, cell in enumerate(self.cells)]
        made = nbformat.v4.new_notebook(cells=cells, metadata=self.metadata())
        made.nbformat_minor = 5
        return made


def with_imports(source: Source, path: str | Path) -> Source:
    """Return a source that also knows what the instructor's ordinary cells import.

    Tests may use such names; they then mean what the instructor imported, whatever the student's
    notebook binds them to.

    Parameters
    ----------
    source : Source
    path : str or pathlib.Path
        The instructor's notebook. If it isn't there, the source is returned as it is.
    """
    if not Path(path).is_file():
        return source
    cells = nbformat.read(Path(path), as_version=4).cells
    ordinary = [cell.source for cell in cells if cell.cell_type == "code" and not is_solution(cell)]
    return replace(source, imports="\n".join(filter(None, map(imports_of, ordinary))))


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


def without_hidden_tests(text: str) -> str:
    r"""Return a test's text as students find it.

    Examples
    --------
    >>> without_hidden_tests("assert a\n### BEGIN HIDDEN TESTS\nassert b\n### END HIDDEN TESTS")
    'assert a'
    """
    lines, hidden = [], False
    begin = ClearHiddenTests.begin_test_delimeter.default_value
    end = ClearHiddenTests.end_test_delimeter.default_value
    for line in text.split("\n"):
        if begin in line:
            hidden = True
        elif end in line:
            hidden = False
        elif not hidden:
            lines.append(line)
    return "\n".join(lines)


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


def source_from_file(path: str | Path, config: Config | None = None) -> Source:
    """Return the cells of a notebook on disk, where there is no gradebook.

    Parameters
    ----------
    path : str or pathlib.Path
        The instructor's notebook with solutions and hidden tests, or the released one. From the
        released one the hidden tests are missing, so that grading with it grades less.
    config : traitlets.config.Config, optional
        nbgrader's settings, for the text that stands in place of a solution.

    Returns
    -------
    Source
    """
    notebook = copy.deepcopy(nbformat.read(Path(path), as_version=4))
    notebook, _ = ClearSolutions(config=config).preprocess(notebook, {})
    return source_from_notebook(notebook)


def source_from_notebook(notebook: NotebookNode) -> Source:
    """Return the cells that nbgrader knows of a notebook that the instructor made.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Without solutions. Never a student's: what it says of its cells is believed.

    Returns
    -------
    Source
    """
    cells = []
    for cell in notebook.cells:
        about = cell.metadata.get("nbgrader", {})
        if not (is_grade(cell) or is_solution(cell) or is_locked(cell) or is_task(cell)):
            continue
        graded = is_grade(cell) or is_task(cell)
        cells.append(
            Original(
                name=about["grade_id"],
                cell_type=cell.cell_type,
                text=cell.source,
                checksum=compute_checksum(cell),
                locked=bool(is_locked(cell)),
                grade=bool(is_grade(cell)),
                solution=bool(is_solution(cell)),
                task=bool(is_task(cell)),
                points=float(about.get("points", 0)) if graded else None,
            )
        )
    return Source(tuple(cells), notebook.metadata.get("kernelspec") or dict(KERNELSPEC))
