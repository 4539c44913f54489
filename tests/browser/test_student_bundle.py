"""The bundle for students, unpacked elsewhere, without git: a student works there."""

import json
import subprocess

from course_copy import plain_environment, system_python
from lab_page import (
    choose,
    errors,
    open_notebook,
    output_text,
    run,
    run_all,
    save,
    source,
    wait,
    wait_until_ready,
    write,
)
from places import START, exercises, lesson

LESSON = "01-greyscale"
FIRST, ANSWER = "# I broke this cell\nraise SystemExit", "n_rows, n_columns = img.shape  # mine"


def fresh(folder, name):
    """Run `make fresh` in a terminal."""
    command = ["make", f"PYTHON={system_python()}", "fresh", f"ARGS={name}"]
    done = subprocess.run(
        command, cwd=folder, env=plain_environment(), capture_output=True, text=True, check=True
    )
    return done.stdout


def kept(path):
    """Return the copies that are kept beside a notebook."""
    return set(path.parent.glob(f"{path.stem}-kept-*.ipynb"))


def code_cells(path):
    cells = json.loads(path.read_text())["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def test_the_first_notebook_says_that_all_is_well(page, lab, shot):
    page.goto(lab.url())
    wait_until_ready(page)
    names = page.locator(".jp-DirListing-itemText").all_inner_texts()
    names = sorted(name for name in names if "-kept-" not in name)
    assert names == [
        "00-start-here.ipynb",
        *lessons_and_exercises(),
    ]
    open_notebook(page, lab, START)
    run_all(page)
    assert errors(page) == {}
    assert output_text(page, "check").startswith("All is well")
    shot("bundle-start")


def lessons_and_exercises():
    names = ["01-greyscale", "02-masking", "03-colour-channels", "04-large-images"]
    return [*(f"{name}.ipynb" for name in [*names, "05-volumes", "06-dicom"]), "exercises"]


def test_a_lesson_runs_is_broken_and_comes_back(page, lab, shot):
    open_notebook(page, lab, lesson(LESSON))
    run_all(page)
    assert errors(page) == {}
    path = lab.folder / "work" / f"{LESSON}.ipynb"
    first = code_cells(path)[0]["id"]
    before = kept(path)
    write(page, first, FIRST)
    save(page)
    said = fresh(lab.folder, LESSON)
    assert "The old one is beside it" in said
    assert FIRST not in path.read_text()
    choose(page, "File", "Reload Notebook from Disk")
    confirm = page.locator(".jp-Dialog .jp-mod-accept")
    if confirm.count():
        confirm.click()
    wait(page, "!text(of(given)).includes('I broke')", first)
    shot("bundle-fresh")
    assert "I broke" not in source(page, first)
    (old,) = kept(path) - before
    assert "I broke this cell" in old.read_text()


def test_an_answer_typed_there_is_seen_by_validate_and_stays(page, lab, shot):
    place = exercises(LESSON)
    open_notebook(page, lab, place)
    path = lab.folder / "work" / place
    cells = code_cells(path)
    answer = next(cell for cell in cells if cell["metadata"]["nbgrader"]["solution"])
    run(page, cells[0]["id"])
    write(page, answer["id"], ANSWER)
    save(page)
    page.get_by_role("button", name="Validate").click()
    # The course's own answer: nbgrader's would mean that something is missing in the bundle.
    page.get_by_text("of 7 done").first.wait_for()
    shot("bundle-validate")
    assert ANSWER in path.read_text()
