"""The process that runs the test cells, and asks the student's process for what they need."""

import ast
import contextlib
import os
import re
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from nbisolate.extension import Extension, load
from nbisolate.sandbox.enter import ShutInError, shut_in
from nbisolate.sandbox.limits import Limits
from nbisolate.sandbox.watch import readable
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
_MEGABYTE = 1 << 20


def main(channel: socket.socket, settings: dict) -> None:
    """Shut this process in, then run the cells that the engine sends, until it is gone."""
    scratch, limits = Path(settings["scratch"]), Limits(**settings["limits"])
    modules = [Path(folder) for folder in settings["modules"]]
    os.environ.update(settings["environment"])
    os.environ["IPYTHONDIR"] = settings["temporary"]
    # Modules that the instructor ships with the tests; a student's copies count for nothing.
    sys.path.extend(settings["modules"])
    shell, extension = shell_of("tests"), load(settings["extension"])
    try:
        shut_in(
            scratch,
            [Path(path) for path in settings["readable"]],
            # What a test makes of a student's value may be far larger than the value.
            replace(limits, memory_mb=2 * limits.memory_mb),
            listable=[Path(path) for path in settings["listable"]],
            temporary=Path(settings["temporary"]),
            writable=[Path(path) for path in settings["writable"]],
            keep=[channel.fileno()],
            user=settings["user"],
            may_signal=True,
        )
    except ShutInError as error:
        messages.send(channel, {"failed": str(error)})
        return
    extension.start_tests()
    tests = Tests(shell, limits, extension)
    tests.names.answers = set(settings["answers"])
    tests.locked = set(settings["locked"])
    tests.shipped = Shipped(modules, scratch)
    doors: Mapping[str, Callable[[dict], dict]] = {
        "tools": lambda message: tests.add_tools(message["source"]),
        "student": lambda message: tests.run_student(message["source"], message["seconds"]),
        "tests": lambda message: tests.run_tests(message["source"]),
        "know": lambda message: _know(extension, message["known"]),
        "known": lambda message: {"known": list(extension.known().items())},
    }
    messages.send(channel, {"ready": True})
    while True:
        try:
            message, _ = messages.receive(channel)
        except messages.ChannelError:
            return
        if message["do"] == "meet":
            _, handed, _, _ = socket.recv_fds(channel, 1, 2)
            answer = tests.meet(socket.socket(fileno=handed[0]), handed[1])
        else:
            answer = doors[message["do"]](message)
        messages.send_packed(channel, _packed(answer))


class Tests:
    """Runs test cells beside a student's process.

    Parameters
    ----------
    shell : NotebookShell
        Its namespace is a `Names`.
    limits : Limits
    extension : Extension
    """

    def __init__(self, shell: NotebookShell, limits: Limits, extension: Extension):
        self.shell = shell
        self.extension = extension
        self.limits = limits
        self.names = shell.user_ns
        self.names.ask = self._fetch
        self.channel: socket.socket | None = None
        self.process = -1
        self.sentences: list[str] = []
        self.doubts: list[str] = []
        # Of what was fetched: doubts, and digests of what locked cells set.
        self.doubted: dict[str, list[str]] = {}
        self.digests: dict[str, str] = {}
        self.locked: set[str] = set()
        self.shipped = Shipped([], Path())
        self.source = ""

    def meet(self, channel: socket.socket, process: int) -> dict:
        """Work with a new process of the student from now on, and say whether it is shut in.

        Parameters
        ----------
        channel : socket.socket
            To that process.
        process : int
            A descriptor of it, by which it gets signals.
        """
        if self.channel is not None:
            self.channel.close()
        if self.process >= 0:
            os.close(self.process)
        self.channel, self.process = channel, process
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
            return {"outputs": [], "ended": str(error)}
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
        try:
            packed = messages.pack(message, blobs or [])
        except messages.TooLargeError as error:
            sentence = f"The test hands more to a student’s function than can be sent: {error}."
            self._note(sentence)
            raise CannotCrossError(sentence) from None
        most = self.limits.output_mb * _MEGABYTE
        seconds = seconds or self.limits.cell_seconds
        until = time.monotonic() + seconds
        try:
            # Stopped while it is asked nothing, with all its threads: they would write, and take
            # the processor, while nobody looks.
            self._signal(signal.SIGCONT)
            messages.send_packed(self.channel, packed, until=until)
            in_time = readable(self.channel, until)
            if not in_time:
                self._signal(signal.SIGINT)
                readable(self.channel, time.monotonic() + _GRACE)
            arrived = time.monotonic() + _GRACE + seconds
            if not readable(self.channel, time.monotonic()):
                raise messages.SilentError
            answer, blobs = messages.receive(self.channel, limit=most, until=arrived)
            self._signal(signal.SIGSTOP)
            return answer, blobs, in_time
        except messages.SilentError:
            reason = _too_long("The student's code", seconds) + " It ignored being interrupted."
        except messages.TooLargeError as error:
            then = "it was stopped" if message["do"] == "run" else "the test wasn't run"
            reason = f"The student's code sent {error}; {then}."
        except (messages.ChannelError, OSError) as error:
            reason = str(error)
        except BaseException:
            # Such as the end of the tests' time: an answer that comes now would be taken for the
            # next one.
            self._lose()
            raise
        self._lose()
        raise StudentEndedError(reason)

    def _signal(self, number: int) -> None:
        signal.pidfd_send_signal(self.process, number)

    def _lose(self) -> None:
        """End the student's process: what it says can't be used any more."""
        with contextlib.suppress(OSError):
            self._signal(signal.SIGKILL)
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


def _packed(answer: dict) -> list[messages.Blob]:
    try:
        return messages.pack(answer)
    except messages.TooLargeError as error:
        reason = f"What came of this cell can't be kept: {error}."
        return messages.pack({"outputs": [], "cause": reason, "needs_person": reason})


def _know(extension: Extension, known: list) -> dict:
    """Take over what the tests of other notebooks worked out."""
    extension.known().update({tuple(texts): result for texts, result in known})
    return {}


def _too_long(what: str, seconds: float) -> str:
    return f"{what} took longer than {seconds:.3g} seconds and was stopped."


def _stop_tests(*_: object) -> None:
    raise TestTimeError("The tests of this cell took too long and were stopped.")
