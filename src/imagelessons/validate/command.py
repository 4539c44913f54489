"""`imagelessons validate`: in the terminal what the Validate button says in JupyterLab."""

import sys
from collections.abc import Sequence

from imagelessons.validate.judging import judge
from imagelessons.validate.words import as_text
from imagelessons.workspace.places import student_notebooks


def validate_notebooks(paths: Sequence[str]) -> int:
    """Validate notebooks and print how far each is, and what is to mend.

    Parameters
    ----------
    paths : sequence of str
        Notebooks, or names such as ``exercises-01-greyscale``; if there are none, each exercise
        in the student's folder.

    Returns
    -------
    int
        0 if every exercise is answered and passes each test that it shows, else 1.
    """
    chosen = student_notebooks(paths)
    if not chosen:
        print("There is no exercise in your folder `work` yet: `make lab` makes it.")
        return 1
    sound = True
    for path in chosen:
        verdict = judge(path, _progress(path.name))
        print(as_text(verdict), flush=True)
        sound = sound and verdict.sound
    return 0 if sound else 1


def _progress(name: str):
    """Return what shows on one line of a terminal how far a notebook is; elsewhere nothing."""
    if not sys.stdout.isatty():
        return lambda text: None
    return lambda text: print(f"\r{name}: {text} ...", end="\r", flush=True)
