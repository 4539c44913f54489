"""Attacks on the engine alone: none passes a test without the right answer."""

import pytest
from faults.attacks import ATTACKS
from surroundings import listable_paths, readable_paths

from imagecourse import EXTENSION
from imagelessons.data import data_folder
from nbisolate.normalize.names import names_set
from nbisolate.sandbox.limits import Limits
from nbisolate.session.session import Place, Step, run_notebook
from nbisolate.session.suspicions import digest_of, doubts_of_locked, fixed_values
from nbisolate.session.warm_parent import WarmParent

LIMITS = Limits(cell_seconds=60, test_seconds=60, total_seconds=600)
CLOSE = "np.testing.assert_allclose"


@pytest.fixture(scope="module")
def warm():
    with WarmParent(libraries=("numpy", "imageio.v3"), extension=EXTENSION) as parent:
        yield parent


@pytest.fixture
def run(warm, tmp_path):
    def run_cells(given, student, *tests, files=None):
        scratch, modules = tmp_path / "scratch", tmp_path / "modules"
        place = Place(
            scratch,
            readable_paths(data_folder()),
            listable_paths(data_folder()),
            modules=[modules],
            locked=sorted(names_set(given)),
        )

        def last(student):
            for folder in (scratch, modules):
                folder.mkdir(exist_ok=True)
                for name, text in (files or {}).items():
                    (folder / name).write_text(text)
            steps = [Step("given", given), Step("student", student)]
            steps += [Step("tests", test) for test in tests if test]
            return run_notebook(steps, warm, place, LIMITS)[0][-1]

        found = last(student)
        if place.locked:
            # As calibration does: what is the same in the solution and the released notebook.
            fixed = fixed_values(last("").locked, last("solution = 1").locked)
            found.doubts += doubts_of_locked(fixed, found.locked)
        return found

    return run_cells


@pytest.fixture
def run_all(warm, tmp_path):
    """Run answers, each followed by a test, and return the results of the tests."""

    def run_cells(*pairs):
        place = Place(tmp_path, readable_paths(data_folder()), listable_paths(data_folder()))
        steps = [Step("given", "import numpy as np"), Step("tests", "import numpy as np")]
        steps += [
            Step(*cell) for answer, test in pairs for cell in (("student", answer), ("tests", test))
        ]
        return run_notebook(steps, warm, place, LIMITS)[0][3::2]

    return run_cells


def errors(result):
    return [output for output in result.outputs if output["output_type"] == "error"]


def said(result):
    return " ".join([result.needs_person, *result.doubts]).strip()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack_earns_nothing(run, attack):
    pytest.importorskip(attack.needs)
    files = attack.files
    last = run(attack.given, attack.student, attack.before, attack.test, files=files)
    assert attack.says in said(last)
    assert errors(last) or said(last)
    assert not any(error["ename"] == "Finding" for error in errors(last))


def test_a_file_that_is_changed_back_is_seen(run):
    flip = """
import threading
answer = [1, 2]
def flip():
    while True:
        for text in ("8,8", "1,2"):
            with open("right.csv", "r+") as file:
                file.write(text)
        flipped.set()
flipped = threading.Event()
threading.Thread(target=flip, daemon=True).start()
flipped.wait()
"""
    test = "open('right.csv').read()"
    last = run("import numpy", flip, test, files={"right.csv": "1,2"})
    assert "right.csv" in said(last)


NOTHING = [
    "range(0)", "array.array('d')", "bytearray()", "memoryview(b'')", "Image.new('L', (0, 3))",
    "imageio.core.util.Array(np.zeros(0))", "[[], 'x']", "{'area': [], 'n': 3}", "Cell([])",
    "types.SimpleNamespace(area=[])", "iter([])", "{}.values()", "sparse.csr_array((0, 0))",
    "np.zeros((0, 3))", "(np.zeros(2), np.zeros(0))", "set()", "np.ma.masked_all(0)",
]  # fmt: skip
NAN = [
    "float('nan')", "np.float32('nan')", "complex('nan')", "np.array([1, np.nan], object)",
    "np.array([(np.nan, 1)], 'f8,i4')", "memoryview(np.full(1, np.nan))", "[[[[[[[np.nan]]]]]]]",
    "array.array('d', [np.nan])", "Image.fromarray(np.full((2, 2), np.nan, 'f4'))", "'nan'",
    "nibabel.Nifti1Image(np.full((2, 2, 2), np.nan, 'f4'), np.eye(4))", "Cell(np.nan)",
    "sparse.csr_array(np.full((2, 2), np.nan))", "{'a': (np.nan,)}", "np.array([' -NaN '])",
    "decimal.Decimal('NaN')", "np.datetime64('NaT')", "np.longdouble('nan')",
]  # fmt: skip
IMPORTS = """import array, collections, dataclasses, decimal, types
import imageio, nibabel
from PIL import Image
from scipy import sparse
@dataclasses.dataclass
class Cell:
    area: object
"""


INVITING = (
    "assert np.allclose(answer, 42)",
    "bad = abs(answer - 42) > .1\nassert not bad",
    # Passes with all of them: what is seen doesn't depend on how a test decides.
    "assert answer is not None\nprint(type(answer).__name__)",
)


def test_nothing_and_nan_of_whatever_kind_earn_nothing(run_all):
    answers = [*NOTHING, *NAN]
    first, *results = run_all(
        (f"{IMPORTS}answer = 42", INVITING[0]),
        *((f"answer = {answer}", test) for answer in answers for test in INVITING),
    )
    assert (errors(first), said(first)) == ([], "")
    for number, answer in enumerate(answers):
        invited, ordered, passed = results[3 * number : 3 * number + 3]
        for result in (invited, ordered):
            assert errors(result) or result.doubts, answer
        (printed,) = passed.outputs
        assert passed.doubts or "Uncrossed" in printed["text"], answer


