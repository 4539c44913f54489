"""Validate and `make check`: each slip gets a sentence that a student can act on."""

import asyncio
import copy
import json
import subprocess
import sys

import nbformat
import pytest

from imagecourse.author.source import read, reference_answers, released_path, with_answers
from imagelessons.validate.command import validate_notebooks
from imagelessons.validate.judging import judge
from imagelessons.validate.problems import find_problems
from imagelessons.validate.running import CELL_SECONDS, TOTAL_SECONDS, run_cells
from imagelessons.validate.words import as_html, as_nbgrader, as_text, summary
from nbisolate.normalize.names import syntax_error
from nbisolate.normalize.reading import read_submission
from nbisolate.normalize.structure import UnreadableNotebookError, checksum, grade_id

ASSIGNMENT = "exercises-01-greyscale"


@pytest.fixture
def solved():
    return with_answers(read(released_path(ASSIGNMENT)), reference_answers(ASSIGNMENT))


def cell_named(notebook, name):
    return next(cell for cell in notebook.cells if grade_id(cell) == name)


def saved(notebook, tmp_path):
    path = tmp_path / f"{ASSIGNMENT}.ipynb"
    nbformat.write(notebook, path)
    return path


def copied(notebook, name):
    """Copy a cell as JupyterLab does: with its metadata, under a new cell id."""
    cell = cell_named(notebook, name)
    twin = copy.deepcopy(cell)
    twin.id = "a-copy"
    notebook.cells.insert(notebook.cells.index(cell) + 1, twin)
    return twin


def codes(notebook):
    return [problem.code for problem in find_problems(notebook)]


def test_a_sound_notebook_has_no_problem(solved):
    assert find_problems(solved) == []


@pytest.mark.parametrize("name", ["region", "test-region", "written"])
def test_a_copied_cell(solved, name):
    copied(solved, name)
    (problem,) = find_problems(solved)
    assert problem.code == "copied-cell"
    assert f"{name!r} is there 2 times" in problem.sentence
    assert "scissors" in problem.sentence
    assert problem.where.startswith("Exercise ")


def test_a_split_answer(solved):
    cell = cell_named(solved, "region")
    twin = copied(solved, "region")
    cell.source, _, twin.source = cell.source.partition("\n")
    (problem,) = find_problems(solved)
    assert problem.code == "split-cell"
    assert "Bring your whole answer together in the first one" in problem.sentence


@pytest.mark.parametrize(
    ("name", "consequence"),
    [("test-region", "the grader puts the original back"), ("region", "counts as not given")],
)
def test_a_deleted_cell(solved, name, consequence):
    solved.cells.remove(cell_named(solved, name))
    (problem,) = find_problems(solved)
    assert problem.code == "deleted-cell"
    assert problem.where == "Exercise 2: a region"
    assert consequence in problem.sentence
    assert "Undo" in problem.sentence


def test_a_changed_test(solved):
    cell_named(solved, "test-region").source = "assert True"
    assert codes(solved) == ["changed-test"]


def test_a_cell_of_another_type(solved):
    cell = cell_named(solved, "region")
    cell.cell_type = "raw"
    (problem,) = find_problems(solved)
    assert problem.code == "retyped-cell"
    assert "from code into raw" in problem.sentence


def test_a_syntax_error_names_the_exercise_and_the_line(solved):
    cell_named(solved, "region").source = "region = img[100:150, 200:270\nregion_mean = 1"
    (problem,) = find_problems(solved)
    assert problem.code == "syntax-error"
    assert problem.where == "Exercise 2: a region"
    assert "line 1 `region = img[100:150, 200:270`" in problem.sentence
    assert "was never closed" in problem.sentence


@pytest.mark.parametrize(
    "source", ["%matplotlib inline\nx = 1", "!ls", "await thing()", "x = 1;", "%%time\nx = 1", ""]
)
def test_what_a_notebook_allows_is_no_syntax_error(source):
    assert syntax_error(source) is None


@pytest.mark.parametrize("source", ["if x\n  y", "x = 'a", "def f():\nreturn 1", "x = \0"])
def test_what_python_cannot_read(source):
    assert isinstance(syntax_error(source), SyntaxError)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "isn't text"),
        (b'{"cells": [{"cell_type": "code", "sour', "cut off or damaged"),
        (b'{"a": 1}', "so it is no notebook"),
        (b"[1, 2]", "no notebook"),
        (b'"text"', "notebook"),
    ],
)
def test_a_file_that_is_no_notebook(tmp_path, raw, said):
    path = tmp_path / "broken.ipynb"
    path.write_bytes(raw)
    with pytest.raises(UnreadableNotebookError, match=said):
        read_submission(path, "broken")
    (problem,) = judge(path).all_problems()
    assert problem.code == "unreadable-notebook"
    assert path.read_bytes() == raw


