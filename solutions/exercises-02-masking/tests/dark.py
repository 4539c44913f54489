"""Test of exercise 1: a mask and its share."""

with check.exercise("Exercise 1: a mask and its share"):
    check.kind(dark, "dark", shape=img.shape, dtype="bool")
    check.sealed(dark, "exercises-02-masking/dark", "dark")
    check.sealed(dark_share, "exercises-02-masking/dark_share", "dark_share")
    ### BEGIN HIDDEN TESTS
    picture = iio.imread(data("axon_slice.jpg"))
    check.mask(dark, picture < 120, "dark", image=picture, threshold=120)
    right = (picture < 120).mean()
    mistakes = {
        "inverted": (picture >= 120).mean(),
        "other-quantity": picture[picture < 120].mean(),
        "sum-for-mean": (picture < 120).sum(),
    }
    check.number(dark_share, right, "dark_share", mistakes=mistakes)
    ### END HIDDEN TESTS
