"""`imagelessons fresh`: a fresh copy of a lesson or an exercise, the old one kept beside it."""

from collections.abc import Sequence
from pathlib import Path

from imagelessons.workspace.copies import with_record
from imagelessons.workspace.keeping import keep_and_put
from imagelessons.workspace.places import WorkspaceError, course_notebooks, work_folder
from imagelessons.workspace.refresh import original_of, with_sentence


def fresh(names: Sequence[str]) -> int:
    """Give a student fresh copies, and keep the old ones.

    Parameters
    ----------
    names : sequence of str
        Lessons or exercises, such as ``"01-greyscale"``; a path or a file's name is understood.

    Returns
    -------
    int
        0, or 1 if there is no such notebook or a file can't be written; the reason is printed.
    """
    known = course_notebooks()
    wanted = [Path(name.rstrip("/\\")).name.removesuffix(".ipynb") for name in names]
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        said = f"There is no notebook {unknown[0]!r}." if unknown else "Of which notebook?"
        print(f"{said} There are: {', '.join(known)}.")
        return 1
    try:
        for name in wanted:
            print(fresh_copy(known[name]))
    except WorkspaceError as error:
        print(error)
        return 1
    return 0


def fresh_copy(relative: Path) -> str:
    """Put a fresh copy in place, keep what was there, and return a sentence on both.

    Parameters
    ----------
    relative : pathlib.Path
        The notebook's path below the student's folder.

    Raises
    ------
    WorkspaceError
        If there is no fresh copy, or a file can't be written; nothing is lost then.
    """
    name, target = relative.stem, work_folder() / relative
    original = original_of(relative)
    if original.copy is None:
        raise WorkspaceError(
            f"notebooks/{relative.as_posix()} holds somebody's answers, so no fresh copy can be "
            f"made of it. Get the course once more and put its folder `notebooks` in the place of "
            f"this one; first copy your answers to a place of your own."
        )
    content = with_record(original.copy).encode()
    if target.is_file() and target.read_bytes() == content:
        return f"{name} is as fresh as it can be: nothing was ever changed or run in it."
    kept = with_sentence(target, lambda: keep_and_put(target, content))
    if kept is None:
        return f"{name}: a fresh copy is in {target}."
    return (
        f"{name}: a fresh copy is in {target}. The old one is beside it: {kept.name}. If the "
        "notebook is open in JupyterLab, choose File > Reload Notebook from Disk (or Revert, if "
        "it asks)."
    )
