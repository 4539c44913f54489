"""An IPython shell without terminal, kernel or messages: it runs cells and keeps their outputs."""

import builtins
import contextlib
import getpass
import io
import sys
from typing import Any

from IPython.core.display_trap import DisplayTrap
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from nbisolate.shell.backends import is_window, stay_without_windows
from nbisolate.shell.outputs_buffer import KeptOutputs
from nbisolate.shell.quick_figures import draw_once

_NO_PROGRAMS = "(Lines for the shell aren't run when a notebook is graded.)"


class _Stream(io.TextIOBase):
    """Standard output or error of a cell."""

    def __init__(self, kept: KeptOutputs, name: str):
        self._kept, self._name = kept, name

    def write(self, text: str) -> int:
        self._kept.stream(self._name, str(text))
        return len(text)

    def writable(self) -> bool:
        return True

    @property
    def encoding(self) -> str:
        return "utf-8"


class _Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, **keywords):
        update = bool(keywords.get("update"))
        self.shell.kept.display(
            data, transient=keywords.get("transient"), update=update, metadata=metadata
        )

    def clear_output(self, wait=False):
        self.shell.kept.clear()


class _Hook(DisplayHook):
    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self.shell.kept.display(format_dict, result=self.prompt_count)

    def finish_displayhook(self):
        pass

    def log_output(self, format_dict):
        pass


class NotebookShell(InteractiveShell):
    """Runs the cells of one notebook.

    Lines for the shell aren't run: a notebook that is graded starts no other programs.
    """

    def __init__(self, **keywords: Any):
        self.kept = KeptOutputs()
        super().__init__(**keywords)

    def streams(self) -> tuple[io.TextIOBase, io.TextIOBase]:
        """Return what takes the place of standard output and error."""
        return _Stream(self.kept, "stdout"), _Stream(self.kept, "stderr")

    def init_display_pub(self):
        self.display_pub = _Publisher(parent=self, shell=self)

    def init_displayhook(self):
        self.displayhook = _Hook(parent=self, shell=self)
        self.display_trap = DisplayTrap(hook=self.displayhook)

    def enable_gui(self, gui=None):
        pass

    def enable_matplotlib(self, gui=None):
        return super().enable_matplotlib("inline" if gui is None or is_window(gui) else gui)

    def system(self, command):
        print(_NO_PROGRAMS)

    system_piped = system_raw = system

    def getoutput(self, command, split=True, depth=0):
        print(_NO_PROGRAMS)
        return []

    def ask_exit(self):
        pass

    def _showtraceback(self, etype, evalue, stb):
        name = getattr(etype, "__name__", str(etype))
        self.kept.error(name, safe_text(evalue), [str(line) for line in stb])


def safe_text(value: object) -> str:
    """Return an object as text, also where that fails.

    Examples
    --------
    >>> safe_text(3)
    '3'
    """
    try:
        return str(value)
    except Exception:
        return "(text that cannot be shown)"


def make_shell(namespace: dict | None = None) -> NotebookShell:
    """Return a shell that keeps no history on the disk and draws figures into the outputs.

    Parameters
    ----------
    namespace : dict, optional
        Where names are kept; also a subclass of dict that finds names elsewhere.
    """
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "linux"
    shell = NotebookShell(config=config, user_ns=namespace)
    shell.separate_in = ""
    return shell


def make_current(shell: NotebookShell) -> None:
    """Make a shell the one that ``get_ipython`` finds, and let its figures go to the outputs."""
    for kind in type(shell)._walk_mro():
        kind._instance = shell
    # `__main__` is its namespace: for `patch("__main__.f")`, and for pickle.
    shell.init_sys_modules()
    # A course without matplotlib has no figures to show.
    with contextlib.suppress(ImportError):
        shell.enable_matplotlib("inline")
        draw_once(shell)
        stay_without_windows()


def _ask_nobody(prompt: object = "", *_: object, **__: object) -> str:
    """Take the place of `input`, as in a kernel that nobody sits before."""
    raise StdinNotImplementedError(
        "raw_input was called, but this frontend does not support input requests."
    )


def run_cell(shell: NotebookShell, source: str) -> list[dict]:
    """Run a cell and return its outputs, as nbformat has them."""
    shell.kept.clear()
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = shell.streams()
    # Before each cell, as Jupyter's kernel does: what an earlier cell has put there is gone.
    builtins.input = getpass.getpass = _ask_nobody
    try:
        shell.run_cell(source, store_history=True)
    except BaseException as error:
        shell.kept.error(type(error).__name__, safe_text(error), [safe_text(error)])
    finally:
        sys.stdout, sys.stderr = before
    return shell.kept.items
