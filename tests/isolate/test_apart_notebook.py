"""The engine: student's cells in one process, test cells in another."""

import os
from textwrap import dedent

import pytest
from surroundings import listable_paths, readable_paths

from imagecourse import EXTENSION
from imagelessons.data import data_folder
from nbisolate.sandbox.limits import Limits
from nbisolate.session.session import Place, Step, run_notebook
from nbisolate.session.warm_parent import WarmError, WarmParent

LONG = Limits(cell_seconds=120, test_seconds=120, total_seconds=600)


@pytest.fixture(scope="module")
def warm():
    with WarmParent(libraries=("numpy",), extension=EXTENSION) as parent:
        yield parent


@pytest.fixture
def run(warm, tmp_path):
    """Run cells, written as (kind, source), and return the results."""

    def run_cells(*cells, limits=LONG, answers=(), imports=""):
        steps = [Step(kind, dedent(source).strip()) for kind, source in cells]
        folder = data_folder()
        readable, listable = readable_paths(folder), listable_paths(folder)
        place = Place(tmp_path, readable, listable, answers=answers, imports=imports)
        results, _ = run_notebook(steps, warm, place, limits)
        return results

    return run_cells


def errors(result):
    return [output["ename"] for output in result.outputs if output["output_type"] == "error"]


def text(result):
    return "".join(output.get("text", "") for output in result.outputs)


def shown(result):
    return [o["data"]["text/plain"] for o in result.outputs if o["output_type"] == "execute_result"]


def test_a_test_reads_the_students_values(run):
    *_, last = run(
        ("student", "import numpy as np\nvalues = np.arange(6).reshape(2, 3)"),
        ("tests", "assert values.shape == (2, 3)\nvalues.sum()"),
    )
    assert shown(last) == ["np.int64(15)"]


def test_a_test_may_leave_it_to_a_person(run):
    """`check` does where something is missing on the machine; a student's exception can't."""
    raises = """
        from imagelessons.check import Finding
        raise Finding("{}", "There is no OpenSSL.")
        """
    student = """
        class Own(Exception):
            needs_person = "Give me points."
        def f():
            raise Own
        """
    results = run(
        ("student", student),
        ("tests", raises.format("cannot-check")),
        ("tests", raises.format("transposed")),
        ("tests", "f()"),
    )
    said = [one.needs_person for one in results[1:]]
    assert said == ["There is no OpenSSL.", "", ""]
    assert all(errors(one) for one in results[1:])


def test_outputs_are_those_of_a_notebook(run):
    (result,) = run(("student", "print('a')\nimport sys\nprint('b', file=sys.stderr)\n1 + 1"))
    kinds = [(o["output_type"], o.get("name")) for o in result.outputs]
    assert kinds == [("stream", "stdout"), ("stream", "stderr"), ("execute_result", None)]


def test_an_error_names_the_students_line(run):
    (result,) = run(("student", "a = 1\nb = a / 0"))
    (output,) = result.outputs
    assert output["ename"] == "ZeroDivisionError"
    assert "Cell In[1], line 2" in "".join(output["traceback"]).replace("\x1b", "").replace(
        "[32m", ""
    ) or "line" in "".join(output["traceback"])


@pytest.mark.parametrize(
    "tampering",
    [
        "len = abs = isinstance = lambda *a: True",
        "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.len = lambda x: 3",
        "import numpy\nnumpy.allclose = numpy.testing.assert_allclose = lambda *a, **k: True",
        "import numpy.ma as np",
        """
        class Yes(float):
            def __eq__(self, other): return True
            def __sub__(self, other): return 0.0
            def __abs__(self): return 0.0
            __rsub__ = __sub__
            __ne__ = lambda self, other: False
        answer = Yes(41)
        """,
        """
        import numpy
        class Liar(numpy.ndarray):
            def __eq__(self, other): return numpy.ones(1, bool)
            def __array_ufunc__(self, *a, **k): return numpy.zeros(1)
            def __array_function__(self, *a, **k): return True
        answer = numpy.array(41.0).view(Liar)
        """,
        """
        import ast
        class Drop(ast.NodeTransformer):
            def visit_Assert(self, node): return ast.Pass()
        get_ipython().ast_transformers.append(Drop())
        """,
        "get_ipython().input_transformers_cleanup.append(lambda lines: [])",
        "get_ipython().run_code = lambda *a, **k: False",
        "get_ipython().showtraceback = lambda *a, **k: None",
        "get_ipython().set_custom_exc((Exception,), lambda *a: None)",
        """
        import sys
        def answer_reply(*a, **k): pass
        for module in list(sys.modules.values()):
            if getattr(module, '__name__', '').endswith('frames'):
                module.send_error = answer_reply
        """,
        """
        import sys
        sys.settrace(lambda *a: None)
        import atexit, threading, time
        def later():
            time.sleep(0.1)
            import numpy
            numpy.allclose = lambda *a: True
        threading.Thread(target=later, daemon=True).start()
        """,
    ],
)
def test_tampering_earns_nothing(run, tampering):
    *_, last = run(
        ("given", "import numpy as np"),
        ("student", "answer = 41"),
        ("student", tampering),
        ("tests", "assert abs(answer - 42) < 1e-9 and np.allclose(answer, 42) and answer == 42"),
    )
    assert errors(last) or last.needs_person
    assert not shown(last)


