"""Notebooks as students hand them in: one exercise sheet, solved, and what can happen to a file.

Each is written into the folder of the assignment; what it must get is said exercise by exercise.
"""

import copy
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from imagecourse.author.source import read, reference_answers, released_path, with_answers
from imagelessons.data import data
from nbisolate.normalize.structure import grade_id

ASSIGNMENT = "exercises-01-greyscale"
ANSWERS = reference_answers(ASSIGNMENT)
# In the order of the sheet.
TESTS = ["facts", "region", "brighten", "strip", "unit", "figure", "written"]
FULL, NONE, PERSON = "full points", "no points", "a person gives the points"
TEXT = "The histogram of the bright picture ends at 255, because clipping piles values up there."


@dataclass(frozen=True)
class Odd:
    """A hand-in.

    Attributes
    ----------
    make : callable
        Takes the folder; writes what is handed in.
    gets : mapping of str to str
        What exercises get that differ from full points (and a person for the written one); None
        where nothing of it can be read.
    says : str
        Part of what Validate and `make check` say; empty where there is nothing to mend.
    """

    make: Callable[[Path], object]
    gets: Mapping[str, str] | None = field(default_factory=dict)
    says: str = ""

    def expected(self) -> dict[str, str]:
        """Return what each exercise gets."""
        if self.gets is None:
            return dict.fromkeys(TESTS, NONE)
        return dict.fromkeys(TESTS, FULL) | {"written": PERSON} | dict(self.gets)


def solved() -> nbformat.NotebookNode:
    """Return the sheet with each exercise answered."""
    return with_answers(read(released_path(ASSIGNMENT)), ANSWERS)


def cell(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    """Return a cell by its grade id."""
    return next(one for one in notebook.cells if grade_id(one) == name)


def place(notebook: nbformat.NotebookNode, name: str) -> int:
    """Return where a cell is."""
    return notebook.cells.index(cell(notebook, name))


def file_in(folder: Path) -> Path:
    """Return the file in a folder that is to be validated."""
    return next(path for path in sorted(folder.iterdir()) if "ipynb" in path.name)


def _changed(change: Callable[[nbformat.NotebookNode], object], name: str = f"{ASSIGNMENT}.ipynb"):
    def make(folder: Path) -> None:
        notebook = solved()
        change(notebook)
        nbformat.write(notebook, folder / name)

    return make


def _encoded(change: Callable[[str], bytes]):
    def make(folder: Path) -> None:
        notebook = solved()
        cell(notebook, "written").source = "Grün wird heller, weil uint8 bei 255 endet. Ü"
        text = json.dumps(notebook, ensure_ascii=False, indent=1)
        (folder / f"{ASSIGNMENT}.ipynb").write_bytes(change(text))

    return make


def _raw(content: bytes):
    return lambda folder: (folder / f"{ASSIGNMENT}.ipynb").write_bytes(content)


def _untouched(*names: str):
    def change(notebook: nbformat.NotebookNode) -> None:
        released = read(released_path(ASSIGNMENT))
        for name in names:
            cell(notebook, name).source = cell(released, name).source

    return change


def _written_beside(where: int, text: str = TEXT, kind: str = "markdown"):
    def change(notebook: nbformat.NotebookNode) -> None:
        _untouched("written")(notebook)
        make = nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_code_cell
        notebook.cells.insert(place(notebook, "written") + where, make(text))

    return change


def _in_the_locked_text(notebook: nbformat.NotebookNode) -> None:
    _untouched("written")(notebook)
    cell(notebook, "about-written").source += f"\n\n{TEXT}"


def _code_beside(notebook: nbformat.NotebookNode) -> None:
    _untouched("region")(notebook)
    own = nbformat.v4.new_code_cell(ANSWERS["region"])
    notebook.cells.insert(place(notebook, "test-region") + 1, own)


def _stripped(notebook: nbformat.NotebookNode) -> None:
    for one in notebook.cells:
        one.metadata = nbformat.NotebookNode()
    notebook.metadata = nbformat.NotebookNode()


def _stripped_with_ids(notebook: nbformat.NotebookNode) -> None:
    _stripped(notebook)
    for number, one in enumerate(notebook.cells):
        one.id = f"new-{number}"


def _copied(name: str):
    def change(notebook: nbformat.NotebookNode) -> None:
        twin = copy.deepcopy(cell(notebook, name))
        twin.id = "twin"
        notebook.cells.insert(place(notebook, name) + 1, twin)

    return change


def _source(name: str, text: str):
    return lambda notebook: cell(notebook, name).update(source=text)


def _deleted(name: str):
    return lambda notebook: notebook.cells.pop(place(notebook, name))


def _picture_beside(folder: Path) -> None:
    shutil.copy(data("axon_slice.jpg"), folder / "mine.jpg")
    _changed(_source("region", f'{ANSWERS["region"]}\nimg = iio.imread("mine.jpg")'))(folder)


def _large(folder: Path) -> None:
    notebook = solved()
    shown = nbformat.v4.new_output("stream", text="0" * 41_000_000)
    cell(notebook, "facts").outputs = [shown]
    nbformat.write(notebook, folder / f"{ASSIGNMENT}.ipynb")


def _kernel(notebook: nbformat.NotebookNode) -> None:
    notebook.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}


