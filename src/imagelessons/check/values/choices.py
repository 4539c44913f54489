"""Is a choice right: True or False, or one of some words."""

from collections.abc import Mapping, Sequence

import numpy as np

from imagelessons.check.coerce import kind_of, plain_array, refuse_stub
from imagelessons.check.finding import blame, clip
from imagelessons.check.guard import guarded
from imagelessons.check.values.arrays import blame_mistake, known_codes


@guarded
def truth(answer: object, expected: bool, name: str) -> None:
    """Check an answer of True or False.

    Parameters
    ----------
    answer : object
        A bool of Python or NumPy.
    expected : bool
    name : str

    Raises
    ------
    Finding
        ``number-for-truth``, ``array-for-number`` or ``wrong-answer``, or as for `array`.

    Examples
    --------
    >>> truth(np.bool_(True), True, "is_view")
    """
    values = plain_array(answer, name)
    if values.size != 1:
        blame("array-for-number", name, f"`{name}` holds {values.size:,} values.")
    if values.dtype.kind != "b":
        blame("number-for-truth", name, f"`{name}` is a number.")
    if bool(values.reshape(-1)[0]) != bool(expected):
        blame("wrong-answer", name, f"`{name}` is {bool(values.reshape(-1)[0])}.")


@guarded
def text(
    answer: object,
    expected: str,
    name: str,
    *,
    options: Sequence[str] = (),
    mistakes: Mapping[str, str] | None = None,
) -> None:
    """Check an answer in words; capitals and blanks around it are all the same.

    Parameters
    ----------
    answer : object
        A string.
    expected : str
    name : str
    options : sequence of str, optional
        The words that the exercise offers.
    mistakes : mapping of str to str, optional
        Wrong words that this exercise invites, by the code of each.

    Raises
    ------
    Finding
        A code of `mistakes`, ``wrong-type``, ``different-text`` for a word that is not offered, or
        ``wrong-answer`` for another of the options.

    Examples
    --------
    >>> text(" Uint8", "uint8", "dtype_name")
    """
    refuse_stub(answer, name)
    if not isinstance(answer, (str, np.dtype)):
        blame("wrong-type", name, f"`{name}` is {kind_of(answer)}, not text in quotation marks.")
    given = _folded(clip(answer, 1000))
    if given == _folded(expected):
        return
    for code, wrong in known_codes(mistakes).items():
        if given == _folded(wrong):
            blame_mistake(code, name)
    code = "wrong-answer" if given in {_folded(option) for option in options} else "different-text"
    blame(code, name, f"`{name}` is {clip(repr(str(answer)), 40)}.")


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
