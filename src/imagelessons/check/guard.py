"""The rule that a check raises findings and nothing else, whatever is handed in."""

import functools
import warnings
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.diagnose.errors import error_text, machine_finding, of_this_machine
from imagelessons.check.finding import Finding

Check = TypeVar("Check", bound=Callable)


def guarded(check: Check) -> Check:
    """Make a check raise nothing but findings, and warn of nothing.

    Parameters
    ----------
    check : callable

    Returns
    -------
    callable
        The same check. What it did not foresee becomes the finding ``check-stopped``; an
        `AuthorError` stays what it is.

    Examples
    --------
    >>> guarded(lambda: 1 / 0)()  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    imagelessons.check.finding.Finding: ✘ not right yet
    The check stopped at ZeroDivisionError: division by zero.
    Your answer could not be used in the way the exercise describes. Print it and its type, ...
    Read: The text of this exercise, above the cell
    Code: check-stopped
    """

    @functools.wraps(check)
    def safe(*arguments, **keywords):
        try:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                return check(*arguments, **keywords)
        except (Finding, AuthorError):
            raise
        except Exception as error:
            if of_this_machine(error):
                found = machine_finding(error)
            else:
                found = Finding("check-stopped", f"The check stopped at {error_text(error)}.")
        raise found

    return safe


def made_by_author(value: object) -> object:
    """Return a value that an exercise gives, or what it returns if it is a function.

    Parameters
    ----------
    value : object

    Returns
    -------
    object

    Raises
    ------
    AuthorError
        If the function raises.

    Examples
    --------
    >>> made_by_author(lambda: 3)
    3
    """
    if not callable(value):
        return value
    try:
        return value()
    except Exception as error:
        raise AuthorError(f"A mistake of this exercise raises {error_text(error)}.") from error
