"""From plain data to a figure of matplotlib: the artists are made one by one, and nothing else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from nbisolate.serialize.bounds import checked_list, checked_number
from nbisolate.serialize.figures.artist_drawing import (
    label,
    make_collection,
    make_image,
    make_line,
    make_patch,
    make_text,
    style_artist,
    text,
)
from nbisolate.serialize.figures.figure_colours import make_colour, make_mapping
from nbisolate.serialize.figures.figure_reading import GROUPS, MOST_ARTISTS
from nbisolate.serialize.opaque import CannotCrossError

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Unpacker

_MOST_AXES = 400
_MOST_PIXELS = 400_000_000
_LONGEST_SIDE = 1 << 16
_MOST_TICKS = 1000
_MOST_LABELS = 2000
_MOST_LEGENDS = 100
_SCALES = ("linear", "log", "symlog", "logit", "asinh")


def draw_figure(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    """Return the figure of what `read_figure` gave.

    Raises
    ------
    CannotCrossError
        If it doesn't describe one.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    width, height = (checked_number(part) for part in plain["size"])
    dpi = checked_number(plain["dpi"])
    if not (min(width, height, dpi) > 0 and width * height * dpi**2 < _MOST_PIXELS):
        raise CannotCrossError("a figure of that size")
    if max(width, height) * dpi > _LONGEST_SIDE:
        raise CannotCrossError("a figure of that size")
    checked_list(plain["axes"], _MOST_AXES)
    figure = Figure((width, height), dpi, facecolor=make_colour(plain["colour"]))
    FigureCanvasAgg(figure)
    figure.set_label(text(plain["label"]))
    writers = (figure.suptitle, figure.supxlabel, figure.supylabel)
    for write, title in zip(writers, plain["titles"], strict=True):
        if title is not None:
            write(text(title))
    axes = []
    for number, part in enumerate(plain["axes"]):
        box = [float(value) for value in part["position"]]
        unpacker.count(5000)
        axes.append(figure.add_axes(box, label=f"panel {number}"))
    for ax, part in zip(axes, plain["axes"], strict=True):
        for share, first in zip((ax.sharex, ax.sharey), part["shared"], strict=True):
            if first is not None and 0 <= first < len(axes) and axes[first] is not ax:
                share(axes[first])
        if part["bar"] is None:
            _fill(unpacker, ax, part, depth)
    for ax, part in zip(axes, plain["axes"], strict=True):
        if part["bar"] is not None:
            _add_colour_bar(unpacker, figure, axes, ax, part["bar"], depth)
        if part["bar_info"] is not None:
            ax._colorbar_info = _bar_info(part["bar_info"], axes)
    for ax, part in zip(axes, plain["axes"], strict=True):
        _finish(ax, part)
    for part in checked_list(plain["texts"], MOST_ARTISTS):
        unpacker.count(100)
        figure.add_artist(make_text(unpacker, part, None, depth, figure))
    for part in checked_list(plain["legends"], _MOST_LEGENDS):
        handles, labels = _handles(part, [])
        figure.legend(handles, labels, title=text(part["title"]) or None)
    if plain["current"] is not None:
        figure.sca(axes[plain["current"]])
    return figure


def _bar_info(plain: dict, axes: Sequence) -> dict:
    info = {
        name: tuple(map(float, value)) if type(value) is list else value
        for name, value in plain.items()
    }
    return info | {"parents": [axes[number] for number in plain["parents"]]}


def _fill(unpacker: "Unpacker", ax: object, part: dict, depth: int) -> None:
    draw = {"images": make_image, "lines": make_line, "patches": make_patch}
    draw |= {"collections": make_collection, "texts": make_text}
    for group, item in checked_list(part["drawn"], MOST_ARTISTS):
        unpacker.count(100)
        made = draw[group](unpacker, item, ax, depth)
        if group == "collections" and item["kind"] == "ContourSet":
            continue  # its class adds itself
        # Not `add_patch` and the like, which compute the limits anew each time.
        ax.add_artist(made)
        style_artist(made, item, ax)
    ax.dataLim.set_points(np.array(part["data"], dtype=float).reshape(2, 2))
    groups = {group: list(getattr(ax, group)) for group in GROUPS}
    for item in checked_list(part["sets"], MOST_ARTISTS):
        _add_set(ax, item, groups)
    if part["current"] is not None:
        group, index = part["current"]
        ax._sci(groups[group][index])


