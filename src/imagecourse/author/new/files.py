"""Fill in templates of new notebooks and files, and write several files at once."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbisolate.pages.render import render

NOTEBOOK_METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}


def filled(template: str, **values: Any) -> str:
    """Return a template of ``templates/new`` with values put in, without a line end at its end."""
    return render(f"new/{template}", "imagecourse.author", **values).rstrip("\n")


def write_together(files: Mapping[Path, str]) -> None:
    """Write several files: all, or, if one can't be written, none.

    Raises
    ------
    OSError
        If one can't be written; the others are as they were before.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    made: list[Path] = []
    ready: dict[Path, str] = {}
    done: list[Path] = []
    try:
        for path, text in files.items():
            made += _make_folders(path.parent)
            handle, ready[path] = tempfile.mkstemp(dir=path.parent, prefix=".new-")
            with open(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            # A temporary file is for its owner only.
            os.chmod(ready[path], 0o666 & ~_umask())
        for path in files:
            os.replace(ready[path], path)
            done.append(path)
    except BaseException:
        for temporary in ready.values():
            Path(temporary).unlink(missing_ok=True)
        for path in done:
            if before[path] is None:
                path.unlink()
            else:
                path.write_bytes(before[path])
        for folder in reversed(made):
            folder.rmdir()
        raise


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now


def _make_folders(folder: Path) -> list[Path]:
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir()
    return missing[::-1]
