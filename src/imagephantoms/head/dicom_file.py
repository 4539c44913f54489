"""Slices of the head phantom as DICOM files with fictitious personal data."""

from numbers import Integral
from os import PathLike
from typing import TYPE_CHECKING

import numpy as np
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MRImageStorage, generate_uid

if TYPE_CHECKING:
    from imagephantoms.head.slice import HeadSlice

STUDY_DATE = "20260102"
STUDY_TIME = "090000"
SERIES_DESCRIPTION = "MPRAGE T1 sagittal (phantom)"


def write_head_dicom(
    path: str | PathLike[str],
    head_slice: "HeadSlice",
    *,
    instance_number: int = 1,
    slice_thickness: float = 1.0,
    spacing_between_slices: float = 1.0,
) -> None:
    """Write a sagittal slice as an MR Image Storage file (explicit VR little endian, uncompressed).

    The same slice gives the same bytes: the UIDs come from the seed and the instance number, dates
    and times are fixed. All personal data are invented.

    Parameters
    ----------
    path : str or path-like
        The file to write; a file in its place is replaced.
    head_slice : HeadSlice
        What `make_head_slice` returned.
    instance_number : int
        Number of the slice in its series, from 1 up.
    slice_thickness, spacing_between_slices : float
        In mm, greater than 0.

    Raises
    ------
    ValueError
        If the image is not a 2-D uint16 array, if the affine is not that of a sagittal slice, or if
        a number is out of range.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from imagephantoms.head.slice import make_head_slice
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "head.dcm")
    ...     write_head_dicom(file, make_head_slice(1))
    ...     file.read_bytes()[128:132]
    b'DICM'
    """
    _check(head_slice, instance_number, slice_thickness, spacing_between_slices)
    dataset = new_dataset(
        MRImageStorage,
        seed=head_slice.seed,
        study=("study",),
        series=("series",),
        instance=("instance", str(instance_number)),
    )
    _add_person(dataset)
    _add_acquisition(dataset, instance_number)
    _add_geometry(dataset, head_slice.affine, slice_thickness, spacing_between_slices)
    add_pixels(dataset, head_slice.image, bits=16, window=("200", "400"))
    dataset.save_as(path, enforce_file_format=True)


def new_dataset(
    sop_class: str,
    *,
    seed: int,
    study: tuple[str, ...],
    series: tuple[str, ...],
    instance: tuple[str, ...],
) -> FileDataset:
    """Return a data set with nothing in it but the UIDs, explicit VR little endian.

    Parameters
    ----------
    sop_class : str
        The UID of the kind of file, such as that of MR Image Storage.
    seed : int
        The head's. Everything of one head shares a frame of reference.
    study, series, instance : tuple of str
        Texts that the UIDs are made of, together with the seed: the same texts, the same UID.
    """
    name = f"imagelessons head phantom, seed {seed}"
    sop_uid = _uid(name, *instance)

    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = sop_class
    meta.MediaStorageSOPInstanceUID = sop_uid
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    # Written out, as pydicom would put its own version here and change the bytes with it.
    meta.ImplementationClassUID = _uid("imagelessons", "implementation")
    meta.ImplementationVersionName = "IMAGELESSONS"

    dataset = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    dataset.SOPClassUID = sop_class
    dataset.SOPInstanceUID = sop_uid
    dataset.StudyInstanceUID = _uid(name, *study)
    dataset.SeriesInstanceUID = _uid(name, *series)
    dataset.FrameOfReferenceUID = _uid(name, "frame of reference")
    return dataset


def add_pixels(dataset: FileDataset, image: np.ndarray, *, bits: int, window: tuple) -> None:
    """Put a 2-D uint16 array into a data set.

    Parameters
    ----------
    dataset : pydicom.dataset.FileDataset
    image : numpy.ndarray
        (rows, columns) uint16.
    bits : int
        How many bits of the 16 a value may use.
    window : tuple
        Centre and width of the display range: two texts, or two lists of texts.
    """
    dataset.Rows, dataset.Columns = image.shape
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsAllocated = 16
    dataset.BitsStored = bits
    dataset.HighBit = bits - 1
    dataset.PixelRepresentation = 0
    dataset.SmallestImagePixelValue = int(image.min())
    dataset.LargestImagePixelValue = int(image.max())
    dataset.WindowCenter, dataset.WindowWidth = window
    dataset.PixelData = np.ascontiguousarray(image, dtype="<u2").tobytes()
    dataset["PixelData"].VR = "OW"


