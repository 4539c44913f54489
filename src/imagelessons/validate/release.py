"""What a student's notebook was made from: the released one, or what its own cells say of it."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from imagelessons.data import course_root
from nbisolate.normalize.reading import cells_in, stem_of
from nbisolate.normalize.source import Original, Source, source_from_notebook
from nbisolate.normalize.structure import grade_id, is_marked


def released_notebooks() -> list[Path]:
    """Return the exercises as students get them, in alphabetical order; none outside a course."""
    try:
        folder = course_root() / "notebooks" / "exercises"
    except FileNotFoundError:
        return []
    return sorted(folder.glob("*/*.ipynb"))


def release_of(notebook: NotebookNode, path: Path) -> Path | None:
    """Return the released notebook that a student's was made from.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        As `nbisolate.normalize.reading.read_submission` returns it.
    path : pathlib.Path
        The student's file; its name is asked first.

    Returns
    -------
    pathlib.Path or None
        The one that shares most cells; None if none shares half of its cells.
    """
    best, most = None, 0.5
    # A copy is called after its original: exercises-01-greyscale (1).ipynb.
    by_name = sorted(released_notebooks(), key=lambda one: not stem_of(path).startswith(one.stem))
    for released in by_name:
        source = _source_in(released)
        share = len(cells_in(notebook, source.by_name)) / max(1, len(source.cells))
        if share > most or (share == most and best is None):
            best, most = released, share
        if stem_of(path).startswith(released.stem) and best == released:
            break
    return best


def source_of(notebook: NotebookNode, path: Path) -> tuple[Source, Path | None]:
    """Return the cells that a student's notebook must hold.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    path : pathlib.Path
        The student's file.

    Returns
    -------
    source : Source
    released : pathlib.Path or None
        The notebook that it is from. None where there is none: then the source is what the
        student's own cells say of themselves.
    """
    released = release_of(notebook, path)
    if released is not None:
        return _source_in(released), released
    cells: dict[str, Original] = {}
    for cell in notebook.cells:
        marks = {mark: is_marked(cell, mark) for mark in ("locked", "grade", "solution", "task")}
        name = grade_id(cell)
        if not name or name in cells or not any(marks.values()):
            continue
        about = cell.metadata["nbgrader"]
        points = about.get("points", 0) if marks["grade"] or marks["task"] else None
        cells[name] = Original(
            name=name,
            cell_type=about.get("cell_type", cell.cell_type),
            # What an answer was before it was answered, only its checksum tells.
            text=cell.source if marks["locked"] else "",
            checksum=about.get("checksum"),
            points=float(points) if isinstance(points, int | float) else None,
            **marks,
        )
    return Source(tuple(cells.values())), None


def _source_in(released: Path) -> Source:
    return source_from_notebook(nbformat.read(released, as_version=4))
