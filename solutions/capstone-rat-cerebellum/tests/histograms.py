"""Test of exercise 2a: a histogram for each channel."""

hints = [
    "Print the shape of what goes into the histogram of the first panel. How many values should "
    "that be, for one channel of all pixels?",
    "Which grey levels are there at most, and how many is that? So where does the first bin "
    "begin, and where does the last one end?",
    "Look at the axes: what do the heights count, and does each panel or each entry of the "
    "legend say its colour?",
]
with check.exercise("Exercise 2a: a histogram for each channel", hints=hints):
    facts = check.figure(fig_hist, "fig_hist")
    if len(facts.panels) != 1:
        check.figure(facts, "fig_hist", grid=(1, 3))
        for panel, colour in zip(facts.panels, ["red", "green", "blue"], strict=True):
            shared = colour != "red" and panel.ylim == facts.panels[0].ylim
            check.labelled(
                panel, f"the {colour} panel", title=colour, xlabel=True, ylabel=not shared
            )
    else:
        check.labelled(facts.panels[0], "the panel", xlabel=True, ylabel=True)
        if not facts.panels[0].legend:
            raise check.Finding("label-missing", "The panel has no legend.")
        legend = replace(facts.panels[0], title=" ".join(facts.panels[0].legend))
        for colour in ["red", "green", "blue"]:
            check.labelled(legend, "the legend", title=colour)
    whole = iio.imread(data("rat_cerebellum.jpg"))
    for channel, colour in enumerate(["red", "green", "blue"]):
        several = len(facts.panels) == 3
        name = f"the {colour} panel" if several else f"the panel, for {colour},"
        panel = facts.panels[channel if several else 0]
        check.shown_channel_histogram(panel, whole, channel, name)
