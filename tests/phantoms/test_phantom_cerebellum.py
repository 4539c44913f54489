"""The cerebellum phantom: unmixing finds its stains, and its statistics are those of a real one."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from imagephantoms.cerebellum.growth import Nodes, count_nodes, jittered_grid, span
from imagephantoms.cerebellum.optics import BACKGROUND, STAINS, unmix
from imagephantoms.cerebellum.picture import (
    PRESENT,
    STAIN_NAMES,
    areas_of,
    halved,
    load_cerebellum_truth,
    make_cerebellum,
    save_cerebellum_image,
    save_cerebellum_truth,
)

SHAPE = (300, 400)
DATA = Path(__file__).resolve().parents[2] / "data" / "rat_cerebellum.jpg"
# Red, green and blue above which the published solution of the exercise counts a pixel.
THRESHOLDS = (120, 100, 100)


@pytest.fixture(scope="module")
def phantom():
    return make_cerebellum(seed=4, shape=SHAPE)


@pytest.fixture(scope="module")
def saved(phantom, tmp_path_factory):
    path = save_cerebellum_image(phantom, tmp_path_factory.mktemp("cerebellum") / "small.jpg")
    with Image.open(path) as image:
        return np.asarray(image)


@pytest.fixture(scope="module")
def full_size():
    if not DATA.exists():
        pytest.skip(f"{DATA} is missing")
    with Image.open(DATA) as image:
        return np.asarray(image)


def shares(amounts):
    totals = amounts.reshape(-1, 3).sum(axis=0)
    return totals / totals.sum()


def areas_above_thresholds(image):
    return np.array([(image[..., k] > THRESHOLDS[k]).mean() for k in range(3)])


def test_same_seed_gives_same_bytes(phantom):
    again = make_cerebellum(seed=4, shape=SHAPE)
    assert again.image.tobytes() == phantom.image.tobytes()
    assert again.amounts.tobytes() == phantom.amounts.tobytes()
    assert again.nuclei.tobytes() == phantom.nuclei.tobytes()
    assert again.table == phantom.table


def test_another_seed_gives_another_picture(phantom):
    other = make_cerebellum(seed=6, shape=SHAPE)
    assert (other.image != phantom.image).any(axis=2).mean() > 0.9
    assert (other.nuclei > 0).tobytes() != (phantom.nuclei > 0).tobytes()


def test_shapes_and_types(phantom):
    assert phantom.image.shape == phantom.amounts.shape == (*SHAPE, 3)
    assert phantom.nuclei.shape == SHAPE
    assert [area.shape for area in phantom.areas] == [SHAPE] * 3
    assert phantom.image.dtype == np.uint8
    assert phantom.amounts.dtype == phantom.stains.dtype == np.float64
    assert phantom.nuclei.dtype == np.uint16
    assert all(area.dtype == bool for area in phantom.areas)


@pytest.mark.parametrize("shape", [(128, 128), (129, 251), (400, 140)])
def test_other_shapes_work(shape):
    phantom = make_cerebellum(seed=2, shape=shape)
    assert phantom.image.shape == (*shape, 3)
    assert phantom.amounts.min() >= 0.0
    assert phantom.amounts.max() <= 1.0


@pytest.mark.parametrize("seed", range(6))
def test_small_picture_shows_a_purkinje_cell(seed):
    table = make_cerebellum(seed=seed, shape=SHAPE).table
    assert table["purkinje_cells"] >= 1
    assert table["share_IP3R"] > 0.25


def test_amounts_lie_between_0_and_1(phantom):
    assert phantom.amounts.min() >= 0.0
    assert phantom.amounts.max() <= 1.0


def test_areas_are_where_the_amount_reaches_a_fifth(phantom):
    for k, area in enumerate(phantom.areas):
        assert np.array_equal(area, phantom.amounts[..., k] >= PRESENT)
    assert np.array_equal(np.stack(phantom.areas, axis=-1), areas_of(phantom.amounts))


def test_table_is_measured_in_the_amounts(phantom):
    table = phantom.table
    assert (table["rows"], table["columns"]) == SHAPE
    expected = shares(phantom.amounts)
    for k, name in enumerate(STAIN_NAMES):
        assert table[f"amount_{name}"] == pytest.approx(phantom.amounts[..., k].sum())
        assert table[f"share_{name}"] == pytest.approx(expected[k])
        assert table[f"area_{name}"] == pytest.approx(phantom.areas[k].mean())


def test_counts_of_nuclei_match_the_label_image(phantom):
    table = phantom.table
    found = np.unique(phantom.nuclei[phantom.nuclei > 0])
    kinds = [table["nuclei_granule"], table["nuclei_other"], table["nuclei_purkinje"]]
    assert found.tolist() == list(range(1, sum(kinds) + 1))
    assert min(kinds) >= 1
    assert kinds[2] <= table["purkinje_cells"]


def test_dna_lies_in_nuclei_and_the_receptor_outside(phantom):
    inside = phantom.nuclei > 0
    assert phantom.amounts[inside, 2].mean() > 8 * phantom.amounts[~inside, 2].mean()
    assert phantom.amounts[inside, 1].mean() < 0.5 * phantom.amounts[~inside, 1].mean()
    assert phantom.amounts[inside, 0].mean() < 0.3 * phantom.amounts[~inside, 0].mean()


def test_some_granule_cells_hold_a_little_receptor(phantom):
    granule = (phantom.nuclei > 0) & (phantom.nuclei <= phantom.table["nuclei_granule"])
    chromocentre = granule & (phantom.amounts[..., 2] > 0.9)
    receptor = phantom.amounts[..., 1][chromocentre]
    assert 0.05 < (receptor > 0.05).mean() < 0.8
    assert np.percentile(receptor, 95) < 0.4


def test_every_place_is_connected_to_its_tree():
    start = Nodes(np.array([[0.0, 50.0]]), np.array([-1]), np.zeros((1, 2)))
    places = jittered_grid(np.random.default_rng(1), (0.0, 0.0), (100.0, 100.0), 10.0)
    tree = span(start, places, step=4.0, detour=0.3)
    assert (tree.parent[1:] < np.arange(1, len(tree.parent))).all()
    assert (tree.parent[1:] >= 0).all()
    length = np.sqrt(((tree.place[1:] - tree.place[tree.parent[1:]]) ** 2).sum(axis=1))
    assert length.max() < 4.0 + 1e-9
    apart = ((places[:, None] - tree.place[None]) ** 2).sum(axis=2).min(axis=1)
    assert apart.max() < 1e-12
    assert count_nodes(tree.parent)[0] == len(tree.parent)


def test_no_stain_sits_in_one_channel(phantom):
    assert np.array_equal(phantom.stains, np.array(STAINS))
    published = np.array([[206, 54, 94], [95, 188, 11], [8, 64, 205]], dtype=float)
    for colour, expected in zip(phantom.stains, published, strict=True):
        scaled = colour * expected.max() / colour.max()
        assert np.abs(scaled - expected).max() < 11


def test_unmixing_undoes_the_mixing():
    amounts = np.random.default_rng(1).random((5, 7, 3))
    light = np.stack(
        [BACKGROUND[c] + sum(amounts[..., k] * STAINS[k][c] for k in range(3)) for c in range(3)],
        axis=-1,
    )
    assert np.allclose(unmix(light), amounts)


def test_unmixing_is_the_least_squares_solution(saved):
    light = saved[:20].reshape(-1, 3).astype(float) - np.array(BACKGROUND)
    solution = np.linalg.lstsq(np.array(STAINS).T, light.T, rcond=None)[0].T
    assert np.allclose(unmix(saved[:20]).reshape(-1, 3), solution)


def test_unmixing_the_saved_picture_recovers_the_shares(phantom, saved):
    assert shares(unmix(saved)) == pytest.approx(shares(phantom.amounts), rel=0.03)
    full = (saved < 250).all(axis=2)
    assert shares(unmix(saved)[full]) == pytest.approx(shares(phantom.amounts[full]), rel=0.03)


def test_thresholds_of_single_channels_miss_the_shares(phantom, saved):
    areas = areas_above_thresholds(saved)
    error = areas / areas.sum() / shares(phantom.amounts) - 1
    assert np.abs(error).max() > 0.10
    # Summing a channel is no better: each stain sheds light into all three.
    error = shares(saved.astype(float)) / shares(phantom.amounts) - 1
    assert np.abs(error).max() > 0.30


def test_many_green_pixels_hold_hardly_any_receptor(phantom, saved):
    green = saved[..., 1] > 60
    assert (phantom.amounts[..., 1][green] < 0.05).mean() > 0.03


def test_saved_truth_is_read_back(phantom, tmp_path):
    save_cerebellum_truth(phantom, tmp_path, stem="small")
    amounts, nuclei, table = load_cerebellum_truth(tmp_path, stem="small")
    assert np.array_equal(nuclei, phantom.nuclei)
    assert amounts.shape == (SHAPE[0] // 2, SHAPE[1] // 2, 3)
    assert np.abs(amounts - halved(phantom.amounts)).max() < 1 / 60 + 1e-9
    assert table.keys() == phantom.table.keys()
    assert table == pytest.approx(phantom.table, rel=1e-5)
    assert all(type(table[name]) is type(value) for name, value in phantom.table.items())
    # Rounding errors cancel in the shares, but for the faint glow that rounds to nothing.
    assert shares(amounts) == pytest.approx(shares(phantom.amounts), abs=0.01)


def test_saved_picture_is_a_colour_jpeg_with_subsampled_colour(phantom, tmp_path):
    with Image.open(save_cerebellum_image(phantom, tmp_path / "small.jpg")) as image:
        assert image.mode == "RGB"
        assert [layer[1:3] for layer in image.layer] == [(2, 2), (1, 1), (1, 1)]
        back = np.asarray(image).astype(float)
    assert np.abs(back - phantom.image).mean() < 12


@pytest.mark.parametrize("seed", [-1, 1.5, "7", None])
def test_bad_seed_is_refused(seed):
    with pytest.raises(ValueError, match="whole number of 0 or more is expected"):
        make_cerebellum(seed=seed, shape=SHAPE)


@pytest.mark.parametrize("shape", [(20, 400), (300, 0), (300,), 300, (300.5, 400), (300, 400, 3)])
def test_bad_shape_is_refused(shape):
    with pytest.raises(ValueError, match="two whole numbers"):
        make_cerebellum(shape=shape)


@pytest.mark.parametrize("quality", [0, 96])
def test_bad_quality_is_refused(phantom, tmp_path, quality):
    with pytest.raises(ValueError, match="1 to 95"):
        save_cerebellum_image(phantom, tmp_path / "small.jpg", quality=quality)


def test_picture_without_three_channels_is_refused():
    with pytest.raises(ValueError, match="rows, columns, 3"):
        unmix(np.zeros((4, 5)))


# What follows compares the committed picture with figures measured in a real micrograph, reduced
# to half its size by averaging: confocal microscopy of rat cerebellum.


def test_full_size_means(full_size):
    assert full_size.shape == (1500, 1800, 3)
    assert full_size.reshape(-1, 3).mean(axis=0) == pytest.approx([62.0, 79.4, 54.8], abs=12)


def test_full_size_grey_levels(full_size):
    levels = np.percentile(full_size.reshape(-1, 3), [5, 25, 50, 75, 95, 99], axis=0).T
    real = [[2, 9, 49, 96, 194, 246], [3, 23, 58, 133, 203, 228], [1, 10, 27, 70, 213, 248]]
    assert np.abs(levels - real).max() < 20


def test_full_size_correlations(full_size):
    correlation = np.corrcoef(full_size.reshape(-1, 3).T)
    found = correlation[0, 1], correlation[0, 2], correlation[1, 2]
    assert found == pytest.approx((0.34, -0.14, -0.26), abs=0.12)


def test_full_size_areas(full_size):
    assert areas_above_thresholds(full_size) == pytest.approx([0.134, 0.345, 0.188], abs=0.05)


def test_full_size_colours_of_the_stains(full_size):
    published = [[206, 54, 94], [95, 188, 11], [8, 64, 205]]
    pixels = full_size.reshape(-1, 3).astype(float)
    for k, expected in enumerate(published):
        others = np.delete(pixels, k, axis=1).max(axis=1)
        mainly = pixels[(pixels[:, k] > 1.6 * others) & (pixels[:, k] > 120)]
        assert mainly.mean(axis=0) == pytest.approx(expected, abs=22)


def test_full_size_red_area_falls_with_the_resolution_only_by_averaging(full_size):
    image = Image.fromarray(full_size)
    for factor, share in [(4, 0.122), (8, 0.094), (16, 0.055), (32, 0.030)]:
        averaged = np.asarray(image.reduce(factor))[..., 0]
        assert (averaged > 120).mean() == pytest.approx(share, abs=0.025)
        nearest = full_size[factor // 2 :: factor, factor // 2 :: factor, 0]
        assert (nearest > 120).mean() == pytest.approx(0.134, abs=0.03)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 11])
def test_other_seeds_have_the_correlations_too(seed):
    correlation = np.corrcoef(make_cerebellum(seed).image.reshape(-1, 3).T)
    found = correlation[0, 1], correlation[0, 2], correlation[1, 2]
    assert found == pytest.approx((0.34, -0.14, -0.26), abs=0.12)


@pytest.mark.slow
def test_committed_picture_comes_from_its_seed_and_unmixes(full_size, tmp_path):
    phantom = make_cerebellum()
    file = save_cerebellum_image(phantom, tmp_path / "rat_cerebellum.jpg")
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (file, DATA)]
    assert digests[0] == digests[1]
    assert shares(unmix(full_size)) == pytest.approx(shares(phantom.amounts), rel=0.03)
    areas = areas_above_thresholds(full_size)
    error = areas / areas.sum() / shares(phantom.amounts) - 1
    assert np.abs(error).max() > 0.10
    save_cerebellum_truth(phantom, tmp_path)
    truth = sum(path.stat().st_size for path in tmp_path.iterdir() if path != file)
    assert truth < 700_000
