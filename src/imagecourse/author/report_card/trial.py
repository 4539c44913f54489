"""Try an answer out: what do the tests of its exercise find?

The bank of an assignment, ``solutions/<assignment>/bank/<answer cell>/``, holds answers as small
Python files: ``right--note.py`` must be accepted, and ``<code>--note.py`` (or ``<code>.py``) must
get exactly that finding. Lines at the top of such a file say more:

- ``# told: <words>``: the finding has these words,
- ``# not told: <words>``: it hasn't,
- ``# hidden: <reason>``: what students see accepts the answer, and only a hidden test finds it.
"""

import contextlib
import io
import linecache
import os
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked

from imagecourse.author.source import read, released_path, source_path, without_marks
from imagecourse.isolation import phantoms_folder
from imagelessons.check import Finding
from imagelessons.data import course_root
from imagephantoms.cached import CACHE_VARIABLE
from nbisolate.normalize.structure import grade_id

RIGHT = "right"


def bank(assignment: str) -> list[Path]:
    """Return the files of an assignment's bank of answers, in the order of their names."""
    folder = course_root() / "solutions" / assignment / "bank"
    return sorted(folder.glob("*/*.py"))


def expected_code(path: Path) -> str:
    """Return what the tests must find in an answer of the bank.

    Examples
    --------
    >>> expected_code(Path("bank/region/slice-end--one-short.py"))
    'slice-end'
    >>> expected_code(Path("bank/region/right--with-take.py"))
    'right'
    """
    return path.stem.partition("--")[0]


def notes(path: Path) -> dict[str, list[str]]:
    """Return what the lines at the top of a file of the bank say, by their first words.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    dict of str to list of str
        With the keys ``"told"``, ``"not told"`` and ``"hidden"``.
    """
    said: dict[str, list[str]] = {"told": [], "not told": [], "hidden": []}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, colon, words = line.removeprefix("# ").partition(": ")
        if not line.startswith("# ") or not colon or key not in said:
            break
        said[key].append(words.strip())
    return said


def try_answer(
    assignment: str,
    name: str,
    source: str,
    *,
    hidden: bool = True,
    before_tests: Callable[[], None] = lambda: None,
) -> str:
    """Run an answer and the tests of its exercise, in a fresh namespace.

    Parameters
    ----------
    assignment : str
        Such as ``"exercises-01-greyscale"``.
    name : str
        The grade id of the answer cell; its tests are the cell ``test-<name>``.
    source : str
        The text of the answer cell.
    hidden : bool, optional
        Whether the hidden tests run too, as they do when a submission is graded.
    before_tests : callable, optional
        Called when the answer has run and its tests have not: to put other pictures in place,
        say, so that the answer's values are those of the first ones, as if they were typed in.

    Returns
    -------
    str
        ``"right"``, or the code of the finding; ``"answer-raised"`` if the answer itself fails.
    """
    found = finding_on(assignment, name, source, hidden=hidden, before_tests=before_tests)
    return found.code if isinstance(found, Finding) else found


def finding_on(
    assignment: str,
    name: str,
    source: str,
    *,
    hidden: bool = True,
    before_tests: Callable[[], None] = lambda: None,
) -> Finding | str:
    """Return the finding on an answer, for which see `try_answer`.

    Parameters
    ----------
    assignment, name, source, hidden, before_tests
        As for `try_answer`.

    Returns
    -------
    Finding or str
        ``"right"`` or ``"answer-raised"`` where there is none.
    """
    # Hidden tests make phantoms; they are kept for the next answer.
    os.environ.setdefault(CACHE_VARIABLE, str(phantoms_folder()))
    path = source_path(assignment) if hidden else released_path(assignment)
    cells = {grade_id(cell): cell for cell in _cells(path)}
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with quietly():
        for cell in cells.values():
            if cell.cell_type == "code" and is_locked(cell) and not is_grade(cell):
                _execute(without_marks(cell.source), namespace)
        # As in a notebook, where Python finds the line of an error.
        lines = source.splitlines(keepends=True)
        linecache.cache["<cell>"] = len(source), None, lines, "<cell>"
        try:
            _execute(source, namespace)
        except Exception:
            return "answer-raised"
        before_tests()
        return _outcome(without_marks(cells[f"test-{name}"].source), namespace)


@cache
def _cells(path: Path) -> list[NotebookNode]:
    return read(path).cells


def _outcome(test: str, namespace: Mapping[str, Any]) -> Finding | str:
    try:
        _execute(test, namespace, "<test>")
    except Finding as finding:
        return finding
    return RIGHT


def _execute(source: str, namespace: Mapping[str, Any], name: str = "<cell>") -> None:
    exec(compile(source, name, "exec"), namespace)


@contextlib.contextmanager
def quietly():
    """Leave out what is printed and warned of, and close every figure at the end."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            plt.close("all")
