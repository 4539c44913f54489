"""The report of a class as one HTML page: what its template, ``report.html``, is told."""

import base64
from collections import Counter
from datetime import datetime

from imagecourse.report.facts import (
    NOT_ATTEMPTED,
    PARTLY,
    RIGHT,
    STATES,
    WAITING,
    WRONG,
    ClassFacts,
    Submission,
    state_of,
)
from imagecourse.report.mistakes import common_mistakes
from imagecourse.report.picture import picture_text, points_picture
from imagecourse.report.points import number, spread
from imagecourse.report.vocabulary import OWN_ERRORS, library_names
from nbisolate.pages.render import render

# The page on all misconceptions, beside this one: an entry's code is its anchor.
FAQ = "misconceptions.html"
# So many misconceptions are told in full; the table has them all.
IN_FULL = 12


def as_page(facts: ClassFacts, made: datetime, *, names: bool = True) -> str:
    """Return the report of a class.

    Parameters
    ----------
    facts : ClassFacts
    made : datetime.datetime
        When, for the line below the title.
    names : bool, optional
        Whether the section with the students' names is there. Without it nothing on the page
        names anybody.

    Returns
    -------
    str
        An HTML page without scripts, which loads nothing.
    """
    counts = {state: sum(facts.count(one, state) for one in facts.exercises) for state in STATES}
    always = (RIGHT, PARTLY, WRONG, NOT_ATTEMPTED)
    notes = [(one.student, " ".join(_told(facts, one))) for one in facts.submissions]
    picture = points_picture(facts)
    return render(
        "report.html",
        "imagecourse.report",
        facts=facts,
        made=made,
        names=names,
        glance=_glance(facts),
        states=[state for state in STATES if state in always or counts[state]],
        picture=base64.b64encode(picture).decode("ascii") if picture else "",
        picture_text=picture_text(facts),
        common=common_mistakes(facts),
        faq=FAQ,
        in_full=IN_FULL,
        errors=_errors(facts),
        waiting=_waiting(facts),
        seconds=[one.seconds for one in facts.submissions if one.seconds is not None],
        notes=[(student, told) for student, told in notes if told],
        number=number,
        spread=spread,
        state_of=state_of,
        duration=_duration,
    )


def _glance(facts: ClassFacts) -> list[tuple[str, int]]:
    graded, handed_in = facts.graded, len(facts.submissions)
    return [
        ("in the gradebook", len(facts.students)),
        ("handed in", handed_in),
        ("handed in nothing", len(facts.missing)),
        ("graded", len(graded)),
        ("of these, nothing attempted", sum(one.is_untouched for one in graded)),
        ("of these, waiting for a person", sum(one.is_waiting for one in graded)),
        ("of these, with points off for being late", sum(one.penalty > 0 for one in graded)),
        ("handed in but not graded", handed_in - len(graded)),
    ]


def _errors(facts: ClassFacts) -> list[tuple]:
    """Return how often what stopped at which error: ((exercise, what, error), times)."""
    counts: Counter = Counter()
    for _, exercise, outcome in facts.outcomes():
        for what, error in (("the answer", outcome.stopped), ("the test", outcome.error)):
            if error:
                # Students name errors of their own as they like, after themselves too.
                is_known = error in library_names() or error in OWN_ERRORS
                error = error if is_known else "an error of another kind"
                counts[exercise.title, what, error] += 1
    order = [exercise.title for exercise in facts.exercises]
    return sorted(counts.items(), key=lambda item: (order.index(item[0][0]), -item[1], item[0]))


def _waiting(facts: ClassFacts) -> list[tuple]:
    """Return how many answers wait for a person, and why: ((exercise, reason), answers)."""
    return list(
        Counter(
            (exercise.title, outcome.reason)
            for _, exercise, outcome in facts.outcomes()
            if outcome.state == WAITING
        ).items()
    )


def _told(facts: ClassFacts, one: Submission) -> list[str]:
    told = [note if note.endswith(".") else f"{note}." for note in one.notes]
    for exercise in facts.exercises:
        outcome = one.outcomes.get(exercise.key)
        if outcome and outcome.state == WAITING and not exercise.by_hand:
            detail = f" ({outcome.detail})" if outcome.detail else ""
            told.append(f"{exercise.short} needs a person: {outcome.reason}{detail}.")
    return told


def _duration(seconds: float) -> str:
    """Return a time span in the largest unit that fits.

    Examples
    --------
    >>> _duration(90), _duration(7200), _duration(200000)
    ('2 minutes', '2 hours', '2.3 days')
    """
    units = (("day", 86400, 1), ("hour", 3600, 1), ("minute", 60, 0))
    unit, length, digits = next(one for one in units if seconds >= one[1] or one[0] == "minute")
    count = number(max(seconds / length, 1), digits)
    return f"{count} {unit}" if count == "1" else f"{count} {unit}s"
