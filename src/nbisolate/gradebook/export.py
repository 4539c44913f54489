"""The table of all points, for a spreadsheet: whatever a student is called, it stays text."""

import csv
import tempfile
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

from nbisolate.pages.texts import disarmed

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)


class SafeCsvExport(ExportPlugin):
    """nbgrader's own table, with each text in quotes and none that a spreadsheet would run."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table to ``--to``, by default ``grades.csv``."""
        path = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", path)
        rows = [
            self._row(gradebook, assignment, student)
            for assignment in gradebook.assignments
            if not self.assignment or assignment.name in map(str, self.assignment)
            for student in gradebook.students
            if not self.student or student.id in map(str, self.student)
        ]
        # Whole or not at all: an old table isn't lost where this one can't be written.
        with tempfile.NamedTemporaryFile(
            "w", newline="", encoding="utf-8", dir=path.resolve().parent, delete=False
        ) as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            table.writerows(rows)
        made = Path(file.name)
        made.chmod(0o644)
        made.replace(path)

    def _row(self, gradebook: Gradebook, assignment: object, student: object) -> list[object]:
        try:
            found = gradebook.find_submission(assignment.name, student.id)
        except MissingEntry:
            when, score, penalty = "", 0.0, 0.0
        else:
            when, score, penalty = found.timestamp, found.score, found.late_submission_penalty
        names = (student.id, student.last_name, student.first_name, student.email)
        return [
            as_text(assignment.name),
            as_text(assignment.duedate),
            as_text(when),
            *map(as_text, names),
            score,
            penalty,
            max(0.0, score - penalty),
            assignment.max_score,
        ]


def as_text(value: object) -> str:
    """Return a value as text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> as_text("=1+1"), as_text("ada"), as_text(None)
    ("'=1+1", 'ada', '')
    """
    return "" if value is None else disarmed(str(value))
