"""The link from a finding to the section of a lesson, as JupyterLab follows it."""

import os
from pathlib import Path
from urllib.parse import quote

# Folders in which the lessons may be, beside the notebook's own and those above it.
_BESIDE = ("", "notebooks", "lessons")
_HIGHEST = 4


def lesson_link(lesson: str, section: str, folder: Path | None = None) -> str:
    """Return the relative address of a lesson's section, or ``""`` if the lesson isn't near.

    Parameters
    ----------
    lesson : str
        Such as ``"01-greyscale"``.
    section : str
        A heading of that lesson.
    folder : pathlib.Path, optional
        That of the notebook; by default the working directory, which JupyterLab sets to it.

    Returns
    -------
    str
        Relative to the notebook, with an anchor in JupyterLab's spelling.

    Examples
    --------
    >>> lesson_link("no-such-lesson", "Row and column")
    ''
    """
    if not lesson:
        return ""
    try:
        here = (folder or Path.cwd()).resolve()
        for above in (here, *here.parents[:_HIGHEST]):
            for name in _BESIDE:
                path = above / name / f"{lesson}.ipynb"
                if path.is_file():
                    address = Path(os.path.relpath(path, here)).as_posix()
                    return quote(address) + anchor(section)
    except (OSError, ValueError):
        pass
    return ""


def anchor(section: str) -> str:
    """Return the anchor of a heading, in JupyterLab's spelling.

    With ``heading=`` JupyterLab also finds a heading that isn't drawn yet, as in a notebook that
    the link opens.

    Examples
    --------
    >>> anchor("Row and column")
    '#heading=Row-and-column'
    """
    return "#heading=" + quote(section.replace(" ", "-")) if section else ""
