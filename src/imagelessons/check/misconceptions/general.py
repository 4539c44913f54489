"""Misconceptions about answers of any kind: attempts, types, functions and numbers."""

from imagelessons.check.misconceptions.entry import Misconception

_GREY = "01-greyscale"
_MASK = "02-masking"

ATTEMPTS = (
    Misconception(
        "not-attempted",
        "Not attempted",
        "The stub `...` is still there.",
        "the stub is left as it was",
        "Replace the `...` in the answer cell with your own code, run that cell, then this one.",
    ),
    Misconception(
        "missing-name",
        "Name is missing",
        "A cell was not run, or the name is spelt in another way.",
        "the answer cell was not run",
        "Run the answer cell first, and compare the spelling of the name, capitals too.",
    ),
    Misconception(
        "set-up-not-run",
        "Cells above were not run",
        "What a notebook shows is still there after a restart.",
        "a test is run before the cells above it",
        "Run the cells above first: `Run > Run All Above Selected Cell`.",
    ),
    Misconception(
        "syntax-error",
        "Python can't read the cell",
        "A cell with one unreadable line runs up to that line.",
        "a bracket, a quote or a colon is missing, or an indentation doesn't fit",
        "Nothing in that cell was run. Look at that line and at the one before it, mend it, run "
        "the cell, then run this test.",
    ),
    Misconception(
        "answer-stopped",
        "The answer cell stopped at an error",
        "A cell that stops at an error has done its work all the same.",
        "the answer cell stops before it sets the answer",
        "Read the error below that cell from its last line upwards, mend the line, run the cell, "
        "then run this test.",
    ),
    Misconception(
        "cannot-check",
        "Can't be checked on this machine",
        "A check that fails means that the answer is wrong.",
        "something is missing on the machine that the check needs",
        "This is no fault of your answer. Show this message to your instructor.",
    ),
    Misconception(
        "nothing-returned",
        "Nothing returned",
        "Showing or printing a result hands it back.",
        "the line with `return` is missing",
        "A function hands its result back with `return`. Printing or showing it is not enough.",
    ),
    Misconception(
        "check-stopped",
        "The check stopped at an error",
        "The answer has another form than the check could work with.",
        "the answer has an unexpected form",
        "Your answer could not be used in the way the exercise describes. "
        "Print it and its type, and compare with what is asked.",
    ),
    Misconception(
        "assertion-failed",
        "A condition does not hold",
        "A condition that the exercise states is not met.",
        "a condition of the exercise is not met",
        "Read the exercise again and compare each condition with your answer.",
    ),
)

TYPES = (
    Misconception(
        "wrong-type",
        "Wrong type",
        "Another kind of object was handed in than the exercise asks for.",
        "another kind of object is handed in",
        "Print `type({name})` and compare with what the exercise asks for.",
    ),
    Misconception(
        "not-called",
        "Function not called",
        "Naming a function runs it.",
        "the parentheses are missing",
        "The name of a function alone does not run it: put parentheses after it, "
        "as in `img.mean()`.",
    ),
    Misconception(
        "text-for-value",
        "Text instead of a value",
        "Text that shows a number is a number.",
        "the result is turned into text",
        "Keep the value itself, without quotation marks, units or `str()`; "
        "format it only where you print it.",
    ),
    Misconception(
        "ragged-list",
        "Rows of different length",
        "Any list of lists is a picture.",
        "rows of different length are put in one list",
        "A picture has equally many values in each row. Compare the lengths of the rows.",
        _GREY,
        "An array of pixels",
    ),
    Misconception(
        "masked-array",
        "Masked array",
        "A numpy.ma array is a plain array.",
        "a masked array is handed in",
        "Hand in a plain array: select the pixels with `img[mask]`, "
        "or set the others to the value that the exercise names.",
        _MASK,
        "Applying a mask",
    ),
    Misconception(
        "boolean-for-number",
        "True or False instead of a number",
        "A comparison gives a number.",
        "the result of a comparison is handed in",
        "`True` and `False` answer a question. Count or average them to get a number.",
        _MASK,
        "A comparison makes a mask",
    ),
    Misconception(
        "array-for-number",
        "Many values instead of one",
        "A statistic of an array comes by itself.",
        "a whole array is handed in where one number is asked",
        "The exercise asks for one number: what has to be done with these values to get it?",
    ),
    Misconception(
        "number-for-array",
        "One value instead of many",
        "A single number stands for an array.",
        "one number is handed in where an array is asked",
        "The exercise asks for an array: look whether a sum, mean or index has "
        "reduced it to one value.",
        _GREY,
        "An array of pixels",
    ),
    Misconception(
        "number-for-truth",
        "A number where yes or no is asked",
        "A count answers a question of yes or no.",
        "a number is handed in where True or False is asked",
        "The exercise asks for `True` or `False`: compare the number with something.",
    ),
    Misconception(
        "float-for-integer",
        "A float where a whole number is asked",
        "A float without decimals is a whole number.",
        "a float is handed in where a whole number is asked",
        "The value has the type `float`. `round(...)` of a single number, with nothing after "
        "it, gives a whole number of type `int`; `np.round` and `/` give floats.",
    ),
)

