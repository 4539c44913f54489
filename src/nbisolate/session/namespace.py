"""The names that test cells see: their own, and those of the student, fetched when asked for."""

import ast
import builtins
from collections.abc import Callable, Iterable

_BUILTINS = frozenset(vars(builtins))


class Names(dict):
    """A namespace that asks for a name that it doesn't have.

    Attributes
    ----------
    ask : callable or None
        Takes a name, returns its value or raises KeyError.
    fetched : set of str
        Names that came from there.
    tools : set of str
        Names that the instructor's cells import or define.
    answers : set of str
        Names that the instructor's cells ask the student to set.

    Notes
    -----
    A name that Python itself has is never asked for, so a student's own ``len`` or ``abs``
    changes no test.

    Examples
    --------
    >>> names = Names()
    >>> names.ask = {"corner": 3}.__getitem__
    >>> eval("corner + 1", names)
    4
    """

    ask: Callable[[str], object] | None = None

    def __init__(self, *arguments: object, **keywords: object):
        super().__init__(*arguments, **keywords)
        self.fetched: set[str] = set()
        self.tools: set[str] = set()
        self.answers: set[str] = set()

    def __missing__(self, name: str) -> object:
        if self.ask is None or name in _BUILTINS or name.startswith("__"):
            raise KeyError(name)
        value = self.ask(name)
        super().__setitem__(name, value)
        self.fetched.add(name)
        return value

    def __setitem__(self, name: str, value: object) -> None:
        self.fetched.discard(name)
        super().__setitem__(name, value)

    def forget(self, changed: Iterable[str]) -> None:
        """Drop what was fetched, and names of answers that the student has set since.

        What the tests import, define or set for themselves stays theirs, unless it is called as
        an answer that the exercise asks for: a student who sets ``expected`` changes nothing.
        """
        for name in self.fetched | (set(changed) & self.answers - self.tools):
            self.pop(name, None)
        self.fetched.clear()


def tools_of(source: str) -> list[ast.stmt]:
    r"""Return the imports and definitions of a cell; none if it isn't plain Python.

    Examples
    --------
    >>> [names_of(part) for part in tools_of("import os.path, re as r\ndef f(): pass\na = 3")]
    [['os', 'r'], ['f']]
    """
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    try:
        return [part for part in ast.parse(source).body if isinstance(part, kinds)]
    except SyntaxError:
        return []


def names_of(statement: ast.stmt) -> list[str]:
    """Return the names that one of `tools_of` sets."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return [alias.asname or alias.name.partition(".")[0] for alias in statement.names]
    return [statement.name]
