"""A synthetic sagittal section of rat cerebellum in fluorescence whose truth is known.

One scene, laid out in micrometres from a seed, is rendered at two resolutions: as a small picture
(`make_section`) and as one of 325 megapixels (`write_large_section`). Reduced by area averaging,
the large picture agrees with the small one. Random numbers come from NumPy's PCG64 generator or
from an integer hash of the place, every value is float64, and neither Fourier transforms nor matrix
products occur, so that the same seed gives the same picture on every machine.
"""

import csv
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from imagephantoms.arguments import checked_quality, checked_seed, whole_sides
from imagephantoms.section.fields import GRID_SHAPE, GRID_STEP
from imagephantoms.section.large import write_large
from imagephantoms.section.render import render_rows
from imagephantoms.section.scene import SCALE_BAR, Scene, build_scene

__all__ = [
    "LABELS",
    "LARGE_SHAPE",
    "SHAPE",
    "ScaleBar",
    "Section",
    "build_scene",
    "load_section_truth",
    "make_section",
    "render_rows",
    "save_section_image",
    "save_section_truth",
    "section_of",
    "write_large_section",
]

SHAPE = GRID_SHAPE
LARGE_SHAPE = (17360, 18701)
JPEG_QUALITY = 92
LABELS = {
    "background": 0,
    "molecular layer": 1,
    "Purkinje layer": 2,
    "granule layer": 3,
    "white matter": 4,
    "scale bar": 5,
}
_OVERSAMPLING = 4
_HALF_SOMA = 11.0  # micrometres: the Purkinje layer is one soma high


def make_section(seed: int = 2026) -> "Section":
    """Make the small picture of a section, with its truth.

    Parameters
    ----------
    seed : int
        Seed of the scene, 0 or more. The same seed gives the same picture.

    Returns
    -------
    Section
        The picture (929, 1000, 3), the label image and what was counted and measured in it.

    Raises
    ------
    ValueError
        If the seed is no whole number of 0 or more.

    Notes
    -----
    The picture is rendered at four times its size and averaged, 4 x 4 pixels at a time. It takes
    about 15 seconds.
    """
    return section_of(build_scene(checked_seed(seed)))


