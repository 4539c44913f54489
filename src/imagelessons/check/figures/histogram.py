"""Is the histogram of some values drawn in a panel, as bars, steps or a line."""

import numpy as np
from numpy.typing import ArrayLike

from imagelessons.check.diagnose.compare import same_values
from imagelessons.check.figures.facts import BarsFacts, PanelFacts
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded, made_by_author
from imagelessons.check.values.arrays import Mistakes, blame_mistake, known_codes, truth_array


@guarded
def shown_histogram(
    panel: PanelFacts,
    values: ArrayLike,
    name: str,
    *,
    bins: int | ArrayLike | None = None,
    density: bool = False,
    mistakes: Mistakes | None = None,
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
    mistakes : mapping of str to array_like, optional
        Other values whose histogram the exercise invites, by the code of each, as for `array`.

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
    drawn = [_without_gaps(one) for one in drawn if len(one.heights) > 1]
    if not drawn:
        blame("histogram-missing", name, f"There is no histogram in {name}.")
    codes = [_histogram_code(one, truth, bins, density) for one in drawn]
    if "" in codes:
        right = drawn[codes.index("")]
        _refuse_last_bin(right, truth, bins, name)
        _refuse_cut_off(right, panel, name)
        return
    for key, wrong in known_codes(mistakes).items():
        other = truth_array(made_by_author(wrong)).ravel()
        if any(_histogram_code(one, other, bins, density) == "" for one in drawn):
            blame_mistake(key, f"the histogram in {name}")
    _blame_histogram(codes[0], drawn[0], name)


def _without_gaps(shown: BarsFacts) -> BarsFacts:
    """Return the bars with one of no height in each place that was left out between them."""
    order = np.argsort(shown.left, kind="stable")
    left, right, heights = shown.left[order], shown.right[order], shown.heights[order]
    steps = np.diff(left)
    step = float(np.median(steps)) if steps.size else 0.0
    if step <= 0 or steps.max() < 1.5 * step or steps.max() > 10_000 * step:
        return shown
    missing = np.rint(steps / step).astype(int) - 1
    added = np.concatenate(
        [place + step * np.arange(1, n + 1) for place, n in zip(left, missing, strict=False)]
    )
    left = np.concatenate([left, added])
    order = np.argsort(left, kind="stable")
    right = np.concatenate([right, added + step])[order]
    return BarsFacts(left[order], right, np.append(heights, 0 * added)[order], shown.colour)


def _refuse_last_bin(
    shown: BarsFacts, truth: np.ndarray, bins: int | ArrayLike | None, name: str
) -> None:
    """Refuse edges from 0 to 255, one for each level: the last bin holds two of them."""
    if bins is None or truth.dtype != np.uint8:
        return
    edges = shown.edges
    if len(edges) == 256 and np.array_equal(edges, np.arange(256)):
        found = f"The last bin of the histogram in {name} runs from 254 to 255, and holds both."
        suggests = (
            "The last bin holds its right edge too. 256 bins have 257 edges: the last one lies "
            "beyond 255."
        )
        blame("wrong-bins", name, found, suggests=suggests)


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
