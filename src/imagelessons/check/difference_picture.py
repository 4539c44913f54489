"""A picture of where two masks differ, shown only where something can show it."""

import io

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch

_LARGEST_SIDE = 240
_EXTRA = {"hatch": "////", "edge": "#b2182b"}
_MISSING = {"hatch": "....", "edge": "#2166ac"}


def show_difference(answer: np.ndarray, expected: np.ndarray) -> bool:
    """Show where two masks differ, if this runs inside IPython.

    Parameters
    ----------
    answer, expected : numpy.ndarray of bool, (rows, columns)

    Returns
    -------
    bool
        Whether a picture was shown. A picture that fails is left out: the finding counts.
    """
    try:
        if answer.ndim != 2 or not _inside_ipython():
            return False
        from IPython.display import display

        text = "Picture: where the mask differs from the right one."
        bundle = {"image/png": difference_png(answer, expected), "text/plain": text}
        display(bundle, raw=True)
    except Exception:
        return False
    return True


def difference_png(answer: np.ndarray, expected: np.ndarray) -> bytes:
    """Draw where two masks differ, told apart by hatching as well as by colour.

    Neither pyplot nor its list of figures is touched.

    Parameters
    ----------
    answer, expected : numpy.ndarray of bool, (rows, columns)

    Returns
    -------
    bytes
        A PNG.

    Examples
    --------
    >>> difference_png(np.eye(4, dtype=bool), np.zeros((4, 4), dtype=bool))[1:4]
    b'PNG'
    """
    rows, columns = answer.shape
    figure = Figure(figsize=(6, min(8, max(2.5, 5 * rows / columns + 0.8))), layout="constrained")
    FigureCanvasAgg(figure)
    ax = figure.subplots()
    extent = (-0.5, columns - 0.5, rows - 0.5, -0.5)
    ax.imshow(_shrunk(answer & expected), cmap="Greys", vmin=0, vmax=3, extent=extent)
    handles = [Patch(facecolor="#cccccc", edgecolor="black", label="kept, rightly")]
    for label, region, style in (
        ("kept, but should be dropped", answer & ~expected, _EXTRA),
        ("dropped, but should be kept", expected & ~answer, _MISSING),
    ):
        if region.any():
            _hatch(ax, _shrunk(region), extent, style)
            patch = Patch(
                facecolor="white", edgecolor=style["edge"], hatch=style["hatch"], label=label
            )
            handles.append(patch)
    ax.set(title="Where the mask differs", xlabel="column", ylabel="row")
    ax.set(xlim=extent[:2], ylim=extent[2:])
    figure.legend(handles=handles, loc="outside lower center", ncols=2, fontsize="small")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=100)
    return buffer.getvalue()


def _hatch(ax, region: np.ndarray, extent: tuple, style: dict[str, str]) -> None:
    # Without a border of False, a region at the edge of the picture would have no outline.
    padded = np.pad(region, 1).astype(float)
    left, right, bottom, top = extent
    dx, dy = (right - left) / region.shape[1], (bottom - top) / region.shape[0]
    columns = left + dx * (np.arange(padded.shape[1]) - 0.5)
    rows = top + dy * (np.arange(padded.shape[0]) - 0.5)
    filled = ax.contourf(
        columns, rows, padded, levels=[0.5, 1.5], hatches=[style["hatch"]], colors="none"
    )
    filled.set(edgecolor=style["edge"], linewidth=0)
    ax.contour(columns, rows, padded, levels=[0.5], colors=style["edge"], linewidths=0.8)


def _shrunk(region: np.ndarray) -> np.ndarray:
    # Any pixel of a block counts, so that a single one does not vanish.
    step = -(-max(region.shape) // _LARGEST_SIDE)
    rows, columns = (-(-size // step) for size in region.shape)
    padded = np.zeros((rows * step, columns * step), dtype=bool)
    padded[: region.shape[0], : region.shape[1]] = region
    return padded.reshape(rows, step, columns, step).any(axis=(1, 3))


def _inside_ipython() -> bool:
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return get_ipython() is not None
