"""Test of exercise 4: the order of the slices."""

hints = [
    "Print ImagePositionPatient of each slice of a small case, and work out on paper how far "
    "along the normal each lies.",
    "A position is three numbers and you need one: how far it lies along a direction. Which "
    "product of two vectors gives that?",
    "Sort that one number. Do you return the sorted numbers, the rank of each slice, or the "
    "indices in the order of the slices? Read which is asked for.",
    "The gaps come from the same number, after sorting. Are they all above 0?",
]
with check.exercise("Exercise 4: the order of the slices", hints=hints):
    pixels = np.zeros((2, 3), dtype=np.uint16)
    axial = [
        check.dicom_slice(pixels, position=(-90, -80, height), number=number, thickness=4)
        for height, number in [(10, 3), (-2, 2), (4, 1)]
    ]
    sagittal = [
        check.dicom_slice(
            pixels,
            position=(side, -80, top),
            orientation=(0, 1, 0, 0, 0, -1),
            number=number,
            thickness=4,
        )
        for side, top, number in [(-5, 90, 1), (12.5, 96, 2), (5, 93, 3), (20, 87, 4)]
    ]
    cases = [
        check.case(
            axial,
            expected=(np.array([1, 2, 0]), np.array([6.0, 6.0])),
            mistakes={
                "order-of-files--0": ([0, 1, 2], [6, 6]),
                "order-of-files--1": ([0, 1, 2], [-12, 6]),
                "order-of-instances--0": ([2, 1, 0], [6, 6]),
                "order-of-instances--1": ([2, 1, 0], [-6, 12]),
                "order-reversed--0": ([0, 2, 1], [6, 6]),
                "order-reversed--1": ([0, 2, 1], [-6, -6]),
                "order-reversed--2": ([0, 2, 1], [6, 6]),
                "order-reversed--3": ([0, 2, 1], [-6, -6]),
                "one-coordinate--0": ([1, 2, 0], [6, 6]),
                "one-coordinate--1": ([1, 2, 0], [6, 6]),
                "one-coordinate--2": ([1, 2, 0], [6, 6]),
                "largest-coordinate--0": ([1, 2, 0], [6, 6]),
                "largest-coordinate--1": ([1, 2, 0], [6, 6]),
                "largest-coordinate--2": ([1, 2, 0], [6, 6]),
                "distance-from-origin--0": ([1, 2, 0], [6, 6]),
                "distance-from-origin--1": ([1, 2, 0], [0.0498101160355, 0.348095881313]),
                "distance-from-origin--2": ([1, 2, 0], [6, 6]),
                "position-as-text--0": ([1, 0, 2], [6, 6]),
                "position-as-text--1": ([1, 0, 2], [12, -6]),
                "position-as-text--2": ([1, 0, 2], [6, 6]),
                "position-as-text--3": ([1, 0, 2], [12, -6]),
                "rank-for-order--0": ([2, 0, 1], [6, 6]),
                "order-from-one--0": ([2, 3, 1], [6, 6]),
                "places-for-order--0": ([-2, 4, 10], [6, 6]),
                "order-for-spacing--0": ([1, 2, 0], [12, 6]),
                "order-for-spacing--1": ([1, 2, 0], [-12, 6]),
                "distance-of-corners--0": ([1, 2, 0], [6, 6]),
                "gap-overlooked--0": ([1, 2, 0], [6, 6]),
                "gaps-rounded--0": ([1, 2, 0], [6, 6]),
                "gaps-rounded--1": ([1, 2, 0], [6, 6]),
                "thickness-for-spacing--0": ([1, 2, 0], [4, 4]),
            },
            says="axial slices at the heights 10, -2 and 4 mm",
        ),
        check.case(
            sagittal,
            expected=(np.array([3, 1, 2, 0]), np.array([7.5, 7.5, 10.0])),
            mistakes={
                "order-of-files--0": ([0, 1, 2, 3], [7.5, 7.5, 10]),
                "order-of-files--1": ([0, 1, 2, 3], [-17.5, 7.5, -15]),
                "order-of-instances--0": ([0, 1, 2, 3], [7.5, 7.5, 10]),
                "order-of-instances--1": ([0, 1, 2, 3], [-17.5, 7.5, -15]),
                "order-reversed--0": ([0, 2, 1, 3], [7.5, 7.5, 10]),
                "order-reversed--1": ([0, 2, 1, 3], [-7.5, -7.5, -10]),
                "order-reversed--2": ([0, 2, 1, 3], [10, 7.5, 7.5]),
                "order-reversed--3": ([0, 2, 1, 3], [-10, -7.5, -7.5]),
                "one-coordinate--0": ([3, 0, 2, 1], [7.5, 7.5, 10]),
                "one-coordinate--1": ([3, 0, 2, 1], [3, 3, 3]),
                "one-coordinate--2": ([3, 0, 2, 1], [25, -10, -7.5]),
                "largest-coordinate--0": ([0, 2, 1, 3], [7.5, 7.5, 10]),
                "largest-coordinate--1": ([0, 2, 1, 3], [10, 7.5, 7.5]),
                "largest-coordinate--2": ([0, 2, 1, 3], [-10, -7.5, -7.5]),
                "distance-from-origin--0": ([3, 0, 2, 1], [7.5, 7.5, 10]),
                "distance-from-origin--1": (
                    [3, 0, 2, 1],
                    [0.648944190316, 2.2565112638, 2.81139962077],
                ),
                "distance-from-origin--2": ([3, 0, 2, 1], [25, -10, -7.5]),
                "position-as-text--0": ([0, 1, 3, 2], [7.5, 7.5, 10]),
                "position-as-text--1": ([0, 1, 3, 2], [-17.5, -7.5, 15]),
                "position-as-text--2": ([3, 0, 2, 1], [7.5, 7.5, 10]),
                "position-as-text--3": ([3, 0, 2, 1], [25, -10, -7.5]),
                "rank-for-order--0": ([3, 1, 2, 0], [7.5, 7.5, 10]),
                "order-from-one--0": ([4, 2, 3, 1], [7.5, 7.5, 10]),
                "places-for-order--0": ([-20, -12.5, -5, 5], [7.5, 7.5, 10]),
                "order-for-spacing--0": ([3, 1, 2, 0], [17.5, 7.5, 15]),
                "order-for-spacing--1": ([3, 1, 2, 0], [-17.5, 7.5, -15]),
                "distance-of-corners--0": (
                    [3, 1, 2, 0],
                    [11.7153745139, 8.0777472107, 10.4403065089],
                ),
                "gap-overlooked--0": ([3, 1, 2, 0], [8.33333333333, 8.33333333333, 8.33333333333]),
                "gaps-rounded--0": ([3, 1, 2, 0], [8, 8, 10]),
                "gaps-rounded--1": ([3, 1, 2, 0], [7, 7, 10]),
                "thickness-for-spacing--0": ([3, 1, 2, 0], [4, 4, 4]),
            },
            says="sagittal slices, whose normal points to the right",
        ),
    ]
    check.function(slice_order, cases, "slice_order", atol=1e-5)

    ### BEGIN HIDDEN TESTS
    def order_case(datasets, says):
        directions = np.array(datasets[0].ImageOrientationPatient, dtype=float)
        normal = np.cross(directions[:3], directions[3:])
        positions = np.array([one.ImagePositionPatient for one in datasets], dtype=float)
        along, far = positions @ normal, np.linalg.norm(positions, axis=1)
        order = np.argsort(along)
        gaps = np.diff(along[order])
        corners = np.linalg.norm(np.diff(positions[order], axis=0), axis=1)
        numbers = np.array([int(one.InstanceNumber) for one in datasets])
        whole, last = (
            np.array([str(one) for one in ones])
            for ones in (
                [one.ImagePositionPatient for one in datasets],
                [one.ImagePositionPatient[2] for one in datasets],
            )
        )
        most = positions[:, np.argmax(np.ptp(positions, axis=0))]

        def sorted_by(keys):
            by = np.argsort(keys, kind="stable")
            return [(by, gaps), (by, np.diff(np.asarray(keys)[by])), (by, np.diff(along[by]))]

        slips = {
            "order-of-files": [(np.arange(len(along)), one) for one in (gaps, np.diff(along))],
            "order-of-instances": [sorted_by(numbers)[k] for k in (0, 2)],
            "order-reversed": [
                (order[::-1], one) for one in (gaps, -gaps, gaps[::-1], -gaps[::-1])
            ],
            "one-coordinate": sorted_by(positions[:, 2]),
            "largest-coordinate": sorted_by(most),
            "distance-from-origin": sorted_by(far),
            "position-as-text": [
                (np.argsort(texts, kind="stable"), one)
                for texts in (whole, last)
                for one in (gaps, np.diff(along[np.argsort(texts, kind="stable")]))
            ],
            "rank-for-order": [(np.argsort(order), gaps)],
            "order-from-one": [(order + 1, gaps)],
            "places-for-order": [(along[order], gaps)],
            "order-for-spacing": [(order, np.abs(np.diff(along))), (order, np.diff(along))],
            "distance-of-corners": [(order, corners)],
            "gap-overlooked": [(order, np.full(len(gaps), gaps.mean()))],
            "gaps-rounded": [(order, gaps.round()), (order, np.trunc(gaps))],
        }
        if "SliceThickness" in datasets[0]:
            thick = float(datasets[0].SliceThickness)
            slips["thickness-for-spacing"] = [(order, np.full(len(gaps), thick))]
        mistakes = {
            f"{code}--{i}": wrong for code, some in slips.items() for i, wrong in enumerate(some)
        }
        return check.case(datasets, expected=(order, gaps), mistakes=mistakes, says=says)

    def stack(positions, orientation, numbers):
        return [
            check.dicom_slice(pixels, position=place, orientation=orientation, number=number)
            for place, number in zip(positions, numbers, strict=True)
        ]

    shuffled = np.random.default_rng(61)
    upright = (1, 0, 0, 0, 1, 0)
    heights = -33.0 + 5.5 * shuffled.permutation(12)
    places = [(-90, -80, height) for height in heights]
    cases = [order_case(stack(places, upright, shuffled.permutation(12)), "axial slices")]
    places = [(-90, -80, height) for height in heights if height not in (-11.0, 0.0)]
    lacking = stack(places, upright, shuffled.permutation(10))
    cases.append(order_case(lacking, "axial slices, some of which are missing"))
    # The corners are shifted within the tilted plane, so no coordinate follows the normal.
    tilt = np.deg2rad(50)
    across, down = np.array([1.0, 0, 0]), np.array([0, np.cos(tilt), -np.sin(tilt)])
    steps = 3.0 * shuffled.permutation(9)
    shifts = shuffled.uniform(-40, 40, (9, 2))
    places = [
        step * np.cross(across, down) + right * across + low * down
        for step, (right, low) in zip(steps, shifts, strict=True)
    ]
    tilted = stack(places, (*across, *down), shuffled.permutation(9))
    cases.append(order_case(tilted, "tilted slices"))
    # Tilted twice: no direction lies in a plane of the coordinates.
    across, down = np.array([0.6, 0.48, -0.64]), np.array([-0.8, 0.36, -0.48])
    places = [step * np.cross(across, down) for step in 2.5 * shuffled.permutation(7)]
    twice = stack(places, (*across, *down), shuffled.permutation(7))
    cases.append(order_case(twice, "slices that are tilted twice"))
    for name in ("head_series", "head_ct"):
        paths = sorted(data(name).glob("*.dcm"))
        slices = [pydicom.dcmread(path, stop_before_pixels=True) for path in paths]
        cases.append(order_case(slices, f"the slices of {name}, by file name"))
    check.function(slice_order, cases, "slice_order", atol=1e-5)
    ### END HIDDEN TESTS
