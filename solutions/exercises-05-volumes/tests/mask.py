"""Test of exercise 6: a mask for the next program."""

hints = [
    "Print three things of what your function returns: its shape, its affine, and "
    "get_data_dtype(). Beside them those of `image`.",
    "Which of the three may differ from `image`, and which must not?",
    "If you hand on a header: what does it say about the dtype, and which of the two wins?",
]
with check.exercise("Exercise 6: a mask for the next program", hints=hints):
    affine = np.array([[0, 0, -3.0, 9], [-1, 0, 0, 20], [0, -2, 0, 6], [0, 0, 0, 1]])
    small = nib.Nifti1Image(np.arange(210, dtype=np.int16).reshape(5, 6, 7), affine)
    keep = np.arange(210).reshape(5, 6, 7) % 11 < 3
    raises = {'"bool" not supported': "no-bool-in-nifti", "type int64": "no-int64-in-nifti"}
    says = "5 x 6 x 7 voxels of 1 x 2 x 3 mm, int16"
    small_case = check.case(keep, small, expected=True, says=says, raises=raises)

    def zero_and_one(result, _, name):
        facts = check.volume_facts(result, name)
        if facts.values.ndim != 3:
            raise check.Finding("wrong-axes", f"`{name}` has shape {facts.values.shape}.")
        other = np.setdiff1d(facts.values, [0, 1])
        if other.size:
            code = "mask-0-255" if other.tolist() == [255] else "image-for-mask"
            suggests = "The file of a mask holds 0 and 1 here, in `uint8`: NIfTI has no Boolean."
            found = f"`{name}` holds other values than 0 and 1: {other[-1]:g}."
            raise check.Finding(code, found, suggests=suggests if code == "mask-0-255" else "")
        if facts.values.sum() == np.count_nonzero(~keep):
            raise check.Finding("inverted", f"`{name}` holds 1 where the mask leaves out.")
        if facts.dtype != "uint8":
            found = f"The file of `{name}` would hold {facts.dtype}; the exercise asks for uint8."
            raise check.Finding("stored-dtype", found)

    check.function(as_image, [small_case], "as_image", compare=zero_and_one)
    ### BEGIN HIDDEN TESTS
    axes = np.array([[0, -2.9, 0], [0, 0, -1.2], [0.7, 0, 0]])
    tilted = nib.affines.from_matvec(nib.eulerangles.euler2mat(0.2, 0.1, 0.3) @ axes, [7, 5, 3])
    of_brain = nib.load(data("brain.nii.gz")).affine
    floats = small.get_fdata(dtype=np.float32)
    images = {
        "5 x 6 x 7 voxels of 1 x 2 x 3 mm, int16": small,
        "an oblique image of floats": nib.Nifti1Image(floats, tilted),
        "an image to the right, front and up": nib.as_closest_canonical(small),
        "the head, thinned out": check.read_volume(data("brain.nii.gz")).slicer[::9, ::8, ::4],
    }
    cases = []
    for says, image in images.items():
        mask = np.arange(np.prod(image.shape)).reshape(image.shape) % 11 < 3
        made = [
            nib.Nifti1Image(mask.astype(np.uint8), affine)
            for affine in (
                image.affine,
                np.diag([*image.header.get_zooms(), 1]),
                of_brain,
                np.linalg.inv(image.affine),
            )
        ]
        codes = ("sizes-for-affine", "header-of-brain", "affine-turned-round")
        mistakes = dict(zip(codes, made[1:], strict=True))
        cases.append(check.case(mask, image, expected=made[0], mistakes=mistakes, says=says))
    check.function(as_image, cases, "as_image", dtype="uint8")

    ### END HIDDEN TESTS
    def in_place(result, _, name):
        facts = check.volume_facts(result, name)
        check.kind(facts.affine, f"the affine of {name}", shape=(4, 4))
        places = nib.affines.apply_affine(facts.affine, np.argwhere(facts.values))
        centre = "the centre of the mask in millimetres"
        check.sealed(places.mean(axis=0), "exercises-05-volumes/mask_centre", centre)

    check.function(as_image, [small_case], "as_image", compare=in_place)
