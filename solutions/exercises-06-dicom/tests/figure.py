"""Test of exercise 3: one slice, two windows."""

hints = [
    "Print WindowCenter and WindowWidth. Which numbers belong to the first window?",
    "Draw a line of Hounsfield units and mark the centre of the first window on it. How far "
    "does the window reach to each side?",
    "Print the minimum and the maximum of the array that you show. They should be the same in "
    "both panels.",
]
with check.exercise("Exercise 3: one slice, two windows", hints=hints):
    facts = check.figure(fig, "fig", grid=(1, 2))
    for panel, title in zip(facts.panels, ["brain", "bone"], strict=True):
        if not panel.images:
            raise check.Finding("picture-not-shown", f"There is no picture in the {title} panel.")
        name, shown = f"the {title} panel", panel.images[-1]
        check.sealed(shown.values, "exercises-06-dicom/slice_hu", f"the picture in {name}")
        # The picture is the right one; here it counts how it is shown.
        check.shown_image(panel, shown.values, name, cmap=["gray", "Greys_r"])
        ends = [shown.vmin, shown.vmax]
        try:
            # With the standard's half units the upper end is one less: right too.
            check.sealed([ends[0], ends[1] + 1], f"exercises-06-dicom/{title}_limits")
        except check.Finding:
            limits = f"[vmin, vmax] of {name}"
            check.sealed(ends, f"exercises-06-dicom/{title}_limits", limits)
        check.labelled(panel, name, title=title)
    ### BEGIN HIDDEN TESTS
    one = pydicom.dcmread(data("head_ct") / "CT0002.dcm")
    stored = one.pixel_array.astype(float)
    hu = stored * float(one.RescaleSlope) + float(one.RescaleIntercept)
    both = [
        (float(centre), float(width))
        for centre, width in zip(one.WindowCenter, one.WindowWidth, strict=True)
    ]
    for i, title in enumerate(["brain", "bone"]):
        (centre, width), (other, other_width) = both[i], both[1 - i]
        panel, name = facts.panels[i], f"the {title} panel"
        low, high = centre - width / 2, centre + width / 2
        mistakes = {
            "rescale-forgotten": stored,
            "wrapped-in-uint16": np.mod(hu, 65536),
            "windowed-values": np.clip((hu - low) / (high - low), 0, 1),
            "windowed-values--clipped": np.clip(hu, low, high),
        }
        check.shown_image(panel, hu, name, mistakes=mistakes)
        ends = [panel.images[-1].vmin, panel.images[-1].vmax]
        if ends[1] == high - 1:
            ends[1] = high
        mistakes = {
            "width-as-half": [centre - width, centre + width],
            "window-from-centre": [centre, centre + width],
            "window-as-limits": [centre, width],
            "autoscaled-display": [hu.min(), hu.max()],
            "panels-swapped": [other - other_width / 2, other + other_width / 2],
        }
        check.array(ends, [low, high], f"[vmin, vmax] of {name}", mistakes=mistakes)
    ### END HIDDEN TESTS
