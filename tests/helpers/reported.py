"""A hand-built class for the tests of the report: a gradebook and graded notebooks, nothing run."""

import json
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from nbgrader.api import Gradebook
from sqlalchemy import event

NAME = "01-tiny"
DUE = datetime(2026, 3, 1, 12)

SOURCES = {
    "about-dark": "## Exercise 1: a dark mask\n\nMake `dark`, the mask of the dark pixels.",
    "dark": "dark = ...",
    "test-dark": 'with check.exercise("Exercise 1: a dark mask"):\n    check.mask(dark, img < 9)',
    "about-mean": "## Exercise 2: the mean\n\nWrite `mean_inside(image, mask)`.",
    "mean": "def mean_inside(image, mask):\n    ...",
    "test-mean": "check.function(mean_inside, [])",
    "about-written": "## Exercise 3: in words",
    "written": "*YOUR ANSWER HERE*",
}
TESTS = {"test-dark": 2.0, "test-mean": 3.0, "written": 2.0}


def error(name: str, value: str) -> list[dict]:
    """Return the outputs of a cell that stopped at an error."""
    return [{"output_type": "error", "ename": name, "evalue": value, "traceback": []}]


def finding(code: str, suggests: str = "Look again.") -> list[dict]:
    """Return the outputs of a test cell that ended with a finding."""
    plain = {"code": code, "found": "x", "suggests": suggests}
    shown = {
        "output_type": "display_data",
        "data": {"text/plain": f"✘ Exercise — not right yet\nx\n{suggests}"},
        "metadata": {"imagelessons": plain},
    }
    lines = f"✘ Exercise — not right yet\nx\n{suggests}\nCode: {code}"
    return [shown, *error("Finding", lines)]


def notebook(
    answers: dict[str, str], outputs: dict[str, list], metadata: dict | None = None
) -> dict:
    """Return a graded notebook as it stands in its file."""
    cells = []
    for name, source in SOURCES.items():
        about = {
            "grade_id": name,
            "grade": name in TESTS,
            "solution": name in ("dark", "mean", "written"),
            "locked": name.startswith(("about", "test")),
        }
        prose = name.startswith(("about", "written"))
        cell = {
            "cell_type": "markdown" if prose else "code",
            "metadata": {"nbgrader": about},
            "source": answers.get(name, source),
        }
        if not prose:
            cell["outputs"] = outputs.get(name, [])
        cells.append(cell)
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata or {}, "cells": cells}


@cache
def _new_gradebook() -> bytes:
    # nbgrader starts a program, alembic, for each new gradebook: seconds that one copy saves.
    with TemporaryDirectory() as folder:
        path = Path(folder) / "gradebook.db"
        Gradebook(f"sqlite:///{path}", "imagelessons").close()
        return path.read_bytes()


def _without_waiting(connection: object, record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")


class MadeClass:
    """A gradebook and its folder of graded notebooks."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.autograded = folder / "autograded"
        self.autograded.mkdir()
        (folder / "gradebook.db").write_bytes(_new_gradebook())
        self.gradebook = Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "imagelessons")
        # Waiting for the disk after each change would take most of a test's time.
        self.gradebook.close()
        event.listen(self.gradebook.engine, "connect", _without_waiting)
        self.assign(NAME)

    def assign(self, name: str) -> None:
        """Enter an assignment."""
        book = self.gradebook
        book.add_assignment(name, duedate=DUE)
        book.add_notebook(name, name)
        for cell, points in TESTS.items():
            kind = "markdown" if cell == "written" else "code"
            book.add_grade_cell(cell, name, name, max_score=points, cell_type=kind)
        for cell in ("dark", "mean", "written"):
            book.add_solution_cell(cell, name, name)
        for cell, source in SOURCES.items():
            kind = "markdown" if cell.startswith(("about", "written")) else "code"
            book.add_source_cell(cell, name, name, source=source, cell_type=kind)

    def student(self, name: str, **about: str) -> None:
        """Enter a student."""
        self.gradebook.add_student(name, **about)

    def hand_in(
        self,
        name: str,
        scores: dict[str, float | None] | None,
        answers: dict[str, str] | None = None,
        outputs: dict[str, list] | None = None,
        *,
        late: float = 0.0,
        penalty: float | None = None,
        metadata: dict | None = None,
        write: bool = True,
    ) -> None:
        """Enter what a student handed in; without scores it isn't graded."""
        book = self.gradebook
        stamp = DUE + timedelta(hours=late)
        submission = book.add_submission(NAME, name, timestamp=stamp)
        if scores is None:
            return
        submission.notebooks[0].late_submission_penalty = penalty
        for cell, score in scores.items():
            grade = book.find_grade(cell, NAME, NAME, name)
            grade.auto_score, grade.needs_manual_grade = score, score is None
        book.db.commit()
        if write:
            path = self.autograded / name / NAME / f"{NAME}.ipynb"
            path.parent.mkdir(parents=True)
            made = notebook(answers or {}, outputs or {}, metadata)
            path.write_text(json.dumps(made), encoding="utf-8")

    def all_right(self, name: str) -> None:
        """Enter a student whose answers are all right."""
        self.student(name)
        self.hand_in(name, dict(TESTS), {"dark": "dark = img < 9"})
