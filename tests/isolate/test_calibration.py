"""Calibrated grading: which tests are graded apart, which beside, and what waits for a person."""

import io
import json
import os
import shutil
from contextlib import redirect_stdout
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from imagecourse.config import course_config
from nbisolate.calibrate.both_ways import LOOKED_AT
from nbisolate.calibrate.outcome import Outcome
from nbisolate.calibrate.plan import Plan, TestPlan, decide, plan_from
from nbisolate.calibrate.verdict import RESTARTED, Policy, asked_beside, needs_beside, settle
from nbisolate.course.coursedir import Course, own_folder
from nbisolate.grade import runner, warm_pool
from nbisolate.grade.calibrate_command import calibrate_assignments, plans_of
from nbisolate.grade.calibration import PLAN_FILE
from nbisolate.grade.command import grade_class

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="the instructor's side needs Linux or macOS"
)


@pytest.fixture(scope="module", autouse=True)
def _no_process_stays():
    yield
    warm_pool.close()


class Lab:
    """A small course with one assignment.

    `exercises` are triples of a name, the solution and the test; each is worth 2 points.
    """

    def __init__(self, folder: Path, *exercises: tuple[str, str, str], **settings):
        self.folder, self.exercises = folder, exercises
        self.config = course_config()
        course = self.config.CourseDirectory
        course.root = str(folder)
        course.db_url = "sqlite:///gradebook.db"
        course.source_directory = "source"
        for step in ("release", "submitted", "autograded", "feedback"):
            course[f"{step}_directory"] = step
        self.config.RunApart = Config(settings)
        self.solve({})

    def notebook(self, answers: dict[str, str]) -> nbformat.NotebookNode:
        cells = []
        for name, solution, test in self.exercises:
            answer, tested = new_code_cell(answers.get(name, solution)), new_code_cell(test)
            about = {"schema_version": 3, "task": False}
            of_answer = {"grade_id": name, "locked": False, "solution": True, "grade": False}
            of_test = {"grade_id": f"test-{name}", "locked": True, "solution": False}
            answer.metadata["nbgrader"] = about | of_answer
            tested.metadata["nbgrader"] = about | of_test | {"grade": True, "points": 2}
            cells += [answer, tested]
        return new_notebook(cells=cells)

    def solve(self, answers: dict[str, str]) -> None:
        """Write the solution, and enter it in the gradebook."""
        path = self.folder / "source/lab/lab.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(self.notebook(answers), path)
        plain = Config({"CourseDirectory": self.config.CourseDirectory})
        done = NbGraderAPI(config=plain).generate_assignment("lab", force=True)
        assert done["success"], done

    def hand_in(self, student: str, answers: dict[str, str] | None = None) -> None:
        """Hand in a notebook; without answers the one that was released."""
        path = self.folder / "submitted" / student / "lab/lab.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        if answers is None:
            shutil.copy(self.folder / "release/lab/lab.ipynb", path)
        else:
            nbformat.write(self.notebook(answers), path)

    @property
    def course(self) -> Course:
        return Course(self.config)

    def plan(self):
        return plans_of(self.course, "lab")["lab"]

    def grade(self, student: str, **how) -> dict[str, float | None]:
        """Grade a student, and return the points by exercise; None where it waits."""
        assert grade_class("lab", [student], course=self.course, jobs=1, force=True, **how) == 0
        return self.points(student)

    def points(self, student: str) -> dict[str, float | None]:
        with Gradebook(f"sqlite:///{self.folder}/gradebook.db") as gradebook:
            notebook = gradebook.find_submission_notebook("lab", "lab", student)
            return {
                grade.name.removeprefix("test-"): (
                    None if grade.needs_manual_grade else grade.auto_score
                )
                for grade in notebook.grades
            }

    def text(self, student: str) -> str:
        return (self.folder / "autograded" / student / "lab/lab.ipynb").read_text()


RIGHT, HALF = Outcome(2.0, 2.0), Outcome(1.0, 2.0)
WRONG = Outcome(0.0, 2.0, failed=True, error="AssertionError", line=3, code="assert f() == 1")
FOUND = Outcome(0.0, 2.0, failed=True, error="Finding: not right yet")
STAYS = Outcome(0.0, 2.0, True, "CannotCrossError: Stack", waits="The class `Stack` stays. Look.")
DOUBTED = Outcome(2.0, 2.0, doubts=("`v` holds nothing.",))
BOTH = "Apart from the student's code the test {}; beside it, as nbgrader runs it, it {}."


