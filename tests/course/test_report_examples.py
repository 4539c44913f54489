"""Examples in the class report: nothing in them names anybody."""

import pytest

from imagecourse.report.examples import LINES, shown_code, words_of
from imagecourse.report.facts import ClassFacts, Student

SOURCES = ("## The dark mask of an image", 'dark = ...\nimg = iio.imread(data("axon_slice.jpg"))')
ADA = Student("s4711", "Ada", "Mask", "ada.lovelace@example.org", "991234")
WORDS = words_of(ClassFacts("a", students=(ADA,), sources=SOURCES))


def shown(source):
    return shown_code(source, WORDS)


@pytest.mark.parametrize(
    "source",
    [
        "dark = img < 9  # by Ada Lovelace",
        '"""Ada Lovelace"""\ndark = img < 9',
        'def f(image):\n    """Ada."""\n    return image',
        "dark = 'Ada'",
        "dark = b'Ada'",
        "dark = f'Ada {img} Lovelace'",
        "ada = img",
        "ada_dark = img",
        "darkAda = img",
        "def lovelace(): pass",
        "class Ada: pass",
        "from ada import lovelace as ada2",
        "import ada.lovelace",
        "f(ada=1)",
        "lambda ada: 1",
        "img.ada",
        "global ada",
        "for ada in img: pass",
        "try:\n    pass\nexcept E as ada:\n    pass",
        "match img:\n    case {'ada': ada, **lovelace}: pass",
        "[ada for ada in img]",
        "(ada := 1)",
        "x: 'Ada' = 1",
        "print('ada.lovelace@example.org', 'call me: Ada')",
        "u = u'Ada'",
        "áda = 1",
    ],
)
def test_a_name_of_the_class_never_comes_through(source):
    found = shown(source).casefold()
    assert found
    assert "ada" not in found.replace("data", "")
    assert "áda" not in found
    assert "lovelace" not in found


@pytest.mark.parametrize(
    "source", ["helga = img", "dark = 'Helga'", "def helga(): pass", "img.helga", "f(helga=1)"]
)
def test_a_name_of_nobody_in_the_class_does_not_either(source):
    assert "helga" not in shown(source).casefold()


@pytest.mark.parametrize("number", ["4711", "991234", "12345678", "-12345678"])
def test_numbers_that_could_be_an_id_do_not(number):
    assert shown(f"dark = {number}").replace("-", "") == "dark = number"


@pytest.mark.parametrize(
    "source",
    [
        "dark = img < 120",
        "dark = np.where(img < 120, 1, 0).astype('uint8')",
        "left.imshow(img, cmap='gray', vmin=0, vmax=255)",
        "img = iio.imread(data('axon_slice.jpg'))",
        "for i in range(10):\n    total += img[i, 0]",
    ],
)
def test_code_of_the_exercise_stays_as_it_is(source):
    assert shown(source) == source


def test_a_students_name_that_is_a_word_of_the_lesson_goes_from_own_names():
    assert shown("my_mask = img") == "name1 = img"


@pytest.mark.parametrize(
    "source", ["", "# Ada", "dark = (img", "%timeit Ada", "!ls Ada", "x" * 9000]
)
def test_what_cannot_be_parsed_is_not_shown(source):
    assert shown(source) == ""


@pytest.mark.parametrize(
    "source", ["-" * 5000 + "1", "[" * 3000, "x" + ".y" * 3500, "(" * 150 + ")" * 150, "a\0b"]
)
def test_code_made_to_break_a_parser_stops_nothing(source):
    assert isinstance(shown(source), str)


def test_a_long_answer_is_shortened():
    found = shown(
        "\n".join(f"dark = img < {n}" for n in range(LINES + 5)) + "\nimg = " + "1+" * 90 + "1"
    )
    assert len(found.splitlines()) == LINES + 1
    assert found.endswith("… (6 more lines)")
