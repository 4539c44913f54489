"""What explains the results of all cases: a wrong function that gives each of them exactly."""

import copy
import warnings
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from imagelessons.check.catalogue import parts_of
from imagelessons.check.diagnose.cases import NO_RESULT, Outcome
from imagelessons.check.diagnose.compare import same_values
from imagelessons.check.diagnose.errors import error_text
from imagelessons.check.finding import Finding
from imagelessons.check.guard import made_by_author

# So that another route to a value, or a float of few bits, is no other value.
_CLOSE = {2: 2e-3, 4: 1e-6}
_EXACT = 1e-9


def explanations(
    mistakes: Mapping[str, Callable], outcomes: Sequence[Outcome], *, dtype_counts: bool
) -> list[str]:
    """Return the keys of the wrong functions that give what the learner's gave, in every case.

    Parameters
    ----------
    mistakes : mapping of str to callable
        Wrong functions, by a code of the catalogue, or by code and sentence as for `parts_of`.
    outcomes : sequence of Outcome
        Of all cases that were tried, right ones too.
    dtype_counts : bool
        Whether equal values of another dtype are another result.

    Examples
    --------
    >>> from imagelessons.check.diagnose.cases import Case
    >>> tried = [Outcome(Case((3,), 4), 6), Outcome(Case((2,), 3), 4)]
    >>> wrong = {"sign": lambda n: -n - 1, "constant-factor": lambda n: 2 * n}
    >>> explanations(wrong, tried, dtype_counts=False)
    ['constant-factor']
    """
    return [
        key
        for key, wrong in mistakes.items()
        if all(_gives(wrong, outcome, dtype_counts) for outcome in outcomes)
    ]


def _gives(wrong: Callable, outcome: Outcome, dtype_counts: bool) -> bool:
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            made = wrong(
                *copy.deepcopy(outcome.case.arguments),
                **copy.deepcopy(dict(outcome.case.keywords)),
            )
    except Exception as error:
        return outcome.error is not None and error_text(error) == error_text(outcome.error)
    if outcome.error is not None or outcome.result is NO_RESULT:
        return False
    return _same(outcome.result, made, dtype_counts)


def _same(result: object, made: object, dtype_counts: bool) -> bool:
    if result is None or made is None:
        return result is made
    if isinstance(made, tuple | list) and isinstance(result, tuple | list):
        return len(made) == len(result) and all(
            _same(a, b, dtype_counts) for a, b in zip(result, made, strict=True)
        )
    try:
        a, b = np.asarray(result), np.asarray(made)
    except Exception:
        return False
    if a.dtype.kind not in "biuf" or b.dtype.kind not in "biuf":
        return type(result) is type(made) and bool(np.array_equal(a, b))
    if dtype_counts and a.dtype != b.dtype:
        return False
    sizes = [one.dtype.itemsize for one in (a, b) if one.dtype.kind == "f"]
    return same_values(a, b, _CLOSE.get(min(sizes, default=8), _EXACT), 0)


def named(keys: Sequence[str], first: Finding, called: str, name: str) -> Finding:
    """Return the finding for what explains all cases; if several do, each is told.

    Parameters
    ----------
    keys : sequence of str
        As `explanations` returns them, at least one.
    first : Finding
        What was found in the first wrong case.
    called, name : str
        Of the function: as in ``"f(…)"``, and its name.
    """
    code, found, suggests = parts_of(keys[0], called)
    also = [parts_of(key, called) for key in keys[1:]]
    more = [f"It may also be this: {one} {other}".strip() for _, one, other in also]
    if code == first.code and not first.of_values:
        # That it stopped at an error, say, and at which.
        suggests, found = " ".join([found, suggests]).strip(), first.found
        more.insert(0, first.detail)
    detail = " ".join(filter(None, more))
    return Finding(code, found, suggests=suggests, detail=detail, name=name)


def of_all_cases(outcomes: Sequence[Outcome], called: str) -> Outcome:
    """Return the outcome whose finding says what all cases have shown.

    A mistake that some case names is told before *different values*, unless another case that
    names it too shows something else. A cause that the values of one case suggest is told only
    if each wrong case suggests it.

    Parameters
    ----------
    outcomes : sequence of Outcome
        At least one of them with a finding.
    called : str
        As in ``"f(…)"``.
    """
    wrong = [one for one in outcomes if one.finding is not None]
    first = wrong[0]
    if not first.finding.of_values:
        return first
    by_values = [one for one in wrong if one.finding.of_values]
    given = [one for one in by_values if one.finding.was_given]
    for one in given:
        code = one.finding.code
        if all(code not in _invites(other) or _found(other) == code for other in outcomes):
            return one
    if not given and len({_found(one) for one in by_values}) == 1:
        return first
    plain = [one for one in by_values if _found(one) == "different-values"]
    if not plain:
        found = f"`{called}` has the right shape, but other values."
        first.finding = Finding("different-values", found, name=first.finding.name)
    return (plain or by_values)[0]


def _found(outcome: Outcome) -> str:
    return outcome.finding.code if outcome.finding else ""


def _invites(outcome: Outcome) -> set[str]:
    """Return the codes of the mistakes that this case would show."""
    return {
        key.partition(": ")[0]
        for key, wrong in outcome.case.mistakes.items()
        if not _same(made_by_author(wrong), outcome.case.expected, dtype_counts=False)
    }
