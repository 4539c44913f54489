"""How long does grading a class take? Three ways of it, in turn, within one run.

    python benchmarks/grade_class.py                             both classes, 30 students
    python benchmarks/grade_class.py --students 10,30,100,300    is the cost linear?

The class takes the reference and the bank of answers. In each round a part of it is graded by
plain nbgrader (``Execute``, one process), by `imagelessons grade`, and by the floor: nothing but
the students' cells, in processes forked from one that has the libraries loaded, side by side on
the processors, without tests, sandbox or gradebook, and with matplotlib as it is: as in a notebook,
a figure is then drawn for a window that isn't there and once more for the notebook. Ours draws it
for the notebook alone (`quick_figures`), so the floor is measured in that way too ("drawn once").
Only ratios within a round mean something: the machine may be busy. Start-up is not counted, but
told.
"""

import argparse
import contextlib
import io
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import nbformat

LIGHT, HEAVY = "exercises-01-greyscale", "capstone-rat-cerebellum"
FLOOR = "--as-the-floor"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--assignments", nargs="*", default=[LIGHT, HEAVY])
    parser.add_argument("--students", default="30", help="several numbers: only ours, is it linear")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parsed = parser.parse_args()
    sizes = [int(text) for text in parsed.students.split(",")]
    warnings.filterwarnings("ignore")
    # The same pictures as for plain nbgrader; making others isn't part of what is compared.
    os.environ["IMAGELESSONS_SECRET"] = ""
    for name in parsed.assignments:
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            bench = Bench(Path(folder), name, max(sizes), parsed.jobs)
            try:
                if len(sizes) > 1:
                    bench.is_it_linear(sizes)
                else:
                    bench.compare(parsed.rounds)
            finally:
                bench.close()


