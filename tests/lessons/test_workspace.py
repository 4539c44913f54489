"""A student's folder: made, brought up to date, and never robbed of an answer."""

import errno
import json
import os
import re
import shutil
import threading
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest

from imagecourse.author import release as releasing
from imagecourse.author import source
from imagecourse.demo_students import pupils
from imagelessons.cli import main
from imagelessons.data import course_root
from imagelessons.workspace import keeping, places, tracked
from imagelessons.workspace import refresh as refreshing
from imagelessons.workspace.copies import contents, recorded, student_copy
from imagelessons.workspace.places import WorkspaceError, course_notebooks, work_folder
from imagelessons.workspace.refresh import refresh

LESSON = "01-greyscale"
EXERCISE = "exercises-01-greyscale"
ANSWER = "n_rows = 7  # an answer of mine"


class Course:
    """A course with one lesson and one assignment, and a student at work in it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.lesson = folder / "work" / f"{LESSON}.ipynb"
        self.exercise = folder / "work" / "exercises" / EXERCISE / f"{EXERCISE}.ipynb"
        for name, relative in course_notebooks().items():
            if name in (LESSON, EXERCISE):
                (folder / "notebooks" / relative).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(course_root() / "notebooks" / relative, folder / "notebooks" / relative)

    def course_file(self, path: Path) -> Path:
        return self.folder / "notebooks" / path.relative_to(self.folder / "work")

    def answer(self, path: Path, text: str = ANSWER) -> bytes:
        """Type into the first code cell that is an answer, as JupyterLab would save it."""
        notebook = json.loads(path.read_text())
        cell = next(
            cell
            for cell in notebook["cells"]
            if cell["cell_type"] == "code"
            and cell["metadata"].get("nbgrader", {}).get("solution", path == self.lesson)
        )
        cell.update(source=text.splitlines(keepends=True), execution_count=1)
        path.write_text(json.dumps(notebook, indent=1))
        return path.read_bytes()

    def run(self, path: Path) -> bytes:
        """Leave what running a notebook leaves: outputs, counts and notes of JupyterLab's."""
        notebook = json.loads(path.read_text())
        for count, cell in enumerate(notebook["cells"]):
            if cell["cell_type"] == "code":
                cell["execution_count"] = count
                cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["a\n"]}]
                cell["metadata"]["collapsed"] = True
        notebook["metadata"]["kernelspec"] = {"name": "other", "display_name": "Other"}
        path.write_text(json.dumps(notebook))
        return path.read_bytes()

    def new_version(self, path: Path, text: str = "A sentence of the next edition.") -> None:
        source = self.course_file(path)
        notebook = nbformat.read(source, as_version=4)
        notebook.cells[0].source += f"\n\n{text}"
        nbformat.write(notebook, source)

    def everything(self) -> list[bytes]:
        return [path.read_bytes() for path in (self.folder / "work").rglob("*") if path.is_file()]


@pytest.fixture
def course(tmp_path, monkeypatch):
    made = Course(tmp_path)
    monkeypatch.setattr(places, "course_root", lambda: tmp_path)
    monkeypatch.setattr(tracked, "committed_text", lambda relative: None)
    monkeypatch.setattr(refreshing, "committed_text", lambda relative: None)
    assert refresh() == []
    return made


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_folder_holds_lessons_and_exercises_and_nothing_else(course):
    assert files(course.folder / "work") == {
        f"{LESSON}.ipynb",
        f"exercises/{EXERCISE}/{EXERCISE}.ipynb",
    }


def test_an_old_exercise_with_the_name_of_a_lesson_does_not_hide_the_lesson(course):
    """A new version was unpacked over one in which exercises had the lessons' names."""
    old = course.folder / "notebooks" / "exercises" / LESSON / f"{LESSON}.ipynb"
    old.parent.mkdir()
    shutil.copy(course.course_file(course.exercise), old)
    course.lesson.unlink()
    refresh()
    assert course.lesson.is_file()
    assert f"exercises/{LESSON}/{LESSON}.ipynb" in files(course.folder / "work")


