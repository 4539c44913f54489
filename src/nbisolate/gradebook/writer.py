"""Write grades into nbgrader's gradebook: the same rows as its autograde, in a few queries.

nbgrader opens the database nine times for a submission and asks for each cell on its own. Here one
open gradebook serves a whole class, and each submission is one transaction.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.utils import parse_utc
from sqlalchemy import func, insert, select, update

from nbisolate.normalize.points import CellGrade
from nbisolate.normalize.reading import ReadLimits, read_file
from nbisolate.normalize.structure import UnreadableNotebookError

LOG = logging.getLogger(__name__)
# The table alone: asked for as objects, cells of three kinds take a join of four tables.
CELLS = BaseCell.__table__


def write_grades(
    gradebook: Gradebook,
    student: str,
    assignment: str,
    notebook: str,
    grades: Mapping[str, CellGrade],
    comments: Mapping[str, str | None],
    *,
    timestamp: datetime | str | None = None,
    late: LateSubmissionPlugin | None = None,
) -> None:
    """Write what a program says of a notebook, in one transaction.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
        Open, and the only one that writes; it stays open.
    student, assignment, notebook : str
        Names. A student whom the gradebook doesn't know is entered.
    grades : mapping of str to CellGrade
        By grade id. A person's points stay, and the cell is marked to be looked at again.
    comments : mapping of str to (str or None)
        By grade id. A person's comments stay.
    timestamp : datetime.datetime or str, optional
        When it was handed in; without one an earlier entry stays.
    late : nbgrader.plugins.LateSubmissionPlugin, optional
        What a late submission costs; by default nbgrader's own, which takes nothing off.

    Raises
    ------
    nbgrader.api.MissingEntry
        If the gradebook doesn't know the assignment or the notebook.
    """
    session = gradebook.db
    try:
        when = parse_utc(timestamp)
        handed_in = _submission(session, student, assignment, when)
        place = _submitted_notebook(gradebook, handed_in, notebook, assignment)
        _write_scores(session, place, grades)
        _write_comments(session, place, comments)
        _write_penalty(session, student, handed_in, place, late)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        # What a long session remembers of each student would make the next one slower.
        session.expunge_all()


def update_grades(
    gradebook: Gradebook,
    student: str,
    assignment: str,
    notebook: str,
    grades: Mapping[str, CellGrade],
    comments: Mapping[str, str | None],
) -> None:
    """Write grades and comments of a submission that is entered already, in one transaction.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    student, assignment, notebook : str
    grades, comments : mapping
        As for `write_grades`.
    """
    session = gradebook.db
    place = gradebook.find_submission_notebook(notebook, assignment, student).id
    _write_scores(session, place, grades)
    _write_comments(session, place, comments)
    session.commit()


def handed_in_at(folder: str | Path) -> tuple[datetime | None, list[str]]:
    """Return when a submission was handed in, from its ``timestamp.txt``.

    Parameters
    ----------
    folder : str or pathlib.Path

    Returns
    -------
    timestamp : datetime.datetime or None
        In UTC; None if there is none that can be read.
    notes : list of str
        A sentence if the file is there but says nothing that is a time.
    """
    path = Path(folder) / "timestamp.txt"
    if not path.exists() and not path.is_symlink():
        return None, []
    try:
        text = read_file(path, ReadLimits(file_mb=0.001)).decode("utf-8").strip()
        return (parse_utc(text) if text else None), []
    except (UnreadableNotebookError, ValueError, OverflowError, TypeError):
        return None, ["The file timestamp.txt holds no time; the submission counts as not late."]


def _submission(session, student: str, assignment: str, when: datetime | None) -> str:
    """Return the id of the submission; enter it, with all its grades, if it isn't there."""
    number = session.scalar(select(Assignment.id).where(Assignment.name == assignment))
    if number is None:
        raise MissingEntry(f"No such assignment: {assignment}")
    if session.scalar(select(Student.id).where(Student.id == student)) is None:
        session.execute(insert(Student), [{"id": student}])
    found = session.scalar(
        select(SubmittedAssignment.id).where(
            SubmittedAssignment.assignment_id == number,
            SubmittedAssignment.student_id == student,
        )
    )
    if found is None:
        return _enter(session, number, student, when)
    if when is not None:
        session.execute(
            update(SubmittedAssignment)
            .where(SubmittedAssignment.id == found)
            .values(timestamp=when)
            .execution_options(synchronize_session=False)
        )
    return found


