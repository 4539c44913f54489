"""The step of nbgrader's autograde that runs a notebook: apart, in the place of ``Execute``."""

from dataclasses import fields
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Int, List, Unicode

from nbisolate.calibrate.both_ways import grade_notebook
from nbisolate.calibrate.plan import Plan
from nbisolate.calibrate.verdict import Policy
from nbisolate.course.source import source_from_gradebook, with_imports
from nbisolate.grade.calibration import Calibrated, Calibration
from nbisolate.grade.runner import runner
from nbisolate.normalize.files import copy_files, files_beside
from nbisolate.normalize.source import Source
from nbisolate.normalize.structure import METADATA_KEY
from nbisolate.sandbox.enter import missing_layers
from nbisolate.sandbox.limits import Limits
from nbisolate.sandbox.tempdirs import own_folder

_ALL = 1 << 40


def _limit(name: str, text: str) -> Any:
    default = getattr(Limits, name)
    kind = Float if isinstance(default, float) or name.endswith("seconds") else Int
    return kind(default, help=text).tag(config=True)


class RunApart(NbGraderPreprocessor):
    """Run the student's cells in a process of their own, shut in, and the tests in another.

    Tests that can't be graded so are run in the student's process, as nbgrader runs them. Its
    settings are those of `nbisolate grade` too.
    """

    extension = Unicode(
        help="The class that says what the course adds: see `nbisolate.extension.Extension`."
    ).tag(config=True)
    second_opinion = Bool(
        True,
        help=(
            "Whether each notebook is also run as nbgrader runs it, and what comes out differently "
            "is left to a person. False is for tests that were proven to come out right apart from "
            "the student's code; then it is run only where a test fails by another error than one "
            "of `findings`."
        ),
    ).tag(config=True)
    strict = Bool(
        False,
        help=(
            "Whether a person gives the points of tests that can't be graded apart from the "
            "student's code."
        ),
    ).tag(config=True)
    findings = List(
        Unicode(),
        help="Names of the errors by which tests say what is wrong with an answer.",
    ).tag(config=True)
    cell_seconds = _limit("cell_seconds", "For one cell, and for one call by a test.")
    test_seconds = _limit("test_seconds", "For one test cell with all the calls that it makes.")
    total_seconds = _limit("total_seconds", "For the whole notebook.")
    memory_mb = _limit("memory_mb", "Memory beyond what the loaded libraries take.")
    file_mb = _limit("file_mb", "The size of one file that a notebook writes.")
    disk_mb = _limit("disk_mb", "All files that it writes, and all that lie beside it.")
    open_files = _limit("open_files", "Files that it has open at a time.")
    threads = _limit("threads", "Threads that it has at a time.")
    output_mb = _limit("output_mb", "What one cell may print and draw, or a test may fetch.")

    def limits(self) -> Limits:
        """Return the limits as they are set."""
        return Limits(**{one.name: getattr(self, one.name) for one in fields(Limits)})

    def policy(self) -> Policy:
        """Return what is wanted of grading."""
        return Policy(self.second_opinion, self.strict, tuple(self.findings))

    def calibration(self, course: CourseDirectory, seed: int | None = None) -> Calibration:
        """Return what tries the tests of an assignment on its solution."""
        return Calibration(course, self.limits(), self.extension, seed)

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Run the notebook, fill in its outputs, and say which tests need a person."""
        found = resources.setdefault(METADATA_KEY, {})
        if nb.metadata.get(METADATA_KEY, {}).get("ungraded"):
            return nb, resources
        for layer, leaves_open in missing_layers().items():
            self.log.warning("The sandbox lacks a layer, %s: %s", layer, leaves_open)
        with own_folder() as own:
            if "source" not in found:
                found |= self._from_course(resources, own)
            run = runner(
                found["source"],
                self.limits(),
                extension=self.extension,
                files=Path(resources["metadata"]["path"]),
                modules=found["modules"],
                seed=found.get("seed"),
                secret=found["secret"],
                private=found["private"],
            )
            verdict = grade_notebook(nb, found["source"], found["plan"], self.policy(), run)
        found["needs_person"] = verdict.needs_person
        found["causes"], found["usage"] = verdict.causes, verdict.usage
        for name, cause in verdict.causes.items():
            self.log.warning("%s: %s", name, cause)
        return verdict.notebook, resources

    def _from_course(self, resources: ResourcesDict, own: Path) -> dict[str, Any]:
        """Return what the notebook is graded with, where nbgrader asks for it."""
        source, course = self._source(resources), self._course()
        calibrated = self._calibrated(resources, source)
        return {
            "source": source,
            "modules": self._modules(resources, own),
            "secret": calibrated.secret,
            "plan": calibrated.plan,
            "private": [Path(course.root)] if course else [],
        }

    def _source(self, resources: ResourcesDict) -> Source:
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            source = source_from_gradebook(gradebook, about["assignment"], about["notebook"])
        folder, _ = self._instructors(resources)
        return with_imports(source, folder / f"{about['notebook']}.ipynb") if folder else source

    def _modules(self, resources: ResourcesDict, goal: Path) -> Path | None:
        folder, ignore = self._instructors(resources)
        return copy_modules(folder, goal, ignore) if folder else None

    def _calibrated(self, resources: ResourcesDict, source: Source) -> Calibrated:
        course, about = self._course(), resources["nbgrader"]
        if course is None:
            return Calibrated(Plan())
        name = about["notebook"]
        return self.calibration(course).of(about["assignment"], {name: source})[name]

    def _course(self) -> CourseDirectory | None:
        return getattr(getattr(self.parent, "parent", None), "coursedir", None)

    def _instructors(self, resources: ResourcesDict) -> tuple[Path | None, list[str]]:
        """Return the folder of the instructor's version, and which files in it don't count."""
        course = self._course()
        if course is None:
            return None, []
        assignment = resources["nbgrader"]["assignment"]
        return Path(course.format_path(course.source_directory, ".", assignment)), course.ignore


def copy_modules(folder: Path, goal: Path, ignore: list[str]) -> Path | None:
    """Copy the files of an assignment that its tests may import or read; None if there are none.

    Parameters
    ----------
    folder : pathlib.Path
        The instructor's version.
    goal : pathlib.Path
        An empty folder.
    ignore : list of str
        As in ``c.CourseDirectory.ignore``: what is no business of the tests.
    """
    copy_files(files_beside(folder, ignore), folder, goal, _ALL)
    return goal if any(goal.iterdir()) else None
