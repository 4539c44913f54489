"""Submissions are read whatever they are, and put back into the shape that can be graded."""

import copy
import json
import os
import random
import stat

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import compute_checksum

import imagelessons.registered  # noqa: F401 - by it nbisolate can read packed tests
from imagecourse.author.source import (
    read,
    reference_answers,
    released_path,
    source_path,
    with_answers,
)
from imagecourse.config import course_config
from imagelessons.data import course_root
from nbisolate.course.source import source_from_instructors, with_imports
from nbisolate.gradebook.scoring import comment_cells
from nbisolate.normalize.points import BESIDE, grade_cells, is_untouched
from nbisolate.normalize.reading import ReadLimits, read_submission
from nbisolate.normalize.repair import nothing_handed_in, repair
from nbisolate.normalize.source import Original, Source, same_text
from nbisolate.normalize.structure import UnreadableNotebookError, grade_id

NAME = "exercises-01-greyscale"
ANSWERS = reference_answers(NAME)


@pytest.fixture(scope="module")
def source():
    return source_from_instructors(read(source_path(NAME)), course_config())


@pytest.fixture
def solved():
    return with_answers(read(released_path(NAME)), ANSWERS)


def cells_of(notebook) -> dict:
    return {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}


def sound(notebook, source) -> dict:
    """Check all that must hold of a repaired notebook, whatever was handed in."""
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    names = [grade_id(cell) for cell in notebook.cells if grade_id(cell)]
    assert len(set(names)) == len(names)
    found = cells_of(notebook)
    places = {grade_id(cell): i for i, cell in enumerate(notebook.cells) if grade_id(cell)}
    answer = None
    for original in source.cells:
        if original.locked or original.grade:
            assert original.name in found
        if original.name not in found:
            continue
        cell = found[original.name]
        assert cell.cell_type == original.cell_type
        assert cell.metadata == original.metadata()
        if original.locked:
            assert cell.source == original.text
            assert compute_checksum(cell) == original.checksum
        if original.solution and original.cell_type == "code":
            answer = original.name
        if original.is_test and answer in places:
            assert places[answer] < places[original.name]
    assert all("tags" not in cell.metadata for cell in notebook.cells)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert not any(cell.get("outputs") for cell in notebook.cells)
    return found


def complete(notebook, source) -> None:
    """Check that no answer was lost on the way."""
    found = sound(notebook, source)
    for name, text in ANSWERS.items():
        assert same_text(found[name].source) == same_text(text), name


def place(notebook, name) -> int:
    return next(i for i, cell in enumerate(notebook.cells) if grade_id(cell) == name)


def delete(name):
    return lambda notebook: notebook.cells.pop(place(notebook, name))


def move(name, to):
    return lambda notebook: notebook.cells.insert(to, notebook.cells.pop(place(notebook, name)))


def twin(name):
    def slip(notebook):
        here = place(notebook, name)
        again = copy.deepcopy(notebook.cells[here])
        notebook.cells.insert(here + 1, again)  # with the same cell id, too

    return slip


