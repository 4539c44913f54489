"""Is a picture shown in the right colours, whatever the style it is drawn in."""

import numpy as np
from numpy.typing import ArrayLike

from imagelessons.check.figures.facts import ImageFacts, PanelFacts
from imagelessons.check.figures.histogram import shown_histogram, trimmed
from imagelessons.check.figures.images import refuse_flipped, start
from imagelessons.check.finding import Finding, blame
from imagelessons.check.guard import guarded
from imagelessons.check.values.arrays import (
    Mistakes,
    array,
    blame_mistake,
    known_codes,
    refuse_mistakes,
    refuse_shape,
    truth_array,
)
from imagelessons.check.values.channel_masks import COLOURS

# What a colour map of 256 steps may be off by.
STEPS = 2.0
_LEVELS = np.arange(257)


@guarded
def shown_colours(
    panel: PanelFacts, expected: ArrayLike, name: str, *, mistakes: Mistakes | None = None
) -> None:
    """Check which colours a panel shows, whether by channels or by a colour map.

    A picture whose green and blue are 0 is the same to the eye as its red channel with a colour
    map from black to red: both are right.

    Parameters
    ----------
    panel : PanelFacts
        A panel of what `figure` returns.
    expected : array_like of uint8
        The colours that should be seen, (rows, columns, 3).
    name : str
        What the panel is called in the sentence.
    mistakes : mapping of str to array_like, optional
        Wrong pictures (rows, columns, 3) that this exercise invites, by the code of each.

    Raises
    ------
    Finding
        ``picture-not-shown``, ``cap-colours-clipped``, ``colour-axis-lost``,
        ``autoscaled-display``, ``wrong-display-range``, ``cap-white-ground``,
        ``wrong-colour-map``, ``upside-down-display``, ``flipped-left-right``, or as for `array`.

    Examples
    --------
    >>> from matplotlib.colors import LinearSegmentedColormap
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures.figure import figure
    >>> red = np.array([[0, 80], [160, 255]], dtype=np.uint8)
    >>> to_red = LinearSegmentedColormap.from_list("to_red", ["black", "red"])
    >>> fig = Figure()
    >>> _ = fig.subplots().imshow(red, cmap=to_red, vmin=0, vmax=255)
    >>> shown_colours(figure(fig).panels[0], red[..., None] * [1, 0, 0], "the panel")
    """
    truth = truth_array(expected)
    codes = known_codes(mistakes)
    shown = picture_in(panel, name)
    if not (shown.linear and near(seen(shown), truth)):
        _blame_colours(shown, truth, name, codes)
    refuse_flipped(shown, panel, name)


def seen(image: ImageFacts) -> np.ndarray:
    """Return the colours that a picture is seen in.

    Parameters
    ----------
    image : ImageFacts

    Returns
    -------
    numpy.ndarray
        float32 (rows, columns, 3), 0 to 255; uint8 if the picture itself is of uint8 and opaque.
        What is transparent or not a number is white.

    Examples
    --------
    >>> values = np.array([[0.0, 0.5]])
    >>> grey = np.linspace(0, 1, 256)[:, np.newaxis] * np.ones(3)
    >>> facts = ImageFacts(values, "gray", 0, 1, "upper", (0, 1, 0, 1), "", "", grey)
    >>> seen(facts)[0, :, 0].tolist()
    [0.0, 128.0]
    """
    values = np.asarray(image.values)
    if values.ndim == 2:
        return _through_map(values, image)
    if values.dtype == np.uint8 and values.shape[-1] == 3:
        return values
    whole = values.dtype.kind in "iu"
    colours = np.clip(values, 0, 255 if whole else 1).astype(np.float32)
    if not whole:
        colours *= 255
    colours[np.isnan(colours)] = 255
    if values.shape[-1] == 4:
        opacity = colours[..., 3:] / 255
        colours = colours[..., :3] * opacity + 255 * (1 - opacity)
    return colours


def _through_map(values: np.ndarray, image: ImageFacts) -> np.ndarray:
    low, high = image.vmin or 0.0, image.vmax if image.vmax is not None else 1.0
    with np.errstate(all="ignore"):
        place = (values.astype(np.float32) - low) / (high - low or 1.0) * 256
    missing = np.isnan(place)
    place[missing] = 0
    steps = np.clip(place, 0, 255).astype(int)
    of_the_map = np.round(255 * np.asarray(image.colours)).astype(np.float32)
    colours = np.take(of_the_map, steps, axis=0)
    colours[missing] = 255
    return colours


