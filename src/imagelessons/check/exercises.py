"""The block around the checks of one exercise: a title, one line when all is right."""

import sys
import types
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, redirect_stderr

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.diagnose.errors import finding_of
from imagelessons.check.diagnose.told_cases import telling
from imagelessons.check.finding import Finding
from imagelessons.check.hints.hint import forget, remember
from imagelessons.check.notebook import progress
from imagelessons.check.notebook.output import show
from imagelessons.check.notebook.page import box, strong, words
from imagelessons.check.notebook.runs import failure_of, watch
from imagelessons.check.notebook.used import names_used
from imagelessons.check.older import older_finding, older_words
from imagelessons.check.set_up_names import missing_finding
from imagelessons.check.values.seals import of_other_files
from imagelessons.packed import Test, test_of

# From here on, each cell that runs in this notebook is known to have ended or failed.
watch()


def exercise(title: str, hints: Sequence[str] = ()) -> AbstractContextManager[None]:
    """Run the checks of an exercise: one line if all pass, one finding if not.

    Parameters
    ----------
    title : str
        Such as ``"Exercise 2: corner"``.
    hints : sequence of str, optional
        Hints of this exercise alone, from the vaguest to the closest: `check.hint()` gives them
        after those of the catalogue. None is an answer.

    Returns
    -------
    context manager

    Raises
    ------
    Finding
        The first finding, with the title. Any other error inside becomes a finding too:
        ``missing-name`` for a name that is not there, else what the error shows, or
        ``check-stopped``. If the answer's cell has failed since it last set the answer, the
        finding is ``syntax-error`` or ``answer-stopped``: what the checks found is of an older
        answer.
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
    frame = sys._getframe(1)
    return _exercise(title, hints, frame.f_code, frame.f_globals)


@contextmanager
def _exercise(
    title: str, hints: Sequence[str], code: types.CodeType, names: Mapping[str, object]
) -> Iterator[None]:
    test = test_of(code) or Test("")
    of_other_files.clear()
    try:
        # A packed test holds nothing that is hidden from students.
        with redirect_stderr(sys.stdout), telling(bool(test.source)):
            yield
    except AuthorError:
        raise
    except (Exception, SystemExit) as error:
        finding = _found(error, test, names_used(code), names)
    else:
        _tell_success(title, test, names_used(code), names)
        return
    progress.fails(test)
    finding.title = finding.title or title
    finding.keep_to(test.lesson)
    remember(finding, hints)
    _raise_alone(finding)


def _found(
    error: BaseException, test: Test, used: Sequence[str], names: Mapping[str, object]
) -> Finding:
    missing = isinstance(error, NameError) and not isinstance(error, UnboundLocalError)
    if missing and (finding := missing_finding(error, test, used, names)):
        return finding
    if (older := failure_of(used, names)) is not None:
        return older_finding(*older, there=older[0] in names)
    if isinstance(error, Finding) and error.name in of_other_files:
        found = f"`{error.name}` is what the course's own picture gives. Here is another picture."
        return Finding("typed-in", found, name=error.name)
    return error if isinstance(error, Finding) else finding_of(error)


def _tell_success(title: str, test: Test, used: Sequence[str], names: Mapping[str, object]) -> None:
    forget(passed=title)
    older = failure_of(used, names)
    said = [f"✔ {title} — every check that ran here passes."]
    if older is None:
        progress.passes(test)
        said.append(progress.how_far(test))
    else:
        # What passes is not what stands in the answer cell now, so it isn't counted as done.
        said.append(older_words(*older))
    head = f"{strong(title)}: every check that ran here passes."
    show("\n".join(filter(None, said)), box("right", head, map(words, said[1:])))


def _raise_alone(finding: Finding) -> None:
    # IPython looks through the context for exception groups and would show their traceback.
    try:
        raise finding
    finally:
        finding.__context__ = None
