"""Misconceptions about colour: channels, relations between them, alpha, stains, annotation."""

from imagelessons.check.misconceptions.entry import Misconception

_COLOUR = "03-colour-channels"

CHANNELS = (
    Misconception(
        "channel-axis-last",
        "Channels left in the last axis",
        "Every program wants the channels last.",
        "the channels stay in the last axis",
        "Here the channels belong in the first axis. Print the shape after each step: an axis has "
        "to move as a whole, with its pixels in their places.",
        _COLOUR,
        "Three numbers per pixel",
        given=True,
    ),
    Misconception(
        "channel-order-kept",
        "Order of the channels kept",
        "Each program knows which channel is which.",
        "the channels stay in the order of the picture",
        "The axis is in its place, but the other program wants the channels in another order. "
        "Compare the first and the last one with the exercise.",
        _COLOUR,
        "Three numbers per pixel",
        given=True,
    ),
    Misconception(
        "pixels-scrambled",
        "Reshaped where an axis should move",
        "`reshape` puts an axis in another place.",
        "`reshape` is used to move the channel axis",
        "The shape is right, but the values of different pixels and channels got mixed. `reshape` "
        "cuts the same row of numbers at other places; it moves no axis.",
        _COLOUR,
        "Three numbers per pixel",
        given=True,
    ),
    Misconception(
        "all-channels-pooled",
        "All channels thrown together",
        "A statistic of a colour picture is that of its pixels.",
        "the values of all three channels are counted together",
        "A colour picture holds three values for each pixel, and here all of them are counted. "
        "Which channel does the exercise ask about?",
        _COLOUR,
        "Three numbers per pixel",
        given=True,
    ),
    Misconception(
        "white-for-zero",
        "A map that shows 0 as white",
        "The red channel belongs into a red map.",
        "a map is used that shows 0 as white",
        "This map is white where the channel is 0, so the black background looks bright. Choose "
        "a map that goes to black.",
        _COLOUR,
        "Looking at one channel",
        given=True,
    ),
    Misconception(
        "one-channel-alone",
        "One channel looked at alone",
        "A pixel with much red in it is red.",
        "one channel is compared with a number, without the other two",
        "A white or yellow pixel has much red in it too. Compare the channel with the other two "
        "channels, not with a number.",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
    Misconception(
        "either-channel",
        "One of the other two is enough",
        "More than one of the others is more than both.",
        "a channel has to exceed only one of the other two",
        "Some pixels are kept in which only one of the other two channels is lower. How do you "
        "join two conditions that both have to hold?",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
    Misconception(
        "others-averaged",
        "Compared with the mean of the others",
        "The mean stands for both.",
        "a channel is compared with the mean of the other two",
        "The mean of the other two can be low although one of them is high. Each of the two has "
        "to be exceeded on its own.",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
    Misconception(
        "sign-dropped",
        "Sign of the difference dropped",
        "The size of a difference is enough.",
        "the difference of two channels is taken without its sign",
        "Pixels are kept in which the channel is lower than another one by more than the margin. "
        "A difference without its sign does not tell which of the two is larger.",
        _COLOUR,
        "Arithmetic between channels",
        given=True,
    ),
)

ALPHA = (
    Misconception(
        "alpha-dropped",
        "Alpha dropped",
        "The fourth channel can be cut off.",
        "the fourth channel is cut off",
        "The colours are taken as if every pixel were opaque. What would you see through a pixel "
        "whose alpha is small?",
        _COLOUR,
        "A fourth channel",
        given=True,
    ),
    Misconception(
        "alpha-kept",
        "Alpha still there",
        "A picture without transparency has an alpha of 255.",
        "the fourth channel is handed in too",
        "There are still four values for each pixel. What you see on white paper has three.",
        _COLOUR,
        "A fourth channel",
        given=True,
    ),
    Misconception(
        "alpha-inverted",
        "Alpha taken for transparency",
        "Alpha says how transparent a pixel is.",
        "255 is taken for invisible and 0 for opaque",
        "Opaque and invisible are exchanged: an alpha of 255 is opaque.",
        _COLOUR,
        "A fourth channel",
        given=True,
    ),
    Misconception(
        "alpha-all-or-nothing",
        "Alpha taken for a mask",
        "A pixel is visible or not.",
        "alpha is turned into a mask of all or nothing",
        "Alpha has 256 levels. A pixel in between shows some of its own colour and some of what "
        "lies behind it.",
        _COLOUR,
        "A fourth channel",
        given=True,
    ),
    Misconception(
        "composited-over-black",
        "Laid over black",
        "What is transparent becomes 0.",
        "the picture is laid over black",
        "What is invisible has become black. The exercise lays the picture over white, and that "
        "white has to be added.",
        _COLOUR,
        "A fourth channel",
        given=True,
    ),
    Misconception(
        "cut-off",
        "Cut off instead of rounded",
        "`astype` rounds.",
        "the fraction is cut off instead of rounded",
        "Some values are too low by one: turning floats into integers cuts the fraction off. "
        "Round first.",
        _COLOUR,
        "A fourth channel",
        given=True,
    ),
)

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
)
