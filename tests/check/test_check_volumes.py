"""Checks of image volumes: all right routes pass, each fault gets its code, nothing else raises."""

import dataclasses
import itertools
import json

import nibabel
import numpy as np
import pytest
from matplotlib.figure import Figure
from nibabel.orientations import axcodes2ornt
from nibabel.processing import resample_from_to

from imagelessons import check
from imagelessons.check.figures.facts import PanelFacts
from imagelessons.check.volumes.volume_facts import VolumeFacts, same_facts

RANDOM = np.random.default_rng(20260511)
SHAPE = (7, 8, 9)
# Posterior, inferior, left, as the head of the course, with three voxel sizes.
AFFINE = np.array([[0, 0, -3.0, 11], [-0.9, 0, 0, 20], [0, -1.5, 0, 6], [0, 0, 0, 1]])
VALUES = RANDOM.integers(0, 900, SHAPE, dtype=np.int16)
MASK = (RANDOM.random(SHAPE) < 0.3).astype(np.uint8)
LABELS = np.repeat(np.repeat(np.repeat([[[0, 1], [3, 7]]], 4, 0), 4, 1), 4, 2).astype(np.uint8)
SERIES = RANDOM.integers(0, 900, (*SHAPE, 5), dtype=np.int16)
LETTERS = ["".join(p) for p in itertools.permutations("RAS")] + ["LAS", "PIL", "LPI", "IRA", "SAL"]


def image(values=VALUES, affine=AFFINE, **options):
    return nibabel.Nifti1Image(values, affine, **options)


def facts(affine):
    """Return an image whose affine no NIfTI file can hold."""
    return dataclasses.replace(check.volume_facts(image(), "a"), affine=affine)


def series(step=2.5, values=SERIES, affine=AFFINE):
    made = image(values, affine)
    made.header.set_zooms((*made.header.get_zooms()[:3], step))
    return made


def turned(one, letters):
    own = nibabel.io_orientation(one.affine)
    return one.as_reoriented(nibabel.orientations.ornt_transform(own, axcodes2ornt(letters)))


def code_of(call, *arguments, **keywords):
    with pytest.raises(check.Finding) as caught:
        call(*arguments, **keywords)
    caught.value.block()
    return caught.value.code


def changed(column, value, affine=AFFINE):
    other = affine.copy()
    other[:3, column] = value
    return other


@pytest.mark.parametrize("letters", LETTERS)
def test_each_order_of_the_axes_is_right_if_the_affine_follows(letters):
    check.volume(turned(image(), letters), image(), "a")
    check.volume(turned(series(), letters), series(), "a")
    check.volume(image(), turned(image(), letters), "a", orientation="PIL")


@pytest.mark.parametrize("letters", LETTERS)
def test_a_flipped_array_is_wrong_on_whatever_grid(letters):
    right = turned(image(), letters)
    side = next(axis for axis, letter in enumerate(letters) if letter in "LR")
    for axis in range(3):
        flipped = image(np.flip(right.get_fdata(), axis), right.affine)
        expected = "mirrored-left-right" if axis == side else "mirrored-axis"
        assert code_of(check.volume, flipped, right, "a") == expected


def test_other_right_routes(tmp_path):
    nibabel.save(image(), tmp_path / "a.nii.gz")
    check.volume(nibabel.load(tmp_path / "a.nii.gz"), image(), "a", dtype="int16")
    check.volume(image(VALUES.astype(np.float32)), image(), "a", dtype="float")
    check.volume(nibabel.Nifti2Image(VALUES, AFFINE), image(), "a")
    check.volume(nibabel.MGHImage(VALUES, AFFINE), image(), "a")
    check.volume(nibabel.Spm99AnalyzeImage(VALUES, np.eye(4)), image(affine=np.eye(4)), "a")
    check.volume(image(VALUES.astype(">i2")), image(), "a", dtype="int16")
    check.volume(image(affine=AFFINE + 1e-6), image(), "a")
    check.volume(image(VALUES[:, :, :1]), image(VALUES[:, :, :1]), "a")
    oblique = nibabel.affines.from_matvec(
        nibabel.eulerangles.euler2mat(0.3, 0.2, -0.1) @ AFFINE[:3, :3], [1, 2, 3]
    )
    check.volume(turned(image(affine=oblique), "RAS"), image(affine=oblique), "a")


