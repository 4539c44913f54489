"""Begin a new exercise: all its files, filled in so far that they run."""

import ast
import builtins
import keyword
import re
import sys
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.utils import is_solution

from imagecourse.author.include import AuthorFileError
from imagecourse.author.new.files import NOTEBOOK_METADATA, filled, write_together
from imagecourse.author.pack import names_bound
from imagecourse.author.source import read_as_stored, source_path
from imagelessons.data import course_root
from nbisolate.normalize.structure import grade_id

# What the exercises that are filled in need, and how each name is imported.
_IMPORTS = {
    "iio": "import imageio.v3 as iio",
    "plt": "import matplotlib.pyplot as plt",
    "np": "import numpy as np",
    "data": "from imagelessons.data import data",
}
_TOTAL = re.compile(r"\*\*(\d+(?:\.\d+)?) points?, about (\d+) minutes\.\*\*")
_COSTS = re.compile(r"\*(\d+) points?, about (\d+) minutes")


def kinds() -> list[str]:
    """Return the kinds of exercise that can be filled in.

    Examples
    --------
    >>> kinds()
    ['figure', 'function', 'value']
    """
    folder = resources.files("imagecourse.author") / "templates" / "new"
    return sorted(one.name for one in folder.iterdir() if one.is_dir())


def new_exercise(assignment: str, name: str, kind: str = "function") -> list[Path]:
    """Write all files of a new exercise, at the end of an assignment.

    Parameters
    ----------
    assignment : str
        A folder of ``solutions``. Where it isn't there yet, a source notebook with a title and a
        set-up cell is made for it.
    name : str
        What learners make in the exercise is called so, and its files are.
    kind : str, optional
        One of `kinds`.

    Returns
    -------
    list of pathlib.Path
        The files that were written or changed.

    Raises
    ------
    AuthorFileError
        If a name is bad or taken, or what is there can't be read. Nothing is written then.
    """
    _refuse_names(assignment, name)
    path = source_path(assignment)
    folder = path.parent
    if path.is_file():
        notebook = read_as_stored(path)
    elif others := sorted(folder.glob("*.ipynb")):
        raise AuthorFileError(
            f"The notebook in {_shown(folder)} is called {others[0].name}, not {path.name}. Rename "
            "it, or give the assignment another name."
        )
    else:
        notebook = _first_cells(assignment)
    _refuse_taken(notebook, folder, name)
    given = _given(notebook)
    values = {
        "assignment": assignment,
        "name": name,
        "number": _next_number(notebook),
        "imports": lambda names, indent="    ": _import_lines(names, given, indent),
    }
    about = _filled(kind, "about.md", values)
    _append(notebook, name, values["number"], about, _filled(kind, "answer.py.j2", values))
    files = {
        path: nbformat.writes(notebook) + "\n",
        folder / "tests" / f"{name}.py": _filled(kind, "test.py.j2", values),
    }
    for template in _templates(kind):
        if "--" in template:
            answer = folder / "bank" / name / template.removesuffix(".j2")
            files[answer] = _filled(kind, template, values)
    if "sealed_entry.py.j2" in _templates(kind):
        files[folder / "sealed.py"] = _with_seal(folder / "sealed.py", kind, values)
    write_together(files)
    return list(files)


def _refuse_names(assignment: str, name: str) -> None:
    if not (course_root() / "solutions").is_dir():
        raise AuthorFileError(
            "There is no folder `solutions` here. What students get has none; exercises are "
            "written in the whole course."
        )
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", assignment):
        raise AuthorFileError(
            f"{assignment!r} can't be the name of an assignment. Use small letters, digits and "
            "hyphens, as in exercises-07-registration."
        )
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or keyword.iskeyword(name):
        raise AuthorFileError(
            f"{name!r} can't be the name of an exercise: what learners make is called so in "
            "Python. Use small letters, digits and _, beginning with a letter, as in row_means."
        )
    if name == "written" or hasattr(builtins, name):
        reason = "a written answer has it" if name == "written" else "it is one of Python's own"
        raise AuthorFileError(f"The name {name!r} is taken: {reason}. Choose another one.")


def _refuse_taken(notebook: NotebookNode, folder: Path, name: str) -> None:
    taken = {grade_id(cell) for cell in notebook.cells} | {cell.id for cell in notebook.cells}
    if taken & {name, f"test-{name}", f"about-{name}"}:
        raise AuthorFileError(
            f"The exercise {name!r} is there already, in {folder.name}. Choose another name, or "
            "delete its three cells and its files first."
        )
    for path in (folder / "tests" / f"{name}.py", folder / "bank" / name):
        if path.exists():
            raise AuthorFileError(
                f"{_shown(path)} is there already, though the notebook has no exercise {name!r}. "
                "Choose another name, or move it away."
            )
    if name in _bound(notebook):
        raise AuthorFileError(
            f"The notebook of {folder.name} uses the name {name!r} for something else. Choose "
            "another one."
        )


def _bound(notebook: NotebookNode) -> set[str]:
    return {
        name
        for cell in notebook.cells
        if cell.cell_type == "code"
        for name in names_bound(cell.source)
    }


