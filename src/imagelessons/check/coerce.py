"""The door: from whatever the learner hands in to a plain array or number, or a finding."""

import types
import warnings
from decimal import Decimal
from fractions import Fraction

import numpy as np

from imagelessons.check.finding import blame, clip

_KINDS = {
    "U": "text",
    "S": "bytes",
    "O": "objects that are not all numbers",
    "M": "dates",
    "m": "time spans",
    "c": "complex numbers",
    "V": "records",
    "T": "text",
}
_FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodWrapperType,
    np.ufunc,
)
_LONGEST = 50_000_000
_MOST_BITS = 900
_RETURNS_NONE = (
    "`None` comes from calls that return nothing, such as `plt.show()`, `print(...)`, "
    "`list.sort()` or a function without `return`."
)


def kind_of(answer: object) -> str:
    """Say in words what an object is.

    Examples
    --------
    >>> kind_of("12")
    'text'
    >>> kind_of({})
    'a dictionary'
    """
    words = {
        str: "text",
        bytes: "bytes",
        bool: "True or False",
        int: "an integer",
        float: "a float",
        complex: "a complex number",
        list: "a list",
        tuple: "a tuple",
        dict: "a dictionary",
        set: "a set",
        np.ndarray: "an array",
    }
    if isinstance(answer, _FUNCTIONS):
        return "a function"
    if isinstance(answer, types.ModuleType):
        return "a module"
    return words.get(type(answer)) or f"of type {clip(type(answer).__name__, 40)}"


def refuse_stub(answer: object, name: str) -> None:
    """Raise the finding for an answer that is not attempted, None or a function's name.

    Raises
    ------
    Finding
        ``not-attempted`` for ``...``, also inside a short list or tuple; ``wrong-type`` for
        None; ``not-called`` for a function.
    """
    inside = answer if type(answer) in (list, tuple) and len(answer) <= 100 else ()
    if answer is Ellipsis or any(item is Ellipsis for item in inside):
        blame("not-attempted", name, f"`{name}` still holds `...`, the three dots of the stub.")
    if answer is None:
        blame("wrong-type", name, f"`{name}` is None.", suggests=_RETURNS_NONE)
    if isinstance(answer, _FUNCTIONS):
        blame("not-called", name, f"`{name}` is a function, not what it returns.")


def refuse_places(answer: object, name: str) -> None:
    """Raise the finding for what `np.where` returns, where a mask is asked.

    Raises
    ------
    Finding
        ``places-for-mask``
    """
    parts = answer if type(answer) is tuple else ()
    if parts and all(type(one) is np.ndarray and one.dtype == np.intp for one in parts):
        found = f"`{name}` is a tuple of {len(parts)} arrays: the places of pixels, not a mask."
        blame("places-for-mask", name, found)


def _refuse_several(answer: object, name: str) -> None:
    """Raise the finding for a tuple of an array and something else."""
    parts = answer if type(answer) is tuple and len(answer) <= 5 else ()
    is_array = [isinstance(one, np.ndarray) and one.ndim > 0 for one in parts]
    if any(is_array) and not all(is_array):
        kinds = " and ".join(map(kind_of, parts))
        suggests = (
            "A function that returns two things gives a tuple, and a comma makes one. Take out "
            "the one that the exercise asks for, as in `first, second = ...`."
        )
        found = f"`{name}` is a tuple of {len(parts)} things: {kinds}."
        blame("wrong-type", name, found, suggests=suggests)