def test_decisions():
    """The way of a test, from the solution and the empty notebook, apart and then beside."""

    def way(solved, empty, solved_beside, empty_beside) -> tuple[str, bool]:
        found = decide((solved, empty), (solved_beside, empty_beside))
        return found.way, found.compared

    assert way(RIGHT, WRONG, RIGHT, WRONG) == ("apart", True)
    assert way(RIGHT, STAYS, RIGHT, WRONG) == ("apart", True), "both have failed"
    assert way(WRONG, WRONG, RIGHT, WRONG) == ("beside", True)
    assert way(STAYS, WRONG, RIGHT, WRONG) == ("beside", True)
    assert way(HALF, WRONG, RIGHT, WRONG) == ("beside", True)
    assert way(RIGHT, RIGHT, RIGHT, WRONG) == ("beside", True), "an empty answer with points"
    assert way(RIGHT, WRONG, WRONG, WRONG) == ("apart", False)
    assert way(WRONG, WRONG, WRONG, WRONG) == ("apart", True)
    assert way(FOUND, WRONG, WRONG, WRONG) == ("beside", True), "each fails for its own reason"
    found = decide((DOUBTED, WRONG), (RIGHT, WRONG))
    assert (found.way, found.doubts) == ("apart", DOUBTED.doubts)
    assert decide((STAYS, WRONG), (RIGHT, WRONG)).reason == "The class `Stack` stays"
    assert "isn't the same each time" in decide((RIGHT, WRONG), (RIGHT, WRONG), varies=True).reason


def test_what_an_instructor_is_told():
    (said,) = decide((WRONG, WRONG), (WRONG, WRONG)).problems()
    assert said == (
        "your solution doesn't get full points: AssertionError in line 3, `assert f() == 1`"
    )
    (said,) = decide((RIGHT, HALF), (RIGHT, HALF)).problems()
    assert said == "the notebook gets 1 of 2 points as it is released, with no answer in it"
    assert not decide((RIGHT, WRONG), (RIGHT, WRONG)).problems()


def test_verdicts():
    """The points of a student, apart and beside, for a test that is graded apart."""

    def said(apart, beside, **about) -> float | str:
        grade = settle(TestPlan(**about), apart, beside)
        return grade.reason or grade.score

    assert said(RIGHT, RIGHT) == 2
    assert said(HALF, HALF) == 1
    assert said(WRONG, WRONG) == 0
    assert said(STAYS, WRONG) == 0, "it fails in any case"
    assert said(WRONG, RIGHT) == BOTH.format("fails (AssertionError)", "passes")
    assert said(RIGHT, WRONG) == BOTH.format("passes", "fails (AssertionError)")
    assert said(HALF, RIGHT) == BOTH.format("gives 1 of 2 points", "passes")
    stays = "can't be decided (The class `Stack` stays)"
    assert said(STAYS, RIGHT) == BOTH.format(stays, "passes")
    # Nobody asks beside.
    assert [said(one, None) for one in (RIGHT, HALF, WRONG)] == [2, 1, 0]
    assert said(STAYS, None) == STAYS.waits
    # What is doubtful about the solution too is doubtful about nobody.
    assert said(DOUBTED, RIGHT) == said(DOUBTED, None) == DOUBTED.doubts[0]
    assert said(DOUBTED, RIGHT, doubts=DOUBTED.doubts) == 2
    assert said(DOUBTED, None, doubts=DOUBTED.doubts) == 2
    # A cell that isn't worth anything keeps nobody waiting.
    assert said(replace(WRONG, points=0.0), replace(RIGHT, points=0.0, score=0.0)) == 0


def test_a_test_that_the_solution_fails_costs_nobody_a_silent_point():
    """Such as one that starts another program, which the sandbox refuses."""
    broken = TestPlan(solution=WRONG, empty=STAYS)
    reason = settle(broken, WRONG, WRONG).reason
    assert reason.startswith("The instructor's own solution fails here in the same way")
    assert "AssertionError in line 3" in reason
    assert settle(replace(broken, way="beside"), None, WRONG).reason == reason
    assert settle(broken, WRONG, WRONG, answered=False).score == 0
    other = replace(WRONG, error="NameError: name 'f' is not defined")
    assert settle(broken, other, other).score == 0, "as nbgrader has it"
    assert settle(broken, RIGHT, RIGHT).score == 2


