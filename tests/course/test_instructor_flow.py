"""An instructor's whole way, with the real nbgrader command line, on temporary folders."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from imagecourse.author.source import read, reference_answers, with_answers
from imagelessons.data import course_root
from nbisolate.normalize.structure import grade_id

ROOT = course_root()
ASSIGNMENT = "exercises-01-greyscale"
MAX_AUTO, MAX_MANUAL = 13, 2

# A tenth of the time of all quick tests; grading itself is tried in test_grade_class and others.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="nbgrader's exchange refuses Windows"),
]


class Course:
    """A clean copy of the course, with an exchange of its own, and its command line."""

    def __init__(self, folder: Path):
        self.root = folder / "course"
        self.root.mkdir()
        for name in ("solutions", "data", "notebooks"):
            shutil.copytree(ROOT / name, self.root / name)
        shutil.rmtree(self.root / "notebooks" / "exercises")
        shutil.copy(ROOT / "nbgrader_config.py", self.root)
        self.exchange = folder / "exchange"
        self.exchange.mkdir(mode=0o777)
        self.exchange.chmod(0o777)

    def nbgrader(self, *words: str, folder: Path | None = None, user: str | None = None) -> str:
        """Run nbgrader, in a student's folder if one is named; fail with all that it said."""
        environment = dict(os.environ, IMAGELESSONS_EXCHANGE=str(self.exchange))
        if folder:
            environment["IMAGELESSONS_WORK"] = str(folder)
        environment["PATH"] = str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"]
        if user:
            environment["JUPYTERHUB_USER"] = user
        done = subprocess.run(
            ["nbgrader", *words],
            cwd=folder or self.root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == 0, said
        return said

    def gradebook(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.root / 'grading' / 'gradebook.db'}")

    def hand_in(self, student: str, answers: dict[str, str]) -> None:
        """Put a submission where `nbgrader collect` puts it."""
        released = read(self.root / "notebooks" / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
        folder = self.root / "grading" / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True)
        nbformat.write(with_answers(released, answers), folder / f"{ASSIGNMENT}.ipynb")

    def scores(self, student: str) -> dict[str, float | None]:
        """Return the points of each graded cell."""
        with self.gradebook() as gradebook:
            notebook = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student)
            return {grade.name: grade.auto_score for grade in notebook.grades}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with one assignment released and four submissions graded."""
    made = Course(tmp_path_factory.mktemp("flow"))
    made.nbgrader("generate_assignment", ASSIGNMENT, "--force")
    made.nbgrader("release_assignment", ASSIGNMENT)
    return made


@pytest.fixture(scope="module")
def fetched(course, tmp_path_factory):
    """A student's folder with the assignment fetched into it; no settings are there."""
    home = tmp_path_factory.mktemp("student")
    course.nbgrader("fetch_assignment", ASSIGNMENT, folder=home)
    return home


@pytest.fixture(scope="module")
def graded(course, fetched):
    """All submissions autograded; the name of the student who used the exchange."""
    path = fetched / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    nbformat.write(with_answers(read(path), reference_answers(ASSIGNMENT)), path)
    course.nbgrader("submit", ASSIGNMENT, folder=fetched)
    course.nbgrader("collect", ASSIGNMENT)
    (student,) = [one.name for one in (course.root / "grading" / "submitted").iterdir()]

    reference = reference_answers(ASSIGNMENT)
    course.hand_in("untouched", {})
    course.hand_in(
        "half-wrong",
        {
            "facts": reference["facts"],
            "region": "region = img[100:149, 200:269]\nregion_mean = region.mean()",
            "brighten": "def brighten(image, amount):\n    return image + amount",
            "strip": reference["strip"],
            "unit": "def to_unit_range(image):\n    return image / image.max()",
        },
    )
    noisy = dict(reference)
    noisy["brighten"] = "import sys, warnings\n" + reference["brighten"].replace(
        "    return brighter",
        "    print('a note', file=sys.stderr)\n    warnings.warn('old')\n    return brighter",
    )
    course.hand_in("noisy", noisy)
    course.nbgrader("autograde", ASSIGNMENT)
    return student


def test_what_is_released_holds_no_solution(course):
    files = [path.name for path in (course.root / "notebooks" / "exercises").rglob("*.*")]
    assert files == [f"{ASSIGNMENT}.ipynb"]


def test_what_is_fetched_is_what_was_released(course, fetched):
    released = course.root / "notebooks" / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    assert [path.name for path in (fetched / "exercises" / ASSIGNMENT).iterdir()] == [released.name]


def test_the_reference_gets_full_marks(course, graded):
    scores = course.scores(graded)
    assert scores.pop("written") is None, "the written answer waits for a person"
    assert sum(scores.values()) == MAX_AUTO


