"""Is a number right; if not, why."""

import math
from collections.abc import Callable, Mapping
from numbers import Integral

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.coerce import plain_number
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded, made_by_author
from imagelessons.check.values.arrays import blame_mistake, known_codes

NumberMistakes = Mapping[str, float | Callable[[], float]]
_DEFAULT_RTOL = 1e-6
# So that another route to a number is no other number.
_SAME = 1e-6
WHICH_VALUES = (
    "Compare your lines with the exercise, word by word: which values go in, and what is done "
    "with them?"
)


@guarded
def number(
    answer: object,
    expected: float,
    name: str,
    *,
    rtol: float = _DEFAULT_RTOL,
    atol: float = 0.0,
    unit: str = "",
    mistakes: NumberMistakes | None = None,
) -> None:
    """Check one number against the right one, and say why it is wrong if it is.

    Parameters
    ----------
    answer : object
        A number of Python or NumPy, a fraction, or an array or list that holds one number.
    expected : int or float
        The right number. If it is an integer and `rtol` is left as it is, a count that is off
        by one is wrong however large it is.
    name : str
        What the learner calls it.
    rtol, atol : float, optional
        Tolerances.
    unit : str, optional
        For the sentence only, such as ``"%"``.
    mistakes : mapping of str to float, optional
        Wrong numbers that this exercise invites, by the code of each; also a function without
        parameters that makes one.

    Raises
    ------
    Finding
        If the answer is not right.
    AuthorError
        If `expected` is no number or a code is not in the catalogue.

    Examples
    --------
    >>> number([2.5], 2.5, "mean")
    """
    truth = _truth_number(expected)
    codes = known_codes(mistakes)
    value = plain_number(answer, name)
    close = _closeness(truth, rtol, atol)
    if close(value, truth):
        return
    for code, wrong in codes.items():
        known = _truth_number(made_by_author(wrong))
        if not close(known, truth) and _same(value, known):
            blame_mistake(code, name)
    code = _code(value, truth, unit)
    found = f"`{name}` is {shown_number(value, truth)}{' ' + unit if unit else ''}."
    blame(code, name, found, suggests=WHICH_VALUES if code == "different-values" else "")


def shown_number(value: float, other: float | None = None) -> str:
    """Return a number as it is said: whole ones whole, others with the digits that tell.

    Parameters
    ----------
    value : int or float
    other : int or float, optional
        What it should be told from.

    Examples
    --------
    >>> shown_number(55936000), shown_number(2.0), shown_number(0.25004, 0.25)
    ('55,936,000', '2', '0.25004')
    """
    if abs(value) < 10**15 and value == int(value):
        return f"{int(value):,}"
    digits = range(6, 17)
    other = value if other is None else other
    return next(
        (f"{value:.{n}g}" for n in digits if f"{value:.{n}g}" != f"{other:.{n}g}"), f"{value:.6g}"
    )


def _same(value: float, known: float) -> bool:
    """Whether a number is that of a mistake: the tolerance for being right may be far wider."""
    if isinstance(value, int) and isinstance(known, int):
        return value == known
    return (
        value == known
        or math.isclose(value, known, rel_tol=_SAME)
        or (value != value and known != known)
    )


def _truth_number(expected: object) -> int | float:
    try:
        single = expected.item() if hasattr(expected, "item") else expected
        return int(single) if isinstance(single, Integral) else float(single)
    except (TypeError, ValueError) as error:
        raise AuthorError(f"The expected value is no number: {error}") from None


def _closeness(truth: float, rtol: float, atol: float) -> Callable[[float, float], bool]:
    # A large count must not be right when it is off by one.
    longest = 0.4 if isinstance(truth, int) and rtol <= _DEFAULT_RTOL else math.inf

    def close(a: float, b: float) -> bool:
        if a == b or (a != a and b != b):
            return True
        if math.isinf(b):
            return False
        try:
            return abs(a - b) <= max(atol, min(longest, rtol * abs(b)))
        except OverflowError:
            return False

    return close


def _code(value: float, truth: float, unit: str) -> str:
    if value != value:
        return "not-a-number"
    if value in (math.inf, -math.inf):
        return "infinite"
    if abs(value) > 1e300 or abs(truth) > 1e300:
        return "different-values"
    whole = 100 if unit.strip() in ("%", "percent", "per cent") else 1
    slips = (
        ("percent-for-fraction", truth * 100),
        ("fraction-for-percent", truth / 100),
        ("range-0-to-255", truth * 255),
        ("range-0-to-1", truth / 255),
        ("sign", -truth),
        # Of a count, 1 less it says nothing.
        (
            "complement",
            whole - truth if isinstance(truth, float) and 0 <= truth <= whole else truth,
        ),
        ("reciprocal", 1 / truth if truth else truth),
    )
    for code, slip in slips:
        if not _same(slip, truth) and _same(value, slip):
            return code
    if isinstance(truth, int) and abs(value - truth) == 1:
        return "count-off-by-one"
    if _rounded(value, truth):
        return "rounded-early"
    return "nearly-right" if abs(value - truth) <= 0.01 * abs(truth) else "different-values"


def _rounded(value: float, truth: float) -> bool:
    if value == 0 or isinstance(truth, int):
        return False
    if abs(truth) >= 1 and value == math.trunc(truth):
        return True
    return any(math.isclose(value, round(truth, digits), rel_tol=1e-12) for digits in range(-3, 9))
