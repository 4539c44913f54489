"""Doubts about a test that passes: its values may say nothing, or may have been tampered with.

NumPy takes nothing as equal to any number, passes over what is masked, and no NaN is larger than a
limit. A doubt that the instructor's own solution raises in the same test is none: the sentence is
the same each time, and calibration switches it off.
"""

import ast
import collections
import hashlib
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import ModuleType

import numpy as np

from nbisolate.serialize.in_place import snapshot
from nbisolate.serialize.opaque import Uncrossed, type_name
from nbisolate.serialize.registry import kind_of

_SENTENCES: Mapping[str, str] = {
    "empty": "{} holds nothing in it, and NumPy takes nothing as equal to any number.",
    "masked": "{} has masked values, and NumPy's tests pass over those.",
    "nan": "{} has values that are NaN, and no NaN is larger than a limit.",
}
_CONTAINERS = (list, tuple, dict, set, frozenset)
_NUMBERS = (float, complex, Decimal)
_ARRAYS = ("__array__", "__array_interface__")
_MOST_PARTS = 1_000_000
# A test's own objects, in which it may keep what it hands over.
_DEEPEST = 6


def doubts_of(name: str, value: object, given: Collection[str] = ()) -> list[str]:
    """Return why a test that passes with a value may be wrong about it.

    Parameters
    ----------
    name : str
        Of the value; empty for what a function returned.
    value : object
    given : collection of str, optional
        The oddities of what the function was given: those are no wonder.

    Examples
    --------
    >>> [doubt[:26] for doubt in doubts_of("answer", {"area": [], "mean": np.nan})]
    ['`answer` holds nothing in ', '`answer` has values that a']
    """
    shown = f"`{name}`" if name else "What a function returned"
    odd = sorted(oddities(value).difference(given))
    return [_SENTENCES[one].format(shown) for one in odd]


def oddities(value: object) -> set[str]:
    """Return what is odd about a value or any part of it: "empty", "masked", "nan".

    Examples
    --------
    >>> sorted(oddities([[], "x"])), oddities(range(0)), oddities("nan"), oddities([0, ""])
    (['empty'], {'empty'}, {'nan'}, set())
    >>> sorted(oddities((np.ma.masked, np.array([1, "NaN"], object), np.zeros((3, 0)))))
    ['empty', 'masked', 'nan']
    """
    found: set[str] = set()
    stack = [value]
    for _ in range(_MOST_PARTS):
        if not stack:
            break
        one = stack.pop()
        cls = type(one)
        if cls is int or cls is bool or issubclass(cls, Uncrossed):
            continue
        if cls is str:
            found |= {"nan"} if one.strip().lower().lstrip("+-") == "nan" else set()
        elif issubclass(cls, _CONTAINERS):
            found |= set() if len(one) else {"empty"}
            stack += one.values() if issubclass(cls, dict) else one
        elif cls is range:
            found |= set() if one else {"empty"}
        elif cls in _NUMBERS:
            found |= {"nan"} if one != one else set()
        elif kind_of(cls) is not None:
            found |= _of_array(one, stack)
    return found


def _of_array(value: object, stack: list) -> set[str]:
    """Return what is odd about anything that NumPy makes an array of; objects in it come next."""
    numbers = kind_of(type(value)).numbers
    values = value if numbers is None else numbers(value)
    if not any(hasattr(type(values), name) for name in _ARRAYS):
        return set()
    values = np.asanyarray(values)
    found = {"masked"} if np.ma.is_masked(values) else set()
    found |= set() if values.size else {"empty"}
    if values.dtype.kind in "OU":
        stack += values.ravel().tolist()
    elif values.dtype.kind in "fcmM" and np.isnan(np.ma.getdata(values)).any():
        found.add("nan")
    return found


def digest_of(value: object) -> str:
    """Return a digest of a value: the same for the same value, in each process.

    Examples
    --------
    >>> digest_of([1, 2.5]) == digest_of([1, 2.5]) != digest_of([1, 2])
    True
    """
    text, blobs = snapshot(value)
    made = hashlib.sha256(text.encode())
    for blob in blobs:
        made.update(blob)
    return made.hexdigest()


