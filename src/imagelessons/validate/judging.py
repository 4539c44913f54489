"""What Validate and `make check` find in a notebook: read, mended, run and judged as if graded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from imagelessons.validate.problems import Problem, find_problems
from imagelessons.validate.release import source_of
from imagelessons.validate.running import CannotRunError, Ran, run_cells
from imagelessons.validate.said import said_of
from nbisolate.normalize.beside import exercise_of, written_beside
from nbisolate.normalize.points import CellGrade, grade_cells, is_untouched
from nbisolate.normalize.reading import read_submission, stem_of
from nbisolate.normalize.repair import recognised, repair
from nbisolate.normalize.source import Original, Source, is_changed
from nbisolate.normalize.structure import (
    UnreadableNotebookError,
    exercise_titles,
    grade_id,
    is_as_released,
)

# What an exercise can be. One that is written is done too, and read by a person.
DONE, WRITTEN, TO_MEND, BESIDE, OPEN = "done", "written", "to mend", "beside", "open"


@dataclass
class Exercise:
    """An exercise of a notebook.

    Attributes
    ----------
    title : str
        Its heading.
    points : float
    states : list of str
        Of each part that gives points.
    problems : list of Problem
        What is to mend, in the order of its cells.
    """

    title: str
    points: float = 0.0
    states: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def state(self) -> str:
        """What it is as a whole."""
        for state in (TO_MEND, BESIDE, OPEN, WRITTEN):
            if state in self.states:
                return state
        return DONE


@dataclass
class Verdict:
    """All that there is to say of a notebook.

    Attributes
    ----------
    name : str
        Of the file.
    exercises : list of Exercise
        Empty if the notebook could not be read or run.
    problems : list of Problem
        What belongs to no exercise.
    notes : list of str
        What costs no points, and is worth knowing.
    """

    name: str
    exercises: list[Exercise] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether all is answered, and nothing is to mend."""
        done = all(one.state in (DONE, WRITTEN) for one in self.exercises)
        return done and not self.all_problems()

    def all_problems(self) -> list[Problem]:
        """Return what is to mend, in the order of the notebook."""
        return [*self.problems, *(p for one in self.exercises for p in one.problems)]


def judge(path: str | Path, progress: Callable[[str], None] = lambda text: None) -> Verdict:
    """Say what a notebook is worth as it is, without changing it.

    Parameters
    ----------
    path : str or pathlib.Path
        The student's file.
    progress : callable, optional
        Called with a few words, such as ``"exercise 3 of 7"``.

    Returns
    -------
    Verdict
    """
    path = Path(path)
    try:
        notebook, notes = read_submission(path, stem_of(path))
    except UnreadableNotebookError as error:
        return Verdict(path.name, problems=[Problem(path.name, str(error), "unreadable-notebook")])
    source, released = source_of(notebook, path)
    verdict = Verdict(path.name, notes=notes + _named_otherwise(path, released))
    mended, _ = repair(notebook, source)
    # Where there is no release to compare with, the notebook's own record says what is missing.
    original = source if released is not None else None
    found = find_problems(recognised(notebook, source), original, path.resolve().parent)
    verdict.notes += _of_another_version(notebook, source)
    judged = _Judged(mended, source)
    try:
        folder = path.resolve().parent
        # Who hands in an assignment's folder hands in all of it; elsewhere, as in Downloads, most
        # of what is there has nothing to do with the notebook.
        whole = released is not None and folder.name == released.stem
        verdict.notes += judged.run(folder, whole, progress)
    except CannotRunError as error:
        sentence = f"The notebook could not be run: {error}. Try it once more."
        verdict.problems.append(Problem(path.name, sentence, "could-not-run"))
    judged.fill(verdict, found)
    return verdict


def _named_otherwise(path: Path, released: Path | None) -> list[str]:
    if released is None or path.name == released.name:
        return []
    return [f"This file is called {path.name}. Hand it in as {released.name}."]


def _of_another_version(notebook: NotebookNode, source: Source) -> list[str]:
    tests = [one for one in notebook.cells if grade_id(one) in source.by_name]
    pairs = ((cell, source.by_name[grade_id(cell)]) for cell in tests)
    changed = (cell for cell, one in pairs if one.is_test and is_changed(cell.source, one))
    if not any(map(is_as_released, changed)):
        return []
    return ["Your notebook is from another version of the course; the tests of this one were run."]


