"""Show a text where it is read: as HTML in a notebook, as lines in a terminal."""

import os
import shutil
import sys
import textwrap
from collections.abc import Mapping

# The key of nbformat's metadata, at an output, under which a finding stands as plain values.
METADATA_KEY = "imagelessons"
_BESIDE = "display: flex; flex-wrap: wrap; gap: 0 24px; align-items: flex-start"


def inside_ipython() -> bool:
    """Return whether this runs in IPython: a notebook, its console, or a grader's shell."""
    if "IPython" not in sys.modules:
        return False
    from IPython import get_ipython

    return get_ipython() is not None


def show(
    text: str,
    page: str,
    about: Mapping[str, str] | None = None,
    picture: Mapping[str, str] | None = None,
) -> None:
    """Show a text, with a picture beside or below it.

    Parameters
    ----------
    text : str
        In lines, for a terminal and wherever no HTML is shown.
    page : str
        The same as HTML.
    about : mapping of str to str, optional
        The same as plain values, for programs: they are kept in the output's metadata.
    picture : mapping of str to str, optional
        A picture by media type, which is shown only in IPython.

    Examples
    --------
    >>> show("All is well.", "<p>All is well.</p>")
    All is well.
    """
    if not inside_ipython():
        print(for_terminal(text))
        return
    from IPython.display import display

    together = bool(picture) and is_notebook_of_a_learner()
    if together:
        text = f"{text}\n{picture['text/plain']}"
        page = f'<div style="{_BESIDE}">{page}{picture["text/html"]}</div>'
    metadata = {METADATA_KEY: dict(about)} if about else {}
    display({"text/html": page, "text/plain": for_terminal(text)}, metadata=metadata, raw=True)
    if picture and not together:
        # A page of feedback keeps no picture in HTML, but a plain one.
        display(dict(picture), metadata={"image/png": {"alt": picture["text/plain"]}}, raw=True)


def is_notebook_of_a_learner() -> bool:
    """Return whether there is somebody who can run a further cell: not where work is graded."""
    return inside_ipython() and os.environ.get("NBGRADER_EXECUTION") != "autograde"


def for_terminal(text: str) -> str:
    r"""Return a text with its long lines broken between words, if this is a terminal.

    Elsewhere nobody knows how wide the text is shown, so it is left to flow.

    Examples
    --------
    >>> for_terminal("one\ntwo")
    'one\ntwo'
    """
    if not _is_terminal():
        return text
    width = max(20, shutil.get_terminal_size().columns - 1)
    lines = (
        textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
        for line in text.split("\n")
    )
    return "\n".join(line for part in lines for line in part)


def _is_terminal() -> bool:
    try:
        return sys.stdout.isatty()
    except (AttributeError, ValueError):
        return False
