"""What explains the results of all cases: a wrong function that gives each of them exactly."""

import copy
import warnings
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from imagelessons.check.catalogue import misconception, parts_of
from imagelessons.check.diagnose.cases import NO_RESULT, Outcome
from imagelessons.check.diagnose.compare import same_values
from imagelessons.check.diagnose.errors import error_text
from imagelessons.check.finding import Finding
from imagelessons.check.guard import made_by_author

# What a wrong function returns for a case that it says nothing about.
ANYTHING = object()
# So that another route to a value, or a float of few bits, is no other value.
_CLOSE = {2: 2e-3, 4: 1e-6}
_EXACT = 1e-9
# Causes that few values may suggest by chance.
_BY_CHANCE = (
    *("constant-offset", "nearly-right", "rounded-early", "other-order"),
    *("count-off-by-one", "complement", "reciprocal", "sign"),
)
# The same of where values are, in an array of few.
_OF_PLACE = ("off-by-one", "flipped-up-down", "flipped-left-right", "rotated")
_MANY = 20


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
    by_function = [
        key
        for key, wrong in mistakes.items()
        if all(_gives(wrong, outcome, dtype_counts) for outcome in outcomes)
    ]
    return by_function or _listed(outcomes)


def _listed(outcomes: Sequence[Outcome]) -> list[str]:
    """Return the keys of wrong results that cases list, where each that lists one came out so.

    Of several, those that show in the most cases.
    """
    shown = {}
    for key in dict.fromkeys(key for one in outcomes for key in one.case.mistakes):
        listing = [one for one in outcomes if key in one.case.mistakes]
        wrong = [made_by_author(one.case.mistakes[key]) for one in listing]
        alike = (
            _same(one.result, value, dtype_counts=False)
            for one, value in zip(listing, wrong, strict=True)
        )
        count = sum(
            not _same(value, one.case.expected, dtype_counts=False)
            for one, value in zip(listing, wrong, strict=True)
        )
        if count and all(alike):
            shown[key] = count
    most = max(shown.values(), default=0)
    found = {misconception(key).code: key for key, count in shown.items() if count == most}
    return list(found.values())


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
    if made is ANYTHING:
        return True
    if outcome.error is not None or outcome.result is NO_RESULT:
        return False
    # Of wrong values the dtype says nothing.
    of_kind = outcome.finding is not None and not outcome.finding.of_values
    return _same(outcome.result, made, dtype_counts and of_kind)


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
    names it too shows something else. A cause that few values may suggest by chance is told only
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
    of_values = first.finding.of_values and not first.finding.was_given
    # Of two results, equal ones may have another cause.
    unexplained = _found(first) in ("different-values", "wrong-shape", "slice-end", *_BY_CHANCE)
    if (unexplained or (of_values and len(outcomes) > 2)) and _is_constant(outcomes):
        found = f"`{called}` is the same for every input."
        first.finding = Finding("input-not-used", found, name=first.finding.name)
        return first
    if not of_values:
        return first
    by_chance = _found(first) in _BY_CHANCE or (
        _found(first) in _OF_PLACE and np.size(first.case.expected) < _MANY
    )
    if not by_chance and _found(first) != "different-values":
        return first
    by_values = [one for one in wrong if one.finding.of_values]
    for one in by_values:
        code = one.finding.code
        if one.finding.was_given and all(
            code not in _invites(other) or _found(other) == code for other in outcomes
        ):
            return one
    if by_chance and len({_found(one) for one in by_values}) > 1:
        found = f"`{called}` has the right shape, but other values."
        if not np.ndim(first.case.expected):
            found = first.finding.found
        first.finding = Finding("different-values", found, name=first.finding.name)
    return first


def _is_constant(outcomes: Sequence[Outcome]) -> bool:
    """Whether the function gave the same for inputs of which each asks for something else."""
    results = [one.result for one in outcomes]
    wanted = [one.case.expected for one in outcomes]
    if len(results) < 2 or any(one is NO_RESULT or one is None for one in results):
        return False
    return all(_same(results[0], one, dtype_counts=False) for one in results) and not any(
        _same(one, other, dtype_counts=False) for one, other in pairwise(wanted)
    )


def _found(outcome: Outcome) -> str:
    return outcome.finding.code if outcome.finding else ""


def _invites(outcome: Outcome) -> set[str]:
    """Return the codes of the mistakes that this case would show."""
    return {
        misconception(key).code
        for key, wrong in outcome.case.mistakes.items()
        if not _same(made_by_author(wrong), outcome.case.expected, dtype_counts=False)
    }
