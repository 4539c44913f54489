"""tools/course.py: the set-up says in one line what is missing, and touches only the course."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

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


def test_python_keeps_what_it_compiled(course, monkeypatch):
    """Where it may not, each program compiles all that it imports: a start takes thrice as long."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in course.environment()


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


@pytest.fixture
def elsewhere(course, monkeypatch, tmp_path):
    """The script with its environments in another folder, and nothing really run."""
    monkeypatch.setattr(course, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(course, "PYTHON", str(tmp_path / ".venv" / "bin" / "python"))
    ran = []

    def run(command, why):
        ran.append(command)
        if "venv" in command:  # uv venv FOLDER, or python -m venv FOLDER
            (Path(command[-1]) / "bin").mkdir(parents=True)
            (Path(command[-1]) / "bin" / "python").write_text("")

    monkeypatch.setattr(course, "run", run)
    monkeypatch.setattr(course, "get_uv", lambda: "uv")
    course.ran = ran
    return course


def installed(ran):
    """Return (Python, package) of each installation among commands."""
    found = [command for command in ran if "install" in command]
    return [(command[command.index("--python") + 1], command[-1]) for command in found]


def test_each_level_has_an_environment_of_its_own_for_the_tests(elsewhere, capsys):
    assert elsewhere.main(["setup", "tests"]) == 0
    own = elsewhere.VENV
    assert installed(elsewhere.ran) == [
        (f"{own}/bin/python", f"{ROOT}[dev]"),
        (f"{own}-student/bin/python", str(ROOT)),
        (f"{own}-instructor/bin/python", f"{ROOT}[instructor]"),
    ]
    assert elsewhere.is_set_up_apart("student")
    elsewhere.ran.clear()
    assert elsewhere.main(["setup", "tests"]) == 0
    assert elsewhere.ran == [], "what is there isn't made again"


def test_an_environment_of_an_older_state_is_made_again(elsewhere, monkeypatch, capsys):
    elsewhere.set_up_tests()
    elsewhere.ran.clear()
    (Path(elsewhere.apart("student")) / "left over").write_text("of an older state")
    monkeypatch.setattr(elsewhere, "fingerprint", lambda: "another")
    assert not elsewhere.is_set_up_apart("student")
    elsewhere.set_up_tests()
    assert len(installed(elsewhere.ran)) == 3
    assert not (Path(elsewhere.apart("student")) / "left over").exists()


def test_repair_makes_the_environment_again_at_its_level(elsewhere, capsys):
    elsewhere.set_up("instructor")
    elsewhere.ran.clear()
    broken = Path(elsewhere.VENV) / "lib" / "zarr.py"
    broken.parent.mkdir()
    broken.write_text("cut o")
    assert elsewhere.main(["repair"]) == 0
    assert not broken.exists()
    assert installed(elsewhere.ran) == [(elsewhere.PYTHON, f"{ROOT}[instructor]")]
    # uv's cache may hold the broken file too: it is the same one on the disk.
    assert "--no-cache" in elsewhere.ran[-1]


def test_make_has_the_commands_of_the_script(course):
    text = (ROOT / "Makefile").read_text()
    (targets,) = re.findall(r"^COMMANDS = ([a-z -]+)$", text, re.MULTILINE)
    assert set(targets.split()) == set(course.COMMANDS) - {"run", "setup"}
    assert {*re.findall(r'@echo "make ([a-z-]+) ', text)} == set(targets.split())


def selected(*words):
    """Return how pytest says what it would run, without running it."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-n0", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "-o", "testpaths=tests/phantoms/test_make_data.py", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_what_is_slow_is_left_out_unless_it_is_asked_for():
    quick = "test_every_file_is_made_by_a_scene"
    slow = "test_the_program_gives_the_committed_files"
    said = selected()
    assert "left out: what is slow (run `make test-slow`)" in said
    assert quick in said
    assert slow not in said
    for words in (("-m", "slow"), ("tests/phantoms/test_make_data.py",)):
        assert slow in selected(*words)


def test_ci_runs_all_that_make_test_leaves_out():
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    ran = [line for line in lines if line.startswith("make ")]
    assert ran == ["make test", "make test-slow", "make test-browser"]


def test_what_the_commands_start_is_there():
    found = re.findall(r'os\.path\.join\(("(?:tests|tools)"(?:, "[^"]+")+)\)', SCRIPT.read_text())
    paths = [ROOT.joinpath(*re.findall(r'"([^"]+)"', one)) for one in found]
    assert len(paths) >= 5
    assert [path for path in paths if not path.exists()] == []
