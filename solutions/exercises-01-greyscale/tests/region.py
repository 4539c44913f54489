"""Test of exercise 2: a region."""

with check.exercise("Exercise 2: a region"):
    shapes = {
        "other-part: The second pair of brackets cuts rows once more. Rows and columns go into "
        "one pair, with a comma in between.": (0, img.shape[1]),
        "other-part: After the colon comes where a slice ends, not how much it holds.": (0, 0),
        "other-part: Only the rows are cut, and all columns are left.": (50, img.shape[1]),
        "other-part: Only the columns are cut, and all rows are left.": (img.shape[0], 70),
    }
    check.kind(region, "region", shape=(50, 70), shapes=shapes)
    check.sealed(region, "exercises-01-greyscale/region", "region")
    check.sealed(region_mean, "exercises-01-greyscale/region_mean", "region_mean")
    ### BEGIN HIDDEN TESTS
    picture = iio.imread(data("axon_slice.jpg"))
    right = picture[100:150, 200:270]
    mistakes = {"off-by-one": picture[101:151, 201:271]}
    check.array(region, right, "region", mistakes=mistakes)
    mistakes = {"other-part": picture.mean(), "sum-for-mean": right.sum()}
    check.number(region_mean, right.mean(), "region_mean", rtol=1e-4, mistakes=mistakes)
    ### END HIDDEN TESTS
