"""What a cell ended with, as sentences: of a traceback what a student can use."""

import re

from imagelessons.validate.running import Ran

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# The parts of a finding that a student reads, in this order, and how each begins.
_PARTS = {"found": "", "detail": "", "suggests": "", "read": "Read: ", "code": "Code: "}


def said_of(ran: Ran) -> str:
    """Return what there is to say of a cell that didn't pass, a line for each sentence.

    Parameters
    ----------
    ran : Ran

    Returns
    -------
    str
        Without control signs.
    """
    if ran.cause:
        return ran.cause
    if ran.finding:
        lines = (f"{begin}{ran.finding.get(part, '')}" for part, begin in _PARTS.items())
        return "\n".join(line for line in lines if line not in _PARTS.values())
    for output in ran.outputs:
        if output["output_type"] == "error":
            return _readable(output)
    return "The tests of this cell passed only in part."


def _readable(output: dict) -> str:
    lines = _COLOURS.sub("", "\n".join(output["traceback"])).strip().splitlines()
    if not any("Traceback (most recent call last)" in line for line in lines[:3]):
        return "\n".join(lines)
    # Of a traceback only the student's own line is of use, and the last line, which says why.
    arrow = next((line for line in lines if line.startswith("-") and "> " in line), "")
    own_line = arrow.partition("> ")[2].partition(" ")[2].strip()
    said = f"{output['ename']}: {output['evalue']}" if output["evalue"] else output["ename"]
    return f"Python stopped at the line `{own_line}`.\n{said}" if own_line else said