def test_a_scaled_image_is_compared_by_its_values():
    scaled = image(VALUES * 0.5 + 7)
    scaled.set_data_dtype(np.int16)
    check.volume(scaled, image(VALUES * 0.5 + 7), "a", atol=0.02, dtype="int16")
    stored = nibabel.Nifti1Image.from_bytes(scaled.to_bytes())
    check.volume(stored, image(VALUES * 0.5 + 7), "a", atol=0.02)
    assert code_of(check.volume, image(stored.dataobj.get_unscaled()), stored, "a") == "slope-lost"


def test_facts_cross_as_plain_values():
    given = check.volume_facts(series(), "a")
    plain = check.plain_volume(given)
    arrays = {key: plain.pop(key) for key in ("values", "affine")}
    crossed = check.volume_from_plain(json.loads(json.dumps(plain)) | arrays)
    assert same_facts(crossed, given)
    assert (crossed.dtype, crossed.zooms[3], crossed.units) == ("int16", 2.5, ("unknown",) * 2)
    check.volume(crossed, series(), "a")
    check.volume(series(), crossed, "a")
    with pytest.raises(ValueError, match="does not describe a volume"):
        check.volume_from_plain({"values": 3})


SPLINE = resample_from_to(
    image(LABELS, changed(3, [10.5, 20, 6])), (LABELS.shape, AFFINE), order=3, mode="nearest"
)
HALVES = resample_from_to(
    image(LABELS, changed(3, [9.7, 20, 6])), (LABELS.shape, AFFINE), order=1, mode="nearest"
)

