"""What a cell of code is: whether Python can read it, and the names that it sets."""

import ast
from collections.abc import Iterable, Iterator

from IPython.core.inputtransformer2 import TransformerManager


def names_set(code: str) -> set[str]:
    r"""Return the names that a cell sets, changes or defines; none if it isn't plain Python.

    Examples
    --------
    >>> sorted(names_set("fig, ax = plt.subplots()\ndef f(image):\n    part = 1\nimage[0] = 2"))
    ['ax', 'f', 'fig', 'image']
    """
    return names_set_by(statements_of(code))


def names_set_by(statements: Iterable[ast.stmt]) -> set[str]:
    """Return the names that statements set, change or define."""
    found: set[str] = set()
    for node in outside_functions(statements):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            found |= {part.id for part in ast.walk(node.value) if isinstance(part, ast.Name)}
    return found


def statements_of(code: str) -> list[ast.stmt]:
    """Return the statements of a cell; none if it isn't plain Python."""
    try:
        return ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def outside_functions(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield all parts of statements in their order, but of a function or class only itself."""
    own = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    own += (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    for node in nodes:
        yield node
        if not isinstance(node, own):
            yield from outside_functions(ast.iter_child_nodes(node))


def syntax_error(source: str) -> SyntaxError | None:
    """Return the error that keeps Python from reading a code cell, or None.

    Parameters
    ----------
    source : str
        The text of a code cell; IPython's magics and shell lines are allowed.

    Returns
    -------
    SyntaxError or None

    Examples
    --------
    >>> syntax_error("mask = img < 125") is None
    True
    >>> syntax_error("mask = (img < 125").lineno
    1
    """
    try:
        transformed = TransformerManager().transform_cell(source)
        # Top-level await is allowed in a notebook, so a plain compile() would be too strict.
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        compile(transformed, "<cell>", "exec", flags=flags, dont_inherit=True)
    except SyntaxError as error:
        return error
    except ValueError as error:
        return SyntaxError(str(error), ("<cell>", 1, 0, ""))
    return None
