"""The head phantom as a volume: image, tissue labels, orientation, lesion and marker."""

import functools
import gzip

import nibabel
import numpy as np
import pytest

from imagelessons.data import course_root
from imagephantoms.head import labels as label
from imagephantoms.head.labels import BRAIN_LABELS, VOLUME_TISSUE_NAMES
from imagephantoms.head.solid.render import render_mri
from imagephantoms.head.solid.tissue import solid_tissue
from imagephantoms.head.tissue import tissue_at
from imagephantoms.head.volume import (
    VOXEL_MM,
    make_head_volume,
    make_patient,
    save_head_volume,
)


@functools.cache
def volume_of(seed, coarse=4):
    return make_head_volume(seed, coarse=coarse)


@pytest.fixture
def volume():
    return volume_of(2026)


@pytest.fixture(params=[2026, 5])
def any_volume(request):
    return volume_of(request.param)


def index_of(volume, centre):
    inverse = np.linalg.inv(volume.affine)
    return (inverse @ [*centre, 1.0])[:3]


def test_arrays_have_the_promised_types(any_volume):
    assert any_volume.image.shape == any_volume.tissue.shape == (64, 64, 31)
    assert any_volume.image.dtype == np.int16
    assert any_volume.tissue.dtype == np.uint8
    assert any_volume.image.min() >= 0
    assert any_volume.image.max() < 1000
    assert set(np.unique(any_volume.tissue)) <= set(VOLUME_TISSUE_NAMES)


def test_same_seed_same_volume():
    first, second = make_head_volume(3, coarse=8), make_head_volume(3, coarse=8)
    np.testing.assert_array_equal(first.image, second.image)
    np.testing.assert_array_equal(first.tissue, second.tissue)
    assert first.table == second.table


def test_other_seed_differs():
    first, second = volume_of(2026), volume_of(5)
    assert np.mean(first.tissue != second.tissue) > 0.05
    assert first.lesion != second.lesion


def test_midline_plane_is_that_of_the_slice():
    solid, _, _ = make_patient(2026)
    anterior, superior = np.meshgrid(np.arange(-110.0, 110, 2), np.arange(-140.0, 85, 2))
    anterior, superior = anterior.ravel(), superior.ravel()
    middle = np.zeros(anterior.size)
    new, _ = solid_tissue(solid, middle, anterior, superior)
    old = tissue_at(solid.head, middle, anterior, superior)
    assert np.mean(new == old) > 0.9
    brain = np.isin(old, BRAIN_LABELS)
    assert np.mean(np.isin(new[brain], BRAIN_LABELS)) > 0.9


def test_orientation_is_posterior_inferior_left(any_volume, tmp_path):
    assert nibabel.aff2axcodes(any_volume.affine) == ("P", "I", "L")
    save_head_volume(any_volume, tmp_path)
    for name, array in (("brain", any_volume.image), ("brain_tissue", any_volume.tissue)):
        image = nibabel.load(tmp_path / f"{name}.nii.gz")
        np.testing.assert_array_equal(np.asarray(image.dataobj), array)
        assert image.get_data_dtype() == array.dtype
        np.testing.assert_allclose(image.affine, any_volume.affine, atol=1e-4)
        np.testing.assert_allclose(image.get_qform(), image.get_sform(), atol=1e-4)
        assert (int(image.header["sform_code"]), int(image.header["qform_code"])) == (1, 1)
        assert image.header.get_xyzt_units() == ("mm", "sec")
        zooms = image.header.get_zooms()
        np.testing.assert_allclose(zooms, 4 * np.array(VOXEL_MM), rtol=1e-6)


def test_same_volume_same_bytes(volume, tmp_path):
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        save_head_volume(volume, tmp_path / name)
    for name in ("brain.nii.gz", "brain_tissue.nii.gz", "brain_truth.csv"):
        first = (tmp_path / "first" / name).read_bytes()
        assert first == (tmp_path / "second" / name).read_bytes()
    packed = (tmp_path / "first" / "brain.nii.gz").read_bytes()
    # No name (flags) and no time in the header of the compressed file.
    assert packed[3:8] == b"\0\0\0\0\0"
    assert gzip.decompress(packed)[344:347] == b"n+1"


def test_truth_can_lie_apart(volume, tmp_path):
    image, truth = tmp_path / "image", tmp_path / "truth"
    image.mkdir()
    truth.mkdir()
    save_head_volume(volume, image, truth)
    assert [path.name for path in image.iterdir()] == ["brain.nii.gz"]
    assert sorted(path.name for path in truth.iterdir()) == [
        "brain_tissue.nii.gz",
        "brain_truth.csv",
    ]


def test_tissue_volumes_are_counts_times_the_voxel(any_volume):
    voxel_mm3 = 64 * VOXEL_MM[0] * VOXEL_MM[1] * VOXEL_MM[2]
    for value, name in VOLUME_TISSUE_NAMES.items():
        expected = np.count_nonzero(any_volume.tissue == value) * voxel_mm3 / 1000
        assert any_volume.tissue_ml[name] == pytest.approx(expected)
    brain = sum(any_volume.tissue_ml[VOLUME_TISSUE_NAMES[value]] for value in BRAIN_LABELS)
    assert 950 < brain < 1400
    grey = any_volume.tissue_ml["cortical grey matter"]
    white = any_volume.tissue_ml["white matter of the cerebrum"]
    assert 1.0 < grey / white < 2.2


