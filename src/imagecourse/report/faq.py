"""The instructor's pages on misconceptions, made from the catalogue, the exercises, the bank."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbgrader.utils import is_grade

from imagecourse.author.release import assignments
from imagecourse.author.report_card.trial import RIGHT, bank, expected_code
from imagecourse.author.source import read, source_path, without_marks
from imagecourse.catalogue.faults import faults
from imagecourse.catalogue.themes import Theme, themes
from imagelessons.check.catalogue import CATALOGUE, AuthorError
from imagelessons.check.entry import Misconception
from imagelessons.data import course_root
from nbisolate.normalize.structure import grade_id
from nbisolate.pages.render import render

# These say how an answer or a check ended, whatever the exercise is about.
_ANYWHERE = {"not-attempted", "missing-name", "check-stopped", "assertion-failed"}


@dataclass(frozen=True)
class Chapter:
    """What the page says for one lesson.

    Attributes
    ----------
    title : str
    anchor : str
    themes : tuple of Theme
    elsewhere : tuple of Misconception
        Those of other chapters that its exercises name, too.
    """

    title: str
    anchor: str
    themes: tuple[Theme, ...]
    elsewhere: tuple[Misconception, ...]


def page() -> str:
    """Return the page as Markdown, as `make docs` keeps it among the course's pages."""
    return _page("misconceptions.md")


def html_page() -> str:
    """Return the page as HTML, as it is put beside the report of a class, which links into it."""
    return _page("misconceptions.html")


def chapters(found: dict[str, dict[str, list[str]]]) -> list[Chapter]:
    """Return the themes by lesson.

    Parameters
    ----------
    found : dict
        Where each misconception can happen, of `places`.

    Returns
    -------
    list of Chapter
        First that of any lesson, then the lessons in their order, then the other assignments.
    """
    lessons = dict.fromkeys(one.lesson for one in themes())
    made = []
    for lesson in lessons:
        own = tuple(one for one in themes() if one.lesson == lesson)
        told = {entry.code for theme in own for entry in theme.entries}
        named = {code for code, where in found.items() if lesson and _belongs(where, lesson)}
        elsewhere = tuple(CATALOGUE[code] for code in sorted(named - told - _ANYWHERE))
        title = f"Lesson {lesson}" if lesson[:1].isdigit() else lesson or "Any lesson"
        made.append(Chapter(title, f"lesson-{lesson or 'any'}", own, elsewhere))
    return made


def _belongs(where: dict[str, list[str]], lesson: str) -> bool:
    return any(assignment.removeprefix("exercises-") == lesson for assignment in where)


def _page(template: str) -> str:
    wrong = faults()
    if wrong:
        raise AuthorError("\n".join(wrong))
    found = places()
    return render(
        template,
        "imagecourse.report",
        count=len(CATALOGUE),
        chapters=chapters(found),
        read=_read,
        where=lambda one: _where(one, found.get(one.code, {})),
    )


def places() -> dict[str, dict[str, list[str]]]:
    """Return where each misconception can happen.

    Returns
    -------
    dict of dict of list of str
        By code, then by assignment: the exercises, such as ``["1", "2b"]``, in their order.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for assignment in assignments():
        for exercise, codes in _codes(assignment):
            for code in codes & set(CATALOGUE):
                listed = found.setdefault(code, {}).setdefault(assignment, [])
                if exercise not in listed:
                    listed.append(exercise)
    return found


def _where(entry: Misconception, found: dict[str, list[str]]) -> str:
    if entry.code in _ANYWHERE:
        return "every exercise"
    where = "; ".join(
        f"{name} exercise{'s' * (len(each) > 1)} {', '.join(each)}" for name, each in found.items()
    )
    return where or "no exercise names it; a check may still find it"


def _read(entry: Misconception) -> str:
    return entry.read[0].lower() + entry.read[1:]


def _codes(assignment: str) -> Iterator[tuple[str, set[str]]]:
    """Yield each exercise of an assignment with the codes that its test, seals and bank name."""
    sealed = _sealed(assignment)
    banked: dict[str, set[str]] = {}
    for path in bank(assignment):
        banked.setdefault(path.parent.name, set()).add(expected_code(path))
    for cell in read(source_path(assignment)).cells:
        if cell.cell_type != "code" or not is_grade(cell):
            continue
        tree = ast.parse(without_marks(cell.source))
        answer = grade_id(cell).removeprefix("test-")
        codes = _keys(tree) | banked.get(answer, set())
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                codes |= sealed.get(node.value, set())
        yield _number(cell.source) or answer, codes - {RIGHT}


def _number(source: str) -> str:
    found = re.search(r"exercise\([\"']Exercise (\w+)", source)
    return found.group(1) if found else ""


def _sealed(assignment: str) -> dict[str, set[str]]:
    """Return the codes that the seals of an assignment know, by the name of the seal."""
    path = course_root() / "solutions" / assignment / "sealed.py"
    if not path.is_file():
        return {}
    found: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    found.setdefault(f"{assignment}/{key.value}", set()).update(_keys(value))
    return found


def _keys(tree: ast.AST) -> set[str]:
    """Return the codes by which mistakes are named: keys of dictionaries."""
    keys = {
        key.value.partition(": ")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }
    return keys & set(CATALOGUE)
