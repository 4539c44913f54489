"""Does a function do what it should, for each of some cases; if not, why."""

import copy
import functools
import inspect
import types
import warnings
from collections.abc import Callable, Mapping, Sequence
from numbers import Number
from typing import NoReturn

import numpy as np
from numpy.typing import DTypeLike

from imagelessons.check.catalogue import AuthorError, misconception
from imagelessons.check.coerce import kind_of, plain_array
from imagelessons.check.diagnose.cases import NO_RESULT, Case, Outcome
from imagelessons.check.diagnose.compare import same_values
from imagelessons.check.diagnose.dtypes import check_dtype
from imagelessons.check.diagnose.errors import advice_on, code_of, error_text, student_line
from imagelessons.check.diagnose.explained import (
    explanations,
    named,
    of_all_cases,
)
from imagelessons.check.diagnose.told_cases import told
from imagelessons.check.finding import Finding, blame, clip
from imagelessons.check.guard import guarded
from imagelessons.check.values.arrays import array, blame_mistake
from imagelessons.check.values.choices import text, truth
from imagelessons.check.values.masks import mask
from imagelessons.check.values.scalars import number
from imagelessons.check.volumes.volume import volume
from imagelessons.check.volumes.volume_facts import is_volume, same_facts, volume_facts

Compare = Callable[[object, object, str], None]

_FUNCTIONS = (
    *(types.FunctionType, types.BuiltinFunctionType, types.MethodType, np.ufunc),
    *(functools.partial, type(functools.cache(len))),
)
# After these, other cases would say the same.
_NOT_CALLED = ("not-attempted", "wrong-parameters")
# No wrong function explains these.
_NOT_COMPARED = (*_NOT_CALLED, "input-changed")
# What these are about isn't the values.
_OF_KIND = (
    *(
        "wrong-dtype",
        "float-for-integer",
        "widened-dtype",
        "png-as-float",
        "wrong-type",
        "masked-array",
    ),
    *("mask-0-255", "mask-float", "mask-not-boolean", "image-for-mask", "mask-for-image"),
)
_SOME_RETURNED = (
    "For other inputs it returns something, for this one nothing: which branch is missing, or "
    "has no `return`?"
)
# By their names, so that pydicom is not loaded for them.
_DATASETS = ("Dataset", "FileDataset")


@guarded
def function(
    function: object,
    cases: Sequence[Case],
    name: str,
    compare: Compare | None = None,
    *,
    mistakes: Mapping[str, Callable] | None = None,
    dtype: DTypeLike | None = None,
    rtol: float = 1e-6,
    atol: float = 0.0,
) -> None:
    """Call a learner's function with each case, and say why a result is wrong if it is.

    Parameters
    ----------
    function : object
        What the learner hands in.
    cases : sequence of Case
        Tried in this order; the simplest first makes the best finding.
    name : str
        The function's name.
    compare : callable, optional
        ``compare(result, expected, name)`` raises a finding; by default `array`, `mask`,
        `number`, `truth`, `text` or `volume`, as fits the expected result.
    mistakes : mapping of str to callable, optional
        Wrong functions that the exercise invites, by the code of each, or by code and sentences
        as in ``"strictness: You kept the limit itself. Which comparison leaves it out?"``. One is
        told if it gives what the learner's gives in every case, exactly; where it returns
        ``check.ANYTHING``, any result will do.
    dtype : str or dtype_like, optional
        The dtype that results must have, as for `array`; ``"as expected"`` for that of what each
        case expects.
    rtol, atol : float, optional
        Tolerances.

    Raises
    ------
    Finding
        ``not-a-function``, ``not-attempted``, ``wrong-parameters``, ``function-raised`` or what
        the error shows, ``nothing-returned``, ``input-changed``, or as for the comparison.

    Notes
    -----
    Only values go in and come out: the function may run in another process. There, a change of
    an argument in place may not be seen.

    Examples
    --------
    >>> from imagelessons.check.diagnose.cases import case
    >>> function(lambda image: image.max(), [case(np.arange(5), expected=4)], "brightest")
    """
    if function is Ellipsis:
        blame("not-attempted", name, f"`{name}` still holds `...`, the three dots of the stub.")
    if not callable(function):
        blame("not-a-function", name, f"`{name}` is {kind_of(function)}, not a function.")
    if not cases:
        raise AuthorError(f"There is no case for {name}.")
    for key in mistakes or {}:
        misconception(key)
    outcomes = []
    for one in cases:
        outcomes.append(_outcome(function, one, name, compare, dtype, rtol, atol))
        if outcomes[-1].finding and outcomes[-1].finding.code in _NOT_CALLED:
            break
    if any(outcome.finding for outcome in outcomes):
        _blame_cases(outcomes, name, mistakes or {}, dtype is not None)


