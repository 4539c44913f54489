"""The stable catalogue of misconceptions: each code with what it says and where to read."""

import re
from dataclasses import replace

from imagelessons.check.hints.steps import hints_of
from imagelessons.check.misconceptions.arrays import SHAPES, VALUES
from imagelessons.check.misconceptions.capstone import CAPSTONE
from imagelessons.check.misconceptions.capstone_more import CEREBELLUM
from imagelessons.check.misconceptions.colour import ALPHA, CHANNELS
from imagelessons.check.misconceptions.dicom import ANONYMOUS, DICOM_GIVEN
from imagelessons.check.misconceptions.dicom_more import SERIES
from imagelessons.check.misconceptions.entry import Misconception
from imagelessons.check.misconceptions.exercises import EXERCISES
from imagelessons.check.misconceptions.figures import FIGURES
from imagelessons.check.misconceptions.general import ATTEMPTS, FUNCTIONS, NUMBERS, TYPES
from imagelessons.check.misconceptions.labels import LABELS, MOVED, PLOTS, RESAMPLING
from imagelessons.check.misconceptions.large import LARGE
from imagelessons.check.misconceptions.large_parts import PARTS
from imagelessons.check.misconceptions.masks import GREY_GIVEN, MASKS
from imagelessons.check.misconceptions.stains import ANNOTATION, STAINS
from imagelessons.check.misconceptions.volumes import VOLUMES, VOLUMES_GIVEN
from imagelessons.check.misconceptions.volumes_more import PLACES


class AuthorError(ValueError):
    """A mistake in the exercise itself, not in the answer."""


CATALOGUE: dict[str, Misconception] = {
    entry.code: replace(entry, hints=hints_of(entry))
    for entry in (
        *ATTEMPTS,
        *TYPES,
        *SHAPES,
        *VALUES,
        *MASKS,
        *NUMBERS,
        *FUNCTIONS,
        *FIGURES,
        *GREY_GIVEN,
        *EXERCISES,
        *CHANNELS,
        *ALPHA,
        *STAINS,
        *ANNOTATION,
        *LARGE,
        *PARTS,
        *VOLUMES,
        *VOLUMES_GIVEN,
        *PLACES,
        *ANONYMOUS,
        *DICOM_GIVEN,
        *SERIES,
        *CAPSTONE,
        *CEREBELLUM,
        *LABELS,
        *MOVED,
        *PLOTS,
        *RESAMPLING,
    )
}


def misconception(code: str) -> Misconception:
    """Return the catalogue's entry for a code.

    Parameters
    ----------
    code : str
        Such as ``"transposed"``; also with a sentence of the exercise's own, as for `parts_of`.
        What follows two hyphens is a note, so that one misconception may have several wrong
        values: ``"wrap-around--sum"``.

    Returns
    -------
    Misconception

    Raises
    ------
    AuthorError
        If the catalogue has no such code.

    Examples
    --------
    >>> misconception("transposed").name
    'Rows and columns swapped'
    """
    code = _code_in(code)
    if code not in CATALOGUE:
        raise AuthorError(
            f"The catalogue of misconceptions has no code {code!r}. "
            f"Add it to one of the check/beliefs_*.py modules, or use one of: "
            f"{', '.join(sorted(CATALOGUE))}."
        )
    return CATALOGUE[code]


def _code_in(key: str) -> str:
    return key.partition(": ")[0].partition("--")[0]


def parts_of(key: str, called: str) -> tuple[str, str, str]:
    """Return the code of a known mistake, what to say was found, and what that suggests.

    Parameters
    ----------
    key : str
        A code, or a code with sentences of the exercise's own: the first says what the learner
        did, and the others take the place of the catalogue's suggestion.
    called : str
        What the learner calls the answer.

    Returns
    -------
    tuple of str
        The last is empty where the catalogue's suggestion fits.

    Examples
    --------
    >>> parts_of("constant-factor: You counted bits. Eight bits are a byte.", "n")
    ('constant-factor', 'You counted bits.', 'Eight bits are a byte.')
    >>> parts_of("transposed", "n")
    ('transposed', '`n` is what you get if rows and columns are swapped.', '')
    """
    code, words = _code_in(key), key.partition(": ")[2]
    if not words:
        return code, f"`{called}` is what you get if {misconception(code).when}.", ""
    end = re.search(r"[.?!](?= |$)", words)
    found = words[: end.end()] if end else words
    return code, found, words[len(found) :].strip()
