"""Misconceptions about label images, tiles and strips of large images."""

from imagelessons.check.misconceptions.entry import Misconception

_LARGE = "04-large-images"

PARTS = (
    Misconception(
        "new-labels",
        "New labels",
        "A label image can be resized like any other.",
        "a label image is interpolated",
        "There are labels in the result that no pixel near by had in the picture. Labels are "
        "names, not amounts: nothing lies between 1 and 3.",
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
        "edge-padded",
        "Edge of the picture padded",
        "What a filter misses at the edge of the picture has to be put there first.",
        "the filter gets other pixels beyond the edge of the picture than it makes up itself",
        "The tiles fit together, but along the edge of the picture the values are others. There "
        "the filter makes up what is missing; pixels that you put there count like true ones.",
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
        "first-part-only",
        "Only the first part",
        "A loop runs to its end.",
        "the function returns after the first part of the picture",
        "These are the counts of the first strip alone. Where does the function return?",
        _LARGE,
        "A whole histogram in bounded memory",
        given=True,
    ),
    Misconception(
        "repeats-not-counted",
        "Each level counted once",
        "`counts[values] += 1` adds one for each value.",
        "each level is counted once for a strip, however often it is there",
        "`counts[values] += 1` adds one for each level that is there, not for each pixel. Which "
        "function counts how often each whole number comes up?",
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
    Misconception(
        "counts-not-exact",
        "Counts that are not exact",
        "Each type of number can count.",
        "the type of the counts can't hold each whole number up to the number of pixels",
        "float32 skips whole numbers above 16,777,216, and int16 ends at 32,767. Count in a type "
        "that holds each number up to that of all pixels.",
        _LARGE,
        "A whole histogram in bounded memory",
        given=True,
    ),
    Misconception(
        "part-cut-out",
        "A part cut out",
        "A smaller picture is a part of the picture.",
        "the upper left corner is cut out",
        "This is the upper left corner of the picture, at its old size. The whole picture "
        "should still be there, only coarser.",
        _LARGE,
        "Making it smaller",
        given=True,
    ),
    Misconception(
        "labels-overflow",
        "Labels beyond 255 lost",
        "A label fits into `uint8`.",
        "the labels are put into `uint8`, which ends at 255",
        "Labels above 255 have become other numbers: 256 turns into 0, and 300 into 44. Keep "
        "the dtype of `labels`, or a wider one.",
        _LARGE,
        "Labels and nearest neighbour",
        given=True,
    ),
    Misconception(
        "halo-left-in",
        "Halo left in",
        "What is smoothed for a tile is the tile.",
        "the smoothed piece is put in its place with its halo",
        "The piece that you smooth is larger than the tile, by the pixels of its neighbours. "
        "Cut these off before you put the tile in its place; at the edge of the picture there "
        "are fewer of them.",
        _LARGE,
        "Tiles with overlap",
        given=True,
    ),
    Misconception(
        "halo-cut-at-edge",
        "A halo cut off where there is none",
        "Each tile has a halo on all four sides.",
        "as many pixels are cut off at the edge of the picture as between tiles",
        "At the upper and the left edge of the picture a tile has no neighbours, so there is no"
        " halo to cut off. In which row of the smoothed piece does such a tile begin?",
        _LARGE,
        "Tiles with overlap",
        given=True,
    ),
    Misconception(
        "other-sigma",
        "Another sigma",
        "The default will do.",
        "the filter has another sigma than the exercise asks for",
        "The picture is smoothed, but with another sigma. Compare the arguments of "
        "`gaussian_filter` with the exercise.",
        given=True,
    ),
    Misconception(
        "smoothed-as-integers",
        "Smoothed as whole numbers",
        "A filter returns floats.",
        "the picture is smoothed as `uint8`, and converted afterwards",
        "`gaussian_filter` returns the dtype that it gets, so each value was cut to a whole "
        "number. Convert to `float` before you smooth, not after.",
        _LARGE,
        "Tiles with overlap",
        given=True,
    ),
    Misconception(
        "counts-of-own-length",
        "Counts of unequal length",
        "`np.bincount` always makes 256 counts.",
        "the counts of a strip end at its largest value",
        "`np.bincount` counts up to the largest value of the strip, so it gives fewer than 256 "
        "counts, and each strip another number of them. Which of its parameters sets a least "
        "number?",
        _LARGE,
        "A whole histogram in bounded memory",
        given=True,
    ),
    Misconception(
        "counts-of-each-part",
        "Counts not added up",
        "A list of counts is the count of all.",
        "the counts of each strip are kept apart",
        "There is a row of 256 counts for each strip. The exercise asks for the whole picture: "
        "add them up, level by level.",
        _LARGE,
        "A whole histogram in bounded memory",
        given=True,
    ),
    Misconception(
        "counts-as-shares",
        "Shares instead of counts",
        "A histogram says how frequent a level is.",
        "the counts are divided by the number of pixels",
        "These are shares: together they make up 1. The exercise asks how many pixels there are"
        " of each level.",
        _LARGE,
        "A whole histogram in bounded memory",
        given=True,
    ),
    Misconception(
        "last-level-joined",
        "The last two levels in one bin",
        "256 edges make 256 bins.",
        "the last bin holds two levels, 254 and 255",
        "`np.arange(256)` has 256 edges and makes 255 bins, of which the last holds 254 and "
        "255. It takes one edge more.",
        _LARGE,
        "A whole histogram in bounded memory",
        given=True,
    ),
    Misconception(
        "nothing-smoothed",
        "Not smoothed",
        "A copy in tiles is a smoothed picture.",
        "the picture is handed back as it was",
        "These are the values of the picture itself. Where is each tile smoothed, and is the "
        "result put in its place?",
        _LARGE,
        "Tiles with overlap",
        given=True,
    ),
    Misconception(
        "not-flattened-strip",
        "Strip not flattened",
        "`np.bincount` takes a picture.",
        "`np.bincount` gets a picture of rows and columns",
        "`np.bincount` takes one row of numbers. A strip has rows and columns: flatten it with "
        "`strip.ravel()`.",
        _LARGE,
        "A whole histogram in bounded memory",
        given=True,
    ),
    Misconception(
        "mean-for-sum",
        "Mean instead of the sum",
        "The mean over the strips is the whole.",
        "the mean over the strips is taken",
        "This is the mean over the strips. The whole picture has as many pixels of a level as "
        "all its strips together.",
        _LARGE,
        "A whole histogram in bounded memory",
        given=True,
    ),
    Misconception(
        "cumulative-counts",
        "Cumulative counts",
        "A histogram runs up to the number of pixels.",
        "the counts of all lower levels are added to each",
        "Each of your counts includes all lower levels. The exercise asks how many pixels have "
        "just this value.",
        _LARGE,
        "A whole histogram in bounded memory",
        given=True,
    ),
    Misconception(
        "labels-rescaled",
        "Labels divided",
        "A function that resizes leaves the values as they are.",
        "the labels are divided by the largest value of their dtype",
        "Your labels are fractions: somewhere they are divided, by you or by a function that "
        "brings pictures to 0 to 1, such as `img_as_float`. Labels are names: keep them as they"
        " are.",
        _LARGE,
        "Labels and nearest neighbour",
        given=True,
    ),
    Misconception(
        "levels-shifted",
        "Levels shifted by one",
        "The first count is that of level 1.",
        "the counts begin with level 1",
        "Each count is one place too low: what you have at index 0 is the count of level 1. "
        "Where is the number of pixels of level 0?",
        _LARGE,
        "A whole histogram in bounded memory",
        given=True,
    ),
    Misconception(
        "halo-one-sided",
        "Neighbours on two sides only",
        "A tile needs the pixels that come after it.",
        "a tile gets pixels of its neighbours below and to the right only",
        "The filter reaches in all directions, so a tile needs the pixels above it and to its "
        "left too.",
        _LARGE,
        "Tiles with overlap",
        given=True,
    ),
    Misconception(
        "already-smoothed",
        "Neighbours smoothed already",
        "What is done is done.",
        "the neighbours' pixels are taken from the result",
        "The pixels of the tiles above and to the left are smoothed already when you take them."
        " Take them from the picture, and put the result into another array.",
        _LARGE,
        "Tiles with overlap",
        given=True,
    ),
    Misconception(
        "left-over-dropped",
        "Left-over rows and columns dropped",
        "Only whole tiles count.",
        "rows and columns that fill no whole tile are left out",
        "The rows at the bottom and the columns at the right that fill no whole tile are "
        "missing. Tiles there are smaller, and belong to the picture too.",
        _LARGE,
        "A grid that covers all",
        given=True,
    ),
    Misconception(
        "whole-steps-only",
        "Whole steps only",
        "A stride brings a picture to any size.",
        "every n-th row and column is taken, with a whole n",
        "A stride has whole steps, so it makes only some sizes. From which row of the old "
        "picture comes row i of the new one, if the factor isn't whole?",
        _LARGE,
        "Labels and nearest neighbour",
        given=True,
    ),
)
