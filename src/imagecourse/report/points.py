"""The spread of points: mean, median and quartiles."""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from statistics import fmean

import numpy as np


@dataclass(frozen=True)
class Spread:
    """How a set of points is spread.

    Attributes
    ----------
    count : int
        How many there are; with none, all the rest is NaN.
    mean, low, lower, median, upper, high : float
        Mean, smallest, lower quartile, median, upper quartile, largest.
    """

    count: int
    mean: float
    low: float
    lower: float
    median: float
    upper: float
    high: float

    def printed(self, digits: int = 2) -> list[str]:
        """Return the count, then the others in their order, as they are printed."""
        count, *values = astuple(self)
        return [str(count), *(number(value, digits) for value in values)]


def spread(points: Sequence[float]) -> Spread:
    """Return the mean, the quartiles and the ends of some points.

    Parameters
    ----------
    points : sequence of float

    Returns
    -------
    Spread
        Quartiles are those of ``numpy.quantile``.

    Examples
    --------
    >>> spread([0, 1, 1, 2]).upper
    1.25
    >>> spread([]).count
    0
    """
    if not points:
        return Spread(0, *[math.nan] * 6)
    quartiles = np.quantile(points, (0, 0.25, 0.5, 0.75, 1)).tolist()
    return Spread(len(points), fmean(points), *quartiles)


def number(value: float | None, digits: int = 2) -> str:
    """Return a number as it is printed: short, and a dash where there is none.

    Examples
    --------
    >>> number(2.0), number(1.666666), number(float("nan")), number(None)
    ('2', '1.67', '–', '–')
    """
    if value is None or math.isnan(value):
        return "–"
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