def test_every_lesson_and_exercise_is_there_without_outputs_and_at_its_place(tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGELESSONS_WORK", str(tmp_path / "my work"))
    refresh()
    assert len(files(tmp_path / "my work")) == len(course_notebooks()) == 14
    for relative in course_notebooks().values():
        made = nbformat.read(tmp_path / "my work" / relative, as_version=4)
        nbformat.validate(made)
        code = [cell for cell in made.cells if cell.cell_type == "code"]
        assert code
        assert not any(cell.outputs or cell.execution_count for cell in code)
        # Nothing is lost but outputs: the cells are the course's, in their order.
        original = nbformat.read(course_root() / "notebooks" / relative, as_version=4)
        assert [cell.id for cell in made.cells] == [cell.id for cell in original.cells]
        assert [cell.source for cell in code] == [
            cell.source for cell in original.cells if cell.cell_type == "code"
        ]


def test_each_link_leads_to_a_notebook_of_the_folder_and_to_a_heading_in_it(tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGELESSONS_WORK", str(tmp_path))
    refresh()
    followed = 0
    for relative in course_notebooks().values():
        path = tmp_path / relative
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type != "markdown":
                continue
            for link in re.findall(r"\]\(([^)\s]+)\)", cell.source):
                if re.match(r"https?:|attachment:", link):
                    continue
                name, _, heading = unquote(link).partition("#")
                target = (path.parent / name).resolve() if name else path
                assert target.is_file(), (relative, link)
                assert target.is_relative_to(tmp_path.resolve()), (relative, link)
                assert not heading or heading in headings(target), (relative, link)
                followed += 1
    assert followed > 30


def test_lessons_and_exercises_are_titled_in_one_form_and_lead_on_to_each_other():
    lessons = [name for name in course_notebooks() if re.match(r"0[1-9]-", name)]
    for number, name in enumerate(lessons):
        lesson, exercise = (
            nbformat.read(course_root() / "notebooks" / course_notebooks()[one], as_version=4)
            for one in (name, f"exercises-{name}")
        )
        assert re.match(rf"# {name[:2]} \w", lesson.cells[0].source), name
        assert "**How to read it.**" in lesson.cells[0].source, name
        assert re.match(rf"# Exercises {name[:2]}: \w", exercise.cells[0].source), name
        text = "\n".join(cell.source for cell in lesson.cells if cell.cell_type == "markdown")
        assert f"(exercises/exercises-{name}/exercises-{name}.ipynb)" in text, name
        after = lessons[number + 1] if name != lessons[-1] else "capstone-rat-cerebellum"
        assert f"(../../{name}.ipynb)" in exercise.cells[0].source, name
        assert re.search(rf"/{after}\.ipynb\)\.? ?", exercise.cells[0].source), name


def headings(path: Path) -> set[str]:
    texts = [
        cell.source
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "markdown"
    ]
    found = re.findall(r"^#+ +(.+?) *$", "\n".join(texts), re.MULTILINE)
    return {heading.replace(" ", "-") for heading in found}


def test_a_copy_of_a_copy_is_the_same():
    for relative in course_notebooks().values():
        once = student_copy(nbformat.read(course_root() / "notebooks" / relative, as_version=4))
        assert student_copy(once) == once, relative


def test_a_second_start_changes_nothing(course):
    course.answer(course.exercise)
    course.run(course.lesson)
    before = course.everything()
    assert refresh() == []
    assert course.everything() == before


def test_a_new_version_replaces_what_the_student_has_not_changed(course):
    course.run(course.lesson)
    course.new_version(course.lesson)
    assert refresh() == []
    assert "the next edition" in course.lesson.read_text()
    assert len(course.everything()) == 2


@pytest.mark.parametrize("which", ["lesson", "exercise"])
def test_a_new_version_leaves_what_the_student_has_changed_and_says_so_in_a_line(course, which):
    path = getattr(course, which)
    mine = course.answer(path)
    course.new_version(path)
    lines = refresh()
    assert path.read_bytes() == mine
    assert len(lines) == 1
    assert f"imagelessons fresh {path.stem}" in lines[0]
    # What the line says to do helps, and loses nothing.
    assert main(["fresh", path.stem]) == 0
    assert "the next edition" in path.read_text()
    assert mine in course.everything()
    assert refresh() == []


def test_an_added_cell_and_an_attached_picture_are_changes(course):
    for change in ({"source": ["my note"]}, {"source": [], "attachments": {"a.png": {}}}):
        notebook = json.loads(course.lesson.read_text())
        notebook["cells"].append({"cell_type": "markdown", "id": "x", "metadata": {}, **change})
        course.lesson.write_text(json.dumps(notebook))
        mine = course.lesson.read_bytes()
        course.new_version(course.lesson)
        assert len(refresh()) == 1
        assert course.lesson.read_bytes() == mine
        main(["fresh", LESSON])


@pytest.mark.parametrize(
    "damage",
    [
        lambda notebook: notebook["metadata"].pop("imagelessons"),
        lambda notebook: notebook["metadata"].update(imagelessons=["a list"]),
        lambda notebook: notebook["metadata"].update(imagelessons={"made": 3}),
        lambda notebook: notebook.update(metadata="text"),
    ],
)
def test_without_a_record_of_how_it_was_made_nothing_is_overwritten(course, damage):
    course.answer(course.exercise)
    notebook = json.loads(course.exercise.read_text())
    damage(notebook)
    course.exercise.write_text(json.dumps(notebook))
    mine = course.exercise.read_bytes()
    course.new_version(course.exercise)
    assert refresh() == []
    assert course.exercise.read_bytes() == mine


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b'{"cells": 3}', b"[" * 100_000]
)
def test_a_file_that_is_no_notebook_is_left_alone_and_fresh_keeps_it(course, content):
    course.exercise.write_bytes(content)
    course.new_version(course.exercise)
    assert refresh() == []
    assert course.exercise.read_bytes() == content
    assert main(["fresh", EXERCISE]) == 0
    assert contents(course.exercise.read_text())
    assert content in course.everything()


