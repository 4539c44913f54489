"""The page of the report card, in Markdown."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from scipy.stats import binomtest

_TOP = """# Report card: how good the tests of the exercises are

`make report-card` tries every answer of the bank and every mutant, with the hidden tests, and \
writes this page. Behind each count stands the 95 % confidence interval of the share (Wilson). \
The intervals say how far a share may lie off by the number of tries alone; bank and mutants are \
written by the course's authors, so they don't say how students err.

- **Right answers** are the files `right--….py` in `solutions/*/bank`: other styles and other \
libraries than the reference's. A rejected one is a false rejection.
- **Wrong answers** are the other files, each named by the code that it must get. An accepted one \
is a false acceptance. A code is *specific* if it names what was believed or forgotten; the others \
are *structural*: that the answer differs, where, or that it is of another kind \
(`STRUCTURAL` in `imagelessons.author.report_card`).
- **Mutants** are copies of the reference with one slip each, from operators made for code on \
images (`imagelessons.author.operators`). Not counted are those that fail by themselves (an \
error, no end), and those that are as right as the reference: they change no result, or one that \
the exercise leaves free. They stand below, judged by hand, with the reason \
(`solutions/*/equivalent.toml`). A mutant that survives on the course's own pictures is tried on \
the pictures of the seeds 7 and 11, and counted apart.
"""


class Row(Protocol):
    """What the page needs of `imagelessons.author.report_card.Row`."""

    assignment: str
    name: str
    right: int
    accepted: int
    wrong: int
    rejected: int
    intended: int
    specific: int
    killed: Counter
    killed_unseen: list[str]
    survived: list[str]
    equivalent: dict[str, str]
    by_itself: int
    mutants_killed: int
    mutants_judged: int


def page(rows: Sequence[Row]) -> str:
    """Return the page.

    Parameters
    ----------
    rows : sequence of Row
        One for each exercise, those of an assignment together.

    Returns
    -------
    str
        Markdown.
    """
    parts = [_TOP, "## In all\n", _in_all(rows), "## By exercise\n", _by_exercise(rows)]
    parts += ["## By operator\n", _by_operator(rows)]
    parts += ["## Found on unseen pictures only\n", _listed(rows, "killed_unseen")]
    parts += ["## Not found\n", _listed(rows, "survived")]
    parts += ["## Mutants that are as right as the reference\n", _equivalent(rows)]
    return "\n".join(parts).rstrip() + "\n"


def share(count: int, of: int) -> str:
    """Return a count, the share in percent and its 95 % confidence interval (Wilson).

    Examples
    --------
    >>> share(19, 20)
    '19/20 = 95.0 % (76.4–99.1)'
    >>> share(0, 0)
    '0/0'
    """
    if not of:
        return "0/0"
    limits = binomtest(count, of).proportion_ci(method="wilson")
    return (
        f"{count}/{of} = {100 * count / of:.1f} % ({100 * limits.low:.1f}–{100 * limits.high:.1f})"
    )


def _sum(rows: Sequence[Row], name: str) -> int:
    return sum(getattr(row, name) for row in rows)


def _in_all(rows: Sequence[Row]) -> str:
    killed = sum(row.killed.total() for row in rows)
    judged = _sum(rows, "mutants_judged")
    found = _sum(rows, "mutants_killed")
    as_right = sum(len(row.equivalent) for row in rows)
    wrong = _sum(rows, "wrong")
    lines = [
        ("exercises", f"{len(rows)}"),
        ("right answers accepted", share(_sum(rows, "accepted"), _sum(rows, "right"))),
        ("wrong answers rejected", share(_sum(rows, "rejected"), wrong)),
        ("… with the code that they must get", share(_sum(rows, "intended"), wrong)),
        ("… and that code is specific", share(_sum(rows, "specific"), wrong)),
        ("mutants found", share(found, judged)),
        ("… found on the course's own pictures", share(killed, judged)),
        ("mutants that fail by themselves", f"{_sum(rows, 'by_itself')}"),
        ("mutants as right as the reference", f"{as_right}"),
        ("mutants found, if those were counted too", share(found, judged + as_right)),
    ]
    return _table(["", "count, share (95 % interval)"], lines)


def _by_exercise(rows: Sequence[Row]) -> str:
    lines = [
        (
            f"{row.assignment}/{row.name}",
            f"{row.accepted}/{row.right}",
            f"{row.rejected}/{row.wrong}",
            f"{row.intended}/{row.wrong}",
            f"{row.specific}/{row.wrong}",
            share(row.mutants_killed, row.mutants_judged),
            f"{row.by_itself}",
            f"{len(row.equivalent)}",
        )
        for row in rows
    ]
    heads = ["exercise", "right accepted", "wrong rejected", "intended code", "specific code"]
    return _table([*heads, "mutants found", "fail by themselves", "as right"], lines)


def _by_operator(rows: Sequence[Row]) -> str:
    killed = sum((row.killed for row in rows), Counter())
    unseen = Counter(_operator(one) for row in rows for one in row.killed_unseen)
    survived = Counter(_operator(one) for row in rows for one in row.survived)
    names = sorted(killed.keys() | unseen.keys() | survived.keys())
    found = {name: killed[name] + unseen[name] for name in names}
    lines = [(name, share(found[name], found[name] + survived[name])) for name in names]
    return _table(["operator", "mutants found"], lines)


def _operator(mutant: str) -> str:
    return mutant.split(" ", 1)[0]


def _listed(rows: Sequence[Row], name: str) -> str:
    lines = [
        f"- {row.assignment}/{row.name}: {_code(mutant)}"
        for row in rows
        for mutant in getattr(row, name)
    ]
    return "\n".join(lines or ["None."]) + "\n"


def _equivalent(rows: Sequence[Row]) -> str:
    parts = []
    for row in rows:
        if not row.equivalent:
            continue
        parts.append(f"### {row.assignment}/{row.name}\n")
        by_reason = sorted(row.equivalent.items(), key=lambda one: one[1])
        for reason, each in groupby(by_reason, key=lambda one: one[1]):
            parts.append(f"- {reason}")
            parts += [f"    - {_code(mutant)}" for mutant, _ in each]
        parts.append("")
    return "\n".join(parts or ["None."])


def _code(text: str) -> str:
    """Return text as code in Markdown, whatever it holds.

    Examples
    --------
    >>> _code("a < b")
    '`a < b`'
    """
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rows = [heads, ["---"] * len(heads), *lines]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"
