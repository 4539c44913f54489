"""Idioms of test cells in public nbgrader courses, as small assignments.

Each is a text: cells that begin with ``%% kind``. The kinds are

- ``answer``: the student's; the whole cell is cleared in the release.
- ``function``: the student's; the heads of its functions stay in the release.
- ``wrong``: a wrong answer, in place of the ``answer`` or ``function`` before it.
- ``test``: an autograder cell of one point.
- ``locked``, ``cell``: the instructor's, locked or ordinary.
- ``file NAME``: a file of the instructor's beside the notebook.
- ``kernel NAME LANGUAGE``: the kernel, where it isn't Python's.

The letter before the name is that of a kind of difference between the student's code and the tests
in one process, as nbgrader runs them, and in two: W and P, such as W1, a name looked for in
``dir()``. Those of one letter make one assignment, with a notebook for each.
"""

from . import classes, functions_and_libraries, names_and_state, surroundings, values

IDIOMS: dict[str, str] = {
    **names_and_state.IDIOMS,
    **values.IDIOMS,
    **surroundings.IDIOMS,
    **classes.IDIOMS,
    **functions_and_libraries.IDIOMS,
}
