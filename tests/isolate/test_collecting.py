"""`nbgrader collect` follows no link, and no name of a student's reaches a page as HTML."""

import logging
import os
from pathlib import Path

import pytest
from faults.course import ASSIGNMENT, FULL, hand_in, hands_in, make_course
from nbgrader.api import MissingEntry
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from imagecourse.config import course_config
from nbisolate.course.coursedir import Course
from nbisolate.course.student_ids import why_unusable
from nbisolate.exchange import collect as module
from nbisolate.exchange.collect import CarefulCollect, copy_own_files
from nbisolate.grade.grade_class import grade_assignment
from nbisolate.grade.workers import grade_here

pytestmark = pytest.mark.skipif(os.name == "nt", reason="nbgrader's exchange needs Linux or macOS")

SECRET = "the solution"
TIME = "2026-01-02 03:04:05 UTC"


class Exchange:
    """A course's folder and its exchange, into which anybody may put anything."""

    def __init__(self, folder: Path):
        self.root = folder / "course"
        self.inbound = folder / "exchange" / "c" / "inbound"
        self.secret = self.root / "solutions" / "tiny" / "tiny.ipynb"
        for one in (self.inbound, self.secret.parent):
            one.mkdir(parents=True)
        self.secret.write_text(SECRET)
        c = Config()
        c.Exchange.root = str(folder / "exchange")
        c.CourseDirectory.root = str(self.root)
        c.CourseDirectory.course_id = "c"
        c.CourseDirectory.db_url = "sqlite://"
        c.CourseDirectory.assignment_id = "tiny"
        c.CourseDirectory.max_dir_size = 100  # kilobytes
        c.CourseDirectory.max_file_size = 100
        self.config = c

    def place(self, student: str) -> Path:
        """Return where a student's submission lies in the exchange."""
        return self.inbound / f"{student}+tiny+{TIME}+key"

    def hand_in(self, student: str, text: str = "mine") -> Path:
        """Put a submission there, as nbgrader does."""
        folder = self.place(student)
        folder.mkdir()
        (folder / "tiny.ipynb").write_text(text)
        (folder / "timestamp.txt").write_text(TIME)
        return folder

    def collect(self) -> dict[str, str]:
        """Collect, and return what lies where, in the course's folder."""
        directory = CourseDirectory(config=self.config)
        collecting = CarefulCollect(coursedir=directory, authenticator=None, config=self.config)
        collecting.log = logging.getLogger("collect")
        collecting.start()
        submitted = self.root / "submitted"
        return {
            path.relative_to(submitted).as_posix(): path.read_text()
            for path in submitted.rglob("*")
            if path.is_file()
        }


class NoGradebook:
    """Knows no assignment, so no date on which it is due; a real one takes seconds to make."""

    def __init__(self, *_: object):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_: object):
        pass

    def find_assignment(self, name: str) -> None:
        raise MissingEntry


@pytest.fixture
def exchange(tmp_path, monkeypatch):
    monkeypatch.setattr("nbgrader.exchange.default.collect.Gradebook", NoGradebook)
    return Exchange(tmp_path)


HONEST = {"zoe/tiny/tiny.ipynb": "mine", "zoe/tiny/timestamp.txt": TIME}


def test_the_course_collects_so():
    assert course_config().ExchangeFactory.collect is CarefulCollect


def test_an_honest_submission_is_collected_as_it_is(exchange):
    folder = exchange.hand_in("zoe")
    (folder / "pictures").mkdir()
    (folder / "pictures" / "a.txt").write_text("a")
    os.utime(folder / "tiny.ipynb", (1e9, 1e9))
    assert exchange.collect() == HONEST | {"zoe/tiny/pictures/a.txt": "a"}
    copied = exchange.root / "submitted" / "zoe" / "tiny" / "tiny.ipynb"
    assert copied.stat().st_mtime == 1e9


