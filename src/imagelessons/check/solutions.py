"""The solution of an exercise, only where the instructor has put it."""

import contextlib
import json
from pathlib import Path

from imagelessons.data import course_root

SOLUTIONS = "solutions.json"


def solution(key: str) -> None:
    """Print the solution of an exercise if the instructor has handed it out.

    Parameters
    ----------
    key : str
        ``"<assignment>/<answer>"``, as in ``"exercises-01-greyscale/region"``.

    Notes
    -----
    What students get holds no solution, and none is fetched from anywhere. An instructor hands
    them out with ``imagelessons release --with-solutions``, which puts a file `solutions.json`
    beside the exercises. It is looked for beside the notebook, then in the course's folder.

    Examples
    --------
    >>> solution("exercises-01-greyscale/no-such-exercise")
    There is no solution of exercises-01-greyscale/no-such-exercise here.
    Your instructor decides whether and when solutions are handed out.
    Until then, `check.hint()` has hints in steps.
    """
    assignment, slash, answer = key.partition("/")
    if not slash or Path(assignment).name != assignment or not answer:
        print(f'{key!r} names no exercise: write "exercises-01-greyscale/region", for example.')
        return
    source = _solutions(assignment).get(answer)
    if source is None:
        print(
            f"There is no solution of {key} here.\n"
            "Your instructor decides whether and when solutions are handed out.\n"
            "Until then, `check.hint()` has hints in steps."
        )
        return
    print(f"One solution of {key}, handed out by your instructor; others are right too:\n")
    print(source)


def _solutions(assignment: str) -> dict[str, str]:
    places = [Path.cwd() / SOLUTIONS]
    # Without the course's folder there is the one beside the notebook.
    with contextlib.suppress(OSError):
        places.append(course_root() / "notebooks" / "exercises" / assignment / SOLUTIONS)
    for path in places:
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(held, dict) and isinstance(held.get(assignment), dict):
            return {str(key): str(text) for key, text in held[assignment].items()}
    return {}
