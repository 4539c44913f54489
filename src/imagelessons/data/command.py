"""`imagelessons data --originals`: fetch the originals and say how the lessons use them."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from imagelessons.data.files import ENVIRONMENT_VARIABLE, course_root
from imagelessons.data.originals import DownloadError, complete, fetch_originals


def get_originals(names: Sequence[str], folder: str | None) -> int:
    """Fetch originals into a folder, and beside them what the lessons need besides.

    Parameters
    ----------
    names : sequence of str
        Which; if there are none, all.
    folder : str or None
        Where to; None for ``data/originals`` of the course.

    Returns
    -------
    int
        0, or 1 if one could not be fetched; the reason is printed.
    """
    place = Path(folder) if folder else course_root() / "data" / "originals"
    try:
        paths = fetch_originals(names, place)
    except DownloadError as error:
        print(error)
        # A folder in which nothing came to lie goes again; one with something in it stays.
        with suppress(OSError):
            place.rmdir()
        return 1
    complete(place)
    for path in paths:
        print(f"{path.name}: there, and as it should be.")
    print(
        f"To run the lessons on them: {ENVIRONMENT_VARIABLE}={place} make lab. The cells that "
        f"compare with the truth have none then, and say so."
    )
    return 0
