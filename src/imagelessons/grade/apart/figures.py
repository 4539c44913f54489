"""How figures cross: what is drawn and written in them, drawn again by matplotlib on the other side.

A test may then read a figure as it reads the student's own: ``ax.images``, ``ax.lines``, bars,
titles, labels, legends and colour bars.
"""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from imagelessons.grade.apart.crossing import Packer, Unpacker

_MOST_ARTISTS = 5_000


def pack(packer: "Packer", value: object, depth: int) -> object:
    """Return a figure, axes or something drawn as plain data, or None if it is none of them."""
    if "matplotlib.figure" not in sys.modules:
        return None
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure

    if isinstance(value, Figure):
        return {"t": "figure", "v": _pack_figure(packer, value)}
    if isinstance(value, BarContainer) and len(value):
        value = value[0]
    if isinstance(value, Artist):
        figure = value.get_figure(root=True)
        if figure is None:
            return None
        ax = value if isinstance(value, Axes) else getattr(value, "axes", None)
        plain = {"t": "axes", "v": _pack_figure(packer, figure)}
        number = figure.axes.index(ax) if ax in figure.axes else None
        own = isinstance(value, Axes)
        return plain | {"axes": number, "artist": None if own else _place(value, ax)}
    return None


def figures_open() -> dict:
    """Return pyplot's open figures, for `Packer.pack`: ``{"figures": {number: figure}, ...}``."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    numbers = pyplot.get_fignums() if pyplot else []
    current = pyplot.gcf().number if numbers else None
    return {"figures": {number: pyplot.figure(number) for number in numbers}, "current": current}


def install(figures: dict, current: int | None = None) -> None:
    """Make figures pyplot's open ones, in place of all others, and one of them its current one."""
    from matplotlib import pyplot

    pyplot.close("all")
    for number, figure in figures.items():
        _register(pyplot, number, figure)
    if current in figures:
        pyplot.figure(current)


def _register(pyplot: object, number: int, figure: object) -> None:
    from matplotlib._pylab_helpers import Gcf
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    manager = FigureCanvasAgg(figure).manager or FigureCanvasAgg.manager_class(
        figure.canvas, number
    )
    Gcf._set_new_active_manager(manager)


def _place(artist: object, ax: object) -> list | None:
    for group in ("images", "lines", "patches", "collections", "texts"):
        members = list(getattr(ax, group, ()))
        if artist in members:
            return [group, members.index(artist)]
    return None


def _pack_figure(packer: "Packer", figure: object) -> dict:
    suptitle = figure.get_suptitle() if hasattr(figure, "get_suptitle") else ""
    return {
        "size": [float(part) for part in figure.get_size_inches()],
        "title": suptitle,
        "axes": [_pack_axes(packer, ax, figure) for ax in figure.axes],
    }


def _pack_axes(packer: "Packer", ax: object, figure: object) -> dict:
    from matplotlib.collections import PathCollection
    from matplotlib.container import BarContainer
    from matplotlib.patches import Polygon, Rectangle, StepPatch

    legend = ax.get_legend()
    containers = [part for part in ax.containers if isinstance(part, BarContainer) and len(part)]
    in_bars = {id(patch) for container in containers for patch in container}
    patches = []
    for patch in list(ax.patches)[:_MOST_ARTISTS]:
        colour = list(map(float, patch.get_facecolor()))
        if isinstance(patch, StepPatch):
            heights, edges, baseline = patch.get_data()
            base = None if baseline is None else packer.pack(baseline)
            plain = {
                "kind": "stairs",
                "v": _floats(packer, heights),
                "edges": _floats(packer, edges),
            }
            patches.append(plain | {"base": base, "colour": colour, "label": _label(patch)})
        elif isinstance(patch, Polygon):
            plain = {"kind": "polygon", "v": _floats(packer, patch.get_xy())}
            patches.append(plain | {"closed": patch.get_closed(), "label": _label(patch)})
        elif isinstance(patch, Rectangle) and id(patch) not in in_bars:
            box = [patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height()]
            plain = {"kind": "rectangle", "box": [float(part) for part in box]}
            patches.append(plain | {"colour": colour, "label": _label(patch)})
    return {
        "position": [float(part) for part in ax.get_position(original=True).bounds],
        "colour_bar": _colour_bar_of(ax, figure),
        "titles": {loc: ax.get_title(loc) for loc in ("left", "center", "right")},
        "labels": [ax.get_xlabel(), ax.get_ylabel()],
        "limits": [[float(v) for v in ax.get_xlim()], [float(v) for v in ax.get_ylim()]],
        "scales": [ax.get_xscale(), ax.get_yscale()],
        "visible": bool(ax.axison),
        "aspect": ax.get_aspect() if isinstance(ax.get_aspect(), str) else float(ax.get_aspect()),
        "images": [_pack_image(packer, image) for image in list(ax.images)[:_MOST_ARTISTS]],
        "lines": [_pack_line(packer, line) for line in list(ax.lines)[:_MOST_ARTISTS]],
        "bars": [_pack_bars(packer, part) for part in containers[:_MOST_ARTISTS]],
        "patches": patches,
        "points": [
            {"v": _floats(packer, np.ma.getdata(part.get_offsets())), "label": _label(part)}
            for part in list(ax.collections)[:_MOST_ARTISTS]
            if isinstance(part, PathCollection)
        ],
        "texts": [
            [float(t.get_position()[0]), float(t.get_position()[1]), t.get_text()]
            for t in list(ax.texts)[:_MOST_ARTISTS]
        ],
        "legend": [text.get_text() for text in legend.get_texts()] if legend else None,
    }


