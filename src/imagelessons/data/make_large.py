"""`make large`: the whole section at 17360 x 18701 pixels.

Apart from `make_pictures`, so that its processes load no more than they need.
"""

from pathlib import Path

from imagelessons.data.files import course_root
from imagephantoms.section import write_large_section


def make_large(folder: str | None, seed: int, formats: list[str] | None) -> int:
    """Make the whole section at 17360 x 18701 pixels.

    Parameters
    ----------
    folder : str or None
        Where to; None for ``data/large``.
    seed : int
    formats : list of str or None
        ``"png"``, ``"tiff"``; None for both.

    Returns
    -------
    int
        0, or 1 if it could not be written; the reason is printed, and nothing half-written is
        left.
    """
    target = Path(folder) if folder else course_root() / "data" / "large"
    try:
        target.mkdir(parents=True, exist_ok=True)
        # One process: two together would hold 0.8 GB, and save a minute only.
        chosen = tuple(formats or ("png", "tiff"))
        paths = write_large_section(target, seed, formats=chosen, workers=1)
    except (OSError, ValueError) as error:
        print(error)
        return 1
    for path in paths:
        print(f"{path}: {path.stat().st_size / 1e6:,.0f} MB")
    return 0