class _Judged:
    """A mended notebook on its way."""

    def __init__(self, notebook: NotebookNode, source: Source):
        self.notebook, self.source = notebook, source
        self.titles = exercise_titles(notebook)
        self.code = [n for n, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
        self.ran: dict[int, Ran] = {}
        self.grades: dict[str, CellGrade] = {}

    def run(self, folder: Path, whole: bool, progress: Callable[[str], None]) -> list[str]:
        """Run the cells, and fill in what points are made of."""
        order = list(dict.fromkeys(self.titles[n] for n in self._graded()))

        def tell(number: int) -> None:
            title = self.titles[self.code[number]]
            if title in order:
                progress(f"exercise {order.index(title) + 1} of {len(order)}")

        sources = [self.notebook.cells[n].source for n in self.code]
        ran, notes = run_cells(sources, folder, whole=whole, progress=tell)
        self.ran = dict(zip(self.code, ran, strict=True))
        for number, one in self.ran.items():
            cell = self.notebook.cells[number]
            outputs = list(one.outputs)
            if one.cause:
                error = {"ename": "Stopped", "evalue": one.cause, "traceback": [one.cause]}
                outputs.append({"output_type": "error"} | error)
            cell.outputs = [nbformat.from_dict(output) for output in outputs]
            cell.execution_count = number
        self.grades = grade_cells(self.notebook, self.source)
        return notes

    def fill(self, verdict: Verdict, found: list[Problem]) -> None:
        """Enter in a verdict what was found before the run, and what the run showed."""
        exercises = {self.titles[n]: Exercise(self.titles[n]) for n in self._graded()}
        start = self._failed_start()
        for problem in found:
            own = exercises.get(problem.where)
            (own.problems if own else verdict.problems).append(problem)
        if start:
            # All that comes after it fails for that reason.
            verdict.problems.append(start)
        for number in self._graded() if self.grades else ():
            self._judge(number, exercises[self.titles[number]], quiet=start is not None)
        verdict.exercises = list(exercises.values()) if self.grades else []
        verdict.notes += self._other_errors(exercises) if start is None else []

    def _graded(self) -> list[int]:
        names = [grade_id(cell) or "" for cell in self.notebook.cells]
        originals = [self.source.by_name.get(name) for name in names]
        return [n for n, one in enumerate(originals) if one is not None and one.grade]

    def _judge(self, number: int, exercise: Exercise, quiet: bool) -> None:
        original = self.source.by_name[grade_id(self.notebook.cells[number])]
        grade = self.grades[original.name]
        exercise.points += grade.max_score
        answers = self._answers(original)
        beside = [n for one in answers for n in self._beside(one)]
        untouched = bool(answers) and all(map(self._is_untouched, answers))
        if original.solution:
            state = OPEN if untouched else WRITTEN
        elif grade.score is not None and grade.score >= grade.max_score:
            state = DONE
        else:
            state = OPEN if untouched else TO_MEND
        if state == OPEN and beside:
            state = BESIDE
            exercise.problems.append(_move_it(exercise.title, original, beside))
        if state == TO_MEND and not quiet and not _explained(exercise):
            exercise.problems.append(self._why(number, exercise.title, answers))
        exercise.states.append(state)

    def _answers(self, original: Original) -> list[Original]:
        """Return the answers that give the points of a cell."""
        if original.solution:
            return [original]
        part = [self.source.by_name[name] for name in exercise_of(self.source, original.name)]
        return [one for one in part if one.solution and not one.grade]

    def _cell(self, original: Original) -> NotebookNode | None:
        return next((c for c in self.notebook.cells if grade_id(c) == original.name), None)

    def _is_untouched(self, original: Original) -> bool:
        return is_untouched(self._cell(original), original)

    def _beside(self, original: Original) -> list[int]:
        if not self._is_untouched(original):
            return []
        return written_beside(self.notebook, original, self.source)

    def _why(self, number: int, title: str, answers: list[Original]) -> Problem:
        """Return the error of an answer, or else what its test found."""
        names = {one.name for one in answers}
        for place, one in self.ran.items():
            if grade_id(self.notebook.cells[place]) in names and (one.cause or _error(one)):
                return Problem(title, said_of(one), "failed")
        return Problem(title, said_of(self.ran[number]), "failed")

    def _failed_start(self) -> Problem | None:
        """Return what is to say of a locked cell that failed, such as a missing picture."""
        for place, one in self.ran.items():
            original = self.source.by_name.get(grade_id(self.notebook.cells[place]) or "")
            if original is None or not original.locked or original.is_test:
                continue
            if one.cause or _error(one):
                where = f"{self.titles[place]} (the cell {original.name!r})"
                return Problem(where, said_of(one), "failed")
        return None

    def _other_errors(self, exercises: Mapping[str, Exercise]) -> list[str]:
        """Return a sentence on each error that no exercise tells of."""
        notes = []
        for place, one in self.ran.items():
            original = self.source.by_name.get(grade_id(self.notebook.cells[place]) or "")
            exercise = exercises.get(self.titles[place])
            told = original is not None and (
                original.locked or (exercise is not None and exercise.state == TO_MEND)
            )
            if told or not (one.cause or _error(one)):
                continue
            last = said_of(one).splitlines()[-1][:120]
            whose = "a cell of your own" if original is None else "the answer cell"
            notes.append(
                f"{self.titles[place]}: {whose} ends with an error ({last}). That alone costs no "
                f"points."
            )
        return notes[:5]


def _error(ran: Ran) -> bool:
    return any(output["output_type"] == "error" for output in ran.outputs)


def _explained(exercise: Exercise) -> bool:
    """Return whether it is known already why an exercise fails."""
    return any(one.code in ("syntax-error", "own-path") for one in exercise.problems)


def _move_it(title: str, original: Original, places: list[int]) -> Problem:
    what, count = ("code" if original.cell_type == "code" else "text"), len(places)
    cells = "the cell that you added" if count == 1 else f"{count} cells that you added"
    return Problem(
        title,
        f"Your {what} stands in {cells}, beside the answer cell. Move it into the answer cell: "
        f"copy the {what}, not the cell, in the place of what is there.",
        "answer-beside",
    )
