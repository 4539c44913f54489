"""Figures cross: what a test reads of one here, it reads of the same figure there."""

import json
import time

import matplotlib
import numpy as np
import pytest
from matplotlib import colors
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection, QuadMesh
from matplotlib.container import BarContainer
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import Circle, Polygon, Rectangle, StepPatch
from test_apart_crossing import cross

from imagelessons import check
from imagelessons.check.figures.facts import plain_facts
from imagelessons.check.figures.figure import describe_figure
from nbisolate.serialize.serializer import CannotCrossError, Packer, Uncrossed, Unpacker

RNG = np.random.default_rng(8)
GREY = RNG.random((20, 30))
COLOUR = RNG.integers(0, 255, (6, 8, 3), dtype=np.uint8)


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def drawn(draw) -> tuple[Figure, Axes]:
    figure = Figure()
    ax = figure.subplots()
    draw(ax)
    return figure, ax


def two_panels(ax: Axes) -> None:
    ax.set_visible(False)
    first, second = ax.figure.subplots(1, 2, sharex=True, sharey=True)
    first.imshow(GREY, cmap="gray")
    second.imshow(GREY > 0.5)
    first.set_xlim(5, 10)


def with_bar(ax: Axes, **keywords) -> None:
    bar = ax.figure.colorbar(ax.imshow(GREY, cmap="magma", vmin=0.2), ax=ax, **keywords)
    bar.set_label("brightness")


def twins(ax: Axes) -> None:
    ax.plot([1, 2], [3, 4], label="one")
    other = ax.twinx()
    other.plot([1, 2], [30, 10], label="two")
    other.set_ylabel("right")


def dates(ax: Axes) -> None:
    ax.plot(np.array(["2026-01-01", "2026-01-05", "2026-02-01"], "M8[D]"), [1, 2, 3])


def bar_without_picture(ax: Axes) -> None:
    shown = matplotlib.cm.ScalarMappable(colors.LogNorm(1, 100), "viridis")
    ax.figure.colorbar(shown, ax=ax, orientation="horizontal", label="counts", extend="max")


def own_map(ax: Axes) -> None:
    ax.imshow(GREY, cmap=colors.LinearSegmentedColormap.from_list("mine", ["black", "red"]))


def changed_map(ax: Axes) -> None:
    changed = matplotlib.colormaps["gray"].with_extremes(bad="red", over="blue", under="lime")
    ax.imshow(np.where(GREY > 0.5, GREY, np.nan), cmap=changed, vmax=0.9)


