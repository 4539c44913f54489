"""The checks of masks by colour and of colours shown: right styles pass, wrong ones get codes."""

import json

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import LinearSegmentedColormap, LogNorm
from matplotlib.figure import Figure

from imagelessons import check
from imagephantoms.cerebellum import make_cerebellum

IMAGE = make_cerebellum(7, shape=(400, 500)).image
R, G, B = (IMAGE[..., k].astype(int) for k in range(3))
RED = LinearSegmentedColormap.from_list("to_red", ["black", "red"])
ALONE = IMAGE * np.array([1, 0, 0], dtype=np.uint8)
KEPT = np.maximum(G, B) + 40 < R


def code_of(call, *arguments, **keywords):
    with pytest.raises(check.Finding) as caught:
        call(*arguments, **keywords)
    return caught.value.code


def panel_of(values, **options):
    fig = Figure()
    fig.subplots().imshow(values, **options)
    return check.figure(fig, panels=1).panels[0]


FAIR = {
    "a margin of 20": R - np.maximum(G, B) > 20,
    "a margin of 80": R - np.maximum(G, B) > 80,
    "the largest, and not dark": (R > 60) & (R > G) & (R > B),
    "limits on all channels": (R > 120) & (G < 100) & (B < 100),
    "a high threshold": R > 150,
    "a ratio": (R > 1.5 * G) & (R > 1.5 * B) & (R > 50),
}


@pytest.mark.parametrize("rule", FAIR)
def test_each_fair_mask_is_right(rule):
    check.channel_mask(FAIR[rule], IMAGE, 0, "red")


UNFAIR = [
    ("cap-mainly-other", R > 80),
    ("cap-mainly-other", (IMAGE[..., 0] - IMAGE[..., 1]) > 50),
    ("cap-dark-kept", (R > G) & (R > B)),
    ("cap-clear-dropped", (R > 60) & (G < 60) & (B < 60)),
    ("inverted", ~KEPT),
    ("wrong-channel", np.maximum(R, G) + 40 < B),
    ("wrong-channel", np.maximum(R, B) + 40 < G),
    ("mask-all-true", R >= 0),
    ("mask-all-false", R > 255),
    ("mask-not-boolean", KEPT.astype(int)),
    ("mask-0-255", KEPT * 255),
    ("image-for-mask", IMAGE[..., 0]),
    ("transposed", KEPT.T),
    ("colour-axis-left", IMAGE > 120),
    ("not-attempted", ...),
]


@pytest.mark.parametrize(("code", "answer"), UNFAIR)
def test_an_unfair_mask_gets_its_code(code, answer):
    assert code_of(check.channel_mask, answer, IMAGE, 0, "red") == code


def test_a_channel_that_shares_the_first_place_does_not_lead():
    pixels = np.array([[(200, 200, 10), (200, 10, 10), (5, 5, 5)]], dtype=np.uint8)
    check.channel_mask([[False, True, False]], pixels, 0, "red")
    assert code_of(check.channel_mask, [[True, True, False]], pixels, 0, "red") == (
        "cap-mainly-other"
    )


def test_a_mask_needs_a_colour_picture():
    with pytest.raises(check.AuthorError):
        check.channel_mask(KEPT, IMAGE[..., 0], 0, "red")


STYLES = {
    "zeros in the others": (ALONE, {}),
    "floats from 0 to 1": (ALONE / 255, {}),
    "a map from black": (IMAGE[..., 0], {"cmap": RED, "vmin": 0, "vmax": 255}),
    "a map, floats": (IMAGE[..., 0] / 255, {"cmap": RED, "vmin": 0, "vmax": 1}),
    "wider integers": (ALONE.astype(int), {}),
    "with opacity": (np.dstack([ALONE, np.full(R.shape, 255, np.uint8)]), {}),
}


@pytest.mark.parametrize("style", STYLES)
def test_each_honest_style_of_a_channel_is_right(style):
    values, options = STYLES[style]
    check.shown_colours(panel_of(values, **options), ALONE, "the panel")


FULL = {"vmin": 0, "vmax": 255}
SHOWN = [
    ("cap-white-ground", IMAGE[..., 0], {"cmap": "Reds", **FULL}),
    ("wrong-colour-map", IMAGE[..., 0], {"cmap": "gray", **FULL}),
    ("wrong-colour-map", IMAGE[..., 0], FULL),
    ("wrong-display-range", IMAGE[..., 0], {"cmap": RED, "vmin": 0, "vmax": 120}),
    ("wrong-display-range", IMAGE[..., 0], {"cmap": RED, "norm": LogNorm(1, 255)}),
    ("cap-colours-clipped", ALONE.astype(float), {}),
    ("upside-down-display", ALONE, {"origin": "lower"}),
    ("transposed", ALONE.swapaxes(0, 1), {}),
    ("wrong-channel", IMAGE * np.array([0, 1, 0], dtype=np.uint8), {}),
    ("channels-swapped", ALONE[..., ::-1], {}),
    ("different-values", IMAGE, {}),
]