def section_of(scene: Scene) -> "Section":
    """Make the small picture of a scene that is already laid out; see `make_section`."""
    rows, columns = SHAPE
    k = _OVERSAMPLING
    image = np.empty((rows, columns, 3), dtype=np.uint8)
    for top in range(0, rows, 128):
        bottom = min(top + 128, rows)
        fine = render_rows(scene, top * k, bottom * k, (rows * k, columns * k))
        total = fine.reshape(bottom - top, k, columns, k, 3).sum(axis=(1, 3), dtype=np.int64)
        image[top:bottom] = (total + k * k // 2) // (k * k)
    layers = label_layers(scene)
    size = np.bincount(layers.ravel(), minlength=len(LABELS))
    return Section(
        image=image,
        layers=layers,
        purkinje=scene.soma / GRID_STEP - 0.5,
        scale_bar=_scale_bar(),
        area={name: float(size[label]) * GRID_STEP**2 * 1e-6 for name, label in LABELS.items()},
    )


def label_layers(scene: Scene) -> np.ndarray:
    """Label the layers of a scene at the centres of the small picture's pixels.

    Parameters
    ----------
    scene : Scene
        From `build_scene`.

    Returns
    -------
    numpy.ndarray
        uint8 (929, 1000) with the values of `LABELS`.
    """
    tissue = scene.depth > 0.0
    layers = np.zeros(SHAPE, dtype=np.uint8)
    layers[tissue] = LABELS["molecular layer"]
    layers[tissue & (scene.granular > 0.0)] = LABELS["granule layer"]
    layers[tissue & (np.abs(scene.granular) <= _HALF_SOMA)] = LABELS["Purkinje layer"]
    layers[tissue & (scene.white > 0.0)] = LABELS["white matter"]
    bar = _scale_bar()
    layers[bar.first_row : bar.last_row + 1, bar.first_column : bar.last_column + 1] = LABELS[
        "scale bar"
    ]
    return layers


def save_section_image(section: "Section", path: str | Path, quality: int = JPEG_QUALITY) -> Path:
    """Save the small picture as a JPEG without colour subsampling.

    Parameters
    ----------
    section : Section
        What `make_section` returned.
    path : str or pathlib.Path
        File to write; an existing file is replaced.
    quality : int
        JPEG quality of Pillow, 1 to 95.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    ValueError
        If the quality is outside 1 to 95.
    """
    quality = checked_quality(quality)
    path = Path(path)
    Image.fromarray(section.image).save(path, format="JPEG", quality=quality, subsampling=0)
    return path


def save_section_truth(
    section: "Section", folder: str | Path, stem: str = "rat_brain_low_res"
) -> Path:
    """Save the truth: the layers as PNG, the Purkinje cells as CSV, the measures as JSON.

    Parameters
    ----------
    section : Section
        What `make_section` returned.
    folder : str or pathlib.Path
        An existing folder; ``<stem>_layers.png`` (uint8, the values of `LABELS`),
        ``<stem>_purkinje.csv`` (row and column in pixels) and ``<stem>_truth.json`` (labels, areas
        in mm2, number of Purkinje cells, scale bar) are written into it.
    stem : str
        How the file names begin.

    Returns
    -------
    pathlib.Path
        The folder.
    """
    folder = Path(folder)
    Image.fromarray(section.layers).save(folder / f"{stem}_layers.png", optimize=True)
    with open(folder / f"{stem}_purkinje.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["row", "column"])
        writer.writerows([f"{row:.2f}", f"{column:.2f}"] for row, column in section.purkinje)
    truth = {
        "labels": LABELS,
        "area_mm2": {name: round(area, 6) for name, area in section.area.items()},
        "purkinje_cells": len(section.purkinje),
        "scale_bar": asdict(section.scale_bar),
    }
    text = json.dumps(truth, indent=2) + "\n"
    (folder / f"{stem}_truth.json").write_text(text, encoding="utf-8")
    return folder


def load_section_truth(
    folder: str | Path, stem: str = "rat_brain_low_res"
) -> tuple[np.ndarray, np.ndarray, dict]:
    """Read what `save_section_truth` wrote.

    Parameters
    ----------
    folder : str or pathlib.Path
        The folder of the three files.
    stem : str
        How their names begin.

    Returns
    -------
    layers : numpy.ndarray
        uint8 (929, 1000), the values of `LABELS`.
    purkinje : numpy.ndarray
        float64 (n, 2), row and column in pixels, to a hundredth.
    truth : dict
        What the JSON file holds.
    """
    folder = Path(folder)
    with Image.open(folder / f"{stem}_layers.png") as image:
        layers = np.asarray(image)
    table = np.loadtxt(folder / f"{stem}_purkinje.csv", delimiter=",", skiprows=1, ndmin=2)
    truth = json.loads((folder / f"{stem}_truth.json").read_text(encoding="utf-8"))
    return layers, table, truth


def write_large_section(
    folder: str | Path,
    seed: int = 2026,
    shape: tuple[int, int] = LARGE_SHAPE,
    formats: tuple[str, ...] = ("png", "tiff"),
    workers: int | None = None,
    progress: bool = True,
) -> list[Path]:
    """Write the same section at full size, as PNG and as a tiled TIFF with an image pyramid.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where to; it is made if it doesn't exist. The files are ``rat_brain.png`` and
        ``rat_brain.tif``; existing ones are replaced when the new ones are whole.
    seed : int
        Seed of the scene, 0 or more.
    shape : tuple of int
        Rows and columns. The field of view is always the same, so a smaller shape has larger
        pixels.
    formats : tuple of str
        ``"png"``, ``"tiff"`` or both.
    workers : int, optional
        Number of processes; by default as many as there are processors, at most 4. The bytes of
        the files don't depend on it. With more than one, a script must call this function under
        ``if __name__ == "__main__":``, as always with processes in Python.
    progress : bool
        Whether to show a progress bar.

    Returns
    -------
    list of pathlib.Path
        The files written, in the order of `formats`.

    Raises
    ------
    ValueError
        If seed, shape, formats or workers can't be.
    OSError
        If the disk is full or the folder can't be written to. The unfinished files are removed.

    Notes
    -----
    Files in the making are hidden and end in ``.part``. If the process is killed they stay behind;
    the next call removes them.
    """
    return write_large(
        Path(folder),
        checked_seed(seed),
        _checked_shape(shape),
        _checked_formats(formats),
        _checked_workers(workers),
        progress,
    )


def _scale_bar() -> "ScaleBar":
    # Pixels that the bar covers by more than two thirds.
    first_row = int(np.ceil(SCALE_BAR[0] / GRID_STEP - 1.0 / 3.0))
    last_row = int(np.floor(SCALE_BAR[1] / GRID_STEP + 1.0 / 3.0)) - 1
    first_column = int(np.ceil(SCALE_BAR[2] / GRID_STEP - 1.0 / 3.0))
    last_column = int(np.floor(SCALE_BAR[3] / GRID_STEP + 1.0 / 3.0)) - 1
    return ScaleBar(
        first_row=first_row,
        last_row=last_row,
        first_column=first_column,
        last_column=last_column,
        length_pixels=round((SCALE_BAR[3] - SCALE_BAR[2]) / GRID_STEP, 6),
        length_micrometres=round(SCALE_BAR[3] - SCALE_BAR[2], 6),
        pixel_micrometres=GRID_STEP,
    )


def _checked_shape(shape: tuple[int, int]) -> tuple[int, int]:
    rows, columns = whole_sides(shape)
    if min(rows, columns) < 64 or not 0.98 < rows / columns * (SHAPE[1] / SHAPE[0]) < 1.02:
        raise ValueError(
            f"The shape is {shape!r}; two whole numbers (rows, columns) of at least 64 and in the "
            f"proportion of {SHAPE} are expected. Choose e.g. {LARGE_SHAPE} or (4340, 4675)."
        )
    return rows, columns


def _checked_formats(formats: tuple[str, ...]) -> tuple[str, ...]:
    formats = (formats,) if isinstance(formats, str) else tuple(formats)
    if not formats or len(set(formats)) < len(formats) or not set(formats) <= {"png", "tiff"}:
        raise ValueError(f'The formats are {formats!r}. Choose "png", "tiff" or both.')
    return formats


def _checked_workers(workers: int | None) -> int | None:
    if workers is not None and (not isinstance(workers, int) or workers < 1):
        raise ValueError(
            f"The number of workers is {workers!r}; a whole number of 1 or more is expected, or "
            "None for as many as there are processors."
        )
    return workers


@dataclass(frozen=True)
class ScaleBar:
    """The scale bar of the small picture.

    Attributes
    ----------
    first_row, last_row, first_column, last_column : int
        The pixels that it covers by more than two thirds; the last ones belong to it.
    length_pixels, length_micrometres : float
        Its length; the two ends cover a part of a pixel each.
    pixel_micrometres : float
        Side of a pixel of the small picture.
    """

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    length_pixels: float
    length_micrometres: float
    pixel_micrometres: float


@dataclass(frozen=True)
class Section:
    """The small picture of a section and its truth.

    Attributes
    ----------
    image : numpy.ndarray
        uint8 (929, 1000, 3), red, green and blue.
    layers : numpy.ndarray
        uint8 (929, 1000), the values of `LABELS`. The Purkinje layer is the band within
        11 micrometres of the border between molecular and granule layer.
    purkinje : numpy.ndarray
        float64 (n, 2): row and column, in pixels, of the somata; n is the number of cells.
    scale_bar : ScaleBar
        Where it is and how long.
    area : dict of str to float
        Area of each label in mm2.
    """

    image: np.ndarray
    layers: np.ndarray
    purkinje: np.ndarray
    scale_bar: ScaleBar
    area: dict[str, float]
