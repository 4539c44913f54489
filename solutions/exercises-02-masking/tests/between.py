"""Test of exercise 2: between two thresholds."""

hints = [
    "Say for one pixel in words what has to be true so that it is kept. It is two things.",
    "Print the two masks one by one for the six pixels of this test. Which pixels does each keep, "
    "and which are in both?",
    "Now the edges: look at the pixels that are exactly `low` and exactly `high`.",
]
with check.exercise("Exercise 2: between two thresholds", hints=hints):

    def with_range(image, low, high):
        return np.isin(image, range(low, high))

    mistakes = {
        "end-included": lambda image, low, high: (image >= low) & (image <= high),
        "start-excluded": lambda image, low, high: (image > low) & (image < high),
        "end-included: Both ends are the other way round: a pixel that equals `high` is kept, and "
        "one that equals `low` isn't.": lambda image, low, high: (image > low) & (image <= high),
        "or-for-and": lambda image, low, high: (image >= low) | (image < high),
        "inverted": lambda image, low, high: (image < low) | (image >= high),
        "inverted: You keep what lies below `low` or above `high`. It is the other way round.": (
            lambda image, low, high: (image < low) | (image > high)
        ),
        "mask-all-false: You ask for pixels below `low` that are above `high`. There are none, "
        "unless the two change places.": lambda image, low, high: (image < low) & (image >= high),
        "other-rule: Only `low` counts here. A kept pixel has to be below `high` as well.": (
            lambda image, low, high: image >= low
        ),
        "other-rule: Only `high` counts here. A kept pixel has to be at least `low` as well.": (
            lambda image, low, high: image < high
        ),
        "other-rule: Where `low` isn't below `high`, you exchange them. No pixel lies between "
        "them then, and the mask keeps none.": (
            lambda image, low, high: (image >= min(low, high)) & (image < max(low, high))
        ),
        "other-rule: Where `low` isn't below `high`, every pixel is kept here. The mask has to "
        "keep none then.": (
            lambda image, low, high: ((image >= low) & (image < high)) | (low >= high)
        ),
        "function-raised: `range` counts in whole numbers, so that it can't go from 0.4 to 0.6. "
        "Compare the picture with `low` and with `high`.": with_range,
        "other-rule: The picture is turned into whole numbers first, and in a picture of 0 to 1 "
        "hardly anything is left of it then.": (
            lambda image, low, high: (image.astype(int) >= low) & (image.astype(int) < high)
        ),
    }
    whole = np.array([[99, 100, 150], [199, 200, 255]], dtype=np.uint8)
    parts = np.array([[0.39, 0.4, 0.5, 0.6, 0.61]])
    cases = [
        check.case(image, low, high, expected=np.array(kept, bool).reshape(image.shape), says=says)
        for image, low, high, kept, says in [
            (
                whole,
                100,
                200,
                [0, 1, 1, 1, 0, 0],
                "the pixels 99, 100, 150, 199, 200 and 255, low=100 and high=200",
            ),
            (
                whole,
                200,
                100,
                [0] * 6,
                "the pixels 99, 100, 150, 199, 200 and 255, low=200 and high=100",
            ),
            (
                parts,
                0.4,
                0.6,
                [0, 1, 1, 0, 0],
                "the pixels 0.39, 0.4, 0.5, 0.6 and 0.61, low=0.4 and high=0.6",
            ),
        ]
    ]
    check.function(between, cases, "between", dtype="bool", mistakes=mistakes)
    ### BEGIN HIDDEN TESTS
    picture = iio.imread(data("axon_slice.jpg"))[::3, ::3]
    cases = [
        check.case(
            image,
            low,
            high,
            expected=(image >= low) & (image < high),
            says=f"{name}, low={low} and high={high}",
        )
        for name, image, low, high in [
            ("the picture of the axons", picture, 90, 130),
            ("the picture of the axons", picture, 150, 151),
            ("the picture of the axons", picture, 200, 100),
            ("a picture of floating-point values", picture / 255, 0.4, 0.6),
        ]
    ]
    check.function(between, cases, "between", dtype="bool", mistakes=mistakes)
    ### END HIDDEN TESTS
