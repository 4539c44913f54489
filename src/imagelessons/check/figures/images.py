"""Is the right thing shown in a panel, and shown as it should be."""

from collections.abc import Sequence
from dataclasses import replace

import matplotlib
import numpy as np
from numpy.typing import ArrayLike

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.diagnose.compare import same_values
from imagelessons.check.figures.facts import BarsFacts, ImageFacts, PanelFacts
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded
from imagelessons.check.values.arrays import Mistakes, array, truth_array


@guarded
def shown_image(
    panel: PanelFacts,
    expected: ArrayLike,
    name: str,
    *,
    cmap: str | Sequence[str] | None = None,
    vmin: float | None = None,
    vmax: float | None = None,
    mistakes: Mistakes | None = None,
) -> None:
    """Check which picture a panel shows, and how.

    Parameters
    ----------
    panel : PanelFacts
        A panel of what `figure` returns.
    expected : array_like
        The picture that belongs there. A mask may be shown as 0 and 1, or as 0 and 255. Values
        that are masked or not a number count as black or white if they are seen so.
    name : str
        What the panel is called in the sentence, such as ``"the left panel"``.
    cmap : str or sequence of str, optional
        The colour map, or several that are right; maps of the same colours are right too.
    vmin, vmax : float, optional
        The values that the ends of the colour map stand for.
    mistakes : mapping of str to array_like, optional
        Wrong pictures that this exercise invites, by the code of each.

    Raises
    ------
    Finding
        ``picture-not-shown``, ``upside-down-display``, ``flipped-left-right``,
        ``wrong-colour-map``, ``autoscaled-display``, ``wrong-display-range``, or as for `array`.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures.figure import figure
    >>> fig = Figure()
    >>> _ = fig.subplots().imshow(np.eye(4), cmap="gray", vmin=0, vmax=1)
    >>> shown_image(figure(fig).panels[0], np.eye(4), "the panel", cmap="gray", vmin=0, vmax=1)
    """
    truth = truth_array(expected)
    if not panel.images:
        blame("picture-not-shown", name, f"There is no picture in {name}.")
    images = list(map(_as_mask, panel.images)) if truth.dtype.kind == "b" else panel.images
    images = [_with_seen(one, truth) for one in images]
    right = [one for one in images if same_values(_plain(one), truth)]
    shown = (right or images)[-1]
    array(_plain(shown), truth, name, mistakes=mistakes)
    refuse_flipped(shown, panel, name)
    if truth.ndim == 2:
        _check_colours(shown, name, cmap)
        _check_limits(shown, truth, name, vmin, vmax)


def _with_seen(image: ImageFacts, truth: np.ndarray) -> ImageFacts:
    if image.as_seen is None or same_values(_plain(image), truth):
        return image
    return replace(image, values=image.as_seen)


def _as_mask(image: ImageFacts) -> ImageFacts:
    """Return a picture of 0 and one other value as one of 0 and 1, its display range with it."""
    values = _plain(image)
    if values.ndim != 2 or values.dtype.kind not in "biuf" or not values.size:
        return image
    high = float(values.max())
    if high <= 0 or not np.all((values == 0) | (values == high)):
        return image
    limits = [None if limit is None else limit / high for limit in (image.vmin, image.vmax)]
    return replace(image, values=values / high, vmin=limits[0], vmax=limits[1])


def start(name: str) -> str:
    """Return the name of a panel for the beginning of a sentence.

    Examples
    --------
    >>> start("the left panel")
    'The left panel'
    """
    return name[:1].upper() + name[1:]


def _plain(image: ImageFacts) -> np.ndarray:
    return np.asarray(image.values)


def refuse_flipped(image: ImageFacts, panel: PanelFacts, name: str) -> None:
    """Raise the finding for a picture whose row 0 is at the bottom, or column 0 on the right.

    Raises
    ------
    Finding
        ``upside-down-display`` or ``flipped-left-right``.
    """
    row_zero = image.extent[3] if image.origin == "upper" else image.extent[2]
    bottom, top = panel.ylim
    if abs(row_zero - top) > abs(row_zero - bottom):
        blame("upside-down-display", name, f"The picture in {name} has row 0 at the bottom.")
    left, right = panel.xlim
    if abs(image.extent[0] - left) > abs(image.extent[0] - right):
        blame("flipped-left-right", name, f"The picture in {name} has column 0 on the right.")


def _check_colours(image: ImageFacts, name: str, cmap: str | Sequence[str] | None) -> None:
    if cmap is None:
        return
    allowed = [cmap] if isinstance(cmap, str) else list(cmap)
    if not any(_same_colours(image.cmap, one) for one in allowed):
        found = f'{start(name)} is shown with cmap="{image.cmap}".'
        blame("wrong-colour-map", name, found)


