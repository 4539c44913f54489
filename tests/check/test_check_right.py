"""Each right route is accepted."""

import io
import subprocess
import sys
import warnings
from decimal import Decimal
from fractions import Fraction

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from imagelessons import check
from imagelessons.show import pictures

RANDOM = np.random.default_rng(20240608)
PICTURE = RANDOM.integers(0, 256, (40, 60), dtype=np.uint8)
MASK = PICTURE < 100


class Camera(np.ndarray):
    """A subclass as readers return it."""


def read_only(array):
    array = array.copy()
    array.flags.writeable = False
    return array


ROUTES = [
    PICTURE.copy(),
    PICTURE.astype(int),
    PICTURE.astype(float),
    PICTURE.astype(np.float32),
    PICTURE.astype(">i2"),
    PICTURE.astype(np.uint64),
    PICTURE.tolist(),
    tuple(map(tuple, PICTURE.tolist())),
    list(PICTURE),
    np.asfortranarray(PICTURE),
    np.ascontiguousarray(PICTURE[::-1])[::-1],
    read_only(PICTURE),
    Image.fromarray(PICTURE),
    PICTURE.view(Camera),
    np.ma.masked_array(PICTURE),
    PICTURE + 1e-9,
]


@pytest.mark.parametrize("answer", ROUTES, ids=lambda a: type(a).__name__)
def test_each_route_to_an_array_is_right(answer):
    check.array(answer, PICTURE, "answer")
    check.array(answer, PICTURE.astype(int), "answer", mistakes={"transposed": PICTURE.T})


def test_nan_equals_nan_and_zero_nearly_zero():
    truth = np.array([0.0, np.nan, 1.0])
    check.array(truth.copy(), truth, "answer")
    check.array([1e-15, np.nan, 1 - 1e-9], truth, "answer")


@pytest.mark.parametrize("dtype", ["uint8", "integer", "number", np.uint8, np.dtype("uint8")])
def test_a_dtype_is_asked_by_name_or_kind(dtype):
    check.array(PICTURE, PICTURE, "answer", dtype=dtype)
    check.kind(PICTURE, "answer", dtype=dtype, shape=(40, None), ndim=2, low=0, high=255)


def test_each_route_to_a_mask_is_right():
    for answer in (MASK, MASK.tolist(), MASK.astype(int), np.asfortranarray(MASK)):
        check.mask(answer, MASK, "dark", image=PICTURE, threshold=100)
    check.mask(Image.fromarray(MASK), MASK, "dark")
    nearly = MASK.copy()
    nearly[0, 0] ^= True
    check.mask(nearly, MASK, "dark", tolerance=0.001)


@pytest.mark.parametrize(
    "answer",
    [0.25, np.float32(0.25), np.array(0.25), np.array([0.25]), [0.25], Fraction(1, 4)]
    + [Decimal("0.25"), 0.25 + 1e-9],
)
def test_each_route_to_a_number_is_right(answer):
    check.number(answer, 0.25, "share")
    check.kind(float(np.float64(0.25)), "share", shape=(), dtype="float", low=0, high=1)


def test_each_integer_is_a_number():
    for answer in (6640, np.uint16(6640), 6640.0, np.array([6640])):
        check.number(answer, 6640, "count")


def test_choices():
    check.truth(np.bool_(False), False, "is_copy")
    check.text("  UINT8 ", "uint8", "dtype_name")


def test_functions_of_all_kinds_of_results():
    def everything(image, threshold=100):
        return image.mean(), image < threshold, image.astype(int) - 20, "dark", image.size > 3

    expected = (PICTURE.mean(), MASK, PICTURE - 20.0, "dark", True)
    check.function(everything, [check.case(PICTURE, expected=expected)], "everything")
    keywords = {"threshold": 100}
    check.function(everything, [check.case(PICTURE, expected=expected, keywords=keywords)], "f")


def test_a_warning_and_a_print_to_stderr_in_a_function_cost_nothing(capsys):
    import sys

    def loud(image):
        warnings.warn("careful", stacklevel=1)
        print("to stderr", file=sys.stderr)
        return np.float64(1) / np.float64(0) if image is None else image.sum()

    with check.exercise("Exercise 3"):
        check.function(loud, [check.case(np.arange(4), expected=6)], "loud")
        loud(np.arange(4))
    shown = capsys.readouterr()
    assert shown.err == ""
    assert "✔ Exercise 3 — every check that ran here passes." in shown.out


def test_a_comparison_of_ones_own():
    def longer(result, expected, name):
        assert len(result) > expected

    cases = [check.case(3, expected=2)]
    check.function(lambda n: list(range(n)), cases, "f", longer)


def object_style():
    figure = Figure()
    figure.subplots().imshow(PICTURE, cmap="grey", vmin=0, vmax=255)
    return figure


def pyplot_style():
    plt.figure()
    plt.imshow(PICTURE, cmap="gray", vmin=0, vmax=255)
    plt.colorbar(label="grey level")
    figure = plt.gcf()
    plt.close(figure)
    return figure


def by_show():
    return pictures([PICTURE], ["axons"], vmin=0, vmax=255)


def by_axes():
    return object_style().axes


def inverted_twice():
    figure = Figure()
    ax = figure.subplots()
    ax.imshow(PICTURE, cmap="Greys_r", vmin=0, vmax=255, origin="lower")
    ax.invert_yaxis()
    return figure


