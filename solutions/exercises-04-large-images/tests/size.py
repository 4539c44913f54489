"""Test of exercise 2: a size that keeps the proportions."""

hints = [
    "By which one number do both sides have to be multiplied, so that nothing is stretched?",
    "Make a drawing of a wide and of a high picture. Which side is the longer one in each, and "
    "which becomes `longest`?",
    "Look at the two ends: the order in which Pillow wants the two numbers, and what becomes of "
    "a side that comes out far below 1.",
]
with check.exercise("Exercise 2: a size that keeps the proportions", hints=hints):

    def case_of(shape, longest):
        rows, columns = shape[:2]
        factor = longest / max(rows, columns)
        exact = (columns * factor, rows * factor)
        right = tuple(max(1, round(side)) for side in exact)
        mistakes = {
            "aspect-lost": (longest, longest),
            "aspect-lost--other-side-kept": tuple(
                longest if side == max(rows, columns) else side for side in (columns, rows)
            ),
            "height-before-width": right[::-1],
            "longest-is-width": (longest, max(1, round(longest * rows / columns))),
            "longest-is-width--or-height": (max(1, round(longest * columns / rows)), longest),
            "truncated": tuple(max(1, int(side)) for side in exact),
            "rounded-up": tuple(int(np.ceil(side)) for side in exact),
            "no-pixel-left": tuple(round(side) for side in exact),
            "no-pixel-left--cut-off": tuple(int(side) for side in exact),
        }
        mistakes["reciprocal"] = tuple(max(1, round(side / factor)) for side in (columns, rows))
        if longest > max(rows, columns):
            mistakes["not-enlarged"] = (columns, rows)
        says = f"{rows} rows, {columns} columns{', 3 channels' if len(shape) > 2 else ''}"
        return check.case(
            shape,
            longest,
            expected=right,
            mistakes={code: value for code, value in mistakes.items() if value != right},
            says=f"{says} and longest={longest}",
            raises={"too many values to unpack": "three-in-shape"},
        )

    shapes = [
        ((40, 100), 50),
        ((929, 1000, 3), 100),
        ((1000, 433), 100),
        ((5000, 3), 100),
        ((90, 120), 480),
    ]
    cases = [case_of(shape, longest) for shape, longest in shapes]
    check.function(smaller_size, cases, "smaller_size", dtype="integer")
    ### BEGIN HIDDEN TESTS
    shapes = [
        ((17360, 18701), 187),
        ((300, 70), 64),
        ((3, 5000), 100),
        ((2000, 1291, 3), 1500),
        ((77, 310), 200),
        ((120, 90, 3), 480),
    ]
    cases = [case_of(shape, longest) for shape, longest in shapes]
    check.function(smaller_size, cases, "smaller_size", dtype="integer")
    ### END HIDDEN TESTS
