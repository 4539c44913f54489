"""A course that isn't ours: nbgrader's own example, with three lines in its nbgrader_config.py."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="grading needs Linux or macOS"),
]

THREE_LINES = """
import nbisolate
c = get_config()
nbisolate.configure(c)
"""


def run(folder: Path, *words: str) -> str:
    """Run a command in the folder of a course, and return what it says."""
    programs = str(Path(sys.executable).parent)
    path = os.pathsep.join([programs, os.environ.get("PATH", "")])
    done = subprocess.run(
        words,
        cwd=folder,
        env=os.environ | {"PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def points(course: Path) -> dict[tuple[str, str], tuple[float | None, bool]]:
    """Return the points of each cell of each student, and whether a person has to look at it."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {
            (one.student.id, f"{notebook.name}/{grade.name}"): (
                grade.auto_score,
                bool(grade.needs_manual_grade),
            )
            for one in gradebook.assignment_submissions("ps1")
            for notebook in one.notebooks
            for grade in notebook.grades
        }


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course that `nbgrader quickstart` makes, with an empty and a solved submission."""
    folder = tmp_path_factory.mktemp("any")
    run(folder, "nbgrader", "quickstart", "course101")
    made = folder / "course101"
    run(made, "nbgrader", "generate_assignment", "ps1")
    for student, origin in {"empty": "release", "solved": "source"}.items():
        shutil.copytree(made / origin / "ps1", made / "submitted" / student / "ps1")
    return made


@pytest.fixture
def isolated(course, tmp_path):
    """A copy of it that grades with nbisolate."""
    copy = Path(shutil.copytree(course, tmp_path / "course101"))
    with open(copy / "nbgrader_config.py", "a", encoding="utf-8") as file:
        file.write(THREE_LINES)
    return copy


@pytest.fixture(scope="module")
def of_nbgrader(course, tmp_path_factory):
    """The points that nbgrader by itself gives."""
    copy = Path(shutil.copytree(course, tmp_path_factory.mktemp("plain") / "course101"))
    run(copy, "nbgrader", "autograde", "ps1")
    return points(copy)


@pytest.mark.parametrize("command", [("nbisolate", "grade"), ("nbgrader", "autograde")])
def test_both_commands_give_the_points_of_nbgrader(isolated, of_nbgrader, command):
    said = run(isolated, *command, "ps1")
    found = points(isolated)
    assert found.keys() == of_nbgrader.keys()
    assert {student for student, _ in found} == {"empty", "solved"}
    other = {cell: one for cell, one in found.items() if one != of_nbgrader[cell]}
    # An untouched written answer may wait for a person where nbgrader gives zero, and no test may.
    assert set(other.values()) <= {(None, True)}, said
    assert {student for student, _ in other} <= {"empty"}, said


def test_the_tests_are_calibrated(isolated):
    said = run(isolated, "nbisolate", "calibrate", "ps1")
    assert "apart" in said


def test_outside_of_a_course_there_is_a_sentence(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "nbisolate.cli", "grade", "ps1"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout.startswith("There is no nbgrader_config.py in ")
    assert done.stderr == ""
