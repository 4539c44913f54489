"""A repaired notebook, run: the instructor's cells as the instructor wrote them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from nbisolate.extension import Extension, load
from nbisolate.normalize.files import copy_files, files_beside
from nbisolate.normalize.names import names_set
from nbisolate.normalize.source import Source
from nbisolate.normalize.structure import grade_id
from nbisolate.sandbox.enter import readable_paths
from nbisolate.sandbox.limits import Limits
from nbisolate.sandbox.tempdirs import own_folder
from nbisolate.session.session import Place, Result, Step, Usage, run_notebook
from nbisolate.session.warm_parent import WarmParent

_MEGABYTE = 1 << 20


@dataclass
class Executed:
    """What came of running a notebook.

    Attributes
    ----------
    usage : Usage
    causes : dict of str to str
        By the grade id of a cell, or its number: why it was stopped.
    needs_person : dict of str to str
        By the grade id of a test cell: why no machine can grade it.
    doubts : dict of str to list of str
        By the grade id of a test cell that passes: why it may be wrong about what it read.
    restarted : set of str
        Grade ids of cells that ran in a second process, since an earlier cell had ended the first.
    locked : dict of dict
        By the grade id of a test cell: see `session.Result`.
    """

    usage: Usage
    causes: dict[str, str] = field(default_factory=dict)
    needs_person: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, list[str]] = field(default_factory=dict)
    restarted: set[str] = field(default_factory=set)
    locked: dict[str, dict[str, str]] = field(default_factory=dict)


def execute(
    notebook: NotebookNode,
    source: Source,
    warm: WarmParent,
    limits: Limits | None = None,
    *,
    beside: bool = False,
    files: Path | None = None,
    modules: Path | None = None,
    seed: int | None = None,
    secret: str = "",
    private: Sequence[Path] = (),
    own: bool = False,
) -> Executed:
    """Run a student's notebook and fill in the outputs of its cells.

    Test cells are run *apart*, in a process that the student's code doesn't reach, or *beside*:
    in the student's own, in the order of the notebook, as nbgrader's kernel runs them.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Changed in place.
    source : Source
        What the instructor wrote; the text of test cells and locked cells is taken from it.
    warm : WarmParent
        With the course's extension.
    limits : Limits, optional
    beside : bool, optional
        Whether the test cells run beside the student's. Then no cell knows `truth` or `secret`:
        whatever a student's process knows, the student can have it shown.
    files : pathlib.Path, optional
        The folder of what was handed in besides the notebook; its ordinary files are copied to
        where the notebook runs.
    modules : pathlib.Path, optional
        A folder with modules of the instructor that test cells import.
    seed : int, optional
        Of unseen data.
    secret : str, optional
        What decides the hidden data of tests; only they know it.
    private : sequence of pathlib.Path, optional
        Folders that no student's code may read, such as the course's.
    own : bool, optional
        Whether the notebook is the instructor's own. Then its tests may keep what they have made
        for those of students.

    Returns
    -------
    Executed
    """
    limits = limits or Limits()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    steps = [_step(cell, source, beside) for cell in cells]
    with scratch_folder(files, limits) as scratch:
        place = _place(scratch, load(warm.extension), modules, source, seed, secret, private)
        if not own:
            place = replace(place, tests_writable=())
        results, usage = run_notebook(steps, warm, place, limits)
    executed = Executed(usage)
    for number, (cell, result) in enumerate(zip(cells, results, strict=True), 1):
        _fill(cell, result, number)
        name = grade_id(cell) or f"cell {number}"
        if result.cause:
            executed.causes[name] = result.cause
        if result.needs_person or result.doubts:
            executed.needs_person[name] = result.needs_person or " ".join(result.doubts)
        if result.doubts:
            executed.doubts[name] = result.doubts
        if result.locked:
            executed.locked[name] = result.locked
        if result.restarted:
            executed.restarted.add(name)
    return executed


def _step(cell: NotebookNode, source: Source, beside: bool) -> Step:
    original = source.by_name.get(grade_id(cell) or "")
    if original is None or not original.locked or original.cell_type != "code":
        return Step("student", cell.source)
    if beside:
        return Step("beside" if original.is_test else "student", original.text)
    return Step("tests" if original.is_test else "given", original.text)


def _fill(cell: NotebookNode, result: Result, number: int) -> None:
    outputs = list(result.outputs)
    if result.cause:
        # Told as an error, so that a cell that was stopped can't count as one that ran.
        outputs.append(
            {
                "output_type": "error",
                "ename": "Stopped",
                "evalue": result.cause,
                "traceback": [result.cause],
            }
        )
    cell.outputs = [nbformat.from_dict(output) for output in outputs]
    cell.execution_count = number


def _answers(source: Source) -> list[str]:
    """Return the names that the instructor's answer cells and locked cells set."""
    names: set[str] = set()
    for cell in source.cells:
        if cell.cell_type == "code" and not cell.is_test:
            names |= names_set(cell.text)
    return sorted(names)


def _locked(source: Source) -> list[str]:
    """Return the names that locked cells set, but for tests."""
    cells = [cell for cell in source.cells if cell.cell_type == "code" and cell.locked]
    return sorted(set().union(*(names_set(cell.text) for cell in cells if not cell.is_test)))


def _place(
    scratch: Path,
    extension: Extension,
    modules: Path | None,
    source: Source,
    seed: int | None,
    secret: str,
    private: Sequence[Path],
) -> Place:
    around = extension.surroundings(seed, secret)
    student = {"NBGRADER_EXECUTION": "autograde", **around.environment}
    return Place(
        scratch,
        readable=_readable(tuple(around.readable), (*around.private, *private)),
        listable=around.listable,
        tests_readable=around.tests_readable,
        tests_writable=around.tests_writable,
        student=student,
        tests={**student, **around.tests_environment},
        modules=[modules] if modules else [],
        answers=_answers(source),
        imports=source.imports,
        locked=_locked(source),
    )


@cache
def _readable(own: tuple[Path, ...], private: tuple[Path, ...]) -> tuple[Path, ...]:
    # The same for all submissions, and many folders to look at.
    return tuple(readable_paths(own, private))


@contextmanager
def scratch_folder(files: Path | None, limits: Limits) -> Iterator[Path]:
    """Make a folder for one notebook, with a copy of what was handed in beside it.

    Links aren't copied, and nothing beyond what the limits allow.
    """
    with own_folder() as scratch:
        if files is not None:
            found = files_beside(files)
            beside = (path for path in found if not _in_hidden_folder(path.relative_to(files)))
            copy_files(beside, files, scratch, limits.disk_mb * _MEGABYTE)
        yield scratch


def _in_hidden_folder(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts[:-1])
