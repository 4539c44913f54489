"""A course of one small assignment in a folder of its own, with secrets that no one may read."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import nbformat
from nbformat import NotebookNode
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from imagecourse.config import course_config

ASSIGNMENT = "tiny"
# Stands in files that a student's code must not read.
SECRET = "SECRET-7301"
VALUE, FUNCTION, ARRAY, PARTS, WRITTEN = "value", "function", "array", "parts", "written"
POINTS = {"test-value": 2.0, "test-function": 3.0, "test-array": 2.0, "test-parts": 2.0}
FULL = sum(POINTS.values())
# The grade ids of all test cells.
TESTS = tuple(POINTS)

RIGHT = {
    VALUE: "answer = 6 * 7.0",
    FUNCTION: "def double(values):\n    return np.asarray(values) * 2",
    ARRAY: "ramp = np.arange(0, 256, 51)",
    PARTS: "parts = [1, 2, 3, 4]",
}
WRONG = {
    VALUE: "answer = 41.0",
    FUNCTION: "def double(values):\n    return np.asarray(values) * 3",
    ARRAY: "ramp = np.zeros(6)",
    PARTS: "parts = [0]",
}
_TESTS = {
    "test-value": """
        assert answer is not ..., "answer isn't given yet"
        ### BEGIN HIDDEN TESTS
        assert abs(answer - 42) < 1e-9, f"answer is {answer}"
        assert np.allclose(answer, 42) and answer == 42
        ### END HIDDEN TESTS
        """,
    "test-function": """
        np.testing.assert_allclose(double(np.array([1.0, 2.0])), [2, 4])
        ### BEGIN HIDDEN TESTS
        given = np.arange(40.0).reshape(5, 8)
        for result, right in zip(map(double, [given, given + 1]), [2 * given, 2 * given + 2]):
            np.testing.assert_allclose(result, right)
        ### END HIDDEN TESTS
        """,
    # With a name that a cell of the student's imports, and a number that a locked cell sets.
    "test-array": """
        assert len(ramp) == 6
        ### BEGIN HIDDEN TESTS
        assert_allclose(ramp, [0, 51, 102, 153, 204, largest])
        ### END HIDDEN TESTS
        """,
    "test-parts": """
        points = 0.0
        for part in (1, 2, 3, 4):
            points += 0.5 * (parts.count(part) == 1)
        points
        """,
}
_STUBS = {
    VALUE: "answer = ...",
    FUNCTION: "def double(values):\n    return ...",
    ARRAY: "ramp = ...",
    PARTS: "parts = ...",
}


# What nbgrader alone makes of it, where nobody has looked.
NOT_TRIED = "not tried"


@dataclass(frozen=True)
class Fault:
    """One submission that a grader must withstand.

    Attributes
    ----------
    name : str
        Of the student who hands it in.
    does : str
        What is done, for the table in docs/grading-faults.md.
    alone : str
        What nbgrader alone makes of it, for the same table.
    make : callable
        Takes the empty folder of the submission and the `Course`; writes what is handed in.
    points : float
        What it must get.
    cause : str
        Part of what is said of it: in the command's table, in the notes at the top of the graded
        notebook, or in an output.
    waits : tuple of str
        Grade ids of cells that must wait for a person.
    slow : bool
        Whether it goes into the class with short limits.
    """

    name: str
    does: str
    alone: str
    make: Callable[[Path, "Course"], object]
    points: float = 0.0
    cause: str = "AssertionError"
    waits: tuple[str, ...] = ()
    slow: bool = False


# Seconds that a cell may take in the class with short limits: short for what never ends, and long
# for an honest answer on a machine with much else to do.
SHORT = 12


@dataclass(frozen=True)
class Course:
    """Where the course lies."""

    place: Path

    @property
    def released(self) -> NotebookNode:
        """The notebook as students get it."""
        return nbformat.read(self.place / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", 4)

    @property
    def gradebook(self) -> Path:
        """The gradebook's file."""
        return self.place / "gradebook.db"

    @property
    def secrets(self) -> dict[str, Path]:
        """Files that a student's code must not read, by what they are."""
        return {
            "gradebook": self.gradebook,
            "solutions": self.place / "solutions" / "secret.txt",
            "source": self.place / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb",
            "other": self.submitted("ada") / "secret.txt",
        }

    @property
    def outside(self) -> Path:
        """A folder that nothing may be written to."""
        return self.place / "outside"

    def submitted(self, student: str) -> Path:
        return self.place / "submitted" / student / ASSIGNMENT

    def autograded(self, student: str) -> Path:
        return self.place / "autograded" / student / ASSIGNMENT

    def config(self, **limits: float) -> Config:
        """Return the settings of our course, for the folders of this one."""
        config = course_config()
        directory = config.CourseDirectory
        directory.root = str(self.place)
        for step in ("source", "release", "submitted", "autograded", "feedback"):
            name = {"source": "solutions"}.get(step, step)
            directory[f"{step}_directory"] = name
        directory.db_url = f"sqlite:///{self.gradebook}"
        for name, value in limits.items():
            setattr(config.RunApart, name, value)
        return config

    def notebook(
        self, answers: Mapping[str, str] = RIGHT, *, first: str = "", last: str = ""
    ) -> NotebookNode:
        """Return a student's notebook.

        Parameters
        ----------
        answers : mapping of str to str
            By grade id.
        first, last : str
            Cells of the student's own before and after all others.
        """
        made = self.released
        for cell in made.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in answers:
                cell.source = dedent(answers[name]).strip()
        for place, code in ((len(made.cells), last), (0, first)):
            if code:
                made.cells.insert(place, nbformat.v4.new_code_cell(dedent(code).strip()))
        return made


