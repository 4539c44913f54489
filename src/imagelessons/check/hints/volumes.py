"""Hints about image volumes and DICOM: three steps for each code."""

VOLUMES: dict[str, tuple[str, str, str]] = {
    "header-of-brain": (
        "Your function was tried on other images than `brain`, and gave what `brain` gives.",
        "Read the lines of the function, and underline each name that isn't a parameter.",
        "Which of these names is an image that the function doesn't get? The parameter belongs "
        "there.",
    ),
    "pieces-not-chosen": (
        "The lesion is among the pieces that you keep. What is missing is the choice.",
        "Print for each piece its volume in millilitres and the edges of its box.",
        "Which one number would put the round piece within the brain first?",
    ),
    "piece-of-other-size": (
        "The volume of what you keep is told in the finding. Compare it with the exercise.",
        "Print the number that you compare with the limits, with its unit.",
        "Do both sides of the comparison have the same unit: voxels, cubic millimetres or "
        "millilitres?",
    ),
    "cap-amount-for-share": (
        "The amounts may be right. A share needs one more step.",
        "Print the three numbers and their sum.",
        "By what do you divide three numbers so that they add up to 1?",
    ),
    "cap-smaller-rival": (
        "A leader is ahead of all others.",
        "Take the pixel (90, 110, 20) and ask by hand whether red leads by more than 40.",
        "If it has to exceed both others, is it the smaller or the larger of them that decides?",
    ),
    "axes-permuted": (
        "The array has its axes in another order than the affine takes for granted.",
        "Print the shape and `nib.aff2axcodes(image.affine)`. Does each size go with its letter?",
        "Each column of the affine belongs to one axis of the array. After a `transpose` the "
        "columns have to go along: which function of nibabel turns both at once?",
    ),
    "mirrored-left-right": (
        "In the world that the affine describes, left lies on the right. In a patient that is "
        "the worst of errors, and it looks quite all right.",
        "Print `nib.aff2axcodes(image.affine)` before and after. Which axis runs to L or R?",
        "If an array is flipped, the first voxel is another one: direction *and* origin of the "
        "affine change with it.",
    ),
    "affine-identity": (
        "The identity says: voxels of 1 mm, and the first one in the middle of the scanner. "
        "That is a guess that holds for almost no image.",
        "Print the affine of the image that your voxels come from.",
        "When you make a new image, which affine do you give it? If its grid is that of another "
        "image, which one's?",
    ),
    "affine-lost": (
        "An array is a block of numbers. It doesn't know how large its voxels are nor where "
        "they lie.",
        "Print `type({name})`.",
        "Which class of nibabel puts an array and an affine together? And whose affine is right "
        "for this array?",
    ),
    "side-by-index": (
        "A small index means left in one file and right in another one. Only the affine knows.",
        "Print `nib.aff2axcodes` for two images of the lesson. Is the first letter the same?",
        "Bring the index into millimetres first: which of the three numbers tells left from "
        "right, and where is its middle?",
    ),
    "stored-dtype": (
        "The numbers may be right, but a file of this kind of number is larger than need be, or "
        "loses what it should hold.",
        "Print `image.get_data_dtype()` and the dtype of the array.",
        "`get_fdata()` makes floats of all. And a header that is handed on brings its own dtype "
        "along: how do you set another one?",
    ),
    "labels-interpolated": (
        "Labels are names. A mean of two names is no name, or a wrong one.",
        "Print `np.unique` of the labels before and after.",
        "The function that resamples has an `order`. Which one copies and never averages?",
    ),
    "nearest-for-linear": (
        "The values are those of the nearest voxel. The exercise asks for values in between.",
        "Show a small part, large: do you see blocks of equal values?",
        "The function that resamples has an `order`, or a name for the method. Which one joins "
        "two neighbours by a straight line?",
    ),
    "rescale-forgotten": (
        "The file holds stored numbers. What was measured comes out of them by a straight line "
        "that the header describes.",
        "Print `RescaleSlope` and `RescaleIntercept` of the dataset, and the minimum of your "
        "values. Air should lie near -1000.",
        "Which of the two is multiplied, which is added? Mind the dtype: the result can be "
        "below 0.",
    ),
    "wrapped-in-uint16": (
        "`uint16` ends at 0 below: one less is 65535.",
        "Print dtype, minimum and maximum before and after the intercept is added.",
        "Give the stored values a dtype that knows negative numbers. Before or after the sum?",
    ),
    "windowed-values": (
        "A window is for the eye: all below black and all above white is cut off. Measured "
        "values went lost.",
        "Print minimum and maximum. Do they lie just at the ends of a window?",
        "Which reader or function applied the window? For measuring, begin again from the "
        "stored values and the rescale.",
    ),
    "spacing-swapped": (
        "A pixel has a height and a width, and you took one for the other.",
        "Print `PixelSpacing`, and look up which of the two numbers comes first.",
        "The first is the step from one *row* to the next. In which direction is that?",
    ),
    "order-of-files": (
        "The names of files say nothing about where a slice lies. Nor does the order in which a "
        "folder lists them.",
        "Print `ImagePositionPatient` of the first three slices as you have them.",
        "Each slice knows its corner in millimetres. Along which direction do you have to "
        "measure it, and how do you sort by a number?",
    ),
    "order-reversed": (
        "The slices are sorted, from the other end.",
        "Print the place along the normal for the first and for the last slice.",
        "The normal is a cross product, and swapping its two factors turns it round. Which of "
        "the directions comes first?",
    ),
    "personal-data-left": (
        "Someone who reads this header can still tell who it is, or where and when it was.",
        "Print the whole dataset, and read each line as a stranger would: name, number, date, "
        "place, people.",
        "The finding names one element. Which others are of the same kind? pydicom knows the "
        "kind as `VR`: `PN` is a person's name, `DA` a date.",
    ),
    "personal-data-elsewhere": (
        "The name is gone from its own element and still stands in another one: people write "
        "into comments.",
        "Search the printed dataset, and its `file_meta`, for the patient's name, number and "
        "date of birth.",
        "Which elements hold free text? Does the exercise need what they say?",
    ),
    "personal-data-nested": (
        "A dataset may hold datasets, in a sequence. Going through the top level misses those.",
        "Print the dataset: the lines that are set in belong to a sequence.",
        "pydicom has a way to go through all elements, those of sequences too. Which method "
        "calls a function for each?",
    ),
    "uid-not-replaced": (
        "A UID is a number that no other file in the world has. If it stays, the original can "
        "be found by it.",
        "Print all elements of VR `UI`, and those of `file_meta`. Which are as they were?",
        "Those that name a *kind* of thing stay, those that name *this* thing go. Did you look "
        "into sequences too?",
    ),
    "uid-inconsistent": (
        "Files belong together because they share a UID. If each gets a new one of its own, the "
        "series falls apart.",
        "Print `SeriesInstanceUID` of two slices before and after.",
        "Keep a table from old to new, for all files at once: what has been seen before gets "
        "the same new one again.",
    ),
}
