"""From whatever stands for a figure to the plain facts of what it shows."""

import types
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colorbar import Colorbar
from matplotlib.colors import Normalize, to_rgb
from matplotlib.container import BarContainer
from matplotlib.figure import FigureBase
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Polygon, StepPatch

from imagelessons.check.coerce import kind_of
from imagelessons.check.figures.facts import (
    BarsFacts,
    FigureFacts,
    ImageFacts,
    LineFacts,
    PanelFacts,
    PointsFacts,
)
from imagelessons.check.figures.panels import arrangement, box_in_figure, misplaced, rows_of_panels
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded

# A histogram of a picture that was not flattened has thousands of sets.
_MOST_BAR_SETS = 20
_SHOWN_BETWEEN = (
    "There is an empty place beside what is drawn. In a notebook `plt.show()` ends a figure, and "
    "what is drawn after it goes into a new one: call it once, when all panels are drawn."
)


@guarded
def figure(
    figure: object,
    name: str = "fig",
    *,
    panels: int | None = None,
    grid: tuple[int, int] | None = None,
) -> FigureFacts:
    """Check that something is drawn in a figure, and describe it by plain values.

    It does not matter whether the figure was made with pyplot or by its axes, shown or closed.

    Parameters
    ----------
    figure : object
        A matplotlib ``Figure``; also axes, an array or tuple of them, something drawn in them,
        ``plt`` itself for its current figure, or facts that were made before.
    name : str, optional
        What the learner calls it.
    panels : int, optional
        How many panels the exercise asks for; the axes of colour bars do not count, nor do axes
        that are not visible.
    grid : tuple of int, optional
        How many rows and columns of panels it asks for; ``(1, 2)`` is two panels side by side.
        Their sizes do not matter, nor how they were placed.

    Returns
    -------
    FigureFacts

    Raises
    ------
    Finding
        ``not-attempted``, ``figure-missing``, ``figure-empty``, ``wrong-panel-count`` or
        ``wrong-panel-grid``.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> fig = Figure()
    >>> _ = fig.subplots().imshow(np.eye(4), cmap="gray")
    >>> figure(fig).panels[0].images[0].cmap
    'gray'
    """
    facts = _facts_of(figure, name)
    drawn = [p for p in facts.panels if p.images or p.lines or p.bars or p.points]
    if not drawn:
        blame("figure-empty", name, f"`{name}` is a figure with nothing drawn in it.")
    panels = grid[0] * grid[1] if grid is not None else panels
    if panels is not None and len(facts.panels) != panels:
        count = "1 panel" if len(facts.panels) == 1 else f"{len(facts.panels)} panels"
        found = f"`{name}` has {count}; the exercise asks for {panels}."
        suggests = _SHOWN_BETWEEN if grid and _leaves_room(facts, *grid) else ""
        blame("wrong-panel-count", name, found, suggests=suggests)
    stand = misplaced([panel.box for panel in facts.panels], *grid) if grid is not None else ""
    if stand:
        asked = arrangement([grid[1]] * grid[0])
        found = f"`{name}` has its {panels} panels {stand}; the exercise asks for them {asked}."
        blame("wrong-panel-grid", name, found)
    return facts


def _leaves_room(facts: FigureFacts, rows: int, columns: int) -> bool:
    """Whether the panels that there are leave the places of others empty."""
    boxes = [panel.box for panel in facts.panels]
    if len(boxes) >= rows * columns:
        return False
    wide = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    high = max(box[3] for box in boxes) - min(box[1] for box in boxes)
    return (columns > 1 and wide < 0.5) or (rows > 1 and high < 0.5)


def _facts_of(answer: object, name: str) -> FigureFacts:
    if answer is Ellipsis:
        blame("not-attempted", name, f"`{name}` still holds `...`, the three dots of the stub.")
    found = figure_in(answer)
    if type(found) is FigureFacts:
        return found
    if found is None:
        what = "None" if answer is None else kind_of(answer)
        blame("figure-missing", name, f"`{name}` is {what}, not a figure.")
    try:
        return describe_figure(found)
    except Exception:
        blame("figure-missing", name, f"`{name}` is a figure that cannot be read.")


