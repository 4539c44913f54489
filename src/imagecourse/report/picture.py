"""The bar picture of a class: the points of each exercise, drawn to be read without colour."""

import io

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from imagecourse.report.facts import ClassFacts
from imagecourse.report.points import number, spread


def points_picture(facts: ClassFacts) -> bytes | None:
    """Return the bar picture of the points as a PNG.

    Parameters
    ----------
    facts : ClassFacts

    Returns
    -------
    bytes or None
        Each bar is the mean of an exercise as a share of its points; the line on it runs from
        the lower to the upper quartile, the diamond is the median. Black on white and hatched, so
        that it survives a copier. None if there are no points to show.
    """
    rows = _rows(facts)
    if not rows:
        return None
    labels, mean, lower, median, upper = zip(*rows, strict=True)
    figure = Figure(figsize=(7.2, 0.9 + 0.36 * len(rows)), dpi=180, layout="constrained")
    FigureCanvasAgg(figure)
    ax = figure.add_subplot()
    places = list(range(len(rows)))
    bar = {"color": "0.85", "edgecolor": "black", "hatch": "///", "linewidth": 0.8}
    ax.barh(places, mean, height=0.62, label="mean", **bar)
    quartiles = {"color": "black", "linewidth": 3, "label": "from lower to upper quartile"}
    ax.hlines(places, lower, upper, **quartiles)
    mark = {"marker": "D", "markersize": 7, "markerfacecolor": "white", "markeredgecolor": "black"}
    ax.plot(median, places, linestyle="none", clip_on=False, zorder=3, label="median", **mark)
    for place, value in zip(places, mean, strict=True):
        beside = {"xycoords": ("axes fraction", "data"), "va": "center", "annotation_clip": False}
        ax.annotate(f"{number(value, 1)} %", (1.01, place), **beside)
    # With extra credit a share can be more than 100 %.
    longest = max(100, *mean, *upper)
    ax.set(xlim=(0, 1.02 * longest), xlabel="points, as a share of the points of the exercise (%)")
    ax.set_yticks(places, labels=labels, parse_math=False)
    ax.invert_yaxis()
    ax.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper center", ncols=3, frameon=False)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def picture_text(facts: ClassFacts) -> str:
    """Return what the picture shows in words: its alternative text."""
    told = "; ".join(
        f"{label}: mean {number(mean, 1)} %, median {number(median, 1)} %, "
        f"quartiles {number(lower, 1)} and {number(upper, 1)} %"
        for label, mean, lower, median, upper in _rows(facts)
    )
    return f"Bars of the mean points of each exercise, as a share of its points. {told}."


def _rows(facts: ClassFacts) -> list[tuple[str, float, float, float, float]]:
    """Return the label, mean, lower quartile, median and upper quartile of each exercise."""
    shorts = [exercise.short for exercise in facts.exercises]
    rows = []
    for exercise in facts.exercises:
        found = spread(facts.points(exercise))
        if found.count == 0 or exercise.max_points <= 0:
            continue
        # Two tests under one heading have the same short title; their cells tell them apart.
        twice = shorts.count(exercise.short) > 1
        label = f"{exercise.short} ({exercise.cell})" if twice else exercise.short
        label = label if len(label) <= 40 else label[:39] + "…"
        values = (found.mean, found.lower, found.median, found.upper)
        rows.append((label, *(100 * value / exercise.max_points for value in values)))
    return rows
