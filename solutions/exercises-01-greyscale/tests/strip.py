"""Test of exercise 4: a strip taken out."""

with check.exercise("Exercise 4: a strip taken out"):

    def strip_set(image, rows, value=0):
        cleaned = image.copy()
        cleaned[rows] = value
        return cleaned

    mistakes = {
        "slice-end: The last row of the strip is left. A slice leaves its end out.": (
            lambda image, first, last: strip_set(image, slice(first, last))
        ),
        "slice-end: One row too many is 0, the one after the strip.": (
            lambda image, first, last: strip_set(image, slice(first, last + 2))
        ),
        "slice-end: The first row of the strip is left. A slice begins with its first number.": (
            lambda image, first, last: strip_set(image, slice(first + 1, last + 1))
        ),
        "off-by-one: Your strip lies one row too high. The first row of a picture is row 0.": (
            lambda image, first, last: strip_set(image, slice(max(first - 1, 0), last))
        ),
        "transposed: You set columns to 0, not rows. NumPy counts rows first, then columns.": (
            lambda image, first, last: strip_set(image.T, slice(first, last + 1)).T
        ),
        "inverted: The strip is left, and all else is 0. It is the other way round.": (
            lambda image, first, last: image - strip_set(image, slice(first, last + 1))
        ),
        "other-rule: You set the strip to 255, which is white. Black is 0.": (
            lambda image, first, last: strip_set(image, slice(first, last + 1), 255)
        ),
        "other-rule: Only the first and the last row of the strip are 0, not the rows between.": (
            lambda image, first, last: strip_set(image, [first, last])
        ),
        "other-rule: The picture comes back as it was, and no row is 0. One `=` sets values, `==` "
        "only compares, and it has to be done to the array that is returned.": (
            lambda image, first, last: image
        ),
        "wrong-shape: You cut the rows out, so that the picture has fewer rows. It keeps its "
        "shape: the rows are still there, and hold 0.": (
            lambda image, first, last: np.delete(image, slice(first, last + 1), axis=0)
        ),
        "wrong-dtype: The picture comes back as `uint8`, whatever its dtype was. Values above 255 "
        "don't fit: keep the dtype of the picture that comes in.": (
            lambda image, first, last: strip_set(image, slice(first, last + 1)).astype(np.uint8)
        ),
    }
    small = np.arange(1, 16, dtype=np.uint8).reshape(5, 3)
    deep = small.astype(np.uint16) * 300
    cases = [
        check.case(
            image,
            first,
            last,
            expected=image * np.array(kept, image.dtype).reshape(5, 1),
            says=f"a {image.dtype} picture of 5 rows and 3 columns, and the rows {first} to {last}",
        )
        for image, first, last, kept in [
            (small, 1, 3, [1, 0, 0, 0, 1]),
            (deep, 0, 0, [0, 1, 1, 1, 1]),
            (small, 3, 4, [1, 1, 1, 0, 0]),
        ]
    ]
    check.function(without_strip, cases, "without_strip", dtype="as expected", mistakes=mistakes)
    ### BEGIN HIDDEN TESTS
    picture = iio.imread(data("axon_slice.jpg"))[::4, ::4]
    bottom = picture.shape[0] - 1
    cases = [
        check.case(
            image,
            first,
            last,
            expected=strip_set(image, slice(first, last + 1)),
            says=f"the picture of the axons as {image.dtype} and the rows {first} to {last}",
        )
        for image, first, last in [
            (picture, 0, 0),
            (picture, 20, 59),
            (picture, bottom, bottom),
            (picture.astype(np.uint16) * 200, 5, 8),
        ]
    ]
    check.function(without_strip, cases, "without_strip", dtype="as expected", mistakes=mistakes)
    ### END HIDDEN TESTS
