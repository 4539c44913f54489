"""A class of strangers' notebooks: no points that aren't earned, nobody keeps another from his.

All fast faults are handed in together, with three honest students in between, and graded by one
call of the class command; the slow ones, with short limits, by another. What each fault is stands
in `tests/helpers/faults`.
"""

import csv
import gzip
import hashlib
import html
import re
import sqlite3
import sys
import tarfile
import tracemalloc
import zipfile
from contextlib import chdir, closing
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import psutil
import pytest
from bs4 import BeautifulSoup
from faults import ALL, FAST, SLOW
from faults.course import ASSIGNMENT, FULL, SECRET, SHORT, Course, hand_in, honest, make_course
from faults.outwards import FORMULA
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from imagecourse.config import course_config
from nbisolate.course import coursedir as course_of_nbgrader
from nbisolate.exchange.archive import CarefulExtractor
from nbisolate.grade import warm_pool
from nbisolate.grade.command import grade_class
from nbisolate.sandbox.enter import missing_layers

HONEST = ("ada", "mia", "zoe")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")


@dataclass
class Graded:
    """A class that was graded."""

    course: Course
    status: int
    files_before: dict[str, str]
    left: list[int]
    points: dict[str, float] = field(default_factory=dict)
    waits: dict[str, set[str]] = field(default_factory=dict)

    def notebook(self, student: str) -> nbformat.NotebookNode:
        path = self.course.autograded(student) / f"{ASSIGNMENT}.ipynb"
        return nbformat.read(path, 4)

    def told(self, student: str) -> str:
        """Return all that is said of a submission: in the table, the notes and the outputs."""
        page = (self.course.place / f"overview-{ASSIGNMENT}.html").read_text()
        rows = BeautifulSoup(page, "html.parser").tbody.find_all("tr")
        texts = [row.text for row in rows if row.th.text == student]
        for cell in self.notebook(student).cells:
            if cell.cell_type == "markdown":
                texts.append(re.sub(r"\\(.)", r"\1", html.unescape(cell.source)))
            for output in cell.get("outputs", []):
                texts += [output.get("text", ""), output.get("evalue", ""), output.get("ename", "")]
                texts += output.get("traceback", [])
                texts += [str(part) for part in output.get("data", {}).values()]
        return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(texts))


def graded_class(place: Path, faults: dict, **limits: float) -> Graded:
    """Hand in faults and three honest submissions, and grade all of them at once."""
    course = make_course(place)
    honest(course, HONEST)
    for name, fault in faults.items():
        hand_in(course, name, fault.make)
    before = _digests(course)
    processes = set(psutil.Process().children(recursive=True))
    settings = course_of_nbgrader.Course(course.config(**limits))
    status = grade_class(ASSIGNMENT, jobs=2, course=settings)
    warm_pool.close()
    left = [p.pid for p in set(psutil.Process().children(recursive=True)) - processes]
    graded = Graded(course, status, before, left)
    for student, cell, auto, manual, waits in _grades(course):
        points = (auto or 0.0) if manual is None else manual
        graded.points[student] = graded.points.get(student, 0.0) + points
        if waits:
            graded.waits.setdefault(student, set()).add(cell)
    return graded


def _digests(course: Course) -> dict[str, str]:
    """Return what must be the same after grading: all files but the gradebook's."""
    found = {}
    for part in ("solutions", "release", "submitted", "outside"):
        for path in sorted((course.place / part).rglob("*")):
            if path.is_file() and not path.is_symlink():
                found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _grades(course: Course) -> list[tuple]:
    query = """
        select student_id, base_cell.name, auto_score, manual_score, needs_manual_grade from grade
        join base_cell on base_cell.id = cell_id
        join submitted_notebook on submitted_notebook.id = grade.notebook_id
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
        """
    with closing(sqlite3.connect(course.gradebook)) as base:
        return base.execute(query).fetchall()


def _need_sandbox() -> None:
    for layer, leaves_open in missing_layers().items():
        pytest.skip(f"the sandbox lacks a layer here, {layer}: {leaves_open}")


@pytest.fixture(scope="module")
def fast(tmp_path_factory):
    """The class with all fast faults, graded."""
    _need_sandbox()
    return graded_class(tmp_path_factory.mktemp("fast") / "course", FAST, total_seconds=600)


@pytest.fixture(scope="module")
def slow(tmp_path_factory):
    """The class with the slow ones, graded with short limits."""
    _need_sandbox()
    limits = {"cell_seconds": SHORT, "test_seconds": SHORT, "total_seconds": 600, "memory_mb": 500}
    limits |= {"disk_mb": 100, "file_mb": 30}
    return graded_class(tmp_path_factory.mktemp("slow") / "course", SLOW, **limits)


def _check(graded: Graded, name: str) -> None:
    fault = ALL[name]
    assert name in graded.points, "there is no grade"
    told = graded.told(name)
    assert graded.points[name] == fault.points, told
    waits = graded.waits.get(name, set())
    assert waits == set(fault.waits), f"{waits} wait for a person: {told}"
    assert fault.cause in told
    assert SECRET not in told
    assert len(told) < 1_000_000


def _check_class(graded: Graded) -> None:
    for student in HONEST:
        assert graded.points[student] == FULL
    assert graded.status == 0
    assert _digests(graded.course) == graded.files_before
    assert not list(graded.course.outside.iterdir())
    assert not Path("/tmp/imagelessons-new").exists()
    assert not graded.left


