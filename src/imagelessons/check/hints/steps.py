"""From an entry of the catalogue to its hints: its own three steps, or those of its theme."""

from imagelessons.check.hints.general import GENERAL
from imagelessons.check.hints.pictures import PICTURES
from imagelessons.check.hints.volumes import VOLUMES
from imagelessons.check.misconceptions.entry import Misconception

OWN: dict[str, tuple[str, str, str]] = GENERAL | PICTURES | VOLUMES

_LOOK = {
    "01-greyscale": "Print the shape, the dtype, the minimum and the maximum after each step.",
    "02-masking": "Print how many pixels each mask keeps, and show mask and picture side by side.",
    "03-colour-channels": "Print the three numbers of a few pixels whose colour you can see.",
    "04-large-images": "Try it on an array of 8 x 8, and print the shape after each step.",
    "05-volumes": "Print the shape, `nib.aff2axcodes` of the affine and the voxel sizes.",
    "06-dicom": "Print the elements of the header that the finding is about.",
}
_LOOK_ELSEWHERE = "Print what each line gives, with its type, and compare with what you expected."
_NEARLY = (
    "Make the smallest example that you can work out on paper, run your lines on it one by one, "
    "and stop at the first whose result you did not expect. That line is the one this is about: "
    "{suggests}"
)


def hints_of(entry: Misconception) -> tuple[str, ...]:
    """Return the hints on a misconception, from the vaguest to the closest.

    Parameters
    ----------
    entry : Misconception

    Returns
    -------
    tuple of str
        Three. Where the code has none of its own: the thought that leads there, where to look
        by the lesson that it belongs to, and how to find the line.

    Examples
    --------
    >>> entry = Misconception("a", "A", "B is true.", "b is taken for c", "Do d.", "06-dicom", "E")
    >>> hints_of(entry)[0]
    'This comes out when b is taken for c. The thought behind it: "B is true." Is it?'
    """
    if entry.code in OWN:
        return OWN[entry.code]
    thought = f'This comes out when {entry.when}. The thought behind it: "{entry.belief}" Is it?'
    look = _LOOK.get(entry.lesson, _LOOK_ELSEWHERE)
    place = entry.read[:1].lower() + entry.read[1:]
    where = f"{look} What they should be like: {place}."
    return thought, where, _NEARLY.replace("{suggests}", entry.suggests)
