"""The section phantom: one scene at two sizes, its truth, and its files whole or absent."""

import errno
import hashlib
import os
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

from imagephantoms.section import files as section_files
from imagephantoms.section import large as section_large
from imagephantoms.section.picture import (
    LABELS,
    SHAPE,
    build_scene,
    load_section_truth,
    make_section,
    render_rows,
    save_section_image,
    save_section_truth,
    section_of,
    write_large_section,
)
from imagephantoms.section.rasterize import capsules, join, stamp
from imagephantoms.section.render import _render_block

tifffile = pytest.importorskip("tifffile")

DATA = Path(__file__).resolve().parents[2] / "data" / "rat_brain_low_res.jpg"
TINY = (279, 300)
QUARTER = (4340, 4675)


def reduced(image: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Average over areas: a pixel that is cut counts for its share."""
    out = image.astype(np.float64)
    for axis, n in enumerate(shape):
        out = np.moveaxis(out, axis, 0)
        edge = np.linspace(0.0, out.shape[0], n + 1)
        whole = np.minimum(edge.astype(int), out.shape[0] - 1)
        sums = np.concatenate([np.zeros_like(out[:1]), np.cumsum(out, axis=0)])
        part = (edge - whole).reshape(-1, *[1] * (out.ndim - 1))
        upto = sums[whole] + part * out[whole]
        out = np.moveaxis(np.diff(upto, axis=0) / (edge[1] - edge[0]), 0, axis)
    return out


@pytest.fixture(scope="module")
def scene():
    return build_scene(7)


@pytest.fixture(scope="module")
def tiny(scene):
    return render_rows(scene, 0, TINY[0], TINY)


@pytest.fixture
def same_scene(scene, monkeypatch):
    """Spare the tests of the files the layout of the scene."""
    monkeypatch.setattr(section_large, "build_scene", lambda seed: scene)


@pytest.fixture(scope="module")
def files(tmp_path_factory, scene):
    folder = tmp_path_factory.mktemp("large")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(section_large, "build_scene", lambda seed: scene)
        return write_large_section(folder, seed=7, shape=TINY, workers=1, progress=False)


@pytest.fixture(scope="module")
def section():
    return make_section()


@pytest.fixture(scope="module")
def committed():
    if not DATA.exists():
        pytest.skip(f"{DATA} is missing")
    with Image.open(DATA) as image:
        return np.asarray(image)


@pytest.mark.slow
def test_same_seed_gives_same_scene_and_another_seed_another(tiny):
    again = render_rows(build_scene(7), 0, TINY[0], TINY)
    assert again.tobytes() == tiny.tobytes()
    other = render_rows(build_scene(8), 0, TINY[0], TINY)
    assert (other != tiny).any(axis=2).mean() > 0.5


def test_a_pixel_does_not_depend_on_the_rows_that_are_asked_for(scene, tiny):
    for first, last in ((0, 1), (100, 163), (278, 279), (57, 57)):
        assert np.array_equal(render_rows(scene, first, last, TINY), tiny[first:last])


def test_a_pixel_does_not_depend_on_the_block_at_full_size(scene):
    shape = (17360, 18701)
    row, column = (int(v * 18.69 / 5.55) for v in scene.soma[300])
    block = _render_block(scene, (row - 40, row + 40, column - 50, column + 50), shape)
    part = _render_block(scene, (row - 3, row + 25, column - 21, column + 8), shape)
    assert np.array_equal(part, block[37:65, 29:58])
    assert block.std() > 10  # cells are seen, not an even blur


def test_pixels_of_half_the_size_agree_on_average(scene):
    coarse = render_rows(scene, 1600, 1664, (3716, 4000)).astype(np.float64)
    fine = render_rows(scene, 3200, 3328, (7432, 8000))
    mean = fine.reshape(64, 2, 4000, 2, 3).mean(axis=(1, 3))
    assert np.abs(mean - coarse).mean(axis=(0, 1)).max() < 2.5
    assert np.abs(mean.mean(axis=(0, 1)) - coarse.mean(axis=(0, 1))).max() < 0.5


def test_png_and_tiff_hold_the_rendered_rows(files, tiny):
    assert [path.name for path in files] == ["rat_brain.png", "rat_brain.tif"]
    assert sorted(path.name for path in files[0].parent.iterdir()) == [p.name for p in files]
    with Image.open(files[0]) as image:
        assert image.mode == "RGB"
        assert np.array_equal(np.asarray(image), tiny)
    assert np.array_equal(tifffile.imread(files[1]), tiny)


def test_the_density_in_the_files_is_that_of_the_scene(files):
    micrometres = 1000 * 5.55 / TINY[1]
    with Image.open(files[0]) as image:
        assert image.info["dpi"][0] == pytest.approx(25400 / micrometres, rel=1e-3)
    with tifffile.TiffFile(files[1]) as tiff:
        top, bottom = tiff.pages[0].tags["XResolution"].value
        assert top / bottom == pytest.approx(1e4 / micrometres, rel=1e-3)


def test_strips_follow_each_other_without_a_seam(tmp_path):
    image = np.random.default_rng(1).integers(0, 256, (1100, 1300, 3), dtype=np.uint8)
    strips = [
        section_large.Strip(
            section_files.encode_png_rows(image[top : top + 512], last=top + 512 >= 1100),
            section_files.encode_tiles(image[top : top + 512]),
            section_files.halve(image[top : top + 512]),
        )
        for top in range(0, 1100, 512)
    ]
    with open(tmp_path / "a.png", "wb") as file:
        for _ in section_files.write_png(file, strips, (1100, 1300), (1e3, 1e3)):
            pass
    with open(tmp_path / "spool", "w+b") as spool:
        pyramid = section_files.Pyramid(spool, (1100, 1300))
        section_files.write_tiff(tmp_path / "a.tif", strips, (1100, 1300), (1e3, 1e3), pyramid)
    with Image.open(tmp_path / "a.png") as read:
        assert np.array_equal(np.asarray(read), image)
    with tifffile.TiffFile(tmp_path / "a.tif") as tiff:
        levels = tiff.series[0].levels
        assert [level.shape for level in levels] == [(1100, 1300, 3), (550, 650, 3)]
        assert np.array_equal(levels[0].asarray(), image)
        assert np.array_equal(levels[1].asarray(), section_files.halve(image))


def test_checksums_combine():
    data = np.random.default_rng(2).integers(0, 256, 70_001, dtype=np.uint8).tobytes()
    for cut in (0, 1, 65521, 70_001):
        first, second = zlib.adler32(data[:cut]), zlib.adler32(data[cut:])
        combined = section_files.combine_checksums(first, second, len(data) - cut)
        assert combined == zlib.adler32(data)


def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing(tmp_path, monkeypatch, same_scene):
    def no_space(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(section_files, "_write_chunk", no_space)
    with pytest.raises(OSError, match="The disk is full.*Free about"):
        write_large_section(tmp_path, seed=7, shape=TINY, workers=1, progress=False)
    assert list(tmp_path.iterdir()) == []


def test_stopping_half_way_leaves_nothing_and_keeps_the_old_file(tmp_path, monkeypatch, same_scene):
    (tmp_path / "rat_brain.png").write_bytes(b"old")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(section_large, "write_tiff", stop)
    with pytest.raises(KeyboardInterrupt):
        write_large_section(tmp_path, seed=7, shape=TINY, workers=1, progress=False)
    assert [path.name for path in tmp_path.iterdir()] == ["rat_brain.png"]
    assert (tmp_path / "rat_brain.png").read_bytes() == b"old"


def test_leftovers_of_a_killed_process_are_removed(tmp_path, same_scene):
    for name in (".rat_brain.png.part", ".rat_brain.tif.part", ".levels.part"):
        (tmp_path / name).write_bytes(b"half")
    done = write_large_section(
        tmp_path, seed=7, shape=TINY, formats=("png",), workers=1, progress=False
    )
    assert list(tmp_path.iterdir()) == done


@pytest.mark.parametrize("seed", [-1, 1.5, "7", None])
def test_bad_seed_is_refused(seed, tmp_path):
    with pytest.raises(ValueError, match="whole number of 0 or more is expected"):
        make_section(seed)
    with pytest.raises(ValueError, match="whole number of 0 or more is expected"):
        write_large_section(tmp_path, seed=seed)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"shape": (17360, 17360)}, "in the proportion"),
        ({"shape": (40, 43)}, "at least 64"),
        ({"shape": 5}, "two whole numbers"),
        ({"formats": ("gif",)}, 'Choose "png", "tiff" or both'),
        ({"formats": ()}, 'Choose "png", "tiff" or both'),
        ({"workers": 0}, "whole number of 1 or more"),
        ({"workers": 1.5}, "whole number of 1 or more"),
    ],
)
def test_bad_arguments_are_refused(arguments, sentence, tmp_path):
    with pytest.raises(ValueError, match=sentence):
        write_large_section(tmp_path, **arguments)
    assert list(tmp_path.iterdir()) == []


def test_rows_outside_the_picture_are_refused(scene):
    with pytest.raises(ValueError, match="first_row <= last_row <= rows"):
        render_rows(scene, 5, 280, TINY)


@pytest.mark.parametrize("pitch", [0.3, 1.0, 2.5])
def test_the_sum_of_a_capsule_is_its_area_at_every_pixel_size(pitch):
    shape = 5, int(90 / pitch), int(90 / pitch)
    start = np.array([40.2, 20.0]), np.array([35.1, 60.0])
    stop = np.array([60.3, 20.0]), np.array([51.7, 70.0])
    radius = np.array([2.0, 0.6])
    canvas = np.zeros(shape)
    stamp(canvas, capsules(start, stop, radius, 0.5, (10.0, 0, 0, 0, 0)), (0, 0), (pitch, pitch))
    length = np.array([np.hypot(20.1, 16.6), 10.0])
    area = (2.0 * length * radius + np.pi * radius**2).sum()
    assert canvas[0].sum() * pitch**2 / 10.0 == pytest.approx(area, rel=0.06)


def test_flat_lines_that_follow_each_other_are_nowhere_brighter():
    knots = np.arange(10.0, 90.0, 9.0)
    row = np.full(knots.size - 1, 20.0)
    line = capsules((row, knots[:-1]), (row, knots[1:]), 2.0, 0.5, (100.0, 0, 0, 0, 0), flat=True)
    canvas = np.zeros((5, 80, 200))
    stamp(canvas, join([line]), (0, 0), (0.5, 0.5))
    along = canvas[0, 40, 30:150]
    assert np.abs(along - 100.0).max() < 4.0


@pytest.mark.slow
def test_quarter_size_agrees_with_the_small_picture(tmp_path, section):
    files = write_large_section(tmp_path, shape=QUARTER, workers=2, progress=False)
    with Image.open(files[0]) as image:
        large = np.asarray(image)
    with tifffile.TiffFile(files[1]) as tiff:
        levels = [level.shape[:2] for level in tiff.series[0].levels]
        assert levels == [QUARTER, (2170, 2337), (1085, 1168), (542, 584)]
        assert np.array_equal(tiff.series[0].levels[0].asarray(), large)
    small = section.image.astype(np.float64)
    for channel in range(3):
        again = reduced(large[..., channel], SHAPE)
        assert np.abs(again - small[..., channel]).mean() < 1.0
        assert np.corrcoef(again.ravel(), small[..., channel].ravel())[0, 1] > 0.998


@pytest.mark.slow
def test_bytes_do_not_depend_on_the_number_of_workers(tmp_path):
    digests = set()
    for workers in (1, 2, 3):
        folder = tmp_path / str(workers)
        files = write_large_section(
            folder, seed=7, shape=(1394, 1500), workers=workers, progress=False
        )
        digests.add(tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in files))
    assert len(digests) == 1


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals as in POSIX")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_process_leaves_nothing_that_looks_whole(tmp_path, sent):
    code = (
        "import signal\n"
        "from imagephantoms.section.picture import write_large_section\n"
        "if __name__ == '__main__':\n"
        "    signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "    write_large_section('out', seed=7, shape=(8680, 9350), workers=2)\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(section_large.__file__).parents[2])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    part = tmp_path / "out" / ".rat_brain.png.part"
    until = time.monotonic() + 600
    while time.monotonic() < until and not (part.exists() and part.stat().st_size > 1_000_000):
        time.sleep(0.1)
    assert part.exists()
    process.send_signal(sent)
    assert process.wait(timeout=600) != 0
    left = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert left == [] if sent == signal.SIGINT else not [n for n in left if n[-5:] != ".part"]


@pytest.mark.slow
def test_truth_agrees_with_the_picture(section):
    assert section.image.shape == (*SHAPE, 3)
    assert section.image.dtype == section.layers.dtype == np.uint8
    assert section.layers.shape == SHAPE

    def mean(name):
        inner = ndimage.binary_erosion(section.layers == LABELS[name], iterations=2)
        return section.image[inner].mean(axis=0)

    assert mean("background").max() < 8
    assert np.argmax(mean("molecular layer")) == 1
    assert mean("molecular layer")[1] > 2 * mean("molecular layer")[2]
    assert mean("granule layer")[2] > 2 * mean("granule layer")[:2].max()
    assert np.argmax(mean("white matter")) == 0
    assert mean("white matter").max() < 40
    bar = section.scale_bar
    assert section.image[875:877, bar.first_column : bar.last_column + 1].min() > 250
    assert sum(section.area.values()) == pytest.approx(929 * 1000 * 5.55**2 * 1e-6)


@pytest.mark.slow
def test_purkinje_cells_are_cyan_and_line_the_granule_layer(section):
    assert 900 < len(section.purkinje) < 2200
    row, column = np.rint(section.purkinje).astype(int).T
    assert (section.layers[row, column] == LABELS["Purkinje layer"]).mean() > 0.97
    green_and_blue = section.image[row, column, 1:].min(axis=1)
    assert np.median(green_and_blue) > 75


@pytest.mark.slow
def test_scale_bar_is_where_the_truth_says(section):
    bar = section.scale_bar
    place = bar.first_row, bar.last_row, bar.first_column, bar.last_column
    assert place == (874, 877, 18, 196)
    assert bar.length_micrometres == 1000
    assert bar.length_pixels * bar.pixel_micrometres == pytest.approx(1000)
    part = section.image[850:900, :215].min(axis=2) / 254.0
    assert part[25:27].sum() / 2 == pytest.approx(bar.length_pixels, abs=6)


@pytest.mark.slow
def test_saved_truth_is_read_back_unchanged(section, tmp_path):
    save_section_truth(section, tmp_path, stem="small")
    layers, purkinje, truth = load_section_truth(tmp_path, stem="small")
    assert np.array_equal(layers, section.layers)
    assert np.abs(purkinje - section.purkinje).max() < 0.006
    assert truth["labels"] == LABELS
    assert truth["purkinje_cells"] == len(purkinje)
    assert truth["scale_bar"]["length_micrometres"] == 1000


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 7, 99])
def test_other_seeds_give_good_sections_too(seed):
    other = section_of(build_scene(seed))
    share = {name: area / sum(other.area.values()) for name, area in other.area.items()}
    assert share["background"] == pytest.approx(0.335, abs=0.07)
    assert share["molecular layer"] == pytest.approx(0.31, abs=0.06)
    assert share["granule layer"] == pytest.approx(0.24, abs=0.07)
    assert share["white matter"] == pytest.approx(0.075, abs=0.035)
    tissue = (other.layers > 0) & (other.layers < 5)
    assert ndimage.label(tissue)[1] == 1
    assert not np.any(tissue[845:890, :205])


# What follows compares the committed picture with figures measured in a real section.


def test_bad_quality_is_refused(tmp_path):
    with pytest.raises(ValueError, match="1 to 95"):
        save_section_image(None, tmp_path / "small.jpg", quality=0)


def test_committed_share_of_black(committed):
    assert committed.shape == (929, 1000, 3)
    assert (committed.max(axis=2) < 30).mean() == pytest.approx(0.374, abs=0.03)
    assert (committed.max(axis=2) < 16).mean() == pytest.approx(0.342, abs=0.03)


def test_committed_grey_levels(committed):
    assert np.abs(committed.mean(axis=(0, 1)) - [24.6, 35.1, 32.9]).max() < 10
    real = [[5, 20, 37, 67, 95], [2, 14, 74, 105, 139], [0, 15, 53, 120, 144]]
    for channel in range(3):
        levels = np.percentile(committed[..., channel], [25, 50, 75, 95, 99])
        assert np.abs(levels - real[channel]).max() < 20


def test_committed_correlations(committed):
    found = np.corrcoef(committed.reshape(-1, 3).T.astype(np.float64))
    assert np.abs(found[[0, 0, 1], [1, 2, 2]] - [0.506, 0.290, 0.060]).max() < 0.12


def test_committed_bright_pixels_are_mostly_the_scale_bar(committed):
    row, column = np.nonzero(committed[..., 0] > 200)
    bar = (row >= 874) & (row <= 877) & (column >= 18) & (column <= 196)
    assert abs(row.size - 563) <= 60
    assert abs(np.count_nonzero(bar) - 540) <= 30
    near = (row > 850) & (row < 900) & (column < 215)
    assert (row[near].min(), row[near].max()) == (874, 877)
    assert (column[near].min(), column[near].max()) == (18, 196)


@pytest.mark.slow
def test_committed_picture_comes_from_its_seed(committed, section, tmp_path):
    file = save_section_image(section, tmp_path / "rat_brain_low_res.jpg")
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (file, DATA)]
    assert digests[0] == digests[1]
