"""Write the pictures of the course, and their truth, as files."""

from pathlib import Path

import numpy as np
from PIL import Image

from imagelessons.phantoms.axons import make_axon_slice, save_axon_image, save_axon_truth
from imagelessons.phantoms.head import make_head_slice, write_head_dicom

COURSE_SEED = 2026


def write_pictures(folder: Path, truth_folder: Path, seed: int = COURSE_SEED) -> list[Path]:
    """Write the pictures into one folder and their truth into another, or into the same.

    Parameters
    ----------
    folder : pathlib.Path
        An existing folder for what a student measures in.
    truth_folder : pathlib.Path
        An existing folder for the truth.
    seed : int
        The course's pictures come from 2026. The same seed gives the same files.

    Returns
    -------
    list of pathlib.Path
        The files that were written; files in their place are replaced.
    """
    axons = make_axon_slice(seed)
    save_axon_image(axons, folder / "axon_slice.jpg")
    save_axon_truth(axons, truth_folder)
    head = make_head_slice(seed)
    write_head_dicom(folder / "head_sagittal.dcm", head)
    save_tissue(head.tissue, truth_folder / "head_sagittal_tissue.png")
    return [
        folder / "axon_slice.jpg",
        folder / "head_sagittal.dcm",
        truth_folder / "axon_slice_tissue.png",
        truth_folder / "axon_slice_axons.csv",
        truth_folder / "head_sagittal_tissue.png",
    ]


def save_tissue(tissue: np.ndarray, path: Path) -> None:
    """Save a label image as a PNG whose grey values are the labels.

    Parameters
    ----------
    tissue : numpy.ndarray, (rows, columns) uint8
    path : pathlib.Path
        The file to write.
    """
    Image.fromarray(tissue).save(path, optimize=True)


def make_data(seed: int | None, folder: str | None) -> int:
    """Make the course's pictures anew, or unseen ones from another seed into a folder.

    Parameters
    ----------
    seed : int or None
        None for the course's own.
    folder : str or None
        Where to. The course's own go into ``data`` by default. Unseen ones need a folder; their
        truth goes into ``truth`` below it, apart from what a student may see.

    Returns
    -------
    int
        0 if all went well, 2 for a call that can't be answered; the reason is printed.
    """
    from imagelessons.data import course_root
    from imagelessons.data.sheet import damaged_files

    if seed is not None and folder is None:
        print("Pictures from another seed need a folder: make data ARGS='--seed 7 --folder NAME'.")
        return 2
    target = Path(folder) if folder else course_root() / "data"
    truth = target if seed is None else target / "truth"
    truth.mkdir(parents=True, exist_ok=True)
    print("Making the pictures (about a minute) ...", flush=True)
    for path in write_pictures(target, truth, COURSE_SEED if seed is None else seed):
        print(f"  {path}")
    if target == course_root() / "data":
        for name, what in damaged_files().items():
            print(f"{name} is {what}: it isn't as data/README.md says.")
        return 1 if damaged_files() else 0
    return 0
