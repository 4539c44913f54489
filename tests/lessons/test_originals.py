"""The download of the originals, against a real server on loopback that misbehaves on demand."""

import hashlib
import os
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from imagelessons.data import course_root
from imagelessons.data.command import get_originals
from imagelessons.data.originals import (
    ORIGINALS,
    DownloadError,
    Original,
    complete,
    fetch_originals,
)

SHARED = course_root().parent / "shared" / "originals"
NAME = "axon_slice.jpg"


def picture() -> bytes:
    """Return the original where it is there, else bytes of about its size."""
    if (SHARED / NAME).is_file():
        return (SHARED / NAME).read_bytes()
    return np.random.default_rng(1).bytes(1_026_513)


class Handler(BaseHTTPRequestHandler):
    """Answers as the first part of the address says: /whole/x, /cut/x, /altered/x ..."""

    def do_GET(self):
        body = self.server.body
        manner = self.path.split("/")[1]
        self.server.asked.append(manner)
        if manner == "missing":
            self.send_error(404)
            return
        if manner == "flaky":
            manner = "cut" if len(self.server.asked) == 1 else "whole"
        if manner == "altered":
            body = body[:1000] + bytes([body[1000] ^ 1]) + body[1001:]
        if manner == "pointer":
            body = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1026513\n"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if manner == "slow":
            self.wfile.write(body[:5000])
            self.wfile.flush()
            time.sleep(2)
            return
        self.wfile.write(body[: len(body) // 2] if manner == "cut" else body)

    def log_message(self, *words):
        pass


@pytest.fixture
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.body, made.asked = picture(), []
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


def original(server, manner):
    address = f"http://127.0.0.1:{server.server_address[1]}/{manner}/{NAME}"
    digest = hashlib.sha256(server.body).hexdigest()
    return {NAME: Original(address, digest, len(server.body))}


def fetch(server, manner, folder, **settings):
    timeout = 0.5 if manner == "slow" else 60
    settings = {"timeout": timeout, "retries": 0, "progress": False} | settings
    return fetch_originals([NAME], folder, originals=original(server, manner), **settings)


def test_a_whole_answer_is_kept_and_not_fetched_again(server, tmp_path):
    (path,) = fetch(server, "whole", tmp_path)
    assert path.read_bytes() == server.body
    fetch(server, "whole", tmp_path)
    assert server.asked == ["whole"]


@pytest.mark.parametrize(
    ("manner", "sentence"),
    [
        ("cut", r"broke off|sha256 differs"),
        ("altered", "isn't the original: its sha256 differs"),
        ("slow", "no answer, or one that broke off"),
        ("missing", "could not be fetched from .*404"),
        ("pointer", "sent a Git LFS pointer"),
    ],
)
def test_a_bad_answer_gets_a_sentence_and_leaves_nothing(server, tmp_path, manner, sentence):
    with pytest.raises(DownloadError, match=sentence):
        fetch(server, manner, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_download_is_begun_again(server, tmp_path):
    (path,) = fetch(server, "flaky", tmp_path, retries=1)
    assert path.read_bytes() == server.body
    assert server.asked == ["flaky", "flaky"]


def test_a_damaged_file_is_replaced(server, tmp_path):
    (tmp_path / NAME).write_bytes(server.body[:300])
    (path,) = fetch(server, "whole", tmp_path)
    assert path.read_bytes() == server.body


def test_a_damaged_file_stays_if_the_new_one_is_bad(server, tmp_path):
    (tmp_path / NAME).write_bytes(b"mine")
    with pytest.raises(DownloadError):
        fetch(server, "altered", tmp_path)
    assert (tmp_path / NAME).read_bytes() == b"mine"


def test_without_a_network_it_says_so(server, tmp_path):
    wanted = original(server, "whole")
    server.shutdown()
    server.server_close()
    with pytest.raises(DownloadError, match=r"Is there a network\?"):
        fetch_originals([NAME], tmp_path, originals=wanted, retries=0, progress=False)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_name_lists_the_known_ones(tmp_path):
    with pytest.raises(DownloadError, match=r"axon_slice\.jpg, rat_brain_low_res\.jpg"):
        fetch_originals(["brain.nii"], tmp_path)


def test_too_little_room_is_noticed_before_the_download(server, tmp_path):
    huge = {NAME: Original(original(server, "whole")[NAME].address, "0" * 64, 10**18)}
    with pytest.raises(DownloadError, match=r"is full: 1,000,000,000,000 MB are needed"):
        fetch_originals([NAME], tmp_path, originals=huge, progress=False)
    assert server.asked == []


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 400 kB, where this user may make one."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody make a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=False)


def test_a_disk_that_fills_up_gets_a_sentence_and_leaves_nothing(server, small_disk):
    # The size is said too small, so that the room is found wanting while the file is written.
    wrong = {NAME: Original(original(server, "whole")[NAME].address, "0" * 64, 1000)}
    with pytest.raises(DownloadError, match="is full"):
        fetch_originals([NAME], small_disk, originals=wrong, retries=0, progress=False)
    assert list(small_disk.iterdir()) == []


def test_the_command_says_what_is_there_and_how_to_use_it(server, tmp_path, monkeypatch, capsys):
    import imagelessons.data.originals as module

    monkeypatch.setattr(module, "fetch_originals", lambda *a, **k: None)
    monkeypatch.setattr(
        "imagelessons.data.command.fetch_originals",
        lambda names, folder: fetch(server, "whole", folder),
    )
    assert get_originals([], str(tmp_path)) == 0
    said = capsys.readouterr().out
    assert f"{NAME}: there, and as it should be." in said
    assert f"IMAGELESSONS_DATA={tmp_path} make lab" in said


def test_the_command_ends_with_a_sentence_and_1(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("stays")
    assert get_originals(["nothing.jpg"], str(tmp_path)) == 1
    assert (tmp_path / "mine.txt").exists()
    assert "There is no original 'nothing.jpg'" in capsys.readouterr().out


def test_what_is_put_beside_is_no_truth_of_another_picture(tmp_path):
    copied = complete(tmp_path)
    assert {"head_sagittal.dcm", "brain.nii.gz", "head_series", "head_ct"} <= set(copied)
    assert len(list((tmp_path / "head_ct").iterdir())) == 12
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*copied, "pictures.sha256"])
    assert "axon" not in (tmp_path / "pictures.sha256").read_text()
    assert not [name for name in copied if name.startswith(("axon_slice", "rat_"))]


def test_addresses_are_fixed_and_certificates_are_checked():
    for one in ORIGINALS.values():
        assert one.address.startswith("https://")
        assert len(one.sha256) == 64
    source = Path(course_root() / "src/imagelessons/data/originals.py").read_text()
    assert "verify=False" not in source


@pytest.mark.skipif(not SHARED.is_dir(), reason="the originals aren't beside this checkout")
def test_the_hashes_are_those_of_the_originals():
    for path in SHARED.iterdir():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == ORIGINALS[path.name].sha256
        assert path.stat().st_size == ORIGINALS[path.name].size
