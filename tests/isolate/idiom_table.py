"""What the grader makes of the idioms, beside the points that plain nbgrader gives.

``python tests/isolate/idiom_table.py`` prints it for all of them, or for those that are named.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import nbformat
from idiom_course import POINTS, STUDENTS, grades_of, letter_of, make_course, parse
from idioms import IDIOMS

from nbisolate.calibrate.plan import TestPlan
from nbisolate.course.coursedir import Course, settings_here
from nbisolate.grade import warm_pool
from nbisolate.grade.calibrate_command import plans_of
from nbisolate.grade.command import grade_class


@dataclass(frozen=True)
class Row:
    """A test cell of one student's.

    Attributes
    ----------
    idiom, student, test : str
    nbgrader : float or None
        The points that plain nbgrader gives.
    here : float or None
        The points that are given here, if none are left to a person.
    waits : bool
        Whether they are.
    reason : str
        Why.
    plan : TestPlan
        Which way the test is graded, and what the instructor is told of it.
    """

    idiom: str
    student: str
    test: str
    nbgrader: float | None
    here: float | None
    waits: bool
    reason: str
    plan: TestPlan

    @property
    def verdict(self) -> str:
        """Say whether the grade is the same (and given beside), left to a person, or different."""
        if self.waits:
            return "person" if self.reason else "person without a reason"
        if self.here == self.nbgrader:
            return "same" if self.plan.way == "apart" else "beside"
        return "silent points" if (self.here or 0) > (self.nbgrader or 0) else "silent zero"

    @property
    def is_fine(self) -> bool:
        """Whether no grade differs from nbgrader's without a word."""
        return self.verdict in ("same", "beside", "person")


def grade(folder: Path, letter: str) -> int:
    """Grade an assignment of a course as an instructor does, and return the exit status."""
    with chdir(folder):
        return grade_class(letter, jobs=1)


def rows_of(folder: Path, names: Iterable[str]) -> list[Row]:
    """Return what became of idioms that are graded."""
    by_nbgrader = json.loads(POINTS.read_text())
    names, rows = list(names), []
    with chdir(folder):
        course = Course(settings_here())
        plans = {one: plans_of(course, one) for one in dict.fromkeys(map(letter_of, names))}
    for name in names:
        tests = parse(IDIOMS[name]).tests()
        for student in STUDENTS:
            grades = grades_of(folder, name, student)
            reasons = _reasons(folder, name, student)
            assert grades is not None, f"{name} of {student} has no grade."
            for test, wanted, found in zip(tests, by_nbgrader[name][student], grades, strict=True):
                rows.append(
                    Row(
                        name,
                        student,
                        test,
                        wanted,
                        None if found.waits else found.points,
                        found.waits,
                        reasons.get(test, ""),
                        plans[letter_of(name)][name].of(test),
                    )
                )
    return rows


def _reasons(folder: Path, name: str, student: str) -> dict[str, str]:
    """Return why tests wait for a person, as the graded notebook says it."""
    path = folder / "autograded" / student / letter_of(name) / f"{name}.ipynb"
    found: dict[str, str] = {}
    for about in nbformat.read(path, as_version=4).metadata.values():
        found |= about.get("needs_person", {})
    return found


def as_table(rows: Sequence[Row]) -> str:
    """Return rows as lines of text, those that aren't fine with a mark, and the counts."""
    lines = []
    for row in rows:
        here = "-" if row.here is None else f"{row.here:g}"
        plain = "-" if row.nbgrader is None else f"{row.nbgrader:g}"
        mark = " " if row.is_fine else "!"
        about = f"{mark} {row.idiom:32} {row.test:7} {row.student:6} {plain:>3} {here:>3}"
        lines.append(f"{about}  {row.verdict:8} {row.reason[:100]}".rstrip())
    return "\n".join([*lines, counts(rows)])


def counts(rows: Iterable[Row]) -> str:
    """Return how many rows have each verdict."""
    found = Counter(row.verdict for row in rows)
    return ", ".join(f"{count} {verdict}" for verdict, count in found.most_common())


def main(wanted: Sequence[str]) -> None:
    """Print the table."""
    names = [n for n in IDIOMS if not wanted or n in wanted or letter_of(n) in wanted]
    every = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make_course(folder, names)
        for letter in dict.fromkeys(map(letter_of, names)):
            grade(folder, letter)
            if letter != "W16":
                rows = rows_of(folder, [name for name in names if letter_of(name) == letter])
                print(as_table(rows), flush=True)
                every += rows
        warm_pool.close()
    print(counts(every))


if __name__ == "__main__":
    main(sys.argv[1:])
