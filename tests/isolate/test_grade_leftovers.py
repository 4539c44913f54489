"""What a killed grader leaves in the folder for temporary files is deleted by the next one."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from nbisolate.sandbox.tempdirs import delete_leftovers, own_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Nothing is graded on Windows.")

LONG_AGO = time.time() - 3600
KILLED = """
import os, signal, time
from nbisolate.sandbox.tempdirs import own_folder
with own_folder() as folder:
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "answer.txt").write_text("42")
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def made_long_ago(path: Path) -> Path:
    """Let a folder be old."""
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_what_a_killed_grader_left_is_deleted_and_not_before():
    grader = subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True)
    try:
        folder = made_long_ago(Path(grader.stdout.readline().strip()))
        assert delete_leftovers() == 0
        assert (folder / "deep" / "answer.txt").read_text() == "42"
    finally:
        grader.kill()
        grader.wait()
    assert delete_leftovers() == 1
    assert not folder.exists()


def test_a_folder_made_just_now_stays(tmp_path):
    new = tmp_path / "imagelessons-new"
    new.mkdir()
    assert delete_leftovers() == 0
    assert new.is_dir()


def test_other_folders_and_links_stay(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "kept.txt").write_text("kept")
    made_long_ago(other)
    (tmp_path / "imagelessons-link").symlink_to(other)
    (tmp_path / "imagelessons-file").write_text("a file")
    assert delete_leftovers() == 0
    assert (other / "kept.txt").read_text() == "kept"
    assert (tmp_path / "imagelessons-file").exists()


@pytest.mark.skipif(
    getattr(os, "geteuid", int)() != 0, reason="Only root can give a folder to another user."
)
@pytest.mark.parametrize(("user", "deleted"), [(60706, 1), (61183, 1), (1000, 0), (65534, 0)])
def test_only_own_folders_and_those_of_students_are_deleted(tmp_path, user, deleted):
    folder = tmp_path / "imagelessons-given"
    folder.mkdir()
    os.chown(folder, user, user)
    made_long_ago(folder)
    assert delete_leftovers() == deleted
    assert folder.exists() == (not deleted)


def test_a_folder_of_its_own_is_gone_afterwards_also_after_an_error():
    made = []

    def fail_meanwhile():
        with own_folder() as folder:
            made.append(folder)
            (folder / "locked").mkdir()
            (folder / "locked" / "a.txt").write_text("a")
            (folder / "locked").chmod(0)
            raise ValueError("meanwhile")

    with pytest.raises(ValueError, match="meanwhile"):
        fail_meanwhile()
    assert not made[0].exists()


def test_the_first_notebook_that_is_graded_deletes_them(tmp_path):
    from nbisolate.grade import warm_pool

    left = tmp_path / "imagelessons-left"
    left.mkdir()
    made_long_ago(left)
    warm_pool.close()
    try:
        warm_pool.with_warm_parent(lambda warm: None, ())
    finally:
        warm_pool.close()
    assert not left.exists()
