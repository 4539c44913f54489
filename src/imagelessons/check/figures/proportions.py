"""Are the pixels of a picture shown in their true proportions."""

import numpy as np

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.figures.facts import ImageFacts, PanelFacts
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded

_NEAR = 0.01


@guarded
def proportions(panel: PanelFacts, pixel: tuple[float, float], name: str) -> None:
    """Check that the picture in a panel is neither squashed nor stretched.

    It does not matter whether ``aspect``, ``extent`` or both give it its proportions.

    Parameters
    ----------
    panel : PanelFacts
        A panel of what `figure` returns.
    pixel : (float, float)
        The true height and width of a pixel, from row to row and from column to column.
    name : str
        What the panel is called in the sentence.

    Raises
    ------
    Finding
        ``picture-not-shown``, ``aspect-missing`` where pixels are drawn as squares that are none,
        ``aspect-inverted`` where height and width are exchanged, or ``aspect-wrong``.
    AuthorError
        If a size of `pixel` is not above 0.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures.figure import figure
    >>> fig = Figure()
    >>> _ = fig.subplots().imshow(np.eye(4), aspect=2 / 0.5)
    >>> proportions(figure(fig).panels[0], (2, 0.5), "the panel")
    """
    height, width = (float(size) for size in pixel)
    if not (height > 0 and width > 0):
        raise AuthorError(f"A pixel of {height} x {width} has no proportions.")
    if not panel.images:
        blame("picture-not-shown", name, f"There is no picture in {name}.")
    drawn = drawn_proportion(panel.images[-1])
    true = height / width
    if drawn is None:
        found = f'The picture fills {name}, whatever its proportions (aspect="auto").'
        blame("aspect-wrong", name, found)
    if _near(drawn, true):
        return
    found = f"A pixel is drawn {drawn:.3g} times as high as wide in {name}."
    if _near(drawn, 1):
        blame("aspect-missing", name, found)
    blame("aspect-inverted" if _near(drawn, 1 / true) else "aspect-wrong", name, found)


def drawn_proportion(image: ImageFacts) -> float | None:
    """Return how many times as high as wide a pixel is drawn, or None if the panel decides.

    Examples
    --------
    >>> facts = ImageFacts(np.eye(2), "gray", 0, 1, "upper", (0, 8, 4, 0), "nearest", "1.0")
    >>> drawn_proportion(facts)
    0.5
    """
    if image.aspect == "auto":
        return None
    aspect = 1.0 if image.aspect == "equal" else float(image.aspect)
    left, right, bottom, top = image.extent
    rows, columns = np.asarray(image.values).shape[:2]
    across = abs(right - left) / columns
    return aspect * abs(top - bottom) / rows / across if across else None


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _NEAR * other
