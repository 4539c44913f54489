"""Points from outputs, and the rows of the gradebook: nbgrader's own, save where it is unfair."""

import copy
import sqlite3
from datetime import UTC, datetime, timedelta

import nbformat
import pytest
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import determine_grade

from imagecourse.author.release import generate
from imagecourse.author.source import read, reference_answers, released_path, with_answers
from imagecourse.demo_class import config_for
from imagecourse.demo_students import pupils
from nbisolate.course.source import source_from_gradebook
from nbisolate.grade.preprocessors import SaveGrades
from nbisolate.gradebook.scoring import as_markdown, comment_cells, with_notes
from nbisolate.gradebook.writer import handed_in_at, write_grades
from nbisolate.normalize.points import CellGrade, grade_cells
from nbisolate.normalize.repair import nothing_handed_in, repair
from nbisolate.normalize.source import Original, Source, source_from_notebook
from nbisolate.normalize.structure import grade_id

NAME = "exercises-01-greyscale"
OUTPUT = nbformat.v4.new_output


def executed(*outputs, count=1):
    """A notebook with one test of 2 points, and what the test put out."""
    about = {"grade": True, "grade_id": "t", "locked": True, "solution": False, "points": 2}
    cell = nbformat.v4.new_code_cell("assert a", metadata={"nbgrader": about})
    cell.outputs, cell.execution_count = list(outputs), count
    return nbformat.v4.new_notebook(cells=[cell])


def points(notebook, **needs_person) -> CellGrade:
    return grade_cells(notebook, source_from_notebook(notebook), needs_person)["t"]


def result(text):
    return OUTPUT("execute_result", {"text/plain": text})


PASSED = OUTPUT("stream", name="stdout", text="all right")
FAILED = OUTPUT("error", ename="AssertionError", evalue="", traceback=["no"])
WARNED = OUTPUT("stream", name="stderr", text="DeprecationWarning")


@pytest.mark.parametrize(
    "outputs",
    [
        [],
        [PASSED],
        [FAILED],
        [PASSED, FAILED],
        [result("1.5")],
        [result("0")],
        [result("2")],
        [result(" 1 ")],
        [result("'done'")],
        [result("array([1, 2])")],
        [result("True")],
        [OUTPUT("display_data", {"text/plain": "0.5"})],
    ],
)
def test_the_same_points_as_nbgrader(outputs):
    notebook = executed(*outputs)
    assert points(notebook).score == determine_grade(notebook.cells[0])[0]


@pytest.mark.parametrize("outputs", [[WARNED], [PASSED, WARNED]])
def test_a_warning_costs_nothing(outputs):
    assert determine_grade(executed(*outputs).cells[0])[0] == 0
    assert points(executed(*outputs)) == CellGrade(2, 2)
    assert points(executed(*outputs, FAILED)) == CellGrade(0, 2)
    assert points(executed(*outputs, result("1"))) == CellGrade(1, 2)


@pytest.mark.parametrize("text", ["nan", "-1", "3", "inf", "-inf", "1e999", "-0.001", "2.1", ""])
def test_a_result_that_can_not_be_points_is_left_to_a_person(text):
    grade = points(executed(result(text)))
    assert grade.score is None
    assert grade.reason.startswith("The test ")


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("np.float64(0.0)", 0),
        ("np.float64(1.5)", 1.5),
        ("np.int64(2)", 2),
        ("np.uint8(1)", 1),
        ("np.longdouble('0.5')", 0.5),
        ("np.float64(nan)", None),
        ("np.int64(99)", None),
        ("np.False_", None),
        ("False", None),
        ("np.True_", 2),
    ],
)
def test_points_may_be_a_number_of_numpy(text, score):
    # nbgrader can't read them, and gives full marks for `2 * (answer == right)` with an array.
    assert determine_grade(executed(result(text)).cells[0])[0] == 2
    assert points(executed(result(text))).score == score


