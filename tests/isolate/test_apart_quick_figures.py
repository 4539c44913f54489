"""Students' figures are drawn quickly when they are graded, and look as in a notebook."""

import base64
import functools
import io

import numpy as np
import pytest
from matplotlib import patheffects
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.ft2font import FT2Font
from matplotlib.image import _ImageBase
from matplotlib.lines import Line2D
from matplotlib.offsetbox import AnchoredText
from matplotlib.patches import FancyArrowPatch, Patch
from matplotlib.text import Text
from PIL import Image
from surroundings import readable_paths

from imagecourse import EXTENSION
from imagelessons.data import data_folder
from nbisolate.session.session import Place, Step, run_notebook
from nbisolate.session.warm_parent import WarmParent
from nbisolate.shell.quick_figures import measure_without_paint, read_fonts_once


def pixels(png):
    """Return the values of a PNG file."""
    return np.asarray(Image.open(io.BytesIO(png)))


def panels(layout, **how):
    """Return a figure with a picture, its colour bar, an inset, and a histogram."""
    figure = Figure(figsize=(6, 3), layout=layout)
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2)
    picture = np.random.default_rng(1).random((40, 50))
    figure.colorbar(left.imshow(np.ma.masked_less(picture, 0.1), **how), ax=left, label="level")
    left.inset_axes([0.6, 0.6, 0.3, 0.3]).imshow(picture.T)
    right.hist(picture.ravel(), bins=10)
    right.set(title="amounts", xlabel="level")
    return figure


def saved(figure):
    """Return a figure as the inline backend saves it."""
    file = io.BytesIO()
    figure.savefig(file, bbox_inches="tight")
    return pixels(file.getvalue())


def marks(layout):
    """Return a figure with lines, points, bars, a legend, arrows and turned texts."""
    figure = Figure(figsize=(7, 5), layout=layout)
    FigureCanvasAgg(figure)
    (lines, bars), (points, round_one) = figure.subplots(2, 2)
    round_one.remove()
    levels = np.arange(1, 20.0)
    lines.plot(levels, levels**2, "o--", markevery=3, label="$n^2$ pixels")
    lines.plot(levels[::-1], levels, drawstyle="steps", label="pixels\nof two lines")
    lines.errorbar(levels, levels * 3, yerr=levels, label="error")
    lines.set(yscale="log", xlabel="level", ylabel="counts of a picture\nthat are many")
    lines.legend(loc="best")
    lines.annotate("here", (5, 25), (12, 2), arrowprops={"arrowstyle": "->"}, rotation=30)
    lines.twinx().set_ylabel("right", path_effects=[patheffects.withStroke(linewidth=2)])
    lines.secondary_xaxis("top", functions=(np.sqrt, np.square)).tick_params(labelrotation=70)
    bars.bar(["a long name", "another long name"], [1e6, 2e6], hatch="//", edgecolor="black")
    bars.tick_params("x", labelrotation=45)
    bars.axvspan(0.2, 0.4, alpha=0.3)
    bars.add_artist(AnchoredText("anchored", "upper left"))
    bars.text(0, 1e6, "a text that is long enough to be wrapped at an edge", wrap=True)
    points.scatter(levels, levels, s=levels * 9, c=levels, label="points")
    points.fill_between(levels, levels, levels + 4, alpha=0.4)
    points.clabel(points.contour(np.outer(levels, levels)))
    points.quiver([5], [5], [1], [1])
    points.table([["1", "2"]], loc="bottom")
    points.add_patch(FancyArrowPatch((2, 15), (15, 3), mutation_scale=20))
    figure.add_subplot(2, 2, 4, projection="3d").plot(levels, levels, levels, marker="s")
    figure.suptitle("all of it", rotation=2)
    return figure


@pytest.fixture
def plain(monkeypatch):
    """Let matplotlib be as it was, and tell the classes that pass over paint."""
    kinds = [_ImageBase, Line2D, Patch, Text]
    for kind in kinds:
        passes_over_paint = hasattr(kind.draw, "_with_paint_only")
        draw = kind.draw.__wrapped__ if passes_over_paint else kind.draw
        monkeypatch.setattr(kind, "draw", draw)
    return kinds


