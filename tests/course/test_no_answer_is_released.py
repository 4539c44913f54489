"""Nothing that a student gets holds an answer in a form that a line of code reads out.

What a student gets: the released notebooks, the lessons, the package with its seals and hints,
the pages of the course. Not: `solutions/`, and the tests of this course.
"""

import ast
import io
import json
import re
import tokenize
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from nbgrader.utils import is_grade

from imagecourse.author.release import assignments, write_solutions
from imagecourse.author.seal import sealed_answers
from imagecourse.author.source import (
    read,
    reference_answers,
    released_path,
    source_path,
    without_marks,
)
from imagelessons.check.catalogue import CATALOGUE
from imagelessons.check.values.seals import SEALS
from imagelessons.data import course_root
from imagelessons.packed import as_written
from nbisolate.normalize.source import without_hidden_tests
from nbisolate.normalize.structure import grade_id

NAMES = assignments()
SEALED = [name for name in NAMES if (source_path(name).parent / "sealed.py").is_file()]
# Long enough to leave out `part = img[400:600, 350:650]`, whose numbers the exercise gives.
_TELLING = 30


def squeezed(text):
    """Return code without comments, blanks and line ends, so that style hides nothing."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError, IndentationError):
        return re.sub(r"\s+", "", text)
    left_out = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
    return "".join(token.string for token in tokens if token.type not in left_out)


@cache
def released_texts():
    """Return what students get: the squeezed text of each cell, module, seal and page."""
    root = course_root()
    texts = {}
    for path in sorted((root / "notebooks").rglob("*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts:
            cells = read(path).cells
            texts[path] = "\n".join(squeezed(cell.source) for cell in cells)
    for path in sorted((root / "src").rglob("*")):
        # What makes the pictures is another matter: it knows no exercise.
        if path.suffix in (".py", ".json", ".toml") and path.is_file():
            texts[path] = squeezed(path.read_text(encoding="utf-8"))
    for path in [*root.glob("*.md"), *root.glob("docs/*.md")]:
        texts[path] = squeezed(path.read_text(encoding="utf-8"))
    return texts


def inner_lines(source):
    """Return the statements of an answer, without the lines that the exercise itself gives."""
    tree = ast.parse(source)
    simple = (ast.Assign, ast.Return, ast.Expr, ast.AugAssign)
    return [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, simple)]


@pytest.mark.parametrize("name", NAMES)
def test_no_reference_answer_stands_in_what_is_released(name):
    for answer, source in reference_answers(name).items():
        if answer == "written":
            continue
        whole = squeezed(source)
        for path, text in released_texts().items():
            assert whole not in text, f"{name}/{answer} stands in {path.name}"


@pytest.mark.parametrize("name", NAMES)
def test_no_telling_line_of_an_answer_stands_in_the_exercises_or_the_package(name):
    root = course_root()
    places = {
        path: text
        for path, text in released_texts().items()
        if path.is_relative_to(root / "src") or path == released_path(name)
    }
    for answer, source in reference_answers(name).items():
        if answer == "written":
            continue
        given = squeezed_cell(name, answer)
        for line in map(squeezed, inner_lines(source)):
            # A line that the stub gives away, or that every student writes, is no answer.
            if len(line) >= _TELLING and line not in given:
                for path, text in places.items():
                    assert line not in text, f"{name}/{answer}: {line} stands in {path.name}"


def squeezed_cell(name, answer):
    cells = {grade_id(cell): cell.source for cell in read(released_path(name)).cells}
    return squeezed(cells[answer])


@pytest.mark.parametrize("path", sorted(SEALS.glob("*.json")), ids=lambda path: path.stem)
def test_a_seal_holds_digests_and_codes_only(path):
    digest = re.compile(r"[0-9a-f]{64}")
    sealed = json.loads(path.read_text(encoding="utf-8"))
    for seal in sealed["answers"].values():
        assert set(seal) <= {"kind", "digest", "mistakes", "files", "decimals", "step"}
        assert digest.fullmatch(seal["digest"])
        for wrong, code in seal["mistakes"].items():
            assert digest.fullmatch(wrong)
            assert code.partition(": ")[0].partition("--")[0] in CATALOGUE
        assert all(digest.fullmatch(one) for one in seal["files"].values())
        assert seal["kind"] in ("number", "array", "mask")


def forms_of(value):
    """Return how a number may be written, if it has enough digits to be told from others."""
    number = float(value)
    if not np.isfinite(number):
        return []
    if number == int(number):
        whole = int(number)
        return [f"{whole}", f"{whole:,}"] if abs(whole) >= 10_000 else []
    forms = {f"{number:.{digits}g}" for digits in (5, 6, 7)} | {repr(number)}
    return [form for form in forms if len(form.strip("-0.").replace(".", "")) >= 5]


@pytest.mark.parametrize("name", SEALED)
def test_no_right_value_stands_in_clear(name):
    numbers = {
        key: forms_of(np.asarray(answer.value).item())
        for key, answer in sealed_answers(name).items()
        if np.ndim(answer.value) == 0
    }
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in [
            released_path(name),
            *SEALS.glob("*.json"),
            *sorted((course_root() / "data").glob("*.csv")),
            *sorted((course_root() / "data").glob("*.json")),
        ]
    }
    hints = "\n".join(text for entry in CATALOGUE.values() for text in entry.hints)
    told = "\n".join(entry.sentence for entry in CATALOGUE.values())
    texts |= {Path("hints"): hints, Path("sentences"): told}
    for key, forms in numbers.items():
        for path, text in texts.items():
            for form in forms:
                # As a number of its own, not as some digits of a digest.
                pattern = rf"(?<![\w.]){re.escape(form)}(?![\w])"
                assert not re.search(pattern, text), f"{name}/{key} is told in {path.name}"


def texts_of_tests(name):
    """Return what the tests of an assignment say of mistakes, hints and cases, and their codes."""
    found = set()
    for cell in read(source_path(name)).cells:
        if is_grade(cell) and cell.cell_type == "code":
            for node in ast.walk(ast.parse(without_marks(cell.source))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_no_hint_mistake_or_expected_value_stands_in_the_open(name):
    notebook = read(released_path(name))
    source = {grade_id(cell): cell for cell in read(source_path(name)).cells}
    # What the texts of the exercises say themselves: titles, names of pictures and of answers.
    told = "\n".join(
        cell.source for cell in notebook.cells if not is_grade(cell) or cell.cell_type != "code"
    )
    secret = {text for text in texts_of_tests(name) if text not in told and len(text) >= 8}
    if name == NAMES[0]:
        # So they are found at all.
        assert any(text.partition(": ")[0] in CATALOGUE for text in secret)
        assert any(len(text) > 60 for text in secret)
    for cell in notebook.cells:
        if cell.cell_type != "code" or not is_grade(cell):
            continue
        assert cell.source.startswith("# Test of exercise ")
        for text in secret:
            assert text not in cell.source
        for word in ("expected", "mistakes", "hints", "sealed", "assert"):
            assert word not in cell.source
        # And what is packed is the visible part, nothing of the hidden one.
        original = source[grade_id(cell)].source
        assert "HIDDEN" not in as_written(cell.source)
        assert as_written(cell.source) == without_hidden_tests(original)


def test_solutions_are_there_only_if_the_instructor_puts_them(tmp_path):
    assert not list((course_root() / "notebooks").rglob("solutions.json"))
    held = json.loads(
        write_solutions("exercises-01-greyscale", tmp_path).read_text(encoding="utf-8")
    )
    assert "region" in held["exercises-01-greyscale"]
    assert "written" not in held["exercises-01-greyscale"]


def test_the_test_would_find_an_answer(monkeypatch):
    # So that a change of what is read can't make the tests above pass on nothing.
    texts = dict(released_texts())
    source = reference_answers("exercises-01-greyscale")["region"]
    texts[Path("leak.py")] = squeezed("# by the way\n" + source.replace(" = ", "="))
    monkeypatch.setattr(f"{__name__}.released_texts", lambda: texts)
    with pytest.raises(AssertionError, match="region stands in leak"):
        test_no_reference_answer_stands_in_what_is_released("exercises-01-greyscale")
    assert len(texts) > 100
