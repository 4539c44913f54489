"""Hints in steps, on demand: `check.hint()` after a test cell that found something."""

import re
from collections.abc import Sequence

from imagelessons.check.catalogue import CATALOGUE
from imagelessons.check.finding import Finding, clip, readable
from imagelessons.check.notebook.output import show
from imagelessons.check.notebook.page import SIGNS, box, strong, words

# Which part of a hint's words must be new.
_MORE = 0.6
_NOTHING_YET = (
    "There is nothing to give a hint on yet: run a test cell first. "
    "If it finds something, `check.hint()` says more about that. For a finding on a feedback page, "
    'name its code, as in `check.hint(code="transposed")`.'
)


class _Last:
    """What the last block of checks found, and which of its hints have been shown.

    Only the last block counts: a hint never speaks of another exercise than the last tested one.
    """

    finding: Finding | None = None
    passed: str = ""
    own: tuple[str, ...] = ()
    shown: int = 0


def remember(finding: Finding, own: Sequence[str] = ()) -> None:
    """Keep a finding for `hint`.

    Parameters
    ----------
    finding : Finding
    own : sequence of str, optional
        The exercise's own hints, which come after those of the catalogue.

    Notes
    -----
    Where the same exercise has the same finding again, the steps go on where they were.
    """
    before = _Last.finding
    same = before is not None and (before.code, before.title) == (finding.code, finding.title)
    _Last.shown = _Last.shown if same else 0
    _Last.finding, _Last.own, _Last.passed = finding, tuple(own), ""


def forget(passed: str = "") -> None:
    """Forget the last finding, because an exercise passes.

    Parameters
    ----------
    passed : str, optional
        The title of the exercise that passes.
    """
    _Last.finding, _Last.own, _Last.shown, _Last.passed = None, (), 0, passed


def steps_of(finding: Finding, own: Sequence[str] = ()) -> list[str]:
    """Return the hints on a finding, from the vaguest to the closest.

    Parameters
    ----------
    finding : Finding
    own : sequence of str, optional
        The exercise's own hints.

    Returns
    -------
    list of str
        Without the first if it only repeats what the finding says.

    Examples
    --------
    >>> steps = steps_of(Finding("transposed", "`a` has shape (3, 2).", name="a"))
    >>> len(steps), "`a.shape`" in steps[1]
    (3, True)
    """
    hints = CATALOGUE[finding.code].hints
    said = [readable(one.replace("{name}", finding.name), finding.name) for one in hints]
    message = f"{finding.found} {finding.suggests}"
    # Who has read the message wants to read something else now.
    repeats = len(said) > 1 and not says_more(said[0], message)
    return [*said[repeats:], *own]


def says_more(hint: str, message: str) -> bool:
    """Return whether a hint says something that the message before it has not said.

    Examples
    --------
    >>> says_more("One object carries several numbers.", "One object has several numbers here.")
    False
    >>> says_more("Print the shape of each step.", "One object has several numbers here.")
    True
    """
    known = _stems(message)
    own = _stems(hint)
    return len(own - known) >= _MORE * len(own)


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z_]{4,}", text.lower())}


def hint(step: int | str | None = None, *, code: str | None = None) -> None:
    """Show the next hint on what the last test cell found.

    Parameters
    ----------
    step : int or str, optional
        Which hint, from 1; without it the next one that has not been shown. The code of a finding
        is taken for `code`.
    code : str, optional
        The code of a finding, as a feedback page shows it, in the place of the last one.

    Notes
    -----
    The first ones say where to look and what to print, then one points nearly at it; some
    exercises have more. None is an answer. Nothing is looked up outside of this computer. In the
    graders a call shows a line or two and changes nothing.

    Examples
    --------
    >>> from imagelessons import check
    >>> with check.exercise("Exercise 1: the answer"):
    ...     check.number(42, 42, "answer")
    ✔ Exercise 1: the answer — every check that ran here passes.
    >>> check.hint()
    → Exercise 1: the answer passes: there is nothing to give a hint on.
    """
    if isinstance(step, str) and step in CATALOGUE:
        step, code = None, step
    if code is not None and not _takes(code):
        _say(f"There is no code {clip(repr(code), 40)}. It stands below the finding, after `Code`.")
        return
    if _Last.finding is None:
        title = _Last.passed
        _say(f"{title} passes: there is nothing to give a hint on." if title else _NOTHING_YET)
        return
    steps = steps_of(_Last.finding, _Last.own)
    wanted = _Last.shown + 1 if step is None else step
    if type(wanted) is not int or not 1 <= wanted <= len(steps) + (step is None):
        _say(f"There are the hints 1 to {len(steps)}: call, for example, `check.hint(2)`.")
        return
    if wanted > len(steps):
        _say(f"That were all {len(steps)} hints. {_after(_Last.finding)}")
        return
    _Last.shown = max(_Last.shown, wanted)
    title = _Last.finding.title or "The last check"
    _say(steps[wanted - 1], title, f"hint {wanted} of {len(steps)}")


def _say(text: str, title: str = "", which: str = "") -> None:
    head = f"{strong(title)}: {which}" if title else words(text)
    line = f"{title} — {which}" if title else text
    rest = text if title else ""
    text = "\n".join(filter(None, [f"{SIGNS['hint']} {line}", rest]))
    show(text, box("hint", head, [words(rest)]))


def _takes(code: str) -> bool:
    if not isinstance(code, str) or code not in CATALOGUE:
        return False
    if _Last.finding is None or _Last.finding.code != code:
        remember(Finding(code, "", title="A finding on a feedback page"))
    return True


def _after(finding: Finding) -> str:
    read = f"Read once more: {finding.read}."
    return f"{read} Then show your cell and the finding to somebody: saying it aloud often helps."
