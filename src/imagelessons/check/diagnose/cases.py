"""One call of a learner's function, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from imagelessons.check.catalogue import misconception
from imagelessons.check.finding import Finding

# Where the case has not shown what the function returns.
NO_RESULT = object()


@dataclass(frozen=True)
class Case:
    """One call of a learner's function: made by `case`."""

    arguments: tuple
    expected: object
    mistakes: Mapping[str, object] = field(default_factory=dict)
    says: str = ""
    keywords: Mapping[str, object] = field(default_factory=dict)
    read_only: bool = False
    raises: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Outcome:
    """What came of one case: a result or an error, and the finding if it is wrong."""

    case: Case
    result: object = NO_RESULT
    error: BaseException | None = None
    finding: Finding | None = None


def case(
    *arguments: object,
    expected: object,
    mistakes: Mapping[str, object] | None = None,
    says: str = "",
    keywords: Mapping[str, object] | None = None,
    read_only: bool = False,
    raises: Mapping[str, str] | None = None,
) -> Case:
    """Describe one call of a learner's function.

    Parameters
    ----------
    *arguments : object
        Plain values: numbers, strings, arrays, lists, images of nibabel. The function gets copies
        of them.
    expected : object
        What it should return: a number, a bool, a string, an array, a boolean array for a mask,
        an image of nibabel, or a tuple of these.
    mistakes : mapping of str to object, optional
        Wrong results that this case invites, by the code of each; for a tuple, a whole tuple.
    says : str, optional
        What the case is about, such as ``"a picture of one grey level"``.
    keywords : mapping of str to object, optional
        Keyword arguments.
    read_only : bool, optional
        Whether the arrays among the arguments must not be written to, as some readers give them.
    raises : mapping of str to str, optional
        Errors that this case invites: a part of ``"ValueError: the message"``, with the code of
        what it shows here.

    Returns
    -------
    Case

    Raises
    ------
    AuthorError
        If a code is not in the catalogue.

    Examples
    --------
    >>> one = case([1, 2, 4], expected=4, mistakes={"count-off-by-one": 5}, says="a short list")
    >>> one.expected
    4
    """
    for code in (*(mistakes or {}), *(raises or {}).values()):
        misconception(code)
    return Case(
        *(arguments, expected, dict(mistakes or {}), says),
        *(dict(keywords or {}), read_only, dict(raises or {})),
    )
