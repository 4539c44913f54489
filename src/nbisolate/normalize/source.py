"""What an assignment's notebook must hold: its cells as the gradebook or the source has them.

Nothing that a student hands in is asked what a cell is worth, whether it is graded, or what its
test says. All of that is taken from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import nbformat
from nbformat import NotebookNode

from nbisolate.normalize.forms import around, as_written
from nbisolate.normalize.structure import checksum, is_marked

# What nbgrader's ClearHiddenTests looks for.
HIDDEN = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
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

    def texts(self) -> tuple[str, str]:
        """Return the text that students find, and that of the instructor with hidden tests."""
        return without_hidden_tests(self.text), self.text

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
        """Return a new cell; its id is of the course's own kind."""
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
    ordinary : tuple of str
        The texts of these cells, which stand between the others in a student's notebook too.
    """

    cells: tuple[Original, ...]
    kernelspec: Mapping[str, str] = field(default_factory=lambda: dict(KERNELSPEC))
    imports: str = ""
    ordinary: tuple[str, ...] = ()

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


def same_text(text: str) -> str:
    r"""Return a cell's text in the form in which it is compared: a packed test as it was written.

    Examples
    --------
    >>> same_text("a = 1  \n\n") == same_text("a = 1")
    True
    """
    return "\n".join(line.rstrip() for line in as_written(text).strip().splitlines())


def is_changed(text: str, original: Original) -> bool:
    """Return whether the text of a locked cell is another than its original."""
    same = same_text(text) in map(same_text, original.texts())
    return not same or bool(added_lines(text, original))


def added_lines(text: str, original: Original) -> str:
    """Return the lines that a locked cell has and its original doesn't, such as an answer."""
    known = {line.strip() for line in original.text.splitlines()}
    return "\n".join(
        line for line in around(text).splitlines() if line.strip() not in known
    ).strip()


def without_hidden_tests(text: str) -> str:
    r"""Return a test's text as students find it.

    Examples
    --------
    >>> without_hidden_tests("assert a\n### BEGIN HIDDEN TESTS\nassert b\n### END HIDDEN TESTS")
    'assert a'
    """
    lines, hidden = [], False
    for line in text.split("\n"):
        if HIDDEN[0] in line:
            hidden = True
        elif HIDDEN[1] in line:
            hidden = False
        elif not hidden:
            lines.append(line)
    return "\n".join(lines)


def source_from_notebook(notebook: NotebookNode) -> Source:
    """Return the cells that nbgrader knows of a notebook that the instructor made.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Without solutions. Never a student's: what it says of its cells is believed. A packed test
        is unpacked.

    Returns
    -------
    Source
    """
    cells = []
    for cell in notebook.cells:
        about = cell.metadata.get("nbgrader", {})
        marks = {mark: is_marked(cell, mark) for mark in ("locked", "grade", "solution", "task")}
        if not any(marks.values()):
            continue
        text = as_written(cell.source)
        cells.append(
            Original(
                name=about["grade_id"],
                cell_type=cell.cell_type,
                text=text,
                checksum=about.get("checksum") or checksum(cell),
                points=float(about.get("points", 0)) if marks["grade"] or marks["task"] else None,
                **marks,
            )
        )
    return Source(tuple(cells), notebook.metadata.get("kernelspec") or dict(KERNELSPEC))
