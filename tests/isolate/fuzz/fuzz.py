"""Send the tests' side what no honest process would send, and see that it does nothing but refuse.

``make fuzz`` runs it for as long as one likes; `test_fuzz` for some seconds. Each case is made
from a seed and its number, so ``make fuzz ARGS="--only 7:123"`` runs one again. The cases run in
a child process, for what is looked for ends a process: a crash, a case without end, much memory.
"""

import argparse
import importlib.util
import io
import json
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).parent
# Of a processor, for one case; a child that takes longer is ended by the kernel, wherever it is.
MOST_SECONDS = 10
MOST_MEGABYTES = 400
_PER_CHILD = 20_000
# What a library may do by itself: read fonts and time zones, import parts of itself.
_FORBIDDEN = (
    *("socket.", "subprocess.", "os.", "shutil.", "tempfile.", "ctypes.", "urllib.", "http."),
    *("pty.", "webbrowser.", "pickle.", "marshal.dump", "glob.", "sqlite3.", "mmap."),
    *("ensurepip.", "ftplib.", "imaplib.", "smtplib.", "syslog.", "signal.", "pathlib."),
)
_READ_BY_LIBRARIES = ("zoneinfo", "tzdata", "mpl-data", "fonts", "/proc/self/statm")
_QUIET = ("os.listdir", "os.scandir", "os.walk", "os.fwalk", "glob.glob", "pathlib.Path.glob")


def peak_megabytes() -> float:
    """Return the most memory that this process has held.

    Not what `getrusage` says: that begins with the memory of the process that started this one.
    """
    said = Path("/proc/self/status").read_text()
    return int(said.partition("VmHWM:")[2].split()[0]) / 1000


