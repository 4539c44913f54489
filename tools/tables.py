"""The tables of lessons and assignments in README.md, 00-start-here and the instructors' page.

Their rows are found in the course; what a row says a lesson is about is kept as somebody wrote it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbgrader.utils import is_grade, is_solution

from imagecourse.author.release import assignments
from imagecourse.author.source import read_as_stored, source_path
from imagelessons.data import course_root
from imagelessons.workspace.places import notebooks_folder

_MINUTES = re.compile(r"Minutes:\*\* about (\d+), and (\d+) more for the sections marked")


def pages() -> dict[str, str]:
    """Return the text that each page must have, by its path in the course."""
    root = course_root()
    start = root / "notebooks" / "00-start-here.ipynb"
    notebook = nbformat.read(start, as_version=4)
    for cell in notebook.cells:
        if "\n| lesson | about | minutes | then |\n" in cell.source:
            cell.source = _with_table(cell.source, "lesson", _rows_at_the_start)
    texts = {
        "README.md": _with_table(_text(root / "README.md"), "lesson", _rows_of_readme),
        "docs/instructors.md": _with_table(
            _text(root / "docs" / "instructors.md"), "assignment", lambda _: _rows_of_points()
        ),
    }
    return {"notebooks/00-start-here.ipynb": nbformat.writes(notebook) + "\n", **texts}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _with_table(text: str, first_column: str, rows) -> str:
    """Return a text with other rows in the table whose first column has this heading."""
    table = re.compile(rf"(^\| {first_column} \|.*\n\|[-|]+\n)((?:\|.*(?:\n|\Z))*)", re.MULTILINE)
    return table.sub(lambda found: found[1] + "".join(rows(found[2].splitlines())), text, count=1)


def _rows_of_readme(old: list[str]) -> Iterator[str]:
    for path in sorted(notebooks_folder().glob("*.ipynb")):
        link = f"[{path.stem}](notebooks/{path.name})"
        about, minutes, *_ = _cells_with(old, link) or [_title(path), ""]
        yield f"| {link} | {about} | {_minutes(path) or minutes} |\n".replace("|  |", "| |")


def _rows_at_the_start(old: list[str]) -> Iterator[str]:
    left = assignments()
    for path in sorted(notebooks_folder().glob("0[1-9]-*.ipynb")):
        link = f"[{path.stem}]({path.name})"
        about = (_cells_with(old, link) or [_title(path)])[0]
        then = ""
        if (name := f"exercises-{path.stem}") in left:
            left.remove(name)
            then = _link(f"exercises {path.stem[:2]}", name)
        yield f"| {link} | {about} | {_minutes(path)} | {then} |\n".replace("|  |", "| |")
    for name in left:
        link = _link("capstone" if name.startswith("capstone-") else name, name)
        about = next((_cells(row)[1] for row in old if link in row), _title(source_path(name)))
        yield f"| | {about} | | {link} |\n"


def _rows_of_points() -> Iterator[str]:
    for name in assignments():
        points = {True: 0.0, False: 0.0}
        for cell in filter(is_grade, read_as_stored(source_path(name)).cells):
            points[is_solution(cell)] += cell.metadata.nbgrader.points
        yield f"| {name} | {points[False]:g} | {points[True]:g} |\n"


def _link(words: str, assignment: str) -> str:
    return f"[{words}](exercises/{assignment}/{assignment}.ipynb)"


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _cells_with(rows: list[str], link: str) -> list[str]:
    """Return the cells after the first of the row that begins with a link."""
    return next((_cells(row)[1:] for row in rows if row.startswith(f"| {link} |")), [])


def _minutes(path: Path) -> str:
    found = _MINUTES.search(read_as_stored(path).cells[0].source)
    return f"{found[1]} + {found[2]}" if found else ""


def _title(path: Path) -> str:
    heading = read_as_stored(path).cells[0].source.partition("\n")[0].lstrip("# ")
    return re.sub(r"^(Exercises )?\d\d:? ", "", heading)
