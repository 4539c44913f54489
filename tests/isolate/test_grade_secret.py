"""Pictures of hidden tests: from a secret of the course, the same for all who hand in."""

import hashlib
import json
import os
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from imagecourse import EXTENSION
from imagecourse import hidden_seeds as module
from imagecourse.author.source import read, source_path
from imagecourse.config import course_config
from imagecourse.hidden_seeds import SECRET_FILE, SOLVED_FILE, secret_for
from imagephantoms.axons import make_axon_slice
from imagephantoms.cached import cached
from imagephantoms.seeds import SECRET_VARIABLE, unseen_seed
from nbisolate.calibrate.both_ways import run_one_way
from nbisolate.course.coursedir import Course
from nbisolate.course.source import source_from_instructors
from nbisolate.grade import warm_pool
from nbisolate.grade.command import grade_class
from nbisolate.grade.runner import runner
from nbisolate.normalize.files import copy_files, files_beside
from nbisolate.normalize.repair import repair
from nbisolate.sandbox.limits import Limits
from nbisolate.sandbox.tempdirs import own_folder

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")

SHAPE = (128, 160)
ANSWER = "def mean(image):\n    return float(image.mean())"
TEST = f"""\
import hashlib
from imagephantoms.axons import make_axon_slice
from imagephantoms.cached import cached
unseen = cached(make_axon_slice, 41, shape={SHAPE}).image
print("shown", hashlib.sha256(unseen.tobytes()).hexdigest())
assert abs(mean(unseen) - unseen.mean()) < 1e-9
"""
# An answer that knows the picture of the seed in the test's text, and segments nothing.
SEARCHED = """\
def mean(image):
    return {mean!r} if image[0, :9].tolist() == {first!r} else 0.0
"""
CURIOUS = """
import os
from pathlib import Path
print("variable", os.environ.get("IMAGELESSONS_SECRET"))
try:
    print(Path({path!r}).read_text())
except OSError as error:
    print("refused")
"""


@pytest.fixture(scope="module", autouse=True)
def _no_process_stays():
    yield
    warm_pool.close()


@pytest.fixture
def config(tmp_path, monkeypatch):
    """A course that two students have handed in: one computes, one recognises the picture."""
    monkeypatch.delenv(SECRET_VARIABLE)
    c = course_config()
    c.CourseDirectory.root = str(tmp_path)
    c.CourseDirectory.db_url = "sqlite:///grading/gradebook.db"
    c.CourseDirectory.source_directory = "source"
    for step in ("release", "submitted", "autograded", "feedback"):
        c.CourseDirectory[f"{step}_directory"] = f"grading/{step}"
    known = make_axon_slice(41, shape=SHAPE).image
    searched = SEARCHED.format(mean=float(known.mean()), first=known[0, :9].tolist())
    curious = CURIOUS.format(path=str(tmp_path / "grading" / SECRET_FILE))
    write(tmp_path / "source/ps/p1.ipynb", ANSWER)
    write(tmp_path / "grading/submitted/ada/ps/p1.ipynb", ANSWER + curious)
    write(tmp_path / "grading/submitted/bela/ps/p1.ipynb", searched)
    plain = Config({"CourseDirectory": c.CourseDirectory})
    monkeypatch.chdir(tmp_path)
    done = NbGraderAPI(config=plain).generate_assignment("ps")
    assert done["success"], done
    return c


def write(path: Path, answer: str) -> None:
    cells = [new_code_cell(answer), new_code_cell(TEST)]
    about = {"schema_version": 3, "task": False}
    solution = {"grade_id": "answer", "locked": False, "solution": True, "grade": False}
    test = {"grade_id": "test", "locked": True, "solution": False, "grade": True, "points": 1}
    cells[0].metadata["nbgrader"] = about | solution
    cells[1].metadata["nbgrader"] = about | test
    path.parent.mkdir(parents=True)
    nbformat.write(new_notebook(cells=cells), path)


def graded(folder: Path, student: str) -> tuple[str, str, str]:
    """Return what the answer and the test printed, and the error of the test."""
    notebook = nbformat.read(folder / "grading/autograded" / student / "ps/p1.ipynb", 4)
    answer, test = (cell for cell in notebook.cells if cell.cell_type == "code")
    said = ["".join(out.get("text", "") for out in cell.outputs) for cell in (answer, test)]
    return *said, "".join(out.get("ename", "") for out in test.outputs)


def shown(seed: int) -> str:
    image = make_axon_slice(seed, shape=SHAPE).image
    return f"shown {hashlib.sha256(image.tobytes()).hexdigest()}"


