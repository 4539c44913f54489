"""The page of the report card, and the one that quotes answers, in Markdown."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from scipy.stats import binomtest

from imagecourse.author.report_card.operators import OPERATORS
from imagecourse.author.report_card.operators_images import IMAGE_OPERATORS
from nbisolate.pages.render import render

if TYPE_CHECKING:
    from imagecourse.author.report_card.command import Row

# The two slips that no function of the operators makes.
_STATEMENTS = {
    "condition": "A condition that always or never holds.",
    "statement": "A line left out.",
}


def page(rows: Sequence["Row"]) -> str:
    """Return the page of the report card, in Markdown.

    Parameters
    ----------
    rows : sequence of Row
        One for each exercise, those of an assignment together.
    """
    assignments = groupby(rows, key=lambda row: row.assignment)
    return _page(
        "report-card.md",
        rows,
        assignments=[(name, list(each)) for name, each in assignments],
        as_right=sum(len(row.equivalent) for row in rows),
        slips=_slips(rows),
        share=share,
        interval=_interval,
    )


def page_of_mutants(rows: Sequence["Row"]) -> str:
    """Return the page of the mutants that somebody has to look at, which quotes answers.

    Parameters
    ----------
    rows : sequence of Row
    """
    return _page("mutants.md", rows)


def share(count: int, of: int) -> str:
    """Return a count, the share in percent and its 95 % confidence interval (Wilson).

    Examples
    --------
    >>> share(19, 20)
    '19/20 = 95.0 % (76.4–99.1)'
    >>> share(0, 0)
    '0/0'
    """
    return f"{count}/{of} = {100 * count / of:.1f} % ({_interval(count, of)})" if of else "0/0"


def _page(template: str, rows: Sequence["Row"], **values: object) -> str:
    text = render(template, "imagecourse.author", rows=rows, **values)
    return text.strip() + "\n"


def _interval(count: int, of: int) -> str:
    if not of:
        return ""
    limits = binomtest(count, of).proportion_ci(method="wilson")
    return f"{100 * limits.low:.1f}–{100 * limits.high:.1f}"


def _slips(rows: Sequence["Row"]) -> list[tuple[str, int, int]]:
    """Return each kind of slip, how many of its mutants were found, and how many there are."""
    killed = sum((row.killed for row in rows), Counter())
    killed.update(one.partition(" ")[0] for row in rows for one in row.killed_unseen)
    judged = killed + Counter(one.partition(" ")[0] for row in rows for one in row.survived)
    return [(_slip(name), killed[name], judged[name]) for name in sorted(judged)]


def _slip(name: str) -> str:
    """Return the name of a kind of slip with what it is.

    Examples
    --------
    >>> _slip("median")
    '`median`: The median for the mean.'
    """
    made_by = (OPERATORS | IMAGE_OPERATORS).get(name)
    return f"`{name}`: {made_by.__doc__ if made_by else _STATEMENTS[name]}"
