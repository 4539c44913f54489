"""What students get is what the sources give, and it holds no answer."""

import json

import nbformat
import pytest
from nbgrader.utils import is_grade, is_solution

from imagecourse.author.release import assignments, generate, release
from imagecourse.author.seal import made_seals
from imagecourse.author.source import read, released_path, source_path
from imagecourse.config import course_config
from imagelessons.check.values.seals import SEALS
from imagelessons.data import course_root
from imagelessons.packed import as_written
from imagelessons.validate.problems import find_problems
from nbisolate.normalize.structure import METADATA_KEY, exercise_titles, grade_id

NAMES = assignments()
SEALED = [name for name in NAMES if (source_path(name).parent / "sealed.py").is_file()]


def test_each_lesson_has_its_exercises_and_its_name_tells_them_apart():
    lessons = sorted(path.stem for path in (course_root() / "notebooks").glob("0[1-9]-*.ipynb"))
    exercises = [f"exercises-{lesson}" for lesson in lessons]
    # Of other names there may be any number of assignments, the capstone among them.
    assert [name for name in NAMES if name.startswith("exercises-")] == exercises
    assert not set(NAMES) & set(lessons)


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_release_is_what_the_source_gives(name, tmp_path):
    assert generate(name, tmp_path, course_config(), use_gradebook=False) == ""
    made = tmp_path / name
    assert [path.name for path in made.iterdir()] == [f"{name}.ipynb"]
    assert unpacked(made / f"{name}.ipynb") == unpacked(released_path(name)), (
        "run `make release` and commit what it writes"
    )


def unpacked(path):
    """Return a notebook with its tests as they were written: zlib packs them as it likes."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        cell["source"] = as_written(text)
        if cell["source"] != text:
            del cell["metadata"]["nbgrader"]["checksum"]
    return notebook


@pytest.mark.parametrize("name", NAMES)
def test_the_tests_are_packed_and_folded(name):
    for cell in read(released_path(name)).cells:
        folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
        is_test = is_grade(cell) and not is_solution(cell)
        assert folded == is_test
        if is_test:
            assert as_written(cell.source) != cell.source
            # So that a cell that a click unfolds leaves the message in sight.
            assert len(cell.source.splitlines()) <= 8


@pytest.mark.parametrize("name", SEALED)
def test_the_seals_are_those_of_the_answers(name):
    stored = json.loads((SEALS / f"{name}.json").read_text(encoding="utf-8"))
    assert stored["answers"] == made_seals(name), "run `make release`"


def test_there_are_no_seals_of_what_is_gone():
    assert sorted(path.stem for path in SEALS.glob("*.json")) == sorted(SEALED)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_solution_is_released(name):
    text = released_path(name).read_text(encoding="utf-8")
    for word in ("BEGIN SOLUTION", "HIDDEN", "Rubric", "make_axon_slice"):
        assert word not in text
    released = {grade_id(cell): cell for cell in read(released_path(name)).cells}
    for cell in read(source_path(name)).cells:
        if is_solution(cell):
            assert released[grade_id(cell)].source != cell.source
        if is_grade(cell) and not is_solution(cell):
            visible = released[grade_id(cell)].source
            assert "check." in visible, "a test that students see must say something"


@pytest.mark.parametrize("name", NAMES)
def test_the_released_notebook_is_sound(name):
    notebook = read(released_path(name))
    assert find_problems(notebook) == []
    nbformat.validate(notebook)


@pytest.mark.parametrize("name", NAMES)
def test_each_exercise_says_its_points_and_minutes_and_they_add_up(name):
    notebook = read(source_path(name))
    points = {}
    for cell, title in zip(notebook.cells, exercise_titles(notebook), strict=True):
        if is_grade(cell):
            points[title] = points.get(title, 0) + float(cell.metadata.nbgrader["points"])
    assert len(points) >= 1
    for cell, title in zip(notebook.cells, exercise_titles(notebook), strict=True):
        if cell.cell_type == "markdown" and cell.source.startswith("## Exercise"):
            noun = "point" if points[title] == 1 else "points"
            assert f"*{points[title]:g} {noun}, about " in cell.source, title
    assert f"**{sum(points.values()):g} points, about " in notebook.cells[0].source


@pytest.mark.parametrize("name", NAMES)
def test_the_release_knows_its_cells(name):
    notebook = read(released_path(name))
    recorded = notebook.metadata[METADATA_KEY]["cells"]
    graded = [c for c in notebook.cells if is_grade(c) or is_solution(c)]
    assert sorted(recorded) == sorted(grade_id(cell) for cell in graded)


def test_an_unknown_assignment_is_named(capsys):
    assert release(["03-nothing"], use_gradebook=False) == 1
    assert (
        "There is no assignment '03-nothing'; there are: exercises-01-greyscale"
        in capsys.readouterr().out
    )


def test_a_release_that_fails_keeps_the_old_one(tmp_path):
    name = NAMES[0]
    (tmp_path / name).mkdir()
    (tmp_path / name / "old.ipynb").write_text("the old one")
    config = course_config()
    config.ClearSolutions.end_solution_delimeter = "no such mark"
    reason = generate(name, tmp_path, config, use_gradebook=False)
    assert "no end solution statement found" in reason
    assert (tmp_path / name / "old.ipynb").read_text() == "the old one"


@pytest.mark.parametrize("name", NAMES)
def test_the_page_for_instructors_says_where_the_points_come_from(name):
    graded = [cell for cell in read(source_path(name)).cells if is_grade(cell)]
    of_person = sum(cell.metadata.nbgrader.points for cell in graded if is_solution(cell))
    of_tests = sum(cell.metadata.nbgrader.points for cell in graded if not is_solution(cell))
    page = (course_root() / "docs" / "instructors.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith(f"| {name} |")]
    assert rows == [f"| {name} | {of_tests} | {of_person} |"], "run `make docs`"
