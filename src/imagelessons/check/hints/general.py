"""Hints about answers of any kind: attempts, types, shapes, values, numbers and functions.

Each code has three steps: what the finding means; where to look and what to print; and a pointer
that is nearly there. None of them is an answer.
"""

GENERAL: dict[str, tuple[str, str, str]] = {
    "not-attempted": (
        "The three dots are Python's own placeholder. The test has found them where your answer "
        "should be, so there is nothing to check yet.",
        "Look into the answer cell above this test for `...`, also inside a function or a list. "
        "If you have replaced them, was that cell run since?",
        "Write the first half of the answer, even if it is wrong, and run both cells: a finding "
        "on a wrong answer tells you more than this one.",
    ),
    "missing-name": (
        "Python keeps a name only once the line that makes it has run. After a restart of the "
        "kernel, all names are gone.",
        "Run the answer cell and look whether it ends without an error. Then print the name in "
        "a new cell.",
        "Compare the name in your cell with the one in the exercise letter by letter: capitals, "
        "an `s` at the end, an underscore. `Kernel > Restart and Run All` shows what is missing.",
    ),
    "set-up-not-run": (
        "The kernel is the program that runs your cells. When it is restarted, it forgets each "
        "name, while the notebook still shows what was there.",
        "Look at the numbers in brackets left of the cells: where there is none, nothing has run "
        "since the restart.",
        "Select this test and choose `Run > Run All Above Selected Cell` in the menu, then run "
        "the test.",
    ),
    "syntax-error": (
        "Python reads a whole cell before it runs the first line. One character too few, and no "
        "line of it runs.",
        "Look at the line that the message names, and at the one before it: are there as many "
        "closing brackets and quotes as opening ones? Is there a colon after `def`, `if`, `for`?",
        "Take lines out, from the last one on, until the cell runs: the one that you took out "
        "last is the one to mend.",
    ),
    "answer-stopped": (
        "A cell runs line by line and stops at the first error. The lines below it did not run, "
        "so the names that they set are missing or old.",
        "Print what the line with the error works with, each part for itself, with its type and "
        "its shape.",
        "The last line of the error says what Python could not do, the arrow shows where. Does a "
        "name there mean what you think it does?",
    ),
    "cannot-check": (
        "The check needs something that isn't there on this machine: a part of Python, a library "
        "or a picture. Your answer may be right.",
        "Run the cells of `00-start-here`: they look at what the course needs and say what to "
        "mend.",
        "Restart the kernel and run the notebook from the top. If the message stays, show it to "
        "your instructor.",
    ),
    "nothing-returned": (
        "A function without `return` gives back `None`, whatever it computes, prints or shows.",
        "Call it in a new cell as `print(type({name}))`, with the picture of the exercise in its "
        "parentheses. Does it say `NoneType`?",
        "Is there a `return` on every way through the function, also where an `if` is not true? "
        "And does it stand as far in as it should, not inside the loop?",
    ),
    "check-stopped": (
        "The test wanted to compute with your answer and could not: it has another form than "
        "such answers have.",
        "Print `type(...)` of your answer and, if it is an array, its `shape` and `dtype`.",
        "Read in the exercise what kind of thing is asked for: a number, an array, a function, a "
        "figure. Which line of yours last makes something of that kind?",
    ),
    "wrong-type": (
        "A number, a list, an array, a picture and a figure are different kinds of things, even "
        "if they look alike when they are printed.",
        "Print `type({name})` after each line that gives this name a value.",
        "`NoneType` means that a call returned nothing, such as `plt.show()` or `list.sort()`; "
        "`tuple` often means a comma too many, or a call that returns two things at once.",
    ),
    "not-called": (
        "`img.mean` is the function itself; `img.mean()` is what it gives when it runs.",
        "Print the name. If it says `<built-in method …>` or `<function …>`, nothing has run yet.",
        "Look for the line that ends with a name where you meant a result: what is missing "
        "behind that name?",
    ),
    "text-for-value": (
        'Quotation marks, `str(...)`, `print` and `f"…"` make text. Text looks like a number '
        "and can't be computed with.",
        "Print `type({name})`, and go back to the line that made `str` of it.",
        "Keep two things apart: the value under the name that the exercise gives, and the "
        "sentence that you print about it.",
    ),
    "number-for-array": (
        "Somewhere on the way all values became one: a sum, a mean, a maximum, or an index that "
        "picks a single element.",
        "Print `np.shape(...)` after each step. `()` means one number.",
        "Look at the first step whose shape is `()`. Should it have an `axis`, or should the "
        "index be a slice?",
    ),
    "array-for-number": (
        "The exercise asks for one number, and there is still one for each pixel, row or column.",
        "Print `np.shape({name})`. Which axis is still there?",
        "Python's own `sum`, `max` and `min` go over the rows only; the methods of the array go "
        "over all of it, unless you give them an `axis`.",
    ),
    "transposed": (
        "The values are there, but what should run down runs to the right. NumPy's first index "
        "is the row, which counts downwards; the second is the column.",
        "Print `{name}.shape` and compare: how many rows should there be, how many columns? Then "
        "look at each `[…, …]` and at each pair of sizes that you typed in.",
        "Pillow, `figsize` and `xlim` count width before height. Where does such a pair go into "
        "NumPy, or the other way round? Or is there a `.T` too much?",
    ),
    "wrong-axes": (
        "The number of axes differs: a picture of grey has two, one of colour three, a list of "
        "values one.",
        "Print the shape after each step and count the numbers in it. At which step does one "
        "come or go?",
        "`[0]` and `ravel()` take axes away, `[None]`, `[0:1]` and `np.expand_dims` add one; "
        "`img[mask]` always gives a list of values with one axis.",
    ),
    "wrong-shape": (
        "Your array holds another number of rows or columns than the exercise describes.",
        "Print the shape of the picture first and that of each step after it. Work out on paper "
        "what the shape should be.",
        "The end of a slice minus its start is its length. Does each of yours have the length "
        "that you want, and is the row's slice the first one?",
    ),
    "slice-end": (
        "One row or column too few or too many. A slice begins at its first number and stops "
        "*before* its second.",
        "Print `{name}.shape`. Which of the two sizes is off by one?",
        "Try `np.arange(10)[2:5]` in a new cell. Which numbers come out, and how many? The same "
        "holds for `range`, `arange` and `randint`.",
    ),
    "off-by-one": (
        "Everything is there but one place too far: the first element has the index 0, not 1.",
        "Print the first three values of your answer and of what you started from. Which index "
        "does your first value come from?",
        "Look at each `+ 1`, `- 1` and `1:`. Was it there to make the count right, and does it "
        "move the start as well?",
    ),
    "colour-axis-left": (
        "A colour picture has three numbers for each pixel, also if it looks grey. The exercise "
        "wants one.",
        "Print the shape: a 3 or 4 at the end is the axis of the channels.",
        "Is it one channel that is asked for (an index in the last axis), or all of them "
        "combined (a mean or a weighted sum along that axis)?",
    ),
    "colour-axis-lost": (
        "Only one number is left for each pixel where the exercise asks for red, green and blue.",
        "Print the shape after each step. Where does the 3 at the end go?",
        "An index such as `[..., 0]` or a `mean` along the last axis takes the channels away: do "
        "you need it there?",
    ),
    "wrap-around": (
        "`uint8` knows the numbers 0 to 255 only. 250 + 10 becomes 4, and 10 - 20 becomes 246, "
        "without a word.",
        "Print the dtype, the minimum and the maximum before and after the line with the `+`, "
        "`-` or `*`. A dark pixel that became bright, or the reverse, is the place.",
        "The dtype has to be wide enough *before* the arithmetic. Converting the result comes "
        "too late. And if the exercise wants `uint8` back, what has to come first?",
    ),
    "inverted": (
        "All is there, but the other way round: what should be kept is left out, or black is "
        "white.",
        "Show your result beside the picture. Take one pixel that should be kept: is it `True` "
        "there?",
        "Look at the direction of your comparison, at each `~`, and at `255 - …`. One of them is "
        "too much or missing.",
    ),
    "channels-swapped": (
        "The colours are all there but in another order. A reader such as OpenCV gives blue "
        "first; the lessons' readers give red first.",
        "Print the three numbers of one pixel whose colour you can see: which of them should be "
        "the largest?",
        "Look for `[..., ::-1]`, for a list of channels that you wrote yourself, or for the "
        "library that read the file.",
    ),
    "png-as-float": (
        "The same picture can come as whole numbers from 0 to 255 or as floats from 0 to 1. "
        "Which, the reader decides.",
        "Print dtype, minimum and maximum directly after the line that reads the file.",
        "Which reader does the lesson use for a PNG when it wants the numbers in the file?",
    ),
    "range-0-to-1": (
        "Your values lie between 0 and 1, as floats of a picture do. Those that are asked for "
        "run to 255.",
        "Print minimum and maximum after each step. Where do they drop to 1?",
        "Is there a `/ 255`, an `img_as_float`, or a reader that scales by itself?",
    ),
    "nearly-right": (
        "The way is right and a detail is not: most digits agree.",
        "Print your values with all their digits, and look for `round`, `astype`, `//` and `int` "
        "on the way.",
        "When is a value turned into a whole number: before or after it is used for the next "
        "step? Turning into `uint8` cuts off, it doesn't round.",
    ),
    "different-values": (
        "The form is right and the numbers are not, and no common slip explains them. So the "
        "rule that you follow is another one than the exercise's.",
        "Take two or three pixels that you can work out on paper: what should come out by the "
        "text of the exercise, what does?",
        "Run your lines one by one on a small array, such as `np.arange(12).reshape(3, 4)`. At "
        "the first line whose result surprises you, read the exercise again.",
    ),
    "other-order": (
        "The right values are all there, in another order than the exercise asks for.",
        "Print the first five values, and what each of them belongs to.",
        "Is there a `sort`, a `set`, a `glob` or a dictionary on the way? Text sorts otherwise "
        "than numbers, and some of these have no order at all.",
    ),
    "wrong-dtype": (
        "The values may be right, but they are kept in another kind of number than the exercise "
        "names.",
        "Print `.dtype` after each step: which one changes it?",
        "A division gives floats, a sum of `uint8` gives wider integers, a comparison gives "
        "`bool`. Convert at the end, and mind what converting does to fractions.",
    ),
    "widened-dtype": (
        "A pixel takes up more bytes now than before. The values are the same.",
        "Print `.dtype` and `.nbytes` after each step.",
        "Whole numbers of Python, a list turned into an array, and `astype(int)` all widen. That "
        "is of use while you compute. What is the last step, and what dtype does it give?",
    ),
    "out-of-range": (
        "What the exercise describes can't come out below or above certain limits, and yours does.",
        "Print minimum and maximum after each step, and find the first that is impossible.",
        "Which number do you divide by or take away there, and is it what its name says?",
    ),
    "not-a-number": (
        "NaN comes up where there is no answer: the mean of nothing, or 0 divided by 0.",
        "Print how many pixels your selection holds, and the number that you divide by.",
        "Is the selection empty because of its threshold or its range? If the data hold NaN "
        "themselves, which functions leave it out?",
    ),
    "percent-for-fraction": (
        "Your number says the right thing in another unit: 31 per cent is the fraction 0.31.",
        "Print the number and read the exercise: between which limits should it lie?",
        "The mean of a mask is a fraction by itself. Where is the 100?",
    ),
    "complement": (
        "Your share and the right one add up to all: you have counted the others.",
        "Print the share of `True` in your mask, and show the mask: is it white where it should "
        "count?",
        "Look at the direction of the comparison, or at a `1 -` or `~` on the way.",
    ),
    "rounded-early": (
        "The digits that are there are right, but some are missing.",
        "Look for `round(...)`, `:.2f`, `int(...)` and a number that you typed in from a print.",
        "Let the name hold the whole result, and round only inside the `print`.",
    ),
    "sum-for-mean": (
        "A sum grows with the number of pixels, a mean doesn't.",
        "Print your number beside the largest pixel of the picture. Can a mean be larger than "
        "that?",
        "By what would you have to divide, and which method does it for you?",
    ),
    "count-off-by-one": (
        "You count one too many or one too few.",
        "Count by hand in a small example, such as three objects in a picture of 5 x 5.",
        "Does label 0, the background, count in yours? Does your range stop before its last "
        "number?",
    ),
    "function-raised": (
        "Your function works for the picture that you tried and stops at another one. The block "
        "above says at which, and at which line.",
        "Call the function in a new cell with such an input, and read the error from its last "
        "line upwards. Then print the shape and dtype of what that line works with.",
        "What does that line take for granted: two axes, a dtype, at least one pixel, an element "
        "of a header that not each file has?",
    ),
    "wrong-parameters": (
        "The test calls your function as the exercise describes it, and the call doesn't fit "
        "your `def` line.",
        "Compare the `def` line with that in the exercise: the number of parameters, and their "
        "order.",
        "Does a parameter need a default? And does a later line define the same name once more?",
    ),
    "not-a-function": (
        "A name stands for one thing at a time: the last line that gives it a value wins.",
        "Print `type({name})`, and look through your cells for a line that begins with this name "
        "and `=`.",
        "Did you call the function and keep the result under the function's own name?",
    ),
    "input-changed": (
        "The function got the caller's own array, not a copy, and wrote into it. The caller's "
        "picture is changed for good.",
        "Print the sum of the picture before and after a call of your function.",
        "Which line writes: `image[…] =`, `+=`, `out=`, `sort()`? Let that line work on an array "
        "of your own.",
    ),
    "read-only": (
        "Some readers hand out arrays that can be looked at and not written to.",
        "Print `.flags.writeable` of the array that the line with the error writes to.",
        "Make an array of your own before you write. What is the method called?",
    ),
    "truth-of-an-array": (
        "`if`, `and`, `or`, `not` and `low < img < high` want one yes or no. A picture has one "
        "for each pixel.",
        "Run each comparison alone, and print what it gives. Each is a mask by itself.",
        "Which signs combine two masks pixel by pixel? They bind tighter than `<`, so each "
        "comparison needs something around it.",
    ),
    "value-out-of-bounds": (
        "A number that `uint8` can't hold, such as 300 or -1, was to be computed with a `uint8` "
        "array, and NumPy refuses.",
        "Print the dtype of the array and the number beside it.",
        "Give the array a wider dtype before the arithmetic, and bring it back at the end if the "
        "exercise asks for that.",
    ),
    "index-out-of-bounds": (
        "You ask for a row or a column that the array doesn't have.",
        "Print the shape and the index. The last index is the size minus one.",
        "Are row and column in the right order? Does it work on a picture that is wide, and fail "
        "on one that is high?",
    ),
    "overlap-too-small": (
        "Your regions and the true ones share too little. Some is too much, or some is missing.",
        "Show your mask beside the picture, or its outline on it. Is it noise, one dark side, or "
        "holes?",
        "Change one thing at a time: smoothing first, then the threshold, then small specks. "
        "After which does the picture improve most?",
    ),
    "other-quantity": (
        "The arithmetic is fine, and the number answers another question than the exercise's.",
        "Say in one sentence what your line computes, and beside it what the exercise asks for. "
        "Which word differs?",
        "Work out both on an array of four values that you can add up in your head: what you "
        "compute and what is asked. Which step turns the one into the other?",
    ),
    "other-rule": (
        "The result follows a rule exactly, only not the one in the text.",
        "Take the example of this test and write beside each value what the text says about it, "
        "and what your line does with it.",
        "Look for the first value at which the two part ways. Which word of the exercise decides "
        "about it, and which line of yours?",
    ),
    "other-part": (
        "The values are those of the picture, but of other rows or columns than those asked.",
        "Print the shape of what you have cut out, and its first and last row number.",
        "Which number in your brackets says where the part begins, and which says where it ends? "
        "Compare each of them with the text.",
    ),
}