def test_a_deleted_copy_is_made_again(course):
    shutil.rmtree(course.folder / "work" / "exercises")
    refresh()
    assert course.exercise.is_file()


def test_fresh_twice_in_the_same_second_keeps_both(course, capsys):
    kept = []
    for number in range(3):
        kept.append(course.answer(course.exercise, f"n_rows = {number}"))
        os.utime(course.exercise, (1_800_000_000, 1_800_000_000))
        assert main(["fresh", EXERCISE]) == 0
    assert set(kept) <= set(course.everything())
    said = capsys.readouterr().out
    names = re.findall(rf"{EXERCISE}-kept-[\d-]+\.ipynb", said)
    assert len(set(names)) == 3
    assert all((course.exercise.parent / name).is_file() for name in names)
    assert "Reload Notebook from Disk" in said


def test_fresh_knows_names_files_and_paths_and_lists_what_there_is(course, capsys):
    for name in (LESSON, f"{LESSON}.ipynb", str(course.exercise), str(course.exercise.parent)):
        course.answer(course.lesson)
        assert main(["fresh", name]) == 0
    capsys.readouterr()
    mine = course.answer(course.lesson)
    assert main(["fresh", LESSON, "01-gray"]) == 1
    assert capsys.readouterr().out == (
        f"There is no notebook '01-gray'. There are: {LESSON}, {EXERCISE}.\n"
    )
    assert course.lesson.read_bytes() == mine
    assert main(["fresh"]) == 1
    assert f"There are: {LESSON}, {EXERCISE}." in capsys.readouterr().out


def test_fresh_of_what_was_never_changed_makes_no_second_file(course, capsys):
    before = course.everything()
    assert main(["fresh", LESSON]) == 0
    assert "as fresh as it can be" in capsys.readouterr().out
    assert course.everything() == before


def no_space(*_arguments, **_named):
    raise OSError(errno.ENOSPC, "No space left on device")


def read_only(*_arguments, **_named):
    raise OSError(errno.EROFS, "Read-only file system")


