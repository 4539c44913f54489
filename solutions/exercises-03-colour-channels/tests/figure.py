"""Test of exercise 2: three channels, three histograms."""

hints = [
    "Draw the two panels of one channel first, and look at them. Then do the same for the others, "
    "in a loop.",
    "Print the shape of what you give to `imshow`, and of what you give to the histogram. How many "
    "values of each pixel should be in it?",
    "The ends of the grey map and the edges of the bins are the same in all panels. Are they "
    "written down in your code, or left to matplotlib?",
]
with check.exercise("Exercise 2: three channels, three histograms", hints=hints):
    crop = iio.imread(data("rat_brain_low_res.jpg"))[400:600, 350:650]
    facts = check.figure(fig, "fig", grid=(2, 3))
    for k, colour in enumerate(("red", "green", "blue")):
        upper, lower = facts.panels[k], facts.panels[3 + k]
        name = f"panel {k + 1} of the upper row"
        for shown in upper.images:
            if shown.cmap in ("Reds", "Greens", "Blues", "Greys", "binary", "gray_r"):
                found = f'The picture in {name} is shown with cmap="{shown.cmap}".'
                raise check.Finding("white-for-zero", found)
        others = {"panels-swapped": crop[..., 2 - k], "wrong-channel": crop[..., k - 2]}
        check.shown_image(
            upper, crop[..., k], name, cmap=["gray", "Greys_r"], vmin=0, vmax=255, mistakes=others
        )
        check.labelled(upper, name, title=colour)
        name = f"panel {k + 1} of the lower row"
        for drawn in lower.bars:
            if drawn.heights.sum() == crop.size:
                found = f"The histogram in {name} counts {crop.size:,} values."
                raise check.Finding("all-channels-pooled", found)
            for other in {0, 1, 2} - {k}:
                levels = np.bincount(crop[..., other].ravel(), minlength=256)
                if np.array_equal(drawn.heights, levels):
                    found = f"The histogram in {name} belongs to another channel."
                    raise check.Finding("wrong-channel", found)
        check.shown_histogram(lower, crop[..., k], name, bins=np.arange(257))
        shared = k > 0 and lower.ylim == facts.panels[3].ylim
        check.labelled(lower, name, xlabel=True, ylabel=not shared)
        words = lower.xlabel.lower().replace(",", " ").split()
        if colour not in words and {"red", "green", "blue"} & set(words):
            found = f"The label below {name} names another channel."
            raise check.Finding("panels-swapped", found)
