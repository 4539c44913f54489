"""Test of exercise 6: a histogram in bounded memory."""

hints = [
    "Count the levels of a single strip first, and print how many counts that gives.",
    "What do you have to keep from one strip to the next, and what does it hold before the first?",
    "Check your result with two sums: all counts together are the pixels of all strips, and the "
    "count of level 3 is the sum over the strips.",
]
with check.exercise("Exercise 6: a histogram in bounded memory", hints=hints):

    def strips_case(image, height, says):
        strips = [image[row : row + height] for row in range(0, image.shape[0], height)]
        each = np.array([np.bincount(strip.ravel(), minlength=256) for strip in strips])
        whole = each.sum(axis=0)
        mistakes = {
            "last-part-only": each[-1],
            "first-part-only": each[0],
            "repeats-not-counted": (each > 0).sum(axis=0),
            "repeats-not-counted--over-all": (whole > 0).astype(int),
            "bins-of-each-part": sum(np.histogram(strip, bins=256)[0] for strip in strips),
            "bins-of-each-part--of-all": np.histogram(image, bins=256)[0],
            "levels-shifted": np.append(whole[1:], 0),
            "levels-shifted--255": whole[1:],
            "counts-of-each-part": each,
            "counts-as-shares": whole / image.size,
            "counts-as-shares--of-each": sum(
                counts / strip.size for counts, strip in zip(each, strips, strict=True)
            ),
            "counts-as-shares--mean": np.mean(
                [counts / strip.size for counts, strip in zip(each, strips, strict=True)], axis=0
            ),
            "mean-for-sum": each.mean(axis=0),
            "cumulative-counts": np.cumsum(whole),
            "last-level-joined": np.append(whole[:254], whole[254] + whole[255]),
            "wrap-around": whole % 256,
            "wrap-around--65536": whole % 65536,
        }
        mistakes = {
            code: value for code, value in mistakes.items() if not np.array_equal(value, whole)
        }
        return check.case(
            strips,
            expected=whole,
            mistakes=mistakes,
            says=says,
            raises={
                "could not be broadcast together": "counts-of-own-length",
                "inhomogeneous": "counts-of-own-length",
                "object too deep": "not-flattened-strip",
            },
        )

    def check_type(counts):
        # A picture with as many pixels of one level would take long: ask the type what it holds.
        kind = np.asarray(counts).dtype
        most = 2 ** (np.finfo(kind).nmant + 1) if kind.kind == "f" else np.iinfo(kind).max
        if most < 17360 * 18701:
            found = f"The counts are {kind}, which holds each whole number up to {most:,} only."
            raise check.Finding("counts-not-exact", found)

    part = img[300:390, 300:500, 1].copy()
    part[:2] = 255
    part[-1, :50] = 254
    cases = [
        strips_case(part, 40, "three strips: a part of the green channel, with white rows"),
        strips_case(part, 90, "the same in a single strip"),
    ]
    check.function(count_levels, cases, "count_levels")
    check_type(count_levels([np.full((6, 7), 3, dtype=np.uint8)]))
    ### BEGIN HIDDEN TESTS
    picture = iio.imread(data("rat_brain_low_res.jpg"))
    dark = np.full((6, 7), 3, dtype=np.uint8)
    cases = [
        strips_case(picture[..., 0], 100, "ten strips of the red channel"),
        strips_case(picture[..., 2], 929, "a single strip"),
        strips_case(dark, 2, "strips of one grey level"),
    ]
    check.function(count_levels, cases, "count_levels")
    ### END HIDDEN TESTS