DRAWN = {
    "nothing": lambda ax: None,
    "grey": lambda ax: ax.imshow(GREY, cmap="gray", vmin=0, vmax=2, interpolation="nearest"),
    "colour": lambda ax: ax.imshow(COLOUR),
    "alpha of each pixel": lambda ax: ax.imshow(GREY, alpha=GREY),
    "RGBA": lambda ax: ax.imshow(RNG.random((5, 6, 4)), alpha=0.5),
    "mask": lambda ax: ax.imshow(GREY > 0.5),
    "16 bits": lambda ax: ax.imshow(RNG.integers(0, 60_000, (5, 5), dtype=np.uint16)),
    "masked": lambda ax: ax.imshow(np.ma.masked_less(GREY, 0.5), cmap="Reds", alpha=0.4),
    "not finite": lambda ax: ax.imshow(np.where(GREY > 0.5, np.nan, GREY)),
    "two pictures": lambda ax: [ax.imshow(GREY), ax.imshow(GREY > 0.7, cmap="Reds", alpha=0.3)],
    "origin and extent": lambda ax: ax.imshow(
        GREY, origin="lower", extent=(0, 3, -1, 2), aspect="auto"),
    "log of colours": lambda ax: ax.imshow(GREY, norm=colors.LogNorm(0.01, 1)),
    "power of colours": lambda ax: ax.imshow(GREY, norm=colors.PowerNorm(0.5, 0, 1)),
    "two slopes": lambda ax: ax.imshow(GREY, norm=colors.TwoSlopeNorm(0.3, 0, 1), cmap="coolwarm"),
    "centred": lambda ax: ax.imshow(GREY, norm=colors.CenteredNorm(0.3, 0.5)),
    "bounds": lambda ax: ax.imshow(GREY, norm=colors.BoundaryNorm([0, 0.2, 1], 256)),
    "symmetric log": lambda ax: ax.imshow(GREY, norm=colors.SymLogNorm(0.1, vmin=-1, vmax=1)),
    "asinh": lambda ax: ax.imshow(GREY, norm=colors.AsinhNorm(0.1)),
    "no norm": lambda ax: ax.imshow(np.arange(6).reshape(2, 3), norm=colors.NoNorm()),
    "own map": own_map,
    "changed map": changed_map,
    "few colours": lambda ax: ax.imshow(GREY, cmap=matplotlib.colormaps["viridis"].resampled(5)),
    "colour bar": with_bar,
    "flat colour bar": lambda ax: with_bar(ax, orientation="horizontal", shrink=0.5),
    "bar without picture": bar_without_picture,
    "two panels": two_panels,
    "twins": twins,
    "line": lambda ax: ax.plot([1, 2, 4], "o--r", label="level", lw=3, ms=9),
    "steps": lambda ax: ax.step([1, 2, 3], [1, 5, 2], where="mid"),
    "many lines": lambda ax: ax.plot(GREY[:, :5], label=list("abcde")) and ax.legend(title="rows"),
    "lines with gaps": lambda ax: ax.plot([1, np.nan, 3], np.ma.masked_equal([1, 2, 3], 3)),
    "marked lines": lambda ax: [ax.axvline(0.5, color="red", label="t"), ax.axhline(2),
                                ax.axvspan(1, 2)],
    "histogram": lambda ax: ax.hist(GREY.ravel(), bins=16, label="all", color="grey"),
    "histogram of steps": lambda ax: ax.hist(GREY.ravel(), histtype="step", log=True),
    "histogram filled": lambda ax: ax.hist(
        [GREY[0], GREY[1]], histtype="stepfilled", label=["a", "b"]),
    "histograms": lambda ax: ax.hist(
        [GREY[0], GREY[1]], stacked=True) and ax.legend(["one", "two"]),
    "stairs": lambda ax: ax.stairs([1, 2, 3], [0, 1, 2, 4], baseline=None),
    "filled stairs": lambda ax: ax.stairs([1, 2, 3], fill=True, baseline=[0, 1, 0], label="s"),
    "bars": lambda ax: ax.bar(["DAPI", "GFP"], [1, 3], yerr=0.1, label="stain"),
    "flat bars": lambda ax: ax.barh([1, 2], [3, 4], hatch="/"),
    "points": lambda ax: ax.scatter(
        [1, 2, 3], [3, 1, 2], s=[10, 20, 30], c=[1, 5, 9], label="cells"),
    "red points": lambda ax: ax.scatter([1, 2], [3, 1], color="red", marker="^", edgecolors="k"),
    "hexagons": lambda ax: ax.hexbin(GREY[0], GREY[1], gridsize=6),
    "histogram of two": lambda ax: ax.hist2d(GREY[0], GREY[1], bins=5),
    "mesh": lambda ax: ax.pcolormesh([0, 1, 3], [0, 2, 3], [[1, 2], [3, 4]], cmap="inferno"),
    "contour": lambda ax: ax.contour(GREY, levels=[0.3, 0.6], colors="red"),
    "contour of a mask": lambda ax: ax.imshow(GREY) and ax.contour(GREY > 0.5, levels=[0.5]),
    "filled contour": lambda ax: ax.contourf(GREY, cmap="magma", levels=4),
    "filled between": lambda ax: ax.fill_between([1, 2, 3], [1, 2, 1], where=[1, 1, 0], label="f"),
    "lines of": lambda ax: [ax.hlines([1, 2], 0, 3), ax.vlines(1, 0, 2, color="red")],
    "stem": lambda ax: ax.stem([1, 3, 2], label="stem"),
    "error bars": lambda ax: ax.errorbar([1, 2], [3, 4], yerr=0.5, label="errors"),
    "box plot": lambda ax: ax.boxplot(GREY[:, :3]),
    "violins": lambda ax: ax.violinplot(GREY[:, :3]),
    "pie": lambda ax: ax.pie([1, 2, 3], labels=list("abc")),
    "shapes": lambda ax: [ax.add_patch(Circle((1, 2), 0.5, fill=False)),
                          ax.add_patch(Rectangle((0, 0), 2, 1, angle=30, edgecolor="r")),
                          ax.add_patch(Polygon([[0, 0], [1, 0], [1, 1]], closed=True))],
    "arrows": lambda ax: [ax.arrow(0, 0, 1, 1), ax.quiver([1], [1], [1], [2])],
    "texts": lambda ax: [ax.text(0.1, 0.9, "Purkinje", transform=ax.transAxes, color="red"),
                         ax.annotate("lesion", (1, 2), (3, 4), arrowprops={})],
    "titles": lambda ax: [ax.set(title="Axons", xlabel="column", ylabel="row"),
                          ax.set_title("left", loc="left"), ax.figure.suptitle("All"),
                          ax.figure.supxlabel("below")],
    "log scales": lambda ax: ax.loglog([1, 10, 100], [3, 4, 5]),
    "symlog": lambda ax: [ax.plot([-10, 10]), ax.set_yscale("symlog")],
    "upside down": lambda ax: [ax.plot([1, 2]), ax.invert_yaxis(), ax.set_xlim(5, -5)],
    "no axis": lambda ax: [ax.imshow(GREY), ax.axis("off")],
    "no ticks": lambda ax: [ax.imshow(GREY), ax.set(xticks=[], yticks=[])],
    "ticks": lambda ax: [ax.plot([1, 2]), ax.set_xticks([1, 2], ["a", "b"]), ax.grid()],
    "dates": dates,
    "legend of steps": lambda ax: [
        ax.hist(GREY[k], histtype="step", color=c, label=c) for k, c in enumerate("rgb")
    ] and ax.legend(),
    "swapped legend": lambda ax: ax.legend(
        [*ax.plot([1, 2], "r", label="a"), *ax.plot([2, 1], "b", label="b")], ["b", "a"]),
    "legend of the figure": lambda ax: [ax.plot([1, 2], label="a"), ax.figure.legend()],
    "turned picture": lambda ax: ax.imshow(
        GREY, transform=matplotlib.transforms.Affine2D().rotate_deg(30) + ax.transData),
    "scale bar": lambda ax: [ax.imshow(GREY), ax.plot([2, 7], [18, 18], "w", lw=4),
                             ax.text(2, 17, "5 µm")],
}  # fmt: skip


