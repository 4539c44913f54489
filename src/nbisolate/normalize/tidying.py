"""Make a notebook of the form that it should have from whatever a file says.

The file is a stranger's: each part of it may be missing, of a wrong type, or without end.
"""

import codecs
import json
import re
from typing import Any

import nbformat
from nbformat import NotebookNode

from nbisolate.normalize.attachments import clean_attachments
from nbisolate.normalize.structure import METADATA_KEY, UnreadableNotebookError

HAND_IN = "Hand in the file that JupyterLab saves, which ends in .ipynb."


def decoded(raw: bytes, name: str) -> tuple[str, list[str]]:
    """Return the text of a file, whose encoding is found from its bytes.

    Parameters
    ----------
    raw : bytes
    name : str
        The file's name, for the notes.

    Returns
    -------
    text : str
    notes : list of str

    Raises
    ------
    UnreadableNotebookError
        If it is no text, or if its encoding can't be told.

    Examples
    --------
    >>> decoded("{}".encode("utf-16"), "a.ipynb")[0]
    '{}'
    """
    marks = {
        codecs.BOM_UTF8: "utf-8-sig",
        codecs.BOM_UTF32_LE: "utf-32",
        codecs.BOM_UTF32_BE: "utf-32",
        codecs.BOM_UTF16_LE: "utf-16",
        codecs.BOM_UTF16_BE: "utf-16",
    }
    encodings = [encoding for mark, encoding in marks.items() if raw.startswith(mark)][:1]
    if not encodings:
        # A notebook starts with two ASCII characters; UTF-16 gives each of them a zero byte.
        zeros = {(True, False): ["utf-16-be"], (False, True): ["utf-16-le"]}
        pattern = (raw[:1] == b"\x00", raw[1:2] == b"\x00")
        encodings = zeros.get(pattern, ["utf-8", "cp1252"])
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        if encoding == "cp1252":
            if not text.lstrip().startswith("{"):
                break
            return text, [
                f"{name} isn't saved as UTF-8; it was read as Windows-1252. Letters with accents "
                f"may look wrong."
            ]
        plain = encoding in {"utf-8", "utf-8-sig"}
        return text, [] if plain else [f"{name} was saved as {encoding.upper()}, not as UTF-8."]
    raise UnreadableNotebookError(
        f"{name} isn't text, so it is no notebook (a picture or an archive that was renamed?). "
        f"{HAND_IN}"
    )


def parsed(text: str, name: str) -> dict[str, Any]:
    """Return what the JSON text of a notebook says, in version 4 of the format.

    Parameters
    ----------
    text : str
    name : str
        The file's name, for the message.

    Returns
    -------
    dict
        It has a list of cells; nothing else is checked.

    Raises
    ------
    UnreadableNotebookError
    """
    try:
        # A whole number of many digits takes Python a time that grows with its square.
        found = json.loads(
            text,
            parse_int=lambda digits: int(digits) if len(digits) < 20 else 0,
            parse_constant=lambda _: None,
        )
    except RecursionError:
        raise UnreadableNotebookError(
            f"{name} is damaged: its parts are nested without end. {HAND_IN}"
        ) from None
    except ValueError:
        if not text.lstrip().startswith("{"):
            raise UnreadableNotebookError(f"{name} isn't a notebook. {HAND_IN}") from None
        raise UnreadableNotebookError(
            f"{name} is cut off or damaged: it starts like a notebook but doesn't end like one. "
            f"Save it again in JupyterLab, or take an earlier version (File > Revert Notebook to "
            f"Checkpoint), and hand it in again."
        ) from None
    if isinstance(found, dict) and isinstance(found.get("worksheets"), list):
        try:
            found = nbformat.convert(nbformat.from_dict(found), 4)
        except Exception:
            found = None
    if not isinstance(found, dict) or not isinstance(found.get("cells"), list):
        raise UnreadableNotebookError(f"{name} has no cells, so it is no notebook. {HAND_IN}")
    return found


def tidy(found: dict[str, Any]) -> NotebookNode:
    """Return a notebook that has the form it should have, made from the parts that are needed.

    Parameters
    ----------
    found : dict
        What a student's file says; each part may be missing or of a wrong type.

    Returns
    -------
    nbformat.NotebookNode
        Version 4.5. Of a cell stay its type, its text with line ends of one kind, its id if it is
        a valid one, nbgrader's metadata and the tags; of the notebook what the release recorded of
        its cells. Outputs, execution counts, attachments that are no pictures, and all else are
        left out.
    """
    cells, taken = [], set()
    for number, old in enumerate(found.get("cells") or []):
        if not isinstance(old, dict):
            continue
        cell_type = old.get("cell_type")
        cell_type = cell_type if cell_type in {"code", "markdown", "raw"} else "raw"
        about = old.get("metadata") if isinstance(old.get("metadata"), dict) else {}
        kept: dict[str, Any] = {}
        if isinstance(about.get("nbgrader"), dict):
            kept["nbgrader"] = {
                key: value
                for key, value in about["nbgrader"].items()
                if isinstance(value, str | int | float | None)
            }
        if isinstance(about.get("tags"), list) and about["tags"]:
            kept["tags"] = [tag for tag in about["tags"] if isinstance(tag, str)]
        cell = {
            "cell_type": cell_type,
            "id": _cell_id(old.get("id"), number, taken),
            "metadata": kept,
            "source": _text(old.get("source")),
        }
        if cell_type == "code":
            cell |= {"outputs": [], "execution_count": None}
        elif attachments := clean_attachments(old.get("attachments")):
            cell["attachments"] = attachments
        cells.append(cell)
    made = {"cells": cells, "metadata": _recorded(found), "nbformat": 4, "nbformat_minor": 5}
    return nbformat.from_dict(made)


def _recorded(found: dict[str, Any]) -> dict[str, Any]:
    """Return what the release recorded of its cells, where it has the form that it should have."""
    about = found.get("metadata")
    for key in (METADATA_KEY, "cells"):
        about = about.get(key) if isinstance(about, dict) else None
    cells = {
        name: {key: part.get(key) for key in ("kind", "exercise")}
        for name, part in (about.items() if isinstance(about, dict) else ())
        if isinstance(name, str) and isinstance(part, dict)
    }
    cells = {
        name: part for name, part in cells.items() if all(isinstance(s, str) for s in part.values())
    }
    return {METADATA_KEY: {"cells": cells}} if cells else {}


def _text(source: Any) -> str:
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        return ""
    text = source.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    # Half of a surrogate pair can stand in JSON, but can't be written to a file.
    return text.encode("utf-8", "replace").decode("utf-8")


def _cell_id(found: Any, number: int, taken: set[str]) -> str:
    valid = isinstance(found, str) and re.fullmatch(r"[A-Za-z0-9_-]{1,64}", found)
    # Ids with these beginnings are the course's own.
    name = found if valid and not found.startswith(("imagelessons-", "original-")) else ""
    if not name or name in taken:
        name = f"cell-{number}"
    extra = 0
    while name in taken:
        extra += 1
        name = f"cell-{number}-{extra}"
    taken.add(name)
    return name
