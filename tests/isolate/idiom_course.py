"""A small nbgrader course of idioms: sources, releases, and three students who handed in.

``python tests/isolate/idiom_course.py`` has plain nbgrader, with its defaults, grade all of it and
writes the points into ``idioms_nbgrader_points.json``; it takes about 20 minutes of processor time.
With names, such as ``W1 P5-gaps``, only those are measured.
"""

import ast
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from idioms import IDIOMS
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

POINTS = Path(__file__).with_name("idioms_nbgrader_points.json")
STUDENTS = ("right", "wrong", "empty")

Points = dict[str, dict[str, list[float] | None]]


@dataclass
class Cell:
    """A cell of an idiom; `right` is its text unless a student gives a wrong answer."""

    kind: str
    right: str
    wrong: str | None = None
    name: str = ""


@dataclass
class Idiom:
    """An idiom as `idioms` describes it."""

    cells: list[Cell] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    kernel: tuple[str, str] = ("python3", "python")

    def tests(self) -> list[str]:
        """Return the grade ids of its tests, in their order."""
        return [cell.name for cell in self.cells if cell.kind == "test"]


@dataclass(frozen=True)
class Grade:
    """What a gradebook says of a test cell."""

    points: float | None
    waits: bool
    comment: str


def letter_of(name: str) -> str:
    """Return the letter, and so the assignment, of an idiom: W1 of W1-dir."""
    return name.partition("-")[0]


def names_of(letter: str) -> list[str]:
    """Return the names of the idioms of a letter."""
    return [name for name in IDIOMS if letter_of(name) == letter]


def parse(text: str) -> Idiom:
    """Read an idiom."""
    idiom = Idiom()
    for part in re.split("^%% ", text, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        kind, *words = head.split()
        if kind == "file":
            idiom.files[words[0]] = body
        elif kind == "kernel":
            idiom.kernel = words[0], words[1]
        elif kind == "wrong":
            idiom.cells[-1].wrong = body.strip()
        elif kind in ("answer", "function", "test", "locked", "cell"):
            number = 1 + sum(cell.kind == kind for cell in idiom.cells)
            idiom.cells.append(Cell(kind, body.strip(), name=f"{kind}-{number}"))
        else:
            raise ValueError(f"There is no kind {kind!r} of cells.")
    return idiom


def with_marks(code: str) -> str:
    """Put nbgrader's marks around the bodies of functions, so that their heads stay."""
    lines = code.split("\n")
    functions = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef)]
    nested = {inner for f in functions for inner in ast.walk(f) if inner is not f}
    for function in sorted(functions, key=lambda f: f.lineno, reverse=True):
        if function in nested:
            continue
        first, indent = function.body[0].lineno - 1, " " * function.body[0].col_offset
        lines.insert(function.end_lineno, f"{indent}### END SOLUTION")
        lines.insert(first, f"{indent}### BEGIN SOLUTION")
    return "\n".join(lines)


def source_notebook(idiom: Idiom) -> NotebookNode:
    """Return the instructor's notebook."""
    cells = []
    for cell in idiom.cells:
        text = with_marks(cell.right) if cell.kind == "function" else cell.right
        cells.append(new_code_cell(text, id=cell.name))
        if cell.kind == "cell":
            continue
        test, answer = cell.kind == "test", cell.kind in ("answer", "function")
        about = {"schema_version": 3, "grade_id": cell.name, "task": False}
        about |= {"grade": test, "solution": answer, "locked": not answer}
        cells[-1].metadata["nbgrader"] = about | ({"points": 1} if test else {})
    name, language = idiom.kernel
    kernel = {"name": name, "display_name": name, "language": language}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def handed_in(released: NotebookNode, idiom: Idiom, student: str) -> NotebookNode:
    """Return the released notebook as a student has filled it in."""
    for cell, of in zip(released.cells, idiom.cells, strict=True):
        if of.kind in ("answer", "function") and student != "empty":
            cell.source = of.right if student == "right" or of.wrong is None else of.wrong
    return released


