"""Errors of a student's function, rebuilt in the process of the tests."""

import builtins

# They would end a test's `map` or `zip` as if all had been compared; Python itself makes them this
# in a generator.
_ENDS_LOOPS = (StopIteration, StopAsyncIteration)
_MOST_KINDS = 50
_LONGEST = 10_000  # characters of a message
# What the course itself ends a cell with: the report of a class believes their sentences.
_OURS = frozenset(("AuthorError", "Finding", "Stopped"))


class StudentEndedError(Exception):
    """The student's process has ended: it was stopped, ran out of memory, or left by itself."""


class TestTimeError(BaseException):
    """The tests of one cell took too long.

    Not an `Exception`: a test, or what unpacks a value, may catch those and go on.
    """

    __test__ = False


def make_error(plain: object) -> Exception:
    """Return an error like the one that a student's function raised.

    Parameters
    ----------
    plain : dict
        ``name``, ``kinds`` (the built-in classes it belongs to), ``text``, ``line`` and ``of``.
        From a process that a stranger's code controls: what is something else is left out.

    Returns
    -------
    Exception
        Of a built-in class, or of a class with the student's name below one; never one that
        would end more than the test.

    Examples
    --------
    >>> make_error({"name": "ValueError", "kinds": ["ValueError"], "text": "no row"})
    ValueError('no row')
    >>> make_error({"name": "SystemExit", "kinds": ["SystemExit", "BaseException"], "text": "0"})
    SystemExit('0')
    >>> type(make_error({"name": "SystemExit", "kinds": [], "text": "0"})).__mro__[1]
    <class 'Exception'>
    >>> type(make_error({"name": "StopIteration", "kinds": ["StopIteration"]})).__mro__[1]
    <class 'RuntimeError'>
    >>> type(make_error({"name": "Finding", "text": "  Code  a-finding"})).__name__
    'OwnFinding'
    """
    plain = plain if type(plain) is dict else {}
    words = {key: part for key, part in plain.items() if type(part) is str}
    name, text = words.get("name", "Exception")[:100], words.get("text", "")[:_LONGEST]
    name = f"Own{name}" if name in _OURS else name
    kinds = plain.get("kinds")
    kinds = kinds[:_MOST_KINDS] if type(kinds) is list else []
    base = next(filter(None, map(_known, kinds)), Exception)
    kind = base if base.__name__ == name else _kind_named(name, base)
    try:
        error = kind(text)
    except Exception:
        error = _kind_named(name, Exception)(text)
    if isinstance(error, NameError) and words.get("of"):
        error.name = words["of"][:100]
    error.student_line = words.get("line", "")[:300]
    if error.student_line:
        error.add_note(error.student_line)
    return error


def _known(name: object) -> type[Exception] | None:
    kind = getattr(builtins, name, None) if isinstance(name, str) else None
    is_error = isinstance(kind, type) and issubclass(kind, Exception)
    if is_error and issubclass(kind, _ENDS_LOOPS):
        return RuntimeError
    return kind if is_error and kind is not Exception else None


def _kind_named(name: str, base: type[Exception]) -> type[Exception]:
    return type(name if name.isidentifier() else "Error", (base,), {"__module__": "__main__"})
