"""Write the pictures of the course, and their truth, as files."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from tqdm import tqdm

from imagephantoms.axons import make_axon_slice, save_axon_image, save_axon_truth
from imagephantoms.cerebellum.picture import (
    make_cerebellum,
    save_cerebellum_image,
    save_cerebellum_truth,
)
from imagephantoms.head import (
    make_head_ct,
    make_head_series,
    make_head_slice,
    make_head_volume,
    save_head_volume,
    write_head_ct,
    write_head_dicom,
    write_head_series,
)
from imagephantoms.section.picture import (
    make_section,
    save_section_image,
    save_section_truth,
)

COURSE_SEED = 2026

# Writes one scene: the pictures into the first folder, their truth into the second.
Writer = Callable[[Path, Path, int], None]


def write_axons(folder: Path, truth: Path, seed: int) -> None:
    """Write ``axon_slice.jpg``, and as truth its tissue map and the table of its axons."""
    axons = make_axon_slice(seed)
    save_axon_image(axons, folder / "axon_slice.jpg")
    save_axon_truth(axons, truth)


def write_head(folder: Path, truth: Path, seed: int) -> None:
    """Write ``head_sagittal.dcm``, and as truth its tissue labels."""
    head = make_head_slice(seed)
    write_head_dicom(folder / "head_sagittal.dcm", head)
    save_labels(head.tissue, truth / "head_sagittal_tissue.png")


def write_cerebellum(folder: Path, truth: Path, seed: int) -> None:
    """Write ``rat_cerebellum.jpg``, and as truth the amounts of the stains and the nuclei."""
    cerebellum = make_cerebellum(seed)
    save_cerebellum_image(cerebellum, folder / "rat_cerebellum.jpg")
    save_cerebellum_truth(cerebellum, truth)


def write_section(folder: Path, truth: Path, seed: int) -> None:
    """Write ``rat_brain_low_res.jpg``, and as truth its layers, Purkinje cells and scale bar."""
    section = make_section(seed)
    save_section_image(section, folder / "rat_brain_low_res.jpg")
    save_section_truth(section, truth)


def write_volume(folder: Path, truth: Path, seed: int) -> None:
    """Write ``brain.nii.gz``, and as truth its tissue labels and a table of volumes."""
    save_head_volume(make_head_volume(seed), folder, truth)


def write_series(folder: Path, truth: Path, seed: int) -> None:
    """Write the DICOM series ``head_series`` (MRI) and ``head_ct``."""
    for name in ("head_series", "head_ct"):
        (folder / name).mkdir(exist_ok=True)
    write_head_series(folder / "head_series", make_head_series(seed))
    write_head_ct(folder / "head_ct", make_head_ct(seed))


WRITERS: dict[str, Writer] = {
    "axons": write_axons,
    "head": write_head,
    "cerebellum": write_cerebellum,
    "section": write_section,
    "volume": write_volume,
    "series": write_series,
}

# The pictures of the scenes that have a truth.
PICTURES = {
    "axons": "axon_slice.jpg",
    "head": "head_sagittal.dcm",
    "cerebellum": "rat_cerebellum.jpg",
    "section": "rat_brain_low_res.jpg",
    "volume": "brain.nii.gz",
}


def write_pictures(
    folder: Path, truth: Path, seed: int = COURSE_SEED, scenes: list[str] | None = None
) -> None:
    """Write the pictures into one folder and their truth into another, or into the same.

    Parameters
    ----------
    folder : pathlib.Path
        An existing folder for what a student measures in.
    truth : pathlib.Path
        An existing folder for the truth.
    seed : int
        The course's pictures come from 2026. The same seed gives the same files.
    scenes : list of str, optional
        Keys of `WRITERS`; by default all.
    """
    for scene in tqdm(scenes or list(WRITERS), desc="making the pictures", unit="scene"):
        WRITERS[scene](folder, truth, seed)


def save_labels(labels: np.ndarray, path: Path) -> None:
    """Save a label image as a PNG whose grey values are the labels.

    Parameters
    ----------
    labels : numpy.ndarray, (rows, columns) uint8
    path : pathlib.Path
        The file to write.
    """
    Image.fromarray(labels).save(path, optimize=True)
