"""The secret that decides the pictures of hidden tests: made once for a course, then kept."""

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url

from imagephantoms.seeds import SECRET_VARIABLE
from nbisolate.normalize.source import Source

# Beside the gradebook.
SECRET_FILE, SOLVED_FILE = "unseen-seeds.secret", "unseen-seeds.json"
# So many sets of pictures are tried until the solution passes on one.
ROUNDS = 3
_CALL = "cached("


def secret_for(
    course: CourseDirectory,
    assignment: str,
    name: str,
    source: Source,
    fails: Callable[[str, list[str]], list[str]],
) -> tuple[str, str]:
    """Return what decides the pictures of a notebook's hidden tests, and what is odd about that.

    It is the same for all students of a course, and whenever grading goes on. Before the first of
    them is graded, the instructor's own solution is run on these pictures; if it fails on them,
    others take their place.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    assignment, name : str
        The assignment, and its notebook.
    source : Source
    fails : callable
        Takes a secret and names of tests; returns which of them the instructor's solution fails
        on the pictures of that secret.

    Returns
    -------
    secret : str
        Empty where the tests keep the seeds of their text: they make no pictures, there is no
        solution to try, it fails on all pictures, or the environment's ``IMAGELESSONS_SECRET`` is
        empty. If that holds anything else, it is taken in the place of the course's secret.
    sentence : str
        For the instructor; mostly empty.
    """
    tests = [cell.name for cell in source.cells if cell.is_test and _CALL in cell.text]
    folder = Path(course.format_path(course.source_directory, ".", assignment))
    solution = folder / f"{name}.ipynb"
    own = os.environ.get(SECRET_VARIABLE)
    if not tests or own == "" or not solution.is_file():
        return "", ""
    place = f"{assignment}/{name}"
    if own:
        return _derived(own, place, 0), ""

    beside = _beside_gradebook(course)
    digest = hashlib.sha256(
        json.dumps([version("imagelessons"), asdict(source)], default=str).encode()
        + solution.read_bytes()
    ).hexdigest()
    return _solved(beside, place, digest, lambda secret: fails(secret, tests))


def _solved(
    beside: Path, place: str, digest: str, fails: Callable[[str], list[str]]
) -> tuple[str, str]:
    secret, path = _kept_secret(beside / SECRET_FILE), beside / SOLVED_FILE
    known = _read(path)
    found = known.get(place, {})
    if found.get("digest") != digest:
        # First the pictures of before: a slip that was mended in the solution needs no others.
        before = found.get("round") or 0
        rounds = [before, *(number for number in range(ROUNDS) if number != before)]
        found = {"digest": digest, "round": None, "failed": []}
        for number in rounds:
            failed = fails(_derived(secret, place, number))
            if not failed:
                found["round"] = number
                break
            found["failed"] = failed
        _write(path, _read(path) | {place: found})
    if found["round"] is None:
        return "", (
            f"The solution of {place.rpartition('/')[2]} fails {', '.join(found['failed'])} on "
            f"pictures of the course's own seeds, {ROUNDS} times. So these tests use the pictures "
            f"whose seeds stand in their text."
        )
    return _derived(secret, place, found["round"]), ""


def _derived(secret: str, place: str, number: int) -> str:
    return hashlib.sha256(f"{secret}:{place}:{number}".encode()).hexdigest()[:16]


def _beside_gradebook(course: CourseDirectory) -> Path:
    address = make_url(course.db_url)
    root = Path(course.root)
    if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
        return (root / address.database).parent
    return root


def _kept_secret(path: Path) -> str:
    """Return a course's secret; make it at first use, also where two programs come at a time."""
    with contextlib.suppress(FileNotFoundError):
        return path.read_text(encoding="ascii").strip()
    mine = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_hex(8) + "\n")
    try:
        with contextlib.suppress(FileExistsError):
            os.link(mine, path)
    finally:
        mine.unlink()
    return path.read_text(encoding="ascii").strip()


def _read(path: Path) -> dict:
    try:
        found = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, known: dict) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_text(json.dumps(known, indent=1), encoding="utf-8")
    beside.replace(path)
