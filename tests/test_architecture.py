"""The house: which package may import which, no circles, and folders of a size to look through."""

from graphlib import CycleError, TopologicalSorter

import pytest
from imports import IMPORTS, MAY_IMPORT, MODULES, SOURCES, arrows, inside, package, room

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
    assert not circle(arrows(room, inside(name)))


def test_no_folder_is_too_full():
    counts = {
        str(folder.relative_to(SOURCES)): len(list(folder.glob("*.py")))
        for folder in {path.parent for path in MODULES.values()}
    }
    assert {name: n for name, n in counts.items() if n > LARGER.get(name, MOST_MODULES)} == {}
