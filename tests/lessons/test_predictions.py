"""No question of a lesson has its answer on the screen before its cell was run."""

import nbformat
import pytest
from answers_before import answers_before, questions
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from imagelessons.data import course_root
from imagelessons.workspace.copies import student_copy
from imagelessons.workspace.predictions import CLOSE, OPEN, PREDICT, fold_answers, paragraphs

LESSONS = sorted((course_root() / "notebooks").glob("*.ipynb"))


def notebook(*sources):
    """Return a notebook; a source that begins with ``>>>`` becomes a code cell."""
    return new_notebook(
        cells=[
            new_code_cell(source[3:].strip())
            if source.startswith(">>>")
            else new_markdown_cell(source)
            for source in sources
        ]
    )


def sources_of(*sources):
    return [cell.source for cell in fold_answers(notebook(*sources)).cells]


def fold(text):
    return f"{OPEN}\n{text}\n\n{CLOSE}"


QUESTION = "**Predict.** Which?"
CODE = ">>> 1"


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("That one.", fold("That one.")),
        ("One.\n\nTwo.\n", fold("One.\n\nTwo.")),
        ("That.\n\n## Next\n\nText.", fold("That.") + "\n\n## Next\n\nText."),
        ("That.\n### Next\nText.", fold("That.") + "\n\n### Next\nText."),
        ("That.\n\nNow. **Predict.** And?", fold("That.") + "\n\nNow. **Predict.** And?"),
        ("That.\n\n**Predict:** And?", fold("That.") + "\n\n**Predict:** And?"),
        ("That.\n\n**Try it.** Do.", fold("That.") + "\n\n**Try it.** Do."),
        ("That.\n\n<!-- next -->\nNow look.", fold("That.") + "\n\n<!-- next -->\nNow look."),
        ("## Next\n\nText.", "## Next\n\nText."),
        ("*Figure: left so.*\n\nWhy.", fold("*Figure: left so.*\n\nWhy.")),
        ("- a\n\n- b\n\n  more", fold("- a\n\n- b\n\n  more")),
        ("| a |\n|---|\n| 1 |\n\nEnd.", fold("| a |\n|---|\n| 1 |\n\nEnd.")),
        ("```\n# no heading\n\n**Predict.**\n```", fold("```\n# no heading\n\n**Predict.**\n```")),
        ("1. a\n\n   ~~~\n   # b\n   ~~~\n", fold("1. a\n\n   ~~~\n   # b\n   ~~~")),
        ("$$\na\n\n# b\n$$\n\nSo.", fold("$$\na\n\n# b\n$$\n\nSo.")),
        (
            "That.\n\n<details><summary>A</summary>\n\n# x\n\n</details>\n\nSo.",
            fold("That.")
            + "\n\n<details><summary>A</summary>\n\n# x\n\n</details>\n\n"
            + fold("So."),
        ),
    ],
)
def test_the_answer_below_the_cell_is_folded_and_nothing_else(below, expected):
    assert sources_of(QUESTION, CODE, below) == [QUESTION, "1", expected]


@pytest.mark.parametrize(
    "sources",
    [
        ("Text.", CODE, "More text."),
        ("**Predict.** Which?\n\n- this\n- that", CODE),
        ("**How to read it.** Where it says **Predict**, stop.", CODE, "Text."),
        ("**Predict.** Which?\n\n## Other", CODE, "Text."),
    ],
)
def test_text_that_answers_no_question_stays_open(sources):
    assert sources_of(*sources) == [source.removeprefix(">>> ") for source in sources]


def test_of_several_cells_only_the_text_right_below_the_first_ones_is_folded():
    assert sources_of(QUESTION, CODE, CODE, "So.", CODE, "Text.") == [
        *(QUESTION, "1", "1"),
        *(fold("So."), "1", "Text."),
    ]


def test_without_a_cell_the_answer_is_the_text_below_the_question():
    text = "**Predict.** Where?\n\nThere.\n\n**Try it.** Do."
    expected = "**Predict.** Where?\n\n" + fold("There.") + "\n\n**Try it.** Do."
    assert sources_of(text, "## Next") == [expected, "## Next"]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_folding_a_lesson_keeps_its_cells_and_its_words(path):
    lesson = nbformat.read(path, as_version=4)
    before = nbformat.writes(lesson)
    new = fold_answers(lesson)
    assert nbformat.writes(lesson) == before, "the lesson itself was changed"
    assert nbformat.writes(fold_answers(new)) == nbformat.writes(new), "folded twice"
    nbformat.validate(new)
    for old, cell in zip(lesson.cells, new.cells, strict=True):
        assert cell.id == old.id
        if old.cell_type == "markdown":
            words = cell.source.replace(OPEN, "").replace(CLOSE, "").split()
            assert words == old.source.replace(CLOSE, "").split()
        else:
            assert cell == old


