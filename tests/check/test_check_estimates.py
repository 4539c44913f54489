"""The check of estimates: honest methods pass, others get the finding that names their slip."""

import numpy as np
import pytest

from imagelessons import check

RANDOM = np.random.default_rng(7)
TRUTH = RANDOM.random((20, 30, 3)) * (RANDOM.random((20, 30, 3)) < 0.6)
NOISY = np.clip(TRUTH + RANDOM.normal(0, 0.03, TRUTH.shape), 0, None)


def code_of(answer, **keywords):
    with pytest.raises(check.Finding) as caught:
        check.estimate(answer, TRUTH, "amounts", **{"at_most": 0.05, "layers": True} | keywords)
    return caught.value.code


@pytest.mark.parametrize(
    "answer",
    [TRUTH, NOISY, NOISY.tolist(), NOISY.astype(np.float32), np.asfortranarray(NOISY)],
    ids=["truth", "noisy", "list", "float32", "other memory order"],
)
def test_what_is_near_enough_is_right(answer):
    check.estimate(answer, TRUTH, "amounts", at_most=0.05, layers=True, low=0)


def test_a_zero_that_is_not_quite_zero_is_possible():
    check.estimate(TRUTH - 1e-12, TRUTH, "amounts", at_most=0.05, low=0)


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("not-attempted", ...),
        ("wrong-type", None),
        ("number-for-array", 0.3),
        ("transposed", NOISY.swapaxes(0, 1)),
        ("colour-axis-moved", np.moveaxis(NOISY, -1, 0)),
        ("wrong-shape", NOISY[:10]),
        ("not-a-number", np.where(TRUTH > 0.9, np.nan, TRUTH)),
        ("range-0-to-255", NOISY * 255),
        ("flipped-up-down", NOISY[::-1]),
        ("other-order", NOISY[..., ::-1]),
        ("different-values", RANDOM.random(TRUTH.shape)),
    ],
)
def test_a_wrong_estimate_gets_its_code(code, answer):
    assert code_of(answer) == code


def test_values_that_are_too_low_get_the_code_given():
    wrong = TRUTH - 0.01
    assert code_of(wrong, low=0) == "out-of-range"
    assert code_of(wrong, low=0, below="negative-amounts") == "negative-amounts"
    check.estimate(wrong, TRUTH, "amounts", at_most=0.05)


def test_a_difference_that_is_too_large_gets_the_code_given():
    wrong = TRUTH + 0.06
    assert code_of(wrong, otherwise="amounts-off") == "amounts-off"


def test_far_and_too_low_is_said_to_be_too_low():
    wrong = TRUTH - 0.2
    assert code_of(wrong, low=0, below="negative-amounts") == "negative-amounts"


def test_the_worst_layer_counts():
    one_off = TRUTH + np.array([0.0, 0.12, 0.0])
    assert code_of(one_off) == "different-values"
    check.estimate(one_off, TRUTH, "amounts", at_most=0.05)


def test_a_known_mistake_is_named():
    wrong = RANDOM.random(TRUTH.shape)
    assert code_of(wrong, mistakes={"channels-as-stains": wrong}) == "channels-as-stains"
    assert code_of(wrong, mistakes={"matrix-transposed": lambda: wrong}) == "matrix-transposed"


def test_the_finding_says_how_far_off_and_where():
    with pytest.raises(check.Finding) as caught:
        check.estimate(TRUTH + np.array([0, 0.12, 0]), TRUTH, "amounts", at_most=0.05, layers=True)
    assert caught.value.found == (
        "`amounts` differs from the truth by 0.12 on average at index 1 of the last axis; "
        "up to 0.05 is allowed."
    )


@pytest.mark.parametrize(
    "keywords",
    [{"at_most": 0}, {"below": "no-such-code"}, {"otherwise": "no-such-code"}],
)
def test_a_mistake_of_the_author_is_told(keywords):
    with pytest.raises(check.AuthorError):
        check.estimate(TRUTH, TRUTH, "amounts", **{"at_most": 0.05} | keywords)


def test_an_expected_value_without_numbers_is_the_authors_mistake():
    with pytest.raises(check.AuthorError):
        check.estimate(TRUTH, "text", "amounts", at_most=0.05)
