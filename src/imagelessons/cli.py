"""The course's command line: `imagelessons COMMAND`."""

import argparse
import sys
from collections.abc import Sequence

# What the students' bundle leaves out.
_INSTRUCTORS = ("imagecourse", "nbisolate.grade")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command of the course.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words behind ``imagelessons``; by default those of the command line.

    Returns
    -------
    int
        The exit status: 0 if all is well, 1 if something is to mend, 2 for a wrong call.
    """
    parser = argparse.ArgumentParser(prog="imagelessons", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_validate(commands)
    _add_fresh(commands)
    _add_release(commands)
    _add_bundle(commands)
    _add_calibrate(commands)
    _add_grade(commands)
    _add_class(commands)
    _add_report(commands)
    _add_report_card(commands)
    _add_data(commands)
    _add_large(commands)
    parsed = parser.parse_args(arguments)
    try:
        return parsed.function(parsed)
    except ModuleNotFoundError as error:
        if not str(error.name).startswith(_INSTRUCTORS):
            raise
        print(
            f"`imagelessons {parsed.command}` is a command for instructors. It isn't part of what "
            f"students get; the whole course has it."
        )
        return 2
    except Exception as error:
        said = _trouble(error)
        if not said:
            raise
        print(f"{said}.", file=sys.stderr)
        return 1


def _trouble(error: Exception) -> str:
    """Return what keeps an instructor's command from using the course's disk or gradebook."""
    try:
        from nbisolate.grade.errors import trouble
    except ModuleNotFoundError:
        return ""
    return trouble(error)


# Each command imports what it needs when it runs: a student's check shouldn't wait for the
# instructor's libraries.


def _add_validate(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "validate",
        help="say whether a notebook is fit to hand in, and what to mend if not",
    )
    command.add_argument("notebooks", nargs="*", help="by default every exercise notebook")

    def function(parsed: argparse.Namespace) -> int:
        from imagelessons.validate.command import validate_notebooks

        return validate_notebooks(parsed.notebooks)

    command.set_defaults(function=function)


def _add_fresh(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "fresh", help="a fresh copy of a lesson or an exercise; the old one is kept beside it"
    )
    command.add_argument("names", nargs="*", help="such as 01-greyscale")

    def function(parsed: argparse.Namespace) -> int:
        from imagelessons.workspace.fresh import fresh

        return fresh(parsed.names)

    command.set_defaults(function=function)


def _add_release(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "release", help="make the students' exercises from the sources in solutions/"
    )
    command.add_argument("assignments", nargs="*", help="by default every assignment")
    command.add_argument(
        "--no-db",
        action="store_true",
        help="leave the gradebook alone: while writing exercises, and in tests",
    )
    command.add_argument(
        "--with-solutions",
        action="store_true",
        help="hand out the reference answers too, for `check.solution`: after the deadline",
    )

    def function(parsed: argparse.Namespace) -> int:
        from imagecourse.author.release import release

        return release(
            parsed.assignments,
            use_gradebook=not parsed.no_db,
            with_solutions=parsed.with_solutions,
        )

    command.set_defaults(function=function)


def _add_bundle(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "bundle", help="write all that students need, and nothing else, into one zip archive"
    )
    command.add_argument(
        "--folder", default=None, help="into this folder instead, such as a repository's checkout"
    )

    def function(parsed: argparse.Namespace) -> int:
        from imagecourse.author.bundle import bundle

        return bundle(parsed.folder)

    command.set_defaults(function=function)


def _add_calibrate(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "calibrate", help="try the tests on the solution, and say how each is graded and why"
    )
    command.add_argument("assignments", nargs="+")
    command.add_argument(
        "--again", action="store_true", help="also if nothing has changed since the last time"
    )

    def function(parsed: argparse.Namespace) -> int:
        from imagelessons.data import course_root
        from nbisolate.grade.calibrate_command import calibrate_assignments

        return calibrate_assignments(parsed.assignments, again=parsed.again, root=course_root())

    command.set_defaults(function=function)


def _add_grade(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("grade", help="grade what a class has handed in")
    command.add_argument("assignment")
    command.add_argument("students", nargs="*", help="by default all who handed in")
    command.add_argument("--jobs", type=_count, help="notebooks at a time; by default one a core")
    command.add_argument("--seed", type=int, help="grade on unseen pictures of this seed")
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
        from imagelessons.data import course_root
        from nbisolate.grade.command import grade_class

        return grade_class(
            parsed.assignment,
            parsed.students,
            jobs=parsed.jobs,
            seed=parsed.seed,
            require_sandbox=parsed.require_sandbox,
            strict=parsed.strict,
            force=parsed.force,
            root=course_root(),
        )

    command.set_defaults(function=function)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _add_class(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "class", help="make a class of made-up students, grade it and write feedback"
    )
    command.add_argument("--folder", default="grading/class", help="where the class lies")
    command.add_argument("--all", action="store_true", help="all assignments, not only two")

    def function(parsed: argparse.Namespace) -> int:
        from imagecourse.demo_class import run_class

        return run_class(parsed.folder, everything=parsed.all)

    command.set_defaults(function=function)


def _add_report(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "report", help="say what a class knows and what it gets wrong: a page, and points as CSV"
    )
    command.add_argument("assignment", help="such as exercises-01-greyscale")
    command.add_argument(
        "--folder",
        default=None,
        help="where gradebook.db and autograded lie, such as grading/class",
    )
    command.add_argument("--html", default=None, metavar="FILE", help="the page to write")
    command.add_argument("--csv", default=None, metavar="FILE", help="write the points too")
    command.add_argument(
        "--lms",
        choices=["plain", "canvas", "moodle"],
        default="plain",
        help="the columns of the CSV: plain has the points of each exercise",
    )
    command.add_argument(
        "--no-names", action="store_true", help="leave out the section that names students"
    )

    def function(parsed: argparse.Namespace) -> int:
        from imagecourse.report.command import make_report

        return make_report(
            parsed.assignment,
            folder=parsed.folder,
            html=parsed.html,
            csv=parsed.csv,
            lms=parsed.lms,
            names=not parsed.no_names,
        )

    command.set_defaults(function=function)


def _add_report_card(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "report-card", help="try the tests of the exercises on the bank of answers and on mutants"
    )
    command.add_argument(
        "names", nargs="*", help="such as exercises-02-masking/dark; by default all"
    )
    command.add_argument("--jobs", type=_count, help="answers at a time; by default one a core")

    def function(parsed: argparse.Namespace) -> int:
        from imagecourse.author.report_card import report_card

        return report_card(parsed.names, processes=parsed.jobs)

    command.set_defaults(function=function)


def _add_data(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "data", help="make the pictures from their seeds, or fetch the originals that they imitate"
    )
    command.add_argument("--seed", type=int, default=None, help="another seed, for unseen pictures")
    command.add_argument("--folder", default=None, help="where to; needed with another seed")
    command.add_argument("--scene", action="append", help="only this one; may be said again")
    command.add_argument(
        "--originals",
        nargs="*",
        metavar="NAME",
        default=None,
        help="download the originals by hash: those that are named, or all (550 MB)",
    )

    def function(parsed: argparse.Namespace) -> int:
        if parsed.originals is not None:
            from imagelessons.data.command import get_originals

            return get_originals(parsed.originals, parsed.folder)
        from imagephantoms.files import make_data

        return make_data(parsed.seed, parsed.folder, parsed.scene)

    command.set_defaults(function=function)


def _add_large(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "large", help="make the section at 17360 x 18701 pixels, as PNG and as tiled TIFF (1.3 GB)"
    )
    command.add_argument("--seed", type=int, default=2026)
    command.add_argument("--folder", default=None, help="where to; by default data/large")
    command.add_argument("--format", action="append", choices=["png", "tiff"], default=None)

    def function(parsed: argparse.Namespace) -> int:
        from imagephantoms.large import make_large

        return make_large(parsed.folder, parsed.seed, parsed.format)

    command.set_defaults(function=function)


if __name__ == "__main__":
    sys.exit(main())
