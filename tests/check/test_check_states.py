"""What a test says before its notebook has run, and after a cell of it has failed.

Each sentence here was met by somebody who restarted a kernel, started in the middle, mistyped a
name or left out a bracket.
"""

import hashlib

import imageio.v3 as iio
import pytest
from IPython.core.interactiveshell import InteractiveShell

from imagelessons import check
from imagelessons.check.notebook import runs
from imagelessons.check.notebook.progress import forget_passed
from imagelessons.check.notebook.runs import note_outputs
from imagelessons.check.values import canonical
from imagelessons.data import data
from imagelessons.packed import Test, packed

SOURCE = (
    'with check.exercise("Exercise 2: corner"):\n'
    "    small = np.arange(3)\n"
    '    check.number(corner(small), 2, "corner")\n'
)
TEST = packed(Test(SOURCE, "2", ("1", "2"), ("3",), ("np", "img"), {"first": "1", "corner": "2"}))
SET_UP = "import numpy as np\nfrom imagelessons import check\nimg = np.eye(3)"
RIGHT = "def corner(image):\n    return image[-1]"


@pytest.fixture
def notebook(capsys):
    """Return a function that runs cells and returns what the last one shows."""
    runs.forget_all()
    forget_passed()
    shell = InteractiveShell.instance()
    shell._imagelessons_watches = False
    runs.watch()

    def run(*cells):
        for cell in cells:
            cell, cell_id = (cell, None) if isinstance(cell, str) else cell
            capsys.readouterr()
            shell.run_cell(cell, store_history=True, cell_id=cell_id)
        return capsys.readouterr().out

    yield run
    InteractiveShell.clear_instance()
    runs.forget_all()
    forget_passed()


def test_after_a_restart_a_test_says_what_to_run_first(notebook):
    said = notebook(TEST)
    assert "? Exercise 2: corner — not checked yet" in said
    assert "The names `np` and `corner` aren't there yet." in said
    assert "Run the cells above first: `Run > Run All Above Selected Cell`." in said
    assert said.rpartition("Code: ")[2].strip() == "set-up-not-run"
    assert "Traceback" not in said


def test_an_answer_cell_that_was_not_run_is_told_from_the_set_up(notebook):
    said = notebook(SET_UP, TEST)
    assert "There is no name `corner` yet: the answer cell hasn't been run." in said
    assert "Code: missing-name" in said


def test_a_name_that_is_spelt_in_another_way(notebook):
    said = notebook(SET_UP, RIGHT.replace("corner", "Corner"), TEST)
    assert "There is no name `corner`, but there is `Corner`." in said
    assert "Code: missing-name" in said


def test_an_answer_that_python_can_not_read(notebook):
    said = notebook(SET_UP, "def corner(image):\n    return image[-1", TEST)
    assert "Python can't read the cell that is to set `corner`: '[' was never closed." in said
    assert "Line 2 of that cell: `return image[-1`." in said
    assert "Code: syntax-error" in said
    assert "earlier run" not in said


@pytest.mark.parametrize("older", [RIGHT.replace("-1", "0"), "corner = ..."])
def test_the_previous_version_of_an_answer_is_not_judged(notebook, older):
    said = notebook(SET_UP, older, "def corner(image):\nreturn image[-1]", TEST)
    assert "Code: syntax-error" in said
    assert "What `corner` is now comes from an earlier run, so it isn't judged." in said


def test_a_right_previous_version_is_said_to_be_the_previous_one(notebook):
    said = notebook(SET_UP, RIGHT, "def corner(image:\n    return image[-1]", TEST)
    assert "every check that ran here passes" in said
    assert "But this is what `corner` was before: since then, Python can't read the cell" in said
    assert "Done since" not in said
    assert "Done since the kernel started: 1 of 3" in notebook(RIGHT, TEST)


def test_an_answer_that_stops_before_it_is_set(notebook):
    said = notebook(SET_UP, "a = img[9]\ncorner = a.max", TEST)
    assert "The cell that is to set `corner` stopped before it did so, at IndexError" in said
    assert "Line 1 of that cell: `a = img[9]`." in said
    assert "Code: answer-stopped" in said


def test_an_answer_that_stops_after_it_is_set_is_judged(notebook):
    said = notebook(SET_UP, RIGHT.replace("-1", "0") + "\nprint(1 / 0)", TEST)
    assert "answer-stopped" not in said
    assert "Exercise 2: corner — not right yet" in said


@pytest.mark.parametrize("older", [RIGHT.replace("-1", "0"), "corner = 5"])
def test_a_name_that_the_answer_cell_no_longer_sets_is_not_judged(notebook, older):
    said = notebook(SET_UP, (older, "answer"), (RIGHT.replace("corner", "cornr"), "answer"), TEST)
    assert "The cell that set `corner` doesn't set it any more; it sets `cornr` instead." in said
    assert "What `corner` is now comes from an earlier run, so it isn't judged." in said
    assert "Code: missing-name" in said


def test_a_right_answer_that_its_cell_no_longer_sets_is_told(notebook):
    said = notebook(SET_UP, (RIGHT, "answer"), ("edge = 1", "answer"), TEST)
    assert "But this is what `corner` was before: since then, the cell that set `corner`" in said
    assert "Done since" not in said


