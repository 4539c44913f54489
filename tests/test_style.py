"""What the pre-commit hooks check, for machines without a network."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from imagelessons.data import course_root

ROOT = course_root()


def program(name: str) -> str:
    return shutil.which(name, path=str(Path(sys.executable).parent)) or name


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("codespell", "--toml", "pyproject.toml"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_the_tool_finds_nothing(command):
    done = subprocess.run(
        [program(command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def notebooks(*patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern))


@pytest.mark.parametrize(
    "path",
    notebooks("solutions/*/*.ipynb", "notebooks/exercises/*/*.ipynb"),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_exercises_are_stored_without_outputs(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


def test_no_module_is_too_long():
    long = {
        str(path.relative_to(ROOT)): count
        for path in (ROOT / "src").rglob("*.py")
        if (count := len(path.read_text().splitlines())) > 400
    }
    assert long == {}


def test_no_path_of_a_machine_is_committed():
    done = subprocess.run(
        ["git", "grep", "-lIE", r"/(home|Users|work|root)/[a-z]"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    listed = [name for name in done.stdout.split() if name != "tests/test_style.py"]
    assert listed == []
