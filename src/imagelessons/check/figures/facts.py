"""What a figure shows, as plain values: no matplotlib object in it."""

from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from types import UnionType
from typing import get_args, get_origin

import numpy as np


@dataclass(frozen=True)
class ImageFacts:
    """A picture in a panel: its values, and how they are shown.

    `colours` holds the red, green and blue, 0 to 1, of 256 steps of the colour map; it is empty
    for a picture that has channels. `linear` is False for a logarithmic scale and the like.
    `as_seen` holds the values with those that are masked or not a number replaced by the end of
    the colour map in whose colour they appear, or by a value beyond it if they appear in
    another colour; it is None where there are none.
    """

    values: np.ndarray
    cmap: str
    vmin: float | None
    vmax: float | None
    origin: str
    extent: tuple[float, float, float, float]
    interpolation: str
    aspect: str
    colours: np.ndarray = field(default_factory=lambda: np.empty((0, 3)))
    linear: bool = True
    as_seen: np.ndarray | None = None


@dataclass(frozen=True)
class LineFacts:
    """A line in a panel; `joined` is False where markers alone are drawn.

    `colour` is red, green and blue, 0 to 1; here and below it is empty if that isn't known.
    """

    x: np.ndarray
    y: np.ndarray
    label: str
    joined: bool = True
    colour: tuple[float, ...] = ()


@dataclass(frozen=True)
class BarsFacts:
    """Bars or the steps of a histogram: edges on both sides, and heights."""

    left: np.ndarray
    right: np.ndarray
    heights: np.ndarray
    colour: tuple[float, ...] = ()

    @property
    def edges(self) -> np.ndarray:
        """The edges from left to right, one more than there are bars."""
        return np.append(self.left, self.right[-1:])


@dataclass(frozen=True)
class PointsFacts:
    """The points of a scatter plot."""

    x: np.ndarray
    y: np.ndarray
    label: str


@dataclass(frozen=True)
class PanelFacts:
    """One panel: what is drawn in it, what is written at it, and where it stands.

    `box` is left, bottom, right and top in the figure, as fractions of its width and height.
    `legend` and `legend_colours` are the names in the legend and the colours beside them.
    """

    title: str = ""
    xlabel: str = ""
    ylabel: str = ""
    xlim: tuple[float, float] = (0.0, 1.0)
    ylim: tuple[float, float] = (0.0, 1.0)
    images: tuple[ImageFacts, ...] = ()
    lines: tuple[LineFacts, ...] = ()
    bars: tuple[BarsFacts, ...] = ()
    bar_sets: int = 0
    points: tuple[PointsFacts, ...] = ()
    legend: tuple[str, ...] = ()
    legend_colours: tuple[tuple[float, ...], ...] = ()
    colorbar: bool = False
    colorbar_label: str = ""
    box: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class FigureFacts:
    """A figure: its panels in reading order, without the axes of colour bars."""

    panels: tuple[PanelFacts, ...] = field(default=())
    title: str = ""


_MOST_PARTS = 10_000  # in one place
_LONGEST_TEXT = 100_000
_MOST_AXES = 4


def plain_facts(facts: FigureFacts) -> dict:
    """Return the facts as nested dictionaries, lists, strings, numbers and arrays.

    Parameters
    ----------
    facts : FigureFacts

    Returns
    -------
    dict
        JSON but for the arrays; `facts_from_plain` is the way back.

    Examples
    --------
    >>> plain_facts(FigureFacts(title="Axons"))
    {'panels': [], 'title': 'Axons'}
    """
    return _plain(facts)


def _plain(part: object) -> object:
    if is_dataclass(part):
        return {one.name: _plain(getattr(part, one.name)) for one in fields(part)}
    return list(map(_plain, part)) if isinstance(part, tuple) else part


def facts_from_plain(plain: object) -> FigureFacts:
    """Return the facts from what `plain_facts` gave, also after a way through JSON.

    Parameters
    ----------
    plain : dict
        From a process that a stranger's code controls, too: each part is looked at.

    Returns
    -------
    FigureFacts

    Raises
    ------
    ValueError
        If the dictionary does not describe a figure.

    Examples
    --------
    >>> facts_from_plain({"panels": [], "title": "Axons"}).title
    'Axons'
    >>> facts_from_plain({"panels": [{"title": 3}], "title": "Axons"})
    Traceback (most recent call last):
    ValueError: This does not describe a figure: no str at FigureFacts.panels.title.
    """
    return _part(FigureFacts, plain, "FigureFacts")


def _part(kind: object, plain: object, where: str) -> object:
    """Return a part of a kind that a dataclass here names."""
    if get_origin(kind) is UnionType:
        kinds = get_args(kind)  # a kind, or None
        return None if plain is None else _part(kinds[0], plain, where)
    if is_dataclass(kind) and type(plain) is dict and plain.keys() <= kind.__annotations__.keys():
        parts = {k: _part(kind.__annotations__[k], v, f"{where}.{k}") for k, v in plain.items()}
        needed = {one.name for one in fields(kind) if one.default is one.default_factory is MISSING}
        if needed <= parts.keys():
            return kind(**parts)
    if get_origin(kind) is tuple and type(plain) in (list, tuple) and len(plain) <= _MOST_PARTS:
        kinds = get_args(kind)
        if kinds[-1] is Ellipsis:
            kinds = kinds[:1] * len(plain)
        if len(kinds) == len(plain):
            return tuple(_part(one, part, where) for one, part in zip(kinds, plain, strict=True))
    if kind is np.ndarray and type(plain) in (list, np.ndarray):
        values = np.asarray(plain)
        if values.dtype.kind in "biuf" and values.ndim <= _MOST_AXES:
            return values
    if kind is float and type(plain) in (int, float):
        return float(plain)
    if kind is str and type(plain) is str and len(plain) <= _LONGEST_TEXT:
        return plain
    if kind in (bool, int) and type(plain) is kind:
        return plain
    name = getattr(kind, "__name__", kind)
    raise ValueError(f"This does not describe a figure: no {name} at {where}.")