def test_a_sum_of_tenths_is_not_above_the_maximum():
    assert points(executed(result("2.0000000000000004"))) == CellGrade(2, 2)


def test_an_error_counts_wherever_it_stands():
    assert points(executed(result("2"), FAILED)).score == 0
    assert points(executed(FAILED, result("2"))).score == 0


def test_two_results_are_left_to_a_person():
    assert points(executed(result("2"), result("1"))).score is None
    assert points(executed(OUTPUT("execute_result", {"image/png": "x"}))).score is None


def test_a_test_that_was_not_run_gets_no_points():
    assert determine_grade(executed(count=None).cells[0])[0] == 2, "nbgrader gives all"
    assert points(executed(count=None)) == CellGrade(None, 2, "The test was not run.")
    assert points(executed(FAILED, count=None)).score == 0


def test_a_test_that_is_missing_gets_no_points():
    source = source_from_notebook(executed())
    grade = grade_cells(nbformat.v4.new_notebook(), source)["t"]
    assert grade.score is None
    assert "missing" in grade.reason


def test_what_needs_a_person_has_its_reason():
    assert points(executed(FAILED), t="Python can't send a value of type Widget.") == CellGrade(
        None, 2, "Python can't send a value of type Widget."
    )


def test_points_are_the_sources():
    notebook = executed()
    source = source_from_notebook(notebook)
    notebook.cells[0].metadata.nbgrader.update(points=100, grade=False)
    assert grade_cells(notebook, source) == {"t": CellGrade(2, 2)}


@pytest.mark.parametrize(
    ("text", "score", "comment"),
    [
        ("*YOUR ANSWER HERE*", 0, "No response."),
        ("", 0, None),
        (" \n", 0, None),
        ("Because of noise.", None, None),
        ("*YOUR ANSWER HERE* or not", None, None),
    ],
)
def test_written_answers_wait_for_a_person_if_there_are_any(text, score, comment):
    about = {"grade": True, "grade_id": "w", "locked": False, "solution": True, "points": 3}
    cell = nbformat.v4.new_markdown_cell("*YOUR ANSWER HERE*", metadata={"nbgrader": about})
    notebook = nbformat.v4.new_notebook(cells=[cell])
    source = source_from_notebook(notebook)
    cell.source = text
    assert grade_cells(notebook, source) == {"w": CellGrade(score, 3)}
    assert comment_cells(notebook, source) == {
        "w": comment or ("No response." if score == 0 else None)
    }


def test_a_submission_that_can_not_be_graded_has_zero_and_its_cause():
    # This test passes on a notebook without answers: the points would be for nothing.
    source = source_from_notebook(executed())
    notebook = nothing_handed_in(source, "It was cut off.")
    notebook.cells[0].execution_count = 1
    assert grade_cells(notebook, source) == {"t": CellGrade(0, 2, "It was cut off.")}


def test_notes_stand_at_the_top_once_and_as_text():
    notebook = executed()
    notebook.metadata.imagelessons = {"notes": ["The cell '<b>x</b>' had been moved."]}
    grades = {"t": CellGrade(None, 2, "Type *Widget* of $x$.")}
    for _ in range(2):
        with_notes(notebook, grades)
        nbformat.validate(notebook)
    assert len(notebook.cells) == 2
    text = notebook.cells[0].source
    assert "&lt;b&gt;" in text
    assert r"t: a person will give the points. Type \*Widget\* of \$x\$." in text
    assert notebook.metadata.imagelessons.needs_person == {"t": "Type *Widget* of $x$."}
    assert len(with_notes(executed(), {}).cells) == 1, "nothing to say"


def test_a_note_is_one_line():
    assert as_markdown("a\n\n# b\n- c") == r"a \# b - c"


def gradebook_of(folder) -> Gradebook:
    return Gradebook(f"sqlite:///{folder / 'gradebook.db'}")


