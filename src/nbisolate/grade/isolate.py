"""The step of nbgrader's autograde that runs a notebook: apart, in the place of ``Execute``."""

import copy
from dataclasses import fields
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Int, Unicode

from nbisolate.extension import load
from nbisolate.grade.source import source_from_gradebook, with_imports
from nbisolate.grade.warm_pool import with_warm_parent
from nbisolate.normalize.files import copy_files, files_beside
from nbisolate.normalize.source import Source
from nbisolate.normalize.structure import METADATA_KEY
from nbisolate.sandbox.enter import missing_layers
from nbisolate.sandbox.limits import Limits
from nbisolate.sandbox.tempdirs import own_folder
from nbisolate.session.execute import Executed, execute
from nbisolate.session.session import Usage
from nbisolate.session.warm_parent import WarmError, WarmParent

NOT_RUN = "The notebook ended the program that runs it, twice. Look at what its code does."
_ALL = 1 << 40


def _limit(name: str, text: str) -> Any:
    default = getattr(Limits, name)
    kind = Float if isinstance(default, float) or name.endswith("seconds") else Int
    return kind(default, help=text).tag(config=True)


class RunApart(NbGraderPreprocessor):
    """Run the student's cells in a process of their own, shut in, and the tests in another.

    Its settings are the limits of `imagelessons grade` too.
    """

    extension = Unicode(
        help="The class that says what the course adds: see `nbisolate.extension.Extension`."
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
            files = Path(resources["metadata"]["path"])
            nb, executed = self._executed(nb, found, files)
        found["needs_person"] = executed.needs_person
        found["causes"], found["usage"] = executed.causes, executed.usage
        for name, cause in executed.causes.items():
            self.log.warning("%s: %s", name, cause)
        return nb, resources

    def _executed(
        self, nb: NotebookNode, found: dict[str, Any], files: Path
    ) -> tuple[NotebookNode, Executed]:
        source, limits = found["source"], self.limits()

        def run(warm: WarmParent) -> tuple[NotebookNode, Executed]:
            # A copy, for it may be run a second time.
            fresh = copy.deepcopy(nb)
            executed = execute(
                fresh,
                source,
                warm,
                limits,
                files=files,
                modules=found["modules"],
                seed=found.get("seed"),
                secret=found["secret"],
                private=found["private"],
            )
            return fresh, executed

        try:
            libraries = load(self.extension).libraries_for(cell.text for cell in source.cells)
            return with_warm_parent(run, libraries, self.extension)
        except WarmError:
            tests = [cell.name for cell in source.cells if cell.is_test]
            return nb, Executed(Usage(), needs_person=dict.fromkeys(tests, NOT_RUN))

    def _from_course(self, resources: ResourcesDict, own: Path) -> dict[str, Any]:
        """Return what the notebook is graded with, where nbgrader asks for it."""
        source, course = self._source(resources), self._course()
        return {
            "source": source,
            "modules": self._modules(resources, own),
            "secret": self._secret(resources, source),
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

    def _secret(self, resources: ResourcesDict, source: Source) -> str:
        course, about = self._course(), resources["nbgrader"]
        if course is None:
            return ""
        secret, sentence = load(self.extension).secret_for(
            course, about["assignment"], about["notebook"], source, self.limits()
        )
        if sentence:
            self.log.warning(sentence)
        return secret

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