def test_a_missing_file_says_so(tmp_path, capsys):
    assert validate_notebooks([str(tmp_path / "nowhere.ipynb")]) == 1
    assert "There is no file nowhere.ipynb" in capsys.readouterr().out


def test_a_right_notebook_validates(solved, tmp_path, capsys):
    assert validate_notebooks([str(saved(solved, tmp_path))]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.endswith(
        "7 of 7 done. A person reads exercise 7. More tests run when it is graded."
    )


def test_validate_says_why_in_one_block_for_each_exercise(solved, tmp_path):
    cell_named(solved, "region").source = "region = img[200:270, 100:150]\nregion_mean = ..."
    cell_named(solved, "brighten").source = "def brighten(image, amount):\n    return image / 0 +"
    cell_named(
        solved, "brighten"
    ).source = "def brighten(image, amount):\n    return image + np.uint8(amount % 256)"
    path = saved(solved, tmp_path)
    before = path.read_bytes()
    verdict = judge(path)
    assert summary(verdict).startswith("5 of 7 done; exercises 2 and 3 aren't right yet.")
    shown = {problem.where: problem.sentence for problem in verdict.all_problems()}
    assert list(shown) == [
        "Exercise 2: a region",
        "Exercise 3: brighter, without wrapping around",
    ]
    for text in shown.values():
        assert "Traceback" not in text
    assert "Code: transposed" in shown["Exercise 2: a region"]
    assert "Code: wrap-around" in shown["Exercise 3: brighter, without wrapping around"]
    assert path.read_bytes() == before, "the student's file was changed"


def test_an_error_in_an_answer_shows_the_students_line(solved, tmp_path):
    cell_named(
        solved, "region"
    ).source = "region = img[100:150, 200:270]\nregion_mean = regions.mean()"
    (first,) = judge(saved(solved, tmp_path)).all_problems()
    assert "`region_mean = regions.mean()`" in first.sentence
    assert "NameError: name 'regions' is not defined" in first.sentence
    assert "Traceback" not in first.sentence


def test_a_missing_picture_is_the_only_thing_said(solved, tmp_path, monkeypatch):
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("IMAGELESSONS_DATA", str(tmp_path / "empty"))
    (problem,) = judge(saved(solved, tmp_path)).all_problems()
    assert "There is no file 'axon_slice.jpg'" in problem.sentence


def test_a_warning_is_no_failure(solved, tmp_path):
    cell_named(
        solved, "region"
    ).source += "\nimport sys, warnings\nwarnings.warn('old')\nprint('a note', file=sys.stderr)"
    assert judge(saved(solved, tmp_path)).all_problems() == []


def test_it_runs_from_any_folder(solved, tmp_path, monkeypatch):
    path = saved(solved, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert validate_notebooks([path.name]) == 0


class FakeServer:
    """As much of a Jupyter server as the extension touches."""

    def __init__(self, root):
        self.root_dir = str(root)
        self.web_app = self
        self.settings = {"base_url": "/"}
        self.handlers = []

    def add_handlers(self, host, handlers):
        self.handlers += handlers


def test_the_button_gets_each_step_and_then_the_verdict(solved, tmp_path, monkeypatch):
    from imagelessons.validate.server import ProgressHandler, _load_jupyter_server_extension

    server = FakeServer(tmp_path)
    _load_jupyter_server_extension(server)
    assert [address for address, _ in server.handlers] == [
        "/assignments/validate",
        "/imagelessons/validate",
    ]

    copied(solved, "region")
    path = saved(solved, tmp_path)
    handler, lines = ProgressHandler.__new__(ProgressHandler), []

    async def flush():
        pass

    monkeypatch.setattr(ProgressHandler, "settings", server.settings)
    monkeypatch.setattr(ProgressHandler, "current_user", "a student")
    handler.set_header = lambda name, value: None
    handler.write = handler.finish = lines.append
    handler.flush = flush
    handler.get_json_body = lambda: {"path": path.name}
    asyncio.run(handler.post())
    *steps, last = map(json.loads, lines)
    assert {"progress": "exercise 3 of 7"} in steps
    assert last["summary"].startswith("7 of 7 done; something is to mend in exercise 2.")
    assert "is there 2 times" in last["html"]
    assert not last["sound"]

    handler.get_json_body = lambda: {"path": "../elsewhere.ipynb"}
    asyncio.run(handler.post())
    assert "outside the folder" in json.loads(lines[-1])["error"]


def test_the_extension_is_switched_on_in_the_environment():
    """The course's handler must be loaded before nbgrader's: the first one answers."""
    from imagelessons.data import course_root

    settings = course_root() / "jupyter/etc/jupyter/jupyter_server_config.d/imagelessons.json"
    extensions = json.loads(settings.read_text())["ServerApp"]["jpserver_extensions"]
    assert extensions == {"imagelessons.validate": True}
    assert min(extensions) < "nbgrader.server_extensions.validate_assignment"


def test_students_do_not_see_the_instructors_panels():
    from imagelessons.data import course_root

    page = course_root() / "jupyter/etc/jupyter/labconfig/page_config.json"
    disabled = json.loads(page.read_text())["disabledExtensions"]
    for panel in ("create-assignment", "formgrader", "course-list"):
        assert disabled[f"@jupyter/nbgrader:{panel}"] is True


def test_problems_come_in_the_order_of_the_notebook(solved):
    cell_named(solved, "facts").source = "n_rows = (1"
    solved.cells.remove(cell_named(solved, "test-unit"))
    copied(solved, "region")
    places = [problem.where for problem in find_problems(solved)]
    assert [place.partition(":")[0] for place in places] == [
        "Exercise 1",
        "Exercise 2",
        "Exercise 5",
    ]


def test_what_is_said_flows_in_html_and_is_broken_in_a_terminal(solved, tmp_path):
    copied(solved, "region")
    cell_named(solved, "unit").source = "def to_unit_range(image):\n    return image < 1"
    verdict = judge(saved(solved, tmp_path))
    text = as_text(verdict)
    assert max(map(len, text.splitlines())) <= 88
    assert "✘ Exercise 2: a region (2 points): done, but something is to mend" in text
    page = as_html(verdict)
    assert "<pre" not in page
    assert "✘</span> Exercise 5: one range for all readers (3 points): not right yet</h3>" in page
    assert "to_unit_range(image)" not in page or "&lt; 1" in page
    shown = as_nbgrader(verdict)["failed"]
    assert "6 of 7 done" in shown[0]["error"]
    assert all("white-space: normal" in one["error"] for one in shown)


def test_nothing_says_that_all_tests_are_passed(solved, tmp_path):
    path = saved(solved, tmp_path)
    verdict = judge(path)
    assert verdict.sound
    for said in (summary(verdict), " ".join(as_text(verdict).split()), as_html(verdict)):
        assert "all the tests" not in said
        assert "More tests run when it is graded." in said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["written"], "6 of 7 done; exercise 7 isn't answered yet. More tests"),
        (["facts", "unit", "written"], "4 of 7 done; exercises 1, 5 and 7 aren't answered yet."),
    ],
)
def test_what_is_not_answered_yet_is_named(solved, tmp_path, names, said):
    released = read(released_path(ASSIGNMENT))
    for name in names:
        cell_named(solved, name).source = cell_named(released, name).source
    verdict = judge(saved(solved, tmp_path))
    assert summary(verdict).startswith(said)
    assert verdict.all_problems() == [], "a stub is no mistake"


