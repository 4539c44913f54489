"""The head phantom as DICOM series: sagittal MPRAGE and axial CT slices."""

import functools
from dataclasses import replace

import numpy as np
import pydicom
import pytest
from pydicom.uid import UID, CTImageStorage, ExplicitVRLittleEndian, MRImageStorage
from scipy import ndimage

from imagelessons.data import course_root
from imagephantoms.head import labels as label
from imagephantoms.head.ct import HOUNSFIELD, make_head_ct
from imagephantoms.head.series import (
    PERSON,
    make_head_series,
    write_head_ct,
    write_head_series,
)
from imagephantoms.head.volume import make_head_volume, make_patient


@functools.cache
def series_of(seed, coarse=4):
    return make_head_series(seed, coarse=coarse)


@functools.cache
def volume_of(seed):
    return make_head_volume(seed, coarse=4)


@functools.cache
def ct_of(seed):
    return make_head_ct(seed)


@pytest.fixture(scope="module")
def mr_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("head_series")
    write_head_series(folder, series_of(2026))
    return folder


@pytest.fixture(scope="module")
def ct_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("head_ct")
    write_head_ct(folder, ct_of(2026))
    return folder


def by_name(folder):
    return [pydicom.dcmread(path) for path in sorted(folder.iterdir())]


def along_normal(dataset):
    cosines = np.array(dataset.ImageOrientationPatient, dtype=float)
    normal = np.cross(cosines[:3], cosines[3:])
    return float(np.dot(np.array(dataset.ImagePositionPatient, dtype=float), normal))


def affine_of(datasets):
    """Return the affine from (slice, row, column) to RAS by the formula of the DICOM standard."""
    first, last = (
        np.array(d.ImagePositionPatient, dtype=float) for d in (datasets[0], datasets[-1])
    )
    cosines = np.array(datasets[0].ImageOrientationPatient, dtype=float)
    row_mm, column_mm = (float(value) for value in datasets[0].PixelSpacing)
    columns = [(last - first) / (len(datasets) - 1), cosines[3:] * row_mm, cosines[:3] * column_mm]
    affine = np.eye(4)
    affine[:3] = np.column_stack([*columns, first]) * np.array([[-1.0], [-1.0], [1.0]])
    return affine


@pytest.mark.parametrize(
    ("kind", "count", "sop_class"), [("mr", 38, MRImageStorage), ("ct", 12, CTImageStorage)]
)
def test_series_is_one_with_true_geometry(kind, count, sop_class, request):
    datasets = by_name(request.getfixturevalue(f"{kind}_folder"))
    truth = series_of(2026) if kind == "mr" else ct_of(2026)
    assert len(datasets) == count
    for keyword in ("SeriesInstanceUID", "StudyInstanceUID", "FrameOfReferenceUID"):
        uids = {dataset[keyword].value for dataset in datasets}
        assert len(uids) == 1
        assert UID(uids.pop()).is_valid
    assert len({dataset.SOPInstanceUID for dataset in datasets}) == count
    assert sorted(dataset.InstanceNumber for dataset in datasets) == list(range(1, count + 1))
    for dataset in datasets:
        assert dataset.SOPClassUID == dataset.file_meta.MediaStorageSOPClassUID == sop_class
        assert dataset.file_meta.TransferSyntaxUID == ExplicitVRLittleEndian
        assert dataset.SliceThickness > 0
        assert dataset.pixel_array.dtype == np.uint16

    ordered = sorted(datasets, key=along_normal, reverse=kind == "mr")
    positions = np.array([along_normal(dataset) for dataset in ordered])
    np.testing.assert_allclose(np.abs(np.diff(positions)), ordered[0].SpacingBetweenSlices)
    np.testing.assert_allclose(affine_of(ordered), truth.affine, atol=1e-9)
    for dataset, plane in zip(ordered, truth.image, strict=True):
        values = dataset.pixel_array.astype(int)
        if kind == "ct":
            values = values * int(dataset.RescaleSlope) + int(dataset.RescaleIntercept)
        np.testing.assert_array_equal(values, plane)


