"""Watch what a notebook's two processes write and how many threads run, from outside of both."""

import contextlib
import os
import select
import signal
import socket
import time
from pathlib import Path

from nbisolate.sandbox.limits import Limits, free_mb, hold_back, is_crowd, overfull, threads_of
from nbisolate.sandbox.rmtree import empty_folder

# Seconds between two looks.
_LOOK = 0.25


class Watch:
    """Looks at the folders and processes of one notebook while its cells run.

    Parameters
    ----------
    scratch : pathlib.Path
        The folder that the student's process writes to.
    temporary : pathlib.Path
        The folder of the tests' process.
    limits : Limits

    Attributes
    ----------
    reason : str
        A sentence, once a process was ended for what was seen; empty until then.
    trouble : str
        The same where nobody knows through whose code it came.
    """

    def __init__(self, scratch: Path, temporary: Path, limits: Limits):
        self.scratch, self.temporary, self.limits = scratch, temporary, limits
        self.reason = self.trouble = ""
        self._handed_in = os.listdir(scratch)
        self._looked = 0.0
        # What must stay free, so that one notebook doesn't take the room of all others: what is
        # deleted while it is open lies in no folder, and can't be counted.
        self._spare = min(2 * limits.disk_mb, free_mb(scratch) // 2)

    def wait(self, channel: socket.socket, until: float, student: int, tests: int) -> None:
        """Wait for an answer, and look meanwhile.

        Parameters
        ----------
        channel : socket.socket
            To the tests' process.
        until : float
            A time of `time.monotonic` at which to give up.
        student, tests : int
            The numbers of the two processes; 0 where there is none.
        """
        self.reason = self.trouble = ""
        while not readable(channel, min(until, time.monotonic() + _LOOK)):
            self.look(student, tests)
            if time.monotonic() >= until:
                return
        # Also after quick answers: a thread of the student's writes beside them.
        if time.monotonic() > self._looked + _LOOK:
            self.look(student, tests)

    def look(self, student: int, tests: int) -> None:
        """Look once, and end the process that uses more than it may."""
        self._looked = time.monotonic()
        if self.reason:
            return
        too_much = overfull(self.temporary, self.limits)
        if too_much and tests:
            self.reason = f"The tests of this cell made {too_much}, and were stopped."
            _kill(tests)
        elif student:
            self._look_at_student(student)

    def _look_at_student(self, student: int) -> None:
        too_much, threads = overfull(self.scratch, self.limits), threads_of(student)
        if threads > self.limits.threads:
            too_much = f"more than {self.limits.threads} threads"
        if too_much:
            self.reason = f"The student's code made {too_much}, and was stopped."
        elif free_mb(self.scratch) < self._spare:
            self.reason = self.trouble = (
                f"The disk of this machine is nearly full: less than {self._spare} MB are free at "
                f"{self.scratch.parent}. The student's code was stopped."
            )
        elif is_crowd(threads):
            hold_back(student)
        if self.reason:
            _kill(student)
            # Else the process that is started in its place would be stopped at once.
            empty_folder(self.scratch, self._handed_in)


def readable(channel: socket.socket, until: float) -> bool:
    """Return whether something arrives until a time of `time.monotonic`."""
    asked = select.poll()
    asked.register(channel, select.POLLIN)
    return bool(asked.poll(max(0.0, until - time.monotonic()) * 1000))


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(OSError):
            kill(pid, signal.SIGKILL)