_FROM_HERE = f'img = iio.imread("../../../data/axon_slice.jpg")\n{ANSWERS["region"]}'
_WHOLE = json.dumps(solved()).encode()

ODD = {
    "as it should be": Odd(_changed(lambda notebook: None)),
    "nothing answered": Odd(
        _changed(_untouched(*TESTS)), dict.fromkeys(TESTS, NONE), "0 of 7 done"
    ),
    "the written answer untouched": Odd(
        _changed(_untouched("written")), {"written": NONE}, "exercise 7 isn't answered yet"
    ),
    "text below the answer cell": Odd(
        _changed(_written_beside(1)), {}, "beside the answer cell. Move it into the answer cell"
    ),
    "text above the answer cell": Odd(
        _changed(_written_beside(0)), {}, "exercise 7 is answered beside its answer cell"
    ),
    "text in a cell of code": Odd(
        _changed(_written_beside(1, TEXT, "code")), {}, "answered beside its answer cell"
    ),
    "text in the locked cell": Odd(_changed(_in_the_locked_text), {}, "answered beside"),
    "code below its test": Odd(
        _changed(_code_beside), {"region": PERSON}, "Your code stands in the cell that you added"
    ),
    "UTF-8 with a mark": Odd(_encoded(lambda text: b"\xef\xbb\xbf" + text.encode())),
    "UTF-8 with a mark and CRLF": Odd(
        _encoded(lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    ),
    "UTF-16": Odd(_encoded(lambda text: text.encode("utf-16"))),
    "cp1252": Odd(_encoded(lambda text: text.encode("cp1252"))),
    "nbgrader's metadata lost": Odd(_changed(_stripped)),
    "all ids lost": Odd(_changed(_stripped_with_ids)),
    "a path that leads out": Odd(
        _changed(_source("region", _FROM_HERE)),
        {"region": NONE},
        'Write data("axon_slice.jpg") in its place.',
    ),
    "a file put beside": Odd(_picture_beside),
    "a kernel that isn't there": Odd(_changed(_kernel)),
    "an ending of the browser's": Odd(_changed(lambda notebook: None, f"{ASSIGNMENT}.ipynb.json")),
    "an ending of the mail program's": Odd(
        _changed(lambda notebook: None, f"{ASSIGNMENT}.ipynb.txt")
    ),
    "renamed": Odd(_changed(lambda notebook: None, "Müller homework (2).ipynb")),
    "renamed, with all ids lost": Odd(_changed(_stripped_with_ids, "homework.ipynb")),
    "renamed, with the metadata lost": Odd(_changed(_stripped, "homework.ipynb")),
    "too large": Odd(_large, None, "Clear Outputs of All Cells"),
    "cut off": Odd(_raw(_WHOLE[: len(_WHOLE) // 2]), None, "is cut off or damaged"),
    "no notebook": Odd(_raw(b"\x89PNG\r\n\x1a\n\xff\xfe"), None, "isn't text"),
    "empty": Odd(_raw(b""), None, "is empty"),
    "an answer copied": Odd(_changed(_copied("region")), {}, "is there 2 times"),
    "a test copied": Odd(_changed(_copied("test-region")), {}, "is there 2 times"),
    "a test deleted": Odd(
        _changed(_deleted("test-region")), {}, "the grader puts the original back"
    ),
    "an answer deleted": Odd(
        _changed(_deleted("region")), {"region": NONE}, "this answer counts as not given"
    ),
    "a test changed": Odd(
        _changed(_source("test-region", "assert True")), {}, "The grader uses the original"
    ),
    "a line that Python can't read": Odd(
        _changed(_source("region", "region = img[100:150, 200:270\nregion_mean = 1")),
        {"region": NONE},
        "'[' was never closed",
    ),
    "a wrong answer": Odd(
        _changed(
            _source("region", ANSWERS["region"].replace("100:150, 200:270", "200:270, 100:150"))
        ),
        {"region": NONE},
        "exercise 2 isn't right yet",
    ),
}
