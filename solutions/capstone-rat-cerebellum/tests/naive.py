"""Test of exercise 3a: what a threshold on red keeps."""

hints = [
    "Say the question for one threshold as: of …, how many are …? What comes after the word "
    "`of` is what you divide by.",
    "Make the two masks one by one, and print how many pixels each keeps, and how many both keep.",
    "Try it on a picture of four pixels of your own, in which you can count all by eye.",
]
with check.exercise("Exercise 3a: what a threshold on red keeps", hints=hints):
    check.kind(mainly_green, "mainly_green", shape=(4,), low=0)
    check.sealed(mainly_green, "capstone-rat-cerebellum/mainly_green", "mainly_green")
    ### BEGIN HIDDEN TESTS
    whole = iio.imread(data("rat_cerebellum.jpg"))
    red_of, green_of, blue_of = np.ascontiguousarray(np.moveaxis(whole, -1, 0))
    greenish = (green_of > red_of) & (green_of > blue_of)
    steps = [80, 100, 120, 140]
    right = np.array([greenish[red_of > t].mean() for t in steps])
    mistakes = {
        "complement": 1 - right,
        "percent-for-fraction": 100 * right,
        "cap-of-the-picture": lambda: [(greenish & (red_of > t)).mean() for t in steps],
        "cap-other-base": lambda: [(red_of > t)[greenish].mean() for t in steps],
        "cap-one-rival": lambda: [(green_of > red_of)[red_of > t].mean() for t in steps],
        "strictness": lambda: [greenish[red_of >= t].mean() for t in steps],
        "cap-ties-kept": lambda: [
            ((green_of >= red_of) & (green_of >= blue_of))[red_of > t].mean() for t in steps
        ],
        "wrap-around": lambda: [
            ((green_of - red_of > 0) & (green_of - blue_of > 0))[red_of > t].mean() for t in steps
        ],
        "other-order": right[::-1],
        "rounded-early": right.round(2),
        "cap-green-threshold": lambda: [(green_of > 100)[red_of > t].mean() for t in steps],
        "cap-green-threshold--same": lambda: [(green_of > t)[red_of > t].mean() for t in steps],
        "cap-both-together": lambda: [
            (greenish & (red_of > t)).sum() / (greenish | (red_of > t)).sum() for t in steps
        ],
        "sum-for-mean": lambda: [greenish[red_of > t].sum() for t in steps],
    }
    check.array(mainly_green, right, "mainly_green", atol=1.1e-7, mistakes=mistakes)
    ### END HIDDEN TESTS
