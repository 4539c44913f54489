"""The class report: what it counts, what it shows, and what it never does."""

import json
import re
from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from reported import NAME, TESTS, MadeClass, error, finding

from imagecourse.report.command import make_report
from imagecourse.report.facts import NOT_ATTEMPTED, NOT_READ, RIGHT, WAITING, WRONG
from imagecourse.report.gather import ReportError, gather
from imagecourse.report.mistakes import common_mistakes
from imagecourse.report.page import as_page
from imagecourse.report.points import spread
from imagelessons.check import CATALOGUE

MADE = datetime(2026, 3, 2, 9, 30)
EVIL = "<script>alert(1)</script>"


# nbgrader's own way with its database; nobody can act on that.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.fixture
def made(tmp_path):
    """An empty class."""
    one = MadeClass(tmp_path)
    yield one
    one.gradebook.close()


@pytest.fixture
def mixed(made):
    """Six students: right, wrong in two ways, untouched, not graded, not read; one is missing."""
    made.all_right("ada")
    made.student("bob", first_name=EVIL, last_name="=1+1")
    made.hand_in(
        "bob",
        {"test-dark": 0.0, "test-mean": 0.0, "written": None},
        {"dark": "# Bob made this\ndark = img > 9  # bob@example.org", "mean": "mean_inside = 1"},
        {
            "test-dark": finding("inverted", "It is the other way round."),
            "test-mean": finding("not-a-function"),
        },
        late=30,
        penalty=1.0,
        metadata={"imagelessons": {"seconds": 4.0, "notes": ["A copied cell was mended"]}},
    )
    made.student("cai", first_name="Cai", last_name="Li")
    made.hand_in(
        "cai",
        {"test-dark": 0.0, "test-mean": 1.5, "written": 1.0},
        {"dark": "dark = img >= 9"},
        {"test-dark": finding("inverted", "It is the other way round.")},
        metadata={"imagelessons": {"seconds": 2.0}},
    )
    made.student("dee")
    not_attempted = {name: finding("not-attempted") for name in ("test-dark", "test-mean")}
    made.hand_in("dee", dict.fromkeys(TESTS, 0.0), {}, not_attempted)
    comment = made.gradebook.find_comment("written", NAME, NAME, "dee")
    comment.auto_comment = "No response."
    made.student("eve")
    made.hand_in("eve", None)
    made.student("fay")
    made.hand_in("fay", dict.fromkeys(TESTS, 0.0), write=False)
    cause = made.gradebook.find_comment("dark", NAME, NAME, "fay")
    cause.auto_comment = "The file was cut off."
    made.student("gus", first_name="Gus", last_name="Gone")
    made.gradebook.db.commit()
    return made


def facts_of(made, name=NAME):
    return gather(made.gradebook, name, made.autograded)


def soup_of(made, **options):
    return BeautifulSoup(as_page(facts_of(made), MADE, **options), "html.parser")


def text_of(made, **options):
    """Return the page without its picture, whose letters could spell any name."""
    return re.sub(r"base64,[^\"]*", "", as_page(facts_of(made), MADE, **options))


def rows_of(soup, anchor):
    """Return the rows of the first table of a section, by their row header."""
    table = soup.find(id=anchor).find_parent("section").find("table")
    lines = [row.find_all(["th", "td"]) for row in table.tbody.find_all("tr")]
    return {line[0].text: [cell.text for cell in line[1:]] for line in lines}


def states(facts, student):
    (one,) = [one for one in facts.submissions if one.student.id == student]
    return {key[1]: outcome.state for key, outcome in one.outcomes.items()}


def test_exercises_come_in_the_order_of_the_notebook_with_their_titles(made):
    titles = [exercise.title for exercise in facts_of(made).exercises]
    assert titles == ["Exercise 1: a dark mask", "Exercise 2: the mean", "Exercise 3: in words"]


def test_each_answer_gets_its_state(mixed):
    facts = facts_of(mixed)
    assert states(facts, "ada") == dict.fromkeys(TESTS, RIGHT)
    assert states(facts, "bob") == {"test-dark": WRONG, "test-mean": WRONG, "written": WAITING}
    assert states(facts, "cai")["test-mean"] == "partly right"
    assert states(facts, "dee") == dict.fromkeys(TESTS, NOT_ATTEMPTED)
    assert states(facts, "eve") == {}
    assert states(facts, "fay") == dict.fromkeys(TESTS, NOT_READ)


def test_the_students_are_counted(mixed):
    rows = rows_of(soup_of(mixed), "glance")
    assert {name: int(cells[0]) for name, cells in rows.items()} == {
        "in the gradebook": 7,
        "handed in": 6,
        "handed in nothing": 1,
        "graded": 5,
        "of these, nothing attempted": 1,
        "of these, waiting for a person": 1,
        "of these, with points off for being late": 1,
        "handed in but not graded": 1,
    }


