"""Values as plain data, and back: what may cross between the student's process and the tests'.

What comes back was rebuilt from plain data, so a test can trust how it compares: an array is an
``ndarray`` and no subclass of the student's, a number is a number. Two names of one object are
one object again, if they come in one message; an object that holds itself crosses without that
part.

Plain data are numbers, texts, lists and dictionaries that JSON can hold, and blobs of bytes beside
them. A dictionary is ``{"t": kind, …}``. Each kind, see `registry`, has a function that packs it
and one that makes it, with its parts in the same order.
"""

import warnings
from collections.abc import Callable, Sequence

from nbisolate.serialize import arrays, functions, plain_values
from nbisolate.serialize.opaque import (
    CannotCrossError,
    Uncrossed,
    cannot_cross,
    tidy,
    type_name,
)
from nbisolate.serialize.registry import kind_of, kind_with, register

__all__ = [
    "CannotCrossError",
    "Packer",
    "Uncrossed",
    "Unpacker",
    "cannot_cross",
    "type_name",
]

MOST_BYTES = 900_000_000
_MOST_PARTS = 1_000_000
_MOST_BLOBS = 50_000
_DEEPEST = 80
register((*plain_values.KINDS, *arrays.KINDS, *functions.KINDS))


class _TooMuchError(CannotCrossError):
    """The value as a whole is too much, not a part of it."""


class _RefusedError(CannotCrossError):
    """A strict packer met a value that can't cross."""


class Packer:
    """Turns values into plain data. One packer packs the values of one message.

    Parameters
    ----------
    keep : callable, optional
        Takes a function, returns a number by which the other side can have it called; without, a
        function can't cross.
    strict : bool, optional
        Whether a value that can't cross raises; else a mark takes its place, which becomes an
        `Uncrossed` object.
    limit : int, optional
        The most bytes of all blobs.

    Attributes
    ----------
    blobs : list of bytes-like
        What belongs to the plain data; views of arrays, so send them before those change.
    """

    def __init__(
        self,
        keep: Callable[[Callable], int] | None = None,
        strict: bool = False,
        *,
        limit: int = MOST_BYTES,
    ):
        self.keep = keep
        self.strict = strict
        self.blobs: list[bytes | memoryview] = []
        self._room = limit
        self._parts = 0
        self._names = 0
        # id -> [plain data or None while it is being packed, the value: it must stay alive].
        self._seen: dict[int, list] = {}

    def pack(self, value: object) -> object:
        """Return a value as plain data.

        Raises
        ------
        CannotCrossError
            If it can't cross and the packer is strict.

        Examples
        --------
        >>> Packer().pack([1, 2.5, {"grey": (1, None)}])["v"][:2]
        [1, 2.5]
        """
        before, room, parts = len(self.blobs), self._room, self._parts
        try:
            return self.part(value, 0)
        except _TooMuchError as error:
            del self.blobs[before:]
            self._room, self._parts, self._seen = room, parts, {}
            return self._mark(value, str(error))

    def part(self, value: object, depth: int) -> object:
        """Return a part of a value as plain data: for the functions that pack one kind."""
        kind = type(value)
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise _TooMuchError(f"it has more than {_MOST_PARTS:,} parts")
        if value is None or kind is bool or kind is float:
            return value
        if kind is str and len(value) < plain_values.LONG_TEXT:
            return value
        entry = self._seen.get(id(value))
        if entry is not None:
            return self._again(entry)
        if depth > _DEEPEST:
            return self._mark(value, "parts within parts without end")
        if kind is int:  # without an entry, for there are many
            return self._pack_int(value, depth)
        entry = self._seen[id(value)] = [None, value]
        before = len(self._seen)
        try:
            entry[0] = self._pack_one(value, depth)
        except _TooMuchError:
            raise
        except (Exception, RecursionError) as error:
            # What was packed on the way isn't sent, so nothing may refer to it.
            for key in list(self._seen)[before:]:
                del self._seen[key]
            entry[0] = self._refuse(value, error)
        return entry[0]

    def needed(self, value: object, depth: int) -> object:
        """Return a part of a value without which the whole is of no use.

        Raises
        ------
        CannotCrossError
            If the part can't cross.
        """
        plain = self.part(value, depth)
        if type(plain) is dict and plain["t"] == "cannot":
            raise CannotCrossError(plain["why"] or f"a part of it is of type {plain['v']}")
        return plain

    def _pack_int(self, value: int, depth: int) -> object:
        try:
            return plain_values.pack_integer(self, value, depth)
        except CannotCrossError as error:
            return self._refuse(value, error)

    def _refuse(self, value: object, error: Exception) -> dict:
        if isinstance(error, _RefusedError):
            raise error  # a part of it, when strict: the sentence is about that part
        why = error if isinstance(error, CannotCrossError) else type_name(error)
        return self._mark(value, str(why))

    def _mark(self, value: object, why: str) -> dict:
        if self.strict:
            raise _RefusedError(cannot_cross(type_name(value), why))
        return {"t": "cannot", "v": type_name(value), "why": tidy(why)}

    def _pack_one(self, value: object, depth: int) -> object:
        pack = _packer_of(type(value))
        plain = None if pack is None else pack(self, value, depth)
        if plain is None:
            plain = self._mark(value, "")
        return plain

    def _again(self, entry: list) -> object:
        plain, value = entry
        if plain is None:
            return self._mark(value, "it holds itself")
        if type(plain) is not dict or plain["t"] == "cannot":
            return plain
        if "n" not in plain:
            plain["n"] = self._names
            self._names += 1
        return {"t": "same", "v": plain["n"]}

    def make_room(self, size: int) -> None:
        """Take so many bytes from what is left; to be asked before they are copied.

        Raises
        ------
        CannotCrossError
            If there are not so many left.
        """
        if size > self._room:
            raise _TooMuchError(f"it takes more than {self._room / 1e6:,.0f} MB")
        self._room -= size

    def has_room_for_blobs(self) -> bool:
        """Whether there may be more blobs; what can do without one should, if not."""
        return len(self.blobs) < _MOST_BLOBS

    def blob(self, data: bytes | memoryview) -> int:
        """Put bytes beside the plain data and return their number."""
        if len(self.blobs) >= 2 * _MOST_BLOBS - 10:
            raise _TooMuchError("it has too many arrays")
        self.blobs.append(data)
        return len(self.blobs) - 1