def test_a_cell_that_ends_python_costs_one_exercise(solved, tmp_path):
    cell_named(solved, "region").source += "\nimport os\nos._exit(3)"
    verdict = judge(saved(solved, tmp_path))
    assert summary(verdict).startswith("6 of 7 done; exercise 2 isn't right yet.")
    (problem,) = verdict.all_problems()
    assert "Python itself ended while this cell ran" in problem.sentence


def test_an_error_that_costs_nothing_is_told_all_the_same(solved, tmp_path):
    cell_named(solved, "region").source += "\n1 / 0"
    verdict = judge(saved(solved, tmp_path))
    assert verdict.sound
    assert verdict.notes == [
        "Exercise 2: a region: the answer cell ends with an error (ZeroDivisionError: division by "
        "zero). That alone costs no points."
    ]


def test_an_endless_loop_is_stopped(tmp_path):
    ran, _ = run_cells(["x = 1", "while True:\n    pass", "x"], cell_seconds=1)
    assert "ran for more than 1 seconds" in ran[1].cause
    assert ran[2].outputs[0]["data"] == {"text/plain": "1"}


def test_the_limits_are_those_of_the_grader():
    from nbisolate.sandbox.limits import Limits

    assert (Limits.cell_seconds, Limits.total_seconds) == (CELL_SECONDS, TOTAL_SECONDS)


def test_a_students_file_does_not_take_the_place_of_pythons(solved, tmp_path):
    (tmp_path / "json.py").write_text("raise RuntimeError('not this one')")
    (tmp_path / "helper.py").write_text("factor = 2")
    cell_named(solved, "region").source += "\nfrom helper import factor"
    assert judge(saved(solved, tmp_path)).sound


