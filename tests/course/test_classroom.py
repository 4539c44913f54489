"""`make class`: made-up submissions, graded, with feedback and an overview."""

import sys

import pytest
from bs4 import BeautifulSoup

from imagecourse.demo_class import run_class
from imagecourse.demo_students import pupils
from nbisolate.normalize.repair import repair
from nbisolate.pages.overview import Row, as_page, as_table

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    """The folder of a class of six that handed in one assignment, and its exit status."""
    folder = tmp_path_factory.mktemp("class") / "class"
    return folder, run_class(folder, ["exercises-01-greyscale"])


def points(page: str) -> dict[str, str]:
    rows = BeautifulSoup(page, "html.parser").tbody.find_all("tr")
    return {row.th.text: row.find(class_="number").text for row in rows}


def test_every_submission_ends_with_points_or_a_cause(classroom):
    folder, status = classroom
    assert status == 0
    page = (folder / "overview.html").read_text()
    assert points(page) == {
        "ada": "13 / 15",
        "bela": "6 / 15",
        "chidi": "0 / 15",
        "dana": "13 / 15",
        "emre": "12 / 15",
        "fay": "0 / 15",
    }
    assert "is cut off or damaged" in page
    assert "was there 2 times (copied or split)" in page
    assert "A person&#39;s points are still to come." in page


def test_every_student_gets_feedback(classroom):
    folder, _ = classroom
    pages = {path.parts[-3]: path.read_text() for path in (folder / "feedback").rglob("*.html")}
    assert set(pages) == {pupil.name for pupil in pupils()}
    assert "not attempted yet" in pages["chidi"]
    assert "every check that ran here passes" in pages["ada"]
    assert "could not be graded" in pages["fay"]
    assert "cut off or damaged" in pages["fay"]
    assert "Save it again in JupyterLab" in pages["fay"]


def test_what_was_handed_in_stays_as_it_was(classroom):
    folder, _ = classroom
    for pupil in pupils():
        path = (
            folder
            / "submitted"
            / pupil.name
            / "exercises-01-greyscale"
            / "exercises-01-greyscale.ipynb"
        )
        assert path.read_text() == pupil.hand_in("exercises-01-greyscale")


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("years of work")
    assert run_class(tmp_path) == 1
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
    assert "name another --folder" in capsys.readouterr().out


def test_names_cannot_become_markup():
    row = Row("<script>x</script>", "a&b", 1, 2, "<b>")
    page = as_page([row])
    assert "<script>" not in page
    assert "<b>" not in page


def test_the_table_stands_in_columns():
    rows = [
        Row("ada", "01", 7.5, 16, ""),
        Row("fay", "01", None, 16, "It is cut off. Hand in again."),
    ]
    assert as_table(rows).splitlines() == [
        "student  assignment  points    ",
        "ada      01          7.5 / 16  ",
        "fay      01          - / 16    It is cut off",
    ]


def test_a_split_written_answer_is_brought_together():
    import nbformat

    about = {"grade": True, "solution": True, "locked": False, "grade_id": "w", "points": 2}
    cells = [
        nbformat.v4.new_markdown_cell(text, metadata={"nbgrader": dict(about)})
        for text in ("First part.", "Second part.", "First part.")
    ]
    notebook, notes = repair(nbformat.v4.new_notebook(cells=cells))
    assert notebook.cells[0].source == "First part.\n\nSecond part."
    assert ["nbgrader" in cell.metadata for cell in notebook.cells] == [True, False, False]
    assert len(notes) == 1
