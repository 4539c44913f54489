"""What an error tells: from an exception of Python or NumPy to a code of the catalogue."""

import linecache
import types

from imagelessons.check.finding import Finding, clip

# What NumPy and Python say, and which misconception it shows. The first that fits counts.
_MESSAGES = (
    ("ellipsis", "not-attempted"),
    ("read-only", "read-only"),
    ("boolean index did not match", "mask-of-other-shape"),
    ("truth value of an array", "truth-of-an-array"),
    ("out of bounds for uint", "value-out-of-bounds"),
    ("out of bounds for int", "value-out-of-bounds"),
    ("cannot cast ufunc", "cast-refused"),
    ("is out of bounds for axis", "index-out-of-bounds"),
    ("index out of range", "index-out-of-bounds"),
    ("'builtin_function_or_method' object", "not-called"),
    ("'function' object is not", "not-called"),
    ("'method' object is not", "not-called"),
)
# What is imported how, by the names that people use.
_IMPORTS = {
    "ndimage": "from scipy import ndimage",
    "ndi": "from scipy import ndimage as ndi",
    "scipy": "import scipy",
    "skimage": "import skimage",
    "Image": "from PIL import Image",
    "PIL": "import PIL",
    "np": "import numpy as np",
    "numpy": "import numpy",
    "plt": "import matplotlib.pyplot as plt",
    "math": "import math",
    "os": "import os",
    "Path": "from pathlib import Path",
    **{
        name: f"from skimage import {name}"
        for name in (
            "filters",
            "measure",
            "morphology",
            "exposure",
            "segmentation",
            "color",
            "util",
        )
    },
    **{
        name: f"from skimage.filters import {name}"
        for name in ("threshold_otsu", "threshold_local", "gaussian", "threshold_li")
    },
    "gaussian_filter": "from scipy.ndimage import gaussian_filter",
    "median_filter": "from scipy.ndimage import median_filter",
}
_ONE_ANSWER = (
    "`if` wants one answer, and an array has one for each pixel. Let NumPy decide pixel by pixel, "
    "as with `np.where` or `np.clip`."
)
_BOTH_SIDES = (
    "Python wants one answer here, and an array has one for each pixel. Combine comparisons with "
    "`&`, `|` and `~`, each of them in brackets."
)


def code_of(error: BaseException) -> str | None:
    """Return the code that an error shows by its type or message, or None.

    Examples
    --------
    >>> code_of(ValueError("assignment destination is read-only"))
    'read-only'
    >>> code_of(ValueError("something else")) is None
    True
    """
    if isinstance(error, NotImplementedError):
        return "not-attempted"
    if not isinstance(error, (TypeError, ValueError, AttributeError, IndexError, OverflowError)):
        return None
    message = clip(error, 400).lower()
    return next((code for part, code in _MESSAGES if part in message), None)


def import_advice(name: str) -> str:
    """Return how to import what a name stands for, or ``""`` if it is none that is known.

    Examples
    --------
    >>> import_advice("filters")
    'Import it in the answer cell: `from skimage import filters`.'
    """
    line = _IMPORTS.get(name)
    return f"Import it in the answer cell: `{line}`." if line else ""


def advice_on(error: BaseException, line: str) -> str:
    """Return what to do about an error in a learner's function, or ``""`` if its code says it.

    Parameters
    ----------
    error : BaseException
    line : str
        What `student_line` returns.
    """
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        name = getattr(error, "name", None) or clip(error).partition("'")[2].partition("'")[0]
        return import_advice(name) or (
            "Python doesn't know that name: compare the spelling, and look whether it is set "
            "before that line."
        )
    if code_of(error) == "truth-of-an-array" and line:
        code = line.partition("`")[2]
        both = any(word in f" {code} " for word in (" and ", " or ", " not "))
        if not both and code.startswith(("if ", "elif ", "while ")):
            return _ONE_ANSWER
        return _BOTH_SIDES
    return ""


def error_text(error: BaseException) -> str:
    """Return the type and message of an error, short.

    Examples
    --------
    >>> error_text(ValueError("no such row"))
    'ValueError: no such row'
    """
    message = clip(error)
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def student_line(error: BaseException, function: object) -> str:
    """Return the line of the learner's function at which an error came up, or ``""``.

    Parameters
    ----------
    error : BaseException
        With its traceback.
    function : object
        The learner's function. Without source at hand, as in another process, there is no line.
    """
    # By its type: in the grader, what stands for an object of the learner's can only be called.
    if not issubclass(type(function), types.FunctionType | types.MethodType):
        return ""
    code = getattr(function, "__code__", None)
    if not isinstance(code, types.CodeType):
        return ""
    number = None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == code.co_filename:
            number = step.tb_lineno
        step = step.tb_next
    line = linecache.getline(code.co_filename, number).strip() if number else ""
    return f"Line {number} of the cell: `{clip(line, 100)}`" if line else ""


def of_this_machine(error: BaseException) -> bool:
    """Whether an error tells of the machine that a check runs on, not of the answer.

    Such as a part that Python was built without, a missing library or a missing picture.

    Examples
    --------
    >>> import math
    >>> try:
    ...     math.no_such_function()
    ... except AttributeError as error:
    ...     of_this_machine(error)
    True
    >>> of_this_machine(ValueError("no such row"))
    False
    """
    owner = getattr(error, "obj", None) if isinstance(error, AttributeError) else None
    of_module = isinstance(owner, types.ModuleType)
    of_system = isinstance(error, (ImportError, OSError)) and not isinstance(error, TimeoutError)
    if not of_module and not of_system:
        return False
    # What a learner's function does in a test, here or in a process of its own, is the learner's.
    return not hasattr(error, "student_line") and not _in_function_of_a_cell(error)


def _in_function_of_a_cell(error: BaseException) -> bool:
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        if code.co_name != "<module>" and step.tb_frame.f_globals.get("__name__") == "__main__":
            return True
        step = step.tb_next
    return False


def machine_finding(error: BaseException) -> Finding:
    """Return the finding for an error that tells of the machine."""
    found = f"This can't be checked here: {error_text(error).rstrip('.')}."
    return Finding("cannot-check", found)


def finding_of(error: BaseException) -> Finding:
    """Return the finding for an error that came up inside a check's block.

    Examples
    --------
    >>> finding_of(NameError("name 'corner' is not defined", name="corner")).code
    'missing-name'
    """
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        name = getattr(error, "name", None) or clip(error).partition("'")[2].partition("'")[0]
        found = f"There is no name `{clip(name)}`." if name else f"{error_text(error)}."
        return Finding("missing-name", found, suggests=import_advice(name or ""))
    if isinstance(error, AssertionError):
        return Finding("assertion-failed", clip(error, 400) or "A condition does not hold.")
    code = code_of(error)
    if code == "not-attempted":
        return Finding(code, "The answer is still the stub.")
    if of_this_machine(error):
        return machine_finding(error)
    return Finding(
        code or "check-stopped", f"The check stopped at {error_text(error).rstrip('.')}."
    )
