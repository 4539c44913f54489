"""The process that runs the test cells, and asks the student's process for what they need."""

import ast
import contextlib
import os
import re
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from nbisolate.extension import Extension, load
from nbisolate.sandbox.limits import (
    Limits,
    free_mb,
    hold_back,
    is_crowd,
    limit_memory,
    overfull,
    threads_of,
)
from nbisolate.sandbox.prctl import die_with_parent
from nbisolate.sandbox.rmtree import empty_folder
from nbisolate.serialize.exceptions import (
    StudentEndedError,
    TestTimeError,
    make_error,
)
from nbisolate.serialize.functions import number_of
from nbisolate.serialize.in_place import changed_in, checked_arguments, write_back
from nbisolate.serialize.opaque import said_once, sentence_of
from nbisolate.serialize.serializer import (
    CannotCrossError,
    Packer,
    Unpacker,
)
from nbisolate.session import messages
from nbisolate.session.modules import comparison_for, module_for
from nbisolate.session.namespace import names_of, tools_of
from nbisolate.session.shell_setup import shell_of
from nbisolate.session.support_files import Shipped
from nbisolate.session.suspicions import (
    digest_of,
    doubts_of,
    doubts_of_changes,
    doubts_of_result,
    oddities,
)
from nbisolate.shell.notebook import NotebookShell, run_cell
from nbisolate.shell.outputs_buffer import well_formed

# Seconds that a student's cell has to end after it was interrupted.
_GRACE = 2.0
# Seconds that it has to shut itself in.
_START = 30.0
# Seconds between two looks at what it writes.
_LOOK = 0.25
_MEGABYTE = 1 << 20


class _OverfullError(Exception):
    """A student's folder holds more than it may, or its process has too many threads."""


class _DiskError(_OverfullError):
    """The disk is nearly full; nobody knows through whose code."""


def main(channel: socket.socket, settings: dict) -> None:
    """Run the cells that the engine sends, until it is gone."""
    die_with_parent()
    os.chdir(settings["scratch"])
    os.environ.update(settings["environment"])
    extension = load(settings["extension"])
    extension.start_tests()
    # Modules that the instructor ships with the tests; a student's copies count for nothing.
    sys.path.extend(settings["modules"])
    scratch = Path(settings["scratch"])
    tests = Tests(shell_of("tests"), scratch, Limits(**settings["limits"]), extension)
    tests.names.answers = set(settings["answers"])
    tests.locked = set(settings["locked"])
    tests.shipped = Shipped([Path(folder) for folder in settings["modules"]], scratch)
    # What a test makes of a student's value may be far larger than the value.
    limit_memory(2 * tests.limits.memory_mb)
    doors: Mapping[str, Callable[[dict], dict]] = {
        "tools": lambda message: tests.add_tools(message["source"]),
        "student": lambda message: tests.run_student(message["source"], message["seconds"]),
        "tests": lambda message: tests.run_tests(message["source"]),
        "know": lambda message: _know(extension, message["known"]),
        "known": lambda message: {"known": list(extension.known().items())},
    }
    while True:
        try:
            message, _ = messages.receive(channel)
        except messages.ChannelError:
            return
        if message["do"] == "meet":
            _, handed, _, _ = socket.recv_fds(channel, 1, 1)
            answer = tests.meet(socket.socket(fileno=handed[0]), message["pid"])
        else:
            answer = doors[message["do"]](message)
        messages.send(channel, answer)