def test_verdicts_beside():
    """The points of a student for a test that is graded beside."""
    plan = TestPlan("beside", "The class `Stack` stays")
    assert settle(plan, STAYS, RIGHT).score == 2
    assert settle(plan, None, HALF).score == 1
    assert settle(plan, RIGHT, WRONG).score == 0
    assert settle(plan, STAYS, replace(RIGHT, restarted=True)).reason == RESTARTED
    assert settle(plan, STAYS, replace(WRONG, restarted=True)).score == 0
    strict = settle(plan, STAYS, RIGHT, strict=True)
    assert strict.score is None
    assert "The class `Stack` stays" in strict.reason
    assert strict.reason.endswith("Beside it, the test passes.")
    assert settle(TestPlan(), RIGHT, RIGHT, strict=True).score == 2


def test_who_is_asked_a_second_time():
    plan = Plan({"beside": TestPlan("beside"), "alone": TestPlan(compared=False)})
    one = Policy(second_opinion=False, findings=("Finding",))
    apart = {"right": RIGHT, "found": FOUND, "doubted": DOUBTED, "alone": WRONG}
    assert not needs_beside(plan, apart, one)
    assert needs_beside(plan, apart | {"beside": STAYS}, one)
    assert asked_beside(plan, apart | {"beside": STAYS}, one) == []
    assert asked_beside(plan, apart, Policy()) == ["right", "found", "doubted"]
    assert asked_beside(plan, apart, replace(one, findings=())) == ["found"]
    for odd in (WRONG, STAYS, HALF, replace(FOUND, waits="It stays.")):
        assert asked_beside(plan, apart | {"odd": odd}, one) == ["odd"]


