"""Which kernel an assignment was written for: only Python 3 can be graded here."""

import json
import re
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbgrader.api import Gradebook

# How Python's kernels are called where a notebook doesn't say which language it is in.
_PYTHON_2 = re.compile(r"[ix]?python-?2[\d.]*", re.IGNORECASE)
_PYTHON = re.compile(r"[ix]?python[\d.]*", re.IGNORECASE)


def why_not_python(gradebook: Gradebook, assignment: str, folder: Path) -> str:
    """Return why an assignment can't be graded here because of its kernel; empty if it can.

    Its notebooks are asked as the instructor made them. What a student's notebook names doesn't
    count, and is replaced when the notebook is graded.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
        Open. What it says of a kernel counts, since that is what was released.
    assignment : str
        A name, or a pattern for several.
    folder : pathlib.Path
        The instructor's version; it is looked at for what the gradebook doesn't say. It needn't
        be there.

    Returns
    -------
    str
        A sentence.
    """
    known = [one for one in gradebook.assignments if fnmatch(one.name, assignment)]
    for notebook in (notebook for one in known for notebook in one.notebooks):
        kernel, metadata = _kernelspec(notebook.kernelspec), _metadata(folder, notebook.name)
        kernel = kernel or metadata.get("kernelspec") or {}
        language = language_of(kernel, metadata.get("language_info") or {})
        if language.lower() != "python":
            name = kernel.get("name") or language
            only = len(known) == len(known[0].notebooks) == 1
            which = "The source's kernel" if only else f"The kernel of {notebook.name}"
            return f"{which} is `{name}`; only Python 3 can be graded here. Nothing was graded."
    return ""


def language_of(kernelspec: Mapping[str, Any], language_info: Mapping[str, Any]) -> str:
    """Return the language of a notebook, from its metadata.

    Parameters
    ----------
    kernelspec, language_info : mapping
        As in a notebook's metadata; either may be empty.

    Returns
    -------
    str
        Such as ``"python"`` or ``"R"``; ``"unknown"`` where nothing says it. A notebook that says
        nothing at all is Python's, as for nbgrader.

    Examples
    --------
    >>> language_of({"name": "my-course", "language": "python"}, {})
    'python'
    >>> language_of({"name": "ir"}, {"name": "R"})
    'R'
    >>> language_of({"name": "python2", "language": "python"}, {})
    'Python 2'
    >>> language_of({"name": "blah"}, {})
    'unknown'
    """
    name = kernelspec.get("name")
    if str(language_info.get("version", "")).startswith("2.") or _PYTHON_2.fullmatch(str(name)):
        return "Python 2"
    said = kernelspec.get("language") or language_info.get("name")
    if said:
        return str(said)
    if not name or _PYTHON.fullmatch(str(name)):
        return "python"
    try:
        return KernelSpecManager().get_kernel_spec(str(name)).language or "unknown"
    except (NoSuchKernel, OSError, ValueError):
        return "unknown"


def _kernelspec(text: str | None) -> dict[str, Any]:
    return json.loads(text) if text else {}


def _metadata(folder: Path, name: str) -> Mapping[str, Any]:
    path = folder / f"{name}.ipynb"
    return nbformat.read(path, as_version=4).metadata if path.is_file() else {}
