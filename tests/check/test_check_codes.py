"""Each code of the catalogue has a wrong answer that gets exactly that code."""

import re
from collections import Counter
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure
from pydicom.dataset import Dataset

from imagelessons import check
from imagelessons.check.catalogue import CATALOGUE

RANDOM = np.random.default_rng(20240607)
PICTURE = RANDOM.integers(0, 256, (40, 60), dtype=np.uint8)
SMOOTH = (np.add.outer(np.arange(40), np.arange(60)) * 2).astype(np.uint8)
COLOUR = RANDOM.integers(0, 256, (40, 60, 3), dtype=np.uint8)
SQUARE = RANDOM.integers(0, 256, (30, 30), dtype=np.uint8)
MASK = SMOOTH < 100
LISTED = np.arange(40, 60).astype(float)
SIGNED = PICTURE.astype(int) - 20
EDGE = MASK ^ ((SMOOTH >= 98) & (SMOOTH < 102) & (np.arange(60) % 3 == 0))


def code_of(call, *arguments, **keywords):
    with pytest.raises(check.Finding) as caught:
        call(*arguments, **keywords)
    return caught.value.code


def changed(array, where, value):
    copied = array.copy()
    copied[where] = value
    return copied


def masked():
    return np.ma.masked_less(PICTURE, 50)


ARRAYS = [
    ("not-attempted", ..., PICTURE),
    ("not-attempted", [..., ...], PICTURE),
    ("wrong-type", None, PICTURE),
    ("wrong-type", {"a": 1}, PICTURE),
    ("wrong-type", np.array([[1, None]]), PICTURE),
    ("wrong-type", np.matrix([[1, 2]]), np.array([[1, 2]])),
    ("not-called", PICTURE.copy, PICTURE),
    ("text-for-value", "12", PICTURE),
    ("ragged-list", [[1, 2], [3]], PICTURE),
    ("masked-array", masked(), PICTURE),
    ("number-for-array", 3, PICTURE),
    ("transposed", PICTURE.T, PICTURE),
    ("transposed", SQUARE.T, SQUARE),
    ("transposed", COLOUR.swapaxes(0, 1), COLOUR),
    ("wrong-axes", PICTURE.ravel(), PICTURE),
    ("wrong-axes", PICTURE[None], PICTURE),
    ("colour-axis-left", COLOUR, COLOUR[..., 0]),
    ("colour-axis-lost", COLOUR[..., 0], COLOUR),
    ("colour-axis-lost", COLOUR.mean(axis=-1), COLOUR),
    ("colour-axis-moved", np.moveaxis(COLOUR, -1, 0), COLOUR),
    ("slice-end", PICTURE[:39], PICTURE),
    ("wrong-shape", PICTURE[:20], PICTURE),
    ("range-0-to-1", PICTURE / 255, PICTURE),
    ("range-0-to-1", RANDOM.random((40, 60)), PICTURE),
    ("range-0-to-255", PICTURE, PICTURE / 255),
    ("percent-for-fraction", LISTED, LISTED / 100),
    ("fraction-for-percent", LISTED / 100, LISTED),
    ("inverted", 255 - PICTURE, PICTURE),
    ("inverted", ~MASK, MASK),
    ("wrap-around", (PICTURE - np.uint8(20)), SIGNED),
    ("wrap-around", PICTURE + np.uint8(60), PICTURE.astype(int) + 60),
    ("channels-swapped", COLOUR[..., ::-1], COLOUR),
    ("channels-swapped", COLOUR[..., [1, 0, 2]], COLOUR),
    ("flipped-up-down", PICTURE[::-1], PICTURE),
    ("flipped-left-right", PICTURE[:, ::-1], PICTURE),
    ("rotated", np.rot90(PICTURE), PICTURE),
    ("rotated", np.rot90(PICTURE, 2), PICTURE),
    ("rotated", np.rot90(SQUARE, 3), SQUARE),
    ("off-by-one", np.roll(PICTURE, 1, 0), PICTURE),
    ("off-by-one", PICTURE[:, 1:], PICTURE[:, :-1]),
    ("constant-factor", PICTURE * 7.0, PICTURE),
    ("constant-offset", PICTURE + 300.0, PICTURE),
    ("sign", -LISTED, LISTED),
    ("other-order", RANDOM.permutation(PICTURE.ravel()), PICTURE.ravel()),
    ("nearly-right", changed(PICTURE, (3, 4), PICTURE[3, 4] ^ 1), PICTURE),
    ("nearly-right", LISTED + np.arange(20) * 1e-4, LISTED),
    ("not-a-number", changed(PICTURE.astype(float), (0, 0), np.nan), PICTURE),
    ("mask-for-image", PICTURE > 3, PICTURE),
    ("different-values", RANDOM.integers(0, 256, (40, 60)), PICTURE),
]


