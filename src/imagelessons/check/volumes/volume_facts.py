"""What an image volume is, as plain values: no nibabel object in it."""

import sys
from dataclasses import asdict, dataclass

import numpy as np

from imagelessons.check.coerce import kind_of, plain_array, refuse_stub
from imagelessons.check.finding import blame, clip


@dataclass(frozen=True)
class VolumeFacts:
    """A volume as the next program reads it.

    Attributes
    ----------
    values : numpy.ndarray
        With slope and intercept applied.
    affine : numpy.ndarray or None
        (4, 4) float64, from voxel index to millimetres to the right, front and top.
    dtype : str
        The name of the dtype that is stored in the file.
    zooms : tuple of float
        The size of a voxel along each axis, and of the step along the fourth.
    units : tuple of str
        Of space and of time, such as ``("mm", "sec")``; ``""`` where the format has none.
    """

    values: np.ndarray
    affine: np.ndarray | None
    dtype: str
    zooms: tuple[float, ...]
    units: tuple[str, str] = ("", "")


def is_volume(value: object) -> bool:
    """Whether a value is an image of nibabel that has an affine, or the facts of one.

    Examples
    --------
    >>> is_volume(np.zeros((2, 2, 2)))
    False
    """
    if type(value) is VolumeFacts:
        return True
    # Without nibabel loaded there can be none of its images; loading it takes a while.
    images = sys.modules.get("nibabel.spatialimages")
    return images is not None and isinstance(value, images.SpatialImage)


def volume_facts(answer: object, name: str) -> VolumeFacts:
    """Return the facts of an image volume.

    Parameters
    ----------
    answer : object
        An image of nibabel, in memory or in a file, or facts that were made before.
    name : str
        What the learner calls it.

    Returns
    -------
    VolumeFacts
        Of an image in memory: as it will be read once it is saved.

    Raises
    ------
    Finding
        ``not-attempted``, ``affine-lost`` for an array, or ``wrong-type``.

    Examples
    --------
    >>> import nibabel
    >>> image = nibabel.Nifti1Image(np.zeros((2, 3, 4), np.uint8), np.diag([2, 2, 3, 1]))
    >>> [float(size) for size in volume_facts(image, "image").zooms]
    [2.0, 2.0, 3.0]
    """
    refuse_stub(answer, name)
    if type(answer) is VolumeFacts:
        return answer
    if not is_volume(answer):
        _blame_no_volume(answer, name)
    try:
        facts = _facts_of(answer)
    except Exception as error:
        found = f"`{name}` is an image that cannot be read or written: {clip(error, 100)}"
        blame("wrong-type", name, found)
    return facts


def _blame_no_volume(answer: object, name: str) -> None:
    if isinstance(answer, (str, bytes)):
        blame("text-for-value", name, f"`{name}` is text, not an image.")
    if isinstance(answer, (list, tuple, np.ndarray)):
        values = plain_array(answer, name)
        if values.ndim >= 2:
            found = f"`{name}` is {kind_of(answer)} of shape {values.shape}, without an affine."
            blame("affine-lost", name, found)
    blame("wrong-type", name, f"`{name}` is {kind_of(answer)}, not an image with an affine.")


def _facts_of(image: object) -> VolumeFacts:
    stored = np.dtype(image.get_data_dtype())
    values = np.array(image.dataobj, copy=None, subok=False)
    in_memory = isinstance(image.dataobj, np.ndarray) and hasattr(image, "to_bytes")
    if values.dtype != stored and in_memory:
        # What the header says decides how these values are written.
        image = type(image).from_bytes(image.to_bytes())
        values = np.array(image.dataobj, copy=None, subok=False)
    if values.dtype.kind not in "biuf":
        raise ValueError(f"its values are of dtype {values.dtype}")
    units = getattr(image.header, "get_xyzt_units", lambda: ("", ""))()
    return VolumeFacts(
        values=values,
        affine=None if image.affine is None else np.array(image.affine, dtype=np.float64),
        dtype=stored.newbyteorder("=").name,
        zooms=tuple(float(size) for size in image.header.get_zooms()),
        units=tuple(str(unit) for unit in units),
    )


def plain_volume(facts: VolumeFacts) -> dict:
    """Return the facts as a dictionary of arrays, numbers and strings.

    Parameters
    ----------
    facts : VolumeFacts

    Returns
    -------
    dict
        JSON but for the arrays; `volume_from_plain` is the way back.

    Examples
    --------
    >>> facts = VolumeFacts(np.zeros((1, 1, 1)), np.eye(4), "float64", (1.0, 1.0, 1.0))
    >>> plain_volume(facts)["units"]
    ('', '')
    """
    return asdict(facts)


def volume_from_plain(plain: dict) -> VolumeFacts:
    """Return the facts from what `plain_volume` gave, also after a way through JSON.

    Parameters
    ----------
    plain : dict

    Returns
    -------
    VolumeFacts

    Raises
    ------
    ValueError
        If the dictionary does not describe a volume.

    Examples
    --------
    >>> facts = VolumeFacts(np.zeros((1, 1, 1)), np.eye(4), "float64", (1.0, 1.0, 1.0))
    >>> volume_from_plain(plain_volume(facts)).dtype
    'float64'
    """
    try:
        affine = plain["affine"]
        facts = VolumeFacts(
            values=np.asarray(plain["values"]),
            affine=None if affine is None else np.asarray(affine, dtype=np.float64),
            dtype=np.dtype(plain["dtype"]).name,
            zooms=tuple(float(size) for size in plain["zooms"]),
            units=tuple(str(unit) for unit in plain["units"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"This does not describe a volume: {error}") from None
    if facts.values.dtype.kind not in "biuf":
        raise ValueError(f"This does not describe a volume: values of {facts.values.dtype}")
    return facts


def same_facts(one: VolumeFacts, other: VolumeFacts) -> bool:
    """Whether two volumes are the same in every fact.

    Examples
    --------
    >>> facts = VolumeFacts(np.zeros((1, 1, 1)), np.eye(4), "float64", (1.0, 1.0, 1.0))
    >>> same_facts(facts, facts)
    True
    """
    plain = (one.dtype, one.zooms, one.units) == (other.dtype, other.zooms, other.units)
    if not plain or (one.affine is None) != (other.affine is None):
        return False
    if one.affine is not None and not np.array_equal(one.affine, other.affine):
        return False
    return np.array_equal(one.values, other.values, equal_nan=one.values.dtype.kind == "f")
