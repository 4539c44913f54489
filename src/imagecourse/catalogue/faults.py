"""What is wrong with an entry of the catalogue, in a sentence for whoever wrote it."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache

from imagelessons.check.catalogue import THEME, catalogue_files, one_line, tables_of
from imagelessons.data import course_root

_TEXTS = ("name", "belief", "when", "sentence")
_KEYS = {
    **dict.fromkeys((*_TEXTS, "lesson", "section"), (str, 'a text in quotes, such as "…"')),
    "given": (bool, "true, without quotes, or left out"),
    "hints": (list, "a list of three texts in square brackets"),
}
_THEME_KEYS = ("title", "say", "lesson")
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_STOP = re.compile(r"[.?!][`\"”)]*$")


@cache
def sections_of(lesson: str) -> frozenset[str]:
    """Return the titles of a lesson's sections; none if there is no such lesson."""
    path = course_root() / "notebooks" / f"{lesson}.ipynb"
    if not path.is_file():
        return frozenset()
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(one["source"]) for one in cells if one["cell_type"] == "markdown")
    return frozenset(re.findall(r"^## (.+)$", text, re.MULTILINE))


def faults(
    files: Mapping[str, str] | None = None,
    sections: Callable[[str], frozenset[str]] = sections_of,
) -> list[str]:
    r"""Return what is wrong with the files of the catalogue.

    Parameters
    ----------
    files : mapping of str to str, optional
        The text of each file by its name; by default those of the course.
    sections : callable, optional
        Returns the sections of a lesson.

    Returns
    -------
    list of str
        A sentence for each fault, which begins with the file and the entry.

    Examples
    --------
    >>> faults({"masks.toml": "[inverted]\nname = 'Inverted'\nbelief = 'Yes is no.'\n"})[1]
    'masks.toml, [inverted]: `when` is missing. It completes "this is what you get if …".'
    """
    files = catalogue_files() if files is None else files
    found: list[str] = []
    places: dict[str, str] = {}
    for file, text in files.items():
        tables = [name for name, _ in tables_of(text)]
        for code in tables:
            if code in places:
                other = "the same file" if places[code] == file else places[code]
                found.append(
                    f"{file}, [{code}]: there is an entry of this name in {other} already. "
                    f"Give one of them another name, or delete it."
                )
            elif code != THEME:
                places[code] = file
        if len(set(tables)) == len(tables):
            found += _faults_of_file(file, text, files, sections)
    return found


def _faults_of_file(file, text, files, sections) -> list[str]:
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [
            f"{file}: this can't be read as TOML: {error}. A quote, a bracket or an equals sign is "
            f"missing there, or just before."
        ]
    found = [f"{file}: {one}" for one in _faults_of_theme(read.pop(THEME, None), files, sections)]
    if set(read) != {name for name, _ in tables_of(text)} - {THEME}:
        found.append(
            f"{file}: each entry begins with its code in square brackets, alone on a line, as in "
            f"[slice-end], and no line of a text looks like that."
        )
    for code, entry in read.items():
        if isinstance(entry, dict):
            found += [f"{file}, [{code}]: {one}" for one in _faults_of_entry(code, entry, sections)]
    return found


def _faults_of_theme(theme: object, files: Mapping[str, str], sections) -> list[str]:
    if isinstance(theme, str):
        other = files.get(f"{theme}.toml", "")
        return (
            []
            if THEME in dict(tables_of(other))
            else [
                f"there is no file {theme}.toml with a table [theme]. `theme = …` names the file "
                f"whose theme this one belongs to."
            ]
        )
    if not isinstance(theme, dict):
        return [
            "the theme is missing. Write a table [theme] with `title` and `say`, or the name of "
            'another file of the same theme, such as theme = "masks".'
        ]
    found = [f"[theme] lacks `{key}`." for key in ("title", "say") if key not in theme]
    found += [
        f"[theme] has `{key}`, which nothing reads. It may have: {', '.join(_THEME_KEYS)}."
        for key in theme
        if key not in _THEME_KEYS
    ]
    found += [
        f"[theme] has `{key}` that isn't {_KEYS['name'][1]}."
        for key, one in theme.items()
        if key in _THEME_KEYS and not isinstance(one, str)
    ]
    lesson = theme.get("lesson", "")
    if not found and lesson and not (sections(lesson) or _is_assignment(lesson)):
        found.append(
            f'[theme] has the lesson "{lesson}", and there is no such lesson or assignment. Leave '
            f"it out if the theme may come up in any lesson."
        )
    return found


def _is_assignment(name: str) -> bool:
    return (course_root() / "solutions" / name).is_dir()


def _faults_of_entry(code: str, entry: dict, sections) -> list[str]:
    found = []
    if not _CODE.fullmatch(code):
        found.append(
            "a code has small letters a to z, digits, and single hyphens between words, as in "
            "slice-end."
        )
    what = {
        "name": "is a short title for the instructor",
        "belief": "says what the learner believed or overlooked, in a sentence",
        "when": 'completes "this is what you get if …"',
        "sentence": "is what the learner reads",
    }
    for key in _TEXTS:
        if key not in entry:
            found.append(f"`{key}` is missing. It {what[key]}.")
    for key, one in entry.items():
        if key not in _KEYS:
            found.append(f"`{key}` is no key of an entry. The keys are: {', '.join(_KEYS)}.")
        elif not isinstance(one, _KEYS[key][0]):
            found.append(f"`{key}` has to be {_KEYS[key][1]}.")
    hints = entry.get("hints")
    if isinstance(hints, list) and not (
        len(hints) == 3 and all(isinstance(one, str) for one in hints)
    ):
        found.append(
            f"`hints` has to be three texts, each in quotes, from the vaguest to the closest; "
            f"here it is {len(hints)}, or one isn't a text. Without hints, leave the key out."
        )
    # What follows looks at the words, so it needs texts.
    return found or [*_faults_of_place(entry, sections), *_faults_of_words(entry)]


def _faults_of_place(entry: dict, sections) -> list[str]:
    lesson, section = entry.get("lesson", ""), entry.get("section", "")
    if not lesson and not section:
        return []
    if not lesson or not section:
        return ["`lesson` and `section` go together: have both, or neither."]
    known = sections(lesson)
    if not known:
        return [f'there is no lesson "{lesson}". Take the name of a notebook, without its ending.']
    if one_line(section) not in known:
        return [f'lesson {lesson} has no section "{section}". It has: {"; ".join(sorted(known))}.']
    return []


def _faults_of_words(entry: dict) -> list[str]:
    found = []
    when = one_line(entry["when"])
    if not when or when.endswith((".", "!", "?")) or re.match(r"[A-Z][a-z]*\b(?!['’]s)", when):
        found.append(
            f'`when` has to read well after "this is what you get if", so it begins with a small '
            f'letter and has no full stop. Now it reads: "… if {when}".'
        )
    for key in ("belief", "sentence"):
        if not _STOP.search(one_line(entry[key])):
            found.append(f"`{key}` has to end like a sentence, with a full stop or another mark.")
    hints = [(f"hint {number}", one) for number, one in enumerate(entry.get("hints", ()), 1)]
    for key, one in (*((f"`{key}`", entry[key]) for key in _TEXTS), *hints):
        if one.count("`") % 2:
            found.append(
                f"{key} has a backtick (`) without a partner. Code is put between two of them, as "
                f"in `img.shape`."
            )
    return found
