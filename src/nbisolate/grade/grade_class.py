"""Grade all that was handed in of an assignment, and leave it as nbgrader would."""

import contextlib
import copy
import hashlib
import json
import shlex
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import chdir
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from nbgrader.api import Gradebook, InvalidEntry, MissingEntry
from sqlalchemy.exc import DatabaseError
from tqdm import tqdm

from nbisolate.course.coursedir import Course
from nbisolate.course.errors import FOR_ALL, trouble
from nbisolate.course.kernels import why_not_python
from nbisolate.course.source import sources_of
from nbisolate.course.student_ids import why_unusable
from nbisolate.grade.calibration import told
from nbisolate.grade.isolate import RunApart, copy_modules
from nbisolate.grade.job import Graded, Handed, Job, job_settings
from nbisolate.grade.preprocessors import SubmissionExporter
from nbisolate.grade.steps import steps_of
from nbisolate.grade.store import Keeper, alone
from nbisolate.gradebook.writer import handed_in_at
from nbisolate.normalize.files import digest_of
from nbisolate.normalize.reading import ReadLimits, read_submission
from nbisolate.normalize.source import Source
from nbisolate.normalize.structure import UnreadableNotebookError
from nbisolate.pages.overview import Row
from nbisolate.sandbox.capabilities import layers_of_system, missing_layers

Runner = Callable[[Iterable[Job]], Iterator[Graded]]
_MEGABYTE = 1 << 20


class CannotGradeError(Exception):
    """The class can't be graded as it is asked for; the message says why and what to do.

    Attributes
    ----------
    graded : int
        How many submissions were graded before that.
    """

    def __init__(self, message: str, graded: int = 0):
        super().__init__(message)
        self.graded = graded


@dataclass
class Outcome:
    """What became of a class.

    Attributes
    ----------
    rows : list of Row
        One for each submission.
    failed : dict of str to str
        Students whose submission has no grade, with the reason.
    graded, before, asked : int
        How many were graded now, how many had been before, and how many there are to grade.
    seconds : dict of str to float
        What the notebooks of those that were graded now took to run.
    """

    rows: list[Row] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    graded: int = 0
    before: int = 0
    asked: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


def grade_assignment(
    course: Course,
    assignment: str,
    run: Runner,
    *,
    students: Sequence[str] = (),
    seed: int | None = None,
    sandbox: bool = False,
    strict: bool = False,
    force: bool = False,
) -> Outcome:
    """Grade an assignment of a class.

    Parameters
    ----------
    course : Course
    assignment : str
    run : callable
        Takes the jobs, yields what came of them, such as `nbisolate.grade.workers.grade_here`.
    students : sequence of str, optional
        By default all who handed in.
    seed : int, optional
        Of unseen data.
    sandbox : bool, optional
        Whether to refuse where a layer of the sandbox is missing.
    strict : bool, optional
        Whether a person gives the points of tests that can't be graded apart from the students'
        code, also where ``nbgrader_config.py`` doesn't ask for that.
    force : bool, optional
        Whether to grade again what is graded already.

    Returns
    -------
    Outcome

    Raises
    ------
    CannotGradeError
        If the assignment or a student isn't known, its kernel isn't Python, another program
        grades it right now, or the disk or the gradebook can't be used.
    """
    if not layers_of_system():
        raise CannotGradeError(missing_layers()["everything"])
    outcome = Outcome()
    try:
        everyone = course.students(assignment)
        chosen = _chosen(students, everyone, assignment)
        about = course.directory
        # The gradebook's address may be relative to the course.
        with (
            chdir(course.root),
            alone(course.own_folder(assignment)) as is_alone,
            Gradebook(about.db_url, about.course_id) as gradebook,
        ):
            if not is_alone:
                raise CannotGradeError(
                    f"{assignment} is being graded right now by another program. Wait until that "
                    f"has ended."
                )
            grading = _Grading(course, assignment, gradebook, seed, sandbox, strict)
            return _graded(grading, chosen, run, force, outcome)
    except (OSError, DatabaseError, InvalidEntry) as error:
        said = trouble(error)
        if not said:
            raise
        if outcome.asked:
            said += f"; {outcome.before + outcome.graded} of {outcome.asked} are graded"
        raise CannotGradeError(f"{said}.", outcome.graded) from None