def figure_in(answer: object, depth: int = 0) -> FigureBase | FigureFacts | None:
    """Return the figure that an object stands for, or the facts of one; None if there is none.

    Parameters
    ----------
    answer : object
        As `figure` takes it.
    depth : int, optional
        In how many containers it lies.

    Returns
    -------
    matplotlib.figure.Figure, FigureFacts or None

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> fig = Figure()
    >>> figure_in([fig.subplots()]) is fig
    True
    """
    if isinstance(answer, FigureBase | FigureFacts):
        return answer
    if isinstance(answer, BarContainer):
        return answer[0].figure if len(answer) else None
    if isinstance(answer, Colorbar):
        return answer.ax.figure
    if isinstance(answer, Artist):
        return answer.figure
    if isinstance(answer, types.ModuleType) and answer.__name__ == "matplotlib.pyplot":
        return answer.gcf() if answer.get_fignums() else None
    if depth < 3 and type(answer) in (tuple, list):
        return next(filter(None, (figure_in(part, depth + 1) for part in answer[:100])), None)
    if type(answer) is np.ndarray and answer.dtype == object and answer.size:
        return figure_in(answer.flat[0], depth + 1)
    return None


def describe_figure(figure: FigureBase) -> FigureFacts:
    """Describe a figure by plain values.

    Parameters
    ----------
    figure : matplotlib.figure.Figure

    Returns
    -------
    FigureFacts
        With the panels in reading order: row by row, from left to right.
    """
    bars = [ax for ax in figure.axes if _is_colour_bar(ax)]
    panels = [ax for ax in figure.axes if ax.get_visible() and not _is_colour_bar(ax)]
    facts = [_panel(ax, bars, len(panels)) for ax in panels]
    rows = rows_of_panels([one.box for one in facts])
    title = getattr(figure, "get_suptitle", lambda: "")()
    return FigureFacts(tuple(facts[number] for row in rows for number in row), title)


def _is_colour_bar(ax: Axes) -> bool:
    return ax.get_label() == "<colorbar>" or getattr(ax, "_colorbar", None) is not None


def _panel(ax: Axes, colour_bars: list[Axes], panel_count: int) -> PanelFacts:
    bar = next((bar for bar in colour_bars if _belongs(bar, ax, panel_count)), None)
    legend = ax.get_legend()
    bar_sets = list(_bar_sets(ax))
    titles = (ax.get_title(loc) for loc in ("center", "left", "right"))
    return PanelFacts(
        title=next(filter(None, titles), ""),
        xlabel=ax.get_xlabel(),
        ylabel=ax.get_ylabel(),
        xlim=tuple(float(v) for v in ax.get_xlim()),
        ylim=tuple(float(v) for v in ax.get_ylim()),
        images=tuple(_image(image, ax) for image in ax.images),
        lines=tuple(_line(line) for line in ax.lines),
        bars=tuple(bar_sets[:_MOST_BAR_SETS]),
        bar_sets=len(bar_sets),
        points=tuple(_points(p) for p in ax.collections if isinstance(p, PathCollection)),
        legend=tuple(text.get_text() for text in legend.get_texts()) if legend else (),
        legend_colours=tuple(map(colour_of, legend.legend_handles)) if legend else (),
        colorbar=bar is not None,
        colorbar_label=(bar.get_ylabel() or bar.get_xlabel() or bar.get_title()) if bar else "",
        # Rounded, since a place computed in another order differs in its last digits.
        box=tuple(round(float(side), 6) for side in box_in_figure(ax).extents),
    )


def _belongs(bar: Axes, ax: Axes, panel_count: int) -> bool:
    """Whether a colour bar stands for this panel."""
    mappables = [*ax.images, *ax.collections]
    if any(getattr(m.colorbar, "ax", None) is bar for m in mappables if m.colorbar):
        return True
    info = getattr(bar, "_colorbar_info", None)
    parents = info.get("parents", []) if isinstance(info, dict) else []
    return any(parent is ax for parent in parents) or panel_count == 1


def _image(image: AxesImage, ax: Axes) -> ImageFacts:
    values = np.array(np.ma.getdata(image.get_array()), subok=False)
    grey = values.ndim == 2
    vmin, vmax = image.get_clim() if grey else (None, None)
    return ImageFacts(
        values=values,
        cmap=image.get_cmap().name if grey else "",
        vmin=None if vmin is None else float(vmin),
        vmax=None if vmax is None else float(vmax),
        origin=str(image.origin),
        extent=tuple(float(v) for v in image.get_extent()),
        interpolation=str(image.get_interpolation()),
        aspect=str(ax.get_aspect()),
        colours=image.get_cmap()(np.linspace(0, 1, 256))[:, :3] if grey else np.empty((0, 3)),
        linear=type(image.norm) is Normalize,
        as_seen=_as_seen(image, ax) if grey and vmin is not None else None,
    )