def equal(first: object, second: object, where: str = "figure") -> None:
    """Assert that facts are the same, arrays with their dtypes."""
    if isinstance(first, dict):
        assert first.keys() == second.keys(), where
        for key in first:
            equal(first[key], second[key], f"{where}.{key}")
    elif isinstance(first, list | tuple):
        assert len(first) == len(second), where
        for index, (one, other) in enumerate(zip(first, second, strict=True)):
            equal(one, other, f"{where}[{index}]")
    elif isinstance(first, np.ndarray):
        np.testing.assert_array_equal(first, second, where, strict=True)
    else:
        assert first == second or (first != first and second != second), where


def reads(figure: Figure) -> dict:
    """Return what tests may ask of a figure's axes, of every kind."""
    facts = plain_facts(describe_figure(figure))
    return {"facts": facts, "axes": [_reads(ax) for ax in figure.axes]}


def _reads(ax: Axes) -> dict:
    legend = ax.get_legend()
    return {
        "limits": [ax.get_xlim(), ax.get_ylim(), ax.xaxis_inverted(), ax.yaxis_inverted()],
        "scales": [ax.get_xscale(), ax.get_yscale(), str(ax.get_aspect())],
        "titles": [ax.get_title(loc) for loc in ("left", "center", "right")],
        "labels": [ax.get_xlabel(), ax.get_ylabel(), ax.get_label()],
        "on": [ax.axison, ax.get_visible(), ax.has_data()],
        "box": ax.get_position(original=True).bounds,
        "ticks": [ax.get_xticks(), ax.get_yticks()],
        "legend": legend and [t.get_text() for t in [*legend.get_texts(), legend.get_title()]],
        "images": [_of_image(image) for image in ax.images],
        "lines": [
            [*line.get_data(), line.get_label(), line.get_linestyle(), line.get_marker(),
             colors.to_rgba(line.get_color()), line.get_linewidth(), line.get_drawstyle()]
            for line in ax.lines
        ],
        "patches": [
            [type(patch).__name__, patch.get_facecolor(), patch.get_edgecolor(), patch.get_label(),
             patch.get_hatch(), patch.get_path().vertices.shape, patch.get_extents().bounds]
            for patch in ax.patches if type(patch) in (Rectangle, Polygon, StepPatch, Circle)
        ],
        "collections": [_of_collection(part) for part in ax.collections],
        "texts": [
            [t.get_text(), t.get_position(), colors.to_rgba(t.get_color())] for t in ax.texts
        ],
        "containers": [[type(c).__name__, len(c), c.get_label()] for c in ax.containers],
    }  # fmt: skip


