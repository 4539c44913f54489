"""Exercises 01 as a person does them: wrong, a finding, a hint, right, Validate, handed in."""

import json
import subprocess
import sys

import pytest
from answers import NAME, SWAPPED, right_answers
from course_copy import ROOT, plain_environment
from lab_page import (
    PANEL,
    add_below,
    choose,
    close,
    errors,
    on_screen,
    open_notebook,
    output_text,
    outputs,
    restart,
    run,
    run_selected,
    save,
    validate,
    wait_until_on_screen,
    wait_until_ready,
    write,
)
from places import exercises, lesson

ANSWERS = right_answers()


def release(exchange) -> None:
    """Put exercises 01 into the exchange, as an instructor does."""
    environment = plain_environment() | {"IMAGELESSONS_EXCHANGE": str(exchange)}
    command = [sys.executable, "-m", "nbgrader", "release_assignment", NAME, "--force"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


@pytest.fixture
def exercise(page, lab, request):
    """Exercises 01 in JupyterLab, the first cell run in a kernel that knows nothing."""
    open_notebook(page, lab, exercises("01-greyscale"))
    restart(page)
    run(page, "setup")
    yield page
    if not request.node.failed:
        close(page)


def answer(page, name: str, text: str) -> None:
    """Write an answer, run it with Shift + Enter, and its test below with the next."""
    write(page, name, text)
    run_selected(page)
    run_selected(page)


def test_a_wrong_answer_is_explained_on_the_screen(exercise, shot):
    answer(exercise, "facts", SWAPPED)
    finding = outputs(exercise, "test-facts")
    shot("finding")
    assert "rows and columns are swapped" in output_text(exercise, "test-facts")
    assert on_screen(finding.first)


def test_a_tall_text_below_does_not_push_a_finding_out_of_sight(exercise, shot):
    exercise.set_viewport_size({"width": 1366, "height": 500})
    answer(exercise, "unit", "def to_unit_range(image):\n    return image / image.max()")
    finding = outputs(exercise, "test-unit").get_by_text("not right yet").first
    wait_until_on_screen(exercise, finding)
    shot("finding-above-a-tall-text")
    answer(exercise, "unit", ANSWERS["unit"])  # so that no error is left for the next test


def test_a_finding_leads_into_the_lesson(exercise, shot):
    answer(exercise, "facts", SWAPPED)
    outputs(exercise, "test-facts").get_by_role("link", name="Row and column").click()
    exercise.wait_for_function(
        "path => window.jupyterapp.shell.currentWidget?.context?.path === path",
        arg=lesson("01-greyscale"),
    )
    wait_until_ready(exercise)
    heading = exercise.locator(f"{PANEL} h2, {PANEL} h3").get_by_text("Row and column")
    wait_until_on_screen(exercise, heading)
    shot("lesson-of-the-finding")
    close(exercise)


def test_a_test_run_alone_says_what_comes_first(page, lab, shot):
    open_notebook(page, lab, exercises("01-greyscale"))
    restart(page)
    run(page, "test-region")
    shot("run-alone")
    assert "run" in output_text(page, "test-region").lower()
    assert "Traceback" not in output_text(page, "test-region")
    close(page)


def test_a_hint_says_more(exercise, shot):
    answer(exercise, "facts", SWAPPED)
    asked = add_below(exercise, "test-facts", "check.hint()")
    run_selected(exercise)
    shot("hint")
    first = output_text(exercise, asked)
    assert "hint 1" in first.lower()
    run(exercise, asked)
    assert output_text(exercise, asked) != first
    exercise.keyboard.press("ArrowUp")
    exercise.keyboard.press("d")
    exercise.keyboard.press("d")


def test_right_answers_pass(exercise, shot):
    answer(exercise, "facts", ANSWERS["facts"])
    assert output_text(exercise, "test-facts").startswith("✔")
    assert "1 of 7" in output_text(exercise, "test-facts")
    answer(exercise, "region", ANSWERS["region"])
    shot("success")
    assert output_text(exercise, "test-region").startswith("✔")
    assert errors(exercise) == {}


def test_validate_says_what_is_still_open(exercise, shot):
    answer(exercise, "facts", SWAPPED)
    said = validate(exercise)
    shot("validate-wrong")
    assert "rows and columns are swapped" in said
    exercise.keyboard.press("Enter")


def handed_in(exchange) -> set:
    """Return the notebooks that arrived."""
    return set((exchange / "imagelessons" / "inbound").glob(f"*+{NAME}+*/{NAME}.ipynb"))


def test_what_is_handed_in_holds_the_answers(exercise, exchange, shot):
    release(exchange)
    before = handed_in(exchange)
    for name, text in ANSWERS.items():
        write(exercise, name, text)
    save(exercise)
    said = validate(exercise)
    shot("validate-right")
    assert "✘" not in said
    exercise.keyboard.press("Enter")
    choose(exercise, "Nbgrader", "Assignment List")
    row = exercise.locator("#fetched_assignments_list .list_item", has_text=NAME).first
    row.wait_for()
    shot("assignment-list")
    row.get_by_role("button", name="Submit").click()
    exercise.locator("#submitted_assignments_list .list_item", has_text=NAME).first.wait_for()
    shot("handed-in")
    (arrived,) = handed_in(exchange) - before
    cells = {cell["id"]: cell for cell in json.loads(arrived.read_text())["cells"]}
    assert {name: "".join(cells[name]["source"]) for name in ANSWERS} == ANSWERS
    exercise.locator(".lm-DockPanel-tabBar").get_by_text("exercises-01").click()