def test_only_what_is_handed_in_lies_beside_the_notebook_when_it_runs(solved, tmp_path):
    folder = tmp_path / "Downloads"
    (folder / "others").mkdir(parents=True)
    (folder / "others" / "a.txt").write_text("a")
    (folder / "b.txt").write_text("b")
    cell = cell_named(solved, "region")
    cell.source = f"open('b.txt').close()\nopen('others/a.txt')\n{cell.source}"
    nbformat.write(solved, folder / f"{ASSIGNMENT}.ipynb")
    (problem,) = judge(folder / f"{ASSIGNMENT}.ipynb").all_problems()
    assert "others/a.txt" in problem.sentence


def test_a_notebook_of_another_version_is_no_changed_one(solved, tmp_path):
    for name in ("test-region", "about-written"):
        cell = cell_named(solved, name)
        cell.source = "assert region.shape" if name == "test-region" else "An older question."
        cell.metadata.nbgrader.checksum = checksum(cell)
    verdict = judge(saved(solved, tmp_path))
    assert verdict.sound
    assert "from another version of the course" in verdict.notes[0]


def test_a_deleted_cell_is_noticed_without_the_release(solved, tmp_path, monkeypatch):
    monkeypatch.setattr("imagelessons.validate.release.released_notebooks", list)
    solved.cells.remove(cell_named(solved, "test-region"))
    (problem,) = judge(saved(solved, tmp_path)).all_problems()
    assert problem.code == "deleted-cell"
    assert problem.where == "Exercise 2: a region"


def test_a_notebook_of_another_course_is_judged_by_what_its_cells_say(tmp_path):
    def marked(cell, name, **marks):
        about = {"grade": False, "solution": False, "locked": False} | marks
        cell.metadata["nbgrader"] = {"grade_id": name, "schema_version": 3} | about
        return cell

    answer = marked(nbformat.v4.new_code_cell("x = ..."), "value", solution=True)
    answer.metadata["nbgrader"]["checksum"] = checksum(answer)
    test = marked(
        nbformat.v4.new_code_cell("assert x == 1"), "test", grade=True, locked=True, points=1
    )
    text = nbformat.v4.new_markdown_cell("# A sum")
    path = tmp_path / "other.ipynb"
    for source, said in [
        ("x = ...", '0 of 1 done; "A sum" isn\'t answered yet.'),
        ("x = 1", "1 of 1 done."),
        ("x = 2", '0 of 1 done; "A sum" isn\'t right yet.'),
    ]:
        answer.source = source
        nbformat.write(nbformat.v4.new_notebook(cells=[text, answer, test]), path)
        assert summary(judge(path)).startswith(said)


def test_the_instructor_sees_the_panels():
    """Jupyter lets the settings of JUPYTER_CONFIG_PATH go before those of the environment."""
    from imagelessons.data import course_root

    folder = course_root() / "tools" / "instructor" / "labconfig"
    shown = json.loads((folder / "page_config.json").read_text())["disabledExtensions"]
    assert set(shown.values()) == {False}
    assert {name.rpartition(":")[2] for name in shown} == {
        "create-assignment",
        "formgrader",
        "course-list",
    }
    assert '"tools", "instructor"' in (course_root() / "tools" / "course.py").read_text()


def test_a_student_needs_nothing_of_the_instructors(solved, tmp_path):
    """The bundle for students has neither `author` nor `grade` nor `report`."""
    path = saved(solved, tmp_path)
    program = (
        "import sys\n"
        "for name in ('author', 'grade', 'report'):\n"
        "    sys.modules[f'imagelessons.{name}'] = None\n"
        "import imagelessons.validate.server\n"
        "from imagelessons.validate.command import validate_notebooks\n"
        f"sys.exit(validate_notebooks([{str(path)!r}]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "7 of 7 done" in done.stdout


def test_the_courses_button_takes_the_place_of_nbgraders():
    from imagelessons.data import course_root

    jupyter = course_root() / "jupyter"
    page = json.loads((jupyter / "etc/jupyter/labconfig/page_config.json").read_text())
    assert page["disabledExtensions"]["@jupyter/nbgrader:validate-assignment"] is True
    extension = jupyter / "share/jupyter/labextensions/imagelessons"
    about = json.loads((extension / "package.json").read_text())["jupyterlab"]["_build"]
    program = (extension / about["load"]).read_text(encoding="utf-8")
    assert f'"{about["extension"]}"' in program
    assert "window._JUPYTERLAB.imagelessons = {" in program
    assert "baseUrl}imagelessons/validate`" in program
