"""Figures are drawn as in a notebook, without what nobody sees of it.

A figure of a student's is drawn three times: at the end of the cell for a window that isn't there,
then without paint, to measure what is around the axes, and at last for the notebook. The pictures
in it are scaled each time. Here the first time is left out and the second passes over what it
wouldn't paint; the result is stored with less effort spent on its size. In exercises-01-greyscale
that was three tenths of all that the students' cells took.
"""

import contextlib
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbisolate.shell.notebook import NotebookShell

# Of zlib. A figure takes a tenth more on the disk than with matplotlib's 6, and is stored in a
# third of the time.
_COMPRESS_LEVEL = 1

_WITH_PAINT = "_with_paint_only"


def draw_quickly(shell: "NotebookShell") -> None:
    """Let a shell with inline figures draw them once. Its figures look as before.

    Parameters
    ----------
    shell : NotebookShell
        After ``enable_matplotlib("inline")``.
    """
    _draw_for_no_window(shell)
    _store_quickly(shell)
    measure_without_paint()
    read_fonts_once()


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


def measure_without_paint() -> None:
    """Let pictures, shapes, lines and texts pass while matplotlib only measures.

    Drawing one of these classes leaves nothing behind but paint; what they take up is asked of
    them elsewhere. Collections are left out: drawing gives them their colours.
    """
    for kind in kinds_of_paint():
        if not hasattr(kind.draw, _WITH_PAINT):
            kind.draw = _drawn_with_paint_only(kind.draw)


def kinds_of_paint() -> tuple[type, ...]:
    """Return the classes of matplotlib that `measure_without_paint` lets pass."""
    from matplotlib.image import _ImageBase
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch
    from matplotlib.text import Text

    return _ImageBase, Line2D, Patch, Text


def _drawn_with_paint_only(paint: Callable) -> Callable:
    @functools.wraps(paint)
    def draw(artist, renderer):
        # While matplotlib measures, the renderer's methods do nothing and wrap the real ones.
        if hasattr(renderer.draw_image, "__wrapped__"):
            artist.stale = False
        else:
            paint(artist, renderer)

    setattr(draw, _WITH_PAINT, True)
    return draw


def read_fonts_once() -> None:
    """Let matplotlib look up the tables of a font once, not for each text and each time."""
    from matplotlib.ft2font import FT2Font

    with contextlib.suppress(AttributeError, TypeError):
        if not hasattr(FT2Font.get_sfnt_table, "cache_info"):
            FT2Font.get_sfnt_table = functools.lru_cache(256)(FT2Font.get_sfnt_table)
