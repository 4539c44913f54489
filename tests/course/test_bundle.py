"""The bundle for students: all that they need, and nothing that only an instructor may have."""

import ast
import io
import json
import re
import subprocess
import sys
import zipfile

import nbformat
import pytest

from imagecourse.author import bundle as bundling
from imagecourse.author.bundle import archive, bundle_files, write_tree
from imagecourse.author.release import assignments
from imagecourse.author.source import reference_answers
from imagelessons.cli import main
from imagelessons.data import course_root
from imagelessons.workspace.places import WorkspaceError, course_notebooks

ROOT = course_root()
STUDENTS_COMMANDS = {"lab", "fresh", "check", "repair", "data", "large", "run", "setup"}


@pytest.fixture(scope="module")
def content():
    return bundle_files()


@pytest.fixture(scope="module")
def unpacked(content, tmp_path_factory):
    """The archive, unpacked in a folder with a space and an umlaut, where there is no git."""
    place = tmp_path_factory.mktemp("Kurs für Bio 1")
    with zipfile.ZipFile(io.BytesIO(archive(content))) as file:
        file.extractall(place)
    return place / "imagelessons"


def run(unpacked, *words, **more):
    """Run a program with the bundle's own package in the place of this course's."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=unpacked,
        env={"PATH": "", "PYTHONPATH": str(unpacked / "src"), "HOME": str(unpacked)} | more,
        capture_output=True,
        text=True,
        check=False,
    )


def code_of(name, text):
    cells = nbformat.reads(text.decode(), as_version=4).cells
    return [(name, cell.source) for cell in cells if cell.cell_type == "code"]


def test_it_holds_what_a_student_needs(content):
    assert {
        *("README.md", "Makefile", "tools/course.py", "pyproject.toml", "requirements.lock"),
        *("environment.yml", "LICENSE", "LICENSE-CC-BY-4.0.md", "docs/students.md", ".gitignore"),
        *("jupyter/etc/jupyter/jupyter_server_config.py", "data/README.md"),
        *("jupyter/etc/jupyter/nbgrader_config.py", "src/imagelessons/check/__init__.py"),
    } <= content.keys()
    assert {f"notebooks/{path.as_posix()}" for path in course_notebooks().values()} == {
        name for name in content if name.startswith("notebooks/")
    }
    assert any(name.startswith("src/imagelessons/check/seals/") for name in content)


def test_it_holds_nothing_of_an_instructor_s(content):
    forbidden = {"solutions", "author", "grade", "report", "tests", "benchmarks", "bank"}
    for name in content:
        assert not forbidden & set(name.split("/")), name
        assert "solutions.json" not in name
        assert not name.startswith(("docs/", "tools/")) or name in (
            "docs/students.md",
            "tools/course.py",
        ), name
    for name, text in content.items():
        if name.startswith("notebooks/"):
            assert b"HIDDEN TESTS" not in text, name
            assert b"BEGIN SOLUTION" not in text, name


@pytest.mark.parametrize("name", assignments())
def test_no_reference_answer_is_in_it(content, name):
    texts = {
        path: re.sub(r"\s+", "", text.decode().replace("\\n", "\n").replace('\\"', '"'))
        for path, text in content.items()
        if path.endswith((".py", ".md", ".toml", ".json", ".csv", ".ipynb", ".txt"))
    }
    assert len(texts) > 100
    looked_for = {key: one for key, one in reference_answers(name).items() if key != "written"}
    assert looked_for
    for answer, source in looked_for.items():
        wanted = re.sub(r"\s+", "", source)
        assert not [path for path, text in texts.items() if wanted in text], answer


def test_it_holds_only_what_is_tracked(content):
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("this course isn't a repository of git")
    assert content.keys() <= set(done.stdout.split("\0"))
    readme = (ROOT / "docs" / "students-readme.md").read_bytes()
    assert content["README.md"] == readme != (ROOT / "README.md").read_bytes()


def test_without_git_what_was_made_here_stays_out(tmp_path, monkeypatch):
    for name in (
        *("data/README.md", "data/large/rat_brain.tif", "data/originals/a.png"),
        *("src/imagelessons/a.py", "src/imagelessons/__pycache__/a.pyc", "work/a.ipynb"),
        *("src/imagecourse/author/a.py", "src/x.egg-info/a", "notebooks/exercises/a/b.json"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    monkeypatch.setattr(bundling, "course_root", lambda: tmp_path)
    monkeypatch.setattr(bundling, "course_notebooks", dict)
    assert list(bundle_files()) == ["data/README.md", "src/imagelessons/a.py"]


def test_the_same_content_gives_the_same_bytes(content):
    assert archive(content) == archive(bundle_files())


def test_the_notebooks_come_without_outputs_and_answers(content):
    for path in course_notebooks().values():
        text = content[f"notebooks/{path.as_posix()}"].decode()
        cells = nbformat.reads(text, as_version=4).cells
        assert not any(cell.get("outputs") for cell in cells), path


def test_every_import_of_the_notebooks_resolves_from_its_own_package(content, unpacked):
    wanted = set()
    for name, source in (
        pair
        for path, text in content.items()
        if path.endswith(".ipynb")
        for pair in code_of(path, text)
    ):
        plain = "\n".join(line for line in source.splitlines() if not line.startswith(("%", "!")))
        for node in ast.walk(ast.parse(plain, name)):
            if isinstance(node, ast.ImportFrom) and node.module.startswith("imagelessons"):
                wanted |= {f"from {node.module} import {one.name}" for one in node.names}
            if isinstance(node, ast.Import):
                wanted |= {f"import {one.name}" for one in node.names if "lessons" in one.name}
    assert len(wanted) >= 3
    program = "\n".join([*sorted(wanted), "import imagelessons", "print(imagelessons.__file__)"])
    done = run(unpacked, "-c", program)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(unpacked / "src" / "imagelessons" / "__init__.py")


def test_each_module_of_it_can_be_imported(unpacked):
    program = (
        "import importlib, pkgutil, imagelessons\n"
        "names = [one.name for one in pkgutil.walk_packages(imagelessons.__path__, "
        "'imagelessons.')]\n"
        "for name in names: importlib.import_module(name)\n"
        "print(len(names))"
    )
    done = run(unpacked, "-c", program)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 50


def test_course_py_has_the_students_commands_and_says_what_isn_t_there(unpacked):
    said = run(unpacked, "tools/course.py", "--help").stdout
    commands = set(re.findall(r"^  ([\w-]+) {2,}\w", said, re.MULTILINE)) - {"rest"}
    assert commands == STUDENTS_COMMANDS | ({"COMMAND"} & commands)
    for command in ("class", "release", "formgrader", "test"):
        done = run(unpacked, "tools/course.py", command)
        assert done.returncode == 1
        assert done.stderr.startswith(f"imagelessons: There is no command '{command}' in what")
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [("release",), ("grade", "a"), ("class",), ("report", "a"), ("report-card",), ("bundle",)],
)
def test_the_package_says_in_a_sentence_what_is_for_instructors(unpacked, words):
    done = run(unpacked, "-m", "imagelessons.cli", *words)
    assert done.returncode == 2
    assert "is a command for instructors" in done.stdout
    assert done.stderr == ""


def test_a_missing_library_is_not_taken_for_a_missing_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "imagelessons.workspace.fresh", None)
    with pytest.raises(ModuleNotFoundError):
        main(["fresh", "01-greyscale"])


def test_a_student_gets_a_fresh_copy_and_the_check_from_it(unpacked):
    done = run(unpacked, "-m", "imagelessons.cli", "fresh", "01-greyscale")
    assert done.returncode == 0, done.stderr
    made = unpacked / "work" / "01-greyscale.ipynb"
    assert str(made) in done.stdout
    assert json.loads(made.read_text())["metadata"]["imagelessons"]["made"]
    done = run(unpacked, "-m", "imagelessons.cli", "validate", "nowhere.ipynb")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("page", ["README.md", "docs/students.md"])
def test_its_pages_link_to_what_is_in_it(unpacked, page):
    path = unpacked / page
    links = re.findall(r"\]\(([^)\s#]+)[^)]*\)", path.read_text())
    for link in links:
        assert re.match(r"https?:", link) or (path.parent / link).exists(), link


def test_it_is_written_into_a_folder_and_taken_away_where_it_is_no_longer(tmp_path, content):
    folder = tmp_path / "for students"
    (folder / ".git").mkdir(parents=True)
    write_tree(folder, content | {"old/page.md": b"old"})
    (folder / "notes.txt").write_text("mine")
    write_tree(folder, content)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == content.keys() | {".imagelessons-bundle", "notes.txt"}
    assert (folder / "README.md").read_bytes() == content["README.md"]


def test_no_other_folder_is_written_into(tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(WorkspaceError, match="holds something that is no bundle"):
        write_tree(tmp_path, {"a.txt": b"a"})
    assert main(["bundle", "--folder", str(tmp_path)]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    assert "name a new or an empty folder" in capsys.readouterr().out


def test_a_record_that_was_tampered_with_deletes_nothing_outside(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    folder = tmp_path / "bundle"
    write_tree(folder, {"a.txt": b"a"})
    (folder / ".imagelessons-bundle").write_text(f"../outside.txt\n{outside}\na.txt\n")
    write_tree(folder, {"b.txt": b"b"})
    assert outside.read_text() == "mine"
    assert not (folder / "a.txt").exists()
