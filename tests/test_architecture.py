"""The house: which package may import which, no circles, and folders of a size to look through."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[1] / "src"
# What each package may import of the others.
MAY_IMPORT = {
    "imagephantoms": set(),
    "nbisolate": set(),
    "imagelessons": {"imagephantoms", "nbisolate"},
    "imagecourse": {"imagephantoms", "nbisolate", "imagelessons"},
}
# Of nbisolate students get what reads a notebook and what runs a cell, and no more.
FOR_STUDENTS = ("nbisolate.normalize", "nbisolate.shell")
MOST_MODULES = 13
# More than that, and why.
LARGER = {
    "imagelessons/check/values": 14,  # to be divided with the other rooms of `check`
    "imagecourse/author": 14,  # to be divided when its generated pages are made by one command
    "imagecourse/report": 14,  # a module for each part of one page
    "nbisolate/serialize": 14,  # until kinds of values that `check` doesn't read are graded beside
}


def modules() -> dict[str, Path]:
    """Return the modules of all packages by their names."""
    found = {}
    for path in sorted(SOURCES.rglob("*.py")):
        parts = path.relative_to(SOURCES).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imported(name: str) -> Iterator[str]:
    """Yield the modules of these packages that a module imports, also within its functions."""
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    # What is imported for type hints alone is never run.
    for node in [one for one in ast.walk(tree) if isinstance(one, ast.If)]:
        if getattr(node.test, "id", "") == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from filter(MODULES.get, (one.name for one in node.names))
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name} imports by a relative name"
            below = [f"{node.module}.{one.name}" for one in node.names]
            yield from filter(MODULES.get, below)
            if node.module in MODULES and not all(one in MODULES for one in below):
                yield node.module


IMPORTS = {name: sorted(set(imported(name)) - {name}) for name in MODULES}


def package(name: str) -> str:
    """Return the package of a module."""
    return name.partition(".")[0]


def room(name: str) -> str:
    """Return the sub-package of a module, or the module itself where it is in none."""
    return ".".join(name.split(".")[:2])


def circle(arrows: dict[str, set[str]]) -> str:
    """Return a circle of arrows, or an empty text."""
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return " <- ".join(error.args[1])
    return ""


@pytest.mark.parametrize("name", MAY_IMPORT)
def test_packages_import_one_way(name):
    others = {
        f"{one} imports {other}"
        for one in MODULES
        if package(one) == name
        for other in IMPORTS[one]
        if package(other) not in {name, *MAY_IMPORT[name]}
    }
    assert not others


def test_every_package_has_its_place():
    assert {package(name) for name in MODULES} == set(MAY_IMPORT)


def test_students_need_no_grader():
    assert not [
        f"{one} imports {other}"
        for one in MODULES
        if package(one) == "imagelessons"
        for other in IMPORTS[one]
        if package(other) == "nbisolate" and not other.startswith(FOR_STUDENTS)
    ]


def test_what_students_have_of_nbisolate_needs_nothing_else_of_it():
    theirs = [name for name in MODULES if name.startswith(FOR_STUDENTS)]
    assert not [
        f"{one} imports {other}"
        for one in theirs
        for other in IMPORTS[one]
        if not other.startswith(FOR_STUDENTS)
    ]


@pytest.mark.parametrize("name", MAY_IMPORT)
def test_no_circle_of_rooms(name):
    arrows = defaultdict(set)
    for one in MODULES:
        for other in IMPORTS[one]:
            # The front of a package gathers what is in its rooms.
            inside = package(one) == package(other) == name and name not in (one, other)
            if inside and room(one) != room(other):
                arrows[room(one)].add(room(other))
    assert not circle(arrows)


def test_no_folder_is_too_full():
    counts = {
        str(folder.relative_to(SOURCES)): len(list(folder.glob("*.py")))
        for folder in {path.parent for path in MODULES.values()}
    }
    assert {name: n for name, n in counts.items() if n > LARGER.get(name, MOST_MODULES)} == {}
