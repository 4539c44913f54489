"""What the course adds to nbgrader's steps of grading, set through nbgrader_config.py."""

import os
from contextlib import chdir
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from sqlalchemy.exc import DatabaseError
from traitlets import Bool, Float, List, Unicode

from nbisolate.course.errors import trouble
from nbisolate.course.ignored_settings import ignored_settings
from nbisolate.course.kernels import why_not_python
from nbisolate.course.source import source_from_gradebook, sources_of
from nbisolate.extension import ExtensionError, load
from nbisolate.grade.calibration import told
from nbisolate.grade.isolate import RunApart
from nbisolate.gradebook.scoring import comment_cells, with_notes
from nbisolate.gradebook.writer import update_grades
from nbisolate.normalize.attachments import clean_attachments
from nbisolate.normalize.points import grade_cells
from nbisolate.normalize.reading import ReadLimits, read_submission
from nbisolate.normalize.repair import nothing_handed_in, repair
from nbisolate.normalize.structure import METADATA_KEY, UnreadableNotebookError
from nbisolate.pages.outputs import (
    OutputLimits,
    clean_metadata,
    clean_outputs,
    html_of,
)


def look_for_renamed(
    assignment: str | None = None, student: str | None = None, notebooks: list[str] | None = None
) -> None:
    """Have a notebook graded that was handed in under another name.

    It is nbgrader's hook before each submission (``Autograde.pre_convert_hook``). nbgrader passes
    over notebooks that it doesn't know; so the name that it knows is added to its list, and
    `SubmissionExporter` finds what to read in its place.

    Parameters
    ----------
    assignment, student : str
        Not used: nbgrader gives a pattern where all are graded.
    notebooks : list of str
        The paths of the notebooks of one submission; changed in place.
    """
    if not notebooks:
        return
    folder = Path(notebooks[0]).parent
    wanted = str(folder / f"{folder.name}.ipynb")
    if wanted not in notebooks:
        notebooks.append(wanted)


class SubmissionExporter(NotebookExporter):
    """Read what a student handed in; what can't be read becomes a notebook without answers."""

    max_file_mb = Float(
        ReadLimits.file_mb, help="Megabytes of a notebook; a larger one is not read."
    ).tag(config=True)

    def __init__(self, **kw: Any):
        super().__init__(**kw)
        # nbgrader makes it once, before it touches the first submission.
        if isinstance(self.parent, Autograde):
            look_before(self.parent)

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Read a submission, or a notebook that nbgrader itself wrote."""
        if resources is None or not getattr(self.parent, "_sanitizing", False):
            return super().from_filename(filename, resources=resources, **kw)
        path, about = Path(filename), resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            source = source_from_gradebook(gradebook, about["assignment"], about["notebook"])
            names = {
                found.name for found in gradebook.find_assignment(about["assignment"]).notebooks
            }
        _drop_copies_of_links(self.parent, path.parent, about)
        found: dict[str, Any] = {"source": source, "notes": []}
        try:
            notebook, found["notes"] = read_submission(
                path.parent,
                path.stem,
                known=source.by_name,
                limits=ReadLimits(file_mb=self.max_file_mb),
                siblings=names - {path.stem},
            )
        except UnreadableNotebookError as error:
            self.log.warning(str(error))
            found["ungraded"] = str(error)
            notebook = nbformat.v4.new_notebook()
        resources[METADATA_KEY] = found
        resources["metadata"] = ResourcesDict(name=path.stem, path=str(path.parent))
        return self.from_notebook_node(notebook, resources=resources, **kw)


def look_before(converter: Autograde) -> None:
    """Say which settings have no effect, and refuse an assignment that can't be graded here.

    Parameters
    ----------
    converter : nbgrader.converters.Autograde
        About to begin.

    Raises
    ------
    nbgrader.converters.NbGraderException
        If nothing can be graded; nbgrader's command then ends with exit status 1. The reason is
        logged.
    """
    try:
        extension = load(RunApart(config=converter.config).extension)
    except ExtensionError as error:
        converter.log.error(str(error))
        raise NbGraderException(str(error)) from None
    for sentence in ignored_settings(converter.config, extension.quiet):
        converter.log.warning(sentence)
    course = converter.coursedir
    source = Path(course.format_path(course.source_directory, ".", course.assignment_id))
    try:
        # The gradebook's address may be relative to the course.
        with chdir(course.root), Gradebook(course.db_url, course.course_id) as gradebook:
            why = why_not_python(gradebook, course.assignment_id, source)
            if not why:
                _calibrate(converter, gradebook)
    except (OSError, DatabaseError) as error:
        said = trouble(error)
        if not said:
            raise
        why = f"{said}."
    if why:
        converter.log.error(why)
        raise NbGraderException(why)


def _calibrate(converter: Autograde, gradebook: Gradebook) -> None:
    """Try the tests on their solutions before a student's notebook is touched."""
    steps = [step for step in converter.autograde_preprocessors if step is RunApart]
    course = converter.coursedir
    known = [one.name for one in gradebook.assignments if fnmatch(one.name, course.assignment_id)]
    for name in known if steps else ():
        folder = Path(course.format_path(course.source_directory, ".", name))
        sources = sources_of(gradebook, name, folder)
        calibration = RunApart(config=converter.config).calibration(course)
        for sentence in told(name, calibration.of(name, sources)):
            converter.log.warning(sentence)


