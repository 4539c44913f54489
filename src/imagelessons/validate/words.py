"""What Validate and `make check` say: one summary and one block for each exercise, in two forms."""

import html
import re
import textwrap
from collections.abc import Sequence
from typing import Any

from imagelessons.validate.judging import BESIDE, DONE, OPEN, TO_MEND, WRITTEN, Exercise, Verdict
from imagelessons.validate.problems import Problem

# nbgrader's dialog puts it into a block of preformatted text.
_FLOWING = '<div style="white-space: normal; font-family: var(--jp-ui-font-family)">{}</div>'
MORE_TESTS = "More tests run when it is graded."
# A sign and a word for each state, so that nothing is told by colour alone.
_SIGNS = {
    DONE: ("✔", "done"),
    WRITTEN: ("✔", "answered"),
    TO_MEND: ("✘", "not right yet"),
    BESIDE: ("✘", "beside its answer cell"),
    OPEN: ("○", "not answered yet"),
}
_COLOURS = {
    "✔": "var(--jp-success-color1, #2e7d32)",
    "✘": "var(--jp-error-color1, #c62828)",
    "○": "var(--jp-warn-color1, #b26a00)",
}
_LINE = "margin: 0.3em 0"
_HEADING = "margin: 1.2em 0 0.3em; font-size: 1.1em"


def summary(verdict: Verdict) -> str:
    """Return in two sentences how far a notebook is.

    Examples
    --------
    >>> exercises = [Exercise("Exercise 1: a", 1, [DONE]), Exercise("Exercise 2: b", 1, [OPEN])]
    >>> summary(Verdict("a.ipynb", exercises))
    "1 of 2 done; exercise 2 isn't answered yet. More tests run when it is graded."
    """
    exercises = verdict.exercises
    if not exercises:
        return "This notebook could not be checked." if verdict.problems else "There is no test."
    done = [one for one in exercises if one.state in (DONE, WRITTEN)]
    parts = [f"{len(done)} of {len(exercises)} done"]
    wanted = {
        TO_MEND: ("isn't right yet", "aren't right yet"),
        BESIDE: ("is answered beside its answer cell", "are answered beside their answer cells"),
        OPEN: ("isn't answered yet", "aren't answered yet"),
    }
    for state, (of_one, of_many) in wanted.items():
        names = [_short(one.title) for one in exercises if one.state == state]
        if names:
            parts.append(f"{_listed(names)} {of_one if len(names) == 1 else of_many}")
    flawed = [_short(one.title) for one in done if one.problems]
    if flawed:
        parts.append(f"something is to mend in {_listed(flawed)}")
    read = [_short(one.title) for one in exercises if one.state == WRITTEN]
    person = f" A person reads {_listed(read)}." if read else ""
    return f"{'; '.join(parts)}.{person} {MORE_TESTS}"


def as_text(verdict: Verdict, width: int = 88) -> str:
    """Return what to print in a terminal."""
    blocks = [textwrap.fill(f"{verdict.name}: {summary(verdict)}", width)]
    for sign, where, problems in _blocks(verdict):
        lines = [f"  {sign} {where}".rstrip()]
        for line in (line for one in problems for line in one.sentence.splitlines()):
            lines.append(textwrap.indent(textwrap.fill(line, width - 4), "    "))
        blocks.append("\n".join(lines))
    notes = [f"  Note: {note}" for note in verdict.notes]
    blocks += [textwrap.fill(note, width, subsequent_indent="    ") for note in notes]
    return "\n\n".join(blocks) + ("\n" if len(blocks) > 1 else "")


def as_html(verdict: Verdict) -> str:
    """Return the same as HTML that flows at any width, in the colours of the page it is in."""
    parts = [f'<p style="{_LINE}"><strong>{html.escape(summary(verdict))}</strong></p>']
    for sign, where, problems in _blocks(verdict):
        parts.append(_heading(where, sign))
        parts += [_paragraphs(one.sentence) for one in problems]
    if verdict.notes:
        parts.append(_heading("Also"))
        parts += [_paragraphs(note) for note in verdict.notes]
    return "".join(parts)


def _heading(text: str, sign: str = "") -> str:
    # The sign is for the eye: what it means stands in the words.
    colour = _COLOURS.get(sign, "inherit")
    shown = f'<span aria-hidden="true" style="color: {colour}">{sign}</span> ' if sign else ""
    return f'<h3 style="{_HEADING}">{shown}{html.escape(text, quote=False)}</h3>'


def as_nbgrader(verdict: Verdict) -> dict[str, Any]:
    """Return the same in the form that nbgrader's own dialog shows.

    Its *Assignment List* has a Validate button too. It puts each part into a block of preformatted
    text, so a part brings its own layout along.
    """
    if verdict.sound:
        return {}
    blocks = [
        (f"{sign} {where}", [one.sentence for one in problems])
        for sign, where, problems in _blocks(verdict)
    ]
    failed = [
        {"source": where, "error": _FLOWING.format("".join(map(_paragraphs, said)))}
        | {"raw_error": "\n".join(said)}
        for where, said in [(verdict.name, [summary(verdict)]), *blocks]
    ]
    return {"failed": failed}


def _blocks(verdict: Verdict) -> list[tuple[str, str, Sequence[Problem]]]:
    """Return sign, heading and sentences of all there is to say, in the notebook's order."""
    blocks: list[tuple[str, str, Sequence[Problem]]] = [
        ("✘", one.where, [one]) for one in verdict.problems
    ]
    for one in verdict.exercises:
        # What isn't answered yet stands in the summary.
        if one.problems:
            sign, word = _SIGNS[one.state]
            if one.state in (DONE, WRITTEN):
                sign, word = "✘", f"{word}, but something is to mend"
            blocks.append((sign, f"{_with_points(one)}: {word}", one.problems))
    return blocks


def _with_points(exercise: Exercise) -> str:
    word = "point" if exercise.points == 1 else "points"
    return f"{exercise.title} ({exercise.points:g} {word})"


def _short(title: str) -> str:
    """Return what a heading is called in a sentence.

    Examples
    --------
    >>> _short("Exercise 2: a region"), _short("Cells & tissue")
    ('exercise 2', '"Cells & tissue"')
    """
    numbered = re.match(r"(Exercise \w+)", title)
    return numbered[1].lower() if numbered else f'"{title}"'


def _listed(names: Sequence[str]) -> str:
    """Return names as part of a sentence.

    Examples
    --------
    >>> _listed(["exercise 5", "exercise 6", "exercise 7"])
    'exercises 5, 6 and 7'
    """
    if len(names) == 1:
        return names[0]
    if all(name.startswith("exercise ") for name in names):
        numbers = [name.removeprefix("exercise ") for name in names]
        return f"exercises {', '.join(numbers[:-1])} and {numbers[-1]}"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _paragraphs(text: str) -> str:
    """Return lines as paragraphs; what stands between backticks as code.

    Examples
    --------
    >>> _paragraphs("`a < b` is odd.")
    '<p style="margin: 0.3em 0"><code>a &lt; b</code> is odd.</p>'
    """
    lines = (html.escape(line.strip(), quote=False) for line in text.splitlines())
    marked = (re.sub(r"`([^`]+)`", r"<code>\1</code>", line) for line in lines if line)
    return "".join(f'<p style="{_LINE}">{line}</p>' for line in marked)