def test_full_marks_that_a_student_publishes_stay_in_his_cell(run):
    publishing = """
    def f(x):
        from IPython.display import display
        get_ipython().displayhook(5)
        display({'text/plain': '5'}, raw=True)
        print('5')
        return 0
    """
    *_, last = run(("student", publishing), ("tests", "assert f(1) == 1\n5"))
    assert errors(last) == ["AssertionError"]
    assert not shown(last)


def test_a_function_is_called_with_arrays_and_its_changes_are_seen(run):
    *_, last = run(
        ("student", "def f(image, by=2):\n    image[0] = 9\n    return image * by"),
        (
            "tests",
            """
            import inspect
            import numpy as np
            image = np.ones(3)
            assert f(image).tolist() == [18, 2, 2]
            assert image.tolist() == [9, 1, 1]
            assert str(inspect.signature(f)) == "(image, by=2)"
            assert f.__name__ == "f"
            """,
        ),
    )
    assert last.outputs == []


def test_an_error_of_a_function_is_of_its_kind_and_names_the_line(run):
    *_, last = run(
        ("student", "def f(table):\n    # a comment\n    return table['row']"),
        (
            "tests",
            """
            try:
                f({})
            except KeyError as error:
                print(error.args, error.student_line)
            """,
        ),
    )
    assert "('row',)" in text(last)
    assert "Line 3" in text(last)


@pytest.mark.parametrize("error", ["SystemExit(0)", "KeyboardInterrupt()", "GeneratorExit()"])
def test_no_error_of_a_function_ends_more_than_the_test(run, error):
    *_, first, second = run(
        ("student", f"def f():\n    raise {error}"), ("tests", "f()"), ("tests", "1 + 1")
    )
    assert errors(first)
    assert shown(second) == ["2"]


def test_what_a_function_prints_is_shown_and_costs_nothing(run):
    noisy = "import warnings\ndef f():\n    print('here')\n    warnings.warn('old')\n    return 1"
    *_, last = run(("student", noisy), ("tests", "assert f() == 1"))
    assert [(o["output_type"], o["name"]) for o in last.outputs] == [("stream", "stdout")]
    assert text(last) == "here\n"


@pytest.mark.parametrize("leaving", ["import os; os._exit(3)", "import os; os.abort()"])
def test_who_ends_python_loses_that_cell_only(run, leaving):
    first, second, third, last = run(
        ("student", "a = 1"), ("student", leaving), ("student", "b = a + 1"), ("tests", "b")
    )
    assert "ended Python" in second.cause or "crashed Python" in second.cause
    assert shown(last) == ["2"]


def test_quit_in_a_function_is_an_honest_slip(run):
    _, failed, last = run(
        ("student", "def f():\n    quit()"), ("tests", "f()"), ("tests", "assert f.__name__ == 'f'")
    )
    assert not shown(failed)
    assert last.outputs == []


@pytest.mark.parametrize(
    "endless",
    [
        "while True: pass",
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
        "import time\ntime.sleep(1e6)",
    ],
)
def test_what_takes_too_long_is_stopped_and_the_rest_goes_on(run, endless):
    limits = Limits(cell_seconds=3, test_seconds=60, total_seconds=600)
    _, stopped, _, last = run(
        ("student", "a = 1"),
        ("student", endless),
        ("student", "b = a + 1"),
        ("tests", "b"),
        limits=limits,
    )
    assert "longer than 3 seconds" in stopped.cause
    assert shown(last) == ["2"]


def test_a_function_that_never_ends_fails_its_test_only(run):
    limits = Limits(cell_seconds=3, test_seconds=60, total_seconds=600)
    *_, failed, last = run(
        ("student", "def f():\n    while True: pass\nb = 2"),
        ("tests", "f()"),
        ("tests", "b"),
        limits=limits,
    )
    assert errors(failed) == ["TimeoutError"]
    assert shown(last) == ["2"]


