"""Warm parents: processes that have the libraries loaded, and fork others from themselves.

They are started as programs, so they hold nothing of the instructor's: no solutions, no gradebook,
no secrets of the environment. What they fork starts in milliseconds, with the libraries in place.

There are two. Processes forked from one parent have their memory at the same addresses, so the
tests' come from another than the students': a student's code doesn't learn where things are in the
process that reads its values. Nor does the students' parent ever hear of tests.
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

from nbisolate.extension import load, package_of
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
# No place of whoever grades: programs can't be started anyway.
_NEUTRAL = {"PATH": os.defpath}
# How many results of tests are kept from one notebook to the next.
_KNOWN = 200
_PASSED_ON = ("LANG", "LC_ALL", "PYTHONPATH", "TZ", "MPLCONFIGDIR")
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
    """The engine's handle on the two warm parents.

    Parameters
    ----------
    environment : dict of str to str, optional
        Variables for them and all that they fork; nothing else of the environment is passed on but
        what Python needs.
    libraries : sequence of str, optional
        Modules that they load, where they are installed.
    extension : str, optional
        The name of the course's `Extension`.

    Raises
    ------
    WarmError
        If one can't start.
    """

    def __init__(
        self,
        environment: dict[str, str] | None = None,
        libraries: Sequence[str] = (),
        extension: str = "",
    ):
        self.extension = extension
        self._lock = threading.Lock()
        self._known: dict[tuple[str, ...], str] = {}
        self._forked: dict[int, _Program] = {}
        passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | _NEUTRAL
        passed |= dict.fromkeys(_ONE_THREAD, "1") | _ALONE | _KEEP_MEMORY
        passed |= {"MPLBACKEND": "module://matplotlib_inline.backend_inline", **(environment or {})}
        # Both load at the same time.
        self._programs = {role: _Program([role, extension, *libraries], passed) for role in _ROLES}
        try:
            for program in self._programs.values():
                program.ask({"do": "ready"})
        except WarmError:
            self.close()
            raise

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
        program = self._programs[role]
        with channel:
            pid = program.ask({"do": "fork", "settings": settings}, channel)["pid"]
        self._forked[pid] = program
        return pid

    def end(self, pid: int) -> Ended:
        """End a process that was forked, if it still runs, and say how it ended."""
        program = self._forked.pop(pid, None)
        if program is None:
            raise WarmError("That process isn't known.")
        return Ended(**program.ask({"do": "end", "pid": pid})["ended"])

    def known(self) -> list:
        """Return what the tests of earlier notebooks worked out: texts, and the result.

        It doesn't pass through the warm parents, so no student's process holds it.
        """
        with self._lock:
            return list(self._known.items())

    def remember(self, known: list) -> None:
        """Keep what tests worked out for the next notebooks: what was used last.

        The extension must confirm what is new. A student's values could have taken over the
        process that sends it, and what is wrong would change what others get.
        """
        before, extension = dict(self.known()), load(self.extension)
        known = [
            (tuple(texts), result)
            for texts, result in known[-_KNOWN:]
            if before.get(tuple(texts)) == result or extension.confirms(tuple(texts), result)
        ]
        with self._lock:
            for texts, result in known:
                self._known.pop(tuple(texts), None)
                self._known[tuple(texts)] = result
            for texts in list(self._known)[:-_KNOWN]:
                del self._known[texts]

    def runs(self) -> bool:
        """Return whether both still run."""
        return all(program.runs() for program in self._programs.values())

    def close(self) -> None:
        """End both; what they forked ends with them. Other threads may still wait for them."""
        for program in self._programs.values():
            program.close()

    def __enter__(self) -> "WarmParent":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


class _Program:
    """One warm parent."""

    def __init__(self, arguments: list[str], environment: dict[str, str]):
        ours, theirs = socket.socketpair()
        self._lock = threading.Lock()
        self._channel = ours
        command = [sys.executable, "-P", "-m", __name__, str(theirs.fileno()), *arguments]
        self._process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()

    def ask(self, message: dict, handed: socket.socket | None = None) -> dict:
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
        return self._process.poll() is None

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._channel.shutdown(socket.SHUT_RDWR)
        self._channel.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def main(arguments: list[str]) -> None:
    """Load the libraries, then fork on request until the engine is gone."""
    channel, role = socket.socket(fileno=int(arguments[0])), arguments[1]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the engine's to handle
    load_for(role, *arguments[2:])
    children: set[int] = set()
    try:
        while True:
            message, _ = messages.receive(channel)
            messages.send(channel, _answer(role, channel, message, children))
    except messages.ChannelError:
        pass
    finally:
        for pid in children:
            _end(pid)


def load_for(role: str, extension: str, *libraries: str) -> None:
    """Load and make all that processes of a role have in common.

    Parameters
    ----------
    role : {"student", "tests"}
    extension : str
        The name of the course's `Extension`.
    *libraries : str
        Modules; those that aren't installed are passed over.
    """
    tests_only = load(extension).tests_only
    for name in libraries:
        if role == "tests" or package_of(name) not in tests_only:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    importlib.import_module(_ROLES[role])
    from nbisolate.session.shell_setup import prepare

    prepare(role)
    warm_up(may_signal=role == "tests")
    hide_memory()
    # Kept out of the collector, their pages stay shared with what is forked.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS)


def _answer(role: str, channel: socket.socket, message: dict, children: set[int]) -> dict:
    if message["do"] == "fork":
        _, handed, _, _ = socket.recv_fds(channel, 1, 1)
        settings = message["settings"]
        warm_up([Path(path) for path in settings["readable"]], may_signal=role == "tests")
        load(settings["extension"]).before_fork(role, settings["environment"])
        pid = os.fork()
        if pid == 0:
            channel.close()
            _become(role, handed[0], settings)
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
