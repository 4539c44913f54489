"""Test of exercise 3: the mean within a mask."""

with check.exercise("Exercise 3: the mean within a mask"):

    def where_kept(rule):
        """Return a rule that says nothing about an empty mask."""
        return lambda image, mask: rule(image, mask) if mask.any() else check.ANYTHING

    def by_sum(image, mask):
        return sum(int(value) for value in image[mask]) / int(mask.sum())

    mistakes = {
        "zeros-left-in": where_kept(lambda image, mask: (image * mask).mean()),
        "genuine-zeros-dropped": where_kept(
            lambda image, mask: image[mask & (image != 0)].mean() if image[mask].any() else np.nan
        ),
        "inverted": where_kept(lambda image, mask: image[~mask].mean()),
        "sum-for-mean": where_kept(lambda image, mask: image[mask].sum()),
        "other-quantity: That is the median. The exercise asks for the mean.": where_kept(
            lambda image, mask: np.median(image[mask])
        ),
        "other-quantity: That is the mean of the whole picture: the mask isn't used.": where_kept(
            lambda image, mask: image.mean()
        ),
        "other-quantity: That is the share of the pixels that are kept, not their grey value.": (
            where_kept(lambda image, mask: mask.mean())
        ),
        "other-quantity: The sum of the kept pixels is divided by the number of all pixels that "
        "aren't 0. Divide by the number of pixels that are kept.": where_kept(
            lambda image, mask: image[mask].sum() / np.count_nonzero(image)
        ),
        "other-rule: For a mask that keeps nothing you return 0. There is no mean then: return "
        "`np.nan`.": lambda image, mask: image[mask].mean() if mask.any() else 0,
        "wrap-around: You add the pixels up in `uint8`, where a sum above 255 starts again at 0. "
        "`img.sum()` and `img.mean()` have room for more; `sum(...)` doesn't.": where_kept(
            lambda image, mask: sum(image[mask]) / mask.sum()
        ),
        "function-raised: The mask keeps nothing here, so that you divide by 0. Ask for that "
        "before you divide.": by_sum,
    }
    small = np.array([[0, 10, 200], [51, 0, 251]], dtype=np.uint8)
    cases = [
        check.case(small, np.array(mask, bool).reshape(2, 3), expected=expected, says=says)
        for mask, expected, says in [
            ([1, 1, 0, 1, 0, 0], 61 / 3, "a mask that keeps the pixels 0, 10 and 51"),
            ([0, 0, 0, 0, 0, 0], np.nan, "a mask that keeps nothing"),
            ([0, 0, 1, 1, 0, 1], 502 / 3, "a mask that keeps the pixels 200, 51 and 251"),
            ([1, 0, 0, 0, 1, 0], 0.0, "a mask that keeps two pixels, both truly 0"),
        ]
    ]
    check.function(mean_inside, cases, "mean_inside", mistakes=mistakes)
    ### BEGIN HIDDEN TESTS
    picture = iio.imread(data("axon_slice.jpg"))[::2, ::2]
    lowered = np.clip(picture.astype(int) - 90, 0, 255).astype(np.uint8)
    cases = [
        check.case(image, mask, expected=image[mask].mean() if mask.any() else np.nan, says=says)
        for image, mask, says in [
            (picture, picture < 125, "the axons, and a mask of what is darker than 125"),
            (lowered, lowered < 30, "the darkened axons, and a mask of what is darker than 30"),
            (lowered, lowered == 0, "the darkened axons, and a mask of the pixels that are 0"),
            (picture, np.zeros(picture.shape, dtype=bool), "an empty mask"),
        ]
    ]
    check.function(mean_inside, cases, "mean_inside", rtol=1e-4, mistakes=mistakes)
    ### END HIDDEN TESTS
