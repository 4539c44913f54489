"""What is known about a class and one assignment: the plain values behind the report."""

from collections.abc import Iterator
from dataclasses import dataclass, field

RIGHT = "right"
PARTLY = "partly right"
WRONG = "wrong"
NOT_ATTEMPTED = "not attempted"
WAITING = "needs a person"
NOT_READ = "not read"
STATES = (RIGHT, PARTLY, WRONG, NOT_ATTEMPTED, WAITING, NOT_READ)


@dataclass(frozen=True)
class Student:
    """A student as the gradebook knows them; all but the id may be empty."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_id: str = ""

    @property
    def name(self) -> str:
        """The name to print: "Last, First", or the id where there is none."""
        return ", ".join(part for part in (self.last_name, self.first_name) if part) or self.id


@dataclass(frozen=True)
class Exercise:
    """One graded cell of the assignment.

    Attributes
    ----------
    notebook, cell : str
        Where it stands: the notebook's name and the grade id.
    title : str
        Such as ``"Exercise 2: a region"``.
    max_points : float
    by_hand : bool
        Whether a person grades it, such as a written answer.
    """

    notebook: str
    cell: str
    title: str
    max_points: float
    by_hand: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What tells this cell from every other of the assignment."""
        return (self.notebook, self.cell)

    @property
    def short(self) -> str:
        """The title up to its colon."""
        return self.title.partition(":")[0].strip()


@dataclass(frozen=True)
class Outcome:
    """What became of one exercise of one student.

    Attributes
    ----------
    state : str
        One of `STATES`.
    points : float or None
        None while a person has still to give them.
    code, suggests : str
        The finding of the test, and the sentence that the learner read; empty if there is none.
    error : str
        The error at which the test stopped, if it isn't a finding.
    stopped : str
        The error at which the answer itself stopped.
    reason : str
        Why a person is needed.
    detail : str
        What the test said about that; it may quote the student.
    """

    state: str
    points: float | None = None
    code: str = ""
    suggests: str = ""
    error: str = ""
    stopped: str = ""
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Submission:
    """What a student handed in, and what became of it.

    Attributes
    ----------
    outcomes : dict
        By `Exercise.key`; empty if it isn't graded.
    answers : dict
        By `Exercise.key`: the code of the answer.
    penalty : float
        Points taken off because it came late.
    seconds_late : float
    seconds : float or None
        Time on the machine.
    notes : tuple of str
        What the grader noted.
    cause : str
        Why it couldn't be graded, or not be read; empty if all went well.
    """

    student: Student
    outcomes: dict[tuple[str, str], Outcome] = field(default_factory=dict)
    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    penalty: float = 0.0
    seconds_late: float = 0.0
    seconds: float | None = None
    notes: tuple[str, ...] = ()
    cause: str = ""

    @property
    def is_graded(self) -> bool:
        """Whether the gradebook has points for it."""
        return bool(self.outcomes)

    @property
    def points(self) -> float:
        """The points so far, less the penalty, never below zero."""
        return max(0.0, sum(one.points or 0.0 for one in self.outcomes.values()) - self.penalty)

    @property
    def is_waiting(self) -> bool:
        """Whether a person has still something to grade."""
        return any(one.state == WAITING for one in self.outcomes.values())

    @property
    def is_untouched(self) -> bool:
        """Whether nothing in it was attempted."""
        return self.is_graded and all(one.state == NOT_ATTEMPTED for one in self.outcomes.values())


@dataclass(frozen=True)
class ClassFacts:
    """A class and one assignment.

    Attributes
    ----------
    assignment : str
    exercises : tuple of Exercise
        In the order of the notebook.
    students : tuple of Student
        All of the gradebook, in the order of their names.
    submissions : tuple of Submission
        Of the students who handed in, in the same order.
    sources : tuple of str
        The text of the assignment's own cells, which no student wrote.
    """

    assignment: str
    exercises: tuple[Exercise, ...] = ()
    students: tuple[Student, ...] = ()
    submissions: tuple[Submission, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def max_points(self) -> float:
        """The points that a perfect submission gets."""
        return sum(exercise.max_points for exercise in self.exercises)

    @property
    def graded(self) -> tuple[Submission, ...]:
        """The submissions that have points."""
        return tuple(one for one in self.submissions if one.is_graded)

    @property
    def missing(self) -> tuple[Student, ...]:
        """The students who handed nothing in."""
        there = {one.student.id for one in self.submissions}
        return tuple(student for student in self.students if student.id not in there)

    def outcomes(self) -> Iterator[tuple[Submission, Exercise, Outcome]]:
        """Yield what became of each exercise of each graded submission."""
        for one in self.graded:
            for exercise in self.exercises:
                if exercise.key in one.outcomes:
                    yield one, exercise, one.outcomes[exercise.key]

    def submission(self, student: Student) -> Submission | None:
        """Return what a student handed in, if anything."""
        return next((one for one in self.submissions if one.student.id == student.id), None)

    def who(self, exercise: Exercise, state: str) -> list[Student]:
        """Return the students whose graded submission has this state in an exercise."""
        found = self.outcomes()
        return [one.student for one, at, out in found if at == exercise and out.state == state]

    def count(self, exercise: Exercise, state: str) -> int:
        """Return how many graded submissions have this state in an exercise."""
        return len(self.who(exercise, state))

    def points(self, exercise: Exercise) -> list[float]:
        """Return the points that are known for an exercise, of every graded submission."""
        found = [out.points for _, at, out in self.outcomes() if at == exercise]
        return [points for points in found if points is not None]


def state_of(submission: Submission | None) -> str:
    """Return in words how far a submission is.

    Examples
    --------
    >>> state_of(None)
    'nothing handed in'
    """
    if submission is None:
        return "nothing handed in"
    if not submission.is_graded:
        return "not graded"
    if submission.is_waiting:
        return "waits for a person"
    return "nothing attempted" if submission.is_untouched else "graded"
