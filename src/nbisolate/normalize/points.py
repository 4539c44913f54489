"""Points from the outputs of executed test cells: nbgrader's rules, without its surprises.

nbgrader gives full marks to a test that was never run and to a result of NaN, none for a warning,
and stops at a result above the maximum. Here a test counts only if it ran, and whatever is odd is
left to a person, with the reason.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from nbisolate.normalize.beside import exercise_of, written_beside
from nbisolate.normalize.order import placeholder
from nbisolate.normalize.source import Original, Source
from nbisolate.normalize.structure import METADATA_KEY, checksum, grade_id

# How NumPy writes its numbers. Read as text they would be no number, and so full marks.
_NUMPY_NUMBER = re.compile(r"np\.(?:float|int|uint|long|ulong)\w*\('?([^()']*)'?\)")
_FALSE = frozenset(("False", "np.False_"))

BESIDE = (
    "The answer cell is as it was handed out, but there is an answer beside it, in a cell that was "
    "added."
)


@dataclass(frozen=True)
class CellGrade:
    """What a program can say of the points of a cell.

    Attributes
    ----------
    score : float or None
        None if a person must give the points.
    max_score : float
    reason : str
        Why a person must, or why there are no points; empty if the outputs say all.
    """

    score: float | None
    max_score: float
    reason: str = ""


def grade_cells(
    notebook: NotebookNode, source: Source, needs_person: Mapping[str, str] | None = None
) -> dict[str, CellGrade]:
    """Return the points of each graded cell.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Repaired and executed.
    source : Source
        What a cell is, and what it is worth, is taken from here alone.
    needs_person : mapping of str to str, optional
        Grade ids of tests that could not be decided, with the reason.

    Returns
    -------
    dict of str to CellGrade
        Without task cells: those are a person's from the start.
    """
    needs_person = needs_person or {}
    cells = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}
    cause = ungraded_cause(notebook)
    grades = {}
    for original in source.cells:
        if not original.grade:
            continue
        points, name = original.points or 0.0, original.name
        if cause:
            grades[name] = CellGrade(0.0, points, cause)
        elif original.solution:
            untouched = is_untouched(cells.get(name), original)
            beside = untouched and written_beside(notebook, original, source)
            grades[name] = CellGrade(0.0, points) if untouched else CellGrade(None, points)
            if beside:
                grades[name] = CellGrade(None, points, BESIDE)
        elif name in needs_person:
            grades[name] = CellGrade(None, points, str(needs_person[name]))
        elif name not in cells:
            grades[name] = CellGrade(None, points, "The test is missing in what was executed.")
        else:
            grades[name] = _grade_test(cells[name], points)
            if grades[name].score == 0 and _answered_beside(notebook, cells, original, source):
                grades[name] = CellGrade(None, points, BESIDE)
    return grades


def _answered_beside(
    notebook: NotebookNode, cells: Mapping[str, NotebookNode], test: Original, source: Source
) -> bool:
    """Return whether what a test asks for is set beside an answer cell that nobody touched."""
    return any(
        answer.solution
        and answer.cell_type == "code"
        and answer.name in cells
        and is_untouched(cells[answer.name], answer)
        and written_beside(notebook, answer, source)
        for answer in (source.by_name[name] for name in exercise_of(source, test.name))
    )


def is_untouched(cell: NotebookNode | None, original: Original) -> bool:
    """Return whether an answer is missing, empty, or as it was released.

    Parameters
    ----------
    cell : nbformat.NotebookNode or None
    original : Original

    Returns
    -------
    bool
    """
    if cell is None:
        # An answer in code may stand in another cell of the student's; its tests will tell.
        return original.grade
    if not cell.source.strip():
        return original.grade
    if cell.source in (original.text, placeholder(original).source):
        return True
    return original.checksum is not None and checksum(cell) == original.checksum


def ungraded_cause(notebook: NotebookNode) -> str:
    """Return why a submission could not be graded at all; empty if it could."""
    about = notebook.metadata.get(METADATA_KEY, {})
    return str(about.get("ungraded", "")) if isinstance(about, Mapping) else ""


def partial_credit(text: Any, points: float) -> CellGrade:
    """Return the points that a test gives by its result.

    Parameters
    ----------
    text : str or list of str
        The result, as text. What is no number means that the test passed.
    points : float
        The most that the cell is worth.

    Returns
    -------
    CellGrade
        A number that can't be points is left to a person, and so is False.

    Examples
    --------
    >>> partial_credit("1.5", 2)
    CellGrade(score=1.5, max_score=2, reason='')
    >>> partial_credit("np.float64(0.0)", 2)
    CellGrade(score=0.0, max_score=2, reason='')
    >>> partial_credit("nan", 2).score is None
    True
    """
    if isinstance(text, list):
        text = "".join(map(str, text))
    if not isinstance(text, str) or not text.strip():
        return CellGrade(None, points, "The test has a result that is no text.")
    text = text.strip()
    if text in _FALSE:
        return CellGrade(None, points, "The last line of the test is False: it isn't said why.")
    of_numpy = _NUMPY_NUMBER.fullmatch(text)
    try:
        score = float(of_numpy.group(1) if of_numpy else text)
    except ValueError:
        return CellGrade(points, points)
    # A sum of tenths may come out a little above.
    if points < score <= points * (1 + 1e-9):
        score = points
    if not (math.isfinite(score) and 0 <= score <= points):
        return CellGrade(
            None, points, f"The test gave {text[:40]} points of {points:g}: not possible."
        )
    return CellGrade(score, points)


def _grade_test(cell: NotebookNode, points: float) -> CellGrade:
    outputs = cell.get("outputs", [])
    if any(output.output_type == "error" for output in outputs):
        return CellGrade(0.0, points)
    ran = cell.get("execution_count") is not None or not cell.source.strip()
    if cell.cell_type != "code" or not ran:
        return CellGrade(None, points, "The test was not run.")
    results = [output for output in outputs if output.output_type == "execute_result"]
    if not results:
        return CellGrade(points, points)
    if len(results) > 1:
        return CellGrade(None, points, "The test has more than one result.")
    return partial_credit(results[0].get("data", {}).get("text/plain"), points)