def plain_array(answer: object, name: str) -> np.ndarray:
    """Return the answer as a plain NumPy array of booleans, integers or floats.

    Parameters
    ----------
    answer : object
        Anything. Arrays, lists, tuples, numbers, pictures of Pillow and whatever else converts
        to an array of numbers is accepted.
    name : str
        What the learner calls it.

    Returns
    -------
    numpy.ndarray
        Of exactly this class, not of a subclass; a large array is not copied.

    Raises
    ------
    Finding
        If the answer is not attempted, None, or does not convert to such an array.

    Examples
    --------
    >>> plain_array([[1, 2], [3, 4]], "corner").shape
    (2, 2)
    """
    refuse_stub(answer, name)
    _refuse_several(answer, name)
    if isinstance(answer, (str, bytes)):
        blame("text-for-value", name, f"`{name}` is text.")
    if isinstance(answer, (dict, set, frozenset, np.matrix)):
        blame("wrong-type", name, f"`{name}` is {kind_of(answer)}, not a plain array.")
    if isinstance(answer, np.ma.MaskedArray) and _hides_values(answer):
        blame("masked-array", name, f"`{name}` is a masked array with hidden values.")
    if isinstance(answer, range) and len(answer) > _LONGEST:
        blame("wrong-shape", name, f"`{name}` has {len(answer):,} values.")
    return _converted(answer, name)


def _converted(answer: object, name: str) -> np.ndarray:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = np.array(answer, copy=None, subok=False)
        kind = values.dtype.kind
    except Exception as error:
        if "inhomogeneous" in clip(error, 400):
            blame("ragged-list", name, f"`{name}` is {kind_of(answer)} with uneven rows.")
        blame("wrong-type", name, f"`{name}` is {kind_of(answer)}, and no array comes of it.")
    if kind == "O" and values.ndim == 0:
        blame("wrong-type", name, f"`{name}` is {kind_of(answer)}, not an array or a list.")
    if kind not in "biuf":
        blame("wrong-type", name, f"`{name}` holds {_KINDS.get(kind, 'other things')}.")
    return values


def _hides_values(answer: np.ma.MaskedArray) -> bool:
    try:
        return bool(np.any(np.array(np.ma.getmaskarray(answer), subok=False)))
    except Exception:
        return True


def plain_number(answer: object, name: str) -> int | float:
    """Return the answer as a plain Python number.

    Parameters
    ----------
    answer : object
        A number of Python or NumPy, a ``Fraction`` or ``Decimal``, or an array or list that
        holds a single number.
    name : str
        What the learner calls it.

    Returns
    -------
    int or float

    Raises
    ------
    Finding
        If the answer is not attempted or not one number; True and False are no numbers here.

    Examples
    --------
    >>> plain_number([2.5], "mean")
    2.5
    """
    refuse_stub(answer, name)
    if type(answer) is float:
        return answer
    if isinstance(answer, (Fraction, Decimal)):
        return _as_float(answer, name)
    if isinstance(answer, str):
        blame("text-for-value", name, f"`{name}` is the text {clip(repr(str(answer)), 40)}.")
    if isinstance(answer, int) and not isinstance(answer, bool):
        return _as_integer(answer, name)
    values = plain_array(answer, name)
    if values.size != 1 and type(answer) in (tuple, list) and 1 < len(answer) <= 4:
        found = f"`{name}` is {kind_of(answer)} of {len(answer)} values, {clip(answer, 60)}."
        suggests = "Only one of them is asked: take it out by its place, in square brackets."
        blame("array-for-number", name, found, suggests=suggests)
    if values.size != 1:
        blame(
            "array-for-number",
            name,
            f"`{name}` holds {values.size:,} values (shape {values.shape}).",
        )
    single = values.reshape(-1)[0].item()
    if isinstance(single, bool):
        blame("boolean-for-number", name, f"`{name}` is {single}.")
    return single


def _as_integer(answer: int, name: str) -> int:
    # A subclass may lie about its value; int's own addition does not ask it.
    value = int.__add__(answer, 0)
    if value.bit_length() > _MOST_BITS:
        blame("out-of-range", name, f"`{name}` is an integer of {value.bit_length()} bits.")
    return value


def _as_float(answer: Fraction | Decimal, name: str) -> float:
    try:
        return float(answer)
    except Exception:
        blame("wrong-type", name, f"`{name}` is {kind_of(answer)} without a usable value.")