class Watch:
    """An audit hook that says what a case did beside making a value."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        self.known = {name.partition(".")[0] for name in sys.modules}
        sys.addaudithook(self.hook)

    def hook(self, event: str, arguments: tuple) -> None:
        """Note an event that no case may lead to."""
        if not self.on:
            return
        if event == "open":
            path, mode = str(arguments[0]), arguments[1]
            reads = mode is None or not set(str(mode)) & set("wax+")
            inside = any(part in path for part in _READ_BY_LIBRARIES) or path.endswith(".pyc")
            if reads and (inside or path.endswith(".py")):
                return
        elif event == "import":
            if str(arguments[0]).partition(".")[0] in self.known:
                return
        elif not event.startswith(_FORBIDDEN) or event in _QUIET:
            return
        self.seen.append(f"{event} {arguments!r:.200}")


class Cases:
    """The cases of one seed."""

    def __init__(
        self, seed: str, values: Sequence[tuple[str, object]], seconds: float | None = None
    ) -> None:
        from mutate import mutated

        from nbisolate.serialize.serializer import Packer

        self.seed, self.mutated = seed, mutated
        self.seconds = MOST_SECONDS if seconds is None else seconds
        self.names, self.messages = [], []
        for name, value in values:
            packer = Packer(keep=lambda one: 0)
            plain = json.loads(json.dumps(packer.pack(value)))
            self.names.append(name)
            self.messages.append((plain, [bytes(blob) for blob in packer.blobs]))
        # Arrays go to native code as they are.
        self.weights = [4 if name.startswith("arrays") else 1 for name in self.names]
        self.scratch = tempfile.mkdtemp()
        os.chdir(self.scratch)
        for number, message in enumerate(self.messages):
            self.get(message, number)  # so that all that is loaded once is loaded
        self.watch = Watch()

    def run(self, number: int, decisions: random.Random | None = None) -> str:
        """Run a case and return what is wrong with it, or nothing."""
        rng = decisions or random.Random(f"{self.seed}:{number}")
        which = rng.choices(range(len(self.messages)), self.weights)[0]
        message = self.mutated(rng, self.messages[which], self.messages)
        door = rng.choices((self.get, self.call, self.show, self.send), (70, 20, 5, 5))[0]
        self.watch.seen.clear()
        before = peak_megabytes()
        signal.setitimer(signal.ITIMER_PROF, self.seconds)
        try:
            door(message, rng.randrange(1 << 30))
            wrong = ""
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            wrong = f"{type(error).__name__} in {where.name} of {where.filename}: {error!s:.200}"
        finally:
            self.watch.on = False
            signal.setitimer(signal.ITIMER_PROF, 0)
        grown = peak_megabytes() - before
        if grown > MOST_MEGABYTES:
            wrong = f"{wrong} took {grown:,.0f} MB"
        wrong = " ".join([wrong, *self.watch.seen]).strip()
        return wrong and f"{self.names[which]}, {door.__name__}: {wrong}"

    def _tests(self, answer: dict, blobs: list[bytes]) -> object:
        """Return the tests' side of an engine whose student answers this."""
        from nbisolate.extension import load
        from nbisolate.sandbox.limits import Limits
        from nbisolate.session.namespace import Names
        from nbisolate.session.test_process import Tests

        shell = SimpleNamespace(user_ns=Names())
        tests = Tests(shell, Limits(), load(""))
        tests.locked = {"x"}
        tests.source = "assert abs(x - 1) < 2 and sum(x) == 3"
        tests._ask = lambda *a, **k: (answer, [bytearray(blob) for blob in blobs], True)
        if hasattr(self, "watch"):
            self.watch.on = True
        return tests

    def get(self, message: tuple, number: int) -> None:
        """Let a test ask for a name, and do with the value what the engine does with any."""
        from nbisolate.serialize.in_place import is_same, write_back
        from nbisolate.serialize.opaque import CannotCrossError

        plain, blobs = message
        tests = self._tests({"value": plain}, blobs)
        try:
            value = tests._fetch("x")
        except (CannotCrossError, NameError):
            return
        again = tests._fetch("x")
        is_same(value, again)
        write_back(value, again)
        self.use(value)

    def use(self, value: object) -> None:
        """Do what a test may do; it may raise whatever it likes, and not crash."""
        from imagelessons import check

        uses = (
            *(repr, str, bool, len, list, dict, float, hash, dir),
            lambda one: one == one,
            lambda one: one.copy(),
            lambda one: one[0],
            lambda one: one.get_fdata(),
            lambda one: check.array(one, [1.0, 2.0], "x"),
            lambda one: check.number(one, 3, "x"),
            lambda one: check.figure(one, panels=1),
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for use in uses:
                try:
                    use(value)
                except Exception:
                    continue

    def call(self, message: tuple, number: int) -> None:
        """Let a test call a function, with an answer that is wrong in any of its parts."""
        from nbisolate.serialize.exceptions import StudentEndedError
        from nbisolate.serialize.opaque import CannotCrossError

        plain, blobs = message
        honest = {"t": "list", "v": [{"t": "list", "v": [plain, 1]}, {"t": "dict", "v": []}]}
        error = {"name": "KeyError", "kinds": ["KeyError", "LookupError"], "text": "a", "line": ""}
        answers = [
            {"value": plain, "printed": ""},
            {"value": 3, "printed": "", "changed": {"value": honest, "first": 0}},
            {"error": error, "printed": "a"},
        ]
        rng = random.Random(number)
        answer, _ = self.mutated(rng, (rng.choice(answers), []), self.messages)
        answer = answer if type(answer) is dict else {}
        tests = self._tests(answer, blobs)
        given = ([1, 2], 5), {}
        try:
            tests._call(0, *given)
        except (CannotCrossError, StudentEndedError):
            return
        except Exception as raised:
            if not hasattr(raised, "student_line"):
                raise

    def show(self, message: tuple, number: int) -> None:
        """Let the student's cell show outputs."""
        rng = random.Random(number)
        outputs = [
            {"output_type": "stream", "name": "stdout", "text": "a"},
            {"output_type": "error", "ename": "E", "evalue": "e", "traceback": ["a", "b"]},
            {"output_type": "execute_result", "data": {"text/plain": "a"}, "execution_count": 1},
            {"output_type": "display_data", "data": {"image/png": "YWJj"}, "metadata": {}},
        ]
        answer = ({"outputs": outputs, "changed": ["a", "x"]}, [])
        answer, _ = self.mutated(rng, answer, self.messages)
        tests = self._tests(answer if type(answer) is dict else {}, [])
        json.dumps(tests.run_student("x = 1", 1.0))

    def send(self, message: tuple, number: int) -> None:
        """Send bytes that are no message, or not the whole of one."""
        from nbisolate.session import messages

        rng = random.Random(number)
        plain, blobs = message
        whole = b"".join(messages.pack({"value": plain}, blobs))[:100_000]
        start, rest = bytearray(whole[:16]), bytearray(whole[16:])
        for part in (start, rest):
            for _ in range(rng.choice((0, 1, 3))):
                part[rng.randrange(len(part))] = rng.randrange(256)
        here, there = socket.socketpair()
        with here, there:
            there.setblocking(False)
            try:
                there.send(start + rest)
            except BlockingIOError:
                return
            there.shutdown(socket.SHUT_WR)
            try:
                messages.receive(here, limit=1 << 26)
            except messages.ChannelError:
                return


def child(seed: str, first: int, until: float, count: int, report: Path) -> None:
    """Run cases until a time, or so many; leave the number of the one that runs in a file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out, sys.stdout = sys.stdout, io.StringIO()  # a student’s function prints, too
    from seeds import seeds

    cases = Cases(seed, seeds())
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + (3 << 30),) * 2)
    with report.open("r+b", buffering=0) as now:
        number = first
        while number < first + count and time.process_time() < until:
            os.pwrite(now.fileno(), b"%20d" % number, 0)
            wrong = cases.run(number)
            if wrong:
                print(json.dumps([number, wrong]), file=out, flush=True)
            number += 1
        os.pwrite(now.fileno(), b"%20d" % -number, 0)


def fuzz(seed: str, *, seconds: float, count: int = 1 << 60, first: int = 0) -> tuple[int, list]:
    """Run cases, each child after the other, and return how many and what was found.

    Parameters
    ----------
    seed : str
    seconds : float
        Of a processor, without what a child takes to start.
    count : int
        The most cases.
    first : int
        The number of the first one.

    Returns
    -------
    cases : int
    found : list of (int, str)
        The number of a case, and what was wrong with it.
    """
    found: list = []
    start, number = resource.getrusage(resource.RUSAGE_CHILDREN), first
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "now"
        left = seconds
        while number < first + count and left > 0:
            report.write_bytes(b"%20d" % number)
            some = min(_PER_CHILD, first + count - number)
            command = [sys.executable, __file__, "--seed", seed, "--child", str(report)]
            command += ["--first", str(number), "--count", str(some), "--seconds", str(left)]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=HERE)
            found += [tuple(json.loads(line)) for line in done.stdout.splitlines() if line]
            last = int(report.read_bytes())
            if done.returncode:
                how = signal.Signals(-done.returncode).name if done.returncode < 0 else "exit"
                found.append((last, f"the process ended ({how})"))
                last = -(last + 1)
            number = -last
            now = resource.getrusage(resource.RUSAGE_CHILDREN)
            left = seconds - (now.ru_utime + now.ru_stime - start.ru_utime - start.ru_stime)
    return number - first, found


def main() -> int:
    """Run cases and say what was found."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60.0, help="of a processor")
    parser.add_argument("--seed", default=str(time.time_ns()))
    parser.add_argument("--only", help="seed:number of a case to run again")
    for name, default in (("--first", 0), ("--count", 1 << 60), ("--child", None)):
        kind = str if default is None else int
        parser.add_argument(name, type=kind, default=default, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.seed, asked.first, asked.seconds, asked.count, Path(asked.child))
        return 0
    if asked.only:
        seed, number = asked.only.rsplit(":", 1)
        cases, found = fuzz(seed, seconds=1000, count=1, first=int(number))
    else:
        seed = asked.seed
        guided = importlib.util.find_spec("atheris") is not None
        cases, found = fuzz(seed, seconds=asked.seconds / (2 if guided else 1))
    print(f"{cases:,} cases of seed {seed}, {len(found):,} findings.")
    for number, wrong in found:
        print(f"  --only {seed}:{number}  {wrong}")
    if asked.only or not guided:
        return 1 if found else 0
    seconds = max(1, round(asked.seconds / 2))
    command = [sys.executable, HERE / "guided.py", f"-max_total_time={seconds}"]
    return 1 if subprocess.run(command, cwd=HERE).returncode or found else 0


if __name__ == "__main__":
    sys.exit(main())
