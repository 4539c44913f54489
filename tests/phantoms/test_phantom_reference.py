"""The phantoms measure what their originals measure, within the stated tolerances."""

import pytest

from imagelessons.data import data, known_names
from imagephantoms.reference import REFERENCE, compare, load

CASES = [
    pytest.param(name, i, id=f"{name}: {REFERENCE[name][i].name}")
    for name in REFERENCE
    for i in range(len(REFERENCE[name]))
]


@pytest.fixture(scope="module")
def images():
    return {name: load(data(name)) for name in REFERENCE}


def test_every_phantom_that_imitates_a_picture_has_a_reference():
    assert set(REFERENCE) <= set(known_names())


@pytest.mark.parametrize(("name", "i"), CASES)
def test_a_statistic_is_near_the_originals(images, name, i):
    statistic, value = compare(name, images[name])[i]
    assert abs(value - statistic.original) <= statistic.tolerance
