"""Where the panels of a figure stand: in reading order, in rows and columns."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.transforms import Bbox

Box = tuple[float, float, float, float]


def box_in_figure(ax: "Axes") -> "Bbox":
    """Return the place that axes have in the whole figure, as fractions of it, not yet drawn.

    It is the whole cell, also where a picture leaves some of it empty to keep its proportions.

    Parameters
    ----------
    ax : matplotlib.axes.Axes

    Returns
    -------
    matplotlib.transforms.Bbox

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> left, right = Figure().subfigures(1, 2)
    >>> box_in_figure(right.add_axes((0, 0, 0.5, 1))).extents.tolist()
    [0.5, 0.0, 0.75, 1.0]
    """
    own, whole = ax.get_figure(root=False), ax.get_figure(root=True)
    # `ImageGrid` and the like place their axes by a rule of their own. That of a colour bar
    # makes room for its pointed ends, each time that it is drawn.
    is_bar = getattr(ax, "_colorbar", None) is not None
    locate = None if is_bar else ax.get_axes_locator()
    box = ax.get_position(original=True) if locate is None else locate(ax, None)
    if own is whole:
        return box
    return box.transformed(own.transSubfigure - whole.transSubfigure)


def rows_of_panels(boxes: Sequence[Box]) -> list[list[int]]:
    """Return the numbers of the panels row by row, from left to right in each.

    Panels are in one row if each shares more than half of its height with the others, so that
    a colour bar above one of them does not move it into a row of its own.

    Parameters
    ----------
    boxes : sequence of tuple of float
        Left, bottom, right and top of each panel.

    Returns
    -------
    list of list of int

    Examples
    --------
    >>> rows_of_panels([(0.5, 0, 1, 1), (0, 0, 0.5, 0.8)])
    [[1, 0]]
    >>> rows_of_panels([(0, 0, 1, 0.5), (0, 0.5, 1, 1)])
    [[1], [0]]
    """
    rows: list[list[int]] = []
    for number in sorted(range(len(boxes)), key=lambda i: (-boxes[i][3], boxes[i][0])):
        if rows and all(_share(boxes[number], boxes[other], 1) for other in rows[-1]):
            rows[-1].append(number)
        else:
            rows.append([number])
    return [sorted(row, key=lambda i: boxes[i][0]) for row in rows]


def misplaced(boxes: Sequence[Box], rows: int, columns: int) -> str:
    """Say how panels stand that are not in a grid of so many rows and columns.

    Parameters
    ----------
    boxes : sequence of tuple of float
        Left, bottom, right and top of each panel.
    rows, columns : int
        What the exercise asks for.

    Returns
    -------
    str
        Empty if they are in such a grid, however wide and high each of them is.

    Examples
    --------
    >>> misplaced([(0, 0, 0.4, 1), (0.5, 0, 1, 1)], 1, 2)
    ''
    >>> misplaced([(0, 0.5, 1, 1), (0, 0, 1, 0.4)], 1, 2)
    'one below the other'
    """
    found = rows_of_panels(boxes)
    if any(_share(boxes[a], boxes[b], 0) for row in found for a, b in _neighbours(row)):
        return "one on top of the other"
    if [len(row) for row in found] == [columns] * rows:
        under = all(
            _share(boxes[a], boxes[b], 0)
            for upper, lower in _neighbours(found)
            for a, b in zip(upper, lower, strict=True)
        )
        return "" if under else "in rows whose panels do not stand below each other"
    return arrangement([len(row) for row in found])


def arrangement(counts: Sequence[int]) -> str:
    """Say how panels stand, from the number of panels in each row.

    Examples
    --------
    >>> arrangement([3])
    'side by side'
    >>> arrangement([1, 1])
    'one below the other'
    >>> arrangement([3, 3])
    'in 2 rows of 3'
    >>> arrangement([2, 1])
    'in rows of 2 and 1'
    """
    if len(counts) == 1:
        return "side by side"
    if max(counts) == 1:
        return "one below the other"
    if min(counts) == max(counts):
        return f"in {len(counts)} rows of {counts[0]}"
    return f"in rows of {', '.join(map(str, counts[:-1]))} and {counts[-1]}"


def _neighbours(items: Sequence) -> list[tuple]:
    return list(zip(items[:-1], items[1:], strict=True))


def _share(one: Box, other: Box, axis: int) -> bool:
    """Whether two boxes share more than half of the smaller width (axis 0) or height (axis 1)."""
    low, high = axis, axis + 2
    shared = min(one[high], other[high]) - max(one[low], other[low])
    return shared > min(one[high] - one[low], other[high] - other[low]) / 2