def _same_colours(shown: str, wanted: str) -> bool:
    if wanted not in matplotlib.colormaps:
        raise AuthorError(f"There is no colour map {wanted!r}.")
    if shown == wanted:
        return True
    if shown not in matplotlib.colormaps:
        return False
    levels = np.linspace(0, 1, 256)
    a, b = matplotlib.colormaps[shown](levels), matplotlib.colormaps[wanted](levels)
    return bool(np.abs(a - b).max() < 0.01)


def _check_limits(
    image: ImageFacts, truth: np.ndarray, name: str, vmin: float | None, vmax: float | None
) -> None:
    pairs = ((image.vmin, vmin), (image.vmax, vmax))
    if all(wanted is None or _near(actual, wanted) for actual, wanted in pairs):
        return
    own = (truth.min(), truth.max())
    autoscaled = _near(image.vmin, own[0]) and _near(image.vmax, own[1])
    limits = f"{_limit(image.vmin)} to {_limit(image.vmax)}"
    found = f"Black to white stands for {limits} in {name}."
    blame("autoscaled-display" if autoscaled else "wrong-display-range", name, found)


def _near(actual: float | None, wanted: float) -> bool:
    return actual is not None and bool(np.isclose(actual, wanted, rtol=1e-6, atol=1e-9))


def _limit(value: float | None) -> str:
    return "nothing" if value is None else f"{value:g}"


@guarded
def shown_histogram(
    panel: PanelFacts,
    values: ArrayLike,
    name: str,
    *,
    bins: int | ArrayLike | None = None,
    density: bool = False,
) -> None:
    """Check that a panel shows the histogram of some values.

    Bars, steps, stairs and a line over the bins are all right. For integers, two sets of bins
    are the same if each bin holds the same grey levels.

    Parameters
    ----------
    panel : PanelFacts
        A panel of what `figure` returns.
    values : array_like
        The values whose histogram belongs there.
    name : str
        What the panel is called in the sentence.
    bins : int or array_like, optional
        As in ``numpy.histogram``. By default any bins are right that each hold equally many
        integers.
    density : bool, optional
        Whether densities are asked rather than counts.

    Raises
    ------
    Finding
        ``histogram-missing``, ``not-flattened``, ``bins-uneven``, ``wrong-bins``,
        ``density-for-counts``, ``counts-for-density``, ``different-values``; or
        ``histogram-cut-off`` if the axis ends before a bar does that isn't empty.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures.figure import figure
    >>> fig = Figure()
    >>> _ = fig.subplots().hist([3, 3, 5], bins=np.arange(9))
    >>> shown_histogram(figure(fig).panels[0], [5, 3, 3], "the panel", bins=np.arange(9))
    """
    truth = truth_array(values).ravel()
    if panel.bar_sets > 20:
        found = f"There are {panel.bar_sets:,} histograms in {name}."
        blame("not-flattened", name, found)
    drawn = [*panel.bars, *(_bars_of_line(line.x, line.y) for line in panel.lines)]
    drawn = [one for one in drawn if len(one.heights) > 1]
    if not drawn:
        blame("histogram-missing", name, f"There is no histogram in {name}.")
    codes = [_histogram_code(one, truth, bins, density) for one in drawn]
    if "" in codes:
        _refuse_cut_off(drawn[codes.index("")], panel, name)
        return
    _blame_histogram(codes[0], drawn[0], name)


def _refuse_cut_off(shown: BarsFacts, panel: PanelFacts, name: str) -> None:
    """Refuse an axis that ends before what was counted does; one bin at each end may be hidden."""
    filled = np.flatnonzero(shown.heights)
    if filled.size == 0:
        return
    low, high = sorted(panel.xlim)
    first, last = shown.left[filled[0]], shown.right[filled[-1]]
    width = shown.right[filled[0]] - first
    # An axis from 0 to 255 leaves out the bin from 255 to 256, and half of one centred on 255.
    if first < low - 1.5 * width or last > high + 1.5 * width:
        found = (
            f"The axis below {name} runs from {low:g} to {high:g}, the histogram from {first:g} "
            f"to {last:g}."
        )
        blame("histogram-cut-off", name, found)


def _bars_of_line(x: np.ndarray, y: np.ndarray) -> BarsFacts:
    # A line over the left edges, or one over all edges as `np.histogram` returns them.
    if len(x) < 2:
        return BarsFacts(x[:0], x[:0], y[:0])
    step = float(np.median(np.diff(x)))
    return BarsFacts(x, x + step, y)


def _histogram_code(
    shown: BarsFacts, truth: np.ndarray, bins: int | ArrayLike | None, density: bool
) -> str:
    if bins is None and not _even(shown, truth):
        return "bins-uneven"
    edges = shown.edges if bins is None else np.histogram_bin_edges(truth, bins)
    counts = _counts(truth, edges)
    wanted = counts / max(1, counts.sum()) / np.diff(edges) if density else counts
    if _same_heights(shown, wanted):
        return "" if _same_bins(shown, edges, truth) else "wrong-bins"
    if not _same_bins(shown, edges, truth):
        return "wrong-bins" if _even(shown, truth) else "bins-uneven"
    other = counts if density else counts / max(1, counts.sum()) / np.diff(edges)
    if _same_heights(shown, other):
        return "counts-for-density" if density else "density-for-counts"
    return "different-values"