def test_links_are_left_out_and_the_rest_is_collected(exchange, caplog):
    exchange.hand_in("zoe")
    folder = exchange.hand_in("eve")
    (folder / "tiny.ipynb").unlink()
    (folder / "tiny.ipynb").symlink_to(exchange.secret)
    (folder / "solutions").symlink_to(exchange.secret.parent)
    os.mkfifo(folder / "pipe")
    found = exchange.collect()
    assert found == HONEST | {"eve/tiny/timestamp.txt": TIME}
    assert "'tiny.ipynb' was left out: it is a link" in caplog.text
    assert "'pipe' was left out: it is no file" in caplog.text


def test_a_submission_that_is_a_link_as_a_whole_is_not_collected(exchange, caplog):
    exchange.hand_in("zoe")
    exchange.place("eve").symlink_to(exchange.secret.parent)
    exchange.place("fay").symlink_to(exchange.place("zoe"))
    assert exchange.collect() == HONEST
    assert "Not collected: 'eve+tiny" in caplog.text


def test_a_file_of_somebody_else_is_left_out(exchange, caplog):
    """A hard link to a solution is that file, with its owner."""
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to another user")
    folder = exchange.hand_in("eve")
    os.link(exchange.secret, folder / "more.ipynb")
    for path in (folder, folder / "tiny.ipynb", folder / "timestamp.txt"):
        os.chown(path, 65534, 65534)
    assert SECRET not in exchange.collect().values()
    assert "'more.ipynb' was left out: it belongs to somebody else" in caplog.text


def test_a_link_that_comes_in_the_meantime_is_not_followed(exchange, monkeypatch):
    """Between the look at a name and its opening, the student puts a link in its place."""
    folder = exchange.hand_in("eve")
    listed = os.listdir

    def then_changed(place):
        names = listed(place)
        if "tiny.ipynb" in names and not (folder / "tiny.ipynb").is_symlink():
            (folder / "tiny.ipynb").unlink()
            (folder / "tiny.ipynb").symlink_to(exchange.secret)
        return names

    monkeypatch.setattr(module.os, "listdir", then_changed)
    assert exchange.collect() == {"eve/tiny/timestamp.txt": TIME}


def test_who_hands_in_too_much_stops_nobody(exchange, caplog):
    (exchange.hand_in("eve") / "large.bin").write_bytes(bytes(200_000))
    exchange.hand_in("zoe")
    assert exchange.collect() == HONEST
    assert "It holds too much" in caplog.text


def test_a_folder_without_end_has_one(tmp_path):
    deep = tmp_path / "deep"
    Path(deep, *["d"] * 40).mkdir(parents=True)
    left_out = copy_own_files(deep, tmp_path / "copy", 1000)
    assert [why for _, why in left_out] == ["it is no file"]
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0
    copy_own_files(deep, tmp_path / "again", 1000)
    if before:
        assert len(os.listdir("/proc/self/fd")) == before


BAD = ["<img src=x onerror=alert(1)>", "a&lt;b", 'a"b', "a\\", "\udcff"]


def test_a_name_that_a_page_could_run_is_refused(exchange, caplog):
    assert all("rename the folder" in why_unusable(name) for name in BAD)
    for name in ("zoe", *BAD):
        exchange.hand_in(name)
    assert exchange.collect() == HONEST
    assert caplog.text.count("Not collected") == len(BAD)


def test_what_was_handed_in_under_such_a_name_or_is_a_link_is_not_graded(tmp_path):
    """Also where it came another way than through the exchange."""
    course = make_course(tmp_path)
    for name in ("zoe", "a<b>"):
        hand_in(course, name, hands_in())
    course.submitted("eve").parent.symlink_to(course.submitted("zoe").parent)
    outcome = grade_assignment(
        Course(course.config()), ASSIGNMENT, lambda jobs: grade_here(jobs, 1)
    )
    assert set(outcome.failed) == {"a<b>", "eve"}
    assert "signs < >" in outcome.failed["a<b>"]
    assert "is a link" in outcome.failed["eve"]
    assert [row.points for row in outcome.rows if row.student == "zoe"] == [FULL]


@pytest.mark.parametrize("name", ["ada", "O'Brien", "Zoë Müller", "a.b-c_d@e+f", "田中", "=A1"])
def test_a_name_of_a_person_is_used(name):
    assert why_unusable(name) == ""
