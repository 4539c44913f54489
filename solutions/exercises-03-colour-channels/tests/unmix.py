"""Test of exercise 5: how much of each stain."""

hints = [
    "Take the pixel of the exercise, (100, 120, 50), and write down its three equations: one for "
    "each channel. What is known in them, what is not?",
    "A solver wants a table with one row for each equation. Does a row of `stains` stand for an "
    "equation, that is, for a channel?",
    "Solve for this one pixel first. Then make a table of all pixels and look at its shape: which "
    "axis holds the pixels, and how do you get rows and columns back?",
]
with check.exercise("Exercise 5: how much of each stain", hints=hints):
    three = np.array([[200, 40, 0], [0, 100, 50], [40, 0, 160]], dtype=np.uint8)
    black = np.zeros((2, 5, 3), dtype=np.uint8)

    raises = {
        "cannot reshape array": "planes-of-channels",
        "must be square": "square-matrix-only",
        "not square": "square-matrix-only",
    }

    def nothing(result, expected, name):
        if np.shape(result) == (expected.shape[2], *expected.shape[:2]):
            found = (
                f"`{name}` has shape {np.shape(result)}; the exercise asks for {expected.shape}."
            )
            suggests = "The stains belong in the last axis: (rows, columns, stains)."
            raise check.Finding("colour-axis-moved", found, suggests=suggests)
        if np.ndim(result) != 3:
            found = (
                f"`{name}` has shape {np.shape(result)}; the exercise asks for {expected.shape}."
            )
            suggests = "In the result the pixels have their rows and columns again: three axes."
            raise check.Finding("wrong-axes", found, suggests=suggests)
        if np.shape(result)[:2] == (2, 5) and np.shape(result)[2] == 3 != expected.shape[2]:
            found = (
                f"`{name}` has shape {np.shape(result)}; the exercise asks for {expected.shape}."
            )
            raise check.Finding("planes-of-channels", found)
        check.kind(result, name, shape=expected.shape)
        check.array(result, expected, name, atol=1e-6)

    case = check.case(black, three / 1.0, expected=np.zeros((2, 5, 3)), says="black, three stains")
    check.function(unmix, [case], "unmix", nothing)
    mixed = [
        [[240, 48, 0], [20, 100, 130], [40, 55, 85]],
        [[40, 0, 160], [100, 120, 50], [0, 0, 0]],
    ]
    mixed = np.array(mixed, dtype=np.uint8)
    check.sealed(unmix(mixed, three), "exercises-03-colour-channels/unmix", "unmix(mixed, three)")
    case = check.case(
        black,
        three[:2] / 1.0,
        expected=np.zeros((2, 5, 2)),
        says="black, two stains",
        raises=raises,
    )
    check.function(unmix, [case], "unmix", nothing)
    rng = np.random.default_rng(3)
    two = np.array([[220.0, 60.0, 20.0], [30.0, 110.0, 200.0]])
    amounts_put_in = rng.uniform(0, 1, (30, 40, 2)) * (rng.random((30, 40, 2)) < 0.5)
    light = amounts_put_in @ two + rng.normal(0, 8, (30, 40, 3))
    noisy = np.clip(np.rint(light), 0, 255).astype(np.uint8)
    check.estimate(
        unmix(noisy, two),
        amounts_put_in,
        "unmix(noisy, two)",
        at_most=0.05,
        layers=True,
        low=0,
        below="negative-amounts",
        otherwise="amounts-off",
    )

    def none_of_stain_1(result, expected, name):
        check.kind(result, name, shape=(1, 2, 3))
        furthest = float(np.abs(np.asarray(result)[..., 1]).max())
        if furthest > 1e-6:
            found = f"`{name}` has an amount of {furthest:.2g} where the fit comes out below 0."
            raise check.Finding("negative-amounts", found)

    no_mixture = np.array([[[200, 0, 0], [255, 10, 0]]], dtype=np.uint8)
    case = check.case(no_mixture, three, expected=None, says="pixels that are no mixture")
    check.function(unmix, [case], "unmix", none_of_stain_1)
    ### BEGIN HIDDEN TESTS
    from imagephantoms.cached import cached
    from imagephantoms.cerebellum import make_cerebellum

    def fitted(colours, pixels, shape):
        fit = np.linalg.lstsq(colours.astype(float), pixels.astype(float), rcond=None)[0]
        return np.clip(fit.T, 0, None).reshape(shape)

    def held_against_truth(picture, colours, put_in, at_most, says):
        def near(result, expected, name):
            mistakes = {
                "pixels-scrambled": lambda: fitted(
                    colours.T, picture.reshape(3, -1), expected.shape
                ),
                "stains-one-by-one": lambda: (
                    picture @ colours.T.astype(float) / (colours.astype(float) ** 2).sum(axis=1)
                ),
            }
            if len(colours) == 3:
                mistakes["channels-as-stains"] = picture / 255
                mistakes["matrix-transposed"] = lambda: fitted(
                    colours, picture.reshape(-1, 3).T, expected.shape
                )
            check.estimate(
                result,
                expected,
                name,
                at_most=at_most,
                layers=True,
                low=0,
                below="negative-amounts",
                otherwise="amounts-off",
                mistakes=mistakes,
            )

        one = check.case(picture, colours, expected=put_in, says=says)
        check.function(unmix, [one], "unmix", near)

    for seed, shape in ((41, (240, 320)), (4242, (240, 320)), (7, (200, 330))):
        unseen = cached(make_cerebellum, seed, shape=shape)
        says = "three stains in a picture that you haven't seen"
        held_against_truth(unseen.image, unseen.stains, unseen.amounts, 0.05, says)
    draw = np.random.default_rng(41)
    for colours in (
        [[90, 200, 30]],
        [[230, 70, 90], [90, 210, 10]],
        [[10, 60, 220], [240, 50, 20]],
    ):
        colours = np.array(colours, dtype=np.uint8)
        put_in = draw.uniform(0, 1, (50, 70, len(colours))) * (draw.random((50, 70, 1)) < 0.8)
        put_in /= np.maximum(1, put_in.sum(axis=2, keepdims=True))
        light = put_in @ colours.astype(float) + draw.normal(0, 3, (50, 70, 3))
        picture = np.clip(np.rint(light), 0, 255).astype(np.uint8)
        stains_said = "one stain" if len(colours) == 1 else "two stains"
        held_against_truth(picture, colours, put_in, 0.05, f"{stains_said}, given as uint8")
    weak = np.array([[4.5, 1.5, 0.5], [0.5, 2.5, 1.5]])
    put_in = 2.0 * draw.integers(0, 15, (20, 30, 2))
    picture = (put_in @ weak).astype(np.uint8)
    held_against_truth(picture, weak, put_in, 0.05, "two stains of fractional colours")
    ### END HIDDEN TESTS
