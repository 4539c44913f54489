"""The warm parent: a process that has the libraries loaded, and forks others from itself.

It is started anew, so it holds nothing of the instructor's: no solutions, no gradebook, no
secrets of the environment. What it forks starts in milliseconds, with the libraries in place.
"""

import contextlib
import gc
import importlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nbisolate.extension import load
from nbisolate.sandbox.enter import warm_up
from nbisolate.sandbox.prctl import hide_memory
from nbisolate.session import messages

# Many processes share the cores: each of them uses one thread for arithmetic.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VIPS_CONCURRENCY")
# Arrays up to 32 MB come from memory that the process keeps: new pages cost more than arithmetic.
_KEEP_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(32 << 20), "MALLOC_TRIM_THRESHOLD_": str(512 << 20)}
# A figure makes tens of thousands of objects; the collector looks at them less often.
_OBJECTS = 10_000
# A process that is shut in can start no others; joblib then does without.
_ALONE = {"JOBLIB_MULTIPROCESSING": "0"}
# How many results of tests are kept from one notebook to the next.
_KNOWN = 200
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "TZ", "MPLCONFIGDIR")
_ROLES = {"student": "nbisolate.session.student_process", "tests": "nbisolate.session.test_process"}


class WarmError(Exception):
    """The warm parent has ended or refuses."""


@dataclass(frozen=True)
class Ended:
    """How a process ended: its signal (0 if none) and exit status, and what it used."""

    by_signal: int
    status: int
    cpu_seconds: float
    memory_mb: float


class WarmParent:
    """The engine's handle on the warm parent.

    Parameters
    ----------
    environment : dict of str to str, optional
        Variables for it and all that it forks; nothing else of the environment is passed on but
        what Python needs.
    libraries : sequence of str, optional
        Modules that it loads, where they are installed.
    extension : str, optional
        The name of the course's `Extension`.

    Raises
    ------
    WarmError
        If it can't start.
    """

    def __init__(
        self,
        environment: dict[str, str] | None = None,
        libraries: Sequence[str] = (),
        extension: str = "",
    ):
        self.extension = extension
        ours, theirs = socket.socketpair()
        self._lock = threading.Lock()
        self._channel = ours
        self._known: dict[tuple[str, ...], str] = {}
        passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        passed |= dict.fromkeys(_ONE_THREAD, "1") | _ALONE | _KEEP_MEMORY
        passed |= {"MPLBACKEND": "module://matplotlib_inline.backend_inline", **(environment or {})}
        command = [
            sys.executable,
            "-P",
            "-m",
            __name__,
            str(theirs.fileno()),
            extension,
            *libraries,
        ]
        self._process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            env=passed,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        self._ask({"do": "ready"})

    def fork(self, role: str, channel: socket.socket, settings: dict) -> int:
        """Fork a process in a role and hand it one end of a channel.

        Parameters
        ----------
        role : {"student", "tests"}
        channel : socket.socket
            Closed here.
        settings : dict
            JSON, for the role.

        Returns
        -------
        int
            Its process id, which stays its own until `end` is called.
        """
        with channel:
            return self._ask({"do": "fork", "role": role, "settings": settings}, channel)["pid"]

    def end(self, pid: int) -> Ended:
        """End a process that was forked, if it still runs, and say how it ended."""
        return Ended(**self._ask({"do": "end", "pid": pid})["ended"])

    def known(self) -> list:
        """Return what the tests of earlier notebooks worked out: texts, and the result.

        It doesn't pass through the warm parent, from which students' processes are forked.
        """
        with self._lock:
            return list(self._known.items())

    def remember(self, known: list) -> None:
        """Keep what tests worked out for the next notebooks: what was used last."""
        with self._lock:
            for texts, result in known:
                self._known.pop(tuple(texts), None)
                self._known[tuple(texts)] = result
            for texts in list(self._known)[:-_KNOWN]:
                del self._known[texts]

    def _ask(self, message: dict, handed: socket.socket | None = None) -> dict:
        with self._lock:
            try:
                messages.send(self._channel, message)
                if handed is not None:
                    socket.send_fds(self._channel, [b"f"], [handed.fileno()])
                answer, _ = messages.receive(self._channel)
            except (messages.ChannelError, OSError) as error:
                raise WarmError(f"The warm parent has ended: {error}") from None
        return answer

    def runs(self) -> bool:
        """Return whether the warm parent still runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the warm parent; what it forked ends with it. Other threads may still wait for it."""
        with contextlib.suppress(OSError):
            self._channel.shutdown(socket.SHUT_RDWR)
        self._channel.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> "WarmParent":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def main(arguments: list[str]) -> None:
    """Load the libraries, then fork on request until the engine is gone."""
    channel = socket.socket(fileno=int(arguments[0]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the engine's to handle
    _load(*arguments[1:])
    children: set[int] = set()
    try:
        while True:
            message, _ = messages.receive(channel)
            messages.send(channel, _answer(channel, message, children))
    except messages.ChannelError:
        pass
    finally:
        for pid in children:
            _end(pid)


def _load(extension: str, *libraries: str) -> None:
    for name in libraries:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    load(extension)
    for name in _ROLES.values():
        importlib.import_module(name)
    from nbisolate.session.shell_setup import prepare

    prepare()
    warm_up()
    hide_memory()
    # Kept out of the collector, their pages stay shared with what is forked.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS)


def _answer(channel: socket.socket, message: dict, children: set[int]) -> dict:
    if message["do"] == "fork":
        _, handed, _, _ = socket.recv_fds(channel, 1, 1)
        settings = message["settings"]
        if message["role"] == "student":
            warm_up([Path(path) for path in settings["readable"]])
        load(settings["extension"]).before_fork(message["role"], settings["environment"])
        pid = os.fork()
        if pid == 0:
            channel.close()
            _become(message["role"], handed[0], message["settings"])
        os.close(handed[0])
        children.add(pid)
        return {"pid": pid}
    if message["do"] == "end":
        if message["pid"] not in children:
            raise WarmError("That process isn't known.")
        children.remove(message["pid"])
        return {"ended": _end(message["pid"])}
    return {"ready": True}


def _become(role: str, descriptor: int, settings: dict) -> None:
    status = 1
    try:
        os.setsid()
        importlib.import_module(_ROLES[role]).main(socket.socket(fileno=descriptor), settings)
        status = 0
    except BaseException as error:
        with contextlib.suppress(BaseException):
            print(f"{role}: {type(error).__name__}: {error}"[:2000], file=sys.__stderr__)
    finally:
        # Without the exit handlers of the parent's libraries.
        os._exit(status)


def _end(pid: int) -> dict:
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(OSError):
            kill(pid, signal.SIGKILL)
    _, status, used = os.wait4(pid, 0)
    scale = 1024 if sys.platform == "linux" else 1024**2
    return {
        "by_signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        "status": os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0,
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "memory_mb": used.ru_maxrss / scale,
    }


if __name__ == "__main__":
    main(sys.argv[1:])
