"""`imagelessons grade`: a class in one command, whatever stops it on the way."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import chdir, closing
from dataclasses import fields
from pathlib import Path

import nbformat
import psutil
import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.preprocessors import Execute
from traitlets.config import Config

from imagecourse.author.release import assignments
from imagecourse.author.report_card.trial import bank
from imagecourse.author.source import read, reference_answers, released_path, with_answers
from imagecourse.demo_class import config_for, make_class
from imagecourse.demo_students import pupils
from imagelessons.data import course_root
from nbisolate.course.coursedir import Course
from nbisolate.grade import command, store, warm_pool
from nbisolate.grade.command import grade_class
from nbisolate.grade.grade_class import CannotGradeError, grade_assignment
from nbisolate.grade.isolate import RunApart
from nbisolate.grade.workers import grade_here
from nbisolate.sandbox.limits import Limits

ASSIGNMENT = "exercises-01-greyscale"
POINTS = {"ada": 13, "bela": 6, "chidi": 0, "dana": 13, "emre": 12, "fay": 0}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A folder in which six students have handed in an assignment; only copies are graded."""
    place = tmp_path_factory.mktemp("handed-in") / "class"
    assert make_class(place, [ASSIGNMENT]) == ""
    return place


@pytest.fixture
def place(handed_in, tmp_path):
    """A fresh copy of the class."""
    return Path(shutil.copytree(handed_in, tmp_path / "class"))


@pytest.fixture(scope="module")
def graded(handed_in, tmp_path_factory):
    """The class, graded without a break, its exit status and what was printed."""
    place = Path(shutil.copytree(handed_in, tmp_path_factory.mktemp("graded") / "class"))
    return place, grade_class(ASSIGNMENT, jobs=2, course=course_at(place))


@pytest.fixture(scope="module", autouse=True)
def _no_process_stays():
    yield
    warm_pool.close()


def course_at(place: Path) -> Course:
    return Course(config_for(place))


def rows_of(place: Path) -> dict[str, list]:
    """Return all that a gradebook says of submissions, by names rather than random ids."""
    queries = {
        "students": "select id, first_name, last_name, email, lms_user_id from student",
        "submissions": """
            select student_id, assignment.name, timestamp, extension from submitted_assignment
            join assignment on assignment.id = assignment_id""",
        "notebooks": """
            select student_id, notebook.name, flagged, late_submission_penalty
            from submitted_notebook
            join notebook on notebook.id = notebook_id
            join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
            """,
        "grades": """
            select student_id, base_cell.name, auto_score, manual_score, extra_credit,
            needs_manual_grade from grade
            join base_cell on base_cell.id = cell_id
            join submitted_notebook on submitted_notebook.id = grade.notebook_id
            join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
            """,
        "comments": """
            select student_id, base_cell.name, auto_comment, manual_comment from comment
            join base_cell on base_cell.id = cell_id
            join submitted_notebook on submitted_notebook.id = comment.notebook_id
            join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
            """,
    }
    with closing(sqlite3.connect(place / "gradebook.db")) as database:
        return {
            name: sorted(database.execute(query).fetchall(), key=repr)
            for name, query in queries.items()
        }


def points_of(place: Path) -> dict[str, float]:
    points: dict[str, float] = {}
    for student, _, auto, manual, *_ in rows_of(place)["grades"]:
        points[student] = points.get(student, 0) + ((auto or 0) if manual is None else manual)
    return points


def records(place: Path) -> dict[str, float]:
    """Return when each record was written, by student."""
    folder = place / "autograded" / ".nbisolate" / ASSIGNMENT
    return {path.parent.name: path.stat().st_mtime_ns for path in folder.glob("*/record.json")}


def test_every_submission_gets_its_points(graded):
    place, status = graded
    assert status == 0
    assert points_of(place) == POINTS


