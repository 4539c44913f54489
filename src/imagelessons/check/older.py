"""The answer cell failed, or sets another name by now: a test would judge an older answer."""

from imagelessons.check.finding import Finding, clip
from imagelessons.check.notebook.runs import Failure


def older_finding(name: str, failure: Failure, *, there: bool) -> Finding:
    """Return the finding for a name that a failed cell was to set.

    Parameters
    ----------
    name : str
    failure : Failure
    there : bool
        Whether the name has a value from an earlier run.

    Examples
    --------
    >>> failure = Failure("SyntaxError", "'[' was never closed", 2, "region = img[100:150")
    >>> print(older_finding("region", failure, there=False).found)
    Python can't read the cell that is to set `region`: '[' was never closed.
    """
    code = "syntax-error" if failure.unreadable else "answer-stopped"
    suggests = ""
    if not failure.kind:
        code = "missing-name"
        suggests = "Compare the spelling with the exercise, capitals too, and mend the answer cell."
    detail = _line(failure)
    if there:
        detail += f" What `{clip(name, 60)}` is now comes from an earlier run, so it isn't judged."
    return Finding(
        code,
        f"{_what(name, failure)}.",
        suggests=suggests,
        detail=detail.strip(),
        name=clip(name, 60),
    )


def older_words(name: str, failure: Failure) -> str:
    """Say that what passes is an older answer than the one in the answer cell."""
    return (
        f"But this is what `{clip(name, 60)}` was before: since then, {_later(name, failure)}. "
        f"Mend that cell, run it, then run this test again. {_line(failure)}"
    ).strip()


def _what(name: str, failure: Failure) -> str:
    name, said = clip(name, 60), clip(failure.said, 200).rstrip(".")
    if failure.unreadable:
        return f"Python can't read the cell that is to set `{name}`: {said}"
    if not failure.kind:
        instead = f"; it sets `{said}` instead" if said else ""
        return f"The cell that set `{name}` doesn't set it any more{instead}"
    error = f"{clip(failure.kind, 60)}: {said}" if said else clip(failure.kind, 60)
    return f"The cell that is to set `{name}` stopped before it did so, at {error}"


def _later(name: str, failure: Failure) -> str:
    text = _what(name, failure)
    return text if text.startswith("Python") else text[:1].lower() + text[1:]


def _line(failure: Failure) -> str:
    if not failure.line:
        return ""
    return f"Line {failure.line} of that cell: `{clip(failure.text, 100)}`."
