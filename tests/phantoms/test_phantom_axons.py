"""The axon phantom: its truth agrees with its picture, and its statistics with a real slice."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage
from skimage.filters import threshold_otsu

from imagephantoms.axons.slice import (
    axon_table,
    label_fibres,
    load_axon_truth,
    make_axon_slice,
    save_axon_image,
    save_axon_truth,
)

SHAPE = (300, 400)
DATA = Path(__file__).resolve().parents[2] / "data" / "axon_slice.jpg"
EIGHT = np.ones((3, 3), dtype=bool)


@pytest.fixture(scope="module")
def phantom():
    return make_axon_slice(seed=5, shape=SHAPE)


@pytest.fixture(scope="module")
def full_size():
    if not DATA.exists():
        pytest.skip(f"{DATA} is missing")
    with Image.open(DATA) as image:
        return np.asarray(image)


def test_same_seed_gives_same_bytes(phantom):
    again = make_axon_slice(seed=5, shape=SHAPE)
    assert again.image.tobytes() == phantom.image.tobytes()
    assert again.axons.tobytes() == phantom.axons.tobytes()
    assert again.myelin.tobytes() == phantom.myelin.tobytes()


def test_another_seed_gives_another_picture(phantom):
    other = make_axon_slice(seed=6, shape=SHAPE)
    assert (other.image != phantom.image).mean() > 0.9
    assert (other.axons > 0).tobytes() != (phantom.axons > 0).tobytes()


def test_shapes_and_types(phantom):
    assert phantom.image.shape == phantom.axons.shape == phantom.myelin.shape == SHAPE
    assert phantom.image.dtype == np.uint8
    assert phantom.axons.dtype == phantom.myelin.dtype == np.uint16


def test_axons_are_brighter_than_myelin_and_the_space_between_lies_in_the_middle(phantom):
    axon = phantom.image[phantom.axons > 0].mean()
    myelin = phantom.image[phantom.myelin > 0].mean()
    between = phantom.image[(phantom.axons == 0) & (phantom.myelin == 0)].mean()
    assert axon > between > myelin
    assert axon - myelin > 50


def test_every_whole_axon_is_brighter_than_its_own_myelin(phantom):
    for label in phantom.table["label"][~phantom.table["touches_border"]]:
        axon = np.median(phantom.image[phantom.axons == label])
        assert axon > np.median(phantom.image[phantom.myelin == label])


def test_labels_match_the_table(phantom):
    found = np.unique(phantom.axons[phantom.axons > 0])
    assert found.tolist() == phantom.table["label"].tolist()
    assert found.size > 5
    for label, area, fibre, row, column in zip(
        *(phantom.table[name] for name in ("label", "axon_area", "fibre_area")),
        phantom.table["centroid_row"],
        phantom.table["centroid_column"],
        strict=True,
    ):
        rows, columns = np.nonzero(phantom.axons == label)
        assert rows.size == area
        assert np.count_nonzero(phantom.myelin == label) == fibre - area
        assert (rows.mean(), columns.mean()) == pytest.approx((row, column))


def test_axons_and_myelin_do_not_overlap(phantom):
    assert not np.any((phantom.axons > 0) & (phantom.myelin > 0))


def test_every_whole_axon_is_one_piece_within_its_own_myelin(phantom):
    for label in phantom.table["label"][~phantom.table["touches_border"]]:
        axon = phantom.axons == label
        assert ndimage.label(axon)[1] == 1
        rim = ndimage.binary_dilation(axon) & ~axon
        assert set(np.unique(phantom.myelin[rim])) == {label}


def test_g_ratios_are_those_of_nerve(phantom):
    whole = ~phantom.table["touches_border"]
    g_ratio = phantom.table["g_ratio"]
    expected = np.sqrt(phantom.table["axon_area"] / phantom.table["fibre_area"])
    assert np.allclose(g_ratio, expected)
    assert g_ratio[whole].min() > 0.4
    assert g_ratio[whole].max() < 0.92
    assert 0.6 < np.median(g_ratio[whole]) < 0.85


def test_touches_border_is_said_of_cut_fibres(phantom):
    edge = np.ones(SHAPE, dtype=bool)
    edge[1:-1, 1:-1] = False
    cut = set(np.unique(phantom.axons[edge])) | set(np.unique(phantom.myelin[edge]))
    for label, touches in zip(phantom.table["label"], phantom.table["touches_border"], strict=True):
        assert touches == (label in cut)


def test_myelin_fraction_is_the_mean_of_its_mask(phantom):
    assert phantom.myelin_fraction == pytest.approx((phantom.myelin > 0).mean())
    assert 0.2 < phantom.myelin_fraction < 0.5


def test_saved_truth_is_read_back_unchanged(phantom, tmp_path):
    save_axon_truth(phantom, tmp_path, stem="small")
    axons, myelin = load_axon_truth(tmp_path / "small_tissue.png")
    assert np.array_equal(axons, phantom.axons)
    assert np.array_equal(myelin, phantom.myelin)
    lines = (tmp_path / "small_axons.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split(",") == list(phantom.table)
    assert len(lines) == 1 + phantom.table["label"].size


def test_saved_picture_is_greyscale(phantom, tmp_path):
    with Image.open(save_axon_image(phantom, tmp_path / "small.jpg")) as image:
        assert image.mode == "L"
        back = np.asarray(image).astype(float)
    assert np.abs(back - phantom.image).mean() < 4


def test_fibre_without_visible_axon_is_numbered_last():
    axon = np.array([[0, 0, 0, 1, 0]], dtype=bool)
    axons, myelin = label_fibres(axon, np.array([[1, 0, 1, 0, 1]], dtype=bool))
    assert axons.tolist() == [[0, 0, 0, 1, 0]]
    assert myelin.tolist() == [[2, 0, 1, 0, 1]]


@pytest.mark.parametrize("seed", [-1, 1.5, "7", None])
def test_bad_seed_is_refused(seed):
    with pytest.raises(ValueError, match="whole number of 0 or more is expected"):
        make_axon_slice(seed=seed, shape=SHAPE)


@pytest.mark.parametrize("shape", [(20, 400), (300, 0), (300,), 300, (300.5, 400)])
def test_bad_shape_is_refused(shape):
    with pytest.raises(ValueError, match="two whole numbers"):
        make_axon_slice(shape=shape)


def test_bad_quality_is_refused(phantom, tmp_path):
    with pytest.raises(ValueError, match="1 to 95"):
        save_axon_image(phantom, tmp_path / "small.jpg", quality=0)


def test_label_images_of_different_shape_are_refused():
    with pytest.raises(ValueError, match="must agree"):
        axon_table(np.zeros((4, 4), dtype=int), np.zeros((4, 5), dtype=int))


# What follows compares the committed picture with figures measured in a real micrograph of the
# same size: transmission electron microscopy of a white matter tract.


def test_full_size_grey_levels(full_size):
    assert full_size.shape == (2300, 3040)
    assert full_size.mean() == pytest.approx(151, abs=8)
    assert full_size.std() == pytest.approx(41, abs=6)
    levels = np.percentile(full_size, [1, 5, 25, 50, 75, 95, 99])
    assert np.abs(levels - [76, 88, 117, 153, 187, 212, 225]).max() < 12
    assert ((full_size >= 40) & (full_size <= 250)).mean() > 0.995


def test_full_size_histogram_has_no_valley_at_125(full_size):
    assert threshold_otsu(full_size) == pytest.approx(150, abs=8)
    histogram = np.bincount(full_size.ravel(), minlength=256) / full_size.size
    smooth = ndimage.gaussian_filter1d(histogram, 2.0)
    assert smooth[125] > 0.75 * min(smooth[95:110].max(), smooth[180:200].max())


def test_full_size_gets_darker_from_left_to_right(full_size):
    shares = [(part < 125).mean() for part in np.array_split(full_size, 4, axis=1)]
    assert shares[0] == pytest.approx(0.24, abs=0.04)
    assert shares[3] == pytest.approx(0.35, abs=0.04)
    assert max(shares[:2]) < shares[3]


@pytest.mark.parametrize(("threshold", "share"), [(110, 0.20), (125, 0.30), (140, 0.41)])
def test_full_size_dark_area(full_size, threshold, share):
    assert (full_size < threshold).mean() == pytest.approx(share, abs=0.04)


@pytest.mark.parametrize(("sigma", "count"), [(0, 6640), (1, 2707), (2, 1027), (3, 586)])
def test_full_size_count_of_dark_parts(full_size, sigma, count):
    grey = full_size.astype(np.float64)
    if sigma:
        grey = ndimage.gaussian_filter(grey, sigma)
    parts, n = ndimage.label(grey < 125, EIGHT)
    assert count / 1.6 < n < count * 1.6
    if sigma == 0:
        tiny = np.count_nonzero(np.bincount(parts.ravel())[1:] <= 10)
        assert 4714 / 6640 / 1.6 < tiny / n < 1.0
