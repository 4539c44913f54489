"""Read what a student handed in, whatever it is, or say in a sentence why it can't be read.

Nothing here trusts the file: links are not followed, sizes are limited, and the notebook is made
from the few parts that grading needs.
"""

import os
import re
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from nbisolate.normalize.files import ordinary_files
from nbisolate.normalize.source import Original, same_text
from nbisolate.normalize.structure import UnreadableNotebookError
from nbisolate.normalize.tidying import HAND_IN, decoded, parsed, tidy

MEGABYTE = 1_000_000
# How deep below the submission a notebook is looked for: an unpacked archive has its own folder.
DEPTH = 2
_NOT_HANDED_IN = (".*", "__MACOSX*")


@dataclass(frozen=True)
class ReadLimits:
    """How large a submission may be.

    Attributes
    ----------
    file_mb : float
        The notebook's file, in megabytes; pictures in its outputs count.
    cells : int
        How many cells.
    text_mb : float
        The text of all cells, without outputs: pages are made of it.
    files : int
        How many files and folders are looked at in search of a renamed notebook.
    """

    file_mb: float = 40
    cells: int = 2_000
    text_mb: float = 2
    files: int = 1_000


def read_submission(
    place: str | Path,
    name: str,
    known: Collection[str] = (),
    limits: ReadLimits | None = None,
    siblings: Collection[str] = (),
) -> tuple[NotebookNode, list[str]]:
    """Read the notebook that a student handed in.

    Parameters
    ----------
    place : str or pathlib.Path
        The folder of the submission, or the file itself.
    name : str
        The notebook's name without ``.ipynb``.
    known : collection of str
        The grade ids of the assignment, or a mapping of them to its cells. A notebook with
        another name is taken if it has some of them.
    limits : ReadLimits, optional
    siblings : collection of str
        The names of the assignment's other notebooks.

    Returns
    -------
    notebook : nbformat.NotebookNode
        A new one, in version 4.5 of the format: no outputs, and only nbgrader's metadata and
        tags, which are still what the student's file says.
    notes : list of str
        A sentence for each thing that was not as it should be.

    Raises
    ------
    UnreadableNotebookError
        If there is nothing that can be read. The message says why and what to do.
    """
    place, limits = Path(place), limits or ReadLimits()
    if not _is_folder(place):
        return _read(place, limits)
    wanted, others = f"{name}.ipynb", []
    for path in _notebooks(place, limits):
        if path != place / wanted and stem_of(path) not in siblings:
            others.append(path)
    first_error = None
    if os.path.lexists(place / wanted):
        try:
            notebook, notes = _read(place / wanted, limits)
        except UnreadableNotebookError as error:
            first_error = error
        else:
            if others:
                notes.append(f"{_listed(others)} was ignored: only {wanted} is graded.")
            return notebook, notes
    chosen = _best_of(others, known, limits)
    if chosen:
        path, notebook, notes = chosen
        why = str(first_error) if first_error else f"There is no {wanted}."
        return notebook, [*notes, f"{why} {_shown(path.name)} was graded in its place."]
    if first_error:
        raise first_error
    if others:
        raise UnreadableNotebookError(
            f"There is no {wanted} in what was handed in, and {_listed(others)} has none of this "
            f"assignment's cells. {HAND_IN}"
        )
    raise UnreadableNotebookError(f"There is no notebook in what was handed in. {HAND_IN}")


def stem_of(path: Path) -> str:
    """Return a notebook's name without its ending, also where a browser has added one.

    Examples
    --------
    >>> stem_of(Path("exercises-01-greyscale.ipynb.json"))
    'exercises-01-greyscale'
    """
    return re.sub(r"(?i)\.ipynb(\.json|\.txt)?$", "", path.name)


def read_file(path: str | Path, limits: ReadLimits | None = None) -> bytes:
    """Return the bytes of an ordinary file; links, folders, pipes and devices are refused.

    Parameters
    ----------
    path : str or pathlib.Path
    limits : ReadLimits, optional

    Returns
    -------
    bytes

    Raises
    ------
    UnreadableNotebookError
    """
    path, limits = Path(path), limits or ReadLimits()
    name = _shown(path.name)
    if path.is_symlink():
        raise UnreadableNotebookError(
            f"{name} is a link to another file. What it points at isn't read: hand in the notebook "
            f"itself."
        )
    # O_NONBLOCK: opening a pipe would wait for ever. Windows knows neither flag.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        number = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError as error:
        if not os.path.lexists(path):
            why = f"There is no file {name}. Compare the spelling of its name."
        elif path.is_dir():  # Windows doesn't open one
            why = f"{name} is a folder, so it is no notebook. {HAND_IN}"
        else:
            why = f"{name} can't be opened ({error.strerror}). {HAND_IN}"
        raise UnreadableNotebookError(why) from None
    try:
        about = os.fstat(number)
        if not stat.S_ISREG(about.st_mode):
            what = "a folder" if stat.S_ISDIR(about.st_mode) else "no ordinary file"
            raise UnreadableNotebookError(f"{name} is {what}, so it is no notebook. {HAND_IN}")
        limit = int(limits.file_mb * MEGABYTE)
        raw = None
        if about.st_size <= limit:
            with open(number, "rb", closefd=False) as file:
                # One byte more than the limit tells a file that grows while it is read.
                raw = file.read(limit + 1)
    finally:
        os.close(number)
    if raw is None or len(raw) > limit:
        raise UnreadableNotebookError(
            f"{name} has {about.st_size / MEGABYTE:.0f} MB; at most {limits.file_mb:g} MB are "
            f"read. Choose Edit > Clear Outputs of All Cells, save it and hand it in again."
        )
    return raw


