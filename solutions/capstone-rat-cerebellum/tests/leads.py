"""Test of exercise 3b: a channel that leads."""

hints = [
    "Take one line of the table, make a picture of that one pixel, and print each step of yours.",
    "For channel 1 or 2: which are the others then? Does your function find them by itself?",
    "Print the dtype of the difference. Can it hold a number below 0?",
]
with check.exercise("Exercise 3b: a channel that leads", hints=hints):
    cases = [
        check.case(
            np.array([[(200, 60, 90), (20, 60, 90), (60, 50, 30), (30, 40, 35)]], dtype=np.uint8),
            0,
            40,
            expected=np.array([[True, False, False, False]]),
            mistakes={
                "strictness": [[True, False, False, False]],
                "inverted": [[False, True, True, True]],
                "wrap-around": [[True, True, False, True]],
                "wrap-around--maximum": [[True, True, False, True]],
                "wrap-around--sum": [[True, False, False, False]],
                "sign-dropped": [[True, True, False, False]],
                "cap-threshold-for-lead": [[True, False, True, False]],
                "cap-mean-rival": [[True, False, False, False]],
                "cap-sum-of-rivals": [[True, False, False, False]],
                "cap-smaller-rival": [[True, False, False, False]],
                "cap-one-rival--first": [[True, False, False, False]],
                "cap-one-rival--second": [[True, False, False, False]],
                "cap-margin-ignored": [[True, False, True, False]],
                "cap-largest-and-bright": [[True, False, True, False]],
                "cap-share-for-lead": [[True, False, True, False]],
                "cap-margin-typed-in": [[True, False, False, False]],
                "cap-always-red": [[True, False, False, False]],
            },
            says="the pixels (200, 60, 90), (20, 60, 90), (60, 50, 30) and (30, 40, "
            "35), channel=0, margin=40",
        ),
        check.case(
            np.array([[(130, 90, 90), (131, 90, 90), (100, 140, 20), (90, 110, 20)]], np.uint8),
            0,
            40,
            expected=np.array([[False, True, False, False]]),
            mistakes={
                "strictness": [[True, True, False, False]],
                "inverted": [[True, False, True, True]],
                "wrap-around": [[False, True, True, True]],
                "wrap-around--maximum": [[False, True, True, True]],
                "wrap-around--sum": [[False, True, False, False]],
                "sign-dropped": [[False, True, False, False]],
                "cap-threshold-for-lead": [[True, True, True, True]],
                "cap-mean-rival": [[False, True, False, False]],
                "cap-sum-of-rivals": [[False, False, False, False]],
                "cap-smaller-rival": [[False, True, True, True]],
                "cap-one-rival--first": [[False, True, False, False]],
                "cap-one-rival--second": [[False, True, True, True]],
                "cap-margin-ignored": [[True, True, False, False]],
                "cap-largest-and-bright": [[True, True, False, False]],
                "cap-share-for-lead": [[True, True, False, True]],
                "cap-margin-typed-in": [[False, True, False, False]],
                "cap-always-red": [[False, True, False, False]],
            },
            says="the pixels (130, 90, 90), (131, 90, 90), (100, 140, 20) and (90, 110, "
            "20), channel=0, margin=40",
        ),
        check.case(
            np.array([[(215, 250, 220), (9, 60, 5), (10, 200, 90), (90, 20, 10)]], dtype=np.uint8),
            1,
            60,
            expected=np.array([[False, False, True, False]]),
            mistakes={
                "strictness": [[False, False, True, False]],
                "inverted": [[True, True, False, True]],
                "wrap-around": [[False, False, True, False]],
                "wrap-around--maximum": [[False, False, True, True]],
                "wrap-around--sum": [[True, False, True, False]],
                "sign-dropped": [[False, False, True, True]],
                "cap-threshold-for-lead": [[True, False, True, False]],
                "cap-mean-rival": [[False, False, True, False]],
                "cap-sum-of-rivals": [[False, False, True, False]],
                "cap-smaller-rival": [[False, False, True, False]],
                "cap-one-rival--first": [[False, False, True, False]],
                "cap-one-rival--second": [[False, False, True, False]],
                "cap-margin-ignored": [[True, True, True, False]],
                "cap-largest-and-bright": [[True, False, True, False]],
                "cap-share-for-lead": [[False, True, True, False]],
                "cap-margin-typed-in": [[False, True, True, False]],
                "cap-always-red": [[False, False, False, True]],
            },
            says="the pixels (215, 250, 220), (9, 60, 5), (10, 200, 90) and (90, 20, "
            "10), channel=1, margin=60",
        ),
        check.case(
            np.array([[(120, 110, 200), (60, 170, 200), (170, 60, 200), (30, 5, 70)]], np.uint8),
            2,
            50,
            expected=np.array([[True, False, False, False]]),
            mistakes={
                "strictness": [[True, False, False, False]],
                "inverted": [[False, True, True, True]],
                "wrap-around": [[True, False, False, False]],
                "wrap-around--maximum": [[True, False, False, False]],
                "wrap-around--sum": [[True, False, False, False]],
                "sign-dropped": [[True, False, False, False]],
                "cap-threshold-for-lead": [[True, True, True, True]],
                "cap-mean-rival": [[True, True, True, True]],
                "cap-sum-of-rivals": [[False, False, False, False]],
                "cap-smaller-rival": [[True, True, True, True]],
                "cap-one-rival--first": [[True, True, False, False]],
                "cap-one-rival--second": [[True, False, True, True]],
                "cap-margin-ignored": [[True, True, True, True]],
                "cap-largest-and-bright": [[True, True, True, True]],
                "cap-share-for-lead": [[False, False, False, True]],
                "cap-margin-typed-in": [[True, False, False, False]],
                "cap-always-red": [[False, False, False, False]],
            },
            says="the pixels (120, 110, 200), (60, 170, 200), (170, 60, 200) and (30, "
            "5, 70), channel=2, margin=50",
        ),
    ]
    check.function(leads, cases, "leads", dtype="bool")

    ### BEGIN HIDDEN TESTS
    def lead_case(image, channel, margin, says):
        first, second = (image[..., k].astype(int) for k in range(3) if k != channel)
        own, signed = image[..., channel].astype(int), image.astype(int)
        by = own - np.maximum(first, second)
        small = [image[..., channel] - image[..., k] > margin for k in range(3) if k != channel]
        rivals = np.delete(image, channel, axis=-1).max(axis=-1)
        red = signed[..., 0] - signed[..., 1:].max(axis=-1)
        mistakes = {
            "strictness": by >= margin,
            "inverted": by <= margin,
            "wrap-around": small[0] & small[1],
            "wrap-around--maximum": image[..., channel] - rivals > margin,
            "wrap-around--sum": image[..., channel] > rivals + np.uint8(margin),
            "sign-dropped": np.abs(by) > margin,
            "cap-threshold-for-lead": own > margin,
            "cap-mean-rival": own - (first + second) / 2 > margin,
            "cap-sum-of-rivals": own - first - second > margin,
            "cap-smaller-rival": own - np.minimum(first, second) > margin,
            "cap-one-rival--first": own - first > margin,
            "cap-one-rival--second": own - second > margin,
            "cap-margin-ignored": by > 0,
            "cap-largest-and-bright": (by > 0) & (own > margin),
            "cap-share-for-lead": 100 * own / (own + first + second) > margin,
            "cap-margin-typed-in": by > 40,
            "cap-always-red": red > margin,
        }
        return check.case(
            image, channel, margin, expected=by > margin, mistakes=mistakes, says=says
        )

    from imagephantoms.cached import cached
    from imagephantoms.cerebellum import make_cerebellum

    def lead(image, channel):
        first, second = (image[..., k].astype(int) for k in range(3) if k != channel)
        return image[..., channel] - np.maximum(first, second)

    cases = []
    for colours in ([(120, 20, 110), (90, 10, 140)], [(120, 110, 20), (90, 140, 10)]):
        says = f"{colours[0]}, {colours[1]} and (160, 20, 30), channel=0, margin=40"
        pixels = np.array([[*colours, (160, 20, 30)]], dtype=np.uint8)
        cases.append(lead_case(pixels, 0, 40, says))

    unseen = cached(make_cerebellum, 41, shape=(600, 720)).image[::2, ::2]
    for scene, channel, margin in [
        (iio.imread(data("rat_cerebellum.jpg"))[::5, ::5], 0, 40),
        (unseen, 0, 25),
        (unseen, 1, 0),
        (unseen, 2, 90),
    ]:
        says = f"a cerebellum, channel={channel} and margin={margin}"
        cases.append(lead_case(scene, channel, margin, says))

    def ahead(image, channel, margin):
        return lead(image, channel) > margin

    forms = ["read-only", "fortran", "one row", "one column"]
    cases.extend(check.variants(unseen[40:80, 60:110], ahead, forms, [2, 15]))
    check.function(leads, cases, "leads", dtype="bool")
    ### END HIDDEN TESTS
