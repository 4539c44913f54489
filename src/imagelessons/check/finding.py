"""The one answer of a check: a finding, shown as one readable block."""

import re
import textwrap
from typing import NoReturn

from imagelessons.check.catalogue import misconception

WIDTH = 88
_INDENT = 12


def clip(text: object, limit: int = 160) -> str:
    r"""Return text on one line, printable, and cut at a limit.

    Error messages and names may hold line ends, terminal codes or megabytes.

    Examples
    --------
    >>> clip("a\nb")
    'a b'
    >>> clip("abcdef", limit=4)
    'abc…'
    """
    try:
        raw = str(text)[: 4 * limit]
    except Exception:
        return "(text that cannot be shown)"
    line = " ".join("".join(c if c.isprintable() else " " for c in raw).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def readable(text: str, name: str) -> str:
    """Return a sentence in which a name of several words doesn't stand as code.

    A variable is called by its name, a panel by words: nobody can print `the panel.shape`.

    Examples
    --------
    >>> readable("`the left panel` has shape (5, 7).", "the left panel")
    'The left panel has shape (5, 7).'
    >>> readable("Print `the left panel.shape` after each step.", "the left panel")
    'Print the shape of the left panel after each step.'
    >>> readable("`corner` has shape (5, 7).", "corner")
    '`corner` has shape (5, 7).'
    """
    if " " not in name or "`" in name:
        return text
    words = re.escape(name)
    text = re.sub(rf"`{words}\.(\w+)`", lambda found: f"the {found[1]} of {name}", text)
    text = re.sub(rf"`type\({words}\)`", lambda found: f"the type of {name}", text)
    text = text.replace(f"`{name}`", name)
    return text[:1].upper() + text[1:]


def blame(code: str, name: str, found: str, *, suggests: str = "", detail: str = "") -> NoReturn:
    """Raise the finding of a code.

    Parameters
    ----------
    code : str
        A code of the catalogue.
    name : str
        What the answer is called.
    found : str
        A sentence on what was found, never on what was expected.
    suggests : str, optional
        Takes the place of the catalogue's sentence.
    detail : str, optional
        A further sentence: where the answer differs, or the line that raised.

    Raises
    ------
    Finding
        Always.
    """
    raise Finding(code, found, suggests=suggests, detail=detail, name=name)


class Finding(AssertionError):
    """What a check found: a code, what was found, what it suggests and where to read.

    An ``AssertionError``, so that nbgrader, pytest and a plain interpreter know what to do with
    it. IPython shows its block alone, without a traceback.

    Attributes
    ----------
    code : str
    outcome : {"wrong", "not attempted"}
    name : str
        What the answer is called.
    title : str
        The exercise, empty outside of `exercise`.
    found, suggests, read, detail : str

    Examples
    --------
    >>> print(Finding("transposed", "`corner` has shape (70, 50).", title="Exercise 2"))
    ✘ Exercise 2 — not right yet
      Found     `corner` has shape (70, 50).
      Suggests  Rows and columns are swapped: NumPy counts rows first, then columns.
      Read      Lesson 01-greyscale, section "Row and column"
      Code      transposed
    """

    def __init__(
        self,
        code: str,
        found: str,
        *,
        suggests: str = "",
        detail: str = "",
        title: str = "",
        name: str = "answer",
    ) -> None:
        super().__init__(code, found)
        entry = misconception(code)
        self.code = code
        self.name = name
        self.found = readable(found, name)
        self.suggests = readable(suggests or entry.suggests.replace("{name}", name), name)
        self.read = entry.read
        self.detail = detail
        self.title = title

    @property
    def outcome(self) -> str:
        """Whether the answer is wrong or was not attempted."""
        return "not attempted" if self.code == "not-attempted" else "wrong"

    def block(self) -> list[str]:
        """Return the lines that the learner reads.

        Returns
        -------
        list of str
            None longer than 88 characters, save for words that cannot be broken.
        """
        attempted = self.outcome == "wrong"
        mark, verdict = ("✘", "not right yet") if attempted else ("○", "not attempted yet")
        lines = [f"{mark} {self.title} — {verdict}" if self.title else f"{mark} {verdict}"]
        rows = {"Found": self.found, "Detail": self.detail, "Suggests": self.suggests}
        if attempted:
            rows |= {"Read": self.read}
        for label, text in (rows | {"Code": self.code}).items():
            if text:
                lines.extend(in_rows(label, text))
        return lines

    def plain(self) -> dict[str, str]:
        """Return the finding as plain values, for a report."""
        kept = ("code", "outcome", "title", "found", "detail", "suggests", "read")
        return {key: getattr(self, key) for key in kept}

    def __str__(self) -> str:
        return "\n".join(self.block())

    def _render_traceback_(self) -> list[str]:
        # Only where IPython shows it: a report or a feedback page has no cell to call it in.
        return [
            *self.block(),
            *in_rows("More", "`check.hint()` in a new cell: hints in steps."),
        ]


def in_rows(label: str, text: str, indent: int = _INDENT) -> list[str]:
    """Return a text in lines of the block's width, set in, with a label before the first.

    Examples
    --------
    >>> in_rows("Found", "`corner` is 3.")
    ['  Found     `corner` is 3.']
    """
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=f"  {label}".ljust(indent),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
