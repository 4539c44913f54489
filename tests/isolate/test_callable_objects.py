"""Whoever asks for a function gets one, also where it is an object that can be called.

``np.vectorize``, ``functools.lru_cache``, ``operator.itemgetter``, ``np.poly1d`` and a class with
``__call__``: in the student's own notebook, in the grader, and right or wrong.
"""

import functools
import inspect
import operator
from textwrap import dedent

import numpy as np
import pytest
from surroundings import listable_paths, readable_paths

from imagecourse import EXTENSION
from imagecourse.author.release import assignments
from imagecourse.author.source import read, source_path, without_marks
from imagelessons.check.diagnose.cases import case
from imagelessons.check.finding import Finding
from imagelessons.check.values.functions import function
from imagelessons.data import data_folder
from nbisolate.serialize.serializer import CannotCrossError, Packer, Unpacker
from nbisolate.session.session import Place, Step, run_notebook
from nbisolate.session.warm_parent import WarmParent


@pytest.fixture(scope="module")
def warm():
    with WarmParent(libraries=("numpy",), extension=EXTENSION) as parent:
        yield parent


@pytest.fixture
def run(warm, tmp_path):
    """Run cells, written as (kind, source), and return the result of the last one."""

    def run_cells(*cells):
        steps = [Step(kind, dedent(source).strip()) for kind, source in cells]
        folder = data_folder()
        place = Place(tmp_path, readable_paths(folder), listable_paths(folder))
        results, _ = run_notebook(steps, warm, place)
        return results[-1]

    return run_cells


def error_of(result):
    """Return the error of a test cell, or an empty text."""
    return "".join(f"{o['ename']}: {o['evalue']}" for o in result.outputs if "ename" in o)


# As a student writes them: twice the number that they are given, or three times it.
OBJECTS = {
    "np.vectorize": "import numpy as np\ntwice = np.vectorize(lambda a: {n} * a)",
    "np.frompyfunc": "import numpy as np\ntwice = np.frompyfunc(lambda a: {n} * a, 1, 1)",
    "np.poly1d": "import numpy as np\ntwice = np.poly1d([{n}, 0])",
    "np.polynomial": "import numpy as np\ntwice = np.polynomial.Polynomial([0, {n}])",
    "lru_cache": """
        from functools import lru_cache
        @lru_cache
        def twice(a):
            return {n} * a
        """,
    "partial": "import functools, operator\ntwice = functools.partial(operator.mul, {n})",
    "a class with __call__": """
        class Times:
            def __init__(self, n):
                self.n = n
            def __call__(self, a):
                return self.n * a
        twice = Times({n})
        """,
    "a class": """
        class twice:
            def __new__(cls, a):
                return {n} * a
        """,
    "a bound method": "twice = ({n}).__mul__",
}
TEST = "assert callable(twice)\nassert twice(5) == 10\nassert [twice(a) for a in (0, 5)] == [0, 10]"
CHECK = """
from imagelessons import check
cases = [check.case(5, expected=10), check.case(0, expected=0)]
check.function(twice, cases, "twice")
"""


@pytest.mark.parametrize("student", OBJECTS.values(), ids=OBJECTS)
@pytest.mark.parametrize("test", [TEST, CHECK], ids=["assert", "check.function"])
def test_a_right_object_gets_points_and_a_wrong_one_none(run, student, test):
    right = run(("student", student.format(n=2)), ("tests", test))
    assert (error_of(right), right.needs_person) == ("", "")
    wrong = run(("student", student.format(n=3)), ("tests", test))
    assert error_of(wrong).startswith(("AssertionError", "Finding"))
    # What a test can't make of a class isn't known.
    assert not wrong.needs_person or "class twice stays" in wrong.needs_person


def test_itemgetter_and_its_like(run):
    student = """
        from operator import attrgetter, itemgetter, methodcaller
        second, real, upper = itemgetter({n}), attrgetter("real"), methodcaller("{word}")
        """
    test = "assert second([7, 8, 9]) == 8 and real(2 + 1j) == 2.0 and upper('a') == 'A'"
    right = run(("student", student.format(n=1, word="upper")), ("tests", test))
    assert (error_of(right), right.needs_person) == ("", "")
    for n, word in ((2, "upper"), (1, "lower")):
        wrong = run(("student", student.format(n=n, word=word)), ("tests", test))
        assert error_of(wrong).startswith("AssertionError")
        assert not wrong.needs_person


BRIGHTEN = """
def one(grey, amount):
    return {one}
brighten = np.vectorize(one, otypes=["uint8"])
"""


@pytest.mark.parametrize(
    ("one", "code"),
    [
        ("min(max(int(grey) + amount, 0), 255)", ""),
        ("(int(grey) + amount) % 256", "wrap-around"),
        ("int(grey)", "different-values"),
    ],
)
def test_exercise_3_of_the_first_notebook_takes_vectorize(run, one, code):
    """With its hidden tests, through the engine that decides the points."""
    (path,) = (source_path(name) for name in assignments() if name.endswith("01-greyscale"))
    cells = read(path).cells
    setup, test = (
        next(without_marks(c.source) for c in cells if c.metadata.nbgrader.get("grade_id") == name)
        for name in ("setup", "test-brighten")
    )
    student = BRIGHTEN.format(one=one)
    result = run(("given", setup), ("student", student), ("tests", test))
    assert result.needs_person == ""
    found = error_of(result)
    assert bool(found) == bool(code)
    assert code in found


