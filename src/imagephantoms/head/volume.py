"""A synthetic T1-weighted MRI volume of a head, with its truth, as NIfTI files.

The head has a round lesion in one hemisphere and a capsule, taped to the skin on the patient's left
as a marker. The arrays are stored posterior, inferior, left ("PIL"): the first index grows to the
back, the second down, the third to the patient's left.
"""

import csv
import functools
import gzip
from dataclasses import dataclass
from numbers import Integral
from pathlib import Path
from typing import NamedTuple

import nibabel
import numpy as np

from imagephantoms.head.labels import VOLUME_TISSUE_NAMES
from imagephantoms.head.noise import random_stream
from imagephantoms.head.solid.outlines import Solid, make_solid, skin_distance
from imagephantoms.head.solid.render import render_mri

SHAPE = (256, 256, 124)
# Along the array's axes, which run to the back, down and to the left.
VOXEL_MM = (0.9375, 0.9375, 1.5)
# The centre of the grid, to the right, to the front and up.
CENTRE_MM = (0.0, -4.5, -29.5)
MARKER_RADIUS_MM = 4.5
MARKER_LENGTH_MM = 18.0


def make_head_volume(seed: int = 2026, *, coarse: int = 1) -> "HeadVolume":
    """Return the head of a seed as a volume, with its truth.

    It is the head of `make_head_slice` of the same seed. The anatomy is invented and shows no
    person. The same seed gives the same arrays.

    Parameters
    ----------
    seed : int
        Not negative. Other seeds give heads of somewhat other shapes, other folds and a lesion
        elsewhere.
    coarse : int
        How many times wider the voxels are than those of the course's volume, from 1 to 16. 8 takes
        a second in place of some minutes.

    Returns
    -------
    HeadVolume
        Image, tissue labels, affine and truth.

    Raises
    ------
    ValueError
        If `seed` is not an integer from 0 up, or `coarse` is not one from 1 to 16.

    Examples
    --------
    >>> volume = make_head_volume(2026, coarse=16)
    >>> volume.image.shape, volume.image.dtype
    ((16, 16, 7), dtype('int16'))
    >>> nibabel.aff2axcodes(volume.affine)
    ('P', 'I', 'L')
    >>> volume.marker.side
    'left'
    """
    seed = checked_integer("seed", seed, 0, None, "2026")
    coarse = checked_integer("coarseness", coarse, 1, 16, "4")
    solid, lesion, marker = make_patient(seed)
    shape = tuple(count // coarse for count in SHAPE)
    voxel = tuple(coarse * width for width in VOXEL_MM)
    axes = {}
    for name, sign, count, width, centre in (
        ("anterior", -1, shape[0], voxel[0], CENTRE_MM[1]),
        ("superior", -1, shape[1], voxel[1], CENTRE_MM[2]),
        ("right", -1, shape[2], voxel[2], CENTRE_MM[0]),
    ):
        axes[name] = centre + sign * width * (np.arange(count) - (count - 1) / 2)
    image, tissue = render_mri(solid, **axes, voxel_mm=(voxel[2], voxel[0], voxel[1]), stream=200)
    affine = np.zeros((4, 4))
    affine[2, 1], affine[1, 0], affine[0, 2] = -voxel[1], -voxel[0], -voxel[2]
    affine[:, 3] = axes["right"][0], axes["anterior"][0], axes["superior"][0], 1.0
    # From (right, anterior, superior) to the order of the file.
    image = np.ascontiguousarray(image.transpose(1, 2, 0))
    tissue = np.ascontiguousarray(tissue.transpose(1, 2, 0))
    return HeadVolume(image, tissue, affine, lesion, marker, seed)


@functools.lru_cache(maxsize=2)
def make_patient(seed: int) -> tuple[Solid, "Lesion", "Marker"]:
    """Return the head of a seed with its lesion and its marker, for volume and series alike.

    The arrays in it are shared between calls: don't write into them.
    """
    rng = random_stream(seed, 60)
    sign = 1.0 if rng.random() >= 0.5 else -1.0
    centre = (sign * rng.uniform(26.0, 30.0), rng.uniform(8.0, 24.0), rng.uniform(28.0, 33.0))
    centre = tuple(round(float(part), 1) for part in centre)
    radius = round(float(rng.uniform(7.5, 9.5)), 1)
    lesion = Lesion("right" if sign > 0 else "left", centre, radius)
    solid = make_solid(seed)
    marker = _marker_on_skin(solid)
    half = 0.5 * MARKER_LENGTH_MM - MARKER_RADIUS_MM
    ends = [(*marker.centre_mm, MARKER_RADIUS_MM)] * 2 + half * np.array(
        [(0.0, 0.0, -1.0, 0.0), (0.0, 0.0, 1.0, 0.0)]
    )
    return solid._replace(lesion=np.array([*centre, radius]), marker=ends), lesion, marker


def _marker_on_skin(solid: Solid) -> "Marker":
    """Return the capsule, upright on the skin of the left temple."""
    outward = np.arange(40.0, 100.0, 0.1)
    anterior, superior = 36.0, 16.0
    skin = skin_distance(
        solid, (-outward, np.full(outward.size, anterior), np.full(outward.size, superior))
    )
    # Where the tape holds it, the skin gives way a little.
    beside = outward[np.flatnonzero(skin > MARKER_RADIUS_MM - 2.2)[0]]
    return Marker("left", (round(-float(beside), 1), anterior, superior))


def save_head_volume(volume: "HeadVolume", folder: Path, truth_folder: Path | None = None) -> None:
    """Write ``brain.nii.gz``, and the truth ``brain_tissue.nii.gz`` and ``brain_truth.csv``.

    The files are compressed without a time or a name in them: the same volume gives the same bytes
    (with the same version of zlib).

    Parameters
    ----------
    volume : HeadVolume
    folder : pathlib.Path
        An existing folder for the image.
    truth_folder : pathlib.Path or None
        One for the truth; None for the same.
    """
    truth_folder = folder if truth_folder is None else truth_folder
    _save_nifti(volume.image, volume.affine, Path(folder, "brain.nii.gz"), "T1 head phantom")
    _save_nifti(
        volume.tissue, volume.affine, Path(truth_folder, "brain_tissue.nii.gz"), "tissue labels"
    )
    with open(Path(truth_folder, "brain_truth.csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("quantity", "value", "unit"))
        writer.writerows(volume.table)


def _save_nifti(array: np.ndarray, affine: np.ndarray, path: Path, description: str) -> None:
    image = nibabel.Nifti1Image(array, affine)
    image.set_sform(affine, code=1)
    image.set_qform(affine, code=1)
    image.header.set_xyzt_units("mm", "sec")
    image.header["descrip"] = description
    with (
        open(path, "wb") as file,
        gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=9, mtime=0) as packed,
    ):
        packed.write(image.to_bytes())


def checked_integer(name: str, value: int, low: int, high: int | None, example: str) -> int:
    """Return `value` as an int, or raise a ValueError that says what was expected."""
    is_integer = isinstance(value, Integral) and not isinstance(value, bool)
    if not is_integer or value < low or (high is not None and value > high):
        expected = f"from {low} up" if high is None else f"from {low} to {high}"
        raise ValueError(
            f"The {name} is {value!r}, but an integer {expected} was expected. "
            f"Pass a whole number such as {example}."
        )
    return int(value)


class Lesion(NamedTuple):
    """A round lesion: its side, its centre (right, anterior, superior) and its radius in mm."""

    side: str
    centre_mm: tuple[float, float, float]
    radius_mm: float

    @property
    def volume_ml(self) -> float:
        """The volume of the ball, in millilitres."""
        return 4.0 / 3.0 * np.pi * self.radius_mm**3 / 1000.0


class Marker(NamedTuple):
    """The capsule on the skin: its side and its centre (right, anterior, superior) in mm."""

    side: str
    centre_mm: tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class HeadVolume:
    """A head phantom as a volume, with its truth.

    Attributes
    ----------
    image : numpy.ndarray
        (256, 256, 124) int16, arbitrary units.
    tissue : numpy.ndarray
        (256, 256, 124) uint8, the tissue at the centre of each voxel, named in
        `head_labels.VOLUME_TISSUE_NAMES`.
    affine : numpy.ndarray
        (4, 4) float64, from (i, j, k, 1) to (right, anterior, superior, 1) in mm.
    lesion : Lesion
    marker : Marker
    seed : int
        The seed it was made from.
    """

    image: np.ndarray
    tissue: np.ndarray
    affine: np.ndarray
    lesion: Lesion
    marker: Marker
    seed: int

    @property
    def voxel_ml(self) -> float:
        """The volume of a voxel in millilitres."""
        widths = np.sqrt((self.affine[:3, :3] ** 2).sum(axis=0))
        return float(widths.prod()) / 1000.0

    @property
    def tissue_ml(self) -> dict[str, float]:
        """The volume of each tissue in millilitres: its voxels times the volume of a voxel."""
        counts = np.bincount(self.tissue.ravel(), minlength=256)
        return {
            name: float(counts[value]) * self.voxel_ml
            for value, name in VOLUME_TISSUE_NAMES.items()
        }

    @property
    def table(self) -> tuple[tuple[str, str, str], ...]:
        """The truth as rows: quantity, value, unit."""
        rows = [("lesion side", self.lesion.side, "of the patient")]
        for what, centre in (("lesion", self.lesion.centre_mm), ("marker", self.marker.centre_mm)):
            for axis, value in zip(("right", "anterior", "superior"), centre, strict=True):
                rows.append((f"{what} centre {axis}", f"{value:.1f}", "mm"))
        rows.append(("lesion radius", f"{self.lesion.radius_mm:.1f}", "mm"))
        rows.append(("lesion volume of the ball", f"{self.lesion.volume_ml:.3f}", "ml"))
        rows.append(("marker side", self.marker.side, "of the patient"))
        rows.append(("volume of a voxel", f"{1000 * self.voxel_ml:.6f}", "mm3"))
        counts = np.bincount(self.tissue.ravel(), minlength=256)
        for value, name in VOLUME_TISSUE_NAMES.items():
            rows.append((f"label {value} {name}", str(counts[value]), "voxels"))
        for name, volume in self.tissue_ml.items():
            rows.append((f"volume of {name}", f"{volume:.3f}", "ml"))
        return tuple(rows)
