"""Save the picture of a phantom as a JPEG."""

from pathlib import Path

import numpy as np
from PIL import Image


def save_jpeg(
    image: np.ndarray, path: str | Path, quality: int, subsampling: str | int = -1
) -> Path:
    """Save a picture as a JPEG.

    Parameters
    ----------
    image : numpy.ndarray
        uint8, (rows, columns) or (rows, columns, 3).
    path : str or pathlib.Path
        File to write; an existing file is replaced.
    quality : int
        JPEG quality of Pillow, 1 to 95.
    subsampling : str or int, optional
        How much coarser the colour is stored, as Pillow takes it; by default as Pillow sees fit.

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
    >>> save_jpeg(np.zeros((8, 8), np.uint8), "black.jpg", 100)
    Traceback (most recent call last):
    ...
    ValueError: The quality is 100; JPEG quality runs from 1 to 95. Choose one in that range.
    """
    if not 1 <= quality <= 95:
        raise ValueError(
            f"The quality is {quality}; JPEG quality runs from 1 to 95. Choose one in that range."
        )
    path = Path(path)
    Image.fromarray(image).save(path, format="JPEG", quality=quality, subsampling=subsampling)
    return path
