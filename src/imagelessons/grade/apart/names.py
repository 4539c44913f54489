"""The names that test cells see: their own, and those of the student, fetched when asked for."""

import builtins
from collections.abc import Callable, Iterable

_BUILTINS = frozenset(vars(builtins))


class Names(dict):
    """A namespace that asks for a name that it doesn't have.

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
        """Drop what was fetched, and names that the student has set since.

        The tests' own tools, which they import or define, are never dropped.
        """
        for name in self.fetched | (set(changed) - self.tools):
            self.pop(name, None)
        self.fetched.clear()
