"""Test of exercise 2: where is this voxel?"""

hints = [
    "Print the affine of the image in this test, and say for each of its columns in words what "
    "it does to a place.",
    "Work out on paper where voxel (0, 0, 0) lies, then voxel (1, 0, 0), then the one that is "
    "asked for.",
    "For the side you need one of the three millimetres only. Does it come from the index, or "
    "from the place?",
]
with check.exercise("Exercise 2: where is this voxel?", hints=hints):
    of_brain = nib.load(data("brain.nii.gz")).affine

    affine = np.array([[0, -3.0, 0, 9], [2, 0, 0, -10], [0, 0, 4, -12], [0, 0, 0, 1]])
    frontwards = nib.Nifti1Image(np.zeros((10, 8, 6), np.uint8), affine)
    says = "voxels of 2 x 3 x 4 mm, to the front, left and up, the first at (9, -10, -12)"
    affine = np.array([[0.5, 0, 0, -8.25], [0, 0, 1.6, 4], [0, -2.5, 0, 7.2], [0, 0, 0, 1]])
    thin = nib.Nifti1Image(np.zeros((40, 6, 9), np.uint8), affine)
    cases = [
        check.case(
            frontwards,
            (2, 1, 5),
            expected=np.array([6.0, -6.0, 8.0]),
            mistakes={
                "spacing-only": [4, 3, 20],
                "axes-taken-for-ras": [13, -7, 8],
                "origin-forgotten": [-3, 4, 20],
                "affine-transposed": [2, -6, 20],
                "affine-transposed--with-origin": [11, -16, 8],
                "affine-inverted": [5.5, 2.33333333333, 4.25],
                "half-a-voxel--up": [4.5, -5, 10],
                "half-a-voxel--down": [7.5, -7, 6],
                "counted-from-one--up": [3, -4, 12],
                "counted-from-one--down": [9, -8, 4],
                "index-reversed": [6, 0, -4],
                "left-and-back": [-6, 6, 8],
                "header-of-brain": [84.75, 113.15625, 89.09375],
                "rounded-early": [6, -6, 8],
                "last-one-left": [6, -6, 8, 1],
            },
            says="voxels of 2 x 3 x 4 mm, to the front, left and up, the first at (9, -10, -12)",
        ),
        check.case(
            thin,
            (7, 4, 3),
            expected=np.array([-4.75, 8.8, -2.8]),
            mistakes={
                "spacing-only": [3.5, 10, 4.8],
                "axes-taken-for-ras": [-4.75, 14, 12],
                "origin-forgotten": [3.5, 4.8, -10],
                "affine-transposed": [3.5, -7.5, 6.4],
                "affine-transposed--with-origin": [-4.75, -3.5, 13.6],
                "affine-inverted": [30.5, 1.68, 0],
                "half-a-voxel--up": [-4.5, 9.6, -4.05],
                "half-a-voxel--down": [-5, 8, -1.55],
                "counted-from-one--up": [-4.25, 10.4, -5.3],
                "counted-from-one--down": [-5.25, 7.2, -0.3],
                "index-reversed": [-6.75, 15.2, -2.8],
                "left-and-back": [4.75, -8.8, -2.8],
                "header-of-brain": [87.75, 108.46875, 86.28125],
                "rounded-early": [-5, 9, -3],
                "last-one-left": [-4.75, 8.8, -2.8, 1],
            },
            says="voxels of 0.5 x 2.5 x 1.6 mm, to the right, down and front, "
            "the first at (-8.25, 4, 7.2)",
        ),
    ]
    check.function(world, cases, "world", rtol=1e-4, atol=1e-3)
    affine = np.array([[2.0, 0, 0, -9], [0, 3, 0, -10], [0, 0, 4, -12], [0, 0, 0, 1]])
    rightwards = nib.Nifti1Image(np.zeros((10, 8, 6), np.uint8), affine)
    aside = affine.copy()
    aside[0, 3] = 10
    leftwards = nib.Nifti1Image(np.zeros((10, 8, 6), np.uint8), np.diag([-1.0, 1, 1, 1]) @ affine)
    says = "voxels of 2 x 3 x 4 mm, to the {}, front and up, the first at ({}, -10, -12)"
    cases = [
        check.case(
            rightwards,
            (2, 1, 5),
            expected="left",
            mistakes={
                "sides-exchanged": "right",
                "side-by-index": "left",
            },
            says="voxels of 2 x 3 x 4 mm, to the right, front and up, the first at (-9, -10, -12)",
        ),
        check.case(
            leftwards,
            (2, 1, 5),
            expected="right",
            mistakes={
                "sides-exchanged": "left",
                "side-by-index": "left",
            },
            says="voxels of 2 x 3 x 4 mm, to the left, front and up, the first at (9, -10, -12)",
        ),
        check.case(
            nib.Nifti1Image(np.zeros((10, 8, 6), np.uint8), aside),
            (2, 1, 5),
            expected="right",
            mistakes={"side-by-index": "left"},
            says="voxels of 2 x 3 x 4 mm, to the right, front and up, the first at (10, -10, -12)",
        ),
    ]
    check.function(side, cases, "side")

    ### BEGIN HIDDEN TESTS
    def place_case(image, index, says):
        step, origin = image.affine[:3, :3], image.affine[:3, 3]
        index, sizes = np.array(index), np.sqrt((step**2).sum(axis=0))
        right = step @ index + origin
        mistakes = {
            "spacing-only": index * sizes,
            "axes-taken-for-ras": index * sizes + origin,
            "origin-forgotten": step @ index,
            "affine-transposed": index @ step + image.affine[3, :3],
            "affine-transposed--with-origin": index @ step + origin,
            "affine-inverted": np.linalg.solve(step, index - origin),
            "half-a-voxel--up": right + step @ np.full(3, 0.5),
            "half-a-voxel--down": right - step @ np.full(3, 0.5),
            "counted-from-one--up": right + step @ np.ones(3),
            "counted-from-one--down": right - step @ np.ones(3),
            "index-reversed": step @ index[::-1] + origin,
            "left-and-back": right * [-1, -1, 1],
            "header-of-brain": of_brain[:3, :3] @ index + of_brain[:3, 3],
            "rounded-early": right.round(),
            "last-one-left": [*right, 1],
        }
        return check.case(image, tuple(index), expected=right, mistakes=mistakes, says=says)

    def side_case(image, index, says):
        # The small examples above have shown that left and right are not exchanged.
        right, wrong = ("left", "right") if image.affine[0] @ [*index, 1] < 0 else ("right", "left")
        mistakes = {"side-by-index": wrong}
        return check.case(image, index, expected=right, mistakes=mistakes, says=says)

    head = check.read_volume(data("brain.nii.gz")).slicer[::8, ::8, ::4]
    axes = np.array([[0, -2.9, 0], [0, 0, -1.2], [0.7, 0, 0]])
    tilted = nib.affines.from_matvec(nib.eulerangles.euler2mat(0.2, 0.1, 0.3) @ axes, [7, 5, 3])
    oblique = nib.Nifti1Image(np.zeros((3, 9, 4), np.uint8), tilted)
    halves = [np.diag([1.0, 1, 1, 1]), np.diag([1.0, 1, 1, 1])]
    halves[0][0, 3], halves[1][0, 3] = -2.5, -1.5
    thin = np.zeros((5, 4, 3), np.uint8)
    images = [
        ("the head", head, (13, 8, 10)),
        ("the head", head, (3, 30, 20)),
        ("an oblique image", oblique, (2, 7, 1)),
        ("an oblique image", oblique, (1, 1, 3)),
        ("an image to the left", leftwards, (3, 2, 4)),
        ("an image of one side", nib.Nifti1Image(np.zeros((10, 8, 6), np.uint8), aside), (2, 1, 5)),
        ("half a millimetre left of the middle", nib.Nifti1Image(thin, halves[0]), (2, 1, 1)),
        ("half a millimetre right of the middle", nib.Nifti1Image(thin, halves[1]), (2, 1, 1)),
    ]
    places = [place_case(image, index, says) for says, image, index in images]
    sides = [side_case(image, index, says) for says, image, index in images]
    check.function(world, places, "world", rtol=1e-4, atol=1e-3)
    check.function(side, sides, "side")
    ### END HIDDEN TESTS
