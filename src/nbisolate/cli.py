"""Grade notebooks shut in: `nbisolate COMMAND`, in the folder of any nbgrader course."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words behind ``nbisolate``; by default those of the command line.

    Returns
    -------
    int
        The exit status: 0 if all is well, 1 if something is to mend, 2 for a wrong call.
    """
    parser = argparse.ArgumentParser(prog="nbisolate", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_calibrate(commands)
    add_grade(commands)
    parsed = parser.parse_args(arguments)
    return with_sentence(parsed.function, parsed)


def with_sentence(function: Callable[[argparse.Namespace], int], parsed: argparse.Namespace) -> int:
    """Run a command; what keeps it from using the course's disk or gradebook is said.

    Parameters
    ----------
    function : callable
        Returns an exit status.
    parsed : argparse.Namespace

    Returns
    -------
    int
        The exit status; 1 where the disk or the gradebook can't be used.
    """
    try:
        return function(parsed)
    except Exception as error:
        from nbisolate.course.errors import trouble

        said = trouble(error)
        if not said:
            raise
        print(f"{said}.", file=sys.stderr)
        return 1


# A command imports what it needs when it runs: `--help` shouldn't wait for nbgrader.


def add_calibrate(
    commands: argparse._SubParsersAction, root: Callable[[], Path | None] = lambda: None
) -> None:
    """Add the command ``calibrate``.

    Parameters
    ----------
    commands : argparse subparsers
    root : callable, optional
        Returns the folder of the course that is meant where the working directory is in none.
    """
    command = commands.add_parser(
        "calibrate", help="try the tests on the solution, and say how each is graded and why"
    )
    command.add_argument("assignments", nargs="+")
    command.add_argument(
        "--again", action="store_true", help="also if nothing has changed since the last time"
    )

    def function(parsed: argparse.Namespace) -> int:
        from nbisolate.grade.calibrate_command import calibrate_assignments

        return calibrate_assignments(parsed.assignments, again=parsed.again, root=root())

    command.set_defaults(function=function)


def add_grade(
    commands: argparse._SubParsersAction, root: Callable[[], Path | None] = lambda: None
) -> None:
    """Add the command ``grade``.

    Parameters
    ----------
    commands : argparse subparsers
    root : callable, optional
        Returns the folder of the course that is graded where the working directory is in none.
    """
    command = commands.add_parser("grade", help="grade what a class has handed in")
    command.add_argument("assignment")
    command.add_argument("students", nargs="*", help="by default all who handed in")
    command.add_argument("--jobs", type=count, help="notebooks at a time; by default one a core")
    command.add_argument("--seed", type=int, help="grade on unseen data of this seed")
    command.add_argument(
        "--require-sandbox",
        action="store_true",
        help="grade nothing where a layer of the sandbox is missing",
    )
    command.add_argument(
        "--strict",
        action="store_true",
        help="leave to a person each test that can't be graded apart from the students' code",
    )
    command.add_argument("--force", action="store_true", help="also what is graded already")

    def function(parsed: argparse.Namespace) -> int:
        from nbisolate.grade.command import grade_class

        return grade_class(
            parsed.assignment,
            parsed.students,
            jobs=parsed.jobs,
            seed=parsed.seed,
            require_sandbox=parsed.require_sandbox,
            strict=parsed.strict,
            force=parsed.force,
            root=root(),
        )

    command.set_defaults(function=function)


def count(text: str) -> int:
    """Return a number of processes as a command line names it."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


if __name__ == "__main__":
    sys.exit(main())
