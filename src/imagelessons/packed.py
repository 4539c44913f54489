"""The test of an exercise, packed: nobody reads its hints or expected values by looking at it.

It is no secret: a line of code unpacks it. It only isn't in the way, and spoils nothing.
"""

import base64
import binascii
import json
import linecache
import re
import types
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

# A test is a few thousand characters; what unpacks to more than this is none of ours.
_MOST_BYTES = 1_000_000
_CALL = re.compile(r'^exec\(check\.unpacked\("""([A-Za-z0-9+/=\s]*)"""\)\)$', re.MULTILINE)
_PIECE = re.compile(
    r"|# Test of exercise \w*: run it with Shift \+ Enter\.|# The test itself is packed, .*"
    r"|from imagelessons import check|exec\(check\.unpacked\(\"\"\"|\"\"\"\)\)"
    r"|[\w+/]{24,}=*|[\w+/]+=+"
)


@dataclass(frozen=True)
class Test:
    """A test cell as its author wrote it, and what there is to know of it.

    Attributes
    ----------
    source : str
        Its text.
    exercise : str
        The number of its exercise, such as ``"2a"``.
    tests, read : tuple of str
        The numbers of all exercises of this notebook: those with tests, and those that a person
        reads.
    given : tuple of str
        Names that the locked cells above it set.
    asked : dict of str to str
        Names that answer cells above it set, with the number of the exercise.
    lesson : str
        The lesson that the exercise belongs to, such as ``"01-greyscale"``; may be empty.
    """

    __test__ = False

    source: str
    exercise: str = ""
    tests: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    lesson: str = ""


# By the name of the "file" that its code is compiled from.
_known: dict[str, Test] = {}


def packed(test: Test) -> str:
    """Return the text of the released cell: a few readable lines and the packed test.

    Parameters
    ----------
    test : Test

    Returns
    -------
    str
        Code that runs the test where it stands, with the names of the notebook around it.
    """
    plain = json.dumps(asdict(test), ensure_ascii=False).encode("utf-8")
    coded = base64.b64encode(zlib.compress(plain, 9)).decode("ascii")
    return (
        f"# Test of exercise {test.exercise}: run it with Shift + Enter.\n"
        "# The test itself is packed, so that it gives nothing away: there is nothing to read.\n"
        "from imagelessons import check\n\n"
        # One line, so that a cell that was unfolded by a click stays low.
        f'exec(check.unpacked("""\n{coded}\n"""))'
    )


def unpacked(text: str) -> types.CodeType:
    """Return the code of a packed test.

    Parameters
    ----------
    text : str
        As `packed` writes it.

    Returns
    -------
    types.CodeType
        For ``exec``. A line of a traceback is one of the test.

    Raises
    ------
    ValueError
        If the text was changed, so that it is no packed test.
    """
    test = _test_in(text)
    if test is None:
        raise ValueError(
            "This test was changed and can't be run. A fresh copy of the exercises has it as it "
            "was; when your work is graded, the original is used."
        )
    name = f"<test of exercise {test.exercise}>"
    _known[name] = test
    lines = test.source.splitlines(keepends=True)
    linecache.cache[name] = len(test.source), None, lines, name
    return compile(test.source, name, "exec")


def as_written(cell: str) -> str:
    """Return the text of a test cell as its author wrote it, unpacked if it is packed.

    Parameters
    ----------
    cell : str
        Also a stranger's: nothing of it is run, and what is no packed test is returned as it is.

    Examples
    --------
    >>> as_written("assert a")
    'assert a'
    >>> as_written(packed(Test("assert a", "1")))
    'assert a'
    """
    found = _CALL.search("\n".join(cell.splitlines()))
    test = _test_in(found[1]) if found else None
    return cell if test is None else test.source


def is_piece(text: str) -> bool:
    r"""Return whether a text can be nothing but a packed test, or a piece of one.

    Examples
    --------
    >>> whole = packed(Test("assert a", "1"))
    >>> is_piece(whole), is_piece("mask = img < 125")
    (True, False)
    """
    rest = _CALL.sub("", "\n".join(text.splitlines()))
    lines = [line.strip() for line in rest.splitlines()]
    return bool(text.strip()) and all(map(_PIECE.fullmatch, lines))


def around(text: str) -> str:
    r"""Return what a cell holds besides a packed test.

    Examples
    --------
    >>> around(packed(Test("assert a", "1")) + "\n# my answer")
    '# my answer'
    """
    rest = _CALL.sub("", "\n".join(text.splitlines())).splitlines()
    return "\n".join(line for line in rest if not is_piece(line)).strip()


def test_of(code: types.CodeType) -> Test | None:
    """Return the packed test that a code belongs to, or None."""
    return _known.get(code.co_filename)


test_of.__test__ = False


def _test_in(text: str) -> Test | None:
    try:
        raw = base64.b64decode("".join(text.split()), validate=True)
        reader = zlib.decompressobj()
        plain = reader.decompress(raw, _MOST_BYTES)
        if not reader.eof:
            return None
        about = json.loads(plain.decode("utf-8"))
        return Test(
            str(about["source"]),
            str(about["exercise"]),
            *(tuple(map(str, about[key])) for key in ("tests", "read", "given")),
            asked={str(name): str(number) for name, number in about["asked"].items()},
            lesson=str(about["lesson"]),
        )
    except (binascii.Error, zlib.error, ValueError, KeyError, TypeError, AttributeError):
        return None
    except RecursionError:
        return None
