"""A name that a test needs isn't there: what was not run, or spelt in another way?"""

import difflib
from collections.abc import Mapping, Sequence

from imagelessons.check.finding import Finding, clip
from imagelessons.check.notebook.progress import listed
from imagelessons.check.notebook.runs import failure_of, names_set, was_set
from imagelessons.packed import Test

_MOST_NAMED = 4
_ABOVE = (
    "Run the cells above first: `Run > Run All Above Selected Cell`. Python knows only what has "
    "run since its kernel started."
)


def missing_finding(
    error: NameError, test: Test, used: Sequence[str], names: Mapping[str, object]
) -> Finding | None:
    """Return the finding for a name that isn't there, if it can be told why.

    Parameters
    ----------
    error : NameError
    test : Test
        The test, with what is known of the notebook around it.
    used : sequence of str
        The names that the test takes from the notebook.
    names : mapping of str to object
        Those that are there.

    Returns
    -------
    Finding or None
        ``set-up-not-run``, or ``missing-name`` with a sentence of its own. None for a cell that
        has failed, and for a name that nobody knows.
    """
    name = error.name or ""
    given = [one for one in test.given if one not in names]
    if given:
        missing = [one for one in used if one in given or (one in test.asked and one not in names)]
        missing = missing or given
        more = " and others" if len(missing) > _MOST_NAMED else ""
        quoted = [f"`{clip(one, 60)}`" for one in missing[:_MOST_NAMED]]
        shown = ", ".join(quoted) + more if more else listed(quoted)
        verb = (
            "The name {} isn't there yet."
            if len(missing) == 1
            else "The names {} aren't there yet."
        )
        return Finding("set-up-not-run", verb.format(shown), suggests=_ABOVE)
    if failure_of([name], names) is not None:
        return None
    near = difflib.get_close_matches(name, names_set() - set(test.given) - {name}, 1, cutoff=0.75)
    if near and near[0] not in used:
        found = f"There is no name `{clip(name, 60)}`, but there is `{clip(near[0], 60)}`."
        suggests = "Compare the spelling with the exercise, capitals too, and mend the answer cell."
        return Finding("missing-name", found, suggests=suggests)
    if name in test.asked and not was_set(name):
        number = test.asked[name]
        which = "the answer cell" if number == test.exercise else f"the answer of exercise {number}"
        found = f"There is no name `{clip(name, 60)}` yet: {which} hasn't been run."
        return Finding("missing-name", found, suggests="Run that cell, then this test.")
    return None
