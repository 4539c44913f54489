"""Idioms of tests in other courses: no grade differs from plain nbgrader's without a word.

Each idiom is an assignment of its own kind (see `idioms`), handed in right, wrong and empty. What
plain nbgrader gives was measured and is kept in ``idioms_nbgrader_points.json``.
"""

import json
import os

import pytest
from idiom_course import (
    POINTS,
    STUDENTS,
    letter_of,
    make_course,
    names_of,
    parse,
    points_by_nbgrader,
)
from idiom_table import as_table, grade, grades_of, rows_of
from idioms import IDIOMS

from nbisolate.grade import warm_pool

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="the instructor's side needs Linux or macOS"
)

# `make test` grades these, `make test-slow` all others.
QUICK = ("W1-dir", "W3-deleted", "F8-copy", "F12-sum", "P1-account", "P6-vectorize")
OTHERS = [name for name in IDIOMS if name not in QUICK and letter_of(name) != "W16"]
# What `make test-slow` has plain nbgrader grade again.
SAMPLE = ("W1-dir", "W3-forbidden", "W5-mock", "F8-copy", "F12-sum", "P1-account", "P2-lambda")


@pytest.fixture(scope="module", autouse=True)
def _no_process_stays():
    yield
    warm_pool.close()


@pytest.fixture(scope="module")
def by_nbgrader():
    return json.loads(POINTS.read_text())


@pytest.fixture(scope="module")
def quick_course(tmp_path_factory):
    """A course with one idiom of some kinds."""
    folder = tmp_path_factory.mktemp("quick")
    make_course(folder, QUICK)
    return folder


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with all other idioms."""
    folder = tmp_path_factory.mktemp("course")
    make_course(folder, OTHERS)
    return folder


def check(folder, names):
    """Grade idioms of one letter, and compare each test's points with nbgrader's."""
    assert grade(folder, letter_of(names[0])) == 0
    rows = rows_of(folder, names)
    assert all(row.is_fine for row in rows), "\n" + as_table(rows)


@pytest.mark.parametrize("name", QUICK)
def test_points_are_nbgraders_or_wait(name, quick_course):
    check(quick_course, [name])


@pytest.mark.slow
@pytest.mark.parametrize("letter", dict.fromkeys(map(letter_of, OTHERS)))
def test_points_are_nbgraders_or_wait_in_all_others(letter, course):
    check(course, [name for name in OTHERS if letter_of(name) == letter])


def test_another_kernel_is_refused(tmp_path, capsys):
    make_course(tmp_path, names_of("W16"))
    assert grade(tmp_path, "W16") == 2
    said = capsys.readouterr().out
    assert (
        "The source's kernel is `ir`; only Python 3 can be graded here. Nothing was graded." in said
    )
    assert [grades_of(tmp_path, "W16-kernel", student) for student in STUDENTS] == [None] * 3


def test_all_are_measured_and_tell_right_from_wrong(by_nbgrader):
    """Plain nbgrader gives the right answer all points, the others less."""
    assert list(by_nbgrader) == list(IDIOMS)
    for name, points in by_nbgrader.items():
        tests = parse(IDIOMS[name]).tests()
        if letter_of(name) == "W16":
            continue
        assert points["right"] == [1.0] * len(tests), name
        assert sum(points["wrong"]) < len(tests), name
        assert sum(points["empty"]) < len(tests), name


@pytest.mark.slow
def test_plain_nbgrader_still_gives_these_points(by_nbgrader, tmp_path):
    make_course(tmp_path, SAMPLE)
    assert points_by_nbgrader(tmp_path, SAMPLE) == {name: by_nbgrader[name] for name in SAMPLE}