@pytest.mark.parametrize(
    ("fails", "says"),
    [(no_space, "Delete what you no longer need"), (read_only, "IMAGELESSONS_WORK")],
)
def test_a_full_or_read_only_disk_ends_in_a_sentence_and_loses_nothing(
    course, monkeypatch, capsys, fails, says
):
    mine = course.answer(course.exercise)
    course.new_version(course.lesson)
    before = course.everything()
    monkeypatch.setattr(keeping.os, "fsync", fails)
    with pytest.raises(WorkspaceError, match=says):
        refresh()
    assert main(["fresh", EXERCISE]) == 1
    said = capsys.readouterr().out
    assert says in said
    assert "Traceback" not in said
    assert course.exercise.read_bytes() == mine
    assert course.everything() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_ends_in_a_sentence(course, monkeypatch):
    shutil.rmtree(course.folder / "work")
    course.folder.chmod(0o500)
    try:
        with pytest.raises(WorkspaceError, match="IMAGELESSONS_WORK"):
            refresh()
    finally:
        course.folder.chmod(0o700)


def test_a_disk_without_links_serves_as_well(course, monkeypatch):
    def no_links(*_arguments):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(keeping.os, "link", no_links)
    mine = course.answer(course.exercise)
    assert main(["fresh", EXERCISE]) == 0
    course.new_version(course.lesson)
    assert refresh() == []
    assert "the next edition" in course.lesson.read_text()
    assert mine in course.everything()


def test_an_answer_saved_while_a_new_version_is_put_in_place_stays(course, monkeypatch):
    course.new_version(course.exercise)
    saved, set_aside = [], keeping._set_aside

    def saved_just_before(path):
        saved.append(course.answer(path))
        return set_aside(path)

    monkeypatch.setattr(keeping, "_set_aside", saved_just_before)
    assert len(refresh()) == 1
    assert course.exercise.read_bytes() == saved[0]
    assert len(course.everything()) == 2


def test_an_answer_saved_while_the_place_is_empty_stays(course, monkeypatch):
    course.new_version(course.exercise)
    older, set_aside = course.exercise.read_bytes(), keeping._set_aside

    def saved_just_after(path):
        kept = set_aside(path)
        path.write_bytes(older)
        course.answer(path)
        return kept

    monkeypatch.setattr(keeping, "_set_aside", saved_just_after)
    refresh()
    assert ANSWER in course.exercise.read_text()