def _colour_bar_of(ax: object, figure: object) -> list | None:
    """Return which axes and image a colour bar's axes stand for; [-1, -1] if it isn't known."""
    if ax.get_label() != "<colorbar>" and getattr(ax, "_colorbar", None) is None:
        return None
    for number, other in enumerate(figure.axes):
        for kind in ("images", "collections"):
            for place, shown in enumerate(getattr(other, kind)):
                if shown.colorbar is not None and shown.colorbar.ax is ax and kind == "images":
                    return [number, place]
    info = getattr(ax, "_colorbar_info", None)
    parents = info.get("parents", []) if isinstance(info, dict) else []
    numbers = [figure.axes.index(part) for part in parents if part in figure.axes]
    return [numbers[0] if numbers else -1, -1]


def _label(artist: object) -> str:
    return str(artist.get_label())


def _floats(packer: "Packer", values: object) -> dict:
    return packer.array(np.array(np.ma.getdata(values), dtype=float, subok=False))


def _pack_image(packer: "Packer", image: object) -> dict:
    values = np.array(np.ma.getdata(image.get_array()), subok=False)
    vmin, vmax = image.get_clim()
    cmap = image.get_cmap()
    alpha = image.get_alpha()
    return {
        "v": packer.array(values),
        "mask": packer.array(np.ma.getmaskarray(image.get_array()))
        if np.ma.is_masked(image.get_array())
        else None,
        "cmap": cmap.name,
        "colours": packer.array(np.asarray(cmap(np.linspace(0, 1, 256)))),
        "range": [None if part is None else float(part) for part in (vmin, vmax)],
        "origin": str(image.origin),
        "extent": [float(part) for part in image.get_extent()],
        "interpolation": str(image.get_interpolation()),
        "alpha": float(alpha) if isinstance(alpha, int | float) else None,
        "label": _label(image),
    }


def _pack_line(packer: "Packer", line: object) -> dict:
    first, second = line.get_data(orig=False)
    return {
        "v": [_floats(packer, first), _floats(packer, second)],
        "label": _label(line),
        "style": [str(line.get_linestyle()), str(line.get_marker())],
        "colour": str(line.get_color()) if isinstance(line.get_color(), str) else None,
    }


def _pack_bars(packer: "Packer", container: object) -> dict:
    boxes = [[p.get_x(), p.get_y(), p.get_width(), p.get_height()] for p in container]
    return {"v": _floats(packer, boxes), "label": _label(container)}


def _make_figure(unpacker: "Unpacker", plain: dict) -> object:
    return _draw(unpacker, plain["v"])[0]


def _make_axes(unpacker: "Unpacker", plain: dict) -> object:
    figure, axes = _draw(unpacker, plain["v"])
    if plain["axes"] is None:
        return figure
    ax = axes[plain["axes"]]
    if plain["artist"] is None:
        return ax
    group, place = plain["artist"]
    return getattr(ax, group)[place]


