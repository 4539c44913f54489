"""Wrong answers that take a mask, labels, a figure, a volume or a dataset, and their codes.

Each row is what a learner might hand in; simpler ones are in `test_check_codes`.
"""

import copy
from collections import Counter

import matplotlib.pyplot as plt
import nibabel
import numpy as np
import pytest
from matplotlib.figure import Figure
from scipy import ndimage

from imagelessons import check

RANDOM = np.random.default_rng(606)
PICTURE = RANDOM.integers(10, 240, (30, 42), dtype=np.uint8)
ROWS, COLUMNS = np.mgrid[:60, :84]


def blobs(*places):
    kept = np.zeros(ROWS.shape, dtype=bool)
    for row, column, radius in places:
        kept |= (ROWS - row) ** 2 + (COLUMNS - column) ** 2 < radius**2
    return kept


PLACES = [(15, 15, 8), (40, 24, 12), (20, 58, 13), (46, 66, 6)]
MASK = blobs(*PLACES)
LABELS = ndimage.label(MASK)[0]
DIAGONAL = np.pad(np.kron(np.eye(4, dtype=bool), np.ones((3, 3), dtype=bool)), ((0, 9), (0, 0)))
DIAGONAL[15:20, 2:9] = True


def mask(answer, truth=MASK, **options):
    return lambda: check.mask(answer, truth, "answer", **options)


def labels(answer, truth=LABELS, **options):
    return lambda: check.labels(answer, truth, "answer", **options)


MASKS = [
    ("boundary", "mask-boundary", mask(ndimage.binary_dilation(MASK))),
    ("missing object", "different-values", mask(blobs(*PLACES[:3]))),
    ("extra region", "different-values", mask(MASK | blobs((52, 8, 5)))),
    ("shifted", "mask-shifted", mask(np.roll(MASK, 4, 1))),
    ("shifted and cut", "mask-shifted", mask(np.pad(MASK, ((3, 0), (5, 0)))[:60, :84])),
]


def bridged():
    joined = LABELS.copy()
    joined[14:17, 15:58] = joined[15, 15]
    joined[LABELS[20, 58] == LABELS] = joined[15, 15]
    return joined


def cut():
    parted = LABELS.copy()
    parted[(LABELS[40, 24] == LABELS) & (COLUMNS > 24)] = 90
    return parted


EIGHT = ndimage.label(DIAGONAL, np.ones((3, 3)))[0]
FOUR = ndimage.label(DIAGONAL)[0]
LABEL_IMAGES = [
    ("mask", "mask-for-labels", labels(MASK)),
    ("mask of integers", "mask-for-labels", labels(MASK * 1)),
    ("mask of 0 and 255", "mask-for-labels", labels(MASK * 255)),
    ("mask of a single object", "mask-for-labels", labels(MASK, MASK * 1)),
    ("background not 0", "background-labelled", labels(LABELS + 1)),
    ("background for objects", "inverted", labels(np.where(MASK, 0, 1 + (ROWS > 30)))),
    ("merged", "labels-merged", labels(bridged())),
    ("split", "labels-split", labels(cut())),
    ("missed", "labels-missed", labels(np.where(LABELS[40, 24] == LABELS, 0, LABELS))),
    ("two missed", "labels-missed", labels(np.where(LABELS > 2, 0, LABELS))),
    ("extra", "labels-extra", labels(np.where(blobs((52, 6, 4)), 30, LABELS))),
    ("last left out", "labels-one-short", labels(np.where(LABELS == 4, 0, LABELS))),
    ("first left out", "labels-one-short", labels(np.where(LABELS == 1, 0, LABELS))),
    ("corners joined", "corners-joined", labels(EIGHT, FOUR)),
    ("corners parted", "corners-parted", labels(FOUR * 2, EIGHT)),
    ("gaps", "labels-with-gaps", labels(LABELS * 3, consecutive=True)),
    ("interpolated", "labels-interpolated", labels(ndimage.uniform_filter(LABELS * 1.0, 3))),
    ("upside down", "flipped-up-down", labels(LABELS[::-1])),
    ("transposed", "transposed", labels(LABELS.T)),
    ("grown", "mask-boundary", labels(ndimage.grey_dilation(LABELS, 3))),
    ("nothing", "mask-all-false", labels(LABELS * 0)),
    ("not attempted", "not-attempted", labels(...)),
    ("a list of lists", "ragged-list", labels([[1, 2], [3]])),
]
OTHER = PICTURE[::-1] // 2