MEAN = ("mean", "def mean(v):\n    return sum(v) / len(v)", "assert mean([1, 2, 6]) == 3")
STACK = (
    "stack",
    "class Stack:\n    def __init__(self):\n        self.v = []\n"
    "    def push(self, x):\n        self.v.append(x)",
    "s = Stack()\ns.push(3)\nassert s.v == [3]",
)
NAMED = ("named", "vec = 1", "assert 'vec' in dir()")
OWN = (
    "own",
    "def sum(values):\n    ### BEGIN SOLUTION\n    total = 0\n    for one in values:\n"
    "        total += one\n    return total\n    ### END SOLUTION",
    "assert sum([1, 2]) == 3",
)
COPY = ("copy", "a = [1, 2]\nb = list(a)", "assert b == a and b is not a")
ANSWERS = {
    "right": {},
    "wrong": {"mean": "def mean(v): return 0", "stack": "class Stack: pass", "named": "vek = 1"},
    "alias": {"copy": "a = [1, 2]\nb = a"},
    "tampers": {
        "mean": """\
import ast
class NoAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
get_ipython().ast_transformers.append(NoAsserts())
def mean(v): return 0
"""
    },
    "ends": {"copy": "import os\nos._exit(3)", "mean": "import os\ndef mean(v): os._exit(4)"},
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Five students and one who did nothing, graded; and what was printed."""
    one = Lab(tmp_path_factory.mktemp("lab"), MEAN, STACK, NAMED, OWN, COPY)
    for student, answers in ANSWERS.items():
        one.hand_in(student, answers)
    one.hand_in("empty")
    with redirect_stdout(io.StringIO()) as said:
        assert grade_class("lab", course=one.course, jobs=1) == 0
    one.said = said.getvalue()
    return one


def test_a_plan_says_which_way_and_why(lab, capsys):
    tests = lab.plan().tests
    ways = {name.removeprefix("test-"): plan.way for name, plan in tests.items()}
    beside = dict.fromkeys(("stack", "named", "own"), "beside")
    assert ways == {"mean": "apart", "copy": "apart"} | beside
    assert "Stack" in tests["test-stack"].reason
    assert "`assert 'vec' in dir()`" in tests["test-named"].reason
    assert "with no answer in it the test passes apart" in tests["test-own"].reason
    assert all(plan.solution.passed and not plan.problems() for plan in tests.values())
    assert "3 of 5 tests of lab are graded beside the students' code" in lab.said
    assert calibrate_assignments(["lab"], course=lab.course) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header.split() == ["lab", "graded", "solution", "empty"]
    assert rows[0].split() == ["test-mean", "apart", "2", "/", "2", "0", "/", "2"]


def test_right_wrong_and_empty_answers(lab):
    full = dict.fromkeys(("mean", "stack", "named", "own", "copy"), 2)
    assert lab.points("right") == full
    assert lab.points("wrong") == full | {"mean": 0, "stack": 0, "named": 0}
    assert lab.points("empty") == dict.fromkeys(full, 0)
    assert not any(word in lab.text("right") for word in ("CannotCross", "About this submission"))


def test_what_comes_out_differently_waits_with_both_outcomes(lab):
    """F8: a copy that is none passes apart, where each name is handed over by itself."""
    assert lab.points("alias")["copy"] is None
    text = lab.text("alias")
    assert "Apart from the student's code the test passes; beside it" in text
    assert "it fails (AssertionError)" in text
    assert LOOKED_AT in text
    assert "CannotCross" not in text


def test_who_tampers_gains_no_silent_point(lab):
    points = lab.points("tampers")
    assert points["mean"] is None, "apart it fails, and beside nothing fails any more"
    assert "the test fails (AssertionError); beside it" in lab.text("tampers")
    assert points["copy"] == 2, "this one is right both ways"


def test_a_cell_that_ends_the_process_costs_its_own_points(lab):
    points = lab.points("ends")
    assert points["mean"] == points["copy"] == 0
    waits = {name for name, score in points.items() if score is None}
    assert waits == {"stack", "named", "own"}, "nbgrader would give none; a person is told"
    assert RESTARTED.replace("'", "\\'")[:40] in lab.text("ends").replace("'", "\\'")


def test_both_drivers_use_one_plan(lab):
    path = own_folder(lab.course.directory, "lab") / PLAN_FILE
    before, points = path.read_bytes(), {name: lab.points(name) for name in ("right", "tampers")}
    for student in points:
        done = NbGraderAPI(config=lab.config).autograde("lab", student, force=True)
        assert done["success"], done
        assert lab.points(student) == points[student]
    assert path.read_bytes() == before


def test_strict_leaves_to_a_person_what_is_not_graded_apart(lab):
    waiting = dict.fromkeys(("stack", "named", "own"))
    assert lab.grade("right", strict=True) == {"mean": 2, "copy": 2} | waiting
    assert "Beside it, the test passes" in lab.text("right")
    assert lab.grade("right") == dict.fromkeys(("mean", "stack", "named", "own", "copy"), 2)


def test_without_a_second_opinion_a_pass_apart_is_final(lab, monkeypatch):
    ran = []
    ways = runner.execute
    monkeypatch.setattr(runner, "execute", lambda *a, **k: ran.append(k["beside"]) or ways(*a, **k))
    one = Lab.__new__(Lab)
    one.folder, one.exercises = lab.folder, lab.exercises
    one.config = deepcopy(lab.config)
    one.config.RunApart.second_opinion = False
    assert one.grade("alias")["copy"] == 2
    assert ran == [False, True], "three tests are graded beside; the plan is the same"


def test_a_plan_is_made_again_when_the_source_changes(tmp_path, capsys):
    one = Lab(tmp_path, MEAN)
    path = own_folder(one.course.directory, "lab") / PLAN_FILE
    assert not one.plan().of("test-mean").problems()
    made = path.stat().st_mtime_ns
    assert one.plan() == plan_from(json.loads(path.read_bytes())["lab"]["plan"])
    assert path.stat().st_mtime_ns == made
    one.solve({"mean": "def mean(v):\n    return sum(v)"})
    one.hand_in("right", {})
    assert one.grade("right") == {"mean": 2}
    said = capsys.readouterr().out
    assert "test-mean: your solution doesn't get full points: AssertionError in line 1" in said
    assert calibrate_assignments(["lab"], course=one.course) == 1
    one.config.RunApart.cell_seconds = 50
    made = path.stat().st_mtime_ns
    one.plan()
    assert path.stat().st_mtime_ns > made, "limits are part of it"
