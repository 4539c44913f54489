"""How functions cross: as a number, by which they are called where they were made.

No name of a library's function is ever looked up on the tests' side: a test calls whatever a
student's name stands for, and a stranger would let it stand for a function that opens files.
"""

import inspect
import types
from collections.abc import Callable
from typing import TYPE_CHECKING

from nbisolate.serialize.opaque import (
    CannotCrossError,
    Uncrossed,
    UncrossedCallable,
    class_names,
    known_of,
    tidy,
    type_name,
)
from nbisolate.serialize.plain_values import make_type, pack_type
from nbisolate.serialize.registry import Kind

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

ELSEWHERE = "<the student's process>"
_MOST_PARAMETERS = 100
_KINDS = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
    inspect.Parameter.VAR_POSITIONAL,
    inspect.Parameter.KEYWORD_ONLY,
    inspect.Parameter.VAR_KEYWORD,
)
_FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType)
_NAMES_OF_FUNCTIONS = frozenset(
    [f"{kind.__module__}.{kind.__qualname__}" for kind in _FUNCTIONS]
    + ["builtins.method-wrapper", "builtins.method_descriptor", "builtins.wrapper_descriptor"]
    + ["numpy.ufunc", "numpy._ArrayFunctionDispatcher", "functools.partial"]
    + ["functools._lru_cache_wrapper"]
)
_MOST_ATTRIBUTES = 300


def pack_callable(packer: "Packer", value: Callable, depth: int) -> dict | None:
    """Return something that can be called as plain data, or None if functions can't cross here."""
    if issubclass(type(value), type):
        plain = pack_type(packer, value, depth)
        if plain is not None:
            return plain
    if packer.keep is None:
        return None
    is_function = ".".join(class_names(type(value))) in _NAMES_OF_FUNCTIONS
    is_class = issubclass(type(value), type)
    # What a class is: its name, not that it is a `type`.
    kind = ".".join(class_names(value)).removeprefix("__main__.") if is_class else type_name(value)
    return {
        "t": "function",
        "id": packer.keep(value),
        "name": tidy(getattr(value, "__name__", kind)),
        "doc": _text_or_none(getattr(value, "__doc__", None)),
        "kind": None if is_function else kind,
        "class": is_class,
        "parameters": _parameters(packer, value, depth) if is_function else None,
        "has": _attributes(value) if is_function else [],
    }


def _attributes(value: Callable) -> list[str]:
    """Return the names of what a function has and another one hasn't, such as `cache_info`."""
    names = [name for name in dir(value) if type(name) is str and not name.startswith("_")]
    return names[:_MOST_ATTRIBUTES]


def _pack_handed_back(packer: "Packer", value: object, depth: int) -> dict | None:
    """Return as plain data an object of the student's that a test hands back."""
    if packer.keep is None:
        return None
    number, kind = packer.keep(value), known_of(value)[1]
    return {"t": "function", "id": number, "name": kind, "kind": kind}


def _text_or_none(text: object) -> str | None:
    return text[:5000] if type(text) is str else None


def _parameters(packer: "Packer", value: Callable, depth: int) -> list | None:
    try:
        found = list(inspect.signature(value).parameters.values())
    except (ValueError, TypeError):
        return None
    if len(found) > _MOST_PARAMETERS:
        return None
    return [
        [
            part.name,
            int(part.kind),
            None if part.default is part.empty else {"v": packer.part(part.default, depth + 1)},
        ]
        for part in found
    ]


def make_function(unpacker: "Unpacker", plain: dict, depth: int) -> Callable:
    """Return a function that calls the one on the other side.

    Raises
    ------
    CannotCrossError
        If functions can't be called from here, or this doesn't describe one.
    """
    number, name = plain["id"], tidy(plain["name"])
    name = "<lambda>" if name == "?lambda?" else name
    if type(number) is not int:
        raise CannotCrossError("a function without a number")
    if unpacker.own_function is not None:
        return unpacker.own_function(number)
    if unpacker.call is None:
        return Uncrossed("function", unpacker.touched)
    call, touched = unpacker.call, unpacker.touched
    if plain["kind"] is not None:
        kind, is_class = tidy(plain["kind"]), plain["class"] is True
        return UncrossedCallable(kind, number, touched, call, is_class=is_class)

    def proxy(*arguments: object, **keywords: object) -> object:
        return call(number, arguments, keywords)

    # An error that comes through here must not show this line as the student's.
    proxy.__code__ = proxy.__code__.replace(co_filename=ELSEWHERE, co_name=name)
    proxy.__name__ = proxy.__qualname__ = name
    proxy.__module__ = "__main__"
    for attribute in plain["has"][:_MOST_ATTRIBUTES]:
        if type(attribute) is not str or attribute.startswith("_"):
            raise CannotCrossError("no attribute of a function")
        stays = (
            f"The test reads `{tidy(attribute)}` of the function `{name}`, which stays in the "
            f"student’s process."
        )
        setattr(proxy, attribute, Uncrossed("", touched, sentence=stays))
    proxy.apart_number = number  # by which a test may hand it back
    proxy.__doc__ = _text_or_none(plain["doc"])
    parameters = plain["parameters"]
    if parameters is None:
        parameters = [["arguments", 2, None], ["keywords", 4, None]]
    # There must be one: else whoever asks for it comes to `__wrapped__`.
    proxy.__signature__ = _signature(unpacker, parameters, depth)
    # Whoever looks for the source code must not read this function's instead.
    unknown = f"The test asks for the source code of `{name}`, which the tests don’t have."
    proxy.__wrapped__ = Uncrossed("", touched, sentence=unknown)
    return proxy


def number_of(function: Callable) -> int:
    """Return the number of a function of the student's that a test hands back.

    Raises
    ------
    CannotCrossError
        If it is another one.
    """
    if type(function) is UncrossedCallable:
        return known_of(function)[0]
    number = getattr(function, "apart_number", None)
    if type(number) is not int:
        raise CannotCrossError(
            "A test hands a function of its own to a student’s function, which runs in another "
            "process."
        )
    return number


def _signature(unpacker: "Unpacker", plain: list, depth: int) -> inspect.Signature:
    made = []
    for name, kind, default in plain[:_MOST_PARAMETERS]:
        value = inspect.Parameter.empty
        if default is not None:
            value = unpacker.part(default["v"], depth + 1)
        made.append(inspect.Parameter(name, _KINDS[kind], default=value))
    return inspect.Signature(made)


def _pack_module(packer: "Packer", value: types.ModuleType, depth: int) -> dict:
    return {"t": "module", "v": str(types.ModuleType.__getattribute__(value, "__name__"))}


def _make_module(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    name = plain["v"]
    if type(name) is not str:
        raise CannotCrossError("a module without a name")
    if unpacker.modules is not None:
        try:
            return unpacker.modules(name)
        except CannotCrossError:
            pass
    return Uncrossed(f"module {tidy(name)}", unpacker.touched)


def refused(unpacker: "Unpacker", plain: dict, depth: int) -> Uncrossed:
    """Return the stand-in for a value that couldn't cross."""
    why = plain.get("why") or ""
    return Uncrossed(tidy(plain["v"]), unpacker.touched, tidy(why))


KINDS = (
    Kind("module", ("builtins.module",), _pack_module, _make_module),
    Kind("function", tuple(_NAMES_OF_FUNCTIONS), pack_callable, make_function),
    Kind("type", ("builtins.type",), pack_callable, make_type, subclasses=True),
    Kind("handed back", (".".join(class_names(UncrossedCallable)),), _pack_handed_back),
    Kind("cannot", (), _pack_handed_back, refused),
)