def test_the_points_are_those_of_the_gradebook(mixed):
    rows = rows_of(soup_of(mixed), "points")
    # ada 2, bob 0, cai 0, dee 0, fay 0
    assert rows["Exercise 1: a dark mask"] == ["2", "5", "0.4", "0", "0", "0", "0", "2"]
    # bob's waits for a person, so it doesn't count: ada 2, cai 1, dee 0, fay 0
    assert rows["Exercise 3: in words"] == ["2", "4", "0.75", "0", "0", "0.5", "1.25", "2"]
    assert rows["All, less penalties"][:3] == ["7", "5", "1.9"]


def test_a_penalty_never_makes_less_than_nothing(mixed):
    points = {one.student.id: one.points for one in facts_of(mixed).graded}
    assert points == {"ada": 7, "bob": 0, "cai": 2.5, "dee": 0, "fay": 0}


def test_extra_credit_and_a_persons_points_count(made):
    made.all_right("ada")
    grade = made.gradebook.find_grade("test-dark", NAME, NAME, "ada")
    grade.manual_score, grade.extra_credit = 1.0, 0.5
    made.gradebook.db.commit()
    (one,) = facts_of(made).graded
    assert one.points == 1.5 + 3 + 2


def test_misconceptions_are_counted_by_student(mixed):
    first, *others = common_mistakes(facts_of(mixed))
    assert (first.code, first.students, first.answers) == ("inverted", 2, 2)
    assert first.suggests == "It is the other way round."
    assert first.entry is CATALOGUE["inverted"]
    assert first.example == "dark = img > 9"
    assert [one.code for one in others] == ["not-a-function"], "what isn't attempted isn't counted"


def test_a_misconception_is_told_in_full(mixed):
    soup = soup_of(mixed)
    heading = soup.find("h3", string=re.compile("Inverted")) or soup.find("h3")
    told = heading.find_parent("div").text
    for part in (
        "2 students; Exercise 1 (2)",
        CATALOGUE["inverted"].belief,
        "It is the other way round.",
        CATALOGUE["inverted"].read,
        "dark = img > 9",
    ):
        assert part in told


def test_each_code_links_to_its_entry_on_the_page_beside_the_report(mixed):
    assert make_report(NAME, folder=str(mixed.folder)) == 0
    beside = mixed.folder / "report" / "misconceptions.html"
    anchors = {
        one["id"] for one in BeautifulSoup(beside.read_bytes(), "html.parser").find_all(id=True)
    }
    links = [one["href"] for one in soup_of(mixed).find(id="misconceptions").parent.find_all("a")]
    entries = [one.partition("#")[2] for one in links if "#" in one]
    # Once in the table, once where it is told in full.
    assert sorted(entries) == ["inverted", "inverted", "not-a-function", "not-a-function"]
    assert {one.partition("#")[0] for one in links} == {beside.name}
    assert set(entries) <= anchors


def test_a_code_that_the_catalogue_has_not_is_still_counted(made):
    made.student("ada")
    made.hand_in("ada", dict.fromkeys(TESTS, 0.0), {}, {"test-dark": finding("from-the-future")})
    (one,) = common_mistakes(facts_of(made))
    assert (one.code, one.name) == ("from-the-future", "Not in this catalogue")
    soup = soup_of(made)
    assert "from-the-future" in soup.text
    assert not soup.find("a", href=re.compile("from-the-future"))


def test_errors_of_answers_and_tests_are_told(made):
    made.student("ada")
    outputs = {
        "dark": error("SyntaxError", "invalid syntax"),
        "test-dark": finding("missing-name"),
        "test-mean": error("AuthorError", "no such seal"),
    }
    made.hand_in("ada", dict.fromkeys(TESTS, 0.0), {"dark": "dark = (1"}, outputs)
    table = soup_of(made).find(id="errors").find_parent("section").text
    assert "SyntaxError" in table
    assert "AuthorError" in table
    assert "1 of these answers the answer itself stopped" in soup_of(made).text


def test_an_error_that_a_student_named_is_not_told_by_its_name(made):
    made.student("ada")
    outputs = {"dark": error("AdaLovelaceError", "x"), "test-dark": finding("missing-name")}
    made.hand_in("ada", dict.fromkeys(TESTS, 0.0), {"dark": "raise AdaLovelaceError"}, outputs)
    text = text_of(made, names=False)
    assert "an error of another kind" in text
    assert "Lovelace" not in text


