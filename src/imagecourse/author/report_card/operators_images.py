"""Mutation operators for figures, headers and whole results, beside those in `operators`.

`IMAGE_OPERATORS` names them.
"""

import ast
import copy
from collections.abc import Iterator

from imagecourse.author.report_card.operators import Operator, expression, is_method

_TEXTS = {
    "left": "right",
    "right": "left",
    "YES": "NO",
    "red": "blue",
    "sagittal": "axial",
}
_MAPS = ("viridis", "gray_r")
_RESAMPLING = {"NEAREST": ("BILINEAR", "BICUBIC"), "BILINEAR": ("NEAREST",)}
# What a header or an image holds as a list of numbers, which may be taken in the wrong order.
_LISTS = {"PixelSpacing", "ImageOrientationPatient", "ImagePositionPatient", "WindowCenter"}
_LISTS |= {"WindowWidth"}


def _with_text(node: ast.expr, before: str, after: str) -> ast.expr:
    return expression(f"{before}({ast.unparse(node)}){after}")


def picture(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """A picture that is shown flipped, turned or with its origin at the bottom."""
    if not is_method(node, "imshow"):
        return
    for after in ("[::-1]", "[:, ::-1]", ".swapaxes(0, 1)"):
        made = copy.copy(node)
        made.args = [_with_text(node.args[0], "", after), *node.args[1:]]
        yield made
    made = copy.copy(node)
    made.keywords = [*node.keywords, ast.keyword(arg="origin", value=ast.Constant("lower"))]
    yield made


def display(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """Another colour map, or a range of values at half or twice its size or with ends exchanged."""
    if not is_method(node, "imshow"):
        return
    places = {one.arg: place for place, one in enumerate(node.keywords)}
    for name in _MAPS if "cmap" in places else ():
        made = copy.deepcopy(node)
        made.keywords[places["cmap"]].value = ast.Constant(name)
        yield made
    for factor in ("2 * ", "0.5 * ") if "vmax" in places else ():
        made = copy.deepcopy(node)
        made.keywords[places["vmax"]].value = _with_text(
            made.keywords[places["vmax"]].value, factor, ""
        )
        yield made
    if {"vmin", "vmax"} <= places.keys():
        made = copy.deepcopy(node)
        low, high = made.keywords[places["vmin"]], made.keywords[places["vmax"]]
        low.value, high.value = high.value, low.value
        yield made


def header(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """Numbers of a header in the other order; the affine inverted or transposed."""
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        if node.attr == "affine":
            yield _with_text(node, "np.linalg.inv(", ")")
            yield _with_text(node, "", ".T")
            yield _with_text(node, "np.abs(", ")")
        elif node.attr in _LISTS:
            yield _with_text(node, "", "[::-1]")
        elif node.attr in _RESAMPLING:
            for other in _RESAMPLING[node.attr]:
                yield ast.Attribute(value=node.value, attr=other, ctx=node.ctx)
    elif is_method(node, "get_zooms"):
        yield _with_text(node, "", "[::-1]")


def text(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """A word for its opposite."""
    if isinstance(node, ast.Constant) and node.value in _TEXTS:
        yield ast.Constant(_TEXTS[node.value])


def result(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """A result that is turned, flipped, negative, scaled or of another type."""
    if not getattr(parent, "is_result", False) or node is not parent.value:
        return
    if any(is_method(node, name) for name in ("empty", "zeros", "eye")):
        return  # only the room for a result, which is filled later
    if all(isinstance(one, ast.Name) for one in parent.targets):
        for before, after in [
            ("np.asarray(", ")[::-1]"),
            ("np.asarray(", ").swapaxes(0, 1)"),
            ("np.asarray(", ")[..., ::-1]"),
            ("-np.asarray(", ")"),
            ("100 * np.asarray(", ")"),
            ("np.asarray(", ").astype(np.uint8)"),
        ]:
            yield _with_text(node, before, after)


IMAGE_OPERATORS: dict[str, Operator] = {
    "picture": picture,
    "display": display,
    "header": header,
    "text": text,
    "result": result,
}
