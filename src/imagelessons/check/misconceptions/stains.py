"""Misconceptions about stains and annotation in colour pictures."""

from imagelessons.check.misconceptions.entry import Misconception

_COLOUR = "03-colour-channels"

STAINS = (
    Misconception(
        "channels-as-stains",
        "Channels taken for stains",
        "Red light comes from the red stain.",
        "the channels themselves are taken for the amounts",
        "A stain shines into several channels, so a channel holds light of several stains. The "
        "colours of the stains have to enter the sum.",
        _COLOUR,
        "Stains are not channels",
        given=True,
    ),
    Misconception(
        "matrix-transposed",
        "Matrix of the stains turned",
        "Rows and columns of a matrix can be exchanged.",
        "rows and columns of the matrix of the stains are exchanged",
        "With as many stains as channels a turned matrix raises no error. Write the sum for the "
        "red light of one pixel on paper, and see which numbers of `stains` stand in it.",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
    Misconception(
        "stains-one-by-one",
        "Each stain fitted alone",
        "How similar a pixel is to a stain says how much of it is there.",
        "each stain is fitted without the others",
        "Light that two stains share is given to both of them. All stains have to be fitted "
        "together.",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
    Misconception(
        "negative-amounts",
        "Negative amounts left in",
        "A fit returns possible values only.",
        "amounts below 0 are left in",
        "There is no less than nothing of a stain. What does the exercise want in the place of "
        "amounts below 0?",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
    Misconception(
        "amounts-as-shares",
        "Shares in the place of amounts",
        "The amounts in a pixel make up 1.",
        "the amounts of each pixel are divided by their sum",
        "The amounts of a pixel add up to 1 here. A dim pixel holds little of each stain, and a "
        "bright one much: the exercise asks how much, not for shares.",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
    Misconception(
        "amounts-capped",
        "Amounts capped at 1",
        "An amount lies between 0 and 1.",
        "amounts above 1 are cut off",
        "No amount is above 1 here, but a pixel may be brighter than the colour of its stain. "
        "Which limit does the exercise name?",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
    Misconception(
        "amounts-off",
        "Amounts far from the truth",
        "Amounts that look right are right.",
        "the amounts are further from the truth than noise explains",
        "Mix your amounts again, each with the colour of its stain: does the picture come back?",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
    Misconception(
        "planes-of-channels",
        "As many planes as channels",
        "The result has the shape of the picture.",
        "the result is given the shape of the picture",
        "The result has one plane for each stain, not one for each channel of the picture. "
        "Which of the two does your last `reshape` count?",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
    Misconception(
        "square-matrix-only",
        "Inverted though not square",
        "Every matrix has an inverse.",
        "the matrix of the stains is inverted though it isn't square",
        "Two stains in three channels make a matrix that isn't square, and only a square one "
        "has an inverse. Least squares works for each number of stains: `np.linalg.lstsq`, or "
        "the pseudo-inverse `np.linalg.pinv`.",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
    Misconception(
        "amounts-rounded",
        "Amounts rounded",
        "Two decimals are enough.",
        "the amounts are rounded",
        "The amounts are rounded. They stay as they come out of the fit.",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
    Misconception(
        "small-amounts-dropped",
        "Small amounts dropped",
        "A small amount is noise.",
        "small amounts are set to 0",
        "Small amounts have become 0. Only amounts below 0 do: all others stay as they come out"
        " of the fit.",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
)

ANNOTATION = (
    Misconception(
        "annotation-counted",
        "Annotation counted",
        "All pixels of a picture show the specimen.",
        "the pixels of the scale bar are counted like tissue",
        "The scale bar is white, so it is bright in the red channel too. It is no tissue.",
        _COLOUR,
        "Burnt-in annotation",
        given=True,
    ),
    Misconception(
        "annotation-in-total",
        "Annotation left in the total",
        "What is blackened no longer counts.",
        "the scale bar is blackened, but still counted in the total",
        "The pixels of the scale bar are no longer bright, but they are still among those that "
        "you divide by.",
        _COLOUR,
        "Burnt-in annotation",
        given=True,
    ),
    Misconception(
        "annotation-rows-dropped",
        "Whole rows of the annotation left out",
        "What is removed from an array must be rows or columns.",
        "all of the rows of the scale bar are left out",
        "Left and right of the scale bar there is specimen in the same rows, and it is missing "
        "here. A mask leaves out a rectangle only.",
        _COLOUR,
        "Burnt-in annotation",
        given=True,
    ),
    Misconception(
        "left-out-by-colour",
        "Annotation known by its colour",
        "What is white is the scale bar.",
        "all white pixels are left out, and no others",
        "The pixels that are left out are the white ones. Specimen may be white too, and pixels of "
        "the bar may be grey. The exercise says where the bar lies.",
        _COLOUR,
        "Burnt-in annotation",
        given=True,
    ),
    Misconception(
        "bar-with-margin",
        "The bar's neighbours left out too",
        "The scale bar needs a margin.",
        "pixels round the scale bar are left out too",
        "This leaves out the neighbours of the bar too, as the lesson does. Here they count: "
        "just the pixels of the bar are left out.",
        _COLOUR,
        "Burnt-in annotation",
        given=True,
    ),
    Misconception(
        "relation-for-level",
        "Mostly red instead of a level",
        "A red pixel is one in which red is the largest.",
        "the pixels are counted in which red exceeds the other channels",
        "You count pixels in which red is larger than the other channels. Here a pixel counts "
        "if its red value is greater than `level`, whatever green and blue are.",
        _COLOUR,
        "Burnt-in annotation",
        given=True,
    ),
    Misconception(
        "bar-for-specimen",
        "The bar instead of the specimen",
        "A mask selects what it was made for.",
        "the pixels of the scale bar are counted, and no others",
        "You count the pixels of the bar, and leave out all others. It is the other way round: "
        "which pixels does your mask select?",
        _COLOUR,
        "Burnt-in annotation",
        given=True,
    ),
)
