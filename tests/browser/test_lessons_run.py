"""Every lesson runs to its end where a student is: level student, in the browser."""

import pytest
from accessibility import violations
from course_copy import ROOT
from lab_page import ask, close, errors, open_notebook, run_all
from places import LESSONS, lesson

LARGE = ROOT / "data" / "large" / "rat_brain.tif"


@pytest.mark.parametrize("name", LESSONS)
def test_the_lesson_runs_to_its_end(page, lab, shot, name):
    if name == "04-large-images" and not LARGE.is_file():
        pytest.skip("the large picture isn't there: `make large` makes it (1.3 GB).")
    open_notebook(page, lab, lesson(name))
    run_all(page)
    shot(f"lesson-{name}")
    assert errors(page) == {}
    assert ask(page, "codes.filter(text).filter(cell => !count(cell)).length") == 0
    assert violations(page) == {}
    close(page)
