"""How figures cross: what is drawn and written in them, drawn again by matplotlib there.

A test may then read a figure as it reads the student's own: ``ax.images``, ``ax.lines``, bars,
titles, labels, legends, colour bars. `figure_reading` reads, `figure_drawing` draws.

A part of a figure, such as axes or what ``imshow`` returns, crosses with its whole figure: in one
message the axes belong to the same figure again.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from nbisolate.serialize.figures.figure_drawing import draw_figure
from nbisolate.serialize.figures.figure_reading import GROUPS, place_of, read_figure
from nbisolate.serialize.opaque import CannotCrossError

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker


def _pack_figure(packer: "Packer", value: object, depth: int) -> dict:
    figure = value.get_figure(root=True) if hasattr(value, "get_figure") else value
    if figure is not value and figure is not None:
        return packer.part(figure, depth + 1)
    return {"t": "figure", "v": read_figure(packer, value, depth)}


def _make_figure(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    odd = set(unpacker.odd)
    made = draw_figure(unpacker, plain["v"], depth)
    unpacker.odd = odd  # a picture without some of its pixels is shown as it should
    return made


def _pack_artist(packer: "Packer", value: object, depth: int) -> dict:
    from matplotlib.axes import Axes

    figure = value.get_figure(root=True)
    if figure is None:
        raise CannotCrossError("it is in no figure")
    axes = list(figure.axes)
    place = [axes.index(value)] if isinstance(value, Axes) else place_of(value, axes)
    if place is None:
        raise CannotCrossError("it is a part of a figure that only the whole figure shows")
    return {"t": "artist", "figure": packer.needed(figure, depth + 1), "place": place}


def _pack_container(packer: "Packer", value: tuple, depth: int) -> object:
    for at, ax in enumerate(value[0].figure.axes if len(value) else ()):
        for index, container in enumerate(ax.containers):
            if container is value and type(value).__name__ == "BarContainer":
                figure = packer.needed(value[0].get_figure(root=True), depth + 1)
                return {"t": "artist", "figure": figure, "place": [at, "containers", index]}
    return packer.part(list(value), depth + 1)


def _pack_colour_bar(packer: "Packer", value: object, depth: int) -> dict:
    figure = value.ax.get_figure(root=True)
    place = [list(figure.axes).index(value.ax), "_colorbar", 0]
    return {"t": "artist", "figure": packer.needed(figure, depth + 1), "place": place}


def _make_artist(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    from matplotlib.figure import Figure

    figure = unpacker.part(plain["figure"], depth + 1)
    if not isinstance(figure, Figure):
        raise CannotCrossError("no figure")
    number, *rest = plain["place"]
    ax = figure.axes[number]
    if not rest:
        return ax
    group, index = rest
    if group == "_colorbar":
        return ax._colorbar
    if group not in (*GROUPS, "containers"):
        raise CannotCrossError("no part of a figure")
    return getattr(ax, group)[index]


PACKERS: Mapping[str, Callable] = {
    "matplotlib.figure.FigureBase": _pack_figure,
    "matplotlib.container.Container": _pack_container,
    "matplotlib.colorbar.Colorbar": _pack_colour_bar,
    "matplotlib.artist.Artist": _pack_artist,
}
MAKERS: Mapping[str, Callable] = {"figure": _make_figure, "artist": _make_artist}
