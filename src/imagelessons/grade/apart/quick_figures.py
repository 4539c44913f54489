"""Figures are drawn as in a notebook, without what nobody sees of it.

A figure of a student's is drawn three times: at the end of the cell for a window that isn't there,
then without paint, to measure what is around the axes, and at last for the notebook. The pictures
in it are scaled each time. Here the first time is left out and the second passes over pictures;
the result is stored with less effort spent on its size. In 01-greyscale that was three tenths of
all that the students' cells took.
"""

import contextlib
import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imagelessons.grade.apart.shell import NotebookShell

# Of zlib. A figure takes a tenth more on the disk than with matplotlib's 6, and is stored in a
# third of the time.
_COMPRESS_LEVEL = 1


def draw_quickly(shell: "NotebookShell") -> None:
    """Let a shell with inline figures draw them once. Its figures look as before.

    Parameters
    ----------
    shell : NotebookShell
        After ``enable_matplotlib("inline")``.
    """
    _draw_for_no_window(shell)
    _store_quickly(shell)
    measure_without_pictures()


def _draw_for_no_window(shell: "NotebookShell") -> None:
    from matplotlib import pyplot

    with contextlib.suppress(AttributeError, ValueError):
        shell.events.unregister("post_execute", pyplot._draw_all_if_interactive)


def _store_quickly(shell: "NotebookShell") -> None:
    from IPython.core.pylabtools import print_figure
    from matplotlib.figure import Figure
    from matplotlib_inline.config import InlineBackend

    settings = InlineBackend.instance(parent=shell)
    if settings.figure_formats == {"png"}:
        options = settings.print_figure_kwargs | {"pil_kwargs": {"compress_level": _COMPRESS_LEVEL}}
        stored = functools.partial(print_figure, fmt="png", base64=True, **options)
        shell.display_formatter.formatters["image/png"].for_type(Figure, stored)


def measure_without_pictures() -> None:
    """Let matplotlib pass over pictures while it only measures; `draw.paints` is what it did."""
    from matplotlib.image import _ImageBase

    if hasattr(_ImageBase.draw, "paints"):
        return
    paint = _ImageBase.draw

    def draw(image, renderer):
        # While matplotlib measures, the renderer's methods do nothing and wrap the real ones.
        if hasattr(renderer.draw_image, "__wrapped__"):
            image.stale = False
        else:
            paint(image, renderer)

    draw.paints = paint
    _ImageBase.draw = draw
