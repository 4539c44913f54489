"""Test of exercise 1: read the picture and look at it."""

with check.exercise("Exercise 1: read the picture and look at it"):
    values = np.asarray(picture) if isinstance(picture, np.ndarray) else None
    if values is not None and values.dtype.kind == "f" and 0 <= values.min() <= values.max() <= 1:
        found = f"`picture` holds values from {values.min():.4g} to {values.max():.4g}"
        raise check.Finding("cap-values-changed", f"{found} ({values.dtype}).", name="picture")
    check.kind(picture, "picture", ndim=3, dtype="uint8")
    check.sealed(picture, "capstone-rat-cerebellum/picture", "picture")
    facts = check.figure(fig, "fig", grid=(1, 2))
    check.shown_colours(facts.panels[0], picture, "the left panel")
    for panel, name in zip(facts.panels, ["the left panel", "the right panel"], strict=True):
        check.labelled(panel, name, xlabel="column", ylabel="row")
    for shown in facts.panels[1].images:
        check.kind(shown.values, "the picture on the right", shape=(500, 600, 3))
    whole = iio.imread(data("rat_cerebellum.jpg"))
    detail = whole[200:700, 600:1200]
    mistakes = {
        "off-by-one": whole[199:699, 599:1199],
        "wrong-shape": whole[700:1200, 200:800],
    }
    check.shown_colours(facts.panels[1], detail, "the right panel", mistakes=mistakes)
    ### BEGIN HIDDEN TESTS
    check.array(picture, whole, "picture", dtype="uint8")
    check.shown_colours(facts.panels[0], whole, "the left panel")
    ### END HIDDEN TESTS
