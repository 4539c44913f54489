"""Test of exercise 2: Hounsfield units."""

hints = [
    "Print dtype, minimum and maximum of the stored values, then those after each step of yours.",
    "Which elements of the header say how stored values become Hounsfield units? What do you do "
    "where a header has none of them?",
    "For the share print four numbers: how many slices you have read, how many voxels that is, "
    "how many of them are above -300, and how many are above 300.",
]
with check.exercise("Exercise 2: Hounsfield units", hints=hints):

    def windowed(one):
        one.WindowCenter, one.WindowWidth = 40, 80
        return one

    cases = [
        check.case(
            (
                check.dicom_slice(
                    np.array([[24, 1024], [1064, 2024]], dtype=np.uint16),
                    slope=1.0,
                    intercept=-1024.0,
                )
            ),
            expected=np.array([[-1000.0, 0.0], [40.0, 1000.0]]),
            mistakes={
                "rescale-forgotten": [[24, 1024], [1064, 2024]],
                "constant-offset": [[1048, 2048], [2088, 3048]],
                "wrapped-in-uint16": [[64536, 0], [40, 1000]],
                "wrapped-in-uint16--cut": [[64536, 0], [40, 1000]],
                "slope-forgotten": [[-1000, 0], [40, 1000]],
                "fixed-rescale": [[-1000, 0], [40, 1000]],
                "rescale-inverted": [[1048, 2048], [2088, 3048]],
                "intercept-first": [[-1000, 0], [40, 1000]],
                "fractions-cut-off": [[-1000, 0], [40, 1000]],
                "fractions-cut-off--floor": [[-1000, 0], [40, 1000]],
                "fractions-cut-off--rounded": [[-1000, 0], [40, 1000]],
                "sign-ignored": [[-1000, 0], [40, 1000]],
                "windowed-values--80": [[0, 0], [40, 80]],
                "windowed-values--1500": [[-500, 0], [40, 1000]],
                "windowed-values--1000": [[-1000, 0], [40, 1000]],
            },
            says="the stored values 24, 1024, 1064 and 2024, slope 1 and intercept -1024",
        ),
        check.case(
            windowed(
                check.dicom_slice(
                    np.array([[0, 500], [520, 1500]], dtype=np.uint16), slope=2.0, intercept=-1000.0
                )
            ),
            expected=np.array([[-1000.0, 0.0], [40.0, 2000.0]]),
            mistakes={
                "rescale-forgotten": [[0, 500], [520, 1500]],
                "constant-offset": [[1000, 2000], [2040, 4000]],
                "wrapped-in-uint16": [[64536, 0], [40, 2000]],
                "wrapped-in-uint16--cut": [[64536, 0], [40, 2000]],
                "slope-forgotten": [[-1000, -500], [-480, 500]],
                "fixed-rescale": [[-1024, -524], [-504, 476]],
                "rescale-inverted": [[500, 750], [760, 1250]],
                "intercept-first": [[-2000, -1000], [-960, 1000]],
                "fractions-cut-off": [[-1000, 0], [40, 2000]],
                "fractions-cut-off--floor": [[-1000, 0], [40, 2000]],
                "fractions-cut-off--rounded": [[-1000, 0], [40, 2000]],
                "sign-ignored": [[-1000, 0], [40, 2000]],
                "windowed-values--80": [[0, 0], [40, 80]],
                "windowed-values--1500": [[-500, 0], [40, 1500]],
                "windowed-values--1000": [[-1000, 0], [40, 1000]],
                "windowed-values--voi-lut": [[-1000, -1000], [65364.556962, 130070]],
                "windowed-values--stored": [[-1000, 130070], [130070, 130070]],
            },
            says="the stored values 0, 500, 520 and 1500, slope 2 and intercept -1000",
        ),
        check.case(
            (
                check.dicom_slice(
                    np.array([[-980, 0], [81, 1501]], dtype=np.int16), slope=0.5, intercept=-10.0
                )
            ),
            expected=np.array([[-500.0, -10.0], [30.5, 740.5]]),
            mistakes={
                "rescale-forgotten": [[-980, 0], [81, 1501]],
                "constant-offset": [[-480, 10], [50.5, 760.5]],
                "wrapped-in-uint16": [[65036, 65526], [30.5, 740.5]],
                "wrapped-in-uint16--cut": [[65036, 65526], [30, 740]],
                "slope-forgotten": [[-990, -10], [71, 1491]],
                "fixed-rescale": [[-2004, -1024], [-943, 477]],
                "rescale-inverted": [[-1940, 20], [182, 3022]],
                "intercept-first": [[-495, -5], [35.5, 745.5]],
                "fractions-cut-off": [[-500, -10], [30, 740]],
                "fractions-cut-off--floor": [[-500, -10], [30, 740]],
                "fractions-cut-off--rounded": [[-500, -10], [30, 740]],
                "sign-ignored": [[32268, -10], [30.5, 740.5]],
                "windowed-values--80": [[0, 0], [30.5, 80]],
                "windowed-values--1500": [[-500, -10], [30.5, 740.5]],
                "windowed-values--1000": [[-500, -10], [30.5, 740.5]],
            },
            says="the stored values -980, 0, 81 and 1501, slope 0.5 and intercept -10",
        ),
        check.case(
            check.dicom_slice(np.array([[0, 40], [700, 3000]], dtype=np.uint16), modality="MR"),
            expected=np.array([[0, 40], [700, 3000]]),
            mistakes={"fixed-rescale": [[-1024, -984], [-324, 1976]]},
            says="an MR slice, without slope and intercept",
        ),
    ]
    check.function(to_hounsfield, cases, "to_hounsfield")
    check.sealed(bone_share, "exercises-06-dicom/bone_share", "bone_share")

    ### BEGIN HIDDEN TESTS
    from pydicom.pixels import apply_voi_lut

    def rescale_case(stored, slope, intercept, says):
        values = stored.astype(float)
        right = values * slope + intercept
        mistakes = {
            "rescale-forgotten": stored,
            "constant-offset": values * slope - intercept,
            "wrapped-in-uint16": np.mod(right, 65536),
            "wrapped-in-uint16--cut": np.mod(np.trunc(right), 65536),
            "slope-forgotten": values + intercept,
            "fixed-rescale": values - 1024,
            "rescale-inverted": (values - intercept) / slope,
            "intercept-first": (values + intercept) * slope,
            "fractions-cut-off": np.trunc(right),
            "fractions-cut-off--floor": np.floor(right),
            "fractions-cut-off--rounded": np.round(right),
            "sign-ignored": np.mod(values, 65536) * slope + intercept,
        }
        for low, high in ((0, 80), (-500, 1500), (-1000, 1000)):
            mistakes[f"windowed-values--{high}"] = np.clip(right, low, high)
        one = check.dicom_slice(stored, slope=slope, intercept=intercept)
        if slope == 2:
            one = windowed(one)
            mistakes["windowed-values--voi-lut"] = apply_voi_lut(right, one)
            mistakes["windowed-values--stored"] = apply_voi_lut(stored, one)
        return check.case(one, expected=right, mistakes=mistakes, says=says)

    signed = np.array([[-1000, -400, 0], [40, 700, 3000]], dtype=np.int16)
    large = np.array([[0, 40000, 65535]], dtype=np.uint16)
    cases = [
        rescale_case(signed, 0.25, -10, "stored values with a sign"),
        rescale_case(large, 1.25, -8191.5, "stored values that need all 16 bits"),
        check.case(
            check.dicom_slice(large, modality="MR"),
            expected=large,
            mistakes={"fixed-rescale": large - 1024.0},
            says="an MR slice without a rescale",
        ),
    ]
    series = [pydicom.dcmread(path) for path in sorted(data("head_ct").glob("*.dcm"))]
    stored = np.stack([one.pixel_array for one in series]).astype(float)
    slopes = np.array([float(one.RescaleSlope) for one in series])[:, None, None]
    intercepts = np.array([float(one.RescaleIntercept) for one in series])[:, None, None]
    hu = stored * slopes + intercepts
    for one, values in zip(series[:3], hu, strict=False):
        mistakes = {
            "windowed-values": apply_voi_lut(values, one),
            "wrapped-in-uint16": np.mod(values, 65536),
        }
        says = f"slice {one.InstanceNumber} of head_ct"
        cases.append(check.case(one, expected=values, mistakes=mistakes, says=says))
    check.function(to_hounsfield, cases, "to_hounsfield")
    bone, head = (np.count_nonzero(hu > level, axis=(1, 2)) for level in (300, -300))
    whole_bone, whole_head = bone.sum(), head.sum()
    mistakes = {
        "air-counted": (hu > 300).mean(),
        "rescale-forgotten": (stored > 300).sum() / (stored > -300).sum(),
        "strictness": (hu >= 300).sum() / (hu >= -300).sum(),
        "mean-of-slices": np.mean(bone / head),
        "bone-to-the-rest": whole_bone / (whole_head - whole_bone),
        "count-of-bone": whole_bone,
        "no-bone": 0,
    }
    mistakes |= {f"one-slice-only--{i}": one for i, one in enumerate(bone / head)}
    check.number(bone_share, whole_bone / whole_head, "bone_share", mistakes=mistakes)
    ### END HIDDEN TESTS
