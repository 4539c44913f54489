"""Pictures that nobody has seen: methods pass on them, numbers that were typed in fail.

``IMAGELESSONS_SEEDS="7 11 23"`` tries three sets of pictures instead of one; a set takes some
minutes to make and is kept in ``.cache/unseen``.
"""

import os

import pytest

from imagecourse.author.release import assignments
from imagecourse.author.report_card.trial import RIGHT, try_answer
from imagecourse.author.source import reference_answers
from imagelessons.data.unseen import unseen_pictures

pytestmark = pytest.mark.slow

SEEDS = [int(seed) for seed in os.environ.get("IMAGELESSONS_SEEDS", "7").split()]
ANSWERS = [
    (assignment, name)
    for assignment in assignments()
    for name in reference_answers(assignment)
    if name != "written"
]
# Answers whose right value is the same in every set of pictures.
SAME_IN_ALL = {("exercises-01-greyscale", "facts")}
VALUES = [
    (assignment, name)
    for assignment, name in ANSWERS
    if "def " not in reference_answers(assignment)[name] and (assignment, name) not in SAME_IN_ALL
]


@pytest.fixture(params=SEEDS, scope="module")
def unseen(request):
    """The folder of a set of pictures from another seed."""
    return unseen_pictures(request.param)


@pytest.mark.parametrize(("assignment", "name"), ANSWERS)
def test_the_reference_is_right_on_unseen_pictures(assignment, name, unseen, monkeypatch):
    monkeypatch.setenv("IMAGELESSONS_DATA", str(unseen))
    assert try_answer(assignment, name, reference_answers(assignment)[name]) == RIGHT


@pytest.mark.parametrize(("assignment", "name"), VALUES)
def test_values_of_other_pictures_are_wrong(assignment, name, unseen, monkeypatch):
    """As typed in: the answer has the values of the course's pictures, the tests the unseen."""
    found = try_answer(
        assignment,
        name,
        reference_answers(assignment)[name],
        before_tests=lambda: monkeypatch.setenv("IMAGELESSONS_DATA", str(unseen)),
    )
    assert found != RIGHT
