"""Test of exercise 6b: results and resolution."""

hints = [
    "Begin with the factor 1: both ways must then give the same share, that of `img` itself.",
    "For the factor 2, print the shape, the dtype and the first pixels of both reduced "
    "pictures. Which of them can hold fractions?",
    "Which comes first in your code, the smaller picture or the mask? Which does the text ask for?",
    "For `stain_share` print the three amounts before you divide. Which of the three is "
    "synaptophysin?",
]
with check.exercise("Exercise 6b: results and resolution", hints=hints):
    check.kind(mask_shares, "mask_shares", shape=(2, 6), low=0)
    check.sealed(mask_shares, "capstone-rat-cerebellum/mask_shares", "mask_shares")
    six = np.array(
        [[(104, 24, 44), (23, 48, 4), (206, 47, 85)], [(5, 39, 142), (2, 2, 2), (2, 2, 2)]],
        dtype=np.uint8,
    )
    cases = [
        check.case(
            six,
            2,
            expected=0.364421077824,
            mistakes={
                "cap-factor-ignored": 0.631480228861,
                "cap-pixels-left-out": 1.00049816967,
                "cap-stains-transposed": 0.170896833733,
                "cap-channel-sums": 0.305239179954,
                "cap-channel-sums--less-background": 0.303614457831,
                "cap-background-left": 0.362596674583,
                "cap-area-for-amount": 0,
                "cap-other-stain": 0.455893198778,
                "cap-other-stain--ip3r": 0.179685723398,
                "cap-amount-for-share": 0.100387048581,
                "cap-given-picture": 0.232090863141,
                "percent-for-fraction": 36.4421077824,
            },
            says="2 rows and 3 columns, of which the third is left out, factor=2",
        ),
        check.case(
            six,
            1,
            expected=0.631480228861,
            mistakes={
                "cap-factor-ignored": 0.631480228861,
                "cap-pixels-left-out": 0.631480228861,
                "cap-stains-transposed": 0.447395777057,
                "cap-channel-sums": 0.436781609195,
                "cap-channel-sums--less-background": 0.441767068273,
                "cap-background-left": 0.616933193829,
                "cap-area-for-amount": 0.666666666667,
                "cap-other-stain": 0.263807038427,
                "cap-other-stain--ip3r": 0.104712732713,
                "cap-amount-for-share": 0.200180562261,
                "cap-given-picture": 0.232090863141,
                "percent-for-fraction": 63.1480228861,
                "cap-area-for-amount--all": 0.333333333333,
            },
            says="the same 2 rows and 3 columns, factor=1",
        ),
    ]
    check.function(stain_share, cases, "stain_share", rtol=0, atol=0.008)

    ### BEGIN HIDDEN TESTS
    def whole_blocks(image, factor):
        high, wide = (side // factor * factor for side in image.shape[:2])
        return image[:high, :wide]

    def block_averages(image, factor):
        even = whole_blocks(image, factor)
        blocks = even.reshape(len(even) // factor, factor, even.shape[1] // factor, factor, -1)
        return blocks.mean(axis=1).mean(axis=2)

    def shares_of(light, rows, ground):
        total = np.linalg.solve(rows, light - ground)
        return total / total.sum()

    def scale_case(scene, factor, says):
        even = whole_blocks(scene, factor)
        light = np.array([even[..., channel].mean() for channel in range(3)])
        all_light = np.array([scene[..., channel].mean() for channel in range(3)])
        found = shares_of(light, stains.T, background)
        picked = scene[::factor, ::factor].reshape(-1, 3).mean(axis=0)
        blocks = block_averages(scene, factor)
        given = np.array([img[..., channel].mean() for channel in range(3)])
        others = [np.delete(blocks, k, axis=-1).max(axis=-1) for k in range(3)]
        leading = [(blocks[..., k] - others[k] > 40).sum() for k in range(3)]
        mistakes = {
            "cap-factor-ignored": shares_of(all_light, stains.T, background)[0],
            "cap-pixels-left-out": shares_of(picked, stains.T, background)[0],
            "cap-stains-transposed": shares_of(light, stains, background)[0],
            "cap-channel-sums": shares_of(light, np.eye(3), 0)[0],
            "cap-channel-sums--less-background": shares_of(light, np.eye(3), background)[0],
            "cap-background-left": shares_of(light, stains.T, 0)[0],
            "cap-area-for-amount": (blocks.argmax(axis=-1) == 0).mean(),
            "cap-other-stain": found[2],
            "cap-other-stain--ip3r": found[1],
            "cap-amount-for-share": np.linalg.solve(stains.T, light - background)[0],
            "cap-given-picture": shares_of(given, stains.T, background)[0],
            "percent-for-fraction": 100 * found[0],
        }
        if sum(leading):
            mistakes["cap-area-for-amount--leads"] = leading[0] / sum(leading)
        mistakes["cap-area-for-amount--all"] = leading[0] / blocks[..., 0].size
        return check.case(scene, factor, expected=found[0], mistakes=mistakes, says=says)

    from imagephantoms.cached import cached
    from imagephantoms.cerebellum import make_cerebellum

    whole = iio.imread(data("rat_cerebellum.jpg"))
    factors = (1, 2, 4, 8, 16, 32)

    # Channel by channel in memory: several times faster.
    planes = np.ascontiguousarray(np.moveaxis(whole, -1, 0)).astype(np.int32)

    def sums_of_four(planes):
        high, wide = (side // 2 * 2 for side in planes.shape[1:])
        rows = planes[:, :high:2, :wide] + planes[:, 1:high:2, :wide]
        return rows[..., ::2] + rows[..., 1::2]

    def leads_by(planes, least):
        return planes[0] - np.maximum(planes[1], planes[2]) > least

    # Sums of whole numbers in place of averages, and halves of halves: all is exact.
    summed = [planes]
    for _ in factors[1:]:
        summed.append(sums_of_four(summed[-1]))
    picked = [planes[:, ::factor, ::factor] for factor in factors]
    pixels = np.square(factors)
    first = [leads_by(one, 40 * many).mean() for one, many in zip(summed, pixels, strict=True)]
    second = [leads_by(one, 40).mean() for one in picked]
    right = np.array([first, second])
    mistakes = {
        "other-order": right[::-1],
        "wrap-around": lambda: [
            first,
            [leads_by(one.astype(np.uint8), 40).mean() for one in picked],
        ],
        "cap-mask-reduced": lambda: [
            [whole_blocks(leads_by(planes, 40), factor).mean() for factor in factors],
            second,
        ],
        "cap-pixels-left-out": [second, second],
        "cap-fractions-lost": lambda: [
            [leads_by(one // many, 40).mean() for one, many in zip(summed, pixels, strict=True)],
            second,
        ],
        "cap-threshold-for-lead": lambda: [
            [(one[0] > 40 * many).mean() for one, many in zip(summed, pixels, strict=True)],
            [(one[0] > 40).mean() for one in picked],
        ],
        "cap-of-the-picture": lambda: [
            np.multiply(shares, [one[0].size / planes[0].size for one in some])
            for shares, some in ((first, summed), (second, picked))
        ],
        "percent-for-fraction": 100 * right,
    }
    check.array(mask_shares, right, "mask_shares", mistakes=mistakes)

    # In the last picture the stains have changed places, so that no share stays what it was.
    unseen = cached(make_cerebellum, 41, shape=(600, 720))
    light = unseen.amounts[..., [1, 2, 0]] @ stains + background
    other = np.clip(light.round(), 0, 255).astype(np.uint8)
    cases = []
    for scene, factor, says in [
        (whole, 1, "the picture, factor=1"),
        (whole, 32, "the picture, factor=32"),
        (unseen.image, 7, "another cerebellum, factor=7"),
        (other, 1, "a cerebellum with the stains in other places, factor=1"),
        (other, 16, "a cerebellum with the stains in other places, factor=16"),
    ]:
        cases.append(scale_case(scene, factor, says))
    check.function(stain_share, cases, "stain_share", rtol=0, atol=0.008)
    ### END HIDDEN TESTS
