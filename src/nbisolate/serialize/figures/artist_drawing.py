"""From plain data to the artists of matplotlib: pictures, lines, texts, patches, collections."""

from typing import TYPE_CHECKING

import numpy as np

from nbisolate.serialize.arrays import make_array
from nbisolate.serialize.bounds import checked_number, checked_text
from nbisolate.serialize.figures.artist_reading import COLLECTIONS, PATCHES
from nbisolate.serialize.figures.figure_colours import make_colour, make_mapping
from nbisolate.serialize.opaque import CannotCrossError

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Unpacker

_THICKEST = 10_000  # points: a line, a letter, a mark
_STYLES = ("-", "--", "-.", ":", "None", "solid", "dashed", "dashdot", "dotted", "none")


def label(plain: object) -> str | None:
    """Return a text, or None for None."""
    return None if plain is None else text(plain)


def text(plain: object) -> str:
    """Return a text of plain data, of no more characters than a figure has room for.

    Raises
    ------
    CannotCrossError
        If it is none.
    """
    return checked_text(plain, 10_000)


def style_artist(artist: object, plain: dict, ax: object) -> None:
    """Give an artist what all artists have: label, order, whether it is seen."""
    artist.set_label(label(plain["label"]))
    artist.set_zorder(float(plain["zorder"]))
    artist.set_visible(bool(plain["shown"]))
    artist.set_clip_on(bool(plain["clip"]))
    if plain["alpha"] is not None:
        artist.set_alpha(float(plain["alpha"]))


def _coordinates(plain: object, ax: object) -> object:
    from matplotlib.transforms import Affine2D, AffineDeltaTransform, IdentityTransform

    if type(plain) is list:
        matrix = np.array(plain, dtype=float)
        if matrix.shape != (3, 3):
            raise CannotCrossError("no transform")
        return Affine2D(matrix) + ax.transData
    return {
        "data": ax.transData,
        "axes": ax.transAxes,
        "xaxis": ax.get_xaxis_transform(which="grid"),
        "yaxis": ax.get_yaxis_transform(which="grid"),
        "pixels": IdentityTransform(),
        "steps": AffineDeltaTransform(ax.transData),
    }[plain]


def make_image(unpacker: "Unpacker", plain: dict, ax: object, depth: int) -> object:
    """Return the picture of what `figure_reading` read."""
    from matplotlib.image import AxesImage

    values = unpacker.part(plain["v"], depth + 1)
    if not issubclass(type(values), np.ndarray) or values.dtype.kind not in "biuf":
        raise CannotCrossError("a picture without pixels")
    extent = [float(part) for part in plain["extent"]]
    mapping = make_mapping(unpacker, plain["mapping"], depth)
    made = AxesImage(
        ax, interpolation=text(plain["interpolation"]), origin=plain["origin"], **mapping
    )
    made.set_data(values)
    if plain["in"] != "data":
        made.set_transform(_coordinates(plain["in"], ax))
    # `set_extent` would change the limits of the axes; they are set at the end.
    made.set_extent(extent)
    if plain["alphas"] is not None:
        made.set_alpha(make_numbers(unpacker, plain["alphas"], depth))
    made.set_clip_path(ax.patch)
    return made


def make_line(unpacker: "Unpacker", plain: dict, ax: object, depth: int) -> object:
    """Return the line."""
    from matplotlib.lines import Line2D

    values = [_line_data(unpacker, part, depth) for part in plain["v"]]
    for axis, part in zip((ax.xaxis, ax.yaxis), values, strict=True):
        if part.dtype.kind == "M":
            axis.update_units(part)
    if plain["style"] not in _STYLES:
        raise CannotCrossError("no line")
    if type(plain["marker"]) is not int:
        checked_text(plain["marker"], 50)
    made = Line2D(
        *values,
        linestyle=plain["style"],
        linewidth=checked_number(plain["width"], _THICKEST),
        drawstyle=text(plain["steps"]),
        marker=plain["marker"],
        markersize=checked_number(plain["size"], _THICKEST),
        color=make_colour(plain["colour"]),
    )
    for colour, write in zip(
        plain["faces"], (made.set_markerfacecolor, made.set_markeredgecolor), strict=True
    ):
        if colour is not None:
            write(make_colour(colour))
    if plain["in"] != "data":
        made.set_transform(_coordinates(plain["in"], ax))
    return made


