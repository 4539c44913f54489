"""An author begins exercises and lessons, and what is wrong with one is said in a sentence."""

import runpy

import nbformat
import pytest

from imagecourse.author import release as releasing
from imagecourse.author import seal, source
from imagecourse.author.new import command, exercise, lesson
from imagecourse.author.new.command import begin_exercise, begin_lesson
from imagecourse.author.new.exercise import kinds
from imagecourse.author.new.files import write_together
from imagecourse.author.release import release
from imagecourse.author.report_card import trial
from imagecourse.author.report_card.trial import RIGHT, bank, expected_code, try_answer
from imagelessons.check.values import seals
from imagelessons.data import course_root

NAME = "trial"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A folder with nothing but places for sources, releases and seals."""
    for module in (releasing, seal, source, exercise, command, trial):
        monkeypatch.setattr(module, "course_root", lambda: tmp_path)
    for module in (releasing, seals):
        monkeypatch.setattr(module, "SEALS", tmp_path / "seals")
    monkeypatch.setattr(seal.write_seals, "__kwdefaults__", {
        "solutions": None, "seals": tmp_path / "seals",
    })  # fmt: skip
    monkeypatch.setattr(lesson, "notebooks_folder", lambda: tmp_path / "notebooks")
    monkeypatch.setattr(releasing, "rescue_answers", lambda name: None)
    trial._cells.cache_clear()
    for name in ("solutions", "notebooks/exercises", "seals"):
        (tmp_path / name).mkdir(parents=True)
    yield tmp_path
    trial._cells.cache_clear()


def files_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", kinds())
def test_an_exercise_is_filled_in_so_far_that_it_runs(course, kind):
    assert begin_exercise(NAME, "first", kind) == 0
    assert release([NAME], use_gradebook=False) == 0
    assert len(bank(NAME)) == 2
    for path in bank(NAME):
        text = path.read_text(encoding="utf-8")
        assert try_answer(NAME, "first", text) == expected_code(path)
        assert try_answer(NAME, "first", text, hidden=False) == expected_code(path)
    answer = source.reference_answers(NAME)["first"]
    assert try_answer(NAME, "first", answer) == RIGHT
    released = source.read(source.released_path(NAME))
    stub = next(cell for cell in released.cells if cell.id == "first").source
    assert try_answer(NAME, "first", stub) == "not-attempted"


def test_several_exercises_are_counted_and_added_up(course):
    for kind in kinds():
        assert begin_exercise(NAME, f"a_{kind}", kind) == 0
    assert release([NAME], use_gradebook=False) == 0
    cells = nbformat.read(source.source_path(NAME), as_version=4).cells
    assert "**5 points, about 16 minutes.**" in cells[0].source
    assert [c.source[:14] for c in cells if c.id.startswith("about-")] == [
        f"## Exercise {number}:" for number in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("assignment", "name", "said"),
    [
        ("Trial", "rows", "'Trial' can't be the name of an assignment"),
        ("../trial", "rows", "can't be the name of an assignment"),
        (NAME, "two words", "'two words' can't be the name of an exercise"),
        (NAME, "for", "'for' can't be the name of an exercise"),
        (NAME, "sum", "The name 'sum' is taken: it is one of Python's own"),
        (NAME, "first", "The exercise 'first' is there already, in trial"),
        (NAME, "img", "uses the name 'img' for something else"),
        (NAME, "left", "solutions/trial/tests/left.py is there already"),
        ("damaged", "rows", "damaged.ipynb can't be read as a notebook"),
    ],
)
def test_a_name_that_cannot_be_used_is_told_and_nothing_is_written(
    course, capsys, assignment, name, said
):
    begin_exercise(NAME, "first", "function")
    (course / "solutions" / NAME / "tests" / "left.py").write_text("")
    (course / "solutions" / "damaged").mkdir()
    (course / "solutions" / "damaged" / "damaged.ipynb").write_text("{")
    before = files_in(course)
    capsys.readouterr()
    assert begin_exercise(assignment, name, "function") == 1
    assert said in capsys.readouterr().out
    assert files_in(course) == before


def test_where_students_are_there_is_nothing_to_begin(course, capsys):
    (course / "solutions").rmdir()
    assert begin_exercise(NAME, "rows", "function") == 1
    assert "There is no folder `solutions` here" in capsys.readouterr().out
    assert begin_exercise(NAME, "rows", "essay") == 1
    assert "no kind of exercise 'essay'; there are: figure, function" in capsys.readouterr().out


def test_files_are_written_together_or_not_at_all(tmp_path):
    (tmp_path / "old").write_text("as it was")
    (tmp_path / "in the way").mkdir()
    files = {tmp_path / "new" / "a": "1", tmp_path / "old": "2", tmp_path / "in the way": "3"}
    with pytest.raises(OSError, match="in the way"):
        write_together(files)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in the way", "old"]
    assert (tmp_path / "old").read_text() == "as it was"


def test_a_lesson_runs_as_it_is(course, capsys):
    assert begin_lesson("07-profiles") == 0
    path = course / "notebooks" / "07-profiles.ipynb"
    runpy.run_path(str(course_root() / "tools" / "lessons.py"))["execute"](path)
    nbformat.validate(nbformat.read(path, as_version=4))
    capsys.readouterr()
    for name, said in [
        ("07-again", "There is a lesson 07 already: notebooks/07-profiles.ipynb"),
        ("profiles", "'profiles' can't be the name of a lesson"),
    ]:
        assert begin_lesson(name) == 1
        assert said in capsys.readouterr().out


def changed(name, old, new):
    def change(folder):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def renamed(old, new):
    return lambda folder: (folder / old).rename(folder / new)


WRONG = {
    "a code that there isn't": (
        changed("tests/rows.py", '"sum-for-mean"', '"sum-of-mean"'),
        "Exercise 1: the mean of each row (the cell 'test-rows'): The catalogue of misconceptions "
        "has no code 'sum-of-mean'",
    ),
    "a solution that fails": (
        changed("tests/rows.py", "[100.0, 20.0]", "[100.0, 21.0]"),
        "Exercise 1: the mean of each row (the cell 'test-rows'): the solution doesn't pass its "
        "own test. The finding:\n    ✘ Exercise 1: the mean of each row",
    ),
    "no Python": (
        changed("tests/rows.py", "### END HIDDEN TESTS", "### END HIDDEN TESTS\nif x"),
        "trial/tests/rows.py, line ",
    ),
    "a test that stops": (
        changed("tests/rows.py", '"""Test', 'import nothing\n\n"""Test'),
        "the test stops at ModuleNotFoundError: No module named 'nothing'",
    ),
    "no end of what is hidden": (
        changed("tests/rows.py", "### END HIDDEN TESTS", ""),
        "In tests/rows.py, line 14: `### BEGIN HIDDEN TESTS`, and no `### END HIDDEN TESTS` after",
    ),
    "no begin of the solution": (
        changed("trial.ipynb", "### BEGIN SOLUTION", "#"),
        "In the cell 'rows', line 6: `### END SOLUTION`, and no `### BEGIN SOLUTION` before",
    ),
    "an answer of the bank with another code": (
        renamed("bank/rows/transposed--columns.py", "bank/rows/transpose--columns.py"),
        "bank/rows/transpose--columns.py: 'transpose' is no code of the catalogue",
    ),
    "answers for no cell": (
        renamed("bank/rows", "bank/row"),
        "bank/row/right--loop.py: there is no answer cell 'row' in the notebook",
    ),
    "a grade id twice": (
        changed("trial.ipynb", '"grade_id": "test-one"', '"grade_id": "rows"'),
        "The grade id 'rows' is there 2 times",
    ),
    "another seal": (
        changed("sealed.py", '"one": Answer', '"two": Answer'),
        "There is no seal 'one' in trial.json; there are: two",
    ),
    "no seals": (renamed("sealed.py", "sealed.txt"), "There are no seals for 'trial/one'"),
    "seals that stop": (
        changed("sealed.py", "return {", "return nothing, {"),
        "trial/sealed.py stops at NameError: name 'nothing' is not defined (line 11)",
    ),
    "a damaged notebook": (
        changed("trial.ipynb", '"nbformat": 4', '"nbformat": 4,'),
        "trial.ipynb can't be read as a notebook",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_an_author_has_to_mend_is_a_sentence_and_the_old_release_stays(course, capsys, wrong):
    begin_exercise(NAME, "rows", "function")
    begin_exercise(NAME, "one", "value")
    assert release([NAME], use_gradebook=False) == 0
    places = [course / "notebooks", course / "seals"]
    before = [files_in(place) for place in places]
    assert all(before)
    change, said = WRONG[wrong]
    change(course / "solutions" / NAME)
    capsys.readouterr()
    assert release([NAME], use_gradebook=False) == 1
    out = capsys.readouterr().out
    assert said in out
    assert "trial could not be released; what was there before is kept." in out
    assert "Traceback" not in out
    assert [files_in(place) for place in places] == before


def test_nbgrader_says_it_too_without_a_traceback(course):
    begin_exercise(NAME, "rows", "function")
    (course / "solutions" / NAME / "tests" / "rows.py").write_text("if x\n")
    said = releasing.generate(
        NAME, course / "notebooks", releasing.course_config(), use_gradebook=False
    )
    assert "[ERROR] trial/tests/rows.py, line 1: expected ':'" in said
    assert "Traceback" not in said
