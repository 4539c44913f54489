"""What is refused or told before anything is graded: other kernels, settings without effect."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.preprocessors import (
    AssignLatePenalties,
    Execute,
    NbGraderPreprocessor,
    SaveAutoGrades,
)
from traitlets import Unicode
from traitlets.config import Config

from imagecourse.config import course_config
from imagecourse.isolation import Extension
from nbisolate.course.coursedir import Course
from nbisolate.course.ignored_settings import ignored_settings
from nbisolate.grade import warm_pool
from nbisolate.grade.command import grade_class
from nbisolate.grade.steps import hooks_not_called, steps_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")

PYTHON = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
R = {"name": "ir", "display_name": "R", "language": "R"}


@pytest.fixture(scope="module", autouse=True)
def _no_process_stays():
    yield
    warm_pool.close()


def notebook(answer: str, test: str, metadata: dict) -> nbformat.NotebookNode:
    """Return a notebook of one answer and its test."""
    cells = [new_code_cell(answer), new_code_cell(test)]
    for cell, mark in zip(cells, ("solution", "grade"), strict=True):
        about = {"schema_version": 3, "grade_id": mark, "locked": mark == "grade", "task": False}
        about |= {"solution": mark == "solution", "grade": mark == "grade", "points": 1}
        if mark == "solution":
            del about["points"]
        cell.metadata["nbgrader"] = about
    return new_notebook(cells=cells, metadata=metadata)


def a_course(
    folder: Path, metadata: dict, submitted: dict | None = None, names: tuple[str, ...] = ("p1",)
) -> Config:
    """Return the settings of a course of one assignment, which one student has handed in."""
    c = course_config()
    c.CourseDirectory.root = str(folder)
    c.CourseDirectory.db_url = f"sqlite:///{folder}/gradebook.db"
    c.CourseDirectory.source_directory = "source"
    for step in ("release", "submitted", "autograded", "feedback"):
        c.CourseDirectory[f"{step}_directory"] = step
    c.ClearSolutions.code_stub = dict.fromkeys(
        ["python", "Python", "R", "julia", "blah"], "# ANSWER"
    )
    # Made without our steps, as in a course that changes over to this grader.
    plain = Config({"CourseDirectory": c.CourseDirectory, "ClearSolutions": c.ClearSolutions})
    for place, kind in (("source/ps", metadata), ("submitted/ada/ps", submitted or metadata)):
        (folder / place).mkdir(parents=True)
        for number, name in enumerate(names):
            # Only the last one is in another language.
            of = kind if number == len(names) - 1 else {"kernelspec": PYTHON}
            nbformat.write(notebook("x = 1", "assert x == 1", of), folder / place / f"{name}.ipynb")
    made = NbGraderAPI(config=plain).generate_assignment("ps")
    assert made["success"], made
    return c


def rows(folder: Path) -> int:
    """Return how many submissions the gradebook knows."""
    with closing(sqlite3.connect(folder / "gradebook.db")) as database:
        return database.execute("select count(*) from submitted_assignment").fetchone()[0]


def points(folder: Path) -> float:
    with closing(sqlite3.connect(folder / "gradebook.db")) as database:
        return database.execute("select auto_score from grade").fetchone()[0]


OTHER = {
    "R": ({"kernelspec": R, "language_info": {"name": "R"}}, "ir"),
    "julia": ({"kernelspec": {"name": "julia-1.10", "display_name": "", "language": "julia"}},)
    + ("julia-1.10",),
    "blah": ({"kernelspec": {"name": "blah", "display_name": "k", "language": "blah"}}, "blah"),
    "only a name": ({"kernelspec": {"name": "blah", "display_name": "k"}}, "blah"),
    "a language in the source only": (
        {"kernelspec": {"name": "mine", "display_name": ""}, "language_info": {"name": "R"}},
        "mine",
    ),
    "no kernel": ({"language_info": {"name": "R"}}, "R"),
    "Python 2": ({"kernelspec": {"name": "python2", "display_name": "", "language": "python"}},)
    + ("python2",),
    "a version 2": (
        {"kernelspec": PYTHON, "language_info": {"name": "python", "version": "2.7.18"}},
        "python3",
    ),
}


@pytest.mark.parametrize(("metadata", "name"), OTHER.values(), ids=OTHER)
def test_another_kernel_is_refused_by_both_commands(metadata, name, tmp_path, capsys):
    config = a_course(tmp_path, metadata)
    sentence = f"The source's kernel is `{name}`; only Python 3 can be graded here. Nothing was"
    assert grade_class("ps", course=Course(config)) == 2
    assert sentence in capsys.readouterr().out
    done = NbGraderAPI(config=config).autograde("ps", "*")
    assert not done["success"]
    assert sentence in done["log"]
    assert rows(tmp_path) == 0
    assert not (tmp_path / "autograded" / "ada").exists()


def test_one_notebook_of_another_kernel_refuses_the_assignment(tmp_path, capsys):
    config = a_course(tmp_path, {"kernelspec": R}, names=("p1", "p2"))
    assert grade_class("ps", course=Course(config)) == 2
    assert "The kernel of p2 is `ir`; only Python 3" in capsys.readouterr().out
    assert rows(tmp_path) == 0


HARMLESS = {
    "a name of one's own": ({"kernelspec": PYTHON | {"name": "my-course"}}, None),
    "none": ({}, None),
    "Python in other letters": ({"kernelspec": PYTHON | {"language": "Python"}}, None),
    "a student's kernel": ({"kernelspec": PYTHON}, {"kernelspec": R}),
}


@pytest.mark.parametrize(("metadata", "submitted"), HARMLESS.values(), ids=HARMLESS)
def test_a_source_in_python_is_graded_whatever_a_student_names(metadata, submitted, tmp_path):
    config = a_course(tmp_path, metadata, submitted)
    assert grade_class("ps", course=Course(config)) == 0
    assert points(tmp_path) == 1


def test_the_command_of_nbgrader_ends_with_the_sentence(tmp_path):
    """As an instructor gives it: from the course's folder, with an address that is relative."""
    a_course(tmp_path, {"kernelspec": R})
    (tmp_path / "nbgrader_config.py").write_text(
        "from nbisolate.grade.preprocessors import SubmissionExporter\n"
        "c = get_config()\n"
        "c.Autograde.exporter_class = SubmissionExporter\n"
        "c.CourseDirectory.db_url = 'sqlite:///gradebook.db'\n"
        "c.CourseDirectory.course_id = 'imagelessons'\n"
    )
    programs = str(Path(sys.executable).parent)
    done = subprocess.run(
        [Path(programs, "nbgrader"), "autograde", "ps", "--no-execute"],
        cwd=tmp_path,
        env=os.environ | {"PATH": programs + os.pathsep + os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "The source's kernel is `ir`; only Python 3 can be graded here." in said
    assert said.count("--no-execute has no effect here; all cells are run.") == 1
    assert "Traceback" not in said
    assert rows(tmp_path) == 0


SENTENCES = {
    "Execute.timeout has no effect here; the limit is `RunApart.cell_seconds`.": {
        "Execute": {"timeout": 7}
    },
    "ExecutePreprocessor.timeout has no effect here; the limit is `RunApart.cell_seconds`.": {
        "ExecutePreprocessor": {"timeout": 120}
    },
    "--no-execute has no effect here; all cells are run.": {
        "Execute": {"enabled": False},
        "ClearOutput": {"enabled": False},
    },
    "Execute.kernel_name has no effect here.": {"Execute": {"kernel_name": "ir"}},
}


@pytest.mark.parametrize(("sentence", "settings"), SENTENCES.items(), ids=SENTENCES)
def test_a_setting_without_effect_has_its_sentence(sentence, settings):
    config = course_config()
    assert config.Execute.timeout == 120
    assert ignored_settings(config, Extension.quiet) == [], "the course's own settings aren't told"
    config.merge(Config(settings))
    assert ignored_settings(config, Extension.quiet) == [sentence]


def test_settings_without_effect_are_told_once_by_both_commands(tmp_path, capsys):
    sentence, settings = next(iter(SENTENCES.items()))
    config = a_course(tmp_path, {"kernelspec": PYTHON})
    config.merge(Config(settings))
    assert grade_class("ps", course=Course(config)) == 0
    assert capsys.readouterr().out.count(sentence) == 1
    done = NbGraderAPI(config=config).autograde("ps", "*", force=True)
    assert done["success"], done
    assert done["log"].count(sentence) == 1


class Signed(NbGraderPreprocessor):
    """A step of an instructor's own."""

    word = Unicode("seen").tag(config=True)

    def preprocess_cell(self, cell, resources, cell_index):
        cell.metadata["signed"] = f"{self.word} {resources['nbgrader']['student']}"
        return cell, resources


def test_steps_of_an_instructors_own_are_run(tmp_path):
    config = a_course(tmp_path, {"kernelspec": PYTHON})
    config.Autograde.autograde_preprocessors.append(Signed)
    config.Signed.word = "read"
    assert grade_class("ps", course=Course(config)) == 0
    graded = nbformat.read(tmp_path / "autograded/ada/ps/p1.ipynb", as_version=4)
    assert {cell.metadata["signed"] for cell in graded.cells} == {"read ada"}
    assert points(tmp_path) == 1


def test_the_steps_of_nbgrader_itself_are_replaced():
    steps = [Execute, SaveAutoGrades, "nbgrader.preprocessors.LimitOutput", AssignLatePenalties]
    autograde = Autograde(config=Config({"Autograde": {"autograde_preprocessors": steps}}))
    names = [step.__name__ for step in steps_of(autograde)]
    assert names == ["RepairCells", "RunApart", "CleanOutputs", "ScoreCells", "LimitOutput"]


def test_hooks_that_are_not_called_are_told():
    config = course_config()
    assert hooks_not_called(Autograde(config=config)) == [], "the course's own isn't told"
    config.Autograde.post_convert_hook = print
    assert hooks_not_called(Autograde(config=config)) == [
        "Autograde.post_convert_hook has no effect here; `nbgrader autograde` calls it."
    ]


def test_a_student_who_is_not_in_the_gradebook_may_be_refused(tmp_path, capsys):
    config = a_course(tmp_path, {"kernelspec": PYTHON})
    config.Autograde.create_student = False
    assert grade_class("ps", course=Course(config)) == 1
    assert "The gradebook doesn't know this student" in capsys.readouterr().out
    assert rows(tmp_path) == 0
    with Gradebook(config.CourseDirectory.db_url) as gradebook:
        gradebook.add_student("ada")
    assert grade_class("ps", course=Course(config)) == 0
    assert points(tmp_path) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("c = get_config()\nc.Execute.timeout = minutes\n", "NameError: name 'minutes' is not"),
        ("c = get_config(\n", "SyntaxError: '(' was never closed"),
        ("c = get_config()\nc.RunApart.cell_seconds = 'long'\n", "'cell_seconds' trait of a"),
    ],
)
def test_an_error_in_the_settings_is_a_sentence(text, said, tmp_path, monkeypatch, capsys):
    (tmp_path / "nbgrader_config.py").write_text(text)
    monkeypatch.chdir(tmp_path)
    assert grade_class("ps") == 2
    printed = capsys.readouterr().out
    assert printed.startswith("nbgrader_config.py ")
    assert said in printed
