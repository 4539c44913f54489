"""Keep what was graded: the folder that nbgrader reads, a record beside it, and the gradebook.

They are written in that order. Whenever the program is stopped in between, the next run sees how
far it came: a submission without a record is graded, one whose record and gradebook differ is
entered from the record, and all others are left alone.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.utils import rmtree
from sqlalchemy import select

from nbisolate.course.coursedir import Course
from nbisolate.grade.job import Graded
from nbisolate.gradebook.writer import handed_in_at, write_grades
from nbisolate.normalize.files import copy_files, files_beside
from nbisolate.normalize.points import CellGrade

# For each student, by notebook and cell: (points by program, points by a person, waits for one).
Entered = Mapping[str, Mapping[tuple[str, str], tuple[float | None, float | None, bool]]]


class Keeper:
    """Keeps what was graded of one assignment.

    Parameters
    ----------
    course : Course
    assignment : str
    gradebook : nbgrader.api.Gradebook
        Open; this is the only one that writes to it.
    most_bytes : int
        What the files beside a notebook may have together.
    """

    def __init__(self, course: Course, assignment: str, gradebook: Gradebook, most_bytes: int):
        self.course, self.assignment, self.gradebook = course, assignment, gradebook
        self.most_bytes = most_bytes
        self.own = course.own_folder(assignment)
        self.late: LateSubmissionPlugin | None = course.late_plugin()

    def lay_out(self, student: str) -> tuple[Path, list[str]]:
        """Copy the files that are to lie beside a student's notebook into a folder of their own.

        As nbgrader does it, a file of the instructor's takes the place of one of that name.

        Returns
        -------
        folder : pathlib.Path
            On the same disk as what is graded, so that it can take its place at once.
        notes : list of str
        """
        folder = self._folder(student) / "next"
        _remove(folder)
        folder.mkdir(parents=True)
        submitted = self.course.submitted(student, self.assignment)
        ignore = self.course.directory.ignore
        notes = copy_files(files_beside(submitted, ignore), submitted, folder, self.most_bytes)
        source = self.course.source(self.assignment)
        kept = set(self.course.autograde.exclude_overwriting.get(self.assignment, []))
        own = [p for p in files_beside(source, ignore) if str(p.relative_to(source)) not in kept]
        copy_files(own, source, folder, most_bytes=1 << 40)
        return folder, notes

    def keep(self, graded: Graded, digest: str) -> None:
        """Put a graded submission in its place, and enter it in the gradebook."""
        folder = self._folder(graded.student) / "next"
        record: dict[str, Any] = {"digest": digest, "notebooks": {}}
        for notebook in graded.notebooks:
            content = notebook.text.encode()
            place = folder / f"{notebook.name}.ipynb"
            # A folder of that name may have been handed in.
            _remove(place)
            place.write_bytes(content)
            record["notebooks"][notebook.name] = {
                "sha256": hashlib.sha256(content).hexdigest(),
                "grades": {
                    name: [grade.score, grade.max_score, grade.reason]
                    for name, grade in notebook.grades.items()
                },
                "comments": notebook.comments,
                "notes": list(notebook.notes),
                "causes": notebook.causes,
                "seconds": round(notebook.usage.seconds, 3),
                "memory_mb": round(notebook.usage.memory_mb),
            }
        self._set_permissions(folder)
        goal = self.course.autograded(graded.student, self.assignment)
        _remove(goal)
        goal.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(goal)
        _write(self._record_path(graded.student), record)
        self.enter(graded.student, record)

    def enter(self, student: str, record: Mapping[str, Any]) -> None:
        """Write what a record says into the gradebook."""
        timestamp, _ = handed_in_at(self.course.submitted(student, self.assignment))
        for name, about in record["notebooks"].items():
            grades = {cell: CellGrade(*grade) for cell, grade in about["grades"].items()}
            write_grades(
                self.gradebook,
                student,
                self.assignment,
                name,
                grades,
                about["comments"],
                timestamp=timestamp,
                late=self.late,
            )

    def forget(self, student: str) -> None:
        """Remove what was laid out for a submission that could not be graded."""
        _remove(self._folder(student) / "next")

    def record(self, student: str) -> dict[str, Any] | None:
        """Return the record of a submission if what it tells of is still in its place."""
        try:
            record = json.loads(self._record_path(student).read_bytes())
            folder = self.course.autograded(student, self.assignment)
            for name, about in record["notebooks"].items():
                content = (folder / f"{name}.ipynb").read_bytes()
                if hashlib.sha256(content).hexdigest() != about["sha256"]:
                    return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return record

    def entered(self) -> Entered:
        """Return what the gradebook says of every student, in one query."""
        cells = BaseCell.__table__.c
        rows = self.gradebook.db.execute(
            select(
                SubmittedAssignment.student_id,
                SubmittedNotebook.notebook_id,
                cells.name,
                Grade.auto_score,
                Grade.manual_score,
                Grade.needs_manual_grade,
            )
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .join(cells.name.table, cells.id == Grade.cell_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .where(Assignment.name == self.assignment)
        )
        names = {one.id: one.name for one in self._notebooks()}
        found: dict[str, dict] = {}
        for student, notebook, cell, auto, manual, waits in rows:
            found.setdefault(student, {})[(names[notebook], cell)] = (auto, manual, bool(waits))
        self.gradebook.db.rollback()
        return found

    def is_entered(self, student: str, record: Mapping[str, Any], entered: Entered) -> bool:
        """Return whether the gradebook says what a record says."""
        rows = entered.get(student, {})
        for name, about in record["notebooks"].items():
            for cell, (score, _, _) in about["grades"].items():
                if (name, cell) not in rows:
                    return False
                auto, manual, waits = rows[name, cell]
                if auto != score or (score is None and manual is None and not waits):
                    return False
        return True

    def _notebooks(self) -> list:
        return self.gradebook.find_assignment(self.assignment).notebooks

    def _folder(self, student: str) -> Path:
        return self.own / student

    def _record_path(self, student: str) -> Path:
        return self._folder(student) / "record.json"

    def _set_permissions(self, folder: Path) -> None:
        mode = int(str(self.course.autograde.permissions), 8)
        for place, _, names in os.walk(folder):
            for name in names:
                os.chmod(Path(place, name), mode)
            if self.course.directory.groupshared:
                os.chmod(place, (os.stat(place).st_mode | 0o2770) & 0o2777)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Hold the door to a folder; yield whether no other program holds it."""
    # Windows, where nothing is graded, doesn't have it.
    import fcntl

    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / ".lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        rmtree(str(folder))


def _write(path: Path, record: Mapping[str, Any]) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(record), encoding="utf-8")
    beside.replace(path)
