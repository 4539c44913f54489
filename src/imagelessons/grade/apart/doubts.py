"""Values that a test takes as right though they say nothing: a person had better look."""

import re
import sys
from collections.abc import Callable, Mapping

# A test that speaks of masked values, or of how many there are, knows what it does.
_OF_MASKED = re.compile(r"\bma\b|masked|\.mask\b|compressed|filled")
_OF_SIZE = re.compile(r"size|\blen\b|shape|empty|ndim|\[\]")


def doubt_of(name: str, value: object, test: str, constants: Mapping[str, object]) -> str:
    """Return why a test that passes with a value may be wrong about it; empty if there is nothing.

    Parameters
    ----------
    name : str
        Of the value; empty for what a function returned.
    value : object
    test : str
        The source of the test cell.
    constants : mapping of str to (int, float, str or bool)
        What locked cells set: a test may hold an answer against one of them.

    Returns
    -------
    str
        A sentence for the instructor.

    Examples
    --------
    >>> import numpy as np
    >>> doubt_of("grey", np.ma.masked_all(3), "assert_allclose(grey, right)", {})[:26]
    '`grey` has masked values, '
    >>> doubt_of("grey", np.ma.masked_all(3), "assert grey.mask.all()", {})
    ''
    >>> doubt_of("largest", 3, "assert level == largest", {"largest": 255})[:36]
    '`largest` is set by a locked cell to'
    """
    if name in constants and not _is(value, constants[name]):
        return (
            f"`{name}` is set by a locked cell to {constants[name]!r:.60}, and the notebook has "
            f"changed it: see whether the test still says what it should."
        )
    numpy = sys.modules.get("numpy")
    # Not `isinstance`, which asks the value for its class.
    if numpy is None or not issubclass(type(value), numpy.ndarray):
        return ""
    shown = f"`{name}`" if name else "What a function returned"
    masked = issubclass(type(value), numpy.ma.MaskedArray) and numpy.ma.is_masked(value)
    if masked and not _OF_MASKED.search(test):
        return f"{shown} has masked values, and NumPy's tests pass over those."
    if name and value.size == 0 and not _OF_SIZE.search(test):
        return f"{shown} is an empty array, and NumPy takes that as equal to any number."
    return ""


def comparison_for(name: str) -> Callable | None:
    """Return NumPy's own comparison of a name, such as ``assert_allclose``; None if it isn't one.

    A notebook may import it in a cell that the student can change.

    Examples
    --------
    >>> import numpy as np
    >>> comparison_for("assert_allclose") is np.testing.assert_allclose
    True
    >>> comparison_for("brighten")
    """
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return None
    if name.startswith("assert_"):
        return getattr(numpy.testing, name, None)
    return getattr(numpy, name) if name in {"allclose", "isclose", "array_equal"} else None


def _is(value: object, constant: object) -> bool:
    return type(value) is type(constant) and value == constant
