"""Test of exercise 2b: what each channel contributes."""

hints = [
    "What should a pixel look like in the red panel that has no red at all? And one with a red "
    "of 255?",
    "Print the shape of what you show. With two axes, a colour map makes the colours. With "
    "three, the channels do: what have the other two to be?",
    "Is the scale the same in all three panels, and does it run from 0 to 255?",
]
with check.exercise("Exercise 2b: what each channel contributes", hints=hints):
    facts = check.figure(fig_channels, "fig_channels", grid=(1, 3))
    part = iio.imread(data("rat_cerebellum.jpg"))[200:700, 600:1200]
    for channel, colour in enumerate(["red", "green", "blue"]):
        check.shown_channel(facts.panels[channel], part, channel, f"the {colour} panel")
        check.labelled(facts.panels[channel], f"the {colour} panel", title=colour)