def write(folder: Path, notebook: NotebookNode, name: str = f"{ASSIGNMENT}.ipynb") -> Path:
    """Write a notebook as it is, valid or not."""
    path = folder / name
    path.write_text(nbformat.v4.writes(notebook), encoding="utf-8")
    return path


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    """Return the cell of a grade id."""
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def hands_in(
    answers: Mapping[str, str] = RIGHT,
    *,
    first: str = "",
    last: str = "",
    changed: Callable[[NotebookNode], object] | None = None,
    files: Mapping[str, str] | None = None,
) -> Callable[[Path, Course], None]:
    """Return what hands in a notebook; ``{gradebook}`` and the like in code become paths."""

    def make(folder: Path, course: Course) -> None:
        notebook = course.notebook(
            answers, first=_with_paths(first, course), last=_with_paths(last, course)
        )
        for one in notebook.cells:
            one.source = _with_paths(one.source, course)
        if changed is not None:
            changed(notebook)
        for name, text in (files or {}).items():
            (folder / name).write_text(dedent(text))
        write(folder, notebook)

    return make


def tries(first: str) -> Callable[[Path, Course], None]:
    """Return what hands in wrong answers, after a cell that tries to make them count."""
    return hands_in(WRONG, first=first)


def _with_paths(code: str, course: Course) -> str:
    paths = {**course.secrets, "outside": course.outside, "place": course.place}
    for name, path in paths.items():
        code = code.replace("{" + name + "}", str(path))
    return code


def make_course(place: Path) -> Course:
    """Make the course: its source with solutions, the released notebook and a gradebook."""
    course = Course(place)
    for name in ("submitted", f"solutions/{ASSIGNMENT}", "outside"):
        (place / name).mkdir(parents=True)
    (place / "solutions" / "secret.txt").write_text(SECRET)
    (place / "solutions" / ASSIGNMENT / "shapes").mkdir()
    (place / "solutions" / ASSIGNMENT / "shapes" / "square.txt").write_text("4 corners")
    nbformat.write(_source(), place / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    made = NbGraderAPI(config=course.config()).generate_assignment(ASSIGNMENT)
    assert made["success"], made
    return course


def hand_in(course: Course, student: str, make: Callable[[Path, Course], object]) -> None:
    """Hand in what a function writes."""
    folder = course.submitted(student)
    folder.mkdir(parents=True)
    before = os.getcwd()
    make(folder, course)
    assert os.getcwd() == before


def honest(course: Course, students: Sequence[str]) -> None:
    """Hand in right answers; the first has a secret beside the notebook."""
    for student in students:
        hand_in(course, student, hands_in())
    (course.submitted("ada") / "secret.txt").write_text(SECRET)


def copied(course: Course, place: Path) -> Course:
    """Return a copy of a course, gradebook and all."""
    shutil.copytree(course.place, place, symlinks=True)
    return Course(place)


def _source() -> NotebookNode:
    cells = [
        _cell("import numpy as np\n\nlargest = 255", "tools", locked=True),
        nbformat.v4.new_code_cell("from numpy.testing import assert_allclose"),
    ]
    for name, stub in _STUBS.items():
        head, _, last = stub.rpartition("\n")
        indent = "    " if head else ""
        right = RIGHT[name].split("\n")[-1].strip()
        body = f"{head}\n{indent}" if head else ""
        solution = (
            f"{body}### BEGIN SOLUTION\n{indent}{right}  # {SECRET}\n{indent}### END SOLUTION"
            if head
            else f"{stub}\n### BEGIN SOLUTION\n{right}  # {SECRET}\n### END SOLUTION"
        )
        cells.append(_cell(solution, name, solution=True))
        test = f"test-{name}"
        cells.append(_cell(dedent(_TESTS[test]).strip(), test, points=POINTS[test], locked=True))
    written = _cell("*Why?*", WRITTEN, points=1.0, solution=True)
    written = nbformat.v4.new_markdown_cell("*Why?*", metadata=written.metadata)
    written.metadata.nbgrader.cell_type = "markdown"
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(
        cells=[*cells, written],
        metadata={"kernelspec": kernel, "language_info": {"name": "python"}},
    )


def _cell(
    source: str, name: str, *, points: float | None = None, locked=False, solution=False
) -> NotebookNode:
    about = {
        "grade": points is not None,
        "grade_id": name,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
        "cell_type": "code",
    }
    if points is not None:
        about["points"] = points
    return nbformat.v4.new_code_cell(source, metadata={"nbgrader": about})
