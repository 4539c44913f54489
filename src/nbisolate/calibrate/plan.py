"""Which way each test of an assignment is graded, and what its solution says of that."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from nbisolate.calibrate.outcome import Outcome, first_sentence
from nbisolate.session.suspicions import fixed_values

Way = Literal["apart", "beside"]


@dataclass(frozen=True)
class TestPlan:
    """How one test is graded.

    Attributes
    ----------
    way : {"apart", "beside"}
    reason : str
        Why it is graded beside; or why nobody asks beside where it is graded apart.
    compared : bool
        Whether a run beside says anything about a test that is graded apart: the solution has the
        same points in both.
    doubts : tuple of str
        What is doubtful about the solution too, and so about nobody.
    solution, empty : Outcome or None
        Of the instructor's solution and of the notebook as it is released, in the way that the
        test is graded; None if they weren't tried.
    """

    __test__ = False

    way: Way = "apart"
    reason: str = ""
    compared: bool = True
    doubts: tuple[str, ...] = ()
    solution: Outcome | None = None
    empty: Outcome | None = None

    @property
    def fixed(self) -> dict[str, str]:
        """Digests of what names of locked cells hold in the test, whatever the answers are."""
        if self.solution is None or self.empty is None:
            return {}
        return fixed_values(self.solution.locked, self.empty.locked)

    def problems(self) -> list[str]:
        """Return what an instructor should know before anything is graded."""
        said = []
        if self.solution and not self.solution.passed:
            lacks = "doesn't get full points" if self.solution.points else "fails"
            said.append(f"your solution {lacks}: {self.solution.where()}")
        if self.empty and self.empty.score and not self.empty.waits:
            of = f"{self.empty.score:g} of {self.empty.points:g} points"
            said.append(f"the notebook gets {of} as it is released, with no answer in it")
        return said


@dataclass(frozen=True)
class Plan:
    """How the tests of a notebook are graded.

    Attributes
    ----------
    tests : dict of str to TestPlan
        By grade id; a test that isn't in it is graded apart and compared with its run beside.
    notes : tuple of str
        What else an instructor should know, such as that there is no solution to try.
    """

    tests: Mapping[str, TestPlan] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def of(self, name: str) -> TestPlan:
        """Return how a test is graded."""
        return self.tests.get(name, TestPlan())

    def ways(self) -> dict[str, list]:
        """Return what of the plan decides over points, as plain data."""
        return {
            name: [p.way, p.compared, list(p.doubts), p.fixed] for name, p in self.tests.items()
        }

    def plain(self) -> dict[str, Any]:
        """Return the plan as plain data."""
        return asdict(self)


def plan_from(plain: Mapping[str, Any]) -> Plan:
    """Return a plan from what `Plan.plain` gave, also after it went through JSON.

    Examples
    --------
    >>> plan = Plan({"test": TestPlan("beside", "it must", solution=Outcome(1.0, 1.0))})
    >>> plan_from(plan.plain()) == plan
    True
    """
    return Plan(
        {name: TestPlan(**_parts(one)) for name, one in plain["tests"].items()},
        tuple(plain["notes"]),
    )


def _parts(plain: Mapping[str, Any]) -> dict[str, Any]:
    parts = plain | {"doubts": tuple(plain["doubts"])}
    for run in ("solution", "empty"):
        found = parts[run]
        parts[run] = found and Outcome(**(found | {"doubts": tuple(found["doubts"])}))
    return parts


def decide(
    apart: tuple[Outcome, Outcome], beside: tuple[Outcome, Outcome], *, varies: bool = False
) -> TestPlan:
    """Return how a test is graded.

    Parameters
    ----------
    apart, beside : tuple of (Outcome, Outcome)
        Of the solution and of the released notebook.
    varies : bool, optional
        Whether the solution's outcome isn't the same in each run.

    Returns
    -------
    TestPlan

    Examples
    --------
    >>> right, wrong = Outcome(1.0, 1.0), Outcome(0.0, 1.0, True, "AssertionError")
    >>> decide((right, wrong), (right, wrong)).way
    'apart'
    >>> found = decide((wrong, wrong), (right, wrong))
    >>> print(found.way, found.reason)
    beside apart the solution fails (AssertionError), beside it passes
    >>> found = decide((right, wrong), (wrong, wrong))
    >>> print(found.way, found.compared)
    apart False
    """
    (solved, empty), (solved_beside, empty_beside) = apart, beside
    if varies:
        reason = "the solution's outcome isn't the same each time: something random, or the clock"
        return TestPlan("beside", reason, solution=solved_beside, empty=empty_beside)
    if solved_beside.passed and solved.passed:
        if _same_points(empty, empty_beside):
            return TestPlan(doubts=solved.doubts, solution=solved, empty=empty)
        reason = (
            f"with no answer in it the test {empty.said()} apart, and {empty_beside.said()} beside"
        )
        return TestPlan("beside", reason, solution=solved_beside, empty=empty_beside)
    if solved.passed:
        reason = f"beside, the solution {solved_beside.said()}, so that nobody is asked beside"
        return TestPlan("apart", reason, False, solved.doubts, solved, empty)
    if solved.same_as(solved_beside) and solved.error == solved_beside.error:
        return TestPlan(doubts=solved.doubts, solution=solved, empty=empty)
    reason = _why_beside(solved, solved_beside)
    return TestPlan("beside", reason, solution=solved_beside, empty=empty_beside)


def _same_points(one: Outcome, other: Outcome) -> bool:
    # What stays in the student's process has failed; there are no points to differ.
    return (one.score or 0.0, one.failed) == (other.score or 0.0, other.failed)


def _why_beside(apart: Outcome, beside: Outcome) -> str:
    if apart.waits:
        return first_sentence(apart.waits)
    where = f", in `{apart.tells}`" if apart.tells else ""
    return f"apart the solution {apart.said()}{where}, beside it {beside.said()}"
