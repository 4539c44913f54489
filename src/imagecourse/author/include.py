"""Put the tests of the exercises, which are files beside a source notebook, into its test cells.

A test cell says ``%run -i tests/NAME.py``. An instructor who runs the source notebook gets just
that from IPython: the file runs with the notebook's names. What is released and graded has the
file's text in place of the line.
"""

import ast
import logging
import re
from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

_LINE = re.compile(r"^%run -i (\S+\.py)[ \t]*$", re.MULTILINE)


class AuthorFileError(ValueError):
    """A file beside a source notebook that can't be used as it is."""


class IncludeTests(NbGraderPreprocessor):
    """Put the files of tests into the test cells, before nbgrader keeps these."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Include the files that the test cells name."""
        try:
            include(nb, Path(resources["metadata"]["path"]))
        except AuthorFileError as error:
            self.log.error(str(error))
            self._leave_out_the_traceback()
            raise
        return nb, resources

    def _leave_out_the_traceback(self) -> None:
        """Keep nbgrader from logging the traceback of the error that is about to be raised.

        It is of no use to an author, and the sentence would go under in it.
        """

        def is_other(record: logging.LogRecord) -> bool:
            if not record.getMessage().startswith("Traceback"):
                return True
            self.log.removeFilter(is_other)
            return False

        self.log.addFilter(is_other)


def include(notebook: NotebookNode, folder: Path) -> None:
    """Put the text of each file that a cell runs in the place of the line that runs it.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Changed in place.
    folder : pathlib.Path
        The folder of the notebook.

    Raises
    ------
    AuthorFileError
        If a file isn't there, lies outside of the folder, or is no Python.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code" and _LINE.search(cell.source):
            cell.source = _LINE.sub(lambda found: _text(folder, found[1]), cell.source)


def _text(folder: Path, name: str) -> str:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise AuthorFileError(f"{name} isn't in the folder of the notebook. Move it there.")
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise AuthorFileError(
            f"A cell of the notebook in {folder.name} runs {name}, and there is no such file. "
            "Write it, or correct the name in the cell."
        ) from None
    try:
        body = ast.parse(text).body
    except SyntaxError as error:
        raise AuthorFileError(
            f"{folder.name}/{name}, line {error.lineno}: {error.msg}. Correct that line, then run "
            "the command again."
        ) from None
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        # What the file says of itself at its top is for authors.
        text = "\n".join(text.split("\n")[body[0].end_lineno :])
    return text.strip("\n")