def _blame_cases(
    outcomes: Sequence[Outcome], name: str, mistakes: Mapping[str, Callable], dtype_counts: bool
) -> NoReturn:
    called = f"{name}(…)"
    first = next(one.finding for one in outcomes if one.finding)
    if first.code not in _NOT_COMPARED and (
        keys := explanations(mistakes, outcomes, dtype_counts=dtype_counts)
    ):
        explained = named(keys, first, called, name)
        says = next(one.case.says for one in outcomes if one.finding)
        if says and explained.found == first.found:
            explained.detail = f"Case: {says}. {explained.detail}".strip()
        raise explained
    shown = of_all_cases(outcomes, called)
    finding, case = shown.finding, shown.case
    if shown.result is not NO_RESULT:
        arguments = (*case.arguments, *case.keywords.values())
        values = told(finding.code, arguments, shown.result, case.expected)
        finding.detail = values or finding.detail
    if finding.code == "nothing-returned" and any(
        one.result is not None and one.result is not NO_RESULT for one in outcomes
    ):
        finding.suggests = _SOME_RETURNED
    if case.says and finding.outcome == "wrong":
        finding.detail = " ".join(filter(None, [f"Case: {case.says}.", finding.detail]))
    raise finding


def _outcome(
    function: Callable,
    one: Case,
    name: str,
    compare: Compare | None,
    dtype: DTypeLike | None,
    rtol: float,
    atol: float,
) -> Outcome:
    outcome = Outcome(one)
    try:
        _check_case(outcome, function, one, name, compare, dtype, rtol, atol)
    except Finding as finding:
        finding.of_values = finding.was_given or (
            compare is None
            and outcome.result is not NO_RESULT
            and finding.code not in _OF_KIND
            and isinstance(one.expected, np.ndarray | np.generic | Number)
            and _shape(outcome.result) == np.shape(one.expected)
        )
        outcome.finding = finding
    return outcome


def _shape(value: object) -> tuple[int, ...] | None:
    try:
        return np.shape(value)
    except Exception:
        return None


def _check_case(
    outcome: Outcome,
    function: Callable,
    one: Case,
    name: str,
    compare: Compare | None,
    dtype: DTypeLike | None,
    rtol: float,
    atol: float,
) -> None:
    if isinstance(dtype, str) and dtype == "as expected":
        dtype = np.asarray(one.expected).dtype
    _check_parameters(function, one, name)
    arguments, keywords = copy.deepcopy(one.arguments), copy.deepcopy(dict(one.keywords))
    for argument in arguments if one.read_only else ():
        if isinstance(argument, np.ndarray):
            argument.flags.writeable = False
    result = outcome.result = _called(outcome, function, arguments, keywords, name)
    if result is None and one.expected is not None:
        blame("nothing-returned", name, f"`{name}(…)` returns None.")
    if result is Ellipsis:
        blame("not-attempted", name, f"`{name}(…)` still returns `...`.")
    for before, after in [
        *zip(one.arguments, arguments, strict=True),
        *((one.keywords[key], keywords[key]) for key in one.keywords),
    ]:
        if not _unchanged(before, after):
            _blame_change(before, name)
    called = f"{name}(…)"
    if compare is not None:
        compare(result, one.expected, called)
        return
    _compare(result, one.expected, one.mistakes, called, dtype, rtol, atol)


def _check_parameters(function: Callable, one: Case, name: str) -> None:
    try:
        signature = _signature(function)
    except Exception:
        return
    try:
        signature.bind(*one.arguments, **one.keywords)
    except TypeError:
        given = len(one.arguments) + len(one.keywords)
        values = "one value" if given == 1 else f"{given} values"
        found = (
            f"`{name}` cannot be called with {values}: its parameters are {clip(signature, 80)}."
        )
        blame("wrong-parameters", name, found)


def _signature(function: Callable) -> inspect.Signature:
    """Return the parameters of a function, or of the ``__call__`` of another object."""
    # By its type: in the grader, what stands for an object of the learner's can only be called.
    if issubclass(type(function), _FUNCTIONS):
        return inspect.signature(function)
    of_class = inspect.signature(type(function).__call__)
    return of_class.replace(parameters=list(of_class.parameters.values())[1:])


def _called(
    outcome: Outcome, function: Callable, arguments: tuple, keywords: dict, name: str
) -> object:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return function(*arguments, **keywords)
    except Finding:
        raise
    except (Exception, SystemExit) as error:
        outcome.error = error
        said = error_text(error)
        invited = next((one for part, one in outcome.case.raises.items() if part in said), "")
        code = invited or code_of(error) or "function-raised"
        if code == "not-attempted":
            blame(code, name, f"`{name}` still holds the stub.")
        detail = student_line(error, function)
        found = Finding(
            code,
            f"`{name}` stopped at {said.rstrip('.')}.",
            suggests=""
            if invited
            else advice_on(error, detail or clip(getattr(error, "student_line", ""))),
            detail=detail,
            name=name,
        )
    try:
        raise found
    finally:
        found.__context__ = None


