"""Which picture a truth is of: a truth beside another picture of the same name is noticed.

Pictures can be replaced by others of the same names. The file ``pictures.sha256`` lies beside the
truth and says, a line for each as in data/README.md, which pictures that truth is of.
"""

from collections.abc import Iterable
from pathlib import Path

from imagelessons.data.hashes import sha256_of

RECORD = "pictures.sha256"

# The picture that each truth is of.
PICTURE_OF = {
    "axon_slice_axons.csv": "axon_slice.jpg",
    "axon_slice_tissue.png": "axon_slice.jpg",
    "brain_tissue.nii.gz": "brain.nii.gz",
    "brain_truth.csv": "brain.nii.gz",
    "head_sagittal_tissue.png": "head_sagittal.dcm",
    "rat_brain_low_res_layers.png": "rat_brain_low_res.jpg",
    "rat_brain_low_res_purkinje.csv": "rat_brain_low_res.jpg",
    "rat_brain_low_res_truth.json": "rat_brain_low_res.jpg",
    "rat_cerebellum_amounts.png": "rat_cerebellum.jpg",
    "rat_cerebellum_nuclei.png": "rat_cerebellum.jpg",
    "rat_cerebellum_table.csv": "rat_cerebellum.jpg",
}


def belongs(truth: Path, pictures: Path) -> bool:
    """Say whether a truth is that of the picture which is there now.

    Parameters
    ----------
    truth : pathlib.Path
        The file of a truth.
    pictures : pathlib.Path
        The folder of the pictures.

    Returns
    -------
    bool
        False if the record beside the truth names another picture, True otherwise: a truth
        without a record may be one that somebody drew for a picture of their own.

    Examples
    --------
    >>> from imagelessons.data import data_folder
    >>> belongs(data_folder() / "axon_slice_tissue.png", data_folder())
    True
    """
    picture = PICTURE_OF.get(truth.name)
    recorded = _read(truth.parent / RECORD).get(picture or "")
    if recorded is None or not (pictures / picture).is_file():
        return True
    return recorded == sha256_of(pictures / picture)


def no_truth(truth: str, pictures: Path) -> str:
    """Return the sentences that tell a learner that a picture has no truth."""
    return (
        f"There is no truth for the {PICTURE_OF[truth]} in {pictures}: {truth} is missing, or was "
        f"made for another picture of this name. The cells that need it can't run; a NameError in "
        f"one of the next cells comes from that. Go on with the cells that don't."
    )


def write_record(truth: Path, pictures: Path, names: Iterable[str]) -> None:
    """Record that the truth in a folder is that of the pictures as they are now.

    Parameters
    ----------
    truth : pathlib.Path
        The folder of the truth. What its record says about other pictures stays.
    pictures : pathlib.Path
        The folder of the pictures.
    names : iterable of str
        The names of the pictures; those that aren't there are left out.
    """
    there = {name: sha256_of(pictures / name) for name in names if (pictures / name).is_file()}
    lines = sorted((_read(truth / RECORD) | there).items())
    text = "".join(f"{digest}  {name}\n" for name, digest in lines)
    (truth / RECORD).write_text(text, encoding="utf-8", newline="\n")


def _read(record: Path) -> dict[str, str]:
    """Return name -> hash of a record; empty if there is none."""
    if not record.is_file():
        return {}
    lines = [line.split() for line in record.read_text(encoding="utf-8").splitlines()]
    return {line[1].lstrip("*"): line[0] for line in lines if len(line) == 2}
