"""nbgrader's Validate, in sentences: the same answer from the button and from the terminal."""

from pathlib import Path

from nbconvert.filters import ansi2html, strip_ansi
from nbformat import NotebookNode
from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, Execute
from nbgrader.utils import chdir, determine_grade, has_failed, is_grade, is_locked, is_solution
from nbgrader.validator import Validator

from imagelessons.grade.stderr import HarmlessWarnings
from imagelessons.submission.problems import Problem, find_problems, wrapped
from imagelessons.submission.reading import read_submission
from imagelessons.submission.structure import UnreadableNotebookError, exercise_titles, grade_id


class CourseValidator(Validator):
    """Run a student's notebook and say, exercise by exercise, what its visible tests found."""

    preprocessors = [CheckCellMetadata, ClearOutput, Execute, HarmlessWarnings]

    def validate(self, filename: str) -> dict[str, list[dict[str, str]]]:
        """Validate a notebook, in the form that nbgrader's Validate button shows.

        Parameters
        ----------
        filename : str
            The notebook.

        Returns
        -------
        dict
            Empty if all is right, else ``{"failed": [{"source", "error", "raw_error"}, ...]}``:
            one entry for each thing to mend.
        """
        problems = self.problems(filename)
        failed = [
            {
                "source": problem.where,
                "error": ansi2html(wrapped(problem.sentence)),
                "raw_error": problem.sentence,
            }
            for problem in problems
        ]
        return {"failed": failed} if failed else {}

    def problems(self, filename: str | Path) -> list[Problem]:
        """Return all that is to mend: from the cells as they are, else from running them.

        Parameters
        ----------
        filename : str or pathlib.Path
            The notebook. It isn't changed: its outputs are made apart.

        Returns
        -------
        list of Problem
            Empty if the notebook passes each test that it shows.
        """
        path = Path(filename)
        try:
            notebook, _ = read_submission(path, path.stem)
        except UnreadableNotebookError as error:
            return [Problem(path.name, str(error), "unreadable-notebook")]
        found = find_problems(notebook)
        if found:
            return found
        try:
            return self._run(notebook, path)
        except Exception as error:
            said = str(error).splitlines()[0] if str(error) else "no message"
            return [
                Problem(
                    path.name,
                    f"The notebook could not be run to its end ({type(error).__name__}: {said}). "
                    f"Choose Kernel > Restart Kernel and Run All Cells to see how far it comes.",
                    "could-not-run",
                )
            ]

    def _run(self, notebook: NotebookNode, path: Path) -> list[Problem]:
        titles = exercise_titles(notebook)
        # nbgrader runs a notebook in its own folder, so that relative paths work as in JupyterLab.
        with chdir(str(path.resolve().parent)):
            executed = self._preprocess(notebook)
        failed = [
            (cell, Problem(_named(cell, title), _first_error(cell), "failed"))
            for cell, title in zip(executed.cells, titles, strict=True)
            if cell.cell_type == "code" and (has_failed(cell) or _lost_points(cell))
        ]
        # If what the exercises start from failed, all that comes after it fails for that reason.
        start = [problem for cell, problem in failed if is_locked(cell) and not is_grade(cell)]
        return start or [problem for _, problem in failed]


def _lost_points(cell: NotebookNode) -> bool:
    if not is_grade(cell) or is_solution(cell):
        return False
    score, max_score = determine_grade(cell)
    return score is not None and score < max_score


def _named(cell: NotebookNode, title: str) -> str:
    if not is_grade(cell):
        return f"{title} (the cell {grade_id(cell)!r})" if grade_id(cell) else title
    points = float(cell.metadata.nbgrader["points"])
    return f"{title} ({points:g} {'point' if points == 1 else 'points'})"


def _first_error(cell: NotebookNode) -> str:
    for output in cell.outputs:
        if output.output_type == "error":
            return _readable(output)
    return "The tests of this cell passed only in part."


def _readable(output: NotebookNode) -> str:
    if output.ename == "CellTimeoutError":
        return (
            "This cell ran for too long and was stopped. Is there a loop that doesn't end, "
            "or one that visits each pixel where an array operation would do?"
        )
    if output.ename == "DeadKernelError":
        return (
            "Python itself ended while this cell ran. Does it ask for more memory than there is, "
            "or call exit() or quit()?"
        )
    if output.ename == "Finding":
        return output.evalue
    lines = strip_ansi("\n".join(output.traceback)).strip().splitlines()
    if not _is_traceback(lines):
        return "\n".join(lines)
    # Of a traceback only the student's own line is of use, and the last line, which says why.
    arrow = next((line for line in lines if line.startswith("-") and "> " in line), "")
    own_line = arrow.partition("> ")[2].partition(" ")[2].strip()
    said = f"{output.ename}: {output.evalue}" if output.evalue else output.ename
    return f"Python stopped at the line `{own_line}`.\n{said}" if own_line else said


def _is_traceback(lines: list[str]) -> bool:
    return any("Traceback (most recent call last)" in line for line in lines[:3])
