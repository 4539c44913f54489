"""What is made before the fork, so that no submission waits for it: the shell."""

import contextlib

from nbisolate.session.namespace import Names
from nbisolate.shell.notebook import NotebookShell, make_current, make_shell, run_cell

_shells: dict[str, NotebookShell] = {}


def prepare(role: str) -> None:
    """Make the shell of a role, "student" or "tests", and run what is slow the first time."""
    start_no_programs()
    shell = _shells[role] = make_shell(Names() if role == "tests" else None)
    make_current(shell)
    run_cell(shell, "1 / 0")
    _draw(shell)
    shell.reset(new_session=True)
    shell.execution_count = 1


def start_no_programs() -> None:
    """Keep Pillow from handing a file to Ghostscript.

    A test reads pictures that a student's code wrote, and Pillow goes by what is in a file, not
    by its name: a "PNG" that is PostScript would be a program, run with the instructor's rights.
    """
    with contextlib.suppress(ImportError):
        from PIL import EpsImagePlugin

        EpsImagePlugin.gs_binary = False


def shell_of(role: str) -> NotebookShell:
    """Return the shell of a role, made before the fork, or a new one, and make it current."""
    if role not in _shells:
        prepare(role)
    make_current(_shells[role])
    return _shells[role]


def _draw(shell: NotebookShell) -> None:
    # The first figure finds the fonts.
    run_cell(
        shell,
        "import matplotlib.pyplot as plt\n"
        "_ = plt.subplots()[1].set(title='0.5', xlabel='$10^2$')\n"
        "plt.show()",
    )
