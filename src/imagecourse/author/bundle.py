"""`imagelessons bundle`: all that a student needs, and nothing that only an instructor may have."""

import io
import os
import subprocess
import zipfile
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import nbformat

from imagelessons.data import course_root
from imagelessons.workspace.copies import student_copy
from imagelessons.workspace.places import WorkspaceError, course_notebooks
from imagelessons.workspace.refresh import with_sentence

FOLDER = "imagelessons"
ARCHIVE = Path("dist", "imagelessons-student.zip")
# Lists what the folder was given, so that the next bundle can take away what it no longer has.
RECORD = ".imagelessons-bundle"

# What a student gets of what is tracked. A pattern's `*` stands for slashes, too.
_PARTS = (
    *(".gitattributes", ".gitignore", "CITATION.cff", "LICENSE*", "Makefile", "environment.yml"),
    *("pyproject.toml", "requirements.lock", "tools/course.py", "jupyter/*", "data/*"),
    *("docs/students.md", "src/imagelessons/*", "src/imagephantoms/*"),
    # Validate reads a notebook with these; the grader itself is not for students.
    *("src/nbisolate/__init__.py", "src/nbisolate/normalize/*", "src/nbisolate/shell/*"),
    # Empty, for an installation looks for each package.
    "src/imagecourse/__init__.py",
)
_NOT_THESE = (*("data/large/*", "data/originals/*", "*/__pycache__/*", "*.pyc", "*.egg-info/*"),)
# Under another name: the course's own README is for instructors, too.
_RENAMED = {"docs/students-readme.md": "README.md"}


def bundle(folder: str | None = None) -> int:
    """Write the bundle for students.

    Parameters
    ----------
    folder : str, optional
        Write the files into this folder, such as the checkout of a repository for students; by
        default into a zip archive, `dist/imagelessons-student.zip`.

    Returns
    -------
    int
        0, or 1 if it can't be written; the reason is printed.
    """
    try:
        content = bundle_files()
        if folder is None:
            target = course_root() / ARCHIVE
            with_sentence(target, lambda: _write(target, archive(content)))
        else:
            target = Path(folder).expanduser().resolve()
            with_sentence(target, lambda: write_tree(target, content))
    except WorkspaceError as error:
        print(error)
        return 1
    size = sum(map(len, content.values())) / 1e6
    print(f"{target}: {len(content)} files of {size:.0f} MB, for students.")
    return 0


def bundle_files() -> dict[str, bytes]:
    """Return what is in the bundle, by its place in it, in alphabetical order.

    The notebooks come as a student first opens them: without outputs.
    """
    root, content = course_root(), {}
    for name in _tracked(root):
        if name in _RENAMED:
            content[_RENAMED[name]] = (root / name).read_bytes()
        elif _is_for_students(name):
            content[name] = (root / name).read_bytes()
    for relative in course_notebooks().values():
        path = root / "notebooks" / relative
        notebook = student_copy(nbformat.read(path, as_version=4))
        content[f"notebooks/{relative.as_posix()}"] = nbformat.writes(notebook).encode()
    return dict(sorted(content.items()))


def archive(content: Mapping[str, bytes]) -> bytes:
    """Return a zip archive: the same bytes for the same content.

    Examples
    --------
    >>> archive({"a.txt": b"a"}) == archive({"a.txt": b"a"})
    True
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in content.items():
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # Unix: so that the permissions count
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, data)
    return made.getvalue()


def write_tree(folder: Path, content: Mapping[str, bytes]) -> None:
    """Write the bundle into a folder, in the place of an earlier one.

    Parameters
    ----------
    folder : pathlib.Path
        A new or empty folder, one that holds a bundle, or a new repository of git.
    content : mapping of str to bytes
        As from `bundle_files`.

    Raises
    ------
    WorkspaceError
        If there is something else in the folder.
    OSError
        If it can't be written.
    """
    record = folder / RECORD
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if there - {".git"} and not record.is_file():
        raise WorkspaceError(
            f"{folder} holds something that is no bundle; name a new or an empty folder."
        )
    earlier = record.read_text(encoding="utf-8").splitlines() if record.is_file() else []
    for name, data in content.items():
        _write(folder / name, data)
    for name in set(earlier) - content.keys():
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            path.unlink()
    _write(record, "".join(f"{name}\n" for name in content).encode())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _is_for_students(name: str) -> bool:
    def is_one_of(patterns: tuple[str, ...]) -> bool:
        return any(fnmatchcase(name, pattern) for pattern in patterns)

    return is_one_of(_PARTS) and not is_one_of(_NOT_THESE)


def _tracked(root: Path) -> list[str]:
    """Return the paths that git tracks; without git those that are there."""
    try:
        done = subprocess.run(
            ["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True, text=True
        )
        names = [name for name in done.stdout.split("\0") if name]
    except (OSError, subprocess.SubprocessError):
        names = []
    if not names:
        names = [path.relative_to(root).as_posix() for path in root.rglob("*")]
    return sorted(name for name in names if (root / name).is_file())
