"""Make the students' exercises from their sources, with nbgrader's generate_assignment."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from imagecourse.author.problems import problems
from imagecourse.author.seal import write_seals
from imagecourse.author.source import read, reference_answers
from imagecourse.config import course_config
from imagelessons.check import AuthorError
from imagelessons.check.solutions import SOLUTIONS
from imagelessons.check.values.seals import SEALS
from imagelessons.data import course_root
from imagelessons.workspace.places import (
    WorkspaceError,
    course_order,
    notebooks_folder,
    work_folder,
)
from imagelessons.workspace.refresh import take_over
from imagelessons.workspace.tracked import as_notebook, has_answers
from nbisolate.course.coursedir import Course
from nbisolate.course.errors import trouble_in
from nbisolate.grade.calibrate_command import told_before


def assignments(root: Path | None = None) -> list[str]:
    """Return the names of the assignments: the folders in ``solutions`` that hold a notebook.

    They come in the order of the course: a capstone after the exercises.

    Examples
    --------
    >>> "exercises-01-greyscale" in assignments()
    True
    """
    folder = (root or course_root()) / "solutions"
    names = {path.parent.name for path in folder.glob("*/*.ipynb")}
    return sorted(names, key=course_order)


def release(names: Sequence[str], *, use_gradebook: bool, with_solutions: bool = False) -> int:
    """Write ``notebooks/exercises/<assignment>`` for each assignment.

    Parameters
    ----------
    names : sequence of str
        Assignments; if there are none, all of them.
    use_gradebook : bool
        Whether to enter the assignments in the gradebook, which grading needs.
    with_solutions : bool, optional
        Whether to put the reference answers beside the exercises, where `check.solution` finds
        them: for after the deadline. A release without takes them away again.

    Returns
    -------
    int
        0, or 1 if an assignment is unknown or could not be released; the reason is printed, and
        what was released before stays as it was.
    """
    known = assignments()
    for name in names:
        if name not in known:
            print(f"There is no assignment {name!r}; there are: {', '.join(known)}.")
            return 1
    for name in names or known:
        try:
            rescue_answers(name)
        except WorkspaceError as error:
            print(f"{name} wasn't released: its old release holds answers. {error}")
            return 1
        target = course_root() / "notebooks" / "exercises"
        reason = _release(name, target, use_gradebook=use_gradebook)
        if reason:
            print(f"{name} could not be released; what was there before is kept.\n{reason}")
            return 1
        print(f"{name}: notebooks/exercises/{name}/{name}.ipynb")
        if use_gradebook:
            config = course_config()
            config.CourseDirectory.root = str(course_root())
            print("".join(f"{one}\n" for one in told_before(Course(config), name)), end="")
        if with_solutions:
            write_solutions(name, target / name)
            print(f"{name}: the solutions lie beside it, in {SOLUTIONS}, for students to read.")
    return 0


def _release(name: str, target: Path, *, use_gradebook: bool) -> str:
    """Write the seals and the released form of an assignment; return why not if it can't be."""
    seals = SEALS / f"{name}.json"
    before = seals.read_bytes() if seals.is_file() else None
    try:
        if (course_root() / "solutions" / name / "sealed.py").is_file():
            write_seals(name)
        else:
            seals.unlink(missing_ok=True)
        reason = "\n".join(problems(name))
    except AuthorError as error:
        reason = str(error)
    reason = reason or generate(name, target, course_config(), use_gradebook=use_gradebook)
    if reason:
        if before is not None:
            seals.write_bytes(before)
        else:
            seals.unlink(missing_ok=True)
    return reason


def rescue_answers(name: str) -> None:
    """Copy what somebody wrote into a released exercise to the student's folder, and say so.

    Students work in copies. Before there were any, some wrote into the release itself.

    Parameters
    ----------
    name : str
        The assignment, which is about to be released again.

    Raises
    ------
    WorkspaceError
        If it can't be copied.
    """
    relative = Path("exercises", name, f"{name}.ipynb")
    old, target = notebooks_folder() / relative, work_folder() / relative
    if not old.is_file():
        return
    content = old.read_bytes()
    try:
        worked_in = has_answers(as_notebook(content.decode("utf-8"), relative))
    except (WorkspaceError, UnicodeDecodeError):
        worked_in = True  # It can't be read, so who knows.
    if worked_in:
        print("\n".join(take_over(target, content)))


@lru_cache
def released(name: str) -> NotebookNode:
    """Return the notebook that students get, made now from the source of an assignment.

    The one in ``notebooks/exercises`` may be older than its source, or somebody may have worked
    in it.

    Parameters
    ----------
    name : str
        The assignment.

    Raises
    ------
    RuntimeError
        If it can't be released.
    """
    with tempfile.TemporaryDirectory() as folder:
        reason = generate(name, Path(folder), course_config(), use_gradebook=False)
        if reason:
            raise RuntimeError(f"{name} could not be released: {reason}")
        return read(Path(folder) / name / f"{name}.ipynb")


def write_solutions(name: str, folder: Path) -> Path:
    """Write the reference answers of an assignment for `check.solution`.

    Parameters
    ----------
    name : str
        The assignment.
    folder : pathlib.Path
        Where to: beside the released notebook.

    Returns
    -------
    pathlib.Path
        The file. It holds code only: the model of a written answer comes with its rubric, and
        both stay with the instructor.
    """
    answers = {key: source for key, source in reference_answers(name).items() if key != "written"}
    path = folder / SOLUTIONS
    path.write_text(json.dumps({name: answers}, indent=1, ensure_ascii=False), encoding="utf-8")
    return path


def generate(name: str, target: Path, config: Config, *, use_gradebook: bool) -> str:
    """Generate the released form of an assignment.

    Parameters
    ----------
    name : str
        The assignment.
    target : pathlib.Path
        The folder that gets ``<name>/<name>.ipynb``; an old one in its place is replaced, and kept
        if something fails.
    config : traitlets.config.Config
        nbgrader's settings.
    use_gradebook : bool
        Whether to enter the assignment in the gradebook.

    Returns
    -------
    str
        Why it could not be done; empty if it was.
    """
    # nbgrader deletes the old release before it knows whether it can make the new one.
    with tempfile.TemporaryDirectory() as folder:
        config.CourseDirectory.root = str(course_root())
        config.CourseDirectory.release_directory = folder
        config.GenerateAssignment.no_database = not use_gradebook
        config.SaveCells.enabled = use_gradebook
        result = NbGraderAPI(config=config).generate_assignment(name, force=True)
        if not result["success"]:
            log = result.get("log") or result.get("error") or "nbgrader gave no reason."
            said = trouble_in(log)
            return f"{said}." if said else log
        shutil.rmtree(target / name, ignore_errors=True)
        shutil.copytree(Path(folder) / name, target / name)
    return ""
