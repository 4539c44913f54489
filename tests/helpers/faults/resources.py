"""Resources: code that ends Python, never ends, or takes what the machine has."""

from faults.course import (
    FULL,
    FUNCTION,
    NOT_TRIED,
    RIGHT,
    SHORT,
    VALUE,
    Fault,
    hands_in,
)

_NO_GRADE = "no grade at all"
_STOPPED = "was stopped"


def _answers(bad: str) -> dict[str, str]:
    """Right answers, with a bad cell in the place of the first."""
    return RIGHT | {VALUE: bad}


FAULTS = [
    Fault("os-exit", "`os._exit` in a cell", _NO_GRADE,
        hands_in(_answers("import os\nos._exit(3)")), FULL - 2, cause="ended Python itself"),
    Fault("quit-in-function", "`quit()` in a function, an honest slip", _NO_GRADE,
        hands_in(RIGHT | {FUNCTION: "def double(values):\n    quit()"}), FULL - 3,
        cause="TypeError"),
    Fault("segmentation-fault", "a segmentation fault", NOT_TRIED,
        hands_in(_answers("import ctypes\nctypes.string_at(1)")), FULL - 2,
        cause="crashed Python itself (signal SIGSEGV)"),
    Fault("parent-killed", "SIGKILL to the parent and to all others",
        "the batch ends for everybody after it", hands_in(_answers("""
            import os, signal
            for number in (os.getppid(), -1, *range(1, 400), *range(os.getpid() - 60, os.getpid())):
                try:
                    os.kill(number, signal.SIGKILL)
                except OSError:
                    pass
            """)), FULL - 2, cause="NameError"),
    Fault("endless-loop", "an infinite loop", "holds",
        hands_in(_answers("while True: pass")), FULL - 2,
        cause=f"It took longer than {SHORT} seconds and was stopped", slow=True),
    Fault("interrupt-swallowed", "a loop that swallows KeyboardInterrupt", _NO_GRADE,
        hands_in(_answers("""
            while True:
                try:
                    while True: sum(range(1000))
                except BaseException: pass
            """)), FULL - 2, cause="It ignored being interrupted", slow=True),
    Fault("interrupt-ignored", "SIGINT is ignored", _NO_GRADE, hands_in(_answers("""
            import signal
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal = None
            while True: pass
            """)), FULL - 2, cause="It ignored being interrupted", slow=True),
    Fault("memory-bomb", "takes memory without end", "no limit", hands_in(_answers("""
            taken = []
            while True:
                taken.append(bytearray(50_000_000))
            """)), FULL - 2, cause="MemoryError", slow=True),
    Fault("fork-bomb", "a fork bomb", NOT_TRIED, hands_in(_answers("""
            import os
            while True:
                os.fork()
            """)), FULL - 2, cause="PermissionError", slow=True),
    Fault("disk-filled", "fills the disk", NOT_TRIED, hands_in(_answers("""
            for number in range(1000):
                with open(f"{number}.bin", "wb") as file:
                    file.write(bytes(20_000_000))
            """)), FULL - 2, cause="more than 100 MB of files", slow=True),
    Fault("one-long-line", "prints 200 MB on one line", "it is kept whole",
        hands_in(RIGHT, first="print('x' * 200_000_000)"), FULL, cause="left out", slow=True),
    Fault("many-threads", "starts thousands of threads", NOT_TRIED, hands_in(_answers("""
            import threading
            wait = threading.Event()
            for _ in range(5000):
                threading.Thread(target=wait.wait, daemon=True).start()
            """)), FULL - 2, cause="can't start new thread", slow=True),
]  # fmt: skip
