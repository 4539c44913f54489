"""Render any rows of a section at any size."""

import numpy as np

from imagephantoms.noise import soft_step
from imagephantoms.section.cells import cells_in
from imagephantoms.section.counter_rng import grain_field, key, pixel_noise
from imagephantoms.section.fields import sample_spline
from imagephantoms.section.rasterize import CHANNELS, near, stamp
from imagephantoms.section.scene import FIELD_OF_VIEW, SCALE_BAR, Scene

_BLOCK = 256, 512  # pixels rendered at a time: they decide how much memory a worker needs
_DARK = np.array([5.4, 2.6, 1.7])  # grey levels of the empty slide


def render_rows(scene: Scene, first_row: int, last_row: int, shape: tuple[int, int]) -> np.ndarray:
    """Render some rows of the picture of a section.

    Parameters
    ----------
    scene : Scene
        From `scene.build_scene`.
    first_row, last_row : int
        The rows first_row, ..., last_row - 1 are rendered.
    shape : tuple of int
        Rows and columns of the whole picture; its field of view is always the same.

    Returns
    -------
    numpy.ndarray
        uint8 (last_row - first_row, columns, 3). A pixel is the same whichever rows are asked for.

    Raises
    ------
    ValueError
        If the rows aren't rows of the picture.
    """
    rows, columns = shape
    if not 0 <= first_row <= last_row <= rows:
        raise ValueError(
            f"Rows {first_row} to {last_row} were asked of a picture of {rows} rows. Ask for "
            "0 <= first_row <= last_row <= rows."
        )
    image = np.empty((last_row - first_row, columns, 3), dtype=np.uint8)
    for top in range(first_row, last_row, _BLOCK[0]):
        bottom = min(top + _BLOCK[0], last_row)
        for left in range(0, columns, _BLOCK[1]):
            right = min(left + _BLOCK[1], columns)
            block = _render_block(scene, (top, bottom, left, right), shape)
            image[top - first_row : bottom - first_row, left:right] = block
    return image


def _render_block(
    scene: Scene, block: tuple[int, int, int, int], shape: tuple[int, int]
) -> np.ndarray:
    pitch = FIELD_OF_VIEW[0] / shape[0], FIELD_OF_VIEW[1] / shape[1]
    row, column = np.arange(block[0], block[1]), np.arange(block[2], block[3])
    rows, columns = (row + 0.5) * pitch[0], (column + 0.5) * pitch[1]
    depth = sample_spline(scene.depth, rows, columns)
    canvas = np.zeros((CHANNELS, row.size, column.size))
    if depth.max() > -80.0:
        texture = 1.0 + 0.16 * _paint_layers(scene, canvas, depth, rows, columns)
        # What is smaller than a pixel is drawn as large as one, so it reaches further.
        more = 3.0 * max(pitch)
        window = rows[0] - more, rows[-1] + more, columns[0] - more, columns[-1] + more
        added = np.zeros_like(canvas)
        for shapes in [*cells_in(scene, window), near(scene.purkinje, window, 40.0)]:
            stamp(added, shapes, (block[0], block[2]), pitch)
        veil = 1.0 - np.clip(added[3], 0.0, 1.0)
        hole = 1.0 - np.clip(added[4], 0.0, 0.96)
        for k in range(3):
            canvas[k] = np.maximum(canvas[k] * veil + added[k] * texture, 0.0) * hole
    return _expose(scene, canvas[:3], row, column, pitch)


def _paint_layers(
    scene: Scene, canvas: np.ndarray, depth: np.ndarray, rows: np.ndarray, columns: np.ndarray
) -> np.ndarray:
    """Lay the even stain of each layer, with the grain of what is too fine to be drawn.

    The finest grain is returned: all else that is drawn gets its texture from it, too.
    """
    granular = sample_spline(scene.granular, rows, columns)
    white = sample_spline(scene.white, rows, columns)
    gain = sample_spline(scene.gain, rows, columns)
    fine = grain_field(key(scene.seed, 30), 2.6, rows, columns)
    other = grain_field(key(scene.seed, 31), 1.5, rows, columns)
    tissue = soft_step(depth / 2.5)
    inner = soft_step(granular / 4.0)
    core = soft_step(white / 13.0)
    molecular = tissue * (1.0 - inner) * gain
    granule = tissue * inner * (1.0 - core) * gain
    medulla = tissue * core
    # Glial endfeet make the surface glow in orange, over some 10 micrometres.
    rim = soft_step(1.0 - depth / 9.0)
    # Near the Purkinje cells the layer is greener and darker.
    lower = soft_step(1.0 + granular / 60.0)
    canvas[0] = (
        molecular * ((20.0 - 9.0 * lower + 34.0 * rim) * (1.0 + 0.22 * fine))
        + granule * (13.0 + 3.0 * other)
        + medulla * (6.0 + 2.0 * fine)
    )
    canvas[1] = (
        molecular * ((74.0 - 12.0 * lower + 8.0 * rim) * (1.0 + 0.16 * other))
        + granule * (10.0 + 2.5 * fine)
        + medulla * (4.0 + 1.0 * other)
    )
    canvas[2] = (
        molecular * (9.0 * (1.0 + 0.3 * fine))
        + granule * (48.0 * (1.0 + 0.25 * other))
        + medulla * 3.0
    )
    return other


def _expose(
    scene: Scene, light: np.ndarray, row: np.ndarray, column: np.ndarray, pitch: tuple[float, float]
) -> np.ndarray:
    """Add the dark level, the noise of the detector and the scale bar, and round."""
    bar = (
        _overlap(row, pitch[0], SCALE_BAR[0], SCALE_BAR[1])[:, None]
        * _overlap(column, pitch[1], SCALE_BAR[2], SCALE_BAR[3])[None, :]
    )
    # Larger pixels gather more light, so that their relative noise is smaller.
    finest = FIELD_OF_VIEW[1] / 18701.0
    noise = pixel_noise(key(scene.seed, 32), row, column)
    out = np.empty((row.size, column.size, 3), dtype=np.uint8)
    for k in range(3):
        level = light[k] + _DARK[k]
        level += noise[k] * np.sqrt(0.25 * level) * (finest / pitch[1])
        level += (254.0 - level) * bar
        out[..., k] = np.clip(np.floor(level + 0.5), 0.0, 255.0).astype(np.uint8)
    return out


def _overlap(index: np.ndarray, pitch: float, first: float, last: float) -> np.ndarray:
    """Share of each pixel (0 to 1) that lies between two positions in micrometres."""
    low, high = index * pitch, (index + 1) * pitch
    return np.clip((np.minimum(high, last) - np.maximum(low, first)) / pitch, 0.0, 1.0)
