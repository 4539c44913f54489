"""Is the right thing shown in a panel, and shown as it should be."""

from collections.abc import Sequence
from dataclasses import replace

import matplotlib
import numpy as np
from numpy.typing import ArrayLike

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.diagnose.compare import same_values
from imagelessons.check.figures.facts import ImageFacts, PanelFacts
from imagelessons.check.finding import blame, clip
from imagelessons.check.guard import guarded
from imagelessons.check.values.arrays import (
    Mistakes,
    array,
    truth_array,
)


@guarded
def shown_image(
    panel: PanelFacts,
    expected: ArrayLike,
    name: str,
    *,
    cmap: str | Sequence[str] | None = None,
    vmin: float | None = None,
    vmax: float | None = None,
    mistakes: Mistakes | None = None,
) -> None:
    """Check which picture a panel shows, and how.

    Parameters
    ----------
    panel : PanelFacts
        A panel of what `figure` returns.
    expected : array_like
        The picture that belongs there. A mask may be shown as 0 and 1, or as 0 and 255. Values
        that are masked or not a number count as black or white if they are seen so.
    name : str
        What the panel is called in the sentence, such as ``"the left panel"``.
    cmap : str or sequence of str, optional
        The colour map, or several that are right; maps of the same colours are right too.
    vmin, vmax : float, optional
        The values that the ends of the colour map stand for.
    mistakes : mapping of str to array_like, optional
        Wrong pictures that this exercise invites, by the code of each.

    Raises
    ------
    Finding
        ``picture-not-shown``, ``upside-down-display``, ``flipped-left-right``,
        ``wrong-colour-map``, ``autoscaled-display``, ``wrong-display-range``, or as for `array`.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures.figure import figure
    >>> fig = Figure()
    >>> _ = fig.subplots().imshow(np.eye(4), cmap="gray", vmin=0, vmax=1)
    >>> shown_image(figure(fig).panels[0], np.eye(4), "the panel", cmap="gray", vmin=0, vmax=1)
    """
    truth = truth_array(expected)
    if not panel.images:
        blame("picture-not-shown", name, f"There is no picture in {name}.")
    images = list(map(_as_mask, panel.images)) if truth.dtype.kind == "b" else panel.images
    images = [_with_seen(one, truth) for one in images]
    right = [one for one in images if same_values(_plain(one), truth)]
    shown = (right or images)[-1]
    array(_plain(shown), truth, name, mistakes=mistakes)
    refuse_flipped(shown, panel, name)
    if truth.ndim == 2:
        _check_colours(shown, name, cmap)
        _check_limits(shown, truth, name, vmin, vmax)


def _with_seen(image: ImageFacts, truth: np.ndarray) -> ImageFacts:
    if image.as_seen is None or same_values(_plain(image), truth):
        return image
    return replace(image, values=image.as_seen)


def _as_mask(image: ImageFacts) -> ImageFacts:
    """Return a picture of 0 and one other value as one of 0 and 1, its display range with it."""
    values = _plain(image)
    if values.ndim != 2 or values.dtype.kind not in "biuf" or not values.size:
        return image
    high = float(values.max())
    if high <= 0 or not np.all((values == 0) | (values == high)):
        return image
    limits = [None if limit is None else limit / high for limit in (image.vmin, image.vmax)]
    return replace(image, values=values / high, vmin=limits[0], vmax=limits[1])


def start(name: str) -> str:
    """Return the name of a panel for the beginning of a sentence.

    Examples
    --------
    >>> start("the left panel")
    'The left panel'
    """
    return name[:1].upper() + name[1:]


def _plain(image: ImageFacts) -> np.ndarray:
    return np.asarray(image.values)


def refuse_flipped(image: ImageFacts, panel: PanelFacts, name: str) -> None:
    """Raise the finding for a picture whose row 0 is at the bottom, or column 0 on the right.

    Raises
    ------
    Finding
        ``upside-down-display`` or ``flipped-left-right``.
    """
    row_zero = image.extent[3] if image.origin == "upper" else image.extent[2]
    bottom, top = panel.ylim
    if abs(row_zero - top) > abs(row_zero - bottom):
        blame("upside-down-display", name, f"The picture in {name} has row 0 at the bottom.")
    left, right = panel.xlim
    if abs(image.extent[0] - left) > abs(image.extent[0] - right):
        blame("flipped-left-right", name, f"The picture in {name} has column 0 on the right.")


