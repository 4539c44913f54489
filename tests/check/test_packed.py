"""A packed test runs as it was written, with the names around it, and can be told from others."""

import base64
import json
import traceback
import zlib

import pytest

from imagelessons import check
from imagelessons.check.notebook.progress import forget_passed, how_far, passes
from imagelessons.packed import Test, as_written, is_piece, packed, unpacked

SOURCE = """# Test of exercise 2
with check.exercise("Exercise 2: corner", hints=["Look at the edge."]):
    check.number(corner, 42, "corner")
"""


def body_of(cell):
    return cell.partition('"""')[2].partition('"""')[0]


def test_it_runs_with_the_names_around_it():
    names = {"corner": 42}
    exec(packed(Test(SOURCE, "2")), names)
    with pytest.raises(check.Finding, match="count-off-by-one"):
        exec(packed(Test(SOURCE, "2")), {"corner": 43})


def test_what_it_defines_stays_in_the_notebook():
    names = {}
    exec(packed(Test("def f():\n    return a\n\n\na = 3\nb = [a for _ in range(2)]", "1")), names)
    assert names["f"]() == 3
    assert names["b"] == [3, 3]


def test_an_error_in_a_test_points_to_its_line():
    with pytest.raises(ZeroDivisionError) as caught:
        exec(packed(Test("a = 1\nb = a / 0", "7")), {})
    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert (last.filename, last.lineno, last.line) == ("<test of exercise 7>", 2, "b = a / 0")


def test_it_gives_nothing_away_and_reads_well():
    cell = packed(Test(SOURCE, "2", ("1", "2"), ("3",), ("img",), {"corner": "2"}))
    assert cell.startswith("# Test of exercise 2: run it with Shift + Enter.\n")
    for word in ("edge", "42", "corner", "hints", "img"):
        assert word not in cell
    assert as_written(cell) == SOURCE
    assert as_written(cell.replace("\n", "\r\n")) == SOURCE
    assert is_piece(cell)
    assert is_piece("\n".join(cell.splitlines()[5:]))
    assert is_piece("\n".join(cell.splitlines()[:3]))


def pack(plain, size=0):
    return base64.b64encode(zlib.compress(plain + b" " * size)).decode()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no base64!",
        "YWJj",
        pack(b"5"),
        pack(b"{}"),
        pack(b'{"source": 1}'),
        pack(b"[" * 500_000),
        pack(json.dumps({"source": "x", "exercise": "1", "tests": 3}).encode()),
        pack(b"{", 50_000_000),
        pack(b'{"source": "x"')[:-6],
    ],
)
def test_what_is_no_packed_test_is_refused_in_a_sentence(body):
    with pytest.raises(ValueError, match="A fresh copy of the exercises"):
        unpacked(body)
    cell = f'exec(check.unpacked("""\n{body}\n"""))'
    assert as_written(cell) == cell


@pytest.mark.parametrize("text", ["", "a = 1", "YWJj", "from imagelessons import data", "# Test"])
def test_other_cells_are_left_as_they_are(text):
    assert as_written(text) == text
    assert not is_piece(text)


def test_it_says_how_far_one_is(capsys):
    forget_passed()
    source = 'with check.exercise("Exercise 1"):\n    pass'
    exec(packed(Test(source, "1", ("1", "2a", "2b"))), {})
    said = capsys.readouterr().out
    assert "Done since the kernel started: 1 of 3. Still open: 2a and 2b." in said
    done = Test("", "2a", ("1", "2a"), ("3", "4"))
    passes(done)
    assert how_far(done) == "Done since the kernel started: 1 of 4. Still open: 1, 3 and 4."
    passes(Test("", "1", ("1", "2a"), ("3", "4")))
    assert how_far(done) == (
        "Done since the kernel started: 2 of 4. What is left, exercises 3 and 4, is in your own "
        "words: a person reads it."
    )
    forget_passed()


def test_a_test_that_no_longer_passes_is_open_again(capsys):
    forget_passed()
    one = packed(Test(SOURCE, "2", ("1", "2")))
    exec(one, {"corner": 42})
    with pytest.raises(check.Finding):
        exec(one, {"corner": 1})
    assert how_far(Test("", "2", ("1", "2"))).endswith("0 of 2. Still open: 1 and 2.")
    forget_passed()