def rows_of(folder) -> dict[str, list[dict]]:
    """All rows of all tables, with names in place of the made-up ids."""
    with sqlite3.connect(folder / "gradebook.db") as database:
        database.row_factory = sqlite3.Row
        tables = [
            row[0] for row in database.execute("select name from sqlite_master where type='table'")
        ]
        found = {
            table: [dict(row) for row in database.execute(f'select * from "{table}"')]
            for table in tables
        }
    names = {}
    # A row's name: what it is of, and its own.
    parts = {
        "assignment": ("name",),
        "notebook": ("assignment_id", "name"),
        "base_cell": ("notebook_id", "type", "name"),
        "source_cell": ("notebook_id", "name"),
        "submitted_assignment": ("assignment_id", "student_id"),
        "submitted_notebook": ("assignment_id", "notebook_id"),
        "grade": ("notebook_id", "cell_id"),
        "comment": ("notebook_id", "cell_id"),
    }
    for table, keys in parts.items():
        for row in found[table]:
            names[row["id"]] = "/".join(str(names.get(row[key], row[key])) for key in keys)
    assert len(set(names.values())) == len(names)
    return {
        table: sorted(
            ({k: names.get(v, v) for k, v in row.items()} for row in rows), key=lambda r: str(r)
        )
        for table, rows in found.items()
    }


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A course with one assignment in its gradebook and nothing handed in."""
    folder = tmp_path_factory.mktemp("course")
    assert not generate(NAME, folder / "release", config_for(folder), use_gradebook=True)
    with gradebook_of(folder) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-01-31 12:00:00 UTC")
    return folder


@pytest.fixture
def course(empty, tmp_path):
    (tmp_path / "gradebook.db").write_bytes((empty / "gradebook.db").read_bytes())
    return tmp_path


@pytest.fixture
def source(course):
    with gradebook_of(course) as gradebook:
        return source_from_gradebook(gradebook, NAME, NAME)


def test_the_gradebook_has_what_the_source_notebook_has(source):
    from imagecourse.author.source import source_path
    from imagecourse.config import course_config
    from nbisolate.course.source import source_from_instructors

    assert source_from_instructors(read(source_path(NAME)), course_config()) == source


def test_an_unknown_notebook_is_said(course):
    with gradebook_of(course) as gradebook:
        with pytest.raises(MissingEntry):
            source_from_gradebook(gradebook, "nothing", NAME)
        with pytest.raises(MissingEntry):
            write_grades(gradebook, "ada", "nothing", NAME, {}, {})
        with pytest.raises(MissingEntry):
            write_grades(gradebook, "ada", NAME, "nothing", {}, {})
        assert gradebook.students == [], "nothing of it was written"


class HalfOff(LateSubmissionPlugin):
    """Half of the points for one who is late."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2


def made_up(source) -> dict:
    """Executed notebooks: what a test put out is made up, its points are what is compared."""
    dice = iter(range(1000))
    found = {}
    for pupil in pupils():
        if pupil.name == "fay":
            continue
        notebook = nbformat.reads(pupil.hand_in(NAME), as_version=4)
        notebook, _ = repair(notebook, source)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.execution_count = 1
                kind = next(dice) % 4
                cell.outputs = [[], [PASSED], [FAILED], [result("0.5")]][kind]
        found[pupil.name] = notebook
    return found


def nbgraders_way(course, student, notebook, when) -> None:
    """What Autograde does with the gradebook, step by step."""
    from nbgrader.preprocessors import AssignLatePenalties

    resources = {
        "nbgrader": {
            "student": student,
            "assignment": NAME,
            "notebook": NAME,
            "db_url": f"sqlite:///{course / 'gradebook.db'}",
        }
    }
    with gradebook_of(course) as gradebook:
        gradebook.update_or_create_student(student)
        more = {"timestamp": when} if when else {}
        gradebook.update_or_create_submission(NAME, student, **more)
    notebook = copy.deepcopy(notebook)
    SaveAutoGrades().preprocess(notebook, resources)
    AssignLatePenalties(plugin_class=HalfOff).preprocess(notebook, resources)


