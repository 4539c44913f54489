"""One entry of the catalogue: what a learner believed, what is said about it, where to read."""

from dataclasses import dataclass

# Where to read if no lesson explains it.
THE_EXERCISE = "The text of this exercise, above the cell"

_LOOK = {
    "01-greyscale": "Print the shape, the dtype, the minimum and the maximum after each step.",
    "02-masking": "Print how many pixels each mask keeps, and show mask and picture side by side.",
    "03-colour-channels": "Print the three numbers of a few pixels whose colour you can see.",
    "04-large-images": "Try it on an array of 8 x 8, and print the shape after each step.",
    "05-volumes": "Print the shape, `nib.aff2axcodes` of the affine and the voxel sizes.",
    "06-dicom": "Print the elements of the header that the finding is about.",
}
_LOOK_ELSEWHERE = "Print what each line gives, with its type, and compare with what you expected."
_NEARLY = (
    "Make the smallest example that you can work out on paper, run your lines on it one by one, "
    "and stop at the first whose result you did not expect. That line is the one this is about: "
)


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
        Completes "this is what you get if ...".
    sentence : str
        What the learner reads.
    lesson, section : str, optional
        Where to read; without them, the text of the exercise.
    given : bool, optional
        True if no check finds it by itself: an exercise gives the wrong value through its
        ``mistakes``.
    own_hints : tuple of str, optional
        Three, from the vaguest to the closest, if the entry has hints of its own.

    Examples
    --------
    >>> entry = Misconception("a", "A", "B is true.", "b is taken for c", "Do d.", "06-dicom", "E")
    >>> entry.read
    'Lesson 06-dicom, section "E"'
    >>> entry.hints[0]
    'This is what you get if b is taken for c. The thought behind it: "B is true." Is it?'
    """

    code: str
    name: str
    belief: str
    when: str
    sentence: str
    lesson: str = ""
    section: str = ""
    given: bool = False
    own_hints: tuple[str, ...] = ()

    @property
    def read(self) -> str:
        """Where to read, in words."""
        if not self.lesson:
            return THE_EXERCISE
        return f'Lesson {self.lesson}, section "{self.section}"'

    @property
    def hints(self) -> tuple[str, ...]:
        """What `check.hint()` says, step by step.

        Three. Without hints of its own: the thought that leads there, where to look by the lesson
        that it belongs to, and how to find the line.
        """
        if self.own_hints:
            return self.own_hints
        look = _LOOK.get(self.lesson, _LOOK_ELSEWHERE)
        place = self.read[:1].lower() + self.read[1:]
        return (
            f'This is what you get if {self.when}. The thought behind it: "{self.belief}" Is it?',
            f"{look} What they should be like: {place}.",
            f"{_NEARLY}{self.sentence}",
        )