def test_the_folder_is_as_nbgrader_leaves_it(graded):
    place, _ = graded
    for student in POINTS:
        folder = place / "autograded" / student / ASSIGNMENT
        assert sorted(p.name for p in folder.iterdir()) == [f"{ASSIGNMENT}.ipynb", "timestamp.txt"]
        for path in folder.iterdir():
            assert path.stat().st_mode & 0o777 == 0o444
    students = NbGraderAPI(config=config_for(place)).get_autograded_students(ASSIGNMENT)
    assert students == set(POINTS), "the formgrader would say that these are to be graded"


def test_feedback_is_written_from_it(graded):
    place, _ = graded
    with chdir(course_root()):
        made = NbGraderAPI(config=config_for(place)).generate_feedback(ASSIGNMENT)
    assert made["success"], made
    pages = {path.parts[-3]: path.read_text() for path in (place / "feedback").rglob("*.html")}
    assert set(pages) == set(POINTS)
    assert "is cut off or damaged" in pages["fay"]
    assert not list((place / "feedback").rglob("record.json"))


def test_a_second_run_grades_nobody_again(graded, capsys):
    place, _ = graded
    before, rows = records(place), rows_of(place)
    assert grade_class(ASSIGNMENT, course=course_at(place)) == 0
    assert records(place) == before
    assert rows_of(place) == rows
    assert "Graded already: 6 of 6 submissions" in capsys.readouterr().out


def test_a_new_submission_is_graded_and_force_grades_again(place):
    course = course_at(place)
    assert grade_class(ASSIGNMENT, ["chidi", "fay"], course=course) == 0
    before = records(place)
    shutil.copy(
        place / "submitted" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb",
        place / "submitted" / "chidi" / ASSIGNMENT,
    )
    assert grade_class(ASSIGNMENT, ["chidi", "fay"], course=course) == 0
    after = records(place)
    assert after["fay"] == before["fay"]
    assert after["chidi"] != before["chidi"]
    assert points_of(place) == {"chidi": 13, "fay": 0}
    assert grade_class(ASSIGNMENT, ["fay"], course=course, force=True) == 0
    assert records(place)["fay"] != after["fay"]


def test_what_a_person_gave_stays(place):
    course = course_at(place)
    assert grade_class(ASSIGNMENT, ["ada"], course=course) == 0
    with closing(sqlite3.connect(place / "gradebook.db")) as database:
        database.execute(
            "update grade set manual_score = 1.5, needs_manual_grade = 0 "
            "where cell_id in (select id from base_cell where name = 'written')"
        )
        database.commit()
    rows = rows_of(place)
    assert grade_class(ASSIGNMENT, ["ada"], course=course) == 0
    assert rows_of(place) == rows, "a run that grades nothing changes nothing"
    assert grade_class(ASSIGNMENT, ["ada"], course=course, force=True) == 0
    (written,) = [row for row in rows_of(place)["grades"] if row[1] == "written"]
    assert written[3] == 1.5
    assert written[5], "to be looked at again"


