"""Grade one submission: the steps of nbgrader_config.py in their order, without a database."""

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from inspect import isclass
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from traitlets.config import Config

from nbisolate.calibrate.plan import Plan
from nbisolate.grade.steps import step_kind
from nbisolate.grade.warm_pool import StoppedError
from nbisolate.normalize.points import CellGrade
from nbisolate.normalize.source import Source
from nbisolate.normalize.structure import METADATA_KEY
from nbisolate.sandbox.enter import missing_layers
from nbisolate.session.session import Usage

# What our own steps log of a student's notebook stands in the table of the class.
_QUIET = logging.Logger("quiet", logging.CRITICAL)


@dataclass(frozen=True)
class Handed:
    """A notebook as it was handed in.

    Attributes
    ----------
    name : str
        As the gradebook knows it.
    source : Source
        What the instructor wrote.
    notebook : nbformat.NotebookNode or None
        The student's; None if it couldn't be read.
    error : str
        Why it couldn't be read.
    notes : tuple of str
        What was odd about it.
    secret : str
        What decides the data of its hidden tests.
    plan : Plan
        Which way its tests are graded.
    """

    name: str
    source: Source
    notebook: NotebookNode | None = None
    error: str = ""
    notes: tuple[str, ...] = ()
    secret: str = ""
    plan: Plan = field(default_factory=Plan)


@dataclass(frozen=True)
class Job:
    """All that grading a submission needs.

    Attributes
    ----------
    student, assignment, db_url : str
    notebooks : tuple of Handed
    folder : pathlib.Path
        The files beside the notebooks.
    steps : sequence of callable
        What `nbisolate.grade.steps.steps_of` returns.
    config : traitlets.config.Config
        nbgrader's settings for these steps.
    modules : pathlib.Path or None
        Files of the instructor's, which the tests may import.
    seed : int or None
        Of unseen data; None for the course's own.
    sandbox : bool
        Whether it is refused where a layer of the sandbox is missing.
    private : sequence of pathlib.Path
        The folder of the course, which no student's code may read.
    """

    student: str
    assignment: str
    db_url: str
    notebooks: tuple[Handed, ...]
    folder: Path
    steps: Sequence[Callable[..., Any]]
    config: Config
    modules: Path | None = None
    seed: int | None = None
    sandbox: bool = False
    private: Sequence[Path] = ()


@dataclass(frozen=True)
class GradedNotebook:
    """What came of a notebook.

    Attributes
    ----------
    name : str
    text : str
        The notebook to keep, as JSON.
    grades : dict of str to CellGrade
    comments : dict of str to (str or None)
    notes : tuple of str
        What was repaired, and why it could not be graded.
    causes : dict of str to str
        By the grade id of a cell, or its number: why it was stopped.
    usage : Usage
    """

    name: str
    text: str
    grades: dict[str, CellGrade]
    comments: dict[str, str | None]
    notes: tuple[str, ...] = ()
    causes: dict[str, str] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True)
class Graded:
    """What came of a submission.

    Attributes
    ----------
    student : str
    notebooks : tuple of GradedNotebook
    failure : str
        Why the grader itself could not do it; empty if it could. Then there are no notebooks.
    """

    student: str
    notebooks: tuple[GradedNotebook, ...] = ()
    failure: str = ""


def grade_job(job: Job) -> Graded:
    """Grade a submission.

    Parameters
    ----------
    job : Job

    Returns
    -------
    Graded
        Also where grading failed; then with the reason.

    Raises
    ------
    StoppedError
        If grading was stopped from outside.
    """
    try:
        missing = missing_layers() if job.sandbox else {}
        if missing:
            said = f"The sandbox lacks {', '.join(missing)} on this machine."
            return Graded(job.student, failure=said)
        return Graded(job.student, tuple(_grade(handed, job) for handed in job.notebooks))
    except StoppedError:
        raise
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {error}"[:300]
        said = f"The grader itself failed ({said}, {where.name} line {where.lineno})."
        return Graded(job.student, failure=said)


def _grade(handed: Handed, job: Job) -> GradedNotebook:
    found: dict[str, Any] = {
        "source": handed.source,
        "notes": list(handed.notes),
        "ungraded": handed.error,
        "modules": job.modules,
        "seed": job.seed,
        "secret": handed.secret,
        "plan": handed.plan,
        "private": job.private,
    }
    about = {"student": job.student, "assignment": job.assignment, "notebook": handed.name}
    resources = ResourcesDict(
        unique_key=handed.name,
        metadata=ResourcesDict(name=handed.name, path=str(job.folder)),
        nbgrader=about | {"db_url": job.db_url},
    )
    resources[METADATA_KEY] = found
    notebook = handed.notebook or nbformat.v4.new_notebook()
    for step in job.steps:
        notebook, resources = _made(step, job.config)(notebook, resources)
    return GradedNotebook(
        handed.name,
        nbformat.writes(notebook),
        found["grades"],
        found["comments"],
        tuple(found["notes"]),
        found.get("causes", {}),
        found.get("usage", Usage()),
    )


def _made(step: Callable[..., Any], config: Config) -> Callable[..., Any]:
    if not isclass(step):
        return step
    ours = step.__module__.startswith("nbisolate.")
    return step(config=config, **({"log": _QUIET} if ours else {}))


def job_settings(job: Job) -> dict[str, Any]:
    """Return what else than the submission decides its grade, as plain data."""
    steps = [step_kind(step) for step in job.steps]
    kinds = {kind.__name__ for step in steps for kind in step.__mro__}
    return {
        "sources": [
            [handed.name, asdict(handed.source), handed.secret, handed.plan.ways()]
            for handed in job.notebooks
        ],
        "steps": [f"{step.__module__}.{step.__qualname__}" for step in steps],
        "settings": {name: dict(job.config[name]) for name in sorted(kinds & set(job.config))},
    }
