"""A synthetic confocal micrograph of rat cerebellar cortex in which every stain is known.

Three stains are mixed into the channels of a colour picture, and none of them sits in one channel
alone: synaptophysin (synapses) looks magenta, the IP3 receptor (Purkinje cells) green, and DNA
(nuclei) blue. The picture is drawn from a seed alone. Random numbers come from NumPy's PCG64
generator, every value is float64, and neither Fourier transforms nor matrix products occur, so that
the same seed gives the same picture on every machine.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

from imagephantoms.arguments import checked_quality, checked_seed, checked_shape
from imagephantoms.cerebellum.cells import place_cells
from imagephantoms.cerebellum.dendrites import grow_trees
from imagephantoms.cerebellum.nuclei import paint_dna, place_nuclei
from imagephantoms.cerebellum.optics import STAINS, render
from imagephantoms.cerebellum.purkinje import paint_granule_receptor, paint_receptor
from imagephantoms.cerebellum.synapses import paint_synaptophysin

STAIN_NAMES = ("synaptophysin", "IP3R", "DNA")
SMALLEST_SIDE = 128
JPEG_QUALITY = 85
# A stain counts as present where its amount is at least this: a fifth of the most there can be.
PRESENT = 0.2
# The grey value of a full amount in the saved map of the amounts, and the steps in between.
_FULL, _STEP = 240, 8


def make_cerebellum(seed: int = 2026, shape: tuple[int, int] = (1500, 1800)) -> "Cerebellum":
    """Make a confocal micrograph of cerebellar cortex with three stains, and its truth.

    Parameters
    ----------
    seed : int
        Seed of the random generator, 0 or more. The same seed gives the same picture.
    shape : tuple of int
        Rows and columns in pixels, each at least 128. A smaller shape is a smaller field of view
        at the same pixel size, about 0.1 micrometres. The row of Purkinje cells lies a fifth of
        the way down, or as far down as their bodies need.

    Returns
    -------
    Cerebellum
        The picture (uint8), the amounts of the stains, the label image of nuclei and the table.

    Raises
    ------
    ValueError
        If the seed is no whole number of 0 or more, or the shape is not two whole numbers of at
        least 128.

    Examples
    --------
    >>> phantom = make_cerebellum(seed=1, shape=(160, 200))
    >>> phantom.image.shape, phantom.image.dtype.name
    ((160, 200, 3), 'uint8')
    >>> round(sum(phantom.table[f"share_{stain}"] for stain in STAIN_NAMES), 6)
    1.0
    """
    seed = checked_seed(seed)
    shape = checked_shape(shape, SMALLEST_SIDE)
    rng = np.random.Generator(np.random.PCG64(seed))
    cells = place_cells(rng, shape)
    trees = grow_trees(rng, shape, cells)
    receptor, bodies, gaps, thick = paint_receptor(rng, shape, cells, trees)
    dna, nuclei, last = paint_dna(rng, place_nuclei(rng, cells, bodies, thick), gaps, receptor)
    # A nucleus fills its place: no branchlet runs through it, and no synapse lies in one.
    solid = (nuclei > 0) & (nuclei <= last[1]) & (bodies == 0) & (thick < 0.3)
    receptor *= 1.0 - 0.9 * ndimage.gaussian_filter(solid.astype(np.float64), 1.0, truncate=3.0)
    receptor = np.maximum(receptor, paint_granule_receptor(rng, dna, nuclei, int(last[0])))
    synapses = paint_synaptophysin(rng, cells, bodies, receptor, nuclei)
    receptor *= 1.0 - 0.95 * synapses
    # The faint glow of DNA outside the nuclei is kept out of synapses too.
    dna *= 1.0 - 0.8 * synapses * (nuclei == 0)
    amounts = np.stack([synapses, receptor, dna], axis=-1)
    present = areas_of(amounts)
    seen = np.unique(bodies[bodies > 0]).size
    return Cerebellum(
        image=render(rng, amounts),
        amounts=amounts,
        areas=(present[..., 0], present[..., 1], present[..., 2]),
        nuclei=nuclei,
        table=_tabulate(amounts, present, last, seen),
        stains=np.array(STAINS),
    )


def areas_of(amounts: np.ndarray) -> np.ndarray:
    """Tell where each stain is present: where its amount is at least 0.2.

    Parameters
    ----------
    amounts : numpy.ndarray
        float64 (rows, columns, 3), amount of each stain, 0 to 1.

    Returns
    -------
    numpy.ndarray
        bool (rows, columns, 3).

    Examples
    --------
    >>> areas_of(np.array([[[0.1, 0.2, 0.9]]])).tolist()
    [[[False, True, True]]]
    """
    return amounts >= PRESENT


def save_cerebellum_image(
    phantom: "Cerebellum", path: str | Path, quality: int = JPEG_QUALITY
) -> Path:
    """Save the picture as a colour JPEG whose colour has half the resolution (4:2:0).

    Parameters
    ----------
    phantom : Cerebellum
        What `make_cerebellum` returned.
    path : str or pathlib.Path
        File to write; an existing file is replaced.
    quality : int
        JPEG quality of Pillow, 1 to 95. The default, 85, gives 1 MB at 1500 x 1800 pixels.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    ValueError
        If the quality is outside 1 to 95.

    Examples
    --------
    >>> import tempfile
    >>> phantom = make_cerebellum(seed=1, shape=(128, 128))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_cerebellum_image(phantom, Path(folder) / "cerebellum.jpg").name
    'cerebellum.jpg'
    """
    quality = checked_quality(quality)
    path = Path(path)
    Image.fromarray(phantom.image).save(path, format="JPEG", quality=quality, subsampling="4:2:0")
    return path


def save_cerebellum_truth(
    phantom: "Cerebellum", folder: str | Path, stem: str = "rat_cerebellum"
) -> Path:
    """Save the truth compactly: amounts at half the resolution, nuclei, and the table.

    Parameters
    ----------
    phantom : Cerebellum
        What `make_cerebellum` returned.
    folder : str or pathlib.Path
        An existing folder. Three files are written into it: ``<stem>_amounts.png`` (uint8; three
        pictures of the three stains side by side, in the order of the stains; each pixel is the
        mean amount of 2 x 2 pixels, 240 stands for 1, in steps of 8),
        ``<stem>_nuclei.png`` (uint16, the label image) and ``<stem>_table.csv``, with the amounts
        and areas as measured before anything was rounded.
    stem : str
        How the file names begin.

    Returns
    -------
    pathlib.Path
        The folder.

    Examples
    --------
    >>> import tempfile
    >>> phantom = make_cerebellum(seed=1, shape=(128, 128))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     names = sorted(file.name for file in save_cerebellum_truth(phantom, folder).iterdir())
    >>> names
    ['rat_cerebellum_amounts.png', 'rat_cerebellum_nuclei.png', 'rat_cerebellum_table.csv']
    """
    folder = Path(folder)
    levels = np.floor(halved(phantom.amounts) * (_FULL // _STEP) + 0.5) * _STEP
    side_by_side = np.concatenate([levels[..., k] for k in range(3)], axis=1)
    Image.fromarray(side_by_side.astype(np.uint8)).save(
        folder / f"{stem}_amounts.png", optimize=True
    )
    Image.fromarray(phantom.nuclei).save(folder / f"{stem}_nuclei.png", optimize=True)
    with open(folder / f"{stem}_table.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["quantity", "value"])
        for name, value in phantom.table.items():
            writer.writerow([name, f"{value:.6g}" if isinstance(value, float) else value])
    return folder


def load_cerebellum_truth(
    folder: str | Path, stem: str = "rat_cerebellum"
) -> tuple[np.ndarray, np.ndarray, dict[str, float | int]]:
    """Read what `save_cerebellum_truth` wrote.

    Parameters
    ----------
    folder : str or pathlib.Path
        The folder that holds the three files.
    stem : str
        How the file names begin.

    Returns
    -------
    amounts : numpy.ndarray
        float64 (rows // 2, columns // 2, 3), mean amount of each stain in 2 x 2 pixels, rounded to
        a 30th: at most 0.0167 off.
    nuclei : numpy.ndarray
        uint16 (rows, columns), the label image.
    table : dict of str to float or int
        As in the `Cerebellum` that was saved, to six digits.

    Examples
    --------
    >>> import tempfile
    >>> phantom = make_cerebellum(seed=1, shape=(128, 128))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     amounts, nuclei, table = load_cerebellum_truth(save_cerebellum_truth(phantom, folder))
    >>> amounts.shape, bool((nuclei == phantom.nuclei).all()), table["rows"]
    ((64, 64, 3), True, 128)
    """
    folder = Path(folder)
    with Image.open(folder / f"{stem}_amounts.png") as image:
        levels = np.asarray(image).astype(np.float64) / _FULL
    with Image.open(folder / f"{stem}_nuclei.png") as image:
        nuclei = np.asarray(image).astype(np.uint16)
    with open(folder / f"{stem}_table.csv", newline="", encoding="utf-8") as file:
        lines = list(csv.reader(file))[1:]
    table = {
        name: int(value) if value.isdigit() and _is_count(name) else float(value)
        for name, value in lines
    }
    return np.stack(np.split(levels, 3, axis=1), axis=-1), nuclei, table


def halved(amounts: np.ndarray) -> np.ndarray:
    """Average over blocks of 2 x 2 pixels; an odd last row or column is left out.

    Parameters
    ----------
    amounts : numpy.ndarray
        float64 (rows, columns, 3).

    Returns
    -------
    numpy.ndarray
        float64 (rows // 2, columns // 2, 3).

    Examples
    --------
    >>> halved(np.arange(12.0).reshape(2, 2, 3)).tolist()
    [[[4.5, 5.5, 6.5]]]
    """
    a = amounts[: amounts.shape[0] // 2 * 2, : amounts.shape[1] // 2 * 2]
    return 0.25 * ((a[::2, ::2] + a[1::2, ::2]) + (a[::2, 1::2] + a[1::2, 1::2]))


def _tabulate(
    amounts: np.ndarray, present: np.ndarray, last: np.ndarray, purkinje_cells: int
) -> dict[str, float | int]:
    table: dict[str, float | int] = {"rows": amounts.shape[0], "columns": amounts.shape[1]}
    totals = [float(amounts[..., k].sum()) for k in range(3)]
    for name, total in zip(STAIN_NAMES, totals, strict=True):
        table[f"amount_{name}"] = total
    for name, total in zip(STAIN_NAMES, totals, strict=True):
        table[f"share_{name}"] = total / sum(totals)
    for k, name in enumerate(STAIN_NAMES):
        table[f"area_{name}"] = int(np.count_nonzero(present[..., k])) / present[..., k].size
    table["nuclei_granule"] = int(last[0])
    table["nuclei_other"] = int(last[1] - last[0])
    table["nuclei_purkinje"] = int(last[2] - last[1])
    table["purkinje_cells"] = purkinje_cells
    return table


def _is_count(name: str) -> bool:
    return not name.startswith(("amount_", "share_", "area_"))


@dataclass(frozen=True)
class Cerebellum:
    """A synthetic micrograph of three stains and its truth.

    The stains come in the order of `STAIN_NAMES`: synaptophysin, IP3 receptor, DNA.

    Attributes
    ----------
    image : numpy.ndarray
        uint8 (rows, columns, 3), red, green and blue: the amounts mixed in the colours of the
        stains, over a dark background, with the blur and the noise of a detector.
    amounts : numpy.ndarray
        float64 (rows, columns, 3), amount of each stain, 0 to 1, before it is mixed and before the
        detector's blur and noise. What lies out of focus is blurred here already: it is light that
        reaches the detector.
    areas : tuple of numpy.ndarray
        Three bool masks (rows, columns): where the amount of each stain is at least 0.2.
    nuclei : numpy.ndarray
        uint16 label image (rows, columns): 0 is no nucleus; nuclei of granule cells come first,
        then those of glia and interneurons, then those of Purkinje cells. Nuclei out of focus
        count as well.
    table : dict of str to float or int
        ``rows``, ``columns``; for each stain ``amount_...`` (sum over all pixels), ``share_...``
        (of the amounts of all three), ``area_...`` (share of the picture); ``nuclei_granule``,
        ``nuclei_other``, ``nuclei_purkinje`` and ``purkinje_cells`` (bodies in the picture).
    stains : numpy.ndarray
        float64 (3, 3): row k is the red, green and blue of a full amount of stain k.
    """

    image: np.ndarray
    amounts: np.ndarray
    areas: tuple[np.ndarray, np.ndarray, np.ndarray]
    nuclei: np.ndarray
    table: dict[str, float | int]
    stains: np.ndarray
