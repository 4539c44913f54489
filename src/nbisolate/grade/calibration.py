"""The plan of an assignment: its solution and the empty notebook, run both ways, and remembered."""

import contextlib
import copy
import hashlib
import json
import re
import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import IncludeHeaderFooter

import nbisolate
from nbisolate.calibrate.both_ways import Ran, Run, run_one_way
from nbisolate.calibrate.outcome import Outcome
from nbisolate.calibrate.plan import Plan, decide, plan_from
from nbisolate.course.coursedir import own_folder
from nbisolate.extension import load
from nbisolate.grade import warm_pool
from nbisolate.grade.runner import runner
from nbisolate.normalize.files import copy_files, digest_of, files_beside
from nbisolate.normalize.repair import repair
from nbisolate.normalize.source import Source
from nbisolate.normalize.structure import grade_id
from nbisolate.sandbox import tempdirs
from nbisolate.sandbox.limits import Limits

PLAN_FILE = ".plan.json"
_ALL = 1 << 40
# In a notebook with these words the solution is run a second time: chance or the clock may decide.
_VARIES = frozenset(("random", "default_rng", "rng", "time", "datetime", "secrets", "uuid"))


@dataclass(frozen=True)
class Calibrated:
    """A notebook of an assignment, ready to be graded.

    Attributes
    ----------
    plan : Plan
    secret : str
        What decides the pictures of its hidden tests.
    """

    plan: Plan
    secret: str = ""


@dataclass(frozen=True)
class Calibration:
    """Tries the tests of a course on the instructor's solutions.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    limits : Limits
    extension : str
        The name of the course's `nbisolate.extension.Extension`.
    seed : int, optional
        Of unseen data.
    """

    course: CourseDirectory
    limits: Limits
    extension: str = ""
    seed: int | None = None

    def of(
        self, assignment: str, sources: Mapping[str, Source], *, again: bool = False
    ) -> dict[str, Calibrated]:
        """Return how the tests of an assignment are graded.

        The instructor's solution and the notebook as it is released are run apart and beside, once
        for each version of source, engine and limits; what came of it is kept.

        Parameters
        ----------
        assignment : str
        sources : mapping of str to Source
            By the names of its notebooks.
        again : bool, optional
            Whether to run them also where nothing has changed.

        Returns
        -------
        dict of str to Calibrated
            By the names of the notebooks.
        """
        warm_pool.start()
        return {
            name: self._calibrated(assignment, name, source, again)
            for name, source in sources.items()
        }

    def _calibrated(self, assignment: str, name: str, source: Source, again: bool) -> Calibrated:
        course = self.course
        solution = _source_folder(course, assignment) / f"{name}.ipynb"
        if not solution.is_file():
            note = (
                f"There is no solution at {solution}: so the tests of {name} couldn't be tried, "
                f"and each is graded apart from the students' code and compared with what nbgrader "
                f"does."
            )
            return Calibrated(Plan(notes=(note,)))
        digest = self._digest(assignment, name, source)
        path = own_folder(course, assignment) / PLAN_FILE
        known = _read(path).get(name, {})
        with contextlib.ExitStack() as stack:

            @cache
            def trial() -> _Trial:
                files = stack.enter_context(tempdirs.own_folder())
                beside = files_beside(solution.parent, course.ignore)
                copy_files(beside, solution.parent, files, _ALL)
                return _Trial(self, solution, source, files)

            secret, sentence = load(self.extension).secret_for(
                course, assignment, name, source, lambda *asked: trial().fails(*asked)
            )
            if not again and known.get("digest") == digest:
                return Calibrated(plan_from(known["plan"]), secret)
            plan = trial().plan(secret)
        if sentence:
            plan = replace(plan, notes=(sentence,))
        _write(path, _read(path) | {name: {"digest": digest, "plan": plan.plain()}})
        return Calibrated(plan, secret)

    def _digest(self, assignment: str, name: str, source: Source) -> str:
        folder = _source_folder(self.course, assignment)
        files = digest_of(folder, self.course.ignore)
        settings = dict(self.course.config.get("IncludeHeaderFooter", {}))
        about = [name, asdict(source), asdict(self.limits), self.extension, self.seed, files]
        plain = json.dumps([*about, settings, _engine()], sort_keys=True, default=str)
        return hashlib.sha256(plain.encode()).hexdigest()