def mirrored_twice():
    figure = Figure()
    ax = figure.subplots()
    rows, columns = PICTURE.shape
    ax.imshow(PICTURE, cmap="gray", vmin=0, vmax=255, extent=(0, -columns, rows, 0))
    ax.set_xlim(0, -columns)
    return figure


def by_image():
    return object_style().axes[0].images[0]


@pytest.mark.parametrize(
    "make", [object_style, pyplot_style, by_show, by_axes, by_image, inverted_twice, mirrored_twice]
)
def test_each_route_to_a_figure_is_right(make):
    facts = check.figure(make(), panels=1)
    panel = facts.panels[0]
    cmaps = ("gray", "Greys_r")
    check.shown_image(panel, PICTURE, "the panel", cmap=cmaps, vmin=0, vmax=255)
    back = check.facts_from_plain(check.plain_facts(facts))
    check.shown_image(back.panels[0], PICTURE, "the panel", vmin=0, vmax=255)
    assert check.figure(back) is back


def test_the_current_figure_of_pyplot_counts():
    plt.close("all")
    with pytest.raises(check.Finding, match="figure-missing"):
        check.figure(plt)
    plt.imshow(PICTURE)
    assert len(check.figure(plt).panels) == 1
    plt.close("all")


def test_panels_come_in_reading_order_with_their_colour_bars():
    figure, axes = plt.subplots(2, 2)
    for i, ax in enumerate(axes.flat):
        shown = ax.imshow(PICTURE + np.float64(i))
        ax.set(title=f"panel {i}", xlabel="column", ylabel="row")
    figure.colorbar(shown, ax=axes[1], label="grey level")
    figure.suptitle("all")
    plt.close(figure)
    facts = check.figure(figure, panels=4)
    assert [panel.title for panel in facts.panels] == [f"panel {i}" for i in range(4)]
    assert [panel.colorbar for panel in facts.panels] == [False, False, True, True]
    assert facts.title == "all"
    check.labelled(facts.panels[3], title="PANEL", xlabel=True, ylabel=True, colorbar="grey")


EVEN = {"bins": range(257)}
HISTOGRAMS = [
    lambda ax: ax.hist(PICTURE.ravel(), bins=256, range=(0, 256)),
    lambda ax: ax.hist(PICTURE.ravel(), bins=256, range=(0, 255)),
    lambda ax: ax.hist(PICTURE.ravel(), bins=np.arange(257)),
    lambda ax: ax.hist(PICTURE.ravel(), bins=np.arange(-0.5, 256), histtype="step"),
    lambda ax: ax.hist(PICTURE.ravel(), bins=256, range=(0, 256), histtype="stepfilled"),
    lambda ax: ax.hist(PICTURE.ravel(), bins=np.arange(257), log=True),
    lambda ax: ax.stairs(*np.histogram(PICTURE, bins=np.arange(257))),
    lambda ax: ax.bar(np.arange(256), np.bincount(PICTURE.ravel(), minlength=256)),
    lambda ax: ax.bar(np.arange(256), np.bincount(PICTURE.ravel(), minlength=256), width=1),
    lambda ax: ax.plot(np.arange(256), np.bincount(PICTURE.ravel(), minlength=256)),
]


@pytest.mark.parametrize("draw", HISTOGRAMS, ids=range(len(HISTOGRAMS)))
@pytest.mark.parametrize("bins", [None, range(257)], ids=["any", "each"])
def test_each_route_to_a_histogram_is_right(draw, bins):
    figure = Figure()
    draw(figure.subplots())
    panel = check.figure(figure).panels[0]
    bins = None if bins is None else np.asarray(bins)
    check.shown_histogram(panel, PICTURE, "the panel", bins=bins)


def test_a_histogram_of_floats():
    values = RANDOM.normal(size=500)
    figure = Figure()
    figure.subplots().hist(values, bins=20, density=True)
    panel = check.figure(figure).panels[0]
    check.shown_histogram(panel, values, "the panel", bins=20, density=True)
    check.shown_histogram(panel, values, "the panel", density=True)


def test_figures_survive_being_shown_and_saved():
    figure = pyplot_style()
    figure.savefig(io.BytesIO(), format="png")
    check.shown_image(check.figure(figure).panels[0], PICTURE, "the panel", vmin=0, vmax=255)


@pytest.mark.slow
def test_a_large_picture_is_checked():
    """What it costs, `benchmarks/check_cost.py` says."""
    large = RANDOM.integers(0, 256, (2300, 3040), dtype=np.uint8)
    mask, floats = large < 125, large / 255
    nudged = floats * (1 + 1e-9)
    check.array(large, large, "a")
    check.mask(mask, mask, "a", image=large)
    check.array(nudged, floats, "a")
    with pytest.raises(check.Finding):
        check.array(RANDOM.permutation(large), large, "a")
    with pytest.raises(check.Finding):
        check.mask(large < 130, mask, "a", image=large)


def test_importing_the_checks_loads_no_slow_package():
    # pydicom alone would add a third to the time, in every kernel of every student.
    program = "import sys, imagelessons.check; print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    loaded = {name.partition(".")[0] for name in shown.stdout.split()}
    assert "imagelessons" in loaded, shown.stderr
    assert not loaded & {"pydicom", "nibabel", "skimage", "sklearn"}
