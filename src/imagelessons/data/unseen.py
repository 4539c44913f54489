"""Pictures that nobody has seen: made once from a seed, and kept."""

import os
import shutil
from pathlib import Path

from imagelessons.data.files import course_root
from imagelessons.data.make_pictures import make_data

# Stands in a folder whose pictures are all there.
COMPLETE = "complete"


def unseen_pictures(seed: int) -> Path:
    """Return the folder with the pictures of a seed; make them first if they aren't there yet.

    Parameters
    ----------
    seed : int
        From 0 up.

    Returns
    -------
    pathlib.Path
        ``.cache/unseen/<seed>`` in the course; the truth about the pictures lies in its folder
        ``truth``.

    Raises
    ------
    ValueError
        If the pictures can't be made from this seed.
    """
    folder = course_root() / ".cache" / "unseen" / str(seed)
    if (folder / COMPLETE).is_file():
        return folder
    # Made beside and then renamed, so that whoever makes the same at the same time, or is stopped
    # on the way, leaves no half a set.
    beside = folder.with_name(f"{seed}.{os.getpid()}")
    try:
        if make_data(seed, str(beside)) != 0:
            raise ValueError(f"There are no pictures of the seed {seed}.")
        (beside / COMPLETE).touch()
        if folder.exists() and not (folder / COMPLETE).is_file():
            shutil.rmtree(folder)
        if not folder.exists():
            beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder
