"""The report of a class as one HTML page."""

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
)
from imagecourse.report.markup import Markup, cell, page, paragraph, rich, section, table
from imagecourse.report.mistakes import Common, common_mistakes
from imagecourse.report.people import people_section
from imagecourse.report.picture import picture_text, points_picture
from imagecourse.report.points import number, spread
from imagecourse.report.vocabulary import OWN_ERRORS, library_names

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
    common = common_mistakes(facts)
    sections = [
        ("glance", "At a glance", _glance(facts)),
        ("points", "Points", _points(facts)),
        ("answers", "What became of the answers", _answers(facts)),
        ("misconceptions", "Misconceptions", _misconceptions(facts, common)),
        ("errors", "Errors of Python", _errors(facts)),
        ("person", "What needs a person", _person(facts)),
        ("ungraded", "Submissions that could not be graded or read", _ungraded(facts, names)),
        ("time", "Time on the machine", _time(facts)),
    ]
    contents = [(anchor, title) for anchor, title, _ in sections]
    body = "\n".join(section(*one) for one in sections)
    if names:
        contents.append(("students", "For the instructor: the students"))
        body += "\n" + section(*contents[-1], people_section(facts), new_page=True)
    below = f"Made on {made:%Y-%m-%d at %H:%M} from the gradebook and the graded notebooks."
    return page(f"Class report: {facts.assignment}", below, contents, body)


def _people(count: int) -> str:
    return f"{count} student" if count == 1 else f"{count} students"


def _glance(facts: ClassFacts) -> list[str]:
    graded, handed_in = len(facts.graded), len(facts.submissions)
    rows = [
        ("in the gradebook", len(facts.students)),
        ("handed in", handed_in),
        ("handed in nothing", len(facts.missing)),
        ("graded", graded),
        ("of these, nothing attempted", sum(one.is_untouched for one in facts.graded)),
        ("of these, waiting for a person", sum(one.is_waiting for one in facts.graded)),
        ("of these, with points off for being late", sum(one.penalty > 0 for one in facts.graded)),
        ("handed in but not graded", handed_in - graded),
    ]
    parts = [table("How many students", ["Students", "How many"], rows, numbers=[1])]
    if not facts.students:
        parts.append(paragraph("There are no students in the gradebook yet."))
    elif not graded:
        parts.append(paragraph("Nothing is graded yet, so there is little to report."))
    if any(one.is_waiting for one in facts.graded):
        waits = "Some answers wait for a person: points are those so far, and can still rise."
        parts.append(paragraph(waits))
    return parts


def _points(facts: ClassFacts) -> list[str]:
    rows = []
    for exercise in facts.exercises:
        found = spread(facts.points(exercise))
        rows.append([exercise.title, number(exercise.max_points), found.count, *_spread(found)])
    whole = spread([one.points for one in facts.graded])
    caption = (
        "Points of each exercise, over all graded submissions. An exercise that was not attempted "
        "counts with its 0 points; one that waits for a person doesn't count. Half of the points "
        "lie between the lower and the upper quartile."
    )
    heads = "Exercise,Possible,Answers,Mean,Lowest,Lower quartile,Median,Upper quartile,Highest"
    total = ["All, less penalties", number(facts.max_points), whole.count, *_spread(whole)]
    parts = [table(caption, heads.split(","), rows, total=total, numbers=range(1, 9))]
    picture = points_picture(facts)
    if picture:
        data = base64.b64encode(picture).decode("ascii")
        parts.append(
            f'<figure><img src="data:image/png;base64,{data}" alt="{cell(picture_text(facts))}">'
            "<figcaption>Mean, quartiles and median of each exercise, as a share of its points. "
            "The table above has the numbers.</figcaption></figure>"
        )
    return parts


def _spread(found) -> list[str]:
    values = (found.mean, found.low, found.lower, found.median, found.upper, found.high)
    return [number(value) for value in values]


def _answers(facts: ClassFacts) -> list[str]:
    shown = [
        state
        for state in STATES
        if state in (RIGHT, PARTLY, WRONG, NOT_ATTEMPTED)
        or any(facts.count(exercise, state) for exercise in facts.exercises)
    ]
    rows = [
        [exercise.title, *(facts.count(exercise, state) for state in shown)]
        for exercise in facts.exercises
    ]
    caption = f"How many of the {len(facts.graded)} graded submissions have which answer"
    heads = ["Exercise", *(state.capitalize() for state in shown)]
    return [table(caption, heads, rows, numbers=range(1, len(heads)))]


def _where(common: Common) -> str:
    return "; ".join(f"{one.short} ({count})" for one, count in common.exercises)


