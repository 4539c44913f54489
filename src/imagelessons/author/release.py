"""Make the students' exercises from their sources, with nbgrader's generate_assignment."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from imagelessons.author.seal import write_seals
from imagelessons.data import course_root
from imagelessons.validate.command import course_config


def assignments(root: Path | None = None) -> list[str]:
    """Return the names of the assignments: the folders in ``solutions`` that hold a notebook.

    Examples
    --------
    >>> "01-greyscale" in assignments()
    True
    """
    folder = (root or course_root()) / "solutions"
    return sorted(path.parent.name for path in folder.glob("*/*.ipynb"))


def release(names: Sequence[str], *, use_gradebook: bool) -> int:
    """Write ``notebooks/exercises/<assignment>`` for each assignment.

    Parameters
    ----------
    names : sequence of str
        Assignments; if there are none, all of them.
    use_gradebook : bool
        Whether to enter the assignments in the gradebook, which grading needs.

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
        if (course_root() / "solutions" / name / "sealed.py").is_file():
            write_seals(name)
        target = course_root() / "notebooks" / "exercises"
        reason = generate(name, target, course_config(), use_gradebook=use_gradebook)
        if reason:
            print(f"{name} could not be released; what was there before is kept.\n{reason}")
            return 1
        print(f"{name}: notebooks/exercises/{name}/{name}.ipynb")
    return 0


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
            return result.get("log") or result.get("error") or "nbgrader gave no reason."
        shutil.rmtree(target / name, ignore_errors=True)
        shutil.copytree(Path(folder) / name, target / name)
    return ""
