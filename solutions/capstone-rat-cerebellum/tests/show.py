"""Test of exercise 4: the masks and the masked pictures."""

hints = [
    "Build one column first: the mask above, the masked picture below. Then do the same for the "
    "other two colours.",
    "Print shape, dtype, minimum and maximum of what you show below. Are they still those of a "
    "colour picture?",
    "Choose a pixel that the mask drops, and one that it keeps. Print both in `detail` and in "
    "what you show.",
]
with check.exercise("Exercise 4: the masks and the masked pictures", hints=hints):
    part = iio.imread(data("rat_cerebellum.jpg"))[200:700, 600:1200]
    facts = check.figure(fig_masks, "fig_masks", grid=(2, 3))
    for channel, colour in enumerate(["red", "green", "blue"]):
        above, below = facts.panels[channel], facts.panels[channel + 3]
        check.labelled(above, f"the upper {colour} panel", title=colour)
        kept = check.shown_mask(above, f"the upper {colour} panel")
        # Looser than in exercise 3c: a mask that is fair in the whole picture is right here too.
        limits = {"pure": 0.95, "kept": 0.25, "dark_kept": 0.15}
        check.channel_mask(kept, part, channel, f"the {colour} mask", **limits)
        check.shown_masked(below, part, kept, f"the lower {colour} panel")