class Tests:
    """Runs test cells beside a student's process.

    Parameters
    ----------
    shell : NotebookShell
        Its namespace is a `Names`.
    scratch : pathlib.Path
        The folder that the student's process writes to.
    limits : Limits
    extension : Extension
    """

    def __init__(self, shell: NotebookShell, scratch: Path, limits: Limits, extension: Extension):
        self.shell = shell
        self.extension = extension
        self.scratch = scratch
        self.limits = limits
        self.names = shell.user_ns
        self.names.ask = self._fetch
        self.channel: socket.socket | None = None
        self.pid = 0
        self.sentences: list[str] = []
        self.doubts: list[str] = []
        # Of what was fetched: doubts, and digests of what locked cells set.
        self.doubted: dict[str, list[str]] = {}
        self.digests: dict[str, str] = {}
        self.locked: set[str] = set()
        self.shipped = Shipped([], scratch)
        self.source = ""
        self._looked = 0.0
        self.handed_in = os.listdir(scratch)
        # What must stay free, so that one notebook doesn't take the room of all others: what is
        # deleted while it is open lies in no folder, and can't be counted.
        self._spare = min(2 * limits.disk_mb, free_mb(scratch) // 2)
        self.trouble = ""

    def meet(self, channel: socket.socket, pid: int) -> dict:
        """Work with a new process of the student from now on, and say whether it is shut in."""
        if self.channel is not None:
            self.channel.close()
        self.channel, self.pid = channel, pid
        self.names.forget(())
        try:
            answer, _ = messages.receive(channel, until=time.monotonic() + _START)
        except messages.ChannelError as error:
            return {"failed": str(error)}
        self.shipped.look()
        return answer

    def add_tools(self, source: str) -> dict:
        """Import and define here what a locked cell of the instructor imports and defines.

        So a student who rebinds ``np`` or a helper changes nothing for the tests.
        """
        for statement in tools_of(source):
            with contextlib.suppress(Exception):
                exec(compile(ast.Module([statement], []), "<tools>", "exec"), self.names)
                self.names.tools.update(names_of(statement))
        return {}

    def run_student(self, source: str, seconds: float) -> dict:
        """Run a cell in the student's process."""
        try:
            answer, _, in_time = self._ask({"do": "run", "source": source}, seconds=seconds)
            changed = answer.get("changed")
            self.names.forget(map(str, changed) if type(changed) is list else ())
            outputs = well_formed(answer.get("outputs"))
            self.extension.after_student_cell(source, outputs, changed)
        except StudentEndedError as error:
            return {"outputs": [], "ended": str(error), "trouble": self.trouble}
        return {"outputs": outputs, "cause": "" if in_time else _too_long("It", seconds)}

    def run_tests(self, source: str) -> dict:
        """Run a test cell here."""
        for statement in tools_of(source):
            self.names.tools.update(names_of(statement))
        self.source = source
        self.sentences.clear()
        self.doubts = []
        seconds = self.limits.test_seconds
        signal.signal(signal.SIGALRM, _stop_tests)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            outputs = well_formed(run_cell(self.shell, source))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        answer: dict = {"outputs": outputs}
        if not any(output["output_type"] == "error" for output in outputs):
            # What an earlier test has fetched is not fetched again, and is doubted all the same.
            read = sorted(name for name in self.names.fetched if name in source)
            found = [doubt for name in read for doubt in self.doubted.get(name, ())]
            found += [*self.doubts, *self.shipped.doubts(source)]
            found += doubts_of_result(self.shell.last_execution_result.result)
            answer["doubts"] = list(dict.fromkeys(found))
        elif self.sentences:
            answer["needs_person"] = said_once(self.sentences)
        else:
            # A test may raise an exception of its own that says so.
            error = self.shell.last_execution_result.error_in_exec
            answer["needs_person"] = str(getattr(error, "needs_person", ""))
        answer["locked"] = self._digests_in(source)
        if self.channel is None:
            answer["ended"] = "The student's process had ended."
        return answer

    def _digests_in(self, source: str) -> dict[str, str]:
        """Return digests of the names in a test that locked cells set, also if it stopped early."""
        found = {}
        for name in self.locked.intersection(re.findall(r"\w+", source)):
            with contextlib.suppress(Exception):
                _ = self.names[name]
                if name in self.names.fetched:
                    found[name] = self.digests[name]
        return found

    def _ask(
        self, message: dict, blobs: list[bytes] | None = None, seconds: float | None = None
    ) -> tuple[dict, list, bool]:
        """Ask the student's process; stop it where it takes too long.

        Returns
        -------
        answer, blobs, in_time
        """
        if self.channel is None:
            raise StudentEndedError("The student's process has ended.")
        most = self.limits.output_mb * _MEGABYTE
        seconds = seconds or self.limits.cell_seconds
        until = time.monotonic() + seconds
        self.trouble = ""
        try:
            self._freeze(False)
            messages.send(self.channel, message, blobs or [], until=until)
            in_time = self._watch(until)
            if not in_time:
                os.kill(self.pid, signal.SIGINT)
                _readable(self.channel, time.monotonic() + _GRACE)
            arrived = time.monotonic() + _GRACE + seconds
            if not _readable(self.channel, 0):
                raise messages.SilentError
            answer, blobs = messages.receive(self.channel, limit=most, until=arrived)
            self._freeze(True)
            return answer, blobs, in_time
        except _OverfullError as error:
            reason = f"The student's code made {error}, and was stopped."
            if isinstance(error, _DiskError):
                self.trouble = reason = str(error)
                self._note(reason)
            self._lose()
            # Else the process that is started in its place would be stopped at once.
            empty_folder(self.scratch, self.handed_in)
        except messages.SilentError:
            reason = _too_long("The student's code", seconds) + " It ignored being interrupted."
        except (messages.ChannelError, OSError) as error:
            reason = str(error)
        except BaseException:
            # Such as the end of the tests' time: an answer that comes now would be taken for the
            # next one.
            self._lose()
            raise
        self._lose()
        raise StudentEndedError(reason)

    def _watch(self, until: float) -> bool:
        """Wait for an answer, and watch what the student's code writes to the disk meanwhile."""
        while not _readable(self.channel, min(until, time.monotonic() + _LOOK)):
            self._look()
            if time.monotonic() >= until:
                return False
        # Also after quick answers: a thread of the student's writes beside them.
        if time.monotonic() > self._looked + _LOOK:
            self._look()
        return True

    def _look(self) -> None:
        too_much, threads = overfull(self.scratch, self.limits), threads_of(self.pid)
        self._looked = time.monotonic()
        if threads > self.limits.threads:
            too_much = f"more than {self.limits.threads} threads"
        if too_much:
            raise _OverfullError(too_much)
        if is_crowd(threads):
            hold_back(self.pid)
        if free_mb(self.scratch) < self._spare:
            raise _DiskError(
                f"The disk of this machine is nearly full: less than {self._spare} MB are free at "
                f"{self.scratch.parent}. The student's code was stopped."
            )

    def _freeze(self, frozen: bool) -> None:
        """Stop the student's process while it is asked nothing, with all its threads, or go on.

        They would write, and take the processor, while nobody looks.
        """
        os.kill(self.pid, signal.SIGSTOP if frozen else signal.SIGCONT)

    def _lose(self) -> None:
        """End the student's process: what it says can't be used any more."""
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(OSError):
                kill(self.pid, signal.SIGKILL)
        if self.channel is not None:
            self.channel.close()
            self.channel = None

    def _fetch(self, name: str) -> object:
        if name not in self.names.answers and comparison_for(name):
            return comparison_for(name)
        answer, blobs, _ = self._ask({"do": "get", "name": name})
        if answer.get("missing"):
            raise KeyError(name)
        plain = answer.get("value")
        if isinstance(plain, dict) and plain.get("t") == "module":
            packages = self.extension.packages
            return module_for(name, str(plain.get("v")), self._note, packages)
        value = self._unpack(plain, blobs, name)
        if sentence_of(value):
            self._note(f"`{name}`: {sentence_of(value)}")
        self.doubted[name] = doubts_of(name, value)
        self.digests.pop(name, None)
        if name in self.locked:
            self.digests[name] = digest_of(value)
        return value

    def _unpack(self, plain: object, blobs: list[bytes], name: str) -> object:
        try:
            return Unpacker(blobs, call=self._call, touched=self._note).unpack(plain)
        except CannotCrossError as error:
            self._note(f"`{name}`: {error}")
            raise

    def _changed(self, plain: object, blobs: list[bytes]) -> object:
        first = plain.get("first") if type(plain) is dict else None
        if type(first) is not int or not 0 <= first <= len(blobs):
            raise CannotCrossError("The student’s process sent no arguments.")
        return self._unpack(plain.get("value"), blobs[first:], "an argument")

    def _note(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def _call(self, number: int, arguments: tuple, keywords: dict) -> object:
        __tracebackhide__ = True
        given = [list(arguments), keywords]
        packer = Packer(number_of, strict=True)
        try:
            plain = packer.pack(given)
        except CannotCrossError as error:
            self._note(str(error))
            raise
        message = {"do": "call", "id": number, "arguments": plain}
        given_odd = set().union(*map(oddities, (*arguments, *keywords.values())))
        answer, blobs, in_time = self._ask(message, packer.blobs)
        if not in_time:
            raise TimeoutError(_too_long("The function", self.limits.cell_seconds))
        printed = answer.get("printed")
        if isinstance(printed, str) and printed:
            print(printed, end="")
        changed, altered = answer.get("changed"), []
        if changed:
            now = checked_arguments(given, self._changed(changed, blobs))
            altered = changed_in(given, now)
            write_back(given, now)
        if answer.get("error"):
            raise make_error(answer["error"])
        value = self._unpack(answer.get("value"), blobs, "what a function returned")
        self.doubts += doubts_of("", value, given_odd)
        if altered and value is not None:
            self.doubts += doubts_of_changes(altered, self.source)
        return value


def _know(extension: Extension, known: list) -> dict:
    """Take over what the tests of other notebooks worked out."""
    extension.known().update({tuple(texts): result for texts, result in known})
    return {}


def _readable(channel: socket.socket, until: float) -> bool:
    """Wait for an answer until a time of `time.monotonic`."""
    asked = select.poll()
    asked.register(channel, select.POLLIN)
    return bool(asked.poll(max(0.0, until - time.monotonic()) * 1000))


def _too_long(what: str, seconds: float) -> str:
    return f"{what} took longer than {seconds:.3g} seconds and was stopped."


def _stop_tests(*_: object) -> None:
    raise TestTimeError("The tests of this cell took too long and were stopped.")
