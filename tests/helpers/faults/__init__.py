"""What a grader of strangers' notebooks must withstand: each fault is one submission.

They are grouped by what they are after. `course` makes the small assignment that they hand in.
"""

from faults import (
    further,
    honest,
    metadata,
    outwards,
    resources,
    second,
    stealing,
    tampering,
    third,
)
from faults.course import Fault

GROUPS = {
    "Tampering in the kernel": tampering.FAULTS,
    "Stealing": stealing.FAULTS,
    "Metadata": metadata.FAULTS,
    "Resources": resources.FAULTS,
    "Outwards": outwards.FAULTS,
    "Honest students whose answer is right": honest.FAULTS,
    "Found by reading our own code as an attacker": further.FAULTS,
    "Tried by a second attacker": second.FAULTS,
    "Tried by a third attacker, and where an ordinary user grades": third.FAULTS,
}
ALL: dict[str, Fault] = {fault.name: fault for group in GROUPS.values() for fault in group}
FAST = {name: fault for name, fault in ALL.items() if not fault.slow}
SLOW = {name: fault for name, fault in ALL.items() if fault.slow}
