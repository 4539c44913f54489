"""A notebook, run apart and beside as far as its plan asks for it, and its points."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import nbformat
from nbformat import NotebookNode

from nbisolate.calibrate.outcome import Outcome, outcomes_of
from nbisolate.calibrate.plan import Plan
from nbisolate.calibrate.verdict import Policy, asked_beside, needs_beside, settle
from nbisolate.normalize.beside import exercise_of, written_beside
from nbisolate.normalize.points import CellGrade, is_untouched
from nbisolate.normalize.source import Source
from nbisolate.normalize.structure import grade_id
from nbisolate.session.execute import Executed
from nbisolate.session.session import Usage
from nbisolate.session.warm_parent import WarmError

NOT_RUN = "The notebook ended the program that runs it, twice. Look at what its code does."
LOOKED_AT = "A person will look at this."

# Runs a copy of a notebook, beside or apart.
Run = Callable[[NotebookNode, bool], tuple[NotebookNode, Executed]]


@dataclass(frozen=True)
class Ran:
    """A notebook that was run one way.

    Attributes
    ----------
    notebook : nbformat.NotebookNode
    executed : Executed
    outcomes : dict of str to Outcome
    """

    notebook: NotebookNode
    executed: Executed
    outcomes: dict[str, Outcome]


@dataclass(frozen=True)
class Verdict:
    """What came of a student's notebook.

    Attributes
    ----------
    notebook : nbformat.NotebookNode
        With the outputs that count.
    needs_person : dict of str to str
        By grade id: why a person has to give the points. Those of all other cells are what their
        outputs say.
    causes : dict of str to str
        By the grade id of a cell, or its number: why it was stopped.
    usage : Usage
        Of all runs together.
    """

    notebook: NotebookNode
    needs_person: dict[str, str]
    causes: dict[str, str]
    usage: Usage


def run_one_way(notebook: NotebookNode, source: Source, run: Run, *, beside: bool) -> Ran:
    """Run a notebook apart or beside, and say what came of its tests."""
    try:
        done, executed = run(notebook, beside)
    except WarmError:
        tests = [cell.name for cell in source.cells if cell.is_test]
        done, executed = notebook, Executed(Usage(), needs_person=dict.fromkeys(tests, NOT_RUN))
    return Ran(done, executed, outcomes_of(done, source, executed))


def grade_notebook(
    notebook: NotebookNode, source: Source, plan: Plan, policy: Policy, run: Run
) -> Verdict:
    """Run a student's notebook and give it its points.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Repaired. It stays as it is.
    source : Source
    plan : Plan
    policy : Policy
    run : callable
        Takes the notebook and whether the tests run beside; it runs a copy, and may raise
        `WarmError`.

    Returns
    -------
    Verdict
    """
    tests = [cell.name for cell in source.cells if cell.is_test]
    apart = beside = None
    if not tests or any(plan.of(name).way == "apart" for name in tests):
        apart = run_one_way(notebook, source, run, beside=False)
    if needs_beside(plan, apart and apart.outcomes, policy):
        beside = run_one_way(notebook, source, run, beside=True)
    compared = set(asked_beside(plan, apart.outcomes, policy)) if apart else set()
    grades = {}
    for name in tests:
        test = plan.of(name)
        is_asked = test.way == "beside" or name in compared
        grades[name] = settle(
            test,
            apart.outcomes[name] if apart else None,
            beside.outcomes[name] if beside and is_asked else None,
            strict=policy.strict,
            answered=is_answered(notebook, source, name),
        )
    return _verdict(apart, beside, plan, tests, grades)


def is_answered(notebook: NotebookNode, source: Source, test: str) -> bool:
    """Return whether a student has written anything into the answers that a test is about."""
    cells = {grade_id(cell): cell for cell in notebook.cells}
    answers = [one for one in map(source.by_name.get, exercise_of(source, test)) if one.solution]
    for original in answers:
        cell = cells.get(original.name)
        if cell and cell.source.strip() and not is_untouched(cell, original):
            return True
    return any(written_beside(notebook, original, source) for original in answers)


def _verdict(
    apart: Ran | None,
    beside: Ran | None,
    plan: Plan,
    tests: list[str],
    grades: Mapping[str, CellGrade],
) -> Verdict:
    kept = apart or beside
    causes = dict(kept.executed.causes)
    usage = kept.executed.usage
    if apart and beside:
        usage = _sum(usage, beside.executed.usage)
        for cell, other in zip(apart.notebook.cells, beside.notebook.cells, strict=True):
            name = grade_id(cell)
            # What stays in the student's process says nothing to him.
            if name in tests and (plan.of(name).way == "beside" or apart.outcomes[name].waits):
                cell.outputs = other.outputs
                causes.pop(name, None)
                if name in beside.executed.causes:
                    causes[name] = beside.executed.causes[name]
    for cell in kept.notebook.cells:
        name = grade_id(cell)
        runs = [one.outcomes[name] for one in (apart, beside) if one] if name in tests else []
        # What a test said that may be wrong about the answer is no feedback.
        if runs and grades[name].score is None and any(one.failed for one in runs):
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=LOOKED_AT)]
    needs_person = {name: grade.reason for name, grade in grades.items() if grade.reason}
    return Verdict(kept.notebook, needs_person, causes, usage)


def _sum(one: Usage, other: Usage) -> Usage:
    return replace(
        one,
        seconds=one.seconds + other.seconds,
        student_cpu_seconds=one.student_cpu_seconds + other.student_cpu_seconds,
        tests_cpu_seconds=one.tests_cpu_seconds + other.tests_cpu_seconds,
        memory_mb=max(one.memory_mb, other.memory_mb),
    )
