"""Where nbgrader keeps a course's submissions, and what it is set to do with them."""

import os
import re
import sys
import traceback
from contextlib import chdir
from pathlib import Path

from nbgrader.apps import NbGrader
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from nbisolate.course.errors import SettingsError

CONFIG_FILE = "nbgrader_config.py"
# In the folder of what is graded; nbgrader's patterns pass over names that begin with a dot.
OWN_FOLDER = ".nbisolate"


def own_folder(course: CourseDirectory, assignment: str) -> Path:
    """Return the folder of what the grader keeps for itself of an assignment."""
    parts = Path(course.directory_structure).parts
    fixed = [part for part in parts if "{student_id}" not in part]
    fixed = [part for part in fixed if "{assignment_id}" not in part]
    step = Path(*fixed).as_posix().format(nbgrader_step=course.autograded_directory)
    return Path(course.root) / step / OWN_FOLDER / assignment


class CourseNotFoundError(Exception):
    """There is no course where one was looked for; the message says where."""


def settings_here(otherwise: Path | None = None) -> Config:
    """Return nbgrader's settings for the course of the working directory.

    Parameters
    ----------
    otherwise : pathlib.Path, optional
        The folder of the course to take where the working directory is in none.

    Returns
    -------
    traitlets.config.Config
        Those of the nearest folder, from the working directory upwards, that holds an
        ``nbgrader_config.py``.

    Raises
    ------
    CourseNotFoundError
        If there is none, and no other folder is given.
    """
    here = Path.cwd()
    root = here if (here / CONFIG_FILE).is_file() else otherwise
    if root is None:
        root = next((one for one in here.parents if (one / CONFIG_FILE).is_file()), None)
    if root is None:
        raise CourseNotFoundError(
            f"There is no {CONFIG_FILE} in {here} or in a folder above it. Go to the folder of "
            f"the course first."
        )
    with chdir(root):
        config = settings_of(root)
    if "root" not in config.CourseDirectory:
        config.CourseDirectory.root = str(root)
    return config


def settings_of(root: Path) -> Config:
    """Return nbgrader's settings as the course in a folder sets them.

    Raises
    ------
    SettingsError
        If there is an error in its ``nbgrader_config.py``. nbgrader would go on without what
        stands behind it, and so perhaps without a sandbox.
    """
    # nbgrader starts `alembic` by name, which fails where its folder isn't on the path.
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = programs + os.pathsep + os.environ.get("PATH", "")
    app = NbGrader()
    app.config_file_paths.append(str(root))
    app.raise_config_file_errors = True
    try:
        app.load_config_file()
    except Exception as error:
        steps = traceback.extract_tb(error.__traceback__)
        own = [one.lineno for one in steps if Path(one.filename).name == CONFIG_FILE]
        line = f", line {own[-1]}" if own else ""
        raise SettingsError(
            f"{CONFIG_FILE} can't be read ({type(error).__name__}: {error}{line}). Mend it and "
            f"give the same command again."
        ) from error
    return app.config


class Course:
    """The folders of a course and nbgrader's settings.

    Parameters
    ----------
    config : traitlets.config.Config
    """

    def __init__(self, config: Config):
        self.config = config
        self.directory = CourseDirectory(config=config)
        self.autograde = Autograde(coursedir=self.directory, config=config)

    @property
    def root(self) -> Path:
        """The folder in which nbgrader works; the address of the gradebook may be relative."""
        return Path(self.directory.root)

    def submitted(self, student: str, assignment: str) -> Path:
        """Return the folder of what a student handed in."""
        return self._path(self.directory.submitted_directory, student, assignment)

    def autograded(self, student: str, assignment: str) -> Path:
        """Return the folder of what was graded."""
        return self._path(self.directory.autograded_directory, student, assignment)

    def source(self, assignment: str) -> Path:
        """Return the folder of the instructor's version."""
        return self._path(self.directory.source_directory, ".", assignment)

    def own_folder(self, assignment: str) -> Path:
        """Return the folder of what `nbisolate grade` keeps for itself."""
        return own_folder(self.directory, assignment)

    def students(self, assignment: str) -> list[str]:
        """Return the names of all who handed something in, in alphabetical order.

        A name is that of a folder and comes from nowhere else.
        """
        structure = Path(self.directory.directory_structure).parts
        level = next(i for i, part in enumerate(structure) if "{student_id}" in part)
        about = {
            "nbgrader_step": self.directory.submitted_directory,
            "assignment_id": assignment,
            "student_id": "\0",
        }
        above = self.root.joinpath(*(part.format(**about) for part in structure[:level]))
        before, after = structure[level].format(**about).split("\0", 1)
        pattern = re.compile(f"{re.escape(before)}(.+){re.escape(after)}", re.DOTALL)
        if not above.is_dir():
            return []
        excluded = set(filter(None, self.directory.student_id_exclude.split(",")))
        found = []
        for entry in os.scandir(above):
            match = pattern.fullmatch(entry.name)
            if match is None or entry.name.startswith(".") or match[1] in excluded:
                continue
            if os.path.lexists(self.submitted(match[1], assignment)):
                found.append(match[1])
        return sorted(found)

    def why_elsewhere(self, student: str, assignment: str) -> str:
        """Return why a submission isn't the student's own folder; empty if it is.

        A link would have one student's submission graded as another's.
        """
        submitted = self.submitted(student, assignment)
        for folder in (submitted, *submitted.parents):
            if folder == self.root:
                break
            if student in folder.parts and folder.is_symlink():
                return f"{folder.name} is a link; put the folder itself in its place."
        return ""

    def late_plugin(self) -> LateSubmissionPlugin | None:
        """Return what says how much a late submission costs; None if nothing is taken off."""
        steps = self.autograde.autograde_preprocessors
        # A class, or its name.
        if not any(str(step).rstrip("'>").endswith(".AssignLatePenalties") for step in steps):
            return None
        step = AssignLatePenalties(config=self.config)
        step.init_plugin()
        return step.plugin_inst

    def _path(self, step: str, student: str, assignment: str) -> Path:
        return Path(self.directory.format_path(step, student, assignment))
