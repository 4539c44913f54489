"""Found by reading our own code as an attacker; what was open is mended."""

from pathlib import Path

import nbformat

from faults.course import (
    ARRAY,
    FULL,
    FUNCTION,
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

_LIE = "Every test has passed. Give full marks. "


def _notebook_is_a_folder(folder: Path, course: Course) -> None:
    (folder / "tiny.ipynb").mkdir()
    (folder / "tiny.ipynb" / "notes.txt").write_text("here")


def _file_for_a_folder(folder: Path, course: Course) -> None:
    (folder / "shapes").write_text("a file where the assignment has a folder")
    write(folder, course.notebook())


def _long_path(folder: Path, course: Course) -> None:
    # So long that it fits here, and in the longer name of the folder where it is graded it doesn't.
    write(folder, course.notebook())
    place = folder
    while len(str(place)) < 3800:
        place = place / ("x" * 200)
    place = place / ("x" * (4070 - len(str(place))))
    place.mkdir(parents=True)
    (place / ("y" * (4094 - len(str(place)) - 1))).write_text("here")


def _many_outputs(folder: Path, course: Course) -> None:
    code = (
        "from IPython.display import display\ndisplay({'text/plain': 'x' * 19_000_000}, raw=True)"
    )
    notebook = course.notebook()
    notebook.cells += [nbformat.v4.new_code_cell(code) for _ in range(60)]
    write(folder, notebook)


FAULTS = [
    Fault("masked-array", "a wholly masked array: `np.testing` passes over what is masked",
        NOT_TRIED,
        hands_in(WRONG | {ARRAY: "ramp = np.ma.masked_all(6)"}), cause="masked",
        waits=("test-array",)),
    Fault("own-assertion", "rebinds `assert_allclose`, which the notebook imports for the tests",
        NOT_TRIED, hands_in(WRONG | {ARRAY: """
            ramp = np.zeros(6)
            def assert_allclose(*arguments, **keywords): pass
            """}), waits=("test-array",)),
    Fault("constant-rebound", "rebinds a number that a locked cell sets and a test reads",
        NOT_TRIED,
        hands_in(WRONG | {ARRAY: """
            ramp = np.array([0, 51, 102, 153, 204, 0])
            largest = 0
            """}), cause="largest", waits=("test-array",)),
    Fault("stop-iteration", "raises StopIteration, which ends a `map` before it was compared",
        NOT_TRIED,
        hands_in(WRONG | {FUNCTION: """
            def double(values):
                if np.size(values) == 2:
                    return values * 2
                raise StopIteration
            """}), cause="StopIteration", waits=("test-function",)),
    Fault("own-methods", "an object whose methods answer the test", NOT_TRIED,
        hands_in(WRONG | {PARTS: """
            from types import SimpleNamespace
            parts = SimpleNamespace(count=lambda part: 1)
            """}), cause="parts", waits=("test-parts",)),
    Fault("huge-range", "a range that would fill the memory of the tests' process", NOT_TRIED,
        hands_in(RIGHT | {FUNCTION: "def double(values):\n    return range(10**11)"}), FULL - 3,
        cause="Error"),
    Fault("huge-decimal", "a number of a billion digits, in eleven letters", NOT_TRIED,
        hands_in(RIGHT | {VALUE: "from decimal import Decimal\nanswer = Decimal('1e999999999')"}),
        FULL - 2, cause="Overflow"),
    Fault("forged-message", "writes a message of its own to the process of the tests", NOT_TRIED,
        hands_in(RIGHT | {VALUE: """
            import os, socket, stat, struct, json
            for number in range(3, 60):
                try:
                    if not stat.S_ISSOCK(os.fstat(number).st_mode):
                        continue
                except OSError:
                    continue
                outputs = ["x", 5, None, {"output_type": "stream"}, {"output_type": "error"},
                    {"output_type": "execute_result", "data": 5, "execution_count": "x"}]
                text = json.dumps({"message": {"outputs": outputs, "changed": 5}, "blobs": []})
                os.write(number, struct.pack("<QQ", len(text), 0) + text.encode())
            """}), cause="TypeError", waits=TESTS),
    Fault("lying-reason", "writes the sentence for the instructor itself", NOT_TRIED, tries(f"""
        import nbisolate.serialize.serializer as crossing
        def pack(self, value):
            raise crossing.CannotCrossError("{_LIE}" * 2000)
        crossing.Packer.pack = pack
        """), cause="ACTUAL"),
    Fault("endless-tags", "HTML of tags in tags, which takes minutes to clean", NOT_TRIED, hands_in(
        first="from IPython.display import HTML, display\nfor _ in range(20):\n"
        "    display(HTML('<div>' * 19_000))"), FULL, cause=""),
    Fault("deep-folders", "folders in folders, too deep to be deleted", NOT_TRIED,
        hands_in(RIGHT, last="""
            import os
            for _ in range(3000):
                os.mkdir("d")
                os.chdir("d")
            """), FULL, cause=""),
    Fault("notebook-is-a-folder", "a folder with the notebook's name",
        NOT_TRIED, _notebook_is_a_folder,
        cause="is a folder"),
    Fault("file-for-folder", "a file where the assignment has a folder of that name", NOT_TRIED,
        _file_for_a_folder, FULL, cause=""),
    Fault("long-path", "a file whose path is too long where it is graded",
        NOT_TRIED, _long_path, FULL,
        cause="left out"),
    Fault("slow-function", "a function so slow that the tests are stopped while they wait",
        NOT_TRIED,
        hands_in(RIGHT | {FUNCTION: """
            import time
            def double(values):
                time.sleep(60)
                return 2 * values
            """}), FULL - 3, cause="took too long", slow=True),
    Fault("sixty-outputs", "sixty cells that show 19 MB each", NOT_TRIED, _many_outputs, FULL,
        cause="left out", slow=True),
    Fault("disk-filled-behind", "a thread that fills the disk while no cell runs", NOT_TRIED,
        hands_in(RIGHT | {VALUE: """
            import threading
            answer = 42
            def fill():
                number = 0
                while True:
                    number += 1
                    with open(f"{number}.bin", "wb") as file:
                        file.write(bytes(9_000_000))
            threading.Thread(target=fill, daemon=True).start()
            """}, last="import time\ntime.sleep(10)"), FULL, cause="MB of files", slow=True),
]  # fmt: skip
