"""Misconceptions that the capstone on the cerebellum invites: channels, stains, amounts, scale.

Its exercises name them through their ``mistakes``, or `shown_colour`, `shown_masks` and
`channel_masks` find them.
"""

from imagelessons.check.misconceptions.entry import Misconception

_GREY = "01-greyscale"
_MASK = "02-masking"
_COLOUR = "03-colour-channels"
_LARGE = "04-large-images"

_SHOWING = (
    Misconception(
        "cap-colours-clipped",
        "Floating-point colours above 1",
        "A colour picture may hold floats from 0 to 255.",
        "a colour picture of floats from 0 to 255 is shown",
        "A colour picture of floats is shown from 0 to 1, and all above 1 is cut off. "
        "Keep `uint8`, or look at what made floats of it.",
        _GREY,
        "What each reader returns",
        given=True,
    ),
    Misconception(
        "cap-white-ground",
        "White where there is no light",
        "A map such as `Reds` shows red light.",
        "a colour map that begins with white is used",
        "Where the channel is 0 your panel is white, as if there were much light. "
        "Light adds to black: the colour map has to begin there.",
        _COLOUR,
        "Looking at one channel",
        given=True,
    ),
    Misconception(
        "cap-row-for-channel",
        "A row taken for a channel",
        "The first index counts the channels.",
        "a row of the picture is taken for a channel",
        "`img[0]` is the uppermost row. The channels are counted by the last index.",
        _COLOUR,
        "Three numbers per pixel",
        given=True,
    ),
    Misconception(
        "cap-all-channels",
        "All channels in one histogram",
        "The histogram of a colour picture is that of its channels.",
        "the values of all three channels are put together",
        "These are the values of all three channels in one heap. Choose a channel first, "
        "flatten it then.",
        _COLOUR,
        "A histogram per channel",
        given=True,
    ),
    Misconception(
        "cap-cumulated",
        "Cumulated histogram",
        "A histogram that is cumulated holds the same counts.",
        "the counts of all lower grey levels are added",
        "Each bar counts its own grey level and all below it. Which pixels belong into one bin?",
        _COLOUR,
        "A histogram per channel",
        given=True,
    ),
    Misconception(
        "cap-log-counts",
        "Logarithm of the counts",
        "A logarithmic axis and the logarithm of the values are the same.",
        "the logarithm of the counts is drawn",
        "The heights are logarithms, so the axis no longer tells numbers of pixels. Draw the "
        "counts, and make the axis logarithmic if you like: `ax.set_yscale(...)`.",
        _COLOUR,
        "A histogram per channel",
        given=True,
    ),
    Misconception(
        "cap-not-masked",
        "Picture not masked",
        "Making a mask changes the picture.",
        "the whole picture is shown in place of the masked one",
        "A mask by itself changes nothing. Give the pixels that it leaves out another value, in "
        "a copy of the picture.",
        _MASK,
        "Applying a mask",
        given=True,
    ),
    Misconception(
        "cap-one-channel-left",
        "One channel of the masked picture",
        "A mask of red pixels leaves only the red channel.",
        "one channel of the picture is shown, and not its colours",
        "A mask keeps pixels, not channels: what is kept has all three values. To use it on an "
        "array with channels, give the mask a last axis too.",
        _COLOUR,
        "Three numbers per pixel",
        given=True,
    ),
)

