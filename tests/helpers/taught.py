"""Take functions out of a lesson as they are taught, so that lesson and test can't drift."""

import ast
from pathlib import Path

from imagecourse.author.source import read
from imagelessons.data import course_root


def taught(lesson: str, *names: str) -> dict:
    """Return what a lesson's cells make, by name: functions, lists and all that it imports.

    Parameters
    ----------
    lesson : str
        The stem of a notebook in ``notebooks``, such as ``"06-dicom"``.
    names : str
        What to take. Nothing else of the lesson is run, but for its imports.

    Returns
    -------
    dict
        The namespace in which these parts were run, in the lesson's order.

    Examples
    --------
    >>> taught("05-volumes", "largest_piece")["largest_piece"].__name__
    'largest_piece'
    """
    return _parts(Path(course_root(), "notebooks", f"{lesson}.ipynb"), set(names))


def reference(assignment: str, *names: str) -> dict:
    """Return what the reference answers of an assignment make, as `taught` does of a lesson.

    Examples
    --------
    >>> reference("exercises-06-dicom", "to_hounsfield")["to_hounsfield"].__name__
    'to_hounsfield'
    """
    folder = Path(course_root(), "solutions", assignment)
    return _parts(folder / f"{assignment}.ipynb", set(names))


def _parts(path: Path, names: set[str]) -> dict:
    parts = []
    for cell in read(path).cells:
        if cell.cell_type == "code":
            parts += [node for node in ast.parse(cell.source).body if _wanted(node, names)]
    space: dict = {"__name__": path.stem}
    exec(compile(ast.Module(parts, type_ignores=[]), str(path), "exec"), space)
    missing = names - set(space)
    assert not missing, f"{path.name} no longer has {missing}"
    return space


def _wanted(node: ast.stmt, names: set[str]) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.FunctionDef):
        return node.name in names
    if not isinstance(node, ast.Assign | ast.AugAssign | ast.For):
        return False
    stored = {
        part.id
        for part in ast.walk(node)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    }
    return bool(stored & names)
