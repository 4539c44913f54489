"""A synthetic transmission electron micrograph of myelinated axons whose truth is known.

The picture is drawn from a seed alone. Random numbers come from NumPy's PCG64 generator, every
value is float64, and neither Fourier transforms nor matrix products occur, so that the same seed
gives the same picture on every machine.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

from imagephantoms.arguments import checked_quality, checked_seed, checked_shape
from imagephantoms.axons.geometry import RIM, build_tissue
from imagephantoms.axons.texture import paint

SMALLEST_SIDE = 128
JPEG_QUALITY = 70
AXON_GREY, MYELIN_GREY = 255, 128


def make_axon_slice(seed: int = 2026, shape: tuple[int, int] = (2300, 3040)) -> "AxonSlice":
    """Make a micrograph of densely packed myelinated axons, with its truth.

    Parameters
    ----------
    seed : int
        Seed of the random generator, 0 or more. The same seed gives the same picture.
    shape : tuple of int
        Rows and columns in pixels, each at least 128. A smaller shape is a smaller field of view
        at the same pixel size. The cell nucleus and the large vacuole need about 800 rows and
        1100 columns and are left out of smaller pictures.

    Returns
    -------
    AxonSlice
        The picture (uint8), the label images of axons and myelin, and the table of axons.

    Raises
    ------
    ValueError
        If the seed is no whole number of 0 or more, or the shape is not two whole numbers of at
        least 128.

    Examples
    --------
    >>> phantom = make_axon_slice(seed=1, shape=(128, 160))
    >>> phantom.image.shape, phantom.image.dtype.name
    ((128, 160), 'uint8')
    >>> int(phantom.axons.max()) == len(phantom.table["label"])
    True
    """
    seed = checked_seed(seed)
    shape = checked_shape(shape, SMALLEST_SIDE)
    rng = np.random.Generator(np.random.PCG64(seed))
    tissue = build_tissue(rng, shape)
    image = paint(rng, tissue)
    frame = slice(RIM, -RIM), slice(RIM, -RIM)
    axons, myelin = label_fibres(tissue.axons[frame] > 0, tissue.myelin[frame] > 0)
    return AxonSlice(
        image=image,
        axons=axons,
        myelin=myelin,
        table=axon_table(axons, myelin),
        myelin_fraction=float(np.count_nonzero(myelin)) / myelin.size,
    )


def axon_table(axons: np.ndarray, myelin: np.ndarray) -> dict[str, np.ndarray]:
    """Measure every axon of a label image and its myelin.

    Parameters
    ----------
    axons : numpy.ndarray
        Integer label image (rows, columns): 0 is no axon, 1..n are the axons.
    myelin : numpy.ndarray
        Integer label image of the same shape: the myelin of axon i carries the number i.

    Returns
    -------
    dict of str to numpy.ndarray
        One entry per axon, in the order of the labels: ``label`` (int64); ``axon_area`` and
        ``fibre_area`` (int64, pixels; the fibre is axon and myelin); ``g_ratio`` (float64);
        ``touches_border`` (bool: the fibre is cut by the edge of the picture, so that its areas
        and its g-ratio are those of the visible part); ``centroid_row`` and ``centroid_column``
        (float64, pixels, of the visible axon).

    Raises
    ------
    ValueError
        If the two label images differ in shape.

    Notes
    -----
    The g-ratio is the diameter of the axon over that of the fibre (W. A. H. Rushton, A theory of
    the effects of fibre size in medullated nerve, J. Physiol. 115, 101-122, 1951). For outlines
    that are not round the diameter is that of the circle of equal area, ``2 sqrt(area / pi)``, so
    the ratio is ``sqrt(axon area / fibre area)``.

    Examples
    --------
    >>> axons = np.zeros((8, 8), dtype=int)
    >>> axons[3:5, 3:5] = 1
    >>> myelin = np.zeros((8, 8), dtype=int)
    >>> myelin[2:6, 2:6] = 1
    >>> myelin[axons > 0] = 0
    >>> axon_table(axons, myelin)["g_ratio"].tolist()
    [0.5]
    """
    if axons.shape != myelin.shape:
        raise ValueError(
            f"The label images have the shapes {axons.shape} and {myelin.shape}; they must agree. "
            "Pass the axons and the myelin of the same picture."
        )
    n = int(axons.max())
    axon_area = np.bincount(axons.ravel(), minlength=n + 1)[1 : n + 1]
    myelin_area = np.bincount(myelin.ravel(), minlength=n + 1)[1 : n + 1]
    fibre_area = axon_area + myelin_area
    row, column = np.nonzero(axons)
    label = axons[row, column]
    visible = np.maximum(axon_area, 1)
    edge = np.zeros(max(n, int(myelin.max())) + 1, dtype=bool)
    for labels in (axons, myelin):
        for side in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
            edge[side] = True
    return {
        "label": np.arange(1, n + 1),
        "axon_area": axon_area,
        "fibre_area": fibre_area,
        "g_ratio": np.sqrt(axon_area / np.maximum(fibre_area, 1)),
        "touches_border": edge[1 : n + 1],
        "centroid_row": np.bincount(label, row, n + 1)[1:] / visible,
        "centroid_column": np.bincount(label, column, n + 1)[1:] / visible,
    }


def save_axon_image(phantom: "AxonSlice", path: str | Path, quality: int = JPEG_QUALITY) -> Path:
    """Save the picture as a greyscale JPEG.

    Parameters
    ----------
    phantom : AxonSlice
        What `make_axon_slice` returned.
    path : str or pathlib.Path
        File to write; an existing file is replaced.
    quality : int
        JPEG quality of Pillow, 1 to 95. The default, 70, gives about 1 MB at 2300 x 3040 pixels.

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
    >>> phantom = make_axon_slice(seed=1, shape=(128, 128))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_axon_image(phantom, Path(folder) / "axons.jpg").name
    'axons.jpg'
    """
    quality = checked_quality(quality)
    path = Path(path)
    Image.fromarray(phantom.image).save(path, format="JPEG", quality=quality)
    return path


def save_axon_truth(phantom: "AxonSlice", folder: str | Path, stem: str = "axon_slice") -> Path:
    """Save the truth compactly: a map of the tissue as PNG, and the table as CSV.

    The label images are not stored, for they follow from the map: see `load_axon_truth`.

    Parameters
    ----------
    phantom : AxonSlice
        What `make_axon_slice` returned.
    folder : str or pathlib.Path
        An existing folder; ``<stem>_tissue.png`` (uint8: 255 is axon, 128 is myelin, 0 is neither)
        and ``<stem>_axons.csv`` are written into it.
    stem : str
        How the file names begin.

    Returns
    -------
    pathlib.Path
        The folder.

    Examples
    --------
    >>> import tempfile
    >>> phantom = make_axon_slice(seed=1, shape=(128, 128))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sorted(file.name for file in save_axon_truth(phantom, folder).iterdir())
    ['axon_slice_axons.csv', 'axon_slice_tissue.png']
    """
    folder = Path(folder)
    tissue = np.where(phantom.axons > 0, AXON_GREY, 0) + np.where(
        phantom.myelin > 0, MYELIN_GREY, 0
    )
    image = Image.fromarray(tissue.astype(np.uint8))
    image.save(folder / f"{stem}_tissue.png", optimize=True)
    columns = list(phantom.table)
    with open(folder / f"{stem}_axons.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for values in zip(*phantom.table.values(), strict=True):
            writer.writerow(_as_text(value) for value in values)
    return folder


def load_axon_truth(path: str | Path) -> tuple[np.ndarray, np.ndarray]:
    """Read a map of the tissue and return the label images of axons and myelin.

    Parameters
    ----------
    path : str or pathlib.Path
        The file ``<stem>_tissue.png`` that `save_axon_truth` wrote.

    Returns
    -------
    axons, myelin : numpy.ndarray
        uint16 label images, the same as those of the `AxonSlice` that was saved.

    Examples
    --------
    >>> import tempfile
    >>> phantom = make_axon_slice(seed=1, shape=(128, 128))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = save_axon_truth(phantom, folder) / "axon_slice_tissue.png"
    ...     axons, myelin = load_axon_truth(file)
    >>> bool((axons == phantom.axons).all() and (myelin == phantom.myelin).all())
    True
    """
    with Image.open(path) as image:
        tissue = np.asarray(image)
    return label_fibres(tissue == AXON_GREY, tissue == MYELIN_GREY)


def label_fibres(axon: np.ndarray, myelin: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number the fibres of a picture, so that an axon and its myelin get the same number.

    Parameters
    ----------
    axon, myelin : numpy.ndarray
        bool (rows, columns): where there is axon and where there is myelin. Two fibres must not
        share a side of a pixel.

    Returns
    -------
    axons, myelin : numpy.ndarray
        uint16 label images. Axons are numbered in reading order of their first pixels; fibres of
        which only myelin is in the picture come last.

    Examples
    --------
    >>> axon = np.array([[False, True, False, False, False]])
    >>> axons, myelin = label_fibres(axon, np.array([[True, False, True, False, True]]))
    >>> axons.tolist(), myelin.tolist()
    ([[0, 1, 0, 0, 0]], [[1, 0, 1, 0, 2]])
    """
    fibres, n = ndimage.label(axon | myelin)
    new = np.zeros(n + 1, dtype=np.uint16)
    last = 0
    for mask in (axon, myelin):
        found, first = np.unique(fibres * mask, return_index=True)
        for label in found[np.argsort(first, kind="stable")]:
            if label and not new[label]:
                last += 1
                new[label] = last
    return new[fibres * axon], new[fibres * myelin]


def _as_text(value: np.generic) -> str:
    if isinstance(value, np.floating):
        return f"{value:.4g}" if value < 1.0 else f"{value:.1f}"
    return str(int(value))


@dataclass(frozen=True)
class AxonSlice:
    """A synthetic micrograph and its truth.

    Attributes
    ----------
    image : numpy.ndarray
        uint8 (rows, columns), the micrograph.
    axons : numpy.ndarray
        uint16 label image: 0 is no axon, i is all that lies within the inner border of the myelin
        of axon i, i = 1..n.
    myelin : numpy.ndarray
        uint16 label image: i is the myelin of axon i, splits between its lamellae included.
        Numbers above n are the myelin of fibres whose axon lies outside the picture.
    table : dict of str to numpy.ndarray
        One entry per axon; see `axon_table`.
    myelin_fraction : float
        Share of the picture's area that is myelin, 0 to 1.
    """

    image: np.ndarray
    axons: np.ndarray
    myelin: np.ndarray
    table: dict[str, np.ndarray]
    myelin_fraction: float
