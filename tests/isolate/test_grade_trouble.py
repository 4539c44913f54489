"""Disk, gradebook or system in the way: a sentence, and the same command goes on afterwards."""

import contextlib
import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import InvalidEntry
from nbgrader.apps import NbGraderAPI
from sqlalchemy.exc import OperationalError
from traitlets.config import Config

from imagecourse.author.release import generate
from imagecourse.config import course_config
from imagelessons import cli
from imagelessons.data import unseen
from nbisolate.course.coursedir import Course
from nbisolate.course.errors import FULL, LOCKED, READ_ONLY, trouble
from nbisolate.grade import command, store, warm_pool
from nbisolate.grade.command import grade_class

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")

STUDENTS = ("ada", "bela", "chidi")


@pytest.fixture(scope="module", autouse=True)
def _no_process_stays():
    yield
    warm_pool.close()


def config_at(folder: Path) -> Config:
    """Return the settings of a course there; whoever finds its gradebook locked waits shortly."""
    c = course_config()
    c.CourseDirectory.root = str(folder)
    c.CourseDirectory.db_url = f"sqlite:///{folder}/gradebook.db?timeout=0.05"
    c.CourseDirectory.source_directory = "source"
    for step in ("release", "submitted", "autograded", "feedback"):
        c.CourseDirectory[f"{step}_directory"] = step
    return c


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course of one answer and its test, which three students have handed in."""
    folder = tmp_path_factory.mktemp("made")
    cells = [new_code_cell("x = 1"), new_code_cell("assert x == 1")]
    about = {"schema_version": 3, "task": False}
    cells[0].metadata["nbgrader"] = about | {
        **{"grade_id": "answer", "locked": False, "solution": True, "grade": False}
    }
    cells[1].metadata["nbgrader"] = about | {
        **{"grade_id": "test", "locked": True, "solution": False, "grade": True, "points": 1}
    }
    for place in ("source/ps", *(f"submitted/{name}/ps" for name in STUDENTS)):
        (folder / place).mkdir(parents=True)
        nbformat.write(new_notebook(cells=cells), folder / place / "p1.ipynb")
    plain = Config({"CourseDirectory": config_at(folder).CourseDirectory})
    done = NbGraderAPI(config=plain).generate_assignment("ps")
    assert done["success"], done
    return folder


@pytest.fixture
def place(made, tmp_path):
    """A fresh copy of that course."""
    return Path(shutil.copytree(made, tmp_path / "course"))


@contextmanager
def locked(place: Path, how: str):
    """Hold the gradebook as another program would."""
    with closing(sqlite3.connect(place / "gradebook.db", isolation_level=None)) as other:
        other.execute(f"begin {how}")
        yield


def grade(place: Path) -> int:
    return grade_class("ps", jobs=1, course=Course(config_at(place)))


def points(place: Path) -> dict[str, float]:
    with closing(sqlite3.connect(place / "gradebook.db")) as database:
        return dict(
            database.execute(
                "select student_id, auto_score from grade "
                "join submitted_notebook on submitted_notebook.id = grade.notebook_id "
                "join submitted_assignment "
                "on submitted_assignment.id = submitted_notebook.assignment_id"
            ).fetchall()
        )


def goes_on(place: Path) -> None:
    """Check that the same command does what is left, and all is as if nothing had happened."""
    assert grade(place) == 0
    assert points(place) == dict.fromkeys(STUDENTS, 1)
    for name in STUDENTS:
        assert (place / "autograded" / name / "ps" / "p1.ipynb").is_file()


def test_a_gradebook_that_cannot_be_read(place, capsys):
    with locked(place, "exclusive"):
        assert grade(place) == 2
        assert capsys.readouterr().out.splitlines()[-1] == f"{LOCKED}."
        done = NbGraderAPI(config=config_at(place)).autograde("ps", "*")
    assert not done["success"]
    assert done["log"].count(f"{LOCKED}.") == 1
    assert points(place) == {}
    goes_on(place)


def test_a_gradebook_that_is_locked_when_the_first_is_entered(place, capsys):
    with locked(place, "immediate"):
        assert grade(place) == 2
    assert f"{LOCKED}; 0 of 3 are graded." in capsys.readouterr().out
    assert points(place) == {}
    goes_on(place)


FAKED = {
    "gradebook": (
        OperationalError("insert", {}, sqlite3.OperationalError("database or disk is full")),
        FULL,
    ),
    "locked": (
        OperationalError("insert", {}, sqlite3.OperationalError("database is locked")),
        LOCKED,
    ),
    "disk": (OSError(errno.ENOSPC, "No space left on device"), FULL),
    "quota": (OSError(errno.EDQUOT, "Disk quota exceeded"), FULL),
    "read-only": (
        OSError(errno.EROFS, "Read-only file system", "/c/x"),
        READ_ONLY.format(where=" (/c/x)"),
    ),
}


@pytest.mark.parametrize("where", ["lay_out", "keep", "enter"])
@pytest.mark.parametrize(("error", "sentence"), FAKED.values(), ids=FAKED)
def test_trouble_at_the_second_submission(place, where, error, sentence, monkeypatch, capsys):
    real, calls = getattr(store.Keeper, where), []

    def fails(self, *arguments):
        calls.append(arguments)
        if len(calls) == 3:
            raise error
        return real(self, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(store.Keeper, where, fails)
        status = grade(place)
    said = capsys.readouterr().out
    graded = len(points(place))
    # What is laid out may be so before the first one is kept.
    assert graded <= 2 if where == "lay_out" else graded == 2
    assert f"{sentence}; {graded} of 3 are graded." in said
    assert status == (1 if graded else 2)
    goes_on(place)


def test_the_page_of_a_class_that_cannot_be_written(place, monkeypatch, capsys):
    def fails(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(command, "as_page", fails)
        assert grade(place) == 1
    said = capsys.readouterr().out
    assert "All grades are kept, but" in said
    assert f"{FULL}." in said
    goes_on(place)


def test_pictures_that_cannot_be_written(place, monkeypatch, capsys):
    def fails(_):
        raise OSError(errno.EROFS, "Read-only file system", "/course/.cache")

    monkeypatch.setattr(unseen, "unseen_pictures", fails)
    assert grade_class("ps", seed=7, course=Course(config_at(place))) == 2
    assert "The course's folder can't be written to (/course/.cache)" in capsys.readouterr().out


@contextmanager
def mounted(goal: Path, *words: str):
    """Mount something; skip where that isn't allowed."""
    try:
        subprocess.run(["mount", *words, str(goal)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root may mount")
    try:
        yield
    finally:
        # What was started there would hold it.
        warm_pool.close()
        subprocess.run(["umount", str(goal)], check=True)


def test_a_course_that_is_read_only(place, capsys):
    with mounted(place, "--bind", str(place)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(place)], check=True)
        assert grade(place) == 2
    assert "The course's folder can't be written to (" in capsys.readouterr().out
    goes_on(place)


def fill(path: Path) -> None:
    """Write until nothing more has room."""
    with contextlib.suppress(OSError), open(path, "wb", 0) as file:
        while file.write(bytes(4096)) == 4096:
            pass


def test_a_disk_that_is_full(made, tmp_path, capsys):
    place = tmp_path / "small"
    place.mkdir()
    with mounted(place, "-t", "tmpfs", "-o", "size=2m", "none"):
        shutil.copytree(made, place, dirs_exist_ok=True)
        fill(place / "filling")
        assert grade(place) == 2
        assert FULL in capsys.readouterr().out
        (place / "filling").unlink()
        goes_on(place)


def test_a_folder_that_an_ordinary_user_may_not_write_into(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    error = PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "a" / "b"))
    assert trouble(error) == READ_ONLY.format(where=f" ({tmp_path}/a/b)")
    monkeypatch.setattr(os, "access", lambda *_: True)
    assert trouble(error).startswith(f"{tmp_path} can't be used (Permission denied): change that")


