"""Values that a test takes as right though they say nothing: a person had better look."""

import ast
import collections
import decimal
import functools
import operator
import sys
from collections.abc import Callable, Collection, Sequence

from nbisolate.serialize.opaque import type_name

# Packages whose values take part in sums and comparisons, element by element.
_OF_VALUES = frozenset(("numpy", "pandas", "scipy", "decimal", "fractions"))
# A test that speaks of masked or missing values, or of how many there are, knows what it does.
_OF_MASKED = frozenset(
    ("ma", ".ma", ".mask", ".filled", ".compressed", "is_masked", "masked_array", "MaskedArray")
)
_OF_MISSING = frozenset(
    f"{dot}{word}"
    for dot in ("", ".")
    for word in (
        *("isna", "notna", "isnull", "notnull", "dropna", "fillna", "hasnans", "isnan", "nan"),
        *("NA", "NaT", "equals", "assert_frame_equal", "assert_series_equal"),
    )
)
_OF_SIZE = frozenset(
    ("len", ".size", ".shape", ".ndim", ".empty", "shape=", "ndim=", "size=", "[]", "{}", "()")
)
_CONTAINERS = (list, tuple, dict, set, frozenset, collections.deque)
_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_DECIDES = (ast.Assert, ast.If, ast.IfExp, ast.While)
_DEEPEST = 5
_USED_UP = (type(iter([])), type({}.keys()), type({}.values()), type({}.items()))


def doubt_of(
    name: str,
    value: object,
    test: str,
    odd: Collection[str] = (),
    *,
    may_be_empty: bool = False,
    may_be_nan: bool = False,
) -> str:
    """Return why a test that passes with a value may be wrong about it; empty if there is nothing.

    Parameters
    ----------
    name : str
        Of the value; empty for what a function returned.
    value : object
    test : str
        The source of the test cell.
    odd : collection of str
        What `Unpacker` found in the value, however deep: "masked" and "missing" values.
    may_be_empty : bool
        Whether nothing is no wonder, since the function was given nothing.
    may_be_nan : bool
        Whether NaN is no wonder, since the function was given NaN.

    Returns
    -------
    str
        A sentence for the instructor.

    Examples
    --------
    >>> import numpy as np
    >>> doubt_of("grey", [1, np.ma.masked], "assert_allclose(grey, right)", {"masked"})[:26]
    '`grey` has masked values, '
    >>> doubt_of("grey", np.ma.masked_all(3), "assert grey.mask.all()", {"masked"})
    ''
    >>> doubt_of("answer", [[], []], "assert np.allclose(answer, 42)")[:22]
    '`answer` holds nothing'
    >>> doubt_of("answer", float("nan"), "if abs(answer - 42) > 0.1: raise ValueError")[:31]
    '`answer` has values that are Na'
    """
    shown = f"`{name}`" if name else "What a function returned"
    if "masked" in odd and not words_of(test) & _OF_MASKED:
        return f"{shown} has masked values, and NumPy's tests pass over those."
    if "missing" in odd and not words_of(test) & _OF_MISSING:
        return f"{shown} has missing values, and sums and `all` of pandas pass over those."
    if not may_be_nan and holds_nan(value) and decides_by_order(test):
        return f"{shown} has values that are NaN, and no NaN is larger than a limit."
    if not may_be_empty and holds_nothing(value) and not words_of(test) & _OF_SIZE:
        return f"{shown} holds nothing, and NumPy takes nothing as equal to any number."
    return ""


def doubt_of_locked(name: str, expression: str) -> str:
    """Return the sentence for the instructor about a name of a locked cell that was changed.

    Examples
    --------
    >>> doubt_of_locked("largest", "255")[:40]
    '`largest` is set by a locked cell to 255'
    """
    return (
        f"`{name}` is set by a locked cell to {expression:.60}, and the notebook has changed it: "
        f"see whether the test still says what it should."
    )


