"""A class without a class: made-up submissions, graded as an instructor would grade real ones."""

import shutil
import warnings
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path

from nbformat.warnings import MissingIDFieldWarning
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from imagecourse.author.release import assignments, generate
from imagecourse.config import course_config
from imagecourse.demo_students import pupils
from imagelessons.data import course_root
from nbisolate.course.coursedir import Course
from nbisolate.grade.command import sandbox_is_complete
from nbisolate.grade.grade_class import CannotGradeError, grade_assignment
from nbisolate.grade.workers import cores, grade_here
from nbisolate.pages.overview import as_page, as_table

# Is in a folder that this module made, and so may make again.
MARK = "made-by-make-class.txt"


def run_class(
    folder: str | Path, names: list[str] | None = None, *, everything: bool = False
) -> int:
    """Make a class of submissions, grade it, write feedback and an overview, say where they lie.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where the class lies, relative to the course. A class that is there is made again; a
        folder with anything else in it is left alone.
    names : list of str, optional
        The assignments that are handed in; by default the first two.
    everything : bool, optional
        Whether all assignments are handed in.

    Returns
    -------
    int
        0 if every submission ended with points or with a stated cause.
    """
    place = (course_root() / folder).resolve()
    if place.exists() and any(place.iterdir()) and not (place / MARK).is_file():
        print(f"{place} holds something that is no made-up class; name another --folder.")
        return 1
    names = names or assignments()[: None if everything else 2]
    reason = make_class(place, names)
    if reason:
        print(reason)
        return 1
    return _grade(place, names)


def make_class(place: Path, names: list[str]) -> str:
    """Make a folder with a gradebook that knows some assignments, and what students handed in.

    Parameters
    ----------
    place : pathlib.Path
        What lies there is deleted.
    names : list of str
        The assignments.

    Returns
    -------
    str
        Why it could not be done; empty if it was.
    """
    _make_course(place)
    for name in names:
        reason = generate(name, place / "release", config_for(place), use_gradebook=True)
        if reason:
            return f"{name} could not be released:\n{reason}"
    _hand_in(place, names)
    return ""


def _grade(place: Path, names: list[str]) -> int:
    # Warnings of nbgrader's own dealings with its database; no one can act on them.
    warnings.filterwarnings("ignore", module="nbgrader")
    warnings.filterwarnings("ignore", category=MissingIDFieldWarning)
    course, rows, failed = Course(config_for(place)), [], False
    sandbox_is_complete()
    for name in names:
        try:
            outcome = grade_assignment(course, name, lambda jobs: grade_here(jobs, cores()))
        except CannotGradeError as error:
            print(error)
            return 1
        rows += outcome.rows
        failed = failed or bool(outcome.failed)
        # A notebook's page is made by nbgrader, as for a class of real students.
        with chdir(course_root()):
            made = NbGraderAPI(config=config_for(place)).generate_feedback(name)
        if not made["success"]:
            failed = True
            print(f"nbgrader could not write all of the feedback on {name}:\n{made.get('log')}")
    (place / "overview.html").write_text(as_page(rows), encoding="utf-8")
    print(as_table(rows))
    print(f"Feedback for each student: {place / 'feedback'}")
    print(f"Overview:                  {place / 'overview.html'}")
    print(f"Gradebook:                 {place / 'gradebook.db'}")
    return 1 if failed else 0


def _make_course(place: Path) -> None:
    if place.exists():
        shutil.rmtree(place)
    for name in ("submitted", "release"):
        (place / name).mkdir(parents=True)
    (place / MARK).write_text("`make class` made this folder, and deletes it when it runs again.\n")


def config_for(place: Path) -> Config:
    """Return the course's settings for a class that lies in a folder of its own."""
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