def _as_seen(image: AxesImage, ax: Axes) -> np.ndarray | None:
    """Return the values with the missing ones as the end of the map that looks like them."""
    shown, alpha = np.ma.masked_invalid(image.get_array()), image.get_alpha()
    if isinstance(alpha, np.ndarray) and np.shape(alpha) == shown.shape:
        # What is wholly transparent shows what is behind, as a missing value does.
        if not np.all((alpha == 0) | (alpha == 1)):
            return None
        shown = np.ma.masked_where(alpha == 0, shown)
    if not np.ma.is_masked(shown):
        return None
    *colour, opacity = image.get_cmap().get_bad() if alpha is None else (0, 0, 0, 0)
    behind = ax if ax.patch.get_visible() else ax.get_figure(root=True)
    colour = opacity * np.array(colour) + (1 - opacity) * np.array(to_rgb(behind.get_facecolor()))
    ends = image.get_cmap()([0.0, 1.0])[:, :3]
    alike = np.abs(ends - colour).max(axis=1) < 1 / 255
    if alpha is not None and not isinstance(alpha, np.ndarray):
        return None
    low, high = image.get_clim()
    # Another colour is no value of the map: one that no picture has stands for it.
    seen = (low, high)[int(alike.argmax())] if alike.any() else 2 * high - low + 1
    return np.asarray(shown.astype(float).filled(seen))


def _line(line: Artist) -> LineFacts:
    x, y = line.get_data(orig=False)
    style, marker = line.get_linestyle(), line.get_marker()
    alone = style in ("None", "none", " ", "") and marker not in ("None", "none", " ", "", None)
    label, colour = str(line.get_label()), colour_of(line)
    return LineFacts(_floats(x), _floats(y), label, joined=not alone, colour=colour)


def colour_of(artist: Artist) -> tuple[float, ...]:
    """Return the colour that a line or a shape is known by: of its edge, if it isn't filled.

    Parameters
    ----------
    artist : matplotlib.artist.Artist

    Returns
    -------
    tuple of float
        Red, green and blue, 0 to 1, whatever the opacity; empty for other artists.

    Examples
    --------
    >>> from matplotlib.patches import Rectangle
    >>> colour_of(Rectangle((0, 0), 1, 1, color="red", fill=False))
    (1.0, 0.0, 0.0)
    """
    if isinstance(artist, Line2D):
        colour = artist.get_color()
    elif isinstance(artist, Patch):
        colour = artist.get_facecolor() if artist.get_fill() else artist.get_edgecolor()
    else:
        return ()
    return tuple(round(float(part), 3) for part in to_rgb(colour))


def _points(points: PathCollection) -> PointsFacts:
    offsets = np.ma.getdata(points.get_offsets())
    return PointsFacts(_floats(offsets[:, 0]), _floats(offsets[:, 1]), str(points.get_label()))


def _bar_sets(ax: Axes) -> Iterator[BarsFacts]:
    for container in ax.containers:
        if isinstance(container, BarContainer) and len(container):
            x = np.array([patch.get_x() for patch in container])
            width = np.array([patch.get_width() for patch in container])
            heights = np.array([patch.get_height() for patch in container])
            yield BarsFacts(x, x + width, heights, colour_of(container[0]))
    for patch in ax.patches:
        if isinstance(patch, StepPatch):
            heights, edges, _ = patch.get_data()
            sides = _floats(edges[:-1]), _floats(edges[1:])
            yield BarsFacts(*sides, _floats(heights), colour_of(patch))
        elif type(patch) is Polygon:
            steps = replace(_steps(patch.get_xy()), colour=colour_of(patch))
            if len(steps.heights):
                yield steps


def _steps(corners: np.ndarray) -> BarsFacts:
    """Read the steps of ``histtype="step"``: what runs from left to right, level."""
    start, end = corners[:-1], corners[1:]
    level = (start[:, 1] == end[:, 1]) & (end[:, 0] > start[:, 0])
    return BarsFacts(start[level, 0], end[level, 0], start[level, 1])


def _floats(values: object) -> np.ndarray:
    return np.array(np.ma.getdata(values), dtype=float, subok=False)
