"""The process that runs the student's cells, shut in, and hands out their values as plain data."""

import linecache
import os
import signal
import socket
import sys
import types
from collections.abc import Callable
from pathlib import Path

from nbisolate.sandbox.enter import ShutInError, shut_in
from nbisolate.sandbox.limits import Limits
from nbisolate.serialize.serializer import CannotCrossError, Packer, Unpacker, type_name
from nbisolate.session import messages
from nbisolate.session.shell_setup import shell_of
from nbisolate.shell.notebook import NotebookShell, run_cell, safe_text

_SHORT_TEXT = 2_000
_LINE = 100


def main(channel: socket.socket, settings: dict) -> None:
    """Shut this process in, then answer until the other side is gone."""
    scratch = Path(settings["scratch"])
    os.chdir(scratch)
    os.environ.update(settings["environment"])
    os.environ["IPYTHONDIR"] = str(scratch)
    sys.path.insert(0, str(scratch))
    _draw_afresh()
    shell = shell_of("student")
    try:
        shut_in(
            scratch,
            [Path(path) for path in settings["readable"]],
            Limits(**settings["limits"]),
            listable=[Path(path) for path in settings["listable"]],
            keep=[channel.fileno()],
            user=settings["user"],
        )
    except ShutInError as error:
        messages.send(channel, {"failed": str(error)})
        return
    messages.send(channel, {"ready": True})
    # Only a student's cell is interrupted, never the talk about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Student(channel, shell).serve()


class Student:
    """What the other side may ask of the student's process.

    Parameters
    ----------
    channel : socket.socket
    shell : NotebookShell
    """

    def __init__(self, channel: socket.socket, shell: NotebookShell):
        self.channel = channel
        self.shell = shell
        self.functions: list[Callable] = []
        self.last_type = ""
        self.answers: dict[str, Callable[[dict, list[bytes]], tuple[dict, list[bytes]]]] = {
            "run": self._run,
            "get": self._get,
            "call": self._call,
        }

    def serve(self) -> None:
        """Answer questions until the other side is gone."""
        while True:
            try:
                message, blobs = messages.receive(self.channel)
            except messages.ChannelError:
                return
            answer, made = self.answers[message["do"]](message, blobs)
            try:
                packed = messages.pack(answer, made)
            except messages.TooLargeError as error:
                packed = messages.pack({"value": _cannot(self.last_type, str(error))})
            messages.send_packed(self.channel, packed)

    def _run(self, message: dict, blobs: list[bytes]) -> tuple[dict, list[bytes]]:
        before = dict(self.shell.user_ns)
        with _interruptible():
            outputs = run_cell(self.shell, message["source"])
        after = self.shell.user_ns
        missing = object()
        changed = [name for name in after if after[name] is not before.get(name, missing)]
        return {"outputs": outputs, "changed": [str(name) for name in changed]}, []

    def _get(self, message: dict, blobs: list[bytes]) -> tuple[dict, list[bytes]]:
        if message["name"] not in self.shell.user_ns:
            return {"missing": True}, []
        return self._packed(self.shell.user_ns[message["name"]])

    def _packed(self, value: object) -> tuple[dict, list[bytes]]:
        self.last_type = type_name(value)
        try:
            packer = Packer(self._keep)
            with _interruptible():
                return {"value": packer.pack(value)}, packer.blobs
        except BaseException as error:
            reason = safe_text(error) if isinstance(error, CannotCrossError) else ""
            return {"value": _cannot(self.last_type, reason)}, []

    def _keep(self, function: Callable) -> int:
        self.functions.append(function)
        return len(self.functions) - 1

    def _call(self, message: dict, blobs: list[bytes]) -> tuple[dict, list[bytes]]:
        function = self.functions[message["id"]]
        self.shell.kept.clear()
        # The arrays live in the blobs from here on, and a student's function may change them.
        received = [bytes(blob) for blob in blobs]
        given = Unpacker(blobs, own_function=self.functions.__getitem__)
        arguments, keywords = given.unpack(message["arguments"])
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = self.shell.streams()
        try:
            with _interruptible():
                value = function(*arguments, **keywords)
        except BaseException as error:
            answer, made = {"error": _plain_error(error, function)}, []
        else:
            answer, made = self._packed(value)
        finally:
            sys.stdout, sys.stderr = before
            _close_figures()
        answer["printed"] = self.shell.kept.printed("stdout")
        return self._with_changes(answer, made, message, received, [arguments, keywords])

    def _with_changes(
        self, answer: dict, made: list, message: dict, received: list[bytes], now: list
    ) -> tuple[dict, list[bytes]]:
        """Add the arguments to an answer if the function has changed them in place."""
        try:
            packer = Packer(self._keep)
            plain = packer.pack(now)
        except BaseException:
            return answer, made
        if plain == message["arguments"] and list(map(bytes, packer.blobs)) == received:
            return answer, made
        answer["changed"] = {"value": plain, "first": len(made)}
        return answer, [*made, *packer.blobs]


def _draw_afresh() -> None:
    """Let NumPy's random numbers be others in each process, as in each kernel.

    Python's own are so already.
    """
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


def _cannot(type_name: str, reason: str) -> dict:
    return {"t": "cannot", "v": type_name, "why": reason}


def _plain_error(error: BaseException, function: Callable) -> dict:
    kinds = [kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins"]
    arguments = getattr(error, "args", ())
    single = arguments[0] if len(arguments) == 1 and isinstance(arguments[0], str) else None
    return {
        "name": type(error).__name__[:100],
        "kinds": kinds,
        "text": (safe_text(error) if single is None else str(single))[:_SHORT_TEXT],
        "line": _line_of(error, function)[:_SHORT_TEXT],
        "of": str(getattr(error, "name", "") or "")[:100],
    }


def _line_of(error: BaseException, function: Callable) -> str:
    """Return a sentence with the line of a function at which an error came up, or ``""``."""
    code = getattr(function, "__code__", None)
    if not isinstance(code, types.CodeType):
        return ""
    number, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == code.co_filename:
            number = step.tb_lineno
        step = step.tb_next
    line = linecache.getline(code.co_filename, number).strip() if number else ""
    line = line if len(line) <= _LINE else f"{line[: _LINE - 1]}…"
    return f"Line {number} of the cell: `{line}`" if line else ""


def _close_figures() -> None:
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and pyplot.get_fignums():
        pyplot.close("all")


class _interruptible:  # noqa: N801 - used like a function
    """While a student's code runs, SIGINT stops it."""

    def __enter__(self) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def __exit__(self, *error: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
