"""Write grades into nbgrader's gradebook: the same rows as its autograde.

nbgrader opens the database nine times for a submission; here one open gradebook serves a class.
"""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from nbgrader.api import BaseCell, Comment, Grade, Gradebook, SubmittedNotebook
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.utils import parse_utc
from sqlalchemy import select

from nbisolate.normalize.points import CellGrade
from nbisolate.normalize.reading import ReadLimits, read_file
from nbisolate.normalize.structure import UnreadableNotebookError

LOG = logging.getLogger(__name__)
# The table alone: `Grade.cell` would ask for each cell on its own, with a join of four tables.
CELLS = BaseCell.__table__.c


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
    """Write what a program says of a notebook; all points of it at once.

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
    when = {} if timestamp is None else {"timestamp": timestamp}
    try:
        gradebook.find_notebook(notebook, assignment)
        gradebook.update_or_create_student(student)
        submission = gradebook.update_or_create_submission(assignment, student, **when)
        place = gradebook.find_submission_notebook(notebook, assignment, student)
        _set(gradebook, place, grades, comments)
        place.late_submission_penalty = None
        if submission.total_seconds_late > 0:
            session.flush()
            session.refresh(place, ["score"])
            seconds = submission.total_seconds_late
            plugin = late or LateSubmissionPlugin()
            penalty = plugin.late_submission_penalty(student, place.score, seconds)
            if penalty is not None:
                place.late_submission_penalty = min(max(penalty, 0), place.score)
                LOG.info("%s is %.0f seconds late: %s points off.", student, seconds, penalty)
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
    """Write grades and comments of a submission that is entered already.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    student, assignment, notebook : str
    grades, comments : mapping
        As for `write_grades`.
    """
    place = gradebook.find_submission_notebook(notebook, assignment, student)
    _set(gradebook, place, grades, comments)
    gradebook.db.commit()


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


def _set(
    gradebook: Gradebook,
    place: SubmittedNotebook,
    grades: Mapping[str, CellGrade],
    comments: Mapping[str, str | None],
) -> None:
    for grade, name in _with_names(gradebook, Grade, place):
        if name in grades:
            grade.auto_score = grades[name].score
            waits = grade.manual_score is not None or grade.auto_score is None
            grade.needs_manual_grade = waits
    for comment, name in _with_names(gradebook, Comment, place):
        if name in comments:
            comment.auto_comment = comments[name]


def _with_names(gradebook: Gradebook, kind: type, place: SubmittedNotebook) -> Iterable[tuple]:
    """Return the grades or the comments of a notebook, each with the grade id of its cell."""
    rows = select(kind, CELLS.name).join(CELLS.id.table, CELLS.id == kind.cell_id)
    return gradebook.db.execute(rows.where(kind.notebook_id == place.id)).all()
