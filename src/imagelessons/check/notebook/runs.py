"""What became of the cells that ran, so that no test speaks of an older state without saying so.

A cell that Python can't read, that stops half-way, or in which a name was spelt in another way,
leaves what an earlier run has set. In a notebook IPython tells of each cell; a grader tells it
itself, with `ended` and `failed`.
"""

import difflib
import re
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from imagelessons.check.notebook.output import inside_ipython

_UNREADABLE = ("SyntaxError", "IndentationError", "TabError", "_IncompleteInputError")
# IPython's word for a cell that ends too early, whatever it is that isn't closed.
_INCOMPLETE = "incomplete input"
_TOO_SHORT = "the cell ends too early, such as without a closing bracket or quote"
# Statements at the left edge that set names. What is indented belongs to a function, mostly.
_DEFINES = re.compile(r"^(?:async +)?(?:def|class) +(\w+)", re.MULTILINE)
_SETS = re.compile(r"^([A-Za-z_][\w ,()*\[\]]*?) *(?::[^=\n]+)?=(?!=)", re.MULTILINE)
_LINE = re.compile(r" \(.{0,200}?(?:, )?line (\d{1,6})\)$")
_MOST_CHARACTERS = 200_000


@dataclass(frozen=True)
class Failure:
    """How a cell failed.

    Attributes
    ----------
    kind : str
        The name of the error's class; empty for a cell that ran, but no longer sets the name.
    said : str
        Its message; for such a cell, the name that it sets instead, or nothing.
    line : int or None
        Which line of the cell, from 1.
    text : str
        The text of that line.
    """

    kind: str
    said: str = ""
    line: int | None = None
    text: str = ""

    @property
    def unreadable(self) -> bool:
        """Whether Python could not read the cell, so that nothing in it ran."""
        return self.kind in _UNREADABLE


_MISSING = object()
# name -> how the last cell that was to set it failed, and what the name meant then.
_failures: dict[str, tuple[Failure, int]] = {}
# Names that some cell has set since this program started, each with the id of the last such cell.
_set: dict[str, str | None] = {}


def names_in(source: str) -> set[str]:
    r"""Return the names that a cell sets at its left edge, also if Python can't read it.

    Examples
    --------
    >>> sorted(names_in("a, b = img.shape\ndef f(x:\n    c = 1\nprint(d=2)"))
    ['a', 'b', 'f']
    """
    source = source[:_MOST_CHARACTERS]
    names = set(_DEFINES.findall(source))
    for left in _SETS.findall(source):
        if left.count("(") == left.count(")") and left.count("[") == left.count("]") == 0:
            names.update(re.findall(r"[A-Za-z_]\w*", left))
    return names


def ended(
    source: str,
    changed: Iterable[str] = (),
    namespace: Mapping[str, object] | None = None,
    cell: str | None = None,
) -> None:
    """Note that a cell has run to its end.

    Parameters
    ----------
    source : str
    changed : iterable of str, optional
        Names that have another value since, where that is known.
    namespace : mapping of str to object, optional
        What the names mean now.
    cell : str, optional
        The cell's id. A name that this cell set when it ran before, and that isn't in it any more,
        is older than the cell.
    """
    names = names_in(source) | set(changed)
    new = names - set(_set)
    for name, setter in _set.items():
        if cell is not None and setter == cell and not re.search(rf"\b{name}\b", source):
            near = difflib.get_close_matches(name, new, 1)
            failure = Failure("", *near)
            _failures[name] = failure, id((namespace or {}).get(name, _MISSING))
    for name in names:
        _failures.pop(name, None)
        _set[name] = cell


def failed(
    source: str,
    failure: Failure,
    changed: Iterable[str] = (),
    namespace: Mapping[str, object] | None = None,
    cell: str | None = None,
) -> None:
    """Note that a cell has failed: the names that it was to set, and did not, are older than it.

    Parameters
    ----------
    source : str
    failure : Failure
    changed : iterable of str, optional
        Names that it has set before it failed.
    namespace : mapping of str to object, optional
        What the names mean now.
    cell : str, optional
        The cell's id.
    """
    changed = set(changed)
    for name in changed:
        _failures.pop(name, None)
        _set[name] = cell
    for name in names_in(source) - changed:
        _failures[name] = failure, id((namespace or {}).get(name, _MISSING))


