"""Run a notebook as the grader does: in a folder of its own, with what is handed in beside it."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from imagelessons.data.files import ENVIRONMENT_VARIABLE, data_folder
from nbisolate.normalize.files import MOST_FILES, copy_files, files_beside

# As `nbisolate.sandbox.limits.Limits` has them, which a student's computer doesn't have.
CELL_SECONDS = 60.0
TOTAL_SECONDS = 600.0
BESIDE_MB, SMALL_MB = 500, 20
# What a cell gets beyond its time until it is ended from outside, and the program to start.
_GRACE = 10.0
_MOST_PROGRAMS = 4

SLOW = (
    "This cell ran for more than {seconds:g} seconds and was stopped. Is there a loop that doesn't "
    "end, or one that visits each pixel where an array operation would do?"
)
DEAD = (
    "Python itself ended while this cell ran. Does it ask for more memory than there is, or end "
    "the program?"
)
NOT_RUN = "This cell wasn't run: the cells before it took too long, or ended Python too often."


class CannotRunError(Exception):
    """The program that runs the cells doesn't start; the message says what Python says."""


@dataclass
class Ran:
    """What became of a cell.

    Attributes
    ----------
    outputs : list of dict
        Errors, and the value of the last line, as nbformat has them.
    cause : str
        Why it was stopped; empty if it wasn't.
    finding : dict of str to str
        The parts of the finding that it ended with; empty if there is none.
    """

    outputs: list[dict] = field(default_factory=list)
    cause: str = ""
    finding: dict[str, str] = field(default_factory=dict)


def run_cells(
    cells: Sequence[str],
    files: Path | None = None,
    *,
    whole: bool = True,
    progress: Callable[[int], None] = lambda number: None,
    cell_seconds: float = CELL_SECONDS,
    total_seconds: float = TOTAL_SECONDS,
) -> tuple[list[Ran], list[str]]:
    """Run the code cells of a notebook, one after the other.

    Parameters
    ----------
    cells : sequence of str
        Their text.
    files : pathlib.Path, optional
        The folder of the notebook. The files in it are copied to where the cells run.
    whole : bool, optional
        Whether its own folders are copied too, and large files.
    progress : callable, optional
        Called with the number of a cell before it runs.
    cell_seconds, total_seconds : float, optional
        For one cell, and for all.

    Returns
    -------
    ran : list of Ran
        One for each cell. A cell that ends Python is passed over, and the others are run.
    notes : list of str
        What could not be copied.

    Raises
    ------
    CannotRunError
        If the program that runs them doesn't start.
    """
    ran: dict[int, Ran] = {}
    ended: dict[int, Ran] = {}
    until = time.monotonic() + total_seconds
    with tempfile.TemporaryDirectory(prefix="imagelessons-", ignore_cleanup_errors=True) as folder:
        notes = []
        for _ in range(_MOST_PROGRAMS):
            place = Path(tempfile.mkdtemp(dir=folder))
            notes = _copied(files, place, whole)
            program = _Program(place)
            try:
                program.order(cells, sorted(ended), cell_seconds)
                number, why = _follow(program, ran, cell_seconds, until, progress)
            finally:
                program.end()
            if cells and not ran and number is None:
                raise CannotRunError(program.said())
            if number is None:
                break
            ended[number] = ran[number] = Ran(cause=why)
            if time.monotonic() > until:
                break
    return [ran.get(number, Ran(cause=NOT_RUN)) for number in range(len(cells))], notes


def _follow(
    program: "_Program",
    ran: dict[int, Ran],
    cell_seconds: float,
    until: float,
    progress: Callable[[int], None],
) -> tuple[int | None, str]:
    """Take what a program answers; return the cell at which it ended, and why.

    None if it is through.
    """
    here = None
    while True:
        left = min(cell_seconds + _GRACE, until - time.monotonic())
        try:
            answer = program.answer(left)
        except queue.Empty:
            return here, SLOW.format(seconds=cell_seconds)
        if answer is None:
            return here, DEAD
        if "starts" in answer:
            here = answer["starts"]
            progress(here)
            continue
        cause = SLOW.format(seconds=cell_seconds) if answer["stopped"] else ""
        ran[here] = Ran(answer["outputs"], cause, answer.get("finding", {}))
        here = None


def _copied(files: Path | None, place: Path, whole: bool) -> list[str]:
    if files is None:
        return []
    if whole:
        beside = (path for path in files_beside(files) if not _hidden(path.relative_to(files)))
        return copy_files(beside, files, place, BESIDE_MB << 20)
    small = [path for path in sorted(files.iterdir())[:MOST_FILES] if _is_small(path)]
    copy_files(small, files, place, BESIDE_MB << 20)
    return []


def _is_small(path: Path) -> bool:
    with contextlib.suppress(OSError):
        is_file = path.is_file() and not path.is_symlink()
        return is_file and path.suffix != ".ipynb" and path.stat().st_size < SMALL_MB << 20
    return False


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts[:-1])


class _Program:
    """A Python that runs cells, and what it answers."""

    def __init__(self, place: Path):
        environment = os.environ | {
            "NBGRADER_EXECUTION": "validate",
            "IPYTHONDIR": str(place),
            "PYTHONIOENCODING": "utf-8",
        }
        with contextlib.suppress(OSError):
            environment[ENVIRONMENT_VARIABLE] = str(data_folder())
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "imagelessons.validate.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=place,
            env=environment,
            start_new_session=True,
        )
        self.answers: queue.Queue[dict | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def order(self, cells: Sequence[str], passed_over: list[int], cell_seconds: float) -> None:
        orders = {"cells": list(cells), "passed_over": passed_over, "cell_seconds": cell_seconds}
        with contextlib.suppress(OSError):
            self.process.stdin.write(json.dumps(orders).encode() + b"\n")
            self.process.stdin.close()

    def answer(self, seconds: float) -> dict | None:
        """Return the next answer, None if there is no more; raise `queue.Empty` after a time."""
        return self.answers.get(timeout=max(0.0, seconds))

    def end(self) -> None:
        # What the cells have started ends too, where the system knows groups of processes.
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def said(self) -> str:
        """Return the last line of what the program had to say of itself, after its end."""
        with self.process.stderr:
            lines = self.process.stderr.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""

    def _listen(self) -> None:
        with contextlib.suppress(ValueError, OSError):
            for line in self.process.stdout:
                self.answers.put(json.loads(line))
        self.answers.put(None)