@pytest.mark.parametrize(("code", "answer", "truth"), ARRAYS)
def test_a_wrong_array_gets_its_code(code, answer, truth):
    assert code_of(check.array, answer, truth, "answer") == code


@pytest.mark.parametrize(
    ("code", "answer", "dtype"),
    [
        ("widened-dtype", PICTURE.astype(int), "uint8"),
        ("wrong-dtype", PICTURE.astype(float), "uint8"),
        ("wrong-dtype", PICTURE, "float"),
    ],
)
def test_a_wrong_dtype_gets_its_code(code, answer, dtype):
    assert code_of(check.array, answer, PICTURE, "answer", dtype=dtype) == code
    assert code_of(check.kind, answer, "answer", dtype=dtype) == code


KINDS = [
    ("png-as-float", PICTURE / 255, {"dtype": "uint8"}),
    ("mask-for-image", MASK, {"dtype": "uint8"}),
    ("mask-not-boolean", MASK.astype(int), {"dtype": "bool"}),
    ("mask-0-255", MASK * 255, {"dtype": "bool"}),
    ("mask-float", MASK * 1.0, {"dtype": "bool"}),
    ("image-for-mask", PICTURE, {"dtype": "bool"}),
    ("transposed", PICTURE, {"shape": (60, 40)}),
    ("wrong-axes", PICTURE, {"ndim": 1}),
    ("colour-axis-left", COLOUR, {"ndim": 2}),
    ("array-for-number", PICTURE, {"shape": ()}),
    ("out-of-range", -1.0, {"low": 0}),
    ("percent-for-fraction", 31.2, {"shape": (), "low": 0, "high": 1}),
    ("range-0-to-255", PICTURE, {"low": 0, "high": 1}),
    ("not-a-number", float("nan"), {"low": 0, "high": 1}),
    ("number-for-array", 5, {"shape": (2, 2)}),
    ("wrong-dtype", 0.5, {"dtype": "integer"}),
]


@pytest.mark.parametrize(("code", "answer", "asked"), KINDS)
def test_a_wrong_structure_gets_its_code(code, answer, asked):
    assert code_of(check.kind, answer, "answer", **asked) == code


MASKS = [
    ("mask-0-255", MASK * np.uint8(255), {}),
    ("mask-0-255", MASK * 255, {}),
    ("mask-float", MASK.astype(float), {}),
    ("mask-not-boolean", MASK.astype(int), {"strict": True}),
    ("image-for-mask", SMOOTH, {}),
    ("mask-all-true", np.ones_like(MASK), {}),
    ("mask-all-false", np.zeros_like(MASK), {}),
    ("inverted", ~MASK, {}),
    ("inverted", SMOOTH > 100, {"image": SMOOTH}),
    ("strictness", SMOOTH <= 100, {"image": SMOOTH, "threshold": 100}),
    ("other-threshold", SMOOTH < 120, {"image": SMOOTH, "threshold": 100}),
    ("transposed", MASK.T, {}),
    ("flipped-up-down", MASK[::-1], {}),
    ("off-by-one", np.roll(MASK, 1, 1), {}),
    ("mask-boundary", EDGE, {}),
    ("different-values", MASK ^ (RANDOM.random(MASK.shape) < 0.1), {}),
    ("slice-end", MASK[1:], {}),
]


@pytest.mark.parametrize(("code", "answer", "options"), MASKS)
def test_a_wrong_mask_gets_its_code(code, answer, options):
    assert code_of(check.mask, answer, MASK, "answer", **options) == code


