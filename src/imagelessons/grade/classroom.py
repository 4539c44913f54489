"""A class without a class: made-up submissions, graded as an instructor would grade real ones."""

import shutil
import warnings
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path

from nbformat.warnings import MissingIDFieldWarning
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from tqdm import tqdm
from traitlets.config import Config

from imagelessons.author.release import assignments, generate
from imagelessons.data import course_root
from imagelessons.grade.overview import Row, as_feedback, as_page, as_table
from imagelessons.grade.pupils import pupils
from imagelessons.validate.command import course_config
from imagelessons.validate.structure import (
    Problem,
    UnreadableNotebookError,
    find_problems,
    read_notebook,
)

# Stands in a folder that this module made, and so may make anew.
MARK = "made-by-make-class.txt"


def run_class(folder: str | Path, names: list[str] | None = None) -> int:
    """Make a class of submissions, grade it, write feedback and an overview, say where they lie.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where the class lies, relative to the course. A class that lies there is made anew; a
        folder with anything else in it is left alone.
    names : list of str, optional
        The assignments that are handed in; by default the first two.

    Returns
    -------
    int
        0 if every submission ended with points or with a stated cause.
    """
    place = (course_root() / folder).resolve()
    if place.exists() and any(place.iterdir()) and not (place / MARK).is_file():
        print(f"{place} holds something that is no made-up class; name another --folder.")
        return 1
    _make_course(place)
    names = names or assignments()[:2]
    for name in names:
        reason = generate(name, place / "release", _config_for(place), use_gradebook=True)
        if reason:
            print(f"{name} could not be released:\n{reason}")
            return 1
    _hand_in(place, names)
    return grade_submissions(place, NbGraderAPI(config=_config_for(place)), names)


def grade_submissions(place: Path, api: NbGraderAPI, names: list[str]) -> int:
    """Grade all that lies in ``submitted`` and write the feedback and the overview.

    Parameters
    ----------
    place : pathlib.Path
        The folder of the class.
    api : nbgrader.apps.NbGraderAPI
        With settings that point to that folder.
    names : list of str
        The assignments.

    Returns
    -------
    int
        0 if every submission ended with points or with a stated cause.
    """
    # Warnings of nbgrader's own dealings with its database; no one can act on them.
    warnings.filterwarnings("ignore", module="nbgrader")
    warnings.filterwarnings("ignore", category=MissingIDFieldWarning)
    rows = []
    submissions = sorted(
        (name, student.name)
        for student in (place / "submitted").iterdir()
        for name in names
        if (student / name).is_dir()
    )
    for name, student in tqdm(submissions, desc="grading", unit="submission"):
        rows.append(_grade_one(place, api, name, student))
    (place / "overview.html").write_text(as_page(rows), encoding="utf-8")
    print(as_table(rows))
    print(f"Feedback for each student: {place / 'feedback'}")
    print(f"Overview:                  {place / 'overview.html'}")
    print(f"Gradebook:                 {place / 'gradebook.db'}")
    return 0 if all(row.points is not None or row.cause for row in rows) else 1


def _make_course(place: Path) -> None:
    if place.exists():
        shutil.rmtree(place)
    for name in ("submitted", "release"):
        (place / name).mkdir(parents=True)
    (place / MARK).write_text("`make class` made this folder, and deletes it when it runs again.\n")


def _config_for(place: Path) -> Config:
    config = course_config()
    directory = config.CourseDirectory
    directory.root = str(course_root())
    for name in ("submitted", "autograded", "feedback", "release"):
        # nbgrader joins these to the course's folder, and an absolute path stays as it is.
        directory[f"{name}_directory"] = str(place / name)
    directory.db_url = f"sqlite:///{place / 'gradebook.db'}"
    return config


def _hand_in(place: Path, names: list[str]) -> None:
    for pupil in pupils():
        for name in names:
            folder = place / "submitted" / pupil.name / name
            folder.mkdir(parents=True)
            (folder / f"{name}.ipynb").write_text(pupil.hand_in(name), encoding="utf-8")
            now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
            (folder / "timestamp.txt").write_text(now)


def _grade_one(place: Path, api: NbGraderAPI, name: str, student: str) -> Row:
    submitted = place / "submitted" / student / name / f"{name}.ipynb"
    try:
        notes = [_short(problem) for problem in find_problems(read_notebook(submitted))]
    except UnreadableNotebookError as error:
        return _ungraded(place, Row(student, name, None, _max_score(place, name), str(error)))
    with chdir(course_root()):
        graded = api.autograde(name, student, force=True)
        if not graded["success"]:
            said = graded.get("log") or graded.get("error") or "no reason"
            cause = f"nbgrader said: {said.strip().splitlines()[-1]}"
            row = Row(student, name, None, _max_score(place, name), cause)
            return _ungraded(place, row)
        api.generate_feedback(name, student, force=True)
    with Gradebook(f"sqlite:///{place / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission(name, student)
        if submission.needs_manual_grade:
            notes.append("the written answer waits for a person")
        return Row(student, name, submission.score, submission.max_score, "; ".join(notes))


def _short(problem: Problem) -> str:
    exercise = problem.where.partition(":")[0].lower()
    return f"{exercise}: {problem.code.replace('-', ' ')}"


def _ungraded(place: Path, row: Row) -> Row:
    folder = place / "feedback" / row.student / row.assignment
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{row.assignment}.html").write_text(as_feedback(row), encoding="utf-8")
    return row


def _max_score(place: Path, name: str) -> float:
    with Gradebook(f"sqlite:///{place / 'gradebook.db'}") as gradebook:
        try:
            return gradebook.find_assignment(name).max_score
        except MissingEntry:
            return 0.0
