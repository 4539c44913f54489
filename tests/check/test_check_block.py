"""The finding is one readable block, in IPython, in nbgrader's Validate, and tells no answer."""

import io
import re
import sys
import time

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

from imagelessons import check
from imagelessons.check.difference_picture import difference_bundle, difference_png
from imagelessons.check.finding import plain_finding
from imagelessons.check.notebook import output
from nbisolate.pages.outputs import clean_outputs

HEADER = "import numpy as np\nfrom imagelessons import check\n"
FAULTY = HEADER + (
    'with check.exercise("Exercise 2: corner"):\n'
    '    check.kind(np.zeros((70, 50)), "corner", shape=(50, 70))\n'
)
SAID = """\
✘ Exercise 2: corner — not right yet
`corner` has shape (70, 50); the exercise asks for (50, 70).
Rows and columns are swapped: NumPy counts rows first, then columns.
Read: Lesson 01-greyscale, section "Row and column"
More: `check.hint()` in a new cell gives hints, one step at a time."""
LAST = "Code: transposed"


@pytest.fixture
def shell():
    shell = InteractiveShell.instance()
    yield shell
    InteractiveShell.clear_instance()


def test_ipython_shows_the_block_alone(shell, capsys):
    result = shell.run_cell(FAULTY)
    assert not result.success
    assert capsys.readouterr().out.strip() == f"{SAID}\n{LAST}"


def test_an_error_of_the_learner_shows_the_block_alone(shell, capsys):
    faulty = (
        HEADER + 'with check.exercise("Exercise 3"):\n    raise ExceptionGroup("a", [OSError()])'
    )
    shell.run_cell(faulty)
    shown = capsys.readouterr()
    assert shown.out.startswith("✘ Exercise 3 — not right yet")
    assert "Traceback" not in shown.out + shown.err


def test_a_function_shows_the_line_of_the_learner(shell, capsys):
    shell.run_cell("def first(image):\n    rows = image.shape\n    return rows[7]\n")
    shell.run_cell(
        HEADER + 'with check.exercise("Exercise 4"):\n'
        '    cases = [check.case(np.eye(3), expected=3, says="a square")]\n'
        '    check.function(first, cases, "first")\n'
    )
    shown = capsys.readouterr().out
    assert "Case: a square. Line 3 of the cell: `return rows[7]`" in shown
    assert shown.count("✘") == 1
    assert "Traceback" not in shown


@pytest.fixture(scope="module")
def executed():
    """Return the outputs of a test cell that finds something, as a kernel sends them."""
    pytest.importorskip("ipykernel")
    notebook = new_notebook(cells=[new_code_cell(FAULTY)])
    NotebookClient(notebook, kernel_name="python3", allow_errors=True).execute()
    return notebook.cells[0].outputs


def test_a_kernel_sends_the_message_once_and_an_error_of_one_line(executed):
    shown, error = executed
    assert shown.output_type == "display_data"
    assert shown.data["text/plain"] == SAID
    assert error.output_type == "error"
    assert error.ename == "Finding"
    assert error.traceback == [LAST]
    # For whoever shows no outputs: all of it, but what needs a cell to type in.
    assert error.evalue.splitlines() == [*SAID.splitlines()[:-1], LAST]


def test_the_message_is_html_that_flows(executed):
    page = executed[0].data["text/html"]
    assert page.startswith('<div role="status"')
    assert "<pre" not in page
    assert "&nbsp;" not in page
    assert "<br" not in page
    # The sign is for the eye; the words say the same.
    assert '<span aria-hidden="true"' in page
    assert "not right yet" in page
    assert "<code>corner</code> has shape (70, 50)" in page
    # Each colour is the theme's, and no word has a colour of its own.
    colours = re.findall(r"#[0-9a-f]{3,6}|rgb|color:[^;\"]*", page)
    assert colours
    named = re.findall(r"(?:color|solid)[: ]+var\(--jp-[a-z0-9-]+, #[0-9a-f]{6}\)", page)
    assert len(named) == len(re.findall(r"#[0-9a-f]{6}", page))
    plain = re.sub(r"<[^>]+>", "", page.replace("</p>", "\n"))
    assert [line.strip(" ✘:") for line in plain.strip().splitlines()] == [
        "Exercise 2: corner: not right yet",
        *(line.replace("`", "") for line in SAID.splitlines()[1:]),
    ]


# What nbgrader_config.py sets: `c.CleanOutputs.metadata`.
KEPT = ["imagelessons"]


