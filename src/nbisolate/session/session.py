"""Run the cells of one notebook: the student's in one process, the tests in another."""

import contextlib
import os
import signal
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from nbisolate.sandbox.enter import nameless_user
from nbisolate.sandbox.limits import Limits
from nbisolate.sandbox.tempdirs import own_folder
from nbisolate.sandbox.watch import Watch
from nbisolate.session import messages
from nbisolate.session.answers import is_answer, why_ended
from nbisolate.session.warm_parent import Ended, WarmError, WarmParent

# Restarting a student's process runs its cells once more, so it isn't done without end.
_MOST_PROCESSES = 4
_HARD = 30.0
# Characters of all outputs of a notebook.
_MOST_SHOWN = 100_000_000
# Of this package, modules are still loaded when values are read.
_PACKAGE = Path(__file__).resolve().parents[1]
_TOO_MUCH = "(What this cell shows was left out: the notebook shows too much.)\n"


@dataclass(frozen=True)
class Step:
    """A cell to run.

    Attributes
    ----------
    kind : {"student", "given", "tests", "beside"}
        Whose it is: the student's; the instructor's, run with the student's; a test cell, run
        apart; or a test cell that is run beside the student's, as nbgrader runs it.
    source : str
    """

    kind: Literal["student", "given", "tests", "beside"]
    source: str


@dataclass
class Result:
    """What became of a cell.

    Attributes
    ----------
    outputs : list of dict
        As nbformat has them. Those of a student's cell hold whatever the student wants.
    cause : str
        A sentence where the cell was stopped, or ended its process.
    needs_person : str
        A sentence for the instructor where a test cell can't be graded by machine.
    doubts : list of str
        Why a test that passed may be wrong. What the instructor's solution raises too, in the
        same test, is no doubt.
    locked : dict of str to str
        Digests of the names in a test that locked cells set.
    restarted : bool
        Whether an earlier cell had ended the process, and the others were run again without it.
    """

    outputs: list[dict] = field(default_factory=list)
    cause: str = ""
    needs_person: str = ""
    doubts: list[str] = field(default_factory=list)
    locked: dict[str, str] = field(default_factory=dict)
    restarted: bool = False


@dataclass
class Usage:
    """What a notebook took: seconds on the clock and on the processors, and memory."""

    seconds: float = 0.0
    student_cpu_seconds: float = 0.0
    tests_cpu_seconds: float = 0.0
    memory_mb: float = 0.0


@dataclass(frozen=True)
class Place:
    """Where a notebook runs.

    Attributes
    ----------
    scratch : pathlib.Path
        The folder of its own, which it may write to.
    readable, listable : sequence of pathlib.Path
        What else the student's code may read, and folders in which it may see the names.
    tests_readable : sequence of pathlib.Path
        What the tests may read besides that and their `modules`.
    tests_writable : sequence of pathlib.Path
        Folders in which the tests may keep what tests of other notebooks find; only where this one
        is the instructor's own.
    student, tests : mapping of str to str
        Environment variables of the two processes.
    modules : sequence of pathlib.Path
        Folders with modules of the instructor that test cells import.
    answers : sequence of str
        Names that the instructor's cells ask the student to set.
    imports : str
        Import statements of the instructor, for the tests.
    locked : sequence of str
        Names that locked cells set.
    """

    scratch: Path
    readable: Sequence[Path] = ()
    listable: Sequence[Path] = ()
    tests_readable: Sequence[Path] = ()
    tests_writable: Sequence[Path] = ()
    student: Mapping[str, str] = field(default_factory=dict)
    tests: Mapping[str, str] = field(default_factory=dict)
    modules: Sequence[Path] = ()
    answers: Sequence[str] = ()
    imports: str = ""
    locked: Sequence[str] = ()


def run_notebook(
    steps: Sequence[Step], warm: WarmParent, place: Place, limits: Limits | None = None
) -> tuple[list[Result], Usage]:
    """Run the cells of a notebook.

    Parameters
    ----------
    steps : sequence of Step
        The sources of the kinds "given" and "tests" must come from the instructor.
    warm : WarmParent
    place : Place
    limits : Limits, optional

    Returns
    -------
    results : list of Result
        One for each step.
    usage : Usage

    Raises
    ------
    WarmError
        If the warm parent has ended, or a process could not be shut in. Nothing was graded then.
    """
    limits = limits or Limits()
    start = time.monotonic()
    with own_folder() as temporary:
        run = _Run(warm, place, limits, temporary)
        try:
            run.start()
            results = [run.step(step) for step in steps]
        finally:
            run.close()
    run.usage.seconds = time.monotonic() - start
    return results, run.usage


