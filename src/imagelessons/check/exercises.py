"""The block around the checks of one exercise: a title, one line when all is right."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.errors import finding_of
from imagelessons.check.finding import Finding
from imagelessons.check.hints import forget, remember


@contextmanager
def exercise(title: str, hints: Sequence[str] = ()) -> Iterator[None]:
    """Run the checks of an exercise: one line if all pass, one finding if not.

    Parameters
    ----------
    title : str
        Such as ``"Exercise 2: corner"``.
    hints : sequence of str, optional
        Hints of this exercise alone, from the vaguest to the closest: `check.hint()` gives them
        after those of the catalogue. Students can read them in the cell, so none is an answer.

    Raises
    ------
    Finding
        The first finding, with the title. Any other error inside becomes a finding too:
        ``missing-name`` for a name that is not there, else what the error shows, or
        ``check-stopped``.
    AuthorError
        If the exercise itself is at fault.

    Notes
    -----
    What is written to standard error inside the block, such as a warning in the learner's
    function, goes to standard output: nbgrader takes all points for anything on standard error.

    Examples
    --------
    >>> from imagelessons import check
    >>> with check.exercise("Exercise 1: the answer"):
    ...     check.number(42, 42, "answer")
    ✔ Exercise 1: the answer — every check that ran here passes.
    """
    try:
        with redirect_stderr(sys.stdout):
            yield
    except Finding as finding:
        finding.title = finding.title or title
        remember(finding, hints)
        raise
    except AuthorError:
        raise
    except (Exception, SystemExit) as error:
        finding = finding_of(error)
    else:
        forget(passed=title)
        print(f"✔ {title} — every check that ran here passes.")
        return
    finding.title = title
    remember(finding, hints)
    _raise_alone(finding)


def _raise_alone(finding: Finding) -> None:
    # IPython looks through the context for exception groups and would show their traceback.
    try:
        raise finding
    finally:
        finding.__context__ = None
