"""Stealing: code that reads the tests, the gradebook, the solutions, or what others handed in."""

from pathlib import Path

from faults.course import (
    FUNCTION,
    NOT_TRIED,
    VALUE,
    WRONG,
    Course,
    Fault,
    hands_in,
    write,
)

_LEAKS = "what is read stands in the feedback"


def _read(path: str) -> dict[str, str]:
    return {
        VALUE: f"""
        answer = 41.0
        text = open("{path}", "rb").read()
        print(text.decode("latin-1"))
        """
    }


def _linked(target: str):
    def make(folder: Path, course: Course) -> None:
        for name in ("data.txt", "more"):
            goal = course.secrets[target]
            (folder / name).symlink_to(goal if name == "data.txt" else goal.parent)
        code = f"""
            answer = 41.0
            from pathlib import Path
            for path in ("data.txt", "more/secret.txt", "more/{course.secrets[target].name}"):
                try:
                    print(Path(path).read_bytes().decode("latin-1"))
                except OSError as error:
                    print(type(error).__name__)
            """
        write(folder, course.notebook(WRONG | {VALUE: code}))

    return make


FAULTS = [
    Fault(
        "test-parsed",
        "parses the hidden test out of `In[-1]`",
        "full marks",
        hands_in(
            WRONG
            | {
                FUNCTION: """
            def double(values):
                import re
                found = re.findall(r"allclose.result, ri(.*)", " ".join(map(str, In)))
                return eval(found[-1])
            """
            }
        ),
        cause="Error",
    ),
    Fault(
        "frame-read",
        "reads constants from the caller's frames",
        "they can be read",
        hands_in(
            WRONG
            | {
                FUNCTION: """
            def double(values):
                import sys
                frame = sys._getframe()
                while frame is not None:
                    for found in (*frame.f_locals.values(), *frame.f_globals.values()):
                        if getattr(found, "shape", None) == values.shape and found is not values:
                            return found
                    frame = frame.f_back
                return None
            """
            }
        ),
    ),
    Fault(
        "memory-searched",
        "searches the memory for the tests' text",
        NOT_TRIED,
        hands_in(
            WRONG
            | {
                FUNCTION: """
            def double(values):
                import gc
                for found in gc.get_objects():
                    if type(found) is dict and any("right" == key for key in list(found)):
                        return found["right"]
                    if type(found) is list:
                        for part in found:
                            if type(part) is str and "zip(map(" + "double" in part:
                                return 2 * values
                return None
            """
            }
        ),
    ),
    Fault(
        "gradebook-read",
        "reads the gradebook",
        _LEAKS,
        hands_in(WRONG | _read("{gradebook}")),
        cause="Error",
    ),
    Fault(
        "source-read",
        "reads the assignment's source",
        _LEAKS,
        hands_in(WRONG | _read("{source}")),
        cause="Error",
    ),
    Fault(
        "solutions-read",
        "reads the folder of the solutions",
        _LEAKS,
        hands_in(WRONG | _read("{solutions}")),
        cause="Error",
    ),
    Fault(
        "other-read",
        "reads what another student handed in",
        _LEAKS,
        hands_in(WRONG | _read("{other}")),
        cause="Error",
    ),
    Fault(
        "link-to-solutions",
        "a link in the submission that points at the solutions",
        f"{NOT_TRIED}; nbgrader copies what it points at",
        _linked("solutions"),
    ),
    Fault(
        "link-to-gradebook",
        "a link in the submission that points at the gradebook",
        f"{NOT_TRIED}; nbgrader copies what it points at",
        _linked("gradebook"),
    ),
    Fault(
        "left-behind",
        "a process and a thread left behind that watch the next student",
        NOT_TRIED,
        hands_in(
            WRONG,
            first="""
            import os, threading, time
            def watch():
                while True:
                    for folder in ("/tmp", "{place}/submitted"):
                        try:
                            for name in os.listdir(folder):
                                open("{outside}/seen", "a").write(name)
                        except OSError:
                            pass
                    time.sleep(0.01)
            threading.Thread(target=watch).start()
            try:
                if os.fork() == 0:
                    os.setsid()
                    watch()
            except OSError as error:
                print(error)
            """,
        ),
    ),
]
