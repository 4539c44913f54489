"""The one answer of a check: a finding, shown as HTML that flows, or as lines of text."""

import re
from typing import NoReturn

from imagelessons.check.catalogue import misconception
from imagelessons.check.entry import THE_EXERCISE
from imagelessons.check.notebook.lesson_link import lesson_link
from imagelessons.check.notebook.output import is_notebook_of_a_learner, show
from imagelessons.check.notebook.page import SIGNS, box, link, strong, words

# What a finding is as plain values.
PLAIN = ("code", "outcome", "title", "found", "detail", "suggests", "read")
_OUTCOMES = {
    "not-attempted": "not attempted",
    "set-up-not-run": "not checked",
    "cannot-check": "not checked",
}
_BEFORE_ANY_READING = ("syntax-error", "answer-stopped")
_VERDICTS = {
    "wrong": "not right yet",
    "not attempted": "not attempted yet",
    "not checked": "not checked yet",
}
_MORE = "More: `check.hint()` in a new cell gives hints, one step at a time."
_MOST_CHARACTERS = 2_000


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
    >>> readable("`unmix(mixed, three)` has shape (5, 7).", "unmix(mixed, three)")
    '`unmix(mixed, three)` has shape (5, 7).'
    """
    if " " not in name or "`" in name or name.endswith(")"):
        return text
    words = re.escape(name)
    text = re.sub(rf"`{words}\.(\w+)`", lambda found: f"the {found[1]} of {name}", text)
    text = re.sub(rf"`type\({words}\)`", lambda found: f"the type of {name}", text)
    text = text.replace(f"`{name}`", name)
    return text[:1].upper() + text[1:]


def blame(
    code: str,
    name: str,
    found: str,
    *,
    suggests: str = "",
    detail: str = "",
    picture: dict[str, str] | None = None,
) -> NoReturn:
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
    picture : dict of str to str, optional
        A picture of it, by media type.

    Raises
    ------
    Finding
        Always.
    """
    raise Finding(code, found, suggests=suggests, detail=detail, name=name, picture=picture)


class Finding(AssertionError):
    """What a check found: a code, what was found, what it suggests and where to read.

    An ``AssertionError``, so that nbgrader, pytest and a plain interpreter know what to do with
    it. IPython shows it as HTML or as lines of text, with its picture and without a traceback.

    Attributes
    ----------
    code : str
    outcome : {"wrong", "not attempted", "not checked"}
    name : str
        What the answer is called.
    title : str
        The exercise, empty outside of `exercise`.
    found, suggests, read, detail : str
    picture : dict of str to str or None
        By media type.

    Examples
    --------
    >>> print(Finding("transposed", "`corner` has shape (70, 50).", title="Exercise 2"))
    ✘ Exercise 2 — not right yet
    `corner` has shape (70, 50).
    Rows and columns are swapped: NumPy counts rows first, then columns.
    Read: Lesson 01-greyscale, section "Row and column"
    Code: transposed
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
        picture: dict[str, str] | None = None,
    ) -> None:
        super().__init__(code, found)
        entry = misconception(code)
        self.code = entry.code
        self.name = name
        self.found = readable(found, name)
        self.suggests = readable(suggests or entry.sentence.replace("{name}", name), name)
        self.lesson, self.section = entry.lesson, entry.section
        self.read = entry.read
        self.detail = detail
        self.title = title
        self.picture = picture
        # For who compares what several cases show: whether it is about values, not about what
        # kind of thing was handed in, and whether it is a mistake that the exercise names.
        self.of_values = self.was_given = False
        self._was_shown = False

    @property
    def outcome(self) -> str:
        """Whether the answer is wrong, was not attempted, or can't be judged here and now."""
        return _OUTCOMES.get(self.code, "wrong")

    @property
    def needs_person(self) -> str:
        """Why a person must give the points, for the grader; empty where the answer is wrong."""
        return self.found if self.code == "cannot-check" else ""

    def keep_to(self, lesson: str) -> None:
        """Send nobody to a lesson that comes after the one of the exercise.

        Parameters
        ----------
        lesson : str
            The exercise's, such as ``"01-greyscale"``; without one, nothing is done.
        """
        if lesson and self.lesson[:2] > lesson[:2]:
            self.lesson, self.section, self.read = "", "", THE_EXERCISE

    def block(self) -> list[str]:
        """Return what the learner reads as plain text.

        Returns
        -------
        list of str
            A line for each thing said, as long as it is: whoever shows them breaks them.
        """
        return [*self._lines(), f"Code: {self.code}"]

    def plain(self) -> dict[str, str]:
        """Return the finding as plain values, for a report."""
        return {key: getattr(self, key) for key in PLAIN}

    def __str__(self) -> str:
        return "\n".join(self.block())

    def _lines(self) -> list[str]:
        lines = [f"{SIGNS[self.outcome]} {_headed(self.title, ' — ', _VERDICTS[self.outcome])}"]
        lines += [self.found, self.detail, self.suggests]
        if self._says_where_to_read():
            lines.append(f"Read: {self.read}")
        return [line for line in lines if line]

    def _says_where_to_read(self) -> bool:
        return self.outcome == "wrong" and self.code not in _BEFORE_ANY_READING

    def _page(self, more: str) -> str:
        head = _headed(strong(self.title) if self.title else "", ": ", _VERDICTS[self.outcome])
        read = ""
        if self._says_where_to_read():
            address = lesson_link(self.lesson, self.section)
            where = words(self.read)
            read = f"Read: {link(address, self.read) if address else where}"
        said = map(words, (self.found, self.detail, self.suggests))
        return box(self.outcome, head, [*said, read, words(more)])

    def _render_traceback_(self) -> list[str]:
        # The message is an output of its own, so that it is shown as HTML where that can be; the
        # error output, by which graders see that the test has failed, needs one line only.
        # IPython asks once more, for its history.
        last = [f"Code: {self.code}"]
        if self._was_shown:
            return last
        self._was_shown = True
        try:
            is_of_answer = self.outcome != "not checked" and is_notebook_of_a_learner()
            more = _MORE if is_of_answer else ""
            text = "\n".join(filter(None, [*self._lines(), more]))
            show(text, self._page(more), self.plain(), self.picture)
        except Exception:
            return self.block()
        return last


def _headed(title: str, between: str, verdict: str) -> str:
    return f"{title}{between}{verdict}" if title else verdict


def plain_finding(value: object) -> dict[str, str] | None:
    """Return a finding's plain values as they may be believed, or None if it is none.

    Parameters
    ----------
    value : object
        From the metadata of an output, which anybody may have written.

    Examples
    --------
    >>> plain_finding({"code": "transposed", "found": "a" * 9999, "more": 1})["code"]
    'transposed'
    >>> plain_finding({"code": "<b>"}) is None
    True
    """
    if not isinstance(value, dict) or not isinstance(value.get("code"), str):
        return None
    if not re.fullmatch(r"[a-z0-9-]{1,60}", value["code"]):
        return None
    return {
        key: clip(value[key], _MOST_CHARACTERS) if isinstance(value.get(key), str) else ""
        for key in PLAIN
    }
