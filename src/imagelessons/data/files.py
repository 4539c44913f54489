"""Where a picture of the course lies on this machine: one door for every notebook.

A notebook asks for a file by its name and gets a path. The door looks in the folder that the
environment variable ``IMAGELESSONS_DATA`` names, if it is set, else in the ``data`` folder of
the course. So other pictures, of the same names, can take the place of the embedded ones without
a line changed in any notebook: the originals, or pictures that a student has not seen.
"""

import os
from pathlib import Path

from imagelessons.data.pairs import PICTURE_OF, RECORD, belongs, no_truth

ENVIRONMENT_VARIABLE = "IMAGELESSONS_DATA"
TRUTH_VARIABLE = "IMAGELESSONS_TRUTH"

# It works wherever the notebook runs: in a clone, in an unpacked archive, without make.
HOW_TO_MAKE_AGAIN = (
    "Run `!imagelessons data` in a new cell: it makes the course's own pictures again, the same "
    "ones, without a network, in a few minutes."
)

# What lies in a data folder beside the pictures.
_NOT_PICTURES = {"README.md", RECORD, "large", "originals", "truth"}


def course_root() -> Path:
    """Return the folder of the course: the one that holds ``data/README.md``.

    Returns
    -------
    pathlib.Path
        The checkout that this package was installed from or, where the package was installed
        apart from its checkout, the nearest folder above the working directory that holds
        ``data/README.md``.

    Raises
    ------
    FileNotFoundError
        If neither is there.

    Examples
    --------
    >>> (course_root() / "data" / "README.md").exists()
    True
    """
    checkout = Path(__file__).resolve().parents[3]
    here = Path.cwd().resolve()
    for folder in (checkout, here, *here.parents):
        if (folder / "data" / "README.md").is_file():
            return folder
    raise FileNotFoundError(
        f"The folder of the course was not found: no folder from {here} upwards holds "
        f"data/README.md. Open the notebook from within the course's folder, or set "
        f"{ENVIRONMENT_VARIABLE} to the folder that holds the pictures."
    )


def data_folder() -> Path:
    """Return the folder that the pictures are read from.

    Returns
    -------
    pathlib.Path
        The folder that ``IMAGELESSONS_DATA`` names, if it is set, else the course's ``data``.

    Raises
    ------
    NotADirectoryError
        If ``IMAGELESSONS_DATA`` is set but names no folder.
    FileNotFoundError
        If it is not set and the course's folder was not found.
    """
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    if not named:
        return course_root() / "data"
    folder = Path(named).expanduser()
    if not folder.is_dir():
        raise NotADirectoryError(
            f"{ENVIRONMENT_VARIABLE} is set to {named!r}, but there is no such folder. "
            f"Set it to a folder that holds pictures, or unset it to use those of the course."
        )
    return folder.resolve()


def known_names() -> list[str]:
    """Return the names of the files and series that `data` can find, in alphabetical order.

    Examples
    --------
    >>> "axon_slice.jpg" in known_names()
    True
    """
    return sorted(
        path.name
        for path in data_folder().iterdir()
        if path.name not in _NOT_PICTURES and not path.name.startswith(".")
    )