def picture_in(panel: PanelFacts, name: str) -> ImageFacts:
    """Return the picture on top in a panel.

    Raises
    ------
    Finding
        ``picture-not-shown``.
    """
    if not panel.images:
        blame("picture-not-shown", name, f"There is no picture in {name}.")
    return panel.images[-1]


def near(colours: np.ndarray, truth: np.ndarray) -> bool:
    """Whether colours are the right ones, but for what a colour map of 256 steps is off by.

    Examples
    --------
    >>> near(np.array([[0.0, 128.0]]), np.array([[0, 127]]))
    True
    """
    if colours.shape != truth.shape:
        return False
    if np.array_equal(colours, truth):
        return True
    gaps = colours.astype(np.float32) - truth.astype(np.float32)
    return bool(np.abs(gaps).max(initial=0) <= STEPS)


def _blame_colours(shown: ImageFacts, truth: np.ndarray, name: str, codes: Mistakes) -> None:
    colours = seen(shown).astype(np.float32)
    refuse_clipped(shown, name)
    refuse_mistakes(colours, truth, name, codes, 0, STEPS)
    refuse_shape(colours, truth, name, 0, STEPS)
    values = np.asarray(shown.values)
    channels = np.flatnonzero(truth.reshape(-1, 3).any(axis=0))
    if values.ndim == 2 and len(channels) > 1:
        blame("colour-axis-lost", name, f"{start(name)} shows one value per pixel.")
    if values.ndim == 2:
        alone = truth[..., channels[0] if len(channels) else 0]
        array(values, alone, name, rtol=0, atol=STEPS)
        _blame_map(shown, alone, name)
    array(colours, truth, name, rtol=0, atol=STEPS)


def refuse_clipped(shown: ImageFacts, name: str) -> None:
    """Raise the finding for a picture with channels of floats that were cut off at 1.

    matplotlib cuts them off itself: of whole numbers from 0 to 255 only 0 and 1 are left.

    Raises
    ------
    Finding
        ``cap-colours-clipped``.
    """
    values = np.asarray(shown.values)
    if values.ndim != 3 or values.dtype.kind != "f" or not values.size:
        return
    known = values[~np.isnan(values)]
    if np.all((known == 0) | (known >= 1)):
        found = (
            f"{start(name)} shows each channel either at 0 or at full light, and nothing between."
        )
        blame("cap-colours-clipped", name, found)


def _blame_map(shown: ImageFacts, alone: np.ndarray, name: str) -> None:
    limits = f"from {shown.vmin:g} to {shown.vmax:g}"
    found = f"The colours of {name} run {limits}."
    if not shown.linear:
        blame("wrong-display-range", name, f"{start(name)} has a scale that isn't linear.")
    if np.abs(np.array([shown.vmin, shown.vmax]) - (0, 255)).max() > STEPS:
        own = np.isclose((shown.vmin, shown.vmax), (alone.min(), alone.max())).all()
        blame("autoscaled-display" if own else "wrong-display-range", name, found)
    found = f'{start(name)} is shown with cmap="{shown.cmap}".'
    if np.asarray(shown.colours)[0].min() > 0.8:
        blame("cap-white-ground", name, found)
    suggests = "The colour map has to go from black to the full colour that the panel stands for."
    blame("wrong-colour-map", name, found, suggests=suggests)


@guarded
def shown_channel(panel: PanelFacts, image: ArrayLike, channel: int, name: str) -> None:
    """Check that a panel shows one channel of a picture from black to its full colour.

    Parameters
    ----------
    panel : PanelFacts
        A panel of what `figure` returns.
    image : array_like of uint8
        The picture, (rows, columns, 3).
    channel : int
        0 for red, 1 for green, 2 for blue.
    name : str
        What the panel is called in the sentence.

    Raises
    ------
    Finding
        As for `shown_colours`; ``view-changed`` for nothing but black, ``inverted`` for the other
        two channels, ``panels-swapped``, ``wrong-channel`` or ``cap-all-channels``.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures.figure import figure
    >>> image = np.array([[[200, 10, 20], [10, 200, 20]]], dtype=np.uint8)
    >>> fig = Figure()
    >>> _ = fig.subplots().imshow(image * np.array([1, 0, 0], dtype=np.uint8))
    >>> shown_channel(figure(fig).panels[0], image, 0, "the left panel")
    """
    picture = truth_array(image)
    alone = _one_channel(picture, channel)
    mistakes = {
        "view-changed": lambda: np.zeros_like(alone),
        "inverted": lambda: picture - alone,
        "wrong-channel": lambda: np.roll(alone, 1, axis=-1),
        "cap-all-channels": picture,
    }
    if channel != 1:
        mistakes["panels-swapped"] = lambda: _one_channel(picture, 2 - channel)
    shown_colours(panel, alone, name, mistakes=mistakes)


