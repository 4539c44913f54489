"""Is a picture shown in the right colours, whatever the style it is drawn in."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from imagelessons.check.arrays import (
    Mistakes,
    array,
    blame_mistake,
    known_codes,
    refuse_mistakes,
    refuse_shape,
    truth_array,
)
from imagelessons.check.figure_facts import ImageFacts, PanelFacts
from imagelessons.check.finding import Finding, blame
from imagelessons.check.guard import guarded
from imagelessons.check.shown import shown_histogram, shown_image

# What a colour map of 256 steps may be off by.
_STEPS = 2.0
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
        ``wrong-colour-map``, ``upside-down-display``, or as for `array`.

    Examples
    --------
    >>> from matplotlib.colors import LinearSegmentedColormap
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures import figure
    >>> red = np.array([[0, 80], [160, 255]], dtype=np.uint8)
    >>> to_red = LinearSegmentedColormap.from_list("to_red", ["black", "red"])
    >>> fig = Figure()
    >>> _ = fig.subplots().imshow(red, cmap=to_red, vmin=0, vmax=255)
    >>> shown_colours(figure(fig).panels[0], red[..., None] * [1, 0, 0], "the panel")
    """
    truth = truth_array(expected)
    codes = known_codes(mistakes)
    shown = _shown(panel, name)
    if not (shown.linear and _near(seen(shown), truth)):
        _blame_colours(shown, truth, name, codes)
    # Whatever its values, the picture must stand upright.
    shown_image(panel, shown.values, name)