WRONG = [
    ("not-attempted", ..., image()),
    ("wrong-type", None, image()),
    ("wrong-type", {"values": 1}, image()),
    ("wrong-type", 3, image()),
    ("wrong-type", [1, 2], image()),
    ("not-called", image().get_fdata, image()),
    ("text-for-value", "mask.nii.gz", image()),
    ("affine-lost", VALUES, image()),
    ("affine-lost", VALUES.tolist(), image()),
    ("wrong-axes", image(SERIES), image()),
    ("wrong-axes", image(), series()),
    ("wrong-shape", image(VALUES[:-1]), image()),
    ("wrong-shape", series(values=SERIES[..., :4]), series()),
    ("affine-identity", image(affine=np.eye(4)), image()),
    ("affine-identity", image(affine=None), image()),
    ("affine-of-other-grid", facts(np.zeros((4, 4))), image()),
    ("affine-of-other-grid", facts(np.full((4, 4), np.nan)), image()),
    ("affine-of-other-grid", facts(AFFINE @ np.diag([1, 1, 0, 1])), image()),
    (
        "affine-of-other-grid",
        image(
            affine=nibabel.affines.from_matvec(
                nibabel.eulerangles.euler2mat(0.2) @ AFFINE[:3, :3], AFFINE[:3, 3]
            )
        ),
        image(),
    ),
    ("axes-permuted", image(VALUES.transpose(2, 0, 1)), image()),
    ("axes-permuted", image(VALUES.T), image()),
    ("axes-permuted", image(affine=np.diag([-1, 1, 1, 1.0])), image()),
    ("axes-permuted", image(VALUES.transpose(1, 0, 2) // 2), image()),
    ("axes-permuted", image(LABELS[:, :, :4], AFFINE[:, [1, 0, 2, 3]]), image(LABELS[:, :, :4])),
    ("mirrored-left-right", image(VALUES[:, :, ::-1]), image()),
    ("mirrored-left-right", image(VALUES[::-1, :, ::-1]), image()),
    ("mirrored-left-right", image(affine=changed(2, [3, 0, 0])), image()),
    ("mirrored-left-right", image(affine=np.diag([-1, 1, 1, 1]) @ AFFINE), image()),
    ("mirrored-axis", image(VALUES[::-1]), image()),
    ("mirrored-axis", image(VALUES[::-1, ::-1]), image()),
    ("voxel-size-wrong", image(affine=AFFINE @ np.diag([2, 2, 2, 1])), image()),
    ("voxel-size-wrong", image(affine=AFFINE / [0.9, 1.5, 3, 1]), image()),
    ("origin-wrong", image(affine=changed(3, [10, 20, 6])), image()),
    ("origin-wrong", image(VALUES[:, :, ::-1], changed(2, [3, 0, 0])), image()),
    ("labels-interpolated", HALVES, image(LABELS)),
    ("labels-interpolated", SPLINE, image(LABELS)),
    ("labels-interpolated", image(MASK * 0.4), image(MASK)),
    ("mask-0-255", image(MASK * 255), image(MASK)),
    ("inverted", image(1 - MASK), image(MASK)),
    ("mask-all-false", image(MASK * 0), image(MASK)),
    ("slope-lost", image(VALUES * 0.5 + 7), image()),
    ("slope-lost", image(VALUES // 3), image(VALUES // 3 * 3)),
    ("time-step-lost", image(SERIES), series()),
    ("nearly-right", image(VALUES + (np.arange(9) == 4).astype(np.int16)), image()),
    ("different-values", image(np.sort(VALUES, axis=0) * (VALUES % 3)), image()),
    ("off-by-one", image(np.roll(VALUES, 1, 0)), image()),
]


@pytest.mark.parametrize(("code", "answer", "expected"), WRONG)
def test_a_wrong_volume_gets_its_code(code, answer, expected):
    assert code_of(check.volume, answer, expected, "a") == code


def test_a_wrong_form_gets_its_code():
    right = image(MASK)
    header = image().header
    for answer in (
        image(MASK.astype(np.int16)),
        image(MASK.astype(float)),
        image(MASK, header=header),
        image(MASK.astype(bool), header=header),
        image(MASK.astype(float), header=header),
    ):
        check.volume(answer, right, "a", atol=1e-4)
        code = code_of(check.volume, answer, right, "a", atol=1e-4, dtype="uint8")
        assert code == "stored-dtype"
    check.volume(image(MASK, header=header, dtype=np.uint8), right, "a", dtype="uint8")
    assert code_of(check.volume, right, right, "a", orientation="RAS") == "other-orientation"
    check.volume(turned(right, "RAS"), right, "a", orientation="RAS")


def test_a_known_mistake_is_named():
    shifted = image(affine=changed(3, [0, 0, 0]))
    mistakes = {"origin-forgotten": lambda: shifted, "sides-exchanged": image()}
    assert code_of(check.volume, shifted, image(), "a", mistakes=mistakes) == "origin-forgotten"
    check.volume(image(), image(), "a", mistakes=mistakes)


def test_a_faulty_exercise_is_the_authors():
    for expected in (VALUES, None, image(affine=None), image(np.zeros((3, 3)))):
        with pytest.raises(check.AuthorError):
            check.volume(image(), expected, "a")
    with pytest.raises(check.AuthorError, match="no code"):
        check.volume(image(), image(), "a", mistakes={"no-such-code": image()})
    with pytest.raises(check.AuthorError, match="no dtype"):
        check.volume(image(), image(), "a", dtype="uint9")


def test_functions_take_and_give_images():
    cases = [
        check.case(image(), expected=image(VALUES - 1), mistakes={"complement": image(VALUES)}),
        check.case(image(), expected=image(VALUES - 1)),
    ]

    def less(one):
        return nibabel.Nifti1Image(np.asarray(one.dataobj) - 1, one.affine)

    def in_place(one):
        one.dataobj[...] -= 1
        return one

    def moved(one):
        one.affine[0, 3] = 0
        return less(one)

    check.function(less, cases, "less")
    assert code_of(check.function, lambda one: one, cases, "less") == "complement"
    assert code_of(check.function, lambda one: one.get_fdata(), cases, "less") == "affine-lost"
    assert code_of(check.function, in_place, cases, "less") == "input-changed"
    with pytest.raises(check.Finding, match="changes the image volume"):
        check.function(in_place, cases, "less")
    assert code_of(check.function, moved, cases, "less") == "input-changed"


def test_a_known_wrong_word_is_named():
    case = check.case(1, expected="left", mistakes={"sides-exchanged": "right"})
    check.function(lambda one: "Left", [case], "side")
    assert code_of(check.function, lambda one: "right", [case], "side") == "sides-exchanged"
    assert code_of(check.function, lambda one: "up", [case], "side") == "different-text"


class Unreadable(nibabel.Nifti1Image):
    """An image whose values cannot be had."""

    @property
    def dataobj(self):
        raise RuntimeError("no")


class Lying(nibabel.Nifti1Image):
    """An image that gives other things than it should."""

    def __init__(self, *arguments, given, **options):
        super().__init__(*arguments, **options)
        self.given = given

    @property
    def affine(self):
        return self.given


class Raises:
    """Raises at every turn."""

    def __getattr__(self, name):
        raise RuntimeError("no")

    def __array__(self, *arguments, **options):
        raise RuntimeError("no")

    __hash__ = None


NAN = np.full(SHAPE, np.nan)
ODD = {
    "unreadable": Unreadable(VALUES, AFFINE),
    "affine of text": Lying(VALUES, AFFINE, given="affine"),
    "affine of objects": Lying(VALUES, AFFINE, given=np.full((4, 4), None)),
    "small affine": Lying(VALUES, AFFINE, given=np.eye(3)),
    "ragged affine": Lying(VALUES, AFFINE, given=[[1], [2, 3]]),
    "infinite affine": Lying(VALUES, AFFINE, given=np.full((4, 4), np.inf)),
    "huge affine": Lying(VALUES, AFFINE, given=AFFINE * 1e300),
    "tiny affine": Lying(VALUES, AFFINE, given=AFFINE * 1e-300),
    "raises": Raises(),
    "nan": image(NAN),
    "infinite": image(NAN * 0 + np.inf),
    "huge": image(np.full(SHAPE, 1e308)),
    "constant": image(VALUES * 0 + 3),
    "empty": image(VALUES[:0]),
    "flat": image(VALUES[0]),
    "line": image(VALUES[0, 0]),
    "five axes": image(VALUES[..., None, None]),
    "complex": image(VALUES * 1j),
    "colours": image(np.zeros(SHAPE, dtype=[("R", "u1"), ("G", "u1"), ("B", "u1")])),
    "nothing": VolumeFacts(np.zeros(0), None, "uint8", ()),
    "class": nibabel.Nifti1Image,
    "header": image().header,
    "figure": Figure(),
    "stub in a list": [..., 1],
    "text": "12",
    "bytes": b"12",
    "ragged": [[1, 2], [3]],
    "objects": np.array([[None, 1]]),
    "set": {1},
    "scalar": np.float32(3),
    "right": image(),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("which", ["volume", "labels", "series", "function"])
def test_nothing_but_findings_is_raised(which, name):
    odd = ODD[name]
    checks = {
        "volume": lambda: check.volume(odd, image(-VALUES), "a", mistakes={"sign": image(MASK)}),
        "labels": lambda: check.volume(odd, image(MASK), "a", dtype="uint8", orientation="RAS"),
        "series": lambda: check.volume(odd, series(), "a"),
        "function": lambda: check.function(
            lambda: odd, [check.case(expected=image(MASK))], "a", dtype="uint8"
        ),
    }
    with pytest.raises(check.Finding) as caught:
        checks[which]()
    assert caught.value.block()[-1].startswith("Code: ")
    assert caught.value.code != "check-stopped", caught.value.found


def shown(values=VALUES[0], **options):
    figure = Figure()
    figure.subplots().imshow(values, **options)
    return check.figure(figure).panels[0]


@pytest.mark.parametrize(
    "options",
    [
        {"aspect": 1.5 / 3},
        {"extent": (0, 9 * 3, 8 * 1.5, 0)},
        {"extent": (9 * 3, 0, 0, 8 * 1.5), "aspect": "equal"},
        {"extent": (0, 9, 8 * 1.5, 0), "aspect": 1 / 3},
    ],
)
def test_true_proportions_by_any_route(options):
    check.proportions(shown(**options), (1.5, 3), "the panel")
    check.proportions(shown(**options), (0.5, 1), "the panel")


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("aspect-missing", {}),
        ("aspect-missing", {"aspect": "equal"}),
        ("aspect-inverted", {"aspect": 2}),
        ("aspect-wrong", {"aspect": 0.9 / 3}),
        ("aspect-wrong", {"aspect": "auto"}),
    ],
)
def test_wrong_proportions_get_their_code(code, options):
    assert code_of(check.proportions, shown(**options), (1.5, 3), "the panel") == code


def test_proportions_need_a_picture_and_a_pixel():
    assert code_of(check.proportions, PanelFacts(), (1, 1), "the panel") == "picture-not-shown"
    with pytest.raises(check.AuthorError):
        check.proportions(shown(), (0, 1), "the panel")
