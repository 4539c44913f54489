"""Test of exercise 1: how large is the picture."""

hints = [
    "Print Rows, Columns and PixelSpacing of the slice in this test, and look up in the lesson "
    "what the two numbers of PixelSpacing are.",
    "Draw a picture of 4 rows and mark its upper and its lower edge. How many pixels lie one "
    "below the other between these two?",
]
with check.exercise("Exercise 1: how large is the picture", hints=hints):
    flat = check.dicom_slice(np.zeros((4, 10), dtype=np.uint16), spacing=(0.75, 2.0))
    high = check.dicom_slice(np.zeros((7, 3), dtype=np.uint16), spacing=(1.25, 0.75), thickness=4)
    cases = [
        check.case(
            flat,
            expected=(3.0, 20.0),
            mistakes={
                "transposed": (20, 3),
                "spacing-swapped": (8, 7.5),
                "spacing-and-order-swapped": (7.5, 8),
                "centre-to-centre": (2.25, 18),
                "pixels-for-millimetres": (4, 10),
                "spacing-for-size": (0.75, 2),
                "divided-by-spacing": (5.33333333333, 5),
                "centimetres": (0.3, 2),
                "rounded-early": (3, 20),
                "rounded-early--int": (3, 20),
                "slice-of-set-up": (256, 256),
            },
            says="4 rows, 10 columns and a Pixel Spacing of [0.75, 2.0]",
            raises={"SliceThickness": "thickness-for-pixel"},
        ),
        check.case(
            high,
            expected=(8.75, 2.25),
            mistakes={
                "transposed": (2.25, 8.75),
                "spacing-swapped": (5.25, 3.75),
                "spacing-and-order-swapped": (3.75, 5.25),
                "centre-to-centre": (7.5, 1.5),
                "pixels-for-millimetres": (7, 3),
                "spacing-for-size": (1.25, 0.75),
                "divided-by-spacing": (5.6, 4),
                "centimetres": (0.875, 0.225),
                "rounded-early": (9, 2),
                "rounded-early--int": (8, 2),
                "slice-of-set-up": (256, 256),
                "thickness-for-pixel": (28, 12),
            },
            says="7 rows, 3 columns and a Pixel Spacing of [1.25, 0.75]",
        ),
    ]
    check.function(size_mm, cases, "size_mm")

    ### BEGIN HIDDEN TESTS
    def size_case(one, says):
        rows, columns = one.Rows, one.Columns
        down, along = (float(value) for value in one.PixelSpacing)
        right = (rows * down, columns * along)
        mistakes = {
            "transposed": right[::-1],
            "spacing-swapped": (rows * along, columns * down),
            "spacing-and-order-swapped": (columns * down, rows * along),
            "centre-to-centre": ((rows - 1) * down, (columns - 1) * along),
            "pixels-for-millimetres": (rows, columns),
            "spacing-for-size": (down, along),
            "divided-by-spacing": (rows / down, columns / along),
            "centimetres": (right[0] / 10, right[1] / 10),
            "rounded-early": (round(right[0]), round(right[1])),
            "rounded-early--int": (int(right[0]), int(right[1])),
            "slice-of-set-up": (256.0, 256.0),
        }
        if "SliceThickness" in one:
            thick = float(one.SliceThickness)
            mistakes["thickness-for-pixel"] = (rows * thick, columns * thick)
        return check.case(one, expected=right, mistakes=mistakes, says=says)

    cases = []
    for rows, columns, (down, along) in [(9, 3, (0.75, 0.25)), (5, 5, (2.0, 0.9)), (2, 8, (3, 3))]:
        stored = np.zeros((rows, columns), dtype=np.int16)
        one = check.dicom_slice(stored, modality="MR", spacing=(down, along), thickness=5)
        says = f"{rows} rows, {columns} columns and a Pixel Spacing of [{down}, {along}]"
        cases.append(size_case(one, says))
    for name in ("head_ct", "head_series"):
        one = pydicom.dcmread(sorted(data(name).glob("*.dcm"))[0])
        cases.append(size_case(one, f"a slice of {name}"))
    check.function(size_mm, cases, "size_mm")
    ### END HIDDEN TESTS