def _line_data(unpacker: "Unpacker", plain: dict, depth: int) -> np.ndarray:
    values = unpacker.part(plain, depth + 1)
    if not issubclass(type(values), np.ndarray) or values.dtype.kind not in "biufMO":
        raise CannotCrossError("no line")
    if values.dtype.kind == "O" and not all(
        issubclass(type(part), int | float | np.number) for part in values.flat
    ):
        raise CannotCrossError("no line")
    return values


def make_text(
    unpacker: "Unpacker", plain: dict, ax: object, depth: int, figure: object = None
) -> object:
    """Return the text or annotation."""
    from matplotlib.text import Annotation, Text

    across, along = plain["align"]
    style = {
        "color": make_colour(plain["colour"]),
        "fontsize": checked_number(plain["size"], _THICKEST),
        "ha": across,
        "va": along,
        "rotation": float(plain["turn"]),
    }
    words = text(plain["v"])
    if "points" in plain and ax is not None:
        points, coordinates, own = plain["points"]
        points = [float(part) for part in points]
        return Annotation(
            words, points[:2], points[2:], text(coordinates), textcoords=text(own), **style
        )
    where = [_plain_number(part) for part in plain["at"]]
    transform = figure.transSubfigure if ax is None else _coordinates(plain["in"], ax)
    return Text(*where, words, transform=transform, **style)


def make_patch(unpacker: "Unpacker", plain: dict, ax: object, depth: int) -> object:
    """Return the patch."""
    from matplotlib import patches

    face, edge = (make_colour(part) for part in plain["colours"])
    hatch, kind = plain["hatch"], plain["kind"]
    if plain["style"] not in _STYLES or not (hatch is None or len(text(hatch)) < 50):
        raise CannotCrossError("no patch")
    style = {"facecolor": face, "edgecolor": edge, "fill": bool(plain["fill"]), "hatch": hatch}
    style |= {"linewidth": checked_number(plain["width"], _THICKEST), "linestyle": plain["style"]}
    if plain["in"] != "data":
        style["transform"] = _coordinates(plain["in"], ax)
    if kind not in PATCHES:
        raise CannotCrossError("no patch")
    if kind == "StepPatch":
        heights, edges = (make_numbers(unpacker, part, depth) for part in plain["v"])
        base = plain["base"]
        if base is not None:
            base = make_numbers(unpacker, base, depth)
            base = base.item() if base.ndim == 0 else base
        along = {"baseline": base, "orientation": plain["orientation"]}
        return patches.StepPatch(heights, edges, **along, **style)
    if kind == "Polygon":
        corners = make_numbers(unpacker, plain["v"], depth)
        return patches.Polygon(corners, closed=bool(plain["closed"]), **style)
    if kind == "PathPatch":
        return patches.PathPatch(_path(unpacker, plain["path"], depth), **style)
    box = [_plain_number(part) for part in plain["box"]]
    if kind == "Rectangle":
        return patches.Rectangle(box[:2], box[2], box[3], angle=box[4], **style)
    if kind == "Wedge":
        return patches.Wedge(box[:2], *box[2:5], width=box[5], **style)
    if kind == "Circle":
        return patches.Circle(box[:2], box[2] / 2, **style)
    return patches.Ellipse(box[:2], box[2], box[3], angle=box[4], **style)


def _plain_number(plain: object) -> int | float | None:
    if plain is not None and type(plain) not in (int, float):
        raise CannotCrossError("no number")
    return plain


def _path(unpacker: "Unpacker", plain: list, depth: int) -> object:
    from matplotlib.path import Path

    vertices, codes = plain
    vertices = make_numbers(unpacker, vertices, depth)
    codes = None if codes is None else make_array(unpacker, codes, depth + 1)
    if vertices.ndim != 2 or vertices.shape[1] != 2:
        raise CannotCrossError("no path")
    if codes is not None and (codes.dtype != np.uint8 or codes.shape != vertices.shape[:1]):
        raise CannotCrossError("no path")
    if codes is not None and not _is_way(codes):
        raise CannotCrossError("no path")
    return Path(vertices, codes)


