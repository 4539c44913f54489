"""Points as CSV: for Canvas, for Moodle, and the plain ones; formulas are disarmed."""

import csv
import io

import pytest
from reported import NAME, TESTS, MadeClass

from imagecourse.report.gather import gather
from imagecourse.report.lms import (
    CanvasExportPlugin,
    MoodleExportPlugin,
    PlainExportPlugin,
    changed_ids,
    csv_text,
    disarmed,
)

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.fixture
def made(tmp_path):
    """Three students: graded with a penalty, not graded, missing."""
    one = MadeClass(tmp_path)
    one.student("ada", first_name="Zoë", last_name='Müller, "Z"', email="z@b.org", lms_user_id="7")
    one.hand_in("ada", {**TESTS, "written": None}, penalty=0.5)
    one.student("=cmd|' /C calc'!A0", first_name="@SUM(A1)", last_name="\t-1")
    one.hand_in("=cmd|' /C calc'!A0", None)
    one.student("cai")
    yield one
    one.gradebook.close()


def table(made, lms):
    text = csv_text([gather(made.gradebook, NAME, None)], lms)
    return list(csv.reader(io.StringIO(text)))


def test_canvas(made):
    heads, possible, *rows = table(made, "canvas")
    assert heads == ["Student", "ID", "SIS Login ID", "Section", NAME]
    assert possible == ["    Points Possible", "", "", "", "7"]
    assert ['Müller, "Z", Zoë', "7", "ada", "", "4.5"] in rows
    assert ["cai", "", "cai", "", ""] in rows


def test_moodle(made):
    heads, *rows = table(made, "moodle")
    assert heads == ["Username", "ID number", "Email address", "First name", "Last name", NAME]
    assert ["ada", "7", "z@b.org", "Zoë", 'Müller, "Z"', "4.5"] in rows
    assert ["cai", "", "", "", "", ""] in rows


def test_plain_has_the_points_of_each_exercise(made):
    heads, *rows = table(made, "plain")
    found = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert found["ada"]["Exercise 1: a dark mask"] == "2"
    assert found["ada"]["Exercise 3: in words"] == ""
    assert found["ada"]["State"] == "waits for a person"
    assert (found["ada"]["Penalty"], found["ada"]["Points"]) == ("0.5", "4.5")
    assert (found["cai"]["State"], found["cai"]["Points"]) == ("nothing handed in", "")


@pytest.mark.parametrize("lms", ["plain", "canvas", "moodle"])
def test_no_cell_begins_like_a_formula(made, lms):
    cells = [cell for row in table(made, lms) for cell in row]
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)
    assert not any(sign in cell for cell in cells for sign in "\t\r\n")
    assert "'=cmd|' /C calc'!A0" in cells


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "\n=1", "＝1", "\tx", "\u200b=1", "\ufeff@a"],
)
def test_formulas_are_disarmed(text):
    assert disarmed(text).startswith("'")


@pytest.mark.parametrize(
    ("text", "there"),
    [("Eve;=1+1", "Eve;'=1+1"), ("Eve, Adam; -1", "Eve, Adam; '-1"), ("a;;@b", "a;;'@b")],
)
def test_formulas_within_are_disarmed_where_a_semicolon_ends_a_cell(text, there):
    assert disarmed(text) == there


@pytest.mark.parametrize(
    "text", ["", "Ada", "O'Brien", "Jean-Luc", "a=b", "a@b.org", "小明", "Müller, Zoë; M.-A."]
)
def test_other_texts_stay(text):
    assert disarmed(text) == text


def test_ids_that_no_platform_will_find_are_told(made):
    assert changed_ids(gather(made.gradebook, NAME, None)) == ["=cmd|' /C calc'!A0"]


@pytest.mark.parametrize(
    ("plugin", "columns"),
    [(PlainExportPlugin, 12), (CanvasExportPlugin, 6), (MoodleExportPlugin, 7)],
)
def test_nbgrader_exports_through_the_plugins(made, tmp_path, plugin, columns):
    made.assign("02-other")
    target = tmp_path / "out.csv"
    plugin(to=str(target)).export(made.gradebook)
    with open(target, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert {len(row) for row in rows} == {columns}
    assert "02-other" in target.read_text(encoding="utf-8")


def test_nbgrader_exports_the_assignments_that_are_named(made, tmp_path):
    made.assign("02-other")
    target = tmp_path / "out.csv"
    CanvasExportPlugin(to=str(target), assignment=["02-other"]).export(made.gradebook)
    assert target.read_text(encoding="utf-8").startswith("Student,ID,SIS Login ID,Section,02-other")