PANELS = [{}, {"extent": (0, 1, 0, 1)}, {"interpolation": "bilinear"}]
FIGURES = [marks, *(functools.partial(panels, **how) for how in PANELS)]


@pytest.mark.parametrize("layout", ["none", "constrained", "tight"])
@pytest.mark.parametrize("made", FIGURES, ids=["marks", "panels", "extent", "bilinear"])
def test_measuring_without_paint_changes_no_pixel(plain, layout, made):
    expected = saved(made(layout))
    measure_without_paint()
    assert all(hasattr(kind.draw, "_with_paint_only") for kind in plain)
    assert np.array_equal(saved(made(layout)), expected)


@pytest.mark.parametrize("kind", [_ImageBase, Line2D, Patch, Text])
def test_what_is_measured_is_not_painted(monkeypatch, plain, kind):
    paint, painted = kind.draw, []

    def counting(artist, renderer):
        painted.append(artist)
        paint(artist, renderer)

    monkeypatch.setattr(kind, "draw", counting)
    saved(panels("constrained"))
    every = len(painted)
    painted.clear()
    measure_without_paint()
    saved(panels("constrained"))
    assert 0 < len(painted) <= every / 2


def test_fonts_are_read_once_and_say_the_same(monkeypatch):
    font = get_font(findfont("DejaVu Sans"))
    asked = FT2Font.get_sfnt_table
    monkeypatch.setattr(FT2Font, "get_sfnt_table", getattr(asked, "__wrapped__", asked))
    names = ["head", "OS/2", "hhea", "pclt"]
    plain, expected = [font.get_sfnt_table(name) for name in names], saved(marks("none"))
    read_fonts_once()
    assert [font.get_sfnt_table(name) for name in names] == plain
    assert np.array_equal(saved(marks("none")), expected)
    told = FT2Font.get_sfnt_table.cache_info()
    assert told.hits > 50 * told.misses


def test_what_can_be_rasterized_still_can(plain):
    before = [getattr(kind.draw, "_supports_rasterization", False) for kind in plain]
    measure_without_paint()
    assert before == [getattr(kind.draw, "_supports_rasterization", False) for kind in plain]
    assert any(before)


@pytest.fixture(scope="module")
def warm():
    with WarmParent(libraries=("matplotlib.pyplot",), extension=EXTENSION) as parent:
        yield parent


@pytest.fixture
def run(warm, tmp_path):
    """Run a student's cells and return the outputs of each."""

    def run_cells(*sources):
        steps = [Step("student", source) for source in sources]
        place = Place(tmp_path, readable_paths(data_folder()))
        return [result.outputs for result in run_notebook(steps, warm, place)[0]]

    return run_cells


def test_a_figure_in_the_outputs_has_the_pixels_of_a_saved_one(run, tmp_path):
    drawing = (
        "import numpy as np\nimport matplotlib.pyplot as plt\n"
        "fig, ax = plt.subplots(figsize=(3, 2))\n"
        "_ = ax.imshow(np.random.default_rng(0).random((100, 100)))"
    )
    (shown,), _ = run(drawing, "fig.savefig('own.png', bbox_inches='tight', dpi=fig.dpi)")
    stored, own = base64.b64decode(shown["data"]["image/png"]), (tmp_path / "own.png").read_bytes()
    assert np.array_equal(pixels(stored), pixels(own))
    # Stored with less effort than a file of matplotlib's own.
    assert stored != own


@pytest.mark.parametrize(
    ("kind", "found"), [("svg", "image/svg+xml"), ("png", "image/png"), ("retina", "image/png")]
)
def test_a_student_may_choose_another_format(run, kind, found):
    *_, (output,) = run(
        "import matplotlib.pyplot as plt",
        f"%config InlineBackend.figure_formats = ['{kind}']",
        "_ = plt.figure(figsize=(2, 1)).subplots()",
    )
    assert found in output["data"]
