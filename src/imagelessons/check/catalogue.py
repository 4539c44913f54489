"""The stable catalogue of misconceptions: each code with what it says and where to read."""

from dataclasses import replace

from imagelessons.check.hints.steps import hints_of
from imagelessons.check.misconceptions.arrays import SHAPES, VALUES
from imagelessons.check.misconceptions.capstone import CAPSTONE
from imagelessons.check.misconceptions.colour import ALPHA, ANNOTATION, CHANNELS, STAINS
from imagelessons.check.misconceptions.dicom import ANONYMOUS, DICOM_GIVEN
from imagelessons.check.misconceptions.entry import Misconception
from imagelessons.check.misconceptions.exercises import EXERCISES
from imagelessons.check.misconceptions.figures import FIGURES
from imagelessons.check.misconceptions.general import ATTEMPTS, FUNCTIONS, NUMBERS, TYPES
from imagelessons.check.misconceptions.labels import LABELS, MOVED, PLOTS, RESAMPLING
from imagelessons.check.misconceptions.large import LARGE
from imagelessons.check.misconceptions.masks import GREY_GIVEN, MASKS
from imagelessons.check.misconceptions.volumes import VOLUMES, VOLUMES_GIVEN


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
        *VOLUMES,
        *VOLUMES_GIVEN,
        *ANONYMOUS,
        *DICOM_GIVEN,
        *CAPSTONE,
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
        Such as ``"transposed"``.

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
    if code not in CATALOGUE:
        raise AuthorError(
            f"The catalogue of misconceptions has no code {code!r}. "
            f"Add it to one of the check/beliefs_*.py modules, or use one of: "
            f"{', '.join(sorted(CATALOGUE))}."
        )
    return CATALOGUE[code]
