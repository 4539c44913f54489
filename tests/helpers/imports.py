"""Which module of the four packages imports which, read from the source."""

import ast
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "src"
# What each package may import of the others.
MAY_IMPORT = {
    "imagephantoms": set(),
    "nbisolate": set(),
    "imagelessons": {"imagephantoms", "nbisolate"},
    "imagecourse": {"imagephantoms", "nbisolate", "imagelessons"},
}


def modules() -> dict[str, Path]:
    """Return the modules of all packages by their names."""
    found = {}
    for path in sorted(SOURCES.rglob("*.py")):
        parts = path.relative_to(SOURCES).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imported(name: str) -> Iterator[str]:
    """Yield the modules of these packages that a module imports, also within its functions."""
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    # What is imported for type hints alone is never run.
    for node in [one for one in ast.walk(tree) if isinstance(one, ast.If)]:
        if getattr(node.test, "id", "") == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from filter(MODULES.get, (one.name for one in node.names))
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name} imports by a relative name"
            below = [f"{node.module}.{one.name}" for one in node.names]
            yield from filter(MODULES.get, below)
            if node.module in MODULES and not all(one in MODULES for one in below):
                yield node.module


IMPORTS = {name: sorted(set(imported(name)) - {name}) for name in MODULES}


def package(name: str) -> str:
    """Return the package of a module."""
    return name.partition(".")[0]


def room(name: str) -> str:
    """Return the sub-package of a module, or the module itself where it is in none."""
    return ".".join(name.split(".")[:2])


def inside(name: str) -> set[str]:
    """Return the modules of a package without its front, which gathers what is in its rooms."""
    return {one for one in MODULES if package(one) == name} - {name}


def arrows(part: Callable[[str], str], names: Collection[str]) -> dict[str, set[str]]:
    """Return which part imports which others, where `part` says what a module is part of."""
    found = defaultdict(set)
    for one in names:
        for other in IMPORTS[one]:
            if other in names and part(one) != part(other):
                found[part(one)].add(part(other))
    return found


def page() -> str:
    """Return `docs/imports.md`: a drawing of the packages, and one of each with its rooms."""
    parts = [
        "# Which part imports which\n\n"
        "Made by `make docs` from the source; `tests/test_architecture.py` holds the directions. "
        "An arrow goes from what imports to what is imported. Where one part reaches another "
        "through a third, the direct arrow is left out.\n",
        _drawing("The four packages", set(MAY_IMPORT), arrows(package, MODULES)),
    ]
    for name in MAY_IMPORT:
        names = inside(name)
        rooms = {room(one) for one in names}
        parts.append(_drawing(f"Within `{name}`", rooms, arrows(room, names)))
    return "\n".join(parts)


def _drawing(title: str, nodes: set[str], found: dict[str, set[str]]) -> str:
    lines = [f"    {one.replace('.', '_')}[{one.rpartition('.')[2]}]" for one in sorted(nodes)]
    for one in sorted(found):
        for other in sorted(found[one]):
            if not any(other in _reached(third, found) for third in found[one] - {other}):
                lines.append(f"    {one.replace('.', '_')} --> {other.replace('.', '_')}")
    return f"## {title}\n\n```mermaid\ngraph TD\n" + "\n".join(lines) + "\n```\n"


def _reached(start: str, found: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for other in found.get(waiting.pop(), set()) - reached:
            reached.add(other)
            waiting.append(other)
    return reached