_MASKS = (
    Misconception(
        "cap-mainly-other",
        "Mask of another colour",
        "A pixel with much red light is a red pixel.",
        "much light in one channel is taken for that colour",
        "Yellow and white have much red light too. `Mostly` compares a channel with the others, "
        "and such a comparison has to be safe from wrap-around.",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
    Misconception(
        "cap-dark-kept",
        "Dark ground kept",
        "Even black has a colour.",
        "a comparison of channels is made in the dark, where chance decides",
        "In the dark, which channel is the largest is a matter of noise. A comparison of channels "
        "needs a margin, or a least brightness besides.",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
    Misconception(
        "cap-clear-dropped",
        "Clear pixels dropped",
        "A stain has light in one channel, so the others must be low.",
        "pixels that are clearly of the colour are dropped",
        "Look at the pixels that are missing. A threshold that is high costs the weaker ones. An "
        "upper limit on the other channels costs the brightest first, for a stain shines in more "
        "than one channel.",
        _COLOUR,
        "Stains are not channels",
        given=True,
    ),
    Misconception(
        "cap-one-rival",
        "Compared with one channel only",
        "More red than green is mostly red.",
        "the channel is compared with one of the other two only",
        "The channel is held against one other channel only. There are two, and it has to lead "
        "both.",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
    Misconception(
        "cap-mean-rival",
        "Held against the mean of the other two",
        "Above the mean of the others is above both.",
        "the channel is compared with the mean of the other two",
        "A channel can lie above the mean of two others and still below one of them.",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
    Misconception(
        "cap-sum-of-rivals",
        "Compared with the sum of the others",
        "More than both others is more than both together.",
        "the channel is compared with the sum of the other two",
        "The channel is held against the other two added up. It has to lead the larger of them.",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
    Misconception(
        "cap-margin-typed-in",
        "Margin typed in",
        "The margin is always 40.",
        "the margin of the example is used in place of the parameter",
        "The margin is a parameter of your function, and it is another one here. Does the function "
        "use it?",
        given=True,
    ),
    Misconception(
        "cap-ties-kept",
        "Ties kept",
        "As much green as red is more green than red.",
        "pixels with equal channels are counted too",
        "Where two channels are equal, none is larger. Compare `>` with `>=`.",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
    Misconception(
        "cap-threshold-for-lead",
        "Threshold on one channel alone",
        "Mostly red means much red.",
        "the channel alone is compared with the number",
        "You compare the channel itself with the number. What counts is how far it leads the "
        "others.",
        _COLOUR,
        "Mostly red",
        given=True,
    ),
)

_AMOUNTS = (
    Misconception(
        "cap-of-the-picture",
        "Share of the whole picture",
        "A share is always one of the whole picture.",
        "the whole picture is taken for the whole",
        "This is a share of the whole picture. Of which pixels does the exercise ask the share?",
        _MASK,
        "A comparison makes a mask",
        given=True,
    ),
    Misconception(
        "cap-other-base",
        "Share of the wrong whole",
        "The share of A in B is that of B in A.",
        "the two groups of pixels are exchanged: what is divided by, and what is asked",
        "You divide by the number of the wrong pixels. Read again: the share *of which* pixels?",
        _MASK,
        "Applying a mask",
        given=True,
    ),
    Misconception(
        "cap-union-below",
        "Pixels in several masks counted once",
        "The pixels of all masks together are those that any of them keeps.",
        "a pixel that several masks keep is counted once in the sum",
        "These shares don't add up to 1 where masks overlap: a pixel in two masks is in two of the "
        "counts, so it has to be in their sum twice.",
        given=True,
    ),
    Misconception(
        "cap-first-row-below",
        "All rows divided by one number",
        "The sum of the shares is the same for each margin.",
        "all rows are divided by the sum of the first",
        "Only your first row adds up to 1. Each margin keeps another number of pixels, and a share "
        "is one of its own row.",
        given=True,
    ),
    Misconception(
        "cap-first-less-last",
        "First less last",
        "The largest and the smallest stand at the ends.",
        "the last row is taken from the first",
        "The first and the last row need not hold the largest and the smallest share. Look at the "
        "whole column.",
        given=True,
    ),
    Misconception(
        "cap-sum-of-columns",
        "Python's sum on a mask",
        "`sum(mask)` counts the pixels.",
        "Python's own `sum` adds up the rows of a mask",
        "Python's `sum` goes through the rows and returns one number for each column. "
        "The array's own `sum` counts all pixels.",
        _MASK,
        "A comparison makes a mask",
        given=True,
    ),
    Misconception(
        "cap-area-for-amount",
        "Area for amount",
        "The more pixels, the more stain.",
        "pixels are counted, each for one stain",
        "This counts pixels. A pixel counts as one, however much stain is in it, and for one "
        "stain only, though it may hold several.",
        _COLOUR,
        "Stains are not channels",
        given=True,
    ),
    Misconception(
        "cap-channel-sums",
        "Channels for stains",
        "All light in the red channel comes from one stain.",
        "each channel is taken for one stain",
        "This is how the light is divided among the channels. Each stain gives light to all three.",
        _COLOUR,
        "Stains are not channels",
        given=True,
    ),
    Misconception(
        "cap-stains-transposed",
        "Stains taken for columns",
        "Rows and columns of a matrix of colours are the same.",
        "the matrix of the stains is used with rows and columns exchanged",
        "A row of `stains` is one stain. Write the three equations down, one for each channel: "
        "which numbers stand in the first?",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
    Misconception(
        "cap-background-left",
        "Background taken for stain",
        "Where there is no stain, the picture is 0.",
        "the background is not taken away first",
        "A pixel without any stain still has the light of the background. Take it away, in a dtype "
        "that can go below 0.",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
    Misconception(
        "cap-stains-rescaled",
        "Colours of the stains rescaled",
        "Of a stain's colour only the hue matters.",
        "the colours of the stains are brought to one length",
        "A row of `stains` is the light of a full amount. Brought to another length, it says how "
        "much light there is, and no more how much stain.",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
    Misconception(
        "cap-other-stain",
        "Share of another stain",
        "The last row is as good as the first.",
        "the share of another stain is taken",
        "This is the share of another stain. Which row of `stains` is the one that is asked for?",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
    Misconception(
        "cap-mean-of-shares",
        "Mean of the pixels' shares",
        "The share of a whole is the mean of the shares of its parts.",
        "the shares of the single pixels are averaged",
        "You average shares, so a nearly empty pixel counts as much as a full one. Add up the "
        "amounts first, divide then.",
        _COLOUR,
        "Linear unmixing",
        given=True,
    ),
)

_SCALE = (
    Misconception(
        "cap-pixels-left-out",
        "Pixels left out",
        "Every n-th pixel is the mean of n by n.",
        "single pixels are picked and the others left out",
        "This picks some pixels and leaves all others out. The mean uses every one of them.",
        _LARGE,
        "Making it smaller",
        given=True,
    ),
    Misconception(
        "cap-edge-padded",
        "Edges filled up",
        "A block that is not full counts like the others.",
        "rows or columns that don't fill a block make one nevertheless",
        "Rows and columns are left over that don't fill a block. The exercise leaves them out; "
        "yours make another row or column.",
        _LARGE,
        "Making it smaller",
        given=True,
    ),
    Misconception(
        "cap-fractions-lost",
        "Fractions of the means lost",
        "What works on `uint8` works on means too.",
        "the averaged pictures are turned into integers",
        "The averaged pictures hold fractions, and they got lost before the comparison: turning "
        "floats into integers cuts them off. Do you use a function that was made for `uint8`?",
        _LARGE,
        "What reducing does to a measurement",
        given=True,
    ),
    Misconception(
        "cap-mask-reduced",
        "Mask reduced, not the picture",
        "It is all the same whether the picture or the mask is made smaller.",
        "the mask is made smaller, and not the picture",
        "You made the mask at full size and reduced that. A picture of lower resolution is reduced "
        "before anything is asked of it.",
        _LARGE,
        "What reducing does to a measurement",
        given=True,
    ),
)

CAPSTONE = (*_SHOWING, *_MASKS, *_AMOUNTS, *_SCALE)