def test_in_the_students_own_notebook_check_function_takes_them_too():
    class Times:
        def __call__(self, a):
            return 2 * a

    twos = [case(5, expected=10), case(0, expected=0)]
    objects = [np.vectorize(lambda a: 2 * a), np.poly1d([2, 0]), Times(), Times().__call__]
    objects += [functools.lru_cache(lambda a: 2 * a), functools.partial(operator.mul, 2)]
    for one in objects:
        function(one, twos, "twice")
    function(operator.itemgetter(1), [case([7, 8], expected=8)], "second")
    for wrong in (np.vectorize(lambda a: 3 * a), np.poly1d([3, 0]), Times):
        with pytest.raises(Finding):
            function(wrong, twos, "twice")


def test_parameters_that_do_not_fit_are_named_for_an_object_as_for_a_function():
    class Times:
        def __call__(self, image, n):
            return n * image

    objects = [Times(), functools.lru_cache(lambda image, n: 0), functools.partial(pow, 2)]
    for one in objects:
        with pytest.raises(Finding) as caught:
            function(one, [case(5, 6, 7, expected=10)], "twice")
        assert caught.value.code == "wrong-parameters"
        assert "self" not in caught.value.found


@pytest.mark.parametrize(
    ("student", "test", "told"),
    [
        (
            "import numpy as np\nf = np.vectorize(lambda a: a)",
            "assert f.otypes is None",
            "An object of type numpy.vectorize stays in the student’s process",
        ),
        (
            "import numpy as np\nf = np.poly1d([1, 2])",
            "assert f + 1 == np.poly1d([1, 3])",
            "An object of type numpy.poly1d stays in the student’s process",
        ),
        (
            "class Account:\n    balance = 0",
            "assert Account().balance == 0",
            "`Account`: The class Account stays in the student’s process, with its objects",
        ),
        (
            "from functools import lru_cache\n@lru_cache\ndef f(a):\n    return a",
            "f(1)\nassert f.cache_info().misses == 1",
            "The test reads `cache_info` of the function `f`",
        ),
        (
            "def f(a):\n    f.calls += 1\nf.calls = 0",
            "f(1)\nassert f.calls == 1",
            "The test reads `calls` of the function `f`",
        ),
        (
            "class Area:\n    rows = 3\nanswer = Area()",
            "assert answer.rows == 3",
            "`answer`: A value of type __main__.Area can’t be handed",
        ),
    ],
    ids=["vectorize", "poly1d", "a class", "lru_cache", "attribute", "an object"],
)
def test_what_can_not_be_judged_waits_with_one_true_sentence(run, student, test, told):
    result = run(("given", "import numpy as np"), ("student", student), ("tests", test))
    assert error_of(result).startswith("CannotCrossError")
    assert told in result.needs_person
    assert "None" not in result.needs_person
    sentences = result.needs_person.replace("`Account`: ", "").split(". ")
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("value", ["np.vectorize(abs)", "object()"])
def test_the_last_line_of_a_test_may_be_what_can_not_cross(run, value):
    student = f"import numpy as np\nanswer = {value}"
    result = run(("student", student), ("tests", "answer"), ("tests", "1 + 1"))
    assert result.outputs[0]["data"]["text/plain"] == "2"


def test_a_test_hands_an_object_back(run):
    """As it hands back a function: the student's function gets its own object again."""
    student = """
        import numpy as np
        double = np.vectorize(lambda a: 2 * a)
        def run_all(functions, value):
            return [f is double for f in functions] + [f(value) for f in functions]
        """
    result = run(("student", student), ("tests", "assert run_all([double, abs], 3)"))
    assert "A test hands a function of its own" in result.needs_person
    test = "functions = [double, double]\nassert run_all(functions, 3) == [True, True, 6, 6]"
    result = run(("student", student), ("tests", test))
    assert (error_of(result), result.needs_person) == ("", "")


@pytest.mark.parametrize(
    "name", ["__class__", "__code__", "_private", "apart_number", 3, "a" * 500]
)
def test_a_function_made_here_gets_no_attribute_that_means_something(name):
    plain = {"t": "function", "id": 0, "name": "f", "doc": None, "kind": None}
    plain |= {"class": False, "parameters": None, "has": [name]}
    try:
        made = Unpacker([], call=lambda number, a, k: 3).unpack(plain)
    except CannotCrossError:
        return
    assert made.apart_number == 0
    assert made() == 3


def test_what_an_object_stands_for_is_only_called():
    packer = Packer(lambda one: 0)
    plain = packer.pack(np.vectorize(lambda a: 2 * a))
    touched = []
    made = Unpacker([], call=lambda number, a, k: (number, a, k), touched=touched.append)
    one = made.unpack(plain)
    assert one(1, b=2) == (0, (1,), {"b": 2})
    assert touched == []
    for use in (inspect.signature, repr, len, lambda f: f.otypes, lambda f: f == 3):
        with pytest.raises(CannotCrossError, match="numpy.vectorize"):
            use(one)
    assert len(touched) == 5
