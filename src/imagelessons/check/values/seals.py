"""Is an answer right, when the truth is there only as a digest that tells nothing."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.coerce import plain_array, plain_number, refuse_places
from imagelessons.check.diagnose.causes import undone
from imagelessons.check.diagnose.dtypes import check_two_valued
from imagelessons.check.finding import blame
from imagelessons.check.guard import guarded
from imagelessons.check.values.arrays import blame_mistake
from imagelessons.check.values.canonical import array_digest, number_digests
from imagelessons.check.values.scalars import WHICH_VALUES, shown_number
from imagelessons.data import data
from imagelessons.data.hashes import sha256_of

SEALS = Path(__file__).parents[1] / "seals"
_WHICH_PART = (
    "Compare your lines with the exercise, word by word: which part of which array is asked, and "
    "what is done with it?"
)

# The names of numbers that are right for the files that the seals were made with, and that were
# handed in where other files are. If such a number is wrong, it was not computed.
of_other_files: set[str] = set()


@dataclass(frozen=True)
class Answer:
    """A right value to be sealed, with the wrong ones that the exercise invites.

    Parameters
    ----------
    value : array_like, bool or number
    mistakes : mapping of str to object, optional
        Wrong values by the code of each.
    files : sequence of str, optional
        The names of the data files and series that the value depends on: with other pictures of
        these names, the seal says nothing.
    decimals : int, optional
        For an array of floats: how many decimals count.
    step : float, optional
        For a float: what it is rounded to. One step more or less is right too.
    """

    value: object
    mistakes: Mapping[str, object] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    decimals: int | None = None
    step: float | None = None


@guarded
def sealed(answer: object, key: str, name: str | None = None) -> None:
    """Check an answer against a sealed truth.

    Parameters
    ----------
    answer : object
        What the learner hands in.
    key : str
        ``"<assignment>/<answer>"``, as in ``"exercises-01-greyscale/corner"``.
    name : str, optional
        What the learner calls it; by default what follows the slash.

    Raises
    ------
    Finding
        If the answer is not right: a known mistake, or a slip that can be undone, such as
        ``transposed``; else ``different-values``. Never where it differs.
    AuthorError
        If there is no such seal.

    Notes
    -----
    If the data files are others than those the seal was made with, only the structure is
    checked.

    Examples
    --------
    >>> sealed(3, "no-such-assignment/answer")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
        ...
    AuthorError: There are no seals for 'no-such-assignment/answer': ...
    """
    name = name or key.rpartition("/")[2]
    seal = _seal(key)
    if seal["kind"] == "number":
        value = plain_number(answer, name)
        if _same_files(seal["files"]):
            _check_number(value, seal, key, name)
        elif seal["digest"] in number_digests(value, seal["step"], key):
            of_other_files.add(name)
        return
    values = plain_array(answer, name)
    if seal["kind"] == "mask":
        refuse_places(answer, name)
        check_two_valued(values, name, strict=False)
    if _same_files(seal["files"]):
        _check_array(values, seal, key, name)


def _seal(key: str) -> dict:
    assignment, slash, answer = key.partition("/")
    path = SEALS / f"{assignment}.json"
    if not slash or Path(assignment).name != assignment or not path.is_file():
        raise AuthorError(
            f"There are no seals for {key!r}: write solutions/{assignment}/sealed.py, "
            f'then run imagecourse.author.seal.write_seals("{assignment}").'
        )
    answers = _parsed(path.read_text(encoding="utf-8"))["answers"]
    if answer not in answers:
        known = ", ".join(sorted(answers)) or "none"
        raise AuthorError(f"There is no seal {answer!r} in {path.name}; there are: {known}.")
    return answers[answer]


@lru_cache(maxsize=32)
def _parsed(text: str) -> dict:
    return json.loads(text)


def _same_files(files: Mapping[str, str]) -> bool:
    return all(file_digest(name) == digest for name, digest in files.items())


def file_digest(name: str) -> str | None:
    """Return the SHA-256 of a data file or of a series, or None if there is none of that name.

    Parameters
    ----------
    name : str
        As for `imagelessons.data.data`: the name of a file, or of a folder of files.

    Returns
    -------
    str or None
        Of a folder that of its files and their names, as `data/README.md` gives it.

    Examples
    --------
    >>> file_digest("no-such-picture.png") is None
    True
    """
    try:
        path = data(name)
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        facts = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
        return _digest(path, tuple(facts))
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=64)
def _digest(path: Path, facts: tuple[tuple[str, int, int], ...]) -> str:
    # The facts are not used here: with other facts the digest is worked out again.
    return sha256_of(path)


def _check_number(value: float, seal: dict, key: str, name: str) -> None:
    def digests(candidate: float) -> Iterator[str]:
        return number_digests(candidate, seal["step"], key)

    own = []
    for digest in digests(value):
        if digest == seal["digest"]:
            return
        own.append(digest)
    shown = f"`{name}` is {shown_number(value)}."
    if value != value:
        blame("not-a-number", name, shown)
    # The closest step first: a mistake may lie beside another.
    known = next((seal["mistakes"][one] for one in own if one in seal["mistakes"]), None)
    if known:
        blame_mistake(known, name)
    for code, candidate in _number_undone(value, whole=seal["step"] is None):
        if seal["digest"] in digests(candidate):
            blame(code, name, shown)
    blame("different-values", name, shown, suggests=WHICH_VALUES)


def _number_undone(value: float, *, whole: bool) -> Iterator[tuple[str, float]]:
    if abs(value) > 1e300:
        return
    if whole:
        yield "count-off-by-one", value - 1
        yield "count-off-by-one", value + 1
        yield "sign", -value
        # Kilo and mega, by tens and by twos.
        yield from (("other-unit", value * unit) for unit in (1000, 1024, 10**6, 2**20))
        return
    yield "percent-for-fraction", value / 100
    yield "fraction-for-percent", value * 100
    yield "complement", 1 - value if abs(value) <= 1 else 100 - value
    yield "range-0-to-255", value / 255
    yield "range-0-to-1", value * 255
    yield "sign", -value
    if abs(value) > 1e-300:
        yield "reciprocal", 1 / value


def _check_array(values: np.ndarray, seal: dict, key: str, name: str) -> None:
    def digest(candidate: np.ndarray) -> str | None:
        return array_digest(candidate, seal["decimals"], key)

    own = digest(values)
    if own == seal["digest"]:
        return
    if own in seal["mistakes"]:
        blame_mistake(seal["mistakes"][own], name)
    if values.size:
        _blame_undone(values, seal, digest, name)
    found = f"`{name}` does not hold the right values."
    blame("different-values", name, found, suggests=_WHICH_PART)


def _blame_undone(values: np.ndarray, seal: dict, digest, name: str) -> None:
    tried = values
    if seal["kind"] == "mask":
        tried = values.astype(bool)
        if tried.all() or not tried.any():
            every = bool(tried.all())
            found = f"`{name}` keeps {'every pixel' if every else 'no pixel at all'}."
            blame("mask-all-true" if every else "mask-all-false", name, found)
    for code, candidate in undone(tried):
        if digest(candidate) == seal["digest"]:
            blame_mistake(code, name)
