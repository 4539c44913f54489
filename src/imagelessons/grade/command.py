"""`imagelessons grade`: a class in one command."""

import logging
import warnings
from collections.abc import Iterable, Iterator, Sequence

from nbformat.warnings import MissingIDFieldWarning

from imagelessons.grade.apart.sandbox import missing_layers
from imagelessons.grade.course import Course, settings_here
from imagelessons.grade.course_class import CannotGradeError, Outcome, grade_assignment
from imagelessons.grade.ignored import ignored_settings
from imagelessons.grade.job import Graded, Job
from imagelessons.grade.overview import as_page, as_table
from imagelessons.grade.workers import (
    SchedulerError,
    cores,
    grade_here,
    grade_on_cluster,
    own_state,
    state_of_workers,
)
from imagelessons.phantoms.unseen import unseen_pictures

INTERRUPTED = 130


def grade_class(
    assignment: str,
    students: Sequence[str] = (),
    *,
    jobs: int | None = None,
    seed: int | None = None,
    scheduler: str | None = None,
    require_sandbox: bool = False,
    force: bool = False,
    course: Course | None = None,
) -> int:
    """Grade what a class has handed in, and print what came of it.

    Parameters
    ----------
    assignment : str
    students : sequence of str, optional
        By default all who handed in.
    jobs : int, optional
        How many notebooks run at a time; by default one for each processor.
    seed : int, optional
        Grade on unseen pictures of this seed.
    scheduler : str, optional
        The address of a dask.distributed scheduler, whose workers grade instead of this machine.
    require_sandbox : bool, optional
        Whether to refuse where a layer of the sandbox is missing.
    force : bool, optional
        Whether to grade again what is graded already.
    course : Course, optional
        By default that of the working directory.

    Returns
    -------
    int
        0 if every submission has its points, or waits for a person with the reason stated; also
        one that couldn't be read, which has zero points and the cause. 1 if one of them has none,
        because the grader itself failed. 2 if nothing was graded: what was asked for isn't there,
        the source isn't in Python, or the sandbox isn't complete and that was required. 130 after
        Ctrl-C: what was graded until then is kept.
    """
    warnings.filterwarnings("ignore", category=MissingIDFieldWarning)
    warnings.filterwarnings("ignore", module="nbgrader")
    logging.getLogger("imagelessons.grade.rows").setLevel(logging.WARNING)
    course = course or Course(settings_here())
    for sentence in ignored_settings(course.config):
        print(sentence)
    try:
        if not sandbox_is_complete(scheduler) and require_sandbox:
            print("Nothing was graded: --require-sandbox asks for all of its layers.")
            return 2
        if seed is not None:
            make_pictures(seed)

        def run(tasks: Iterable[Job]) -> Iterator[Graded]:
            if scheduler:
                return grade_on_cluster(tasks, scheduler)
            return grade_here(tasks, jobs or cores())

        outcome = grade_assignment(
            course,
            assignment,
            run,
            students=students,
            seed=seed,
            sandbox=require_sandbox,
            force=force,
        )
    except (CannotGradeError, SchedulerError) as error:
        print(error)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. What was graded is kept; the same command goes on from there.")
        return INTERRUPTED
    report(course, assignment, outcome)
    return 1 if outcome.failed else 0


def make_pictures(seed: int) -> None:
    """Make the pictures of a seed, if they aren't there yet, before they are needed.

    Raises
    ------
    CannotGradeError
        If there are none of this seed.
    """
    try:
        unseen_pictures(seed)
    except ValueError as error:
        raise CannotGradeError(str(error)) from None


def report(course: Course, assignment: str, outcome: Outcome) -> None:
    """Print the table of a class, and write it as a page beside the folder of what is graded."""
    print(as_table(outcome.rows))
    page = course.own_folder(assignment).parent.parent.with_name(f"overview-{assignment}.html")
    page.write_text(as_page(outcome.rows), encoding="utf-8")
    print(f"Overview: {page}")


def sandbox_is_complete(scheduler: str | None = None) -> bool:
    """Say which layers of the sandbox are missing where the notebooks will run.

    Parameters
    ----------
    scheduler : str, optional
        The address of a scheduler, if not this machine grades but its workers.

    Returns
    -------
    bool
        Whether all are there.

    Raises
    ------
    SchedulerError
        If the cluster can't be used.
    """
    if not scheduler:
        return _say_missing(missing_layers(), "this machine")
    own, _ = own_state()
    complete = True
    for worker, (found, missing) in state_of_workers(scheduler).items():
        if found != own:
            raise SchedulerError(
                f"The worker {worker} has version {found} of the course, this machine has {own}. "
                f"Install the same there."
            )
        complete = _say_missing(missing, f"the worker {worker}") and complete
    return complete


def _say_missing(missing: dict[str, str], where: str) -> bool:
    for layer, leaves_open in missing.items():
        print(f"On {where} the sandbox lacks a layer, {layer}: {leaves_open}")
    return not missing
