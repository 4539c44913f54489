"""Read one graded notebook: the findings of its tests, its answers, and how long it ran."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from imagelessons.check.finding import clip, plain_finding
from imagelessons.check.notebook.output import METADATA_KEY

# A graded notebook holds figures, but nobody reads one of this size. In bytes.
LARGEST = 50_000_000

# A time beyond a year is a mistake of whoever wrote it. In seconds.
_LONGEST = 31_536_000


@dataclass(frozen=True)
class Said:
    """What a cell said when it ran.

    Attributes
    ----------
    code : str
        The code of a finding; empty if the cell ended with none.
    suggests : str
        The sentence that the learner read.
    error : str
        The name of an error that is no finding, such as ``"NameError"``.
    message : str
        What that error said, short.
    """

    code: str = ""
    suggests: str = ""
    error: str = ""
    message: str = ""


@dataclass(frozen=True)
class Graded:
    """What is read from one graded notebook.

    Attributes
    ----------
    said : dict of str to Said
        By grade id, for each cell that nbgrader knows.
    answers : dict of str to str
        By the grade id of a test: the text of the answer cells above it.
    stopped : dict of str to str
        By the grade id of a test: the error at which an answer above it stopped.
    seconds : float or None
        How long the cells ran, if that was recorded.
    notes : tuple of str
        What the grader noted about this notebook.
    """

    said: dict[str, Said] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    stopped: dict[str, str] = field(default_factory=dict)
    seconds: float | None = None
    notes: tuple[str, ...] = ()


def read_graded(path: Path) -> Graded | None:
    """Read a graded notebook, without running or trusting any of it.

    Parameters
    ----------
    path : pathlib.Path
        Such as ``grading/autograded/ada/exercises-01-greyscale/exercises-01-greyscale.ipynb``.

    Returns
    -------
    Graded or None
        None if there is no such file, or none that can be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            return None
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        return None
    return graded_facts(_mapping(notebook.get("metadata")), [_mapping(cell) for cell in cells])


def graded_facts(metadata: Mapping[str, Any], cells: list[Mapping[str, Any]]) -> Graded:
    """Return what a notebook's metadata and cells say.

    Parameters
    ----------
    metadata : mapping
        The notebook's metadata; the grader may have put ``seconds`` and ``notes`` there, under
        ``imagelessons``.
    cells : list of mapping
        As they stand in the file.
    """
    said, answers, stopped = {}, {}, {}
    above: list[Mapping[str, Any]] = []
    for cell in cells:
        about = _mapping(_mapping(cell.get("metadata")).get("nbgrader"))
        name = about.get("grade_id")
        is_code = cell.get("cell_type") == "code"
        if is_code and not about.get("locked"):
            above.append(cell)
        if not isinstance(name, str):
            continue
        said[name] = _said(cell)
        if about.get("grade"):
            sources = [text(one.get("source")) for one in above if _is_answer(one)]
            answers[name] = "\n\n".join(source for source in sources if source.strip())
            errors = [found.error for one in above if (found := _said(one)).error]
            stopped[name] = errors[0] if errors else ""
            above = []
    course = _mapping(metadata.get("imagelessons"))
    return Graded(said, answers, stopped, _seconds(course, cells), _notes(course))


def text(value: object) -> str:
    r"""Return the text of a cell's field, which a notebook may store as a list of lines.

    Examples
    --------
    >>> text(["a\n", "b"])
    'a\nb'
    >>> text(None)
    ''
    """
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_answer(cell: Mapping[str, Any]) -> bool:
    about = _mapping(_mapping(cell.get("metadata")).get("nbgrader"))
    return bool(about.get("solution"))


def _said(cell: Mapping[str, Any]) -> Said:
    outputs = cell.get("outputs")
    # The finding is shown, and kept as plain values, just before the error that it raises.
    told = None
    for output in map(_mapping, outputs if isinstance(outputs, list) else []):
        told = plain_finding(_mapping(output.get("metadata")).get(METADATA_KEY)) or told
        if output.get("output_type") == "error":
            name, message = text(output.get("ename")), clip(text(output.get("evalue"))[:8000])
            if name != "Finding":
                return Said(error=clip(name, 60) or "Error", message=message)
            return Said(told["code"], told["suggests"]) if told else Said("unreadable-finding")
    return Said()


def _seconds(course: Mapping[str, Any], cells: list[Mapping[str, Any]]) -> float | None:
    value = course.get("seconds")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value) if 0 <= value < _LONGEST else None
    spent = [_spent(_mapping(_mapping(cell.get("metadata")).get("execution"))) for cell in cells]
    known = [seconds for seconds in spent if seconds is not None]
    return sum(known) if known else None


def _spent(times: Mapping[str, Any]) -> float | None:
    try:
        began = datetime.fromisoformat(times["iopub.execute_input"])
        ended = datetime.fromisoformat(times["shell.execute_reply"])
        return max(0.0, (ended - began).total_seconds())
    except (KeyError, TypeError, ValueError):
        return None


def _notes(course: Mapping[str, Any]) -> tuple[str, ...]:
    notes = course.get("notes")
    if not isinstance(notes, list):
        return ()
    return tuple(clip(note, 300) for note in notes if isinstance(note, str))[:20]
