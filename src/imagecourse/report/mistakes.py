"""Which misconceptions a class has: counted by student, with one example of each."""

from collections import Counter
from dataclasses import dataclass

from imagecourse.report.examples import Words, shown_code, words_of
from imagecourse.report.facts import ClassFacts, Exercise
from imagelessons.check.catalogue import CATALOGUE
from imagelessons.check.entry import Misconception

# No misconception: the report tells of what was not attempted in a section of its own.
_NONE = "not-attempted"


@dataclass(frozen=True)
class Common:
    """A misconception that was found in a class.

    Attributes
    ----------
    code : str
    entry : Misconception or None
        None if the catalogue of this version has no such code.
    students : int
        How many students have it in at least one exercise.
    exercises : tuple of (Exercise, int)
        Where it was found, and in how many answers, in the order of the assignment.
    suggests : str
        The sentence that most of them read.
    example : str
        One answer that led to it, with nothing in it that could name its author; empty if there
        is none that can be shown.
    stopped : int
        In how many of the answers the answer itself had stopped at an error before.
    """

    code: str
    entry: Misconception | None
    students: int
    exercises: tuple[tuple[Exercise, int], ...]
    suggests: str
    example: str
    stopped: int

    @property
    def name(self) -> str:
        """The catalogue's name of it."""
        return self.entry.name if self.entry else "Not in this catalogue"

    @property
    def answers(self) -> int:
        """In how many answers it was found."""
        return sum(count for _, count in self.exercises)


def common_mistakes(facts: ClassFacts) -> list[Common]:
    """Return the misconceptions of a class, the most common first.

    Parameters
    ----------
    facts : ClassFacts

    Returns
    -------
    list of Common
        Those of more students first, then those of more answers, then by code.
    """
    places: dict[str, list] = {}
    for submission, exercise, outcome in facts.outcomes():
        if outcome.code and outcome.code != _NONE:
            answer = submission.answers.get(exercise.key, "")
            places.setdefault(outcome.code, []).append(
                (submission.student.id, exercise, outcome, answer)
            )
    words = words_of(facts)
    found = [_common(code, where, facts, words) for code, where in places.items()]
    return sorted(found, key=lambda one: (-one.students, -one.answers, one.code))


def _common(code: str, where: list, facts: ClassFacts, words: Words) -> Common:
    entry = CATALOGUE.get(code)
    counts = Counter(exercise.key for _, exercise, _, _ in where)
    sentences = Counter(outcome.suggests for _, _, outcome, _ in where if outcome.suggests)
    # Ties go to the first in the alphabet, so that the same class gives the same page.
    read = min(sentences, key=lambda text: (-sentences[text], text), default="")
    examples = {shown_code(answer, words) for _, _, _, answer in where} - {""}
    return Common(
        code,
        entry,
        len({student for student, *_ in where}),
        tuple((one, counts[one.key]) for one in facts.exercises if counts[one.key]),
        read or (entry.sentence.replace("{name}", "answer") if entry else ""),
        min(examples, key=lambda text: (len(text), text), default=""),
        sum(bool(outcome.stopped) for _, _, outcome, _ in where),
    )
