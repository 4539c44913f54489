"""An answer without its author: code in which nothing is left that could name a person.

What is kept must be known to be harmless; all else goes:

- Comments and texts that document a function go, all of them: only the parsed code is printed.
- A text in quotes stays if the assignment itself, or a library's vocabulary, has it, or if it
  is made of at most three words that the assignment or the catalogue uses.
- A name stays if the assignment or a library has it, or if every word in it is one that the
  assignment, the catalogue or most programmers use, and none is part of a student's name, id or
  address. Other names become ``name1``, ``name2`` and so on.
- A whole number of seven digits or more (a matriculation number?), or with the digits of a
  student's id, becomes ``number``.

An answer that Python can't parse isn't shown at all.
"""

import ast
import keyword
import re
import unicodedata
import warnings
from collections.abc import Iterable
from dataclasses import dataclass

from imagecourse.report.facts import ClassFacts
from imagecourse.report.vocabulary import OPTIONS, USUAL, library_names
from imagelessons.check.catalogue import CATALOGUE

# Letters, lines, letters in a line.
LONGEST_ANSWER = 8000
LINES, WIDTH = 24, 96


@dataclass(frozen=True)
class Words:
    """What may stay in an example, and what must not.

    Attributes
    ----------
    names, texts : frozenset of str
        Identifiers and quoted texts of the assignment's own cells.
    words : frozenset of str
        Single words, in small letters, of the assignment and the catalogue.
    people : frozenset of str
        Single words, in small letters, of the students' names, ids and addresses.
    digits : frozenset of str
        Runs of four digits or more in the same.
    """

    names: frozenset[str]
    texts: frozenset[str]
    words: frozenset[str]
    people: frozenset[str]
    digits: frozenset[str]


def words_of(facts: ClassFacts) -> Words:
    """Return what examples of a class may hold."""
    trees = [tree for source in facts.sources if (tree := _parsed(source)) is not None]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    identifiers = {
        part for node in nodes for _, value in _identifiers(node) for part in value.split(".")
    }
    texts = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    prose = [*facts.sources, *_catalogue_texts()]
    people = [
        part
        for one in facts.students
        for part in (one.id, one.first_name, one.last_name, one.email, one.lms_id)
    ]
    return Words(
        frozenset(identifiers),
        frozenset(texts),
        frozenset(_words(prose)) | USUAL,
        frozenset(_words(people)),
        frozenset(run for part in people for run in re.findall(r"\d{4,}", part)),
    )


def shown_code(source: str, words: Words) -> str:
    r"""Return an answer's code as it can be shown to others, shortened.

    Parameters
    ----------
    source : str
        The text of the answer cell.
    words : Words
        What may stay.

    Returns
    -------
    str
        Empty if there is nothing that can be shown.

    Examples
    --------
    >>> nobody = Words(frozenset({"img"}), frozenset(), frozenset({"dark"}), *[frozenset()] * 2)
    >>> print(shown_code("dark = img < 120  # Anna\nanna = 'Anna'", nobody))
    dark = img < 120
    name1 = '…'
    """
    tree = _parsed(source)
    if tree is None or not tree.body:
        return ""
    try:
        _drop_documentation(tree)
        _clean(tree, words)
        lines = ast.unparse(tree).splitlines()
    except (RecursionError, ValueError):
        return ""
    shown = [line if len(line) <= WIDTH else line[: WIDTH - 1] + "…" for line in lines[:LINES]]
    if len(lines) > LINES:
        shown.append(f"… ({len(lines) - LINES} more lines)")
    return "\n".join(shown)


def _parsed(source: str) -> ast.Module | None:
    if len(source) > LONGEST_ANSWER:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _identifiers(node: ast.AST) -> Iterable[tuple[str, str]]:
    # Every text field of the syntax tree that is no constant is a name.
    if isinstance(node, ast.Constant):
        return
    for name, value in ast.iter_fields(node):
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                yield name, text


def _drop_documentation(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                kept = [line for line in block if not _is_text(line)]
                needed = name == "body" and not isinstance(node, ast.Module)
                setattr(node, name, kept or ([ast.Pass()] if needed else []))


def _is_text(line: ast.AST) -> bool:
    return (
        isinstance(line, ast.Expr)
        and isinstance(line.value, (ast.Constant, ast.JoinedStr))
        and not (isinstance(line.value, ast.Constant) and line.value.value is ...)
    )


def _clean(tree: ast.Module, words: Words) -> None:
    renamed: dict[str, str] = {}

    def safe(name: str) -> str:
        parts = name.split(".")
        return ".".join(
            part if _may_stay(part, words) else renamed.setdefault(part, f"name{len(renamed) + 1}")
            for part in parts
        )

    nodes = sorted(ast.walk(tree), key=lambda node: getattr(node, "lineno", 0))
    for node in nodes:
        if isinstance(node, ast.Constant):
            node.kind = None
            node.value = _safe_value(node.value, words)
            continue
        for name, value in ast.iter_fields(node):
            if isinstance(value, str):
                setattr(node, name, safe(value))
            elif isinstance(value, list) and value and all(isinstance(v, str) for v in value):
                setattr(node, name, [safe(text) for text in value])


def _may_stay(name: str, words: Words) -> bool:
    if name in words.names or name in library_names() or keyword.iskeyword(name):
        return True
    parts = set(_words([name]))
    # A single letter says nothing.
    long = {part for part in parts if len(part) > 1}
    return name.isascii() and not (long & words.people) and long <= words.words


def _safe_value(value: object, words: Words) -> object:
    if isinstance(value, bytes):
        return b"..."
    if isinstance(value, str):
        if value in words.texts or value in OPTIONS or value in library_names():
            return value
        parts = re.findall(r"\w+", value)
        known = all(_may_stay(part, words) for part in parts) and len(parts) <= 3
        return value if known and len(value) <= 40 and value.isascii() else "…"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        digits = re.sub(r"\D", "", str(value))
        if (isinstance(value, int) and len(digits) > 6) or digits in words.digits:
            return _Number()
    return value


def _words(texts: Iterable[str]) -> set[str]:
    """Return the single words of texts in small letters, with and without their accents."""
    found = set()
    for text in texts:
        plain = unicodedata.normalize("NFKD", text)
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        for form in {text, plain}:
            for run in re.findall(r"[^\W\d_]+", form):
                found.add(run.casefold())
                found.update(part.casefold() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", run))
    return found


def _catalogue_texts() -> list[str]:
    return [f"{one.name} {one.belief} {one.when} {one.sentence}" for one in CATALOGUE.values()]


class _Number:
    """Takes the place of a number that could be a person's; unparsed as its name."""

    def __repr__(self) -> str:
        return "number"
