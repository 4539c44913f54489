"""A head that is nobody's: a T1 slice, a T1 volume, a DICOM series and a CT of the same head."""

from imagephantoms.head.ct import HeadCt, make_head_ct
from imagephantoms.head.labels import BRAIN_LABELS, TISSUE_NAMES, VOLUME_TISSUE_NAMES
from imagephantoms.head.series import (
    HeadSeries,
    make_head_series,
    write_head_ct,
    write_head_series,
)
from imagephantoms.head.slice import HeadSlice, make_head_slice, write_head_dicom
from imagephantoms.head.volume import HeadVolume, make_head_volume, save_head_volume

__all__ = [
    "BRAIN_LABELS",
    "TISSUE_NAMES",
    "VOLUME_TISSUE_NAMES",
    "HeadCt",
    "HeadSeries",
    "HeadSlice",
    "HeadVolume",
    "make_head_ct",
    "make_head_series",
    "make_head_slice",
    "make_head_volume",
    "save_head_volume",
    "write_head_ct",
    "write_head_dicom",
    "write_head_series",
]
