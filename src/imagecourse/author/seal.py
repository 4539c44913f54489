"""Make the seals of the visible tests: digests of the right values and of known mistakes.

``solutions/<assignment>/sealed.py`` holds a function ``answers()`` that returns a dictionary of
`imagelessons.check.Answer` by the name of each answer. Run as a program, this module writes the
seals of the assignments that are named, or of all::

    python -m imagecourse.author.seal exercises-01-greyscale
"""

import importlib.util
import json
import math
import sys
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from imagelessons.check.catalogue import AuthorError, misconception
from imagelessons.check.values.canonical import (
    array_digest,
    near_a_limit,
    number_digests,
    whole_array,
)
from imagelessons.check.values.seals import SEALS, Answer, file_digest
from imagelessons.data import course_root


def write_seals(assignment: str, *, solutions: Path | None = None, seals: Path = SEALS) -> Path:
    """Write the seals of an assignment.

    Parameters
    ----------
    assignment : str
        The name of a folder in ``solutions``.
    solutions : pathlib.Path, optional
        By default the course's.
    seals : pathlib.Path, optional
        By default the package's.

    Returns
    -------
    pathlib.Path
        The file written: the same answers give the same bytes.

    Raises
    ------
    AuthorError
        If ``sealed.py`` is missing or an answer cannot be sealed.
    """
    path = seals / f"{assignment}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_text(made_seals(assignment, solutions=solutions)), encoding="utf-8")
    return path


def made_seals(assignment: str, *, solutions: Path | None = None) -> dict[str, dict]:
    """Return the seals of an assignment, by the name of each answer.

    Raises
    ------
    AuthorError
        As for `write_seals`.
    """
    answers = sealed_answers(assignment, solutions=solutions)
    return {name: _seal(answers[name], f"{assignment}/{name}") for name in sorted(answers)}


def sealed_answers(assignment: str, *, solutions: Path | None = None) -> Mapping[str, Answer]:
    """Return what `sealed.py` of an assignment gives: the right values, and the known mistakes.

    Raises
    ------
    AuthorError
        As for `write_seals`.
    """
    folder = (solutions or course_root() / "solutions") / assignment
    return _answers(folder / "sealed.py")


def _text(seals: dict[str, dict]) -> str:
    return json.dumps({"answers": seals}, indent=1, sort_keys=True) + "\n"


def _answers(path: Path) -> Mapping[str, Answer]:
    if not path.is_file():
        raise AuthorError(f"There is no {path}.")
    where = f"{path.parent.name}/{path.name}"
    spec = importlib.util.spec_from_file_location("_imagelessons_sealed", path)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        if not callable(getattr(module, "answers", None)):
            raise AuthorError(f"{where} has no function answers().")
        answers = module.answers()
    except AuthorError:
        raise
    except SyntaxError as error:
        raise AuthorError(
            f"{where}, line {error.lineno}: {error.msg}. Correct that line, then run the command "
            "again."
        ) from None
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        lines = [
            one for one in traceback.extract_tb(error.__traceback__) if one.filename == str(path)
        ]
        raise AuthorError(f"{where} stops at {said} (line {lines[-1].lineno}).") from None
    wrong = [name for name, answer in answers.items() if not isinstance(answer, Answer)]
    if wrong:
        raise AuthorError(f"{path}: these are no check.Answer: {', '.join(wrong)}.")
    return answers


def _seal(answer: Answer, key: str) -> dict:
    files = {}
    for name in sorted(answer.files):
        digest = file_digest(name)
        if digest is None:
            raise AuthorError(f"{key}: there is no data file or series {name!r}.")
        files[name] = digest
    values = np.asarray(answer.value)
    if values.dtype.kind not in "biuf":
        raise AuthorError(f"{key}: the value is of dtype {values.dtype}, not of numbers.")
    single = values.ndim == 0 and values.dtype.kind != "b"
    seal = _number_seal(answer, key) if single else _array_seal(answer, values, key)
    return {"files": files, **seal}


def _number_seal(answer: Answer, key: str) -> dict:
    value = np.asarray(answer.value).item()
    step = answer.step
    if step is None and not isinstance(value, int):
        raise AuthorError(f"{key}: give the step that this number is rounded to.")
    own = list(number_digests(value, step, key))
    if not own:
        raise AuthorError(f"{key}: {value} cannot be sealed with step={step}.")
    mistakes = {}
    for code, wrong in answer.mistakes.items():
        digests = list(number_digests(float(np.asarray(wrong).item()), step, key))
        if not digests:
            raise AuthorError(f"{key}: the mistake {code!r} cannot be sealed with step={step}.")
        if own[0] in digests:
            raise AuthorError(f"{key}: the mistake {code!r} is right within the step.")
        _add(mistakes, digests[0], code, key)
    for wrong in _rounded(value) if step is not None else ():
        digests = list(number_digests(wrong, step, key))
        if digests and own[0] not in digests:
            mistakes.setdefault(digests[0], "rounded-early")
    return {"kind": "number", "step": step, "decimals": None, "digest": own[0]} | {
        "mistakes": mistakes
    }


def _rounded(value: float) -> Iterator[float]:
    # Of 0.3 the whole number is 0, which tells nothing of rounding.
    if abs(value) >= 1:
        yield from (float(round(value)), float(math.trunc(value)))
    yield from (round(value, digits) for digits in range(1, 7))


def _array_seal(answer: Answer, values: np.ndarray, key: str) -> dict:
    decimals = answer.decimals
    digest = array_digest(values, decimals, key)
    if digest is None:
        raise AuthorError(f"{key}: these floats need decimals=..., and no infinite values.")
    if near_a_limit(values, decimals):
        raise AuthorError(
            f"{key}: with decimals={decimals} some value lies on the limit between two rounded "
            f"ones, so that another right route may miss it. Choose other decimals."
        )
    mistakes: dict[str, str] = {}
    for code, wrong in answer.mistakes.items():
        wrong_digest = array_digest(np.asarray(wrong), decimals, key)
        if wrong_digest == digest:
            raise AuthorError(f"{key}: the mistake {code!r} is the right value.")
        if wrong_digest:
            _add(mistakes, wrong_digest, code, key)
    _add_wrapped(mistakes, values, decimals, key)
    kind = "mask" if values.dtype.kind == "b" else "array"
    return {"kind": kind, "step": None, "decimals": decimals, "digest": digest} | {
        "mistakes": mistakes
    }


def _add_wrapped(
    mistakes: dict[str, str], values: np.ndarray, decimals: int | None, key: str
) -> None:
    # The way back from a wrapped value is not known, so its digest is kept beside.
    whole = whole_array(values, None)
    if decimals is not None or whole is None or not whole.size:
        return
    if whole.min() < 0 or whole.max() > 255:
        digest = array_digest(np.mod(whole, 256).astype(np.uint8), None, key)
        mistakes.setdefault(digest, "wrap-around")


def _add(mistakes: dict[str, str], digest: str, code: str, key: str) -> None:
    misconception(code)
    if mistakes.setdefault(digest, code) != code:
        raise AuthorError(f"{key}: {code!r} and {mistakes[digest]!r} are the same wrong value.")


def main(names: list[str]) -> None:
    """Write the seals of the named assignments, or of all that have a ``sealed.py``."""
    folder = course_root() / "solutions"
    for name in names or sorted(path.parent.name for path in folder.glob("*/sealed.py")):
        print(write_seals(name))


if __name__ == "__main__":
    main(sys.argv[1:])