def _one_channel(picture: np.ndarray, channel: int) -> np.ndarray:
    alone = np.zeros_like(picture)
    alone[..., channel] = picture[..., channel]
    return alone


@guarded
def shown_channel_histogram(panel: PanelFacts, image: ArrayLike, channel: int, name: str) -> None:
    """Check that a panel shows the histogram of a channel, one bin for each grey level.

    Parameters
    ----------
    panel : PanelFacts
        A panel of what `figure` returns; it may hold further histograms.
    image : array_like of uint8
        The picture, (rows, columns, 3).
    channel : int
        0 for red, 1 for green, 2 for blue.
    name : str
        What the panel is called in the sentence.

    Raises
    ------
    Finding
        As for `shown_histogram`; ``wrong-channel``, ``cap-row-for-channel``,
        ``cap-all-channels`` or ``genuine-zeros-dropped`` for a histogram of other values;
        ``cap-cumulated`` or ``cap-log-counts`` for other heights; ``legend-swapped`` if the legend
        gives its colour the name of another channel.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures.figure import figure
    >>> image = np.array([[[200, 10, 20], [10, 200, 20]]], dtype=np.uint8)
    >>> fig = Figure()
    >>> _ = fig.subplots().hist([200, 10], bins=np.arange(257))
    >>> shown_channel_histogram(figure(fig).panels[0], image, 0, "the left panel")
    """
    picture = truth_array(image)
    values = picture[..., channel]
    finding = _histogram_finding(panel, values, name)
    if finding is None:
        _check_legend(panel, values, channel, name)
        return
    if finding.code == "different-values":
        _blame_heights(panel, np.bincount(values.ravel(), minlength=256), name)
        others = [picture[..., other] for other in range(3) if other != channel]
        wrong = [("wrong-channel", other) for other in others]
        wrong.append(("cap-row-for-channel", picture[channel : channel + 1]))
        wrong.append(("cap-all-channels", picture))
        wrong.append(("genuine-zeros-dropped", values[values > 0]))
        drawn = [trimmed(heights) for heights in _heights(panel)]
        for code, known in wrong:
            counts = trimmed(np.bincount(known.ravel()))
            if any(np.array_equal(counts, heights) for heights in drawn):
                blame_mistake(code, name)
    raise finding


def _check_legend(panel: PanelFacts, values: np.ndarray, channel: int, name: str) -> None:
    """Refuse a legend that gives the colour of this histogram the name of another channel."""
    counts = trimmed(np.bincount(values.ravel()))
    drawn = [(bars.heights, bars.colour) for bars in panel.bars]
    drawn += [(line.y, line.colour) for line in panel.lines]
    own = {colour for heights, colour in drawn if np.array_equal(trimmed(heights), counts)}
    legend = zip(panel.legend, panel.legend_colours, strict=False)
    beside = [words for words, colour in legend if {colour} == own]
    # What has the colour of something else can't be told apart by it.
    if len(beside) != 1 or sum({colour} == own for _, colour in drawn) != 1:
        return
    named = {word for word in COLOURS if word in beside[0].lower()}
    if named and COLOURS[channel] not in named:
        drawn_in = f"the colour in which the {COLOURS[channel]} channel is drawn"
        found = f'In the legend, "{beside[0]}" stands beside {drawn_in}.'
        blame("legend-swapped", name, found)


def _blame_heights(panel: PanelFacts, counts: np.ndarray, name: str) -> None:
    with np.errstate(divide="ignore"):
        logarithms = [log(counts + one) for log in (np.log, np.log10) for one in (0, 1)]
    for heights in _heights(panel):
        if heights.shape != counts.shape:
            continue
        if np.array_equal(heights, np.cumsum(counts)):
            blame_mistake("cap-cumulated", name)
        for wrong in logarithms:
            filled = np.isfinite(wrong) & np.isfinite(heights)
            if filled.sum() > 1 and np.allclose(heights[filled], wrong[filled]):
                blame_mistake("cap-log-counts", name)


def _histogram_finding(panel: PanelFacts, values: ArrayLike, name: str) -> Finding | None:
    try:
        shown_histogram(panel, values, name, bins=_LEVELS)
    except Finding as finding:
        return finding
    return None


def _heights(panel: PanelFacts) -> list[np.ndarray]:
    return [*(bars.heights for bars in panel.bars), *(line.y for line in panel.lines)]
