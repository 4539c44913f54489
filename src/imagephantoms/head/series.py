"""The head phantom as DICOM series: sagittal MPRAGE slices, and axial CT slices.

As in a real export, neither the names of the files nor the instance numbers follow the position of
the slices: a reader must sort by Image Position (Patient). The headers carry personal data, all of
them invented, for exercises in de-identification.
"""

from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from pydicom.dataset import FileDataset
from pydicom.uid import CTImageStorage, MRImageStorage

from imagephantoms.head.ct import HeadCt
from imagephantoms.head.dicom_file import (
    STUDY_DATE,
    STUDY_TIME,
    add_mprage,
    add_pixels,
    new_dataset,
)
from imagephantoms.head.noise import random_stream
from imagephantoms.head.solid.render import render_mri
from imagephantoms.head.volume import checked_integer, make_patient

SLICES, ROWS, COLUMNS = 38, 256, 256
PIXEL_MM, SPACING_MM = 1.0, 4.0
ANTERIOR_MM, SUPERIOR_MM = 123.0, 93.0
HIGHEST_VALUE = 4095
CT_INTERCEPT = -1024
PRIVATE_CREATOR = "IMAGELESSONS"

# Nobody's data. The age is what date of birth and date of study give.
PERSON: dict[str, str] = {
    "PatientName": "Phantom^Ada",
    "PatientID": "PHANTOM-2026",
    "PatientBirthDate": "19000101",
    "PatientSex": "O",
    "PatientAge": "126Y",
    "PatientWeight": "61.5",
    "PatientSize": "1.68",
    "PatientIdentityRemoved": "NO",
    "PatientComments": "Fictitious: a computer phantom, no person was imaged",
    "ReferringPhysicianName": "Nobody^Nemo",
    "PerformingPhysicianName": "Nobody^Nadia",
    "OperatorsName": "Nemo^Noah",
    "InstitutionName": "Imaginary Hospital",
    "InstitutionAddress": "1 Nowhere Lane, Utopia",
    "StationName": "UTOPIA1",
    "DeviceSerialNumber": "000000",
    "AccessionNumber": "A-2026-0001",
}