@pytest.mark.parametrize("name", FAST)
def test_fault(fast, name):
    _check(fast, name)


def test_the_class_of_fast_faults(fast):
    _check_class(fast)


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_slow_fault(slow, name):
    _check(slow, name)


@pytest.mark.slow
def test_the_class_of_slow_faults(slow):
    _check_class(slow)


def test_no_script_reaches_the_feedback_page(fast):
    student = "script-in-html"
    with chdir(fast.course.place):
        made = NbGraderAPI(config=fast.course.config()).generate_feedback(ASSIGNMENT, student)
    assert made["success"], made
    (path,) = (fast.course.place / "feedback" / student / ASSIGNMENT).glob("*.html")
    page = path.read_text()
    assert "<b>bold</b>" in page
    cells = page.partition("<body")[2]
    assert "<script>evil" not in cells
    assert not re.search(r"<img[^>]*onerror|<svg[^>]*onload", cells)


def test_no_fault_keeps_a_feedback_page_from_being_made(fast):
    for student in ("cut-off", "notebook-is-a-folder", "forged-message"):
        with chdir(fast.course.place):
            made = NbGraderAPI(config=fast.course.config()).generate_feedback(ASSIGNMENT, student)
        assert made["success"], made
        (path,) = (fast.course.place / "feedback" / student / ASSIGNMENT).glob("*.html")
        assert ALL[student].cause in html.unescape(path.read_text())


def test_a_name_is_no_formula_in_the_csv(fast, tmp_path):
    config, path = fast.course.config(), tmp_path / "grades.csv"
    export = config.ExportApp.plugin_class(config=config)
    export.to = str(path)
    with Gradebook(config.CourseDirectory.db_url) as gradebook:
        export.export(gradebook)
    with path.open(newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert not any(name.startswith("=") for name in rows)
    assert float(rows["'" + FORMULA]["score"]) == FULL
    assert float(rows["ada"]["score"]) == FULL


def test_the_name_is_text_in_the_overview(fast):
    page = (fast.course.place / f"overview-{ASSIGNMENT}.html").read_text()
    names = [head.text for head in BeautifulSoup(page, "html.parser").select("tbody th")]
    assert FORMULA in names


def test_an_archive_puts_nothing_outside_and_stops_nobody(tmp_path):
    archives, collected = tmp_path / "archives", tmp_path / "collected" / "in" / "here"
    archives.mkdir()
    elsewhere = ("../../evil.txt", "/tmp/imagelessons-evil.txt", "..\\evil.txt")
    with zipfile.ZipFile(archives / "eve.zip", "w") as archive:
        for name in (*elsewhere, "tiny.ipynb"):
            archive.writestr(name, "here")
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with tarfile.open(archives / "fay.tar.gz", "w:gz") as archive:
        for name in elsewhere:
            archive.addfile(tarfile.TarInfo(name))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    (archives / "gus.zip").write_bytes(b"PK\x03\x04 cut off")
    with zipfile.ZipFile(archives / "zoe.zip", "w") as archive:
        archive.write(archives / "eve.zip", "mine.zip")
    plugin = course_config().ZipCollectApp.extractor_plugin
    plugin().extract(str(archives), str(collected))
    files = [p.relative_to(collected) for p in collected.rglob("*") if not p.is_dir()]
    assert sorted(map(str, files)) == ["eve/tiny.ipynb", "zoe/mine.zip", "zoe/mine/tiny.ipynb"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["archives", "collected"]
    assert not Path("/tmp/imagelessons-evil.txt").exists()


def test_an_archive_has_a_limit(tmp_path):
    (tmp_path / "archives").mkdir()
    with zipfile.ZipFile(tmp_path / "archives" / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.bin", bytes(3_000_000))
        archive.writestr("tiny.ipynb", "here")
    CarefulExtractor(most_mb=2).extract(str(tmp_path / "archives"), str(tmp_path / "out"))
    assert not (tmp_path / "out" / "bomb" / "zeros.bin").exists()


def test_archives_in_archives_share_one_limit(tmp_path):
    (tmp_path / "archives").mkdir()
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.bin", bytes(1_500_000))
    with zipfile.ZipFile(tmp_path / "archives" / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tiny.ipynb", "here")
        for number in range(20):
            archive.write(inner, f"{number}.zip")
    CarefulExtractor(most_mb=2).extract(str(tmp_path / "archives"), str(tmp_path / "out"))
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 2 << 20
    assert tmp_path / "out" / "a" / "tiny.ipynb" in files


def test_a_tar_with_a_name_of_gigabytes_takes_no_memory(tmp_path):
    (tmp_path / "archives").mkdir()
    head = tarfile.TarInfo("././@LongLink")
    head.type, head.size = tarfile.GNUTYPE_LONGNAME, 80_000_000
    with gzip.open(tmp_path / "archives" / "eve.tar.gz", "wb", compresslevel=1) as file:
        file.write(head.tobuf(tarfile.GNU_FORMAT))
        for _ in range(80):
            file.write(b"a" * 1_000_000)
    (tmp_path / "archives" / "zoe.ipynb").write_text("here")
    tracemalloc.start()
    CarefulExtractor(most_mb=2).extract(str(tmp_path / "archives"), str(tmp_path / "out"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000
    assert (tmp_path / "out" / "zoe.ipynb").is_file()
