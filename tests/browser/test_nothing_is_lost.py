"""A broken lesson, a fresh copy, a second `make lab`: what a student wrote is still there."""

from pathlib import Path

from answers import SWAPPED
from lab_page import ask, choose, close, errors, open_notebook, run_all, save, source, wait, write
from lab_server import PATIENCE, make_lab
from places import exercises, lesson

NAME = "01-greyscale"


def files(folder) -> dict[str, bytes]:
    """Return what each notebook of a student holds."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*.ipynb")
        if ".ipynb_checkpoints" not in path.parts
    }


def in_terminal(page, command: str, sign: Path) -> None:
    """Type a command into a terminal of JupyterLab and wait for its end, by the file `sign`."""
    choose(page, "File", "New", "Terminal")
    page.locator(".jp-Terminal .xterm-helper-textarea").wait_for(state="attached")
    page.locator(".jp-Terminal").click()
    page.keyboard.type(f"{command}; touch {sign.name}\n")
    for _ in range(PATIENCE):
        if sign.exists():
            break
        page.wait_for_timeout(1000)
    sign.unlink()


def test_a_broken_lesson_comes_back(page, lab, shot):
    work = lab.folder / "work"
    open_notebook(page, lab, lesson(NAME))
    cell_id = ask(page, "codes[0].model.id")
    right = source(page, cell_id)
    write(page, cell_id, "this is broken, my own note")
    run_all(page)
    assert cell_id in errors(page)
    save(page)
    shot("broken-lesson")
    in_terminal(page, f"imagelessons fresh {NAME}", lab.folder / "done")
    shot("fresh")
    page.locator(".lm-DockPanel-tabBar").get_by_text(f"{NAME}.ipynb").click()
    choose(page, "File", "Reload Notebook from Disk")
    wait(page, "of(given[0])?.model.sharedModel.getSource() === given[1]", [cell_id, right])
    run_all(page)
    assert errors(page) == {}
    shot("fresh-lesson")
    kept = list(work.glob(f"{NAME}-kept-*.ipynb"))
    assert any("my own note" in path.read_text() for path in kept)
    close(page)


def test_the_next_make_lab_keeps_the_answers(page, lab):
    open_notebook(page, lab, exercises(NAME))
    write(page, "facts", SWAPPED)
    write(page, "written", "Words of mine.")
    save(page)
    close(page)
    before = files(lab.folder / "work")
    with make_lab(lab.folder) as again:
        open_notebook(page, again, exercises(NAME))
        assert source(page, "facts") == SWAPPED
        assert source(page, "written") == "Words of mine."
        assert files(lab.folder / "work") == before
        close(page)