def split(name):
    def slip(notebook):
        here = place(notebook, name)
        cell = notebook.cells[here]
        second = copy.deepcopy(cell)
        second.id = "second"
        lines = cell.source.split("\n")
        cell.source = "\n".join(lines[: len(lines) // 2])
        second.source = "\n".join(lines[len(lines) // 2 :])
        notebook.cells.insert(here + 1, second)

    return slip


def retype(name, cell_type):
    def slip(notebook):
        cell = cells_of(notebook)[name]
        cell.cell_type = cell_type
        for key in ("outputs", "execution_count"):
            cell.pop(key, None)

    return slip


def edit(name):
    def slip(notebook):
        cells_of(notebook)[name].source = "assert True"

    return slip


def say(name, **changes):
    return lambda notebook: cells_of(notebook)[name].metadata.nbgrader.update(changes)


def forget(name):
    return lambda notebook: cells_of(notebook)[name].metadata.pop("nbgrader")


def forget_id(name):
    return lambda notebook: cells_of(notebook)[name].metadata.nbgrader.pop("grade_id")


def tag(name, *tags):
    return lambda notebook: cells_of(notebook)[name].metadata.update(tags=list(tags))


def forget_all(notebook):
    for cell in notebook.cells:
        cell.metadata = nbformat.NotebookNode()


# What was done, and what a note says of it ("" where there is nothing to tell).
SLIPS = {
    "a test deleted": (delete("test-region"), "had been deleted"),
    "the first test deleted": (delete("test-facts"), "had been deleted"),
    "the set-up deleted": (delete("setup"), "had been deleted"),
    "a text deleted": (delete("about-region"), "had been deleted"),
    "an answer copied": (twin("region"), "was there 2 times (copied or split)"),
    "a test copied": (twin("test-region"), "was there 2 times (copied or split)"),
    "a test split": (split("test-unit"), "was there 2 times (copied or split)"),
    "a written answer split": (split("written"), "was there 2 times (copied or split)"),
    "a written answer copied": (twin("written"), "was there 2 times"),
    "a test moved to the top": (move("test-unit", 0), "had been moved"),
    "a test moved to the end": (move("test-region", -1), "had been moved"),
    "the set-up moved down": (move("setup", 9), "had been moved"),
    "an answer moved below its test": (move("region", 9), "had been moved"),
    "an answer moved to the end": (move("facts", -1), "had been moved"),
    "a test turned into text": (retype("test-unit", "markdown"), "turned from code into markdown"),
    "a test turned raw": (retype("test-unit", "raw"), "turned from code into raw"),
    "an answer turned into text": (retype("unit", "markdown"), "turned back"),
    "an answer turned raw": (retype("unit", "raw"), "turned back"),
    "a written answer turned into code": (retype("written", "code"), "turned back"),
    "a text turned into code": (retype("about-unit", "code"), "turned back"),
    "a test edited": (edit("test-unit"), "had been changed; the original was used"),
    "the set-up edited": (edit("setup"), "had been changed; the original was used"),
    "points raised": (say("test-unit", points=100), "the source counts"),
    "points as text": (say("test-unit", points="3"), ""),
    "points that are no number": (say("test-unit", points="many"), "the source counts"),
    "a test not to be graded": (say("test-unit", grade=False), "the source counts"),
    "a test as its own solution": (say("test-unit", solution=True), "the source counts"),
    "a test unlocked": (say("test-unit", locked=False), ""),
    "an answer locked": (say("unit", locked=True), "the source counts"),
    "an answer as a task": (say("unit", task=True), "the source counts"),
    "schema version 1": (say("test-unit", schema_version=1), "the source counts"),
    "schema version 99": (say("test-unit", schema_version=99), "the source counts"),
    "schema version in words": (say("test-unit", schema_version="three"), "the source counts"),
    "extra keys": (say("test-unit", hash="x", checksum=3), ""),
    "a test without id": (forget_id("test-unit"), "lost its id"),
    "a test without metadata": (forget("test-unit"), "lost its id"),
    "an answer without metadata": (forget("unit"), "lost its id"),
    "a written answer without metadata": (forget("written"), "lost its id"),
    "nothing has metadata": (forget_all, "lost its id"),
    "a test to be skipped": (tag("test-unit", "skip-execution"), "Tags on the cell 'test-unit'"),
    "errors allowed": (tag("test-unit", "raises-exception", "hide-input"), "Tags on the cell"),
    "tags on the written answer": (tag("written", "hide"), "Tags on the cell"),
    "no notebook metadata": (lambda notebook: notebook.metadata.clear(), ""),
    "another kernel": (
        lambda n: n.metadata.update(kernelspec={"name": "ir", "display_name": "<script>"}),
        "",
    ),
    "a title": (lambda n: n.metadata.update(title="<script>", widgets={"x": 1}), ""),
    "untouched shape": (lambda notebook: None, ""),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_an_honest_slip_loses_no_answer_and_no_test(slip, solved, source):
    change, said = SLIPS[slip]
    change(solved)
    before = copy.deepcopy(solved)
    notebook, notes = repair(solved, source)
    complete(notebook, source)
    assert solved == before, "what was handed in stays as it was"
    if said:
        assert any(said in note for note in notes), notes
    else:
        assert notes == []
    assert repair(notebook, source)[1] == [], "there is nothing left to mend"


def test_all_slips_at_once(solved, source):
    for name in ("a test deleted", "an answer copied", "a test turned raw", "points raised"):
        SLIPS[name][0](solved)
    notebook, notes = repair(solved, source)
    complete(notebook, source)
    assert len(notes) == 4


def test_cells_in_any_order_and_half_of_them_gone(source):
    whole = with_answers(read(released_path(NAME)), ANSWERS)
    dice = random.Random(7)
    for _ in range(60):
        notebook = copy.deepcopy(whole)
        dice.shuffle(notebook.cells)
        notebook.cells = notebook.cells[: dice.randrange(len(notebook.cells) + 1)]
        for cell in notebook.cells:
            if dice.random() < 0.2:
                cell.metadata = nbformat.NotebookNode()
            if dice.random() < 0.2:
                retype_to = dice.choice(["code", "markdown", "raw"])
                cell.cell_type = retype_to
        sound(repair(notebook, source)[0], source)


def test_a_tests_place_is_behind_what_belongs_to_its_answer(solved, source):
    helper = nbformat.v4.new_code_cell("region = region + 0  # the rest of my answer")
    solved.cells.insert(place(solved, "region") + 1, helper)
    delete("test-region")(solved)
    notebook, _ = repair(solved, source)
    names = [grade_id(cell) for cell in notebook.cells]
    here = names.index("region")
    assert names[here : here + 3] == ["region", None, "test-region"]


def test_cells_of_the_students_own_keep_their_order(solved, source):
    own = [nbformat.v4.new_code_cell(f"mine = {i}") for i in range(4)]
    for cell, here in zip(own, (0, 5, 9, 20), strict=True):
        solved.cells.insert(here, cell)
    move("test-region", 0)(solved)
    notebook, _ = repair(solved, source)
    mine = [cell.source for cell in notebook.cells if cell.source.startswith("mine")]
    assert mine == ["mine = 0", "mine = 1", "mine = 2", "mine = 3"]


def test_pieces_of_a_split_test_are_not_run(solved, source):
    split("test-unit")(solved)
    count = len(solved.cells)
    notebook, _ = repair(solved, source)
    assert len(notebook.cells) == count - 1


def test_who_copies_an_untouched_answer_writes_into_the_copy(source):
    notebook = read(released_path(NAME))
    twin("region")(notebook)
    notebook.cells[place(notebook, "region") + 1].source = ANSWERS["region"]
    found = cells_of(repair(notebook, source)[0])
    assert found["region"].source == ANSWERS["region"]


def test_a_deleted_answer_is_missing_and_nothing_else(solved, source):
    delete("region")(solved)
    delete("written")(solved)
    notebook, notes = repair(solved, source)
    found = sound(notebook, source)
    assert "region" not in found, "its stub would undo what may stand in another cell"
    assert is_untouched(found["written"], source.by_name["written"])
    assert sum("counts as not given" in note for note in notes) == 2


def test_an_unknown_id_is_an_ordinary_cell(solved, source):
    stray = nbformat.v4.new_code_cell("stray = 1")
    stray.metadata["nbgrader"] = {"grade_id": "of-another", "grade": True, "points": 50}
    solved.cells.insert(3, stray)
    notebook, notes = repair(solved, source)
    complete(notebook, source)
    assert notebook.cells[3].source == "stray = 1"
    assert notebook.cells[3].metadata == {}
    assert "'of-another' is not of this assignment" in notes[0]


def test_a_manually_graded_answer_in_code_comes_back_as_a_comment():
    original = Original("plan", "code", "steps = ...", None, grade=True, solution=True, points=2)
    own = nbformat.v4.new_code_cell("steps = 3")
    source = Source((original,))
    other = Original("other", "code", "x = ...", None, solution=True)
    notebook, _ = repair(nbformat.v4.new_notebook(cells=[own]), Source((original, other)))
    assert cells_of(notebook)["plan"].source == "steps = 3", "found by its place"
    notebook, _ = repair(nbformat.v4.new_notebook(), source)
    assert cells_of(notebook)["plan"].source == "# steps = ..."
    assert is_untouched(notebook.cells[0], original)


@pytest.mark.parametrize(
    "cells",
    [
        [None, 3, "x", [], {}],
        [{"cell_type": "heading", "source": "A"}, {"cell_type": None, "metadata": None}],
        [{"cell_type": "code", "source": ["a = 1\r\n", "b = 2\r"], "metadata": []}],
        [{"cell_type": "markdown", "source": "\ud800 half\x00", "attachments": {"a": {"b": 3}}}],
        [{"cell_type": "code", "id": "a b", "source": 5}, {"cell_type": "code", "id": "x" * 99}],
        [{"cell_type": "code", "metadata": {"nbgrader": "graded", "tags": "skip-execution"}}],
        [{"cell_type": "code", "metadata": {"nbgrader": {"grade_id": ["region"]}}}],
        [{"cell_type": "code", "metadata": {"nbgrader": {"grade_id": "region", "points": {}}}}],
        [{"cell_type": "code", "outputs": "x", "execution_count": "y"}] * 2,
    ],
)
def test_cells_of_any_form(cells, source, tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": cells}))
    notebook, _ = read_submission(path, "a")
    nbformat.validate(notebook)
    repaired, _ = repair(notebook, source)
    sound(repaired, source)
    nbformat.writes(repaired).encode("utf-8")


def test_nothing_handed_in_has_every_cell_and_says_why(source):
    notebook = nothing_handed_in(source, "It was cut off.")
    assert list(cells_of(notebook)) == list(source.by_name)
    assert notebook.metadata.imagelessons.ungraded == "It was cut off."


def hand_in(folder, text, name=NAME):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.ipynb"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def refused(place, **options) -> str:
    with pytest.raises(UnreadableNotebookError) as caught:
        read_submission(place, NAME, **options)
    said = str(caught.value)
    assert said.endswith(".")
    return said


@pytest.mark.parametrize(
    ("encode", "said"),
    [
        (lambda text: text.encode("utf-8"), ""),
        (lambda text: text.encode("utf-8-sig"), ""),
        (lambda text: text.replace("\n", "\r\n").encode("utf-8"), ""),
        (lambda text: text.encode("utf-16"), "UTF-16"),
        (lambda text: text.encode("utf-16-le"), "UTF-16"),
        (lambda text: text.encode("utf-16-be"), "UTF-16"),
        (lambda text: text.encode("utf-32"), "UTF-32"),
        (lambda text: text.encode("cp1252"), "Windows-1252"),
        (lambda text: text.encode("latin-1"), "Windows-1252"),
    ],
)
def test_encodings_that_can_be_told(encode, said, solved, source, tmp_path):
    cells_of(solved)["written"].source = "Übergröße, élève"
    text = json.dumps(solved, ensure_ascii=False, indent=1)
    text = text.replace("—", "-").replace("−", "-").encode("latin-1", "ignore").decode("latin-1")
    hand_in(tmp_path, encode(text))
    notebook, notes = read_submission(tmp_path, NAME)
    found = sound(repair(notebook, source)[0], source)
    assert found["written"].source == "Übergröße, élève"
    assert said in "".join(notes)
    assert bool(notes) == bool(said)


def test_windows_line_ends_in_the_cells_leave_an_answer_untouched(source, tmp_path):
    released = read(released_path(NAME))
    for cell in released.cells:
        cell.source = cell.source.replace("\n", "\r\n")
    hand_in(tmp_path, nbformat.writes(released))
    notebook, notes = repair(read_submission(tmp_path, NAME)[0], source)
    assert notes == []
    found = sound(notebook, source)
    assert is_untouched(found["region"], source.by_name["region"])
    assert is_untouched(found["written"], source.by_name["written"])


@pytest.mark.parametrize("minor", [0, 2, 4, 5, 99])
def test_minor_versions_and_missing_cell_ids(minor, solved, source, tmp_path):
    found = json.loads(nbformat.writes(solved))
    found["nbformat_minor"] = minor
    for cell in found["cells"]:
        cell.pop("id")
        assert isinstance(cell["source"], list)
    hand_in(tmp_path, json.dumps(found))
    notebook, notes = repair(read_submission(tmp_path, NAME)[0], source)
    complete(notebook, source)
    assert notes == []


def test_a_notebook_of_format_3(tmp_path):
    old = nbformat.v3.new_notebook(
        worksheets=[nbformat.v3.new_worksheet(cells=[nbformat.v3.new_code_cell("a = 1")])]
    )
    hand_in(tmp_path, json.dumps(old))
    notebook, _ = read_submission(tmp_path, NAME)
    assert notebook.cells[0].source == "a = 1"


def test_pictures_in_a_text_stay_and_nothing_else_does(solved, source, tmp_path):
    png = "iVBORw0KGgo="
    cells_of(solved)["written"].attachments = {
        "a.png": {"image/png": png},
        "b.png": {"image/png": "PHNjcmlwdD4="},
        "c.svg": {"image/svg+xml": "<svg onload='x()'>"},
    }
    hand_in(tmp_path, nbformat.writes(solved))
    notebook, _ = repair(read_submission(tmp_path, NAME)[0], source)
    assert cells_of(notebook)["written"].attachments == {"a.png": {"image/png": png}}


UNREADABLE = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\n", "is empty"),
    "no json": (b"Dear teacher, my notebook does not open.", "isn't a notebook"),
    "a list": (b"[1, 2]", "has no cells"),
    "no cells": (b'{"metadata": {}}', "has no cells"),
    "cells that are no list": (b'{"cells": {"a": 1}}', "has no cells"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "isn't text"),
    "an archive": (b"PK\x03\x04\x14\x00\x00\x00\xff\xfe", "isn't text"),
    "zero bytes": (b"\x00" * 100, "isn't text"),
    "undecodable": (b'{"cells": ["\x81\x8d"]}', "isn't text"),
    "nested lists": (b'{"cells": ' + b"[" * 200_000, "nested without end"),
    "nested objects": (b'{"cells": [], "a": ' + b'{"a":' * 200_000, "nested without end"),
    "web page": (b"<!doctype html><title>Log in</title>", "isn't a notebook"),
    "a number without end": (b'{"cells": ' + b"9" * 1_000_000 + b"}", "has no cells"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_can_not_be_read_has_its_cause(name, tmp_path):
    raw, said = UNREADABLE[name]
    hand_in(tmp_path, raw)
    assert said in refused(tmp_path)


def test_a_file_that_was_cut_off(solved, tmp_path):
    text = nbformat.writes(solved)
    hand_in(tmp_path, text[: len(text) * 2 // 3])
    assert "is cut off or damaged" in refused(tmp_path)


def test_not_a_number_in_the_metadata_is_no_matter(tmp_path):
    hand_in(tmp_path, '{"cells": [], "metadata": {"x": NaN, "y": -Infinity}}')
    assert read_submission(tmp_path, NAME)[0].cells == []


def test_a_file_above_the_limit_is_not_read(tmp_path):
    path = hand_in(tmp_path, "")
    with path.open("r+b") as file:
        file.truncate(50_000_000)  # a hole: takes no space on the disk
    said = refused(tmp_path)
    assert "has 50 MB; at most 40 MB are read" in said
    assert "Clear Outputs" in said
    assert "isn't text" in refused(tmp_path, limits=ReadLimits(file_mb=60)), "it was read"


def test_too_many_cells(tmp_path):
    hand_in(tmp_path, json.dumps({"cells": [{}] * 2001}))
    assert "has 2001 cells; at most 2000" in refused(tmp_path)


def test_a_link_is_never_followed(tmp_path):
    secret = hand_in(tmp_path / "solutions", '{"cells": []}')
    folder = tmp_path / "submitted"
    folder.mkdir()
    (folder / f"{NAME}.ipynb").symlink_to(secret)
    assert "is a link" in refused(folder)
    assert "is a link" in refused(folder / f"{NAME}.ipynb")
    (folder / f"{NAME}.ipynb").unlink()
    (folder / "other.ipynb").symlink_to(secret)
    assert "no notebook in what was handed in" in refused(folder)
    (folder / "other.ipynb").unlink()
    (folder / "deeper").symlink_to(secret.parent)
    assert "no notebook in what was handed in" in refused(folder)
    (tmp_path / "linked").symlink_to(secret.parent)
    assert "is a link" in refused(tmp_path / "linked")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are of Linux and macOS")
def test_a_pipe_does_not_stop_the_class(tmp_path):
    os.mkfifo(tmp_path / f"{NAME}.ipynb")
    assert "no ordinary file" in refused(tmp_path)


def test_a_device_is_no_notebook():
    if not os.path.exists("/dev/zero"):
        pytest.skip("this system has no /dev/zero")
    assert stat.S_ISCHR(os.stat("/dev/zero").st_mode)
    assert "no ordinary file" in refused("/dev/zero")


def test_a_folder_in_place_of_the_file(tmp_path):
    (tmp_path / f"{NAME}.ipynb").mkdir()
    assert "is a folder" in refused(tmp_path)


def test_a_folder_of_its_own_inside_a_folder_of_that_name(solved, tmp_path):
    hand_in(tmp_path / f"{NAME}.ipynb", nbformat.writes(solved))
    notebook, notes = read_submission(tmp_path, NAME, known=ANSWERS)
    assert set(ANSWERS) <= set(cells_of(notebook))
    assert "is a folder" in notes[0]


@pytest.mark.parametrize(
    "name", ["my solution", "exercises-01-greyscale (1)", "Exercises-01-Greyscale", "Übung 1"]
)
def test_a_renamed_notebook_is_found_by_its_cells(name, solved, source, tmp_path):
    hand_in(tmp_path, nbformat.writes(solved), name)
    notebook, notes = read_submission(tmp_path, NAME, known=source.by_name)
    complete(repair(notebook, source)[0], source)
    assert notes == [f"There is no {NAME}.ipynb. {name}.ipynb was graded in its place."]


def test_a_notebook_in_a_folder_of_its_own_is_found(solved, source, tmp_path):
    hand_in(tmp_path / "unpacked", nbformat.writes(solved))
    hand_in(tmp_path / "unpacked" / ".ipynb_checkpoints", "{}")
    notebook, _ = read_submission(tmp_path, NAME, known=source.by_name)
    complete(notebook_repaired(notebook, source), source)


def notebook_repaired(notebook, source):
    return repair(notebook, source)[0]


def test_a_notebook_of_something_else_is_not_taken(tmp_path, source):
    hand_in(tmp_path, nbformat.writes(nbformat.v4.new_notebook()), "shopping")
    said = refused(tmp_path, known=source.by_name)
    assert "shopping.ipynb has none of this assignment's cells" in said


def test_an_extra_notebook_is_ignored_with_a_note(solved, source, tmp_path):
    hand_in(tmp_path, nbformat.writes(solved))
    hand_in(tmp_path, "{}", "notes")
    hand_in(tmp_path, "{}", "second-part")
    _, notes = read_submission(tmp_path, NAME, known=source.by_name, siblings=["second-part"])
    assert notes == [f"notes.ipynb was ignored: only {NAME}.ipynb is graded."]


def test_a_readable_copy_takes_the_place_of_a_damaged_file(solved, source, tmp_path):
    hand_in(tmp_path, "")
    hand_in(tmp_path, nbformat.writes(solved), f"{NAME}-Copy1")
    notebook, notes = read_submission(tmp_path, NAME, known=source.by_name)
    complete(repair(notebook, source)[0], source)
    assert "is empty" in notes[0]
    assert "Copy1.ipynb was graded in its place" in notes[0]


def test_a_missing_notebook(tmp_path):
    assert "no notebook in what was handed in" in refused(tmp_path)
    assert "There is no file" in refused(tmp_path / "nowhere.ipynb")


def test_names_of_files_and_cells_are_printable_in_notes(solved, source, tmp_path):
    name = "\x1b[31m" + "a" * 200
    hand_in(tmp_path, nbformat.writes(solved), name)
    _, notes = read_submission(tmp_path, NAME, known=source.by_name)
    assert "\x1b" not in notes[0]
    assert len(notes[0]) < 200
    stray = nbformat.v4.new_code_cell("")
    stray.metadata["nbgrader"] = {"grade_id": "\x1b[31m\n" + "b" * 500}
    solved.cells.append(stray)
    _, notes = repair(solved, source)
    assert "\x1b" not in notes[0]
    assert len(notes[0]) < 200


@pytest.mark.parametrize(
    "name", sorted(path.parent.name for path in (course_root() / "solutions").glob("*/*.ipynb"))
)
def test_every_assignment_as_it_is_released_needs_no_repair(name):
    source = source_from_instructors(read(source_path(name)), course_config())
    notebook, notes = repair(read(released_path(name)), source)
    assert notes == []
    found = sound(notebook, source)
    for original in source.cells:
        if original.solution:
            assert is_untouched(found[original.name], original)


OWN_TEXT = "The histogram ends at 255, because clipping piles values up there."


def _in_code(text):
    return nbformat.v4.new_code_cell(text)


MAKERS = [nbformat.v4.new_markdown_cell, nbformat.v4.new_raw_cell, _in_code]


@pytest.mark.parametrize("where", [0, 1], ids=["above", "below"])
@pytest.mark.parametrize(
    "make", [nbformat.v4.new_markdown_cell, nbformat.v4.new_raw_cell, _in_code]
)
def test_a_text_beside_an_untouched_written_answer_is_seen(solved, source, make, where):
    cell = cells_of(solved)["written"]
    cell.source = "*YOUR ANSWER HERE*"
    solved.cells.insert(place(solved, "written") + where, make(OWN_TEXT))
    notebook, _ = repair(solved, source)
    grade = grade_cells(notebook, source)["written"]
    assert (grade.score, grade.reason) == (None, BESIDE)
    assert comment_cells(notebook, source)["written"] is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("test-figure", OWN_TEXT),  # belongs to the exercise before
        ("written", "   "),
        ("written", "*YOUR ANSWER HERE*"),
    ],
)
def test_what_is_no_answer_beside_stays_without_points(solved, source, name, text):
    cells_of(solved)["written"].source = "*YOUR ANSWER HERE*"
    solved.cells.insert(place(solved, name) + 1, nbformat.v4.new_markdown_cell(text))
    notebook, _ = repair(solved, source)
    assert grade_cells(notebook, source)["written"].score == 0


@pytest.mark.parametrize("code", ["%load_ext autoreload", "img.shape", "# look\nimg.mean()"])
def test_code_is_no_written_answer(solved, source, code):
    cells_of(solved)["written"].source = "*YOUR ANSWER HERE*"
    solved.cells.append(nbformat.v4.new_code_cell(code))
    notebook, _ = repair(solved, source)
    assert grade_cells(notebook, source)["written"].score == 0


@pytest.mark.parametrize("name", ["written", "region"])
def test_an_ordinary_cell_of_the_instructors_is_no_answer(source, tmp_path, name):
    """In most courses the texts of exercises, and helpers, are cells that nbgrader doesn't know."""
    notebook = read(source_path(NAME))
    made = nbformat.v4.new_markdown_cell(OWN_TEXT)
    if name == "region":
        made = nbformat.v4.new_code_cell("region = None  # delete this line")
    notebook.cells.insert(place(notebook, name) + 1, made)
    nbformat.write(notebook, tmp_path / "source.ipynb")
    known = with_imports(source, tmp_path / "source.ipynb")
    for cell in notebook.cells:
        if grade_id(cell) in source.by_name:
            cell.source = source.by_name[grade_id(cell)].text
    handed, _ = repair(notebook, known)
    graded = "written" if name == "written" else "test-region"
    cells_of(handed)[graded].outputs = [nbformat.v4.new_output("error", ename="NameError")]
    assert grade_cells(handed, known)[graded].score == 0
    assert grade_cells(handed, source)[graded].reason == BESIDE


@pytest.mark.parametrize("name", ["about-written", "test-region", "setup"])
def test_what_a_student_writes_into_a_locked_cell_is_kept_below_it(solved, source, name):
    cells_of(solved)[name].source += f"\n\n{OWN_TEXT}"
    notebook, notes = repair(solved, source)
    complete(notebook, source)
    own = notebook.cells[place(notebook, name) + 1]
    assert (own.source, own.cell_type != "code") == (OWN_TEXT, True)
    assert any(f"cell '{name}' had been changed" in note for note in notes)
    assert repair(notebook, source)[1] == []
