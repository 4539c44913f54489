"""tools/course.py: the set-up says in one line what is missing, and touches only the course."""

import importlib.util
import os
import re
import subprocess
import sys

import pytest

from imagelessons.data import course_root

ROOT = course_root()
SCRIPT = ROOT / "tools" / "course.py"


@pytest.fixture
def course():
    specification = importlib.util.spec_from_file_location("course", SCRIPT)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 10, 9), False),
        ((3, 11, 0), True),
        ((3, 14, 2), True),
        ((3, 15, 0), False),
        ((2, 7, 18), False),
    ],
)
def test_supported_versions(course, version, expected):
    assert course.is_supported(version) is expected


def test_supported_versions_are_those_of_the_project(course):
    text = (ROOT / "pyproject.toml").read_text()
    first, last = course.OLDEST, course.NEWEST
    assert f'requires-python = ">={first[0]}.{first[1]},<{last[0]}.{last[1] + 1}"' in text


def test_old_python_gets_one_clear_line(course, monkeypatch, capsys):
    monkeypatch.setattr(course.sys, "version_info", (3, 8, 18))
    monkeypatch.setattr(course, "newer_python", lambda: None)
    assert course.main(["lab"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "This is Python 3.8, but the course needs Python 3.11 to 3.14" in said


def test_missing_venv_module_gets_one_clear_line(course, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(course, "VENV", str(tmp_path / "venv"))
    monkeypatch.setattr(course, "PYTHON", str(tmp_path / "venv" / "bin" / "python"))
    monkeypatch.setattr(course, "system_uv", lambda: None)
    monkeypatch.setattr(course.importlib.util, "find_spec", lambda name: None)
    assert course.main(["setup"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "python3-venv" in said


def test_the_syntax_is_that_of_an_old_python():
    """A Python that is too old must be able to read the script to the point where it says so."""
    import ast

    ast.parse(SCRIPT.read_text(), feature_version=(3, 4))
    assert not re.search(r'\bf"', SCRIPT.read_text())


def test_uv_comes_with_its_hashes(course):
    lines = course.pinned_uv().splitlines()
    assert lines[0].startswith("uv==")
    assert all("--hash=sha256:" in line for line in lines[1:])
    assert len(lines) > 5


def test_caches_and_settings_stay_in_the_course(course):
    variables = course.environment()
    for name in (
        "UV_CACHE_DIR",
        "PIP_CACHE_DIR",
        "JUPYTER_CONFIG_DIR",
        "IPYTHONDIR",
        "MPLCONFIGDIR",
    ):
        assert variables[name].startswith(str(ROOT)), name


def test_a_failed_step_says_what_to_do(course, capsys):
    with pytest.raises(course.CourseError, match=r"Trying failed .* run the same command again"):
        course.run([sys.executable, "-c", "raise SystemExit(3)"], "Trying")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no make")
def test_make_without_any_python_says_so(tmp_path):
    make = subprocess.run(
        ["make", "PYTHON=", "lab"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert make.returncode != 0
    assert "there is no Python on this machine" in make.stderr
