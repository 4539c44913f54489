"""Make the students' exercises from their sources: nbgrader's generate_assignment, and the seals."""

from collections.abc import Sequence
from pathlib import Path

from nbgrader.apps import NbGraderAPI

from imagelessons.data import course_root


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
        0, or 1 if an assignment is unknown or could not be released; the reason is printed.
    """
    from imagelessons.author.seal import write_seals
    from imagelessons.validate.command import course_config

    known = assignments()
    for name in names:
        if name not in known:
            print(f"There is no assignment {name!r}; there are: {', '.join(known)}.")
            return 1
    config = course_config()
    config.CourseDirectory.root = str(course_root())
    config.GenerateAssignment.no_database = not use_gradebook
    for name in names or known:
        if (course_root() / "solutions" / name / "sealed.py").is_file():
            write_seals(name)
        result = NbGraderAPI(config=config).generate_assignment(name, force=True)
        if not result["success"]:
            print(f"{name} could not be released.\n{result.get('log') or result.get('error')}")
            return 1
        print(f"{name}: notebooks/exercises/{name}/{name}.ipynb")
    return 0