def _add_set(ax: object, plain: dict, groups: dict) -> None:
    from matplotlib import container

    def artists(part: object) -> object:
        if type(part) is list and len(part) == 2 and type(part[0]) is str:
            return groups[part[0]][part[1]]
        return tuple(map(artists, part)) if type(part) is list else None

    if plain["kind"] not in ("BarContainer", "StemContainer", "ErrorbarContainer"):
        return
    kind = getattr(container, plain["kind"])
    parts = artists(plain["v"])
    if kind is container.BarContainer:
        parts = [part for part in parts if part is not None]
    ax.add_container(kind(parts, label=label(plain["label"])))


def _add_colour_bar(
    unpacker: "Unpacker", figure: object, axes: Sequence, ax: object, plain: dict, depth: int
) -> None:
    from matplotlib.cm import ScalarMappable

    if plain["place"] is None:
        mappable = ScalarMappable(**make_mapping(unpacker, plain["mapping"], depth))
    else:
        number, group, index = plain["place"]
        if group not in GROUPS:
            raise CannotCrossError("no colour bar")
        mappable = getattr(axes[number], group)[index]
    figure.colorbar(
        mappable,
        cax=ax,
        orientation=text(plain["orientation"]),
        extend=text(plain["extend"]),
        label=text(plain["label"]),
    )


def _handles(plain: dict, drawn: Sequence) -> tuple[list, list]:
    from matplotlib.lines import Line2D

    from imagelessons.check.figures.figure import colour_of

    by_label = {artist.get_label(): artist for artist in reversed(drawn)}
    handles, labels = [], []
    for words, colour in checked_list(plain["entries"], _MOST_LABELS):
        made = Line2D([], [], color=make_colour(colour))
        named = by_label.get(text(words))
        # A legend may give an artist's name to another colour.
        fits = named is not None and colour_of(named) in ((), colour_of(made))
        handles.append(named if fits else made)
        labels.append(words)
    return handles, labels


def _finish(ax: object, part: dict) -> None:
    ax.set_label(text(part["label"]))
    for loc, title in part["titles"].items():
        ax.set_title(text(title), loc=loc)
    ax.set_facecolor(make_colour(part["colour"]))
    for name, plain in zip(("x", "y"), part["axis"], strict=True):
        axis = getattr(ax, f"{name}axis")
        if plain["scale"] in _SCALES and plain["scale"] != axis.get_scale():
            getattr(ax, f"set_{name}scale")(plain["scale"])
        axis.set_label_text(text(plain["label"]))
        axis.set_visible(bool(plain["visible"]))
        if plain["grid"]:
            axis.grid(True)
        if plain["side"] in ("right", "left", "top", "bottom"):
            axis.set_ticks_position(plain["side"])
        if plain["ticks"] is not None and part["bar"] is None:
            places, words = (checked_list(part, _MOST_TICKS) for part in plain["ticks"])
            axis.set_ticks(_places(places), [text(word) for word in words])
    if part["bar"] is None:
        aspect = part["aspect"]
        ax.set_aspect(aspect if type(aspect) is str else float(aspect))
        _set_limits(ax, part)
    anchor, box_aspect = part["box"]
    ax.set_anchor(anchor if type(anchor) is str else tuple(map(float, anchor)))
    ax.set_box_aspect(None if box_aspect is None else float(box_aspect))
    ax.patch.set_visible(bool(part["patch"]))
    ax.set_zorder(float(part["zorder"]))
    shown, on, framed = (bool(value) for value in part["visible"])
    ax.set_visible(shown)
    ax.set_frame_on(framed)
    if not on:
        ax.set_axis_off()
    for name, spine in part["spines"].items():
        if name in ax.spines:
            ax.spines[name].set_visible(bool(spine))
    if part["legend"] is not None:
        drawn = [*ax.lines, *ax.containers, *ax.patches, *ax.collections]
        handles, labels = _handles(part["legend"], drawn)
        ax.legend(handles, labels, title=text(part["legend"]["title"]) or None)


def _places(plain: list) -> np.ndarray:
    whole = all(type(place) is int and abs(place) < 1 << 53 for place in plain)
    return np.array(plain, dtype=int if whole and plain else float)


def _set_limits(ax: object, part: dict) -> None:
    for name, plain in zip(("x", "y"), part["axis"], strict=True):
        first, last = (float(value) for value in plain["limits"])
        getattr(ax, f"set_{name}lim")(first, last, auto=bool(plain["auto"]))