WHEN = {
    "ada": "2026-01-31 11:00:00.5 UTC",
    "bela": "2026-02-01 11:00:00 UTC",
    "chidi": None,
    "dana": "2026-02-02 11:00:00 CET",
    "emre": "2026-01-31 12:00:01 UTC",
}


def test_the_rows_are_those_of_nbgrader(empty, source, tmp_path):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
        (folder / "gradebook.db").write_bytes((empty / "gradebook.db").read_bytes())
    notebooks = made_up(source)
    for turn in range(2):  # the second time over what is there, and after a person's work
        with gradebook_of(ours) as gradebook:
            for student, notebook in notebooks.items():
                write_grades(
                    gradebook,
                    student,
                    NAME,
                    NAME,
                    grade_cells(notebook, source),
                    comment_cells(notebook, source),
                    timestamp=WHEN[student],
                    late=HalfOff(),
                )
        for student, notebook in notebooks.items():
            nbgraders_way(theirs, student, notebook, WHEN[student])
        assert rows_of(ours) == rows_of(theirs)
        if turn == 0:
            assert len(rows_of(ours)["grade"]) == 35
            penalties = [
                row["late_submission_penalty"] for row in rows_of(ours)["submitted_notebook"]
            ]
            assert sum(bool(penalty) for penalty in penalties) == 3
            for folder in (ours, theirs):
                with gradebook_of(folder) as gradebook:
                    grade = gradebook.find_grade("written", NAME, NAME, "ada")
                    grade.manual_score, grade.extra_credit = 1.5, 0.5
                    grade.needs_manual_grade = False
                    grade = gradebook.find_grade("test-unit", NAME, NAME, "bela")
                    grade.manual_score, grade.needs_manual_grade = 3, False
                    comment = gradebook.find_comment("written", NAME, NAME, "bela")
                    comment.manual_comment = "Think of noise."
                    gradebook.db.commit()
                    gradebook.grant_extension(NAME, "bela", days=3)


def test_a_grade_that_fails_leaves_no_points(course, source):
    grades = {"test-region": CellGrade(2, 2)}

    class Broken(LateSubmissionPlugin):
        def late_submission_penalty(self, student_id, score, total_seconds_late):
            raise ValueError("no penalty today")

    with gradebook_of(course) as gradebook:
        with pytest.raises(ValueError, match="no penalty today"):
            write_grades(
                gradebook, "ada", NAME, NAME, grades, {}, timestamp=WHEN["bela"], late=Broken()
            )
        assert {row["auto_score"] for row in rows_of(course)["grade"]} == {None}
        write_grades(gradebook, "ada", NAME, NAME, grades, {})
    assert {row["auto_score"] for row in rows_of(course)["grade"]} == {None, 2}
    assert len(rows_of(course)["submitted_assignment"]) == 1


@pytest.mark.parametrize(("penalty", "kept"), [(-5, 0), (100, 2), (None, None), (0.5, 0.5)])
def test_a_penalty_is_never_more_than_the_points(penalty, kept, course):
    class Odd(LateSubmissionPlugin):
        def late_submission_penalty(self, student_id, score, total_seconds_late):
            return penalty

    with gradebook_of(course) as gradebook:
        grades = {"test-region": CellGrade(2, 2)}
        write_grades(gradebook, "ada", NAME, NAME, grades, {}, timestamp=WHEN["bela"], late=Odd())
        found = gradebook.find_submission_notebook(NAME, NAME, "ada")
        assert found.late_submission_penalty == kept