@pytest.mark.parametrize("kind", ["mr", "ct"])
def test_neither_names_nor_numbers_follow_the_position(kind, request):
    datasets = by_name(request.getfixturevalue(f"{kind}_folder"))
    by_number = sorted(datasets, key=lambda dataset: dataset.InstanceNumber)
    for order in (datasets, by_number):
        steps = np.sign(np.diff([along_normal(dataset) for dataset in order]))
        assert set(steps) == {-1.0, 1.0}
    # Interleaved: the numbers jump back but once.
    steps = np.sign(np.diff([along_normal(dataset) for dataset in by_number]))
    assert min((steps > 0).sum(), (steps < 0).sum()) == 1


def test_sorted_series_agrees_with_the_volume_and_unsorted_does_not(mr_folder):
    volume = volume_of(2026)
    datasets = by_name(mr_folder)
    ordered = sorted(datasets, key=lambda d: float(d.ImagePositionPatient[0]))
    affine = affine_of(ordered)
    # From the voxels of the series, through both affines, to those of the volume.
    both = np.linalg.inv(volume.affine) @ affine
    stack = np.array([dataset.pixel_array for dataset in ordered], dtype=float)
    index = np.indices(stack.shape).reshape(3, -1)
    index = both[:3, :3] @ index + both[:3, 3:]
    resampled = ndimage.map_coordinates(volume.image.astype(float), index, order=1, cval=np.nan)
    known = np.isfinite(resampled)

    def correlation(values):
        return np.corrcoef(values.ravel()[known], resampled[known])[0, 1]

    by_file = np.array([dataset.pixel_array for dataset in datasets], dtype=float)
    numbered = sorted(datasets, key=lambda dataset: dataset.InstanceNumber)
    by_number = np.array([dataset.pixel_array for dataset in numbered], dtype=float)
    assert correlation(stack) > 0.93
    assert correlation(by_file) < 0.6
    assert correlation(by_number) < 0.6
    # A head is nearly its own mirror image: the wrong way round is easily overlooked.
    assert 0.85 < correlation(stack[::-1]) < correlation(stack) - 0.03


def test_lesion_and_marker_are_in_the_series():
    series = series_of(2026)
    _, lesion, marker = make_patient(2026)
    for centre in (lesion.centre_mm, marker.centre_mm):
        index = (np.linalg.inv(series.affine) @ [*centre, 1.0])[:3]
        assert np.all(index >= 0)
        assert np.all(index <= np.array(series.image.shape) - 1)
        k, row, column = np.rint(index).astype(int)
        around = series.image[k, row - 8 : row + 9, column - 8 : column + 9]
        assert series.image[k, row, column] > 1.2 * np.median(around)


def test_ct_values_are_those_of_the_tissues():
    for seed in (2026, 5):
        ct = ct_of(seed)
        assert ct.image.dtype == np.int16
        assert ct.image.min() >= -1024
        for value, low, high in (
            (label.AIR, -1005, -990),
            (label.FAT, -120, -40),
            (label.CSF, 0, 30),
            (label.GREY_MATTER, 30, 48),
            (label.WHITE_MATTER, 24, 36),
            (label.MUSCLE, 35, 65),
            (label.COMPACT_BONE, 300, 1500),
        ):
            assert low < np.median(ct.image[ct.tissue == value]) < high, HOUNSFIELD[value]


def test_ct_has_rescale_and_two_windows(ct_folder):
    for dataset in by_name(ct_folder):
        assert (dataset.RescaleIntercept, dataset.RescaleSlope) == (-1024, 1)
        assert (dataset.PixelRepresentation, dataset.BitsStored) == (0, 12)
        assert list(dataset.WindowCenter) == [40, 500]
        assert list(dataset.WindowWidth) == [80, 2000]
        assert list(dataset.WindowCenterWidthExplanation) == ["BRAIN", "BONE"]
        assert dataset.pixel_array.min() >= 0
        assert np.median(dataset.pixel_array[:5]) == pytest.approx(24, abs=5)


