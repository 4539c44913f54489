"""Test of exercise 6: without the scale bar."""

hints = [
    "A share is a number of pixels divided by another number of pixels. Say in words which pixels "
    "are counted above the line, and which below.",
    "Make a mask of the specimen for the example, print it, and count its `True` by eye.",
    "Print both numbers for the example, before you divide. Which of the two isn't what the text "
    "says?",
]
with check.exercise("Exercise 6: without the scale bar", hints=hints):
    from scipy import ndimage

    def outside(image, first_row, last_row, first_column, last_column):
        kept = np.ones(image.shape[:2], dtype=bool)
        kept[first_row : last_row + 1, first_column : last_column + 1] = False
        return kept

    def over(image, level, k=0):
        return image[..., k] > level

    def of(counts, total=lambda image, bar: outside(image, *bar)):
        def wrong(image, bar, level):
            kept = total(image, bar)
            return (counts(image, level) & kept).sum() / kept.sum()

        return wrong

    def grown(steps, corners=False):
        around = np.ones((3, 3)) if corners else None
        return lambda image, bar: ~ndimage.binary_dilation(~outside(image, *bar), around, steps)

    def leading(image, level, margin=0):
        wide = image.astype(int)
        return wide[..., 0] - wide[..., 1:].max(axis=-1) > margin

    mistakes = {
        "annotation-counted": lambda image, bar, level: over(image, level).mean(),
        "annotation-in-total": lambda image, bar, level: (
            over(image, level) & outside(image, *bar)
        ).mean(),
        "strictness": of(lambda image, level: image[..., 0] >= level),
        "slice-end": of(over, lambda image, b: outside(image, b[0], b[1] - 1, b[2], b[3] - 1)),
        "slice-end--rows": of(over, lambda image, b: outside(image, b[0], b[1] - 1, b[2], b[3])),
        "slice-end--columns": of(over, lambda image, b: outside(image, b[0], b[1], b[2], b[3] - 1)),
        "wrong-channel--1": of(lambda image, level: over(image, level, 1)),
        "wrong-channel--2": of(lambda image, level: over(image, level, 2)),
        "all-channels-pooled": lambda image, bar, level: (
            image[outside(image, *bar)] > level
        ).mean(),
        "all-channels-pooled--mean": of(lambda image, level: image.mean(axis=-1) > level),
        "all-channels-pooled--any": of(lambda image, level: (image > level).any(axis=-1)),
        "transposed": of(over, lambda image, b: outside(image, b[2], b[3], b[0], b[1])),
        "other-order": of(over, lambda image, b: outside(image, b[0], b[2], b[1], b[3])),
        "sum-for-mean": lambda image, bar, level: (over(image, level) & outside(image, *bar)).sum(),
        "percent-for-fraction": lambda image, bar, level: (
            100 * over(image, level)[outside(image, *bar)].mean()
        ),
        "complement": of(lambda image, level: ~over(image, level)),
        "complement--below": of(lambda image, level: image[..., 0] < level),
        "bar-for-specimen": of(over, lambda image, bar: ~outside(image, *bar)),
        "annotation-rows-dropped": of(
            over, lambda image, b: outside(image, b[0], b[1], 0, image.shape[1])
        ),
        "annotation-rows-dropped: You leave out the whole columns of the scale bar. Above and "
        "below it there is specimen in the same columns, and it is missing here.": of(
            over, lambda image, b: outside(image, 0, image.shape[0], b[2], b[3])
        ),
        "left-out-by-colour": of(over, lambda image, bar: (image < 255).any(axis=-1)),
        "left-out-by-colour--above-200": of(over, lambda image, bar: image.min(axis=-1) <= 200),
        **{
            f"bar-with-margin--{steps}-{corners}": of(over, grown(steps, corners))
            for steps in (1, 2, 3, 5)
            for corners in (False, True)
        },
        "relation-for-level": of(leading),
        "relation-for-level--by-level": of(lambda image, level: leading(image, level, level)),
        "relation-for-level--by-30": of(lambda image, level: leading(image, level, 30)),
        "relation-for-level--and-level": of(
            lambda image, level: leading(image, level) & over(image, level)
        ),
        "reciprocal": lambda image, bar, level: (
            outside(image, *bar).sum() / max(1, (over(image, level) & outside(image, *bar)).sum())
        ),
    }
    red = [[190, 100, 20, 10], [255, 255, 255, 0], [255, 255, 255, 60], [30, 200, 5, 60]]
    other = [[130, 130, 20, 10], [255, 255, 255, 140], [255, 255, 255, 120], [10, 110, 5, 180]]
    example = np.stack([red, other, other], axis=-1).astype(np.uint8)
    # Specimen of all colours; white specimen, and a bar with a grey edge, in the row of the bar.
    rows, columns = np.mgrid[:12, :16]
    scene = np.stack([37 * rows + 11 * columns, 53 * columns + 7 * rows, 29 * rows], axis=-1) % 251
    scene[5, 6:9], scene[5, 9], scene[10, 2:5] = 255, 190, 255
    scene = scene.astype(np.uint8)
    cases = [
        check.case(example, (1, 2, 0, 2), 100, expected=2 / 10, says="the example of 4 x 4 pixels"),
        check.case(
            scene,
            (5, 5, 6, 9),
            120,
            expected=float(over(scene, 120)[outside(scene, 5, 5, 6, 9)].mean()),
            says="a picture of 12 x 16 pixels with a bar in row 5, columns 6 to 9, level=120",
        ),
    ]
    check.function(share_red, cases, "share_red", mistakes=mistakes)
    ### BEGIN HIDDEN TESTS
    import json

    from imagelessons.data import truth

    facts = json.loads(truth("rat_brain_low_res_truth.json").read_text())["scale_bar"]
    edges = ("first_row", "last_row", "first_column", "last_column")
    own_bar = tuple(facts[edge] for edge in edges)
    section = iio.imread(data("rat_brain_low_res.jpg"))
    turned = np.ascontiguousarray(section[::-1, ::-1])
    height, width = section.shape[:2]
    turned_bar = (height - 1 - own_bar[1], height - 1 - own_bar[0])
    turned_bar += (width - 1 - own_bar[3], width - 1 - own_bar[2])
    corner = section[200:500, 300:700].copy()
    corner[-20:, -60:] = 255

    cases = []
    for picture, place, least, says in (
        (section, own_bar, 200, "the section"),
        (section, own_bar, 60, "the section"),
        (turned, turned_bar, 150, "the section, turned by half a turn"),
        (corner, (280, 299, 340, 399), 90, "a part of it, with a bar in the corner"),
        (corner, (280, 299, 340, 399), 254, "a part of it, with a bar in the corner"),
    ):
        reds = picture[..., 0]
        specimen = np.ones(reds.shape, dtype=bool)
        specimen[place[0] : place[1] + 1, place[2] : place[3] + 1] = False
        cases.append(
            check.case(
                picture,
                place,
                least,
                expected=float((reds[specimen] > least).mean()),
                says=f"{says}, level={least}",
            )
        )
    check.function(share_red, cases, "share_red", mistakes=mistakes)
    ### END HIDDEN TESTS