def told(assignment: str, calibrated: Mapping[str, Calibrated]) -> list[str]:
    """Return what an instructor should know before anything is graded, in sentences."""
    said = []
    for name, one in calibrated.items():
        said += one.plan.notes
        tests = one.plan.tests
        of = f" of {name}" if len(calibrated) > 1 else ""
        said += [f"{test}{of}: {what}." for test, p in tests.items() for what in p.problems()]
        beside = [test for test, plan in tests.items() if plan.way == "beside"]
        if beside:
            said.append(
                f"{len(beside)} of {len(tests)} tests of {name} are graded beside the students' "
                f"code, as nbgrader does it, since they can't be graded apart from it. "
                f"`nbisolate calibrate {shlex.quote(assignment)}` says which and why."
            )
    return said


class _Trial:
    """The solution and the notebook as it is released, on their way."""

    def __init__(self, about: Calibration, solution: Path, source: Source, files: Path):
        written = nbformat.read(solution, as_version=4)
        written, _ = IncludeHeaderFooter(config=about.course.config).preprocess(written, {})
        self.source = source
        self.solution, _ = repair(written, source)
        self.empty, _ = repair(_emptied(written, source), source)
        self._run: Callable[[str], Run] = lambda secret: runner(
            source,
            about.limits,
            files=files,
            modules=files,
            extension=about.extension,
            seed=about.seed,
            secret=secret,
            private=[Path(about.course.root)],
            own=True,
        )
        self._solved: dict[str, Ran] = {}

    def fails(self, secret: str, tests: list[str]) -> list[str]:
        """Return which of some tests the solution fails apart, on the pictures of a secret."""
        return [name for name in tests if not self._apart(secret)[name].passed]

    def plan(self, secret: str) -> Plan:
        """Return how the tests are graded."""
        run = self._run(secret)
        apart = self._apart(secret)
        beside = self._outcomes(self.solution, run, beside=True)
        empty = self._outcomes(self.empty, run, beside=False)
        empty_beside = self._outcomes(self.empty, run, beside=True)
        varies: set[str] = set()
        if self._may_vary() or any(
            not (one.passed and beside[name].passed) for name, one in apart.items()
        ):
            varies |= _differing(apart, self._outcomes(self.solution, run, beside=False))
            varies |= _differing(beside, self._outcomes(self.solution, run, beside=True))
        return Plan(
            {
                name: decide(
                    (apart[name], empty[name]),
                    (beside[name], empty_beside[name]),
                    varies=name in varies,
                )
                for name in apart
            }
        )

    def _may_vary(self) -> bool:
        code = "\n".join(c.source for c in self.solution.cells if c.cell_type == "code")
        return bool(_VARIES & set(re.findall(r"[a-z]+", code)))

    def _apart(self, secret: str) -> dict[str, Outcome]:
        if secret not in self._solved:
            ran = run_one_way(self.solution, self.source, self._run(secret), beside=False)
            self._solved[secret] = ran
        return self._solved[secret].outcomes

    def _outcomes(self, notebook: NotebookNode, run: Run, *, beside: bool) -> dict[str, Outcome]:
        return run_one_way(notebook, self.source, run, beside=beside).outcomes


def _differing(once: Mapping[str, Outcome], again: Mapping[str, Outcome]) -> set[str]:
    return {
        name
        for name, one in once.items()
        if (one.score, one.failed) != (again[name].score, again[name].failed)
    }


def _emptied(solution: NotebookNode, source: Source) -> NotebookNode:
    """Return the notebook with the answers as they are released."""
    notebook = copy.deepcopy(solution)
    for cell in notebook.cells:
        original = source.by_name.get(grade_id(cell) or "")
        if original is not None and original.solution:
            cell.source = original.text
    return notebook


def _source_folder(course: CourseDirectory, assignment: str) -> Path:
    return Path(course.format_path(course.source_directory, ".", assignment)).resolve()


@cache
def _engine() -> str:
    """Return what stands for this version of the engine, also where somebody works on it."""
    root = Path(nbisolate.__file__).parent
    found = hashlib.sha256(f"{version('imagelessons')} {sys.version}".encode())
    for path in sorted(root.rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def _read(path: Path) -> dict:
    try:
        found = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, known: Mapping) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(json.dumps(known, indent=1), encoding="utf-8")
    beside.replace(path)
