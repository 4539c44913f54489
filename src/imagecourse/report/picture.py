"""The bar picture of a class: the points of each exercise, drawn to be read without colour."""

import io
from collections.abc import Sequence

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
    figure = Figure(figsize=(7.2, 0.9 + 0.36 * len(rows)), dpi=180, layout="constrained")
    FigureCanvasAgg(figure)
    ax = figure.add_subplot()
    places = range(len(rows))
    ax.barh(
        places,
        [row["mean"] for row in rows],
        height=0.62,
        color="0.85",
        edgecolor="black",
        hatch="///",
        linewidth=0.8,
        label="mean",
    )
    ax.hlines(
        places,
        [row["lower"] for row in rows],
        [row["upper"] for row in rows],
        color="black",
        linewidth=3,
        label="from lower to upper quartile",
    )
    ax.plot(
        [row["median"] for row in rows],
        list(places),
        linestyle="none",
        marker="D",
        markersize=7,
        markerfacecolor="white",
        markeredgecolor="black",
        clip_on=False,
        zorder=3,
        label="median",
    )
    for place, row in zip(places, rows, strict=True):
        ax.annotate(
            f"{number(row['mean'], 1)} %",
            (1.01, place),
            xycoords=("axes fraction", "data"),
            va="center",
            annotation_clip=False,
        )
    # With extra credit a share can be more than 100 %.
    longest = max(100, *(max(row["mean"], row["upper"]) for row in rows))
    ax.set(xlim=(0, 1.02 * longest), xlabel="points, as a share of the points of the exercise (%)")
    labels = [row["label"] for row in rows]
    ax.set_yticks(list(places), labels=labels, parse_math=False)
    ax.invert_yaxis()
    ax.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper center", ncols=3, frameon=False)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def picture_text(facts: ClassFacts) -> str:
    """Return what the picture shows in words: its alternative text."""
    rows = _rows(facts)
    told = "; ".join(
        f"{row['label']}: mean {number(row['mean'], 1)} %, median {number(row['median'], 1)} %, "
        f"quartiles {number(row['lower'], 1)} and {number(row['upper'], 1)} %"
        for row in rows
    )
    return f"Bars of the mean points of each exercise, as a share of its points. {told}."


def _rows(facts: ClassFacts) -> Sequence[dict]:
    shorts = [exercise.short for exercise in facts.exercises]
    rows = []
    for exercise in facts.exercises:
        found = spread(facts.points(exercise))
        if found.count == 0 or exercise.max_points <= 0:
            continue
        # Two tests under one heading have the same short title; their cells tell them apart.
        twice = shorts.count(exercise.short) > 1
        label = f"{exercise.short} ({exercise.cell})" if twice else exercise.short
        share = 100 / exercise.max_points
        rows.append(
            {
                "label": label if len(label) <= 40 else label[:39] + "…",
                "mean": found.mean * share,
                "median": found.median * share,
                "lower": found.lower * share,
                "upper": found.upper * share,
            }
        )
    return rows