FUNCTIONS = (
    Misconception(
        "not-a-function",
        "Not a function",
        "A value stands in for the function that makes it.",
        "a value is handed in where a function is asked",
        "Write a function with `def`. If a later line gives its name to a value, rename that one.",
    ),
    Misconception(
        "wrong-parameters",
        "Wrong parameters",
        "The number and order of the parameters are free.",
        "the function has other parameters than the exercise asks for",
        "Compare the `def` line with the exercise: as many parameters, in the same order.",
    ),
    Misconception(
        "function-raised",
        "The function stopped at an error",
        "What works for one input works for each.",
        "the function meets an input that it was not written for",
        "Call the function yourself in a new cell, with an input like this one, "
        "and follow the error from its last line upwards.",
    ),
    Misconception(
        "input-not-used",
        "The same for every input",
        "What is right for one input is right for each.",
        "the result doesn't depend on the input",
        "The function gives the same whatever it gets: is a number typed in, or a picture used "
        "that isn't the parameter? Compute the result from the parameters.",
    ),
    Misconception(
        "input-changed",
        "Input changed",
        "A slice or a parameter is a copy, so writing to it is safe.",
        "the input is written to",
        "A parameter and a slice are views of the caller's array. "
        "Work on `img.copy()`, or make a new array.",
        _GREY,
        "View or copy",
    ),
    Misconception(
        "read-only",
        "Read-only array",
        "Each array that a reader returns can be written to.",
        "a read-only array is written to",
        "This array does not allow writing. Make your own with `.copy()` and change that one.",
        _GREY,
        "View or copy",
    ),
    Misconception(
        "truth-of-an-array",
        "Truth of a whole array",
        "`and`, `or` and `low <= img < high` work pixel by pixel.",
        "`and`, `or`, `if` or a chained comparison is used on an array",
        "`if`, `and`, `or` and `low <= image < high` want one answer, and an array has one for "
        "each pixel. Work pixel by pixel: `np.where` and `np.clip` choose values, and `&`, `|` "
        "and `~` combine comparisons, each of them in brackets.",
        _MASK,
        "A comparison makes a mask",
    ),
    Misconception(
        "value-out-of-bounds",
        "Value does not fit the dtype",
        "A dtype grows when a larger number comes in.",
        "a number that the dtype can't hold is put in an array",
        "`uint8` holds 0 to 255, `uint16` 0 to 65535, and neither has numbers below 0. Convert "
        "first, for example with `img.astype(int)`.",
        _GREY,
        "Arithmetic that wraps around",
    ),
    Misconception(
        "mask-of-other-shape",
        "Mask and image differ in shape",
        "A mask of one picture fits another.",
        "a mask is used on an image of another shape",
        "A mask selects pixels only in an image of its own shape. Print both shapes.",
        _MASK,
        "Applying a mask",
    ),
    Misconception(
        "index-out-of-bounds",
        "Index beyond the array",
        "Index counts from one, or column comes before row.",
        "an index lies beyond the array",
        "Indices run from 0 to the size minus one, and the row comes before the column.",
        _GREY,
        "Row and column",
    ),
    Misconception(
        "cast-refused",
        "A wider result than the array",
        "`a += b` makes room for the result.",
        "`+=` puts a result into an array of a narrower dtype",
        "`a += b` keeps the dtype of `a`, and NumPy refuses to put this result into it. Begin "
        "with an array of a wider dtype, or write `a = a + b`.",
        _GREY,
        "Arithmetic that wraps around",
    ),
)

