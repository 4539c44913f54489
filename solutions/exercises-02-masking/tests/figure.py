"""Test of exercise 6: the mask and the masked picture."""

hints = [
    "Build one panel after the other. Show `crop` itself first, then the mask of it, and only "
    "then put the two together.",
    "Print the smallest and the largest value of what you show on the right, and the grey level "
    "of a pixel that the mask doesn't keep.",
]
with check.exercise("Exercise 6: the mask and the masked picture", hints=hints):
    picture = iio.imread(data("axon_slice.jpg"))
    part = picture[0:400, 0:600]
    facts = check.figure(fig, "fig", grid=(1, 2))
    masked = np.where(part < 120, part, 255)
    grey = ["gray", "Greys_r"]
    check.shown_image(
        facts.panels[0],
        part < 120,
        "the left panel",
        cmap=grey,
        vmin=0,
        vmax=1,
        mistakes={
            "panels-swapped": masked,
            "image-for-mask: The left panel shows the picture itself. The mask belongs there.": (
                part
            ),
            "other-part: The left panel shows the mask of the whole picture. Only a part of it is "
            "asked.": picture < 120,
        },
    )
    check.shown_image(
        facts.panels[1],
        masked,
        "the right panel",
        cmap=grey,
        vmin=0,
        vmax=255,
        mistakes={
            "zeros-for-background": np.where(part < 120, part, 0),
            "inverted": np.where(part < 120, 255, part),
            "inverted: The pixels that the mask keeps are 0, and the others are shown. It is the "
            "other way round, with white for what isn't kept.": np.where(part < 120, 0, part),
            "other-rule: The right panel shows the picture as it is: the mask isn't used.": part,
        },
    )
    check.labelled(facts.panels[0], "the left panel", title="mask")
    check.labelled(facts.panels[1], "the right panel", title="masked picture")
