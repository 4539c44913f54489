"""Lesson 06 as it is taught, and DICOM files to try it on."""

import warnings
from pathlib import Path

import numpy as np
import pydicom
from pydicom.uid import generate_uid
from taught import taught

from imagelessons import check

LESSON = taught(
    "06-dicom",
    *("read_folder", "grey_map", "telling", "CODECS", "texts_of", "spellings", "leftovers"),
    *("PIXELS", "MEANING", "PLACE", "SCAN", "KEEP", "UIDS", "BLANK", "as_meant", "deidentify"),
    *("normal_of", "position", "check_alike", "check_series", "compact", "affine_lps"),
)
FILES = Path(pydicom.__file__).parent / "data" / "test_files"

COLOUR = [
    *("examples_rgb_color.dcm", "examples_ybr_color.dcm", "examples_palette.dcm"),
    *("SC_rgb_rle.dcm", "SC_rgb_rle_2frame.dcm", "SC_rgb_jpeg_gdcm.dcm", "SC_rgb_jpeg_dcmtk.dcm"),
    *("SC_ybr_full_422_uncompressed.dcm", "SC_rgb_small_odd_big_endian.dcm"),
]


def sample(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pydicom.dcmread(FILES / name)


def stack(positions, orientation=(1, 0, 0, 0, 1, 0), spacing=(1.0, 1.0), shift=(0, 0, 0), **more):
    """Return slices at these heights, each shifted by so much more than the one before."""
    series = generate_uid(entropy_srcs=["a series"])
    slices = []
    for number, height in enumerate(positions):
        place = np.array([-90, -80, height], dtype=float) + number * np.array(shift, dtype=float)
        one = check.dicom_slice(
            np.full((3, 4), number, dtype=np.uint16),
            position=[round(float(part), 4) for part in place],
            orientation=orientation,
            spacing=spacing,
            **more,
        )
        one.SeriesInstanceUID = series
        slices.append(one)
    return slices
