"""From a figure of matplotlib to plain data: what is drawn in it and written at it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from imagelessons.check.figures.panels import box_in_figure
from nbisolate.serialize.figures.artist_reading import (
    plain_number,
    read_collection,
    read_image,
    read_line,
    read_patch,
    read_text,
)
from nbisolate.serialize.figures.figure_colours import number, pack_colour, pack_mapping
from nbisolate.serialize.opaque import CannotCrossError

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer

MOST_ARTISTS = 20_000
GROUPS = ("images", "lines", "patches", "collections", "texts")


def read_figure(packer: "Packer", figure: object, depth: int) -> dict:
    """Return a figure as plain data.

    Raises
    ------
    CannotCrossError
        If it has axes that are not made of rows and columns, or too much in it.
    """
    axes = list(figure.axes)
    others = {ax.name for ax in axes} - {"rectilinear"}
    if others:
        raise CannotCrossError(f"it has {' and '.join(sorted(others))} axes")
    top = (getattr(figure, f"_{name}", None) for name in ("suptitle", "supxlabel", "supylabel"))
    titles = [None if text is None else text.get_text() for text in top]
    current = figure.gca() if axes else None
    return {
        "size": [float(part) for part in figure.get_size_inches()],
        "dpi": float(figure.get_dpi()),
        "colour": pack_colour(figure.get_facecolor()),
        "label": str(figure.get_label()),
        "titles": titles,
        "texts": [
            read_text(packer, text, None, depth)
            for text in figure.texts
            if text.get_text() not in titles
        ],
        "axes": [_axes(packer, ax, axes, depth) for ax in axes],
        "legends": [_legend(legend, axes) for legend in figure.legends],
        "current": axes.index(current) if current in axes else None,
    }


def _axes(packer: "Packer", ax: object, axes: Sequence, depth: int) -> dict:
    bar = getattr(ax, "_colorbar", None)
    info = getattr(ax, "_colorbar_info", None)
    plain = {
        "position": [float(part) for part in box_in_figure(ax).bounds],
        "label": str(ax.get_label()),
        "titles": {loc: ax.get_title(loc) for loc in ("left", "center", "right")},
        "colour": pack_colour(ax.get_facecolor()),
        "visible": [bool(ax.get_visible()), bool(ax.axison), bool(ax.get_frame_on())],
        "patch": bool(ax.patch.get_visible()),
        "zorder": float(ax.get_zorder()),
        "box": [_anchor(ax.get_anchor()), number(ax.get_box_aspect())],
        "aspect": ax.get_aspect() if isinstance(ax.get_aspect(), str) else float(ax.get_aspect()),
        "shared": [_shared(ax, name, axes) for name in ("x", "y")],
        "axis": [_axis(ax, name) for name in ("x", "y")],
        "spines": {name: bool(spine.get_visible()) for name, spine in ax.spines.items()},
        "legend": None if ax.get_legend() is None else _legend(ax.get_legend(), axes),
        "bar": None if bar is None else _colour_bar(packer, bar, axes),
        "bar_info": _bar_info(info, axes) if isinstance(info, dict) else None,
        "data": ax.dataLim.get_points().tolist(),
        "drawn": [],
        "sets": [],
        "current": None,
    }
    # What is in a colour bar's axes is drawn there by the colour bar.
    return plain if bar is not None else plain | _drawn(packer, ax, depth)


def _drawn(packer: "Packer", ax: object, depth: int) -> dict:
    groups = {group: list(getattr(ax, group)) for group in GROUPS}
    places = {
        id(artist): [group, index]
        for group, artists in groups.items()
        for index, artist in enumerate(artists)
    }
    if len(places) > MOST_ARTISTS:
        raise CannotCrossError(f"it has more than {MOST_ARTISTS:,} parts")
    read = {"lines": read_line, "images": read_image, "patches": read_patch}
    read |= {"collections": read_collection, "texts": read_text}
    # In the order in which they were drawn: the later one covers the other.
    drawn = []
    for artist in ax.get_children():
        if id(artist) in places:
            group, _ = places[id(artist)]
            drawn.append([group, read[group](packer, artist, ax, depth)])
    return {
        "drawn": drawn,
        "sets": [_set(part, places) for part in ax.containers],
        "current": places.get(id(ax._gci())),
    }


def _anchor(anchor: object) -> object:
    return anchor if isinstance(anchor, str) else [float(part) for part in anchor]


def _axis(ax: object, name: str) -> dict:
    from matplotlib.ticker import AutoLocator, LogLocator, ScalarFormatter

    axis = getattr(ax, f"{name}axis")
    limits = [float(part) for part in getattr(ax, f"get_{name}lim")()]
    ticks = None
    usual = isinstance(axis.get_major_locator(), AutoLocator | LogLocator)
    if not usual or not isinstance(axis.get_major_formatter(), ScalarFormatter):
        places = [plain_number(part) for part in axis.get_majorticklocs()][:1000]
        written = axis.get_major_formatter()
        if axis.get_scale() == "linear":
            ticks = [places, [str(text) for text in written.format_ticks(places)]]
    return {
        "label": axis.get_label_text(),
        "limits": limits,
        "auto": bool(getattr(ax, f"get_autoscale{name}_on")()),
        "scale": str(axis.get_scale()),
        "visible": bool(axis.get_visible()),
        "grid": bool(axis.get_tick_params().get("gridOn", False)),
        "side": axis.get_ticks_position(),
        "ticks": ticks,
    }


def _shared(ax: object, name: str, axes: Sequence) -> int | None:
    group = getattr(ax, f"get_shared_{name}_axes")()
    return next((i for i, other in enumerate(axes) if other is ax or group.joined(ax, other)), None)


def _bar_info(info: dict, axes: Sequence) -> dict:
    """Return what matplotlib keeps about where a colour bar stands."""
    plain = {}
    for name, value in info.items():
        if name == "parents":
            plain[name] = [axes.index(part) for part in value if part in axes]
        elif isinstance(value, list | tuple):
            plain[name] = [float(part) for part in value]
        else:
            known = value is None or isinstance(value, bool | str)
            plain[name] = value if known else float(value)
    return plain


def place_of(artist: object, axes: Sequence) -> list | None:
    """Return where an artist stands: number of the axes, group and number in it.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> line, = ax.plot([1, 2])
    >>> place_of(line, [ax])
    [0, 'lines', 0]
    """
    for at, ax in enumerate(axes):
        for group in GROUPS:
            for index, other in enumerate(getattr(ax, group)):
                if other is artist:
                    return [at, group, index]
    return None


def _colour_bar(packer: "Packer", bar: object, axes: Sequence) -> dict:
    mappable = bar.mappable
    place = place_of(mappable, axes)
    return {
        "place": place,
        "mapping": None if place is not None else pack_mapping(packer, mappable),
        "orientation": str(bar.orientation),
        "extend": str(bar.extend),
        "label": bar.ax.get_ylabel() or bar.ax.get_xlabel(),
    }


def _legend(legend: object, axes: Sequence) -> dict:
    handles = []
    for text, handle in zip(legend.get_texts(), legend.legend_handles, strict=False):
        hollow = hasattr(handle, "get_fill") and not handle.get_fill()
        ways = ("get_color", "get_edgecolor" if hollow else "get_facecolor")
        colour = next((getattr(handle, way)() for way in ways if hasattr(handle, way)), None)
        colours = (
            np.atleast_2d(colour) if colour is not None and not isinstance(colour, str) else []
        )
        colour = colours[0] if len(colours) and np.shape(colours)[1] in (3, 4) else colour
        colour = None if np.size(colour) == 0 else colour
        handles.append([text.get_text(), pack_colour(colour)])
    return {"entries": handles, "title": legend.get_title().get_text()}


def _set(container: object, places: dict) -> dict:
    from matplotlib.artist import Artist

    def place(part: object) -> object:
        if isinstance(part, Artist):
            return places.get(id(part))
        return [place(inner) for inner in part] if isinstance(part, list | tuple) else None

    label = container.get_label()
    return {
        "kind": type(container).__name__,
        "label": None if label is None else str(label),
        "v": place(tuple(container)),
    }
