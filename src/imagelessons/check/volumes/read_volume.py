"""The image volumes that the tests of an exercise compare answers with."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from nibabel import Nifti1Image


def read_volume(path: Path) -> "Nifti1Image":
    """Return an image volume of a file with its voxels in memory.

    Decompressing a volume takes longer than most checks, so it is done once for all tests of a
    notebook. Each call still returns an image of its own.

    Parameters
    ----------
    path : pathlib.Path
        A NIfTI file, as `imagelessons.data.data` and `imagelessons.data.truth` find them.

    Returns
    -------
    nibabel.Nifti1Image

    Examples
    --------
    >>> from imagelessons.data import data
    >>> read_volume(data("brain.nii.gz")).shape
    (256, 256, 124)
    """
    import nibabel as nib

    voxels, affine, header = _read(path, path.stat().st_mtime_ns)
    return nib.Nifti1Image(voxels.copy(order="K"), affine, header)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> tuple:
    import nibabel as nib

    # The time of the last change is not used here: after a change the file is read again.
    image = nib.load(path)
    return np.asanyarray(image.dataobj), image.affine, image.header
