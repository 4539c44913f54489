"""Other forms in which a course hands out its test cells, such as one that nobody reads by chance.

By themselves test cells are handed out as they were written. A course that hands them out in
another form registers how to read it, so that a student's copy is known again.
"""

from typing import Protocol


class TestForm(Protocol):
    """A form of test cells: a module or an object with these three functions.

    Each takes the text of any cell, also a stranger's: nothing of it may be run.
    """

    __test__ = False

    def as_written(self, text: str) -> str:
        """Return the test as its author wrote it; a text that isn't of this form as it is."""

    def is_piece(self, text: str) -> bool:
        """Return whether a text can be nothing but a test in this form, or a piece of one."""

    def around(self, text: str) -> str:
        """Return what a cell holds besides a test in this form."""


_forms: list[TestForm] = []


def register_form(form: TestForm) -> None:
    """Let test cells be read that were handed out in a form of the course's own.

    Parameters
    ----------
    form : TestForm
        Registered once, however often it is given.
    """
    if form not in _forms:
        _forms.append(form)


def as_written(text: str) -> str:
    """Return the text of a test cell as its author wrote it, whatever its form.

    Examples
    --------
    >>> as_written("assert a")
    'assert a'
    """
    for form in _forms:
        text = form.as_written(text)
    return text


def is_piece(text: str) -> bool:
    """Return whether a text can be nothing but a test in one of the forms, or a piece of one."""
    return any(form.is_piece(text) for form in _forms)


def around(text: str) -> str:
    """Return what a cell holds besides a test in one of the forms."""
    for form in _forms:
        text = form.around(text)
    return text