def _compare(
    result: object,
    expected: object,
    mistakes: Mapping[str, object],
    name: str,
    dtype: DTypeLike | None,
    rtol: float,
    atol: float,
) -> None:
    if isinstance(expected, tuple):
        _compare_parts(result, expected, mistakes, name, dtype, rtol, atol)
    elif isinstance(expected, str):
        text(result, expected, name, mistakes=mistakes)
    elif is_volume(expected):
        volume(result, expected, name, rtol=rtol, atol=atol, dtype=dtype, mistakes=mistakes)
    elif isinstance(expected, (bool, np.bool_)):
        truth(result, bool(expected), name)
    elif isinstance(expected, (Number, np.number)):
        number(result, expected, name, rtol=rtol, atol=atol, mistakes=mistakes)
        if dtype == "integer" and isinstance(result, float):
            blame("float-for-integer", name, f"`{name}` is {float(result)}, a float.")
        if dtype is not None:
            check_dtype(plain_array(result, name), dtype, name)
    elif isinstance(expected, np.ndarray) and expected.dtype.kind == "b":
        mask(result, expected, name, mistakes=mistakes, strict=dtype is not None)
    else:
        array(result, expected, name, rtol=rtol, atol=atol, dtype=dtype, mistakes=mistakes)


def _compare_parts(
    result: object,
    expected: tuple,
    mistakes: Mapping[str, object],
    name: str,
    dtype: DTypeLike | None,
    rtol: float,
    atol: float,
) -> None:
    several = type(result) in (tuple, list) or (type(result) is np.ndarray and result.ndim > 0)
    if not several:
        found = f"`{name}` is {kind_of(result)}; the exercise asks for {len(expected)} values."
        blame("wrong-type", name, found)
    if len(result) != len(expected):
        found = f"`{name}` holds {len(result)} values; the exercise asks for {len(expected)}."
        suggests = f"Print `{name}` and compare, part by part, with what the exercise asks for."
        blame("wrong-shape", name, found, suggests=suggests)
    if any(part is Ellipsis for part in result):
        blame("not-attempted", name, f"`{name}` still holds `...`.")
    for code, known in mistakes.items():
        if _equal(result, known) and not _equal(expected, known):
            blame_mistake(code, name)
    for i, part in enumerate(expected):
        wrong = {code: value[i] for code, value in mistakes.items()}
        _compare(result[i], part, wrong, f"{name}[{i}]", dtype, rtol, atol)


def _equal(parts: Sequence[object], others: Sequence[object]) -> bool:
    pairs = [(np.asarray(a), np.asarray(b)) for a, b in zip(parts, others, strict=True)]
    return all({a.dtype.kind, b.dtype.kind} <= set("biuf") and same_values(a, b) for a, b in pairs)


def _blame_change(before: object, name: str) -> NoReturn:
    if isinstance(before, np.ndarray):
        blame("input-changed", name, f"`{name}` changes the array that it is given.")
    kinds = {list: "list", tuple: "tuple", dict: "dictionary", set: "set"}
    kind = type(before)
    noun = kinds.get(kind) or ("dataset" if kind.__name__ in _DATASETS else kind.__name__)
    if is_volume(before):
        noun = "image volume"
    inside = ", or what it holds" if kind in kinds else ""
    suggests = (
        f"A parameter is the caller's own {noun}, not a copy. Make a new one, or change only "
        f"what `copy.deepcopy(...)` of it returns."
    )
    found = f"`{name}` changes the {noun} that it is given{inside}."
    blame("input-changed", name, found, suggests=suggests)


def _unchanged(before: object, after: object) -> bool:
    if isinstance(before, np.ndarray):
        if before.dtype.kind in "biuf":
            return same_values(np.asarray(after), before, 0, 0)
        return np.array_equal(before, after)
    if is_volume(before):
        return is_volume(after) and same_facts(volume_facts(before, ""), volume_facts(after, ""))
    if isinstance(before, (list, tuple)):
        return len(before) == len(after) and all(map(_unchanged, before, after))
    if isinstance(before, Mapping):
        return before.keys() == after.keys() and all(
            _unchanged(before[key], after[key]) for key in before
        )
    try:
        if type(before).__name__ in _DATASETS and type(after) is type(before):
            return _same_elements(before, after)
        return bool(before == after) or before != before
    except Exception:
        return True


def _same_elements(before: Mapping, after: Mapping) -> bool:
    """Whether two datasets hold the same; what was never looked at is compared as it was read."""
    tags = before.keys()
    return tags == after.keys() and all(
        before.get_item(tag) == after.get_item(tag) or before[tag] == after[tag] for tag in tags
    )