def _enter(session, assignment: str, student: str, when: datetime | None) -> str:
    """Enter a submission with a row for each notebook, grade and comment, all empty."""
    made = new_uuid()
    row = {"id": made, "assignment_id": assignment, "student_id": student, "timestamp": when}
    session.execute(insert(SubmittedAssignment), [row])
    notebooks = session.scalars(select(Notebook.id).where(Notebook.assignment_id == assignment))
    submitted = {number: new_uuid() for number in notebooks.all()}
    session.execute(
        insert(SubmittedNotebook),
        [
            {"id": place, "assignment_id": made, "notebook_id": number}
            for number, place in submitted.items()
        ],
    )
    cells = session.execute(
        select(CELLS.c.id, CELLS.c.type, CELLS.c.notebook_id).where(
            CELLS.c.notebook_id.in_(list(submitted))
        )
    ).all()
    for kind, without in ((Grade, "SolutionCell"), (Comment, "GradeCell")):
        rows = [
            {"cell_id": cell, "notebook_id": submitted[number]}
            for cell, cell_type, number in cells
            if cell_type != without
        ]
        if rows:
            session.execute(insert(kind), rows)
    return made


def _submitted_notebook(
    gradebook: Gradebook, handed_in: str, notebook: str, assignment: str
) -> str:
    found = gradebook.db.scalar(
        select(SubmittedNotebook.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .where(SubmittedNotebook.assignment_id == handed_in, Notebook.name == notebook)
    )
    if found is None:
        raise MissingEntry(f"No such notebook: {assignment}/{notebook}")
    return found


def _write_scores(session, place: str, grades: Mapping[str, CellGrade]) -> None:
    rows = session.execute(
        select(CELLS.c.name, Grade.id, Grade.manual_score)
        .join(Grade, Grade.cell_id == CELLS.c.id)
        .where(Grade.notebook_id == place)
    ).all()
    changes = []
    for name, number, manual_score in rows:
        if name not in grades:
            continue
        score = grades[name].score
        waits = manual_score is not None or score is None
        changes.append({"id": number, "auto_score": score, "needs_manual_grade": waits})
    if changes:
        session.execute(update(Grade), changes)


def _write_comments(session, place: str, comments: Mapping[str, str | None]) -> None:
    rows = session.execute(
        select(CELLS.c.name, Comment.id)
        .join(Comment, Comment.cell_id == CELLS.c.id)
        .where(Comment.notebook_id == place)
    ).all()
    changes = [
        {"id": number, "auto_comment": comments[name]} for name, number in rows if name in comments
    ]
    if changes:
        session.execute(update(Comment), changes)


def _write_penalty(
    session, student: str, handed_in: str, place: str, late: LateSubmissionPlugin | None
) -> None:
    timestamp, extension, duedate = session.execute(
        select(SubmittedAssignment.timestamp, SubmittedAssignment.extension, Assignment.duedate)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(SubmittedAssignment.id == handed_in)
    ).one()
    penalty = None
    if duedate is not None and timestamp is not None:
        seconds = (timestamp - duedate).total_seconds()
        seconds -= extension.total_seconds() if extension is not None else 0
        if seconds > 0:
            score = session.scalar(
                select(func.coalesce(func.sum(Grade.score), 0.0)).where(Grade.notebook_id == place)
            )
            penalty = (late or LateSubmissionPlugin()).late_submission_penalty(
                student, score, seconds
            )
            if penalty is not None:
                penalty = min(max(penalty, 0), score)
                LOG.info("%s is %.0f seconds late: %g points off.", student, seconds, penalty)
    session.execute(
        update(SubmittedNotebook)
        .where(SubmittedNotebook.id == place)
        .values(late_submission_penalty=penalty)
        .execution_options(synchronize_session=False)
    )
