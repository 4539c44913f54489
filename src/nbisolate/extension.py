"""What a course adds to nbisolate: a subclass of `Extension`, named in its nbgrader_config.py.

nbisolate itself knows nothing of a course. It loads the extension by its name in the grader, in
the processes that are kept warm, and so in those that are forked from them.
"""

import importlib
import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory

    from nbisolate.normalize.source import Source


@dataclass(frozen=True)
class Surroundings:
    """What a notebook finds around it when it is run.

    Attributes
    ----------
    readable : sequence of pathlib.Path
        Files and folders of the course that the student's code and the tests may read.
    listable : sequence of pathlib.Path
        Folders in which they may see the names of what is there.
    tests_readable : sequence of pathlib.Path
        What the tests alone may read.
    tests_writable : sequence of pathlib.Path
        Folders in which the tests of the instructor's own notebook keep what they have made, and
        all tests may read it. Students' tests write nothing that others find.
    private : sequence of pathlib.Path
        Folders that hold what no student's code may read. Nothing is run where one of them is
        within what can be read.
    environment : mapping of str to str
        Environment variables of both processes.
    tests_environment : mapping of str to str
        Environment variables of the tests alone.
    """

    readable: Sequence[Path] = ()
    listable: Sequence[Path] = ()
    tests_readable: Sequence[Path] = ()
    tests_writable: Sequence[Path] = ()
    private: Sequence[Path] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    tests_environment: Mapping[str, str] = field(default_factory=dict)


class Extension:
    """What a course may add; by itself it adds nothing.

    An extension is made without arguments, once in each process. It is part of what a student's
    process has in its memory, so it holds no secret, and a module that only the tests may know is
    imported within a method.

    Attributes
    ----------
    modules : sequence of str
        Modules to import in the grader and in both processes. They register with nbisolate: kinds
        of values, or the form in which test cells are handed out.
    libraries : sequence of str
        Modules to load before a process is forked, for notebooks whose cells name their package.
    always : sequence of str
        Packages of these that are loaded for every notebook.
    tests_only : sequence of str
        Packages of these that are loaded for the tests alone.
    packages : sequence of str
        Packages of the course itself that students import. A test may use a module of theirs by
        its name, and their functions give the same result whenever they are called.
    quiet : mapping of str to object
        Settings of nbgrader's, such as ``"Execute.timeout"``, that the course sets to these values
        for other programs: that they have no effect on grading isn't told.
    """

    modules: Sequence[str] = ()
    libraries: Sequence[str] = (
        *("numpy", "pandas", "scipy", "matplotlib.pyplot", "matplotlib.patches"),
        *("matplotlib_inline.backend_inline", "sklearn.linear_model", "seaborn", "networkx"),
    )
    always: Sequence[str] = ("numpy",)
    tests_only: Sequence[str] = ()
    packages: Sequence[str] = ()
    quiet: Mapping[str, object] = {}

    def libraries_for(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return what to load before the fork for notebooks whose cells have these texts.

        What is loaded has to be forked and cleared away with each process. Others are loaded by
        the notebook that imports them.

        Parameters
        ----------
        texts : iterable of str
            Such as the instructor's cells.

        Examples
        --------
        >>> Extension().libraries_for(["import pandas as pd", "pd.Series([1])"])
        ('numpy', 'pandas')
        """
        words = {word for text in texts for word in re.findall(r"\w+", text)}.union(self.always)
        return tuple(name for name in self.libraries if package_of(name) in words)

    def surroundings(self, seed: int | None = None, secret: str = "") -> Surroundings:
        """Return what a notebook finds around it.

        Parameters
        ----------
        seed : int, optional
            Of unseen data (``--seed``), which are made here if they aren't there yet.
        secret : str, optional
            From `secret_for`; only the tests may know it.

        Raises
        ------
        ValueError
            If there are no unseen data, or none of this seed; the message says so.
        """
        if seed is not None:
            raise ValueError("This course has no unseen data: grade it without --seed.")
        return Surroundings()

    def secret_for(
        self,
        course: "CourseDirectory",
        assignment: str,
        name: str,
        source: "Source",
        fails: Callable[[str, list[str]], list[str]],
    ) -> tuple[str, str]:
        """Return what decides the hidden data of a notebook's tests, and what is odd about that.

        Parameters
        ----------
        course : nbgrader.coursedir.CourseDirectory
        assignment, name : str
            The assignment, and its notebook.
        source : Source
        fails : callable
            Takes a secret and names of tests; returns which of them the instructor's solution
            fails with that secret.

        Returns
        -------
        secret : str
            The same for all students of a course; empty where there is none.
        sentence : str
            For the instructor; mostly empty.
        """
        return "", ""

    def before_fork(self, role: str, environment: Mapping[str, str]) -> None:
        """Make ready what a process needs, in the one that it is forked from.

        Parameters
        ----------
        role : {"student", "tests"}
            Students' processes are forked from another one than the tests'.
        environment : mapping of str to str
            The variables that the process will have.
        """

    def start_tests(self) -> None:
        """Make ready the tests' process, once its environment variables are set."""

    def after_student_cell(self, source: str, outputs: Sequence[Mapping], changed: object) -> None:
        """Take notice in the tests' process of what became of a cell of the student's.

        Parameters
        ----------
        source : str
        outputs : sequence of mapping
            As nbformat has them.
        changed : list of str
            Names that the cell has set. It may be anything: a stranger's process says so.
        """

    def known(self) -> MutableMapping[tuple[str, ...], str]:
        """Return what tests have worked out that those of later notebooks needn't.

        Returns
        -------
        mutable mapping of tuple of str to str
            Read after the last cell of a notebook, and filled before the first one of the next;
            the newest entry is the last.
        """
        return {}

    def confirms(self, texts: tuple[str, ...], result: str) -> bool:
        """Return whether something is so that tests say they have worked out, see `known`.

        It is asked in the grader: the tests' process could be in a student's hands. What isn't
        confirmed is forgotten.
        """
        return False


@cache
def load(name: str) -> Extension:
    """Return the extension of a name, loaded once in each process, with its modules.

    Parameters
    ----------
    name : str
        A class, with its module: ``"imagecourse.isolation.Extension"``. Empty for none.

    Raises
    ------
    ExtensionError
        If it can't be loaded.

    Examples
    --------
    >>> load("").libraries_for(["x = 1"])
    ('numpy',)
    >>> load("no_course.Extension")
    Traceback (most recent call last):
        ...
    nbisolate.extension.ExtensionError: RunApart.extension is 'no_course.Extension', which can't \
be loaded: No module named 'no_course'.
    """
    module, _, kind = name.rpartition(".")
    try:
        made = getattr(importlib.import_module(module), kind)() if name else Extension()
        for needed in made.modules:
            importlib.import_module(needed)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise ExtensionError(
            f"RunApart.extension is {name!r}, which can't be loaded: {error}."
        ) from error
    return made


class ExtensionError(Exception):
    """The extension that the course names can't be loaded; the message says why."""


def package_of(module: str) -> str:
    """Return the package that a module is part of.

    Examples
    --------
    >>> package_of("scipy.ndimage")
    'scipy'
    """
    return module.partition(".")[0]
