"""Is a mask shown in black and white, and a picture masked, whatever the style."""

import numpy as np
from numpy.typing import ArrayLike

from imagelessons.check.figures.colours import STEPS, near, picture_in, refuse_clipped, seen
from imagelessons.check.figures.facts import PanelFacts
from imagelessons.check.figures.images import refuse_flipped, start
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded
from imagelessons.check.values.arrays import refuse_shape, truth_array


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
        ``picture-not-shown``, ``wrong-axes``, ``image-for-mask``, ``wrong-colour-map``,
        ``upside-down-display`` or ``flipped-left-right``.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures.figure import figure
    >>> fig = Figure()
    >>> _ = fig.subplots().imshow([[True, False]], cmap="gray")
    >>> shown_mask(figure(fig).panels[0], "the panel").tolist()
    [[True, False]]
    """
    shown = picture_in(panel, name)
    values = np.asarray(shown.values)
    if _holds_more_than_two(values[..., 0] if values.ndim == 3 else values):
        blame("image-for-mask", name, f"{start(name)} shows more than two values.")
    colours = seen(shown)
    white = _in_all_channels(colours > 255 - STEPS)
    if not np.all(white | _in_all_channels(colours < STEPS)):
        blame("wrong-colour-map", name, f'{start(name)} is shown with cmap="{shown.cmap}".')
    refuse_flipped(shown, panel, name)
    return white


def _holds_more_than_two(values: np.ndarray) -> bool:
    others = values[values != values.flat[0]] if values.size else values
    return bool(np.any(others != others[:1])) and np.unique(values).size > 2


def _in_all_channels(wanted: np.ndarray) -> np.ndarray:
    return wanted[..., 0] & wanted[..., 1] & wanted[..., 2]


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
        ``cap-not-masked``, ``inverted``, ``different-values``, ``upside-down-display``,
        ``flipped-left-right``, or what is wrong with the shape.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures.figure import figure
    >>> image = np.array([[[200, 10, 20], [10, 200, 20]]], dtype=np.uint8)
    >>> mask = np.array([[True, False]])
    >>> fig = Figure()
    >>> _ = fig.subplots().imshow(image * mask[..., np.newaxis])
    >>> shown_masked(figure(fig).panels[0], image, mask, "the panel")
    """
    truth, kept = truth_array(image), truth_array(mask).astype(bool)
    shown = picture_in(panel, name)
    colours = seen(shown)
    refuse_shape(colours, truth, name, 0, 0)
    if len(panel.images) > 1 and np.asarray(shown.values).ndim == 2:
        blame("cap-not-masked", name, f"In {name} a second picture is laid over the first.")
    if np.asarray(shown.values).ndim == 2:
        blame("cap-one-channel-left", name, f"{start(name)} shows one value per pixel.")
    if not (near(colours[kept], truth[kept]) and _one_colour(colours, ~kept)):
        refuse_clipped(shown, name)
        _blame_masked(colours, truth, kept, name)
    refuse_flipped(shown, panel, name)


def _one_colour(colours: np.ndarray, where: np.ndarray) -> bool:
    channels = [colours[..., channel][where] for channel in range(3)]
    return not where.any() or all(np.ptp(values) <= STEPS for values in channels)


def _blame_masked(colours: np.ndarray, truth: np.ndarray, kept: np.ndarray, name: str) -> None:
    if near(colours, truth):
        blame("cap-not-masked", name, f"{start(name)} shows the whole picture.")
    if near(colours[~kept], truth[~kept]) and _one_colour(colours, kept):
        blame("inverted", name, f"{start(name)} hides what the mask beside it keeps.")
    for channel in range(3):
        alone = np.zeros_like(truth)
        alone[..., channel] = truth[..., channel]
        if near(colours[kept], alone[kept]) and truth[kept].any():
            blame("cap-one-channel-left", name, f"{start(name)} shows one channel alone.")
    where = "inside" if _one_colour(colours, ~kept) else "outside"
    found = f"{start(name)} isn't the picture masked: {where} the mask there are other colours."
    blame("different-values", name, found)
