"""Test of exercise 5: from a series to a volume."""

hints = [
    "Begin with the array: print its shape, and one pixel of the lowest slice.",
    "Then build the affine column by column. Each column is an arrow in mm: how long is it, and "
    "where does it point, when the index of one axis grows by 1?",
    "Multiply your affine by (0, 0, 0, 1) and by (1, 0, 0, 1). Do you get the positions of the "
    "first two slices, told in the directions that the exercise asks for?",
]
with check.exercise("Exercise 5: from a series to a volume", hints=hints):
    lower = np.arange(12, dtype=np.uint16).reshape(3, 4)
    upper = lower + np.uint16(100)
    geometry = {"spacing": (0.5, 2.0), "thickness": 5, "slope": 2, "intercept": -1000}
    pair = [
        check.dicom_slice(upper, position=(10, 20, 36), number=2, **geometry),
        check.dicom_slice(lower, position=(10, 20, 30), number=1, **geometry),
    ]
    right = np.array([[0, 0, -2, -10], [0, -0.5, 0, -20], [6, 0, 0, 30], [0, 0, 0, 1]])
    volume = np.stack([lower, upper])
    turned = np.array([[0, 0, -0.5, 50], [-3, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]])
    three = np.arange(18, dtype=np.uint16).reshape(3, 2, 3)
    geometry = {"spacing": (2.0, 0.5), "thickness": 4, "orientation": (1, 0, 0, 0, 0, -1)}
    coronal = [
        check.dicom_slice(three[i], position=(-50, back, 80), number=number, **geometry)
        for i, back, number in [(0, 41, 2), (2, 47, 1), (1, 44, 3)]
    ]
    cases = [
        check.case(
            pair,
            expected=(volume, right),
            mistakes={
                "order-of-files": (
                    volume[::-1],
                    [[0, 0, -2, -10], [0, -0.5, 0, -20], [-6, 0, 0, 36], [0, 0, 0, 1]],
                ),
                "slice-axis-last": (
                    np.moveaxis(volume, 0, -1),
                    [[0, 0, -2, -10], [0, -0.5, 0, -20], [6, 0, 0, 30], [0, 0, 0, 1]],
                ),
                "rescaled-values": (
                    volume * 2.0 - 1000,
                    [[0, 0, -2, -10], [0, -0.5, 0, -20], [6, 0, 0, 30], [0, 0, 0, 1]],
                ),
                "order-reversed": (
                    volume[::-1],
                    [[0, 0, -2, -10], [0, -0.5, 0, -20], [-6, 0, 0, 36], [0, 0, 0, 1]],
                ),
                "lps-not-flipped": (
                    volume,
                    [[0, 0, 2, 10], [0, 0.5, 0, 20], [6, 0, 0, 30], [0, 0, 0, 1]],
                ),
                "spacing-swapped": (
                    volume,
                    [[0, 0, -0.5, -10], [0, -2, 0, -20], [6, 0, 0, 30], [0, 0, 0, 1]],
                ),
                "thickness-for-spacing": (
                    volume,
                    [[0, 0, -2, -10], [0, -0.5, 0, -20], [5, 0, 0, 30], [0, 0, 0, 1]],
                ),
                "directions-swapped": (
                    volume,
                    [[0, -0.5, 0, -10], [0, 0, -2, -20], [6, 0, 0, 30], [0, 0, 0, 1]],
                ),
                "directions-swapped--with-spacing": (
                    volume,
                    [[0, -2, 0, -10], [0, 0, -0.5, -20], [6, 0, 0, 30], [0, 0, 0, 1]],
                ),
                "corner-of-first-file": (
                    volume,
                    [[0, 0, -2, -10], [0, -0.5, 0, -20], [6, 0, 0, 36], [0, 0, 0, 1]],
                ),
                "corner-of-first-file--highest": (
                    volume,
                    [[0, 0, -2, -10], [0, -0.5, 0, -20], [6, 0, 0, 36], [0, 0, 0, 1]],
                ),
                "last-row-missing": (volume, [[0, 0, -2, -10], [0, -0.5, 0, -20], [6, 0, 0, 30]]),
                "axes-permuted": (
                    volume,
                    [[-2, 0, 0, -10], [0, -0.5, 0, -20], [0, 0, 6, 30], [0, 0, 0, 1]],
                ),
                "only-origin-turned": (
                    volume,
                    [[0, 0, 2, -10], [0, 0.5, 0, -20], [6, 0, 0, 30], [0, 0, 0, 1]],
                ),
                "only-steps-turned": (
                    volume,
                    [[0, 0, -2, 10], [0, -0.5, 0, 20], [6, 0, 0, 30], [0, 0, 0, 1]],
                ),
                "all-signs-turned": (
                    volume,
                    [[0, 0, -2, -10], [0, -0.5, 0, -20], [-6, 0, 0, -30], [0, 0, 0, 1]],
                ),
                "one-sign-turned--x": (
                    volume,
                    [[0, 0, -2, -10], [0, 0.5, 0, 20], [6, 0, 0, 30], [0, 0, 0, 1]],
                ),
                "one-sign-turned--y": (
                    volume,
                    [[0, 0, 2, 10], [0, -0.5, 0, -20], [6, 0, 0, 30], [0, 0, 0, 1]],
                ),
                "steps-of-one": (
                    volume,
                    [[0, 0, -1, -10], [0, -1, 0, -20], [1, 0, 0, 30], [0, 0, 0, 1]],
                ),
                "steps-of-one--slices": (
                    volume,
                    [[0, 0, -2, -10], [0, -0.5, 0, -20], [1, 0, 0, 30], [0, 0, 0, 1]],
                ),
                "rows-for-columns": (
                    volume,
                    [[0, 0, 6, 0], [0, -0.5, 0, 0], [-2, 0, 0, 0], [-10, -20, 30, 1]],
                ),
                "no-place": (volume, [[0, 0, -2, 0], [0, -0.5, 0, 0], [6, 0, 0, 0], [0, 0, 0, 1]]),
                "slices-for-gaps": (
                    volume,
                    [[0, 0, -2, -10], [0, -0.5, 0, -20], [3, 0, 0, 30], [0, 0, 0, 1]],
                ),
            },
            says="two axial slices, the upper one first in the list",
        ),
        check.case(
            coronal,
            expected=(three, turned),
            mistakes={
                "order-of-files": (
                    three[[0, 2, 1]],
                    [[0, 0, -0.5, 50], [-1.5, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "order-of-files--next": (
                    three[[0, 2, 1]],
                    [[0, 0, -0.5, 50], [-6, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "order-of-instances": (
                    three[[2, 0, 1]],
                    [[0, 0, -0.5, 50], [1.5, 0, 0, -47], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "order-of-instances--next": (
                    three[[2, 0, 1]],
                    [[0, 0, -0.5, 50], [6, 0, 0, -47], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "order-of-files--right-affine": (
                    three[[0, 2, 1]],
                    [[0, 0, -0.5, 50], [-3, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "order-of-instances--right-affine": (
                    three[[2, 0, 1]],
                    [[0, 0, -0.5, 50], [-3, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "order-reversed": (
                    three[[2, 1, 0]],
                    [[0, 0, -0.5, 50], [3, 0, 0, -47], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "slice-axis-last": (
                    np.moveaxis(three, 0, -1),
                    [[0, 0, -0.5, 50], [-3, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "rescaled-values": (
                    three * 2.0 - 1000,
                    [[0, 0, -0.5, 50], [-3, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "lps-not-flipped": (
                    three,
                    [[0, 0, 0.5, -50], [3, 0, 0, 41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "spacing-swapped": (
                    three,
                    [[0, 0, -2, 50], [-3, 0, 0, -41], [0, -0.5, 0, 80], [0, 0, 0, 1]],
                ),
                "thickness-for-spacing": (
                    three,
                    [[0, 0, -0.5, 50], [-4, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "directions-swapped": (
                    three,
                    [[0, -2, 0, 50], [-3, 0, 0, -41], [0, 0, -0.5, 80], [0, 0, 0, 1]],
                ),
                "directions-swapped--with-spacing": (
                    three,
                    [[0, -0.5, 0, 50], [-3, 0, 0, -41], [0, 0, -2, 80], [0, 0, 0, 1]],
                ),
                "corner-of-first-file": (
                    three,
                    [[0, 0, -0.5, 50], [-3, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "corner-of-first-file--highest": (
                    three,
                    [[0, 0, -0.5, 50], [-3, 0, 0, -47], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "last-row-missing": (three, [[0, 0, -0.5, 50], [-3, 0, 0, -41], [0, -2, 0, 80]]),
                "axes-permuted": (
                    three,
                    [[-0.5, 0, 0, 50], [0, 0, -3, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "only-origin-turned": (
                    three,
                    [[0, 0, 0.5, 50], [3, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "only-steps-turned": (
                    three,
                    [[0, 0, -0.5, -50], [-3, 0, 0, 41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "all-signs-turned": (
                    three,
                    [[0, 0, -0.5, 50], [-3, 0, 0, -41], [0, 2, 0, -80], [0, 0, 0, 1]],
                ),
                "one-sign-turned--x": (
                    three,
                    [[0, 0, -0.5, 50], [3, 0, 0, 41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "one-sign-turned--y": (
                    three,
                    [[0, 0, 0.5, -50], [-3, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "steps-of-one": (
                    three,
                    [[0, 0, -1, 50], [-1, 0, 0, -41], [0, -1, 0, 80], [0, 0, 0, 1]],
                ),
                "steps-of-one--slices": (
                    three,
                    [[0, 0, -0.5, 50], [-1, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "rows-for-columns": (
                    three,
                    [[0, -3, 0, 0], [0, 0, -2, 0], [-0.5, 0, 0, 0], [50, -41, 80, 1]],
                ),
                "no-place": (three, [[0, 0, -0.5, 0], [-3, 0, 0, 0], [0, -2, 0, 0], [0, 0, 0, 1]]),
                "slices-for-gaps": (
                    three,
                    [[0, 0, -0.5, 50], [-2, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
                "whole-way-for-step": (
                    three,
                    [[0, 0, -0.5, 50], [-6, 0, 0, -41], [0, -2, 0, 80], [0, 0, 0, 1]],
                ),
            },
            says="three coronal slices, whose normal points to the back",
        ),
    ]
    check.function(build_volume, cases, "build_volume", atol=1e-5)
    ### BEGIN HIDDEN TESTS
    import io

    from imagephantoms.cached import cached
    from imagephantoms.head.series import head_series_files, make_head_series

    def assembled(datasets, stored, order=None, slip=""):
        directions = np.array(datasets[0].ImageOrientationPatient, dtype=float)
        along, down = directions[:3], directions[3:]
        normal = np.cross(along, down)
        positions = np.array([one.ImagePositionPatient for one in datasets], dtype=float)
        if order is None:
            order = np.argsort(positions @ normal)
        spacing = [float(value) for value in datasets[0].PixelSpacing]
        step = (positions[order[-1]] - positions[order[0]]) / (len(order) - 1)
        if slip == "thickness-for-spacing":
            step = normal * float(datasets[0].SliceThickness)
        if slip == "spacing-swapped":
            spacing = spacing[::-1]
        if slip == "directions-swapped":
            along, down = down, along
        corner = positions[0 if slip == "corner-of-first-file" else order[0]]
        if slip == "steps-of-one":
            step, spacing = normal, [1, 1]
        signs = {
            "lps-not-flipped": [1, 1, 1],
            "all-signs-turned": [-1, -1, -1],
            "one-sign-turned--x": [-1, 1, 1],
            "one-sign-turned--y": [1, -1, 1],
        }
        to_ras = np.diag(signs.get(slip, [-1, -1, 1]))
        affine = np.eye(4)
        columns = [step, down * spacing[0], along * spacing[1], corner]
        affine[:3] = to_ras @ np.transpose(columns)
        return stored[order], affine

    def stored_in(datasets):
        return np.stack([one.pixel_array for one in datasets])

    def volume_case(datasets, says):
        stored = stored_in(datasets)
        volume, affine = assembled(datasets, stored)
        numbers = np.argsort([int(one.InstanceNumber) for one in datasets])
        slips = ("lps-not-flipped", "spacing-swapped", "thickness-for-spacing")
        slips += ("directions-swapped", "corner-of-first-file", "steps-of-one")
        slips += ("all-signs-turned", "one-sign-turned--x", "one-sign-turned--y")
        mistakes = {slip: assembled(datasets, stored, slip=slip) for slip in slips}
        backwards = affine.copy()
        backwards[:, 0], backwards[:, 3] = -affine[:, 0], affine @ (len(volume) - 1, 0, 0, 1)
        mistakes |= {
            "order-of-files": assembled(datasets, stored, np.arange(len(volume))),
            "order-of-instances": assembled(datasets, stored, numbers),
            "order-reversed": (volume[::-1], backwards),
            "slice-axis-last": (np.moveaxis(volume, 0, -1), affine),
            "last-row-missing": (volume, affine[:3]),
            "axes-permuted": (volume, affine[:, [2, 1, 0, 3]]),
            "rows-for-columns": (volume, affine.T),
            "rescaled-values": (volume * 0.5 - 10, affine),
        }
        return check.case(datasets, expected=(volume, affine), mistakes=mistakes, says=says)

    mixed = np.random.default_rng(62)

    def series_of(orientation, corner, spacing, gap, dtype=np.uint16):
        directions = np.array(orientation, dtype=float)
        normal = np.cross(directions[:3], directions[3:])
        stored = mixed.integers(0, 3000, (5, 4, 6)).astype(dtype)
        return [
            check.dicom_slice(
                stored[i] - dtype(500) * (dtype is np.int16),
                modality="MR",
                position=np.array(corner) + i * gap * normal,
                orientation=orientation,
                spacing=spacing,
                thickness=gap * 0.75,
                slope=0.5,
                intercept=-10,
                number=(3, 1, 5, 2, 4)[i],
            )
            for i in (2, 4, 0, 3, 1)
        ]

    tilt = np.deg2rad(35)
    oblique = (np.cos(tilt), 0, np.sin(tilt), 0, 1, 0)
    cases = [
        volume_case(series_of((1, 0, 0, 0, 1, 0), (-50, -60, 9), (1.5, 0.8), 7.0), "axial slices"),
        volume_case(
            series_of((0, 1, 0, 0, 0, -1), (31, -60, 80), (0.7, 1.1), 5.0), "sagittal slices"
        ),
        volume_case(
            series_of((1, 0, 0, 0, 0, -1), (-50, 44, 80), (2.0, 0.5), 3.0, np.int16),
            "coronal slices, signed",
        ),
        volume_case(series_of(oblique, (-50, -60, 9), (1.5, 0.8), 4.0), "tilted slices"),
    ]
    head = cached(make_head_series, 41, coarse=8)
    files = cached(head_series_files, 41, coarse=8)
    slices = [pydicom.dcmread(io.BytesIO(content)) for content in files.values()]
    turned_affine = head.affine.copy()
    turned_affine[:, 0] = -head.affine[:, 0]
    turned_affine[:, 3] = head.affine @ (len(head.image) - 1, 0, 0, 1)
    unseen = volume_case(slices, "a head that you have not seen")
    truth = (head.image[::-1], turned_affine)
    cases.append(check.case(slices, expected=truth, mistakes=unseen.mistakes, says=unseen.says))
    paths = sorted(data("head_series").glob("*.dcm"))
    slices = [pydicom.dcmread(path) for path in paths]
    right = assembled(slices, stored_in(slices))
    numbers = np.argsort([int(one.InstanceNumber) for one in slices])
    by_number = assembled(slices, stored_in(slices), numbers)
    mistakes = {
        "order-of-instances": by_number,
        "order-of-instances--right-affine": (by_number[0], right[1]),
    }
    cases.append(check.case(slices, expected=right, mistakes=mistakes, says="head_series"))
    check.function(build_volume, cases, "build_volume", atol=1e-5)
    ### END HIDDEN TESTS