def _check_colours(image: ImageFacts, name: str, cmap: str | Sequence[str] | None) -> None:
    if cmap is None:
        return
    allowed = [cmap] if isinstance(cmap, str) else list(cmap)
    if not any(_same_colours(image.cmap, one) for one in allowed):
        found = f'{start(name)} is shown with cmap="{image.cmap}".'
        suggests = ""
        if any(_same_colours(image.cmap, _reversed(one)) for one in allowed):
            suggests = "That map runs the other way round, so that dark is shown as bright."
        elif image.cmap != matplotlib.rcParams["image.cmap"]:
            suggests = "Compare this map with the one that the exercise asks for."
        blame("wrong-colour-map", name, found, suggests=suggests)


def _reversed(cmap: str) -> str:
    return cmap[:-2] if cmap.endswith("_r") else f"{cmap}_r"


def _same_colours(shown: str, wanted: str) -> bool:
    if wanted not in matplotlib.colormaps:
        raise AuthorError(f"There is no colour map {wanted!r}.")
    if shown == wanted:
        return True
    if shown not in matplotlib.colormaps:
        return False
    levels = np.linspace(0, 1, 256)
    a, b = matplotlib.colormaps[shown](levels), matplotlib.colormaps[wanted](levels)
    return bool(np.abs(a - b).max() < 0.01)


def _check_limits(
    image: ImageFacts, truth: np.ndarray, name: str, vmin: float | None, vmax: float | None
) -> None:
    pairs = ((image.vmin, vmin), (image.vmax, vmax))
    if all(wanted is None or _near(actual, wanted) for actual, wanted in pairs):
        return
    own = (truth.min(), truth.max())
    autoscaled = _near(image.vmin, own[0]) and _near(image.vmax, own[1])
    limits = f"{_limit(image.vmin)} to {_limit(image.vmax)}"
    found = f"Black to white stands for {limits} in {name}."
    blame("autoscaled-display" if autoscaled else "wrong-display-range", name, found)


def _near(actual: float | None, wanted: float) -> bool:
    return actual is not None and bool(np.isclose(actual, wanted, rtol=1e-6, atol=1e-9))


def _limit(value: float | None) -> str:
    return "nothing" if value is None else f"{value:g}"


@guarded
def labelled(
    panel: PanelFacts,
    name: str = "the panel",
    *,
    title: bool | str = False,
    xlabel: bool | str = False,
    ylabel: bool | str = False,
    colorbar: bool | str = False,
) -> None:
    """Check that a panel says what it shows.

    Parameters
    ----------
    panel : PanelFacts
        A panel of what `figure` returns.
    name : str, optional
        What the panel is called in the sentence.
    title, xlabel, ylabel, colorbar : bool or str, optional
        Which are asked. A word must occur in the label, in whatever capitals; for `colorbar`,
        a word must occur in the colour bar's label.

    Raises
    ------
    Finding
        ``label-missing`` or ``colour-bar-missing``.

    Examples
    --------
    >>> labelled(PanelFacts(title="Axons"), title=True)
    """
    asked = {
        "title": (panel.title, title),
        "label of the horizontal axis": (panel.xlabel, xlabel),
        "label of the vertical axis": (panel.ylabel, ylabel),
    }
    if isinstance(xlabel, str) and isinstance(ylabel, str):
        _refuse_exchanged(panel, xlabel, ylabel, name)
    for what, (text, wanted) in asked.items():
        _check_label(text, wanted, what, name)
    if colorbar and not panel.colorbar:
        blame("colour-bar-missing", name, f"There is no colour bar at {name}.")
    if isinstance(colorbar, str):
        _check_label(panel.colorbar_label, colorbar, "label of the colour bar", name)


def _refuse_exchanged(panel: PanelFacts, xlabel: str, ylabel: str, name: str) -> None:
    says = panel.xlabel.casefold(), panel.ylabel.casefold()
    wanted = xlabel.casefold(), ylabel.casefold()
    crossed = wanted[1] in says[0] and wanted[0] in says[1]
    if crossed and wanted[0] not in says[0] and wanted[1] not in says[1]:
        found = f'In {name} the horizontal axis is called "{clip(panel.xlabel, 40)}".'
        suggests = (
            "The two labels are exchanged. Along the horizontal axis the number of the column "
            "grows, along the vertical one that of the row."
        )
        blame("labels-exchanged", name, found, suggests=suggests)


def _check_label(text: str, wanted: bool | str, what: str, name: str) -> None:
    if wanted and not text.strip():
        blame("label-missing", name, f"The {what} is missing in {name}.")
    if isinstance(wanted, str) and wanted.casefold() not in text.casefold():
        found = f'The {what} in {name} does not say "{wanted}".'
        blame("label-missing", name, found)
