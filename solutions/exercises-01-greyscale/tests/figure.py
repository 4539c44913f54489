"""Test of exercise 6: a picture and its histogram."""

hints = [
    "Build one panel after the other, and run the test in between: the finding then tells which "
    "panel it is about.",
    "For the left panel read the exercise word by word: which part of the picture, which map, "
    "which grey level is black, which is white, what stands beside it, what at the axes?",
    "For the right one, count: how many bins, where does the first begin, where does the last "
    "end, and do all heights add up to the number of pixels?",
]
with check.exercise("Exercise 6: a picture and its histogram", hints=hints):
    picture = iio.imread(data("axon_slice.jpg"))
    crop = picture[0:400, 0:600]
    facts = check.figure(fig, "fig", grid=(1, 2))
    left, right = facts.panels
    grey, part = ["gray", "Greys_r"], "Only a part of it is asked, here as in the other panel."
    mistakes = {f"other-part: The left panel shows the whole picture. {part}": picture}
    check.shown_image(left, crop, "the left panel", cmap=grey, vmin=0, vmax=255, mistakes=mistakes)
    check.labelled(left, "the left panel", xlabel="column", ylabel="row", colorbar=True)
    mistakes = {f"other-part: The histogram counts the pixels of the whole picture. {part}": img}
    bins = np.arange(257) - 0.5
    check.shown_histogram(right, crop, "the right panel", bins=bins, mistakes=mistakes)
    check.labelled(right, "the right panel", xlabel=True, ylabel=True)
