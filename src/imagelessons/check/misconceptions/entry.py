"""One entry of the catalogue: what a learner believed, and what to read about it."""

from dataclasses import dataclass

# Where to read if no lesson explains it.
THE_EXERCISE = "The text of this exercise, above the cell"


@dataclass(frozen=True)
class Misconception:
    """A misconception with the sentence that its finding shows.

    Parameters
    ----------
    code : str
        The stable name that reports count by.
    name : str
        A short title for the instructor.
    belief : str
        What the learner believed, or overlooked.
    when : str
        Completes "this is what comes out when ...".
    suggests : str
        The sentence that the learner reads.
    lesson, section : str, optional
        Where to read; without them, the text of the exercise.
    given : bool, optional
        True if no check finds it by itself: an exercise gives the wrong value through its
        ``mistakes``.
    hints : tuple of str, optional
        What `check.hint()` says, step by step; the catalogue fills it in.

    Examples
    --------
    >>> entry = Misconception("a", "A", "a belief", "a happens", "Do b.", "01-greyscale", "Slices")
    >>> entry.read
    'Lesson 01-greyscale, section "Slices"'
    """

    code: str
    name: str
    belief: str
    when: str
    suggests: str
    lesson: str = ""
    section: str = ""
    given: bool = False
    hints: tuple[str, ...] = ()

    @property
    def read(self) -> str:
        """Where to read, in words."""
        if not self.lesson:
            return THE_EXERCISE
        return f'Lesson {self.lesson}, section "{self.section}"'
