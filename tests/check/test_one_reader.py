"""Validate, `make check` and the grader say the same of whatever is handed in."""

import asyncio
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from odd_hand_ins import ASSIGNMENT, FULL, NONE, ODD, PERSON, TESTS, file_in

from imagecourse.demo_class import config_for, make_class
from imagelessons.data import data
from imagelessons.validate.command import validate_notebooks
from imagelessons.validate.judging import BESIDE, DONE, WRITTEN, judge
from imagelessons.validate.server import ValidateHandler
from nbisolate.course.coursedir import Course
from nbisolate.grade import warm_pool
from nbisolate.grade.command import grade_class

# A minute of processor time; `test_validate` and `test_grade_repair` try the parts.
pytestmark = pytest.mark.slow
NAMES = {name: f"student-{number}" for number, name in enumerate(ODD)}


@pytest.fixture(scope="module")
def students(tmp_path_factory):
    """The folders in which students work, each as deep in the course as it is in reality."""
    root = tmp_path_factory.mktemp("students")
    (root / "data").mkdir()
    shutil.copy(data("axon_slice.jpg"), root / "data")
    for name, odd in ODD.items():
        folder = root / NAMES[name] / "work" / ASSIGNMENT
        folder.mkdir(parents=True)
        odd.make(folder)
    return root


@pytest.fixture(scope="module")
def graded(students, tmp_path_factory):
    """What the grader gives: by student and exercise."""
    if sys.platform != "linux":
        pytest.skip("grading needs Linux")
    place = tmp_path_factory.mktemp("graded") / "class"
    assert make_class(place, [ASSIGNMENT]) == ""
    shutil.rmtree(place / "submitted")
    for student in NAMES.values():
        goal = place / "submitted" / student / ASSIGNMENT
        shutil.copytree(students / student / "work" / ASSIGNMENT, goal)
    try:
        assert grade_class(ASSIGNMENT, jobs=2, course=Course(config_for(place))) == 0
    finally:
        warm_pool.close()
    query = """
        select student_id, base_cell.name, auto_score, max_score, needs_manual_grade from grade
        join base_cell on base_cell.id = cell_id
        join grade_cells on grade_cells.id = base_cell.id
        join submitted_notebook on submitted_notebook.id = grade.notebook_id
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
        """
    found: dict[str, dict[str, str]] = {}
    with closing(sqlite3.connect(place / "gradebook.db")) as base:
        for student, cell, points, most, waits in base.execute(query):
            gets = PERSON if waits else FULL if points == most else NONE
            found.setdefault(student, {})[cell.removeprefix("test-")] = gets
    return place, found


def judged(path: Path) -> dict[str, str]:
    """Return what Validate says that each exercise gets."""
    states = {DONE: FULL, WRITTEN: PERSON, BESIDE: PERSON}
    found = [states.get(one.state, NONE) for one in judge(path).exercises]
    return dict(zip(TESTS, found or [NONE] * len(TESTS), strict=True))


@pytest.mark.parametrize("name", ODD)
def test_the_grader(graded, name):
    assert graded[1][NAMES[name]] == ODD[name].expected()


@pytest.mark.parametrize("name", ODD)
def test_validate_and_make_check(students, name, capsys):
    odd, path = ODD[name], file_in(students / NAMES[name] / "work" / ASSIGNMENT)
    before = path.read_bytes()
    assert judged(path) == odd.expected()
    status = validate_notebooks([str(path)])
    said = " ".join(capsys.readouterr().out.split())
    assert status == (1 if odd.says else 0), said
    assert odd.says in said
    assert odd.gets is None or "More tests run when it is graded." in said
    assert path.read_bytes() == before, "the student's file was changed"


@pytest.mark.parametrize("name", ["the written answer untouched", "UTF-16", "cut off"])
def test_the_button(students, name, monkeypatch):
    odd, path = ODD[name], file_in(students / NAMES[name] / "work" / ASSIGNMENT)
    monkeypatch.setattr(ValidateHandler, "settings", {"root_dir": str(students)})
    handler = ValidateHandler.__new__(ValidateHandler)
    answer = asyncio.run(handler.answer(str(path.relative_to(students))))
    assert answer["success"] is True
    shown = " ".join(one["raw_error"] for one in answer["value"].get("failed", []))
    assert odd.says in shown
    assert bool(shown) == bool(odd.says)


def test_what_is_beside_the_answer_cell_is_left_to_a_person_with_a_note(graded):
    place, _ = graded
    for name in ("text below the answer cell", "text in the locked cell", "code below its test"):
        path = place / "autograded" / NAMES[name] / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        text = path.read_text(encoding="utf-8")
        assert "a person will give the points. The answer cell is as it was handed out" in text
        if "text" in name:
            assert "because clipping piles values up there" in text


def test_what_the_encoding_was_costs_no_letter(graded):
    place, _ = graded
    for name in ("UTF-16", "cp1252", "UTF-8 with a mark and CRLF"):
        path = place / "autograded" / NAMES[name] / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        assert "Grün wird heller, weil uint8 bei 255 endet. Ü" in path.read_text(encoding="utf-8")