NUMBERS = (
    Misconception(
        "typed-in",
        "Typed in",
        "A number that is right for one picture is right for the next.",
        "a number of the course's own picture is typed in",
        "Your answer is tried on pictures that nobody has seen. Compute the number from the "
        "picture that is there.",
    ),
    Misconception(
        "other-quantity",
        "Another quantity",
        "Two quantities that are near each other are the same.",
        "another quantity is given than the one that is asked",
        "Compare what you have computed with the word that the exercise uses for it.",
        given=True,
    ),
    Misconception(
        "other-rule",
        "Another rule",
        "A rule that looks alike does the same.",
        "another rule is followed than the one that is asked",
        "Compare, condition by condition, what your lines do with what the exercise says.",
        given=True,
    ),
    Misconception(
        "other-part",
        "Another part of the picture",
        "Each part of a picture does.",
        "another part of the picture is taken",
        "Compare the rows and columns that you take with those that are asked.",
        _GREY,
        "Slices",
        given=True,
    ),
    Misconception(
        "other-unit",
        "Another unit",
        "A number tells its unit by itself.",
        "the number is given in another unit",
        "The digits would fit, but for a factor of 1,000 or 1,024, or a power of these: look in "
        "which unit the exercise asks for the number, and in which you give it.",
    ),
    Misconception(
        "bits-for-bytes",
        "8 times too many",
        "A bit is a byte, or each pixel takes up eight bytes.",
        "bits are counted for bytes, or eight bytes for each pixel",
        "That is 8 times too many. A byte holds 8 bits, and a pixel of `uint8` takes up one byte.",
        _GREY,
        "An array of pixels",
        given=True,
    ),
    Misconception(
        "not-a-number",
        "NaN",
        "An empty selection has a mean.",
        "a statistic of no pixels is taken, or zero is divided by zero",
        "NaN means not a number. Look whether your selection holds any pixels at all.",
        _MASK,
        "Applying a mask",
    ),
    Misconception(
        "infinite",
        "Infinite",
        "Dividing by zero gives a number.",
        "a number is divided by zero",
        "Somewhere you divide by zero. Print the number that you divide by.",
    ),
    Misconception(
        "percent-for-fraction",
        "Percentage for fraction",
        "A share is always told in per cent.",
        "a percentage is handed in where a fraction is asked",
        "A fraction lies between 0 and 1, a percentage between 0 and 100: "
        "the exercise asks for the fraction.",
        _MASK,
        "A comparison makes a mask",
    ),
    Misconception(
        "fraction-for-percent",
        "Fraction for percentage",
        "A share is always told as a fraction.",
        "a fraction is handed in where a percentage is asked",
        "A fraction lies between 0 and 1, a percentage between 0 and 100: "
        "the exercise asks for the percentage.",
        _MASK,
        "A comparison makes a mask",
    ),
    Misconception(
        "sign",
        "Wrong sign",
        "The order of a difference does not matter.",
        "the two sides of a difference are exchanged",
        "The size is right and the sign is not: look at which is taken from which.",
    ),
    Misconception(
        "complement",
        "Share of the others",
        "The mask keeps what it in fact leaves out.",
        "the share of the other pixels is taken",
        "This is the share of the pixels that should not be counted. `True` in a mask means keep.",
        _MASK,
        "Polarity and strictness",
    ),
    Misconception(
        "reciprocal",
        "Upside-down ratio",
        "The order of a ratio does not matter.",
        "numerator and denominator are exchanged",
        "The ratio is upside down: look at which number is divided by which.",
    ),
    Misconception(
        "count-off-by-one",
        "Count off by one",
        "Counting starts at one, or an end is included.",
        "one is counted too many or too few",
        "You are off by one. Look at where your counting starts, and at where it ends.",
        _GREY,
        "Slices",
    ),
    Misconception(
        "rounded-early",
        "Rounded too early",
        "A number is what is printed.",
        "the number is rounded",
        "The digits that are there are right, but too few. Hand in the value as computed; "
        "round only where you print.",
    ),
    Misconception(
        "different-text",
        "Different text",
        "Spelling does not matter.",
        "another word is handed in",
        "Compare the spelling with the words that the exercise offers.",
    ),
    Misconception(
        "wrong-answer",
        "Wrong choice",
        "The opposite holds.",
        "the opposite is chosen",
        "Try it out in a new cell and look at what happens.",
    ),
)
