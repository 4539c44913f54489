"""The head phantom: a midsagittal MRI slice, its truth and its DICOM file."""

import functools

import numpy as np
import pydicom
import pytest
from pydicom.uid import UID, ExplicitVRLittleEndian, MRImageStorage
from scipy import ndimage

from imagephantoms.head import labels as label
from imagephantoms.head.slice import (
    BRAIN_LABELS,
    TISSUE_NAMES,
    make_head_slice,
    write_head_dicom,
)
from imagephantoms.head.tissue import make_head, tissue_at


@functools.cache
def slice_of(seed):
    return make_head_slice(seed)


@pytest.fixture
def head_slice():
    return slice_of(2026)


@pytest.fixture(params=[2026, 5])
def any_slice(request):
    return slice_of(request.param)


def test_arrays_have_the_promised_types(head_slice):
    for array, dtype in zip(head_slice[:3], (np.uint16, np.uint8, bool), strict=True):
        assert array.shape == (256, 256)
        assert array.dtype == dtype
    assert set(np.unique(head_slice.tissue)) <= set(TISSUE_NAMES)


def test_same_seed_same_slice(head_slice):
    again = make_head_slice(2026)
    for first, second in zip(head_slice[:4], again[:4], strict=True):
        np.testing.assert_array_equal(first, second)


def test_other_seed_differs_in_shape(head_slice):
    other = slice_of(5)
    assert np.mean(other.tissue != head_slice.tissue) > 0.05


def test_statistics_are_those_of_a_t1_head(any_slice):
    image = any_slice.image
    assert image.min() <= 1
    assert 650 <= image.max() <= 750
    median, high, higher = np.percentile(image, [50, 95, 99])
    assert median == pytest.approx(66, abs=15)
    assert high == pytest.approx(270, abs=30)
    assert higher == pytest.approx(385, abs=40)
    for threshold, percent in ((100, 41), (125, 35), (150, 29)):
        assert 100 * np.mean(image > threshold) == pytest.approx(percent, abs=4)


def test_the_brightest_pixel_is_at_the_nose(any_slice):
    row, column = np.unravel_index(any_slice.image.argmax(), any_slice.image.shape)
    assert 140 <= row <= 175
    assert column <= 45


def test_a_threshold_does_not_find_the_brain(any_slice):
    bright = any_slice.image > 125
    share_that_is_brain = any_slice.brain[bright].mean()
    assert 0.3 < share_that_is_brain < 0.55
    assert bright[any_slice.brain].mean() > 0.6


def test_tissues_have_their_t1_order(any_slice):
    image, tissue = any_slice.image, any_slice.tissue

    def median(value):
        return np.median(image[tissue == value])

    assert median(label.AIR) < median(label.CSF) < median(label.GREY_MATTER)
    assert median(label.GREY_MATTER) < median(label.DEEP_GREY) < median(label.WHITE_MATTER)
    assert median(label.CEREBELLAR_GREY) < median(label.CEREBELLAR_WHITE)
    assert median(label.WHITE_MATTER) < median(label.FAT)
    assert median(label.COMPACT_BONE) < median(label.MARROW)


def test_brain_lies_inside_the_skull(any_slice):
    brain, tissue = any_slice.brain, any_slice.tissue
    np.testing.assert_array_equal(brain, np.isin(tissue, BRAIN_LABELS))
    assert 0.13 < brain.mean() < 0.25
    outside = np.isin(tissue, (label.AIR, label.SKIN, label.FAT, label.MUSCLE))
    from_outside = ndimage.distance_transform_edt(~outside)
    # Only where the brainstem leaves the skull is there no bone between.
    above = brain.copy()
    above[150:] = False
    assert from_outside[above].min() >= 3
    assert np.mean(from_outside[brain] < 3) < 0.003
    # One piece, but for crumbs at the rim of a fold.
    pieces, _ = ndimage.label(ndimage.binary_dilation(brain))
    assert np.bincount(pieces[brain])[1:].max() > 0.97 * brain.sum()