class _Run:
    """One notebook on its way."""

    def __init__(self, warm: WarmParent, place: Place, limits: Limits, temporary: Path):
        self.warm, self.place, self.limits, self.temporary = warm, place, limits, temporary
        self.usage = Usage()
        self.student = self.tests = 0
        self.students = 0
        self.done: list[Step] = []
        self.given = [place.imports] if place.imports else []
        self.left = limits.total_seconds
        # What went wrong with the grader itself; then a failed test is for a person to judge.
        self.trouble = ""
        self.room = _MOST_SHOWN
        self.channel: socket.socket | None = None
        self.watch = Watch(place.scratch, temporary, limits)
        # What one of the two processes writes, the other reads: they are the same user's.
        self.user = 0 if place.tests_writable else nameless_user(_readable_by_tests(place))

    def start(self) -> None:
        """Start the processes."""
        self._start_tests()
        self._start_student()

    def step(self, step: Step) -> Result:
        if not self.channel:
            self._start_tests()
        role = "tests" if step.kind == "tests" else "student"
        start = time.monotonic()
        revived = self.student or self._revive()
        if not revived and role == "student":
            self.left -= time.monotonic() - start
            return Result(cause=f"It wasn't run: {self._no_more()}")
        if step.kind == "given":
            self._share(step.source)
        message = {"do": role, "source": step.source}
        answer = self._tell(message | {"seconds": self._seconds(step)})
        if answer.get("lost") and role == "student":
            answer = self._once_more(message, step, answer)
        self.trouble = answer.get("trouble") or self.trouble
        self.left -= time.monotonic() - start
        result = Result(
            outputs=self._kept(answer.get("outputs", [])),
            cause=answer.get("cause") or answer.get("ended", ""),
            needs_person=answer.get("needs_person") or self._doubt(step, answer),
            doubts=answer.get("doubts", []),
            locked=answer.get("locked", {}),
            restarted=self.students > 1,
        )
        if answer.get("ended"):
            ended = self._end_student()
            if role == "student":
                result.cause = why_ended(ended, result.cause, self.limits)
        elif role == "student":
            self.done.append(step)
        if self.left <= 0:
            self._end_student()
        return result

    def _share(self, source: str) -> None:
        """Let the tests have what a locked cell imports and defines."""
        answer = self._tell({"do": "tools", "source": source})
        if not answer.get("lost"):
            self.given.append(source)
            return
        self.trouble = answer["ended"]
        self._end_student()
        self._start_tests()
        self._revive()

    def _once_more(self, message: dict, step: Step, answer: dict) -> dict:
        """Run a student's cell again at which not the student's process ended but the tests'."""
        self._end_student()
        self._start_tests()
        if self._revive():
            answer = self._tell(message | {"seconds": self._seconds(step)})
        if answer.get("lost"):
            self.trouble = answer["ended"]
        return answer

    def _doubt(self, step: Step, answer: dict) -> str:
        """Return why a failed test may not be the student's fault, after trouble of our own."""
        if not self.trouble or step.kind not in ("tests", "beside"):
            return ""
        failed = any(output.get("output_type") == "error" for output in answer.get("outputs", []))
        ended = step.kind == "beside" and "ended" in answer
        return self.trouble if failed or ended else ""

    def _kept(self, outputs: list[dict]) -> list[dict]:
        """Return the outputs of a cell, or none if the notebook has shown too much already.

        All of them lie in memory until the last cell has run.
        """
        for one in outputs:
            parts = (one.get("text", ""), *one.get("data", {}).values(), *one.get("traceback", ()))
            self.room -= sum(map(len, parts))
        if self.room >= 0 or not outputs:
            return outputs
        note = {"output_type": "stream", "name": "stderr", "text": _TOO_MUCH}
        return [note, *(one for one in outputs if one["output_type"] == "error")]

    def _seconds(self, step: Step) -> float:
        of_tests = step.kind == "beside"
        seconds = self.limits.test_seconds if of_tests else self.limits.cell_seconds
        return max(0.1, min(seconds, self.left))

    def _no_more(self) -> str:
        if self.left <= 0:
            return f"the notebook took more than {self.limits.total_seconds:g} seconds in all."
        return "the student's process had ended too often."

    def _revive(self) -> bool:
        """Restart the student's process and run again what ran in it."""
        if self.students >= _MOST_PROCESSES or self.left <= 0:
            return False
        self._start_student()
        for step in self.done:
            message = {"do": "student", "source": step.source, "seconds": self._seconds(step)}
            answer = self._tell(message)
            if answer.get("ended"):
                self._end_student()
                return False
        return True

    def _settings(self, role: str) -> dict:
        place, of_tests = self.place, role == "tests"
        readable = _readable_by_tests(place) if of_tests else place.readable
        return {
            "scratch": str(place.scratch),
            "temporary": str(self.temporary if of_tests else place.scratch),
            "readable": [str(path) for path in readable],
            "listable": [str(path) for path in place.listable],
            "writable": [str(path) for path in place.tests_writable if of_tests],
            "user": self.user,
            "environment": dict(place.tests if of_tests else place.student),
            "modules": [str(path) for path in place.modules if of_tests],
            "extension": self.warm.extension,
            "answers": list(place.answers),
            "locked": list(place.locked),
            "limits": asdict(self.limits),
        }

    def _start_tests(self) -> None:
        ours, theirs = socket.socketpair()
        self.channel = ours
        self.tests = self.warm.fork("tests", theirs, self._settings("tests"))
        _expect_ready(self._answer(_HARD), "the tests")
        before = [{"do": "know", "known": self.warm.known()}]
        before += [{"do": "tools", "source": source} for source in self.given]
        for message in before:
            answer = self._tell(message)
            if answer.get("lost"):
                raise WarmError(f"Before the first cell: {answer['ended']}")

    def _start_student(self) -> None:
        ours, theirs = socket.socketpair()
        self.student = self.warm.fork("student", theirs, self._settings("student"))
        self.students += 1
        with ours, open(os.pidfd_open(self.student), "rb", buffering=0) as process:
            answer = self._tell({"do": "meet"}, [ours.fileno(), process.fileno()])
        _expect_ready(answer, "the student's cells")

    def _tell(self, message: dict, handed: Sequence[int] = ()) -> dict:
        """Tell the tests' process what to do and return what it answers.

        It keeps the limits itself; only where it fails to is it ended from here.
        """
        limits = self.limits
        seconds = {"tests": limits.test_seconds + limits.cell_seconds}
        try:
            messages.send(self.channel, message)
            if handed:
                socket.send_fds(self.channel, [b"f"], handed)
        except (messages.ChannelError, OSError) as error:
            return self._lost(error)
        most = seconds.get(message["do"], message.get("seconds", limits.cell_seconds))
        return self._answer(most + _HARD)

    def _answer(self, seconds: float) -> dict:
        """Return what the tests' process answers, and watch both processes until it does."""
        until = time.monotonic() + seconds
        try:
            self.watch.wait(self.channel, until, self.student, self.tests)
            answer, _ = messages.receive(self.channel, until=until)
        except (messages.ChannelError, OSError) as error:
            return self._lost(error)
        if not is_answer(answer):
            return self._lost(ValueError("it sent what is no answer"))
        if self.watch.reason and answer.get("ended"):
            answer["ended"] = self.watch.reason
            answer["trouble"] = self.watch.trouble
        return answer

    def _lost(self, error: Exception) -> dict:
        """Say what became of a cell at which the process of the tests itself ended."""
        late = isinstance(error, messages.SilentError)
        ended = self.warm.end(self.tests)
        self.channel.close()
        self.channel = None
        how = f"exit status {ended.status}"
        if ended.by_signal:
            how = f"signal {signal.Signals(ended.by_signal).name}"
        if isinstance(error, ValueError):
            how = str(error)
        reason = self.watch.reason or (
            f"The tests' process ended at this cell ({'it took too long' if late else how}), so it "
            f"isn't known whether the test passes. The test may do that, or what the student's "
            f"code sent to it."
        )
        return {"outputs": [], "ended": reason, "needs_person": reason, "lost": True}

    def _end_student(self) -> Ended | None:
        if not self.student:
            return None
        ended = self.warm.end(self.student)
        self.student = 0
        self.usage.student_cpu_seconds += ended.cpu_seconds
        self.usage.memory_mb = max(self.usage.memory_mb, ended.memory_mb)
        return ended

    def close(self) -> None:
        with contextlib.suppress(OSError):
            if self.channel is not None:
                self.warm.remember(self._tell({"do": "known"}).get("known", []))
            if self.channel is not None:
                self.channel.close()
                self.usage.tests_cpu_seconds = self.warm.end(self.tests).cpu_seconds
        self._end_student()


def _readable_by_tests(place: Place) -> tuple[Path, ...]:
    return (*place.readable, *place.tests_readable, *place.modules, _PACKAGE)


def _expect_ready(answer: dict, what: str) -> None:
    if not answer.get("ready"):
        reason = answer.get("failed") or answer.get("ended")
        raise WarmError(f"A process for {what} could not be started: {reason}")
