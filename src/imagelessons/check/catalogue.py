"""The stable catalogue of misconceptions: each code with what it says and where to read."""

from dataclasses import replace

from imagelessons.check.beliefs_arrays import SHAPES, VALUES
from imagelessons.check.beliefs_capstone import CAPSTONE
from imagelessons.check.beliefs_colour import ALPHA, ANNOTATION, CHANNELS, STAINS
from imagelessons.check.beliefs_dicom import ANONYMOUS, DICOM_GIVEN
from imagelessons.check.beliefs_exercises import EXERCISES
from imagelessons.check.beliefs_figures import FIGURES
from imagelessons.check.beliefs_general import ATTEMPTS, FUNCTIONS, NUMBERS, TYPES
from imagelessons.check.beliefs_labels import LABELS, MOVED, PLOTS, RESAMPLING
from imagelessons.check.beliefs_large import LARGE
from imagelessons.check.beliefs_masks import GREY_GIVEN, MASKS
from imagelessons.check.beliefs_volumes import VOLUMES, VOLUMES_GIVEN
from imagelessons.check.ladders import hints_of
from imagelessons.check.misconception import Misconception


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
