"""Test of exercise 6a: smaller by averaging."""

hints = [
    "How many whole blocks fit in from top to bottom and from left to right? Print both for the "
    "example.",
    "Get one block right first, the one at the top left: cut it out and print its mean.",
    "Now in colour: along which axes do you have to average, and which one has to stay?",
]
with check.exercise("Exercise 6a: smaller by averaging", hints=hints):
    five = np.array([[200, 100, 0, 1, 7], [100, 201, 3, 0, 7]], dtype=np.uint8)
    cases = [
        check.case(
            five,
            2,
            expected=np.array([[150.25, 1.0]]),
            mistakes={
                "cap-pixels-left-out": np.array([[200, 0]]),
                "cap-edge-padded": np.array([[150.25, 1.0, 3.5]]),
                "cap-edge-padded--of-what-is-there": np.array([[150.25, 1.0, 7.0]]),
                "sum-for-mean": np.array([[601, 4]]),
                "wrap-around": np.array([[89 / 4, 1.0]]),
                "rounded-early": np.array([[150, 1]]),
                "cap-blocks-misread": np.array([[75.25, 76.0]]),
                "cap-other-statistic--max": np.array([[201, 3]]),
                "cap-other-statistic--min": np.array([[100, 0]]),
                "cap-other-statistic--median": np.array([[150, 0.5]]),
            },
            says="2 rows and 5 columns, factor=2",
        ),
        check.case(five, 1, expected=five.astype(float), says="factor=1"),
        check.case(
            np.array([[(8, 0, 100), (4, 2, 50)], [(6, 1, 30), (3, 1, 21)]], dtype=np.uint8),
            2,
            expected=np.array([[[5.25, 1.0, 50.25]]]),
            mistakes={
                "cap-channels-averaged": np.full((1, 1, 3), 226 / 12),
                "cap-channels-averaged--one-number": np.array([[226 / 12]]),
                "cap-pixels-left-out": np.array([[[8, 0, 100]]]),
                "sum-for-mean": np.array([[[21, 4, 201]]]),
                "rounded-early": np.array([[[5, 1, 50]]]),
                "cap-other-statistic--max": np.array([[[8, 2, 100]]]),
                "cap-other-statistic--min": np.array([[[3, 0, 21]]]),
                "cap-other-statistic--median": np.array([[[5, 1, 40]]]),
            },
            says="a colour picture of 2 rows and 2 columns, factor=2",
        ),
    ]
    check.function(reduce_by, cases, "reduce_by", dtype="float")
    ### BEGIN HIDDEN TESTS
    from skimage.measure import block_reduce

    def slips(scene, even, factor, block, expected):
        mistakes = {
            "cap-pixels-left-out": lambda: even[::factor, ::factor].astype(float),
            "cap-edge-padded": lambda: block_reduce(scene.astype(float), block, np.mean),
            "sum-for-mean": lambda: expected * factor**2,
            "wrap-around": lambda: (
                block_reduce(even.astype(np.int64), block, np.sum) % 256 / factor**2
            ),
            "rounded-early": lambda: expected.round(),
        }
        if even.shape == scene.shape:
            del mistakes["cap-edge-padded"]
        return mistakes

    whole = iio.imread(data("rat_cerebellum.jpg"))
    cases = []
    for scene, factor in [
        (whole[:100, :131, 0], 8),
        (whole[300:420, 100:303], 4),
        (whole[:96, 5:96, 1], 3),
        (whole[::2, ::2].astype(np.float32), 32),
    ]:
        rows, columns = (side // factor for side in scene.shape[:2])
        even = scene[: rows * factor, : columns * factor]
        block = (factor, factor, 1)[: scene.ndim]
        expected = block_reduce(even.astype(float), block, np.mean)
        mistakes = slips(scene, even, factor, block, expected)
        says = f"a picture of shape {scene.shape}, factor={factor}"
        cases.append(check.case(scene, factor, expected=expected, mistakes=mistakes, says=says))
    check.function(reduce_by, cases, "reduce_by", dtype="float", rtol=1e-4)
    ### END HIDDEN TESTS
