"""What came out and what was wanted, for a case that a learner may see and work out by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from numbers import Number
from pathlib import PurePath

import numpy as np

from imagelessons.check.diagnose.compare import differing
from imagelessons.check.diagnose.locate import place
from imagelessons.check.finding import clip

# Of an array that one can go through by hand.
_MOST_VALUES = 64
_CODES = ("different-values", "different-text", "nearly-right")
# Images of nibabel and datasets of pydicom, by their names so that neither is loaded for them.
_HEADERS = ("Nifti1Image", "Nifti2Image", "FileDataset", "Dataset")
_may_tell: ContextVar[bool] = ContextVar("may_tell", default=False)


@contextmanager
def telling(allowed: bool) -> Iterator[None]:
    """Let the checks inside tell the wanted values of small cases, or not.

    Parameters
    ----------
    allowed : bool
        Only where nothing is hidden: in a test as a student gets it.
    """
    token = _may_tell.set(allowed)
    try:
        yield
    finally:
        _may_tell.reset(token)


def told(code: str, arguments: tuple, result: object, expected: object) -> str:
    """Return a sentence on what came out of a case and what was wanted, or ``""``.

    Parameters
    ----------
    code : str
        That of the finding: where a cause is named, the cause says more.
    arguments : tuple
        Those of the case.
    result, expected : object

    Examples
    --------
    >>> with telling(True):
    ...     told("different-values", (3,), np.array([[0, 7]]), np.array([[110, 7]]))
    '1 of 2 values differs: at row 0, column 0 yours is 0, wanted is 110.'
    >>> told("different-values", (3,), 2, 5)
    ''
    """
    if not _may_tell.get() or code not in _CODES or not all(map(_is_small, arguments)):
        return ""
    if not (_is_small(result) and _is_small(expected)):
        return ""
    try:
        if isinstance(expected, tuple):
            return _of_parts(code, arguments, result, expected)
        if isinstance(expected, str):
            return f'Yours is "{clip(result, 40)}", wanted is "{expected}".'
        answer, truth = np.asarray(result), np.asarray(expected)
        if answer.shape != truth.shape or truth.dtype.kind not in "biuf":
            return ""
        if truth.ndim == 0:
            return f"Yours is {_short(answer)}, wanted is {_short(truth)}."
        differs = differing(answer, truth, 0, 0)
        first = np.unravel_index(int(np.argmax(differs)), truth.shape)
        mine, wanted = _short(answer[first]), _short(truth[first])
        count = int(np.count_nonzero(differs))
        return (
            f"{count} of {differs.size} values {'differs' if count == 1 else 'differ'}: "
            f"at {place(first)} yours is {mine}, wanted is {wanted}."
        )
    except (TypeError, ValueError):
        return ""


def _of_parts(code: str, arguments: tuple, result: object, expected: tuple) -> str:
    """Return the sentence on the first part that differs, which the finding has named."""
    for one, wanted in zip(result, expected, strict=True):
        if isinstance(wanted, str) and one == wanted:
            continue
        if isinstance(wanted, str) or np.shape(one) != np.shape(wanted):
            return told(code, arguments, one, wanted)
        if differing(np.asarray(one), np.asarray(wanted), 1e-6, 1e-9).any():
            return told(code, arguments, one, wanted)
    return ""


def _is_small(value: object) -> bool:
    if isinstance(value, np.ndarray):
        return value.size <= _MOST_VALUES
    if isinstance(value, list | tuple):
        return len(value) <= _MOST_VALUES and all(map(_is_small, value))
    if type(value).__name__ in _HEADERS:
        return True
    return value is None or isinstance(value, Number | str | PurePath | np.generic)


def _short(value: object) -> str:
    single = np.asarray(value).item()
    return f"{single:.6g}" if isinstance(single, float) else f"{single}"