NUMBERS = [
    ("not-attempted", ..., 0.31),
    ("wrong-type", None, 0.31),
    ("wrong-type", 1 + 2j, 0.31),
    ("not-called", PICTURE.mean, 0.31),
    ("text-for-value", "0.31", 0.31),
    ("boolean-for-number", True, 0.31),
    ("boolean-for-number", np.True_, 1),
    ("array-for-number", PICTURE, 0.31),
    ("not-a-number", np.nan, 0.31),
    ("infinite", np.inf, 0.31),
    ("percent-for-fraction", 31.27, 0.3127),
    ("fraction-for-percent", 0.3127, 31.27),
    ("range-0-to-255", 0.3127 * 255, 0.3127),
    ("range-0-to-1", 151.2 / 255, 151.2),
    ("sign", -3.5, 3.5),
    ("complement", 0.6873, 0.3127),
    ("reciprocal", 1 / 151.2, 151.2),
    ("count-off-by-one", 6641, 6640),
    ("count-off-by-one", 13, 12),
    ("count-off-by-one", 6_992_001, 6_992_000),
    ("rounded-early", 0.31, 0.3127),
    ("rounded-early", 151, 151.217),
    ("nearly-right", 151.9, 151.217),
    ("different-values", 42, 151.217),
    ("different-values", 42, np.nan),
    ("different-values", 42, np.inf),
]


@pytest.mark.parametrize(("code", "answer", "truth"), NUMBERS)
def test_a_wrong_number_gets_its_code(code, answer, truth):
    assert code_of(check.number, answer, truth, "answer") == code


def test_a_small_overlap_gets_its_code():
    half = MASK & (np.arange(60) < 10)
    assert code_of(check.overlap, half, MASK, "dark", at_least=0.9) == "overlap-too-small"


def test_a_share_in_percent_has_its_complement():
    assert code_of(check.number, 68.73, 31.27, "share", unit="%") == "complement"
    assert code_of(check.number, 0.3127, 31.27, "share", unit="%") == "fraction-for-percent"


def test_wrong_choices_get_their_codes():
    assert code_of(check.truth, 1, True, "a") == "number-for-truth"
    assert code_of(check.truth, [True, False], True, "a") == "array-for-number"
    assert code_of(check.truth, False, True, "a") == "wrong-answer"
    assert code_of(check.text, 3, "uint8", "a") == "wrong-type"
    assert code_of(check.text, "unit8", "uint8", "a", options=["int64"]) == "different-text"
    assert code_of(check.text, "int64", "uint8", "a", options=["int64"]) == "wrong-answer"


def in_place(image):
    image[0] = 0
    return image


def locked(image):
    image = image.copy()
    image.flags.writeable = False
    image[0] = 0
    return image


def needs_two(image, other):
    return image


