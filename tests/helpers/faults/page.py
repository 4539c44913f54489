"""The table of docs/grading-faults.md."""

from faults import GROUPS
from faults.attacks import ATTACKS
from faults.course import FULL

_ENGINE = (
    "Each is a student's cell and a test of an instructor's who didn't think of it, in "
    '`tests/helpers/faults/attacks.py`: `make test ARGS="tests/isolate/test_apart_attacks.py '
    '-k seen-before"`.'
)


def table() -> str:
    """Return the table of docs/grading-faults.md, made from the faults."""
    lines = []
    for group, faults in GROUPS.items():
        head = ["| fault | nbgrader alone | here | test |", "|---|---|---|---|"]
        lines += [f"## {group}", "", *head]
        for fault in faults:
            points = f"{fault.points:g} of {FULL:g} points"
            if fault.waits:
                count = len(fault.waits)
                points += f", {count} {'test waits' if count == 1 else 'tests wait'} for a person"
            said = f"; says “{fault.cause}”" if fault.cause else ""
            name = f"`{fault.name}`".replace("|", r"\|")
            lines.append(f"| {fault.does} | {fault.alone} | {points}{said} | {name} |")
        lines.append("")
    lines += ["## Tried on the engine alone, with a test that invites it", "", _ENGINE, ""]
    lines += ["| attack | what becomes of it | test |", "|---|---|---|"]
    for attack in ATTACKS:
        said = f"waits for a person: “{attack.says}”" if attack.says else "the test fails"
        lines.append(f"| {attack.does} | {said} | `{attack.name}` |")
    lines.append("")
    return "\n".join(lines)
