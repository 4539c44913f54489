"""What a person does with a notebook in JupyterLab: open, write, run, read.

All is done with mouse and keyboard, and read from the page. JupyterLab's own objects (it is
started with ``expose_app_in_browser``) serve for two things only: to find a cell by its id, and to
know that the kernel has finished.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lab_server import Lab
    from playwright.sync_api import Locator, Page

PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"

# The states that a page is asked for. `of(id)` is the cell in the notebook that is in front.
STATES = """
    const panel = window.jupyterapp.shell.currentWidget;
    const cells = panel.content.widgets;
    const of = id => cells.find(cell => cell.model.id === id);
    const codes = cells.filter(cell => cell.model.type === 'code');
    const text = cell => cell.model.sharedModel.getSource().trim();
    const count = cell => cell.model.sharedModel.execution_count;
    const kernel = panel.sessionContext.session?.kernel;
    const ready = () => panel.sessionContext.isReady && kernel?.status === 'idle'
        && kernel.connectionStatus === 'connected' && !panel.sessionContext.hasPendingInput
        && codes.every(cell => cell.model.executionState === 'idle');
"""


def ask(page: "Page", expression: str, argument: object = None) -> object:
    """Return the value of an expression over `STATES`."""
    return page.evaluate(f"(given) => {{ {STATES} return {expression}; }}", argument)


def wait(page: "Page", expression: str, argument: object = None) -> None:
    """Wait until an expression over `STATES` is true."""
    guarded = f"(given) => {{ try {{ {STATES} return {expression}; }} catch {{ return false; }} }}"
    page.wait_for_function(guarded, arg=argument)


def open_notebook(page: "Page", lab: "Lab", path: str) -> None:
    """Open a notebook in a workspace of its own and wait until its kernel listens."""
    workspace = path.replace("/", "-").removesuffix(".ipynb")
    page.goto(lab.url(path, workspace))
    wait_until_ready(page)


def wait_until_ready(page: "Page") -> None:
    """Wait until the notebook in front is shown, and its kernel listens and has nothing to do."""
    # The header says "Idle" before the kernel is connected, and a cell run then is lost.
    page.locator(".jp-StatusBar-Item", has_text="| Idle").first.wait_for()
    page.locator(f"{PANEL} .jp-Cell").first.wait_for()
    wait(page, "ready()")


def cell(page: "Page", cell_id: str) -> "Locator":
    """Return the cell with this id, scrolled into view."""
    index = ask(page, "cells.indexOf(of(given))", cell_id)
    assert index >= 0, f"the notebook has no cell {cell_id!r}"
    found = page.locator(f'{PANEL} .jp-Cell[data-windowed-list-index="{index}"]')
    found.scroll_into_view_if_needed()
    return found


def write(page: "Page", cell_id: str, text: str) -> None:
    """Click into a cell and replace what stands there."""
    there = cell(page, cell_id)
    if "jp-mod-rendered" in there.get_attribute("class"):
        there.locator(".jp-RenderedMarkdown").dblclick()
    there.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def run(page: "Page", cell_id: str, keys: str = "Shift+Enter") -> None:
    """Select a cell at its left edge, run it, and wait for its end."""
    before = ask(page, "count(of(given))", cell_id)
    there = cell(page, cell_id)
    there.locator(".jp-InputPrompt, .jp-InputPlaceholder, .jp-Collapser").locator(
        "visible=true"
    ).last.click()
    page.keyboard.press(keys)
    wait(page, "count(of(given[0])) !== given[1] && ready()", [cell_id, before])


def run_all(page: "Page") -> None:
    """Choose *Run > Run All Cells* and wait for the end: the last cell, or an error."""
    if ask(page, "codes.some(count)"):  # so that what is read later is of this run
        choose(page, "Edit", "Clear Outputs of All Cells")
    choose(page, "Run", "Run All Cells")
    wait(
        page,
        "ready() && (codes.filter(text).every(count)"
        " || codes.some(cell => cell.node.querySelector('[data-mime-type$=\"notebook.error\"]')))",
    )


def choose(page: "Page", menu: str, *entries: str) -> None:
    """Choose an entry of the menu bar, or of a submenu, by its whole label."""
    page.locator(".lm-MenuBar").get_by_text(menu, exact=True).click()
    for entry in entries:
        page.locator(".lm-Menu-itemLabel").get_by_text(entry, exact=True).click()


def outputs(page: "Page", cell_id: str) -> "Locator":
    """Return what stands below a cell."""
    return cell(page, cell_id).locator(".jp-OutputArea-output")


def output_text(page: "Page", cell_id: str) -> str:
    """Return the words below a cell, as the page shows them."""
    return "\n".join(outputs(page, cell_id).all_inner_texts())


def errors(page: "Page") -> dict[str, str]:
    """Return cell id -> traceback of every cell that ended in an error it isn't made for."""
    return ask(
        page,
        """Object.fromEntries(codes
            .filter(cell => !(cell.model.getMetadata('tags') ?? []).includes('raises-exception'))
            .map(cell => [cell.model.id,
                 cell.node.querySelector('[data-mime-type$="notebook.error"]')?.innerText])
            .filter(([_, said]) => said))""",
    )


def source(page: "Page", cell_id: str) -> str:
    """Return the text of a cell."""
    return ask(page, "of(given).model.sharedModel.getSource()", cell_id)


def save(page: "Page") -> None:
    """Save the notebook in front."""
    page.keyboard.press("Control+S")
    wait(page, "!panel.context.model.dirty")


def close(page: "Page") -> None:
    """Close the notebook in front and end its kernel, which gives its memory back."""
    save(page)
    choose(page, "File", "Close and Shut Down Notebook")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.locator(PANEL).wait_for(state="detached")


def on_screen(page: "Page", locator: "Locator") -> bool:
    """Return whether an element can be seen without scrolling: its first line at least.

    An element that is there but lies outside the window, or under something else, is not seen.
    """
    return locator.evaluate(
        """element => {
            const box = element.getBoundingClientRect();
            const [x, y] = [box.left + 5, box.top + Math.min(10, box.height / 2)];
            if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
            const seen = document.elementFromPoint(x, y);
            return element.contains(seen);
        }"""
    )