FUNCTIONS = [
    ("not-attempted", ...),
    ("not-attempted", lambda image: ...),
    ("not-attempted", lambda image: ... - image),
    ("nothing-returned", lambda image: None),
    ("not-a-function", PICTURE),
    ("wrong-parameters", needs_two),
    ("function-raised", lambda image: image.no_such_thing),
    ("input-changed", in_place),
    ("read-only", locked),
    ("value-out-of-bounds", lambda image: image + 300),
    ("truth-of-an-array", lambda image: 5 < image < 9),
    ("mask-of-other-shape", lambda image: image[np.ones((3, 3), dtype=bool)]),
    ("index-out-of-bounds", lambda image: image[55, 10]),
    ("transposed", lambda image: image.T),
    ("different-values", lambda image: np.random.default_rng(0).permuted(image) // 2),
]


@pytest.mark.parametrize(("code", "function"), FUNCTIONS)
def test_a_wrong_function_gets_its_code(code, function):
    cases = [check.case(PICTURE, expected=PICTURE, says="a noisy picture")]
    assert code_of(check.function, function, cases, "copied") == code


def rename(dataset):
    dataset.PatientName = "Nobody"


@pytest.mark.parametrize(
    ("function", "given", "noun"),
    [
        (in_place, PICTURE, "the array that"),
        (list.reverse, [3, 1, 2], "the list that it is given, or what it holds"),
        (lambda images: in_place(images[0]), [PICTURE], "the list that it is given, or what"),
        (lambda table: table.update(b=2), {"a": 1}, "the dictionary that"),
        (rename, Dataset(), "the dataset that"),
    ],
)
def test_what_was_changed_has_its_own_noun(function, given, noun):
    def changes(value):
        function(value)
        return 1

    with pytest.raises(check.Finding, match=noun) as caught:
        check.function(changes, [check.case(given, expected=1)], "changes")
    assert caught.value.code == "input-changed"


def test_a_stub_that_raises_is_not_attempted():
    def stub(image):
        raise NotImplementedError()

    cases = [check.case(PICTURE, expected=PICTURE)]
    assert code_of(check.function, stub, cases, "copied") == "not-attempted"


def shown(image=PICTURE, **options):
    figure = Figure()
    ax = figure.subplots()
    ax.imshow(image, **({"cmap": "gray"} | options))
    return figure


def histogram(values=None, **options):
    figure = Figure()
    figure.subplots().hist(PICTURE.ravel() if values is None else values, **options)
    return check.figure(figure).panels[0]


def check_shown(figure):
    panel = check.figure(figure, panels=1).panels[0]
    check.shown_image(panel, PICTURE, "the panel", cmap="gray", vmin=0, vmax=250)


def upside_down():
    return shown(origin="lower", vmin=0, vmax=250)


def mirrored():
    figure = shown(vmin=0, vmax=250)
    figure.axes[0].invert_xaxis()
    return figure


FIGURES = [
    ("not-attempted", lambda: ...),
    ("figure-missing", lambda: None),
    ("figure-missing", lambda: "fig"),
    ("figure-empty", Figure),
    ("wrong-panel-count", lambda: plt.subplots(1, 2)[1][0].imshow(PICTURE).figure),
    ("picture-not-shown", lambda: Figure().subplots().plot([1, 2])[0].figure),
    ("transposed", lambda: shown(PICTURE.T)),
    ("flipped-up-down", lambda: shown(PICTURE[::-1])),
    ("upside-down-display", upside_down),
    ("flipped-left-right", mirrored),
    ("wrong-colour-map", lambda: shown(cmap="viridis", vmin=0, vmax=250)),
    ("wrong-display-range", lambda: shown(vmin=0, vmax=200)),
    ("autoscaled-display", shown),
]


@pytest.mark.parametrize(("code", "make"), FIGURES)
def test_a_wrong_figure_gets_its_code(code, make):
    assert code_of(check_shown, make()) == code


HISTOGRAMS = [
    ("bins-uneven", {"bins": 50}, {"bins": range(257)}),
    ("bins-uneven", {"bins": 50, "range": (0, 256)}, {}),
    ("wrong-bins", {"bins": range(0, 257, 2)}, {"bins": range(257)}),
    ("density-for-counts", {"bins": range(257), "density": True}, {"bins": range(257)}),
    ("counts-for-density", {"bins": range(257)}, {"bins": range(257), "density": True}),
    ("different-values", {"bins": range(257), "values": PICTURE[:20].ravel()}, {}),
]


@pytest.mark.parametrize(("code", "drawn", "asked"), HISTOGRAMS)
def test_a_wrong_histogram_gets_its_code(code, drawn, asked):
    panel = histogram(**drawn)
    assert code_of(check.shown_histogram, panel, PICTURE, "the panel", **asked) == code


def drawn_between(limits, **drawn):
    figure = Figure()
    ax = figure.subplots()
    ax.hist(np.arange(256), **drawn)
    ax.set_xlim(limits)
    return check.figure(figure).panels[0]


DRAWN = [{"bins": range(257)}, {"bins": 256, "range": (-0.5, 255.5)}]


@pytest.mark.parametrize("limits", [(0, 150), (150, 0), (60, 256)])
@pytest.mark.parametrize("drawn", DRAWN)
def test_an_axis_that_cuts_off_a_histogram(limits, drawn):
    panel = drawn_between(limits, **drawn)
    code = code_of(check.shown_histogram, panel, np.arange(256), "the panel")
    assert code == "histogram-cut-off"


@pytest.mark.parametrize("limits", [(0, 255), (255, 0), (-50, 400)])
@pytest.mark.parametrize("drawn", DRAWN)
def test_an_axis_may_hide_the_last_bin_and_reach_further(limits, drawn):
    check.shown_histogram(drawn_between(limits, **drawn), np.arange(256), "the panel")


def test_other_faults_of_panels_get_their_codes():
    panel = check.figure(shown()).panels[0]
    assert code_of(check.shown_histogram, panel, PICTURE, "the panel") == "histogram-missing"
    columns = histogram(PICTURE, bins=4)
    assert code_of(check.shown_histogram, columns, PICTURE, "the panel") == "not-flattened"
    for label in ("title", "xlabel", "ylabel"):
        assert code_of(check.labelled, panel, **{label: True}) == "label-missing"
    assert code_of(check.labelled, panel, colorbar=True) == "colour-bar-missing"


def in_exercise(action):
    with check.exercise("Exercise 9"):
        action()


def test_errors_inside_an_exercise_get_their_codes():
    assert code_of(in_exercise, lambda: no_such_name) == "missing-name"  # noqa: F821
    assert code_of(in_exercise, lambda: 1 / 0) == "check-stopped"
    assert code_of(in_exercise, lambda: ....shape) == "not-attempted"
    assert code_of(in_exercise, lambda: np.asarray(...) - 1) == "not-attempted"

    def refuse():
        assert 1 == 2, "one is not two"  # noqa: B011, PLR0133

    assert code_of(in_exercise, refuse) == "assertion-failed"


def test_a_float_is_no_whole_number():
    case = check.case(3, expected=(50, 20))
    wrong = code_of(check.function, lambda n: (50.0, 20.0), [case], "size", dtype="integer")
    assert wrong == "float-for-integer"


def test_what_numpy_refuses_to_narrow_has_its_code():
    def adds(image):
        total = np.zeros(3, dtype=np.uint8)
        total += np.ones(3, dtype=np.int64)
        return total

    assert code_of(check.function, adds, [check.case(3, expected=5)], "adds") == "cast-refused"


def test_a_case_may_name_the_error_that_it_invites():
    case = check.case(3, expected=5, raises={"no such row": "slice-end"})

    def stops(image):
        raise ValueError("no such row")

    assert code_of(check.function, stops, [case], "stops") == "slice-end"


def test_a_function_that_ignores_its_input_gets_its_code():
    cases = [check.case(PICTURE[:n], expected=float(PICTURE[:n].mean())) for n in (5, 9, 30)]
    assert code_of(check.function, lambda image: 7.5, cases, "mean") == "input-not-used"


def test_places_for_a_mask_get_their_code():
    assert code_of(check.mask, np.where(MASK), MASK, "dark") == "places-for-mask"


def test_exchanged_labels_get_their_code():
    figure = shown()
    figure.axes[0].set(xlabel="row", ylabel="column")
    panel = check.figure(figure).panels[0]
    code = code_of(check.labelled, panel, xlabel="column", ylabel="row")
    assert code == "labels-exchanged"


GIVEN = sorted(code for code, entry in CATALOGUE.items() if entry.given)


@pytest.mark.parametrize("code", GIVEN)
def test_a_given_mistake_gets_its_code(code):
    wrong = PICTURE // 3
    assert code_of(check.array, wrong, PICTURE, "a", mistakes={code: wrong}) == code
    assert code_of(check.array, wrong, PICTURE, "a", mistakes={code: lambda: wrong}) == code
    assert code_of(check.number, 5.5, 3.21, "a", mistakes={code: 5.5}) == code


def test_every_code_has_its_test_or_is_given():
    folder = Path(__file__).parent
    tests = [*sorted(folder.glob("test_check_*.py")), folder / "test_diagnosis.py"]
    text = "".join(path.read_text(encoding="utf-8") for path in tests)
    named = set(re.findall(r'(?:"|Code: )([a-z0-9-]+)"', text)) | set(GIVEN)
    assert CATALOGUE.keys() <= named


def test_every_code_is_used_by_the_package_or_given():
    folder = Path(check.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    for code, entry in CATALOGUE.items():
        assert entry.given or f'"{code}"' in text, code


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=CATALOGUE.keys())
def test_an_entry_is_short(entry):
    for sentence in (entry.belief, entry.sentence):
        assert not re.search(r"\b(x|y) and (x|y)\b", sentence)
    assert len(entry.sentence) <= 240
    assert max(len(one.split()) for one in re.split(r"[.?:;] ", entry.sentence)) <= 30


def test_no_two_entries_say_the_same():
    for part in ("name", "sentence"):
        texts = Counter(getattr(entry, part).casefold() for entry in CATALOGUE.values())
        assert [text for text, count in texts.items() if count > 1] == []
