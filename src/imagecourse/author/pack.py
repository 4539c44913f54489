"""Pack the tests of a released notebook, and fold their cells."""

import ast
import re

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked, is_solution

from imagelessons.check.notebook.runs import names_in
from imagelessons.packed import Test, packed
from nbisolate.normalize.names import outside_functions, statements_of
from nbisolate.normalize.structure import exercise_titles

_NUMBER = re.compile(r"\bExercise (\w+)")


class PackTests(NbGraderPreprocessor):
    """Pack the tests that students see, so that they give away no hint and no expected value.

    The source notebook and the gradebook keep their text. Each test cell is folded too: JupyterLab
    shows a line in its place, and what it finds stands right below the answer.
    """

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Pack and fold each test cell that uses `imagelessons.check`."""
        titles = exercise_titles(nb)
        tests = [cell for cell in nb.cells if _is_test(cell)]
        numbers = tuple(dict.fromkeys(filter(None, (_number(cell.source) for cell in tests))))
        read = tuple(
            number
            for cell, title in zip(nb.cells, titles, strict=True)
            if is_grade(cell) and is_solution(cell) and (number := _number(title))
        )
        # A capstone belongs to all lessons.
        _, _, lesson = resources["metadata"]["name"].rpartition("exercises-")
        lesson = lesson if re.match(r"\d\d-", lesson) else ""
        given: list[str] = []
        asked: dict[str, str] = {}
        waiting: list[str] = []
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            if is_solution(cell):
                waiting += names_bound(cell.source)
            elif _is_test(cell):
                number = _number(cell.source)
                asked.update(dict.fromkeys(waiting, number))
                waiting.clear()
                test = Test(cell.source, number, numbers, read, tuple(given), dict(asked), lesson)
                cell.source = packed(test)
                cell.metadata.setdefault("jupyter", {})["source_hidden"] = True
            elif is_locked(cell):
                given += [name for name in names_bound(cell.source) if name not in given]
        return nb, resources


def names_bound(source: str) -> list[str]:
    r"""Return the names that a cell sets outside of its functions.

    Examples
    --------
    >>> names_bound("import numpy as np\na, (b, c) = f()\ndef g():\n    d = 1")
    ['np', 'a', 'b', 'c', 'g']
    >>> names_bound("def g():\n    # YOUR CODE HERE")
    ['g']
    """
    statements = statements_of(source)
    if not statements:
        # Such as a function whose body is the answer, or a line for IPython.
        return sorted(names_in(source))
    found: list[str] = []
    for node in outside_functions(statements):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.append(node.name)
        elif isinstance(node, ast.alias):
            found.append(node.asname or node.name.partition(".")[0])
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.append(node.id)
    return list(dict.fromkeys(found))


def _is_test(cell: NotebookNode) -> bool:
    graded = cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)
    return graded and "check.exercise(" in cell.source


def _number(text: str) -> str:
    found = _NUMBER.search(text)
    return found[1] if found else ""