def _graded(
    grading: "_Grading", chosen: Sequence[str], run: Runner, force: bool, outcome: Outcome
) -> Outcome:
    usable = []
    for student in chosen:
        why = why_unusable(student) or grading.course.why_elsewhere(student, grading.assignment)
        why = why or grading.why_unknown(student)
        if why:
            outcome.failed[student] = why
        else:
            usable.append(student)
    waiting = grading.waiting(usable, force)
    outcome.asked, outcome.before = len(usable), len(usable) - len(waiting)
    if outcome.before:
        print(
            f"Graded already: {outcome.before} of {len(usable)} submissions (--force grades "
            f"them again)."
        )
    grading.run(waiting, run, outcome)
    outcome.rows = grading.rows(usable, outcome)
    return outcome


class _Grading:
    """One assignment on its way."""

    def __init__(
        self,
        course: Course,
        assignment: str,
        gradebook: Gradebook,
        seed: int | None,
        sandbox: bool,
        strict: bool,
    ):
        self.course, self.assignment, self.gradebook = course, assignment, gradebook
        self.sources = known_sources(gradebook, assignment, course.source(assignment))
        why = why_not_python(gradebook, assignment, course.source(assignment))
        if why:
            raise CannotGradeError(why)
        config = copy.deepcopy(course.config)
        config.RunApart.strict = strict or config.RunApart.get("strict", False)
        isolate = RunApart(config=config)
        limits = isolate.limits()
        calibration = isolate.calibration(course.directory, seed)
        self.calibrated = calibration.of(assignment, self.sources)
        for sentence in told(assignment, self.calibrated):
            print(sentence)
        self.keeper = Keeper(course, assignment, gradebook, limits.disk_mb * _MEGABYTE)
        self.read_limits = ReadLimits(file_mb=SubmissionExporter(config=course.config).max_file_mb)
        self.modules = self._modules()
        self.job = Job(
            student="",
            assignment=assignment,
            db_url=course.directory.db_url,
            notebooks=tuple(self._handed(name) for name in self.sources),
            folder=Path(),
            steps=steps_of(course.autograde),
            config=config,
            modules=self.modules,
            seed=seed,
            sandbox=sandbox,
            private=[course.root],
        )
        files = digest_of(self.modules) if self.modules else ""
        about = [version("imagelessons"), job_settings(self.job), asdict(limits), seed, files]
        self.about = json.dumps(about, sort_keys=True, default=_as_text)

    def why_unknown(self, student: str) -> str:
        """Return why a student isn't entered in the gradebook; empty if that may be done."""
        if not self.course.autograde.create_student:
            try:
                self.gradebook.find_student(student)
            except MissingEntry:
                return (
                    "The gradebook doesn't know this student, and Autograde.create_student is "
                    "False: enter the student with `nbgrader db student add`."
                )
        return ""

    def waiting(self, students: Sequence[str], force: bool) -> list[tuple[str, str]]:
        """Return who is still to be graded, each with the digest of what was handed in.

        What is graded but was not entered in the gradebook is entered now.
        """
        waiting = []
        entered = self.keeper.entered()
        for student in students:
            digest = self._digest(student)
            record = None if force else self.keeper.record(student)
            if record is None or record["digest"] != digest:
                waiting.append((student, digest))
            elif not self.keeper.is_entered(student, record, entered):
                self.keeper.enter(student, record)
        return waiting

    def run(self, waiting: Sequence[tuple[str, str]], run: Runner, outcome: Outcome) -> None:
        digests = dict(waiting)
        jobs = self._jobs(waiting, outcome)
        bar = tqdm(total=len(waiting), desc="grading", unit="submission", disable=None)
        with bar, contextlib.closing(run(jobs)) as graded:
            for one in graded:
                if one.failure:
                    outcome.failed[one.student] = one.failure
                    self.keeper.forget(one.student)
                elif self._kept(one, digests[one.student], outcome):
                    outcome.graded += 1
                    seconds = [notebook.usage.seconds for notebook in one.notebooks]
                    outcome.seconds[one.student] = sum(seconds)
                bar.update()

    def rows(self, students: Sequence[str], outcome: Outcome) -> list[Row]:
        """Return what there is to say of each submission."""
        found = {
            one.student_id: (one.score, one.max_score, one.needs_manual_grade)
            for one in self.gradebook.assignment_submissions(self.assignment)
        }
        most = self.gradebook.find_assignment(self.assignment).max_score
        rows = [
            Row(student, self.assignment, None, most, reason)
            for student, reason in outcome.failed.items()
        ]
        for student in students:
            if student in outcome.failed:
                continue
            score, most, waits = found[student]
            told = _told(self.keeper.record(student) or {"notebooks": {}}, waits)
            rows.append(Row(student, self.assignment, score, most, told))
        return sorted(rows, key=lambda row: row.student)

    def _jobs(self, waiting: Sequence[tuple[str, str]], outcome: Outcome) -> Iterator[Job]:
        """Yield the jobs; a submission that can't even be laid out keeps nobody from a grade."""
        for student, _ in waiting:
            try:
                job = self._job(student)
            except (OSError, ValueError) as error:
                if getattr(error, "errno", None) in FOR_ALL:
                    raise
                outcome.failed[student] = f"It could not be read ({error})."[:300]
                continue
            yield job

    def _kept(self, graded: Graded, digest: str, outcome: Outcome) -> bool:
        try:
            self.keeper.keep(graded, digest)
        except OSError as error:
            if error.errno in FOR_ALL:
                raise
            outcome.failed[graded.student] = f"Its grade could not be kept ({error})."[:300]
            return False
        return True

    def _job(self, student: str) -> Job:
        folder, notes = self.keeper.lay_out(student)
        submitted = self.course.submitted(student, self.assignment)
        notes += handed_in_at(submitted)[1]
        handed = []
        for name, source in self.sources.items():
            try:
                notebook, said = read_submission(
                    submitted,
                    name,
                    known=source.by_name,
                    limits=self.read_limits,
                    siblings=set(self.sources) - {name},
                )
            except UnreadableNotebookError as error:
                handed.append(replace(self._handed(name), error=str(error)))
            else:
                about = replace(self._handed(name), notebook=notebook, notes=(*said, *notes))
                handed.append(about)
        return replace(self.job, student=student, notebooks=tuple(handed), folder=folder)

    def _handed(self, name: str) -> Handed:
        found = self.calibrated[name]
        return Handed(name, self.sources[name], secret=found.secret, plan=found.plan)

    def _digest(self, student: str) -> str:
        submitted = self.course.submitted(student, self.assignment)
        found = digest_of(submitted, self.course.directory.ignore)
        return hashlib.sha256(f"{found}\n{self.about}".encode()).hexdigest()

    def _modules(self) -> Path | None:
        goal = self.keeper.own / ".modules"
        shutil.rmtree(goal, ignore_errors=True)
        goal.mkdir(parents=True)
        source = self.course.source(self.assignment)
        return copy_modules(source, goal, self.course.directory.ignore)