def test_tissues_have_their_t1_order(any_volume):
    def median(value):
        return np.median(any_volume.image[any_volume.tissue == value])

    assert median(label.AIR) < median(label.CSF) < median(label.GREY_MATTER)
    assert median(label.GREY_MATTER) < median(label.WHITE_MATTER) < median(label.FAT)
    assert median(label.LESION) > 1.15 * median(label.WHITE_MATTER)


def test_lesion_lies_where_the_affine_says_not_where_the_index_suggests(any_volume):
    lesion = any_volume.lesion
    found = np.argwhere(any_volume.tissue == label.LESION).mean(axis=0)
    centre = (any_volume.affine @ [*found, 1.0])[:3]
    np.testing.assert_allclose(centre, lesion.centre_mm, atol=4 * 1.5 / 2)
    assert (centre[0] > 0) == (lesion.side == "right")
    # Who takes the last index to grow to the right is wrong, whichever the side of the lesion.
    naive = "right" if found[2] > (any_volume.image.shape[2] - 1) / 2 else "left"
    assert naive != lesion.side


def test_first_index_taken_for_right_gives_the_wrong_side(volume):
    found = np.argwhere(volume.tissue == label.LESION).mean(axis=0)
    naive = "right" if found[0] > (volume.image.shape[0] - 1) / 2 else "left"
    assert volume.lesion.side == "right"
    assert naive == "left"


@pytest.mark.parametrize("seed", [2026, 7])
def test_volume_of_the_lesion_by_threshold_in_a_box(seed):
    solid, lesion, _ = make_patient(seed)
    # A box of the course's own voxels around the lesion.
    right, anterior, superior = (
        centre + width * (np.arange(count) - (count - 1) / 2)
        for centre, width, count in zip(
            lesion.centre_mm, (1.5, 0.9375, 0.9375), (17, 27, 27), strict=True
        )
    )
    voxel_mm = (1.5, 0.9375, 0.9375)
    image, tissue = render_mri(solid, right, anterior, superior, voxel_mm, stream=200)
    voxel_ml = np.prod(voxel_mm) / 1000
    inside, white = image[tissue == label.LESION], image[tissue == label.WHITE_MATTER]
    threshold = (np.median(inside) + np.median(white)) / 2
    assert np.count_nonzero(image > threshold) * voxel_ml == pytest.approx(
        lesion.volume_ml, rel=0.08
    )
    assert inside.size * voxel_ml == pytest.approx(lesion.volume_ml, rel=0.03)


def test_marker_is_the_brightest_and_on_the_left(any_volume):
    where = np.argwhere(any_volume.tissue == label.MARKER)
    centre = (any_volume.affine @ [*where.mean(axis=0), 1.0])[:3]
    assert any_volume.marker.side == "left"
    np.testing.assert_allclose(centre, any_volume.marker.centre_mm, atol=4.0)
    assert centre[0] < -50
    brightest = np.unravel_index(any_volume.image.argmax(), any_volume.image.shape)
    assert any_volume.tissue[brightest] == label.MARKER


def test_brain_lies_inside_the_skull(any_volume):
    brain = np.isin(any_volume.tissue, BRAIN_LABELS)
    outside = np.isin(any_volume.tissue, (label.AIR, label.SKIN))
    # No voxel of the brain touches the skin or the air around the head.
    for axis in range(3):
        touching = outside & np.roll(brain, 1, axis) & (index_mm(any_volume, 2) > -10)
        assert touching.sum() <= 2


def index_mm(volume, axis):
    grid = np.indices(volume.image.shape)
    row = volume.affine[axis]
    return row[0] * grid[0] + row[1] * grid[1] + row[2] * grid[2] + row[3]


def test_table_holds_the_truth(volume):
    table = {quantity: (value, unit) for quantity, value, unit in volume.table}
    assert table["lesion side"][0] == volume.lesion.side
    assert float(table["lesion centre right"][0]) == volume.lesion.centre_mm[0]
    assert table["lesion volume of the ball"][1] == "ml"
    ball = 4 / 3 * np.pi * volume.lesion.radius_mm**3 / 1000
    assert float(table["lesion volume of the ball"][0]) == pytest.approx(ball, abs=1e-3)
    assert table["marker side"][0] == "left"


@pytest.mark.parametrize("seed", [-1, 1.5, "2026", True, None])
def test_bad_seed(seed):
    with pytest.raises(ValueError, match=r"seed is .* but an integer from 0 up"):
        make_head_volume(seed)


@pytest.mark.parametrize("coarse", [0, 17, 1.5, False])
def test_bad_coarseness(coarse):
    with pytest.raises(ValueError, match=r"coarseness is .* but an integer from 1 to 16"):
        make_head_volume(2026, coarse=coarse)


def test_committed_volume_is_as_promised():
    path = course_root() / "data" / "brain.nii.gz"
    if not path.exists():
        pytest.skip("data/brain.nii.gz is not there")
    image = nibabel.load(path)
    assert image.shape == (256, 256, 124)
    assert image.get_data_dtype() == np.int16
    assert nibabel.aff2axcodes(image.affine) == ("P", "I", "L")
    assert path.stat().st_size < 8_000_000
    values = np.asarray(image.dataobj)
    assert values.min() >= 0
    assert 750 < values.max() < 950
