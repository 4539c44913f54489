"""What a level promises works with the packages of that level and no others.

`python tools/course.py setup tests` makes an environment for each; on that of a student nbval runs
the lessons too.
"""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import course as script
import nbformat
import pytest

from imagecourse.author.release import assignments
from imagecourse.author.source import read, reference_answers, released_path, with_answers
from imagelessons.data import course_root

ROOT = course_root()
FIRST = assignments()[1]
student = pytest.mark.level("student")
instructor = pytest.mark.level("instructor")
SANDBOX = ["pyseccomp"] if sys.platform == "linux" else []


def run(level: str, *words: object, course: Path = ROOT, status: int = 0) -> str:
    """Run Python, or with ``imagelessons`` as first word that command, as one of a level does.

    Returns what it said; fails with it if it ends with another status than it should.
    """
    python = Path(script.apart_python(level))
    if words[0] == "imagelessons":
        program = [python.with_name("imagelessons"), *words[1:]]
    else:
        program = [python, *words]
    environment = {name: value for name, value in os.environ.items() if name != "JUPYTER_PATH"}
    environment["PATH"] = os.pathsep.join([str(python.parent), os.environ["PATH"]])
    environment["VIRTUAL_ENV"] = str(python.parent.parent)
    if course != ROOT:
        environment["PYTHONPATH"] = str(course / "src")
    done = subprocess.run(
        [str(word) for word in program],
        cwd=course,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("level", "there", "not_there"),
    [
        pytest.param("student", ["nibabel", "nbgrader"], ["pytest", *SANDBOX], marks=student),
        pytest.param("instructor", ["nibabel", *SANDBOX], ["pytest"], marks=instructor),
    ],
)
def test_an_environment_holds_its_level_and_no_more(level, there, not_there):
    find = "import importlib.util as u, sys; print(*[n for n in sys.argv[1:] if u.find_spec(n)])"
    assert run(level, "-c", find, *there, *not_there).split() == there


