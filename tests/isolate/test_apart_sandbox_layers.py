"""The layers of the sandbox one by one: what they name, and what is said where one is missing."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from sandbox_attacks import LANDLOCK, NAMESPACES, SECCOMP, C
from sandbox_warm import ORDINARY_USER, need, on_linux, python_for, refused, warm_processes
from surroundings import readable_paths

from imagelessons.data import course_root, data_folder
from nbisolate.sandbox import allowed_paths, capabilities, enter

warm = warm_processes


@on_linux
@pytest.mark.parametrize(
    ("code", "number"),
    [("fcntl.ioctl(0, 0x5412, b'x')", 1), ("fcntl.ioctl(0, (1 << 32) | 0x541C, b'x')", None)],
)
def test_nothing_is_typed_into_a_terminal(warm, code, number):
    need(warm, SECCOMP)
    found = warm.run(C + code)
    assert refused(found)
    if number:
        assert found["errno"] == number


@on_linux
@pytest.mark.parametrize("request_", [0x40086602, 0x401C5820, 0x40806685, 0x800C6613])
def test_flags_of_files_stay_though_whoever_owns_them_may_set_them(warm, request_):
    need(warm, SECCOMP)
    code = f"c('ioctl', os.open(picture, 0), {request_}, ctypes.create_string_buffer(128))"
    # Another number than 1 would come from the file system.
    assert warm.run(C + code, layers=[SECCOMP])["errno"] == 1


@on_linux
def test_room_is_not_reserved_faster_than_it_can_be_watched(warm):
    need(warm, SECCOMP)
    code = "f = os.open('a', os.O_CREAT | os.O_RDWR)\nc('fallocate', f, 0, 0, 1 << 20)"
    assert warm.run(C + code, layers=[SECCOMP])["errno"] == 95


@on_linux
@pytest.mark.parametrize("number", [428, 437, 452, 463, 466, 467, 469, 480, 599])
def test_calls_that_came_later_are_refused(warm, number):
    need(warm, SECCOMP)
    found = warm.run(C + f"c('syscall', {number}, -1, 0, 0, 0, 0, 0)")
    assert found["errno"] in {1, 38}, found


@on_linux
@pytest.mark.skipif(os.uname().machine != "x86_64", reason="only x86 has calls of this kind")
def test_a_call_of_another_kind_ends_the_process(warm):
    need(warm, SECCOMP)
    found = warm.run(C + "c('syscall', 0x40000000 | 39); answer = 1")
    assert found["exit"] == -signal.SIGSYS


@on_linux
def test_every_call_on_the_list_is_known():
    pytest.importorskip("pyseccomp", exc_type=(ImportError, RuntimeError))
    from nbisolate.sandbox.seccomp import unknown_names

    assert unknown_names() == []


@on_linux
def test_a_process_with_threads_is_not_shut_in():
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    child = os.fork()
    if child == 0:  # the thread isn't copied, so this one makes its own
        another = threading.Thread(target=time.sleep, args=(30,), daemon=True)
        another.start()
        try:
            enter.shut_in(Path("/tmp"), [], enter.Limits(), keep=[0, 1, 2], layers=[])
        except enter.ShutInError as error:
            os._exit(7 if "threads" in str(error) else 8)
        os._exit(9)
    stop.set()
    thread.join()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


@pytest.mark.parametrize("layers", [["walls"], ["sandbox", "seccomp"]])
def test_an_unknown_layer_is_an_error_before_anything_is_done(tmp_path, layers):
    with pytest.raises(enter.ShutInError, match="other layers than"):
        enter.shut_in(tmp_path, [], enter.Limits(), layers=layers)


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_are_told_why_not(monkeypatch, tmp_path, system):
    monkeypatch.setattr(sys, "platform", system)
    assert "virtual machine with Linux" in enter.missing_layers()["everything"]
    assert enter.present_layers() == ()
    with pytest.raises(enter.ShutInError, match=system):
        enter.shut_in(tmp_path, [], enter.Limits())


def test_what_a_missing_layer_leaves_open_depends_on_the_others():
    alone = capabilities.what_is_open(LANDLOCK, {LANDLOCK})
    assert alone.startswith("Nothing by itself")
    assert "gradebook" in capabilities.what_is_open(LANDLOCK, {LANDLOCK, NAMESPACES})
    assert "network" in capabilities.what_is_open(SECCOMP, {SECCOMP, NAMESPACES})
    assert "network" not in capabilities.what_is_open(SECCOMP, {SECCOMP})
    assert "names, sizes and dates" in capabilities.what_is_open(NAMESPACES, {NAMESPACES})


def test_a_missing_package_is_named():
    assert "pyseccomp" in capabilities._plain(ModuleNotFoundError("no", name="pyseccomp"))
    assert "libseccomp2" in capabilities._plain(RuntimeError("Unable to find libseccomp"))
    said = capabilities._plain(OSError(28, "unshare: No space left on device"))
    assert "make namespaces" in said
    assert "No space" not in said


def test_a_course_among_the_libraries_is_refused():
    with pytest.raises(ValueError, match="could read the solutions too"):
        allowed_paths.readable_paths(private=[Path("/usr/share")])


def test_what_may_be_read_holds_no_secrets():
    paths, root = readable_paths(data_folder()), course_root()
    packages = ("nbisolate", "imagecourse", "imagephantoms", "imagelessons/validate")
    packages = [f"src/{name}" for name in packages]
    for name in ("solutions", "grading", "exchange", "tests", ".git", ".cache", *packages):
        secret = root / name
        assert not any(secret.is_relative_to(path) for path in paths), name
    home = Path.home()
    assert not any(home.is_relative_to(path) for path in paths)
    assert not any(path.name in {"truth", "originals"} for path in paths)
    assert not any(path.is_relative_to(root / name) for name in packages for path in paths)


def test_of_a_folder_that_python_shares_only_python_may_be_read(monkeypatch, tmp_path):
    shared = tmp_path / ".local"
    for name in ("lib/python3", "bin", "share/jupyter/runtime"):
        (shared / name).mkdir(parents=True)
    alone = tmp_path / "environment"
    (alone / "share").mkdir(parents=True)
    (alone / "pyvenv.cfg").touch()
    monkeypatch.setattr(sys, "base_prefix", str(shared))
    monkeypatch.setattr(sys, "prefix", str(alone))
    paths = allowed_paths.readable_paths()
    assert shared / "lib" in paths
    assert alone in paths
    for secret in (shared / "share", Path("/usr/local/share/nbgrader/exchange")):
        assert not any(secret.is_relative_to(path) for path in paths), secret


def test_a_full_folder_is_seen(tmp_path):
    limits = enter.Limits(disk_mb=1)
    assert enter.overfull(tmp_path, limits) is None
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "big").write_bytes(b"x" * (2 << 20))
    assert enter.overfull(tmp_path, limits) == "more than 1 MB of files"
    (tmp_path / "sub" / "big").unlink()
    (tmp_path / "out").symlink_to("/usr")
    assert enter.overfull(tmp_path, limits) is None
    assert enter.overfull(tmp_path / "gone", limits) is None


CLOSED = """
import os, sys
from pathlib import Path
from nbisolate.sandbox.limits import Limits, overfull
os.mkdir("closed", 0o300)
Path("closed", "big").write_bytes(bytes(2 << 20))
print(overfull(Path(), Limits(disk_mb=1)))
"""


@on_linux
def test_a_folder_that_is_closed_to_its_owner_is_seen():
    # Root may read everything, so that it takes an ordinary user to try this.
    user = ORDINARY_USER if os.getuid() == 0 else os.getuid()
    python = python_for(user)
    if python is None:
        pytest.skip("the Python of the tests lies where an ordinary user can't start it")
    found = os.pathsep.join([str(course_root() / "src"), *filter(None, sys.path)])
    change = {"user": user, "group": user, "extra_groups": []} if user != os.getuid() else {}
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, user, -1)
        said = subprocess.run(
            [python, "-c", CLOSED],
            env={"PYTHONPATH": found},
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
            **change,
        ).stdout
    assert said == "more than 1 MB of files\n"


def test_many_files_and_deep_folders_are_seen(tmp_path, monkeypatch):
    from nbisolate.sandbox import limits

    monkeypatch.setattr(limits, "MOST_FILES", 5)
    for number in range(6):
        (tmp_path / str(number)).touch()
    assert enter.overfull(tmp_path, enter.Limits()) == "more than 5 files"
    deep = tmp_path / "deep"
    monkeypatch.setattr(limits, "MOST_FILES", 1000)
    deep.joinpath(*["f"] * 60).mkdir(parents=True)
    assert "deep" in enter.overfull(tmp_path, enter.Limits())
