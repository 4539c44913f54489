"""The right values for the visible tests of exercises-05-volumes, to be sealed."""

import nibabel as nib
import numpy as np

from imagelessons.check import Answer
from imagelessons.data import data

FILES = ("brain.nii.gz",)


def answers() -> dict[str, Answer]:
    """Return the right values, and the wrong ones that the exercises invite."""
    brain = nib.load(data("brain.nii.gz"))
    volume = np.asanyarray(brain.dataobj)
    sagittal, coronal, axial = volume[:, :, 42].T, volume[104], volume[:, 65]
    sizes = [float(size) for size in brain.header.get_zooms()]
    count = np.count_nonzero(volume > 300)
    affine = np.array([[0, 0, -3.0, 9], [-1, 0, 0, 20], [0, -2, 0, 6], [0, 0, 0, 1]])
    kept = np.argwhere(np.arange(210).reshape(5, 6, 7) % 11 < 3)
    return {
        "sagittal": Answer(
            sagittal, {"plane-of-other-axis": coronal, "panels-swapped": axial}, FILES
        ),
        "coronal": Answer(
            coronal, {"plane-of-other-axis": axial, "panels-swapped": sagittal}, FILES
        ),
        "axial": Answer(
            axial, {"plane-of-other-axis": sagittal.T, "panels-swapped": coronal}, FILES
        ),
        "bright_ml": Answer(
            count * np.prod(sizes) / 1000,
            {
                "voxels-for-volume": count,
                "cubic-millimetres": count * np.prod(sizes),
                "strictness": np.count_nonzero(volume >= 300) * np.prod(sizes) / 1000,
                "isotropic-assumed": count * sizes[0] ** 3 / 1000,
                "rounded-early": round(count * np.prod(sizes) / 1000),
            },
            FILES,
            step=0.001,
        ),
        # Of the small image in the test: this one depends on no file.
        "mask_centre": Answer(
            nib.affines.apply_affine(affine, kept).mean(axis=0),
            {
                "affine-identity": kept.mean(axis=0),
                "mirrored-left-right": nib.affines.apply_affine(
                    affine, [0, 0, 6] + [1, 1, -1] * kept
                ).mean(axis=0),
            },
            decimals=3,
        ),
    }
