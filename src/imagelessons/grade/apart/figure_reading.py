"""From a figure of matplotlib to plain data: what is drawn in it and written at it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from imagelessons.grade.apart.arrays import pack_array
from imagelessons.grade.apart.figure_colours import number, pack_colour, pack_mapping
from imagelessons.grade.apart.uncrossed import CannotCrossError

if TYPE_CHECKING:
    from imagelessons.grade.apart.crossing import Packer

MOST_ARTISTS = 20_000
GROUPS = ("images", "lines", "patches", "collections", "texts")
# The kinds of artists that are made anew as what they are; nearest first.
PATCHES = ("StepPatch", "Rectangle", "Polygon", "Wedge", "Circle", "Ellipse", "PathPatch")
COLLECTIONS = (
    *("PathCollection", "LineCollection", "PolyCollection", "QuadMesh", "ContourSet"),
    *("EllipseCollection", "PatchCollection", "Collection"),
)


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
            _text(packer, text, None, depth)
            for text in figure.texts
            if text.get_text() not in titles
        ],
        "axes": [_axes(packer, ax, axes, depth) for ax in axes],
        "legends": [_legend(legend, axes) for legend in figure.legends],
        "current": axes.index(current) if current in axes else None,
    }


def _axes(packer: "Packer", ax: object, axes: Sequence, depth: int) -> dict:
    bar = getattr(ax, "_colorbar", None)
    groups = {group: list(getattr(ax, group)) for group in GROUPS}
    if sum(map(len, groups.values())) > MOST_ARTISTS:
        raise CannotCrossError(f"it has more than {MOST_ARTISTS:,} parts")
    drawn = {"lines": _line, "images": _image, "patches": _patch}
    drawn |= {"collections": _collection, "texts": _text}
    plain = {
        "position": [float(part) for part in ax.get_position(original=True).bounds],
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
        "parents": _parents(ax, axes),
        "drawn": {group: [] for group in GROUPS},
        "sets": [],
    }
    # What is in a colour bar's axes is drawn there by the colour bar.
    if bar is None:
        for group, artists in groups.items():
            plain["drawn"][group] = [drawn[group](packer, part, ax, depth) for part in artists]
        plain["sets"] = [_set(part, groups) for part in ax.containers]
    return plain


def _anchor(anchor: object) -> object:
    return anchor if isinstance(anchor, str) else [float(part) for part in anchor]


def _axis(ax: object, name: str) -> dict:
    from matplotlib.ticker import AutoLocator, LogLocator, ScalarFormatter

    axis = getattr(ax, f"{name}axis")
    limits = [float(part) for part in getattr(ax, f"get_{name}lim")()]
    ticks = None
    usual = isinstance(axis.get_major_locator(), AutoLocator | LogLocator)
    if not usual or not isinstance(axis.get_major_formatter(), ScalarFormatter):
        places = [float(part) for part in axis.get_majorticklocs()][:1000]
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


def _parents(ax: object, axes: Sequence) -> list[int]:
    info = getattr(ax, "_colorbar_info", None)
    parents = info.get("parents", []) if isinstance(info, dict) else []
    return [axes.index(part) for part in parents if part in axes]


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
        colour = next(
            (
                getattr(handle, get)()
                for get in ("get_color", "get_facecolor")
                if hasattr(handle, get)
            ),
            None,
        )
        colours = (
            np.atleast_2d(colour) if colour is not None and not isinstance(colour, str) else []
        )
        colour = colours[0] if len(colours) and np.shape(colours)[1] in (3, 4) else colour
        colour = None if np.size(colour) == 0 else colour
        handles.append([text.get_text(), pack_colour(colour)])
    return {"entries": handles, "title": legend.get_title().get_text()}


def _set(container: object, groups: dict) -> dict:
    from matplotlib.artist import Artist

    def places(part: object) -> object:
        if isinstance(part, Artist):
            found = (
                [group, i]
                for group in ("patches", "lines", "collections")
                for i, other in enumerate(groups[group])
                if other is part
            )
            return next(found, None)
        return [places(inner) for inner in part] if isinstance(part, list | tuple) else None

    name = next(kind.__name__ for kind in type(container).__mro__)
    # Thousands of bars, each looked for among thousands, take too long: by their ids.
    if name == "BarContainer":
        numbers = {id(patch): index for index, patch in enumerate(groups["patches"])}
        return {"kind": name, "label": str(container.get_label()),
                "v": [numbers.get(id(patch)) for patch in container]}  # fmt: skip
    return {"kind": name, "label": str(container.get_label()), "v": places(tuple(container))}


def _common(artist: object, ax: object) -> dict:
    alpha = artist.get_alpha()
    return {
        "label": str(artist.get_label()),
        "zorder": float(artist.get_zorder()),
        "shown": bool(artist.get_visible()),
        "alpha": float(alpha) if isinstance(alpha, int | float) else None,
        "clip": bool(artist.get_clip_on()),
        "in": _frame_of(artist.get_transform(), ax),
    }


def _frame_of(transform: object, ax: object) -> object:
    """Return in which coordinates an artist is given: a name, or a matrix to those of the data."""
    from matplotlib.transforms import AffineDeltaTransform, IdentityTransform

    if ax is None or transform == ax.transData:
        return "data"
    if isinstance(transform, IdentityTransform):
        return "pixels"
    if isinstance(transform, AffineDeltaTransform):
        return "steps"
    if transform == ax.transAxes:
        return "axes"
    for name in ("xaxis", "yaxis"):
        for which in ("grid", "tick1", "tick2"):
            if transform == getattr(ax, f"get_{name}_transform")(which=which):
                return name
    if transform.contains_branch(ax.transData):
        rest = transform - ax.transData
        if rest.is_affine and not np.array_equal(rest.get_matrix(), np.eye(3)):
            return rest.get_matrix().tolist()
    return "data"


def _floats(packer: "Packer", values: object) -> dict:
    return pack_array(packer, np.array(np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)))


def _image(packer: "Packer", image: object, ax: object, depth: int) -> dict:
    from matplotlib.image import AxesImage

    kind = type(image)
    if not issubclass(kind, AxesImage) or kind.__name__ in ("NonUniformImage", "PcolorImage"):
        raise CannotCrossError(f"it has a {kind.__name__}")
    alpha = image.get_alpha()
    return _common(image, ax) | {
        "v": packer.needed(image.get_array(), depth + 1),
        "mapping": pack_mapping(packer, image),
        "origin": str(image.origin),
        "extent": [float(part) for part in image.get_extent()],
        "interpolation": str(image.get_interpolation()),
        "alphas": pack_array(packer, alpha) if isinstance(alpha, np.ndarray) else None,
    }


def _line(packer: "Packer", line: object, ax: object, depth: int) -> dict:
    marker = line.get_marker()
    faces = [line.get_markerfacecolor(), line.get_markeredgecolor()]
    return _common(line, ax) | {
        "v": [_floats(packer, part) for part in line.get_data(orig=False)],
        "style": str(line.get_linestyle()),
        "width": float(line.get_linewidth()),
        "steps": str(line.get_drawstyle()),
        "marker": marker if isinstance(marker, str | int) else "o",
        "size": float(line.get_markersize()),
        "colour": pack_colour(line.get_color()),
        "faces": [None if str(face) in ("auto", "none") else pack_colour(face) for face in faces],
    }


def _text(packer: "Packer", text: object, ax: object, depth: int) -> dict:
    from matplotlib.text import Annotation

    common = _common(text, ax)
    if ax is None:
        common["in"] = "figure"
    plain = common | {
        "v": text.get_text(),
        "at": [float(part) for part in (text._x, text._y)],
        "colour": pack_colour(text.get_color()),
        "size": float(text.get_fontsize()),
        "align": [text.get_horizontalalignment(), text.get_verticalalignment()],
        "turn": float(text.get_rotation()),
    }
    if isinstance(text, Annotation) and isinstance(text.xycoords, str) and ax is not None:
        points = [float(part) for part in (*text.xy, *text.xyann)]
        coords = text.anncoords if isinstance(text.anncoords, str) else "data"
        plain["points"] = [points, text.xycoords, coords]
    return plain


def _patch(packer: "Packer", patch: object, ax: object, depth: int) -> dict:
    from matplotlib.path import Path

    names = [kind.__name__ for kind in type(patch).__mro__]
    kind = next((name for name in PATCHES if name in names), "PathPatch")
    plain = _common(patch, ax) | {
        "kind": kind,
        "colours": [pack_colour(patch.get_facecolor()), pack_colour(patch.get_edgecolor())],
        "fill": bool(patch.get_fill()),
        "width": float(patch.get_linewidth()),
        "style": str(patch.get_linestyle()),
        "hatch": patch.get_hatch(),
    }
    # Matplotlib's patches are small shapes with a transform of their own: it stands in the data.
    plain["in"] = _frame_of(patch.get_data_transform(), ax)
    if kind == "StepPatch":
        heights, edges, base = patch.get_data()
        plain["v"] = [_floats(packer, heights), _floats(packer, edges)]
        plain["base"] = None if base is None else _floats(packer, base)
        plain["orientation"] = str(patch.orientation)
    elif kind == "Rectangle":
        box = (patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height())
        plain["box"] = [float(part) for part in (*box, patch.get_angle())]
    elif kind == "Polygon":
        plain |= {"v": _floats(packer, patch.get_xy()), "closed": bool(patch.get_closed())}
    elif kind in ("Circle", "Ellipse"):
        box = (*patch.get_center(), patch.get_width(), patch.get_height())
        plain["box"] = [float(part) for part in (*box, patch.get_angle())]
    elif kind == "Wedge":
        box = (*patch.center, patch.r, patch.theta1, patch.theta2)
        plain["box"] = [*(float(part) for part in box), number(patch.width)]
    else:
        path = patch.get_patch_transform().transform_path(patch.get_path())
        plain["path"] = _path(packer, Path(path.vertices, path.codes))
    return plain


def _path(packer: "Packer", path: object) -> list:
    codes = None if path.codes is None else pack_array(packer, np.asarray(path.codes))
    return [_floats(packer, path.vertices), codes]


def _collection(packer: "Packer", part: object, ax: object, depth: int) -> dict:
    names = [kind.__name__ for kind in type(part).__mro__]
    kind = next(name for name in COLLECTIONS if name in names)
    values = part.get_array()
    plain = _common(part, ax) | {
        "kind": kind,
        "array": None if values is None else packer.needed(values, depth + 1),
        "mapping": pack_mapping(packer, part),
        "faces": _floats(packer, np.reshape(part.get_facecolor(), (-1, 4))),
        "mapped_edges": str(getattr(part, "_original_edgecolor", None)) == "face",
        "edges": _floats(packer, np.reshape(part.get_edgecolor(), (-1, 4))),
        "widths": _floats(packer, np.atleast_1d(part.get_linewidth())),
        "sizes": _floats(packer, part.get_sizes()) if hasattr(part, "get_sizes") else None,
        "offsets": _floats(packer, part.get_offsets()),
        "offsets_in": _frame_of(part.get_offset_transform(), ax),
    }
    if kind == "QuadMesh":
        plain["corners"] = _floats(packer, part.get_coordinates())
        return plain
    if kind == "ContourSet":
        plain["levels"] = _floats(packer, part.levels)
        plain["filled"] = bool(part.filled)
    paths = part.get_paths()
    if len(paths) > MOST_ARTISTS:
        raise CannotCrossError(f"it has more than {MOST_ARTISTS:,} parts")
    return plain | {"paths": [_path(packer, path) for path in paths]}
