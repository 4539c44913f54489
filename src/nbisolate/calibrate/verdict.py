"""The points of a test from its outcome apart from the student's code, and beside it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from nbisolate.calibrate.outcome import Outcome
from nbisolate.calibrate.plan import Plan, TestPlan
from nbisolate.normalize.points import CellGrade
from nbisolate.session.suspicions import doubts_of_locked

RESTARTED = (
    "An earlier cell ended the notebook's process; the test passes once the others are run again "
    "without it. nbgrader would stop there."
)


@dataclass(frozen=True)
class Policy:
    """What an instructor wants of grading.

    Attributes
    ----------
    second_opinion : bool
        Whether each notebook is run beside too. Without, only where a test that is graded apart
        fails for another reason than a finding.
    strict : bool
        Whether a person gives the points of each test that isn't graded apart.
    findings : tuple of str
        Names of the errors by which tests say what is wrong with an answer: a failure by one of
        them needs no second opinion.
    """

    second_opinion: bool = True
    strict: bool = False
    findings: tuple[str, ...] = ()


def needs_beside(plan: Plan, apart: Mapping[str, Outcome] | None, policy: Policy) -> bool:
    """Return whether a notebook has to be run beside.

    Parameters
    ----------
    plan : Plan
    apart : mapping of str to Outcome, or None
        None if it wasn't run apart.
    policy : Policy
    """
    if apart is None:
        return True
    asked = asked_beside(plan, apart, policy)
    return bool(asked) or any(plan.of(name).way == "beside" for name in apart)


def asked_beside(plan: Plan, apart: Mapping[str, Outcome], policy: Policy) -> list[str]:
    """Return the tests graded apart that are compared with their run beside."""
    return [
        name
        for name, outcome in apart.items()
        if plan.of(name).way == "apart"
        and plan.of(name).compared
        and (policy.second_opinion or not _is_final(outcome, policy.findings))
    ]


def _is_final(outcome: Outcome, findings: Collection[str]) -> bool:
    if outcome.failed:
        return not outcome.waits and outcome.error.partition(":")[0] in findings
    return outcome.passed or bool(outcome.doubts)


def settle(
    test: TestPlan,
    apart: Outcome | None,
    beside: Outcome | None,
    *,
    strict: bool = False,
    answered: bool = True,
) -> CellGrade:
    """Return the points of a test, or why a person has to give them.

    Parameters
    ----------
    test : TestPlan
    apart, beside : Outcome or None
        None if nobody asks for it; one of them is there.
    strict : bool, optional
        Whether a person gives the points of a test that is graded beside.
    answered : bool, optional
        Whether the student has answered at all.

    Examples
    --------
    >>> right, wrong = Outcome(1.0, 1.0), Outcome(0.0, 1.0, True, "AssertionError")
    >>> settle(TestPlan(), right, right)
    CellGrade(score=1.0, max_score=1.0, reason='')
    >>> print(settle(TestPlan(), wrong, right).reason)
    Apart from the student's code the test fails (AssertionError); beside it, as nbgrader runs it, \
it passes.
    """
    one = beside if test.way == "beside" or apart is None else apart
    assert one is not None
    if one.points == 0:
        return CellGrade(0.0, 0.0)
    if answered and one.fails_like(test.solution):
        return CellGrade(None, one.points, _like_solution(one))
    if test.way == "beside":
        return _graded_beside(test, one, strict)
    doubts = [doubt for doubt in apart.doubts if doubt not in test.doubts]
    if not apart.failed:
        doubts += doubts_of_locked(test.fixed, apart.locked)
    if beside is None:
        return _person(apart, apart.waits or " ".join(doubts)) or CellGrade(
            apart.score, apart.points
        )
    if apart.waits and apart.waits == beside.waits:
        return CellGrade(None, apart.points, apart.waits)
    if apart.same_as(beside):
        return _person(apart, " ".join(doubts)) or CellGrade(apart.score, apart.points)
    if beside.score == 0 and not beside.waits and apart.failed:
        # The value that couldn't be handed over doesn't matter: it fails in any case.
        return CellGrade(0.0, apart.points)
    both = (
        f"Apart from the student's code the test {apart.said()}; beside it, as nbgrader runs it, "
        f"it {beside.said()}."
    )
    return CellGrade(None, apart.points, " ".join([both, *doubts]))


def _like_solution(one: Outcome) -> str:
    return (
        f"The instructor's own solution fails here in the same way, so that the test says nothing "
        f"of the answer: {one.where()}."
    )


def _graded_beside(test: TestPlan, beside: Outcome, strict: bool) -> CellGrade:
    waits = beside.waits
    if not waits and beside.restarted and beside.score:
        waits = RESTARTED
    if not waits and strict:
        waits = (
            f"It can't be graded apart from the student's code ({test.reason}), and such tests are "
            f"left to a person. Beside it, the test {beside.said()}."
        )
    return _person(beside, waits) or CellGrade(beside.score, beside.points)


def _person(outcome: Outcome, reason: str) -> CellGrade | None:
    return CellGrade(None, outcome.points, reason) if reason else None