def test_a_persons_grade_stays_when_the_file_is_handed_in_damaged(course, source):
    notebook = nothing_handed_in(source, "It was cut off.")
    with gradebook_of(course) as gradebook:
        for _ in range(2):
            write_grades(
                gradebook,
                "fay",
                NAME,
                NAME,
                grade_cells(notebook, source),
                comment_cells(notebook, source),
            )
            submission = gradebook.find_submission(NAME, "fay")
            assert not submission.needs_manual_grade
            assert submission.score == 0
            gradebook.db.expunge_all()
        grade = gradebook.find_grade("written", NAME, NAME, "fay")
        grade.manual_score = 2
        gradebook.db.commit()
        write_grades(gradebook, "fay", NAME, NAME, grade_cells(notebook, source), {})
        submission = gradebook.find_submission(NAME, "fay")
        assert submission.score == 2
        assert submission.needs_manual_grade


def test_a_student_costs_no_more_than_the_one_before(course, source):
    from sqlalchemy import event

    notebook = made_up(source)["ada"]
    grades, comments = grade_cells(notebook, source), comment_cells(notebook, source)
    with gradebook_of(course) as gradebook:
        seen = []
        event.listen(
            gradebook.engine, "before_cursor_execute", lambda *words: seen.append(words[2])
        )
        counts = []
        for student in ("a", "b", "c", "d", "a"):
            seen.clear()
            write_grades(gradebook, student, NAME, NAME, grades, comments, timestamp=WHEN["ada"])
            counts.append(len(seen))
    assert counts[1] == counts[2] == counts[3] > counts[4], counts


@pytest.mark.parametrize(
    ("text", "when", "notes"),
    [
        ("2026-01-31 11:00:00.500000 UTC", datetime(2026, 1, 31, 11, 0, 0, 500_000), 0),
        ("2026-01-31T11:00:00", datetime(2026, 1, 31, 11), 0),
        ("", None, 0),
        ("yesterday, I swear", None, 1),
        ("9" * 5_000, None, 1),
        ("2026-99-99", None, 1),
        ("\x00", None, 1),
        (b"\xff\xfe\xff", None, 1),
    ],
)
def test_when_it_was_handed_in(text, when, notes, tmp_path):
    raw = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "timestamp.txt").write_bytes(raw)
    found, said = handed_in_at(tmp_path)
    assert (found, len(said)) == (when, notes)
    assert handed_in_at(tmp_path / "nowhere") == (None, [])


def test_a_link_to_a_time_is_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text("2020-01-01 00:00:00 UTC")
    (tmp_path / "timestamp.txt").symlink_to(tmp_path / "secret.txt")
    assert handed_in_at(tmp_path)[0] is None


def test_nbgraders_converter_enters_the_same(course, source):
    notebook = made_up(source)["bela"]
    with gradebook_of(course) as gradebook:
        write_grades(gradebook, "bela", NAME, NAME, {}, {})
    resources = {
        "nbgrader": {
            "student": "bela",
            "assignment": NAME,
            "notebook": NAME,
            "db_url": f"sqlite:///{course / 'gradebook.db'}",
        },
        "imagelessons": {"needs_person": {"test-facts": "A Widget can't be sent."}},
    }
    graded, _ = SaveGrades().preprocess(copy.deepcopy(notebook), resources)
    assert "A Widget can't be sent." in graded.cells[0].source
    expected = grade_cells(notebook, source, {"test-facts": "x"})
    with gradebook_of(course) as gradebook:
        found = gradebook.find_submission_notebook(NAME, NAME, "bela")
        assert {g.name: g.auto_score for g in found.grades} == {
            name: grade.score for name, grade in expected.items()
        }
        assert gradebook.find_grade("test-facts", NAME, NAME, "bela").needs_manual_grade


def test_tasks_are_a_persons_from_the_start():
    task = Original("essay", "markdown", "Write.", None, locked=True, task=True, points=5)
    notebook, _ = repair(nbformat.v4.new_notebook(), Source((task,)))
    assert grade_cells(notebook, Source((task,))) == {}
    assert comment_cells(notebook, Source((task,))) == {"essay": None}


