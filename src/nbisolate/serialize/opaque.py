"""What stands for a value that can't cross between the processes."""

from collections.abc import Callable

_MOST_CHARACTERS = 120


class CannotCrossError(Exception):
    """A value that can't cross; the message says which type and what to do."""


def type_name(value: object) -> str:
    """Return the full name of an object's type, short enough for a sentence.

    Examples
    --------
    >>> type_name(3.5)
    'float'
    >>> type_name(CannotCrossError())
    'nbisolate.serialize.opaque.CannotCrossError'
    """
    module, name = class_names(type(value))
    return tidy(name if module == "builtins" else f"{module}.{name}")


def class_names(kind: type) -> tuple[str, str]:
    """Return the module and the name of a class, without asking what the class overrides.

    Examples
    --------
    >>> class_names(dict)
    ('builtins', 'dict')
    """
    names = []
    for attribute in ("__module__", "__qualname__"):
        found = type.__dict__[attribute].__get__(kind)
        names.append(str.__str__(found) if issubclass(type(found), str) else "?")
    return names[0], names[1]


def tidy(text: object) -> str:
    """Return a name for a sentence: a stranger's, so without markup and not too long.

    Examples
    --------
    >>> tidy("torch.Tensor<script>")
    'torch.Tensor?script?'
    """
    kept = str(text)[:_MOST_CHARACTERS]
    return "".join(c if c.isalnum() or c in "._[], -()" else "?" for c in kept)


def cannot_cross(type_name: str, why: str = "") -> str:
    """Return the sentence for the instructor about a type that can't cross.

    Examples
    --------
    >>> cannot_cross("torch.Tensor")[:43]
    'A value of type torch.Tensor can’t be hande'
    """
    because = f" ({tidy(why)})" if why else ""
    return (
        f"A value of type {tidy(type_name)} can’t be handed from the student’s process to the "
        f"tests{because}."
    )


class Uncrossed:
    """Stands for a value that couldn't cross: whatever a test does with it raises.

    Only ``is`` and ``type(...)`` pass by it. It tells `touched` the sentence, since a test may
    catch the error.
    """

    __slots__ = ("_sentence", "_touched")

    def __init__(
        self,
        type_name: str,
        touched: Callable[[str], object] | None = None,
        why: str = "",
        sentence: str = "",
    ):
        object.__setattr__(self, "_sentence", sentence or cannot_cross(type_name, why))
        object.__setattr__(self, "_touched", touched)


def _refuse(self: Uncrossed, *arguments: object, **keywords: object):
    sentence = object.__getattribute__(self, "_sentence")
    touched = object.__getattribute__(self, "_touched")
    if touched is not None:
        touched(sentence)
    raise CannotCrossError(sentence)


_ASKED = """
    getattribute setattr delattr call eq ne lt le gt ge hash bool len length_hint iter next reversed
    getitem setitem delitem contains array array_ufunc array_function float int index complex round
    trunc floor ceil abs neg pos invert add radd iadd sub rsub isub mul rmul imul matmul rmatmul
    imatmul truediv rtruediv itruediv floordiv rfloordiv ifloordiv mod rmod imod divmod rdivmod pow
    rpow ipow and rand iand or ror ior xor rxor ixor lshift rlshift ilshift rshift rrshift irshift
    str repr format bytes fspath dir enter exit instancecheck subclasscheck get set delete copy
    deepcopy reduce reduce_ex sizeof await aiter anext
"""
for _name in _ASKED.split():
    setattr(Uncrossed, f"__{_name}__", _refuse)


class UncrossedCallable(Uncrossed):
    """Stands for an object that can only be called: a class, or an object with ``__call__``."""

    __slots__ = ("_call", "_is_class", "_kind", "_number")

    def __init__(
        self,
        kind: str,
        number: int,
        touched: Callable[[str], object] | None,
        call: Callable[[int, tuple, dict], object],
        *,
        is_class: bool = False,
    ):
        super().__init__(kind, touched)
        sentence = _class_stays(kind) if is_class else _object_stays(kind)
        parts = (sentence, call, is_class, kind, number)
        for name, part in zip(("_sentence", *UncrossedCallable.__slots__), parts, strict=True):
            object.__setattr__(self, name, part)

    def __call__(self, *arguments: object, **keywords: object) -> object:
        """Call the object on the other side."""
        __tracebackhide__ = True
        call, number = (object.__getattribute__(self, name) for name in ("_call", "_number"))
        return call(number, arguments, keywords)


def known_of(value: UncrossedCallable) -> tuple[int, str]:
    """Return the number by which an object is called on the other side, and what it is there."""
    return tuple(object.__getattribute__(value, name) for name in ("_number", "_kind"))


def sentence_of(value: object) -> str:
    """Return what to tell the instructor as soon as a test reads a value; empty for most.

    An object that can be called is judged by what it returns, as a function is; a class needs a
    person, for a test can do next to nothing with it.

    Examples
    --------
    >>> sentence_of(3.5)
    ''
    >>> sentence_of(Uncrossed("torch.Tensor"))[:29]
    'A value of type torch.Tensor '
    >>> sentence_of(UncrossedCallable("numpy.vectorize", 0, None, print))
    ''
    """
    if not issubclass(type(value), Uncrossed):
        return ""
    ask = object.__getattribute__
    if type(value) is UncrossedCallable and not ask(value, "_is_class"):
        return ""
    return ask(value, "_sentence")


def said_once(sentences: list[str]) -> str:
    """Return sentences as one text, without those that another one ends with.

    Examples
    --------
    >>> said_once(["`a`: It stays there.", "It stays there.", "It stays there."])
    '`a`: It stays there.'
    """
    different = list(dict.fromkeys(sentences))
    return " ".join(
        one
        for one in different
        if not any(other != one and other.endswith(one) for other in different)
    )


def _object_stays(kind: str) -> str:
    return (
        f"An object of type {tidy(kind)} stays in the student’s process: the test can call it as a "
        f"function, and asked for something else."
    )


def _class_stays(name: str) -> str:
    return (
        f"The class {tidy(name)} stays in the student’s process, with its objects: the test can "
        f"call it, and little else."
    )
