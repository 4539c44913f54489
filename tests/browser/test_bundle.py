"""The bundle for students, unpacked elsewhere, without git: a student works there."""

import io
import json
import subprocess
import zipfile

import pytest
from course_copy import plain_environment, share, system_python
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
from lab_server import make_lab, set_up
from places import START, exercises, lesson

from imagelessons.author.bundle import archive, bundle_files

LESSON = "01-greyscale"
FIRST, ANSWER = "# I broke this cell\nraise SystemExit", "n_rows, n_columns = img.shape  # mine"


@pytest.fixture(scope="module")
def unpacked(chromium, tmp_path_factory):
    place = tmp_path_factory.mktemp("Kurs für Bio 1")
    with zipfile.ZipFile(io.BytesIO(archive(bundle_files()))) as file:
        file.extractall(place)
    share(place / "imagelessons")
    set_up(place / "imagelessons")
    return place / "imagelessons"


@pytest.fixture(scope="module")
def student(unpacked):
    with make_lab(unpacked) as running:
        yield running


def fresh(folder, name):
    """Run `make fresh` in a terminal."""
    command = ["make", f"PYTHON={system_python()}", "fresh", f"ARGS={name}"]
    done = subprocess.run(
        command, cwd=folder, env=plain_environment(), capture_output=True, text=True, check=True
    )
    return done.stdout


def code_cells(path):
    cells = json.loads(path.read_text())["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def test_the_first_notebook_says_that_all_is_well(page, student, shot):
    page.goto(student.url())
    wait_until_ready(page)
    names = page.locator(".jp-DirListing-itemText").all_inner_texts()
    assert sorted(names) == ["00-start-here.ipynb", *lessons_and_exercises()]
    open_notebook(page, student, START)
    run_all(page)
    assert errors(page) == {}
    assert output_text(page, "check").startswith("All is well")
    shot("bundle-start")


def lessons_and_exercises():
    names = ["01-greyscale", "02-masking", "03-colour-channels", "04-large-images"]
    return [*(f"{name}.ipynb" for name in [*names, "05-volumes", "06-dicom"]), "exercises"]


def test_a_lesson_runs_is_broken_and_comes_back(page, student, shot):
    open_notebook(page, student, lesson(LESSON))
    run_all(page)
    assert errors(page) == {}
    path = student.folder / "work" / f"{LESSON}.ipynb"
    first = code_cells(path)[0]["id"]
    write(page, first, FIRST)
    save(page)
    said = fresh(student.folder, LESSON)
    assert "The old one is beside it" in said
    assert FIRST not in path.read_text()
    choose(page, "File", "Reload Notebook from Disk")
    confirm = page.locator(".jp-Dialog .jp-mod-accept")
    if confirm.count():
        confirm.click()
    wait(page, "!text(of(given)).includes('I broke')", first)
    shot("bundle-fresh")
    assert "I broke" not in source(page, first)
    kept = list(path.parent.glob(f"{LESSON}-kept-*.ipynb"))
    assert len(kept) == 1
    assert "I broke this cell" in kept[0].read_text()


def test_an_answer_typed_there_is_seen_by_validate_and_stays(page, student, shot):
    place = exercises(LESSON)
    open_notebook(page, student, place)
    path = student.folder / "work" / place
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