def _given(notebook: NotebookNode) -> set[str]:
    """Return the names that the notebook's own cells make, outside of answers and tests."""
    return {
        name
        for cell in notebook.cells
        if cell.cell_type == "code"
        and not is_solution(cell)
        and not cell.metadata.get("nbgrader", {}).get("grade")
        for name in names_bound(cell.source)
    }


def _import_lines(names: Iterable[str], given: set[str], indent: str) -> str:
    missing = [f"{indent}{_IMPORTS[name]}\n" for name in names if name not in given]
    # The text after it begins on a line of its own; a blank line parts the imports from it.
    return "".join([*missing, "\n"]) if missing else ""


def _next_number(notebook: NotebookNode) -> int:
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return 1 + max(map(int, re.findall(r"^## Exercise (\d+)", text, re.MULTILINE)), default=0)


def _first_cells(assignment: str) -> NotebookNode:
    found = re.fullmatch(r"exercises-((\d\d)-(.+))", assignment)
    lesson = found[1] if found else ""
    if not (course_root() / "notebooks" / f"{lesson}.ipynb").is_file():
        lesson = ""
    words = (found[3] if found else assignment).replace("-", " ")
    heading = f"Exercises {found[2]}: {words}" if found else words.capitalize()
    start = filled("start.md", heading=heading, lesson=lesson)
    set_up = filled("setup.py.j2")
    return new_notebook(
        metadata=NOTEBOOK_METADATA,
        cells=[
            new_markdown_cell(start, id="start", metadata=_about("start")),
            new_code_cell(set_up, id="setup", metadata=_about("setup")),
        ],
    )


def _append(notebook: NotebookNode, name: str, number: int, about: str, answer: str) -> None:
    points, minutes = map(int, _COSTS.search(about).groups())
    test = f"# Test of exercise {number}\n%run -i tests/{name}.py"
    notebook.cells += [
        new_markdown_cell(about, id=f"about-{name}", metadata=_about(f"about-{name}")),
        new_code_cell(answer, id=name, metadata=_about(name, solution=True, locked=False)),
        new_code_cell(
            test, id=f"test-{name}", metadata=_about(f"test-{name}", grade=True, points=points)
        ),
    ]

    def more(found: re.Match) -> str:
        total = float(found[1]) + points
        noun = "point" if total == 1 else "points"
        return f"**{total:g} {noun}, about {int(found[2]) + minutes} minutes.**"

    notebook.cells[0].source = _TOTAL.sub(more, notebook.cells[0].source, count=1)


def _about(name: str, **facts: object) -> dict:
    usual = {"grade": False, "grade_id": name, "locked": True, "schema_version": 3}
    return {"nbgrader": {**usual, "solution": False, "task": False, **facts}}


def _templates(kind: str) -> list[str]:
    folder = resources.files("imagecourse.author") / "templates" / "new" / kind
    return sorted(one.name for one in folder.iterdir())


def _filled(kind: str, template: str, values: Mapping[str, object]) -> str:
    text = filled(f"{kind}/{template}", **values)
    return text if template.startswith(("about", "answer")) else f"{text}\n"


def _with_seal(path: Path, kind: str, values: Mapping[str, object]) -> str:
    text = path.read_text("utf-8") if path.is_file() else _filled(kind, "sealed.py.j2", values)
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise AuthorFileError(
            f"{_shown(path)}, line {error.lineno}: {error.msg}. Correct that line, then run the "
            "command again."
        ) from None
    returned = [
        node.value
        for function in tree.body
        if isinstance(function, ast.FunctionDef) and function.name == "answers"
        for node in function.body
        if isinstance(node, ast.Return)
    ]
    last = returned[-1] if returned else None
    # Some end in `{...} | {...}`.
    while isinstance(last, ast.BinOp):
        last = last.right
    lines = text.splitlines(keepends=True)
    end = last.end_lineno - 1 if isinstance(last, ast.Dict) else 0
    if lines[end].strip() not in ("}", "return {}"):
        raise AuthorFileError(
            f"`answers` in {_shown(path)} doesn't end in `return {{...}}` with the closing brace "
            "on a line of its own, so the new value can't be put in. Write it so, then run the "
            "command again."
        )
    entry = _filled(kind, "sealed_entry.py.j2", values)
    before = "    return {\n" if lines[end].strip() == "return {}" else ""
    lines[end] = f"{before}{entry}    }}\n"
    _add_imports(lines, tree)
    return "".join(lines)


def _add_imports(lines: list[str], tree: ast.Module) -> None:
    """Put the imports that the new value needs in their places, in the order that ruff wants."""
    bound = set(names_bound("".join(lines)))
    ours, others = [], []
    for node in tree.body:
        if isinstance(node, ast.Import):
            module = node.names[0].name.partition(".")[0]
        elif isinstance(node, ast.ImportFrom):
            module = (node.module or "").partition(".")[0]
        else:
            continue
        if module not in sys.stdlib_module_names:
            (ours if module == "imagelessons" else others).append(node)
    if "data" not in bound:
        lines[ours[-1].end_lineno - 1] += _IMPORTS["data"] + "\n"
    if "iio" not in bound:
        first = (others or ours)[0].lineno - 1
        end = "\n" if others else "\n\n"
        lines[first] = _IMPORTS["iio"] + end + lines[first]


def _shown(path: Path) -> str:
    return path.relative_to(course_root()).as_posix()