def doubt_of_changes(arguments: Sequence[object], test: str) -> str:
    """Return why a test may be wrong about a function that changed what it was given.

    ``assert_allclose(double(grey), 2 * grey)`` passes if `double` makes both zero. To be called in
    the call itself: it looks for the arguments among the variables of whoever calls.

    Parameters
    ----------
    arguments : sequence of object
        Those that were changed.
    test : str
        The source of the test cell. A variable that it reads once only was read to be given.

    Returns
    -------
    str
        A sentence for the instructor; empty if there is no doubt.

    Examples
    --------
    >>> grey = [1, 2]
    >>> doubt_of_changes([grey], "assert double(grey) == [2 * one for one in grey]")[:34]
    'A function changed `grey`, which i'
    >>> doubt_of_changes([grey], "assert double(grey) == [2, 4]")
    ''
    """
    given = {id(_whole(one)) for one in arguments}
    found: set[str] = set()
    frame = sys._getframe(1)
    while frame is not None:
        found |= {name for name, value in list(frame.f_locals.items()) if _reaches(value, given)}
        frame = frame.f_back
    if not found:
        return ""
    try:
        nodes = list(ast.walk(ast.parse(test)))
    except SyntaxError:
        return ""
    read = [n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
    name = next((name for name in sorted(found) if read.count(name) > 1), "")
    return name and (
        f"A function changed `{name}`, which it was given, and the test reads `{name}` more than "
        f"once: see whether the test still says what it should."
    )


def _reaches(value: object, given: Collection[int]) -> bool:
    inside = value if type(value) is list or type(value) is tuple else ()
    return id(_whole(value)) in given or any(id(_whole(one)) in given for one in inside)


def _whole(value: object) -> object:
    """Return the array that a part of it shows, else the value itself."""
    numpy = sys.modules.get("numpy")
    if numpy is None or not issubclass(type(value), numpy.ndarray) or value.base is None:
        return value
    return value.base


def holds_nothing(value: object) -> bool:
    """Return whether a container has no element, nor any container in it.

    Examples
    --------
    >>> import numpy as np
    >>> [holds_nothing(value) for value in ([], np.zeros((3, 0)), [[], ()], [0], 5, "")]
    [True, True, True, False, False, False]
    """
    if issubclass(type(value), _CONTAINERS):
        inside = value.values() if issubclass(type(value), dict) else value
        return all(map(holds_nothing, inside))
    if type(value) in _USED_UP:
        return operator.length_hint(value) == 0
    # Not `isinstance`, which asks the value for its class.
    package = type(value).__module__.partition(".")[0]
    return package in ("numpy", "pandas") and getattr(value, "size", 1) == 0


def holds_nan(value: object, depth: int = 0) -> bool:
    """Return whether a number, or one in an array or container, is NaN (or no time).

    Examples
    --------
    >>> import numpy as np
    >>> [holds_nan(value) for value in (np.nan, [1, (np.nan,)], np.array([1, np.nan]), 3, "nan")]
    [True, True, True, False, False]
    """
    numpy = sys.modules.get("numpy")
    # Not `isinstance`, which asks the value for its class.
    if numpy is not None and issubclass(type(value), numpy.ndarray | numpy.generic):
        return value.dtype.kind in "fcmM" and bool(numpy.any(value != value))
    if issubclass(type(value), _CONTAINERS) and depth < _DEEPEST:
        inside = value.values() if issubclass(type(value), dict) else value
        return any(holds_nan(one, depth + 1) for one in inside)
    return type(value) in (float, complex, decimal.Decimal) and value != value


@functools.cache
def decides_by_order(test: str) -> bool:
    """Return whether a test asserts, or asks with ``if``, what is larger; and nothing of NaN."""
    if words_of(test) & _OF_MISSING:
        return False
    try:
        nodes = list(ast.walk(ast.parse(test)))
    except SyntaxError:
        return False
    asked = (part for node in nodes if isinstance(node, _DECIDES) for part in ast.walk(node.test))
    compared = [sign for part in asked if isinstance(part, ast.Compare) for sign in part.ops]
    return any(isinstance(sign, _ORDER) for sign in compared)


def words_of(test: str) -> frozenset[str]:
    """Return the names, attributes and keywords in a test's code, not the words of its texts.

    Examples
    --------
    >>> sorted(words_of("assert len(answer.mask) == f('size', axis=0), 'empty'"))
    ['.mask', 'answer', 'axis=', 'f', 'len']
    """
    try:
        found = list(ast.walk(ast.parse(test)))
    except SyntaxError:
        return frozenset()
    words = {node.id for node in found if isinstance(node, ast.Name)}
    words |= {f".{node.attr}" for node in found if isinstance(node, ast.Attribute)}
    words |= {f"{node.arg}=" for node in found if isinstance(node, ast.keyword)}
    for kind, sign in ((ast.List, "[]"), (ast.Tuple, "()")):
        words |= {sign for node in found if isinstance(node, kind) and not node.elts}
    return frozenset(words | {"{}" for n in found if isinstance(n, ast.Dict) and not n.keys})


def doubt_of_result(result: object) -> str:
    """Return why the last line of a test that passes says nothing; empty if there is no doubt.

    What is no number counts as "passed", and a student decides of which type his values are: if
    his answer is an array, ``2 * (answer == right)`` is an array too.

    Parameters
    ----------
    result : object
        The value of the last line; None if there is none.

    Returns
    -------
    str
        A sentence for the instructor.

    Examples
    --------
    >>> import numpy as np
    >>> doubt_of_result(2 * (np.array([41]) == 42))[:52]
    'The last line of the test is of type numpy.ndarray, '
    >>> doubt_of_result(np.float64(0.5)), doubt_of_result("well done"), doubt_of_result(None)
    ('', '', '')
    """
    numpy = sys.modules.get("numpy")
    numbers = () if numpy is None else (numpy.bool_, numpy.integer, numpy.floating)
    if issubclass(type(result), numbers):
        return ""
    if type(result).__module__.partition(".")[0] in _OF_VALUES or type(result) is complex:
        return (
            f"The last line of the test is of type {type_name(result)}, not a number of points: "
            f"it took the type of the answer. See what the answer is worth."
        )
    return ""


def comparison_for(name: str) -> Callable | None:
    """Return NumPy's own comparison of a name, such as ``assert_allclose``; None if it isn't one.

    A notebook may import it in a cell that the student can change.

    Examples
    --------
    >>> import numpy as np
    >>> comparison_for("assert_allclose") is np.testing.assert_allclose
    True
    >>> comparison_for("brighten")
    """
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return None
    if name.startswith("assert_"):
        return getattr(numpy.testing, name, None)
    return getattr(numpy, name) if name in {"allclose", "isclose", "array_equal"} else None
