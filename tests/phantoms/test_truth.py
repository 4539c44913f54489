"""What the lessons rest on: a sound measurement recovers the truth, and a naive one errs.

Each test measures the committed pictures, as a learner would.
"""

import csv

import imageio.v3 as iio
import nibabel as nib
import numpy as np
import pydicom
import pytest
from scipy import ndimage

from imagelessons.data import data
from imagephantoms.cerebellum.optics import unmix
from imagephantoms.head import BRAIN_LABELS


def table(name: str) -> dict[str, str]:
    with open(data(name), newline="", encoding="utf-8") as file:
        return {row[0]: row[1] for row in csv.reader(file)}


def quarters(mask: np.ndarray) -> np.ndarray:
    """Return the share, in per cent, that a mask keeps in each of four upright strips."""
    return np.array([100 * part.mean() for part in np.array_split(mask, 4, axis=1)])


@pytest.fixture(scope="module")
def axons():
    return iio.imread(data("axon_slice.jpg")), iio.imread(data("axon_slice_tissue.png")) == 128


def test_one_threshold_sees_more_myelin_on_the_right_where_there_is_less(axons):
    image, myelin = axons
    truth, naive = quarters(myelin), quarters(image < 125)
    assert truth[0] > truth[3]
    assert naive[3] - naive[0] > 8
    assert abs(naive[0] - truth[0]) > 8


def test_even_light_brings_the_shares_near_the_truth(axons):
    image, myelin = axons
    background = ndimage.gaussian_filter(image.astype(float), 150)
    even = image - background + background.mean()
    assert np.abs(quarters(even < 125) - quarters(myelin)).max() < 4
    assert abs(100 * ((even < 125).mean() - myelin.mean())) < 3


def test_the_area_moves_with_the_threshold(axons):
    image, _ = axons
    areas = [100 * (image < threshold).mean() for threshold in (110, 125, 140)]
    assert areas[2] - areas[0] > 18


def test_bright_is_not_brain():
    head = pydicom.dcmread(data("head_sagittal.dcm")).pixel_array
    brain = np.isin(iio.imread(data("head_sagittal_tissue.png")), BRAIN_LABELS)
    kept = head > 125
    assert (kept & brain).sum() / kept.sum() < 0.45
    assert (kept & brain).sum() / brain.sum() > 0.8


@pytest.fixture(scope="module")
def stains():
    shares = table("rat_cerebellum_table.csv")
    truth = [float(shares[f"share_{name}"]) for name in ("synaptophysin", "IP3R", "DNA")]
    return iio.imread(data("rat_cerebellum.jpg")), np.array(truth)


def test_unmixing_recovers_the_shares_of_the_stains(stains):
    image, truth = stains
    amounts = unmix(image).reshape(-1, 3).sum(axis=0)
    assert np.abs(amounts / amounts.sum() - truth).max() < 0.02


def test_counting_red_green_and_blue_pixels_does_not(stains):
    image, truth = stains
    counts = np.array([(image[..., i] > t).sum() for i, t in enumerate((120, 100, 100))])
    assert np.abs(counts / counts.sum() / truth - 1).max() > 0.1
    sums = image.reshape(-1, 3).sum(axis=0, dtype=np.int64)
    assert np.abs(sums / sums.sum() / truth - 1).max() > 0.3


# The fewer pixels are left, the more chance has a say: the last number is what it may do.
@pytest.mark.parametrize(("factor", "chance"), [(8, 0.06), (32, 0.2)])
def test_reducing_by_averaging_changes_the_answer_and_leaving_out_does_not(stains, factor, chance):
    image, _ = stains
    red = image[..., 0]
    rows, columns = (side // factor * factor for side in red.shape)
    blocks = red[:rows, :columns].reshape(rows // factor, factor, columns // factor, factor)
    full = (red > 120).mean()
    assert (blocks.mean(axis=(1, 3)) > 120).mean() < 0.8 * full
    assert abs((red[::factor, ::factor] > 120).mean() / full - 1) < chance


@pytest.fixture(scope="module")
def volume():
    image, tissue = nib.load(data("brain.nii.gz")), nib.load(data("brain_tissue.nii.gz"))
    return image, np.asanyarray(tissue.dataobj)


def test_tissue_volumes_need_the_size_of_a_voxel(volume):
    image, tissue = volume
    truth = float(table("brain_truth.csv")["volume of cortical grey matter"])
    voxel_ml = np.prod(image.header.get_zooms()) / 1000
    assert (tissue == 7).sum() * voxel_ml == pytest.approx(truth, rel=1e-3)
    assert abs((tissue == 7).sum() / 1000 / truth - 1) > 0.2


def test_the_affine_tells_the_side_of_the_lesion_and_the_index_does_not(volume):
    image, tissue = volume
    facts = table("brain_truth.csv")
    assert nib.aff2axcodes(image.affine) == ("P", "I", "L")
    centre = np.argwhere(tissue == 21).mean(axis=0)
    right, anterior, superior = nib.affines.apply_affine(image.affine, centre)
    assert right == pytest.approx(float(facts["lesion centre right"]), abs=0.5)
    assert anterior == pytest.approx(float(facts["lesion centre anterior"]), abs=0.5)
    assert superior == pytest.approx(float(facts["lesion centre superior"]), abs=0.5)
    assert right > 0
    # "The first index grows to the right", and "the last one does": both put it on the left.
    for axis in (0, 2):
        assert centre[axis] < tissue.shape[axis] / 2


def test_a_threshold_in_a_box_recovers_the_volume_of_the_lesion(volume):
    image, tissue = volume
    values = np.asanyarray(image.dataobj)
    middle = np.argwhere(tissue == 21).mean(axis=0).round().astype(int)
    half = np.ceil(12 / np.array(image.header.get_zooms())).astype(int)
    box = values[tuple(slice(m - h, m + h + 1) for m, h in zip(middle, half, strict=True))]
    lesion, around = np.median(values[tissue == 21]), np.median(values[tissue == 8])
    labels, _ = ndimage.label(box > (lesion + around) / 2)
    piece = labels == labels[tuple(half)]
    measured = piece.sum() * np.prod(image.header.get_zooms()) / 1000
    truth = float(table("brain_truth.csv")["lesion volume of the ball"])
    assert measured == pytest.approx(truth, rel=0.08)


def test_the_series_is_in_order_by_position_only():
    headers = [
        pydicom.dcmread(path, stop_before_pixels=True)
        for path in sorted(data("head_series").glob("*.dcm"))
    ]
    positions = np.array([float(header.ImagePositionPatient[0]) for header in headers])
    numbers = np.array([int(header.InstanceNumber) for header in headers])
    for in_order in (positions, positions[np.argsort(numbers)]):
        directions = np.sign(np.diff(in_order))
        assert set(directions) == {-1, 1}
    assert np.allclose(np.diff(np.sort(positions)), 4)


def test_the_ct_has_hounsfield_units_after_rescaling_only():
    pixels, values = [], []
    for path in data("head_ct").glob("*.dcm"):
        dataset = pydicom.dcmread(path)
        pixels.append(dataset.pixel_array)
        slope, intercept = float(dataset.RescaleSlope), float(dataset.RescaleIntercept)
        values.append(dataset.pixel_array * slope + intercept)
    assert np.min(pixels) >= 0
    assert np.median(values) == pytest.approx(-1000, abs=30)
    assert np.max(values) > 1000


def test_the_scale_bar_is_most_of_what_is_bright_red():
    section = iio.imread(data("rat_brain_low_res.jpg"))
    bright = section[..., 0] > 200
    assert bright[874:878, 18:197].sum() / bright.sum() > 0.9
