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
    const failed = ({model: {outputs}}) =>
        [...Array(outputs.length).keys()].some(i => outputs.get(i).type === 'error');
    const meant = cell => (cell.model.getMetadata('tags') ?? []).includes('raises-exception');
    const idle = cell => cell.model.executionState === 'idle';
    const ready = () => panel.sessionContext.isReady && kernel?.status === 'idle'
        && kernel.connectionStatus === 'connected' && !panel.sessionContext.hasPendingInput;
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
    """Return the cell with this id, wherever it is."""
    index = ask(page, "cells.indexOf(of(given))", cell_id)
    assert index >= 0, f"the notebook has no cell {cell_id!r}"
    return page.locator(f'{PANEL} .jp-Cell[data-windowed-list-index="{index}"]')


def write(page: "Page", cell_id: str, text: str) -> None:
    """Click into a cell and replace what stands there."""
    there = cell(page, cell_id)
    if "jp-mod-rendered" in there.get_attribute("class"):
        there.locator(".jp-RenderedMarkdown").dblclick()
    there.locator(".cm-content").click()
    replace_text(page, text)


def replace_text(page: "Page", text: str) -> None:
    """Replace what stands in the cell that is being edited."""
    # In one piece: key by key, JupyterLab would close each bracket a second time.
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def select(page: "Page", cell_id: str) -> None:
    """Select a cell without editing it: click beside it, where its number stands.

    A folded cell opens by that; no arrow key stops at it, so a person has no other way but to run
    the cell above.
    """
    cell(page, cell_id).locator(".jp-InputPrompt").click()
    wait(page, "panel.content.activeCell === of(given)", cell_id)


def run(page: "Page", cell_id: str) -> None:
    """Select a cell, run it with Shift + Enter, and wait for its end."""
    select(page, cell_id)
    run_selected(page)


def run_selected(page: "Page") -> None:
    """Press Shift + Enter, which runs the selected cell and goes to the next; wait for its end."""
    # It has run when it gets its number; the number itself may be the one that it had before.
    cell_id = ask(page, "panel.content.activeCell.model.id")
    is_code = ask(
        page,
        """(() => {
            const cell = panel.content.activeCell.model.sharedModel;
            window.hasRun = false;
            cell.changed.connect(function look(_, change) {
                if (!change.executionCountChange?.newValue) return;
                window.hasRun = true;
                cell.changed.disconnect(look);
            });
            return cell.cell_type === 'code' && cell.getSource().trim() !== '';
        })()""",
    )
    page.keyboard.press("Shift+Enter")
    if is_code:
        wait(page, "window.hasRun && idle(of(given)) && ready()", cell_id)


def add_below(page: "Page", cell_id: str, text: str) -> str:
    """Make a new cell below another, write into it, and return its id."""
    select(page, cell_id)
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(text)
    return ask(page, "panel.content.activeCell.model.id")


def run_all(page: "Page") -> None:
    """Choose *Run > Run All Cells* and wait for the end: the last cell, or an error."""
    if ask(page, "codes.some(count)"):  # so that what is read later is of this run
        choose(page, "Edit", "Clear Outputs of All Cells")
    choose(page, "Run", "Run All Cells")
    all_ran = "codes.filter(text).every(cell => count(cell) && idle(cell))"
    wait(page, f"ready() && ({all_ran} || codes.some(cell => failed(cell) && !meant(cell)))")


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
    """Return cell id -> what stands below each cell that ended in an error it isn't made for."""
    return ask(
        page,
        """Object.fromEntries(codes.filter(cell => failed(cell) && !meant(cell))
            .map(cell => [cell.model.id, cell.outputArea.node.innerText]))""",
    )


def source(page: "Page", cell_id: str) -> str:
    """Return the text of a cell."""
    return ask(page, "of(given).model.sharedModel.getSource()", cell_id)


def save(page: "Page") -> None:
    """Save the notebook in front."""
    page.keyboard.press("Control+s")
    wait(page, "!panel.context.model.dirty")


def close(page: "Page") -> None:
    """Save and close the notebook in front, and end its kernel, which gives its memory back."""
    save(page)
    panel = ask(page, "panel.id")
    choose(page, "File", "Close and Shut Down Notebook…")
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    page.locator(f'[id="{panel}"]').wait_for(state="detached")


SEEN = """element => {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + 5, box.top + Math.min(10, box.height / 2)];
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
    return element.contains(document.elementFromPoint(x, y));
}"""


def on_screen(locator: "Locator") -> bool:
    """Return whether the first line of an element can be seen without scrolling.

    What is there, but outside the window or under something else, is not seen.
    """
    return locator.evaluate(SEEN)


def wait_until_on_screen(page: "Page", locator: "Locator") -> None:
    """Wait until JupyterLab has scrolled to an element."""
    page.wait_for_function(SEEN, arg=locator.element_handle())


def restart(page: "Page") -> None:
    """Choose *Restart Kernel…* and wait until the new one listens."""
    ask(
        page,
        """(() => {
            window.restarts = false;
            kernel.statusChanged.connect((_, status) => {
                window.restarts = window.restarts || status === 'restarting';
            });
        })()""",
    )
    choose(page, "Kernel", "Restart Kernel…")
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    wait(page, "window.restarts && ready()")


def validate(page: "Page") -> str:
    """Press the Validate button and return what its dialog says; the dialog stays open."""
    page.locator(f"{PANEL} .validate-button").first.click()
    return validation_result(page)


def validation_result(page: "Page") -> str:
    """Wait until the dialog of Validate shows its result."""
    dialog = page.locator(".jp-Dialog-content")
    dialog.locator("button.jp-mod-accept").wait_for()
    return dialog.inner_text()
