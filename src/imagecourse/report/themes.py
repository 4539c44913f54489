"""The themes of the instructor's page on misconceptions: what to say to a learner, by theme."""

from dataclasses import dataclass

from imagelessons.check.misconceptions.arrays import SHAPES, VALUES
from imagelessons.check.misconceptions.capstone import CAPSTONE
from imagelessons.check.misconceptions.capstone_more import CEREBELLUM
from imagelessons.check.misconceptions.colour import ALPHA, CHANNELS
from imagelessons.check.misconceptions.dicom import ANONYMOUS, DICOM_GIVEN
from imagelessons.check.misconceptions.dicom_more import SERIES
from imagelessons.check.misconceptions.entry import Misconception
from imagelessons.check.misconceptions.exercises import EXERCISES
from imagelessons.check.misconceptions.figures import FIGURES
from imagelessons.check.misconceptions.general import ATTEMPTS, FUNCTIONS, NUMBERS, TYPES
from imagelessons.check.misconceptions.labels import LABELS, MOVED, PLOTS, RESAMPLING
from imagelessons.check.misconceptions.large import LARGE
from imagelessons.check.misconceptions.large_parts import PARTS
from imagelessons.check.misconceptions.masks import GREY_GIVEN, MASKS
from imagelessons.check.misconceptions.stains import ANNOTATION, STAINS
from imagelessons.check.misconceptions.volumes import VOLUMES, VOLUMES_GIVEN
from imagelessons.check.misconceptions.volumes_more import PLACES


@dataclass(frozen=True)
class Theme:
    """Misconceptions that call for the same talk.

    Attributes
    ----------
    title : str
    say : str
        What to say to a learner who has one of them.
    entries : tuple of Misconception
    """

    title: str
    say: str
    entries: tuple[Misconception, ...]


THEMES = (
    Theme(
        "Before the answer: attempts, names, types",
        "Mostly no wrong idea but a slip of the notebook: cells run out of order, a name in two "
        "spellings, a `return` that is missing. Let the learner restart the kernel and run all "
        "cells from the top, then look at `type(answer)` and at the answer itself. What a cell "
        "prints and what a name holds are two things.",
        (*ATTEMPTS, *TYPES),
    ),
    Theme(
        "Shapes: rows, columns, axes",
        "Don't name the right shape. Ask for `answer.shape` and for a sentence that says what each "
        "axis is. A picture that isn't square shows a swap at once: let the learner draw it, mark "
        "the first row, and index one pixel whose place they know.",
        SHAPES,
    ),
    Theme(
        "Values: dtype, range, order",
        "Ask for the dtype, the smallest and the largest value, at each step and not only at the "
        "end: `describe` prints all three. Most of these happen in silence, so the habit counts "
        "more than the single case. For wrap-around, let them predict "
        "`np.array([250], dtype=np.uint8) + 10`, then run it.",
        VALUES,
    ),
    Theme(
        "Grey pictures: views, sizes, ranges",
        "Each has a small array that shows it. Make one of 2 by 3 pixels together, predict, run, "
        "and let the learner say what surprised them. For views: change one pixel of the slice and "
        "look at the original.",
        (*GREY_GIVEN, *EXERCISES),
    ),
    Theme(
        "Masks and thresholds",
        "Lay the mask over the picture before any number is taken: inverted, strict or too small, "
        "the eye sees it where a share doesn't. Ask what `True` means here, how many pixels the "
        "mask keeps, and whether a pixel of exactly the threshold should be among them. For a "
        "statistic, count by hand on a picture of six pixels.",
        (*MASKS, *MOVED),
    ),
    Theme(
        "Labels: which object is which",
        "Show the labels in many colours, never in grey, beside the picture: what was joined, cut "
        "or lost is seen at once. Then count by hand on a mask of five by five, with two squares "
        "that touch at a corner, and ask for the number of each pixel, the background's too.",
        LABELS,
    ),
    Theme(
        "Numbers: shares, signs, counts",
        "Ask for the unit and for a rough guess before the computation. A share of 29.7 can't be a "
        "fraction; a count that is one too large has counted an end, or the background.",
        NUMBERS,
    ),
    Theme(
        "Functions",
        "Call the function together with an input that it wasn't written for: another shape, "
        "another dtype, an empty mask, a read-only picture. Then look at the input afterwards: is "
        "it still what it was?",
        FUNCTIONS,
    ),
    Theme(
        "Figures",
        "A figure is an answer like any other: somebody who doesn't know the data must be able to "
        "read it. Let another learner describe what the figure says, without the code. What they "
        "can't say is what is missing.",
        (*FIGURES, *PLOTS),
    ),
    Theme(
        "Colour: channels, transparency, stains, annotation",
        "Keep three things apart: the light in a channel, the colour that the eye sees, and the "
        "stain. Take one pixel, print its three numbers, and ask which stain could have given "
        'them. "Mostly red" is a relation between channels, not a threshold on one.',
        (*CHANNELS, *ALPHA, *STAINS, *ANNOTATION),
    ),
    Theme(
        "Large images",
        "Do it on an array of 4 by 6 first, where each number can be followed: into which block it "
        "goes, what the block's mean is, what happens at the edge. Then the same code at full "
        "size. For memory, multiply it out together: rows, columns, channels, bytes.",
        (*LARGE, *PARTS, *RESAMPLING),
    ),
    Theme(
        "Volumes: voxels, affine, orientation",
        "An array has no left and no millimetres; the affine has both. Take one voxel, compute its "
        "place in the world by hand, and check it after each step: cutting, flipping, resampling. "
        "If the place has moved, the affine was left behind.",
        (*VOLUMES, *VOLUMES_GIVEN, *PLACES),
    ),
    Theme(
        "DICOM: stored values, series, geometry",
        "Ask where each number comes from: from the pixels as stored, from the rescale, from the "
        "window, or from the name of a file. Only positions and orientations tell where a slice "
        "lies; file names and instance numbers are somebody's habit.",
        (*DICOM_GIVEN, *SERIES),
    ),
    Theme(
        "DICOM: personal data",
        "Here a mistake harms somebody else. Go through the whole header together, sequences and "
        "private elements included, and ask of each element whether it could lead to the person; "
        "then ask what the next program needs to read the picture.",
        ANONYMOUS,
    ),
    Theme(
        "Capstone",
        "What goes wrong here is seldom one line: a step takes its input for something that it "
        "isn't. Let the learner say for each number what is counted, and of what whole it is a "
        "share; then let them guess it from the picture.",
        (*CAPSTONE, *CEREBELLUM),
    ),
)
