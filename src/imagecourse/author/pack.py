"""Pack the tests of a released notebook, and fold their cells."""

import ast
import re

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked, is_solution

from imagelessons.check.notebook.runs import names_in
from imagelessons.packed import Test, packed
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
                waiting += names_set(cell.source)
            elif _is_test(cell):
                number = _number(cell.source)
                asked.update(dict.fromkeys(waiting, number))
                waiting.clear()
                test = Test(cell.source, number, numbers, read, tuple(given), dict(asked), lesson)
                cell.source = packed(test)
                cell.metadata.setdefault("jupyter", {})["source_hidden"] = True
            elif is_locked(cell):
                given += [name for name in names_set(cell.source) if name not in given]
        return nb, resources


def names_set(source: str) -> list[str]:
    r"""Return the names that a cell sets outside of its functions.

    Examples
    --------
    >>> names_set("import numpy as np\na, (b, c) = f()\ndef g():\n    d = 1")
    ['np', 'a', 'b', 'c', 'g']
    >>> names_set("def g():\n    # YOUR CODE HERE")
    ['g']
    """
    found: list[str] = []
    try:
        waiting: list[ast.AST] = list(ast.parse(source).body)
    except SyntaxError:
        # Such as a function whose body is the answer, or a line for IPython.
        return sorted(names_in(source))
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.append(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found += [one.asname or one.name.partition(".")[0] for one in node.names]
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.append(node.id)
        elif not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp):
            waiting[:0] = ast.iter_child_nodes(node)
    return list(dict.fromkeys(found))


def _is_test(cell: NotebookNode) -> bool:
    graded = cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)
    return graded and "check.exercise(" in cell.source


def _number(text: str) -> str:
    found = _NUMBER.search(text)
    return found[1] if found else ""
