"""The page of the report card, and the one that quotes answers, in Markdown."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from scipy.stats import binomtest

from imagecourse.author.operators import OPERATORS
from imagecourse.author.operators_images import IMAGE_OPERATORS

_TOP = """# Report card: how good the tests of the exercises are

Would a right answer be refused, or a wrong one get points? The tests that grade students, the \
hidden ones included, were tried on answers whose verdict is known:

- **Right answers** in other styles and with other libraries than the model answer. One that is \
refused is an injustice to somebody.
- **Wrong answers**, each with a mistake that people make. One that is accepted gives points \
away. Each must also get the code of its mistake, since that decides what the learner reads. A \
code is *specific* if it names what was believed or forgotten; the others say that the answer \
differs, where, or that it is of another kind.
- **Mutants**: copies of the model answer into which a program put one slip each, such as `<=` for \
`<`, or rows for columns. One that is not found is a gap in the tests.

Some mutants say nothing about the tests and aren't counted: those that fail by themselves (an \
error, no end), and those that are as right as the model answer, because they change no result, or \
one that the exercise leaves free. A person judged these and gave the reason. A mutant that gets \
through on the course's own pictures is tried on two other sets of pictures, which nobody has seen.

In brackets stands the 95 % confidence interval of the share (Wilson): how far it may lie off by \
the number of tries alone. The authors of the course wrote all these answers, so the page doesn't \
say how often students err.

`make report-card` tries all and writes this page, and `solutions/mutants.md` with the mutants \
that are not found or as right, line by line: they quote answers, so students don't get them. \
Right and wrong answers lie in `solutions/*/bank`, judgements in `solutions/*/equivalent.toml`, \
the slips in `imagecourse.author.operators`, and which codes are not specific in `STRUCTURAL` of \
`imagecourse.author.report_card`.
"""
_TOP_OF_MUTANTS = """# Mutants that are not found, or as right as the model answer

Beside the report card, `docs/report-card.md`, and like it written by `make report-card`. It \
quotes answers: don't give it to students. Each line is the kind of slip, the number of the line \
in the answer, and the line with the slip in it.
"""
_COLUMNS = """- *right*: right answers that are accepted, of all.
- *wrong*: wrong answers that are rejected; *code*: with the code that they must get; *specific*: \
and that code is specific.
- *mutants*: mutants that are found, with the *interval* of the share in percent. Not among them \
are those with *errors*, which fail by themselves, and those *as right* as the model answer.
"""
# The two slips that no function of the operators makes.
_STATEMENTS = {
    "condition": "A condition that always or never holds.",
    "statement": "A line left out.",
}


class Row(Protocol):
    """What the page needs of `imagecourse.author.report_card.Row`."""

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
    parts += ["## By kind of slip\n", _by_operator(rows)]
    return "\n".join(parts).rstrip() + "\n"


def page_of_mutants(rows: Sequence[Row]) -> str:
    """Return the page of the mutants that somebody has to look at, which quotes answers.

    Parameters
    ----------
    rows : sequence of Row

    Returns
    -------
    str
        Markdown.
    """
    parts = [_TOP_OF_MUTANTS, "## Not found\n", _listed(rows, "survived")]
    parts += ["## Found on unseen pictures only\n", _listed(rows, "killed_unseen")]
    parts += ["## As right as the model answer\n", _equivalent(rows)]
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
    return f"{count}/{of} = {100 * count / of:.1f} % ({_interval(count, of)})"


def _interval(count: int, of: int) -> str:
    if not of:
        return ""
    limits = binomtest(count, of).proportion_ci(method="wilson")
    return f"{100 * limits.low:.1f}–{100 * limits.high:.1f}"


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
        ("mutants as right as the model answer", f"{as_right}"),
        ("mutants found, if those were counted too", share(found, judged + as_right)),
    ]
    return _table(["", "count, share (95 % interval)"], lines)


def _by_exercise(rows: Sequence[Row]) -> str:
    heads = ["exercise", "right", "wrong", "code", "specific", "mutants", "interval"]
    heads += ["errors", "as right"]
    parts = [_COLUMNS]
    for assignment, each in groupby(rows, key=lambda row: row.assignment):
        lines = [
            (
                row.name,
                f"{row.accepted}/{row.right}",
                f"{row.rejected}/{row.wrong}",
                f"{row.intended}/{row.wrong}",
                f"{row.specific}/{row.wrong}",
                f"{row.mutants_killed}/{row.mutants_judged}",
                _interval(row.mutants_killed, row.mutants_judged),
                f"{row.by_itself}",
                f"{len(row.equivalent)}",
            )
            for row in each
        ]
        parts += [f"### {assignment}\n", _table(heads, lines)]
    return "\n".join(parts)


def _by_operator(rows: Sequence[Row]) -> str:
    killed = sum((row.killed for row in rows), Counter())
    unseen = Counter(_operator(one) for row in rows for one in row.killed_unseen)
    survived = Counter(_operator(one) for row in rows for one in row.survived)
    names = sorted(killed.keys() | unseen.keys() | survived.keys())
    found = {name: killed[name] + unseen[name] for name in names}
    lines = [(_slip(name), share(found[name], found[name] + survived[name])) for name in names]
    return _table(["slip", "mutants found"], lines)


def _slip(name: str) -> str:
    """Return the name of a kind of slip with what it is.

    Examples
    --------
    >>> _slip("median")
    '`median`: The median for the mean.'
    """
    made_by = (OPERATORS | IMAGE_OPERATORS).get(name)
    return f"`{name}`: {made_by.__doc__ if made_by else _STATEMENTS[name]}"


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
