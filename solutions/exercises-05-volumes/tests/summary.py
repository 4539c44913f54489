"""Test of exercise 1: what the header tells."""

hints = [
    "Print the header, the affine and the shape of `brain`. In which of the three does each of "
    "the answers stand, or from which can it be worked out?",
    "Do the same for an image that is stored to the left, as in this test. What has changed, "
    "what hasn't?",
    "Which dtype does the array have that get_fdata() returns, whatever the file holds? How "
    "many bytes is one such number?",
]
with check.exercise("Exercise 1: what the header tells", hints=hints):
    cube = nib.Nifti1Image(np.zeros((10, 10, 10), np.uint8), np.diag([2.0, 2, 2, 1]))
    flat = nib.Nifti1Image(np.zeros((6, 5, 4), np.int16), np.diag([-1.0, 2, 3, 1]))
    turned = np.array([[0, 0, -3.0, 9], [-1, 0, 0, 20], [0, 2, 0, 6], [0, 0, 0, 1]])
    turned = nib.Nifti1Image(np.zeros((3, 5, 4), np.int16), turned)
    beats = nib.Nifti1Image(np.zeros((3, 4, 2, 6), np.int16), np.diag([2.0, 3, 4, 1]))
    beats.header.set_zooms((2, 3, 4, 0.8))
    cases = [
        check.case(
            cube,
            expected=(np.array([2.0, 2.0, 2.0]), "RAS", 8000),
            mistakes={
                "stored-bytes": ([2, 2, 2], "RAS", 1000),
                "bytes-of-float32": ([2, 2, 2], "RAS", 4000),
                "bits-counted": ([2, 2, 2], "RAS", 64000),
                "values-for-bytes": ([2, 2, 2], "RAS", 1000),
                "bytes-in-other-unit--kb": ([2, 2, 2], "RAS", 8),
                "bytes-in-other-unit--kib": ([2, 2, 2], "RAS", 7.8125),
                "bytes-in-other-unit--mb": ([2, 2, 2], "RAS", 0.008),
                "bytes-in-other-unit--mib": ([2, 2, 2], "RAS", 0.00762939453125),
                "time-axis-left-out": ([2, 2, 2], "RAS", 8000),
                "axes-from-for-to": ([2, 2, 2], "LPI", 8000),
                "ras-assumed": ([2, 2, 2], "RAS", 8000),
                "diagonal-for-size": ([2, 2, 2], "RAS", 8000),
                "diagonal-for-size--signed": ([2, 2, 2], "RAS", 8000),
                "sizes-reversed": ([2, 2, 2], "RAS", 8000),
                "time-in-voxel-size": ((2, 2, 2), "RAS", 8000),
            },
            says="10 x 10 x 10 voxels of 2 mm, uint8",
        ),
        check.case(
            flat,
            expected=(np.array([1.0, 2.0, 3.0]), "LAS", 960),
            mistakes={
                "stored-bytes": ([1, 2, 3], "LAS", 240),
                "bytes-of-float32": ([1, 2, 3], "LAS", 480),
                "bits-counted": ([1, 2, 3], "LAS", 7680),
                "values-for-bytes": ([1, 2, 3], "LAS", 120),
                "bytes-in-other-unit--kb": ([1, 2, 3], "LAS", 0.96),
                "bytes-in-other-unit--kib": ([1, 2, 3], "LAS", 0.9375),
                "bytes-in-other-unit--mb": ([1, 2, 3], "LAS", 0.00096),
                "bytes-in-other-unit--mib": ([1, 2, 3], "LAS", 0.00091552734375),
                "time-axis-left-out": ([1, 2, 3], "LAS", 960),
                "axes-from-for-to": ([1, 2, 3], "RPI", 960),
                "ras-assumed": ([1, 2, 3], "RAS", 960),
                "diagonal-for-size": ([1, 2, 3], "LAS", 960),
                "diagonal-for-size--signed": ([-1, 2, 3], "LAS", 960),
                "sizes-reversed": ([3, 2, 1], "LAS", 960),
                "time-in-voxel-size": ((1, 2, 3), "LAS", 960),
            },
            says="6 x 5 x 4 voxels of 1 x 2 x 3 mm, int16, to the left, front and up",
        ),
        check.case(
            turned,
            expected=(np.array([1.0, 2.0, 3.0]), "PSL", 480),
            mistakes={
                "stored-bytes": ([1, 2, 3], "PSL", 120),
                "bytes-of-float32": ([1, 2, 3], "PSL", 240),
                "bits-counted": ([1, 2, 3], "PSL", 3840),
                "values-for-bytes": ([1, 2, 3], "PSL", 60),
                "bytes-in-other-unit--kb": ([1, 2, 3], "PSL", 0.48),
                "bytes-in-other-unit--kib": ([1, 2, 3], "PSL", 0.46875),
                "bytes-in-other-unit--mb": ([1, 2, 3], "PSL", 0.00048),
                "bytes-in-other-unit--mib": ([1, 2, 3], "PSL", 0.000457763671875),
                "time-axis-left-out": ([1, 2, 3], "PSL", 480),
                "axes-from-for-to": ([1, 2, 3], "AIR", 480),
                "ras-assumed": ([1, 2, 3], "RAS", 480),
                "diagonal-for-size": ([0, 0, 0], "PSL", 480),
                "diagonal-for-size--signed": ([0, 0, 0], "PSL", 480),
                "sizes-reversed": ([3, 2, 1], "PSL", 480),
                "time-in-voxel-size": ((1, 2, 3), "PSL", 480),
            },
            says="3 x 5 x 4 voxels of 1 x 2 x 3 mm, int16, to the back, up and left",
        ),
        check.case(
            beats,
            expected=(np.array([2.0, 3.0, 4.0]), "RAS", 1152),
            mistakes={
                "stored-bytes": ([2, 3, 4], "RAS", 288),
                "bytes-of-float32": ([2, 3, 4], "RAS", 576),
                "bits-counted": ([2, 3, 4], "RAS", 9216),
                "values-for-bytes": ([2, 3, 4], "RAS", 144),
                "bytes-in-other-unit--kb": ([2, 3, 4], "RAS", 1.152),
                "bytes-in-other-unit--kib": ([2, 3, 4], "RAS", 1.125),
                "bytes-in-other-unit--mb": ([2, 3, 4], "RAS", 0.001152),
                "bytes-in-other-unit--mib": ([2, 3, 4], "RAS", 0.0010986328125),
                "time-axis-left-out": ([2, 3, 4], "RAS", 192),
                "axes-from-for-to": ([2, 3, 4], "LPI", 1152),
                "ras-assumed": ([2, 3, 4], "RAS", 1152),
                "diagonal-for-size": ([2, 3, 4], "RAS", 1152),
                "diagonal-for-size--signed": ([2, 3, 4], "RAS", 1152),
                "sizes-reversed": ([4, 3, 2], "RAS", 1152),
                "time-in-voxel-size": ((2, 3, 4, 0.800000011921), "RAS", 1152),
            },
            says="3 x 4 x 2 voxels of 2 x 3 x 4 mm, int16, at 6 times, 0.8 s apart",
        ),
    ]
    check.function(summary, cases, "summary")

    ### BEGIN HIDDEN TESTS
    def header_case(image, says):
        step, dtype = image.affine[:3, :3], image.get_data_dtype()
        sizes = np.sqrt((step**2).sum(axis=0))
        letters, count = "".join(nib.aff2axcodes(image.affine)), int(np.prod(image.shape))
        in_space = int(np.prod(image.shape[:3]))
        other_ends = letters.translate(str.maketrans("RLAPSI", "LRPAIS"))
        right = (sizes, letters, 8 * count)
        mistakes = {
            "stored-bytes": (sizes, letters, dtype.itemsize * count),
            "bytes-of-float32": (sizes, letters, 4 * count),
            "bits-counted": (sizes, letters, 64 * count),
            "values-for-bytes": (sizes, letters, count),
            "bytes-in-other-unit--kb": (sizes, letters, 8 * count / 1e3),
            "bytes-in-other-unit--kib": (sizes, letters, 8 * count / 2**10),
            "bytes-in-other-unit--mb": (sizes, letters, 8 * count / 1e6),
            "bytes-in-other-unit--mib": (sizes, letters, 8 * count / 2**20),
            "time-axis-left-out": (sizes, letters, 8 * in_space),
            "axes-from-for-to": (sizes, other_ends, 8 * count),
            "ras-assumed": (sizes, "RAS", 8 * count),
            "diagonal-for-size": (np.abs(step.diagonal()), letters, 8 * count),
            "diagonal-for-size--signed": (step.diagonal(), letters, 8 * count),
            "sizes-reversed": (sizes[::-1], letters, 8 * count),
            "time-in-voxel-size": (image.header.get_zooms(), letters, 8 * count),
        }
        return check.case(image, expected=right, mistakes=mistakes, says=says)

    head = check.read_volume(data("brain.nii.gz"))
    axes = np.array([[0, -2.9, 0], [0, 0, -1.2], [0.7, 0, 0]])
    tilted = nib.affines.from_matvec(nib.eulerangles.euler2mat(0.2, 0.1, 0.3) @ axes, [7, 5, 3])
    series = nib.Nifti1Image(np.zeros((7, 6, 5, 4), np.int16), np.diag([3.0, -3, 4, 1]))
    series.header.set_zooms((3, 3, 4, 2.5))
    images = {
        "the head": head.slicer[::16, ::8, ::4],
        "an oblique image": nib.Nifti1Image(np.zeros((3, 4, 5), np.float32), tilted),
        "a series in time": series,
    }
    cases = [header_case(image, says) for says, image in images.items()]
    check.function(summary, cases, "summary", rtol=1e-4)
    ### END HIDDEN TESTS
