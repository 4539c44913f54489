"""Small DICOM slices made in memory, to call a learner's function with."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from imagelessons.check.catalogue import AuthorError

# Loading pydicom takes a while, and most test cells make no slice.
if TYPE_CHECKING:
    from pydicom.dataset import FileDataset


def dicom_slice(
    stored: ArrayLike,
    *,
    modality: str = "CT",
    position: Sequence[float] = (0, 0, 0),
    orientation: Sequence[float] = (1, 0, 0, 0, 1, 0),
    spacing: Sequence[float] = (1, 1),
    thickness: float | None = None,
    number: int = 1,
    slope: float | None = None,
    intercept: float | None = None,
) -> "FileDataset":
    """Return a slice as pydicom would read it from a file.

    Parameters
    ----------
    stored : array_like
        (rows, columns) uint16 or int16: the stored values, and whether they have a sign.
    modality : {"CT", "MR"}, optional
    position : sequence of 3 float, optional
        Image Position (Patient): the centre of the first pixel, in mm to the left, the back and
        upwards.
    orientation : sequence of 6 float, optional
        Image Orientation (Patient): the direction along a row, then down a column.
    spacing : sequence of 2 float, optional
        Pixel Spacing in mm: between rows, then between columns.
    thickness : float, optional
        Slice Thickness in mm; without it there is none in the header.
    number : int, optional
        Instance Number.
    slope, intercept : float, optional
        Rescale Slope and Rescale Intercept; without them there are none in the header.

    Returns
    -------
    pydicom.dataset.FileDataset

    Raises
    ------
    AuthorError
        If the stored values are no 2-D array of uint16 or int16, or the modality is another.

    Examples
    --------
    >>> one = dicom_slice(np.array([[24, 1024]], dtype=np.uint16), slope=1, intercept=-1024)
    >>> int(one.RescaleIntercept), one.pixel_array.tolist()
    (-1024, [[24, 1024]])
    """
    from pydicom import uid
    from pydicom.dataset import FileDataset, FileMetaDataset

    storage = {"CT": uid.CTImageStorage, "MR": uid.MRImageStorage}
    values = np.asarray(stored)
    if values.ndim != 2 or values.dtype not in (np.uint16, np.int16) or modality not in storage:
        raise AuthorError(
            f"A slice of {modality!r} with shape {values.shape} and dtype {values.dtype} can't be "
            f"made: it takes (rows, columns) of uint16 or int16, and CT or MR."
        )
    name = f"imagelessons slice {modality}"
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = storage[modality]
    meta.MediaStorageSOPInstanceUID = uid.generate_uid(
        entropy_srcs=[name, str(number), str(position)]
    )
    meta.TransferSyntaxUID = uid.ExplicitVRLittleEndian
    dataset = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    dataset.SOPClassUID = meta.MediaStorageSOPClassUID
    dataset.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    dataset.StudyInstanceUID = uid.generate_uid(entropy_srcs=[name, "study"])
    dataset.SeriesInstanceUID = uid.generate_uid(entropy_srcs=[name, "series"])
    dataset.FrameOfReferenceUID = uid.generate_uid(entropy_srcs=[name, "frame"])
    dataset.Modality = modality
    dataset.InstanceNumber = number
    dataset.ImagePositionPatient = _texts(position)
    dataset.ImageOrientationPatient = _texts(orientation)
    dataset.PixelSpacing = _texts(spacing)
    optional = {"SliceThickness": thickness, "RescaleSlope": slope, "RescaleIntercept": intercept}
    for keyword, value in optional.items():
        if value is not None:
            setattr(dataset, keyword, f"{value:.9g}")
    _add_pixels(dataset, values)
    return dataset


def _texts(numbers: Sequence[float]) -> list[str]:
    # A decimal string of DICOM has no room for all digits of a float.
    return [f"{number:.9g}" for number in numbers]


def _add_pixels(dataset: "FileDataset", values: np.ndarray) -> None:
    dataset.Rows, dataset.Columns = values.shape
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 16, 15
    dataset.PixelRepresentation = int(values.dtype.kind == "i")
    little = values.dtype.newbyteorder("<")
    dataset.PixelData = np.ascontiguousarray(values).astype(little).tobytes()
    dataset["PixelData"].VR = "OW"