@pytest.mark.parametrize("printed", ["", "<b>x</b>", "Ada Lovelace", "a" * 100])
def test_a_code_that_no_check_prints_is_not_told(made, printed):
    made.student("ada")
    made.hand_in("ada", dict.fromkeys(TESTS, 0.0), {}, {"test-dark": finding(printed)})
    assert [one.code for one in common_mistakes(facts_of(made))] == ["unreadable-finding"]


def test_what_needs_a_person_says_why(made):
    made.student("ada")
    outputs = {"test-dark": error("CannotCrossError", "`dark` is a coroutine")}
    made.hand_in("ada", {"test-dark": None, "test-mean": 0.0, "written": None}, {}, outputs)
    grade = made.gradebook.find_grade("test-mean", NAME, NAME, "ada")
    grade.manual_score, grade.needs_manual_grade = 2.0, True
    made.gradebook.db.commit()
    soup = soup_of(made)
    assert rows_of(soup, "person") == {
        "Exercise 1: a dark mask": ["the test could not decide", "1"],
        "Exercise 2: the mean": ["graded by a person before, and graded again since", "1"],
        "Exercise 3: in words": ["an answer that a person grades", "1"],
    }
    assert "`dark` is a coroutine" in soup.find(id="students").find_parent("section").text


def test_causes_notes_and_lateness_stand_beside_the_name(mixed):
    told = soup_of(mixed).find(id="students").find_parent("section").text
    assert "The file was cut off." in told
    assert "nbgrader autograde 01-tiny --student=eve" in told
    assert "A copied cell was mended." in told
    assert "1.2 days" in told
    assert "Gone, Gus (gus)" in told


def test_time_on_the_machine_is_what_was_recorded(mixed):
    rows = rows_of(soup_of(mixed), "time")
    assert rows == {"2": ["3", "2", "2.5", "3", "3.5", "4", "6"]}


def test_times_of_cells_serve_where_the_grader_recorded_none(made):
    from imagecourse.report.graded import graded_facts

    times = {
        "iopub.execute_input": "2026-11-21T15:48:44.500000Z",
        "shell.execute_reply": "2026-11-21T15:48:46.000000Z",
    }
    cells = [{"cell_type": "code", "metadata": {"execution": times}}] * 2
    assert graded_facts({}, cells).seconds == 3.0
    assert graded_facts({}, []).seconds is None


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), -1, True, "5", None, [], 10**400])
def test_a_time_that_is_none_is_left_out(seconds):
    from imagecourse.report.graded import graded_facts

    assert graded_facts({"imagelessons": {"seconds": seconds}}, []).seconds is None


def test_names_stand_in_the_last_section_only(mixed):
    before, after = text_of(mixed).split('id="students"')
    for name in ("bob", "cai", "Gus", "Gone", "A copied cell"):
        assert name not in before
    assert "Gus" in after


def test_no_names_means_none(mixed):
    text = text_of(mixed, names=False)
    for name in ("ada", "bob", "Bob", "cai", "Cai", "dee", "eve", "fay", "Gus", "Gone", "=1+1"):
        assert not re.search(rf"(?<![\w]){re.escape(name)}(?![\w])", text), name
    assert "Exercise 1" in text


def test_the_page_needs_nothing_and_runs_nothing(mixed):
    text = as_page(facts_of(mixed), MADE)
    soup = BeautifulSoup(text, "html.parser")
    assert EVIL not in text
    assert soup.find(["script", "link", "iframe", "object", "form"]) is None
    assert {tag["src"][:22] for tag in soup.find_all(src=True)} == {"data:image/png;base64,"}
    elsewhere = ("#", "misconceptions.html")
    assert all(tag["href"].startswith(elsewhere) for tag in soup.find_all(href=True))
    assert not any(name.startswith("on") for tag in soup.find_all() for name in tag.attrs)
    assert "default-src 'none'" in soup.find("meta", attrs={"http-equiv": True})["content"]


