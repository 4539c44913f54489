"""Misconceptions about large images, which the exercises on them name."""

from imagelessons.check.misconception import Misconception

_LARGE = "04-large-images"

LARGE = (
    Misconception(
        "channels-forgotten",
        "Channels forgotten",
        "A pixel is one number.",
        "the channels of a colour picture are not counted",
        "Rows times columns is the number of pixels. How many numbers does one pixel of this "
        "picture have? The header knows.",
        _LARGE,
        "Bytes before loading",
        given=True,
    ),
    Misconception(
        "item-size-forgotten",
        "Size of an item forgotten",
        "A number takes one byte.",
        "the numbers are counted, not the bytes that each of them takes",
        "This is how many numbers there are. How many bytes does one of them take in the dtype "
        "that is asked for?",
        _LARGE,
        "Bytes before loading",
        given=True,
    ),
    Misconception(
        "aspect-lost",
        "Picture stretched",
        "A size is free to choose.",
        "the height and the width shrink by different factors",
        "The picture would be stretched: both sides must shrink by the same factor.",
        _LARGE,
        "Making it smaller",
        given=True,
    ),
    Misconception(
        "truncated",
        "Cut off instead of rounded",
        "`int(...)` rounds.",
        "the decimals are cut off",
        "`int(...)` and `//` cut the decimals off. The exercise asks for the nearest whole number.",
        _LARGE,
        "Making it smaller",
        given=True,
    ),
    Misconception(
        "sampled-not-averaged",
        "Sampled, not averaged",
        "Taking every n-th pixel makes the same picture, only smaller.",
        "one pixel of each block is taken, the others are thrown away",
        "Each block is one of its own pixels; the others were thrown away. The exercise asks for "
        "their mean.",
        _LARGE,
        "What reducing does to a measurement",
        given=True,
    ),
    Misconception(
        "blocks-mixed",
        "Blocks mixed up",
        "`reshape` cuts a picture into blocks.",
        "the picture is reshaped so that neighbours in memory, not in the picture, are averaged",
        "The means are of pixels that don't lie in one block: `reshape` keeps the order in memory, "
        "which runs along the rows. Which axis of the reshaped array runs within a block?",
        _LARGE,
        "A grid that covers all",
        given=True,
    ),
    Misconception(
        "new-labels",
        "New labels",
        "A label image can be resized like any other.",
        "a label image is interpolated",
        "There are labels in the result that were not in the picture. Labels are names, not "
        "amounts: nothing lies between 1 and 3.",
        _LARGE,
        "Labels and nearest neighbour",
        given=True,
    ),
    Misconception(
        "labels-moved",
        "Labels in the wrong place",
        "Any label image of the right shape will do.",
        "the labels of the result don't lie where they lay in the picture",
        "The labels are known ones, but too many of them lie elsewhere than in the picture.",
        _LARGE,
        "Labels and nearest neighbour",
        given=True,
    ),
    Misconception(
        "seams",
        "Seams between tiles",
        "A filter gives the same, tile by tile.",
        "each tile is filtered without its neighbours",
        "The result has seams along the edges of the tiles: there the filter needs pixels of the "
        "next tile.",
        _LARGE,
        "Tiles with overlap",
        given=True,
    ),
    Misconception(
        "halo-too-small",
        "Halo too small",
        "A few pixels of overlap are enough.",
        "the overlap of the tiles is smaller than the reach of the filter",
        "There are faint seams left: the tiles overlap, but by less than the filter reaches.",
        _LARGE,
        "Tiles with overlap",
        given=True,
    ),
    Misconception(
        "last-part-only",
        "Only the last part",
        "A loop adds up by itself.",
        "each part of the picture takes the place of the one before",
        "These are the counts of the last strip alone.",
        _LARGE,
        "A whole histogram in bounded memory",
        given=True,
    ),
    Misconception(
        "bins-of-each-part",
        "Other bins for each part",
        "`np.histogram` always makes the same bins.",
        "the bins span from the smallest to the largest value of each part",
        "The bins of each strip span from its own smallest to its own largest value, so the same "
        "bin means another grey level in each strip.",
        _LARGE,
        "A whole histogram in bounded memory",
        given=True,
    ),
)
