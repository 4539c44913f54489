"""Test of exercise 1: channels in order."""

hints = [
    "Write the shape of `img` on paper, and below it the shape of what is asked for. Which axis "
    "has to go, or to move?",
    "Try `planes` on a tiny picture: a = np.arange(12).reshape(2, 2, 3). Work out on paper what "
    "the first plane should hold, and compare.",
    "Two things happen to `planes`: an axis moves, and the order along it changes. Do them in two "
    "lines, and print the shape after each.",
]
with check.exercise("Exercise 1: channels in order", hints=hints):
    if np.shape(blue) == img.shape[1:]:
        found = f"`blue` has shape {img.shape[1:]}: that is a row of the picture."
        raise check.Finding("cap-row-for-channel", found, name="blue")
    check.kind(blue, "blue", shape=img.shape[:2], dtype="uint8")
    check.sealed(blue, "exercises-03-colour-channels/blue", "blue")
    if np.ndim(means) == 0 and isinstance(means, float) and np.isclose(means, img.mean()):
        found = "`means` is one number, the mean of all values of all three channels."
        suggests = "Each of the three channels has a mean of its own: three numbers are asked."
        raise check.Finding("all-channels-pooled", found, suggests=suggests, name="means")
    check.kind(means, "means", shape=(3,))
    check.sealed(means, "exercises-03-colour-channels/means", "means")
    if np.shape(planes) == (3, *img.shape[:2]) and np.asarray(planes).dtype.kind == "f":
        check.kind(planes, "planes", dtype="uint8")
    check.sealed(planes, "exercises-03-colour-channels/planes", "planes")
    check.kind(planes, "planes", ndim=3, dtype="uint8")
    ### BEGIN HIDDEN TESTS
    picture = iio.imread(data("rat_brain_low_res.jpg"))
    mistakes = {"wrong-channel": picture[..., 0], "channels-swapped": picture[..., 1]}
    check.array(blue, picture[..., 2], "blue", dtype="uint8", mistakes=mistakes)
    averages = picture.mean(axis=(0, 1))
    mistakes = {
        "channels-swapped": averages[::-1],
        "sum-for-mean": lambda: picture.sum(axis=(0, 1)),
    }
    check.array(means, averages, "means", atol=0.006, mistakes=mistakes)
    reverse = picture[..., ::-1]
    mistakes = {
        "channel-order-kept": np.moveaxis(picture, -1, 0),
        "channel-axis-last": reverse,
        "transposed": reverse.T,
        "pixels-scrambled": lambda: reverse.reshape(3, *picture.shape[:2]),
    }
    right = np.moveaxis(reverse, -1, 0)
    check.array(planes, right, "planes", dtype="uint8", mistakes=mistakes)
    ### END HIDDEN TESTS