@student
@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("import nibabel, skimage, ipywidgets", "1 passed"),
        ("from nibabel.testing import data_path", "No module named 'pytest'"),
    ],
)
def test_a_lesson_fails_here_if_it_needs_what_only_developers_have(line, outcome, tmp_path):
    """With the settings with which the lessons are run; lesson 05 once began with the second."""
    path = tmp_path / "lesson.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(line)]), path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml", "--rootdir", ROOT]
        + ["-n0", "-p", "no:cacheprovider", path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome in done.stdout, done.stdout + done.stderr
    assert done.returncode == (0 if "passed" in outcome else 1)


@student
@pytest.mark.parametrize("name", assignments())
def test_the_reference_passes_what_a_student_runs(name, tmp_path):
    """Its answers in the released notebook pass `make check`."""
    path = tmp_path / f"{name}.ipynb"
    nbformat.write(with_answers(read(released_path(name)), reference_answers(name)), path)
    said = run("student", "imagelessons", "validate", path)
    assert re.search(r"\b(\d+) of \1 done", said), said


@student
def test_check_says_what_is_to_mend():
    said = run("student", "imagelessons", "validate", released_path(FIRST), status=1)
    assert re.search(r"\b0 of \d+ done", said), said


@student
def test_pictures_are_made(tmp_path):
    run("student", "imagelessons", "data", "--folder", tmp_path, "--scene", "head")
    made, own = tmp_path / "head_sagittal.dcm", ROOT / "data" / "head_sagittal.dcm"
    assert made.read_bytes() == own.read_bytes()


def imports_of(paths: list[Path]) -> list[str]:
    """Return a statement for each module that is imported in some files, lazily or not."""
    found = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {f"import {name.name}" for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                found |= {f"from {node.module} import {name.name}" for name in node.names}
    return sorted(found)


@pytest.mark.parametrize(
    ("level", "grades"),
    [
        pytest.param("student", False, marks=student),
        pytest.param("instructor", True, marks=instructor),
    ],
)
def test_the_package_imports_only_what_its_level_installs(level, grades, tmp_path):
    students = ["imagelessons", "imagephantoms", "nbisolate/normalize", "nbisolate/shell"]
    own = [ROOT / "src" / name for name in (students if not grades else [""])]
    paths = [path for folder in own for path in folder.rglob("*.py")]
    assert len(paths) > 50
    # Tables of pandas cross where a student's code has made one: then pandas is there.
    lines = [line for line in imports_of(paths) if line != "import pandas"]
    if sys.platform != "linux":  # elsewhere the package asks before it imports these
        lines = [line for line in lines if not re.search("landlock|seccomp", line)]
    listed = tmp_path / "lines.json"
    listed.write_text(json.dumps(lines))
    tried = "import json, sys\nfrom imagelessons.lesson_imports import failing_imports\n"
    tried += "print(failing_imports(tuple(json.load(open(sys.argv[1])))))"
    assert run(level, "-c", tried, listed).strip() == "{}"


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the course, so that no command writes into the course itself."""
    course = tmp_path_factory.mktemp("a copy") / "course"
    course.mkdir()
    for name in ("data", "notebooks", "solutions", "src"):
        leave = shutil.ignore_patterns("large", "originals", "__pycache__", ".ipynb_checkpoints")
        shutil.copytree(ROOT / name, course / name, ignore=leave)
    for name in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / name, course)
    return course


@instructor
def test_exercises_are_released(copy):
    released = Path("notebooks", "exercises", FIRST, f"{FIRST}.ipynb")
    (copy / released).unlink()
    run("instructor", "imagelessons", "release", "--no-db", FIRST, course=copy)
    assert (copy / released).read_bytes() == (ROOT / released).read_bytes()


@instructor
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")
def test_a_class_is_graded_and_reported(copy):
    """`make class`, `grade` and `report`, one after the other, as an instructor does it."""
    folder = copy / "grading" / "class"
    run("instructor", "imagelessons", "class", "--folder", folder, course=copy)
    assert "<table" in (folder / "overview.html").read_text()
    run("instructor", "imagelessons", "report", FIRST, "--folder", folder, course=copy)

    submitted = copy / "grading" / "submitted" / "ada" / FIRST
    submitted.mkdir(parents=True)
    solved = with_answers(read(released_path(FIRST)), reference_answers(FIRST))
    nbformat.write(solved, submitted / f"{FIRST}.ipynb")
    run("instructor", "imagelessons", "release", FIRST, course=copy)
    said = run("instructor", "imagelessons", "grade", FIRST, course=copy)
    assert "ada" in said
    run("instructor", "imagelessons", "report", FIRST, course=copy)


def git(*words: object, cwd: Path = ROOT) -> str:
    command = ["git", *map(str, words)]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


@student
@pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(),
    reason="this copy of the course has no git",
)
def test_all_is_well_in_a_clone_of_git_for_windows(tmp_path):
    """It turns LF into CRLF by default; then hashes differ, and neither make nor bash works."""
    clone = tmp_path / "a clone"
    settings = ("-c", "core.autocrlf=true", "-c", "core.eol=crlf", "-c", "core.safecrlf=false")
    git(*settings, "clone", "--quiet", ROOT, clone)
    listing = git("ls-tree", "-r", "-z", "--format=%(objectsize) %(path)", "HEAD", cwd=clone)
    sizes = dict(reversed(line.split(" ", 1)) for line in listing.split("\0")[:-1])
    assert {"Makefile", ".ci/run", "data/brain_truth.csv", "requirements.lock"} <= set(sizes)
    changed = [name for name in sizes if (clone / name).stat().st_size != int(sizes[name])]
    assert changed == []
    said = run(
        "student",
        "-c",
        "from imagelessons.set_up import check_set_up; check_set_up()",
        course=clone,
    )
    assert said.startswith("All is well"), said