def test_many_starts_at_the_same_time_lose_nothing(course):
    mine = course.answer(course.exercise)
    course.new_version(course.lesson)
    course.new_version(course.exercise)
    failed = []
    ready = threading.Barrier(6)

    def start():
        ready.wait()
        try:
            refresh()
        except Exception as error:
            failed.append(error)

    starts = [threading.Thread(target=start) for _ in range(6)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()
    assert failed == []
    assert course.exercise.read_bytes() == mine
    assert "the next edition" in course.lesson.read_text()
    assert not list((course.folder / "work").rglob("*.tmp"))


def test_answers_in_the_course_s_own_file_are_brought_over(course):
    old = course.answer(course.course_file(course.exercise))
    course.exercise.unlink()
    lines = refresh()
    assert course.exercise.read_bytes() == old
    assert len(lines) == 1
    assert "go on there" in lines[0]
    assert refresh() == []
    # The course's own file isn't touched, and what is in work goes its own way.
    assert course.course_file(course.exercise).read_bytes() == old


def test_answers_in_both_places_are_both_kept(course):
    mine = course.answer(course.exercise, "n_rows = 1")
    old = course.answer(course.course_file(course.exercise), "n_rows = 2")
    lines = refresh()
    assert course.exercise.read_bytes() == mine
    assert old in course.everything()
    assert "the file that counts is" in lines[0]
    assert refresh() == []
    assert len(course.everything()) == 3


def test_no_fresh_copy_is_made_of_somebody_s_answers(course, capsys, monkeypatch):
    relative = course.exercise.relative_to(course.folder / "work")
    clean = course.course_file(course.exercise).read_text()
    course.answer(course.course_file(course.exercise))
    assert main(["fresh", EXERCISE]) == 1
    assert "Get the course once more" in capsys.readouterr().out
    # With git the course's own is still there.
    monkeypatch.setattr(
        refreshing, "committed_text", lambda asked: clean if asked == relative else None
    )
    assert main(["fresh", EXERCISE]) == 0
    assert ANSWER not in course.exercise.read_text()
    assert contents(course.exercise.read_text()) == contents(clean)


def test_a_lesson_that_was_written_into_is_handed_on_and_then_never_replaced(course, monkeypatch):
    note = "A note that I wrote into the lesson."
    committed = course.course_file(course.lesson).read_text()
    course.new_version(course.lesson, note)
    course.lesson.unlink()
    monkeypatch.setattr(tracked, "committed_text", lambda relative: committed)
    refresh()
    assert note in course.lesson.read_text()
    assert recorded(course.lesson.read_text()) is None
    course.course_file(course.lesson).write_text(committed)
    assert refresh() == []
    assert note in course.lesson.read_text()


def test_a_damaged_course_ends_in_a_sentence(course):
    mine = course.answer(course.lesson)
    course.course_file(course.lesson).write_text("{")
    with pytest.raises(WorkspaceError, match=f"notebooks/{LESSON}.ipynb is damaged"):
        refresh()
    assert course.lesson.read_bytes() == mine


def test_work_is_where_the_variable_says(monkeypatch, tmp_path):
    monkeypatch.delenv("IMAGELESSONS_WORK", raising=False)
    assert work_folder() == course_root() / "work"
    monkeypatch.setenv("IMAGELESSONS_WORK", str(tmp_path))
    assert work_folder() == tmp_path


def test_a_release_takes_no_answers_away(course, monkeypatch, capsys):
    released = course.course_file(course.exercise)
    old = course.answer(released)

    def generate(name, target, config, *, use_gradebook):
        shutil.rmtree(target / name)
        return ""

    monkeypatch.setattr(releasing, "course_root", lambda: course.folder)
    monkeypatch.setattr(releasing, "assignments", lambda: [EXERCISE])
    monkeypatch.setattr(releasing, "generate", generate)
    monkeypatch.setattr(releasing, "SEALS", course.folder)
    monkeypatch.setattr(releasing, "problems", lambda name: [])
    assert releasing.release([EXERCISE], use_gradebook=False) == 0
    assert not released.exists()
    assert old in course.everything()
    assert "holds answers of yours" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"{ damaged", b"\xff\xfe"])
def test_a_release_keeps_what_can_t_be_read(course, content):
    course.course_file(course.exercise).write_bytes(content)
    for _ in range(2):
        releasing.rescue_answers(EXERCISE)
        assert sorted(course.everything()).count(content) == 1


def test_nothing_is_released_where_answers_can_t_be_kept(course, monkeypatch, capsys):
    old = course.answer(course.course_file(course.exercise))
    monkeypatch.setattr(releasing, "course_root", lambda: course.folder)
    monkeypatch.setattr(releasing, "assignments", lambda: [EXERCISE])
    monkeypatch.setattr(keeping.os, "fsync", no_space)
    assert releasing.release([EXERCISE], use_gradebook=False) == 1
    assert "its old release holds answers" in capsys.readouterr().out
    assert course.course_file(course.exercise).read_bytes() == old


def test_a_release_that_nobody_worked_in_leaves_the_student_s_folder_alone(course):
    before = course.everything()
    releasing.rescue_answers(EXERCISE)
    assert course.everything() == before


def test_the_made_up_class_is_built_from_the_source_and_not_from_somebody_s_work(
    tmp_path, monkeypatch
):
    course = Course(tmp_path)
    course.answer(course.course_file(course.exercise))
    monkeypatch.setattr(source, "released_path", lambda name: course.course_file(course.exercise))
    untouched = next(pupil for pupil in pupils() if pupil.name == "chidi").hand_in(EXERCISE)
    assert ANSWER not in untouched
    assert contents(untouched) == contents(
        (course_root() / "notebooks" / course_notebooks()[EXERCISE]).read_text()
    )
