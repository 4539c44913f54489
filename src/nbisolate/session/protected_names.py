"""Names that locked cells set by means of the course's own: the tests know what they should be.

Locked cells run with the student's, so what they set lies where a student can change it, and a
test that reads ``img`` or ``stains`` reads the student's. Where such a name is set in one plain
line (a number, a list, ``iio.imread(data("…"))``), the tests' process can work it out for itself
and see whether the student's is still that. It takes the student's all the same: an exercise may
ask to change it.
"""

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence

from nbisolate.normalize.names import names_set_by, statements_of
from nbisolate.serialize.in_place import is_same

_LIBRARIES = frozenset(
    ("imageio", "math", "nibabel", "numpy", "pathlib", "PIL", "pydicom", "skimage")
)
_BUILTINS = frozenset(
    ("abs", "bool", "dict", "float", "frozenset", "int", "len", "list", "max", "min", "pow")
    + ("range", "round", "set", "slice", "sorted", "str", "sum", "tuple", "zip")
)
# What comes out differently each time, and what is made to be filled or changed.
_NOT_KNOWN = frozenset(
    ("random", "default_rng", "RandomState", "time", "now", "today", "copy", "deepcopy")
    + ("zeros", "zeros_like", "empty", "empty_like", "ones", "ones_like", "full", "full_like")
)
_PARTS = (
    *(ast.Constant, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.UnaryOp, ast.BinOp, ast.Compare),
    *(ast.Subscript, ast.Slice, ast.Attribute, ast.Name, ast.Call, ast.keyword, ast.expr_context),
    *(ast.operator, ast.unaryop, ast.cmpop),
)


def expressions_set(
    cells: Sequence[str],
    imports: str = "",
    asked: Collection[str] = (),
    packages: Collection[str] = (),
) -> dict[str, str]:
    r"""Return the names that cells set in one plain line, with what they set them to.

    Parameters
    ----------
    cells : sequence of str
        The code of the locked cells.
    imports : str
        Import statements besides theirs.
    asked : collection of str
        Names that an answer is to set or to change: they aren't returned.
    packages : collection of str
        Those of the course, whose functions give the same result whenever they are called.

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> expressions_set(["import numpy as np\nlow = -1\nramp = np.arange(9)[low:]\nname = input()"])
    {'low': '-1', 'ramp': 'np.arange(9)[low:]'}
    >>> expressions_set(["low, high = 1, 2\nlevels = [1, 2]\nlevels.append(3)\nparts = []"])
    {}
    """
    statements = [one for code in (imports, *cells) for one in statements_of(code)]
    known = {name for one in statements for name in _imported(one, packages)} | _BUILTINS
    found: dict[str, ast.expr] = {}
    others = []
    for one in statements:
        name = _name_set(one)
        if isinstance(one, ast.Import | ast.ImportFrom | ast.FunctionDef) or _prints(one):
            continue
        if name is None or name in found or not _is_plain(one.value, known | set(found)):
            others.append(one)
        else:
            found[name] = one.value
    # A number or a text can't be changed by those who read it.
    fixed = {name for name, value in found.items() if isinstance(value, ast.Constant)}
    changed = set(asked) | names_set_by(others)
    changed |= {name for one in others for name in _names(one)} - fixed
    # What is made of a changed value isn't known, and a change may go through to what it came from.
    reached: set[str] = set()
    while reached != changed:
        reached = set(changed)
        for name, value in found.items():
            parts = _names(value) - known
            if {name, *parts} & changed:
                changed |= {name} | parts - fixed
    return {name: ast.unparse(value) for name, value in found.items() if name not in changed}


class Locked:
    """What the names of locked cells should be.

    Parameters
    ----------
    expressions : mapping of str to str
        From `expressions_set`.
    tools : mapping of str to object
        What the instructor's cells import.

    Examples
    --------
    >>> import math
    >>> locked = Locked({"low": "-1", "angle": "low * math.pi"}, {"math": math})
    >>> locked.is_changed("angle", -math.pi), locked.is_changed("angle", 3)
    (False, True)
    >>> locked.is_changed("other", 3)
    False
    """

    def __init__(self, expressions: Mapping[str, str], tools: Mapping[str, object]):
        self.expressions = expressions
        self._tools = tools
        self._values: dict[str, object] = {}

    def is_changed(self, name: str, value: object) -> bool:
        """Return whether a value is another one than a locked cell sets; False if nobody knows."""
        if name not in self.expressions:
            return False
        try:
            return not is_same(self[name], value)
        except Exception:
            return False

    def __getitem__(self, name: str) -> object:
        if name not in self.expressions:
            if name not in self._tools:  # for the tests' names would ask the student for it
                raise KeyError(name)
            return self._tools[name]
        if name not in self._values:
            # `self` in the place of local variables: for the names that the expression reads.
            self._values[name] = eval(self.expressions[name], {}, self)
        return self._values[name]


def _imported(statement: ast.stmt, packages: Collection[str]) -> Iterator[str]:
    """Yield the names that an import of a known library, or of other packages, gives."""
    if isinstance(statement, ast.ImportFrom):
        of = [statement.module or ""] * len(statement.names)
    elif isinstance(statement, ast.Import):
        of = [alias.name for alias in statement.names]
    else:
        return
    for alias, module in zip(statement.names, of, strict=True):
        if module.partition(".")[0] in {*_LIBRARIES, *packages}:
            yield alias.asname or alias.name.partition(".")[0]


def _prints(statement: ast.stmt) -> bool:
    value = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(value, ast.Constant):
        return True
    called = value.func if isinstance(value, ast.Call) else None
    return isinstance(called, ast.Name) and called.id == "print"


def _name_set(statement: ast.stmt) -> str | None:
    """Return the one name that a statement sets, None if it does something else."""
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return None
    target = statement.targets[0]
    return target.id if isinstance(target, ast.Name) else None


def _is_plain(value: ast.expr, known: Collection[str]) -> bool:
    nodes = list(ast.walk(value))
    words = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    words |= {node.id for node in nodes if isinstance(node, ast.Name)}
    if not all(isinstance(node, _PARTS) for node in nodes) or words & _NOT_KNOWN:
        return False
    if not _names(value) <= set(known):
        return False
    # A place that is kept free for an answer: ``None``, ``...``, ``[]``.
    if isinstance(value, ast.Constant):
        return type(value.value) in (bool, int, float, str)
    inside = [getattr(value, part, None) for part in ("elts", "keys")]
    return [] not in inside and not (isinstance(value, ast.Call) and not (value.args))


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