class Bench:
    """A class of one assignment, and the ways to grade it.

    Parameters
    ----------
    folder : pathlib.Path
        An empty one.
    assignment : str
    students : int
    jobs : int
        Notebooks at a time, for ours and for the floor.
    """

    def __init__(self, folder: Path, assignment: str, students: int, jobs: int):
        self.folder, self.assignment, self.jobs = folder, assignment, jobs
        self.students = [f"student{number:03d}" for number in range(students)]
        make_submissions(folder / "ours", assignment, self.students)
        shutil.copytree(folder / "ours", folder / "nbgrader")
        self.floor = Floor()
        start = time.perf_counter()
        self.ours(self.students[:1])
        print(f"{assignment}: the first submission, start included, {since(start):.1f} s")

    def compare(self, rounds: int) -> None:
        """Grade the class in rounds, each way in turn, and print times and ratios."""
        ways: dict[str, Callable[[Sequence[str]], None]] = {
            "nbgrader": self.nbgrader,
            "ours": self.ours,
            "floor": lambda students: self.in_floor(students, drawn_once=False),
            "drawn once": lambda students: self.in_floor(students, drawn_once=True),
        }
        seconds: dict[str, list[float]] = {way: [] for way in ways}
        size = -(-len(self.students) // rounds)
        orders = itertools.cycle(itertools.permutations(ways))
        for students, order in zip(parts(self.students, size), orders, strict=False):
            for way in order:
                start = time.perf_counter()
                ways[way](students)
                seconds[way].append(since(start) / len(students))
        print(f"{self.assignment}: {len(self.students)} students, {self.jobs} at a time")
        for way, found in seconds.items():
            print(f"  {way:22} {spread(found, ' s')} a submission")
        pairs = [("ours", "floor"), ("ours", "drawn once")]
        pairs += [("nbgrader", way) for way in ("ours", "floor", "drawn once")]
        for above, below in pairs:
            ratios = [a / b for a, b in zip(seconds[above], seconds[below], strict=True)]
            print(f"  {above + ' / ' + below:22} {spread(ratios)}")
        self.memory()

    def is_it_linear(self, sizes: Sequence[int]) -> None:
        """Grade classes of several sizes, and print what a submission takes in each."""
        for size in sizes:
            start = time.perf_counter()
            self.ours(self.students[:size])
            took = since(start)
            print(f"  {size:4} students  {took:7.1f} s  {took / size:.3f} s a submission")

    def memory(self) -> None:
        """Print the memory that a worker takes: pages shared by several count in parts."""
        peak = PeakMemory()
        with peak:
            self.ours(self.students[: 2 * self.jobs])
        print(
            f"  memory                 {peak.most / self.jobs:.0f} MB a worker beside the "
            f"{peak.parent:.0f} MB of the warm parent"
        )

    def ours(self, students: Sequence[str]) -> None:
        """Grade with the class command, from the start."""
        from imagecourse.demo_class import config_for
        from nbisolate.course.coursedir import Course
        from nbisolate.grade.grade_class import grade_assignment
        from nbisolate.grade.workers import grade_here

        course = Course(config_for(self.folder / "ours"))
        with quiet():
            outcome = grade_assignment(
                course,
                self.assignment,
                lambda jobs: grade_here(jobs, self.jobs),
                students=students,
                force=True,
            )
        assert not outcome.failed, outcome.failed
        assert outcome.graded == len(students)

    def nbgrader(self, students: Sequence[str]) -> None:
        """Grade with plain nbgrader: its own steps, in one process."""
        from nbgrader.apps import NbGraderAPI

        from imagecourse.demo_class import config_for
        from imagelessons.data import course_root

        config = config_for(self.folder / "nbgrader")
        # Without any of the course's steps.
        for name in ("exporter_class", "pre_convert_hook"):
            config.Autograde.pop(name, None)
        for name in ("sanitize_preprocessors", "autograde_preprocessors"):
            config.Autograde.pop(name, None)
        with contextlib.chdir(course_root()), quiet():
            api = NbGraderAPI(config=config)
            for student in students:
                done = api.autograde(self.assignment, student, force=True)
                assert done["success"], done

    def in_floor(self, students: Sequence[str], drawn_once: bool) -> None:
        """Run the students' cells and nothing else."""
        folder = self.folder / "ours" / "submitted"
        paths = [str(folder / s / self.assignment / f"{self.assignment}.ipynb") for s in students]
        self.floor.run(paths, self.jobs, drawn_once)

    def close(self) -> None:
        """End what was started."""
        from nbisolate.grade import warm_pool

        self.floor.close()
        warm_pool.close()


def make_submissions(place: Path, assignment: str, students: Sequence[str]) -> None:
    """Write a gradebook and what the students hand in: the reference, and answers of the bank."""
    from imagecourse.author.report_card.trial import bank
    from imagecourse.author.source import read, reference_answers, released_path, with_answers
    from imagecourse.demo_class import make_class

    reason = make_class(place, [assignment])
    assert not reason, reason
    shutil.rmtree(place / "submitted")
    released, reference = read(released_path(assignment)), reference_answers(assignment)
    answers: dict[str, list[str]] = {}
    for path in bank(assignment):
        answers.setdefault(path.parent.name, []).append(path.read_text())
    for number, student in enumerate(students):
        # Every second answer is the reference: half of a class is right.
        chosen = {
            name: found[(number * 7 + place_) % len(found)]
            for place_, (name, found) in enumerate(answers.items())
            if (number + place_) % 2
        }
        folder = place / "submitted" / student / assignment
        folder.mkdir(parents=True)
        nbformat.write(with_answers(released, reference | chosen), folder / f"{assignment}.ipynb")


class Floor:
    """A process with the libraries loaded that runs the students' cells of notebooks."""

    def __init__(self):
        variables = os.environ | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
        variables["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
        self.process = subprocess.Popen(
            [sys.executable, __file__, FLOOR],
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.run([], 1, True)

    def run(self, paths: list[str], jobs: int, drawn_once: bool) -> None:
        """Run notebooks, some at a time."""
        self.process.stdin.write(json.dumps([paths, jobs, drawn_once]) + "\n")
        self.process.stdin.flush()
        assert json.loads(self.process.stdout.readline()) == len(paths)

    def close(self) -> None:
        """End the process."""
        self.process.stdin.close()
        self.process.wait()


def be_the_floor() -> None:
    """Answer the requests of `Floor`."""
    from imagecourse import EXTENSION
    from imagecourse.isolation import Extension
    from nbisolate.session import warm_parent

    answers, sys.stdout = sys.stdout, sys.stderr
    # All that a forked process needs is loaded before.
    import nbgrader.utils  # noqa: F401

    warm_parent.load_for("student", EXTENSION, *Extension.libraries)
    for line in sys.stdin:
        paths, jobs, drawn_once = json.loads(line)
        running, ended = 0, 0
        for path in paths:
            if running == jobs:
                ended += os.wait()[1] == 0
                running -= 1
            if os.fork() == 0:
                _run_students_cells(path, drawn_once)
            running += 1
        for _ in range(running):
            ended += os.wait()[1] == 0
        print(json.dumps(ended), file=answers, flush=True)


def _run_students_cells(path: str, drawn_once: bool) -> None:
    from nbgrader.utils import is_grade, is_solution

    from nbisolate.session.shell_setup import shell_of
    from nbisolate.shell.notebook import run_cell

    try:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            shell = shell_of("student")
            if not drawn_once:
                _draw_as_in_a_notebook(shell)
            for cell in nbformat.read(path, as_version=4).cells:
                is_test = is_grade(cell) and not is_solution(cell)
                if cell.cell_type == "code" and not is_test:
                    run_cell(shell, cell.source)
            os.chdir("/")
        status = 0
    except BaseException as error:
        print(f"floor: {error!r}", file=sys.__stderr__)
        status = 1
    os._exit(status)


def _draw_as_in_a_notebook(shell) -> None:
    """Undo what `nbisolate.shell.quick_figures` does."""
    from IPython.core.pylabtools import select_figure_formats
    from matplotlib import pyplot
    from matplotlib_inline.config import InlineBackend

    shell.events.register("post_execute", pyplot._draw_all_if_interactive)
    # It comes first: what shows the figures closes them.
    shell.events.callbacks["post_execute"].reverse()
    options = InlineBackend.instance().print_figure_kwargs
    select_figure_formats(shell, {"png"}, **options)


class PeakMemory:
    """While it is open, the most memory that the forked processes took, in MB."""

    def __init__(self):
        self.most = self.parent = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "PeakMemory":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        import psutil

        while not self._ended.wait(0.05):
            found = []
            for one in psutil.Process().children(recursive=True):
                with contextlib.suppress(psutil.Error, OSError):
                    if "nbisolate.session.warm_parent" in one.cmdline():
                        found.append((one.create_time(), _own_memory(one.pid)))
            if found:
                found.sort()
                self.parent = max(self.parent, found[0][1])
                self.most = max(self.most, sum(memory for _, memory in found[1:]))


def _own_memory(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def since(start: float) -> float:
    """Return the seconds since then."""
    return time.perf_counter() - start


def spread(numbers: Sequence[float], unit: str = "") -> str:
    """Return the median of numbers and their range."""
    return f"{statistics.median(numbers):6.2f}{unit} ({min(numbers):.2f} to {max(numbers):.2f})"


def parts(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Yield the items, some at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Say nothing meanwhile."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


if __name__ == "__main__":
    be_the_floor() if sys.argv[1:] == [FLOOR] else main()
