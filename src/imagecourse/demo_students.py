"""Six made-up students and what they hand in: right, wrong, untouched and broken."""

import copy
from collections.abc import Callable
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked, is_solution

from imagecourse.author.release import released
from imagecourse.author.source import reference_answers, with_answers


@dataclass(frozen=True)
class Pupil:
    """A made-up student.

    Attributes
    ----------
    name : str
        As nbgrader knows the student.
    about : str
        What this student hands in, in words.
    hand_in : callable
        Takes an assignment's name, returns the text of the file that is handed in.
    """

    name: str
    about: str
    hand_in: Callable[[str], str]


def pupils() -> list[Pupil]:
    """Return the six students of the made-up class."""
    return [
        Pupil("ada", "all right", _all_right),
        Pupil("bela", "half of it, the rest untouched", _half),
        Pupil("chidi", "untouched", _untouched),
        Pupil("dana", "right, with a copied and a deleted cell and warnings", _clumsy),
        Pupil("emre", "right but for a slip that Python can't read", _syntax_error),
        Pupil("fay", "a file that was cut off while it was copied", _cut_off),
    ]


def _text(notebook: NotebookNode) -> str:
    return nbformat.writes(notebook)


def _solved(assignment: str) -> NotebookNode:
    return with_answers(released(assignment), reference_answers(assignment))


def _all_right(assignment: str) -> str:
    return _text(_solved(assignment))


def _untouched(assignment: str) -> str:
    return _text(released(assignment))


def _half(assignment: str) -> str:
    answers = reference_answers(assignment)
    some = dict(list(answers.items())[::2])
    return _text(with_answers(released(assignment), some))


def _clumsy(assignment: str) -> str:
    notebook = _solved(assignment)
    answers = [cell for cell in notebook.cells if is_solution(cell) and cell.cell_type == "code"]
    tests = [cell for cell in notebook.cells if is_grade(cell) and is_locked(cell)]
    twin = copy.deepcopy(answers[1])
    twin.id = f"{twin.id}-copy"
    answers[0].source += "\nimport warnings\n\nwarnings.warn('a harmless warning', stacklevel=1)"
    cells = []
    for cell in notebook.cells:
        if cell is not tests[-1]:
            cells.append(cell)
        if cell is answers[1]:
            cells.append(twin)
    notebook.cells = cells
    return _text(notebook)


def _syntax_error(assignment: str) -> str:
    notebook = _solved(assignment)
    answers = [cell for cell in notebook.cells if is_solution(cell) and cell.cell_type == "code"]
    answers[0].source += "\nprint((1, 2)"
    return _text(notebook)


def _cut_off(assignment: str) -> str:
    text = _text(_solved(assignment))
    return text[: len(text) * 2 // 3]