def test_what_nbgrader_makes_of_a_lock_is_told_as_well():
    assert trouble(InvalidEntry("(sqlite3.OperationalError) database is locked")) == LOCKED
    assert trouble(InvalidEntry("no such thing")) == ""


def test_a_gradebook_of_another_kind_is_named():
    error = OperationalError("select", {}, sqlite3.OperationalError("no such column: grade.x"))
    assert trouble(error).startswith("The gradebook can't be used (no such column: grade.x).")
    assert "nbgrader db upgrade" in trouble(error)


def test_any_command_ends_in_the_sentence(monkeypatch, capsys):
    def fails(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("imagecourse.author.release.release", fails)
    assert cli.main(["release"]) == 1
    assert capsys.readouterr().err == f"{FULL}.\n"


def test_a_release_says_that_the_gradebook_is_locked(tmp_path, monkeypatch):
    log = (
        "Traceback\nsqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked"
    )
    failed = {"success": False, "log": f"{log}\n[SQL: select 1]\n"}
    monkeypatch.setattr(NbGraderAPI, "generate_assignment", lambda *_, **__: failed)
    said = generate("exercises-01-greyscale", tmp_path, course_config(), use_gradebook=True)
    assert said == f"{LOCKED}."


def test_the_report_says_that_its_gradebook_is_locked(place, capsys):
    from imagecourse.report import command as report

    with locked(place, "exclusive"):
        url = config_at(place).CourseDirectory.db_url
        opened = report._opened(url, "imagelessons")
        with pytest.raises(report.ReportError, match="has the gradebook locked"):
            opened.__enter__()


@pytest.mark.parametrize(("number", "status"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_the_signals_of_a_system_stop_it_as_ctrl_c_does(place, number, status, monkeypatch, capsys):
    real = store.Keeper.keep

    def then_stopped(self, graded, digest):
        real(self, graded, digest)
        os.kill(os.getpid(), getattr(signal, number))

    before = signal.getsignal(getattr(signal, number))
    assert before == signal.SIG_DFL
    with monkeypatch.context() as patch:
        patch.setattr(store.Keeper, "keep", then_stopped)
        assert grade(place) == status
    assert "Stopped. What was graded is kept; the same command" in capsys.readouterr().out
    assert signal.getsignal(getattr(signal, number)) == before
    assert len(points(place)) == 1
    goes_on(place)


def test_what_nohup_ignores_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with command.stopped_as_by_ctrl_c():
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) != signal.SIG_DFL
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
