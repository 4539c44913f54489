"""Test of exercise 5a: shares by counting."""

hints = [
    "Print the number of pixels that each of the three masks keeps, for the small case.",
    "What have these three numbers to be divided by, so that the results add up to 1? And what "
    "if that is 0?",
]
with check.exercise("Exercise 5a: shares by counting", hints=hints):
    first = np.array([[True, False, False, False, False], [False, False, False, False, False]])
    second = np.array([[False, True, True, False, False], [False, False, True, False, False]])
    third = np.array([[False, True, False, True, False], [True, False, False, True, False]])
    cases = [
        check.case(
            [first, second, third],
            expected=np.array([0.125, 0.375, 0.5]),
            mistakes={
                "percent-for-fraction": np.array([12.5, 37.5, 50]),
                "sum-for-mean": np.array([1, 3, 4]),
                "rounded-early": np.array([0.12, 0.38, 0.5]),
                "inverted": np.array([9 / 22, 7 / 22, 6 / 22]),
                "cap-zero-for-no-share": np.array([0.125, 0.375, 0.5]),
                "cap-of-the-picture": np.array([0.1, 0.3, 0.4]),
                "cap-union-below": np.array([1 / 7, 3 / 7, 4 / 7]),
                "complement": np.array([0.875, 0.625, 0.5]),
                "cap-sum-of-columns": np.array(
                    [[0.5, 0, 0, 0, np.nan], [0, 0.5, 1, 0, np.nan], [0.5, 0.5, 0, 1, np.nan]]
                ),
            },
            says="three masks of 2 x 5 pixels that keep 1, 3 and 4 of them, one twice",
        ),
        check.case(
            [first & second, first & second, first & second],
            expected=np.full(3, np.nan),
            mistakes={"cap-zero-for-no-share": [0, 0, 0], "cap-of-the-picture": [0, 0, 0]},
            says="three masks that keep nothing",
        ),
    ]
    check.function(relative, cases, "relative")

    ### BEGIN HIDDEN TESTS
    def columns(masks):
        with np.errstate(all="ignore"):
            sums = np.array([sum(mask.astype(int)) for mask in masks])
            return sums / sums.sum(axis=0)

    few = [first, first | second, np.zeros_like(first)]
    whole = iio.imread(data("rat_cerebellum.jpg"))
    many = [whole[..., channel] > t for channel, t in enumerate((120, 100, 100))]

    def slips(masks, counts):
        return {
            "cap-of-the-picture": counts / masks[0].size,
            "cap-union-below": lambda: counts / np.count_nonzero(masks[0] | masks[1] | masks[2]),
            "percent-for-fraction": 100 * counts / counts.sum(),
            "sum-for-mean": counts,
            "inverted": (masks[0].size - counts) / (3 * masks[0].size - counts.sum()),
            "cap-sum-of-columns": lambda: columns(masks),
        }

    cases = []
    for masks, says in [
        (few, "masks that keep 1, 4 and 0 of 10 pixels"),
        (many, "R > 120, G > 100 and B > 100"),
        ([mask[:, ::-3] for mask in many], "masks that are views"),
    ]:
        counts = np.array([np.count_nonzero(mask) for mask in masks])
        expected, mistakes = counts / counts.sum(), slips(masks, counts)
        cases.append(check.case(masks, expected=expected, mistakes=mistakes, says=says))
    check.function(relative, cases, "relative")
    ### END HIDDEN TESTS
