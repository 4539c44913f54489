"""`nbisolate grade`: a class in one command."""

import contextlib
import logging
import signal
import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from nbformat.warnings import MissingIDFieldWarning
from traitlets import TraitError

from nbisolate.course.coursedir import CONFIG_FILE, Course, CourseNotFoundError, settings_here
from nbisolate.course.errors import SettingsError, trouble
from nbisolate.course.ignored_settings import ignored_settings
from nbisolate.extension import Extension, ExtensionError, load
from nbisolate.grade.grade_class import CannotGradeError, Outcome, grade_assignment
from nbisolate.grade.isolate import RunApart
from nbisolate.grade.job import Graded, Job
from nbisolate.grade.steps import hooks_not_called
from nbisolate.grade.workers import cores, grade_here
from nbisolate.pages.overview import as_page, as_table
from nbisolate.sandbox.capabilities import layers_of_system, missing_layers


def grade_class(
    assignment: str,
    students: Sequence[str] = (),
    *,
    jobs: int | None = None,
    seed: int | None = None,
    require_sandbox: bool = False,
    strict: bool = False,
    force: bool = False,
    root: Path | None = None,
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
        Grade on unseen data of this seed, if the course has them.
    require_sandbox : bool, optional
        Whether to refuse where a layer of the sandbox is missing.
    strict : bool, optional
        Whether a person gives the points of tests that can't be graded apart from the students'
        code.
    force : bool, optional
        Whether to grade again what is graded already.
    root : pathlib.Path, optional
        The folder of the course where the working directory is in none.
    course : Course, optional
        By default that of the working directory.

    Returns
    -------
    int
        0 if every submission has its points, or waits for a person with the reason stated; also
        one that couldn't be read, which has zero points and the cause. 1 if one of them has none,
        because the grader itself failed, or because the disk or the gradebook couldn't be used
        any more. 2 if nothing was graded: what was asked for isn't there, the source isn't in
        Python, disk or gradebook can't be used, or the sandbox isn't complete and that was
        required. 130 after Ctrl-C, 143 after SIGTERM, 129 after SIGHUP: what was graded until
        then is kept.
    """
    warnings.filterwarnings("ignore", category=MissingIDFieldWarning)
    warnings.filterwarnings("ignore", module="nbgrader")
    logging.getLogger("nbisolate.gradebook.writer").setLevel(logging.WARNING)
    # Here nbgrader logs what its database refused, with a traceback; the sentence is told below.
    logging.getLogger("tornado.application").setLevel(logging.CRITICAL)
    try:
        with stopped_as_by_ctrl_c():
            course = course or Course(settings_here(root))
            extension = load(RunApart(config=course.config).extension)
            said = ignored_settings(course.config, extension.quiet)
            for sentence in (*said, *hooks_not_called(course.autograde)):
                print(sentence)
            if not layers_of_system():
                print(missing_layers()["everything"])
                return 2
            if not sandbox_is_complete() and require_sandbox:
                print("Nothing was graded: --require-sandbox asks for all of its layers.")
                return 2
            if seed is not None:
                make_unseen_data(extension, seed)

            def run(tasks: Iterable[Job]) -> Iterator[Graded]:
                return grade_here(tasks, jobs or cores())

            outcome = grade_assignment(
                course,
                assignment,
                run,
                students=students,
                seed=seed,
                sandbox=require_sandbox,
                strict=strict,
                force=force,
            )
            return report(course, assignment, outcome)
    except CannotGradeError as error:
        print(error)
        return 1 if error.graded else 2
    except (ExtensionError, CourseNotFoundError, SettingsError) as error:
        print(error)
        return 2
    except TraitError as error:
        print(f"{CONFIG_FILE} has a setting that can't be used: {error}")
        return 2
    except KeyboardInterrupt as stop:
        # Where the terminal was closed, nobody is there to read it.
        with contextlib.suppress(OSError):
            print("\nStopped. What was graded is kept; the same command goes on from there.")
        return 128 + (stop.signal if isinstance(stop, Stopped) else signal.SIGINT)


class Stopped(KeyboardInterrupt):
    """The program was asked to end by another signal than that of Ctrl-C."""

    def __init__(self, number: int):
        super().__init__()
        self.signal = number


@contextlib.contextmanager
def stopped_as_by_ctrl_c() -> Iterator[None]:
    """Have the signals by which systems end programs raise `Stopped`, once; a second one ends it.

    A signal that is ignored, as after ``nohup``, stays ignored.
    """
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    numbers = [getattr(signal, name) for name in names]
    # Python hands signals to the main thread alone.
    if threading.current_thread() is not threading.main_thread():
        numbers = []
    numbers = [number for number in numbers if signal.getsignal(number) == signal.SIG_DFL]

    def stop(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        raise Stopped(number)

    for number in numbers:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


def make_unseen_data(extension: Extension, seed: int) -> None:
    """Make the unseen data of a seed, if they aren't there yet, before they are needed.

    Raises
    ------
    CannotGradeError
        If there are none of this seed, or they can't be written.
    """
    try:
        extension.surroundings(seed)
    except ValueError as error:
        raise CannotGradeError(str(error)) from None
    except OSError as error:
        said = trouble(error)
        if not said:
            raise
        raise CannotGradeError(f"{said}.") from None


def report(course: Course, assignment: str, outcome: Outcome) -> int:
    """Print the table of a class, and write it as a page beside the folder of what is graded.

    Returns
    -------
    int
        The exit status, as `grade_class` has it; 1 too if the page couldn't be written.
    """
    print(as_table(outcome.rows))
    page = course.own_folder(assignment).parent.parent.with_name(f"overview-{assignment}.html")
    try:
        page.write_text(as_page(outcome.rows), encoding="utf-8")
    except OSError as error:
        said = trouble(error)
        if not said:
            raise
        print(f"All grades are kept, but {page} isn't written. {said}.")
        return 1
    print(f"Overview: {page}")
    return 1 if outcome.failed else 0


def sandbox_is_complete() -> bool:
    """Say which layers of the sandbox are missing on this machine; return whether all are there."""
    missing = missing_layers()
    for layer, leaves_open in missing.items():
        print(f"On this machine the sandbox lacks a layer, {layer}: {leaves_open}")
    return not missing