def config_of(folder: Path) -> Config:
    """Return settings of a course that has none but nbgrader's own, save for limits of time."""
    # nbgrader starts `alembic` by name.
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] = programs + os.pathsep + os.environ["PATH"]
    config = Config()
    config.CourseDirectory.root = str(folder)
    config.CourseDirectory.course_id = "idioms"
    config.CourseDirectory.db_url = f"sqlite:///{folder}/gradebook.db"
    # Whether a machine is busy decides nothing.
    config.Execute.timeout = config.Execute.startup_timeout = 600
    config.ClearSolutions.code_stub = {
        "python": "# YOUR CODE HERE\nraise NotImplementedError()",
        "R": "# YOUR CODE HERE\nstop('No answer')",
    }
    return config


def make_course(folder: Path, names: Iterable[str]) -> None:
    """Write the sources of idioms, release them as plain nbgrader does, and hand all in.

    Idioms that are released already stay as they are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settings = "import nbisolate\n\nc = get_config()\nnbisolate.configure(c)\n"
    settings += "c.CourseDirectory.course_id = 'idioms'\n"
    (folder / "nbgrader_config.py").write_text(settings)
    idioms = {name: parse(IDIOMS[name]) for name in names}
    for letter in sorted({letter_of(name) for name in idioms}):
        assignment = {name: one for name, one in idioms.items() if letter_of(name) == letter}
        source = folder / "source" / letter
        for name, idiom in assignment.items():
            _write(source_notebook(idiom), source / f"{name}.ipynb")
            for file, text in idiom.files.items():
                (source / file).parent.mkdir(exist_ok=True)
                (source / file).write_text(text)
        with chdir(folder):
            done = NbGraderAPI(config=config_of(folder)).generate_assignment(letter)
        assert done["success"], done["log"]
        for student in STUDENTS:
            submitted = folder / "submitted" / student / letter
            shutil.copytree(folder / "release" / letter, submitted)
            for name, idiom in assignment.items():
                released = nbformat.read(submitted / f"{name}.ipynb", as_version=4)
                _write(handed_in(released, idiom, student), submitted / f"{name}.ipynb")


def _write(notebook: NotebookNode, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def grades_of(folder: Path, name: str, student: str) -> list[Grade] | None:
    """Return the grades of an idiom's tests; None if the gradebook has no such submission."""
    letter = letter_of(name)
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "idioms") as gradebook:
        try:
            found = gradebook.find_submission_notebook(name, letter, student)
        except MissingEntry:
            return None
        grades = {grade.name: grade for grade in found.grades}
        # nbgrader says why nowhere else than in the comment of a cell, if at all.
        comments = {one.name: one.auto_comment or "" for one in found.comments}
        tests = parse(IDIOMS[name]).tests()
        return [
            Grade(grades[t].auto_score, bool(grades[t].needs_manual_grade), comments.get(t, ""))
            for t in tests
        ]


def points_by_nbgrader(folder: Path, names: Iterable[str]) -> Points:
    """Have plain nbgrader grade idioms of a course, and return the points of their tests."""
    names = list(names)
    for letter in sorted({letter_of(name) for name in names}):
        for student in STUDENTS:
            with chdir(folder):
                NbGraderAPI(config=config_of(folder)).autograde(letter, student)
    found: Points = {}
    for name in names:
        found[name] = {}
        for student in STUDENTS:
            grades = grades_of(folder, name, student)
            found[name][student] = grades and [one.points for one in grades]
    return found


def main(wanted: list[str]) -> None:
    """Measure the points of idioms, and keep them."""
    names = [n for n in IDIOMS if not wanted or n in wanted or letter_of(n) in wanted]
    known = json.loads(POINTS.read_text()) if POINTS.is_file() else {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make_course(folder, names)
        for letter in dict.fromkeys(map(letter_of, names)):
            known |= points_by_nbgrader(folder, [n for n in names if letter_of(n) == letter])
            lines = [f'  "{name}": {json.dumps(known[name])}' for name in IDIOMS if name in known]
            POINTS.write_text("{\n" + ",\n".join(lines) + "\n}\n")
            print(letter, time.process_time(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
