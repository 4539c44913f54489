"""`imagelessons report ASSIGNMENT`: a page for the instructor, points for a platform."""

import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from nbgrader.api import Gradebook

from imagecourse.config import course_config
from imagecourse.report.facts import ClassFacts
from imagecourse.report.faq import html_page
from imagecourse.report.gather import ReportError, gather
from imagecourse.report.lms import changed_ids, csv_text
from imagecourse.report.page import FAQ, as_page
from imagelessons.data import course_root
from nbisolate.course.errors import trouble


def make_report(
    assignment: str,
    *,
    folder: str | None = None,
    html: str | None = None,
    csv: str | None = None,
    lms: str = "plain",
    names: bool = True,
) -> int:
    """Write the report of a class and, if asked for, its points as CSV; say where they lie.

    Parameters
    ----------
    assignment : str
        Such as ``"exercises-01-greyscale"``.
    folder : str, optional
        Where ``gradebook.db`` and ``autograded`` lie, relative to the course; by default they are
        where ``nbgrader_config.py`` says.
    html, csv : str, optional
        Files to write. By default the page is ``<assignment>.html`` in the folder ``report``
        beside the graded notebooks, and there is no CSV. The page on all misconceptions, which
        the report links into, is written beside it.
    lms : {"plain", "canvas", "moodle"}, optional
        The columns of the CSV.
    names : bool, optional
        Whether the page has the section with the students' names.

    Returns
    -------
    int
        0, or 1 if there is nothing to report on.
    """
    url, autograded, course_id = _places(folder)
    try:
        with _opened(url, course_id) as gradebook:
            facts = gather(gradebook, assignment, autograded)
    except ReportError as error:
        print(error, file=sys.stderr)
        return 1
    page = Path(html) if html else autograded.parent / "report" / f"{assignment}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(as_page(facts, datetime.now(), names=names), encoding="utf-8")
    (page.parent / FAQ).write_text(html_page(), encoding="utf-8")
    print(f"Report: {page}")
    if csv:
        Path(csv).parent.mkdir(parents=True, exist_ok=True)
        # csv writes its own line ends; the file must not translate them.
        Path(csv).write_text(csv_text([facts], lms), encoding="utf-8", newline="")
        print(f"Points: {csv}")
        _warn(facts)
    return 0


def _places(folder: str | None) -> tuple[str, Path, str]:
    directory = course_config().CourseDirectory
    root = course_root()
    course_id = str(directory.course_id)
    if folder is not None:
        place = (root / folder).resolve()
        return f"sqlite:///{place / 'gradebook.db'}", place / "autograded", course_id
    url = str(directory.db_url)
    kind, found, path = url.partition("sqlite:///")
    if found and not kind:
        url = f"sqlite:///{root / path}"
    return url, root / str(directory.autograded_directory), course_id


@contextmanager
def _opened(url: str, course_id: str):
    # nbgrader would make an empty gradebook where there is none.
    path = url.removeprefix("sqlite:///").partition("?")[0]
    if url.startswith("sqlite:///") and not Path(path).is_file():
        raise ReportError(
            f"There is no gradebook at {path}. `imagelessons release` makes one; "
            f"`--folder` names the folder of another, such as grading/class."
        )
    try:
        gradebook = Gradebook(url, course_id)
    except Exception as error:
        said = trouble(error)
        if said:
            raise ReportError(f"{said}.") from None
        cause = str(error).splitlines()[0]
        raise ReportError(f"{path} is no gradebook that can be opened ({cause}).") from None
    with gradebook:
        yield gradebook


def _warn(facts: ClassFacts) -> None:
    waiting = sum(one.is_waiting for one in facts.graded)
    if waiting:
        print(f"Mind: {waiting} of the submissions wait for a person; their points can still rise.")
    changed = changed_ids(facts)
    if changed:
        print(
            f"Mind: {len(changed)} ids or addresses begin like a formula and were disarmed with an "
            f"apostrophe; the platform won't find these students."
        )
