"""Attacks on the engine alone: none passes a test without the right answer."""

import pytest
from faults.attacks import ATTACKS
from surroundings import listable_paths, readable_paths

from imagecourse import EXTENSION
from imagelessons.data import data_folder
from nbisolate.normalize.names import names_set
from nbisolate.sandbox.limits import Limits
from nbisolate.session.protected_names import Locked, expressions_set
from nbisolate.session.session import Place, Step, run_notebook
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
        for folder in (scratch, modules):
            folder.mkdir()
            for name, text in (files or {}).items():
                (folder / name).write_text(text)
        place = Place(
            scratch,
            readable_paths(data_folder()),
            listable_paths(data_folder()),
            modules=[modules],
            locked=expressions_set([given]),
        )
        steps = [Step("given", given), Step("student", student)]
        steps += [Step("tests", test) for test in tests if test]
        return run_notebook(steps, warm, place, LIMITS)[0][-1]

    return run_cells


def errors(result):
    return [output for output in result.outputs if output["output_type"] == "error"]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack_earns_nothing(run, attack):
    pytest.importorskip(attack.needs)
    files = attack.files
    last = run(attack.given, attack.student, attack.before, attack.test, files=files)
    assert attack.says in last.needs_person
    assert errors(last) or last.needs_person
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
    assert "right.csv" in last.needs_person


@pytest.mark.parametrize(
    ("given", "student", "test"),
    [
        # Right answers of which some look like an attack.
        ("import numpy as np", "answer = []", "assert answer == []"),
        ("import numpy as np", "answer = np.zeros(0)", "assert answer.size == 0"),
        ("import numpy as np", "answer = np.ma.masked_all(2)", "assert answer.mask.all()"),
        (
            "import numpy as np",
            "def double(values):\n    return np.asarray(values) * 2",
            f"assert double(np.zeros(0)).sum() == 0\n{CLOSE}(double([]), np.zeros(0))",
        ),
        (
            "import numpy as np",
            "def double(values):\n    values *= 2\n    return values",
            f"given = np.ones(3)\n{CLOSE}(double(given.copy()), 2 * given)",
        ),
        ("import numpy as np", "def order(v):\n    v.sort()", "v = [3, 1]\norder(v)\nv == [1, 3]"),
        ("levels = [1, 2]", "answer = sum(levels)", "assert answer == sum(levels)"),
        ("levels = []", "levels.append(5)", "assert levels == [5]"),
        ("image = [[0, 0]]\nimage[0][0] = 1", "answer = 1", "assert answer == image[0][0]"),
        ("import numpy as np", "answer = np.float64(42)", "assert answer == 42\n'well done'"),
        # NaN where it was given, where the test speaks of it, and where it is compared otherwise.
        (
            "import numpy as np",
            "def double(values):\n    return values * 2",
            "given = np.array([1, np.nan])\nassert not (double(given) > 2).any()",
        ),
        ("import numpy as np", "answer = np.nan", "assert np.isnan(answer) or answer > 3"),
        ("import numpy as np", "answer = [np.nan, 1]", f"{CLOSE}(answer, [float('nan'), 1])"),
    ],
)
def test_an_honest_answer_waits_for_nobody(run, given, student, test):
    last = run(given, student, test)
    assert not errors(last)
    assert not last.needs_person


def test_a_file_that_is_only_read_is_no_doubt(run):
    student = "answer = [int(part) for part in open('right.csv').read().split(',')]"
    test = "assert answer == [int(part) for part in open('right.csv').read().split(',')]"
    last = run("import numpy", student, test, files={"right.csv": "1,2"})
    assert not errors(last)
    assert not last.needs_person


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("a = 1\nb = [a, 2]\nc = -a", ["a", "b", "c"]),
        ("a = [1]\nb = a\nb[0] = 5", []),
        ("a = [1]\na.append(2)", []),
        ("a = 3\nfor i in range(a): print(i)", ["a"]),
        ("a = 3\na += 1", []),
        ("a = 1\na = 2", []),
        ("a = open('x')\nb = input()\nc = print", []),
        ("import numpy as np\na = np.arange(3)\nprint(a)", ["a"]),
        ("import numpy as np\na = np.random.rand(3)\nb = np.zeros(3)", []),
        ("import os\na = os.getcwd()", []),
        ("from numpy.random import default_rng\na = default_rng(1)\nb = a.normal(3)", []),
        ("a = None\nb = ...\nc = []\nd = {}", []),
        ("def f(): return 3\na = f()", []),
        ("a = [x for x in range(3)]\nb = (lambda: 3)()", []),
        ("a = other + 1", []),
        ("%matplotlib inline\na = 3", []),
    ],
)
def test_only_what_the_tests_can_work_out_is_known(code, names):
    assert sorted(expressions_set([code])) == names


def test_what_an_answer_sets_or_changes_is_its_own():
    stub = "a[0] = ...\nb = ...\nc.part = ...\ndef f(d):\n    e = d\n    return e"
    asked = names_set(stub)
    assert asked == {"a", "b", "c", "f"}
    cells = ["a = [1]\nb = 2\nc = [3]\nd = 4\ne = 5\ng = [a, d]"]
    assert expressions_set(cells, asked=asked) == {"d": "4", "e": "5"}


def test_what_can_not_be_worked_out_is_no_doubt():
    locked = Locked({"a": "missing(1)", "b": "1 / 0"}, {})
    assert not locked.is_changed("a", 3)
    assert not locked.is_changed("b", 3)
