"""Mutation operators for expressions: the slips that are made in code for images.

Each operator takes a node of Python's syntax tree and the node that holds it, and yields what may
stand in its place. `OPERATORS` names them. What concerns figures and headers stands in
`imagecourse.author.report_card.operators_images`.
"""

import ast
import copy
from collections.abc import Callable, Iterator

Operator = Callable[[ast.expr, ast.AST], Iterator[ast.expr]]

_COMPARED = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),  # codespell:ignore notin
}
_CALCULATED = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
# Names that stand for one another in a slip: of variables, attributes, functions and arguments.
_PAIRS = [
    ("rows", "columns"),
    ("row", "column"),
    ("Rows", "Columns"),
    ("high", "wide"),
    ("width", "height"),
    ("top", "left"),
    ("first_row", "first_column"),
    ("last_row", "last_column"),
    ("first_row", "last_row"),
    ("first_column", "last_column"),
    ("first", "last"),
    ("low", "high_limit"),
    ("between_rows", "between_columns"),
    ("along_row", "down_column"),
    ("row_mm", "column_mm"),
    ("column_mm", "slice_mm"),
    ("min", "max"),
    ("minimum", "maximum"),
    ("argmin", "argmax"),
    ("any", "all"),
    ("zeros", "ones"),
]
_OTHERS = {
    "mean": ("sum", "max"),
    "sum": ("mean", "max"),
    "std": ("var",),
    "rint": ("floor", "ceil", "trunc"),
    "round": ("int",),
    "count_nonzero": ("size",),
    "stairs": ("plot",),
    "uint8": ("int8", "float64"),
    "int16": ("uint8", "float32"),
    "int64": ("uint8", "float32"),
    "float64": ("float32", "uint8"),
}
_TYPES = {"float": ("np.uint8", "int"), "int": ("np.uint8", "float"), "bool": ("np.uint8",)}
# Calls of one argument, or methods, that may be forgotten.
_FORGOTTEN = {
    "abs", "argsort", "array", "asarray", "astype", "clip", "copy", "deepcopy", "diff", "float",
    "flatten", "int", "int16", "int64", "list", "moveaxis", "ravel", "reversed", "rint", "round",
    "sort", "sorted", "tuple", "transpose", "uint8", "where", "zeros_like", "gaussian_filter",
}  # fmt: skip
_NUMPY = {"np", "numpy", "ndimage", "copy"}
# How a figure looks beside its pictures, and what zip() does with lists of unequal length: no
# exercise asks for it, so that no test may judge it.
COSMETIC = {"figsize", "layout", "strict", "sharey", "histtype", "color", "fill", "label"}


def expression(source: str) -> ast.expr:
    """Return the tree of an expression."""
    return ast.parse(source, mode="eval").body


def is_method(node: ast.AST, name: str) -> bool:
    """Return whether a node is a call such as ``values.name(...)`` or ``np.name(...)``."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
    )


def comparison(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """Another comparison: with the limit or without, or the other way round."""
    if isinstance(node, ast.Compare):
        for place, one in enumerate(node.ops):
            for other in _COMPARED.get(type(one), ()):
                made = copy.deepcopy(node)
                made.ops[place] = other()
                yield made


def inverted(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """A mask or condition inverted, or no longer inverted."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert | ast.Not):
        yield node.operand
    elif isinstance(node, ast.Compare):
        one_value = isinstance(parent, ast.If | ast.IfExp | ast.BoolOp | ast.comprehension)
        yield ast.UnaryOp(op=ast.Not() if one_value else ast.Invert(), operand=node)


