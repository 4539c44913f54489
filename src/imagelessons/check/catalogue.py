"""The stable catalogue of misconceptions: each code with what it says and where to read.

Its texts are data, the TOML files of the folder ``misconceptions`` beside this module.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from imagelessons.check.entry import Misconception

# A table's name on a line of its own, as an entry begins.
_HEADING = re.compile(r"^\[([^\[\]\n]+)\][ \t]*$", re.MULTILINE)
# The one table that isn't an entry: what the instructor's page says of a whole file.
THEME = "theme"


class AuthorError(ValueError):
    """A mistake in the exercise itself, not in the answer."""


@cache
def catalogue_files() -> dict[str, str]:
    """Return the text of each file of the catalogue by its name, such as ``"masks.toml"``."""
    folder = files("imagelessons.check").joinpath("misconceptions")
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=_name)
    return {one.name: one.read_text(encoding="utf-8") for one in found}


def _name(file) -> str:
    return file.name


def tables_of(text: str) -> list[tuple[str, str]]:
    r"""Return the name of each table of a file and its text, without reading it as TOML.

    Examples
    --------
    >>> tables_of("# Two\n\n[a]\nname = 'A'\n[b]\nname = 'B'\n")
    [('a', "\nname = 'A'\n"), ('b', "\nname = 'B'\n")]
    """
    parts = _HEADING.split(text)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def one_line(text: str) -> str:
    """Return a text of several lines on one, for in the files lines are broken anywhere."""
    return " ".join(text.split())


@cache
def _tables() -> dict[str, str]:
    return {
        code: table
        for text in catalogue_files().values()
        for code, table in tables_of(text)
        if code != THEME
    }


@cache
def _entry(code: str) -> Misconception:
    # Only a finding needs it, so a check that passes doesn't wait for it.
    import tomllib

    table = tomllib.loads(_tables()[code])
    hints = tuple(map(one_line, table.pop("hints", ())))
    texts = {key: one_line(one) if isinstance(one, str) else one for key, one in table.items()}
    return Misconception(code, **texts, own_hints=hints)


class _Catalogue(Mapping[str, Misconception]):
    """The entries by code, each read when it is asked for: all together take fifty times longer."""

    def __getitem__(self, code: str) -> Misconception:
        if code not in _tables():
            raise KeyError(code)
        return _entry(code)

    def __contains__(self, code: object) -> bool:
        return code in _tables()

    def __iter__(self) -> Iterator[str]:
        return iter(_tables())

    def __len__(self) -> int:
        return len(_tables())


CATALOGUE: Mapping[str, Misconception] = _Catalogue()


def misconception(code: str) -> Misconception:
    """Return the catalogue's entry for a code.

    Parameters
    ----------
    code : str
        Such as ``"transposed"``; also with a sentence of the exercise's own, as for `parts_of`.
        What follows two hyphens is a note, so that one misconception may have several wrong
        values: ``"wrap-around--sum"``.

    Returns
    -------
    Misconception

    Raises
    ------
    AuthorError
        If the catalogue has no such code.

    Examples
    --------
    >>> misconception("transposed").name
    'Rows and columns swapped'
    """
    code = _code_in(code)
    if code not in CATALOGUE:
        raise AuthorError(
            f"The catalogue of misconceptions has no code {code!r}. "
            f"Add it to one of the files in src/imagelessons/check/misconceptions, such as "
            f"masks.toml, or use one of: "
            f"{', '.join(sorted(CATALOGUE))}."
        )
    return CATALOGUE[code]


def _code_in(key: str) -> str:
    return key.partition(": ")[0].partition("--")[0]


def parts_of(key: str, called: str) -> tuple[str, str, str]:
    """Return the code of a known mistake, what to say was found, and what that suggests.

    Parameters
    ----------
    key : str
        A code, or a code with sentences of the exercise's own: the first says what the learner
        did, and the others take the place of the catalogue's suggestion.
    called : str
        What the learner calls the answer.

    Returns
    -------
    tuple of str
        The last is empty where the catalogue's suggestion fits.

    Examples
    --------
    >>> parts_of("constant-factor: You counted bits. Eight bits are a byte.", "n")
    ('constant-factor', 'You counted bits.', 'Eight bits are a byte.')
    >>> parts_of("transposed", "n")
    ('transposed', '`n` is what you get if rows and columns are swapped.', '')
    """
    code, words = _code_in(key), key.partition(": ")[2]
    if not words:
        return code, f"`{called}` is what you get if {misconception(code).when}.", ""
    end = re.search(r"[.?!](?= |$)", words)
    found = words[: end.end()] if end else words
    return code, found, words[len(found) :].strip()
