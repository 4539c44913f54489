"""Test of exercise 3c: three masks by hand."""

hints = [
    "The finding names one of the three conditions. Print, for your mask, the number that this "
    "condition is about.",
    "Print the colours of twenty pixels that the mask keeps wrongly, or drops wrongly. What do "
    "they have in common?",
    "A rule with two parts may be needed: one that compares the channels, and one that asks for "
    "enough light.",
]
with check.exercise("Exercise 3c: three masks by hand", hints=hints):
    whole = iio.imread(data("rat_cerebellum.jpg"))
    check.channel_mask(red, whole, 0, "red")
    check.channel_mask(green, whole, 1, "green")
    check.channel_mask(blue, whole, 2, "blue")
    check.kind(red_colour, "red_colour", shape=(3,), low=0, high=255)
    kept = np.asarray(red, dtype=bool)
    right = np.array([whole[..., k].sum(where=kept) / kept.sum() for k in range(3)])

    def blackened():
        return np.where(kept[..., np.newaxis], whole, 0)

    def filled(picture):
        return [np.count_nonzero(picture[..., channel]) for channel in range(3)]

    mistakes = {
        "zeros-left-in": lambda: blackened().mean(axis=(0, 1)),
        "genuine-zeros-dropped": lambda: blackened().sum(axis=(0, 1)) / filled(blackened()),
        "cap-not-masked": lambda: whole.mean(axis=(0, 1)),
        "inverted": lambda: whole[~kept].mean(axis=0),
        "rounded-early": right.round(),
        "cap-median-colour": lambda: np.median(whole[kept], axis=0),
        "cap-other-base": lambda: [
            whole[np.asarray(m, dtype=bool), k].mean() for k, m in enumerate((red, green, blue))
        ],
    }
    check.array(red_colour, right, "red_colour", atol=0.01, mistakes=mistakes)
