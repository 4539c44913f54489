"""Test of exercise 4: count the objects."""

hints = [
    "Begin with the small mask of this test: label it, print the labels, and count by eye what "
    "should come out.",
    "Make a list with the size of each object, and print it. Is there a size in it that belongs to "
    "no object?",
    "Which objects stay, by their sizes? To count them, no picture is needed. For the label image, "
    "go on from the labels of all objects: what has to happen to the numbers of the others?",
]
with check.exercise("Exercise 4: count the objects", hints=hints):

    def sizes_in(mask, structure=None):
        """Return how many pixels each label has, the background's first."""
        return np.bincount(ndimage.label(mask, structure)[0].ravel(), minlength=1)

    def by_sizes(counted):
        return lambda mask, least: int(np.sum(counted(sizes_in(mask), least)))

    all_around = np.ones((3, 3))
    mistakes = {
        "background-counted": by_sizes(lambda sizes, least: sizes >= least),
        "corners-joined": lambda mask, least: int(np.sum(sizes_in(mask, all_around)[1:] >= least)),
        "strictness: You count objects of more than `min_pixels` pixels. Those of exactly so many "
        "count as well.": by_sizes(lambda sizes, least: sizes[1:] > least),
        "strictness: You count objects of exactly `min_pixels` pixels only. Larger ones count as "
        "well.": by_sizes(lambda sizes, least: sizes[1:] == least),
        "inverted: You count the objects that are too small. Those of at least `min_pixels` pixels "
        "are asked.": by_sizes(lambda sizes, least: sizes[1:] < least),
        "small-objects-kept: All objects are counted, whatever their size is. Small ones have to "
        "be left out: `min_pixels` isn't used.": by_sizes(lambda sizes, least: sizes[1:] > 0),
        "count-off-by-one: The last object is missing. `range(1, n)` ends before n.": by_sizes(
            lambda sizes, least: sizes[1:-1] >= least
        ),
        "count-off-by-one: The first object is missing. The background has the number 0, and the "
        "first object the number 1.": by_sizes(lambda sizes, least: sizes[2:] >= least),
        "background-counted: The background is counted, and the last object isn't. `range(n)` "
        "goes from 0 to n - 1, and the objects have the numbers 1 to n.": by_sizes(
            lambda sizes, least: sizes[:-1] >= least
        ),
        "other-quantity: That is the number of pixels that the mask keeps, not of objects.": (
            by_sizes(lambda sizes, least: sizes[1:])
        ),
        "other-quantity: That is the number of pixels in these objects, not of the objects.": (
            by_sizes(lambda sizes, least: sizes[1:] * (sizes[1:] >= least))
        ),
    }
    small = np.array(
        [
            [1, 1, 0, 0, 0, 1, 0],
            [1, 0, 1, 0, 0, 0, 0],
            [0, 0, 1, 1, 0, 0, 1],
            [0, 0, 0, 0, 0, 0, 0],
            [1, 1, 1, 1, 0, 1, 1],
        ],
        dtype=bool,
    )
    six = [
        [1, 1, 0, 0, 0, 2, 0],
        [1, 0, 3, 0, 0, 0, 0],
        [0, 0, 3, 3, 0, 0, 4],
        [0, 0, 0, 0, 0, 0, 0],
        [5, 5, 5, 5, 0, 6, 6],
    ]
    three = [
        [1, 1, 0, 0, 0, 0, 0],
        [1, 0, 2, 0, 0, 0, 0],
        [0, 0, 2, 2, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, 0],
        [3, 3, 3, 3, 0, 0, 0],
    ]
    many = np.zeros((40, 30), dtype=int)
    many[::2, ::2] = np.arange(1, 301).reshape(20, 15)
    says = "six objects of 3, 1, 3, 1, 4 and 2 pixels, and min_pixels="
    shown = [
        (small, 1, six, f"{says}1"),
        (small, 3, three, f"{says}3"),
        (many > 0, 1, many, "300 objects of one pixel, and min_pixels=1"),
        (small, 5, small * 0, f"{says}5"),
    ]
    cases = [
        check.case(mask, least, expected=int(np.max(labels)), says=says)
        for mask, least, labels, says in shown
    ]
    check.function(count_objects, cases, "count_objects", mistakes=mistakes)
    ### BEGIN HIDDEN TESTS
    mask = iio.imread(data("axon_slice.jpg"))[:900, :900] < 115
    sizes = sizes_in(mask)[1:]
    says = "the dark objects in the axon slice and min_pixels="
    cases = [
        check.case(mask, least, expected=int((sizes >= least).sum()), says=f"{says}{least}")
        for least in (1, 10, 57)
    ]
    cases.append(
        check.case(np.zeros((4, 5), bool), 1, expected=0, says="a mask that keeps nothing")
    )
    cases.append(check.case(np.ones((4, 5), bool), 20, expected=1, says="a mask that keeps all"))
    check.function(count_objects, cases, "count_objects", mistakes=mistakes)

    ### END HIDDEN TESTS
    def same_objects(labels, objects, name):
        check.labels(labels, objects, name)

    def without(dropped):
        def label(mask, least):
            labels = ndimage.label(mask)[0]
            return np.where(dropped(sizes_in(mask)[labels], least), 0, labels)

        return label

    mistakes = {
        "small-objects-kept: The objects that are too small still have their numbers. They belong "
        "to the background, whose number is 0.": lambda mask, least: ndimage.label(mask)[0],
        "strictness: Objects of exactly `min_pixels` pixels have lost their numbers. They keep "
        "them.": without(lambda sizes, least: sizes <= least),
        "inverted: The large objects have lost their numbers, and the small ones have kept "
        "them.": without(lambda sizes, least: sizes >= least),
        "labels-merged: The objects have their sizes for numbers, so that two of one size can't "
        "be told apart.": lambda mask, least: (
            np.where(mask, sizes_in(mask)[ndimage.label(mask)[0]], 0)
            * (sizes_in(mask)[ndimage.label(mask)[0]] >= least)
        ),
        "wrap-around: `uint8` ends at 255. Where there are more objects, their numbers start "
        "again at 0: keep the dtype that `ndimage.label` gives.": (
            lambda mask, least: without(lambda sizes, least: sizes < least)(mask, least).astype(
                np.uint8
            )
        ),
    }
    cases = [
        check.case(mask, least, expected=np.array(labels), says=says)
        for mask, least, labels, says in shown
    ]
    check.function(label_objects, cases, "label_objects", same_objects, mistakes=mistakes)
    ### BEGIN HIDDEN TESTS
    says = "dark objects in the axon slice and min_pixels="
    cases = []
    for least in (1, 12):
        objects, _ = ndimage.label(mask[:300, :400])
        sizes = np.bincount(objects.ravel())
        objects[sizes[objects] < least] = 0
        cases.append(check.case(mask[:300, :400], least, expected=objects, says=f"{says}{least}"))
    nothing = np.zeros((4, 5), dtype=bool)
    cases.append(check.case(nothing, 1, expected=nothing * 0, says="a mask that keeps nothing"))
    check.function(label_objects, cases, "label_objects", same_objects, mistakes=mistakes)
    ### END HIDDEN TESTS
