"""The report card: the mutants, and how they are tried."""

import random

import pytest

from imagecourse.author.release import assignments
from imagecourse.author.report_card.command import STRUCTURAL, exercises, report_card
from imagecourse.author.report_card.mutants import equivalents, mutants
from imagecourse.author.report_card.outcomes import STOPPED, Trial, outcomes
from imagecourse.author.report_card.trial import RIGHT
from imagecourse.author.source import reference_answers
from imagelessons.check import CATALOGUE
from imagelessons.data import course_root

MUTANTS = (course_root() / "solutions" / "mutants.md").read_text(encoding="utf-8")


def test_structural_codes_are_in_the_catalogue():
    assert set(CATALOGUE) >= STRUCTURAL


@pytest.mark.parametrize("assignment", assignments())
def test_an_equivalent_mutant_is_a_mutant_and_has_a_reason(assignment):
    references = reference_answers(assignment)
    for (name, mutant), reason in equivalents(assignment).items():
        assert mutant in {one.name for one in mutants(references[name])}, name
        assert reason.endswith("."), mutant


@pytest.mark.parametrize(
    ("reference", "mutant"),
    [
        ("dark = img < 120", "dark = img > 120"),
        ("dark = img < 120", "dark = ~(img < 120)"),
        ("keep = (a > 1) & (b < 2)", "keep = (a > 1) | (b < 2)"),
        ("m = img.max(axis=2)", "m = img.max(axis=0)"),
        ("m = img.max(axis=2)", "m = img.max()"),
        ("m = img[3:70, 5:9]", "m = img[5:9, 3:70]"),
        ("m = img[3:70]", "m = img[3:70 + 1]"),
        ("red = img[:, :, 0]", "red = img[:, :, 2]"),
        ("w = img.astype(int)", "w = img"),
        ("c = img.copy()", "c = img"),
        ("v = np.clip(v, 0, 255)", "v = v"),
        ("v = img * slope + intercept", "v = img + intercept"),
        ("v = img * slope + intercept", "v = img * slope"),
        ("o = np.argsort(z)", "o = np.arange(len(z))"),
        ("m = np.asarray(x.mean())", "m = np.asarray(np.median(x))"),
        ("p = image.affine @ v", "p = np.linalg.inv(image.affine) @ v"),
        ("p = image.affine @ v", "p = v @ image.affine"),
        ("ml = n * mm3 / 1000", "ml = n * mm3"),
        ("s = img / 255", "s = img / 256"),
        ("z = image.header.get_zooms()", "z = image.header.get_zooms()[::-1]"),
        ("r = image.resize(s, Image.Resampling.NEAREST)", "Image.Resampling.BILINEAR"),
        ('ax.imshow(p, cmap="gray", vmin=0)', "ax.imshow(p, cmap='viridis', vmin=0)"),
        ('ax.imshow(p, cmap="gray", vmin=0)', "origin='lower'"),
        ("a = 1\nb = a", "pass\nb = a"),
    ],
)
def test_a_slip_is_among_the_mutants(reference, mutant):
    assert any(mutant in one.source for one in mutants(reference))


def test_mutants_have_unlike_names_and_texts():
    for assignment, name in exercises():
        made = mutants(reference_answers(assignment)[name])
        assert len({one.name for one in made}) == len({one.source for one in made}) == len(made)


def test_an_endless_answer_is_stopped():
    endless = Trial("exercises-02-masking", "dark", "while True:\n    pass")
    assert outcomes([endless], processes=1, seconds=5) == {endless: STOPPED}


def test_an_unknown_exercise_is_named(capsys):
    assert report_card(["exercises-02-masking/light"]) == 1
    assert "no assignment or exercise 'exercises-02-masking/light'" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize(("assignment", "name"), exercises())
def test_a_sample_of_the_mutants_is_found(assignment, name):
    made = mutants(reference_answers(assignment)[name])
    sample = random.Random(6).sample(made, 3)
    trials = {Trial(assignment, name, one.source): one.name for one in sample}
    known = equivalents(assignment)
    for trial, found in outcomes(trials).items():
        mutant = trials[trial]
        listed = (name, mutant) in known or f"- {assignment}/{name}: `{mutant}`" in MUTANTS
        assert (found == RIGHT) == listed, mutant
