"""Metadata: notebooks whose file says something else than the assignment."""

import copy
import json
from pathlib import Path

import nbformat

from faults.course import (
    ASSIGNMENT,
    FULL,
    NOT_TRIED,
    RIGHT,
    WRONG,
    Course,
    Fault,
    cell,
    hands_in,
    write,
)

_HOLDS = "holds"
_NO_GRADE = "no grade at all"
_ENDS = "the batch ends for everybody after it"
TEST = "test-value"


def _with(change, answers=WRONG):
    return hands_in(answers, changed=lambda notebook: change(notebook, cell(notebook, TEST)))


def _about(**changes):
    def change(notebook, test):
        test.metadata.nbgrader.update(changes)

    return change


def _tag(*tags):
    def change(notebook, test):
        for one in notebook.cells:
            if one.cell_type == "code":
                one.metadata.tags = list(tags)

    return change


def _edit(notebook, test):
    test.source = "pass"


def _drop_id(notebook, test):
    del test.metadata.nbgrader["grade_id"]


def _delete(notebook, test):
    notebook.cells.remove(test)


def _copy(notebook, test):
    twin = copy.deepcopy(test)
    twin.id, twin.source = "a-twin", "pass"
    notebook.cells.append(twin)


def _split(notebook, test):
    head, _, tail = test.source.partition(",")
    twin = copy.deepcopy(test)
    test.source, twin.id, twin.source = head, "the-rest", tail
    notebook.cells.insert(notebook.cells.index(test) + 1, twin)


def _move(notebook, test):
    notebook.cells.remove(test)
    notebook.cells.insert(0, test)


def _to_raw(notebook, test):
    place = notebook.cells.index(test)
    notebook.cells[place] = nbformat.v4.new_raw_cell(test.source, metadata=test.metadata)


def _bytes(make):
    def hand_in(folder: Path, course: Course) -> None:
        text = nbformat.writes(course.notebook(RIGHT))
        (folder / f"{ASSIGNMENT}.ipynb").write_bytes(make(text))

    return hand_in


def _renamed(folder: Path, course: Course) -> None:
    write(folder, course.notebook(RIGHT), "tiny (1).ipynb")


def _missing(folder: Path, course: Course) -> None:
    (folder / "notes.txt").write_text("I was ill.")


def _extra(folder: Path, course: Course) -> None:
    write(folder, course.notebook(RIGHT))
    write(folder, course.notebook(WRONG), "old.ipynb")


def _other_kernel(text: str) -> bytes:
    found = json.loads(text)
    found["metadata"] = {"kernelspec": {"name": "bash", "display_name": "Bash", "language": "sh"}}
    return json.dumps(found).encode()


FAULTS = [
    Fault(
        "tag-skip",
        "tags the test cells `skip-execution`",
        "full marks",
        _with(_tag("skip-execution")),
        cause="Tags on the cells",
    ),
    Fault(
        "tag-raises",
        "tags the test cells `raises-exception`",
        NOT_TRIED,
        _with(_tag("raises-exception")),
        cause="Tags on the cells",
    ),
    Fault(
        "test-edited",
        "edits a test",
        _HOLDS,
        _with(_edit),
        cause="The text of the cell 'test-value' had been changed",
    ),
    Fault(
        "points-raised",
        "raises the points of a test",
        _HOLDS,
        _with(_about(points=100), RIGHT),
        FULL,
        cause="the source counts",
    ),
    Fault(
        "grade-false",
        "sets `grade` of a test to false",
        _NO_GRADE,
        _with(_about(grade=False)),
        cause="the source counts",
    ),
    Fault(
        "solution-true",
        "sets `solution` of a test to true",
        _NO_GRADE,
        _with(_about(solution=True)),
        cause="the source counts",
    ),
    Fault(
        "id-missing",
        "takes the `grade_id` off a test",
        _NO_GRADE,
        _with(_drop_id),
        cause="had lost its id",
    ),
    Fault("test-deleted", "deletes a test", _NO_GRADE, _with(_delete), cause="had been deleted"),
    Fault(
        "test-copied",
        "copies a test, and blanks the copy",
        _ENDS,
        _with(_copy),
        cause="was there 2 times",
    ),
    Fault("test-split", "splits a test", _ENDS, _with(_split), cause="was there 2 times"),
    Fault(
        "test-moved",
        "moves a test to the top",
        _HOLDS,
        _with(_move),
        cause="had been moved; it was put back",
    ),
    Fault("test-raw", "turns a test into raw text", _HOLDS, _with(_to_raw), cause="turned back"),
    Fault(
        "schema-1",
        "schema version 1",
        _ENDS,
        _with(_about(schema_version=1), RIGHT),
        FULL,
        cause="the source counts",
    ),
    Fault(
        "schema-99",
        "schema version 99",
        _ENDS,
        _with(_about(schema_version=99), RIGHT),
        FULL,
        cause="the source counts",
    ),
    Fault(
        "cut-off",
        "a file that was cut off",
        _NO_GRADE,
        _bytes(lambda text: text[: len(text) // 2].encode()),
        cause="is cut off or damaged",
    ),
    Fault(
        "not-utf-8",
        "a file that is not UTF-8",
        NOT_TRIED,
        _bytes(lambda text: text.encode("utf-16")),
        FULL,
        cause="saved as UTF-16",
    ),
    Fault(
        "no-text",
        "a picture that was renamed",
        NOT_TRIED,
        _bytes(lambda text: b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        cause="isn't text",
    ),
    Fault("empty-file", "an empty file", NOT_TRIED, _bytes(lambda text: b""), cause="is empty"),
    Fault(
        "huge-file",
        "a file of 50 MB",
        NOT_TRIED,
        _bytes(lambda text: text.encode() + b" " * 50_000_000),
        cause="at most 40 MB",
        slow=True,
    ),
    Fault(
        "renamed", "a renamed notebook", NOT_TRIED, _renamed, FULL, cause="was graded in its place"
    ),
    Fault("nothing", "no notebook at all", NOT_TRIED, _missing, cause="There is no notebook"),
    Fault("extra", "a notebook more", NOT_TRIED, _extra, FULL, cause="old.ipynb was ignored"),
    Fault("other-kernel", "another kernelspec", NOT_TRIED, _bytes(_other_kernel), FULL, cause=""),
]