def test_head_is_a_solid():
    head = make_head(3)
    right = np.array([-60.0, -30.0, 0.0, 30.0, 60.0, 95.0])
    tissue = tissue_at(head, right, -20.0, 45.0)
    assert tissue.shape == (6,)
    assert tissue[-1] == label.AIR
    assert np.all(tissue[:-1] != label.AIR)


def test_dicom_file_holds_slice_and_geometry(head_slice, tmp_path):
    write_head_dicom(tmp_path / "head.dcm", head_slice, instance_number=7)
    dataset = pydicom.dcmread(tmp_path / "head.dcm")
    np.testing.assert_array_equal(dataset.pixel_array, head_slice.image)
    assert dataset.pixel_array.dtype == np.uint16
    assert dataset.file_meta.TransferSyntaxUID == ExplicitVRLittleEndian
    assert dataset.file_meta.MediaStorageSOPClassUID == MRImageStorage
    assert dataset.file_meta.MediaStorageSOPInstanceUID == dataset.SOPInstanceUID
    for keyword in ("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID"):
        assert UID(dataset[keyword].value).is_valid
    assert dataset.InstanceNumber == 7
    assert dataset.SeriesDescription == "MPRAGE T1 sagittal (phantom)"
    assert dataset.PixelRepresentation == 0
    assert list(dataset.PixelSpacing) == [1, 1]
    assert dataset.SliceThickness == 1
    assert (dataset.WindowCenter, dataset.WindowWidth) == (200, 400)

    # The position of a voxel by the DICOM formula is that of the affine, with the signs of LPS.
    position = np.array(dataset.ImagePositionPatient, dtype=float)
    along_row = np.array(dataset.ImageOrientationPatient[:3], dtype=float)
    along_column = np.array(dataset.ImageOrientationPatient[3:], dtype=float)
    np.testing.assert_array_equal(along_row, [0, 1, 0])
    np.testing.assert_array_equal(along_column, [0, 0, -1])
    row, column = 40, 90
    ras = head_slice.affine @ [row, column, 0, 1]
    lps = position + column * along_row + row * along_column
    np.testing.assert_allclose(lps, ras[:3] * [-1, -1, 1])


def test_dicom_file_names_nobody(head_slice, tmp_path):
    write_head_dicom(tmp_path / "head.dcm", head_slice)
    dataset = pydicom.dcmread(tmp_path / "head.dcm")
    assert dataset.PatientName == "Phantom^Ada"
    assert dataset.PatientID == "PHANTOM-2026"
    assert dataset.PatientBirthDate == "19000101"
    assert dataset.PatientIdentityRemoved == "YES"
    assert dataset.InstitutionName == "Imaginary Hospital"


def test_same_slice_same_bytes(head_slice, tmp_path):
    for name in ("first.dcm", "second.dcm"):
        write_head_dicom(tmp_path / name, head_slice)
    assert (tmp_path / "first.dcm").read_bytes() == (tmp_path / "second.dcm").read_bytes()


@pytest.mark.parametrize("seed", [-1, 1.5, "2026", True, None])
def test_bad_seed(seed):
    with pytest.raises(ValueError, match="seed"):
        make_head_slice(seed)


def test_bad_dicom_arguments(head_slice, tmp_path):
    path = tmp_path / "head.dcm"
    with pytest.raises(ValueError, match="instance number"):
        write_head_dicom(path, head_slice, instance_number=0)
    with pytest.raises(ValueError, match="slice thickness"):
        write_head_dicom(path, head_slice, slice_thickness=0.0)
    with pytest.raises(ValueError, match="spacing between slices"):
        write_head_dicom(path, head_slice, spacing_between_slices=float("nan"))
    with pytest.raises(ValueError, match="uint16"):
        write_head_dicom(path, head_slice._replace(image=head_slice.image.astype(float)))
    with pytest.raises(ValueError, match="affine"):
        write_head_dicom(path, head_slice._replace(affine=np.eye(4)))
    assert not path.exists()
