"""What the tests of the sandbox share: a warm process for each user, and what it must not reach."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from imagelessons.data import course_root

TESTS = Path(__file__).parent
ORDINARY_USER = 60700
ALL = "all layers"
PICTURES = str(course_root() / "data")


class Warm:
    """The warm process of one user, and a folder with all that a student must not reach."""

    def __init__(self, user: int, python: str, loads: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tests-of-the-sandbox-")).resolve()
        self.folder.chmod(0o755)
        self.user = user
        self.names: dict = {}
        self.lay_out()
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.unix = socket.socket(socket.AF_UNIX)
        self.unix.bind(str(self.folder / "outside" / "socket"))
        (self.folder / "outside" / "socket").chmod(0o777)
        self.named = socket.socket(socket.AF_UNIX)
        self.named.bind(f"\0imagelessons-{os.getpid()}-{user}")
        for one in (self.unix, self.named):
            one.listen()
        found = [str(course_root() / "src"), *(name for name in sys.path if name)]
        self.process = subprocess.Popen(
            [
                python,
                str(TESTS / "sandbox_host.py"),
                self.names["secret"],
                str(self.data),
                PICTURES,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            close_fds=True,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": os.pathsep.join(found),
                "PYTHONDONTWRITEBYTECODE": "1",
                "MPLCONFIGDIR": str(self.folder / "matplotlib"),
                "SECRET": "in the environment",
                "LOADS": loads,
                # joblib asks when it is loaded: it then does one thing after the other, where
                # it would start processes.
                "JOBLIB_MULTIPROCESSING": "0",
            },
            **({"user": user, "group": user, "extra_groups": []} if user != os.getuid() else {}),
        )
        line = self.process.stdout.readline()
        assert line, "the warm process of the tests did not start; what it said stands above"
        self.hello = json.loads(line)

    def lay_out(self) -> None:
        """Make the folder as it was: files that the student's user could read and change."""
        outside = self.folder / "outside"
        self.data = self.folder / "data"
        files = {
            "secret": outside / "secret.txt",
            "solution": outside / "solutions" / "masks.ipynb",
            "gradebook": outside / "gradebook.db",
            "submission": outside / "submitted" / "hacker" / "masks.ipynb",
            "truth": self.data / "truth" / "truth.csv",
            "picture": self.data / "picture.png",
        }
        for path in files.values():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_text("secret")
        (self.folder / "matplotlib").mkdir(exist_ok=True)
        new = outside / "new"
        if new.is_dir():
            new.rmdir()
        new.unlink(missing_ok=True)
        for path in [self.folder, *self.folder.rglob("*")]:
            os.chown(path, self.user, -1)
            path.chmod(0o777 if path.is_dir() or path.is_socket() else 0o666)
        self.names = {name: str(path) for name, path in files.items()} | {"outside": str(outside)}

    def scratch(self) -> Path:
        """Return a new scratch folder of the student's user."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        os.chown(folder, self.user, -1)
        return folder

    def run(self, code: str, layers: str | list[str] = ALL, **request: object) -> dict:
        """Run code in a process shut in by these layers; return what came of it."""
        scratch = request.pop("scratch", None) or self.scratch()
        if "temporary" in request:
            request["temporary"] = str(request["temporary"])
        names = self.names | {
            "pictures": PICTURES,
            "port": self.tcp.getsockname()[1],
            "leaked": self.hello["leaked"],
            "name_of_socket": self.named.getsockname()[1:].decode(),
        }
        request |= {
            "code": code,
            "names": names,
            "scratch": str(scratch),
            "layers": self.hello["present"] if layers == ALL else layers,
            "readable": self.hello["readable"],
            "listable": self.hello["listable"],
            "user": self.hello["nameless"],
        }
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "not shut in" not in answer, answer["not shut in"]
        return answer

    def close(self) -> None:
        """End the process and delete the folder."""
        self.process.stdin.close()
        self.process.wait(300)
        self.process.stdout.close()
        for one in (self.tcp, self.unix, self.named):
            one.close()
        shutil.rmtree(self.folder)


def python_for(user: int) -> str | None:
    """Return a Python of this version that this user can start, with the packages of this one."""
    for python in (sys.executable, shutil.which(f"python3.{sys.version_info[1]}", path="/usr/bin")):
        if python is None:
            continue
        found = {"PYTHONPATH": os.pathsep.join(name for name in sys.path if name)}
        command = [python, "-c", "import numpy, pyseccomp, py_landlock"]
        change = {"user": user, "group": user, "extra_groups": []} if os.getuid() != user else {}
        try:
            done = subprocess.run(command, env=found, capture_output=True, check=False, **change)
        except OSError:
            continue
        if done.returncode == 0:
            return python
    return None


def each_user(request: pytest.FixtureRequest) -> Iterator[Warm]:
    """Yield the warm process of an ordinary user, then that of root where root runs the tests."""
    user = os.getuid()
    if request.param == "root" and user != 0:
        pytest.skip("the tests don't run as root")
    if request.param == "ordinary user" and user == 0:
        user = ORDINARY_USER
    python = python_for(user)
    if python is None:
        pytest.skip("the Python of the tests lies where an ordinary user can't start it")
    started = Warm(user, python, getattr(request.module, "LOADS", ""))
    yield started
    started.close()


def need(warm: Warm, *layers: str) -> None:
    """Skip a test where one of these layers is missing, and say why."""
    for layer in layers:
        if layer in warm.hello["missing"]:
            pytest.skip(f"{layer}: {warm.hello['missing'][layer]}")


warm_processes = pytest.fixture(scope="module", params=["ordinary user", "root"])(each_user)
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="these layers are Linux's")


def refused(found: dict) -> str:
    """Return the error that stopped the code, which must have been stopped."""
    assert "error" in found, found
    return f"{found['error']}: {found['says']}"