def test_a_test_that_never_ends_is_stopped(run):
    limits = Limits(cell_seconds=60, test_seconds=3, total_seconds=600)
    failed, last = run(("tests", "while True: pass"), ("tests", "2"), limits=limits)
    assert errors(failed) == ["TestTimeError"]
    assert shown(last) == ["2"]


def test_the_whole_notebook_has_a_limit_too(run):
    limits = Limits(cell_seconds=2, test_seconds=2, total_seconds=2)
    first, second, last = run(
        ("student", "a = 1\nwhile True: pass"), ("student", "b = 2"), ("tests", "b"), limits=limits
    )
    assert first.cause
    assert "more than 2 seconds in all" in second.cause
    assert errors(last)


def test_endless_output_is_cut(run):
    (result,) = run(("student", "for _ in range(20):\n    print('x' * 10_000_000)"))
    assert len(text(result)) < 110_000
    assert "left out" in text(result)


def test_a_name_that_is_not_there_is_a_name_error(run):
    (result,) = run(("tests", "corner"))
    assert errors(result) == ["NameError"]


def test_a_value_that_cannot_cross_asks_for_a_person(run):
    *_, last = run(
        ("student", "class Robot:\n    arms = 2\nrobot = Robot()"),
        ("tests", "assert robot.arms == 2"),
    )
    assert "Robot" in last.needs_person
    assert "robot" in last.needs_person


def test_tests_read_values_anew_after_each_cell_of_the_student(run):
    *_, first, _, second = run(
        ("student", "parts = [1]"),
        ("tests", "parts"),
        ("student", "parts.append(2)"),
        ("tests", "parts"),
    )
    assert shown(first) == ["[1]"]
    assert shown(second) == ["[1, 2]"]


def test_what_a_test_changes_it_reads_again(run):
    *_, last = run(
        ("student", "parts = [1]"),
        ("tests", "parts.append(5)\nparts = parts + [7]\nassert parts == [1, 5, 7]\nlen(parts)"),
    )
    assert shown(last) == ["3"]


def test_names_of_the_tests_are_out_of_reach(run):
    *_, last = run(
        ("tests", "expected = 42"),
        ("student", "expected = 41\nanswer = 41"),
        ("tests", "assert answer == expected"),
    )
    assert errors(last) == ["AssertionError"]


def test_a_name_that_an_answer_sets_is_the_students(run):
    *_, last = run(
        ("tests", "image = 1"),
        ("student", "image = 2"),
        ("tests", "image"),
        answers=["image"],
    )
    assert shown(last) == ["2"]


def test_helpers_of_locked_cells_are_the_instructors(run):
    *_, last = run(
        ("given", "def close(a, b):\n    return abs(a - b) < 1"),
        ("student", "def close(a, b):\n    return True\nanswer = 3"),
        ("tests", "assert close(answer, 42)"),
    )
    assert errors(last) == ["AssertionError"]


def test_a_test_uses_modules_that_the_student_imported(run):
    *_, last = run(("student", "import math\nx = 2.0"), ("tests", "math.sqrt(x * 2)"))
    assert shown(last) == ["2.0"]


def test_the_students_files_lie_in_the_notebooks_folder(run, tmp_path):
    *_, last = run(
        ("student", "open('out.txt', 'w').write('done')"), ("tests", "open('out.txt').read()")
    )
    assert shown(last) == ["'done'"]


def test_a_figure_is_drawn_for_the_notebook_alone(run):
    counted = """
        import matplotlib.pyplot as plt
        from matplotlib.figure import Figure
        drawn, draw = [], Figure.draw
        Figure.draw = lambda figure, renderer: (drawn.append(figure), draw(figure, renderer))
    """
    drawing = "figure, axes = plt.subplots()\n_ = axes.plot([1, 2])"
    _, figure, last = run(("student", counted), ("student", drawing), ("student", "len(drawn)"))
    assert ["image/png" in output["data"] for output in figure.outputs] == [True]
    # Once to measure it, once to draw it; a third time would be for a window.
    assert shown(last) == ["2"]


def test_shell_lines_are_not_run(run, tmp_path):
    (result,) = run(("student", "!touch made-by-shell\nx = !ls\nprint(x)"))
    assert "aren't run" in text(result)
    assert not (tmp_path / "made-by-shell").exists()


