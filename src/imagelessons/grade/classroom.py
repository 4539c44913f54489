"""A class without a class: made-up submissions, graded as an instructor would grade real ones."""

import shutil
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from tqdm import tqdm
from traitlets.config import Config

from imagelessons.author.release import assignments, generate
from imagelessons.data import course_root
from imagelessons.grade.overview import Row, as_page, as_table
from imagelessons.grade.pupils import pupils
from imagelessons.validate.command import course_config
from imagelessons.validate.structure import UnreadableNotebookError, read_notebook


def run_class(folder: str | Path) -> int:
    """Make a class of submissions, grade it, write feedback and an overview, say where they lie.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where the class lies: an existing one of that name is made anew. Relative to the course.

    Returns
    -------
    int
        0 if every submission ended with points or with a stated cause.
    """
    place = (course_root() / folder).resolve()
    _make_course(place)
    names = assignments()
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
        read_notebook(submitted)
    except UnreadableNotebookError as error:
        return Row(student, name, None, _max_score(place, name), str(error))
    with chdir(course_root()):
        graded = api.autograde(name, student, force=True)
        if not graded["success"]:
            last = (
                (graded.get("log") or graded.get("error") or "no reason").strip().splitlines()[-1]
            )
            return Row(student, name, None, _max_score(place, name), f"not graded: {last}")
        api.generate_feedback(name, student, force=True)
    with Gradebook(f"sqlite:///{place / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission(name, student)
        cause = "the written answer waits for a person" if submission.needs_manual_grade else ""
        return Row(student, name, submission.score, submission.max_score, cause)


def _max_score(place: Path, name: str) -> float:
    with Gradebook(f"sqlite:///{place / 'gradebook.db'}") as gradebook:
        try:
            return gradebook.find_assignment(name).max_score
        except MissingEntry:
            return 0.0
