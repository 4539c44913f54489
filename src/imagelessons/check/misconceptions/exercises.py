"""Misconceptions that single exercises invite and name through their ``mistakes``."""

from imagelessons.check.misconceptions.entry import Misconception

_GREY = "01-greyscale"
_MASK = "02-masking"
_VOLUME = "05-volumes"
_DICOM = "06-dicom"

EXERCISES = (
    Misconception(
        "file-size",
        "Size of the file",
        "A picture takes up as much memory as its file takes up on the disk.",
        "the size of the file is given for the bytes in memory",
        "That is the size of the file on the disk. A JPG is packed; in memory each pixel takes "
        "up its full bytes, and the array knows how many.",
        _GREY,
        "An array of pixels",
        given=True,
    ),
    Misconception(
        "own-maximum",
        "Divided by its own maximum",
        "The largest value in a picture is the largest that it could hold.",
        "a picture is divided by the largest value that happens to be in it",
        "Dividing by the largest value that is in the picture makes a dark picture as bright as "
        "a bright one. What is the largest value that the dtype can hold?",
        _GREY,
        "What each reader returns",
        given=True,
    ),
    Misconception(
        "depth-from-values",
        "Depth guessed from the values",
        "The values that are in a picture tell how many bits it has.",
        "a picture of which no value exceeds 255 (or 1) is taken for one of 8 bits (or for floats)",
        "A 16-bit picture may be so dark that no value exceeds 255, and an 8-bit picture may hold "
        "only 0 and 1. The dtype tells how far a picture could go; its values don't.",
        _GREY,
        "What each reader returns",
        given=True,
    ),
    Misconception(
        "wrong-depth",
        "Always 255",
        "Every picture goes from 0 to 255.",
        "a 16-bit picture is divided by 255",
        "255 is the largest value of `uint8` only. A `uint16` picture goes further; ask the dtype.",
        _GREY,
        "What each reader returns",
        given=True,
    ),
    Misconception(
        "scaled-twice",
        "Scaled twice",
        "Every picture has to be divided.",
        "a floating-point picture that is on the scale already is divided again",
        "A floating-point picture is on the scale of 0 to 1 already. Look at the dtype first.",
        _GREY,
        "What each reader returns",
        given=True,
    ),
    Misconception(
        "end-included",
        "Upper end kept",
        "`<` and `<=` are much the same.",
        "a pixel that equals the upper threshold is kept",
        "A pixel that equals `high` is kept, but the exercise leaves it out. Which comparison "
        "leaves it out?",
        _MASK,
        "Polarity and strictness",
        given=True,
    ),
    Misconception(
        "start-excluded",
        "Lower end left out",
        "`>` and `>=` are much the same.",
        "a pixel that equals the lower threshold is left out",
        "A pixel that equals `low` is left out, but the exercise keeps it. Which comparison "
        "keeps it?",
        _MASK,
        "Polarity and strictness",
        given=True,
    ),
    Misconception(
        "corners-joined",
        "Corners joined",
        "There is one way only to say that two pixels touch.",
        "pixels that touch at a corner are taken for one object",
        "Pixels that touch at a corner only are counted as one object here. Look at what decides "
        "whether two pixels are neighbours.",
        _MASK,
        "Small objects",
        given=True,
    ),
    Misconception(
        "zeros-for-background",
        "Black where nothing is kept",
        "0 means nothing.",
        "the pixels outside the mask are shown as 0",
        "Outside the mask the picture is 0, which is black: on dark rings that looks like data. "
        "The exercise asks for another value there.",
        _MASK,
        "Applying a mask",
        given=True,
    ),
    Misconception(
        "fixed-threshold",
        "One threshold for all pictures",
        "A threshold that fits one picture fits the next.",
        "a threshold in grey levels is carried over to a picture of another exposure",
        "The method works on one exposure and fails on another. A threshold in grey levels fits "
        "one picture only: let the function find it anew, from the picture that it gets.",
        _MASK,
        "Choosing a threshold",
        given=True,
    ),
    Misconception(
        "panels-swapped",
        "Panels in the wrong order",
        "The order of the panels does not matter.",
        "a panel shows the picture that belongs into another panel",
        "This picture belongs into another panel. Compare the order with the exercise.",
        _GREY,
        "Showing a picture",
        given=True,
    ),
    Misconception(
        "overlap-too-small",
        "Overlap with the truth too small",
        "A mask that looks right is right.",
        "a mask overlaps less with the truth than the exercise asks",
        "Lay the outline of your mask over the picture: is it too much that is kept, or too "
        "little? Noise, uneven light and small specks each cost some overlap.",
        _MASK,
        "Noise and smoothing",
    ),
    Misconception(
        "affine-inverted",
        "From millimetres to voxels",
        "The affine and its inverse do the same.",
        "the inverse of the affine is applied to a voxel index",
        "The affine leads from an index to millimetres, its inverse back from millimetres to an "
        "index. Which way is asked for?",
        _VOLUME,
        "From voxel to millimetre",
        given=True,
    ),
    Misconception(
        "last-one-left",
        "The fourth number left in",
        "What the affine gives is the place.",
        "the fourth number, which is always 1, is handed in as well",
        "The 1 is there for the arithmetic only: it lets the affine add the origin. The place are "
        "the first three numbers.",
        _VOLUME,
        "From voxel to millimetre",
        given=True,
    ),
    Misconception(
        "rank-for-order",
        "Rank instead of order",
        "The order and the rank are the same.",
        "for each slice its place in the order is given",
        "You tell for each slice which place it takes. Asked is the other way round: for each "
        "place, which slice stands there.",
        _DICOM,
        "A series is more than its files",
        given=True,
    ),
)
