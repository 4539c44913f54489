"""Test of exercise 3: three planes through a voxel."""

hints = [
    "Print the letters of the axes. A sagittal plane has all its voxels equally far to the "
    "right: along which axis of the array is that?",
    "Show the three planes first without caring for proportions. For each: is the top of the "
    "head, or the face, where the exercise wants it? If not, is it turned or mirrored?",
    "For the proportions write down, for each panel, which axis of the array runs down and "
    "which runs to the right. Then look up both sizes.",
    "For the labels: which letter has the axis that runs to the right in the panel, and where "
    "does it lead, from the first index to the last?",
]
with check.exercise("Exercise 3: three planes through a voxel", hints=hints):
    facts = check.figure(fig, "fig", grid=(1, 3))
    row_mm, column_mm, slice_mm = check.read_volume(data("brain.nii.gz")).header.get_zooms()
    pixels = {
        "sagittal": (column_mm, row_mm),
        "coronal": (column_mm, slice_mm),
        "axial": (row_mm, slice_mm),
    }
    for panel, (plane, pixel) in zip(facts.panels, pixels.items(), strict=True):
        name = f"the {plane} panel"
        if not panel.images:
            raise check.Finding("picture-not-shown", f"There is no picture in {name}.")
        values = panel.images[-1].values
        check.sealed(values, f"exercises-05-volumes/{plane}", f"the {plane} picture")
        # The picture is the right one; here it counts how it is shown.
        check.shown_image(panel, values, name, cmap=["gray", "Greys_r"], vmin=0, vmax=500)
        check.proportions(panel, pixel, name)
        check.labelled(panel, name, title=plane, xlabel=plane != "sagittal")
        words = " ".join(panel.xlabel.lower().split())
        sides = [way for way in ("left to right", "right to left") if way in words]
        if plane != "sagittal" and len(sides) != 1:
            asked = 'just one of "left to right" and "right to left"'
            found = f"The label of the horizontal axis in {name} does not hold {asked}."
            raise check.Finding("label-missing", found)
        if plane != "sagittal" and sides == ["left to right"]:
            found = f'The label of {name} says "left to right".'
            raise check.Finding("sides-exchanged", found)
    ### BEGIN HIDDEN TESTS
    head = check.read_volume(data("brain.nii.gz"))
    voxels = np.asanyarray(head.dataobj)
    sagittal, coronal, axial = voxels[:, :, 42].T, voxels[104], voxels[:, 65]
    asked = [(sagittal, coronal, axial), (coronal, axial, sagittal), (axial, sagittal.T, coronal)]
    for panel, plane, (picture, other, third) in zip(facts.panels, pixels, asked, strict=True):
        mistakes = {"plane-of-other-axis": other, "panels-swapped": third}
        check.shown_image(panel, picture, f"the {plane} panel", mistakes=mistakes)
    ### END HIDDEN TESTS
