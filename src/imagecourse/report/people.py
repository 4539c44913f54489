"""The section of the report that names students."""

from collections.abc import Sequence

from imagecourse.report.facts import NOT_ATTEMPTED, WAITING, ClassFacts, Student, Submission
from imagecourse.report.lms import state_of
from imagecourse.report.markup import Markup, cell, paragraph, table
from imagecourse.report.points import number


def people_section(facts: ClassFacts) -> list[str]:
    """Return the parts of the section for the instructor's eyes only."""
    parts = [
        paragraph("This section names students; `--no-names` makes a report without it."),
        _students(facts),
        _not_attempted(facts),
    ]
    return [*parts, _causes(facts), _to_know(facts), _missing(facts)]


def _who(student: Student) -> Markup:
    # A name that is written from right to left must not turn what stands beside it.
    name, own_id = (f"<bdi>{cell(text)}</bdi>" for text in (student.name, student.id))
    return Markup(own_id if student.name == student.id else f"{name} ({own_id})")


def _all(students: Sequence[Student]) -> Markup:
    return Markup("; ".join(map(_who, students)) or "–")


def _students(facts: ClassFacts) -> str:
    there = {one.student.id: one for one in facts.submissions}
    rows = []
    for student in facts.students:
        one = there.get(student.id)
        late = one is not None and one.seconds_late > 0
        rows.append(
            [
                _who(student),
                state_of(one),
                number(one.points) if one and one.is_graded else "–",
                number(one.penalty) if one and one.penalty else "–",
                _duration(one.seconds_late) if late else "–",
                number(one.seconds, 1) if one else "–",
            ]
        )
    caption = f"All students; {number(facts.max_points)} points are possible"
    heads = ["Student", "State", "Points", "Penalty", "Late by", "Seconds on the machine"]
    return table(caption, heads, rows, numbers=[2, 3, 5])


def _not_attempted(facts: ClassFacts) -> str:
    rows = []
    for exercise in facts.exercises:
        who = [
            one.student
            for one in facts.graded
            if (outcome := one.outcomes.get(exercise.key)) and outcome.state == NOT_ATTEMPTED
        ]
        rows.append([exercise.title, len(who), _all(who)])
    caption = "Who handed in, but has not attempted what"
    return table(caption, ["Exercise", "How many", "Who"], rows, numbers=[1])


def _causes(facts: ClassFacts) -> str:
    rows = [[_who(one.student), one.cause] for one in facts.submissions if one.cause]
    if not rows:
        return paragraph("Every submission was graded and could be read.")
    return table("Why submissions could not be graded or read", ["Student", "Cause"], rows)


def _to_know(facts: ClassFacts) -> str:
    rows = [
        [_who(one.student), told]
        for one in facts.submissions
        if (told := " ".join(_told(facts, one)))
    ]
    if not rows:
        return paragraph("There is nothing else to know about a submission.")
    return table("What there is to know about single submissions", ["Student", "To know"], rows)


def _told(facts: ClassFacts, one: Submission) -> list[str]:
    told = [note if note.endswith(".") else f"{note}." for note in one.notes]
    for exercise in facts.exercises:
        outcome = one.outcomes.get(exercise.key)
        if outcome and outcome.state == WAITING and not exercise.by_hand:
            detail = f" ({outcome.detail})" if outcome.detail else ""
            told.append(f"{exercise.short} needs a person: {outcome.reason}{detail}.")
    return told


def _missing(facts: ClassFacts) -> str:
    if not facts.missing:
        return paragraph("Everybody in the gradebook handed something in.")
    return paragraph(Markup(f"Handed in nothing: {_all(facts.missing)}."))


def _duration(seconds: float) -> str:
    """Return a time span in the largest unit that fits.

    Examples
    --------
    >>> _duration(90), _duration(7200), _duration(200000)
    ('2 minutes', '2 hours', '2.3 days')
    """
    for unit, length, digits in (("day", 86400, 1), ("hour", 3600, 1), ("minute", 60, 0)):
        if seconds >= length or unit == "minute":
            count = number(max(seconds / length, 1), digits)
            return f"{count} {unit}" if count == "1" else f"{count} {unit}s"
    raise AssertionError("minutes fit everything")
