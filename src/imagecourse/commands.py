"""The commands for authors and instructors: pyproject.toml names each, `imagelessons` finds them.

Each command imports what it needs when it runs: nobody's `--help` should wait for it.
"""

import argparse
from collections.abc import Callable

from imagelessons.data import course_root
from nbisolate import cli
from nbisolate.cli import count, with_sentence


def _set(command: argparse.ArgumentParser, function: Callable[[argparse.Namespace], int]) -> None:
    command.set_defaults(function=lambda parsed: with_sentence(function, parsed))


def add_release(commands: argparse._SubParsersAction) -> None:
    """Add the command ``release``."""
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

    _set(command, function)


def add_bundle(commands: argparse._SubParsersAction) -> None:
    """Add the command ``bundle``."""
    command = commands.add_parser(
        "bundle", help="write all that students need, and nothing else, into one zip archive"
    )
    command.add_argument(
        "--folder", default=None, help="into this folder instead, such as a repository's checkout"
    )

    def function(parsed: argparse.Namespace) -> int:
        from imagecourse.author.bundle import bundle

        return bundle(parsed.folder)

    _set(command, function)


def add_grade(commands: argparse._SubParsersAction) -> None:
    """Add the command ``grade``: that of nbisolate, for this course."""
    cli.add_grade(commands, course_root)
    command = commands.choices["grade"]
    _set(command, command.get_default("function"))


def add_calibrate(commands: argparse._SubParsersAction) -> None:
    """Add the command ``calibrate``: that of nbisolate, for this course."""
    cli.add_calibrate(commands, course_root)
    command = commands.choices["calibrate"]
    _set(command, command.get_default("function"))


def add_class(commands: argparse._SubParsersAction) -> None:
    """Add the command ``class``."""
    command = commands.add_parser(
        "class", help="make a class of made-up students, grade it and write feedback"
    )
    command.add_argument("--folder", default="grading/class", help="where the class lies")
    command.add_argument("--all", action="store_true", help="all assignments, not only two")

    def function(parsed: argparse.Namespace) -> int:
        from imagecourse.demo_class import run_class

        return run_class(parsed.folder, everything=parsed.all)

    _set(command, function)


def add_report(commands: argparse._SubParsersAction) -> None:
    """Add the command ``report``."""
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

    _set(command, function)


def add_report_card(commands: argparse._SubParsersAction) -> None:
    """Add the command ``report-card``."""
    command = commands.add_parser(
        "report-card", help="try the tests of the exercises on the bank of answers and on mutants"
    )
    command.add_argument(
        "names", nargs="*", help="such as exercises-02-masking/dark; by default all"
    )
    command.add_argument("--jobs", type=count, help="answers at a time; by default one a core")

    def function(parsed: argparse.Namespace) -> int:
        from imagecourse.author.report_card.command import report_card

        return report_card(parsed.names, processes=parsed.jobs)

    _set(command, function)


def add_new(commands: argparse._SubParsersAction) -> None:
    """Add the command ``new``."""
    command = commands.add_parser(
        "new", help="begin an exercise or a lesson: all its files, filled in so far that they run"
    )
    things = command.add_subparsers(dest="thing", required=True, metavar="exercise|lesson")
    exercise = things.add_parser("exercise", help="at the end of an assignment, or in a new one")
    exercise.add_argument("assignment", help="such as exercises-02-masking; may be new")
    exercise.add_argument("name", help="what learners make is called so, such as row_means")
    exercise.add_argument("--kind", default="function", help="function, figure or value")
    lesson = things.add_parser("lesson", help="a notebook in the form of the course's lessons")
    lesson.add_argument("name", help="its number and name, such as 07-registration")

    def of_exercise(parsed: argparse.Namespace) -> int:
        from imagecourse.author.new.command import begin_exercise

        return begin_exercise(parsed.assignment, parsed.name, parsed.kind)

    def of_lesson(parsed: argparse.Namespace) -> int:
        from imagecourse.author.new.command import begin_lesson

        return begin_lesson(parsed.name)

    _set(exercise, of_exercise)
    _set(lesson, of_lesson)