def test_a_feedback_page_keeps_the_message_and_the_plain_values(executed):
    shown, error = clean_outputs(list(executed), metadata=KEPT)
    assert "<p><code>corner</code> has shape (70, 50)" in shown["data"]["text/html"]
    assert "style" not in shown["data"]["text/html"]
    assert shown["metadata"]["imagelessons"]["code"] == "transposed"
    assert error["traceback"] == [LAST]


def test_what_a_stranger_writes_into_the_metadata_is_cut():
    forged = {"code": "transposed", "found": "\x1b[31m" + "a" * 9999, "more": [1]}
    output = {"output_type": "display_data", "data": {"text/plain": "x"}}
    (kept,) = clean_outputs(
        [output | {"metadata": {"imagelessons": forged, "other": 1}}], metadata=KEPT
    )
    assert kept["metadata"].keys() == {"imagelessons"}
    assert len(kept["metadata"]["imagelessons"]["found"]) <= 2000
    assert "\x1b" not in kept["metadata"]["imagelessons"]["found"]
    assert "more" not in kept["metadata"]["imagelessons"]
    for code in (5, None, ["transposed"]):
        about = {"imagelessons": {"code": code}}
        (kept,) = clean_outputs([output | {"metadata": about}], metadata=KEPT)
        assert kept["metadata"] == {"imagelessons": {}}
    # The page keeps any text; what reads it believes a code only if it looks like one.
    for code in ("<b>", "", "a" * 70, "Transposed", "a b", "transposed\n"):
        about = {"imagelessons": {"code": code}}
        (kept,) = clean_outputs([output | {"metadata": about}], metadata=KEPT)
        assert plain_finding(kept["metadata"]["imagelessons"]) is None


MASKS = HEADER + (
    "truth = np.zeros((50, 70), dtype=bool)\n"
    "truth[10:40, 10:60] = True\n"
    "answer = truth.copy()\n"
    "answer[20:23, 30:34] = False\n"
    'check.mask(answer, truth, "dark")\n'
)


def test_a_difference_is_a_picture_after_the_message(shell):
    published = []
    shell.display_pub.publish = lambda data, *args, **kwargs: published.append(data)
    shell.run_cell(MASKS)
    (data,) = published
    message, _, picture = data["text/html"].partition("<img ")
    assert "not right yet" in message
    assert 'src="data:image/png;base64,' in picture
    assert "should be kept: 12 pixels (dotted)" in picture.partition("alt=")[2]
    said, _, words = data["text/plain"].partition("Picture: where the mask differs.")
    assert said.startswith("✘ not right yet")
    assert "12 pixels (dotted)" in words