def failure_of(names: Iterable[str], namespace: Mapping[str, object]) -> tuple[str, Failure] | None:
    """Return the first of some names that is older than a failed cell, with that failure.

    Parameters
    ----------
    names : iterable of str
    namespace : mapping of str to object
        What the names mean now. A name that has been set since, in whatever way, is not older.
    """
    for name in names:
        failure, meant = _failures.get(name, (None, 0))
        value = namespace.get(name, _MISSING)
        if failure and id(value) == meant and not isinstance(value, types.ModuleType):
            return name, failure
    return None


def was_set(name: str) -> bool:
    """Return whether a cell that sets this name has run since the kernel started."""
    return name in _set


def names_set() -> set[str]:
    """Return the names that cells have set since the kernel started."""
    return set(_set)


def forget_all() -> None:
    """Forget all cells, as after a restart."""
    _failures.clear()
    _set.clear()


def failure_in(kind: str, said: str, source: str) -> Failure:
    r"""Return a failure as a grader reads it from an error output.

    Examples
    --------
    >>> failure_in("SyntaxError", "'[' was never closed (123.py, line 2)", "a = 1\nb = [a")
    Failure(kind='SyntaxError', said="'[' was never closed", line=2, text='b = [a')
    """
    found = _LINE.search(said) if kind in _UNREADABLE else None
    line = int(found[1]) if found else None
    said = said[: found.start()] if found else said
    said = _TOO_SHORT if kind in _UNREADABLE and said == _INCOMPLETE else said
    return Failure(kind, said, line, _line_of(source, line))


def _line_of(source: str, line: int | None) -> str:
    lines = source[:_MOST_CHARACTERS].splitlines()
    return lines[line - 1].strip() if line and 0 < line <= len(lines) else ""


def note_outputs(source: str, outputs: Iterable[Mapping], changed: object) -> None:
    """Note what became of a cell from its outputs, in a grader.

    Parameters
    ----------
    source : str
    outputs : iterable of mapping
        As nbformat has them.
    changed : list of str
        Names that the cell has set. It may be anything: a stranger's process says so.
    """
    names = [name for name in changed if type(name) is str] if type(changed) is list else []
    error = next((one for one in outputs if one["output_type"] == "error"), None)
    if error is None:
        ended(source, names)
    else:
        failed(source, failure_in(error["ename"], error["evalue"], source), names)


def watch() -> None:
    """Let IPython tell of each cell from now on, if this runs in IPython."""
    if not inside_ipython():
        return
    from IPython import get_ipython

    shell = get_ipython()
    if getattr(shell, "_imagelessons_watches", False):
        return
    shell._imagelessons_watches = True
    before: dict[str, int] = {}

    def begin(info: object) -> None:
        before.clear()
        before.update((name, id(value)) for name, value in shell.user_ns.items())

    def end(result: object) -> None:
        source = getattr(result.info, "raw_cell", "") or ""
        # A test finds fault with an answer, not with itself; and it has names of its own.
        if "check.exercise(" in source or "check.unpacked(" in source:
            return
        now = shell.user_ns
        changed = [name for name, value in now.items() if before.get(name) != id(value)]
        error = result.error_before_exec or result.error_in_exec
        cell = getattr(result.info, "cell_id", None)
        if error is None:
            ended(source, changed, now, cell)
        else:
            failed(source, _failure_from(error, source, shell), changed, now, cell)

    shell.events.register("pre_run_cell", begin)
    shell.events.register("post_run_cell", end)


def _told_better(error: SyntaxError, source: str) -> SyntaxError:
    """Return what Python itself says of a cell of which IPython says that it is incomplete."""
    if error.msg != _INCOMPLETE:
        return error
    try:
        compile(source, "<cell>", "exec", dont_inherit=True)
    except SyntaxError as told:
        return told
    except ValueError:
        pass
    return SyntaxError(_TOO_SHORT, ("<cell>", error.lineno, 0, error.text))


def _failure_from(error: BaseException, source: str, shell: object) -> Failure:
    if isinstance(error, SyntaxError):
        error = _told_better(error, source)
        text = (error.text or _line_of(source, error.lineno)).strip()
        return Failure(type(error).__name__, error.msg or "", error.lineno, text)
    line = None
    step = error.__traceback__
    while step is not None and line is None:
        frame = step.tb_frame
        if frame.f_globals is shell.user_ns and frame.f_code.co_name == "<module>":
            line = step.tb_lineno
        step = step.tb_next
    try:
        said = str(error)
    except Exception:
        said = ""
    return Failure(type(error).__name__, said, line, _line_of(source, line))
