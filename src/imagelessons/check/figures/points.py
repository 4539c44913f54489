"""Are the right points drawn in a panel, as points."""

import numpy as np
from numpy.typing import ArrayLike

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.diagnose.compare import same_values
from imagelessons.check.figures.facts import LineFacts, PanelFacts, PointsFacts
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded
from imagelessons.check.values.arrays import truth_array


@guarded
def shown_points(
    panel: PanelFacts, x: ArrayLike, y: ArrayLike, name: str, *, rtol: float = 1e-6
) -> None:
    """Check that a panel shows single points, in whatever order.

    ``scatter`` is right, and so is ``plot`` with markers and without a line.

    Parameters
    ----------
    panel : PanelFacts
        A panel of what `figure` returns.
    x, y : array_like
        The horizontal and the vertical values, of one length.
    name : str
        What the panel is called in the sentence.
    rtol : float, optional
        The relative tolerance.

    Raises
    ------
    Finding
        ``points-not-shown``, ``line-for-points``, ``points-swapped`` or ``different-values``.
    AuthorError
        If `x` and `y` have different lengths, or none.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from imagelessons.check.figures.figure import figure
    >>> fig = Figure()
    >>> _ = fig.subplots().scatter([1, 2], [3, 5])
    >>> shown_points(figure(fig).panels[0], [2, 1], [5, 3], "the panel")
    """
    wanted = _sorted(truth_array(x), truth_array(y))
    drawn = [*panel.points, *panel.lines]
    if not drawn:
        blame("points-not-shown", name, f"There are no points in {name}.")
    right = [one for one in drawn if same_values(_of(one), wanted, rtol)]
    if any(not _joined(one) for one in right):
        return
    if right:
        blame("line-for-points", name, f"The points in {name} are joined by a line.")
    if any(same_values(_of(one, turned=True), wanted, rtol) for one in drawn):
        found = f"The points in {name} have their horizontal values on the vertical axis."
        blame("points-swapped", name, found)
    points = [one for one in drawn if not _joined(one)]
    if not points:
        blame("line-for-points", name, f"There are only lines in {name}, no points.")
    count = len(points[-1].x)
    found = f"There are {count:,} points in {name}, and they lie elsewhere."
    blame("different-values", name, found)


def _sorted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    x, y = x.ravel().astype(np.float64), y.ravel().astype(np.float64)
    if x.size != y.size or not x.size:
        raise AuthorError(f"The points need as many x as y: there are {x.size} and {y.size}.")
    return np.stack([x, y])[:, np.lexsort((y, x))]


def _of(one: PointsFacts | LineFacts, *, turned: bool = False) -> np.ndarray:
    x, y = np.asarray(one.x, dtype=np.float64), np.asarray(one.y, dtype=np.float64)
    if not x.size:
        return np.empty((2, 0))
    return _sorted(y, x) if turned else _sorted(x, y)


def _joined(one: PointsFacts | LineFacts) -> bool:
    return type(one) is LineFacts and one.joined