def make_head_series(seed: int = 2026, *, coarse: int = 1) -> "HeadSeries":
    """Return the head of a seed as sagittal T1-weighted (MPRAGE) slices, 4 mm apart.

    It is the head of `make_head_volume` of the same seed, scanned again: lesion and marker lie at
    the same coordinates, the noise differs.

    Parameters
    ----------
    seed : int
        Not negative.
    coarse : int
        How many times wider the pixels are than 1 mm, from 1 to 16.

    Returns
    -------
    HeadSeries
        Slices in the order of their position, from the patient's right to the left.

    Raises
    ------
    ValueError
        If `seed` is not an integer from 0 up, or `coarse` is not one from 1 to 16.

    Examples
    --------
    >>> make_head_series(2026, coarse=16).image.shape
    (38, 16, 16)
    """
    seed = checked_integer("seed", seed, 0, None, "2026")
    coarse = checked_integer("coarseness", coarse, 1, 16, "4")
    solid, _, _ = make_patient(seed)
    pixel = coarse * PIXEL_MM
    right = SPACING_MM * ((SLICES - 1) / 2 - np.arange(SLICES))
    anterior = ANTERIOR_MM - 0.5 * (pixel - 1.0) - pixel * np.arange(COLUMNS // coarse)
    superior = SUPERIOR_MM - 0.5 * (pixel - 1.0) - pixel * np.arange(ROWS // coarse)
    image, _ = render_mri(solid, right, anterior, superior, (SPACING_MM, pixel, pixel), stream=400)
    image = np.clip(image, 0, HIGHEST_VALUE).astype(np.uint16)
    affine = np.zeros((4, 4))
    affine[0, 0], affine[2, 1], affine[1, 2] = -SPACING_MM, -pixel, -pixel
    affine[:, 3] = right[0], anterior[0], superior[0], 1.0
    return HeadSeries(np.ascontiguousarray(image.transpose(0, 2, 1)), affine, seed)


def write_head_series(folder: str | PathLike[str], series: "HeadSeries") -> list[Path]:
    """Write the slices as MR Image Storage files (explicit VR little endian, uncompressed).

    The instance numbers count the slices as an interleaved scan acquires them: every second one
    from the patient's right to the left, then those between. The names of the files follow neither.
    The same series gives the same bytes.

    Parameters
    ----------
    folder : str or path-like
        An existing folder; files of the same names are replaced.
    series : HeadSeries

    Returns
    -------
    list of pathlib.Path
        The files, in the order of their slices from the patient's right to the left.

    Raises
    ------
    ValueError
        If the slices are not a 3-D uint16 array.
    """
    image = np.asarray(series.image)
    _check_slices(image, np.uint16, "make_head_series")
    paths = []
    for position, (file_number, instance) in enumerate(_numbers(len(image), series.seed)):
        dataset = _new_slice(series, position, instance, MRImageStorage, "MR")
        add_mprage(dataset)
        dataset.SliceThickness = float(abs(series.affine[0, 0]))
        add_pixels(dataset, image[position], bits=16, window=("250", "500"))
        paths.append(Path(folder, f"IM{file_number:04d}.dcm"))
        dataset.save_as(paths[-1], enforce_file_format=True)
    return paths


def head_series_files(seed: int, *, coarse: int = 1) -> dict[str, bytes]:
    """Return the files of a series without a folder: what `write_head_series` writes, by name.

    Parameters
    ----------
    seed, coarse : int
        As for `make_head_series`.

    Returns
    -------
    dict of str to bytes
        In the order of the names.

    Examples
    --------
    >>> list(head_series_files(2026, coarse=16))[:2]
    ['IM0001.dcm', 'IM0002.dcm']
    """
    with TemporaryDirectory() as folder:
        paths = write_head_series(folder, make_head_series(seed, coarse=coarse))
        return {path.name: path.read_bytes() for path in sorted(paths)}


def write_head_ct(folder: str | PathLike[str], ct: HeadCt) -> list[Path]:
    """Write the slices as CT Image Storage files (explicit VR little endian, uncompressed).

    A stored value is unsigned, of 12 bits: Hounsfield units are the stored value times the rescale
    slope 1 plus the rescale intercept -1024. Two display windows are given, brain and bone.

    Parameters
    ----------
    folder : str or path-like
        An existing folder; files of the same names are replaced.
    ct : HeadCt

    Returns
    -------
    list of pathlib.Path
        The files, in the order of their slices upwards.

    Raises
    ------
    ValueError
        If the slices are not a 3-D int16 array, or don't fit into 12 bits.
    """
    image = np.asarray(ct.image)
    _check_slices(image, np.int16, "make_head_ct")
    stored = image.astype(np.int32) - CT_INTERCEPT
    if stored.min() < 0 or stored.max() > HIGHEST_VALUE:
        raise ValueError(
            f"The values run from {image.min()} to {image.max()} Hounsfield units, but those from "
            f"{CT_INTERCEPT} to {HIGHEST_VALUE + CT_INTERCEPT} were expected. Clip them first."
        )
    paths = []
    for position, (file_number, instance) in enumerate(_numbers(len(image), ct.seed)):
        dataset = _new_slice(ct, position, instance, CTImageStorage, "CT")
        dataset.KVP = "120"
        dataset.SliceThickness = 5.0
        dataset.RescaleIntercept = str(CT_INTERCEPT)
        dataset.RescaleSlope = "1"
        dataset.RescaleType = "HU"
        window = (["40", "500"], ["80", "2000"])
        add_pixels(dataset, stored[position].astype(np.uint16), bits=12, window=window)
        dataset.WindowCenterWidthExplanation = ["BRAIN", "BONE"]
        paths.append(Path(folder, f"CT{file_number:04d}.dcm"))
        dataset.save_as(paths[-1], enforce_file_format=True)
    return paths


def _check_slices(image: np.ndarray, dtype: type, maker: str) -> None:
    if image.ndim != 3 or image.dtype != dtype:
        raise ValueError(
            f"The slices have the shape {image.shape} and the type {image.dtype}, but a 3-D "
            f"{np.dtype(dtype)} array was expected. Pass what {maker} returned."
        )


def _numbers(count: int, seed: int) -> list[tuple[int, int]]:
    """Return the number in the name of the file and the instance number of each slice."""
    files = 1 + random_stream(seed, 70).permutation(count)
    acquired = np.concatenate([np.arange(0, count, 2), np.arange(1, count, 2)])
    instances = np.empty(count, dtype=int)
    instances[acquired] = 1 + np.arange(count)
    return [(int(file), int(instance)) for file, instance in zip(files, instances, strict=True)]


def _new_slice(
    series: "HeadSeries | HeadCt", position: int, instance: int, sop_class: str, modality: str
) -> FileDataset:
    dataset = new_dataset(
        sop_class,
        seed=series.seed,
        study=("volume study",),
        series=("volume series", modality),
        instance=("volume instance", modality, str(instance)),
    )
    dataset.SpecificCharacterSet = "ISO_IR 100"
    for keyword, value in PERSON.items():
        setattr(dataset, keyword, value)
    # What vendors keep in private elements is easily forgotten.
    block = dataset.private_block(0x0019, PRIVATE_CREATOR, create=True)
    block.add_new(0x01, "LO", "Ada Phantom, born 1900-01-01")
    block.add_new(0x02, "DS", "1.0")
    dataset.BurnedInAnnotation = "NO"
    dataset.RecognizableVisualFeatures = "YES"
    for part in ("Study", "Series", "Acquisition", "Content", "InstanceCreation"):
        setattr(dataset, f"{part}Date", STUDY_DATE)
        setattr(dataset, f"{part}Time", STUDY_TIME)
    description = {
        "MR": "MPRAGE T1 sagittal 4 mm (phantom)",
        "CT": "CT head axial 5 mm (phantom)",
    }[modality]
    dataset.ImageType = ["DERIVED", "PRIMARY", {"MR": "OTHER", "CT": "AXIAL"}[modality]]
    dataset.Modality = modality
    dataset.Manufacturer = "imagelessons"
    dataset.ManufacturerModelName = "Head phantom"
    dataset.StudyID = "2"
    dataset.StudyDescription = "Head phantom, volume"
    dataset.SeriesDescription = description
    dataset.ProtocolName = description
    dataset.SeriesNumber = {"MR": 2, "CT": 3}[modality]
    dataset.AcquisitionNumber = 1
    dataset.InstanceNumber = instance
    dataset.BodyPartExamined = "HEAD"
    dataset.PatientPosition = "HFS"
    dataset.PositionReferenceIndicator = ""
    _add_plane(dataset, series.affine, position)
    return dataset


def _add_plane(dataset: FileDataset, affine: np.ndarray, position: int) -> None:
    # DICOM counts to the left and to the back where the affine counts right and anterior.
    to_lps = np.array([-1.0, -1.0, 1.0])
    step, down, along = (affine[:3, column] * to_lps + 0.0 for column in range(3))
    row_mm, column_mm, slice_mm = (float(np.sqrt((v * v).sum())) for v in (down, along, step))
    corner = affine[:3, 3] * to_lps + position * step + 0.0
    normal = np.cross(along / column_mm, down / row_mm)
    dataset.ImagePositionPatient = [float(value) for value in corner]
    dataset.ImageOrientationPatient = [float(v) for v in (*(along / column_mm), *(down / row_mm))]
    dataset.PixelSpacing = [row_mm, column_mm]
    dataset.SpacingBetweenSlices = slice_mm
    dataset.SliceLocation = float((corner * normal).sum() + 0.0)


@dataclass(frozen=True, eq=False)
class HeadSeries:
    """Sagittal slices of a head phantom.

    Attributes
    ----------
    image : numpy.ndarray
        (38, 256, 256) uint16, arbitrary units: slice (from right to left), row, column.
    affine : numpy.ndarray
        (4, 4) float64, from (slice, row, column, 1) to (right, anterior, superior, 1) in mm.
    seed : int
        The seed it was made from.
    """

    image: np.ndarray
    affine: np.ndarray
    seed: int