@pytest.mark.parametrize("point", ["enter", "_record", "rename"])
def test_a_crash_while_a_grade_is_kept_loses_nothing(place, graded, point, monkeypatch):
    """Stopped before the gradebook, before the record, and before the folder is in its place."""

    def crash(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if point == "enter":
            patch.setattr(store.Keeper, "enter", crash)
        elif point == "_record":
            patch.setattr(store, "_write", crash)
        else:
            patch.setattr(Path, "rename", crash)
        assert grade_class(ASSIGNMENT, ["ada", "fay"], course=course_at(place)) == 130
    done = records(place)
    assert len(done) == (1 if point == "enter" else 0)
    assert points_of(place) == {}
    assert grade_class(ASSIGNMENT, course=course_at(place)) == 0
    assert rows_of(place) == rows_of(graded[0])
    assert {name: when for name, when in records(place).items() if name in done} == done


def start_command(place: Path, *words: str) -> subprocess.Popen:
    """Start the command as an instructor does, with the settings of a course of its own."""
    (place / "nbgrader_config.py").write_text(
        "from pathlib import Path\n"
        "from imagelessons.data import course_root\n"
        "import os\n"
        "os.chdir(course_root())\n"
        "exec(compile(Path('nbgrader_config.py').read_text(), 'course', 'exec'))\n"
        f"os.chdir({str(place)!r})\n"
        "c.CourseDirectory.source_directory = str(course_root() / 'solutions')\n"
        "for name in ('submitted', 'autograded', 'feedback', 'release'):\n"
        f"    c.CourseDirectory[f'{{name}}_directory'] = {str(place)!r} + '/' + name\n"
        f"c.CourseDirectory.db_url = 'sqlite:///{place}/gradebook.db'\n"
    )
    return subprocess.Popen(
        [sys.executable, "-m", "imagelessons.cli", "grade", ASSIGNMENT, *words],
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        # Whoever runs the tests in the background may have switched Ctrl-C off.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def wait_for(found, seconds: float = 600):
    until = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.02)
    return value


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_stopped_in_the_middle_and_gone_on(place, graded, how):
    running = start_command(place, "--jobs", "1")
    wait_for(lambda: len(records(place)) >= 2 or running.poll() is not None)
    children = psutil.Process(running.pid).children(recursive=True)
    running.send_signal(how)
    said, _ = running.communicate(timeout=600)
    assert children, "it had ended before it could be stopped"
    assert running.returncode == (-9 if how == signal.SIGKILL else 128 + how), said
    gone, alive = psutil.wait_procs(children, timeout=120)
    assert not alive, "processes were left behind"
    if how != signal.SIGKILL:
        assert "the same command goes on from there" in said
        assert "Traceback" not in said
    before = records(place)
    assert 2 <= len(before) < len(POINTS)
    again = start_command(place)
    said, _ = again.communicate(timeout=900)
    assert again.returncode == 0, said
    assert f"Graded already: {len(before)} of 6 submissions" in said
    after = records(place)
    assert {name: after[name] for name in before} == before, "graded twice"
    assert rows_of(place) == rows_of(graded[0])


def test_two_commands_do_not_write_at_once(place):
    course = course_at(place)

    def run(jobs):
        with pytest.raises(CannotGradeError, match="is being graded right now"):
            grade_assignment(course_at(place), ASSIGNMENT, run)
        return grade_here(jobs, 1)

    assert grade_assignment(course, ASSIGNMENT, run, students=["fay"]).graded == 1


def test_odd_names_of_folders(place, capsys):
    shutil.rmtree(place / "submitted")
    names = [
        "a b",
        " end ",
        "Zoë",
        "=1+1",
        "…",
        "{x}",
        "%s",
        "$HOME",
        "*",
        "-n",
        "line\nbreak",
        "'",
    ]
    for name in names:
        folder = place / "submitted" / name / ASSIGNMENT
        folder.mkdir(parents=True)
        (folder / f"{ASSIGNMENT}.ipynb").touch()
    assert grade_class(ASSIGNMENT, course=course_at(place)) == 0
    assert points_of(place) == dict.fromkeys(names, 0)
    said = capsys.readouterr().out
    assert "line\\nbreak" in said
    assert said.count("is empty: nothing was saved in it") == len(names)
    unreadable = os.fsencode(place / "submitted") + b"/\xff\xfe"
    os.makedirs(unreadable + b"/" + ASSIGNMENT.encode())
    assert grade_class(ASSIGNMENT, course=course_at(place)) == 1
    assert "rename the folder" in capsys.readouterr().out


def test_links_in_a_submission_lead_nowhere(place):
    folder = place / "submitted" / "ada" / ASSIGNMENT
    (folder / "secret.txt").symlink_to(course_root() / "README.md")
    (folder / "all").symlink_to(course_root() / "solutions")
    (folder / "notes.txt").write_text("mine")
    assert grade_class(ASSIGNMENT, ["ada"], course=course_at(place)) == 0
    kept = place / "autograded" / "ada" / ASSIGNMENT
    assert sorted(path.name for path in kept.iterdir()) == [
        f"{ASSIGNMENT}.ipynb",
        "notes.txt",
        "timestamp.txt",
    ]


def test_files_of_the_instructor_take_the_place_of_a_students(place, tmp_path):
    source = tmp_path / "solutions"
    shutil.copytree(course_root() / "solutions" / ASSIGNMENT, source / ASSIGNMENT)
    (source / ASSIGNMENT / "table.csv").write_text("from the instructor")
    folder = place / "submitted" / "ada" / ASSIGNMENT
    (folder / "table.csv").write_text("from the student")
    notebook = read(folder / f"{ASSIGNMENT}.ipynb")
    notebook.cells.append(nbformat.v4.new_code_cell("print(open('table.csv').read())"))
    nbformat.write(notebook, folder / f"{ASSIGNMENT}.ipynb")
    course = course_at(place)
    course.directory.source_directory = str(source)
    assert grade_class(ASSIGNMENT, ["ada"], course=course) == 0
    kept = place / "autograded" / "ada" / ASSIGNMENT
    assert (kept / "table.csv").read_text() == "from the instructor"
    assert "from the instructor" in (kept / f"{ASSIGNMENT}.ipynb").read_text()
    assert points_of(place) == {"ada": 13}


def test_calls_that_cannot_be_answered(place, capsys):
    course = course_at(place)
    assert grade_class("07-nothing", course=course) == 2
    assert "There is no submission of '07-nothing'" in capsys.readouterr().out
    assert grade_class(ASSIGNMENT, ["zoe"], course=course) == 2
    assert "by 'zoe'. There are 6: ada, bela" in capsys.readouterr().out
    shutil.copytree(place / "submitted" / "ada" / ASSIGNMENT, place / "submitted" / "ada" / "99")
    assert grade_class("99", course=course) == 2
    said = capsys.readouterr().out
    assert "doesn't know '99'. Enter it first: nbgrader generate_assignment 99" in said


def test_a_missing_layer_is_named_and_can_be_refused(place, monkeypatch, capsys):
    monkeypatch.setattr(command, "missing_layers", lambda: {"walls": "the neighbours see in"})
    assert grade_class(ASSIGNMENT, course=course_at(place), require_sandbox=True) == 2
    assert records(place) == {}
    said = capsys.readouterr().out
    assert "lacks a layer, walls: the neighbours see in" in said
    assert "--require-sandbox" in said
    assert grade_class(ASSIGNMENT, ["fay"], course=course_at(place)) == 0


def test_a_notebook_that_ends_the_warm_parent_harms_no_other(place, monkeypatch):
    from nbisolate.grade import runner

    real = runner.execute

    def ends_it(notebook, source, warm, *arguments, **keywords):
        if any("region_mean = 1" in cell.source for cell in notebook.cells):
            for program in warm._programs.values():
                program._process.kill()
                program._process.wait()
        return real(notebook, source, warm, *arguments, **keywords)

    monkeypatch.setattr(runner, "execute", ends_it)
    folder = place / "submitted" / "chidi" / ASSIGNMENT
    notebook = with_answers(read(released_path(ASSIGNMENT)), {"region": "region_mean = 1"})
    nbformat.write(notebook, folder / f"{ASSIGNMENT}.ipynb")
    outcome = grade_assignment(course_at(place), ASSIGNMENT, lambda jobs: grade_here(jobs, 2))
    assert not outcome.failed
    rows = {row.student: row for row in outcome.rows}
    assert "ended the program that runs it, twice" in rows["chidi"].cause
    points = points_of(place)
    assert {name: points[name] for name in POINTS if name != "chidi"} == {
        name: value for name, value in POINTS.items() if name != "chidi"
    }
    waits = [row for row in rows_of(place)["grades"] if row[0] == "chidi" and row[1] != "written"]
    assert all(auto is None and needed for _, _, auto, _, _, needed in waits)


def test_a_failure_of_the_grader_is_said_and_tried_again(place, monkeypatch, capsys):
    from nbisolate.grade import runner

    # Tries the solution, too.
    assert grade_class(ASSIGNMENT, ["fay"], course=course_at(place)) == 0
    with monkeypatch.context() as patch:
        patch.setattr(runner, "execute", lambda *_, **__: 1 / 0)
        assert grade_class(ASSIGNMENT, ["ada", "fay"], course=course_at(place)) == 1
    said = capsys.readouterr().out
    assert "The grader itself failed (ZeroDivisionError" in said
    assert points_of(place) == {"fay": 0}
    assert grade_class(ASSIGNMENT, ["ada", "fay"], course=course_at(place)) == 0
    assert points_of(place) == {"ada": 13, "fay": 0}


def test_the_limits_can_be_set_in_the_settings():
    assert RunApart().limits() == Limits()
    for one in fields(Limits):
        config = Config({"RunApart": {one.name: 7}})
        assert getattr(RunApart(config=config).limits(), one.name) == 7


def autograde(place: Path, assignment: str, *, apart: bool) -> None:
    """Grade with nbgrader's own command, by either way of running a notebook."""
    config = config_for(place)
    steps = config.Autograde.autograde_preprocessors
    assert RunApart in steps
    if not apart:
        config.Autograde.autograde_preprocessors = [
            Execute if step is RunApart else step for step in steps
        ]
    with chdir(course_root()):
        done = NbGraderAPI(config=config).autograde(assignment, "*", force=True)
    assert done["success"], done


def texts(place: Path, student: str) -> list[list]:
    path = place / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    return [
        [cell.source, cell.metadata, json.dumps(cell.get("outputs", []))]
        for cell in read(path).cells
    ]


def test_nbgrader_autograde_writes_the_same(place, graded):
    autograde(place, ASSIGNMENT, apart=True)
    assert rows_of(place) == rows_of(graded[0])
    for student in POINTS:
        assert texts(place, student) == texts(graded[0], student)


@pytest.mark.slow
@pytest.mark.parametrize("assignment", assignments())
def test_the_same_grades_as_with_plain_execute(assignment, tmp_path):
    """Reference, half, untouched, slips, and answers of the bank: cell by cell, row by row."""
    ours, plain = tmp_path / "ours", tmp_path / "plain"
    assert make_class(ours, [assignment]) == ""
    released, reference = read(released_path(assignment)), reference_answers(assignment)
    answers: dict[str, list[Path]] = {}
    for path in bank(assignment):
        answers.setdefault(path.parent.name, []).append(path)
    for number in range(4):
        chosen = {
            name: found[number * (len(found) - 1) // 3].read_text()
            for name, found in answers.items()
        }
        folder = ours / "submitted" / f"bank{number}" / assignment
        folder.mkdir(parents=True)
        notebook = with_answers(released, reference | chosen)
        nbformat.write(notebook, folder / f"{assignment}.ipynb")
    shutil.copytree(ours, plain)
    assert grade_class(assignment, course=course_at(ours)) == 0
    autograde(plain, assignment, apart=False)
    assert rows_of(ours) == rows_of(plain)
    assert len(rows_of(ours)["students"]) == len(pupils()) + 4


@pytest.mark.slow
def test_unseen_pictures_find_a_value_that_was_typed_in(place):
    import imageio.v3 as iio

    from imagelessons.data import data

    answers = reference_answers(ASSIGNMENT)
    namespace: dict = {"img": iio.imread(data("axon_slice.jpg"))}
    exec(answers["region"], namespace)
    typed = answers["region"] + f"\nregion_mean = {float(namespace['region_mean'])!r}"
    folder = place / "submitted" / "typist" / ASSIGNMENT
    folder.mkdir(parents=True)
    notebook = with_answers(read(released_path(ASSIGNMENT)), answers | {"region": typed})
    nbformat.write(notebook, folder / f"{ASSIGNMENT}.ipynb")
    course = course_at(place)
    assert grade_class(ASSIGNMENT, ["ada", "typist"], course=course) == 0
    assert points_of(place) == {"ada": 13, "typist": 13}
    assert grade_class(ASSIGNMENT, ["ada", "typist"], course=course, seed=7) == 0
    points = points_of(place)
    assert points["ada"] == 13
    assert points["typist"] < 13
