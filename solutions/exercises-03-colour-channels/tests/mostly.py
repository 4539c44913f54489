"""Test of exercise 3: mostly red, mostly green, mostly blue."""

hints = [
    "Take one row of the table, make a picture of that single pixel, and follow your lines with "
    "`print`, one by one.",
    "How many comparisons does a pixel have to pass, and must it pass all of them?",
    "Print the differences that you compute, and their dtype. Can one of them be below 0?",
]
with check.exercise("Exercise 3: mostly red, mostly green, mostly blue", hints=hints):

    def parts(image, channel):
        one, *others = (image[..., k].astype(int) for k in (channel, channel - 1, channel - 2))
        return one, *others

    def rule(keeps):
        return lambda image, channel, margin: keeps(*parts(image, channel), margin)

    def wrapping(keeps):
        def wrong(image, channel, margin):
            planes = [image[..., k] for k in (channel, channel - 1, channel - 2)]
            return keeps(*planes, np.uint8(margin))

        return wrong

    def with_floor(least):
        return rule(lambda one, a, b, margin: (one - np.maximum(a, b) > margin) & (one > least))

    mistakes = {
        "wrap-around--each": wrapping(
            lambda one, a, b, margin: (one - a > margin) & (one - b > margin)
        ),
        "wrap-around--largest": wrapping(lambda one, a, b, margin: one - np.maximum(a, b) > margin),
        "wrap-around--sum": wrapping(
            lambda one, a, b, margin: (one > a + margin) & (one > b + margin)
        ),
        "wrap-around--others": wrapping(lambda one, a, b, margin: one > a + b + margin),
        "sign-dropped": rule(
            lambda one, a, b, margin: (abs(one - a) > margin) & (abs(one - b) > margin)
        ),
        "sign-dropped--largest": rule(
            lambda one, a, b, margin: abs(one - np.maximum(a, b)) > margin
        ),
        "one-channel-alone": rule(lambda one, a, b, margin: one > margin),
        "either-channel": rule(lambda one, a, b, margin: (one - a > margin) | (one - b > margin)),
        "others-averaged": rule(lambda one, a, b, margin: one - (a + b) / 2 > margin),
        "others-summed": rule(lambda one, a, b, margin: one - (a + b) > margin),
        "strictness": rule(lambda one, a, b, margin: (one - a >= margin) & (one - b >= margin)),
        "margin-not-used": rule(lambda one, a, b, margin: (one > a) & (one > b)),
        "margin-not-used--equal-too": rule(lambda one, a, b, margin: (one >= a) & (one >= b)),
        "margin-fixed": rule(lambda one, a, b, margin: one - np.maximum(a, b) > 30),
        "floor-kept": with_floor(60),
        "floor-kept--margin": rule(
            lambda one, a, b, margin: (one - np.maximum(a, b) > margin) & (one > 2 * margin)
        ),
        "compared-with-itself": rule(lambda one, a, b, margin: np.zeros(one.shape, bool)),
        "inverted": rule(lambda one, a, b, margin: (one - a <= margin) | (one - b <= margin)),
        "inverted: You keep the pixels in which the channel is lower than both others by more "
        "than the margin. It should be higher.": rule(
            lambda one, a, b, margin: (a - one > margin) & (b - one > margin)
        ),
        **{
            f"wrong-channel--{k}": lambda image, channel, margin, k=k: rule(
                lambda one, a, b, least: one - np.maximum(a, b) > least
            )(image, k, margin)
            for k in (0, 1, 2)
        },
        "wrong-channel--backwards": lambda image, channel, margin: rule(
            lambda one, a, b, least: one - np.maximum(a, b) > least
        )(image, 2 - channel, margin),
    }
    dark = [
        [[200, 100, 90], [200, 100, 180], [90, 60, 50], [50, 5, 0]],
        [[40, 45, 50], [140, 180, 100], [30, 5, 0], [120, 80, 60]],
    ]
    bright = [
        [[250, 240, 235], [20, 250, 90]],
        [[10, 30, 250], [210, 220, 255]],
        [[60, 10, 90], [60, 70, 105]],
    ]
    green = [[[90, 240, 70], [0, 25, 10], [200, 215, 204], [10, 20, 10], [30, 5, 60]]]
    cases = [
        check.case(
            np.array(dark, dtype=np.uint8),
            0,
            30,
            expected=np.array([[True, False, False, True], [False, False, False, True]]),
            says="the pixels of the table and three more, channel=0 and margin=30",
        ),
        check.case(
            np.array(bright, dtype=np.uint8),
            2,
            30,
            expected=np.array([[False, False], [True, True], [False, True]]),
            says="bright pixels, such as 250, 240, 235, channel=2 and margin=30",
        ),
        check.case(
            np.array(green, dtype=np.uint8),
            1,
            10,
            expected=np.array([[True, True, True, False, False]]),
            says="a row of five pixels, channel=1 and margin=10",
        ),
    ]
    check.function(mostly, cases, "mostly", dtype="bool", mistakes=mistakes)
    ### BEGIN HIDDEN TESTS
    from imagephantoms.cached import cached
    from imagephantoms.cerebellum import make_cerebellum

    section = iio.imread(data("rat_brain_low_res.jpg"))[::4, ::4]
    cortex = cached(make_cerebellum, 41, shape=(240, 320)).image[::2]

    def in_front(image, channel, margin):
        wide = image.astype(int)
        gaps = [wide[..., channel] - wide[..., k] for k in range(3) if k != channel]
        return (gaps[0] > margin) & (gaps[1] > margin)

    cases = [
        check.case(
            picture,
            which,
            least,
            expected=in_front(picture, which, least),
            says=f"{says}, channel={which} and margin={least}",
        )
        for picture, says in ((section, "the section"), (cortex, "a picture that you haven't seen"))
        for which, least in ((0, 20), (1, 0), (1, 50), (2, 33), (2, 255))
    ]
    forms = ["read-only", "fortran", "one row", "one column", "constant"]
    cases.extend(check.variants(section[20:60, 90:140], in_front, forms, [2, 15]))
    check.function(mostly, cases, "mostly", dtype="bool", mistakes=mistakes)
    ### END HIDDEN TESTS
