"""Each page that a program makes is in the repository as it would be made now."""

import re
import runpy

import pytest

from imagecourse.author.report_card.command import STRUCTURAL, exercises
from imagecourse.author.report_card.trial import RIGHT, bank, expected_code
from imagelessons.data import course_root

PAGES = (
    "README.md",
    "docs/instructors.md",
    "notebooks/00-start-here.ipynb",
    "docs/imports.md",
    "docs/misconceptions.md",
    "docs/phantoms.md",
    "docs/grading-faults.md",
    "data/README.md",
)
PAGE = (course_root() / "docs" / "report-card.md").read_text(encoding="utf-8")
MUTANTS = (course_root() / "solutions" / "mutants.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\w+) \| (\d+/\d+) \| (\d+/\d+) \| (\d+/\d+) \| (\d+/\d+) \|", re.MULTILINE)


@pytest.fixture(scope="module")
def pages():
    return runpy.run_path(str(course_root() / "tools" / "docs.py"))["pages"]()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_it_would_be_made(pages, name):
    assert (course_root() / name).read_text(encoding="utf-8") == pages[name], "run `make docs`"


def test_each_page_that_is_made_is_compared(pages):
    assert set(pages) == set(PAGES)


def counted(assignment, name):
    codes = [expected_code(path) for path in bank(assignment) if path.parent.name == name]
    right = codes.count(RIGHT)
    wrong = len(codes) - right
    specific = sum(code not in STRUCTURAL for code in codes) - right
    return f"{right}/{right}", f"{wrong}/{wrong}", f"{wrong}/{wrong}", f"{specific}/{wrong}"


def test_the_page_counts_the_answers_of_the_bank():
    rows = {
        (part.partition("\n")[0], found[1]): found.groups()[1:]
        for part in re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]
        for found in ROW.finditer(part)
    }
    assert rows == {one: counted(*one) for one in exercises()}, "run `make report-card`"


def test_the_pages_count_the_same_mutants():
    """The page that students may see quotes none of them."""
    judged = MUTANTS.partition("\n## As right")[2]
    as_right = int(re.search(r"as right as the model answer \| (\d+) \|", PAGE)[1])
    assert len(re.findall(r"^    - `", judged, re.MULTILINE)) == as_right
    quoted = re.findall(r"^ *- .*?`(.+)`", MUTANTS, re.MULTILINE)
    assert len(quoted) >= as_right
    assert not [one for one in quoted if one.partition(": ")[2] in PAGE]
