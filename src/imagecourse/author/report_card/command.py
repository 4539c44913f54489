"""How good the tests of the exercises are: the bank of answers and the mutants, all tried."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from imagecourse.author.release import assignments
from imagecourse.author.report_card.mutants import equivalents, mutants
from imagecourse.author.report_card.outcomes import RAISED, STOPPED, Trial, outcomes
from imagecourse.author.report_card.page import page, page_of_mutants
from imagecourse.author.report_card.trial import RIGHT, bank, expected_code
from imagecourse.author.source import read, reference_answers, source_path
from imagelessons.data import course_root
from imagelessons.data.unseen import scenes_in, unseen_pictures

# Codes that say that an answer differs, where, or that it is of another kind; every other code
# names what its author believed or forgot.
STRUCTURAL = {
    "amounts-off", "array-for-number", "assertion-failed", "check-stopped", "different-text",
    "different-values", "function-raised", "histogram-missing", "infinite", "labels-moved",
    "missing-name", "nearly-right", "not-a-function", "not-a-number", "not-attempted",
    "not-called", "number-for-array", "out-of-range", "overlap-too-small", "picture-not-shown",
    "pixels-altered", "wrong-answer", "wrong-axes", "wrong-dtype", "wrong-panel-count",
    "wrong-panel-grid", "wrong-parameters", "wrong-shape", "wrong-type",
}  # fmt: skip

# The pictures of these seeds are tried where a mutant survives on the course's own.
SEEDS = (7, 11)

# A mutant with such an outcome fails by itself, so that it says nothing about the tests.
BY_ITSELF = {RAISED, STOPPED, "function-raised"}


def report_card(names: Sequence[str], *, processes: int | None = None) -> int:
    """Try the bank and the mutants, print what is to mend, and write the pages.

    Parameters
    ----------
    names : sequence of str
        Assignments, or exercises as in ``"exercises-02-masking/dark"``. If there are any, only
        these are tried, and the pages stay as they are.
    processes : int, optional
        How many at a time; by default as many as there are processors.

    Returns
    -------
    int
        0; 1 if the bank or a list of equivalent mutants is to mend, or a name is unknown.
    """
    known = exercises()
    unknown = [one for one in names if not _chosen(known, [one])]
    if unknown:
        print(
            f"There is no assignment or exercise {unknown[0]!r}; such as exercises-02-masking/dark."
        )
        return 1
    rows = []
    for assignment, name in _chosen(known, names):
        rows.append(tried(assignment, name, processes=processes))
        print(_line(rows[-1]), flush=True)
        for mutant in rows[-1].survived:
            print(f"    not found: {mutant}", flush=True)
    if not names:
        for target, text in {
            "docs/report-card.md": page(rows),
            "solutions/mutants.md": page_of_mutants(rows),
        }.items():
            (course_root() / target).write_text(text, encoding="utf-8")
            print(target)
    problems = [problem for row in rows for problem in row.problems]
    print("\n".join(problems) or "Nothing to mend.")
    return int(bool(problems))


def exercises() -> list[tuple[str, str]]:
    """Return each exercise that a program tests: its assignment, and the answer cell's grade id.

    Examples
    --------
    >>> ("exercises-02-masking", "dark") in exercises()
    True
    """
    return [
        (assignment, name)
        for assignment in assignments()
        for name in reference_answers(assignment)
        if name != "written"
    ]


def tried(assignment: str, name: str, *, processes: int | None = None) -> "Row":
    """Try the bank and the mutants of one exercise.

    Parameters
    ----------
    assignment, name : str
    processes : int, optional
        How many at a time.

    Returns
    -------
    Row
    """
    row = Row(assignment, name)
    _try_bank(row, processes)
    _try_mutants(row, processes)
    return row


def _try_bank(row: "Row", processes: int | None) -> None:
    paths = [path for path in bank(row.assignment) if path.parent.name == row.name]
    expected = {
        Trial(row.assignment, row.name, path.read_text(encoding="utf-8")): path for path in paths
    }
    for trial, found in outcomes(expected, processes=processes).items():
        path = expected[trial]
        code = expected_code(path)
        if found != code:
            row.problems.append(f"{row.assignment}/{row.name}: {path.name} gets {found!r}.")
        if code == RIGHT:
            row.right += 1
            row.accepted += found == RIGHT
        else:
            row.wrong += 1
            row.rejected += found != RIGHT
            row.intended += found == code
            row.specific += found == code and code not in STRUCTURAL


def _try_mutants(row: "Row", processes: int | None) -> None:
    known = {
        mutant: reason
        for (name, mutant), reason in equivalents(row.assignment).items()
        if name == row.name
    }
    reference = reference_answers(row.assignment)[row.name]
    trials = {Trial(row.assignment, row.name, one.source): one for one in mutants(reference)}
    found = outcomes(trials, processes=processes)
    survivors = [one for one, code in found.items() if code == RIGHT]
    scenes = scenes_in(cell.source for cell in read(source_path(row.assignment)).cells)
    unseen = {
        one: [
            Trial(one.assignment, one.name, one.source, unseen_pictures(seed, scenes))
            for seed in SEEDS
        ]
        for one in survivors
        if trials[one].name not in known
    }
    found_unseen = outcomes([one for each in unseen.values() for one in each], processes=processes)
    for trial, code in found.items():
        mutant = trials[trial].name
        if code in BY_ITSELF:
            row.by_itself += 1
        elif code != RIGHT:
            row.killed[trials[trial].operator] += 1
        elif mutant in known:
            row.equivalent[mutant] = known[mutant]
        elif any(found_unseen[one] != RIGHT for one in unseen[trial]):
            row.killed_unseen.append(mutant)
        else:
            row.survived.append(mutant)
    where = f"{row.assignment}/{row.name}"
    row.problems += [
        f"{where}: equivalent.toml names what is no mutant or is found: {one}"
        for one in known.keys() - row.equivalent.keys()
    ]


def _chosen(known: list[tuple[str, str]], names: Sequence[str]) -> list[tuple[str, str]]:
    return [one for one in known if not names or one[0] in names or "/".join(one) in names]


def _line(row: "Row") -> str:
    return (
        f"{row.assignment}/{row.name}: right {row.accepted}/{row.right}, wrong "
        f"{row.rejected}/{row.wrong}, mutants {row.mutants_killed}/{row.mutants_judged}, "
        f"equivalent {len(row.equivalent)}, failing by themselves {row.by_itself}"
    )


@dataclass
class Row:
    """What was found for one exercise.

    Attributes
    ----------
    assignment, name : str
    right, accepted : int
        The bank's right answers, and how many of them were accepted.
    wrong, rejected, intended, specific : int
        The bank's wrong answers; how many were rejected, with the code that their file names,
        and with one that isn't structural.
    killed : Counter of str
        How many mutants the tests found on the course's pictures, by operator.
    killed_unseen, survived : list of str
        The mutants that were found on unseen pictures only, and those that weren't found.
    equivalent : dict of str to str
        The mutants that are as right as the reference, with the reason.
    by_itself : int
        How many mutants raised an error or did not end.
    problems : list of str
        What is to mend, in sentences.
    """

    assignment: str
    name: str
    right: int = 0
    accepted: int = 0
    wrong: int = 0
    rejected: int = 0
    intended: int = 0
    specific: int = 0
    killed: Counter = field(default_factory=Counter)
    killed_unseen: list[str] = field(default_factory=list)
    survived: list[str] = field(default_factory=list)
    equivalent: dict[str, str] = field(default_factory=dict)
    by_itself: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def killed_at_once(self) -> int:
        """How many mutants the tests found on the course's pictures."""
        return self.killed.total()

    @property
    def mutants_killed(self) -> int:
        """How many mutants the tests found, on the course's pictures or on unseen ones."""
        return self.killed.total() + len(self.killed_unseen)

    @property
    def mutants_judged(self) -> int:
        """How many mutants change a result and don't fail by themselves."""
        return self.mutants_killed + len(self.survived)
