"""Gather what the gradebook and the graded notebooks say about an assignment."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.api import Student as StudentRow
from sqlalchemy import or_

from imagecourse.report.facts import (
    NOT_ATTEMPTED,
    NOT_READ,
    PARTLY,
    RIGHT,
    WAITING,
    WRONG,
    ClassFacts,
    Exercise,
    Outcome,
    Student,
    Submission,
)
from imagecourse.report.graded import Graded, Said, read_graded

# What nbgrader writes beside an answer cell that was handed in as it was released.
_NO_RESPONSE = "No response."

_BY_HAND = "an answer that a person grades"
_AGAIN = "graded by a person before, and graded again since"
_NOT_DECIDED = "the test could not decide"


class ReportError(ValueError):
    """There is nothing to report on; the message says why and what to do."""


def gather(gradebook: Gradebook, assignment: str, autograded: Path | None) -> ClassFacts:
    """Gather the facts of a class about one assignment.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
        Only read.
    assignment : str
        Such as ``"exercises-01-greyscale"``.
    autograded : pathlib.Path or None
        The folder with the graded notebooks, ``<student>/<assignment>/<notebook>.ipynb``; without
        it the facts are those of the gradebook alone: the points, and no findings.

    Returns
    -------
    ClassFacts

    Raises
    ------
    ReportError
        If the gradebook knows no such assignment.
    """
    try:
        found = gradebook.find_assignment(assignment)
    except MissingEntry:
        known = ", ".join(sorted(one.name for one in gradebook.assignments)) or "none"
        raise ReportError(
            f"The gradebook has no assignment {assignment!r}; it has: {known}. "
            f"`imagelessons release` enters one."
        ) from None
    sources = {
        (notebook.name, cell.name): cell.source or ""
        for notebook in found.notebooks
        for cell in notebook.source_cells
    }
    exercises = _exercises(found, sources)
    students = _students(gradebook)
    by_id = {student.id: student for student in students}
    scores = _by_student(
        gradebook,
        found.id,
        *(Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade),
    )
    comments = _by_student(gradebook, found.id, Comment.auto_comment)
    submissions = []
    for row in gradebook.db.query(SubmittedAssignment).filter_by(assignment_id=found.id):
        notebooks = {
            notebook.name: _read(autograded, row.student_id, assignment, notebook.name)
            for notebook in found.notebooks
        }
        submissions.append(
            _submission(
                row,
                by_id.get(row.student_id, Student(row.student_id)),
                exercises,
                notebooks,
                scores.get(row.student_id, {}),
                comments.get(row.student_id, {}),
                looked=autograded is not None,
            )
        )
    order = {student.id: place for place, student in enumerate(students)}
    submissions.sort(key=lambda one: order.get(one.student.id, len(order)))
    return ClassFacts(
        assignment,
        tuple(exercises),
        tuple(students),
        tuple(submissions),
        tuple(sources.values()),
    )


def _students(gradebook: Gradebook) -> list[Student]:
    students = [
        Student(
            row.id,
            row.first_name or "",
            row.last_name or "",
            row.email or "",
            row.lms_user_id or "",
        )
        for row in gradebook.db.query(StudentRow)
    ]
    return sorted(students, key=lambda one: (one.name.casefold(), one.id))


def _exercises(found: object, sources: Mapping[tuple[str, str], str]) -> list[Exercise]:
    exercises = []
    for notebook in found.notebooks:
        order = {name: place for place, (of, name) in enumerate(sources) if of == notebook.name}
        cells = [*notebook.grade_cells, *notebook.task_cells]
        cells.sort(key=lambda cell: order.get(cell.name, len(order)))
        names = list(order)
        answers = {cell.name for cell in notebook.solution_cells}
        for cell in cells:
            above = names[: order.get(cell.name, 0) + 1]
            texts = [sources[notebook.name, name] for name in above]
            title = _title(texts) or cell.name
            by_hand = cell.name in answers or cell.type != "GradeCell"
            exercises.append(
                Exercise(notebook.name, cell.name, title, cell.max_score, by_hand=by_hand)
            )
    return exercises


def _title(texts: list[str]) -> str:
    # The test's own title tells part a from part b; the heading above serves where there is none.
    if not texts:
        return ""
    stated = re.search(r"""\.exercise\((["'].*?["'])\)""", texts[-1])
    if stated:
        try:
            return str(ast.literal_eval(stated.group(1)))
        except (SyntaxError, ValueError):
            pass
    for text in reversed(texts):
        heading = re.search(r"^#{2,3} +(.+)$", text, re.MULTILINE)
        if heading:
            return heading.group(1).strip()
    return ""


def _by_student(gradebook: Gradebook, assignment_id: str, *columns: object) -> dict[str, dict]:
    """Return columns of Grade or Comment, by student, then by notebook and cell."""
    kind = columns[0].class_
    rows = (
        gradebook.db.query(
            SubmittedAssignment.student_id, SubmittedNotebook.notebook_id, BaseCell.name, *columns
        )
        .select_from(kind)
        .join(BaseCell, kind.cell_id == BaseCell.id)
        .join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .filter(SubmittedAssignment.assignment_id == assignment_id)
        .filter(or_(*(column.is_not(None) for column in columns)))
    )
    found: dict[str, dict] = {}
    for student, notebook, cell, *values in rows:
        found.setdefault(student, {})[notebook, cell] = values
    return found


def _read(folder: Path | None, student: str, assignment: str, notebook: str) -> Graded | None:
    if folder is None:
        return None
    path = folder / student / assignment / f"{notebook}.ipynb"
    # A student's id stands in the path: "..", or a link, must not lead elsewhere.
    if not path.resolve().is_relative_to(folder.resolve()):
        return None
    return read_graded(path)


def _submission(
    row: SubmittedAssignment,
    student: Student,
    exercises: list[Exercise],
    notebooks: Mapping[str, Graded | None],
    scores: Mapping,
    comments: Mapping,
    *,
    looked: bool,
) -> Submission:
    ids = {notebook.name: notebook.notebook_id for notebook in row.notebooks}
    penalty = sum(notebook.late_submission_penalty or 0.0 for notebook in row.notebooks)
    late = row.total_seconds_late
    said = dict.fromkeys(text for (text,) in comments.values() if text != _NO_RESPONSE)
    unread = looked and any(one is None for one in notebooks.values())
    has_points = any(auto is not None or manual is not None for auto, manual, *_ in scores.values())
    if not has_points:
        cause = " ".join(said) or (
            "It was handed in, but nbgrader has no points for it: it was not graded yet, or "
            f"grading stopped. `nbgrader autograde {row.name} --student={student.id}` says why."
        )
        return Submission(student, penalty=penalty, seconds_late=late, cause=cause)
    outcomes, answers = {}, {}
    for exercise in exercises:
        graded = notebooks[exercise.notebook]
        place = (ids.get(exercise.notebook), exercise.cell)
        score = scores.get(place, (None, None, None, False))
        untouched = comments.get(place) == [_NO_RESPONSE]
        outcomes[exercise.key] = _outcome(exercise, score, graded, untouched, looked)
        if graded is not None:
            answers[exercise.key] = graded.answers.get(exercise.cell, "")
    there = [graded for graded in notebooks.values() if graded is not None]
    times = [graded.seconds for graded in there if graded.seconds is not None]
    cause = ""
    if unread:
        cause = " ".join(said) or "There is no graded notebook, or none that can be read."
    return Submission(
        student,
        outcomes,
        answers,
        penalty,
        late,
        sum(times) if times else None,
        (*(note for graded in there for note in graded.notes), *(() if unread else said)),
        cause,
    )


def _outcome(
    exercise: Exercise, score: tuple, graded: Graded | None, untouched: bool, looked: bool
) -> Outcome:
    auto, manual, extra, needs_person = score
    base = manual if manual is not None else auto
    points = None if base is None else base + (extra or 0.0)
    said = graded.said.get(exercise.cell, Said()) if graded else Said()
    answer_error = graded.stopped.get(exercise.cell, "") if graded else ""
    if needs_person:
        reason, detail = _why_a_person(exercise, manual, said)
        return Outcome(WAITING, points, said.code, said.suggests, "", answer_error, reason, detail)
    if graded is None and looked:
        state = NOT_READ
    elif said.code == "not-attempted" or (untouched and not points):
        state = NOT_ATTEMPTED
    elif points is not None and points >= exercise.max_points:
        state = RIGHT
    else:
        state = PARTLY if points else WRONG
    return Outcome(state, points, said.code, said.suggests, said.error, answer_error)


def _why_a_person(exercise: Exercise, manual: float | None, said: Said) -> tuple[str, str]:
    if manual is not None:
        return _AGAIN, ""
    if exercise.by_hand:
        return _BY_HAND, ""
    return _NOT_DECIDED, said.message
