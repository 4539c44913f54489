"""Misconceptions about large images, which the exercises on them name."""

from imagelessons.check.misconceptions.entry import Misconception

_LARGE = "04-large-images"

LARGE = (
    Misconception(
        "not-enlarged",
        "Never made larger",
        "To bring a picture to a size only ever means to make it smaller.",
        "a picture that is smaller than the wanted size keeps its own size",
        "A picture that is smaller than the wanted size stays as it is. Pillow's `thumbnail` never "
        "enlarges; the size that is asked for holds for small pictures too.",
        _LARGE,
        "Making it smaller",
        given=True,
    ),
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
        "longest-is-width",
        "Width taken for the longer side",
        "A picture is wider than high.",
        "the width gets `longest` pixels, whichever side is longer",
        "This picture is higher than wide. Which of its sides shall get `longest` pixels?",
        _LARGE,
        "Making it smaller",
        given=True,
    ),
    Misconception(
        "no-pixel-left",
        "A side without a pixel",
        "A rounded size is a size.",
        "a thin side is rounded to 0",
        "A picture needs at least one pixel in each direction: what does the exercise say about a "
        "very thin one?",
        _LARGE,
        "Making it smaller",
        given=True,
    ),
    Misconception(
        "truncated",
        "Decimals cut off",
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
        "pixels-read",
        "Pixels read",
        "To know a picture's size one has to load it.",
        "the pixels are read, where the header is enough",
        "This file has a header and no pixels, so your function can't be reading the header "
        "alone. What does `Image.open` know before any pixel is read? `np.asarray(image)`, "
        "`image.load()` and `iio.imread` read them all.",
        _LARGE,
        "Bytes before loading",
        given=True,
    ),
    Misconception(
        "channels-assumed",
        "Three channels assumed",
        "Every picture is red, green and blue.",
        "three channels are counted, whatever the file holds",
        "This picture is grey: it has one channel. Ask the header how many there are, with "
        "`image.getbands()`.",
        _LARGE,
        "Bytes before loading",
        given=True,
    ),
    Misconception(
        "height-before-width",
        "Height before width",
        "Pillow counts like NumPy.",
        "the height comes before the width",
        "Your first number is the height. Pillow wants the width first; the shape of an array "
        "has its rows first, which is the height.",
        _LARGE,
        "Making it smaller",
        given=True,
    ),
    Misconception(
        "three-in-shape",
        "A shape of three numbers",
        "Every shape has two numbers.",
        "a shape is taken apart as if it had two numbers only",
        "The shape of a colour picture has three numbers: rows, columns and channels. Take the "
        "first two, whatever comes after them.",
        _LARGE,
        "Making it smaller",
        given=True,
    ),
    Misconception(
        "rounded-up",
        "Always rounded up",
        "`math.ceil` rounds.",
        "every fraction is rounded up",
        "You round up. The exercise asks for the nearest whole number: what becomes of 43.3?",
        given=True,
    ),
    Misconception(
        "left-over-kept",
        "Left-over rows and columns kept",
        "A picture can be cut into blocks of any size.",
        "rows or columns that fill no block are left in",
        "`reshape` can't cut this picture: some rows or columns fill no whole block. How many "
        "rows do whole blocks take up? Leave the others out first.",
        _LARGE,
        "A grid that covers all",
        given=True,
    ),
    Misconception(
        "one-direction-only",
        "Averaged in one direction only",
        "A mean along one axis is the mean of a block.",
        "only the rows, or only the columns, of each block are averaged",
        "In one direction you take a mean, in the other a single pixel of each block. The mean "
        "of a block is over all of its pixels.",
        _LARGE,
        "What reducing does to a measurement",
        given=True,
    ),
    Misconception(
        "median-for-mean",
        "Median instead of the mean",
        "The median is the mean.",
        "the median is taken instead of the mean",
        "These are medians, the middle values. The exercise asks for means.",
        _LARGE,
        "What reducing does to a measurement",
        given=True,
    ),
    Misconception(
        "maximum-for-mean",
        "Largest value instead of the mean",
        "The largest value stands for a block.",
        "the largest value is taken instead of the mean",
        "These are the largest values. The exercise asks for means.",
        _LARGE,
        "What reducing does to a measurement",
        given=True,
    ),
)
