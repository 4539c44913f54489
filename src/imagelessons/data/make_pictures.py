"""`imagelessons data`: make the course's pictures again, or unseen ones of another seed."""

from pathlib import Path

from imagelessons.data.files import course_root
from imagelessons.data.pairs import write_record
from imagelessons.data.sheet import damaged_files
from imagephantoms.files import COURSE_SEED, PICTURES, WRITERS, write_pictures


def make_data(seed: int | None, folder: str | None, scenes: list[str] | None = None) -> int:
    """Make the course's pictures again, or unseen ones from another seed into a folder.

    Parameters
    ----------
    seed : int or None
        None for the course's own.
    folder : str or None
        Where to. The course's own go into ``data`` by default. Unseen ones need a folder; their
        truth goes into ``truth`` below it, apart from what a student may see.
    scenes : list of str, optional
        Keys of `WRITERS`; by default all.

    Returns
    -------
    int
        0 if all went well, 1 if a file isn't as the table says, 2 for a call that can't be
        answered; the reason is printed.
    """
    for scene in scenes or []:
        if scene not in WRITERS:
            print(f"There is no scene {scene!r}; there are: {', '.join(WRITERS)}.")
            return 2
    if seed is not None and folder is None:
        print("Pictures from another seed need a folder: make data SEED=7 FOLDER=unseen")
        return 2
    if seed is not None and seed < 0:
        print(f"The seed is {seed}; a whole number from 0 up is expected.")
        return 2
    target = Path(folder) if folder else course_root() / "data"
    truth = target if seed is None else target / "truth"
    truth.mkdir(parents=True, exist_ok=True)
    write_pictures(target, truth, COURSE_SEED if seed is None else seed, scenes)
    # Beside the truth, `pictures.sha256` says which pictures it is of.
    made = [PICTURES[scene] for scene in scenes or WRITERS if scene in PICTURES]
    write_record(truth, target, made)
    print(f"Written: {target}" + ("" if truth == target else f"; the truth: {truth}"))
    if target != course_root() / "data":
        return 0
    wrong = damaged_files()
    for name, what in wrong.items():
        print(f"{name} is {what}: it isn't as data/README.md says.")
    return 1 if wrong else 0