def _counts(values: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Return what `numpy.histogram` counts; pixels of few grey levels are counted by level."""
    if values.dtype.kind != "u" or values.dtype.itemsize > 2:
        return np.histogram(values, edges)[0]
    per_level = np.bincount(values)
    return np.histogram(np.arange(len(per_level)), edges, weights=per_level)[0]


def _same_heights(shown: BarsFacts, wanted: np.ndarray) -> bool:
    return same_values(trimmed(shown.heights), trimmed(wanted.astype(float)))


def trimmed(heights: np.ndarray) -> np.ndarray:
    """Return the heights of a histogram without the empty bins at both ends.

    Examples
    --------
    >>> trimmed(np.array([0, 2, 0, 3, 0])).tolist()
    [2, 0, 3]
    """
    filled = np.flatnonzero(heights)
    return heights[filled[0] : filled[-1] + 1] if filled.size else heights[:0]


def _same_bins(shown: BarsFacts, edges: np.ndarray, truth: np.ndarray) -> bool:
    if len(shown.heights) == len(edges) - 1:
        # Bars centred on the edges are a matter of drawing: half a bin is allowed.
        gaps = np.abs(shown.left - edges[:-1])
        if np.all(gaps <= 0.51 * np.diff(edges)):
            return True
    if truth.dtype.kind not in "iu" or not truth.size:
        return False
    return np.array_equal(_groups(shown.edges, truth), _groups(edges, truth))


def _groups(edges: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Return for each integer between the smallest and the largest which bin holds it."""
    levels = np.arange(int(truth.min()), int(truth.max()) + 1)
    edges = np.round(edges, 9)
    index = np.searchsorted(edges, levels, side="right") - 1
    index[levels == edges[-1]] = len(edges) - 2
    return index - index[0]


def _even(shown: BarsFacts, truth: np.ndarray) -> bool:
    """Whether each bin holds equally many integers; for floats, whether all are equally wide."""
    widths = np.diff(shown.edges)
    if truth.dtype.kind not in "iu":
        return bool(np.allclose(widths, widths[0], rtol=1e-3))
    levels = np.diff(np.ceil(np.round(shown.edges, 9)))
    last = float(np.round(shown.edges[-1], 9))
    # The last bin holds its right edge too: one level more, if this level occurs.
    short = levels[-1] == levels[0] - 1
    if last == np.floor(last) and (last <= truth.max() or short):
        levels[-1] += 1
    return bool(np.all(levels == levels[0]) and levels[0] > 0)


def _blame_histogram(code: str, shown: BarsFacts, name: str) -> None:
    found = f"The histogram in {name} has {len(shown.heights)} bins"
    if code == "bins-uneven":
        blame(code, name, f"{found}, and not all hold equally many grey levels.")
    if code in ("density-for-counts", "counts-for-density"):
        area = float(np.sum(shown.heights * (shown.right - shown.left)))
        blame(code, name, f"The bars in {name} have an area of {area:,.4g} in all.")
    if code == "wrong-bins":
        edges = shown.edges
        blame(code, name, f"{found}, from {edges[0]:g} to {edges[-1]:g}.")
    blame(code, name, f"{found}, but other heights.")


@guarded
def labelled(
    panel: PanelFacts,
    name: str = "the panel",
    *,
    title: bool | str = False,
    xlabel: bool | str = False,
    ylabel: bool | str = False,
    colorbar: bool | str = False,
) -> None:
    """Check that a panel says what it shows.

    Parameters
    ----------
    panel : PanelFacts
        A panel of what `figure` returns.
    name : str, optional
        What the panel is called in the sentence.
    title, xlabel, ylabel, colorbar : bool or str, optional
        Which are asked. A word must occur in the label, in whatever capitals; for `colorbar`,
        a word must occur in the colour bar's label.

    Raises
    ------
    Finding
        ``label-missing`` or ``colour-bar-missing``.

    Examples
    --------
    >>> labelled(PanelFacts(title="Axons"), title=True)
    """
    asked = {
        "title": (panel.title, title),
        "label of the horizontal axis": (panel.xlabel, xlabel),
        "label of the vertical axis": (panel.ylabel, ylabel),
    }
    for what, (text, wanted) in asked.items():
        _check_label(text, wanted, what, name)
    if colorbar and not panel.colorbar:
        blame("colour-bar-missing", name, f"There is no colour bar at {name}.")
    if isinstance(colorbar, str):
        _check_label(panel.colorbar_label, colorbar, "label of the colour bar", name)


def _check_label(text: str, wanted: bool | str, what: str, name: str) -> None:
    if wanted and not text.strip():
        blame("label-missing", name, f"The {what} is missing in {name}.")
    if isinstance(wanted, str) and wanted.casefold() not in text.casefold():
        found = f'The {what} in {name} does not say "{wanted}".'
        blame("label-missing", name, found)
