"""Test of exercise 5: one range for all readers."""

hints = [
    "Call your function with np.array([[0, 1, 2]], dtype=np.uint8) and print the result. By what "
    "was divided? Should it depend on the pixels that happen to be there?",
    "Do the same with uint16 and with float32. What can the function look at to tell the three "
    "apart, if it may not look at the values?",
]
with check.exercise("Exercise 5: one range for all readers", hints=hints):

    def largest(image):
        return np.iinfo(image.dtype).max if image.dtype.kind in "iu" else 1

    def by_values(image):
        return image / (65535 if image.max() > 255 else 255 if image.max() > 1 else 1)

    def float64_only(image):
        return image if image.dtype == float else image / np.iinfo(image.dtype).max

    def float32_only(image):
        return image if image.dtype == np.float32 else image / np.iinfo(image.dtype).max

    stretched = (
        "own-maximum: You stretch each picture from its own darkest to its own brightest value. "
        "So a dark picture comes out as bright as a bright one. What is the largest value that "
        "the dtype can hold?"
    )
    as_they_are = "range-0-to-255: You return the values as they are, only as floats. "
    mistakes = {
        "own-maximum": lambda image: image / image.max(),
        "own-maximum: You divide by the largest value that happens to be in an integer picture. "
        "What is the largest value that its dtype can hold?": (
            lambda image: image / image.max() if image.dtype.kind in "iu" else image
        ),
        stretched: lambda image: (image - image.min()) / (image.max() - image.min()),
        f"{stretched} ": lambda image: (
            (image - image.min()) / (image.max() - image.min()) if largest(image) > 1 else image
        ),
        "depth-from-values": by_values,
        "wrong-depth": lambda image: image / (255 if image.dtype.kind in "iu" else 1),
        "wrong-depth: You divide by 255, whatever comes in. That is the largest value of `uint8`; "
        "`uint16` goes further, and a floating-point picture is on the scale of 0 to 1 already.": (
            lambda image: image / 255
        ),
        "wrong-depth: You divide by 65535, whatever the dtype. That is the largest value of "
        "`uint16`, and `uint8` ends at 255.": (
            lambda image: image / 65535 if image.dtype.kind in "iu" else image
        ),
        "scaled-twice": lambda image: image / (65535 if image.dtype == np.uint16 else 255),
        "scaled-twice: A floating-point picture is divided as well, by 65535. It is on the scale "
        "of 0 to 1 already.": lambda image: image / (255 if image.dtype == np.uint8 else 65535),
        "scaled-twice: A `float32` picture is divided, though it is on the scale of 0 to 1 "
        "already: `image.dtype == float` is true of `float64` only.": (
            lambda image: image / {"uint16": 65535, "float64": 1}.get(str(image.dtype), 255)
        ),
        f"{as_they_are}An integer picture has to be divided.": lambda image: image.astype(float),
        "other-rule: You divide by the number of values that the dtype has, 256 or 65536. The "
        "largest value is one less, since the first is 0.": (
            lambda image: image / (largest(image) + 1 if largest(image) > 1 else 1)
        ),
        "wrong-dtype: `//` leaves out what comes after the point, so that nearly all is 0. Divide "
        "with `/`.": lambda image: image // largest(image) if largest(image) > 1 else image,
        "function-raised: `np.iinfo` knows integer dtypes only. A floating-point picture needs a "
        "branch of its own.": lambda image: image / np.iinfo(image.dtype).max,
        "function-raised: With `float64` it works, and with `float32` it doesn't: "
        "`image.dtype == float` is true of `float64` only.": float64_only,
        "function-raised: With `float32` it works, and with `float64` it doesn't. Ask for both "
        "kinds of floats.": float32_only,
    }
    eight, deep = np.array([[51, 102], [153, 204]], np.uint8), [[13107, 6553], [26214, 52428]]
    quarters = np.array([[0.25, 0.5], [0.5, 0.75]])
    cases = [
        check.case(image, expected=np.array(expected), says=says)
        for image, expected, says in [
            (eight, [[0.2, 0.4], [0.6, 0.8]], "a uint8 picture with the values 51 to 204"),
            (
                np.array(deep, np.uint16),
                [[0.2, 6553 / 65535], [0.4, 0.8]],
                "a uint16 picture with values of 6553 to 52428",
            ),
            (quarters, quarters, "a float64 picture with the values 0.25, 0.5 and 0.75"),
            (
                quarters.astype(np.float32),
                quarters,
                "a float32 picture with the values 0.25, 0.5 and 0.75",
            ),
            (
                eight.astype(np.uint16),
                np.array(eight) / 65535,
                "a uint16 picture so dark that no value exceeds 255",
            ),
            (
                np.array([[0, 1, 1, 0]], np.uint8),
                [[0, 1 / 255, 1 / 255, 0]],
                "a uint8 picture of a single row, with the values 0 and 1",
            ),
        ]
    ]
    floats = {"dtype": "float32 or float64", "rtol": 2e-6, "mistakes": mistakes}
    check.function(to_unit_range, cases, "to_unit_range", **floats)
    ### BEGIN HIDDEN TESTS
    picture = iio.imread(data("axon_slice.jpg"))[::9, ::11]
    dim = picture // 3
    cases = [
        check.case(image, expected=image / largest(image), says=says)
        for image, says in [
            (dim, "a dim uint8 picture"),
            (picture.astype(np.uint16) * 100, "a uint16 picture"),
            ((dim / 255).astype(np.float32), "a dim float32 picture"),
            (dim / 255, "a dim float64 picture"),
            (np.zeros((3, 4), np.uint8), "an all-black uint8 picture"),
            (dim.astype(np.uint16), "a uint16 picture so dark that no value exceeds 255"),
            ((dim > 40).astype(np.uint8), "a uint8 picture of the values 0 and 1"),
        ]
    ]
    forms = ["read-only", "one row", "one column", "constant"]
    cases.extend(check.variants(dim, lambda image: image / 255, forms))
    check.function(to_unit_range, cases, "to_unit_range", **floats)
    ### END HIDDEN TESTS