@pytest.mark.parametrize(("code", "values", "options"), SHOWN)
def test_colours_that_are_wrong_get_their_code(code, values, options):
    mistakes = {"wrong-channel": IMAGE * np.array([0, 1, 0], dtype=np.uint8)}
    panel = panel_of(values, **options)
    assert code_of(check.shown_colours, panel, ALONE, "the panel", mistakes=mistakes) == code


def test_a_dark_channel_that_is_stretched_is_autoscaled():
    dark = ALONE // 2
    panel = panel_of(dark[..., 0], cmap=RED)
    assert code_of(check.shown_colours, panel, dark, "the panel") == "autoscaled-display"


def test_one_channel_is_no_colour_picture():
    panel = panel_of(IMAGE[..., 0], cmap="gray")
    assert code_of(check.shown_colours, panel, IMAGE, "the panel") == "colour-axis-lost"


def test_nothing_shown_is_found():
    fig = Figure()
    fig.subplots().plot([1, 2])
    panel = check.figure(fig).panels[0]
    for call, arguments in (
        (check.shown_colours, (ALONE, "the panel")),
        (check.shown_mask, ("the panel",)),
        (check.shown_masked, (IMAGE, KEPT, "the panel")),
    ):
        assert code_of(call, panel, *arguments) == "picture-not-shown"


def test_the_colours_of_a_map_survive_json():
    fig = Figure()
    fig.subplots().imshow(IMAGE[:20, :30, 0], cmap=RED, **FULL)
    plain = check.plain_facts(check.figure(fig))
    again = check.facts_from_plain(json.loads(json.dumps(plain, default=np.ndarray.tolist)))
    check.shown_colours(again.panels[0], ALONE[:20, :30], "the panel")


@pytest.mark.parametrize(
    ("values", "options"),
    [
        (KEPT, {"cmap": "gray"}),
        (KEPT.astype(float), {"cmap": "binary_r"}),
        (KEPT * np.uint8(255), {"cmap": "gray", "vmin": 0, "vmax": 255}),
        (np.dstack([KEPT * np.uint8(255)] * 3), {}),
    ],
)
def test_a_mask_is_read_from_black_and_white(values, options):
    assert np.array_equal(check.shown_mask(panel_of(values, **options), "the panel"), KEPT)


@pytest.mark.parametrize(
    ("code", "values", "options"),
    [
        ("wrong-colour-map", KEPT, {}),
        ("image-for-mask", IMAGE[..., 0], {"cmap": "gray"}),
        ("upside-down-display", KEPT, {"cmap": "gray", "origin": "lower"}),
    ],
)
def test_what_is_no_mask_in_black_and_white_gets_its_code(code, values, options):
    assert code_of(check.shown_mask, panel_of(values, **options), "the panel") == code


MASKED = {
    "black elsewhere": IMAGE * KEPT[..., np.newaxis],
    "white elsewhere": np.where(KEPT[..., np.newaxis], IMAGE, 255),
    "floats": np.where(KEPT[..., np.newaxis], IMAGE / 255, 0.5),
    "no value elsewhere": np.where(KEPT[..., np.newaxis], IMAGE / 255, np.nan),
    "transparent": np.dstack([IMAGE, KEPT * np.uint8(255)]),
}


@pytest.mark.parametrize("style", MASKED)
def test_each_style_of_a_masked_picture_is_right(style):
    check.shown_masked(panel_of(MASKED[style]), IMAGE, KEPT, "the panel")


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("cap-not-masked", IMAGE),
        ("inverted", IMAGE * ~KEPT[..., np.newaxis]),
        ("cap-one-channel-left", ALONE * KEPT[..., np.newaxis]),
        ("cap-one-channel-left", IMAGE[..., 0] * KEPT),
        ("cap-colours-clipped", (IMAGE * KEPT[..., np.newaxis]).astype(float)),
        ("transposed", (IMAGE * KEPT[..., np.newaxis]).swapaxes(0, 1)),
        ("different-values", (IMAGE // 2) * KEPT[..., np.newaxis]),
    ],
)
def test_a_masked_picture_that_is_wrong_gets_its_code(code, values):
    assert code_of(check.shown_masked, panel_of(values), IMAGE, KEPT, "the panel") == code