def seen(image: ImageFacts) -> np.ndarray:
    """Return the colours that a picture is seen in.

    Parameters
    ----------
    image : ImageFacts

    Returns
    -------
    numpy.ndarray
        float32 (rows, columns, 3), 0 to 255. What is transparent or not a number is white.

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
    whole = values.dtype.kind in "iu"
    colours = np.clip(values, 0, 255 if whole else 1).astype(np.float32)
    if not whole:
        colours *= 255
    colours = np.nan_to_num(colours, nan=255.0)
    if values.shape[-1] == 4:
        opacity = colours[..., 3:] / 255
        colours = colours[..., :3] * opacity + 255 * (1 - opacity)
    return colours


def _through_map(values: np.ndarray, image: ImageFacts) -> np.ndarray:
    low, high = image.vmin or 0.0, image.vmax if image.vmax is not None else 1.0
    with np.errstate(all="ignore"):
        place = (values.astype(np.float32) - low) / (high - low or 1.0) * 256
    missing = np.isnan(place)
    steps = np.clip(np.nan_to_num(place), 0, 255).astype(int)
    colours = np.round(255 * np.asarray(image.colours)).astype(np.float32)[steps]
    colours[missing] = 255
    return colours


def _shown(panel: PanelFacts, name: str) -> ImageFacts:
    if not panel.images:
        blame("picture-not-shown", name, f"There is no picture in {name}.")
    return panel.images[-1]


def _near(colours: np.ndarray, truth: np.ndarray) -> bool:
    if colours.shape != truth.shape:
        return False
    return bool(np.abs(colours - truth.astype(np.float32)).max(initial=0) <= _STEPS)


def _blame_colours(shown: ImageFacts, truth: np.ndarray, name: str, codes: Mistakes) -> None:
    colours = seen(shown)
    refuse_clipped(shown, name)
    refuse_mistakes(colours, truth, name, codes, 0, _STEPS)
    refuse_shape(colours, truth, name, 0, _STEPS)
    values = np.asarray(shown.values)
    channels = np.flatnonzero(truth.reshape(-1, 3).any(axis=0))
    if values.ndim == 2 and len(channels) > 1:
        blame("colour-axis-lost", name, f"{_start(name)} shows one value per pixel.")
    if values.ndim == 2:
        alone = truth[..., channels[0] if len(channels) else 0]
        array(values, alone, name, rtol=0, atol=_STEPS)
        _blame_map(shown, alone, name)
    array(colours, truth, name, rtol=0, atol=_STEPS)


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
            f"{_start(name)} shows each channel either at 0 or at full light, and nothing between."
        )
        blame("cap-colours-clipped", name, found)


def _blame_map(shown: ImageFacts, alone: np.ndarray, name: str) -> None:
    limits = f"from {shown.vmin:g} to {shown.vmax:g}"
    found = f"The colours of {name} run {limits}."
    if not shown.linear:
        blame("wrong-display-range", name, f"{_start(name)} has a scale that isn't linear.")
    if np.abs(np.array([shown.vmin, shown.vmax]) - (0, 255)).max() > _STEPS:
        own = np.isclose((shown.vmin, shown.vmax), (alone.min(), alone.max())).all()
        blame("autoscaled-display" if own else "wrong-display-range", name, found)
    found = f'{_start(name)} is shown with cmap="{shown.cmap}".'
    if np.asarray(shown.colours)[0].min() > 0.8:
        blame("cap-white-ground", name, found)
    suggests = "The colour map has to go from black to the full colour that the panel stands for."
    blame("wrong-colour-map", name, found, suggests=suggests)


def _start(name: str) -> str:
    return name[:1].upper() + name[1:]


@guarded
def shown_channel_histogram(
    panel: PanelFacts,
    values: ArrayLike,
    name: str,
    *,
    mistakes: Mapping[str, ArrayLike] | None = None,
) -> None:
    """Check that a panel shows the histogram of a uint8 channel, one bin for each grey level.

    Parameters
    ----------
    panel : PanelFacts
        A panel of what `figure` returns.
    values : array_like of uint8
        The channel.
    name : str
        What the panel is called in the sentence.
    mistakes : mapping of str to array_like, optional
        Values whose histogram this exercise invites instead, by the code of each.

    Raises
    ------
    Finding
        As for `shown_histogram`, or a code of `mistakes`.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures import figure
    >>> fig = Figure()
    >>> _ = fig.subplots().hist([3, 3, 5], bins=np.arange(257))
    >>> shown_channel_histogram(figure(fig).panels[0], [5, 3, 3], "the panel")
    """
    codes = known_codes(mistakes)
    finding = _histogram_finding(panel, values, name)
    if finding is None:
        return
    if finding.code == "different-values":
        drawn = [_filled(heights) for heights in _heights(panel)]
        for code, wrong in codes.items():
            known = _filled(np.bincount(truth_array(wrong).ravel()))
            if any(np.array_equal(known, heights) for heights in drawn):
                blame_mistake(code, name)
    raise finding


def _histogram_finding(panel: PanelFacts, values: ArrayLike, name: str) -> Finding | None:
    try:
        shown_histogram(panel, values, name, bins=_LEVELS)
    except Finding as finding:
        return finding
    return None


def _heights(panel: PanelFacts) -> list[np.ndarray]:
    return [*(bars.heights for bars in panel.bars), *(line.y for line in panel.lines)]


def _filled(heights: np.ndarray) -> np.ndarray:
    """Return the heights without the empty bins at both ends."""
    return np.trim_zeros(np.asarray(heights, dtype=float))


@guarded
def shown_mask(panel: PanelFacts, name: str) -> np.ndarray:
    """Return the mask that a panel shows in black and white.

    Parameters
    ----------
    panel : PanelFacts
        A panel of what `figure` returns.
    name : str
        What the panel is called in the sentence.

    Returns
    -------
    numpy.ndarray
        bool (rows, columns): True where the panel is white.

    Raises
    ------
    Finding
        ``picture-not-shown``, ``wrong-axes``, ``image-for-mask``, ``wrong-colour-map`` or
        ``upside-down-display``.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures import figure
    >>> fig = Figure()
    >>> _ = fig.subplots().imshow([[True, False]], cmap="gray")
    >>> shown_mask(figure(fig).panels[0], "the panel").tolist()
    [[True, False]]
    """
    shown = _shown(panel, name)
    values = np.asarray(shown.values)
    if np.unique(values[..., 0] if values.ndim == 3 else values).size > 2:
        blame("image-for-mask", name, f"{_start(name)} shows more than two values.")
    colours = seen(shown)
    white = (colours > 255 - _STEPS).all(axis=-1)
    if not np.all(white | (colours < _STEPS).all(axis=-1)):
        blame("wrong-colour-map", name, f'{_start(name)} is shown with cmap="{shown.cmap}".')
    shown_image(panel, values, name)
    return white


@guarded
def shown_masked(panel: PanelFacts, image: ArrayLike, mask: ArrayLike, name: str) -> None:
    """Check that a panel shows a colour picture where a mask keeps it, and one colour elsewhere.

    Parameters
    ----------
    panel : PanelFacts
        A panel of what `figure` returns.
    image : array_like of uint8
        The picture, (rows, columns, 3).
    mask : array_like of bool
        True where the picture should be seen, (rows, columns).
    name : str
        What the panel is called in the sentence.

    Raises
    ------
    Finding
        ``picture-not-shown``, ``cap-colours-clipped``, ``cap-one-channel-left``,
        ``cap-not-masked``, ``inverted``, ``different-values``, ``upside-down-display``, or what
        is wrong with the shape.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures import figure
    >>> image = np.array([[[200, 10, 20], [10, 200, 20]]], dtype=np.uint8)
    >>> mask = np.array([[True, False]])
    >>> fig = Figure()
    >>> _ = fig.subplots().imshow(image * mask[..., np.newaxis])
    >>> shown_masked(figure(fig).panels[0], image, mask, "the panel")
    """
    truth, kept = truth_array(image), truth_array(mask).astype(bool)
    shown = _shown(panel, name)
    colours = seen(shown)
    refuse_shape(colours, truth, name, 0, 0)
    if np.asarray(shown.values).ndim == 2:
        blame("cap-one-channel-left", name, f"{_start(name)} shows one value per pixel.")
    if not (_near(colours[kept], truth[kept]) and _one_colour(colours[~kept])):
        refuse_clipped(shown, name)
        _blame_masked(colours, truth, kept, name)
    shown_image(panel, shown.values, name)


def _one_colour(colours: np.ndarray) -> bool:
    return not colours.size or bool(np.ptp(colours, axis=0).max() <= _STEPS)


def _blame_masked(colours: np.ndarray, truth: np.ndarray, kept: np.ndarray, name: str) -> None:
    if _near(colours, truth):
        blame("cap-not-masked", name, f"{_start(name)} shows the whole picture.")
    if _near(colours[~kept], truth[~kept]) and _one_colour(colours[kept]):
        blame("inverted", name, f"{_start(name)} hides what the mask beside it keeps.")
    for channel in range(3):
        alone = np.zeros_like(truth)
        alone[..., channel] = truth[..., channel]
        if _near(colours[kept], alone[kept]) and truth[kept].any():
            blame("cap-one-channel-left", name, f"{_start(name)} shows one channel alone.")
    where = "inside" if _one_colour(colours[~kept]) else "outside"
    found = f"{_start(name)} isn't the picture masked: {where} the mask there are other colours."
    blame("different-values", name, found)
