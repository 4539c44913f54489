"""Pictures side by side have one range, whatever they hold and in whatever order they stand."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from imagelessons.show import describe, mask_on_image, pictures

PLAIN = np.array([[10, 20], [30, 40]], dtype=np.uint8)
NAN = np.array([[np.nan, 5.0], [50.0, np.nan]])
INFINITE = np.array([[np.inf, -np.inf], [7.0, 45.0]])
ALL_NAN = np.full((2, 2), np.nan)
MASKED = np.ma.masked_array([[1, 999], [25, 30]], [[False, True], [False, False]])
MASK = np.array([[True, False], [False, True]])


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def without_a_value(ax):
    return np.ma.count_masked(ax.images[0].get_array())


@pytest.mark.parametrize("first", range(5))
@pytest.mark.parametrize("step", [1, -1])
def test_the_range_is_common_in_every_order(first, step):
    images = np.roll(np.arange(5), first)[::step]
    kinds = [PLAIN, NAN, INFINITE, ALL_NAN, MASKED]
    _, axes = pictures([kinds[place] for place in images], [""] * 5)
    assert {ax.images[0].get_clim() for ax in axes} == {(1, 50)}


@pytest.mark.parametrize(
    ("image", "expected", "missing"),
    [
        (PLAIN, (10, 40), 0),
        (MASK, (0, 1), 0),
        (NAN, (5, 50), 2),
        (INFINITE, (7, 45), 2),
        (ALL_NAN, (0, 1), 4),
        (MASKED, (1, 30), 1),
        (NAN.astype(np.float16), (5, 50), 2),
        (np.ma.masked_array(NAN, [[False, True], [False, False]]), (45, 55), 3),
        (np.ma.masked_all((2, 2)), (0, 1), 4),
        (np.full((2, 2), np.inf), (0, 1), 4),
    ],
)
def test_the_range_is_that_of_the_values_and_the_rest_is_hatched(image, expected, missing):
    _, (ax, other) = pictures([image, image], ["one", "two"])
    assert ax.images[0].get_clim() == other.images[0].get_clim() == expected
    assert without_a_value(ax) == missing
    assert bool(ax.patch.get_hatch()) == bool(missing)
    assert ("hatched" in ax.get_xlabel()) == bool(missing)
    if missing:
        assert f"hatched: {missing} pixels without a value" in ax.get_xlabel()


def test_one_value_everywhere_looks_the_same_in_each_picture():
    figure, axes = pictures([np.full((2, 2), 200)] * 2, ["one", "two"])
    figure.canvas.draw()
    one, two = (ax.images[0].to_rgba(ax.images[0].get_array()) for ax in axes)
    assert np.array_equal(one, two)


def test_a_given_range_stays_and_its_other_end_is_found():
    _, axes = pictures([ALL_NAN, NAN], ["", ""], vmin=0, vmax=255)
    assert {ax.images[0].get_clim() for ax in axes} == {(0, 255)}
    _, axes = pictures([ALL_NAN, NAN], ["", ""], vmin=0)
    assert {ax.images[0].get_clim() for ax in axes} == {(0, 50)}


def test_pixels_without_a_value_look_like_no_other():
    """Drawn as they are: neither black, white nor any grey of the map."""
    figure, (ax,) = pictures([np.where(np.eye(4), np.nan, np.arange(16).reshape(4, 4))], ["x"])
    figure.canvas.draw()
    drawn = np.asarray(figure.canvas.buffer_rgba())[..., :3].astype(int)

    def pixels_of(row, column):
        left, low = ax.transData.transform((column - 0.4, row + 0.4))
        right, high = ax.transData.transform((column + 0.4, row - 0.4))
        rows = slice(len(drawn) - int(high), len(drawn) - int(low))
        return drawn[rows, int(left) : int(right)].reshape(-1, 3)

    without, grey = pixels_of(1, 1), pixels_of(1, 2)
    assert np.ptp(grey, axis=1).max() == 0, "a grey pixel is grey"
    assert (np.ptp(without, axis=1) > 20).mean() > 0.3, "the ground is coloured"
    assert len(np.unique(without, axis=0)) > 2, "and hatched"


def test_a_mask_on_a_picture_with_nan_hatches_too():
    ax = mask_on_image(NAN, MASK)
    assert ax.images[0].get_clim() == (5, 50)
    assert ax.patch.get_hatch()
    assert mask_on_image(PLAIN, MASK).patch.get_hatch() is None


def test_pictures_asks_for_two_axes_and_a_title_each():
    with pytest.raises(ValueError, match="'colour' has shape"):
        pictures([np.zeros((2, 2, 3))], ["colour"])
    with pytest.raises(ValueError, match="1 pictures and 2 titles"):
        pictures([PLAIN], ["a", "b"])


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (MASKED, "a: shape (2, 2), int64, values 1 to 30, 1 masked, 32 bytes"),
        (np.ma.masked_array(MASK, MASK), "a: shape (2, 2), bool, 0 of 4 True, 2 masked, 4 bytes"),
        (np.ma.masked_all((1, 2)), "a: shape (1, 2), float64, no values, 2 masked, 16 bytes"),
        (NAN, "a: shape (2, 2), float64, values 5 to 50, 2 not a number, 32 bytes"),
    ],
)
def test_describe_leaves_out_what_is_no_value(array, expected):
    assert describe(array, "a") == expected