def _misconceptions(facts: ClassFacts, common: list[Common]) -> list[str]:
    if not common:
        return [paragraph("No test found a misconception.")]
    rows = [
        [
            Markup(f"{place}. {rich(one.name)}"),
            Markup(f"<code>{cell(one.code)}</code>"),
            one.students,
            _where(one),
        ]
        for place, one in enumerate(common, start=1)
    ]
    caption = (
        f"Misconceptions that the tests found in {_people(len(facts.graded))}, the most common "
        "first. A test stops at the first thing that it finds, so an answer counts once; what "
        "was not attempted isn't counted here."
    )
    heads = ["Misconception", "Code", "Students", "Exercises (answers)"]
    parts: list[str] = [table(caption, heads, rows, numbers=[2])]
    parts += [_in_full(place, one) for place, one in enumerate(common[:IN_FULL], start=1)]
    if len(common) > IN_FULL:
        parts.append(paragraph(f"Only the first {IN_FULL} are told in full."))
    how = (
        "How the examples were made: an answer is parsed, and only its code is printed anew. All "
        "comments are gone. A text in quotes, a name or a long number stays only if the assignment "
        "or a library has it, or if it consists of words that the lessons use and of no part of a "
        "student's name, id or address; else “…”, “name1” or “number” stands in its place. Of all "
        "answers with the same finding the shortest is shown. In a small class people may know "
        "each other's code all the same."
    )
    faq = "The page docs/misconceptions.md of the course says more on each code."
    return [*parts, paragraph(how, kind="note"), paragraph(faq, kind="note")]


def _in_full(place: int, one: Common) -> str:
    entry = one.entry
    said = [
        ("Found in", f"{_people(one.students)}; {_where(one)}"),
        ("What the learner believed, or overlooked", entry.belief if entry else ""),
        ("What learners read", one.suggests),
        ("Where to read", entry.read if entry else ""),
    ]
    if one.stopped:
        said.append(
            ("Mind", f"In {one.stopped} of these answers the answer itself stopped at an error.")
        )
    terms = "\n".join(f"<dt>{cell(name)}</dt><dd>{rich(text)}</dd>" for name, text in said if text)
    example = (
        f"<dt>One answer that led to it</dt><dd><pre><code>{cell(one.example)}</code></pre></dd>"
        if one.example
        else "<dt>One answer that led to it</dt><dd>None that can be shown.</dd>"
    )
    return (
        f'<div class="together"><h3>{place}. {rich(one.name)} '
        f"(<code>{cell(one.code)}</code>)</h3>\n<dl>\n{terms}\n{example}\n</dl></div>"
    )


def _errors(facts: ClassFacts) -> list[str]:
    counts: Counter = Counter()
    for one in facts.graded:
        for exercise in facts.exercises:
            outcome = one.outcomes.get(exercise.key)
            if outcome and outcome.stopped:
                counts[exercise.title, "the answer", _error_name(outcome.stopped)] += 1
            if outcome and outcome.error:
                counts[exercise.title, "the test", _error_name(outcome.error)] += 1
    if not counts:
        return [paragraph("No answer and no test stopped at an error of Python.")]
    order = [exercise.title for exercise in facts.exercises]
    rows = sorted(counts.items(), key=lambda item: (order.index(item[0][0]), -item[1], item[0]))
    caption = (
        "Answers and tests that stopped at an error. An error in a test, other than a finding, may "
        "be the exercise's own fault."
    )
    lines = [[title, what, error, count] for (title, what, error), count in rows]
    return [table(caption, ["Exercise", "What stopped", "Error", "Times"], lines, numbers=[3])]


def _error_name(name: str) -> str:
    # Students name errors of their own as they like, after themselves too.
    return name if name in library_names() or name in OWN_ERRORS else "an error of another kind"


def _person(facts: ClassFacts) -> list[str]:
    counts = Counter(
        (exercise.title, outcome.reason)
        for one in facts.graded
        for exercise in facts.exercises
        if (outcome := one.outcomes.get(exercise.key)) and outcome.state == WAITING
    )
    if not counts:
        return [paragraph("Nothing waits for a person.")]
    rows = [[title, reason, count] for (title, reason), count in counts.items()]
    caption = "Answers that wait for a person, and why; the formgrader lists them one by one"
    return [table(caption, ["Exercise", "Why", "Answers"], rows, numbers=[2])]


def _ungraded(facts: ClassFacts, names: bool) -> list[str]:
    found = [one for one in facts.submissions if one.cause]
    if not found:
        return [paragraph("Every submission was graded and could be read.")]
    text = (
        f"{sum(not one.is_graded for one in found)} could not be graded; "
        f"{sum(one.is_graded for one in found)} have points, but no graded notebook to "
        f"read."
    )
    if names:
        text += " The causes stand in the section for the instructor."
    return [paragraph(text)]


def _time(facts: ClassFacts) -> list[str]:
    seconds = [one.seconds for one in facts.submissions if one.seconds is not None]
    if not seconds:
        return [paragraph("No time was recorded.")]
    found = spread(seconds)
    caption = (
        f"Seconds that the cells of a submission ran, tests included; recorded for {found.count} "
        f"of {len(facts.submissions)} submissions"
    )
    heads = ["Submissions", "Mean", "Shortest", "Lower quartile", "Median", "Upper quartile"]
    values = [number(value, 1) for value in (found.mean, found.low, found.lower, found.median)]
    ends = [number(value, 1) for value in (found.upper, found.high, sum(seconds))]
    rows = [[found.count, *values, *ends]]
    return [table(caption, [*heads, "Longest", "All"], rows, numbers=range(1, 8))]
