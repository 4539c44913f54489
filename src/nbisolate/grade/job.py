"""Grade one submission: without a database, wherever a processor is free."""

import copy
import json
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbformat import NotebookNode
from nbgrader.preprocessors import IgnorePattern, LimitOutput
from traitlets.config import Config

from nbisolate.extension import load
from nbisolate.grade.isolate import NOT_RUN, names_of_tests
from nbisolate.grade.preprocessors import CleanOutputs
from nbisolate.grade.stderr import HarmlessWarnings
from nbisolate.grade.warm_pool import StoppedError, with_warm_parent
from nbisolate.gradebook.scoring import comment_cells, with_notes
from nbisolate.normalize.points import CellGrade, grade_cells
from nbisolate.normalize.repair import nothing_handed_in, repair
from nbisolate.normalize.source import Source
from nbisolate.normalize.structure import METADATA_KEY
from nbisolate.sandbox.enter import missing_layers
from nbisolate.sandbox.limits import Limits
from nbisolate.sandbox.tempdirs import own_folder
from nbisolate.session.execute import Executed, execute
from nbisolate.session.session import Usage
from nbisolate.session.warm_parent import WarmError, WarmParent

# The steps between running a notebook and its points that nbgrader_config.py may name.
STEPS = {
    kind.__name__: kind
    for kind in (
        HarmlessWarnings,
        IgnorePattern,
        CleanOutputs,
        ClearMetadataPreprocessor,
        LimitOutput,
    )
}


@dataclass(frozen=True)
class Folder:
    """Files: where they lie on this machine, or what is in them, to be sent to another.

    Attributes
    ----------
    path : str
        Empty if the files come along.
    files : tuple of (str, bytes)
        Their names within the folder, and what is in them.
    """

    path: str = ""
    files: tuple[tuple[str, bytes], ...] = ()

    def packed(self) -> "Folder":
        """Return the folder as one that can be sent to another machine."""
        if not self.path:
            return self
        root = Path(self.path)
        found = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
        return Folder(files=tuple((str(p.relative_to(root)), p.read_bytes()) for p in found))

    def laid_out(self, place: Path) -> Path:
        """Return where the files lie; those that came along are written to `place` first."""
        if self.path:
            return Path(self.path)
        place.mkdir()
        for name, content in self.files:
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return place


@dataclass(frozen=True)
class Handed:
    """A notebook as it was handed in.

    Attributes
    ----------
    name : str
        As the gradebook knows it.
    source : Source
        What the instructor wrote.
    text : str
        The student's notebook as JSON; empty if it couldn't be read.
    error : str
        Why it couldn't be read.
    notes : tuple of str
        What was odd about it.
    secret : str
        What decides the data of its hidden tests.
    """

    name: str
    source: Source
    text: str = ""
    error: str = ""
    notes: tuple[str, ...] = ()
    secret: str = ""


@dataclass(frozen=True)
class Job:
    """All that grading a submission needs, as plain data.

    Attributes
    ----------
    student, assignment : str
    notebooks : tuple of Handed
    folder : Folder
        The files beside the notebooks.
    modules : Folder or None
        Files of the instructor's, which the tests may import.
    limits : Limits
    seed : int or None
        Of unseen data; None for the course's own.
    steps : tuple of str
        Keys of `STEPS`, in their order.
    settings : mapping
        nbgrader's settings for these steps.
    sandbox : bool
        Whether it is refused where a layer of the sandbox is missing.
    extension : str
        The name of the course's `Extension`; it must be installed wherever the job is done.
    private : str
        The folder of the course, which no student's code may read.
    """

    student: str
    assignment: str
    notebooks: tuple[Handed, ...]
    folder: Folder
    modules: Folder | None = None
    limits: Limits = field(default_factory=Limits)
    seed: int | None = None
    steps: tuple[str, ...] = ("CleanOutputs", "LimitOutput")
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    sandbox: bool = False
    extension: str = ""
    private: str = ""

    def packed(self) -> "Job":
        """Return the job as one that can be sent to another machine."""
        modules = self.modules.packed() if self.modules else None
        return replace(self, folder=self.folder.packed(), modules=modules)


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
    student, assignment : str
    notebooks : tuple of GradedNotebook
    failure : str
        Why the grader itself could not do it; empty if it could. Then there are no notebooks.
    """

    student: str
    assignment: str
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
            return failed(job, f"The sandbox lacks {', '.join(missing)} on this machine.")
        with own_folder() as own:
            folder = job.folder.laid_out(own / "files")
            modules = job.modules.laid_out(own / "modules") if job.modules else None
            notebooks = tuple(_grade(handed, job, folder, modules) for handed in job.notebooks)
    except StoppedError:
        raise
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {error}"[:300]
        return failed(job, f"The grader itself failed ({said}, {where.name} line {where.lineno}).")
    return Graded(job.student, job.assignment, notebooks)


def failed(job: Job, reason: str) -> Graded:
    """Return what stands for a submission that the grader could not do."""
    return Graded(job.student, job.assignment, failure=reason)


def _grade(handed: Handed, job: Job, folder: Path, modules: Path | None) -> GradedNotebook:
    source = handed.source
    if handed.error:
        notebook, executed = nothing_handed_in(source, handed.error), Executed(Usage())
        notes = [handed.error]
    else:
        notebook, repairs = repair(nbformat.from_dict(json.loads(handed.text)), source)
        notes = [*handed.notes, *repairs]
        notebook, executed = _executed(notebook, handed, job, folder, modules)
        notebook.metadata[METADATA_KEY] = {"notes": notes}
    _finish(notebook, job)
    grades = grade_cells(notebook, source, executed.needs_person)
    comments = comment_cells(notebook, source)
    notebook = with_notes(notebook, grades)
    return GradedNotebook(
        handed.name,
        nbformat.writes(notebook),
        grades,
        comments,
        tuple(notes),
        executed.causes,
        executed.usage,
    )


def _executed(
    notebook: NotebookNode, handed: Handed, job: Job, folder: Path, modules: Path | None
) -> tuple[NotebookNode, Executed]:
    source = handed.source

    def run(warm: WarmParent) -> tuple[NotebookNode, Executed]:
        # A copy, for it may be run a second time.
        fresh = copy.deepcopy(notebook)
        executed = execute(
            fresh,
            source,
            warm,
            job.limits,
            files=folder,
            modules=modules,
            seed=job.seed,
            secret=handed.secret,
            private=[Path(job.private)] if job.private else [],
        )
        return fresh, executed

    try:
        libraries = load(job.extension).libraries_for(cell.text for cell in source.cells)
        return with_warm_parent(run, libraries, job.extension)
    except WarmError:
        return notebook, _not_run(source)


def _not_run(source: Source) -> Executed:
    return Executed(Usage(), needs_person=dict.fromkeys(names_of_tests(source), NOT_RUN))


def _finish(notebook: NotebookNode, job: Job) -> None:
    config = Config(copy.deepcopy(dict(job.settings)))
    for name in job.steps:
        step = STEPS[name](config=config)
        if step.enabled:
            step.preprocess(notebook, {})


def job_settings(job: Job) -> dict[str, Any]:
    """Return what else than the submission decides its grade, as plain data."""
    return {
        "sources": [
            [handed.name, asdict(handed.source), *filter(None, [handed.secret])]
            for handed in job.notebooks
        ],
        "limits": asdict(job.limits),
        "seed": job.seed,
        "extension": job.extension,
        "steps": list(job.steps),
        "settings": {name: dict(part) for name, part in job.settings.items()},
    }
