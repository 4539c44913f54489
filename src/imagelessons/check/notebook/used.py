"""Which names a test takes from the notebook."""

import dis
import types
from collections.abc import Iterator

_LOADS = {"LOAD_NAME", "LOAD_GLOBAL"}


def names_used(code: types.CodeType) -> list[str]:
    """Return the names that a cell's code takes from outside of it, in their order.

    Parameters
    ----------
    code : types.CodeType

    Returns
    -------
    list of str
        What the code itself sets is left out.

    Examples
    --------
    >>> names_used(compile("b = 2; print(a + b)", "<cell>", "exec"))
    ['print', 'a']
    """
    own = {step.argval for step in dis.get_instructions(code) if step.opname == "STORE_NAME"}
    return [name for name in dict.fromkeys(_loaded(code)) if name not in own]


def _loaded(code: types.CodeType) -> Iterator[str]:
    for step in dis.get_instructions(code):
        if step.opname in _LOADS:
            yield step.argval
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _loaded(constant)
