"""Found, or tried, by a second attacker; what was open is mended. More of it is in `attacks`."""

import json
import zipfile
from pathlib import Path

from faults.course import (
    ASSIGNMENT,
    FULL,
    NOT_TRIED,
    PARTS,
    RIGHT,
    TESTS,
    VALUE,
    WRONG,
    Course,
    Fault,
    hands_in,
    tries,
    write,
)


def _odd_files(folder: Path, course: Course) -> None:
    for name in ("-rf", "--help", "a\nb.txt", "=1+1.csv", " ", "\\", "%s{}.txt", "\x1b[31m.txt"):
        (folder / name).write_text("here")
    with zipfile.ZipFile(folder / "data.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.bin", bytes(100_000_000))
    write(folder, course.notebook())


def _half_characters(folder: Path, course: Course) -> None:
    code = "print('\ud800', '\\ud800')\nanswer = '\\udfff'"
    notebook = course.notebook(RIGHT | {VALUE: code}, first="# \ud800\n'\\ud800'")
    (folder / f"{ASSIGNMENT}.ipynb").write_text(json.dumps(notebook), encoding="ascii")


FAULTS = [
    Fault("points-as-array", "an array whose `count` makes the points of a test an array",
        NOT_TRIED,
        hands_in(WRONG | {PARTS: "parts = np.ma.ones((3, 3, 3, 3, 3))"}),
        cause="not a number of points", waits=("test-parts",)),
    Fault("half-characters", "halves of surrogate pairs in the code, the value and what is printed",
        NOT_TRIED, _half_characters, FULL - 2,
        cause="Error"),
    Fault("names-of-python", "rebinds `__builtins__`, `__name__`, `get_ipython`, `In`, `Out`",
        NOT_TRIED,
        tries("__name__ = 'x'\n__builtins__ = {}\nget_ipython = exit = In = Out = None")),
    Fault("extension-loaded", "an extension of IPython, `%run` and `%%bash`, with a file beside",
        NOT_TRIED, hands_in(WRONG | {VALUE: "%load_ext evil\n%run evil.py\nanswer = 41.0"},
            first="%%bash\ncat {solutions}", files={"evil.py": """
                import numpy
                def load_ipython_extension(shell):
                    shell.run_cell = shell.run_code = lambda *a, **k: None
                    numpy.testing.assert_allclose = lambda *a, **k: None
                """}), cause="Error", waits=TESTS),
    Fault("at-exit", "writes outside when Python ends, or is told to", NOT_TRIED, hands_in(last="""
            import atexit, signal
            def late(*a):
                open("{outside}/late", "w").write("here")
            atexit.register(late)
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM, signal.SIGPIPE):
                signal.signal(number, late)
            """), FULL, cause=""),
    Fault("odd-names", "file names with line ends, dashes and commands; a zip of 100 MB of zeros",
        NOT_TRIED, _odd_files, FULL, cause=""),
]  # fmt: skip