def drawn(style, image=PICTURE, label=True, **options):
    """Return a figure of two panels, made with pyplot or by its axes."""
    options = {"cmap": "gray", "vmin": 0, "vmax": 255} | options
    first, second = (image, OTHER) if not options.pop("swapped", False) else (OTHER, image)
    if style == "pyplot":
        plt.figure()
        plt.subplot(1, 2, 1)
        plt.imshow(first, **options)
        if label:
            plt.xlabel("column")
        plt.subplot(1, 2, 2)
        plt.imshow(second, **options)
        return plt
    figure = Figure()
    left, right = figure.subplots(1, 2)
    left.imshow(first, **options)
    if label:
        left.set_xlabel("column")
    right.imshow(second, **options)
    return figure


def look(answer):
    try:
        panels = check.figure(answer, panels=2).panels
    finally:
        plt.close("all")
    check.shown_image(
        panels[0],
        PICTURE,
        "the left panel",
        cmap="gray",
        vmin=0,
        vmax=255,
        mistakes={"panels-swapped": OTHER},
    )
    check.labelled(panels[0], "the left panel", xlabel=True)


FIGURES = [
    (f"{what}, {style}", code, lambda style=style, options=options: look(drawn(style, **options)))
    for style in ("pyplot", "axes")
    for what, code, options in [
        ("wrong map", "wrong-colour-map", {"cmap": "viridis"}),
        ("wrong range", "wrong-display-range", {"vmax": 200}),
        ("autoscaled", "autoscaled-display", {"vmin": None, "vmax": None}),
        ("transposed", "transposed", {"image": PICTURE.T}),
        ("origin flipped", "upside-down-display", {"origin": "lower"}),
        ("missing label", "label-missing", {"label": False}),
        ("panel order", "panels-swapped", {"swapped": True}),
        ("another picture", "different-values", {"image": PICTURE // 2 * 3 % 251}),
    ]
]
X = RANDOM.normal(size=15)
Y = RANDOM.normal(size=15)


def points(style, method, x=X, y=Y, *arguments, **options):
    def checked():
        if style == "pyplot":
            plt.figure()
            getattr(plt, method)(x, y, *arguments, **options)
            panel = check.figure(plt).panels[0]
            plt.close("all")
        else:
            figure = Figure()
            getattr(figure.subplots(), method)(x, y, *arguments, **options)
            panel = check.figure(figure).panels[0]
        check.shown_points(panel, X, Y, "the panel")

    return checked


PLOTS = [
    row
    for style in ("pyplot", "axes")
    for row in [
        (f"plot for scatter, {style}", "line-for-points", points(style, "plot")),
        (
            f"plot with markers and a line, {style}",
            "line-for-points",
            points(style, "plot", X, Y, "o-"),
        ),
        (f"axes exchanged, {style}", "points-swapped", points(style, "scatter", Y, X)),
        (f"other points, {style}", "different-values", points(style, "scatter", X, Y + 1)),
        (f"points missing, {style}", "different-values", points(style, "scatter", X[:9], Y[:9])),
        (f"bars, {style}", "points-not-shown", points(style, "bar")),
    ]
]
RIGHT_PLOTS = [
    points("axes", "scatter"),
    points("pyplot", "scatter", X[::-1], Y[::-1]),
    points("axes", "plot", X, Y, "o"),
    points("pyplot", "plot", X, Y, linestyle="", marker="x"),
]


TILT = np.array([[0.8, -0.6, 0, 0], [0.6, 0.8, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
VALUES = RANDOM.integers(0, 900, (6, 7, 8)).astype(np.int16)
AFFINE = np.array([[-2.0, 0, 0, 40], [0, 2.5, 0, -30], [0, 0, 3, -20], [0, 0, 0, 1]])
TISSUES = ndimage.zoom(RANDOM.choice([0, 1, 3], (4, 4, 4)), 3, order=0).astype(np.uint8)


def image(values=VALUES, affine=AFFINE):
    return nibabel.Nifti1Image(values, affine)


def volume(answer, expected=None, **options):
    return lambda: check.volume(answer, expected or image(), "answer", **options)


def moved(**columns):
    affine = AFFINE.copy()
    for column, values in columns.items():
        affine[:3, "xyzo".index(column)] = values
    return affine


def zoomed(order):
    return ndimage.zoom(TISSUES, 1.5, order=order, mode="nearest", grid_mode=True)


def halved(order):
    return ndimage.zoom(VALUES.astype(float), 2, order=order, mode="nearest", grid_mode=True)


FINE = AFFINE @ np.array([[0.5, 0, 0, -0.25], [0, 0.5, 0, -0.25], [0, 0, 0.5, -0.25], [0, 0, 0, 1]])
VOLUMES = [
    ("axis", "axes-permuted", volume(image(VALUES.transpose(1, 0, 2)))),
    ("flip left and right", "mirrored-left-right", volume(image(VALUES[::-1]))),
    ("flip up and down", "mirrored-axis", volume(image(VALUES[:, :, ::-1]))),
    (
        "orientation",
        "other-orientation",
        volume(nibabel.as_closest_canonical(image()), orientation="LAS"),
    ),
    ("affine lost", "affine-lost", volume(VALUES)),
    ("affine identity", "affine-identity", volume(image(affine=np.eye(4)))),
    ("affine of another grid", "affine-of-other-grid", volume(image(affine=TILT @ AFFINE))),
    ("origin", "origin-wrong", volume(image(affine=moved(o=(0, 0, 0))))),
    ("spacing", "voxel-size-wrong", volume(image(affine=moved(z=(0, 0, 2))))),
    (
        "labels resampled linearly",
        "labels-interpolated",
        volume(image(zoomed(1)), image(zoomed(0))),
    ),
    (
        "nearest for linear",
        "nearest-for-linear",
        volume(
            image(halved(0), FINE),
            image(halved(1), FINE),
            mistakes={"nearest-for-linear": image(halved(0), FINE)},
        ),
    ),
    ("not resampled", "wrong-shape", volume(image(), image(halved(1), FINE))),
    ("slope", "slope-lost", volume(image(VALUES * 2.5 + 7))),
    ("dtype of the file", "stored-dtype", volume(image(VALUES.astype(float)), dtype="int16")),
]
STORED = [RANDOM.integers(0, 2000, (4, 5)).astype(np.uint16) for _ in range(3)]
SERIES = [
    check.dicom_slice(
        stored, position=(0, 0, height), number=number, slope=1, intercept=-1024, spacing=(0.5, 2)
    )
    for stored, height, number in zip(STORED, (5, -5, 0), (1, 2, 3), strict=True)
]
UNITS = np.stack([STORED[i].astype(float) - 1024 for i in (1, 2, 0)])


def series(function):
    mistakes = {
        "order-of-files": UNITS[[2, 0, 1]],
        "order-of-instances": UNITS[[2, 0, 1]],
        "order-reversed": UNITS[::-1],
        "rescale-forgotten": UNITS + 1024,
        "wrapped-in-uint16": (UNITS % 65536),
        "windowed-values": np.clip(UNITS, -160, 240),
    }
    cases = [check.case(SERIES, expected=UNITS, mistakes=mistakes)]
    return lambda: check.function(function, cases, "units")


def units(slices):
    return np.stack([one.pixel_array.astype(float) + float(one.RescaleIntercept) for one in slices])


def by_place(slices):
    return sorted(slices, key=lambda one: float(one.ImagePositionPatient[2]))


def named():
    dataset = copy.deepcopy(SERIES[0])
    dataset.PatientName = "Phantom^Ada"
    dataset.PatientBirthDate = "19701231"
    return dataset


def commented():
    dataset = check.dicom_slice(STORED[0], number=9)
    dataset.PatientIdentityRemoved = "YES"
    dataset.StudyDescription = "Ada Phantom, control"
    return dataset


DATASETS = [
    ("unsorted series", "order-of-files", series(units)),
    ("reversed series", "order-reversed", series(lambda slices: units(by_place(slices))[::-1])),
    (
        "rescale forgotten",
        "rescale-forgotten",
        series(lambda slices: np.stack([one.pixel_array for one in by_place(slices)])),
    ),
    (
        "wrapped in uint16",
        "wrapped-in-uint16",
        series(
            lambda slices: np.stack([one.pixel_array - np.uint16(1024) for one in by_place(slices)])
        ),
    ),
    (
        "windowed values",
        "windowed-values",
        series(lambda slices: np.clip(units(by_place(slices)), -160, 240)),
    ),
    (
        "personal data left in",
        "personal-data-left",
        lambda: check.anonymous(named(), named(), "answer"),
    ),
    (
        "personal data in a comment",
        "personal-data-elsewhere",
        lambda: check.anonymous(commented(), named(), "answer"),
    ),
]


def brighten(picture):
    with np.errstate(invalid="ignore"):
        top = np.nanmax(picture) if picture.size else 0
        return np.where(picture == top, top, picture)


def called(function, *forms):
    return lambda: check.function(
        function, check.variants(PICTURE, brighten, forms), "brighten", atol=0
    )


def square_only(picture):
    if picture.shape[0] != 30:
        raise ValueError("30 rows are needed")
    return brighten(picture)


def by_max(picture):
    return np.where(picture == picture.max(), picture.max(), picture)


def in_place(picture):
    picture[0, 0] += 1
    picture[0, 0] -= 2
    return picture


def rebuilt(picture):
    return np.frombuffer(picture.tobytes("A"), picture.dtype).reshape(picture.shape)


def as_bytes(picture):
    return np.frombuffer(picture.astype("<u2").tobytes(), dtype="<u1")[::2].reshape(picture.shape)


def zero_nan(picture):
    return np.nan_to_num(brighten(picture))


FUNCTIONS = [
    ("other shape", "function-raised", called(square_only, "read-only", "high", "wide")),
    ("one row", "index-out-of-bounds", called(lambda p: brighten(p) + 0 * p[1, 1], "one row")),
    ("another dtype", "wrap-around", called(as_bytes, "read-only", "uint16")),
    ("floats", "different-values", called(lambda p: brighten(p).astype(np.uint8), "float")),
    ("NaN", "different-values", called(zero_nan, "float", "nan")),
    ("empty", "function-raised", called(by_max, "read-only", "empty")),
    ("read-only", "read-only", called(in_place, "read-only")),
    ("Fortran order", "other-order", called(rebuilt, "read-only", "fortran")),
    ("input changed", "input-changed", called(in_place, "high")),
]
TABLE = {
    "masks": MASKS,
    "labels": LABEL_IMAGES,
    "figures": FIGURES,
    "plots": PLOTS,
    "volumes": VOLUMES,
    "datasets": DATASETS,
    "functions": FUNCTIONS,
}
CELLS = [
    pytest.param(code, call, id=f"{topic}: {what}")
    for topic, rows in TABLE.items()
    for what, code, call in rows
]


@pytest.mark.parametrize(("code", "call"), CELLS)
def test_a_wrong_answer_gets_the_code_of_its_kind(code, call):
    with pytest.raises(check.Finding) as caught:
        call()
    assert caught.value.code == code


def test_no_row_stands_in_the_table_twice():
    for topic, rows in TABLE.items():
        assert max(Counter(what for what, _, _ in rows).values()) == 1, topic


@pytest.mark.parametrize("call", RIGHT_PLOTS)
def test_points_are_right_by_each_route(call):
    call()


@pytest.mark.parametrize("style", ["pyplot", "axes"])
def test_the_right_figure_is_right_by_each_route(style):
    look(drawn(style))


def test_right_functions_are_right_in_each_form():
    forms = (
        "read-only",
        "fortran",
        "swapped bytes",
        "one row",
        "one column",
        "wide",
        "high",
        "empty",
        "constant",
        "uint16",
        "float",
        "nan",
    )
    called(brighten, *forms)()
    series(lambda slices: units(by_place(slices)))()


@pytest.mark.parametrize(
    "answer",
    [
        LABELS,
        LABELS * 7 + 3 * (LABELS > 0),
        LABELS.astype(float),
        np.asfortranarray(LABELS.astype(np.uint8)),
        LABELS.tolist(),
        np.where(LABELS > 0, 9 - LABELS, 0),
    ],
    ids=["itself", "renamed", "floats", "bytes", "list", "backwards"],
)
def test_labels_are_right_up_to_renaming(answer):
    check.labels(answer, LABELS, "answer")


def test_labels_of_volumes_and_with_another_background():
    solid = np.stack([LABELS, LABELS])
    check.labels(solid * 2, solid, "answer")
    check.labels(
        np.where(LABELS == 0, 9, LABELS + 20),
        np.where(LABELS == 0, 9, LABELS),
        "answer",
        background=9,
    )
    with pytest.raises(check.Finding) as caught:
        check.labels(np.where(solid == 2, 0, solid), solid, "answer")
    assert caught.value.code == "labels-missed"
    with pytest.raises(check.AuthorError):
        check.labels(solid, solid / 2, "answer")


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (mask(blobs(*PLACES[:3])), "A whole region is missing: rows 41 to 51, columns 61 to 71"),
        (mask(MASK | blobs((52, 8, 5))), "A region stands where none should be: rows 48 to 56"),
        (mask(np.roll(MASK, 4, 1)), "the right mask, moved by 4 columns to the right"),
        (mask(ndimage.binary_dilation(MASK)), "All lie within 2 pixels of an edge"),
        (labels(bridged()), "`answer` gives 3 objects; 1 label covers more than one object."),
        (labels(cut()), "Rows 29 to 51, columns 13 to 35"),
        (called(by_max, "read-only", "empty"), "Case: a picture without any row."),
    ],
)
def test_the_finding_says_where(call, says):
    with pytest.raises(check.Finding) as caught:
        call()
    assert says in f"{caught.value.found} {caught.value.detail}"


def test_the_author_hears_of_unknown_forms():
    with pytest.raises(check.AuthorError, match="no form 'round'"):
        check.variants(PICTURE, brighten, ["round"])
    with pytest.raises(check.AuthorError, match="float64"):
        check.variants(PICTURE / 255, brighten, ["high"])
    with pytest.raises(check.AuthorError, match="as many x as y"):
        check.shown_points(check.figure(drawn("axes")).panels[0], X, Y[:3], "the panel")
