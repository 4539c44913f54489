"""Try many answers, each in a process of its own: an endless loop or a changed module stays there.

Processes are forked, so that the libraries are imported once: on Linux and macOS only.
"""

import ast
import hashlib
import importlib
import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection, wait
from pathlib import Path

from nbgrader.utils import is_grade, is_locked

from imagecourse.author.report_card.trial import try_answer
from imagecourse.author.source import read, source_path, without_marks
from imagelessons.data import course_root
from imagelessons.data.files import ENVIRONMENT_VARIABLE
from nbisolate.normalize.structure import grade_id

# Outcomes that are no code of the catalogue.
RAISED = "answer-raised"
STOPPED = "stopped"  # the time was up, or the process ended: an endless loop, too much memory

SECONDS = 120
_PROCESSOR_SECONDS = 20


def outcomes(
    trials: Iterable["Trial"], *, processes: int | None = None, seconds: float = SECONDS
) -> dict["Trial", str]:
    """Try answers, several at a time.

    Parameters
    ----------
    trials : iterable of Trial
    processes : int, optional
        How many at a time; by default as many as there are processors.
    seconds : float, optional
        How long one may take.

    Returns
    -------
    dict of Trial to str
        What `try_answer` of `imagecourse.author.report_card.trial` says, or ``"stopped"`` if the
        time was up or the process ended without a word. What is known from an earlier run isn't
        tried again, as long as nothing that decides has changed: see `kept_path`.
    """
    kept = {one: kept_path(one) for one in trials}
    found = {one: path.read_text("utf-8") for one, path in kept.items() if path.is_file()}
    waiting = [one for one in kept if one not in found]
    import_libraries({one.assignment for one in waiting})
    for one, outcome in _run(iter(waiting), processes or os.cpu_count() or 1, seconds):
        found[one] = outcome
        if outcome != STOPPED:
            kept[one].parent.mkdir(parents=True, exist_ok=True)
            kept[one].write_text(outcome, encoding="utf-8")
    return {one: found[one] for one in kept}


def kept_path(trial: "Trial") -> Path:
    """Return where the outcome of a trial is kept, in ``.cache/report-card`` of the course.

    The file's name is a digest of all that decides: the answer, the notebook's cells, the checks,
    the libraries' versions as the lock pins them, and the table of the pictures.
    """
    digest = hashlib.sha256(_surroundings(trial.assignment, trial.name).encode())
    pictures = trial.pictures.name if trial.pictures else ""
    digest.update(f"{trial.assignment}/{trial.name}/{pictures}\n{trial.source}".encode())
    return course_root() / ".cache" / "report-card" / trial.assignment / digest.hexdigest()[:32]


@cache
def _surroundings(assignment: str, name: str) -> str:
    root = course_root()
    files = [root / "requirements.lock", root / "data" / "README.md"]
    for package in (
        "imagelessons/check",
        "imagelessons/data",
        "imagelessons/show",
        "imagephantoms",
    ):
        files += sorted((root / "src" / package).rglob("*.py"))
        files += sorted((root / "src" / package).rglob("*.toml"))
    cells = [
        cell.source
        for cell in read(source_path(assignment)).cells
        if cell.cell_type == "code"
        and (grade_id(cell) == f"test-{name}" or (is_locked(cell) and not is_grade(cell)))
    ]
    return "\n".join([*(path.read_text(encoding="utf-8") for path in files), *cells])


def import_libraries(assignments: Iterable[str]) -> None:
    """Import what the notebooks of assignments import, so that a forked process need not."""
    for assignment in assignments:
        for cell in read(source_path(assignment)).cells:
            if cell.cell_type != "code":
                continue
            for node in ast.walk(ast.parse(without_marks(cell.source))):
                if isinstance(node, ast.Import):
                    names = [one.name for one in node.names]
                elif isinstance(node, ast.ImportFrom):
                    names = [node.module]
                else:
                    continue
                for name in names:
                    importlib.import_module(name)


def _run(waiting: Iterator["Trial"], processes: int, seconds: float) -> Iterator[tuple]:
    running: dict[Connection, tuple] = {}
    context = multiprocessing.get_context("fork")
    while True:
        while len(running) < processes and (trial := next(waiting, None)) is not None:
            here, there = context.Pipe(duplex=False)
            process = context.Process(target=_try, args=(trial, there))
            process.start()
            there.close()
            running[here] = (trial, process, time.monotonic() + seconds)
        if not running:
            return
        first_end = min(end for _, _, end in running.values())
        ready = wait(running, timeout=max(0, first_end - time.monotonic()))
        late = [one for one, (_, _, end) in running.items() if end <= time.monotonic()]
        for connection in {*ready, *late}:
            trial, process, _ = running.pop(connection)
            yield trial, _word(connection)
            process.kill()
            process.join()
            connection.close()


def _word(connection: Connection) -> str:
    try:
        return connection.recv() if connection.poll() else STOPPED
    except EOFError:
        return STOPPED


def _try(trial: "Trial", connection: Connection) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silent, stream)
    if trial.pictures:
        os.environ[ENVIRONMENT_VARIABLE] = str(trial.pictures)
    connection.send(try_answer(trial.assignment, trial.name, trial.source))
    connection.close()
    os._exit(0)


@dataclass(frozen=True)
class Trial:
    """An answer to be tried with the hidden tests of its exercise.

    Attributes
    ----------
    assignment, name : str
        The assignment, and the grade id of the answer cell.
    source : str
        The text of the answer.
    pictures : pathlib.Path, optional
        Another folder of pictures than the course's.
    """

    assignment: str
    name: str
    source: str
    pictures: Path | None = None
