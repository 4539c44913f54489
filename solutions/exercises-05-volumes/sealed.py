"""The right values for the visible tests of exercises-05-volumes, to be sealed."""

from itertools import permutations

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
    small = nib.Nifti1Image(np.zeros((5, 6, 7), np.uint8), affine)
    canonical = nib.as_closest_canonical(small).affine
    kept = np.argwhere(np.arange(210).reshape(5, 6, 7) % 11 < 3)
    planes = {"sagittal": sagittal, "coronal": coronal, "axial": axial}
    others = {
        "sagittal": {"plane-of-other-axis": coronal, "panels-swapped": axial},
        "coronal": {"plane-of-other-axis": axial, "panels-swapped": sagittal},
        "axial": {"plane-of-other-axis": sagittal.T, "panels-swapped": coronal},
    }
    elsewhere = {
        "sagittal": [volume[:, :, k].T for k in (41, 43, 65, 104 % volume.shape[2])],
        "coronal": [volume[k] for k in (103, 105, 65, 42)],
        "axial": [volume[:, k] for k in (64, 66, 104, 42)],
    }
    return {
        name: Answer(
            plane,
            others[name]
            | {f"index-of-other-plane--{i}": one for i, one in enumerate(elsewhere[name])}
            | {f"values-changed--{i}": one for i, one in enumerate(changed(plane))},
            FILES,
            decimals=4,
        )
        for name, plane in planes.items()
    } | {
        "bright_ml": Answer(
            count * np.prod(sizes) / 1000,
            {
                "voxels-for-volume": count,
                "voxel-for-cubic-mm": count / 1000,
                "litres": count * np.prod(sizes) / 1e6,
                "grid-for-mask": volume.size * np.prod(sizes) / 1000,
                "below-the-threshold": np.count_nonzero(volume < 300) * np.prod(sizes) / 1000,
                "below-the-threshold--or-equal": np.count_nonzero(volume <= 300)
                * np.prod(sizes)
                / 1000,
                "values-for-voxels": volume[volume > 300].sum(dtype=float) * np.prod(sizes) / 1000,
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
                "sizes-for-affine": kept.mean(axis=0) * [1, 2, 3],
                "origin-wrong": nib.affines.apply_affine(affine, kept).mean(axis=0) - affine[:3, 3],
                "axes-taken-for-ras": kept.mean(axis=0) * [1, 2, 3] + affine[:3, 3],
                "header-of-brain": nib.affines.apply_affine(brain.affine, kept).mean(axis=0),
                "affine-turned-round": nib.affines.apply_affine(np.linalg.inv(affine), kept).mean(
                    axis=0
                ),
                **{
                    f"axes-permuted--{i}": centre_of(affine, kept[:, order])
                    for i, order in enumerate(list(permutations(range(3)))[1:])
                },
                "axes-permuted--canonical": centre_of(canonical, kept),
                "mirrored-axis--first": centre_of(affine, [4, 0, 0] + [-1, 1, 1] * kept),
                "mirrored-axis--second": centre_of(affine, [0, 5, 0] + [1, -1, 1] * kept),
                "mirrored-left-right": nib.affines.apply_affine(
                    affine, [0, 0, 6] + [1, 1, -1] * kept
                ).mean(axis=0),
            },
            decimals=3,
        ),
    }


def centre_of(affine: np.ndarray, voxels: np.ndarray) -> np.ndarray:
    """Return the mean place of voxels in millimetres."""
    return nib.affines.apply_affine(affine, voxels).mean(axis=0)


def changed(plane: np.ndarray) -> list[np.ndarray]:
    """Return a plane whose values are no longer those of the volume, though they look alike."""
    window, values = np.clip(plane, 0, 500), plane.astype(float)
    scaled = [window / 500, window / 500 * 255, (window / 500 * 255).astype(np.uint8)]
    return [window, *scaled, values / values.max(), values / values.max() * 255]
