"""What a finding may tell: wanted values of small shown cases, and no lesson that comes later."""

import re

import imageio.v3 as iio
import numpy as np
import pytest

from imagecourse.author.release import assignments
from imagecourse.author.source import read, released_path
from imagelessons import check
from imagelessons.check.catalogue import CATALOGUE
from imagelessons.check.finding import Finding
from imagelessons.check.notebook.lesson_link import lesson_link
from imagelessons.data import data
from imagelessons.packed import Test, packed, test_of, unpacked

SMALL = np.array([[10, 155], [156, 250]], dtype=np.uint8)
LARGE = np.arange(100, dtype=np.uint8).reshape(10, 10)
CALL = "check.function(f, [check.case(given, expected=wanted, says='a case')], 'f')"


def found(given, wanted, returned, *, shown=True):
    source = f'with check.exercise("Exercise 3: f"):\n    {CALL}'
    names = {"check": check, "given": given, "wanted": wanted, "f": lambda image: returned}
    with pytest.raises(Finding) as caught:
        exec(packed(Test(source, "3")) if shown else source, names)
    return caught.value


def test_a_small_shown_case_tells_what_came_out_and_what_was_wanted():
    wrong, right = SMALL // 7, SMALL // 2 + 60
    finding = found(SMALL, right, wrong)
    assert finding.code == "different-values"
    assert finding.detail == (
        "Case: a case. 4 of 4 values differ: at row 0, column 0 yours is 1, wanted is 65."
    )
    assert found(3, 17, 5).detail == "Case: a case. Yours is 5, wanted is 17."
    assert found(3, 0.37, 5.25).detail == "Case: a case. Yours is 5.25, wanted is 0.37."


@pytest.mark.parametrize(
    ("given", "wanted", "returned", "shown"),
    [
        (SMALL, SMALL // 2 + 60, SMALL // 7, False),
        (LARGE, 4711, 12, True),
        (3, LARGE // 3, LARGE // 7, True),
        ([LARGE], 4711, 12, True),
        ({"a": 1}, 4711, 12, True),
    ],
)
def test_no_other_case_tells_a_wanted_value(given, wanted, returned, shown):
    assert "wanted" not in str(found(given, wanted, returned, shown=shown))


def test_where_a_cause_is_named_no_value_is_told():
    finding = found(SMALL, SMALL.T, SMALL)
    assert finding.code == "transposed"
    assert "wanted" not in str(finding)


def test_a_sealed_value_is_never_told():
    source = (
        'with check.exercise("Exercise 2"):\n    check.sealed(3, "exercises-01-greyscale/n_rows")'
    )
    with pytest.raises(Finding) as caught:
        exec(packed(Test(source, "2")), {})
    assert "wanted" not in str(caught.value)


def released_tests(name):
    for cell in read(released_path(name)).cells:
        if "check.unpacked(" in cell.source:
            code = unpacked(cell.source.partition('"""')[2].partition('"""')[0])
            yield test_of(code)


@pytest.mark.parametrize("name", assignments())
def test_each_test_knows_its_lesson_and_what_is_above_it(name):
    tests = list(released_tests(name))
    assert tests
    for test in tests:
        # A capstone belongs to all lessons.
        of_a_lesson = re.match(r"exercises-(\d\d-.+)", name)
        assert test.lesson == (of_a_lesson[1] if of_a_lesson else "")
        assert test.exercise in test.tests
        assert {"np", "check"} <= set(test.given)
        assert test.exercise in test.asked.values()
        assert not set(test.tests) & set(test.read)


@pytest.mark.parametrize("code", CATALOGUE)
def test_nobody_is_sent_to_a_lesson_that_comes_later(code):
    entry = CATALOGUE[code]
    for number, lesson in enumerate(("01-greyscale", "02-masking", "05-volumes"), 1):
        finding = Finding(code, "It is 3.")
        finding.keep_to(lesson)
        later = entry.lesson[:2] > lesson[:2]
        assert finding.read == (
            "The text of this exercise, above the cell" if later else entry.read
        )
        assert ("href" in finding._page("")) <= (not later), number
    finding = Finding(code, "It is 3.")
    finding.keep_to("")
    assert finding.read == entry.read


def test_the_sentence_on_a_wider_dtype_speaks_of_no_mask():
    picture = np.array([[0, 200]], dtype=np.uint8)
    case = check.case(picture, expected=picture)
    with pytest.raises(Finding) as caught:
        check.function(lambda image: image.astype(int), [case], "f", dtype="uint8")
    assert caught.value.code == "widened-dtype"
    assert "mask" not in str(caught.value)
    assert caught.value.lesson == "01-greyscale"


def test_the_link_finds_the_lesson_beside_or_above_the_notebook(tmp_path):
    exercises = tmp_path / "exercises" / "exercises-01-greyscale"
    exercises.mkdir(parents=True)
    section = 'Rows & "columns"'
    assert lesson_link("01-greyscale", section, exercises) == ""
    (tmp_path / "01-greyscale.ipynb").write_text("{}")
    there = "../../01-greyscale.ipynb#heading=Rows-%26-%22columns%22"
    assert lesson_link("01-greyscale", section, exercises) == there
    assert lesson_link("01-greyscale", "", tmp_path) == "01-greyscale.ipynb"
    # A copy in the root of the course finds the lesson in one of its folders.
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "02-masking.ipynb").write_text("{}")
    assert lesson_link("02-masking", "", exercises) == "../../notebooks/02-masking.ipynb"
    assert lesson_link("02-masking", "", tmp_path / "gone") == "../notebooks/02-masking.ipynb"


def test_a_number_of_the_courses_picture_is_named_where_another_picture_is(monkeypatch):
    share = float((iio.imread(data("axon_slice.jpg")) < 120).mean())
    monkeypatch.setattr("imagelessons.check.values.seals._same_files", lambda files: False)

    def checked(value, right):
        with check.exercise("Exercise 1"):
            check.sealed(value, "exercises-02-masking/dark_share")
            check.number(value, right, "dark_share")

    checked(share, share)
    with pytest.raises(Finding) as caught:
        checked(share, 0.31)
    assert caught.value.code == "typed-in"
    with pytest.raises(Finding) as caught:
        checked(share + 0.01, 0.31)
    assert caught.value.code != "typed-in"
