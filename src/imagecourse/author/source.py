"""Read the source notebook of an assignment: its answers, and its released form with answers in."""

import copy
import re
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import is_solution

from imagecourse.author.include import AuthorFileError, include
from imagelessons.data import course_root
from nbisolate.normalize.structure import grade_id


def source_path(assignment: str) -> Path:
    """Return the path of an assignment's source notebook."""
    return course_root() / "solutions" / assignment / f"{assignment}.ipynb"


def released_path(assignment: str) -> Path:
    """Return the path of the notebook that students get."""
    return course_root() / "notebooks" / "exercises" / assignment / f"{assignment}.ipynb"


def read(path: Path) -> NotebookNode:
    """Read a notebook in version 4 of the format, with the tests that are files beside it.

    Raises
    ------
    AuthorFileError
        If it can't be read, or a file of tests can't be used.
    """
    notebook = read_as_stored(path)
    include(notebook, path.parent)
    return notebook


def read_as_stored(path: Path) -> NotebookNode:
    """Read a notebook in version 4 of the format; test cells still name the files of tests.

    Raises
    ------
    AuthorFileError
        If it can't be read.
    """
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except (ValueError, nbformat.ValidationError) as error:
        said = (str(error).splitlines() or [type(error).__name__])[0]
        raise AuthorFileError(
            f"{path.name} can't be read as a notebook ({said[:200]}). Open it in JupyterLab and "
            "save it again, or get an older version from git."
        ) from None
    return notebook


def reference_answers(assignment: str) -> dict[str, str]:
    """Return the reference solution of each answer cell, code and text, by its grade id.

    Parameters
    ----------
    assignment : str
        Such as ``"exercises-01-greyscale"``.

    Returns
    -------
    dict of str to str
        The cells' text as a student would have written it: without nbgrader's marks.
    """
    return {
        grade_id(cell): without_marks(cell.source)
        for cell in read(source_path(assignment)).cells
        if is_solution(cell)
    }


def without_marks(source: str) -> str:
    r"""Return a cell's text without the lines that mark solutions and hidden tests.

    Examples
    --------
    >>> without_marks("### BEGIN SOLUTION\nmask = img < 125\n### END SOLUTION")
    'mask = img < 125'
    """
    mark = re.compile(r"\s*### (BEGIN|END) (SOLUTION|HIDDEN TESTS)\s*")
    return "\n".join(line for line in source.split("\n") if not mark.fullmatch(line)).rstrip()


def with_answers(released: NotebookNode, answers: Mapping[str, str]) -> NotebookNode:
    """Return a copy of a released notebook with answers in its answer cells.

    Parameters
    ----------
    released : nbformat.NotebookNode
        What a student gets.
    answers : mapping of str to str
        The text of answer cells, by grade id. Cells that are not named stay untouched.

    Returns
    -------
    nbformat.NotebookNode

    Raises
    ------
    KeyError
        If there is no answer cell of such a name.
    """
    notebook = copy.deepcopy(released)
    cells = {grade_id(cell): cell for cell in notebook.cells if is_solution(cell)}
    for name, source in answers.items():
        if name not in cells:
            raise KeyError(f"There is no answer cell {name!r}; there are: {', '.join(cells)}.")
        cells[name].source = source
    return notebook
