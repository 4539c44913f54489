"""Begin a new lesson: a notebook in the form of the course's lessons, filled in so that it runs."""

import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from imagecourse.author.include import AuthorFileError
from imagecourse.author.new.files import NOTEBOOK_METADATA, filled, write_together
from imagelessons.workspace.places import notebooks_folder

_CODE = re.compile(r"^```python\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


def new_lesson(name: str) -> Path:
    """Write the notebook of a new lesson.

    Parameters
    ----------
    name : str
        Its number and name, as in ``"07-registration"``.

    Returns
    -------
    pathlib.Path
        The notebook, which has not been run.

    Raises
    ------
    AuthorFileError
        If the name is bad or taken. Nothing is written then.
    """
    if not re.fullmatch(r"0[1-9](-[a-z0-9]+)+", name):
        raise AuthorFileError(
            f"{name!r} can't be the name of a lesson. It begins with a number from 01 to 09, and "
            "goes on in small letters, digits and hyphens, as in 07-registration."
        )
    folder = notebooks_folder()
    if not folder.is_dir():
        raise AuthorFileError("There is no folder `notebooks` here, where lessons are.")
    for taken in sorted(folder.glob(f"{name[:2]}-*.ipynb")):
        raise AuthorFileError(
            f"There is a lesson {name[:2]} already: notebooks/{taken.name}. Choose another number."
        )
    path = folder / f"{name}.ipynb"
    write_together({path: nbformat.writes(_notebook(name)) + "\n"})
    return path


def _notebook(name: str) -> NotebookNode:
    number, _, words = name.partition("-")
    heading = f"{number} {words.replace('-', ' ').capitalize()}"
    cells = []
    # Between two texts there is a code; so they take turns.
    for position, text in enumerate(_CODE.split(filled("lesson.md", name=name, heading=heading))):
        make = new_code_cell if position % 2 else new_markdown_cell
        cells.append(make(text.strip("\n"), id=f"{words}-{position + 1}"))
    return new_notebook(metadata=NOTEBOOK_METADATA, cells=cells)