def _draw(unpacker: "Unpacker", plain: dict) -> tuple[object, list]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=plain["size"])
    if plain["title"]:
        figure.suptitle(plain["title"])
    axes = [figure.add_axes(part["position"], label=f"{i}") for i, part in enumerate(plain["axes"])]
    for ax, part in zip(axes, plain["axes"], strict=True):
        if part["colour_bar"] is None:
            _fill(unpacker, ax, part)
    for ax, part in zip(axes, plain["axes"], strict=True):
        if part["colour_bar"] is not None:
            _fill_colour_bar(figure, axes, ax, part)
    return figure, axes


def _fill(unpacker: "Unpacker", ax: object, part: dict) -> None:
    for image in part["images"]:
        _draw_image(unpacker, ax, image)
    for line in part["lines"]:
        first, second = (unpacker.array(values) for values in line["v"])
        style, marker = line["style"]
        colour = {"color": line["colour"]} if line["colour"] else {}
        ax.plot(first, second, linestyle=style, marker=marker, label=line["label"], **colour)
    for bars in part["bars"]:
        boxes = unpacker.array(bars["v"])
        ax.bar(
            boxes[:, 0], boxes[:, 3], boxes[:, 2], boxes[:, 1], align="edge", label=bars["label"]
        )
    for patch in part["patches"]:
        _draw_patch(unpacker, ax, patch)
    for points in part["points"]:
        ax.scatter(*unpacker.array(points["v"]).T, label=points["label"])
    for row, column, text in part["texts"]:
        ax.text(row, column, text)
    for loc, title in part["titles"].items():
        ax.set_title(title, loc=loc)
    ax.set(xlabel=part["labels"][0], ylabel=part["labels"][1])
    ax.set(xscale=part["scales"][0], yscale=part["scales"][1])
    ax.set_aspect(part["aspect"])
    ax.set_xlim(part["limits"][0])
    ax.set_ylim(part["limits"][1])
    if not part["visible"]:
        ax.set_axis_off()
    if part["legend"] is not None:
        handles, _ = ax.get_legend_handles_labels()
        handles = [*handles, *[ax.plot([], [])[0] for _ in part["legend"][len(handles) :]]]
        ax.legend(handles[: len(part["legend"])], part["legend"])
        for extra in ax.lines[len(part["lines"]) :]:
            extra.remove()


def _draw_image(unpacker: "Unpacker", ax: object, image: dict) -> None:
    from matplotlib import colormaps
    from matplotlib.colors import ListedColormap

    values = unpacker.array(image["v"])
    if image["mask"] is not None:
        values = np.ma.MaskedArray(values, mask=unpacker.array(image["mask"]))
    known = image["cmap"] in colormaps
    cmap = image["cmap"] if known else ListedColormap(unpacker.array(image["colours"]))
    if not known:
        cmap.name = str(image["cmap"])
    ax.imshow(
        values,
        cmap=cmap,
        vmin=image["range"][0],
        vmax=image["range"][1],
        origin=image["origin"],
        extent=image["extent"],
        interpolation=image["interpolation"],
        alpha=image["alpha"],
        label=image["label"],
    )


def _draw_patch(unpacker: "Unpacker", ax: object, patch: dict) -> None:
    from matplotlib.patches import Polygon, Rectangle

    if patch["kind"] == "stairs":
        base = 0 if patch["base"] is None else unpacker.unpack(patch["base"])
        heights, edges = unpacker.array(patch["v"]), unpacker.array(patch["edges"])
        ax.stairs(heights, edges, baseline=base, label=patch["label"])
    elif patch["kind"] == "polygon":
        corners = unpacker.array(patch["v"])
        ax.add_patch(Polygon(corners, closed=patch["closed"], label=patch["label"]))
    else:
        row, column, width, height = patch["box"]
        box = Rectangle((row, column), width, height, color=patch["colour"], label=patch["label"])
        ax.add_patch(box)


def _fill_colour_bar(figure: object, axes: list, ax: object, part: dict) -> None:
    number, place = part["colour_bar"]
    if number >= 0 and place >= 0:
        figure.colorbar(axes[number].images[place], cax=ax)
    else:
        ax.set_label("<colorbar>")
        if number >= 0:
            ax._colorbar_info = {"parents": [axes[number]]}
    ax.set(xlabel=part["labels"][0], ylabel=part["labels"][1])
    ax.set_title(part["titles"]["center"])


MAKERS: Mapping[str, Callable] = {"figure": _make_figure, "axes": _make_axes}
PACKERS: Mapping[str, Callable] = {}
MAKERS = {}