def test_a_picture_that_was_searched_for_is_of_no_use(config, tmp_path):
    assert grade_class("ps", course=Course(config)) == 0
    answer, picture, error = graded(tmp_path, "ada")
    assert error == ""
    assert shown(41) not in picture
    assert "variable None" in answer
    assert "refused" in answer, "the student's process reads the secret"
    _, same, error = graded(tmp_path, "bela")
    assert error == "AssertionError"
    assert same == picture, "one picture for all"
    (folder,) = {path.parent for path in tmp_path.rglob(SECRET_FILE)}
    assert folder == tmp_path / "grading", "beside the gradebook"
    assert (folder / SECRET_FILE).stat().st_mode & 0o777 == 0o600
    # Grading goes on, with either command.
    assert grade_class("ps", ["ada"], course=Course(config), force=True) == 0
    assert graded(tmp_path, "ada")[1] == picture
    done = NbGraderAPI(config=config).autograde("ps", "*", force=True)
    assert done["success"], done
    assert [graded(tmp_path, name)[1:] for name in ("ada", "bela")] == [
        (picture, ""),
        (picture, "AssertionError"),
    ]
    # As authors try their tests, and without a secret, the seeds are those of the text.
    os.environ[SECRET_VARIABLE] = ""
    assert grade_class("ps", course=Course(config)) == 0
    assert shown(41) in graded(tmp_path, "ada")[1]
    assert graded(tmp_path, "bela")[2] == ""


@pytest.fixture
def asked(config):
    """What `secret_for` is asked with, and the secrets on which the solution was tried."""
    tried, failing = [], []

    def fails(secret, tests):
        tried.append(secret)
        return list(tests) if len(tried) <= len(failing) else []

    source = source_from_instructors(read(Path("source/ps/p1.ipynb")))
    return lambda: secret_for(Course(config).directory, "ps", "p1", source, fails), tried, failing


def test_pictures_on_which_the_solution_fails_are_replaced(asked):
    ask, tried, failing = asked
    failing.append("the first")
    secret, sentence = ask()
    assert tried[0] != secret == tried[1]
    assert sentence == ""
    assert ask() == (secret, "")
    assert len(tried) == 2, "it is tried once, and remembered"
    failing.clear()
    write_again = json.loads(Path("grading", SOLVED_FILE).read_text())
    write_again["ps/p1"]["digest"] = "of another solution"
    Path("grading", SOLVED_FILE).write_text(json.dumps(write_again))
    assert ask() == (secret, ""), "a mended solution changes no pictures"


def test_a_solution_that_always_fails_keeps_the_seeds_of_the_text(asked):
    ask, tried, failing = asked
    failing.extend(range(module.ROUNDS))
    secret, sentence = ask()
    assert secret == ""
    assert "The solution of p1 fails test on pictures of the course's own seeds" in sentence
    assert ask() == (secret, sentence)
    assert len(set(tried)) == len(tried) == module.ROUNDS


def test_the_solved_file_may_be_damaged(asked):
    ask, _, _ = asked
    secret, _ = ask()
    Path("grading", SOLVED_FILE).write_text("{")
    assert ask() == (secret, "")


def test_a_secret_may_be_given_and_is_then_not_kept(asked, monkeypatch):
    ask, tried, _ = asked
    monkeypatch.setenv(SECRET_VARIABLE, "of a test")
    assert ask() == ask()
    assert ask()[0] not in ("", "of a test")
    assert not tried
    assert not Path("grading", SECRET_FILE).exists()


def test_seeds_have_64_bits_that_a_secret_decides(monkeypatch):
    assert [unseen_seed(seed) for seed in (41, 7)] == [41, 7]
    found = []
    for secret in ("a", "b"):
        monkeypatch.setenv(SECRET_VARIABLE, secret)
        found += [unseen_seed(41), unseen_seed(7)]
        assert unseen_seed(41) == found[-2]
    assert len(set(found)) == 4
    assert all(0 <= seed < 1 << 64 for seed in found)
    assert max(found) > 1 << 56
    kept = cached(make_axon_slice, 41, shape=SHAPE)
    assert (kept.image == make_axon_slice(found[2], shape=SHAPE).image).all()


# Whose hidden tests show pictures that are made for them.
WITH_PICTURES = {
    "exercises-02-masking": {"test-myelin"},
    "exercises-03-colour-channels": {"test-mostly", "test-unmix"},
    "exercises-05-volumes": {"test-lesion"},
    "exercises-06-dicom": {"test-volume"},
    "capstone-rat-cerebellum": {"test-leads", "test-amounts", "test-scale"},
}


@pytest.mark.slow
@pytest.mark.parametrize("assignment", WITH_PICTURES)
def test_the_solutions_pass_on_pictures_of_a_secret(assignment):
    path = source_path(assignment)
    source = source_from_instructors(read(path))
    tests = [cell.name for cell in source.cells if cell.is_test and "cached(" in cell.text]
    assert set(tests) == WITH_PICTURES[assignment]
    with own_folder() as own:
        copy_files(files_beside(path.parent), path.parent, own, 1 << 40)
        run = runner(
            source, Limits(), extension=EXTENSION, files=own, modules=own, secret="a secret"
        )
        solution, _ = repair(read(path), source)
        outcomes = run_one_way(solution, source, run, beside=False).outcomes
    assert [name for name in tests if not outcomes[name].passed] == []
