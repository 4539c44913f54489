"""Figures cross as the facts that `check` reads of them."""

import matplotlib
import numpy as np
import pytest
from matplotlib import colors
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon, Rectangle
from serialized import cross

from imagelessons import check
from imagelessons.check.figures.facts import FigureFacts, facts_from_plain, plain_facts
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


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_a_figure_is_described_as_it_would_be_here(draw):
    figure, _ = drawn(draw)
    made = cross(figure)
    assert type(made) is FigureFacts
    equal(plain_facts(describe_figure(figure)), plain_facts(made))


def test_a_saved_or_closed_figure_crosses_too(tmp_path):
    figure, ax = plt.subplots(layout="constrained")
    with_bar(ax)
    figure.savefig(tmp_path / "a.png")
    plt.close(figure)
    equal(plain_facts(describe_figure(figure)), plain_facts(cross(figure)))


def test_a_part_of_a_figure_stands_for_the_whole():
    figure, axes = plt.subplots(2, 2)
    image = axes[0, 0].imshow(GREY)
    counts, edges, bars = axes[1, 1].hist(GREY.ravel())
    parts = (axes, image, bars, axes[0, 1], [axes[0, 0].title], figure.colorbar(image), figure)
    facts = plain_facts(describe_figure(figure))
    for part in parts:
        equal(plain_facts(check.figure(cross(part), grid=(2, 2))), facts)
    assert cross(figure.subfigures(1, 1)) is not None
    assert type(cross(Rectangle((0, 0), 1, 1))) is Uncrossed


def test_what_a_test_reads_but_check_is_not_there():
    made = cross(drawn(DRAWN["line"])[0])
    for asked in (lambda: made.axes, lambda: made.gca(), lambda: made[0], lambda: len(made)):
        with pytest.raises((AttributeError, TypeError)):
            asked()


def test_a_lying_figure_shows_what_is_drawn_there():
    class Lies(Figure):
        def __eq__(self, other):
            return True

        __hash__ = Figure.__hash__

    figure = Lies()
    figure.subplots().imshow(GREY)
    made = cross(figure)
    assert type(made) is FigureFacts
    assert made != 3


def panel(**parts: object) -> dict:
    return {"panels": [parts], "title": ""}


FORGED = {
    "no dictionary": [1, 2],
    "no panels": {"panels": 3},
    "a part of another name": {"panels": [], "title": "", "__class__": 1},
    "a title that is none": {"panels": [], "title": 3},
    "a title without end": {"panels": [], "title": "x" * 10**6},
    "too many panels": {"panels": [{}] * 10_001, "title": ""},
    "a panel that is a list": {"panels": [[1]], "title": ""},
    "three limits": panel(xlim=[0.0, 1.0, 2.0]),
    "a limit that is text": panel(xlim=[0.0, "1"]),
    "a bar that is not true or false": panel(colorbar=1),
    "a picture without its map": panel(images=[{"values": GREY}]),
    "points that are texts": panel(points=[{"x": ["a"], "y": [1.0], "label": ""}]),
    "points that are objects": panel(points=[{"x": np.array([{}]), "y": np.ones(1), "label": ""}]),
    "points of uneven rows": panel(points=[{"x": [[1], [1, 2]], "y": [1.0], "label": ""}]),
    "values of many axes": panel(points=[{"x": np.ones((1,) * 9), "y": [1.0], "label": ""}]),
    "a legend of numbers": panel(legend=[1]),
}


@pytest.mark.parametrize("plain", FORGED.values(), ids=FORGED)
def test_a_forged_figure_is_refused(plain):
    with pytest.raises(ValueError, match="does not describe a figure|inhomogeneous"):
        facts_from_plain(plain)
    packer = Packer()
    message = {"t": "figure", "v": packer.pack(plain)}
    with pytest.raises(CannotCrossError):
        Unpacker([bytearray(bytes(blob)) for blob in packer.blobs]).unpack(message)
