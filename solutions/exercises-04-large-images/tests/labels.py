"""Test of exercise 4: a smaller label image."""

hints = [
    "Print np.unique of the labels before and after. Is there a number that wasn't there?",
    "Show both pictures side by side, large. Do the layers lie at the same places, and does the "
    "smaller one have as many rows as was asked for?",
    "Read in the help of the function that you call how it finds the value of a new pixel, and "
    "which of its parameters changes that. Is there more than one?",
]
with check.exercise("Exercise 4: a smaller label image", hints=hints):
    from imagelessons.check.finding import blame

    def share_near(resized, labels):
        # What lies in each place, give or take a pixel: methods differ in which pixel they take.
        rows = np.arange(resized.shape[0]) * labels.shape[0] // resized.shape[0]
        columns = np.arange(resized.shape[1]) * labels.shape[1] // resized.shape[1]
        near = np.zeros(resized.shape, dtype=bool)
        steps = [-(-a // b) for a, b in zip(labels.shape, resized.shape, strict=True)]
        for down in range(-1, steps[0] + 1):
            for right in range(-1, steps[1] + 1):
                r = np.clip(rows + down, 0, labels.shape[0] - 1)
                c = np.clip(columns + right, 0, labels.shape[1] - 1)
                near |= resized == labels[np.ix_(r, c)]
        return near

    def compare(resized, expected, name):
        labels, shape = expected
        if np.shape(resized) == shape[::-1] != shape:
            found = f"`{name}` has {shape[1]} rows and {shape[0]} columns."
            blame("transposed", name, found, suggests=turned_size)
        step = [max(1, old // new) for old, new in zip(labels.shape, shape, strict=True)]
        strided = labels[:: step[0], :: step[1]]
        if np.shape(resized) == strided.shape != shape and np.array_equal(resized, strided):
            found = f"`{name}` has shape {strided.shape}; the exercise asks for {shape}."
            blame("whole-steps-only", name, found)
        check.kind(resized, name, shape=shape)
        resized = np.asarray(resized)
        near = share_near(resized, labels)
        if near.all():
            return
        if labels.max() > 255 and share_near(resized, labels.astype(np.uint8)).all():
            found = f"`{name}` holds labels up to {resized.max():.0f} only."
            blame("labels-overflow", name, found)
        corner = labels[: shape[0], : shape[1]]
        if np.allclose(resized, corner) and np.ptp(corner):
            blame("part-cut-out", name, f"`{name}` is the upper left corner of the picture.")
        most = np.iinfo(labels.dtype).max
        whole = np.rint(resized * most)
        if (
            np.allclose(resized * most, whole, rtol=0, atol=1e-6)
            and share_near(whole, labels).all()
        ):
            found = f"`{name}` holds fractions up to {resized.max():.4g}."
            blame("labels-rescaled", name, found)
        turns = {
            "flipped-up-down": resized[::-1],
            "flipped-left-right": resized[:, ::-1],
            "rotated": resized[::-1, ::-1],
        }
        for code, turned in turns.items():
            if share_near(turned, labels).all():
                blame(code, name, f"`{name}` shows the labels, but not the right way round.")
        unknown = np.setdiff1d(resized[~near], labels)
        if unknown.size:
            found = f"`{name}` holds {unknown[-1]:.4g}, which is no label of the picture."
            blame("new-labels", name, found)
        if near.mean() < 0.9:
            blame("labels-moved", name, f"{1 - near.mean():.0%} of the labels of `{name}` moved.")
        found = f"`{name}` has labels, {1 - near.mean():.1%} of them, where the picture has others."
        blame("new-labels", name, found)

    turned_size = (
        "Height and width are exchanged: `shape` is (rows, columns), and Pillow and OpenCV want "
        "(width, height)."
    )
    step = np.repeat(np.repeat(np.array([[0, 3], [1, 3]], dtype=np.uint8), 20, axis=0), 30, axis=1)
    many = step.astype(np.uint16) * 300
    cases = [
        check.case(step, (30, 45), expected=(step, (30, 45)), says="labels 0, 1 and 3"),
        check.case(step, (31, 43), expected=(step, (31, 43)), says="labels 0, 1 and 3"),
        check.case(many, (31, 43), expected=(many, (31, 43)), says="labels 0, 300 and 900"),
    ]
    check.function(resize_labels, cases, "resize_labels", compare)
    ### BEGIN HIDDEN TESTS
    from imagelessons.data import truth

    layers = iio.imread(truth("rat_brain_low_res_layers.png"))
    cells = np.arange(70_000, dtype=np.int32).reshape(350, 200).repeat(2, axis=1)
    cases = [
        check.case(layers, shape, expected=(layers, shape), says=f"the layers, to {shape}")
        for shape in [(464, 500), (150, 161), (200, 100)]
    ]
    cases.append(
        check.case(cells, (175, 130), expected=(cells, (175, 130)), says="70,000 labels, as int32")
    )
    check.function(resize_labels, cases, "resize_labels", compare)
    ### END HIDDEN TESTS