class RepairCells(NbGraderPreprocessor):
    """Put the cells back into the shape that can be graded, and note what was done."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Repair the notebook; log each repair, and record it in the notebook."""
        found = resources.get(METADATA_KEY, {})
        source = found.get("source") or _source(resources)
        if found.get("ungraded"):
            found["notes"] = [found["ungraded"]]
            return nothing_handed_in(source, found["ungraded"]), resources
        nb, notes = repair(nb, source)
        for note in notes:
            self.log.warning(note)
        found["notes"] = notes = [*found.get("notes", []), *notes]
        nb.metadata[METADATA_KEY] = {"notes": notes}
        return nb, resources


class CleanOutputs(Preprocessor):
    """Clean what cells show, so that any page can show it."""

    enabled = Bool(True, help="Whether outputs are cleaned.").tag(config=True)
    metadata = List(
        Unicode(), help="Keys of an output's metadata whose short texts by name are kept."
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Clean the notebook's metadata, then each cell."""
        nb.metadata = nbformat.from_dict(clean_metadata(nb.metadata))
        self._html_left = OutputLimits.all_html
        return super().preprocess(nb, resources)

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Clean metadata, the outputs of code, and the pictures attached to a text."""
        kept = ("nbgrader", "deletable", "editable")
        cell.metadata = nbformat.from_dict(
            {k: cell.metadata[k] for k in kept if k in cell.metadata}
        )
        if cell.cell_type == "code":
            cell.outputs = self._clean(cell.get("outputs"))
        elif "attachments" in cell:
            cell.attachments = nbformat.from_dict(clean_attachments(cell.attachments))
        return cell, resources

    def _clean(self, outputs: Any) -> list[NotebookNode]:
        """Clean outputs; cell by cell, HTML could take hours."""
        most = min(OutputLimits.html, self._html_left)
        found = sum(map(html_of, outputs)) if isinstance(outputs, list) else 0
        self._html_left -= min(most, found)
        return clean_outputs(outputs, OutputLimits(html=most), self.metadata)


class ScoreCells(NbGraderPreprocessor):
    """Say what each cell is worth, and write the reasons at the top of the notebook."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Leave grades and comments in the resources."""
        found = resources.setdefault(METADATA_KEY, {})
        source = found.get("source") or _source(resources)
        found["grades"] = grades = grade_cells(nb, source, found.get("needs_person"))
        found["comments"] = comment_cells(nb, source)
        for name, grade in grades.items():
            if grade.reason:
                self.log.warning("%s: %s", name, grade.reason)
        return with_notes(nb, grades), resources


class SaveGrades(ScoreCells):
    """Enter the points in the gradebook, in the place of nbgrader's SaveAutoGrades."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Enter points and comments too."""
        nb, resources = super().preprocess(nb, resources)
        about, found = resources["nbgrader"], resources[METADATA_KEY]
        with Gradebook(about["db_url"]) as gradebook:
            update_grades(
                gradebook,
                about["student"],
                about["assignment"],
                about["notebook"],
                found["grades"],
                found["comments"],
            )
        return nb, resources


def _source(resources: ResourcesDict):
    about = resources["nbgrader"]
    with Gradebook(about["db_url"]) as gradebook:
        return source_from_gradebook(gradebook, about["assignment"], about["notebook"])


def _drop_copies_of_links(converter: Any, submitted: Path, about: dict[str, str]) -> None:
    """Delete what nbgrader copied from where a link in a submission points to.

    nbgrader copies the files beside a notebook to the folder where it is run, and follows links:
    a link to the solutions would lay them before the student's code.
    """
    run_in = Path(converter._format_dest(about["assignment"], about["student"]))
    course = converter.coursedir
    own = Path(course.format_path(course.source_directory, ".", about["assignment"]))
    for folder, folders, files in os.walk(submitted):
        for name in (*folders, *files):
            path = Path(folder, name)
            beside = path.relative_to(submitted)
            # A file of the assignment's own has taken the place of one with its name.
            if path.is_symlink() and not (own / beside).exists():
                (run_in / beside).unlink(missing_ok=True)
