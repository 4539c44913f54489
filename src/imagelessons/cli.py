"""The course's command line: `imagelessons COMMAND`."""

import argparse
import sys
from collections.abc import Sequence


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
    _add_release(commands)
    _add_class(commands)
    _add_data(commands)
    _add_large(commands)
    parsed = parser.parse_args(arguments)
    return parsed.function(parsed)


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
        from imagelessons.author.release import release

        return release(
            parsed.assignments,
            use_gradebook=not parsed.no_db,
            with_solutions=parsed.with_solutions,
        )

    command.set_defaults(function=function)


def _add_class(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "class", help="make a class of made-up students, grade it and write feedback"
    )
    command.add_argument("--folder", default="grading/class", help="where the class lies")

    def function(parsed: argparse.Namespace) -> int:
        from imagelessons.grade.classroom import run_class

        return run_class(parsed.folder)

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
        from imagelessons.phantoms.files import make_data

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
        from imagelessons.phantoms.large import make_large

        return make_large(parsed.folder, parsed.seed, parsed.format)

    command.set_defaults(function=function)


if __name__ == "__main__":
    sys.exit(main())
