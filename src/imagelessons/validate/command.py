"""`imagelessons validate`: in the terminal what the Validate button says in JupyterLab."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from nbgrader.apps import NbGrader
from traitlets.config import Config

from imagelessons.data import course_root
from imagelessons.submission.problems import Problem, wrapped
from imagelessons.validate.validator import CourseValidator
from imagelessons.workspace.places import student_notebooks


def validate_notebooks(paths: Sequence[str]) -> int:
    """Validate notebooks and print what is to mend.

    Parameters
    ----------
    paths : sequence of str
        Notebooks, or names such as ``exercises-01-greyscale``; if there are none, each exercise
        in the student's folder.

    Returns
    -------
    int
        0 if every notebook passes each test that it shows, else 1.
    """
    chosen = student_notebooks(paths)
    if not chosen:
        print("There is no exercise in your folder `work` yet: `make lab` makes it.")
        return 1
    sound = True
    for path in chosen:
        print(f"{path.name}: running ...", flush=True)
        problems = CourseValidator(config=course_config()).problems(path)
        print(report(path.name, problems))
        sound = sound and not problems
    return 0 if sound else 1


def course_config() -> Config:
    """Return nbgrader's settings as the course sets them, from wherever the command is called."""
    # nbgrader starts `alembic` by name, which fails where its folder isn't on the path.
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = programs + os.pathsep + os.environ.get("PATH", "")
    app = NbGrader()
    app.config_file_paths.append(str(course_root()))
    app.load_config_file()
    return app.config


def report(name: str, problems: list[Problem]) -> str:
    """Return the lines that tell a student what is to mend in a notebook.

    Examples
    --------
    >>> print(report("a.ipynb", []))
    a.ipynb: every test that it shows passes. It is fit to hand in.
    """
    if not problems:
        return f"{name}: every test that it shows passes. It is fit to hand in."
    count = f"{len(problems)} {'thing' if len(problems) == 1 else 'things'} to mend"
    blocks = [f"{name}: {count}"]
    for problem in problems:
        sentence = "\n".join("    " + line for line in wrapped(problem.sentence).splitlines())
        blocks.append(f"  {problem.where}\n{sentence}")
    return "\n\n".join(blocks) + "\n"