def _of_image(image: AxesImage) -> list:
    return [np.ma.getdata(image.get_array()), np.ma.getmaskarray(image.get_array()),
            image.get_cmap().name, image.get_clim(), image.origin, image.get_extent(),
            image.get_interpolation(), image.get_alpha(),
            type(image.norm).__name__,
            image.to_rgba(image.get_array()) if image.get_array().ndim == 2 else None,
            image.get_window_extent().bounds]  # fmt: skip


def _of_collection(part) -> list:
    array = part.get_array()
    kind = "ContourSet" if isinstance(part, ContourSet) else type(part).__name__
    kept = ("PathCollection", "LineCollection", "QuadMesh", "ContourSet")
    kind = kind if kind in kept else "other"
    offsets = np.ma.filled(np.ma.asarray(part.get_offsets(), dtype=float), np.nan)
    return [kind, offsets, part.get_label(), None if array is None else np.ma.getdata(array),
            part.get_cmap().name, part.get_clim(), part.get_facecolor(), part.get_edgecolor(),
            [path.vertices for path in part.get_paths()], getattr(part, "levels", None),
            part.get_sizes() if hasattr(part, "get_sizes") else None]  # fmt: skip


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_a_figure_reads_there_as_it_reads_here(draw):
    figure, _ = drawn(draw)
    made = cross(figure)
    assert type(made) is Figure
    equal(reads(figure), reads(made))
    np.testing.assert_array_equal(made.get_size_inches(), figure.get_size_inches())
    assert made.get_suptitle() == figure.get_suptitle()
    # And it looks the same: so nothing that is drawn was forgotten.
    here, there = pixels(figure), pixels(made)
    assert here.shape == there.shape
    assert np.mean(np.abs(here - there).max(axis=-1) > 40) < 0.004


def pixels(figure: Figure) -> np.ndarray:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].astype(int)


def test_a_second_crossing_changes_nothing():
    for draw in list(DRAWN.values())[::4]:
        made = cross(drawn(draw)[0])
        equal(reads(made), reads(cross(made)))


def test_a_saved_or_closed_figure_crosses_too(tmp_path):
    figure, ax = plt.subplots(layout="constrained")
    with_bar(ax)
    figure.savefig(tmp_path / "a.png")
    plt.close(figure)
    made = cross(figure)
    made.savefig(tmp_path / "b.png")
    equal(reads(figure), reads(made))


def test_a_norm_of_ones_own_is_known_not_to_be_linear():
    norm = colors.FuncNorm((np.sqrt, np.square), 0, 1)
    made = cross(drawn(lambda ax: ax.imshow(GREY, norm=norm))[0])
    assert made.axes[0].images[0].get_clim() == (0, 1)
    assert not describe_figure(made).panels[0].images[0].linear


