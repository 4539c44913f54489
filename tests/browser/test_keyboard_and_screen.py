"""The same exercise in the dark theme, in a narrow window, and without a mouse."""

import pytest
from accessibility import violations
from answers import SWAPPED
from lab_page import (
    ask,
    choose,
    close,
    on_screen,
    open_notebook,
    output_text,
    outputs,
    replace_text,
    restart,
    run,
    run_selected,
    save,
    validation_result,
    wait_until_ready,
    write,
)
from places import START, exercises

PATH = exercises("01-greyscale")


@pytest.fixture
def dark(page, lab):
    """JupyterLab in its dark theme, and light again afterwards."""
    open_notebook(page, lab, PATH)
    choose(page, "Settings", "Theme", "JupyterLab Dark")
    page.locator('body[data-jp-theme-light="false"]').wait_for(state="attached")
    yield page
    choose(page, "Settings", "Theme", "JupyterLab Light")
    page.locator('body[data-jp-theme-light="true"]').wait_for(state="attached")


@pytest.fixture
def narrow(page):
    """Half a screen."""
    before = page.viewport_size
    page.set_viewport_size({"width": 800, "height": before["height"]})
    yield page
    page.set_viewport_size(before)


def find_the_mistake(page) -> None:
    """Swap rows and columns in exercise 1, and run its test."""
    restart(page)
    run(page, "setup")
    write(page, "facts", SWAPPED)
    run_selected(page)
    run_selected(page)


def test_findings_are_readable_in_the_dark(dark, shot):
    find_the_mistake(dark)
    shot("dark")
    assert on_screen(outputs(dark, "test-facts").first)
    run(dark, "region")
    run_selected(dark)  # its test: one that isn't attempted
    assert violations(dark) == {}
    close(dark)


def test_findings_flow_in_half_a_screen(narrow, lab, shot):
    open_notebook(narrow, lab, PATH)
    find_the_mistake(narrow)
    shot("narrow")
    finding = outputs(narrow, "test-facts").first
    assert on_screen(finding)
    wide = "element => element.scrollWidth - element.clientWidth"
    assert finding.evaluate(wide) <= 1
    assert all(each <= 1 for each in finding.locator("*").evaluate_all(f"all => all.map({wide})"))
    close(narrow)


def test_no_mouse_is_needed(page, lab, shot):
    open_notebook(page, lab, START)
    # the exercise, by its path
    page.keyboard.press("Control+Shift+C")
    page.locator(".jp-modal-content, .lm-CommandPalette-input:focus").first.wait_for()
    page.keyboard.insert_text("Open from Path")
    page.locator(".lm-CommandPalette-item", has_text="Open from Path").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".jp-Dialog input").wait_for()
    page.keyboard.insert_text(PATH)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "path => window.jupyterapp.shell.currentWidget?.context?.path === path", arg=PATH
    )
    wait_until_ready(page)
    # down to the answer, running what stands above
    while ask(page, "panel.content.activeCell.model.id") != "facts":
        run_selected(page)
    page.keyboard.press("Enter")
    replace_text(page, SWAPPED)
    run_selected(page)
    run_selected(page)
    shot("keyboard-finding")
    assert "rows and columns are swapped" in output_text(page, "test-facts")
    assert on_screen(outputs(page, "test-facts").first)
    save(page)
    # the toolbar, and its button Validate
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("!!document.activeElement.closest('.jp-NotebookPanel-toolbar')"):
            break
    focused = "document.activeElement.innerText ?? ''"
    for _ in range(20):
        if page.evaluate(focused).strip() == "Validate":
            break
        page.keyboard.press("ArrowRight")
    assert page.evaluate(focused).strip() == "Validate"
    page.keyboard.press("Enter")
    assert "rows and columns are swapped" in validation_result(page)
    shot("keyboard-validate")
    page.keyboard.press("Enter")
    page.locator(".jp-Dialog").wait_for(state="detached")
    close(page)
