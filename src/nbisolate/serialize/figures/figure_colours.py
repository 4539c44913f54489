"""How colours cross: single colours, colour maps, and norms between values and colours."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from nbisolate.serialize.arrays import make_array, pack_array
from nbisolate.serialize.opaque import CannotCrossError

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

_MOST_COLOURS = 65_536
# The numbers that each norm has beside vmin and vmax.
_NORMS: Mapping[str, tuple[str, ...]] = {
    "Normalize": (),
    "NoNorm": (),
    "LogNorm": (),
    "SymLogNorm": ("linthresh", "linscale", "base"),
    "AsinhNorm": ("linear_width",),
    "PowerNorm": ("gamma",),
    "TwoSlopeNorm": ("vcenter",),
    "CenteredNorm": ("vcenter", "halfrange"),
    "BoundaryNorm": ("boundaries", "Ncmap"),
}


def pack_colour(colour: object) -> object:
    """Return a colour as plain data: a text, or a list of numbers, or None.

    Examples
    --------
    >>> pack_colour("red"), pack_colour((1, 0, 0)), pack_colour(None)
    ('red', [1.0, 0.0, 0.0, 1.0], None)
    """
    from matplotlib.colors import to_rgba

    if colour is None:
        return None
    rgba = to_rgba(colour)
    return str(colour) if isinstance(colour, str) else [float(part) for part in rgba]


def make_colour(plain: object) -> object:
    """Return the colour of what `pack_colour` gave.

    Raises
    ------
    CannotCrossError
        If it is none.
    """
    from matplotlib.colors import is_color_like

    if plain is None:
        return None
    if type(plain) not in (str, list) or not is_color_like(plain):
        raise CannotCrossError("no colour")
    return plain if type(plain) is str else tuple(plain)


def number(value: object) -> float | None:
    """Return a number as a float of Python, or None for None.

    Examples
    --------
    >>> number(np.float32(0.5)), number(None)
    (0.5, None)
    """
    return None if value is None else float(value)


def pack_mapping(packer: "Packer", mappable: object) -> dict:
    """Return how a mappable turns its values into colours: colour map and norm."""
    norm, cmap = mappable.norm, mappable.get_cmap()
    # `name` of the nearest class of matplotlib: a subclass of a student's counts as that.
    known = (kind.__name__ for kind in type(norm).__mro__)
    name = next(kind for kind in known if kind in _NORMS)
    exact = type(norm).__module__.startswith("matplotlib.") and type(norm).__name__ == name
    extra = {}
    for key in _NORMS[name]:
        values = getattr(norm, key, None)
        if key == "base" or (name == "SymLogNorm" and values is None):
            values = getattr(norm._scale, key, None) if hasattr(norm, "_scale") else None
        extra[key] = pack_array(packer, np.asarray(values, dtype=float))
    colours = cmap(np.arange(cmap.N))
    beyond = [cmap.get_bad(), cmap.get_under(), cmap.get_over()]
    return {
        "norm": name if exact else "other",
        "range": [number(norm.vmin), number(norm.vmax)],
        "clip": bool(norm.clip),
        "extra": extra,
        "cmap": str(cmap.name)[:200],
        "colours": pack_array(packer, np.asarray(colours, dtype=float)),
        "beyond": pack_array(packer, np.asarray(beyond, dtype=float)),
    }


def make_mapping(unpacker: "Unpacker", plain: dict, depth: int) -> dict:
    """Return keyword arguments ``norm`` and ``cmap`` of what `pack_mapping` gave."""
    return {"norm": _make_norm(unpacker, plain, depth), "cmap": _make_cmap(unpacker, plain, depth)}


def _make_norm(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    from matplotlib import colors

    vmin, vmax = (number(part) for part in plain["range"])
    name, clip = plain["norm"], bool(plain["clip"])
    if name == "other":
        return _other_norm()(vmin, vmax, clip=clip)
    if name not in _NORMS:
        raise CannotCrossError("no norm")
    extra = {}
    for key in _NORMS[name]:
        values = make_array(unpacker, plain["extra"][key], depth + 1)
        if values.dtype.kind != "f" or values.ndim > 1 or values.size > _MOST_COLOURS:
            raise CannotCrossError("no norm")
        extra[key] = values.tolist()
    kind = getattr(colors, name)
    if name == "BoundaryNorm":
        return kind(extra["boundaries"], int(extra["Ncmap"]), clip=clip)
    if name == "CenteredNorm":
        return kind(**extra, clip=clip)
    if name == "TwoSlopeNorm":
        return kind(extra["vcenter"], vmin, vmax)
    return kind(**extra, vmin=vmin, vmax=vmax, clip=clip)


def _other_norm() -> type:
    from matplotlib.colors import Normalize

    class OtherNorm(Normalize):
        """Stands for a norm of the student's own: not linear, more isn't known."""

    return OtherNorm


def _make_cmap(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    from matplotlib import colormaps
    from matplotlib.colors import ListedColormap

    name = plain["cmap"]
    if type(name) is not str:
        raise CannotCrossError("no colour map")
    colours = make_array(unpacker, plain["colours"], depth + 1)
    beyond = make_array(unpacker, plain["beyond"], depth + 1)
    if {colours.dtype.kind, beyond.dtype.kind} != {"f"} or beyond.shape != (3, 4):
        raise CannotCrossError("no colour map")
    if colours.ndim != 2 or not 0 < len(colours) <= _MOST_COLOURS or colours.shape[1] != 4:
        raise CannotCrossError("no colour map")
    unpacker.count(len(colours))
    if not ((colours >= 0) & (colours <= 1)).all() or not ((beyond >= 0) & (beyond <= 1)).all():
        raise CannotCrossError("no colour map")
    if name in colormaps:
        known = colormaps[name].resampled(len(colours))
        known.name = name
        if np.array_equal(known(np.arange(known.N)), colours):
            return known.with_extremes(bad=beyond[0], under=beyond[1], over=beyond[2])
    made = ListedColormap(colours, name=name)
    return made.with_extremes(bad=beyond[0], under=beyond[1], over=beyond[2])