def test_parts_of_a_figure_come_with_it():
    figure, axes = plt.subplots(2, 2)
    image = axes[0, 0].imshow(GREY)
    (line,) = axes[0, 1].plot([1, 2])
    points = axes[1, 0].scatter([1], [2])
    counts, edges, bars = axes[1, 1].hist(GREY.ravel())
    bar = figure.colorbar(image)
    text = axes[0, 0].text(1, 2, "x")
    figure.sca(axes[1, 0])
    answer = {"fig": figure, "axes": axes, "image": image, "line": [line], "points": points,
              "bars": bars, "bar": bar, "text": text, "title": axes[0, 0].title}  # fmt: skip
    made = cross(answer)
    fig, panels = made["fig"], made["axes"]
    assert panels.shape == (2, 2)
    assert all(panel.figure is fig for panel in panels.flat)
    assert list(panels.flat) == fig.axes[:4]
    assert fig.gca() is panels[1, 0]
    assert made["image"] is panels[0, 0].images[0]
    assert made["image"].axes is panels[0, 0]
    assert made["image"].colorbar is made["bar"]
    assert made["line"][0] is panels[0, 1].lines[0]
    assert type(made["points"]) is PathCollection
    assert type(made["bars"]) is BarContainer
    assert [patch.get_height() for patch in made["bars"]] == counts.tolist()
    assert made["bar"].ax is fig.axes[4]
    assert made["text"].get_text() == "x"
    assert type(made["title"]) is Uncrossed

    alone = cross(axes[0, 1])
    assert alone.figure.axes[1] is alone
    assert cross(image).axes.images[0].get_array().shape == GREY.shape
    assert check.figure(cross(axes)).panels[0].images[0].cmap == "viridis"
    assert type(cross(Rectangle((0, 0), 1, 1))) is Uncrossed


def test_kinds_of_artists_are_kept():
    figure = Figure()
    ax = figure.subplots()
    ax.scatter([1], [1])
    ax.hlines(1, 0, 1)
    ax.fill_between([1, 2], [1, 2])
    ax.pcolormesh(GREY)
    ax.contour(GREY)
    made = cross(figure).axes[0].collections
    kinds = (PathCollection, LineCollection, PolyCollection, QuadMesh, ContourSet)
    assert [isinstance(part, kind) for part, kind in zip(made, kinds, strict=True)] == [True] * 5
    np.testing.assert_array_equal(made[4].levels, ax.collections[4].levels)


@pytest.mark.parametrize("projection", ["polar", "3d"])
def test_axes_that_can_not_cross_say_so(projection):
    figure = Figure()
    ax = figure.add_subplot(projection=projection)
    ax.plot([1, 2], [3, 4])
    made = cross([figure, ax])
    assert [type(part) for part in made] == [Uncrossed, Uncrossed]
    with pytest.raises(CannotCrossError, match=projection):
        _ = made[0].axes


def test_a_lying_figure_shows_what_is_drawn_there_or_nothing():
    class Lies(Figure):
        def __eq__(self, other):
            return True

        def get_suptitle(self):
            return "right answer"

        __hash__ = Figure.__hash__

    figure = Lies()
    figure.subplots().imshow(GREY)
    made = cross(figure)
    assert type(made) is Figure
    assert made.get_suptitle() == ""
    assert made != 3


def plain_of(figure: object) -> tuple[Packer, dict]:
    packer = Packer()
    return packer, json.loads(json.dumps(packer.pack(figure)))


def test_a_figure_that_claims_too_much_is_refused():
    packer, plain = plain_of(drawn(DRAWN["line"])[0])
    wrong = [
        {"size": [1e5, 1e5]}, {"dpi": 1e9}, {"size": [-1, 3]}, {"size": [float("nan"), 1]},
        {"axes": plain["v"]["axes"] * 10_000}, {"current": 99},
        {"titles": ["x" * 10**6, None, None]}, {"colour": "file:///etc/passwd"}, {"legends": [1]},
    ]  # fmt: skip
    for change in wrong:
        start = time.process_time()
        with pytest.raises(CannotCrossError):
            Unpacker(packer.blobs).unpack(plain | {"v": plain["v"] | change})
        assert time.process_time() - start < 2
    place = {"t": "artist", "figure": plain}
    for where in ([0, "__class__", 0], [0, "lines", 99], [99], ["a"], [0, "figure", 0], []):
        with pytest.raises(CannotCrossError):
            Unpacker(packer.blobs).unpack(place | {"place": where})


def test_a_histogram_of_each_row_takes_no_minutes():
    figure, ax = drawn(lambda ax: ax.hist(RNG.random((20, 100)), bins=20))
    start = time.process_time()
    made = cross(figure)
    assert len(made.axes[0].containers) == len(ax.containers) == 100
    assert time.process_time() - start < 20
