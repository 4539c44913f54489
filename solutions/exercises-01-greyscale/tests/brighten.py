"""Test of exercise 3: brighter, without wrapping around."""

with check.exercise("Exercise 3: brighter, without wrapping around"):

    def limited(values):
        return np.clip(values, 0, 255).astype(np.uint8)

    mistakes = {
        "wrap-around: Values beyond 0 or 255 wrap around to the other end. If you add in `uint8`, "
        "convert with `.astype(int)` before that. If you convert already: `astype(np.uint8)` at "
        "the end wraps around as well, so limit the values to 0 to 255 before it.": (
            lambda image, amount: (image.astype(int) + amount).astype(np.uint8)
        ),
        "wrap-around: You add in `uint8`, where a value above 255 starts again at 0. That can't "
        "be mended afterwards: convert with `.astype(int)` before you add.": (
            lambda image, amount: np.clip(image + amount, 0, 255).astype(np.uint8)
        ),
        "value-out-of-bounds: `uint16` has room above 255, but no numbers below 0, so that it "
        "can't take a negative amount. Convert to a dtype with a sign, such as `int`.": (
            lambda image, amount: limited(image.astype(np.uint16) + amount)
        ),
        "wrap-around: `int8` holds -128 to 127 only, so that 155 becomes another number in it. "
        "Convert to a wider dtype, such as `int`.": (
            lambda image, amount: limited(image.astype(np.int8) + amount)
        ),
        "wrap-around: You limit the values at 255, but what falls below 0 wraps around. Limit "
        "them at both ends.": (
            lambda image, amount: np.minimum(image.astype(int) + amount, 255).astype(np.uint8)
        ),
        "wrap-around: You limit the values at 0, but what rises above 255 wraps around. Limit "
        "them at both ends.": (
            lambda image, amount: np.maximum(image.astype(int) + amount, 0).astype(np.uint8)
        ),
        "other-rule: You take `amount` away. Add it: the picture gets darker where it is "
        "negative.": lambda image, amount: limited(image.astype(int) - amount),
        "other-rule: You add the size of `amount`, without its sign. A negative amount makes the "
        "picture darker.": lambda image, amount: limited(image.astype(int) + abs(amount)),
        "other-rule: You multiply. Each pixel gets brighter by `amount`, so that it is added.": (
            lambda image, amount: limited(image.astype(int) * amount)
        ),
        "other-rule: What goes beyond 0 or 255 keeps its old value here. It should stay at the "
        "end that it goes beyond.": (
            lambda image, amount: np.where(
                (image.astype(int) + amount > 255) | (image.astype(int) + amount < 0),
                image,
                image.astype(int) + amount,
            ).astype(np.uint8)
        ),
    }
    small = np.array([[10, 155], [156, 250]], dtype=np.uint8)
    cases = [
        check.case(
            image,
            amount,
            expected=np.array(expected, dtype=np.uint8).reshape(image.shape),
            says=f"{form}the pixels 10, 155, 156 and 250, and {amount} to add",
        )
        for form, image, amount, expected in [
            ("", small, 100, [110, 255, 255, 255]),
            ("", small, -20, [0, 135, 136, 230]),
            ("a single row of ", small.reshape(1, 4), 300, [255] * 4),
        ]
    ]
    check.function(brighten, cases, "brighten", dtype="uint8", mistakes=mistakes)
    ### BEGIN HIDDEN TESTS
    picture = iio.imread(data("axon_slice.jpg"))[::7, ::5]

    def brightened(image, amount):
        return limited(image.astype(int) + amount)

    cases = [
        check.case(
            picture,
            amount,
            expected=brightened(picture, amount),
            says=f"the picture of the axons and {amount} to add",
        )
        for amount in (60, -75, 300, -300, 0)
    ]
    forms = ["read-only", "fortran", "one row", "one column"]
    cases.extend(check.variants(picture, brightened, forms, [40]))
    check.function(brighten, cases, "brighten", dtype="uint8", mistakes=mistakes)
    ### END HIDDEN TESTS
