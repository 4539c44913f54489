"""`make lab` in a copy of the course, and its end."""

import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from course_copy import plain_environment, system_python

TOKEN = "student"
# Seconds. Nothing is asserted about time: this only ends a wait that would last for ever.
PATIENCE = 240

# Whoever wants to leave the machine from here meets a closed door.
NO_NETWORK = {
    **dict.fromkeys(
        ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9"
    ),
    **dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1,localhost"),
}


@dataclass(frozen=True)
class Lab:
    """A JupyterLab that runs: the folder of its course, and its address."""

    folder: Path
    address: str

    def url(self, path: str = "", workspace: str = "") -> str:
        """Return the address of a file of the course, or where `make lab` sends the browser."""
        if not path:
            return f"{self.address}/?token={TOKEN}"
        return f"{self.address}/lab/workspaces/{workspace}/tree/{path}?token={TOKEN}&reset"


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def set_up(folder: Path) -> None:
    """Make the environment of a student, as the first `make lab` does."""
    command = [system_python(), "tools/course.py", "setup", "student"]
    subprocess.run(command, cwd=folder, env=plain_environment(), check=True)


@contextmanager
def make_lab(folder: Path, **variables: str) -> Iterator[Lab]:
    """Run `make lab` in a copy of the course for as long as the block lasts."""
    import pty  # Windows has none, and must still be able to read this module

    port = free_port()
    options = [
        "--no-browser",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={TOKEN}",
        # only so that the tests can wait for what JupyterLab knows and doesn't show
        "--LabApp.expose_app_in_browser=True",
    ]
    command = ["make", f"PYTHON={system_python()}", "lab", f"ARGS={' '.join(options)}"]
    # In a terminal, as a person does: elsewhere JupyterLab's own terminals are login shells, which
    # don't know the environment that JupyterLab was started from.
    here, there = pty.openpty()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=plain_environment() | NO_NETWORK | variables,
        stdin=there,
        stdout=there,
        stderr=there,
        start_new_session=True,
    )
    os.close(there)
    said = Path(folder, ".cache", "lab.log")
    reader = threading.Thread(target=keep, args=(here, said))
    reader.start()
    try:
        lab = Lab(folder, f"http://127.0.0.1:{port}")
        wait_for(lab, process, said)
        yield lab
    finally:
        stop(process)
        reader.join()


def keep(terminal: int, said: Path) -> None:
    """Write what appears in a terminal into a file, until nobody holds the terminal any more."""
    # At the end Linux raises an error, where other systems return nothing.
    with (
        said.open("wb", buffering=0) as file,
        os.fdopen(terminal, "rb", buffering=0) as shown,
        suppress(OSError),
    ):
        while text := shown.read(4096):
            file.write(text)


def wait_for(lab: Lab, process: subprocess.Popen, log: Path) -> None:
    """Wait until the server answers; if it ends before, say what it said."""
    for _ in range(PATIENCE):
        if process.poll() is not None:
            raise RuntimeError(f"`make lab` ended before it began:\n{log.read_text()}")
        try:
            urllib.request.urlopen(f"{lab.address}/api/status?token={TOKEN}", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(1)
        else:
            return
    raise RuntimeError(f"JupyterLab doesn't answer:\n{log.read_text()}")


def stop(process: subprocess.Popen) -> None:
    """End the server and its kernels: all that `make lab` started, and nothing else."""
    for signal_number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, signal_number)
            process.wait(timeout=60)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
