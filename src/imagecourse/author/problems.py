"""What an author has to mend before an assignment can be released, in sentences."""

import difflib
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from imagecourse.author.include import AuthorFileError, include
from imagecourse.author.report_card.trial import RIGHT, bank, expected_code, quietly
from imagecourse.author.source import read_as_stored, source_path, without_marks
from imagecourse.isolation import phantoms_folder
from imagelessons.check import CATALOGUE, AuthorError, Finding
from imagephantoms.cached import CACHE_VARIABLE
from nbisolate.normalize.structure import exercise_titles, grade_id

_MARK = re.compile(r"\s*### (BEGIN|END) (SOLUTION|HIDDEN TESTS)\s*")


def problems(assignment: str) -> list[str]:
    """Look an assignment through, and run its solution with all tests; its seals are made before.

    Parameters
    ----------
    assignment : str

    Returns
    -------
    list of str
        What is to mend; empty if all is well. What can only be found once something else is
        mended is found then.
    """
    path = source_path(assignment)
    try:
        notebook = read_as_stored(path)
        found = [*_in_cells(notebook), *_in_files(path.parent), *_in_bank(assignment, notebook)]
        if found:
            return found
        include(notebook, path.parent)
    except AuthorFileError as error:
        return [str(error)]
    return list(_of_solution(notebook))


def _in_cells(notebook: NotebookNode) -> Iterator[str]:
    counts = Counter(filter(None, map(grade_id, notebook.cells)))
    for name, count in counts.items():
        if count > 1:
            yield (
                f"The grade id {name!r} is there {count} times: a cell was copied or split. Give "
                "each cell an id of its own."
            )
    for cell in notebook.cells:
        where = f"the cell {grade_id(cell) or cell.id!r}"
        yield from _unpaired(cell.source, where)


def _in_files(folder: Path) -> Iterator[str]:
    for path in sorted((folder / "tests").glob("*.py")):
        yield from _unpaired(path.read_text(encoding="utf-8"), f"tests/{path.name}")


def _unpaired(text: str, where: str) -> Iterator[str]:
    """Say which marks of solutions and hidden tests don't match."""
    begun: tuple[str, int] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if not (found := _MARK.fullmatch(line)):
            continue
        word, what = found.groups()
        if word == "BEGIN" and begun is None:
            begun = what, number
        elif word == "END" and begun and begun[0] == what:
            begun = None
        else:
            missing = f"END {begun[0]}" if begun else f"BEGIN {what}"
            yield f"In {where}, line {number}: `### {word} {what}`, and no `### {missing}` before."
            return
    if begun:
        yield (
            f"In {where}, line {begun[1]}: `### BEGIN {begun[0]}`, and no `### END {begun[0]}` "
            "after it."
        )


def _in_bank(assignment: str, notebook: NotebookNode) -> Iterator[str]:
    answers = {grade_id(cell) for cell in notebook.cells if is_solution(cell)}
    for path in bank(assignment):
        where = f"bank/{path.parent.name}/{path.name}"
        code = expected_code(path)
        if path.parent.name not in answers:
            yield f"{where}: there is no answer cell {path.parent.name!r} in the notebook."
        elif code != RIGHT and code not in CATALOGUE:
            alike = difflib.get_close_matches(code, CATALOGUE, n=3)
            perhaps = f" Do you mean {' or '.join(alike)}?" if alike else ""
            yield (
                f"{where}: {code!r} is no code of the catalogue, which docs/misconceptions.md "
                f"lists.{perhaps} The file of a right answer begins with right."
            )


def _of_solution(notebook: NotebookNode) -> Iterator[str]:
    """Run all cells from top to bottom, as for grading; say which test the solution fails."""
    # Hidden tests make phantoms; they are kept for the next time.
    os.environ.setdefault(CACHE_VARIABLE, str(phantoms_folder()))
    names: dict[str, Any] = {"__name__": "__main__"}
    with quietly():
        for cell, title in zip(notebook.cells, exercise_titles(notebook), strict=True):
            if cell.cell_type != "code":
                continue
            where = f"{title or 'Before the first exercise'} (the cell {grade_id(cell)!r})"
            is_test = is_grade(cell) and not is_solution(cell)
            try:
                exec(compile(without_marks(cell.source), "<cell>", "exec"), names)
            except Finding as finding:
                said = "\n".join(f"    {line}" for line in str(finding).splitlines())
                yield f"{where}: the solution doesn't pass its own test. The finding:\n{said}"
            except AuthorError as error:
                # What it could be instead are some hundred codes.
                said = str(error).partition(", or use one of:")[0].rstrip(".")
                yield f"{where}: {said}."
            except Exception as error:
                said = (str(error).splitlines() or [""])[0]
                what = "the test" if is_test else "the cell"
                yield f"{where}: {what} stops at {type(error).__name__}: {said}."
                if not is_test:
                    return