def _read(path: Path, limits: ReadLimits) -> tuple[NotebookNode, list[str]]:
    raw, name = read_file(path, limits), _shown(path.name)
    if not raw.strip():
        raise UnreadableNotebookError(
            f"{name} is empty: nothing was saved in it. Open your copy in JupyterLab, save it and "
            f"hand it in again."
        )
    text, notes = decoded(raw, name)
    found = parsed(text, name)
    if len(found["cells"]) > limits.cells:
        raise UnreadableNotebookError(
            f"{name} has {len(found['cells'])} cells; at most {limits.cells} are read."
        )
    made = tidy(found)
    size = sum(len(cell.source) for cell in made.cells)
    if size > limits.text_mb * MEGABYTE:
        raise UnreadableNotebookError(
            f"The cells of {name} hold {size / MEGABYTE:.0f} MB of text; at most "
            f"{limits.text_mb:g} MB are read. Put long tables into a file beside it."
        )
    return made, notes


def _is_folder(place: Path) -> bool:
    if place.is_dir() and place.is_symlink():
        raise UnreadableNotebookError(
            f"{_shown(place.name)} is a link to another folder. What it points at isn't read."
        )
    return place.is_dir()


def _notebooks(folder: Path, limits: ReadLimits) -> list[Path]:
    """Return what may be notebooks in a folder and not far below; the nearest come first."""
    files = ordinary_files(folder, _NOT_HANDED_IN, most=limits.files, depth=DEPTH)
    found = [path for path in files if _may_be_notebook(path.name)]
    return sorted(found, key=lambda path: len(path.parts))


def _may_be_notebook(name: str) -> bool:
    """Return whether a file may hold a notebook: browsers and platforms add endings of their own.

    Examples
    --------
    >>> [_may_be_notebook(name) for name in ("a.ipynb", "A.IPYNB.txt", "a.ipynb.json", "a.json")]
    [True, True, True, False]
    """
    return re.search(r"\.ipynb(\.json|\.txt)?$", name.lower()) is not None


def cells_in(notebook: NotebookNode, known: Collection[str]) -> set[str]:
    """Return which cells of an assignment a notebook has.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    known : collection of str
        The grade ids of the assignment's cells. In a mapping to `Original` the texts of the cells
        are looked at too: some tools lose all ids.

    Returns
    -------
    set of str
    """
    found = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells}
    found |= {cell.get("id") for cell in notebook.cells}
    texts = {same_text(cell.source) for cell in notebook.cells}
    originals = known.values() if isinstance(known, Mapping) else ()
    by_text = {
        original.name
        for original in originals
        if isinstance(original, Original) and texts & set(map(same_text, original.texts()))
    }
    names = {name for name in found if isinstance(name, str)}
    return {name for name in known if name in names or name in by_text}


def _best_of(
    paths: list[Path], known: Collection[str], limits: ReadLimits
) -> tuple[Path, NotebookNode, list[str]] | None:
    """Return the notebook with most of the assignment's cells; of equal ones the newest."""
    best, best_rank = None, (0, 0.0)
    # More than a handful is no slip, and each one costs the time of reading it.
    for path in paths[:5]:
        try:
            notebook, notes = _read(path, limits)
        except UnreadableNotebookError:
            continue
        count = len(cells_in(notebook, known)) if known else 1
        rank = (count, path.lstat().st_mtime)
        if count and rank > best_rank:
            best, best_rank = (path, notebook, notes), rank
    return best


def _shown(name: str) -> str:
    """Return a file's name as it can be printed: a student can call a file anything."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in name)
    return plain if len(plain) <= 80 else f"{plain[:77]}..."


def _listed(paths: list[Path]) -> str:
    names = ", ".join(_shown(path.name) for path in paths[:3])
    return names if len(paths) <= 3 else f"{names} and {len(paths) - 3} more"