def test_the_page_reads_well_aloud(mixed):
    soup = soup_of(mixed)
    assert soup.html["lang"] == "en"
    assert soup.title.text == soup.h1.text == "Class report: 01-tiny"
    levels = [int(tag.name[1]) for tag in soup.find_all(["h1", "h2", "h3", "h4"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    for table in soup.find_all("table"):
        assert table.caption.text
        assert all(head["scope"] == "col" for head in table.thead.find_all("th"))
        assert all(row.find("th")["scope"] == "row" for row in table.tbody.find_all("tr"))
    assert all(len(image["alt"]) > 50 for image in soup.find_all("img"))
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in soup.nav.find_all("a")} <= set(ids)


def test_the_same_class_gives_the_same_page(mixed):
    assert as_page(facts_of(mixed), MADE) == as_page(facts_of(mixed), MADE)


def test_a_class_of_nobody(made):
    soup = soup_of(made)
    assert "There are no students" in soup.text
    assert soup.find("img") is None


def test_a_class_that_handed_nothing_in(made):
    made.student("ada")
    soup = soup_of(made)
    assert "Nothing is graded yet" in soup.text
    assert rows_of(soup, "glance")["handed in nothing"] == ["1"]


def test_a_class_of_one_whose_answers_are_right(made):
    made.all_right("ada")
    soup = soup_of(made)
    assert rows_of(soup, "points")["Exercise 2: the mean"] == ["3", "1", *["3"] * 6]
    assert "No test found a misconception." in soup.text
    assert "Nothing waits for a person." in soup.text


def test_the_alternative_text_has_the_numbers_of_the_picture(mixed):
    text = soup_of(mixed).find("img")["alt"]
    assert "Exercise 1: mean 20 %, median 0 %, quartiles 0 and 0 %" in text


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "[]",
        '{"cells": 5}',
        '{"cells": [1, null, {"metadata": 3}]}',
        '{"metadata": [], "cells": [{"cell_type": "code", "outputs": 7, "source": 9,'
        ' "metadata": {"nbgrader": {"grade_id": ["x"], "grade": true}}}]}',
        "[" * 100_000,
    ],
)
def test_a_damaged_notebook_stops_nothing(mixed, damaged):
    path = mixed.autograded / "cai" / NAME / f"{NAME}.ipynb"
    path.write_text(damaged)
    assert "Class report" in as_page(facts_of(mixed), MADE)


def test_letters_that_no_file_can_hold_stop_nothing(made):
    made.student("ada", first_name="\u202eada\x00")
    lone = json.loads('"\\ud800"')
    outputs = {"test-dark": finding("inverted", f"half a letter {lone}")}
    made.hand_in("ada", dict.fromkeys(TESTS, 0.0), {"dark": f"dark = '{lone}'"}, outputs)
    text = as_page(facts_of(made), MADE)
    assert text.encode("utf-8")
    assert "\u202e" not in text


def test_an_id_that_leads_out_of_the_folder_is_not_followed(made):
    secret = made.folder / "secret" / NAME
    secret.mkdir(parents=True)
    (secret / f"{NAME}.ipynb").write_text('{"cells": []}')
    made.student("../secret")
    made.hand_in("../secret", dict.fromkeys(TESTS, 1.0), write=False)
    (one,) = facts_of(made).submissions
    assert one.cause.startswith("There is no graded notebook")


def test_an_unknown_assignment_is_a_sentence(made):
    with pytest.raises(ReportError, match="has no assignment '99-none'; it has: 01-tiny"):
        facts_of(made, "99-none")


def test_three_hundred_students(made):
    for number in range(300):
        made.gradebook.db.add(_student_row(f"s{number}"))
    made.gradebook.db.commit()
    made.all_right("ada")
    facts = facts_of(made)
    assert len(facts.missing) == 300
    assert len(BeautifulSoup(as_page(facts, MADE), "html.parser").find_all("tr")) > 300


def _student_row(name):
    from nbgrader.api import Student

    return Student(id=name)


def test_quartiles_are_those_of_numpy():
    import numpy as np

    points = [0, 3, 1.5, 2, 2, 7]
    found = spread(points)
    expected = np.quantile(points, [0, 0.25, 0.5, 0.75, 1])
    assert (found.low, found.lower, found.median, found.upper, found.high) == tuple(expected)


def test_the_command_writes_the_page_and_the_points(mixed, capsys):
    target = mixed.folder / "canvas.csv"
    status = make_report(NAME, folder=str(mixed.folder), csv=str(target), lms="canvas")
    said = capsys.readouterr().out
    assert status == 0
    page = mixed.folder / "report" / f"{NAME}.html"
    assert str(page) in said
    assert "Class report: 01-tiny" in page.read_text(encoding="utf-8")
    assert target.read_text(encoding="utf-8").startswith("Student,ID,SIS Login ID,Section,01-tiny")
    assert "1 of the submissions wait" in said


def test_reading_changes_nothing_in_the_gradebook(mixed):
    mixed.gradebook.close()
    path = mixed.folder / "gradebook.db"
    before = path.read_bytes()
    assert make_report(NAME, folder=str(mixed.folder)) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("there", [None, b"no database at all, but long enough to be read as one"])
def test_a_gradebook_that_is_missing_or_damaged_is_a_sentence(tmp_path, capsys, there):
    if there:
        (tmp_path / "gradebook.db").write_bytes(there)
    assert make_report(NAME, folder=str(tmp_path)) == 1
    assert "gradebook" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == (["gradebook.db"] if there else [])
