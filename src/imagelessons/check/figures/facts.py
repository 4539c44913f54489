"""What a figure shows, as plain values: no matplotlib object in it."""

from dataclasses import asdict, dataclass, field

import numpy as np


@dataclass(frozen=True)
class ImageFacts:
    """A picture in a panel: its values, and how they are shown.

    `colours` holds the red, green and blue, 0 to 1, of 256 steps of the colour map; it is empty
    for a picture that has channels. `linear` is False for a logarithmic scale and the like.
    `as_seen` holds the values with those that are masked or not a number replaced by the end of
    the colour map in whose colour they appear; it is None where there are none, or where they
    appear in another colour.
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


_PARTS = {"images": ImageFacts, "lines": LineFacts, "bars": BarsFacts, "points": PointsFacts}


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
    {'panels': (), 'title': 'Axons'}
    """
    return asdict(facts)


def facts_from_plain(plain: dict) -> FigureFacts:
    """Return the facts from what `plain_facts` gave, also after a way through JSON.

    Parameters
    ----------
    plain : dict

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
    """
    try:
        panels = tuple(_panel_from_plain(panel) for panel in plain["panels"])
        return FigureFacts(panels, str(plain["title"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"This does not describe a figure: {error}") from None


def _panel_from_plain(plain: dict) -> PanelFacts:
    values = dict(plain)
    for key, part in _PARTS.items():
        values[key] = tuple(_part_from_plain(part, item) for item in values.get(key, ()))
    for key in ("xlim", "ylim", "legend", "box"):
        values[key] = tuple(values[key])
    values["legend_colours"] = tuple(map(tuple, values.get("legend_colours", ())))
    return PanelFacts(**values)


def _part_from_plain(part: type, plain: dict) -> object:
    arrays = {"values", "x", "y", "left", "right", "heights", "colours"}
    values = {key: np.asarray(v) if key in arrays else v for key, v in plain.items()}
    for key in {"extent", "colour"} & values.keys():
        values[key] = tuple(values[key])
    return part(**values)
