"""The health check of 00-start-here: it imports what the lessons import, and says what to do."""

import ast
import shutil
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions

import nbformat
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import imagelessons.set_up as set_up
from imagecourse.author.release import assignments
from imagecourse.author.source import read, reference_answers, released_path
from imagelessons.data import course_root
from imagelessons.data.make_pictures import make_data
from imagelessons.lesson_imports import LESSON_IMPORTS, failing_imports

ROOT = course_root()


def imports(sources: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give (top-level name, statement) of each name that is imported and isn't Python's own."""
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                found = [(name.name, f"import {name.name}") for name in node.names]
            elif isinstance(node, ast.ImportFrom):
                module = node.module
                found = [(module, f"from {module} import {name.name}") for name in node.names]
            else:
                continue
            for module, line in found:
                top = module.partition(".")[0]
                if top not in sys.stdlib_module_names:
                    yield top, line


def sources_of_notebooks() -> list[str]:
    """Return the code of the lessons and of the exercises, with their reference answers."""
    sources = []
    for path in [*sorted((ROOT / "notebooks").glob("*.ipynb")), *map(released_path, assignments())]:
        cells = nbformat.read(path, as_version=4).cells
        sources += [cell.source for cell in cells if cell.cell_type == "code"]
    for name in assignments():
        kinds = {
            cell.metadata.nbgrader.grade_id: cell.cell_type
            for cell in read(released_path(name)).cells
            if "nbgrader" in cell.metadata
        }
        sources += [
            answer for cell, answer in reference_answers(name).items() if kinds[cell] == "code"
        ]
    return sources


def declared(*extras: str) -> set[str]:
    """Return the names of the packages that a student gets, and those of some extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return {canonicalize_name(Requirement(line).name) for line in lines}


def undeclared(found: Iterable[tuple[str, str]], names: set[str]) -> set[str]:
    """Return the statements that import a package that is none of these."""
    packages = packages_distributions()
    return {
        line
        for top, line in found
        if top != "imagelessons"
        and not names & {canonicalize_name(one) for one in packages.get(top, [])}
    }


def test_the_list_is_what_the_notebooks_import():
    found = {line for top, line in imports(sources_of_notebooks()) if top != "imagelessons"}
    assert list(LESSON_IMPORTS) == sorted(found), "change LESSON_IMPORTS in lesson_imports.py"


def test_the_notebooks_import_only_what_is_declared_for_students():
    """A package that comes along with another by chance may be gone tomorrow."""
    assert undeclared(imports(sources_of_notebooks()), declared()) == set()
    assert undeclared([("pytest", "import pytest")], declared()) == {"import pytest"}


def test_an_import_that_ends_python_is_named_and_the_rest_tried():
    lines = ("import json", "import os; os._exit(3)", "import no_such_package", "import io")
    assert failing_imports(lines) == {
        "import os; os._exit(3)": "Python itself stopped",
        "import no_such_package": "ModuleNotFoundError: No module named 'no_such_package'",
    }


@pytest.fixture
def no_pictures(tmp_path, monkeypatch):
    """A folder without pictures to look at: only the packages are of interest."""
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("IMAGELESSONS_DATA", str(tmp_path / "data"))
    return tmp_path


def test_a_package_that_is_broken_is_named(no_pictures, monkeypatch):
    """It is installed, says its metadata, but it can't be imported."""
    broken = no_pictures / "zarr"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise OSError('DLL load failed')\n")
    monkeypatch.setenv("PYTHONPATH", str(no_pictures))
    monkeypatch.setattr(set_up, "failing_imports", lambda: failing_imports(("import zarr",)))
    (problem,) = set_up.set_up_problems()
    assert "the lessons can't import all that they need: `import zarr`" in problem
    assert "OSError: DLL load failed" in problem


def test_a_learners_file_with_the_name_of_a_package_is_named(no_pictures, monkeypatch):
    monkeypatch.chdir(no_pictures)
    (no_pictures / "random.py").write_text("")
    (no_pictures / "my_notes.py").write_text("")
    (problem,) = set_up.set_up_problems()
    assert "'random.py'" in problem
    assert "has the name of a package" in problem
    assert "my_notes" not in problem


def test_a_package_that_is_too_old_is_named(no_pictures, monkeypatch):
    monkeypatch.setattr(set_up, "version", lambda name: "0.1" if name == "numpy" else "999")
    (problem,) = set_up.set_up_problems()
    assert "numpy 0.1 (too old or too new)" in problem


@pytest.fixture
def without_pydicom(no_pictures, monkeypatch):
    def version(name):
        if name == "pydicom":
            raise set_up.PackageNotFoundError
        return "999"

    monkeypatch.setattr(set_up, "version", version)
    return no_pictures


def test_the_cure_is_that_of_the_way_the_course_was_set_up(without_pydicom, monkeypatch):
    def problem() -> str:
        (one,) = set_up.set_up_problems()
        assert "pydicom (missing)" in one
        assert "git" not in one
        return one

    monkeypatch.setattr(sys, "prefix", str(ROOT / ".venv"))
    assert "`make repair`" in problem()
    assert "`python tools/course.py repair`" in problem()
    monkeypatch.setattr(sys, "prefix", str(without_pydicom / "of-another"))
    assert "which the course didn't make" in problem()
    (without_pydicom / "conda" / "conda-meta").mkdir(parents=True)
    monkeypatch.setattr(sys, "prefix", str(without_pydicom / "conda"))
    assert "`conda env create --file environment.yml`" in problem()


@pytest.fixture
def copy_of_data(tmp_path, monkeypatch):
    """The course's pictures in a folder that may be damaged; nothing is imported."""
    folder = tmp_path / "data"
    shutil.copytree(
        ROOT / "data", folder, ignore=lambda where, names: {"large", "originals"} & set(names)
    )
    monkeypatch.setenv("IMAGELESSONS_DATA", str(folder))
    monkeypatch.setattr(set_up, "failing_imports", dict)
    return folder


def test_all_is_well(copy_of_data, capsys):
    set_up.check_set_up()
    said = capsys.readouterr().out
    assert said == (
        "All is well: the packages are there, and the pictures are as they should be.\n"
    )


def test_a_missing_picture_is_named(copy_of_data):
    (copy_of_data / "axon_slice.jpg").rename(copy_of_data / "axons.jpg")
    (problem,) = set_up.set_up_problems()
    assert "axon_slice.jpg (missing)" in problem


def test_a_damaged_picture_is_named_and_the_cure_mends_it(copy_of_data, monkeypatch, capsys):
    raw = (copy_of_data / "head_sagittal.dcm").read_bytes()
    (copy_of_data / "head_sagittal.dcm").write_bytes(raw.replace(b"\n", b"\r\n"))
    (problem,) = set_up.set_up_problems()
    assert "head_sagittal.dcm (changed)" in problem
    assert "IMAGELESSONS_DATA names that folder" in problem

    monkeypatch.setattr(set_up, "course_root", lambda: copy_of_data.parent)
    (problem,) = set_up.set_up_problems()
    assert "`!imagelessons data`" in problem
    assert make_data(None, str(copy_of_data), ["head"]) == 0
    assert set_up.set_up_problems() == []


def test_a_packed_picture_that_is_cut_off_is_named(copy_of_data):
    whole = (copy_of_data / "brain.nii.gz").read_bytes()
    (copy_of_data / "brain.nii.gz").write_bytes(whole[:5000])
    (problem,) = set_up.set_up_problems()
    assert "brain.nii.gz (changed)" in problem
