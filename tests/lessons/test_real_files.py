"""Files that biologists have, through the readers of lessons 01 to 04: what the lessons say holds.

Some are made here, in the ways in which cameras, phones, scanners and programs make them; the
others come with scikit-image and matplotlib.
"""

from pathlib import Path

import imageio.v3 as iio
import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
import pyvips
import skimage.data
import tifffile
from PIL import Image, ImageOps

from imagelessons.show import describe

GREY = np.arange(20 * 30, dtype=np.uint16).reshape(20, 30)
GREY8 = (GREY % 251).astype(np.uint8)
RGB8 = np.dstack([GREY8, 250 - GREY8, GREY8 // 2])
RGB16 = np.dstack([GREY * 100 + 7, 65_000 - GREY * 3, GREY + 300])
BILEVEL = GREY % 7 < 3


def pillow_read(path):
    """As lesson 01 reads with Pillow."""
    with Image.open(path) as picture:
        return np.asarray(picture)


# Packed TIFF: LZW, Deflate, PackBits, Zstandard, LZMA, JPEG, G4.


@pytest.mark.parametrize("packing", ["lzw", "deflate", "zlib", "packbits", "zstd", "lzma"])
@pytest.mark.parametrize("pixels", [GREY8, GREY, RGB8, RGB16], ids=lambda a: f"{a.dtype}{a.ndim}")
def test_imageio_reads_what_microscopes_and_imagej_pack(packing, pixels, tmp_path):
    path = tmp_path / "packed.tif"
    kind = "rgb" if pixels.ndim == 3 else "minisblack"
    tifffile.imwrite(path, pixels, compression=packing, photometric=kind)
    assert np.array_equal(iio.imread(path), pixels)


@pytest.mark.parametrize(
    "packing", ["tiff_lzw", "tiff_deflate", "tiff_adobe_deflate", "packbits", "zstd"]
)
def test_imageio_reads_what_pillow_packs(packing, tmp_path):
    for name, pixels in {"grey": GREY8, "colour": RGB8, "sixteen": GREY}.items():
        path = tmp_path / f"{name}.tif"
        Image.fromarray(pixels).save(path, compression=packing)
        assert np.array_equal(iio.imread(path), pixels)


def test_imageio_reads_a_predictor_and_tiles(tmp_path):
    path = tmp_path / "tiles.tif"
    tifffile.imwrite(path, GREY, compression="lzw", predictor=True, tile=(16, 16))
    assert np.array_equal(iio.imread(path), GREY)


@pytest.mark.parametrize("pixels", [GREY8 // 2 + 60, RGB8], ids=["grey", "colour"])
def test_imageio_reads_jpeg_within_tiff_and_that_changes_pixels(pixels, tmp_path):
    path = tmp_path / "jpeg.tif"
    Image.fromarray(pixels).save(path, compression="jpeg", quality=90)
    read = iio.imread(path)
    assert read.shape == pixels.shape
    assert np.abs(read.astype(int) - pixels).mean() < 12
    assert not np.array_equal(read, pixels)  # "unless the TIFF was packed with JPEG"


@pytest.mark.parametrize("packing", ["group3", "group4"])
def test_imageio_reads_the_fax(packing, tmp_path):
    path = tmp_path / "fax.tif"
    Image.fromarray(BILEVEL).save(path, compression=packing)
    assert np.array_equal(iio.imread(path).astype(bool), BILEVEL)


# 16 bits a channel.


@pytest.fixture
def colour16(tmp_path):
    path = tmp_path / "colour16.png"
    pyvips.Image.new_from_array(RGB16).pngsave(str(path))
    return path


def test_a_colour_png_of_16_bits_comes_with_8_from_all_three(colour16):
    for read in (iio.imread, pillow_read):
        assert np.array_equal(read(colour16), RGB16 >> 8)
    assert np.allclose(plt.imread(colour16) * 255, RGB16 >> 8, atol=1e-3)


def test_pyvips_reads_all_16_bits_and_says_so(colour16):
    picture = pyvips.Image.new_from_buffer(colour16.read_bytes(), "")
    assert picture.format == "ushort"
    assert np.array_equal(picture.numpy(), RGB16)


def test_a_colour_tiff_of_16_bits_is_whole_with_imageio_only(tmp_path):
    path = tmp_path / "colour16.tif"
    tifffile.imwrite(path, RGB16, photometric="rgb")
    assert np.array_equal(iio.imread(path), RGB16)
    for read in (pillow_read, plt.imread):
        assert np.array_equal(read(path), RGB16 >> 8)


@pytest.mark.parametrize("ending", ["png", "tif"])
def test_grey_of_16_bits_is_whole_with_imageio_and_pillow(ending, tmp_path):
    path = tmp_path / f"grey.{ending}"
    Image.fromarray(GREY).save(path)
    assert np.array_equal(iio.imread(path), GREY)
    assert np.array_equal(pillow_read(path), GREY)


# "Turn me".


@pytest.mark.parametrize(
    ("number", "turn"),
    [
        (1, lambda a: a),
        (2, np.fliplr),
        (3, lambda a: np.rot90(a, 2)),
        (4, np.flipud),
        (5, np.transpose),
        (6, lambda a: np.rot90(a, -1)),
        (7, lambda a: np.rot90(a.T, 2)),
        (8, np.rot90),
    ],
)
def test_no_reader_turns_a_jpg_and_both_cures_do(number, turn, tmp_path):
    path = tmp_path / "turned.jpg"
    note = Image.Exif()
    note[0x0112] = number
    Image.fromarray(GREY8).save(path, exif=note, quality=95)
    lying = pillow_read(path)
    assert lying.shape == GREY8.shape
    for read in (iio.imread, plt.imread):
        assert np.array_equal(read(path), lying)
    assert np.array_equal(iio.imread(path, rotate=True), turn(lying))
    with Image.open(path) as picture:
        assert np.array_equal(np.asarray(ImageOps.exif_transpose(picture)), turn(lying))


def test_the_cure_changes_nothing_where_there_is_no_note(tmp_path):
    path = tmp_path / "plain.jpg"
    Image.fromarray(GREY8).save(path)
    assert np.array_equal(iio.imread(path, rotate=True), iio.imread(path))


def test_a_tiff_is_turned_by_pillow_and_matplotlib_only(tmp_path):
    path = tmp_path / "turned.tif"
    # Packed: Pillow 13.0 scrambles one that isn't packed, where the note makes rows columns.
    Image.fromarray(GREY8).save(path, tiffinfo={274: 6}, compression="tiff_lzw")
    assert np.array_equal(iio.imread(path), GREY8)
    for read in (pillow_read, plt.imread):
        assert np.array_equal(read(path), np.rot90(GREY8, -1))


# Inks, and counting from white.


def test_a_jpg_for_print_has_four_channels_and_is_converted_on_request(tmp_path):
    path = tmp_path / "print.jpg"
    Image.fromarray(RGB8).convert("CMYK").save(path, quality=100, subsampling="4:4:4")
    with Image.open(path) as picture:
        assert picture.mode == "CMYK"
    for read in (iio.imread, pillow_read, plt.imread):
        assert read(path).shape == (20, 30, 4)
    assert np.abs(iio.imread(path)[..., :3].astype(int) - (255 - RGB8.astype(int))).max() < 16
    assert np.abs(plt.imread(path)[..., :3].astype(int) - RGB8).max() < 16  # has converted it
    assert np.abs(iio.imread(path, mode="RGB").astype(int) - RGB8).max() < 16


def test_a_tiff_that_counts_from_white(tmp_path):
    path = tmp_path / "scan.tif"
    tifffile.imwrite(path, GREY8, photometric="miniswhite")
    assert np.array_equal(iio.imread(path), GREY8)
    assert np.array_equal(tifffile.imread(path), GREY8)
    for read in (pillow_read, plt.imread):
        assert np.array_equal(read(path), 255 - GREY8)
    with tifffile.TiffFile(path) as file:
        assert file.pages[0].photometric.name == "MINISWHITE"
    tifffile.imwrite(path, GREY, photometric="miniswhite")
    assert np.array_equal(iio.imread(path), GREY)
    assert np.array_equal(pillow_read(path), GREY)  # "in 16 bits it doesn't"


# What other packages bring.

_MATPLOTLIB = Path(matplotlib.get_data_path()) / "sample_data"
BROUGHT = sorted(
    path
    for folder in (Path(skimage.data.__file__).parent, _MATPLOTLIB)
    for path in folder.iterdir()
    if path.suffix in {".png", ".jpg", ".gif", ".tif"}
)


def test_other_packages_bring_pictures():
    assert len(BROUGHT) >= 20
    assert {path.suffix for path in BROUGHT} == {".png", ".jpg", ".gif", ".tif"}


@pytest.mark.parametrize("path", BROUGHT, ids=lambda path: path.name)
def test_pictures_of_other_packages_are_read_whole_and_described(path):
    picture = iio.imread(path)
    low, high = picture.min(), picture.max()
    assert f"shape {picture.shape}" in describe(picture)
    assert picture.dtype == bool or f"values {low:.6g} to {high:.6g}" in describe(picture)
    if path.suffix == ".png":  # another library finds the same pixels
        other = pyvips.Image.new_from_buffer(path.read_bytes(), "").numpy().squeeze()
        if path.name == "chessboard_RGB.png":  # scikit-image brings a colour PNG of 16 bits
            assert other.dtype == np.uint16
            other = other >> 8  # and imageio reads half of it
        assert np.array_equal(picture * 255 if picture.dtype == bool else picture, other)
    if path.name.startswith("multipage"):
        assert picture.shape[:3] == tifffile.imread(path).shape[:3]
        assert len(picture) > 1  # all pages, not only the first