def calculation(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """Another sign between two values, or the two exchanged."""
    if isinstance(node, ast.BinOp):
        for other in _CALCULATED.get(type(node.op), ()):
            yield ast.BinOp(left=node.left, op=other(), right=node.right)
        if isinstance(node.op, ast.Sub | ast.Div | ast.FloorDiv | ast.MatMult):
            yield ast.BinOp(left=node.right, op=node.op, right=node.left)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield ast.BoolOp(op=other, values=node.values)


def forgotten_part(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """One side of a calculation or condition forgotten: the slope, the intercept, a limit."""
    if isinstance(node, ast.BinOp):
        yield node.left
        yield node.right
    elif isinstance(node, ast.BoolOp):
        for place in range(len(node.values)):
            rest = node.values[:place] + node.values[place + 1 :]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(op=node.op, values=rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse


def number(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """A number that is off by one; with a fraction, off by a tenth."""
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return
    if isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)
    elif isinstance(node.value, float):
        yield ast.Constant(node.value * 1.1)


def index(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """Another channel, axis or place: in an index, where one is named by a number or variable."""
    if isinstance(node, ast.Subscript):
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        for place, part in enumerate(parts):
            if isinstance(part, ast.Constant) and part.value in (0, 1, 2):
                others = [ast.Constant(k) for k in range(3) if k != part.value]
            elif isinstance(part, ast.Name) and part.id in ("channel", "k"):
                others = [expression(f"({part.id} + 1) % 3")]
            else:
                continue
            for other in others:
                made = copy.deepcopy(node)
                if isinstance(made.slice, ast.Tuple):
                    made.slice.elts[place] = other
                else:
                    made.slice = other
                yield made


def limits(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """A slice that begins or ends one place off, or without a limit; a step left out."""
    if not isinstance(node, ast.Slice):
        return
    for field in ("lower", "upper", "step"):
        value = getattr(node, field)
        if value is None:
            continue
        others = [None]
        if field != "step":
            others += [
                ast.BinOp(left=value, op=sign(), right=ast.Constant(1))
                for sign in (ast.Add, ast.Sub)
            ]
        for other in others:
            made = copy.copy(node)
            setattr(made, field, other)
            yield made


def exchanged(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """Two neighbours exchanged: rows and columns in an index or shape, two arguments."""
    if isinstance(node, ast.Tuple | ast.List):
        field = "elts"
    elif isinstance(node, ast.Call):
        field = "args"
    else:
        return
    parts = getattr(node, field)
    if _in_any_order(node, parts):
        return
    for place in range(len(parts) - 1):
        made = copy.copy(node)
        order = [*parts[:place], parts[place + 1], parts[place], *parts[place + 2 :]]
        setattr(made, field, order)
        yield made


def _in_any_order(node: ast.expr, parts: list[ast.expr]) -> bool:
    """Return whether an exchange changes nothing: among words to look up, in max() and min()."""
    function = getattr(node, "func", None)
    name = getattr(function, "id", getattr(function, "attr", ""))
    words = all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in parts)
    return words or name in {"max", "min", "maximum", "minimum"}


def one_less(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """One of several things in a list left out."""
    if isinstance(node, ast.Tuple | ast.List) and isinstance(node.ctx, ast.Load):
        if isinstance(parent, ast.Subscript) or len(node.elts) < 2:
            return
        for place in range(len(node.elts)):
            yield type(node)(elts=node.elts[:place] + node.elts[place + 1 :], ctx=node.ctx)


def other_name(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """Another name: row for column, minimum for maximum, sum for mean, another type."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        name = node.id
        for other in _TYPES.get(name, ()):
            yield expression(other)
    elif isinstance(node, ast.Attribute):
        name = node.attr
    else:
        return
    others = [right for left, right in _PAIRS if left == name]
    others += [left for left, right in _PAIRS if right == name]
    for other in [*others, *_OTHERS.get(name, ())]:
        made = copy.copy(node)
        setattr(made, "id" if isinstance(node, ast.Name) else "attr", other)
        yield made


def median(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """The median for the mean."""
    if is_method(node, "mean"):
        made = expression("np.median()")
        made.args = [node.func.value, *node.args]
        made.keywords = node.keywords
        yield made


def forgotten_call(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """A conversion, copy, limit or sorting that was forgotten: only its argument is left."""
    if not isinstance(node, ast.Call):
        if isinstance(node, ast.Attribute) and node.attr == "T":
            yield node.value
        return
    if isinstance(node.func, ast.Name) and node.func.id in _FORGOTTEN and node.args:
        yield node.args[0]
    elif isinstance(node.func, ast.Attribute) and node.func.attr in _FORGOTTEN:
        of_module = isinstance(node.func.value, ast.Name) and node.func.value.id in _NUMPY
        if not of_module:
            yield node.func.value
        if of_module:
            yield from node.args[: 3 if node.func.attr == "where" else 1]
        if node.func.attr == "argsort":
            made = expression("np.arange(len())")
            made.args[0].args = [node.args[0]] if of_module else [node.func.value]
            yield made
            yield ast.Subscript(value=node, slice=ast.Slice(step=ast.Constant(-1)), ctx=ast.Load())


def one_limit(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """A range that is limited on one side only."""
    if is_method(node, "clip") and len(node.args) == 3:
        for place in (1, 2):
            made = copy.copy(node)
            made.args = list(node.args)
            made.args[place] = ast.Constant(None)
            yield made


def keyword(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """An argument by name that was left out."""
    if isinstance(node, ast.Call):
        for place, one in enumerate(node.keywords):
            if one.arg in COSMETIC:
                continue
            made = copy.copy(node)
            made.keywords = node.keywords[:place] + node.keywords[place + 1 :]
            yield made


def axis(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """Another axis, or other axes."""
    if not isinstance(node, ast.Call):
        return
    for place, one in enumerate(node.keywords):
        if one.arg != "axis":
            continue
        try:
            value = ast.literal_eval(one.value)
        except ValueError:
            continue
        if isinstance(value, tuple):
            others = [value[:1], value[1:], tuple(k - 1 for k in value)]
        else:
            others = [k for k in (0, 1, 2) if k != value]
        for other in others:
            made = copy.deepcopy(node)
            made.keywords[place].value = expression(repr(other))
            yield made


def loop(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    """A loop without its first or its last turn."""
    if isinstance(parent, ast.For | ast.comprehension) and node is parent.iter:
        for part in ("[1:]", "[:-1]", "[::-1]"):
            made = expression(f"list(x){part}")
            made.value.args = [node]
            yield made


OPERATORS: dict[str, Operator] = {
    "comparison": comparison,
    "inverted": inverted,
    "calculation": calculation,
    "forgotten-part": forgotten_part,
    "axis": axis,
    "index": index,
    "limits": limits,
    "exchanged": exchanged,
    "other-name": other_name,
    "median": median,
    "forgotten-call": forgotten_call,
    "one-limit": one_limit,
    "keyword": keyword,
    "loop": loop,
    "one-less": one_less,
    "number": number,
}
