"""Test of exercise 4: millilitres."""

hints = [
    "Work the example out on paper: how many cubic millimetres has one voxel, how many have "
    "five, and how many are in a millilitre?",
    "Print the voxel sizes that your function uses, and how many they are, for an image with a "
    "fourth axis too.",
]
with check.exercise("Exercise 4: millilitres", hints=hints):
    of_brain = nib.load(data("brain.nii.gz")).header.get_zooms()

    few = np.zeros((4, 3, 2), dtype=bool)
    few[0, :, 1] = few[2, 0, :] = True
    small = nib.Nifti1Image(np.zeros((4, 3, 2), np.uint8), np.diag([2.0, 3, 4, 1]))
    many = np.arange(480).reshape(10, 8, 6) % 11 < 3
    beats = nib.Nifti1Image(np.zeros((10, 8, 6, 2), np.int16), np.diag([-3.0, 2, 5, 1]))
    beats.header.set_zooms((3, 2, 5, 0.8))
    cases = [
        check.case(
            few,
            small,
            expected=0.12,
            mistakes={
                "voxels-for-volume": 5,
                "voxel-for-cubic-mm": 0.005,
                "cubic-millimetres": 120,
                "litres": 0.00012,
                "wrong-power-of-ten--10": 12,
                "wrong-power-of-ten--100": 1.2,
                "wrong-power-of-ten--10000": 0.012,
                "wrong-power-of-ten--times-1000": 120000,
                "isotropic-assumed": 0.04,
                "isotropic-assumed--last": 0.32,
                "sizes-added": 0.045,
                "grid-for-mask": 0.576,
                "header-of-brain": 0.006591796875,
                "cut-to-whole": 0,
                "cut-to-whole--rounded": 0,
            },
            says="5 voxels of 2 x 3 x 4 mm",
        ),
        check.case(
            many,
            beats,
            expected=3.96,
            mistakes={
                "voxels-for-volume": 132,
                "voxel-for-cubic-mm": 0.132,
                "cubic-millimetres": 3960,
                "litres": 0.00396,
                "wrong-power-of-ten--10": 396,
                "wrong-power-of-ten--100": 39.6,
                "wrong-power-of-ten--10000": 0.396,
                "wrong-power-of-ten--times-1000": 3960000,
                "isotropic-assumed": 3.564,
                "isotropic-assumed--last": 16.5,
                "sizes-added": 1.32,
                "grid-for-mask": 14.4,
                "header-of-brain": 0.1740234375,
                "cut-to-whole": 3,
                "cut-to-whole--rounded": 4,
                "time-in-voxel-size": 3.16800004721,
            },
            says="132 voxels of 3 x 2 x 5 mm, at 2 times, 0.8 s apart",
        ),
    ]
    check.function(volume_ml, cases, "volume_ml", rtol=1e-5)
    check.sealed(bright_ml, "exercises-05-volumes/bright_ml", "bright_ml")

    ### BEGIN HIDDEN TESTS
    def volume_case(mask, image, says):
        sizes, count = np.sqrt((image.affine[:3, :3] ** 2).sum(axis=0)), np.count_nonzero(mask)
        cubic = count * sizes.prod()
        mistakes = {
            "voxels-for-volume": count,
            "voxel-for-cubic-mm": count / 1000,
            "cubic-millimetres": cubic,
            "litres": cubic / 1e6,
            "wrong-power-of-ten--10": cubic / 10,
            "wrong-power-of-ten--100": cubic / 100,
            "wrong-power-of-ten--10000": cubic / 10_000,
            "wrong-power-of-ten--times-1000": cubic * 1000,
            "isotropic-assumed": count * sizes[0] ** 3 / 1000,
            "isotropic-assumed--last": count * sizes[2] ** 3 / 1000,
            "sizes-added": count * sizes.sum() / 1000,
            "grid-for-mask": mask.size * sizes.prod() / 1000,
            "header-of-brain": count * np.prod(of_brain, dtype=float) / 1000,
            "cut-to-whole": int(cubic / 1000),
            "cut-to-whole--rounded": round(cubic / 1000),
        }
        if len(image.shape) == 4:
            mistakes["time-in-voxel-size"] = cubic / 1000 * image.header.get_zooms()[3]
        return check.case(mask, image, expected=cubic / 1000, mistakes=mistakes, says=says)

    head = check.read_volume(data("brain.nii.gz"))
    axes = np.array([[0, -2.9, 0], [0, 0, -1.2], [0.7, 0, 0]])
    tilted = nib.affines.from_matvec(nib.eulerangles.euler2mat(0.2, 0.1, 0.3) @ axes, [7, 5, 3])
    series = nib.Nifti1Image(np.zeros((7, 6, 5, 4), np.int16), np.diag([3.0, -3, 4, 1]))
    series.header.set_zooms((3, 3, 4, 2.5))
    images = {
        "the head, thinned out": head.slicer[::8, ::4, ::2],
        "an oblique image": nib.Nifti1Image(np.zeros((7, 6, 5), np.uint8), tilted),
        "a series in time": series,
    }
    cases = [
        volume_case(np.indices(image.shape[:3]).sum(axis=0) % 7 < 3, image, says)
        for says, image in images.items()
    ]
    empty = np.zeros(images["an oblique image"].shape, dtype=bool)
    nothing = check.case(empty, images["an oblique image"], expected=0, says="an empty mask")
    check.function(volume_ml, [*cases, nothing], "volume_ml", rtol=1e-4)
    voxels = np.asanyarray(head.dataobj)
    sizes = [float(size) for size in head.header.get_zooms()]
    ml = np.prod(sizes) / 1000
    count = np.count_nonzero(voxels > 300)
    mistakes = {
        "voxels-for-volume": count,
        "voxel-for-cubic-mm": count / 1000,
        "cubic-millimetres": count * ml * 1000,
        "litres": count * ml / 1000,
        "isotropic-assumed": count * sizes[0] ** 3 / 1000,
        "strictness": np.count_nonzero(voxels >= 300) * ml,
        "below-the-threshold": np.count_nonzero(voxels < 300) * ml,
        "below-the-threshold--or-equal": np.count_nonzero(voxels <= 300) * ml,
        "grid-for-mask": voxels.size * ml,
        "values-for-voxels": voxels[voxels > 300].sum(dtype=float) * ml,
    }
    check.number(bright_ml, count * ml, "bright_ml", rtol=1e-5, unit="ml", mistakes=mistakes)
    ### END HIDDEN TESTS
