"""The kinds of values that cross between the student's process and the tests'.

A kind says which types it packs, how, and how it is made again on the other side. The engine
brings those of Python and NumPy (`plain_values`, `arrays`, `functions`); a course registers what
its tests read besides, in a module that is loaded in both processes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from nbisolate.serialize.opaque import class_names


@dataclass(frozen=True)
class Kind:
    """A kind of values that cross.

    Attributes
    ----------
    tag : str
        Its name in plain data, which are ``{"t": tag, …}``.
    types : tuple of str
        The full names of the types that it packs, such as ``"numpy.ndarray"``: so that no library
        is loaded for a value that nobody has.
    pack : callable
        ``pack(packer, value, depth)`` returns plain data, or raises `CannotCrossError`. Parts of
        the value go through ``packer.part``, bytes through ``packer.make_room`` and
        ``packer.blob``.
    unpack : callable, optional
        ``unpack(unpacker, plain, depth)`` returns the value. The plain data come from a stranger:
        each number, text and size is to be checked, by `bounds`, before a library sees it. Not
        needed where `pack` returns plain data of other kinds.
    subclasses : bool
        Whether subclasses of these types cross too, as what they are below. Others don't cross:
        they may do more than the copy could.
    mutable : bool
        Whether a change that a function made to such an argument is made here by exchanging what
        the object holds, its ``__dict__``.
    numbers : callable, optional
        Returns what NumPy can make an array of, for objects that aren't that themselves.
    """

    tag: str
    types: tuple[str, ...]
    pack: Callable
    unpack: Callable | None = None
    subclasses: bool = False
    mutable: bool = False
    numbers: Callable[[object], object] | None = None


_by_tag: dict[str, Kind] = {}
_by_type: dict[str, Kind] = {}


def register(kinds: Iterable[Kind]) -> None:
    """Let values of these kinds cross from now on, in this process.

    Registering a kind again changes nothing.

    Raises
    ------
    ValueError
        If another kind has its tag or one of its types.
    """
    for kind in kinds:
        names = [(_by_tag, kind.tag), *((_by_type, name) for name in kind.types)]
        taken = [name for known, name in names if known.get(name, kind).tag != kind.tag]
        if taken or _by_tag.get(kind.tag, kind).types != kind.types:
            raise ValueError(f"The kind {kind.tag!r} is registered already, or one of its types.")
        for known, name in names:
            known[name] = kind
    kind_of.cache_clear()


@lru_cache(maxsize=1000)
def kind_of(cls: type) -> Kind | None:
    """Return the kind of the objects of a class, or None if they don't cross.

    Examples
    --------
    >>> import nbisolate.serialize.serializer
    >>> kind_of(dict).tag, kind_of(type("Own", (dict,), {}))
    ('dict', None)
    """
    for number, base in enumerate(type.__dict__["__mro__"].__get__(cls)):
        kind = _by_type.get(".".join(class_names(base)))
        if kind is not None and (number == 0 or kind.subclasses):
            return kind
    return None


def kind_with(tag: str) -> Kind | None:
    """Return the kind that plain data name, or None."""
    return _by_tag.get(tag)


def tags() -> list[str]:
    """Return the tags of all kinds."""
    return sorted(_by_tag)
