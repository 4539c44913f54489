"""With the exchange there is one copy to work in: the one that Submit sends."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.server_extensions.assignment_list.handlers import AssignmentList

from imagelessons.cli import main
from imagelessons.data import course_root
from imagelessons.workspace.refresh import refresh

NAME = "exercises-01-greyscale"
ROOT = course_root()

pytestmark = pytest.mark.skipif(os.name == "nt", reason="nbgrader's exchange refuses Windows")


class Student:
    """A student in front of JupyterLab's Assignment List."""

    def __init__(self, work: Path, exchange: Path):
        self.work, self.exchange = work, exchange
        self.panel = AssignmentList()
        self.panel.root_dir = str(work)
        self.notebook = work / "exercises" / NAME / f"{NAME}.ipynb"

    def listed(self, status: str) -> list[dict]:
        answer = self.panel.list_assignments(course_id="imagelessons")
        assert answer["success"], answer["value"]
        return [one for one in answer["value"] if one["status"] == status]

    def act(self, action: str, name: str = NAME) -> dict:
        return getattr(self.panel, f"{action}_assignment")("imagelessons", name)

    def submitted(self) -> list[Path]:
        return sorted((self.exchange / "imagelessons" / "inbound").glob("*/*"))


@pytest.fixture
def student(tmp_path, monkeypatch):
    """A student's folder, an exchange with one assignment, and a server started elsewhere."""
    exchange, work, elsewhere = tmp_path / "exchange", tmp_path / "work", tmp_path / "elsewhere"
    for folder in (elsewhere, exchange / "imagelessons" / "outbound"):
        folder.mkdir(parents=True)
    (exchange / "imagelessons" / "inbound").mkdir(mode=0o733)
    shutil.copytree(
        ROOT / "notebooks" / "exercises" / NAME, exchange / "imagelessons" / "outbound" / NAME
    )
    monkeypatch.setenv("IMAGELESSONS_EXCHANGE", str(exchange))
    monkeypatch.setenv("IMAGELESSONS_WORK", str(work))
    monkeypatch.chdir(elsewhere)
    refresh()
    return Student(work, exchange)


def typed(path: Path, text: str) -> None:
    notebook = json.loads(path.read_text())
    cell = next(
        cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("solution")
    )
    cell["source"] = [text]
    path.write_text(json.dumps(notebook))


def test_the_list_shows_the_copy_that_the_texts_send_a_student_to(student):
    (one,) = student.listed("fetched")
    assert one["assignment_id"] == NAME
    assert [each["path"] for each in one["notebooks"]] == [f"exercises/{NAME}/{NAME}.ipynb"]
    assert student.listed("released") == []


def test_submit_sends_what_was_typed_there_and_nothing_beside_it(student):
    typed(student.notebook, "n_rows = 1  # an earlier attempt")
    assert main(["fresh", NAME]) == 0
    typed(student.notebook, "n_rows = 2  # what counts")
    assert student.act("submit") == {"success": True}
    sent = student.submitted()
    assert [path.name for path in sent] == [
        f"{NAME}.ipynb",
        "submission_secret.txt",
        "timestamp.txt",
    ]
    assert "what counts" in sent[0].read_text()
    assert len(student.listed("submitted")) == 1


def test_to_fetch_overwrites_nothing(student):
    typed(student.notebook, "n_rows = 3  # mine")
    mine = student.notebook.read_bytes()
    released = student.exchange / "imagelessons" / "outbound" / NAME / f"{NAME}.ipynb"
    released.write_text(released.read_text().replace("Seven exercises", "Some exercises"))
    assert student.act("fetch")["success"] is False
    assert student.notebook.read_bytes() == mine
    assert [path.name for path in student.notebook.parent.iterdir()] == [f"{NAME}.ipynb"]


def test_an_assignment_that_the_course_does_not_have_is_fetched_to_the_same_place(student):
    outbound = student.exchange / "imagelessons" / "outbound"
    shutil.copytree(outbound / NAME, outbound / "extra")
    assert [one["assignment_id"] for one in student.listed("released")] == ["extra"]
    assert student.act("fetch", "extra") == {"success": True}
    assert (student.work / "exercises" / "extra" / f"{NAME}.ipynb").is_file()
    refresh()
    assert (student.work / "exercises" / "extra" / f"{NAME}.ipynb").is_file()


def settings_in(folder: Path) -> dict:
    """Return what nbgrader is set to when it is started in a folder."""
    code = (
        "import json; from nbgrader.apps import NbGrader; app = NbGrader(); "
        "app.load_config_file(); print('SAID' + json.dumps(app.config, default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.rpartition("SAID")[2])


def test_students_and_instructors_have_the_same_settings_wherever_they_start(tmp_path):
    students, instructors = settings_in(tmp_path), settings_in(ROOT)
    assert students["Exchange"] == instructors["Exchange"]
    assert students["Exchange"]["assignment_dir"] == str(ROOT / "work" / "exercises")
    shared = students["CourseDirectory"]
    assert {name: instructors["CourseDirectory"][name] for name in shared} == shared
    assert set(shared["ignore"]) >= {"sealed.py", "bank", "equivalent.toml", "*-kept-20*"}
    assert "RunApart" not in students


def test_the_answer_cells_of_a_copy_are_those_of_the_release(student):
    made = json.loads(student.notebook.read_text())["cells"]
    released = json.loads((ROOT / "notebooks/exercises" / NAME / f"{NAME}.ipynb").read_text())
    assert [cell["metadata"] for cell in made] == [cell["metadata"] for cell in released["cells"]]
    assert any(cell["metadata"].get("nbgrader", {}).get("solution") for cell in made)