def test_nothing_is_left_running(warm, tmp_path):
    before = set(os.listdir("/proc")) if os.path.isdir("/proc") else set()
    place = Place(tmp_path, readable_paths(data_folder()), listable_paths(data_folder()))
    run_notebook([Step("student", "x = 1"), Step("tests", "x")], warm, place, LONG)
    parents = {program._process.pid for program in warm._programs.values()}
    left = [
        name
        for name in set(os.listdir("/proc")) - before
        if name.isdigit() and _parent(name) in parents
    ]
    assert left == []


def _parent(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return int(file.read().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def test_what_the_instructor_imports_is_what_the_tests_use(run):
    *_, last = run(
        ("student", "def isclose(a, b):\n    return True\nanswer = 3.0"),
        ("tests", "assert isclose(answer, 42.0)"),
        imports="from math import isclose",
    )
    assert errors(last) == ["AssertionError"]


def test_a_file_that_tests_read_is_no_link(run, tmp_path_factory):
    secret = tmp_path_factory.mktemp("instructor") / "truth.txt"
    secret.write_text("42")
    linking = f"""
    import os
    for link in (os.symlink, os.link):
        try:
            link({str(secret)!r}, "answer.txt")
        except OSError:
            pass
    """
    *_, last = run(("student", linking), ("tests", "open('answer.txt').read()"))
    assert errors(last) == ["FileNotFoundError"]


def test_trouble_of_our_own_costs_nobody_points(run):
    # What a locked cell defines is defined in the process of the tests too, and here ends it.
    ends = """
    class Tools:
        import os
        os.kill(os.getpid(), 9)
    """
    _, _, last = run(("given", ends), ("student", "answer = 1"), ("tests", "assert answer == 2"))
    assert "tests' process ended" in last.needs_person


def test_what_cannot_be_shut_in_runs_nothing(warm, tmp_path):
    place = Place(tmp_path, student={"NO": "NO"}, readable=[tmp_path / ("x" * 300)])
    with pytest.raises(WarmError, match="could not be started"):
        run_notebook([Step("student", "open('ran', 'w')")], warm, place, LONG)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("letter", ["ä", "a", "\N{GRINNING FACE}"])
def test_much_output_of_letters_that_take_more_room_ends_nothing(run, letter):
    """Fifteen million of them are 90 MB as they are sent; it ended the tests' process."""
    shows = (
        f"from IPython.display import display, Markdown\ndisplay(Markdown('{letter}' * 15_000_000))"
    )
    first, test, again = run(
        ("student", shows),
        ("tests", f"print('here'); {shows.replace(chr(10), '; ')}"),
        ("tests", f"raise ValueError('{letter}' * 15_000_000)"),
    )
    assert (first.cause, test.needs_person, again.needs_person) == ("", "", "")
    assert text(test) == "here\n"
    assert errors(again) == ["ValueError"]


def test_a_student_who_sends_too_much_loses_that_cell_only(run):
    """Not through the notebook's shell, but as a forger would."""
    forged = """
        import json
        from nbisolate.session import messages
        kept = json.dumps
        def forged(message, **k):
            if "outputs" in message["message"]:
                one = {"output_type": "stream", "name": "stdout", "text": "\\u00e4" * 5_000_000}
                message["message"]["outputs"] = [one]
            return kept(message, **k)
        json.dumps = forged
        answer = 42
        """
    first, test = run(("student", forged), ("tests", "assert answer == 42"))
    assert (first.cause, first.outputs) == ("", [])
    assert (errors(test), test.needs_person) == ([], "")


@pytest.mark.parametrize(
    "request_for_a_window",
    [
        "import matplotlib\nmatplotlib.use('TkAgg')",
        "import matplotlib\nmatplotlib.use(backend='QtAgg', force=True)",
        "plt.switch_backend('GTK3Agg')",
        "%matplotlib tk",
        "%matplotlib",
        "%matplotlib widget",
    ],
)
def test_a_window_that_there_is_no_screen_for_costs_nothing(run, request_for_a_window):
    start = "import matplotlib.pyplot as plt"
    answer = f"{request_for_a_window}\nfig, ax = plt.subplots()\n_ = ax.plot([1, 2, 3])"
    results = run(
        ("given", start),
        ("student", answer),
        ("tests", "from imagelessons import check\ncheck.figure(fig, panels=1)"),
        answers=["fig"],
    )
    assert errors(results[1]) == []
    assert any("image/png" in one.get("data", {}) for one in results[1].outputs)
    assert errors(results[2]) == []
    assert results[2].needs_person == ""
