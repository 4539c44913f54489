"""Test of exercise 1: bytes before loading."""

hints = [
    "How many numbers does the picture hold, and how many bytes does each of them need? Print "
    "both for rat_brain_low_res.jpg.",
    "What `Image.open` gives knows its width, its height and its bands. NumPy knows how large "
    "one element of a dtype is: look at what np.dtype('float32') can tell.",
]
with check.exercise("Exercise 1: bytes before loading", hints=hints):
    import os
    from pathlib import Path

    def case_of(file, dtype, shape, says):
        numbers, item = int(np.prod(shape)), np.dtype(dtype).itemsize
        pixels = shape[0] * shape[1]
        mistakes = {
            "channels-forgotten": pixels * item,
            "channels-forgotten--and-item-size": pixels,
            "channels-assumed": 3 * pixels * item,
            "item-size-forgotten": numbers,
            "file-size": file.stat().st_size,
            "bits-for-bytes": 8 * numbers * item,
        }
        for unit in (1000, 1024):
            for power in (1, 2, 3):
                mistakes[f"other-unit--{unit}-{power}"] = numbers * item / unit**power
        return check.case(
            file,
            dtype,
            expected=numbers * item,
            mistakes={code: value for code, value in mistakes.items() if value != numbers * item},
            says=says,
            raises={
                "truncated": "pixels-read",
                "cannot identify": "pixels-read",
                "broken": "pixels-read",
                "NoneType": "pixels-read",
            }
            if file.name.startswith("cut_off")
            else {},
        )

    section = data("rat_brain_low_res.jpg")
    cases = [
        case_of(section, "uint8", img.shape, "rat_brain_low_res.jpg as uint8"),
        case_of(section, "float32", img.shape, "rat_brain_low_res.jpg as float32"),
    ]
    axons = data("axon_slice.jpg")
    with Image.open(axons) as header:
        cases.append(case_of(axons, "uint16", header.size, "axon_slice.jpg, grey, as uint16"))
    # In the folder of the notebook, where the function can read it; others may run there too.
    short = Path(f"cut_off_{os.getpid()}.png")
    Image.new("RGB", (300, 200)).save(short)
    short.write_bytes(short.read_bytes()[:60])
    says = "a file that ends after its header, with no pixels to read"
    cases.append(case_of(short, "uint16", (200, 300, 3), says))
    try:
        check.function(bytes_needed, cases, "bytes_needed")
    finally:
        short.unlink()
    ### BEGIN HIDDEN TESTS
    cases = []
    for file in ("axon_slice.jpg", "rat_cerebellum.jpg"):
        picture = iio.imread(data(file))
        for dtype in ("int32", "float64", "uint8"):
            cases.append(case_of(data(file), dtype, picture.shape, f"{file} as {dtype}"))
    check.function(bytes_needed, cases, "bytes_needed")
    ### END HIDDEN TESTS