CHANGES = {
    "a picture of Pillow": (
        "def mean(p):\n    p.paste(0, (0, 0, 3, 3))\n    return 0.0",
        "from PIL import Image\npicture = Image.new('L', (3, 3), 7)\n"
        "assert mean(picture) == np.asarray(picture).mean()",
    ),
    "a volume": (
        "def mean(v):\n    np.asanyarray(v.dataobj)[...] = 0\n    return 0.0",
        "import nibabel\nvolume = nibabel.Nifti1Image(np.ones((2, 2, 2)), np.eye(4))\n"
        "assert mean(volume) == volume.get_fdata().mean()",
    ),
    "a dataset": (
        "def rows(d):\n    d.Rows = 0\n    return 0",
        "import pydicom\nheader = pydicom.Dataset()\nheader.Rows = 3\n"
        "assert rows(header) == header.Rows",
    ),
    "an array in a dictionary": (
        "def mean(b):\n    b['a'][...] = 0\n    return 0.0",
        "box = {'a': np.ones(3)}\nassert mean(box) == box['a'].mean()",
    ),
    "an array handed over from a dictionary": (
        "def mean(a):\n    a[...] = 0\n    return 0.0",
        "box = {'a': np.ones(3)}\nassert mean(box['a']) == box['a'].mean()",
    ),
    "an array in a dictionary that is read by its own name": (
        "def mean(b):\n    b['a'][...] = 0\n    return 0.0",
        "grey = np.ones(3)\nassert mean({'a': grey}) == grey.mean() == grey.max()",
    ),
    "an array in a deep list": (
        "def mean(b):\n    b[0][0][0][...] = 0\n    return 0.0",
        "deep = [[[np.ones(3)]]]\nassert mean(deep) == deep[0][0][0].mean()",
    ),
    "an array that is an attribute": (
        "def mean(a):\n    a[...] = 0\n    return 0.0",
        "import types\nbox = types.SimpleNamespace(a=np.ones(3))\n"
        "assert mean(box.a) == box.a.mean()",
    ),
    "an array in an array": (
        "def mean(a):\n    a[...] = 0\n    return 0.0",
        "box = np.empty(1, object)\nbox[0] = np.ones(3)\nassert mean(box[0]) == box[0].mean()",
    ),
}


def test_a_function_that_changes_what_it_is_given_earns_nothing(run_all):
    results = run_all(*CHANGES.values())
    for name, result in zip(CHANGES, results, strict=True):
        assert errors(result) or "A function changed" in said(result), name
    # Where nothing but the result is looked at, a change is nobody's business.
    whole = "def order(v):\n    v.sort()\n    return v"
    fine, nothing_returned = run_all(
        (whole, "given = [3, 1]\nassert order(list(given)) == sorted(given)"),
        ("def order(v):\n    v.sort()", "v = [3, 1]\norder(v)\nassert v == [1, 3]"),
    )
    for result in (fine, nothing_returned):
        assert (errors(result), said(result)) == ([], "")


def test_a_doubt_is_the_same_sentence_each_time(run_all):
    """By it calibration switches off what the instructor's own solution raises too."""
    test = "assert np.nanmax(answer['grey']) < 2"
    solution, right, other = run_all(
        ("answer = {'gaps': [], 'grey': [1, np.nan]}", test),
        ("answer = {'grey': np.array([np.nan, 1.0]), 'gaps': ()}", test),
        ("answer = {'grey': np.array([np.nan, 1.0]), 'gaps': np.ma.masked_all(1)}", test),
    )
    assert len(solution.doubts) == 2
    assert solution.doubts == right.doubts
    (masked,) = set(other.doubts) - set(solution.doubts)
    assert masked.startswith("`answer` has masked values")


def test_what_was_given_is_no_doubt(run_all):
    double = "def double(values):\n    return np.asarray(values) * 2"
    results = run_all(
        (double, "assert double(np.zeros(0)).size == 0"),
        (double, "assert not (double(np.array([1, np.nan])) > 2).any()"),
        (double, "assert (double(np.ones(3)) == 2).all()"),
        ("def new():\n    return []", "assert new() == []"),
    )
    assert [errors(result) for result in results] == [[]] * 4
    assert [len(result.doubts) for result in results] == [0, 0, 0, 1]


def test_a_file_that_is_only_read_is_no_doubt(run):
    student = "answer = [int(part) for part in open('right.csv').read().split(',')]"
    test = "assert answer == [int(part) for part in open('right.csv').read().split(',')]"
    last = run("import numpy", student, test, files={"right.csv": "1,2"})
    assert (errors(last), said(last)) == ([], "")


def test_a_locked_name_is_known_by_what_it_holds(run):
    """P5: an answer may be asked to change one, and what it is made of may be anything."""
    given = "import numpy as np\nimg = np.zeros((2, 2)); rng = np.random.default_rng(1)\nn = 2"
    for student, names in {"img[0] = 1": ["img"], "n = 3": ["n"], "img = img.copy()": []}.items():
        last = run(given, student, "assert img is not n and rng is not n")
        assert [doubt.split("`")[1] for doubt in last.doubts] == names


def test_what_the_answers_change_is_not_fixed():
    found = fixed_values({"img": "a", "data": "b", "new": "c"}, {"img": "a", "data": "x"})
    assert found == {"img": "a"}
    assert len({digest_of(value) for value in ({"a", "b"}, {"b", "a"}, {"a", "c"})}) == 2
