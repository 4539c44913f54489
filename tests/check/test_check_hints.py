"""Hints come in steps, speak of the last finding alone, and hold no answer."""

import json
import re
from collections import Counter

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from imagecourse.author.release import assignments
from imagecourse.author.report_card.trial import RIGHT, bank, expected_code
from imagelessons import check
from imagelessons.check.catalogue import CATALOGUE
from imagelessons.check.hints.hint import forget, says_more, steps_of

PICTURE = np.arange(12).reshape(3, 4)


@pytest.fixture(autouse=True)
def nothing_found():
    forget()
    yield
    forget()


def fails(title="Exercise 2: corner", answer=PICTURE.T, **options):
    with pytest.raises(check.Finding), check.exercise(title, **options):
        check.array(answer, PICTURE, "corner")


def passes(title="Exercise 3: mean"):
    with check.exercise(title):
        check.number(3, 3, "mean")


def said(capsys, *arguments):
    capsys.readouterr()
    check.hint(*arguments)
    return " ".join(capsys.readouterr().out.split())


def test_each_call_gives_the_next_step(capsys):
    fails()
    first, second, third, after = (said(capsys) for _ in range(4))
    assert first.startswith("→ Exercise 2: corner — hint 1 of 3")
    assert "Print `corner.shape`" in second
    assert "hint 3 of 3" in third
    assert after.startswith("→ That were all 3 hints. Read once more: Lesson 01-greyscale")
    assert len({first, second, third}) == 3


def test_a_step_can_be_chosen_and_the_next_follows_it(capsys):
    fails()
    assert "hint 2 of 3" in said(capsys, 2)
    assert "hint 1 of 3" in said(capsys, 1)
    assert "hint 3 of 3" in said(capsys)


@pytest.mark.parametrize("step", [0, 4, -1, 1.5, "2", True])
def test_a_step_that_is_not_there_is_named(capsys, step):
    fails()
    assert said(capsys, step) == "→ There are the hints 1 to 3: call, for example, `check.hint(2)`."


def test_the_first_hint_says_something_new():
    left_out = 0
    for code, entry in CATALOGUE.items():
        finding = check.Finding(code, f"`a` is what you get if {entry.when}.", name="a")
        steps = steps_of(finding)
        repeats = not says_more(entry.hints[0], f"{finding.found} {finding.suggests}")
        left_out += repeats
        assert len(steps) == 3 - repeats
    assert 0 < left_out < len(CATALOGUE)
    # Such as this one, of which the first step of the catalogue is left out.
    finding = check.Finding("labels-split", "`a` has two numbers for one object.", name="a")
    assert steps_of(finding) == list(CATALOGUE["labels-split"].hints[1:])


def test_without_a_finding_it_says_so(capsys):
    assert said(capsys).startswith("→ There is nothing to give a hint on yet")
    assert said(capsys, 2).startswith("→ There is nothing to give a hint on yet")


def test_hints_do_not_leak_from_one_exercise_to_the_next(capsys):
    fails()
    said(capsys)
    passes()
    assert said(capsys).startswith("→ Exercise 3: mean passes")
    fails("Exercise 4: other", answer=PICTURE[::-1])
    shown = said(capsys)
    assert shown.startswith("→ Exercise 4: other — hint 1 of 3")
    assert "corner.shape" not in shown


def test_the_same_finding_goes_on_and_another_begins_anew(capsys):
    fails()
    said(capsys)
    fails()
    assert "hint 2 of 3" in said(capsys)
    fails(answer=PICTURE[:2])
    assert "hint 1 of 3" in said(capsys)


def test_the_hints_of_an_exercise_come_last(capsys):
    fails(hints=["Think of the margin.", "Which index is the lower edge?"])
    assert "hint 1 of 5" in said(capsys)
    assert "Think of the margin." in said(capsys, 4)
    assert "Which index" in said(capsys)
    fails("Exercise 9: none")
    assert "hint 1 of 3" in said(capsys)


def test_a_code_of_a_feedback_page_has_hints_too(capsys):
    capsys.readouterr()
    check.hint(code="strictness")
    assert "hint 1 of 2" in capsys.readouterr().out
    assert "hint 2 of 2" in said(capsys)
    assert "hint 1 of 3 The values are there" in said(capsys, "transposed")
    check.hint(code="no-such-code")
    assert "There is no code 'no-such-code'" in capsys.readouterr().out


def test_an_error_inside_an_exercise_has_hints(capsys):
    with pytest.raises(check.Finding), check.exercise("Exercise 1"):
        check.number(no_such_name, 3, "mean")  # noqa: F821
    assert "Python keeps a name only once" in said(capsys)


def test_in_a_notebook_the_block_says_that_there_are_hints(capsys):
    shell = InteractiveShell.instance()
    try:
        shell.run_cell(
            "from imagelessons import check\n"
            'with check.exercise("Exercise 5"):\n    check.number(4, 3, "mean")\n'
        )
        assert "`check.hint()` in a new cell" in capsys.readouterr().out
        assert shell.run_cell("check.hint()").success
        assert "Exercise 5 — hint 1 of " in capsys.readouterr().out
    finally:
        InteractiveShell.clear_instance()


def test_a_finding_without_a_notebook_does_not_speak_of_hints():
    with pytest.raises(check.Finding) as caught:
        check.number(4, 3, "mean")
    assert "hint" not in str(caught.value)


COUNTS = Counter(expected_code(path) for name in assignments() for path in bank(name))
del COUNTS[RIGHT]


def test_the_most_frequent_codes_have_hints_of_their_own():
    frequent = {code for code, count in COUNTS.items() if count >= 3}
    assert len(frequent) >= 60
    assert {code for code in frequent if not CATALOGUE[code].own_hints} == set()


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=CATALOGUE.keys())
def test_every_entry_has_three_hints(entry):
    assert len(entry.hints) == 3
    for text in entry.hints:
        assert text.endswith((".", "?", '"'))
        assert 20 < len(text) < 420
        assert not re.search(r"[{}]", text.replace("{name}", ""))
    assert entry.sentence not in entry.hints[:2]


def test_no_hint_is_used_for_two_codes():
    texts = [text for entry in CATALOGUE.values() for text in entry.own_hints]
    again = [text for text, count in Counter(texts).items() if count > 1]
    # A mask that keeps all and one that keeps nothing are looked for in the same place.
    assert len(again) <= 6


def test_a_hint_with_a_panel_for_a_name_reads_as_a_sentence(capsys):
    finding = check.Finding("transposed", "It has shape (5, 7).", name="the left panel")
    assert steps_of(finding)[1].startswith("Print the shape of the left panel and compare")


def test_no_solution_is_there_unless_the_instructor_hands_it_out(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    check.solution("exercises-01-greyscale/region")
    assert "There is no solution of exercises-01-greyscale/region here" in capsys.readouterr().out
    check.solution("region")
    assert "names no exercise" in capsys.readouterr().out
    held = {"exercises-01-greyscale": {"region": "region = 3"}}
    (tmp_path / "solutions.json").write_text(json.dumps(held), encoding="utf-8")
    check.solution("exercises-01-greyscale/region")
    assert "handed out by your instructor" in (shown := capsys.readouterr().out)
    assert "region = 3" in shown
    (tmp_path / "solutions.json").write_text("no JSON", encoding="utf-8")
    check.solution("exercises-01-greyscale/region")
    assert "There is no solution" in capsys.readouterr().out