def test_where_work_is_graded_the_picture_is_an_output_of_its_own(shell, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    published = []
    shell.display_pub.publish = lambda data, *args, **kwargs: published.append(data)
    shell.run_cell(MASKS)
    message, picture = published
    assert "check.hint" not in message["text/plain"]
    # What the feedback page keeps of it: the picture, and the words.
    output = {"output_type": "display_data", "data": picture, "metadata": {}}
    (kept,) = clean_outputs([output])
    assert kept["data"].keys() == {"image/png", "text/plain"}


def test_the_parts_of_a_picture_are_told_apart_without_colour():
    truth = np.zeros((40, 90), dtype=bool)
    truth[10:30, 10:40] = True
    answer = np.roll(truth, 20, 1)
    shown = np.asarray(Image.open(io.BytesIO(difference_png(answer, truth))).convert("L"))
    frame = shown[34:274, 64:604] < 150
    # Rows 12 to 28: dotted up to column 30, grey to 40, hatched to 60; six pixels to a column.
    left, middle, right = (frame[80:160, 6 * a : 6 * b] for a, b in ((11, 28), (31, 39), (42, 58)))
    assert not middle.any()
    assert left.any()
    assert right.any()
    # A hatched region has dark pixels in each row, a dotted one has rows without any.
    assert right.any(axis=1).all()
    assert not left.any(axis=1).all()


def test_a_picture_is_quick_and_is_left_out_if_it_fails(shell, monkeypatch):
    noise = np.random.default_rng(1).random((1000, 1000)) < 0.3
    difference_png(noise, ~noise)
    began = time.process_time()
    difference_png(noise, ~noise)
    assert time.process_time() - began < 0.2  # about 0.03 on a machine that has time
    assert not difference_bundle(np.zeros((0, 4), dtype=bool), np.zeros((0, 4), dtype=bool))
    assert not difference_bundle(noise[0], noise[1])


def test_no_picture_outside_of_ipython():
    assert not difference_bundle(np.eye(3, dtype=bool), np.zeros((3, 3), dtype=bool))


def test_a_picture_leaves_pyplot_alone():
    import matplotlib.pyplot as plt

    before = plt.get_fignums()
    noise = np.random.default_rng(1).random((500, 900)) < 0.3
    assert difference_png(noise, ~noise).startswith(b"\x89PNG")
    assert plt.get_fignums() == before


def finding_of(call, *arguments, **keywords):
    with pytest.raises(check.Finding) as caught:
        call(*arguments, **keywords)
    return caught.value


def test_not_attempted_has_its_own_sign_and_no_reading():
    with pytest.raises(check.Finding) as caught, check.exercise("Exercise 1: mean"):
        check.number(..., 3, "mean")
    lines = caught.value.block()
    assert lines[0] == "○ Exercise 1: mean — not attempted yet"
    assert caught.value.outcome == "not attempted"
    assert not any("Read:" in line for line in lines)


def test_a_terminal_breaks_lines_between_words(monkeypatch):
    monkeypatch.setattr(output, "_is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "41")
    text = (
        "one line that is longer than a narrow terminal, and has a_name_of_more_than_forty_letters"
    )
    lines = output.for_terminal(text).splitlines()
    assert " ".join(lines) == text
    assert all(len(line) <= 40 or " " not in line for line in lines)


def test_hostile_text_is_tamed():
    def noisy(image):
        raise ValueError("\x1b[31m" + "very long " * 1000 + "\n\n\x00")

    finding = finding_of(check.function, noisy, [check.case(1, expected=2)], "noisy")
    assert len(finding.block()) < 12
    assert max(map(len, finding.block())) < 600
    assert "\x1b" not in str(finding)
    assert "\x00" not in str(finding)


def test_a_finding_is_plain_and_survives_pickling():
    import pickle

    finding = finding_of(check.array, np.ones((2, 3)), np.ones((3, 2)), "corner")
    assert finding.plain()["code"] == "transposed"
    again = pickle.loads(pickle.dumps(finding))
    assert str(again) == str(finding)


DISTINCT = np.array([[734.0625, 181.71875], [517.40625, 923.28125], [611.5, 277.625]])
WRONG = [
    DISTINCT * 0 + 3,
    DISTINCT + np.arange(6).reshape(3, 2),
    DISTINCT * 1.5,
    DISTINCT + 4,
    DISTINCT / 255,
    DISTINCT.T,
    DISTINCT[::-1],
    DISTINCT[:2],
    DISTINCT + 1e-2,
    DISTINCT * np.nan,
    7,
    "text",
    None,
]


@pytest.mark.parametrize("answer", WRONG, ids=range(len(WRONG)))
def test_no_message_tells_an_expected_value(answer):
    findings = [finding_of(check.array, answer, DISTINCT, "a")]
    for truth in (DISTINCT[0, 0], 7340625):
        findings.append(finding_of(check.number, answer, truth, "a"))
        cases = [check.case(1, expected=truth)]
        findings.append(finding_of(check.function, lambda x: answer, cases, "f"))
    told = [f"{value:.6g}"[:5] for value in DISTINCT.flat] + ["7340625", "7,340,625"]
    for finding in findings:
        assert not any(value in str(finding) for value in told)


def test_the_author_hears_of_faults_of_the_exercise():
    with pytest.raises(check.AuthorError, match="no-such-code"), check.exercise("Exercise 1"):
        check.array(1, 2, "a", mistakes={"no-such-code": 3})
    with pytest.raises(check.AuthorError), check.exercise("Exercise 1"):
        check.array([1], [2], "a", dtype="unit8")
    with pytest.raises(check.AuthorError):
        check.number(1, "two", "a")
    with pytest.raises(check.AuthorError):
        check.mask([True], [3], "a")
    with pytest.raises(check.AuthorError):
        check.function(len, [], "len")
    with pytest.raises(check.AuthorError, match="ZeroDivisionError"):
        check.array([1], [2], "a", mistakes={"sign": lambda: 1 / 0})


def test_quitting_is_a_finding():
    with pytest.raises(check.Finding, match="SystemExit"), check.exercise("Exercise 1"):
        sys.exit(0)