def _chosen(students: Sequence[str], everyone: Sequence[str], assignment: str) -> list[str]:
    unknown = sorted(set(students) - set(everyone))
    if unknown:
        raise CannotGradeError(
            f"There is no submission of {assignment!r} by {', '.join(map(repr, unknown))}. "
            f"There are {len(everyone)}: {', '.join(everyone[:12])}"
            f"{', …' if len(everyone) > 12 else ''}."
        )
    if not everyone:
        raise CannotGradeError(
            f"There is no submission of {assignment!r}. Collect them first: nbgrader collect "
            f"{shlex.quote(assignment)}"
        )
    return [student for student in everyone if not students or student in students]


def known_sources(gradebook: Gradebook, assignment: str, folder: Path) -> dict[str, Source]:
    """Return the notebooks of an assignment as the gradebook has them.

    Raises
    ------
    CannotGradeError
        If the gradebook doesn't know the assignment.
    """
    found = sources_of(gradebook, assignment, folder)
    if not found:
        raise CannotGradeError(
            f"The gradebook doesn't know {assignment!r}. Enter it first: "
            f"nbgrader generate_assignment {shlex.quote(assignment)}"
        )
    return found


def _as_text(setting: object) -> object:
    """Return a setting as text that is the same each time: neither an address nor by chance."""
    if isinstance(setting, set | frozenset):
        return sorted(map(str, setting))
    return getattr(setting, "__qualname__", type(setting).__qualname__)


def _told(record: dict, waits: bool) -> str:
    """Return in a line what an instructor should know of a graded submission."""
    told = []
    for about in record["notebooks"].values():
        told += [reason for _, _, reason in about["grades"].values() if reason]
        told += [f"{name}: {cause}" for name, cause in about["causes"].items()]
        told += about["notes"]
    if waits:
        told.append("A person's points are still to come.")
    return " ".join(dict.fromkeys(told))