def test_an_untouched_notebook_gets_zero(course, graded):
    scores = course.scores("untouched")
    assert set(scores.values()) == {0}


def test_half_wrong_gets_the_expected_points(course, graded):
    scores = course.scores("half-wrong")
    assert scores == {
        "test-facts": 1,
        "test-region": 0,
        "test-brighten": 0,
        "test-strip": 2,
        "test-unit": 0,
        "test-figure": 0,
        "written": 0,
    }


def test_a_warning_and_a_print_cost_nothing(course, graded):
    assert course.scores("noisy")["test-brighten"] == 2


def outputs(course, student):
    path = course.root / "grading" / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    return {
        grade_id(cell): "\n".join(
            "\n".join(output.get("traceback", [])) or output.get("text", "")
            for output in cell.outputs
        )
        for cell in read(path).cells
        if cell.cell_type == "code" and grade_id(cell)
    }


def test_the_graded_notebook_says_why(course, graded):
    said = outputs(course, "half-wrong")
    assert "slice-end" in said["test-region"]
    assert "wrap-around" in said["test-brighten"]
    assert "own-maximum" in said["test-unit"]
    assert "not-attempted" in said["test-figure"]
    assert "not-attempted" in outputs(course, "untouched")["test-facts"]


def test_a_person_grades_the_written_answer_and_feedback_goes_back(course, graded, fetched):
    with course.gradebook() as gradebook:
        assert gradebook.find_submission(ASSIGNMENT, graded).needs_manual_grade
        grade = gradebook.find_grade("written", ASSIGNMENT, ASSIGNMENT, graded)
        grade.manual_score = 1.5
        grade.needs_manual_grade = False
        comment = gradebook.find_comment("written", ASSIGNMENT, ASSIGNMENT, graded)
        comment.manual_comment = "Say what the reader should do, too."
        gradebook.db.commit()

    course.nbgrader("generate_feedback", ASSIGNMENT)
    feedback = course.root / "grading" / "feedback"
    pages = {path.parts[-3]: path.read_text() for path in feedback.rglob("*.html")}
    assert set(pages) == {graded, "untouched", "half-wrong", "noisy"}
    assert "Say what the reader should do, too." in pages[graded]
    assert f"{MAX_AUTO + 1.5} / {MAX_AUTO + MAX_MANUAL}" in " ".join(pages[graded].split())
    assert "</strong>: not right yet</p>" in pages["half-wrong"]
    assert "Code: " in pages["half-wrong"]

    course.nbgrader("release_feedback", ASSIGNMENT, "--student", graded)
    course.nbgrader("fetch_feedback", ASSIGNMENT, folder=fetched)
    returned = list((fetched / "exercises" / ASSIGNMENT / "feedback").rglob("*.html"))
    assert len(returned) == 1
    assert "Say what the reader should do, too." in returned[0].read_text()

    course.nbgrader("export", "--to=grades.csv")
    with open(course.root / "grades.csv", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert float(rows[graded]["score"]) == MAX_AUTO + 1.5
    assert float(rows["half-wrong"]["score"]) == 3
    assert float(rows["untouched"]["score"]) == 0
    assert {float(row["max_score"]) for row in rows.values()} == {MAX_AUTO + MAX_MANUAL}


def test_copied_and_deleted_cells_do_not_stop_the_class(course, graded):
    import copy

    released = read(course.root / "notebooks" / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    notebook = with_answers(released, reference_answers(ASSIGNMENT))
    cells = {grade_id(cell): cell for cell in notebook.cells}
    twin = copy.deepcopy(cells["region"])
    twin.id = "twin"
    notebook.cells.insert(notebook.cells.index(cells["region"]) + 1, twin)
    notebook.cells.remove(cells["test-unit"])
    skipped = cells["test-strip"]
    skipped.metadata["tags"] = ["skip-execution"]
    cells["strip"].source = "def without_strip(image, first_row, last_row):\n    return image"
    folder = course.root / "grading" / "submitted" / "clumsy" / ASSIGNMENT
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{ASSIGNMENT}.ipynb")
    course.hand_in("after", reference_answers(ASSIGNMENT))

    said = course.nbgrader("autograde", ASSIGNMENT)
    assert "was there 2 times (copied or split)" in said
    scores = course.scores("clumsy")
    assert scores["test-region"] == 2
    assert scores["test-unit"] == 3, "the deleted test came back"
    assert scores["test-strip"] == 0, "a test that is tagged to be skipped is run all the same"
    assert sum(value or 0 for value in course.scores("after").values()) == MAX_AUTO
