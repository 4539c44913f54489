"""What came of one test in one run of a notebook: its points, its error, its doubts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from nbformat import NotebookNode

from nbisolate.normalize.points import grade_cells
from nbisolate.normalize.source import Source
from nbisolate.normalize.structure import grade_id
from nbisolate.session.execute import Executed

_LONGEST = 160
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# How IPython begins the part of a traceback that is in a cell; the first is the test's own.
_IN_CELL = re.compile(r"Cell In\[\d+\], line (\d+)|File <ipython-input[^>]*>:(\d+)")


@dataclass(frozen=True)
class Outcome:
    """What came of a test.

    Attributes
    ----------
    score : float or None
        By its outputs alone; None if they say no number of points.
    points : float
        The most that it is worth.
    failed : bool
        Whether it ended in an error.
    error : str
        The name of the error and what it says, on one line.
    line : int
        In the test cell; 0 if nobody knows.
    code : str
        That line.
    waits : str
        Why the points can't be given by what came of this run: such as a value of the student's
        that stays in its process.
    doubts : tuple of str
        Where it passes: why it may be wrong about what it read.
    restarted : bool
        Whether an earlier cell had ended the process.
    locked : dict of str to str
        Digests of the names in the test that locked cells set.
    """

    score: float | None
    points: float
    failed: bool = False
    error: str = ""
    line: int = 0
    code: str = ""
    waits: str = ""
    doubts: tuple[str, ...] = ()
    restarted: bool = False
    locked: Mapping[str, str] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether it got full points, and nothing keeps them from being given."""
        return not (self.failed or self.waits) and self.score == self.points

    def same_as(self, other: "Outcome") -> bool:
        """Return whether two runs came to the same points, whatever was doubtful about them."""
        if self.waits or other.waits:
            return False
        return self.failed == other.failed and self.score == other.score

    def fails_like(self, other: "Outcome | None") -> bool:
        """Return whether two runs failed in the same line with the same error."""
        if other is None or not (self.failed and other.failed):
            return False
        return (self.error, self.line) == (other.error, other.line)

    def said(self) -> str:
        """Return what came of the test, as the end of a sentence.

        Examples
        --------
        >>> Outcome(0.0, 2.0, failed=True, error="NameError: name 'f' is not defined").said()
        "fails (NameError: name 'f' is not defined)"
        >>> Outcome(1.0, 2.0).said(), Outcome(2.0, 2.0).said()
        ('gives 1 of 2 points', 'passes')
        """
        if self.waits:
            return f"can't be decided ({first_sentence(self.waits)})"
        if self.failed:
            return f"fails ({self.error})"
        if self.score == self.points:
            return "passes"
        return f"gives {self.score:g} of {self.points:g} points"

    def where(self) -> str:
        """Return the error with its line, as part of a sentence.

        Examples
        --------
        >>> Outcome(0.0, 2.0, True, "AssertionError", 4, "assert a == 1").where()
        'AssertionError in line 4, `assert a == 1`'
        >>> Outcome(0.0, 2.0, True, "ValueError: no `a`", 4, "raise ValueError('no `a`')").where()
        'ValueError: no `a` in line 4'
        """
        if not self.failed:
            return self.said()
        line = f" in line {self.line}" if self.line else ""
        code = f", `{self.tells}`" if self.tells else ""
        return f"{self.error}{line}{code}"

    @property
    def tells(self) -> str:
        """The line that failed; empty where it says no more than the error: ``raise ...``."""
        return "" if re.match(r"raise\b", self.code) else self.code


def outcomes_of(notebook: NotebookNode, source: Source, executed: Executed) -> dict[str, Outcome]:
    """Return what came of each test of a notebook that was run.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Repaired and executed.
    source : Source
    executed : Executed

    Returns
    -------
    dict of str to Outcome
        By grade id, for the cells that a program grades.
    """
    grades = grade_cells(notebook, source)
    cells = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}
    found = {}
    for original in source.cells:
        if not original.is_test:
            continue
        name, grade = original.name, grades[original.name]
        doubts = tuple(executed.doubts.get(name, ()))
        error = _error(cells.get(name, {}))
        # Where a test passes, doubts are all that an engine has to say against it.
        waits = "" if doubts else executed.needs_person.get(name, "")
        found[name] = Outcome(
            grade.score,
            grade.max_score,
            failed=bool(error),
            waits=waits or grade.reason,
            doubts=doubts,
            restarted=name in executed.restarted,
            locked=executed.locked.get(name, {}),
            **_told(error, original.text),
        )
    return found


def _error(cell: Mapping) -> Mapping:
    errors = [one for one in cell.get("outputs", ()) if one.get("output_type") == "error"]
    return errors[0] if errors else {}


def _told(error: Mapping, source: str) -> dict:
    if not error:
        return {}
    name, value = error.get("ename", ""), one_line(error.get("evalue", ""))
    # The engine's own words for a cell that was stopped need no name before them.
    said = value if name == "Stopped" else f"{name}: {value}" if value else name
    traceback = _COLOURS.sub("", "\n".join(error.get("traceback", ())))
    place = _IN_CELL.search(traceback)
    line = int(next(filter(None, place.groups()))) if place else 0
    lines = source.splitlines()
    code = one_line(lines[line - 1]) if 0 < line <= len(lines) else ""
    return {"error": said, "line": line if code else 0, "code": code.replace("`", "'")}


def one_line(text: str, longest: int = _LONGEST) -> str:
    r"""Return a text on one line, cut off where it is too long.

    Examples
    --------
    >>> one_line("Arrays are not equal\n\nMismatched: 1", 25)
    'Arrays are not equal Mism…'
    """
    line = " ".join(_COLOURS.sub("", str(text)).split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def first_sentence(text: str) -> str:
    """Return the first sentence of several, without its full stop.

    Examples
    --------
    >>> first_sentence("`a` holds nothing. See `b.c` too.")
    '`a` holds nothing'
    """
    return re.split(r"\.(?:\s|$)", text, maxsplit=1)[0]
