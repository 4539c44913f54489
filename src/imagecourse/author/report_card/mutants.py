"""Mutants of the reference answers: copies with one slip each, which the tests must find.

The libraries for mutation (mutmut, cosmic-ray, mutatest) change modules and run a test program on
each, with operators for code in general; our answers are cells of notebooks, and the slips that
matter here are those of images, so the operators are our own, on Python's `ast`.
"""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from imagecourse.author.report_card.operators import COSMETIC, OPERATORS
from imagecourse.author.report_card.operators_images import IMAGE_OPERATORS
from imagelessons.data import course_root

# What a mutant may name though the reference doesn't.
_FROM_OUTSIDE = {"np", "list", "len", "int", "float", "slice"}
_TITLES = {"title", "xlabel", "ylabel"}


def mutants(reference: str) -> list["Mutant"]:
    r"""Return the mutants of an answer, each text once.

    Parameters
    ----------
    reference : str
        The text of an answer cell.

    Returns
    -------
    list of Mutant
        In the order of the operators. Not changed are stubs (``mask = ...``), docstrings, what
        is printed, the words of titles, and what `COSMETIC` names.

    Examples
    --------
    >>> for one in mutants("dark = img < 120")[:3]:
    ...     print(one.name)
    comparison 1: dark = img <= 120
    comparison 1: dark = img > 120
    inverted 1: dark = ~(img < 120)
    """
    tree = ast.parse(reference)
    stubs = _take_out_stubs(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            names = {one.id for target in node.targets for one in _names(target)}
            node.is_result = bool(names & stubs)
    original = ast.unparse(tree)
    known = _known_names(tree)
    found: dict[str, Mutant] = {}
    for operator, source in _changed(tree):
        if source == original or source in found or _known_names(ast.parse(source)) - known:
            continue
        found[source] = Mutant(_name(operator, original, source), operator, source)
    return _with_unlike_names(found.values())


def equivalents(assignment: str, *, solutions: Path | None = None) -> dict[tuple[str, str], str]:
    """Return the mutants that are as right as the reference, and why.

    Parameters
    ----------
    assignment : str
        The name of a folder in ``solutions``; its ``equivalent.toml`` is written by hand.
    solutions : pathlib.Path, optional
        By default the course's.

    Returns
    -------
    dict of (str, str) to str
        The reason, by the answer's grade id and the mutant's name.

    Examples
    --------
    >>> isinstance(equivalents("exercises-01-greyscale"), dict)
    True
    """
    path = (solutions or course_root() / "solutions") / assignment / "equivalent.toml"
    if not path.is_file():
        return {}
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
    return {
        (entry["exercise"], name): entry["reason"] for entry in entries for name in entry["mutants"]
    }


def _take_out_stubs(tree: ast.AST) -> set[str]:
    """Take the lines ``name = ...`` out of the tree, and return the names."""
    stubs: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(getattr(node, "body", None), list):
            kept = []
            for one in node.body:
                value = getattr(one, "value", None)
                if isinstance(one, ast.Assign) and _is_constant(value, type(Ellipsis)):
                    stubs |= {name.id for target in one.targets for name in _names(target)}
                elif not (isinstance(one, ast.Expr) and _is_constant(value, str)):
                    kept.append(one)
            node.body = kept
    return stubs


def _changed(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the name of an operator and a whole changed text, for each place that it fits."""
    operators = OPERATORS | IMAGE_OPERATORS
    places = list(_places(tree))
    for operator, function in operators.items():
        for parent, field, place in places:
            value = getattr(parent, field)
            node = value if place is None else value[place]
            if not isinstance(node, ast.expr):
                continue
            for other in function(node, parent):
                _put(parent, field, place, other)
                yield operator, _text(tree)
                _put(parent, field, place, node)
    yield from _without_statements(tree)


def _without_statements(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in list(ast.walk(tree)):
        for field in ("body", "orelse"):
            statements = getattr(node, field, None)
            if not isinstance(statements, list):
                continue
            for place, one in enumerate(statements):
                if isinstance(one, ast.FunctionDef | ast.Return) or _prints(one):
                    continue
                statements[place] = ast.Pass()
                yield "statement", _text(tree)
                statements[place] = one
        if isinstance(node, ast.If):
            test = node.test
            for value in (True, False):
                node.test = ast.Constant(value)
                yield "condition", _text(tree)
            node.test = test


def _places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Yield where the expressions of a tree stand: the holder, its field, the place in a list."""
    for parent in ast.walk(tree):
        if parent in _left_alone(tree):
            continue
        for field, value in ast.iter_fields(parent):
            if isinstance(value, list):
                yield from ((parent, field, place) for place in range(len(value)))
            elif isinstance(value, ast.AST):
                yield parent, field, None


def _left_alone(tree: ast.AST) -> set[ast.AST]:
    alone: set[ast.AST] = set()
    for node in ast.walk(tree):
        titles = isinstance(node, ast.keyword) and node.arg in COSMETIC | _TITLES
        if titles or isinstance(node, ast.arguments) or _prints(node):
            alone |= set(ast.walk(node))
    return alone


def _put(parent: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[place] = node


def _text(tree: ast.AST) -> str:
    return ast.unparse(ast.fix_missing_locations(tree))


def _names(tree: ast.AST) -> Iterator[ast.Name]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Name))


def _known_names(tree: ast.AST) -> set[str]:
    return {one.id for one in _names(tree)} | _FROM_OUTSIDE


def _is_constant(node: ast.AST | None, kind: type) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, kind)


def _prints(node: ast.AST) -> bool:
    call = getattr(node, "value", None)
    return (
        isinstance(node, ast.Expr)
        and isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "print"
    )


def _name(operator: str, before: str, after: str) -> str:
    """Return the operator, the number of the first line that differs, and that line.

    For a line that was left out it is the old one, as there is no new one.
    """
    old, new = before.split("\n"), after.split("\n")
    for number, (one, other) in enumerate(zip(old, new, strict=False), start=1):
        if one != other:
            line = one if operator == "statement" else other
            return f"{operator} {number}: {line.strip()}"
    return f"{operator} {len(new)}: the end"


def _with_unlike_names(found: Iterator["Mutant"]) -> list["Mutant"]:
    seen: dict[str, int] = {}
    made = []
    for one in found:
        seen[one.name] = seen.get(one.name, 0) + 1
        again = f" ({seen[one.name]})" if seen[one.name] > 1 else ""
        made.append(Mutant(one.name + again, one.operator, one.source))
    return made


@dataclass(frozen=True)
class Mutant:
    """A copy of a reference answer with one slip.

    Attributes
    ----------
    name : str
        The operator, the line (of the text as Python writes it) and the changed line.
    operator : str
    source : str
    """

    name: str
    operator: str
    source: str
