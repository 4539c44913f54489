"""Apart, each answer of the banks gets the finding that it gets in the student's own notebook.

A quarter of the bank is tried here; ``IMAGELESSONS_WHOLE_BANK=1`` tries all of it.
"""

import os
import re
from itertools import zip_longest

import pytest
from surroundings import listable_paths, readable_paths

from imagecourse import EXTENSION
from imagecourse.author.release import assignments
from imagecourse.author.report_card.trial import RIGHT, bank, expected_code
from imagecourse.author.source import read, reference_answers, source_path, without_marks
from imagecourse.isolation import Extension
from imagelessons.data import data_folder
from nbisolate.normalize.structure import grade_id
from nbisolate.sandbox.limits import Limits
from nbisolate.session.session import Place, Step, run_notebook
from nbisolate.session.warm_parent import WarmParent

pytestmark = pytest.mark.slow

EVERY = 1 if os.environ.get("IMAGELESSONS_WHOLE_BANK") else 4
# Between two exercises, so that each is tried as if it were alone: an answer may bind the names of
# the set-up cell again, and write into its arrays.
KEEP = """
def _copies(names):
    return {n: v.copy() if type(v).__name__ == "ndarray" else v for n, v in names.items()}
_kept = _copies(globals())
"""
FORGET = """
for _name in set(globals()) - set(_kept) - {"_kept"}:
    del globals()[_name]
globals().update(_kept["_copies"](_kept))
"""


@pytest.fixture(scope="module")
def warm():
    with WarmParent(libraries=Extension.libraries, extension=EXTENSION) as parent:
        yield parent


def rounds(assignment):
    """Yield sets of answers, one for each exercise, until each answer of the bank has come."""
    columns = []
    for name, reference in reference_answers(assignment).items():
        if name == "written":
            continue
        answers = [(name, RIGHT, reference, "the reference")]
        for path in bank(assignment):
            if path.parent.name == name:
                source = path.read_text(encoding="utf-8")
                answers.append((name, expected_code(path), source, path.stem))
        columns.append(answers)
    for row in list(zip_longest(*columns))[::EVERY]:
        yield [answer for answer in row if answer]


@pytest.mark.parametrize("assignment", assignments())
def test_the_bank_gets_its_findings_apart(assignment, warm, tmp_path):
    cells = {grade_id(cell): cell for cell in read(source_path(assignment)).cells}
    folder = data_folder()
    place = Place(tmp_path, readable_paths(folder), listable_paths(folder))
    wrong = []
    for answers in rounds(assignment):
        steps = [
            Step("given", without_marks(cell.source))
            for name, cell in cells.items()
            if name and name.startswith("setup")
        ]
        steps += [Step("student", KEEP), Step("tests", KEEP)]
        first = len(steps)
        for name, _, source, _ in answers:
            test = without_marks(cells[f"test-{name}"].source)
            steps += [Step("student", source), Step("tests", test)]
            steps += [Step("student", FORGET), Step("tests", FORGET)]
        results, _ = run_notebook(steps, warm, place, Limits())
        for number, (name, expected, _, label) in enumerate(answers):
            answer, test = results[first + 4 * number : first + 4 * number + 2]
            found = code_of(answer, test)
            if found != expected:
                wrong.append(f"{name}/{label}: {found} {test.needs_person or answer.cause}")
    assert not wrong


def code_of(answer, test):
    """Return what became of an answer, as the bank calls it."""
    if any(output["output_type"] == "error" for output in answer.outputs):
        return "answer-raised"
    for output in test.outputs:
        if output["output_type"] == "error":
            code = re.search(r"^Code: (\S+)$", output["evalue"], re.MULTILINE)
            return code.group(1) if code else output["ename"]
    return RIGHT
