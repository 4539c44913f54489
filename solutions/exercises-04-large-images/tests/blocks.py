"""Test of exercise 3: the mean of each block."""

hints = [
    "How many whole blocks fit in from top to bottom, and how many from left to right? Print "
    "both for the example.",
    "Get one block right first: cut out the one at the top left, and print its mean. Then the "
    "one beside it.",
    "For all at once: np.arange(16).reshape(4, 4) is a picture in which you see where each "
    "value went. Does your block hold pixels that were neighbours?",
]
with check.exercise("Exercise 3: the mean of each block", hints=hints):
    small = np.array([[0, 4, 8, 8, 1], [2, 2, 8, 8, 1]], dtype=np.uint8)
    bright = np.array([[250, 250, 10, 30], [250, 254, 50, 70], [0, 9, 7, 7], [3, 4, 7, 9]])
    bright = bright.astype(np.uint8)
    uneven = np.array(
        [
            [9, 120, 33, 70, 250, 14, 7],
            [81, 2, 200, 61, 18, 95, 0],
            [43, 77, 5, 255, 140, 36, 90],
            [160, 11, 22, 8, 64, 199, 3],
        ],
        dtype=np.uint8,
    )

    def case_of(image, factor, says, read_only=False):
        rows, columns = image.shape[0] // factor, image.shape[1] // factor
        whole = image[: rows * factor, : columns * factor]
        blocks = whole.astype(float).reshape(rows, factor, columns, factor)
        right = blocks.mean(axis=(1, 3))
        over = [-side % factor for side in image.shape]
        padded = np.pad(image.astype(float), [(0, over[0]), (0, over[1])])
        filled = np.pad(image.astype(float), [(0, over[0]), (0, over[1])], constant_values=np.nan)

        def of_padded(picture, mean):
            high, wide = picture.shape[0] // factor, picture.shape[1] // factor
            return mean(picture.reshape(high, factor, wide, factor), axis=(1, 3))

        wrong = {
            "cap-edge-padded": lambda: of_padded(padded, np.mean),
            "cap-edge-padded--part": lambda: of_padded(filled, np.nanmean),
            "sampled-not-averaged": whole[::factor, ::factor],
            "sampled-not-averaged--all": image[::factor, ::factor],
            "sampled-not-averaged--middle": whole[factor // 2 :: factor, factor // 2 :: factor],
            "blocks-mixed": whole.reshape(rows, columns, factor, factor).mean(axis=(2, 3)),
            "blocks-mixed--first": whole.reshape(factor, rows, factor, columns).mean(axis=(0, 2)),
            "one-direction-only--rows": blocks[:, :, :, 0].mean(axis=1),
            "one-direction-only--columns": blocks[:, 0].mean(axis=2),
            "sum-for-mean": blocks.sum(axis=(1, 3)),
            "median-for-mean": lambda: np.median(blocks, axis=(1, 3)),
            "maximum-for-mean": blocks.max(axis=(1, 3)),
            "slice-end--rows": blocks[:, : max(1, factor - 1)].mean(axis=(1, 3)),
            "slice-end--columns": blocks[..., : max(1, factor - 1)].mean(axis=(1, 3)),
            "slice-end--both": blocks[:, : max(1, factor - 1), :, : max(1, factor - 1)].mean(
                axis=(1, 3)
            ),
            "range-0-to-1": right / 255,
            "transposed": right.T,
        }
        if image.dtype == np.uint8:
            wrong["rounded-early"] = np.rint(right)
            wrong["rounded-early--cut-off"] = np.floor(right)
            sums = np.zeros((rows, columns), dtype=np.uint8)
            for down in range(factor):
                for across in range(factor):
                    sums += whole[down::factor, across::factor]
            wrong["wrap-around"] = sums / factor**2
            wrong["wrap-around--whole"] = sums.astype(int) // factor**2
        known = {}
        for code, value in wrong.items():
            value = value() if callable(value) else value
            if value.shape != right.shape or not np.allclose(value, right):
                known[code] = value
        return check.case(
            image,
            factor,
            expected=right,
            mistakes=known,
            says=says,
            read_only=read_only,
            raises={"cannot reshape": "left-over-kept"},
        )

    cases = [
        case_of(uneven, 3, "a picture of 4 x 7 pixels and factor=3"),
        case_of(small, 2, "the example of the exercise"),
        case_of(bright, 2, "a picture of 4 x 4 pixels and factor=2"),
        case_of(np.asfortranarray(uneven), 2, "a picture that lies in memory column by column"),
        case_of(uneven / 255, 1, "a picture of floating-point values and factor=1"),
    ]
    check.function(reduce_by, cases, "reduce_by", dtype="float")
    ### BEGIN HIDDEN TESTS
    picture = iio.imread(data("rat_brain_low_res.jpg"))[..., 1]
    cases = [
        case_of(image, factor, f"{what} and factor={factor}")
        for image, factor, what in [
            (picture[:230, :311], 7, "a part of the section"),
            (picture, 16, "the section"),
            (picture[300:340, 300:340], 1, "a part of the section"),
            (picture[300:390, 300:420] / 255, 4, "a part of the section as floats"),
        ]
    ]
    part = picture[300:331, 400:447]
    cases += [
        case_of(part, 6, "a picture that must not be written to", read_only=True),
        case_of(np.asfortranarray(part), 6, "a picture that lies in memory column by column"),
        case_of(part[:15], 6, "a picture that is wider than high"),
        case_of(part[:, :23], 6, "a picture that is higher than wide"),
        case_of(part[:1], 1, "a picture of a single row"),
        case_of(part[:, :1], 1, "a picture of a single column"),
    ]
    check.function(reduce_by, cases, "reduce_by", dtype="float")
    ### END HIDDEN TESTS
