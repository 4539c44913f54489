"""The course's command line: `imagelessons COMMAND`."""

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points

# Whoever installs the whole course has more commands, each by an entry point of this group.
GROUP = "imagelessons.commands"


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
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="imagelessons", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_validate(commands)
    _add_fresh(commands)
    _add_data(commands)
    _add_large(commands)
    if not words or words[0] not in commands.choices:
        missing = [entry.name for entry in entry_points(group=GROUP) if not _add(entry, commands)]
        if words and words[0] in missing:
            print(
                f"`imagelessons {words[0]}` is a command for instructors. It isn't part of what "
                f"students get; the whole course has it."
            )
            return 2
    parsed = parser.parse_args(words)
    return parsed.function(parsed)


def _add(entry: EntryPoint, commands: argparse._SubParsersAction) -> bool:
    """Add a command of another package; return whether that package is there."""
    try:
        add = entry.load()
    except ModuleNotFoundError as error:
        if error.name not in (entry.module, entry.module.partition(".")[0]):
            raise
        return False
    add(commands)
    return True


# Each command imports what it needs when it runs: a student's check shouldn't wait for it.


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
        from imagelessons.data.make_pictures import make_data

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
        from imagelessons.data.make_large import make_large

        return make_large(parsed.folder, parsed.seed, parsed.format)

    command.set_defaults(function=function)


if __name__ == "__main__":
    sys.exit(main())
