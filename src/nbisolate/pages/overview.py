"""The overview of a class: a table for the terminal and a page for the browser."""

from collections.abc import Sequence
from dataclasses import dataclass

from nbisolate.pages.render import render


@dataclass(frozen=True)
class Row:
    """What became of one submission.

    Attributes
    ----------
    student, assignment : str
    points : float or None
        None where there is no grade; then `cause` says why.
    max_points : float
    cause : str
        Why there is no grade, or what is still to do; empty if there is nothing to say.
    """

    student: str
    assignment: str
    points: float | None
    max_points: float
    cause: str


def points_text(row: Row) -> str:
    """Return the points of a row, such as ``"7 / 16"``.

    Examples
    --------
    >>> points_text(Row("ada", "exercises-01-greyscale", 7.5, 16, ""))
    '7.5 / 16'
    >>> points_text(Row("fay", "exercises-01-greyscale", None, 16, "cut off"))
    '- / 16'
    """
    points = "-" if row.points is None else f"{row.points:g}"
    return f"{points} / {row.max_points:g}"


def shown(name: str) -> str:
    r"""Return a folder's name as it can be printed: on one line, without commands to a terminal.

    Examples
    --------
    >>> shown("Zoë Ångström")
    'Zoë Ångström'
    >>> shown("a\nb\x1b[31m\udcff")
    'a\\nb\\x1b[31m\\udcff'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def as_table(rows: Sequence[Row]) -> str:
    """Return the overview as lines of text.

    Parameters
    ----------
    rows : sequence of Row

    Returns
    -------
    str
        A line for each submission: student, assignment, points, and the first sentence of what
        there is to say.
    """
    heads = ("student", "assignment", "points", "")
    cells = [
        (shown(row.student), row.assignment, points_text(row), shown(row.cause.partition(". ")[0]))
        for row in rows
    ]
    widths = [max(len(line[i]) for line in [heads, *cells]) for i in range(3)]
    return "\n".join(
        "  ".join(
            [*(text.ljust(width) for text, width in zip(line, widths, strict=False)), line[3]]
        )
        for line in [heads, *cells]
    )


def as_page(rows: Sequence[Row]) -> str:
    """Return the overview as one HTML page that needs nothing besides.

    Parameters
    ----------
    rows : sequence of Row
        Names and causes are escaped: what a student calls a file can't become markup.

    Returns
    -------
    str
    """
    return render("overview.html", rows=rows, shown=shown, points_text=points_text)
