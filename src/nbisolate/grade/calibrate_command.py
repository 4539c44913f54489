"""`nbisolate calibrate`: which way each test is graded, and why."""

import logging
import warnings
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

from nbformat.warnings import MissingIDFieldWarning
from nbgrader.api import Gradebook
from sqlalchemy.exc import DatabaseError

from nbisolate.calibrate.outcome import Outcome
from nbisolate.calibrate.plan import Plan
from nbisolate.course.coursedir import Course, CourseNotFoundError, settings_here
from nbisolate.course.errors import trouble
from nbisolate.course.kernels import why_not_python
from nbisolate.extension import ExtensionError
from nbisolate.grade.calibration import Calibrated, told
from nbisolate.grade.grade_class import CannotGradeError, known_sources
from nbisolate.grade.isolate import RunApart


def calibrate_assignments(
    assignments: Sequence[str],
    *,
    again: bool = False,
    root: Path | None = None,
    course: Course | None = None,
) -> int:
    """Try the tests of assignments on their solutions, and print how each is graded.

    Parameters
    ----------
    assignments : sequence of str
    again : bool, optional
        Also where nothing has changed since the last time.
    root : pathlib.Path, optional
        The folder of the course where the working directory is in none.
    course : Course, optional
        By default that of the working directory.

    Returns
    -------
    int
        0 if all solutions get full points and no empty notebook gets any, 1 if not, 2 if an
        assignment can't be tried.
    """
    warnings.filterwarnings("ignore", category=MissingIDFieldWarning)
    warnings.filterwarnings("ignore", module="nbgrader")
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    status = 0
    try:
        course = course or Course(settings_here(root))
        for assignment in assignments:
            for name, plan in plans_of(course, assignment, again=again).items():
                print("\n".join(as_table(name, plan)))
                status |= bool(plan.notes or any(one.problems() for one in plan.tests.values()))
    except (CannotGradeError, CourseNotFoundError, ExtensionError) as error:
        print(error)
        return 2
    except (OSError, DatabaseError) as error:
        said = trouble(error)
        if not said:
            raise
        print(f"{said}.")
        return 2
    return status


def told_before(course: Course, assignment: str) -> list[str]:
    """Try the tests of an assignment on its solution, and return what its author should know.

    Returns
    -------
    list of str
        Sentences; empty if all tests are graded apart from the students' code and the solution
        gets full points.
    """
    try:
        return told(assignment, calibrated(course, assignment))
    except CannotGradeError as error:
        return [str(error)]


def plans_of(course: Course, assignment: str, *, again: bool = False) -> dict[str, Plan]:
    """Return how the tests of an assignment are graded, by its notebooks.

    Raises
    ------
    CannotGradeError
        If the gradebook doesn't know the assignment, or its kernel isn't Python.
    """
    found = calibrated(course, assignment, again=again)
    return {name: one.plan for name, one in found.items()}


def calibrated(course: Course, assignment: str, *, again: bool = False) -> dict[str, Calibrated]:
    """Return the notebooks of an assignment, ready to be graded; raises as `plans_of` does."""
    folder = course.source(assignment)
    with chdir(course.root):
        with Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
            sources = known_sources(gradebook, assignment, Path(folder))
            why = why_not_python(gradebook, assignment, folder)
        if why:
            raise CannotGradeError(why)
        calibration = RunApart(config=course.config).calibration(course.directory)
        return calibration.of(assignment, sources, again=again)


def as_table(name: str, plan: Plan) -> list[str]:
    r"""Return the lines of a table of a notebook's tests.

    Examples
    --------
    >>> from nbisolate.calibrate.plan import TestPlan
    >>> right, wrong = Outcome(2.0, 2.0), Outcome(0.0, 2.0, True, "NameError")
    >>> tests = {"test-mean": TestPlan(solution=right, empty=wrong)}
    >>> print("\n".join(as_table("lab-3", Plan(tests))))
    lab-3      graded  solution  empty
    test-mean  apart   2 / 2     0 / 2

    A test without points says whether an answer passes:

    >>> wrong = Outcome(0.0, 0.0, True, "NameError", 1, "mean([1])")
    >>> tests = {"test-mean": TestPlan(solution=wrong, empty=wrong)}
    >>> print("\n".join(as_table("lab-3", Plan(tests))))
    lab-3      graded  solution  empty
    test-mean  apart   fails     fails  your solution fails: NameError in line 1, `mean([1])`
    """
    rows = [(name, "graded", "solution", "empty", "")]
    rows += [
        (test, one.way, _points(one.solution), _points(one.empty), _remarks(one))
        for test, one in plan.tests.items()
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join(map(str.ljust, row, [*widths, 0])).rstrip() for row in rows]
    return [*lines, *plan.notes]


def _points(outcome: Outcome | None) -> str:
    if outcome is None:
        return "?"
    if not outcome.points:
        return "?" if outcome.waits else "fails" if outcome.failed else "passes"
    score = "?" if outcome.score is None or outcome.waits else f"{outcome.score:g}"
    return f"{score} / {outcome.points:g}"


def _remarks(test) -> str:
    return "; ".join(filter(None, [test.reason, *test.problems()]))
