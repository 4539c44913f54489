"""Honest students whose answer is right: none of this may cost a point."""

from faults.course import (
    ARRAY,
    ASSIGNMENT,
    FULL,
    FUNCTION,
    NOT_TRIED,
    PARTS,
    RIGHT,
    VALUE,
    Fault,
    cell,
    hands_in,
)

_HOLDS = "holds"


def _helper_cells(notebook):
    import nbformat

    place = notebook.cells.index(cell(notebook, FUNCTION))
    notebook.cells.insert(place, nbformat.v4.new_code_cell("def twice(x):\n    return x * 2"))
    cell(notebook, FUNCTION).source = "def double(values):\n    return twice(np.asarray(values))"
    tail = nbformat.v4.new_code_cell("ramp = ramp.astype(int)")
    notebook.cells.insert(notebook.cells.index(cell(notebook, ARRAY)) + 1, tail)


def _windows(folder, course):
    import nbformat

    text = nbformat.writes(course.notebook()).replace("\\n", "\\r\\n").replace("\n", "\r\n")
    (folder / f"{ASSIGNMENT}.ipynb").write_bytes(text.encode())


def _function(body: str):
    return hands_in(RIGHT | {FUNCTION: body})


FAULTS = [
    Fault("prints-to-stderr", "a warning and a print to stderr in the tested function",
        "zero points", _function("""
            def double(values):
                import sys, warnings
                warnings.warn("old", DeprecationWarning, stacklevel=2)
                print("doubling", file=sys.stderr)
                print("doubling")
                return np.asarray(values) * 2
            """), FULL, cause="doubling"),
    Fault("list-for-array", "a list and a float where an array was meant", _HOLDS,
        hands_in(RIGHT | {
            FUNCTION: "def double(values):\n    return (np.asarray(values) * 2).tolist()",
            ARRAY: "ramp = [0.0, 51, 102, 153, 204, 255]", VALUE: "answer = 42"}), FULL, cause=""),
    Fault("another-dtype", "another dtype and memory order, and a read-only array", NOT_TRIED,
        hands_in(RIGHT | {
            FUNCTION: "def double(values):\n    return np.asfortranarray(values, np.float32) * 2",
            ARRAY: "ramp = np.arange(0, 256, 51, dtype='>u2')\nramp.flags.writeable = False",
            VALUE: "answer = np.float32(42)"}), FULL, cause=""),
    Fault("another-figure", "a figure more, `plt.show()`, `plt.close()`", NOT_TRIED,
        hands_in(RIGHT | {VALUE: """
            import matplotlib.pyplot as plt
            plt.plot([1, 2])
            plt.figure()
            plt.show()
            plt.close("all")
            answer = 42
            """}), FULL, cause=""),
    Fault("object-style", "a figure made without pyplot's state, in a tested function", NOT_TRIED,
        _function("""
            import matplotlib.pyplot as plt
            def double(values):
                fig, ax = plt.subplots()
                ax.imshow(np.atleast_2d(values))
                return np.asarray(values) * 2
            """), FULL, cause=""),
    Fault("another-method", "another right method", NOT_TRIED, hands_in(RIGHT | {
            FUNCTION: "double = lambda values: np.add(values, values)",
            ARRAY: "ramp = np.linspace(0, 255, 6)", PARTS: "parts = (n + 1 for n in range(4))\n"
            "parts = list(parts)", VALUE: "answer = sum(range(1, 9)) + 6"}), FULL, cause=""),
    Fault("helper-cells", "helper cells added, an answer split",
        "the batch ends for everybody after it", hands_in(RIGHT, changed=_helper_cells), FULL,
        cause=""),
    Fault("unseeded", "unseeded randomness", NOT_TRIED, hands_in(RIGHT | {VALUE: """
            rng = np.random.default_rng()
            answer = np.round(np.mean(rng.normal(42, 1e-6, 100_000)), 3)
            """}), FULL, cause=""),
    Fault("windows-lines", "Windows line ends", NOT_TRIED, _windows, FULL, cause=""),
    Fault("magics", "magics and lines for the shell", NOT_TRIED, hands_in(RIGHT | {VALUE: """
            %matplotlib inline
            !ls -l
            files = !ls
            %time answer = 42
            """}, first="%%time\nsome = 1", last="%load_ext autoreload\n%autoreload 2"), FULL,
        cause="for the shell"),
]  # fmt: skip
