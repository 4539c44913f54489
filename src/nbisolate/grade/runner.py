"""What runs a notebook apart or beside: the same for a student's, the solution and an empty one."""

import copy
from collections.abc import Sequence
from pathlib import Path

from nbformat import NotebookNode

from nbisolate.calibrate.both_ways import Run
from nbisolate.extension import load
from nbisolate.grade.warm_pool import with_warm_parent
from nbisolate.normalize.source import Source
from nbisolate.sandbox.limits import Limits
from nbisolate.session.execute import Executed, execute
from nbisolate.session.warm_parent import WarmParent


def runner(
    source: Source,
    limits: Limits,
    *,
    files: Path | None = None,
    modules: Path | None = None,
    extension: str = "",
    seed: int | None = None,
    secret: str = "",
    private: Sequence[Path] = (),
    own: bool = False,
) -> Run:
    """Return a function that runs a copy of a notebook, in a process of the shared warm parent.

    Parameters
    ----------
    source : Source
    limits : Limits
    files, modules : pathlib.Path, optional
        As for `nbisolate.session.execute.execute`.
    extension : str, optional
        The name of the course's `nbisolate.extension.Extension`.
    seed, secret, private, own : optional
        As for `nbisolate.session.execute.execute`.
    """
    libraries = load(extension).libraries_for(cell.text for cell in source.cells)

    def run(notebook: NotebookNode, beside: bool) -> tuple[NotebookNode, Executed]:
        def once(warm: WarmParent) -> tuple[NotebookNode, Executed]:
            # A copy, for it may be run a second time.
            fresh = copy.deepcopy(notebook)
            executed = execute(
                fresh,
                source,
                warm,
                limits,
                beside=beside,
                files=files,
                modules=modules,
                seed=seed,
                secret=secret,
                private=private,
                own=own,
            )
            return fresh, executed

        return with_warm_parent(once, libraries, extension)

    return run
