"""The three places that name packages agree: pyproject.toml, environment.yml, requirements.lock."""

import re
import subprocess
import sys
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from imagelessons.data import course_root

ROOT = course_root()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())

# Where conda-forge names a package otherwise than PyPI does.
CONDA_NAMES = {"matplotlib-base": "matplotlib"}


def requirements_of_project() -> dict[str, str]:
    """Return name -> version range of all that pyproject.toml asks for."""
    lines = list(PROJECT["project"]["dependencies"])
    for extra in PROJECT["project"]["optional-dependencies"].values():
        lines += [line for line in extra if not line.startswith("imagelessons[")]
    found = map(Requirement, lines)
    return {canonicalize_name(one.name): str(one.specifier) for one in found}


def requirements_of_conda() -> dict[str, str]:
    """Return name -> version range of all that environment.yml asks for."""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    found = {}
    for line in environment["dependencies"]:
        if isinstance(line, str) and line.split()[0] not in {"pip", "python"}:
            name, _, range_ = line.partition(" ")
            found[CONDA_NAMES.get(name, name)] = range_
    for line in environment["dependencies"][-1]["pip"]:
        if not line.startswith("--"):
            found[canonicalize_name(Requirement(line).name)] = str(Requirement(line).specifier)
    return found


def markers(lines: list[str]) -> dict[str, str]:
    """Return name -> for which systems, of the lines that say it."""
    found = [Requirement(line) for line in lines if not line.startswith("--")]
    return {canonicalize_name(one.name): str(one.marker) for one in found if one.marker}


def pins_of_lock() -> dict[str, set[str]]:
    """Return name -> pinned versions (several where they differ by Python) of requirements.lock."""
    pins: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([\w.-]+)==([^\s;]+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE
    ):
        pins.setdefault(canonicalize_name(name), set()).add(version)
    return pins


def test_conda_and_project_name_the_same_packages():
    assert requirements_of_conda() == requirements_of_project()


def test_conda_and_project_name_the_same_systems():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    ours = markers(PROJECT["project"]["optional-dependencies"]["instructor"])
    assert markers(environment["dependencies"][-1]["pip"]) == ours


def test_conda_and_project_name_the_same_python():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    python = next(line for line in environment["dependencies"] if str(line).startswith("python "))
    assert python == f"python {PROJECT['project']['requires-python']}"


def test_every_required_package_is_pinned_in_its_range():
    pins = pins_of_lock()
    for name, range_ in requirements_of_project().items():
        assert name in pins, f"{name} is not in requirements.lock: run `make lock`."
        for version in pins[name]:
            assert Requirement(f"x{range_}").specifier.contains(version), (name, version)


def test_every_pin_carries_hashes_and_no_address():
    text = (ROOT / "requirements.lock").read_text()
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)
    assert not blocks[0].strip(), "the lock begins with something that is no pin"
    for block in blocks[1:]:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block.splitlines()[0]
    assert not re.search(r"https?://|--index-url|--find-links|file:", text)


def test_pins_for_uv_are_those_of_the_lock():
    lock = [
        line.removesuffix("\\").strip()
        for line in (ROOT / "requirements.lock").read_text().splitlines()
        if re.match(r"\w", line)
    ]
    assert PROJECT["tool"]["uv"]["constraint-dependencies"] == lock


def test_no_program_builds_a_parser_that_nobody_uses():
    """`import jsonschema` took two seconds with it, in each program that reads a notebook."""
    asked = "import jsonschema, sys; print('lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n", "leave rfc3987-syntax out: override-dependencies"


@pytest.mark.parametrize("name", ["uv.lock", "pylock.toml"])
def test_no_lock_with_addresses_is_committed(name):
    listed = subprocess.run(
        ["git", "ls-files", name], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert listed.stdout == ""


def test_what_a_student_needs_stays_small():
    student = {
        canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]
    }
    for name in ("pytest", "nbval", "ruff", "uv", "nbstripout", "codespell"):
        assert name not in student
