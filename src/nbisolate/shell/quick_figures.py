"""Figures are drawn as in a notebook, once, and stored with less effort spent on their size.

In a notebook a figure is drawn at the end of the cell for a window that isn't there, and once more
for the notebook.
"""

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbisolate.shell.notebook import NotebookShell

# Of zlib. A figure takes a tenth more on the disk than with matplotlib's 6, and is stored in a
# third of the time.
_COMPRESS_LEVEL = 1


def draw_once(shell: "NotebookShell") -> None:
    """Let a shell with inline figures draw them once. Its figures look as before.

    Parameters
    ----------
    shell : NotebookShell
        After ``enable_matplotlib("inline")``.
    """
    from IPython.core.pylabtools import print_figure
    from matplotlib.figure import Figure
    from matplotlib_inline.config import InlineBackend

    for callback in list(shell.events.callbacks["post_execute"]):
        if callback.__module__ == "matplotlib.pyplot":
            shell.events.unregister("post_execute", callback)
    settings = InlineBackend.instance(parent=shell)
    if settings.figure_formats == {"png"}:
        options = settings.print_figure_kwargs | {"pil_kwargs": {"compress_level": _COMPRESS_LEVEL}}
        stored = functools.partial(print_figure, fmt="png", base64=True, **options)
        shell.display_formatter.formatters["image/png"].for_type(Figure, stored)
