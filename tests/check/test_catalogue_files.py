"""The files of the catalogue are as their schema says, and each fault is told in a sentence."""

import pickle
import tomllib

import pytest

from imagecourse.catalogue.faults import faults
from imagelessons.check.catalogue import (
    CATALOGUE,
    AuthorError,
    catalogue_files,
    misconception,
    tables_of,
)

THEME = """[theme]
title = "Masks"
say = "Lay the mask over the picture."
"""
ENTRY = """[inverted]
name = "Inverted"
belief = "Yes is no."
when = "the mask is inverted"
sentence = "Your mask keeps what it should drop. Print `mask.sum()`."
lesson = "02-masking"
section = "Polarity"
hints = ["Look at it.", "Print it.", "Which comparison is it?"]
"""


def found(text, name="masks.toml", others=None):
    """Return the faults of a file, in a course with one lesson of two sections."""
    known = {"02-masking": frozenset({"Polarity", "Small objects"})}
    return faults({**(others or {}), name: text}, lambda lesson: known.get(lesson, frozenset()))


def test_the_files_of_the_course_have_no_fault():
    assert faults() == []


def test_a_right_entry_has_no_fault():
    assert found(THEME + ENTRY) == []
    assert found(THEME + ENTRY.partition("hints")[0]) == [], "hints may be left out"
    assert found(THEME + ENTRY.replace("the mask", "Python's `any`")) == [], "a name is no sentence"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "belief =",
            "believed =",
            "`believed` is no key of an entry. The keys are: name, belief, when, sentence, lesson, "
            "section, given, hints.",
        ),
        ('name = "Inverted"\n', "", "`name` is missing. It is a short title for the instructor."),
        (
            'when = "the mask is inverted"\n',
            "",
            '`when` is missing. It completes "this is what you get if …".',
        ),
        ('"Inverted"', "3", '`name` has to be a text in quotes, such as "…".'),
        ('lesson = "02', 'given = "yes"\nlesson = "02', "`given` has to be true, without quotes, "),
        (
            ', "Which comparison is it?"',
            "",
            "`hints` has to be three texts, each in quotes, from the vaguest to the closest; here "
            "it is 2, or one isn't a text. Without hints, leave the key out.",
        ),
        ('hints = ["Look at it.", ', "hints = [5, ", "here it is 3, or one isn't a text."),
        (
            'hints = ["Look',
            'hints = "Look"\n#',
            "`hints` has to be a list of three texts in",
        ),
        (
            "Polarity",
            "Polarities",
            'lesson 02-masking has no section "Polarities". It has: Polarity; Small objects.',
        ),
        (
            "02-masking",
            "02-masks",
            'there is no lesson "02-masks". Take the name of a notebook, without its ending.',
        ),
        (
            'section = "Polarity"\n',
            "",
            "`lesson` and `section` go together: have both, or neither.",
        ),
        (
            "the mask is inverted",
            "The mask is inverted",
            '`when` has to read well after "this is what you get if", so it begins with a small '
            'letter and has no full stop. Now it reads: "… if The mask is inverted".',
        ),
        ("mask is inverted", "mask is inverted.", 'Now it reads: "… if the mask is inverted.".'),
        (
            "Print `mask.sum()`.",
            "Print `mask.sum()`",
            "`sentence` has to end like a sentence, with a full stop or another mark.",
        ),
        ("Yes is no.", "Yes is no", "`belief` has to end like a sentence, with a full stop"),
        (
            "`mask.sum()`",
            "`mask.sum()",
            "`sentence` has a backtick (`) without a partner. Code is put between two of them",
        ),
        ("Print it.", "Print `it.", "hint 2 has a backtick (`) without a partner."),
    ],
)
def test_a_fault_of_an_entry_is_a_sentence(old, new, told):
    assert old in ENTRY
    (said, *_) = found(THEME + ENTRY.replace(old, new))
    beginning, _, rest = said.partition("]: ")
    assert beginning == "masks.toml, [inverted"
    if old == "belief =":
        (_, said) = found(THEME + ENTRY.replace(old, new))
        rest = said.partition("]: ")[2]
    assert told in rest


@pytest.mark.parametrize("code", ["Inverted", "in_verted", "in--verted", "'in verted'"])
def test_a_code_with_other_characters(code):
    said = found(THEME + ENTRY.replace("[inverted]", f"[{code}]"))
    told = "a code has small letters a to z, digits, and single hyphens between words"
    assert any(told in one for one in said)


def test_a_code_that_is_there_twice():
    (said,) = found(THEME + ENTRY + ENTRY)
    assert said == (
        "masks.toml, [inverted]: there is an entry of this name in the same file already. Give one "
        "of them another name, or delete it."
    )
    (said,) = found(THEME + ENTRY, "values.toml", {"masks.toml": THEME + ENTRY})
    assert "values.toml, [inverted]: there is an entry of this name in masks.toml already." in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "masks.toml: the theme is missing. Write a table [theme] with `title` and `say`"),
        ('theme = "grey"\n', "masks.toml: there is no file grey.toml with a table [theme]."),
        ("[theme]\ntitle = 'A'\n", "masks.toml: [theme] lacks `say`."),
        (THEME + "see = 'x'\n", "masks.toml: [theme] has `see`, which nothing reads. It may have:"),
        (THEME + "lesson = 2\n", "masks.toml: [theme] has `lesson` that isn't a text in quotes"),
        (THEME + "lesson = '9'\n", 'masks.toml: [theme] has the lesson "9", and there is no such'),
    ],
)
def test_a_fault_of_a_theme_is_a_sentence(text, told):
    (said,) = found(text + ENTRY)
    assert said.startswith(told)


def test_a_file_that_is_no_toml():
    (said,) = found(THEME + ENTRY.replace('"Inverted"', '"Inverted'))
    assert said.startswith("masks.toml: this can't be read as TOML: Illegal character")
    assert "line 5" in said
    assert said.endswith("A quote, a bracket or an equals sign is missing there, or just before.")


def test_a_line_of_a_text_that_looks_like_an_entry():
    said = found(THEME + ENTRY.replace('"Yes is no."', "'''\nNo is\n[yes]\n.'''"))
    assert any("no line of a text looks like that" in one for one in said)


def test_what_is_read_entry_by_entry_is_what_the_files_hold():
    """Each entry is read from its own lines; here whole files are."""
    tables = [one for text in catalogue_files().values() for one, _ in tables_of(text)]
    whole = {}
    for text in catalogue_files().values():
        whole |= {code: one for code, one in tomllib.loads(text).items() if code != "theme"}
    assert set(whole) == set(CATALOGUE) == set(tables) - {"theme"}
    assert len(CATALOGUE) == len(whole)
    for code, one in whole.items():
        entry = CATALOGUE[code]
        assert entry.code == code
        assert entry.sentence == " ".join(one["sentence"].split())
        assert entry.own_hints == tuple(" ".join(hint.split()) for hint in one.get("hints", ()))


def test_the_catalogue_is_a_mapping():
    assert "no-such-code" not in CATALOGUE
    assert CATALOGUE.get("no-such-code") is None
    assert CATALOGUE["slice-end"] is CATALOGUE["slice-end"]
    assert pickle.loads(pickle.dumps(CATALOGUE["slice-end"])) == CATALOGUE["slice-end"]


def test_an_unknown_code_is_told_where_to_add_it():
    with pytest.raises(AuthorError, match=r"src/imagelessons/check/misconceptions, such as masks"):
        misconception("no-such-code")
