"""Pictures that nobody has seen: made once from a seed, and kept."""

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from imagelessons.data.files import course_root
from imagelessons.data.make_pictures import make_data

# Stands in a folder whose pictures are all there.
COMPLETE = "complete"
# How the names of the files begin that each scene is written to.
_FILES = {
    "axons": ("axon_slice",),
    "head": ("head_sagittal",),
    "cerebellum": ("rat_cerebellum",),
    "section": ("rat_brain",),
    "volume": ("brain",),
    "series": ("head_series", "head_ct"),
}


def scenes_in(texts: Iterable[str]) -> list[str]:
    """Return the scenes whose files are named in the texts of cells.

    Parameters
    ----------
    texts : iterable of str

    Returns
    -------
    list of str
        Keys of `imagephantoms.files.WRITERS`.

    Examples
    --------
    >>> scenes_in(['img = iio.imread(data("axon_slice.jpg"))', 'truth("brain_tissue.nii.gz")'])
    ['axons', 'volume']
    """
    text = "\n".join(texts)
    return [
        scene
        for scene, names in _FILES.items()
        if any(re.search(f"[\"'/]{name}", text) for name in names)
    ]


def unseen_pictures(seed: int, scenes: Iterable[str] | None = None) -> Path:
    """Return the folder with the pictures of a seed; make them first if they aren't there yet.

    Parameters
    ----------
    seed : int
        From 0 up.
    scenes : iterable of str, optional
        As `scenes_in` returns them, where no others are needed: the volume takes minutes. By
        default all.

    Returns
    -------
    pathlib.Path
        ``.cache/unseen/<seed>`` in the course, followed by the scenes if they aren't all; the
        truth about the pictures is in its folder ``truth``.

    Raises
    ------
    ValueError
        If the pictures can't be made from this seed.
    """
    folder = course_root() / ".cache" / "unseen" / str(seed)
    if (folder / COMPLETE).is_file():
        return folder
    wanted = None if scenes is None else sorted(scenes)
    if wanted is not None:
        folder = folder.with_name(f"{seed}-{'-'.join(wanted) or 'none'}")
        if (folder / COMPLETE).is_file():
            return folder
    # Made beside and then renamed, so that whoever makes the same at the same time, or is stopped
    # on the way, leaves no half a set.
    beside = folder.with_name(f"{folder.name}.{os.getpid()}")
    try:
        if wanted == []:
            beside.mkdir(parents=True)
        elif make_data(seed, str(beside), wanted) != 0:
            raise ValueError(f"There are no pictures of the seed {seed}.")
        (beside / COMPLETE).touch()
        if folder.exists() and not (folder / COMPLETE).is_file():
            shutil.rmtree(folder)
        if not folder.exists():
            beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder
