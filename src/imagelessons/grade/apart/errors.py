"""Errors of a student's function, made anew in the process of the tests."""

import builtins

# They would end a test's `map` or `zip` as if all had been compared; Python itself makes them this
# in a generator.
_ENDS_LOOPS = (StopIteration, StopAsyncIteration)
# What the course itself ends a cell with: the report of a class believes their sentences.
_OURS = frozenset(("AuthorError", "Finding", "Stopped"))


class StudentEndedError(Exception):
    """The student's process has ended: it was stopped, ran out of memory, or left by itself."""


class TestTimeError(Exception):
    """The tests of one cell took too long."""

    __test__ = False


def make_error(plain: dict) -> Exception:
    """Return an error like the one that a student's function raised.

    Parameters
    ----------
    plain : dict
        ``name``, ``kinds`` (the built-in classes it belongs to), ``text``, ``line`` and ``of``.

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
    name, text = str(plain.get("name", "Exception"))[:100], str(plain.get("text", ""))
    name = f"Own{name}" if name in _OURS else name
    base = next(filter(None, map(_known, plain.get("kinds") or [])), Exception)
    kind = base if base.__name__ == name else _kind_named(name, base)
    try:
        error = kind(text)
    except Exception:
        error = _kind_named(name, Exception)(text)
    if isinstance(error, NameError) and plain.get("of"):
        error.name = str(plain["of"])
    error.student_line = str(plain.get("line", ""))[:300]
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
