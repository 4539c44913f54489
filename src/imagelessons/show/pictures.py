"""Pictures beside each other in one grey range, and a mask on its image."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from numpy.typing import ArrayLike


def pictures(
    images: Sequence[ArrayLike],
    titles: Sequence[str],
    *,
    vmin: float | None = None,
    vmax: float | None = None,
    cmap: str = "gray",
    height: float = 3.5,
) -> tuple[Figure, np.ndarray]:
    """Show pictures side by side in one common range, with one colour bar.

    Left to itself, ``imshow`` stretches each picture to its own darkest and brightest value, so
    that two pictures can look the same and hold different values. Here they share one range.

    Parameters
    ----------
    images : sequence of array_like, each (rows, columns)
        Greyscale pictures or masks; a mask is shown as 0 and 1. Where a picture has no value (NaN,
        infinity, or masked in a masked array) the ground shows through: pale blue and hatched, and
        the text below the picture says how many pixels that is.
    titles : sequence of str
        A title for each.
    vmin, vmax : float, optional
        The range that black and white stand for; by default the smallest and the largest value
        over all the pictures, in whatever order they stand (0 and 1 if there is no value at all).
    cmap : str, optional
        A matplotlib colour map.
    height : float, optional
        The figure's height in inches.

    Returns
    -------
    figure : matplotlib.figure.Figure
    axes : numpy.ndarray of matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there are no pictures, if there are not as many titles as pictures, or if one is not
        two-dimensional.

    Examples
    --------
    >>> import numpy as np
    >>> figure, axes = pictures([np.zeros((4, 6)), np.ones((4, 6))], ["black", "white"])
    >>> axes[1].images[0].get_clim()
    (0.0, 1.0)
    """
    arrays = [_where_there_are_values(image) for image in images]
    if not arrays or len(arrays) != len(titles):
        raise ValueError(
            f"There are {len(arrays)} pictures and {len(titles)} titles; "
            f"give at least one picture, and a title for each."
        )
    for array, title in zip(arrays, titles, strict=True):
        if array.ndim != 2:
            raise ValueError(
                f"The picture {title!r} has shape {array.shape}; "
                f"pictures() shows arrays of two dimensions, rows and columns."
            )
    low, high = _common_range(arrays)
    # One object for all: the colour bar widens a range of no width, and must widen it for all.
    norm = Normalize(low if vmin is None else vmin, high if vmax is None else vmax)
    width = height * sum(array.shape[1] / array.shape[0] for array in arrays) + 1
    figure, axes = plt.subplots(
        1, len(arrays), figsize=(min(width, 14), height), layout="constrained", squeeze=False
    )
    for ax, array, title in zip(axes[0], arrays, titles, strict=True):
        shown = ax.imshow(array, cmap=cmap, norm=norm)
        ax.set(title=title, xlabel="column", ylabel="row")
        _hatch_the_rest(ax, array)
    figure.colorbar(shown, ax=axes[0], label="value", shrink=0.8)
    return figure, axes[0]


def mask_on_image(image: ArrayLike, mask: ArrayLike, ax: Axes | None = None) -> Axes:
    """Draw the outline of a mask on its image, so that both can be seen.

    Parameters
    ----------
    image : array_like, (rows, columns)
        A greyscale picture. Where it has no value it is hatched, as in `pictures`.
    mask : array_like of bool, (rows, columns)
        True where the pixel is kept.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default new axes.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If the two differ in shape.

    Examples
    --------
    >>> import numpy as np
    >>> ax = mask_on_image(np.zeros((4, 6)), np.eye(4, 6, dtype=bool))
    """
    image, mask = _where_there_are_values(image), np.asarray(mask)
    if image.shape != mask.shape:
        raise ValueError(
            f"The image has shape {image.shape} and the mask {mask.shape}; "
            f"a mask needs the shape of its image."
        )
    if ax is None:
        _, ax = plt.subplots(layout="constrained")
    ax.imshow(image, cmap="gray")
    # Black under yellow: the line shows on bright and on dark ground, and without colour.
    ax.contour(mask, levels=[0.5], colors="black", linewidths=2.5)
    ax.contour(mask, levels=[0.5], colors="yellow", linewidths=1)
    ax.set(xlabel="column", ylabel="row")
    _hatch_the_rest(ax, image)
    return ax


def _where_there_are_values(image: ArrayLike) -> np.ndarray:
    """Return the picture; a masked array if it has pixels without a value."""
    masked = np.ma.asarray(image)
    without = np.ma.getmaskarray(masked)
    if masked.dtype.kind in "fc":
        without = without | ~np.isfinite(masked.data)
    return np.ma.masked_array(masked.data, without) if without.any() else masked.data


def _common_range(arrays: Sequence[np.ndarray]) -> tuple[float, float]:
    """Return the smallest and the largest value of all the pictures together."""
    values = [np.ma.compressed(array) for array in arrays]
    values = [found for found in values if found.size]
    if not values:
        return 0, 1
    return min(found.min() for found in values), max(found.max() for found in values)


def _hatch_the_rest(ax: Axes, array: np.ndarray) -> None:
    """Let the ground show where the picture has no value, and say so below it."""
    without = np.ma.count_masked(array)
    if without:
        ax.patch.set(facecolor="lightblue", edgecolor="0.4", hatch="////")
        ax.set_xlabel(f"{ax.get_xlabel()}\nhatched: {without:,} pixels without a value")