def shown(text):
    """Return what of a Markdown text can be read without opening anything, by pieces."""
    return [(kind, "\n".join(piece)) for kind, piece in paragraphs(text) if kind != "details"]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_below_the_cell_of_a_question_no_explanation_stands_open(path):
    cells = fold_answers(nbformat.read(path, as_version=4)).cells
    asked = 0
    for place, cell in enumerate(cells[:-1]):
        last = [kind for kind, _ in shown(cell.source) if kind != "text"][-1:]
        if cell.cell_type != "markdown" or last != ["predict"]:
            continue
        after = place + 1
        while cells[after].cell_type == "code":
            after += 1
        asked += after > place + 1
        kinds = [kind for kind, _ in shown(cells[after].source)]
        assert kinds[:1] != ["text"], cells[after].source
    questions = sum(
        len(PREDICT.findall(cell.source)) for cell in cells if cell.cell_type == "markdown"
    )
    assert asked >= questions - 1


# What a question gives its learner to think about, and the output repeats.
GIVEN = {
    "mask-27": {"uint8"},
    "colour-54": {"255"},
    "volume-65": {"int16"},
    "volume-94": {"int16"},
    "dicom-48": {"12", "38"},
}


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_in_a_student_s_copy_no_question_has_its_answer_on_the_screen(path):
    lesson = nbformat.read(path, as_version=4)
    for question, cells in questions(lesson):
        for cell in cells:
            found = answers_before(question, cell)
            given = {f"question: {one!r}" for one in GIVEN.get(cell.id, ())}
            assert not set(found) - given, f"{cell.id}: {found}"
    for _, cells in questions(student_copy(lesson)):
        for cell in cells:
            assert not cell.outputs, f"{cell.id} has an output before it was run"


def planted(source, output):
    outputs = [new_output("stream", text=output)] if output else []
    return new_code_cell(source, outputs=outputs)


@pytest.mark.parametrize(
    ("question", "source", "output", "expected"),
    [
        ("Which?", "print(a[2, 0], '- lower left')", "8 - lower left", ["printed: '- lower left'"]),
        ("Which?", "print(f'{a.shape} - backwards')", "", ["printed: ' - backwards'"]),
        ("Which?", "print('Slices never complain.')", "", ["printed: 'Slices never complain.'"]),
        ("Which?", "print(a, 'because it wraps')", "", ["printed: 'because it wraps'"]),
        ("Equal?", "print(a == b)  # False: compared as text", "False", ["comment: 'False'"]),
        ("How many?", "print(a.size)  # 6,992,000", "6,992,000", ["comment: '6,992,000'"]),
        ("dtype?", "a * b  # int64", "int64", ["comment: 'int64'"]),
        ("Is it 84.3 %?", "print(share)", "84.3 %", ["question: '84.3%'"]),
        ("Raises IndexError?", "show(a)", "IndexError: no", ["question: 'IndexError'"]),
    ],
)
def test_an_answer_that_stands_before_its_cell_is_found(question, source, output, expected):
    assert answers_before(question, planted(source, output)) == expected


@pytest.mark.parametrize(
    ("question", "source", "output"),
    [
        ("What is 10 - 20 in uint8?", "print(np.uint8(10) - np.uint8(20))", "10 246"),
        ("Which?", "print('mean:', a.mean(), '- spread', a.std())  # both", "mean: 1 - spread 2"),
        ("Below 125?", "print(f'{(a < 125).mean():.1%} True')", "25.6% True"),
        ("Which?", "print('seconds  memory')", "seconds  memory"),
        ("Which?", "print('size', p.size, ' (width, height)')", "size (1, 2)  (width, height)"),
    ],
)
def test_labels_and_what_the_question_gives_are_no_answers(question, source, output):
    found = answers_before(question, planted(source, output))
    assert [one for one in found if "uint8" not in one] == []


def test_all_questions_with_a_cell_are_looked_at():
    lessons = [nbformat.read(path, as_version=4) for path in LESSONS]
    text = "\n".join(c.source for one in lessons for c in one.cells if c.cell_type == "markdown")
    # one question, in lesson 01, has its answer in the text and no cell
    assert sum(len(questions(one)) for one in lessons) == len(PREDICT.findall(text)) - 1
