"""Misconceptions about label images, points in a plot, and resampling."""

from imagelessons.check.misconceptions.entry import Misconception

_GREY = "01-greyscale"
_MASK = "02-masking"
_LARGE = "04-large-images"

LABELS = (
    Misconception(
        "mask-for-labels",
        "Mask instead of labels",
        "A mask tells the objects apart.",
        "a mask is handed in where labels are asked",
        "A mask says whether a pixel is in an object, not in which. Labels give each object a "
        "number of its own, and 0 to the background.",
        _MASK,
        "Small objects",
    ),
    Misconception(
        "background-labelled",
        "Background has another label than 0",
        "Any number will do for the background.",
        "the background carries a label of its own",
        "The objects are right, but the background is not 0. Was something added to all labels, "
        "or the background labelled too?",
        _MASK,
        "Small objects",
    ),
    Misconception(
        "labels-merged",
        "Objects merged",
        "Objects that touch are one object.",
        "several objects carry one label",
        "Two or more objects have the same number here. Look where they touch: a bridge of one "
        "pixel is enough.",
        _MASK,
        "Small objects",
    ),
    Misconception(
        "labels-split",
        "Object split",
        "Each piece is an object.",
        "one object carries several labels",
        "One object has several numbers here. Look for a gap in the mask, or for parts that were "
        "labelled one by one.",
        _MASK,
        "Small objects",
    ),
    Misconception(
        "labels-missed",
        "Objects missed",
        "What is faint or small is no object.",
        "objects are left out",
        "Some objects have no label. Were they lost at the threshold, with the small ones, or at "
        "the edge of the picture?",
        _MASK,
        "Small objects",
    ),
    Misconception(
        "labels-extra",
        "Objects that aren't there",
        "Each speck is an object.",
        "specks are labelled too",
        "There are labels where there is no object. Look at their sizes: are they noise?",
        _MASK,
        "Small objects",
    ),
    Misconception(
        "labels-one-short",
        "First or last object left out",
        "`range(1, n)` reaches n, or label 1 is the background.",
        "a loop over the labels leaves out the first or the last",
        "All objects are there but the first or the last. Which labels does your loop go over? "
        "`range` leaves its end out, and 0 is the background.",
        _MASK,
        "Small objects",
    ),
    Misconception(
        "labels-with-gaps",
        "Gaps in the numbers",
        "The largest label is the number of objects.",
        "objects are taken away and the others keep their numbers",
        "The objects are right, but their numbers have gaps, so the largest is no longer how many "
        "there are. Label what is left anew.",
        _MASK,
        "Small objects",
    ),
    Misconception(
        "corners-parted",
        "Corners parted",
        "Only pixels that share a side touch.",
        "pixels that touch at a corner are taken apart",
        "Here pixels that touch at a corner only belong to different objects. The exercise joins "
        "them: look at what decides whether two pixels are neighbours.",
        _MASK,
        "Small objects",
    ),
)

MOVED = (
    Misconception(
        "mask-shifted",
        "Mask shifted",
        "Cutting, padding or filtering leaves everything in its place.",
        "the whole mask is moved",
        "The shape of the regions is right and their place is not. Look for a cut, a border that "
        "was added, a `np.roll`, or a filter with an even size.",
        _MASK,
        "Applying a mask",
    ),
)

PLOTS = (
    Misconception(
        "points-not-shown",
        "No points in the panel",
        "Any plot shows single measurements.",
        "no points are drawn in the panel",
        "Draw one mark for each pair of numbers in this panel, as in `ax.scatter(...)`.",
        _GREY,
        "Showing a picture",
    ),
    Misconception(
        "line-for-points",
        "Line for points",
        "`plot` draws single measurements.",
        "`plot` joins points by a line",
        "A line joins what has nothing between it. These are single measurements: draw points.",
        _GREY,
        "Showing a picture",
    ),
    Misconception(
        "points-swapped",
        "Horizontal and vertical swapped",
        "It doesn't matter which of the two comes first.",
        "the two axes of a plot are exchanged",
        "What belongs on the horizontal axis stands on the vertical one: `scatter` takes the "
        "horizontal values first.",
        _GREY,
        "Row and column",
    ),
)

RESAMPLING = (
    Misconception(
        "nearest-for-linear",
        "Nearest neighbour for linear",
        "Each way of resampling gives the same values.",
        "each new value is copied from its nearest neighbour",
        "The values stand in blocks: each was copied from one neighbour. Between two grey levels "
        "there are others, which the exercise asks for.",
        _LARGE,
        "Making it smaller",
        given=True,
    ),
)
