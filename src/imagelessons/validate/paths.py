"""Paths in a student's code that exist on their computer, but not where the notebook is graded."""

import ast
import os
import re
from pathlib import Path

from imagelessons.data.files import known_names
from nbisolate.normalize.names import statements_of


def own_paths(code: str, folder: Path) -> list[str]:
    r"""Return the paths in a cell that lead out of a notebook's folder to something that is there.

    Parameters
    ----------
    code : str
    folder : pathlib.Path
        Where the notebook is.

    Returns
    -------
    list of str
        As the cell has them.

    Examples
    --------
    >>> from imagelessons.data import course_root
    >>> own_paths('a = "data/README.md"\nb = "../README.md"\nc = "x/y"', course_root() / "docs")
    ['../README.md']
    """
    home = folder.resolve()
    found = []
    for node in (part for one in statements_of(code) for part in ast.walk(one)):
        text = node.value if isinstance(node, ast.Constant) else None
        if not isinstance(text, str) or not re.search(r"[/\\]", text) or len(text) > 1_000:
            continue
        if "\n" in text or text in found or text.strip("/\\.") == "":
            continue
        try:
            place = Path(os.path.normpath(home / Path(text).expanduser()))
            outside = not place.is_relative_to(home) and place.exists()
        except (OSError, ValueError, RuntimeError):
            continue
        if outside:
            found.append(text)
    return found


def what_to_write(path: str) -> str:
    """Return what a student should write in the place of a path.

    Examples
    --------
    >>> what_to_write("../../../data/axon_slice.jpg")
    'Write data("axon_slice.jpg") in its place.'
    """
    name = re.split(r"[/\\]", path.rstrip("/\\"))[-1]
    try:
        is_known = name in known_names()
    except OSError:
        is_known = False
    if is_known:
        return f'Write data("{name}") in its place.'
    return f'Put {name} into the folder of your notebook, hand it in too, and write "{name}" alone.'
