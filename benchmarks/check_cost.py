"""What a check costs beyond the learner's own computation: ``python benchmarks/check_cost.py``.

For each exercise its test cell runs on the reference answer and the course's own pictures, once as
students get it (visible) and once with the hidden tests, as in grading. The time that goes by
within the learner's functions is taken off; what is left is the check's own. Medians of several
runs, in milliseconds of the processor, so that whatever else the machine does weighs little.
"""

import argparse
import functools
import statistics
import time
import types
from collections.abc import Callable, Sequence

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402
from nbgrader.utils import is_grade, is_locked  # noqa: E402

from imagecourse.author.report_card.command import exercises  # noqa: E402
from imagecourse.author.report_card.outcomes import import_libraries  # noqa: E402
from imagecourse.author.report_card.trial import quietly  # noqa: E402
from imagecourse.author.source import (  # noqa: E402
    read,
    reference_answers,
    released_path,
    source_path,
    without_marks,
)
from nbisolate.normalize.structure import grade_id  # noqa: E402

LIMIT = 50


def test_cell(assignment: str, name: str, *, hidden: bool) -> types.CodeType:
    """Return the code of an exercise's test cell."""
    path = source_path(assignment) if hidden else released_path(assignment)
    (source,) = (one.source for one in read(path).cells if grade_id(one) == f"test-{name}")
    return compile(without_marks(source), "<test>", "exec")


def answered(assignment: str, name: str) -> dict:
    """Return the names that there are when the notebook has run up to the test cell."""
    namespace = {"__name__": "__main__"}
    for cell in read(source_path(assignment)).cells:
        if cell.cell_type == "code" and is_locked(cell) and not is_grade(cell):
            exec(without_marks(cell.source), namespace)
    exec(reference_answers(assignment)[name], namespace)
    return namespace


def measured(assignment: str, name: str, times: int, *, hidden: bool) -> tuple[float, float]:
    """Return the milliseconds of the check alone and of the learner's functions: medians."""
    code = test_cell(assignment, name, hidden=hidden)
    alone, learner = [], []
    for _ in range(times + 1):
        with quietly():
            namespace = answered(assignment, name)
            watch = Watch()
            own = {
                key: watch.timed(value)
                for key, value in namespace.items()
                if isinstance(value, types.FunctionType)
                and value.__module__ == "__main__"
                and value.__code__.co_filename == "<string>"
            }
            begun = time.process_time()
            exec(code, namespace | own)
            taken = time.process_time() - begun
            plt.close("all")
        alone.append(1000 * (taken - watch.seconds))
        learner.append(1000 * watch.seconds)
    # The first run reads what later ones find in the memory of the machine.
    return statistics.median(alone[1:]), statistics.median(learner[1:])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="assignments; by default all")
    parser.add_argument("--times", type=int, default=5)
    parsed = parser.parse_args(arguments)
    chosen = [one for one in exercises() if not parsed.names or one[0] in parsed.names]
    import_libraries({assignment for assignment, _ in chosen})
    print(f"{'ms':30} {'visible':>8} {'learner':>8} {'ratio':>6} {'hidden':>8} {'learner':>8}")
    slow = 0
    for assignment, name in chosen:
        seen = measured(assignment, name, parsed.times, hidden=False)
        both = measured(assignment, name, parsed.times, hidden=True)
        ratio = f"{seen[0] / seen[1]:6.1f}" if seen[1] > 0.1 else f"{'':6}"
        slow += seen[0] > LIMIT
        print(
            f"{assignment + '/' + name:30} {seen[0]:8.1f} {seen[1]:8.1f} {ratio} "
            f"{both[0]:8.1f} {both[1]:8.1f} {'slow' if seen[0] > LIMIT else ''}",
            flush=True,
        )
    print(f"visible checks that take more than {LIMIT} ms: {slow} of {len(chosen)}")


class Watch:
    """Add up the seconds of the processor that go by within functions."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._inside = False

    def timed(self, function: Callable) -> Callable:
        """Return a function that does the same, and is timed unless it was called from another."""

        @functools.wraps(function)
        def wrapped(*arguments, **options):
            if self._inside:
                return function(*arguments, **options)
            self._inside = True
            begun = time.process_time()
            try:
                return function(*arguments, **options)
            finally:
                self.seconds += time.process_time() - begun
                self._inside = False

        return wrapped


if __name__ == "__main__":
    main()
