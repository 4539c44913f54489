"""Where in the exercises each misconception can happen: read from the tests and the bank."""

import re
from collections import defaultdict
from functools import cache

from imagelessons.author.release import assignments
from imagelessons.author.source import read, reference_answers, source_path
from imagelessons.author.trial import RIGHT, bank, expected_code
from imagelessons.check import CATALOGUE
from imagelessons.data import course_root
from imagelessons.validate.structure import grade_id

# What any answer at all may get. A test that names one of them is no sign of it.
EVERYWHERE = frozenset(
    {
        "not-attempted",
        "missing-name",
        "check-stopped",
        "assertion-failed",
        "wrong-type",
        "not-called",
        "text-for-value",
        "different-values",
    }
)


@cache
def exercises_of() -> dict[str, tuple[str, ...]]:
    """Return the exercises in which each misconception is known to happen.

    Returns
    -------
    dict of str to tuple of str
        By code: such as ``"01-greyscale/region"``, sorted. A code is listed for an exercise if
        its tests or its seal give a wrong value for it, or an answer of its bank gets it. Codes
        that no exercise provokes have an empty tuple.

    Examples
    --------
    >>> "01-greyscale/region" in exercises_of()["slice-end"]
    True
    """
    found: dict[str, set[str]] = defaultdict(set)
    for assignment in assignments():
        for path in bank(assignment):
            code = expected_code(path)
            if code != RIGHT:
                found[code].add(f"{assignment}/{path.parent.name}")
        cells = {grade_id(cell): cell.source for cell in read(source_path(assignment)).cells}
        sealed = course_root() / "solutions" / assignment / "sealed.py"
        seals = sealed.read_text(encoding="utf-8") if sealed.is_file() else ""
        for name in reference_answers(assignment):
            test = cells.get(f"test-{name}", "")
            keys = re.findall(rf'"{assignment}/([\w-]+)"', test)
            texts = [test, *(part for key in keys for part in _parts_about(seals, key))]
            for code in _codes_in("\n".join(texts)):
                found[code].add(f"{assignment}/{name}")
    return {code: tuple(sorted(found[code])) for code in CATALOGUE}


def _parts_about(seals: str, key: str) -> list[str]:
    """Return what `sealed.py` says of one answer: from its key to the next one."""
    pattern = rf'"{re.escape(key)}": Answer\(.*?(?=\n        "[\w-]+": Answer\(|\Z)'
    return re.findall(pattern, seals, re.DOTALL)


def _codes_in(text: str) -> set[str]:
    return set(re.findall(r'"([a-z0-9-]+)"', text)) & set(CATALOGUE) - EVERYWHERE
