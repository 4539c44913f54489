"""Test of exercise 5: find the lesion."""

hints = [
    "Make a list of all pieces above a threshold: the volume of each in millilitres, and the "
    "edges of its box in millimetres. Which ones can't be the lesion?",
    "Show the pieces that are left, each in a slice through its middle. What tells the lesion "
    "from the others, and how could you say that in numbers?",
    "Try it on brain.slicer[::2, ::2, ::2] and on brain.slicer[::3, ::3, ::3]. Which of your "
    "numbers change with the grid? They should not.",
]
with check.exercise("Exercise 5: find the lesion", hints=hints):
    from imagelessons.data import truth

    def judge(image, lesion, otherwise=""):
        kept, name = find_lesion(image), "find_lesion(image)"
        try:
            check.overlap(kept, lesion, name, at_least=0.7)
        except check.Finding as finding:
            if finding.code not in ("overlap-too-small", "mask-all-false", "mask-all-true"):
                raise
            kept, one_ml = np.asarray(kept, bool), np.prod(image.header.get_zooms()[:3]) / 1000
            pieces, count = ndimage.label(kept)
            largest = np.bincount(pieces.ravel())[1:].max(initial=0) * one_ml
            if not kept.any():
                code = "no-piece-left"
            elif count > 1 and (kept & lesion).sum() > 0.5 * lesion.sum():
                code = "pieces-not-chosen"
            elif check.dice(kept, lesion) > 0.2:
                code = "lesion-cut"
            else:
                code = "another-piece" if 1 <= largest <= 6 else "piece-of-other-size"
            found = f"{finding.found} The mask keeps {kept.sum() * one_ml:,.2f} ml, "
            found += f"in {count:,} {'piece' if count == 1 else 'pieces'}"
            found += f"; the largest has {largest:,.2f} ml." if count > 1 else "."
            raise check.Finding(otherwise or code, found, picture=finding.picture) from None

    tissue = check.read_volume(truth("brain_tissue.nii.gz"))
    head = check.read_volume(data("brain.nii.gz"))
    for step in (2, 3):
        thinned = head.slicer[::step, ::step, ::step]
        lesion = np.asanyarray(tissue.dataobj)[::step, ::step, ::step] == 21
        judge(thinned, lesion, "" if step == 2 else "tuned-to-one-grid")
    ### BEGIN HIDDEN TESTS
    from imagephantoms.cached import cached
    from imagephantoms.head.volume import make_head_volume

    for seed, letters in [(41, "PIL"), (2, "PIL"), (41, "RAS"), (2, "LSA")]:
        unseen = cached(make_head_volume, seed, coarse=3)
        way = nib.orientations.ornt_transform(
            nib.io_orientation(unseen.affine), nib.orientations.axcodes2ornt(letters)
        )
        image = nib.Nifti1Image(unseen.image, unseen.affine).as_reoriented(way)
        lesion = nib.orientations.apply_orientation(unseen.tissue == 21, way)
        judge(image, lesion, "tuned-to-one-grid")
    ### END HIDDEN TESTS