def _packer_of(cls: type) -> Callable | None:
    kind = kind_of(cls)
    if kind is not None:
        return kind.pack
    if plain_values.is_named_tuple(cls):
        return plain_values.pack_named_tuple
    bases = type.__dict__["__mro__"].__get__(cls)
    calls = any("__call__" in type.__dict__["__dict__"].__get__(base) for base in bases)
    return functions.pack_callable if calls else None


class Unpacker:
    """Rebuilds the values of one message, in the order in which they were packed.

    Parameters
    ----------
    blobs : sequence of bytes-like
        An array takes a bytearray for its own, without a copy.
    call : callable, optional
        ``call(number, args, kwargs)`` has a function called on the other side and returns its
        value; without, a function becomes `Uncrossed`.
    own_function : callable, optional
        ``own_function(number)`` returns the function itself, on the side where it was made.
    touched : callable, optional
        Is told the sentence when a test touches a value that couldn't cross.
    modules : callable, optional
        ``modules(name)`` returns the module that a name of a module may stand for, or raises
        `CannotCrossError`; without, a module becomes `Uncrossed`. The name is a stranger's: look
        it up in what the *tests* need, never import what it says.
    """

    def __init__(
        self,
        blobs: Sequence[bytes | bytearray | memoryview],
        call: Callable[[int, tuple, dict], object] | None = None,
        own_function: Callable[[int], Callable] | None = None,
        touched: Callable[[str], object] | None = None,
        modules: Callable[[str], object] | None = None,
    ):
        self.call = call
        self.own_function = own_function
        self.touched = touched
        self.modules = modules
        self._blobs = blobs
        self._used: set[int] = set()
        self._made: dict[int, tuple[object, int]] = {}
        self._parts = 0

    def unpack(self, plain: object) -> object:
        """Return the value of plain data.

        Raises
        ------
        CannotCrossError
            If this isn't plain data.

        Examples
        --------
        >>> packer = Packer()
        >>> plain = packer.pack({"grey": (1, None)})
        >>> Unpacker(packer.blobs).unpack(plain)
        {'grey': (1, None)}
        """
        if plain is None or type(plain) in (bool, int, float, str):
            return plain
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return self.part(plain, 0)
        except (Exception, RecursionError) as error:
            why = f": {error}"[:200] if isinstance(error, CannotCrossError) else ""
            raise CannotCrossError(
                f"The student’s process sent what is no value ({type(error).__name__}{why})."
            ) from None

    def part(self, plain: object, depth: int) -> object:
        """Return a part of a value: for the functions that make one kind."""
        self.count(1)
        if plain is None or type(plain) in (bool, int, float, str):
            return plain
        if depth > 2 * _DEEPEST:
            raise CannotCrossError("parts within parts without end")
        tag = plain["t"]
        if tag == "same":
            value, parts = self._made[plain["v"]]
            # Counted as often as it is used: ten lists of ten times the one before are a bomb.
            self.count(parts)
            return value
        before = self._parts
        kind = kind_with(tag)
        if kind is None or kind.unpack is None:
            raise CannotCrossError("a value of no known kind")
        value = kind.unpack(self, plain, depth)
        if "n" in plain:
            self._made[plain["n"]] = (value, self._parts - before + 1)
        return value

    def count(self, parts: int) -> None:
        """Count parts.

        Raises
        ------
        CannotCrossError
            If there are too many.
        """
        self._parts += parts
        if self._parts > 4 * _MOST_PARTS:
            raise CannotCrossError("too many parts")

    def blob(self, number: object) -> memoryview:
        """Return the bytes of a blob, to be read once.

        Raises
        ------
        CannotCrossError
            If there is no such blob, or it was read before: to copy one blob a million times
            would fill the memory.
        """
        if type(number) is not int or not 0 <= number < len(self._blobs) or number in self._used:
            raise CannotCrossError("a blob that is not there, or twice the same")
        self._used.add(number)
        return memoryview(self._blobs[number]).cast("B")

    def own(self, number: int) -> bytearray:
        """Return the bytes of a blob, to be written into: the blob itself where possible."""
        self.blob(number)
        whole = self._blobs[number]
        return whole if type(whole) is bytearray else bytearray(whole)
