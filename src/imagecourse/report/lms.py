"""Points for a learning platform: CSV files for Canvas, for Moodle, and a plain one.

The first two are also export plugins of nbgrader, with all assignments of the gradebook::

    nbgrader export --exporter=imagecourse.report.lms.CanvasExportPlugin --to canvas.csv
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin

from imagecourse.report.facts import ClassFacts, Student, Submission, state_of
from imagecourse.report.gather import gather
from imagecourse.report.points import number
from nbisolate.pages.texts import disarmed

LMS = ("plain", "canvas", "moodle")


def csv_text(facts: Sequence[ClassFacts], lms: str = "plain") -> str:
    """Return the points of a class as CSV.

    Parameters
    ----------
    facts : sequence of ClassFacts
        One for each assignment, all of the same gradebook.
    lms : {"plain", "canvas", "moodle"}, optional
        For which platform. The plain one has a row for each student and assignment, with the
        points of each exercise; the others a row for each student with a column for each
        assignment.

    Returns
    -------
    str
        Points are those so far, less the penalty for being late. Who handed nothing in, or has no
        points yet, has an empty cell, so that the platform's own rule for such students holds.
    """
    rows = {"plain": _plain, "canvas": _canvas, "moodle": _moodle}[lms](facts)
    buffer = io.StringIO()
    csv.writer(buffer).writerows(
        [
            [disarmed(cell) if isinstance(cell, str) else _figure(cell) for cell in row]
            for row in rows
        ]
    )
    return buffer.getvalue()


def changed_ids(facts: ClassFacts) -> list[str]:
    """Return the ids and addresses that had to be disarmed, which a platform won't find."""
    return [
        text
        for one in facts.students
        for text in (one.id, one.lms_id, one.email)
        if disarmed(text) != text
    ]


def _figure(value: float | None) -> str:
    return "" if value is None else number(value, digits=4)


def _points(facts: ClassFacts) -> dict[str, float]:
    return {one.student.id: one.points for one in facts.graded}


def _canvas(facts: Sequence[ClassFacts]) -> list[list]:
    points = [_points(one) for one in facts]
    heads = ["Student", "ID", "SIS Login ID", "Section", *(one.assignment for one in facts)]
    possible = ["    Points Possible", "", "", "", *(one.max_points for one in facts)]
    students = _students(facts)
    return [
        heads,
        possible,
        *(
            [one.name, one.lms_id, one.id, "", *(column.get(one.id) for column in points)]
            for one in students
        ),
    ]


def _moodle(facts: Sequence[ClassFacts]) -> list[list]:
    points = [_points(one) for one in facts]
    heads = ["Username", "ID number", "Email address", "First name", "Last name"]
    return [
        [*heads, *(one.assignment for one in facts)],
        *(
            [
                *(one.id, one.lms_id, one.email, one.first_name, one.last_name),
                *(column.get(one.id) for column in points),
            ]
            for one in _students(facts)
        ),
    ]


def _plain(facts: Sequence[ClassFacts]) -> list[list]:
    titles = list(dict.fromkeys(one.title for each in facts for one in each.exercises))
    heads = ["Student", "Last name", "First name", "E-mail", "Assignment", "State"]
    rows = [[*heads, *titles, "Penalty", "Points", "Points possible"]]
    for each in facts:
        there = {one.student.id: one for one in each.submissions}
        for student in each.students:
            submission = there.get(student.id)
            rows.append(
                [
                    *(student.id, student.last_name, student.first_name, student.email),
                    *(each.assignment, state_of(submission)),
                    *_of_exercises(each, submission, titles),
                    submission.penalty if submission else None,
                    submission.points if submission and submission.is_graded else None,
                    each.max_points,
                ]
            )
    return rows


def _of_exercises(
    facts: ClassFacts, submission: Submission | None, titles: list[str]
) -> list[float | None]:
    points: dict[str, float | None] = {}
    for exercise in facts.exercises:
        outcome = submission.outcomes.get(exercise.key) if submission else None
        if outcome is not None and outcome.points is not None:
            points[exercise.title] = (points.get(exercise.title) or 0.0) + outcome.points
    return [points.get(title) for title in titles]


def _students(facts: Sequence[ClassFacts]) -> tuple[Student, ...]:
    return facts[0].students if facts else ()


class _LmsExportPlugin(ExportPlugin):
    """What the plugins share: they write all assignments, or those of ``--assignment``."""

    lms = "plain"

    def export(self, gradebook: Gradebook) -> None:
        """Write the CSV file that ``--to`` names."""
        names = [str(name) for name in self.assignment] or [
            one.name for one in gradebook.assignments
        ]
        facts = [gather(gradebook, name, None) for name in names]
        target = Path(self.to or f"{self.lms}.csv")
        target.write_text(csv_text(facts, self.lms), encoding="utf-8", newline="")
        self.log.info("Exporting the points of %s to %s", ", ".join(names) or "nothing", target)


class PlainExportPlugin(_LmsExportPlugin):
    """A row for each student and assignment, with the points of each exercise."""

    lms = "plain"


class CanvasExportPlugin(_LmsExportPlugin):
    """Canvas: Student, ID, SIS Login ID, Section, and a column for each assignment."""

    lms = "canvas"


class MoodleExportPlugin(_LmsExportPlugin):
    """Moodle: username, ID number, e-mail address, names, and a column for each assignment."""

    lms = "moodle"