def fixed_values(solution: Mapping[str, str], empty: Mapping[str, str]) -> dict[str, str]:
    """Return digests of what names of locked cells hold whatever the answers are.

    Parameters
    ----------
    solution, empty : mapping of str to str
        Digests by name, in the same test of the instructor's solution and the released notebook.

    Examples
    --------
    >>> fixed_values({"img": "a", "seen": "b"}, {"img": "a", "seen": "c"})
    {'img': 'a'}
    """
    return {name: digest for name, digest in solution.items() if empty.get(name) == digest}


def doubts_of_locked(fixed: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return why a test may be wrong that reads what locked cells set.

    Examples
    --------
    >>> [doubt[:22] for doubt in doubts_of_locked({"img": "a", "low": "b"}, {"img": "c"})]
    ['`img` is set by a lock']
    """
    return [
        f"`{name}` is set by a locked cell, and the notebook has changed it: see whether the test "
        f"still says what it should."
        for name in sorted(fixed.keys() & now.keys())
        if fixed[name] != now[name]
    ]


def doubts_of_changes(arguments: Sequence[object], test: str) -> list[str]:
    """Return why a test may be wrong about a function that changed what it was given.

    ``assert_allclose(double(grey), 2 * grey)`` passes if `double` makes both zero. To be called in
    the call itself: it looks for the arguments among the variables of whoever calls.

    Parameters
    ----------
    arguments : sequence of object
        Those that were changed.
    test : str
        The source of the test cell. A variable that it reads once only was read to be given.

    Examples
    --------
    >>> names = {"__name__": "__main__", "doubts_of_changes": doubts_of_changes, "grey": [1, 2]}
    >>> test = "assert double(grey) == [2 * one for one in grey]"
    >>> [doubt[:25] for doubt in eval(f"doubts_of_changes([grey], {test!r})", names)]
    ['A function changed `grey`']
    >>> eval("doubts_of_changes([grey], 'assert double(grey) == [2, 4]')", names)
    []
    """
    try:
        nodes = list(ast.walk(ast.parse(test)))
    except SyntaxError:
        return []
    loads = [n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
    often = [name for name, count in collections.Counter(loads).items() if count > 1]
    changed = set().union(*map(_objects_in, arguments))
    found: set[str] = set()
    frame = sys._getframe(1)
    while frame is not None:
        if not frame.f_globals.get("__name__", "").startswith("nbisolate."):
            found |= {n for n in often if changed & _objects_in(frame.f_locals.get(n))}
        frame = frame.f_back
    return [
        f"A function changed `{name}`, which it was given, and the test reads `{name}` more than "
        f"once: see whether the test still says what it should."
        for name in sorted(found)
    ]


def _objects_in(value: object, depth: int = 0) -> set[int]:
    """Return the ids of what can be changed in a value: itself, and its parts."""
    if depth > _DEEPEST or value is None or issubclass(type(value), Uncrossed | type | ModuleType):
        return set()
    if issubclass(type(value), np.ndarray):
        base = value
        while issubclass(type(base.base), np.ndarray):
            base = base.base
        inside = value.ravel().tolist() if value.dtype.kind == "O" else ()
        own = {id(base)}
    else:
        inside = _inside(value)
        own = {id(value)} if hasattr(value, "__dict__") or type(value) in _CONTAINERS else set()
    return own.union(*(_objects_in(part, depth + 1) for part in inside))


def _inside(value: object) -> Iterable[object]:
    if issubclass(type(value), dict):
        return list(value.values())
    if issubclass(type(value), _CONTAINERS):
        return list(value)
    return list(getattr(value, "__dict__", {}).values())


def doubts_of_result(result: object) -> Iterator[str]:
    """Yield why the last line of a test that passes says nothing.

    What is no number counts as "passed", and a student decides of which type his values are: if
    his answer is an array, ``2 * (answer == right)`` is an array too.

    Parameters
    ----------
    result : object
        The value of the last line; None if there is none.

    Examples
    --------
    >>> [doubt[:51] for doubt in doubts_of_result(2 * (np.array([41]) == 42))]
    ['The last line of the test is of type numpy.ndarray,']
    >>> list(doubts_of_result(np.float64(0.5))), list(doubts_of_result("well done"))
    ([], [])
    """
    if issubclass(type(result), np.bool_ | np.integer | np.floating):
        return
    package = type(result).__module__.partition(".")[0]
    if package in ("numpy", "decimal", "fractions") or type(result) is complex:
        yield (
            f"The last line of the test is of type {type_name(result)}, not a number of points: "
            f"it took the type of the answer. See what the answer is worth."
        )
