"""Validate and `make check`: each slip gets a sentence that a student can act on."""

import copy
import json

import nbformat
import pytest

from imagelessons.author.source import read, reference_answers, released_path, with_answers
from imagelessons.submission.problems import find_problems, syntax_error
from imagelessons.submission.reading import read_submission
from imagelessons.submission.structure import UnreadableNotebookError, grade_id
from imagelessons.validate.command import course_config, report, validate_notebooks
from imagelessons.validate.validator import CourseValidator

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
    (problem,) = CourseValidator().problems(path)
    assert problem.code == "unreadable-notebook"
    assert path.read_bytes() == raw


def test_a_missing_file_says_so(tmp_path, capsys):
    assert validate_notebooks([str(tmp_path / "nowhere.ipynb")]) == 1
    assert "There is no file nowhere.ipynb" in capsys.readouterr().out


def test_a_right_notebook_validates(solved, tmp_path, capsys):
    assert validate_notebooks([str(saved(solved, tmp_path))]) == 0
    assert "It is fit to hand in" in capsys.readouterr().out


def test_validate_says_why_in_one_block_for_each_exercise(solved, tmp_path):
    cell_named(solved, "region").source = "region = img[200:270, 100:150]\nregion_mean = ..."
    cell_named(solved, "brighten").source = "def brighten(image, amount):\n    return image / 0 +"
    cell_named(
        solved, "brighten"
    ).source = "def brighten(image, amount):\n    return image + np.uint8(amount % 256)"
    path = saved(solved, tmp_path)
    before = path.read_bytes()
    results = CourseValidator(config=course_config()).validate(str(path))
    assert set(results) == {"failed"}
    shown = {entry["source"]: entry["raw_error"] for entry in results["failed"]}
    assert list(shown) == [
        "Exercise 2: a region (2 points)",
        "Exercise 3: brighter, without wrapping around (2 points)",
    ]
    for text in shown.values():
        assert "Traceback" not in text
        assert text.startswith("✘ Exercise ")
        assert "Code: " in text
    assert "transposed" in shown["Exercise 2: a region (2 points)"]
    assert "wrap-around" in shown["Exercise 3: brighter, without wrapping around (2 points)"]
    assert path.read_bytes() == before, "the student's file was changed"


def test_an_error_in_an_answer_shows_the_students_line(solved, tmp_path):
    cell_named(
        solved, "region"
    ).source = "region = img[100:150, 200:270]\nregion_mean = regions.mean()"
    problems = CourseValidator(config=course_config()).problems(saved(solved, tmp_path))
    first = problems[0]
    assert "`region_mean = regions.mean()`" in first.sentence
    assert "NameError: name 'regions' is not defined" in first.sentence
    assert "Traceback" not in first.sentence


def test_a_missing_picture_is_the_only_thing_said(solved, tmp_path, monkeypatch):
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("IMAGELESSONS_DATA", str(tmp_path / "empty"))
    (problem,) = CourseValidator(config=course_config()).problems(saved(solved, tmp_path))
    assert "There is no file 'axon_slice.jpg'" in problem.sentence


def test_a_warning_is_no_failure(solved, tmp_path):
    cell_named(
        solved, "region"
    ).source += "\nimport sys, warnings\nwarnings.warn('old')\nprint('a note', file=sys.stderr)"
    assert CourseValidator(config=course_config()).problems(saved(solved, tmp_path)) == []


def test_it_runs_from_any_folder(solved, tmp_path, monkeypatch):
    path = saved(solved, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert validate_notebooks([path.name]) == 0


def test_the_report_has_a_block_for_each_thing(solved):
    copied(solved, "region")
    text = report("a.ipynb", find_problems(solved))
    assert text.startswith("a.ipynb: 1 thing to mend")
    assert "  Exercise 2: a region\n" in text


class FakeServer:
    """As much of a Jupyter server as the extension touches."""

    def __init__(self, root):
        self.root_dir = str(root)
        self.web_app = self
        self.settings = {"base_url": "/"}
        self.handlers = []

    def add_handlers(self, host, handlers):
        self.handlers += handlers


def test_the_button_gets_the_same_answer(solved, tmp_path, monkeypatch):
    from imagelessons.validate.server import CourseValidateHandler, _load_jupyter_server_extension

    server = FakeServer(tmp_path)
    _load_jupyter_server_extension(server)
    ((address, handler),) = server.handlers
    assert address == "/assignments/validate"
    assert handler is CourseValidateHandler

    copied(solved, "region")
    path = saved(solved, tmp_path)
    monkeypatch.setattr(CourseValidateHandler, "settings", server.settings)
    monkeypatch.setattr(CourseValidateHandler, "load_config", lambda self: course_config())
    answer = CourseValidateHandler.validate_notebook(
        CourseValidateHandler.__new__(CourseValidateHandler), path.name
    )
    assert answer["success"] is True
    assert "is there 2 times" in answer["value"]["failed"][0]["raw_error"]
    json.dumps(answer)

    outside = CourseValidateHandler.validate_notebook(
        CourseValidateHandler.__new__(CourseValidateHandler), "../elsewhere.ipynb"
    )
    assert outside["success"] is False
    assert "outside the folder" in outside["value"]


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


def test_long_sentences_are_broken(solved, tmp_path):
    copied(solved, "region")
    path = saved(solved, tmp_path)
    (entry,) = CourseValidator().validate(str(path))["failed"]
    assert max(map(len, entry["error"].splitlines())) <= 100
    assert max(map(len, report("a", find_problems(solved)).splitlines())) <= 92


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