def test_ct_and_mri_show_the_same_head(mr_folder, ct_folder):
    uids = {by_name(folder)[0].FrameOfReferenceUID for folder in (mr_folder, ct_folder)}
    assert len(uids) == 1
    ct, volume = ct_of(2026), volume_of(2026)
    both = np.linalg.inv(volume.affine) @ ct.affine
    index = both[:3, :3] @ np.indices(ct.image.shape).reshape(3, -1) + both[:3, 3:]
    labels = ndimage.map_coordinates(volume.tissue, index, order=0, cval=0).reshape(ct.image.shape)
    assert np.mean(labels == ct.tissue) > 0.75


@pytest.mark.parametrize("kind", ["mr", "ct"])
def test_personal_data_are_there_and_fictitious(kind, request):
    for dataset in by_name(request.getfixturevalue(f"{kind}_folder")):
        for keyword, value in PERSON.items():
            assert str(dataset[keyword].value) == value
        assert dataset.PatientName == "Phantom^Ada"
        assert dataset.PatientBirthDate == "19000101"
        assert int(dataset.PatientAge[:3]) == 2026 - 1900
        assert "Imaginary" in dataset.InstitutionName
        assert dataset.BurnedInAnnotation == "NO"
        assert dataset.RecognizableVisualFeatures == "YES"
        private = [element for element in dataset if element.tag.is_private]
        assert any("Ada" in str(element.value) for element in private)
        assert dataset.private_block(0x0019, "IMAGELESSONS")[0x02].value == 1


@pytest.mark.parametrize("kind", ["mr", "ct"])
def test_same_series_same_bytes(kind, request, tmp_path):
    folder = request.getfixturevalue(f"{kind}_folder")
    if kind == "mr":
        written = write_head_series(tmp_path, series_of(2026))
    else:
        written = write_head_ct(tmp_path, ct_of(2026))
    for path in written:
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_same_seed_same_slices_other_seed_others():
    first = make_head_series(5, coarse=16)
    np.testing.assert_array_equal(first.image, make_head_series(5, coarse=16).image)
    assert np.mean(first.image != make_head_series(2026, coarse=16).image) > 0.1
    assert np.mean(ct_of(2026).tissue != ct_of(5).tissue) > 0.05


@pytest.mark.parametrize("make", [make_head_series, make_head_ct])
@pytest.mark.parametrize("seed", [-1, 1.5, "2026", True, None])
def test_bad_seed(make, seed):
    with pytest.raises(ValueError, match=r"seed is .* but an integer from 0 up"):
        make(seed)


def test_bad_slices(tmp_path):
    series, ct = series_of(2026), ct_of(2026)
    with pytest.raises(ValueError, match="coarseness"):
        make_head_series(2026, coarse=0)
    with pytest.raises(ValueError, match="3-D uint16"):
        write_head_series(tmp_path, replace(series, image=series.image.astype(float)))
    with pytest.raises(ValueError, match="3-D int16"):
        write_head_ct(tmp_path, replace(ct, image=ct.image[0]))
    with pytest.raises(ValueError, match="Hounsfield"):
        write_head_ct(tmp_path, replace(ct, image=ct.image + np.int16(5000)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "count", "size"), [("head_series", 38, 5.2), ("head_ct", 12, 0.6)]
)
def test_committed_series_is_as_promised(name, count, size):
    folder = course_root() / "data" / name
    if not folder.is_dir():
        pytest.skip(f"data/{name} is not there")
    files = sorted(folder.glob("*.dcm"))
    assert len(files) == count
    assert sum(path.stat().st_size for path in files) < size * 1e6
    for path in files:
        dataset = pydicom.dcmread(path)
        assert dataset.PatientName == "Phantom^Ada"
        assert dataset.pixel_array.dtype == np.uint16