def _is_way(codes: np.ndarray) -> bool:
    """Whether a path's codes are such as there are, and each curve has all of its points."""
    from matplotlib.path import Path

    if not np.isin(codes, (*Path.NUM_VERTICES_FOR_CODE,)).all():
        return False
    starts = np.flatnonzero(np.diff(codes, prepend=255))
    lengths = np.diff(starts, append=len(codes))
    points = {Path.CURVE3: 2, Path.CURVE4: 3}
    runs = zip(codes[starts].tolist(), lengths.tolist(), strict=True)
    return all(length % points.get(code, 1) == 0 for code, length in runs)


def make_numbers(unpacker: "Unpacker", plain: object, depth: int) -> np.ndarray:
    """Return an array of whole or real numbers.

    Raises
    ------
    CannotCrossError
        If it is none.
    """
    values = unpacker.part(plain, depth + 1)
    if not issubclass(type(values), np.ndarray) or values.dtype.kind not in "biuf":
        raise CannotCrossError("no numbers")
    return values


def make_collection(unpacker: "Unpacker", plain: dict, ax: object, depth: int) -> object:
    """Return the collection: points, lines, polygons, a mesh or contours."""
    from matplotlib import collections
    from matplotlib.collections import PathCollection, QuadMesh

    kind = plain["kind"]
    if kind not in COLLECTIONS:
        raise CannotCrossError("no collection")
    mapping = make_mapping(unpacker, plain["mapping"], depth)
    faces, edges, widths, offsets = (
        make_numbers(unpacker, plain[key], depth) for key in ("faces", "edges", "widths", "offsets")
    )
    unpacker.count(5 * len(plain.get("paths", ())))
    paths = [_path(unpacker, path, depth) for path in plain.get("paths", ())]
    if kind == "ContourSet":
        return _contours(unpacker, plain, ax, depth, paths, mapping)
    if kind == "QuadMesh":
        made = QuadMesh(make_numbers(unpacker, plain["corners"], depth), **mapping)
    else:
        made = PathCollection(paths, **mapping)
        # Their own makers take other things than paths.
        made.__class__ = getattr(collections, kind)
    if kind != "QuadMesh" and plain["sizes"] is not None and hasattr(made, "set_sizes"):
        made.set_sizes(make_numbers(unpacker, plain["sizes"], depth))
    if plain["offsets_in"] != "pixels":
        made.set_offset_transform(_coordinates(plain["offsets_in"], ax))
        made.set_offsets(offsets)
    if plain["in"] != "data":
        made.set_transform(_coordinates(plain["in"], ax))
    if plain["array"] is not None:
        made.set_array(make_numbers(unpacker, plain["array"], depth))
    made.set_facecolor(faces if len(faces) else "none")
    made.set_edgecolor("face" if plain["mapped_edges"] else edges if len(edges) else "none")
    made.set_linewidth(widths if len(widths) else 0)
    return made


def _contours(
    unpacker: "Unpacker", plain: dict, ax: object, depth: int, paths: list, mapping: dict
) -> object:
    from matplotlib.contour import ContourSet

    levels = make_numbers(unpacker, plain["levels"], depth)
    if levels.ndim != 1 or len(paths) > max(1, len(levels)):
        raise CannotCrossError("no contours")
    lines = [[path.vertices] if len(path.vertices) else [] for path in paths]
    kinds = [
        [np.asarray(path.codes if path.codes is not None else [1] + [2] * (len(path) - 1))]
        if len(path.vertices)
        else []
        for path in paths
    ]
    made = ContourSet(ax, levels, lines, kinds, filled=bool(plain["filled"]), **mapping)
    if plain["array"] is not None:
        made.set_array(make_numbers(unpacker, plain["array"], depth))
    style_artist(made, plain, ax)
    return made
