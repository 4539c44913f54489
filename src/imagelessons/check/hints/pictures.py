"""Hints about masks, figures, colours and large images: three steps for each code."""

PICTURES: dict[str, tuple[str, str, str]] = {
    "mask-not-boolean": (
        "0 and 1 look like a mask, but NumPy takes whole numbers for positions: `img[mask]` "
        "would fetch rows 0 and 1 again and again.",
        "Print `{name}.dtype`. A mask says `bool`.",
        "A comparison gives a boolean mask by itself. What was done to it afterwards, or what "
        "was used in its place?",
    ),
    "mask-0-255": (
        "This is a picture of a mask, for looking at. A mask itself answers yes or no.",
        "Print `np.unique({name})` and `{name}.dtype`.",
        "How do you ask of each pixel whether it is white? The answer to that is the mask.",
    ),
    "image-for-mask": (
        "The test has found grey levels where it wants yes or no for each pixel.",
        "Print `{name}.dtype` and `np.unique({name})[:5]`.",
        "You may have handed in the masked picture. Which line, before you used it on the "
        "picture, held the mask?",
    ),
    "mask-all-true": (
        "The comparison is true everywhere, so the mask selects nothing in particular.",
        "Print minimum and maximum of the picture, and the number that you compare with.",
        "If the picture runs from 0 to 1 and the number is 125, who is wrong: the number, or the "
        "reader of the picture?",
    ),
    "mask-all-false": (
        "The comparison is true nowhere, so nothing is left.",
        "Print minimum and maximum of the picture, and the number that you compare with.",
        "If the picture runs from 0 to 1 and the number is 125, nothing can lie above it. Or do "
        "two conditions exclude each other?",
    ),
    "strictness": (
        "Only the pixels that are exactly as bright as the threshold are treated in another way.",
        "Print how many pixels equal the threshold: that is the whole difference.",
        "Read the exercise: does *below*, *at most*, *from* or *up to* include the number "
        "itself? Then look at your comparison.",
    ),
    "other-threshold": (
        "Your mask comes from the right picture and the right side, with another number.",
        "Print the number that you compare with, just before that line.",
        "Was it rounded, typed in, or worked out from another picture or from another part?",
    ),
    "mask-boundary": (
        "The regions are the right ones, and their edges run a pixel or two beside the right ones.",
        "Show the picture below your code: are the differences inside or outside of the regions?",
        "Smoothing, `<` or `<=`, growing, shrinking and filling move an edge. In which order "
        "does the exercise want them, and with which settings?",
    ),
    "genuine-zeros-dropped": (
        "Some pixels of the picture are really black. They are 0, but not because the mask set "
        "them so.",
        "Print how many pixels the mask keeps, and how many your selection has.",
        "The mask knows which pixels to keep. The values in the picture don't. So which of the "
        "two should you select by?",
    ),
    "zeros-left-in": (
        "Setting the others to 0 doesn't take them away: each is a value, and it counts.",
        "Print how many values go into your statistic. Is it all the pixels of the picture?",
        "Select in the place of setting to zero: which index takes only the pixels that the mask "
        "keeps?",
    ),
    "fixed-threshold": (
        "A number that you found by looking fits the exposure that you looked at. A darker or a "
        "brighter picture needs another one.",
        "Multiply the picture by 0.8 and try again: does your mask stay the same?",
        "Let the threshold come from the picture's own values: its histogram, its percentiles, "
        "or its surroundings.",
    ),
    "small-objects-kept": (
        "Objects are left that are too small by the exercise's rule.",
        "Print the sorted sizes of all objects, and look at those around the limit.",
        "Does an object of exactly that size stay or go? And which size has label 0 in your list?",
    ),
    "corners-joined": (
        "Two pixels that touch at a corner only can be called neighbours, or not. You say they "
        "are.",
        "Label a picture of 2 x 2 with `True` on one diagonal. How many objects do you get?",
        "The function that labels has a parameter for the neighbourhood. What is its default, "
        "and which one do you give?",
    ),
    "corners-parted": (
        "Two pixels that touch at a corner only can be called neighbours, or not. You say they "
        "aren't.",
        "Label a picture of 2 x 2 with `True` on one diagonal. How many objects do you get?",
        "The function that labels has a parameter for the neighbourhood. What is its default, "
        "and which one does the exercise ask for?",
    ),
    "mask-for-labels": (
        "A mask says *object or not*. Labels also say *which* object: each has a number of its "
        "own.",
        "Print `np.unique({name})`. With labels there are as many numbers as objects, and 0.",
        "Which function makes labels out of a mask? Mind that it may return two things.",
    ),
    "background-labelled": (
        "Each object has its own number, but so has what lies between them.",
        "Print the label of a pixel where there is no object.",
        "Has 1 been added to all labels, or was it the mask of the background that you labelled?",
    ),
    "labels-merged": (
        "Where the exercise has two or more objects, you have one: one number for both.",
        "Show your labels with many colours, and look at the place that the finding names: do "
        "the objects touch there?",
        "A bridge of one pixel is enough to join. Is the threshold too generous, the smoothing "
        "too strong, or do corners count?",
    ),
    "labels-split": (
        "One object carries several numbers.",
        "Show your labels with many colours, and look at the place that the finding names.",
        "Is there a gap of one pixel in the mask, do corners not count, or were parts labelled "
        "one by one and put together?",
    ),
    "labels-missed": (
        "Some objects have no label at all.",
        "Show labels and picture side by side, and look at the place that the finding names.",
        "Were they too dark for the threshold, too small for a filter, or at the border of the "
        "picture?",
    ),
    "labels-extra": (
        "There are labels where the exercise has no object.",
        "Print the sizes of your objects, smallest first, and look at the place that the finding "
        "names.",
        "Are they specks of noise? At which step should they have gone?",
    ),
    "labels-one-short": (
        "All objects are right but one, and that one is the first or the last.",
        "Print the largest label, and the numbers that your loop runs over.",
        "`range(1, n)` stops before `n`, and label 0 is the background. How many rounds does "
        "your loop make?",
    ),
    "halo-too-small": (
        "The tiles overlap, but the filter looks further than the overlap goes.",
        "Show the difference to the result without tiles: how wide is the seam?",
        "How many pixels to each side does the filter look at? A Gaussian reaches several sigma.",
    ),
    "new-labels": (
        "A label is a name. Between the names 1 and 3 there is no 2: it would be another "
        "structure.",
        "Print `np.unique` of the labels before and after.",
        "Averaging makes new numbers. Which kind of resampling only ever copies one that is there?",
    ),
    "wrong-panel-count": (
        "The figure has more or fewer panels than the exercise asks for.",
        "Print `len(fig.axes)`. Each colour bar is one of them, but doesn't count.",
        "Look at the two numbers in `plt.subplots`, and at panels that you made and left empty.",
    ),
    "wrong-panel-grid": (
        "All panels are there, but they do not stand where the exercise asks for them.",
        "Look at the figure, and count its rows and the panels in each of them.",
        "A figure is counted like an array: which of the two numbers comes first?",
    ),
    "panels-swapped": (
        "The right picture stands in the place of another one.",
        "Go through the panels from left to right and from top to bottom, and read in the "
        "exercise what belongs into each.",
        "Which index of `axes` did you draw it in? Counting begins with 0, and rows come first.",
    ),
    "wrong-colour-map": (
        "One number for each pixel has no colour. matplotlib picks a map, and its default is not "
        "grey.",
        "Look at the call of `imshow` for this panel: is there a `cmap`?",
        "Compare its name with the exercise. Some maps run from white to dark: where is 0 then?",
    ),
    "autoscaled-display": (
        "`imshow` took the darkest pixel for black and the brightest for white. So two pictures "
        "can't be compared by eye.",
        "Add a colour bar, or print `ax.images[0].get_clim()`.",
        "Which two parameters of `imshow` fix the ends? Read in the exercise which values they "
        "should stand for.",
    ),
    "wrong-display-range": (
        "Black and white stand for other values than the exercise says.",
        "Print `ax.images[0].get_clim()` for this panel.",
        "Compare both numbers with the exercise. Are they on the picture's own scale, and is the "
        "lower one the first?",
    ),
    "upside-down-display": (
        "Row 0 of a picture is its uppermost row. In your panel it lies at the bottom.",
        "Look at the numbers along the vertical axis: do they grow downwards?",
        "Look for `origin`, `extent`, `set_ylim` and `invert_yaxis`. Plots count upwards, "
        "pictures downwards.",
    ),
    "label-missing": (
        "A reader who has only the figure can't tell what this axis or panel shows.",
        "Print `ax.get_xlabel()`, `ax.get_ylabel()` and `ax.get_title()` for each panel.",
        "With several panels, `plt.xlabel` writes at the last one only. Each `ax` has its own "
        "methods for that.",
    ),
    "figure-missing": (
        "The figure is drawn on the screen, but no name holds it, so the test can't look at it.",
        "Print `type(fig)`. `NoneType` means that the call returned nothing.",
        "Look at what stands to the left of `= plt.subplots(...)`, and at whether a later line "
        "takes the same name.",
    ),
    "picture-not-shown": (
        "The panel is there and there is no picture in it.",
        "Print `ax.images` for this panel: is the list empty?",
        "Which `ax` does your `imshow` draw in? With `plt.imshow` it is the last one made.",
    ),
    "line-for-points": (
        "A line says that there is something between its points, in their order. Here each "
        "point stands for itself.",
        "Look at the call that draws: what does `plot` do with neighbours in the list?",
        "Which method of `ax` draws points alone? Or which marker and which line style would "
        "`plot` need?",
    ),
    "points-swapped": (
        "What belongs along the horizontal axis runs along the vertical one.",
        "Read the labels of your axes aloud, and the two arguments of the call.",
        "The first argument is the horizontal one. Rows grow downwards: for which of the two do "
        "they stand?",
    ),
    "bins-uneven": (
        "Whole numbers don't spread evenly over any number of bins: some bins then hold five "
        "grey levels, others six, and the heights jump.",
        "Print the edges of your bins. How many whole numbers lie in each?",
        "256 grey levels: which numbers of bins divide them evenly, and where must the last "
        "edge lie?",
    ),
    "not-flattened": (
        "`hist` takes a table for several sets of values, one for each column.",
        "Print the shape of what you give to `hist`: how many axes has it?",
        "A histogram wants one list of values. Which method makes one of all pixels?",
    ),
    "wrong-channel": (
        "You look at another colour than the one that is asked for.",
        "Print the three numbers of a pixel whose colour you see.",
        "Counting begins with 0, and the order is red, green, blue. Which index do you use?",
    ),
    "negative-amounts": (
        "The equations can give less than nothing of a stain where there is noise. In the "
        "specimen there is no such thing.",
        "Print the smallest amount, and how many are below 0.",
        "Read the exercise once more: what does it want to stand there in their place?",
    ),
    "cap-one-rival": (
        "Mostly red means: redder than green *and* redder than blue. You look at one of them.",
        "Print the three numbers of a pixel that you keep wrongly.",
        "There are two comparisons. With which sign do both have to hold?",
    ),
    "cap-mainly-other": (
        "A pixel may have much of a colour and still more of another one: yellow is full of red.",
        "Print the three numbers of some pixels that you keep. Is yours the largest each time?",
        "Compare the channels with each other, not with a number only. And is a difference of "
        "two `uint8` safe?",
    ),
    "cap-of-the-picture": (
        "A share needs a whole. You take the whole picture for it, and the exercise a part.",
        "Print the number that you divide by, and read in the exercise: the share *of which* "
        "pixels?",
        "The mean over all pixels divides by all pixels. Over which should you take it?",
    ),
    "cap-other-base": (
        "The counts may be right, but you divide by those of another set of pixels.",
        "Write both counts with words: how many pixels are …, of those that are …?",
        "The share of A among B is not that of B among A. Which of the two is asked for?",
    ),
    "cap-not-masked": (
        "The mask is made, and the picture doesn't know of it: nothing was changed by it.",
        "Show your panel beside the plain picture. Is there a difference?",
        "In a copy of the picture, which pixels have to get another value: those where the mask "
        "is `True`, or the others?",
    ),
    "cap-colours-clipped": (
        "matplotlib shows colours of floats from 0 to 1, and cuts off all above. Your values "
        "run to 255, so nearly all is white.",
        "Print the dtype and the maximum of what you show.",
        "Which step made floats of `uint8`? Multiplying, dividing and `np.zeros` without a dtype "
        "do.",
    ),
    "cap-area-for-amount": (
        "A pixel with a trace of the stain counts as much as a full one in yours: that is an area.",
        "Print what you add up: is it `True` and `False`, or the amounts?",
        "Which array says *how much* stain a pixel holds? That one has to be added up.",
    ),
    "scaled-twice": (
        "One reader has divided already, and your function divides once more.",
        "Call the function with a picture of floats, such as `np.array([[0.5]])`, and print what "
        "comes back.",
        "Which line of yours does a picture of floats run through? It needs one that leaves the "
        "values alone, for `float32` and for `float64`.",
    ),
    "wrong-bins": (
        "A bar stands for a bin, and a bin for the grey levels between its two edges.",
        "Print the edges that you give to `hist`, how many there are, the first and the last.",
        "n bins have n + 1 edges, and the last bin holds its right edge as well. Which levels "
        "does your last bin hold?",
    ),
    "density-for-counts": (
        "A density is a count divided by the number of all pixels and by the width of the bin.",
        "Add the heights of all bars up. Is it the number of pixels, or 1?",
        "One argument of `hist` turns counts into densities. Is it there?",
    ),
}
