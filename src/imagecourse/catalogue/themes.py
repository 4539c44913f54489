"""The themes of the instructor's page on misconceptions: what to say to a learner, by theme."""

import tomllib
from dataclasses import dataclass
from functools import cache

from imagelessons.check.catalogue import CATALOGUE, THEME, catalogue_files, one_line, tables_of
from imagelessons.check.entry import Misconception


@dataclass(frozen=True)
class Theme:
    """Misconceptions that call for the same talk.

    Attributes
    ----------
    name : str
        The file's name without its ending, such as ``"masks"``.
    title : str
    say : str
        What to say to a learner who has one of them.
    lesson : str
        Such as ``"02-masking"``, or the name of an assignment that belongs to no single lesson;
        empty if the theme may come up in any lesson.
    entries : tuple of Misconception
        Those of its own file, then those of the files that name the theme.
    """

    name: str
    title: str
    say: str
    lesson: str
    entries: tuple[Misconception, ...]


@cache
def themes() -> tuple[Theme, ...]:
    """Return the themes by lesson: first those of any lesson, then in the order of the lessons.

    Examples
    --------
    >>> [one.title for one in themes() if one.lesson == "02-masking"]
    ['Labels: which object is which', 'Masks and thresholds']
    """
    own: dict[str, dict] = {}
    entries: dict[str, list[Misconception]] = {}
    # A file with a theme of its own comes before those that name the theme.
    files = sorted(catalogue_files().items(), key=lambda one: _named(one[1]) != "")
    for file, text in files:
        name = file.removesuffix(".toml")
        tables = dict(tables_of(text))
        if THEME in tables:
            own[name] = tomllib.loads(tables[THEME])
        found = [CATALOGUE[code] for code in tables if code != THEME]
        entries.setdefault(_named(text) or name, []).extend(found)
    made = [
        Theme(
            name,
            one_line(theme["title"]),
            one_line(theme["say"]),
            theme.get("lesson", ""),
            tuple(entries[name]),
        )
        for name, theme in own.items()
    ]
    return tuple(sorted(made, key=lambda one: (one.lesson, one.name)))


def _named(text: str) -> str:
    """Return the theme that a file names, or an empty text if it has one of its own."""
    theme = tomllib.loads(text).get(THEME, "")
    return theme if isinstance(theme, str) else ""