@pytest.mark.parametrize(
    ("values", "look"),
    [
        (ALONE, lambda panel: check.shown_colours(panel, ALONE, "the panel")),
        (np.dstack([KEPT * np.uint8(255)] * 3), lambda panel: check.shown_mask(panel, "the panel")),
        (MASKED["floats"], lambda panel: check.shown_masked(panel, IMAGE, KEPT, "the panel")),
    ],
    ids=["colours", "a mask", "a masked picture"],
)
def test_a_mirrored_axis_is_found(values, look):
    look(panel_of(values))
    fig = Figure()
    fig.subplots().imshow(values)
    fig.axes[0].invert_xaxis()
    assert code_of(look, check.figure(fig).panels[0]) == "flipped-left-right"


def histogram_panel(values, **options):
    fig, ax = plt.subplots()
    ax.hist(values, **({"bins": range(257)} | options))
    panel = check.figure(fig).panels[0]
    plt.close(fig)
    return panel


@pytest.mark.parametrize("histtype", ["bar", "step", "stepfilled"])
def test_a_channel_among_three_is_found(histtype):
    panel = histogram_panel(IMAGE.reshape(-1, 3), histtype=histtype)
    for channel in range(3):
        check.shown_channel_histogram(panel, IMAGE, channel, "the panel")


def three_in_one_panel(names, histtype="step", colours=("red", "green", "blue")):
    fig, ax = plt.subplots()
    options = {"bins": range(257), "histtype": histtype, "alpha": 0.5}
    for channel, colour in enumerate(colours):
        ax.hist(IMAGE[..., channel].ravel(), color=colour, label=f"{colour} channel", **options)
    ax.legend(names) if names else ax.legend()
    panel = check.figure(fig).panels[0]
    plt.close(fig)
    return panel


@pytest.mark.parametrize("histtype", ["bar", "step", "stepfilled"])
@pytest.mark.parametrize("names", [None, ["Red", "Green", "Blue"], ["1", "2", "3"]])
def test_a_legend_may_name_the_channels_in_any_words(histtype, names):
    for channel in range(3):
        panel = three_in_one_panel(names, histtype)
        check.shown_channel_histogram(panel, IMAGE, channel, "the panel")


@pytest.mark.parametrize("histtype", ["bar", "step", "stepfilled"])
def test_a_legend_with_the_names_of_others_gets_its_code(histtype):
    panel = three_in_one_panel(["blue channel", "green channel", "red channel"], histtype)
    codes = [
        code_of(check.shown_channel_histogram, panel, IMAGE, channel, "the panel")
        for channel in (0, 2)
    ]
    assert codes == ["legend-swapped"] * 2
    check.shown_channel_histogram(panel, IMAGE, 1, "the panel")


def test_a_legend_whose_colours_cannot_be_told_apart_is_left_alone():
    panel = three_in_one_panel(["blue", "green", "red"], colours=["gray"] * 3)
    for channel in range(3):
        check.shown_channel_histogram(panel, IMAGE, channel, "the panel")


@pytest.mark.parametrize(
    ("code", "values", "options"),
    [
        ("wrong-channel", IMAGE[..., 2], {}),
        ("wrong-channel", IMAGE[..., 1], {}),
        ("cap-all-channels", IMAGE, {}),
        ("cap-row-for-channel", IMAGE[0], {}),
        ("genuine-zeros-dropped", IMAGE[..., 0][R > 0], {}),
        ("different-values", IMAGE[:9, :, 0], {}),
        ("bins-uneven", IMAGE[..., 0], {"bins": 50}),
        ("density-for-counts", IMAGE[..., 0], {"density": True}),
    ],
)
def test_another_histogram_gets_its_code(code, values, options):
    panel = histogram_panel(values.ravel(), **options)
    assert code_of(check.shown_channel_histogram, panel, IMAGE, 0, "the panel") == code


@pytest.mark.parametrize(
    ("code", "channel", "values"),
    [
        ("view-changed", 0, ALONE * 0),
        ("inverted", 0, IMAGE - ALONE),
        ("wrong-channel", 0, np.roll(ALONE, 1, axis=-1)),
        ("panels-swapped", 2, ALONE),
        ("cap-all-channels", 1, IMAGE),
    ],
)
def test_another_channel_gets_its_code(code, channel, values):
    assert code_of(check.shown_channel, panel_of(values), IMAGE, channel, "the panel") == code
    check.shown_channel(panel_of(ALONE), IMAGE, 0, "the panel")