@pytest.fixture(scope="module")
def batch(empty, tmp_path_factory):
    """A class of odd files, graded by `nbgrader autograde` as it is configured, and its log."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "gradebook.db").write_bytes((empty / "gradebook.db").read_bytes())
    solved = with_answers(read(released_path(NAME)), reference_answers(NAME))
    # The tests of the whole course are run in another place; these take no time.
    text = nbformat.writes(solved)

    def hand_in(student, content, name=NAME):
        place = folder / "submitted" / student / NAME
        place.mkdir(parents=True, exist_ok=True)
        raw = content if isinstance(content, bytes) else content.encode()
        (place / f"{name}.ipynb").write_bytes(raw)
        return place

    hand_in("a-cut-off", text[: len(text) // 2])
    hand_in("b-empty", "")
    hand_in("c-renamed", text, "my answers")
    hand_in("d-utf16", text.encode("utf-16"))
    wrong = copy.deepcopy(solved)
    for cell in wrong.cells:
        about = cell.metadata.get("nbgrader", {})
        about["schema_version"] = 99
        if grade_id(cell) == "test-unit":
            cell.metadata.tags = ["skip-execution", "raises-exception"]
            about["points"] = 300
        if grade_id(cell) == "unit":
            cell.source = "raise SystemExit"
    wrong.metadata.imagelessons = {"ungraded": "", "notes": ["Full marks for me."]}
    place = hand_in("e-odd", nbformat.writes(wrong))
    secret = folder / "secret.txt"
    secret.write_text("the solution")
    (place / "here.txt").symlink_to(secret)
    place = hand_in("f-link", text)
    (place / f"{NAME}.ipynb").rename(folder / "solution.ipynb")
    (place / f"{NAME}.ipynb").symlink_to(folder / "solution.ipynb")
    hand_in("g-last", text)
    config = config_for(folder)
    config.Execute.timeout = 120
    return folder, NbGraderAPI(config=config).autograde(NAME, "*", force=True), config


@pytest.mark.slow
def test_a_batch_of_odd_files_goes_to_its_end(batch):
    folder, done, config = batch
    assert done["success"], done["log"][-3000:]
    with gradebook_of(folder) as gradebook:
        scores = {one.student.id: one.score for one in gradebook.assignment_submissions(NAME)}
        assert scores == {
            "a-cut-off": 0,
            "b-empty": 0,
            "c-renamed": 13,
            "d-utf16": 13,
            "e-odd": 10,
            "f-link": 0,
            "g-last": 13,
        }
        waiting = {
            one.student.id
            for one in gradebook.assignment_submissions(NAME)
            if one.needs_manual_grade
        }
        assert waiting == {"c-renamed", "d-utf16", "e-odd", "g-last"}, "the written answer"
    run_in = folder / "autograded" / "e-odd" / NAME
    assert not (run_in / "here.txt").exists()
    api = NbGraderAPI(config=config)
    causes = {
        "a-cut-off": "is cut off or damaged",
        "b-empty": "is empty",
        "c-renamed": "my answers.ipynb was graded in its place",
        "d-utf16": "was saved as UTF-16",
        "e-odd": "Tags on the cell 'test-unit' were taken off",
        "f-link": "is a link to another file",
    }
    for student in scores:
        assert api.generate_feedback(NAME, student, force=True)["success"]
        page = (folder / "feedback" / student / NAME / f"{NAME}.html").read_text()
        plain = page.replace("&#39;", "'").replace("&#x27;", "'")
        assert causes.get(student, "") in plain, student
        assert "Full marks for me." not in page
        assert ("could not be graded" in page) == (scores[student] == 0)


def test_late_by_a_moment_is_late(course):
    due = datetime(2026, 1, 31, 12, tzinfo=UTC)
    for seconds, penalty in ((0, None), (1, 1)):
        with gradebook_of(course) as gradebook:
            when = due + timedelta(seconds=seconds)
            grades = {"test-region": CellGrade(2, 2)}
            write_grades(gradebook, "x", NAME, NAME, grades, {}, timestamp=when, late=HalfOff())
            found = gradebook.find_submission_notebook(NAME, NAME, "x")
            assert found.late_submission_penalty == penalty