def _check(
    head_slice: "HeadSlice",
    instance_number: int,
    slice_thickness: float,
    spacing_between_slices: float,
) -> None:
    image = np.asarray(head_slice.image)
    if image.ndim != 2 or image.dtype != np.uint16:
        raise ValueError(
            f"The image has the shape {image.shape} and the type {image.dtype}, but a 2-D uint16 "
            "array was expected. Pass a slice as make_head_slice returns it."
        )
    affine = np.asarray(head_slice.affine)
    if affine.shape != (4, 4) or not (affine[1, 1] < 0 and affine[2, 0] < 0):
        raise ValueError(
            "The affine is not that of a sagittal slice with rows going down and columns going "
            "back. Pass a slice as make_head_slice returns it."
        )
    if isinstance(instance_number, bool) or not (
        isinstance(instance_number, Integral) and instance_number >= 1
    ):
        raise ValueError(
            f"The instance number is {instance_number!r}, but an integer from 1 up was expected. "
            "Count the slices of a series from 1."
        )
    for name, value in (
        ("slice thickness", slice_thickness),
        ("spacing between slices", spacing_between_slices),
    ):
        if not (np.isfinite(value) and value > 0):
            raise ValueError(
                f"The {name} is {value!r} mm, but a number greater than 0 was expected. "
                "Pass it in millimetres, for example 1.0."
            )


def _uid(*sources: str) -> str:
    return generate_uid(entropy_srcs=list(sources))


def _add_person(dataset: FileDataset) -> None:
    dataset.PatientName = "Phantom^Ada"
    dataset.PatientID = "PHANTOM-2026"
    dataset.PatientBirthDate = "19000101"
    dataset.PatientSex = "O"
    dataset.PatientIdentityRemoved = "YES"
    dataset.DeidentificationMethod = "Synthetic phantom, no person was imaged"
    dataset.InstitutionName = "Imaginary Hospital"
    dataset.ReferringPhysicianName = ""
    dataset.AccessionNumber = ""


def _add_acquisition(dataset: FileDataset, instance_number: int) -> None:
    dataset.SpecificCharacterSet = "ISO_IR 100"
    dataset.ImageType = ["DERIVED", "PRIMARY", "OTHER"]
    for part in ("Study", "Series", "Acquisition", "Content", "InstanceCreation"):
        setattr(dataset, f"{part}Date", STUDY_DATE)
        setattr(dataset, f"{part}Time", STUDY_TIME)
    dataset.Modality = "MR"
    dataset.Manufacturer = "imagelessons"
    dataset.ManufacturerModelName = "Head phantom"
    dataset.StudyID = "1"
    dataset.StudyDescription = "Head phantom"
    dataset.SeriesDescription = SERIES_DESCRIPTION
    dataset.ProtocolName = SERIES_DESCRIPTION
    dataset.SeriesNumber = 1
    dataset.AcquisitionNumber = 1
    dataset.InstanceNumber = int(instance_number)
    dataset.BodyPartExamined = "HEAD"
    dataset.PatientPosition = "HFS"
    add_mprage(dataset)


def add_mprage(dataset: FileDataset) -> None:
    """Add how an MPRAGE sequence was run: its kind and its times."""
    dataset.ScanningSequence = ["GR", "IR"]
    dataset.SequenceVariant = ["SP", "MP"]
    dataset.ScanOptions = ""
    dataset.MRAcquisitionType = "3D"
    dataset.RepetitionTime = "2300"
    dataset.EchoTime = "3"
    dataset.InversionTime = "900"
    dataset.FlipAngle = "9"
    dataset.EchoTrainLength = 1
    dataset.MagneticFieldStrength = "3"


def _add_geometry(
    dataset: FileDataset, affine: np.ndarray, thickness: float, spacing: float
) -> None:
    # DICOM counts to the left and to the back where the affine counts right and anterior.
    right, anterior, superior = (float(value) for value in affine[:3, 3])
    dataset.ImagePositionPatient = [0.0 - right, 0.0 - anterior, superior]
    dataset.ImageOrientationPatient = [0.0, 1.0, 0.0, 0.0, 0.0, -1.0]
    dataset.PixelSpacing = [float(-affine[2, 0]), float(-affine[1, 1])]
    dataset.SliceThickness = float(thickness)
    dataset.SpacingBetweenSlices = float(spacing)
    dataset.SliceLocation = 0.0 - right
    dataset.PositionReferenceIndicator = ""
