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
    Misconception(
        "floor-kept",
        "The lesson's floor kept",
        "There is one function `mostly`.",
        "dark pixels are left out, as with the `floor` of the lesson",
        "Your function leaves dark pixels out, as the lesson's `mostly` does with its `floor`. "
        "This exercise has no floor: only the margin counts, however dark the pixel is.",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
    Misconception(
        "others-summed",
        "Compared with the sum of the others",
        "To exceed both is to exceed their sum.",
        "a channel is compared with the sum of the other two",
        "The channel is compared with the sum of the other two. Each of the two has to be "
        "exceeded on its own.",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
    Misconception(
        "margin-not-used",
        "Margin not used",
        "The largest channel is enough.",
        "the channel has to be the largest, whatever `margin` is",
        "Pixels are kept in which the channel is ahead by too little. Where does your function "
        "use `margin`?",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
    Misconception(
        "margin-fixed",
        "Margin fixed at 30",
        "The margin of the example is the margin.",
        "the margin is 30, whatever `margin` says",
        "It is right for the margin of the table only. The margin comes in as a parameter: "
        "where does your function use it?",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
    Misconception(
        "compared-with-itself",
        "The channel among its rivals",
        "The largest of the three is the largest of the others.",
        "the channel is compared with the largest of all three, itself too",
        "No pixel is kept: the channel can't exceed the largest of all three, for it is one of "
        "them. Compare it with the other two only.",
        _COLOUR,
        "Mostly red",
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
    Misconception(
        "alpha-not-divided",
        "Alpha not brought to 0 to 1",
        "255 is one whole.",
        "alpha is used as it is, from 0 to 255",
        "Alpha runs from 0 to 255, and a share from 0 to 1. Divide alpha by 255 before you "
        "multiply with it, in floats.",
        _COLOUR,
        "A fourth channel",
        given=True,
    ),
    Misconception(
        "not-rounded",
        "Not rounded",
        "A float is as good as a whole number.",
        "the values are not rounded",
        "The arithmetic is right, but the values still have decimals. Round them to the nearest"
        " whole number, then convert to `uint8`.",
        _COLOUR,
        "A fourth channel",
        given=True,
    ),
)