def data(name: str) -> Path:
    """Return the path of a picture of the course.

    Parameters
    ----------
    name : str
        The file's name, such as ``"axon_slice.jpg"``, or that of a folder that holds a series of
        files. A name, not a path: the place is found for you, from wherever the notebook runs.

    Returns
    -------
    pathlib.Path
        The file or the folder, which exists.

    Raises
    ------
    FileNotFoundError
        If there is no such file; the message lists the names that are known. Also if `name` is
        the truth about a picture, and another picture of that name has taken its place.
    ValueError
        If `name` is a path rather than a name.

    Examples
    --------
    >>> data("axon_slice.jpg").name
    'axon_slice.jpg'
    """
    _refuse_path(name, "data()", "axon_slice.jpg")
    folder = data_folder()
    path = folder / name
    # The course's own folder isn't asked for: a student's sandbox doesn't show it.
    others = bool(os.environ.get(ENVIRONMENT_VARIABLE))
    if others and not path.exists() and (folder / PICTURE_OF.get(name, "")).is_file():
        raise FileNotFoundError(no_truth(name, folder))
    if not path.exists() or name in _NOT_PICTURES:
        known = ", ".join(known_names()) or "none"
        cure = (
            f"{ENVIRONMENT_VARIABLE} names this folder; without it, the course's own is read."
            if os.environ.get(ENVIRONMENT_VARIABLE)
            else f"If the file was deleted or renamed, do this. {HOW_TO_MAKE_AGAIN}"
        )
        raise FileNotFoundError(
            f"There is no file {name!r} in {path.parent}. Files that are there: {known}. "
            f"Compare the spelling, capitals too. {cure}"
        )
    return _of_this_picture(path, folder)


def truth(name: str) -> Path:
    """Return the path of the truth about a picture, for the hidden tests of an exercise.

    The truth of the course's own pictures lies beside them. That of unseen pictures, which
    ``make data SEED=7 FOLDER=unseen`` makes, lies in ``unseen/truth``, where a student's code
    can't look when it is graded.

    Parameters
    ----------
    name : str
        The file's name, such as ``"rat_cerebellum_table.csv"``.

    Returns
    -------
    pathlib.Path
        The file in the folder that ``IMAGELESSONS_TRUTH`` names, if that is set; else in
        ``truth`` within the folder of the pictures, if it lies there; else beside the pictures.

    Raises
    ------
    FileNotFoundError
        If there is no such file, or if another picture has taken the place of the one that it is
        the truth of.
    ValueError
        If `name` is a path rather than a name.

    Examples
    --------
    >>> truth("rat_cerebellum_table.csv").name
    'rat_cerebellum_table.csv'
    """
    _refuse_path(name, "truth()", "rat_cerebellum_table.csv")
    named = os.environ.get(TRUTH_VARIABLE)
    folder = Path(named) if named else data_folder() / "truth"
    if not (folder / name).is_file():
        return data(name)
    return _of_this_picture(folder / name, data_folder())


def large(name: str) -> Path:
    """Return the path of the section of 324 megapixels, which isn't in the repository.

    Parameters
    ----------
    name : str
        ``"rat_brain.png"`` or ``"rat_brain.tif"``.

    Returns
    -------
    pathlib.Path
        The file in the folder ``large`` within that of the pictures; or, as the original lies
        beside the other originals, in the folder of the pictures itself.

    Raises
    ------
    FileNotFoundError
        If it is in neither: it hasn't been made yet.
    """
    folder = data_folder()
    for path in (folder / "large" / name, folder / name):
        if path.is_file():
            return path
    png = Path(name).with_suffix(".png").name
    if name != png and any((place / png).is_file() for place in (folder / "large", folder)):
        raise FileNotFoundError(
            f"There is {png!r} but no {name!r} in {folder}. Make the one from the other, once: "
            f'lesson 04-large-images, section "Windows of a tiled TIFF", says how.'
        )
    raise FileNotFoundError(
        f"There is no {name!r} in {folder}, nor in its folder 'large'. The large section "
        f"(1.3 GB) isn't in the repository: make it once, in a terminal in the folder of the "
        f"course, with `make large` (some minutes; without make: python tools/course.py large)."
    )


def _of_this_picture(path: Path, pictures: Path) -> Path:
    """Return the path, unless it is a truth about another picture than the one that is there."""
    if not belongs(path, pictures):
        raise FileNotFoundError(no_truth(path.name, pictures))
    return path


def _refuse_path(name: str, caller: str, such_as: str) -> None:
    if Path(name).name != name or name in {"", ".", ".."}:
        raise ValueError(
            f"{name!r} is a path, but {caller} wants only the name of a file, such as "
            f"{such_as!r}: it finds the folder itself."
        )