@pytest.mark.parametrize(
    "cells",
    [
        [(RIGHT, "answer"), (RIGHT, "answer")],
        [(RIGHT, "answer"), (RIGHT, "other"), ("edge = 1", "answer")],
        [(RIGHT, "answer"), ("edge = 1", "answer"), (RIGHT, "other")],
        [(RIGHT, "answer"), ("if True:\n    corner = corner", "answer")],
        [(RIGHT, None), ("edge = 1", None)],
    ],
    ids=["again", "elsewhere", "moved", "same value", "no ids"],
)
def test_a_name_that_a_cell_still_sets_is_judged(notebook, cells):
    said = notebook(SET_UP, *[one if one[1] else one[0] for one in cells], TEST)
    assert "every check that ran here passes" in said
    assert "But this is" not in said


def test_a_mended_cell_is_judged_again(notebook):
    wrong = RIGHT.replace("-1", "0")
    said = notebook(SET_UP, "def corner(image:\n  pass", TEST, wrong, TEST)
    assert "syntax-error" not in said
    assert "Exercise 2: corner — not right yet" in said


def test_cells_of_other_names_are_no_matter(notebook):
    said = notebook(SET_UP, RIGHT, "small = img[", "other = 1 / 0", "x = corner(", TEST)
    assert "every check that ran here passes" in said
    assert "But this is" not in said


def test_a_name_set_in_a_way_that_nobody_saw_is_judged(notebook):
    said = notebook(SET_UP, "corner = img[", "for corner in [max]:\n    pass", TEST)
    assert "every check that ran here passes" in said
    assert "But this is" not in said


def test_a_test_cell_itself_is_no_answer(notebook):
    notebook(SET_UP, TEST)
    assert runs.failure_of(["small", "corner"], {}) is None


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("import hashlib\nhashlib.no_such_digest()", "has no attribute 'no_such_digest'"),
        ("import no_such_library_at_all", "No module named"),
        ("open('no_such_picture.png')", "No such file"),
    ],
)
def test_a_fault_of_the_machine_is_not_blamed_on_the_learner(notebook, broken, said):
    lines = broken.replace("\n", "\n    ")
    test = f'with check.exercise("Exercise 2: corner"):\n    {lines}\n'
    shown = notebook(SET_UP, RIGHT, packed(Test(test, "2")))
    assert "? Exercise 2: corner — not checked yet" in shown
    assert "This can't be checked here: " in shown
    assert said in shown
    assert "This is no fault of your answer." in shown
    assert "Code: cannot-check" in shown


def test_without_openssl_a_seal_says_the_same(monkeypatch):
    rows, columns = iio.imread(data("axon_slice.jpg")).shape
    monkeypatch.delattr(hashlib, "pbkdf2_hmac")
    monkeypatch.setattr(canonical, "known", {})
    with check.exercise("Exercise 1"):
        check.sealed(rows, "exercises-01-greyscale/n_rows")
    with pytest.raises(check.Finding) as caught, check.exercise("Exercise 1"):
        check.sealed(columns, "exercises-01-greyscale/n_rows")
    assert caught.value.code == "transposed"


def test_what_an_answer_raises_in_a_test_is_the_answers(notebook):
    answer = "def corner(image):\n    return open('no_such_picture.png')"
    test = 'with check.exercise("Exercise 2: corner"):\n    corner(3)\n'
    assert "Code: check-stopped" in notebook(SET_UP, answer, packed(Test(test, "2")))


@pytest.fixture
def graded():
    runs.forget_all()
    yield
    runs.forget_all()


def error(name, value):
    return [{"output_type": "error", "ename": name, "evalue": value, "traceback": []}]


def found(names):
    with pytest.raises(check.Finding) as caught:
        exec(SOURCE, {"check": check, **names})
    return caught.value


def test_a_grader_tells_the_same(graded):
    import numpy as np

    note_outputs("corner = img[", error("SyntaxError", "'[' was never closed (5.py, line 1)"), [])
    finding = found({"np": np})
    assert finding.code == "syntax-error"
    assert "'[' was never closed" in finding.found
    assert finding.detail == "Line 1 of that cell: `corner = img[`."
    note_outputs("corner = 1 / 0", error("ZeroDivisionError", "division by zero"), [])
    assert found({"np": np}).code == "answer-stopped"
    # What another cell has set counts, whatever stands in the one that failed.
    assert found({"np": np, "corner": min}).code not in ("syntax-error", "answer-stopped")
    note_outputs("Corner = max", [], ["Corner"])
    note_outputs("corner = 3", [], ["corner"])
    assert found({"np": np}).code == "missing-name"
    assert "but there is `Corner`" in found({"np": np}).found


@pytest.mark.parametrize("changed", [None, 5, [3, None, "x" * 10_000]])
def test_what_a_strangers_process_says_harms_nobody(graded, changed):
    import numpy as np

    hostile = "\x1b[31m<b>" * 5000
    note_outputs(
        "corner = 1\n" * 100_000, error("SyntaxError", f"{hostile} (x, line 999999)"), changed
    )
    finding = found({"np": np})
    assert finding.code == "syntax-error"
    assert len(str(finding)) < 1500
    assert "\x1b" not in str(finding)
    assert "<b>" not in finding._page("")
