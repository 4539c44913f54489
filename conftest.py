"""For every test: where caches go, which environment the lessons run in, and what is slow."""

import json
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent
CACHE = ROOT / ".cache"

# Caches and histories go into the course's folder, not into the home folder.
for name, folder in {
    "MPLCONFIGDIR": "matplotlib",
    "IPYTHONDIR": "ipython",
    "JUPYTER_CONFIG_DIR": "jupyter/config",
    "JUPYTER_DATA_DIR": "jupyter/data",
    "JUPYTER_RUNTIME_DIR": "jupyter/runtime",
    "IMAGEPHANTOMS_CACHE": "phantoms",
}.items():
    os.environ.setdefault(name, str(CACHE / folder))

# Hidden tests use the seeds of their text, not a course's own.
os.environ["IMAGELESSONS_SECRET"] = ""

sys.path.insert(0, str(ROOT / "tools"))
import course  # noqa: E402

# The lessons run on this kernel, with the packages that a student has and no others.
KERNEL = "imagelessons-student"

# The lesson on large images needs a file of 732 MB that isn't in the repository.
LARGE_LESSON = ROOT / "notebooks" / "04-large-images.ipynb"
LARGE_SECTION = ROOT / "data" / "large" / "rat_brain.tif"
collect_ignore = [] if LARGE_SECTION.is_file() else [str(LARGE_LESSON)]
# Not to be imported for their doctests: the first ones take a protection out of the process that
# loads them, the last one needs a package of its own (see `make fuzz`).
collect_ignore_glob = ["tests/helpers/without_*.py", "tests/isolate/fuzz/guided.py"]

# What `make test` leaves out: see the markers in pyproject.toml.
LEFT_OUT = "not slow and not browser"


def pytest_configure(config: pytest.Config) -> None:
    """Leave out what is slow where no file was named, and make the student's kernel known."""
    nothing_named = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    if nothing_named and config.option.markexpr == "not browser":
        config.option.markexpr = LEFT_OUT
    places = CACHE / "tests"
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        [str(places), *filter(None, [os.environ.get("JUPYTER_PATH")])]
    )
    if hasattr(config, "workerinput"):  # a process of pytest-xdist: the first one has written it
        return
    python = Path(course.apart_python("student"))
    kernel = {
        "argv": [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Python as a student has it",
        "language": "python",
        "env": {
            "PATH": os.pathsep.join([str(python.parent), "${PATH}"]),
            "VIRTUAL_ENV": course.apart("student"),
        },
    }
    folder = places / "kernels" / KERNEL
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kernel.json").write_text(json.dumps(kernel), encoding="utf-8")


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say what is left out, and how to have it run too."""
    said = []
    if config.option.markexpr == LEFT_OUT:
        said.append("left out: what is slow (run `make test-slow`)")
    elif collect_ignore:
        said.append("left out: notebooks/04-large-images.ipynb (run `make large` once)")
    return said


def level_of(item: pytest.Item) -> str | None:
    """Return the level in whose environment a test runs something, or None."""
    if item.path.suffix == ".ipynb":
        return "student"
    marker = item.get_closest_marker("level")
    return marker.args[0] if marker else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is slow; where a level's environment is missing, let each file say so once."""
    said, kept = set(), []
    for item in items:
        if item.path == LARGE_LESSON:
            item.add_marker("slow")
        level = level_of(item)
        if level and not course.is_set_up_apart(level):
            if (item.path, level) in said:
                continue
            said.add((item.path, level))
        kept.append(item)
    items[:] = kept


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Never run what a level promises in another environment than that level's."""
    level = level_of(item)
    if level and not course.is_set_up_apart(level):
        pytest.fail(
            f"{item.path.name} is tried with the packages of level {level!r} and no others, in "
            f"{course.apart(level)}, which isn't there or is of an older state of the course. Make "
            f"it with: python tools/course.py setup tests (it takes some seconds).",
            pytrace=False,
        )
