"""The bank of answers: right ones are accepted, wrong ones get exactly their finding."""

from collections import Counter

import pytest

from imagelessons.author.release import assignments
from imagelessons.author.source import read, reference_answers, released_path
from imagelessons.author.trial import RIGHT, bank, expected_code, try_answer
from imagelessons.check import CATALOGUE
from imagelessons.validate.structure import grade_id

ANSWERS = [(name, path) for name in assignments() for path in bank(name)]
CODE_ANSWERS = [
    (assignment, name)
    for assignment in assignments()
    for name in reference_answers(assignment)
    if name != "written"
]


def label(value):
    return value if isinstance(value, str) else f"{value.parent.name}/{value.stem}"


@pytest.mark.parametrize(("assignment", "path"), ANSWERS, ids=label)
def test_an_answer_of_the_bank_gets_its_finding(assignment, path):
    found = try_answer(assignment, path.parent.name, path.read_text(encoding="utf-8"))
    assert found == expected_code(path)


@pytest.mark.parametrize(("assignment", "name"), CODE_ANSWERS)
def test_the_reference_is_right(assignment, name):
    assert try_answer(assignment, name, reference_answers(assignment)[name]) == RIGHT


@pytest.mark.parametrize(("assignment", "name"), CODE_ANSWERS)
@pytest.mark.parametrize("hidden", [True, False])
def test_the_stub_is_not_attempted(assignment, name, hidden):
    cells = {grade_id(cell): cell.source for cell in read(released_path(assignment)).cells}
    assert try_answer(assignment, name, cells[name], hidden=hidden) == "not-attempted"


@pytest.mark.parametrize(("assignment", "name"), CODE_ANSWERS)
def test_an_empty_cell_is_a_missing_name(assignment, name):
    assert try_answer(assignment, name, "") == "missing-name"


@pytest.mark.parametrize(("assignment", "name"), CODE_ANSWERS)
def test_each_exercise_has_right_and_wrong_answers_in_the_bank(assignment, name):
    codes = Counter(expected_code(path) for path in bank(assignment) if path.parent.name == name)
    assert codes[RIGHT] >= 2
    assert codes.total() - codes[RIGHT] >= 4


def test_every_finding_of_the_bank_is_in_the_catalogue():
    codes = {expected_code(path) for _, path in ANSWERS} - {RIGHT}
    assert codes <= set(CATALOGUE)
