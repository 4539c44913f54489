"""From the artists in a figure to plain data: pictures, lines, texts, patches, collections."""

from typing import TYPE_CHECKING

import numpy as np

from nbisolate.serialize.arrays import pack_array
from nbisolate.serialize.figures.figure_colours import number, pack_colour, pack_mapping
from nbisolate.serialize.opaque import CannotCrossError

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer

MOST_PATHS = 20_000
# The kinds of artists that are made anew as what they are; nearest first.
PATCHES = ("StepPatch", "Rectangle", "Polygon", "Wedge", "Circle", "Ellipse", "PathPatch")
COLLECTIONS = (
    *("PathCollection", "LineCollection", "PolyCollection", "QuadMesh", "ContourSet"),
    *("EllipseCollection", "PatchCollection", "Collection"),
)


def _common(artist: object, ax: object) -> dict:
    alpha = artist.get_alpha()
    return {
        "label": None if artist.get_label() is None else str(artist.get_label()),
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


def plain_number(value: object) -> int | float | None:
    """Return a number as one of Python, whole numbers as such, or None for None."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    return int(value) if whole else number(value)


def _numbers(packer: "Packer", values: object) -> object:
    """Return an array with its dtype, or with floats if it is neither numbers nor dates."""
    values = np.asanyarray(values)
    if values.dtype.kind == "O":
        _ = np.asarray(values, dtype=float)
    elif values.dtype.kind not in "biufM":
        return None
    return packer.needed(values, 0)


def _floats(packer: "Packer", values: object) -> dict:
    return pack_array(packer, np.array(np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)))


def read_image(packer: "Packer", image: object, ax: object, depth: int) -> dict:
    """Return a picture as plain data."""
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


def read_line(packer: "Packer", line: object, ax: object, depth: int) -> dict:
    """Return a line as plain data."""
    marker = line.get_marker()
    faces = [line.get_markerfacecolor(), line.get_markeredgecolor()]
    return _common(line, ax) | {
        "v": [
            _numbers(packer, given) or _floats(packer, part)
            for given, part in zip(line.get_data(orig=True), line.get_data(orig=False), strict=True)
        ],
        "style": str(line.get_linestyle()),
        "width": float(line.get_linewidth()),
        "steps": str(line.get_drawstyle()),
        "marker": marker if isinstance(marker, str | int) else "o",
        "size": float(line.get_markersize()),
        "colour": pack_colour(line.get_color()),
        "faces": [None if str(face) in ("auto", "none") else pack_colour(face) for face in faces],
    }


def read_text(packer: "Packer", text: object, ax: object, depth: int) -> dict:
    """Return a text or annotation as plain data."""
    from matplotlib.text import Annotation

    common = _common(text, ax)
    if ax is None:
        common["in"] = "figure"
    plain = common | {
        "v": text.get_text(),
        "at": [plain_number(part) for part in (text._x, text._y)],
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


def read_patch(packer: "Packer", patch: object, ax: object, depth: int) -> dict:
    """Return a patch as plain data."""
    from matplotlib.path import Path

    names = [kind.__name__ for kind in type(patch).__mro__]
    kind = next((name for name in PATCHES if name in names), "PathPatch")
    if kind == "Polygon" and names[0] != "Polygon":
        kind = "PathPatch"  # an arrow, for one; a polygon may be the steps of a histogram
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
        plain["v"] = [_numbers(packer, heights), _numbers(packer, edges)]
        plain["base"] = None if base is None else _numbers(packer, base)
        plain["orientation"] = str(patch.orientation)
    elif kind == "Rectangle":
        box = (patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height())
        plain["box"] = [plain_number(part) for part in (*box, patch.get_angle())]
    elif kind == "Polygon":
        plain |= {"v": _floats(packer, patch.get_xy()), "closed": bool(patch.get_closed())}
    elif kind in ("Circle", "Ellipse"):
        box = (*patch.get_center(), patch.get_width(), patch.get_height())
        plain["box"] = [plain_number(part) for part in (*box, patch.get_angle())]
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


def read_collection(packer: "Packer", part: object, ax: object, depth: int) -> dict:
    """Return a collection as plain data: points, lines, polygons, a mesh or contours."""
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
        "sizes": _numbers(packer, part.get_sizes()) if hasattr(part, "get_sizes") else None,
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
    if len(paths) > MOST_PATHS:
        raise CannotCrossError(f"it has more than {MOST_PATHS:,} parts")
    return plain | {"paths": [_path(packer, path) for path in paths]}
