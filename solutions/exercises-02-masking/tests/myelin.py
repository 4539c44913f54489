"""Test of exercise 5: a threshold that finds itself."""

with check.exercise("Exercise 5: a threshold that finds itself"):
    from imagelessons.data import truth

    def overlapping(otherwise):
        return lambda mask, myelin, name: check.overlap(
            mask, myelin, name, at_least=0.65, otherwise=otherwise
        )

    plain = "overlap-too-small"
    multiplied = (
        "fixed-threshold: It works on a picture of this kind as it was taken, and fails when all "
        "grey levels are multiplied. A threshold in grey levels fits one exposure only: let the "
        "function find it in the picture that it gets."
    )
    added = (
        "fixed-threshold: It copes with grey levels that are multiplied, and fails when a number "
        "is added to them as well. A share of the mean or of the maximum doesn't move along with "
        "what is added. Otsu's threshold does, and so do percentiles, and the mean together with "
        "the standard deviation."
    )
    crop = img[800:1200, 1000:1600]
    myelin = iio.imread(truth("axon_slice_tissue.png"))[800:1200, 1000:1600] == 128
    for otherwise, picture, says in [
        (plain, crop, "a part of img as it is"),
        (multiplied, crop * 0.6, "a part of img, multiplied by 0.6"),
        (added, 100 + crop * 0.6, "a part of img, multiplied by 0.6, and 100 added"),
    ]:
        case = check.case(picture.astype(np.uint8), expected=myelin, says=says)
        check.function(find_myelin, [case], "find_myelin", overlapping(otherwise))
    ### BEGIN HIDDEN TESTS
    from imagephantoms.axons import make_axon_slice
    from imagephantoms.cached import cached

    for otherwise, seed, gain, offset in [
        (plain, 41, 1.0, 0),
        (multiplied, 4242, 0.55, 0),
        (added, 7, 0.5, 120),
    ]:
        unseen = cached(make_axon_slice, seed, shape=(500, 700))
        picture = (offset + gain * unseen.image).astype(np.uint8)
        says = f"other axons, multiplied by {gain}, and {offset} added"
        case = check.case(picture, expected=unseen.myelin > 0, says=says)
        check.function(find_myelin, [case], "find_myelin", overlapping(otherwise))
    ### END HIDDEN TESTS
