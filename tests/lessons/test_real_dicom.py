"""What lesson 06 teaches on series, on DICOM files of real life: it works, or it says why not.

The files are those that pydicom brings, and slices made here for what isn't among them.
"""

import shutil
import warnings
from pathlib import Path

import numpy as np
import pytest
from pydicom.pixels import apply_modality_lut
from real_dicom import FILES, LESSON, sample, stack
from taught import reference

from imagelessons.data import data

check_series, affine_lps, compact = (
    LESSON[name] for name in ("check_series", "affine_lps", "compact")
)


# c: the dtype of a volume


@pytest.mark.parametrize(
    ("slope", "intercept", "dtype"),
    [
        (0.00037, 0, "float32"),
        (30, 0, "float32"),
        (0.5, -1024, "float32"),
        (1, -1024, "int16"),
        (1, 0, "int16"),
        (2, -32768, "int16"),
    ],
)
def test_a_volume_keeps_its_values_whatever_the_slope(slope, intercept, dtype):
    one = stack([0])[0]
    one.RescaleSlope, one.RescaleIntercept = slope, intercept
    largest = 32767 if slope == 2 else 2450 if slope == 30 else 29027
    one.PixelData = np.linspace(0, largest, 12).astype(np.uint16).tobytes()
    right = one.pixel_array.astype(float) * slope + intercept
    values = compact(np.stack([apply_modality_lut(one.pixel_array, one)]))
    assert values.dtype == dtype
    assert np.allclose(values[0], right, rtol=1e-6, atol=0)


@pytest.mark.parametrize("odd", [np.nan, np.inf, 1e9])
def test_what_int16_cannot_hold_stays_a_float(odd):
    assert compact(np.array([0.0, odd])).dtype == np.float32


# d to g, i: geometry


def test_slices_at_one_place_are_refused():
    with pytest.raises(ValueError, match="several slices at one place"):
        check_series(stack([5.0] * 6))
    with pytest.raises(ValueError, match="several slices at one place"):
        affine_lps(stack([5.0] * 6))


@pytest.mark.parametrize("times", [2, 3])
def test_time_points_in_one_series_are_refused(times):
    slices = stack([height for height in 11.0 * np.arange(12) for _ in range(times)])
    with pytest.raises(ValueError, match="several slices at one place"):
        check_series(slices)


def test_a_tilted_gantry_is_told_and_the_affine_leads_to_the_next_slice():
    slices = stack(11.0 * np.arange(12), shift=(0, 3, 0))
    with pytest.warns(UserWarning, match="3 mm further aside"):
        assert check_series(slices) == pytest.approx(11)
    with pytest.warns(UserWarning, match="sheared"):
        affine = affine_lps(slices)
    assert affine[:3, 0] == pytest.approx([0, 3, 11])
    assert affine @ [4, 0, 0, 1] == pytest.approx([*slices[4].ImagePositionPatient, 1])


def test_slices_that_are_shifted_this_way_and_that_are_refused():
    slices = stack(11.0 * np.arange(12))
    slices[5].ImagePositionPatient = [-70, -80, 55]
    with pytest.raises(ValueError, match="straight and even"):
        check_series(slices)


def test_an_orientation_is_compared_as_numbers():
    slices = stack(5.0 * np.arange(4))
    slices[1].ImageOrientationPatient = ["1.000000", "0", "-0.0", "0.0000", "1.0", "0"]
    slices[2].ImageOrientationPatient = [1, 1e-7, 0, 0, 1, 0]
    assert check_series(slices) == 5
    slices[3].ImageOrientationPatient = [0.99, 0.141, 0, -0.141, 0.99, 0]
    with pytest.raises(ValueError, match="ImageOrientationPatient is not the same"):
        check_series(slices)


@pytest.mark.parametrize("thickness", [0.625, 0.3125, 1.25, 0.9])
def test_positions_rounded_to_a_tenth_of_a_millimetre_are_taken(thickness):
    heights = np.round(thickness * np.arange(40), 1)
    assert check_series(stack(heights)) == pytest.approx(thickness, abs=0.005)


@pytest.mark.parametrize("thickness", [0.1, 0.3125, 0.625, 1, 4, 11])
def test_a_missing_slice_is_found_whatever_the_spacing(thickness):
    heights = np.round(thickness * np.delete(np.arange(40), 17), 4)
    with pytest.raises(ValueError, match="a step of"):
        check_series(stack(heights))


def test_a_scan_in_two_spacings_is_refused():
    with pytest.raises(ValueError, match="a step of 7"):
        check_series(stack([*(5.0 * np.arange(10)), 52, 59, 66, 73]))


@pytest.mark.parametrize("check_it", [check_series, affine_lps])
def test_many_frames_in_one_file_are_refused_in_a_sentence(check_it):
    with pytest.raises(ValueError, match="Many frames, or no place"):
        check_it([sample("examples_ybr_color.dcm"), sample("SC_rgb_rle_2frame.dcm")])
    with pytest.raises(ValueError, match="two slices or more"):
        check_it([sample("examples_ybr_color.dcm")])


def test_a_localiser_of_mixed_orientation_is_refused_and_a_ct_of_five_slices_built():
    axial, sagittal = stack([0.0, 5.0]), stack([0.0], orientation=(0, 1, 0, 0, 0, -1))
    with pytest.raises(ValueError, match="ImageOrientationPatient is not the same"):
        check_series(axial + sagittal)
    tilt = np.deg2rad(20)
    oblique = (1, 0, 0, 0, round(np.cos(tilt), 6), round(np.sin(tilt), 6))
    normal = np.cross(oblique[:3], oblique[3:])
    slices = stack(np.zeros(5), orientation=oblique, shift=2.5 * normal)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert check_series(slices) == pytest.approx(2.5, abs=1e-3)
        affine = affine_lps(slices)
    assert np.linalg.norm(affine[:3, 0]) == pytest.approx(2.5, abs=1e-3)


def test_slices_out_of_order_get_no_affine():
    slices = stack(5.0 * np.arange(4))
    with pytest.raises(ValueError, match="Sort the slices"):
        affine_lps([slices[0], slices[2], slices[1], slices[3]])


# h: what else lies in a folder


def test_what_is_no_picture_is_skipped_and_told(tmp_path, capsys):
    slices = stack(5.0 * np.arange(3))
    for number, one in enumerate(slices):
        one.save_as(tmp_path / f"IM{number}")
    (tmp_path / ".DS_Store").write_bytes(b"\0\0\0\1Bud1" + bytes(300))
    (tmp_path / "._IM0").write_bytes(bytes.fromhex("00051607") + bytes(300))
    (tmp_path / "README.txt").write_text("not a picture")
    (tmp_path / "empty").touch()
    (tmp_path / "deeper").mkdir()
    directory = (FILES / "dicomdirtests" / "DICOMDIR").read_bytes()
    (tmp_path / "DICOMDIR").write_bytes(directory)
    found = LESSON["read_folder"](tmp_path)
    assert [Path(one.filename).name for one in found] == ["IM0", "IM1", "IM2"]
    told = capsys.readouterr().out
    for name in (".DS_Store", "._IM0", "README.txt", "empty", "deeper", "DICOMDIR"):
        assert f"skipped, no DICOM picture: {name}\n" in told
    assert "IM1" not in told


# j: compressed pixels

CODED = {
    "RLE Lossless": "MR_small_RLE.dcm",
    "JPEG Baseline (Process 1)": "SC_rgb_jpeg_dcmtk.dcm",
    "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1])": (
        "SC_rgb_jpeg_gdcm.dcm"
    ),
    "JPEG-LS Lossless Image Compression": "MR_small_jpeg_ls_lossless.dcm",
    "JPEG-LS Lossy (Near-Lossless) Image Compression": "JPEGLSNearLossless_16.dcm",
    "JPEG 2000 Image Compression (Lossless Only)": "MR_small_jp2klossless.dcm",
    "JPEG 2000 Image Compression": "JPEG2000.dcm",
    "Deflated Explicit VR Little Endian": "image_dfl.dcm",
}


@pytest.mark.parametrize("syntax", CODED)
def test_each_common_transfer_syntax_has_a_decoder(syntax):
    one = sample(CODED[syntax])
    assert one.file_meta.TransferSyntaxUID.name == syntax
    pixels = one.pixel_array
    assert pixels.shape[:2] == (one.Rows, one.Columns)
    assert np.ptp(pixels) > 100


@pytest.mark.parametrize(
    "name", ["MR_small_RLE", "MR_small_jp2klossless", "MR_small_jpeg_ls_lossless"]
)
def test_lossless_decoders_give_what_was_stored(name):
    assert np.array_equal(sample(f"{name}.dcm").pixel_array, sample("MR_small.dcm").pixel_array)


def test_for_twelve_bits_the_lesson_names_what_pydicom_asks_for():
    """No decoder with a licence like ours is known to pydicom; the lesson says what to install."""
    one = sample("JPGExtended.dcm")
    assert one.BitsStored == 12
    with pytest.raises(RuntimeError, match="12-bit"):
        _ = one.pixel_array
    text = Path(data("head_ct").parents[1], "notebooks", "06-dicom.ipynb").read_text("utf-8")
    assert "12 bits needs `pylibjpeg` and" in text
    assert "`pylibjpeg-libjpeg`" in text


# k: which end is white


def test_low_values_are_drawn_white_where_the_file_says_so():
    one = stack([0])[0]
    assert LESSON["grey_map"](one) == "gray"
    one.PhotometricInterpretation = "MONOCHROME1"
    assert LESSON["grey_map"](one) == "gray_r"


# the reference answers of exercise 06, where they do the same


@pytest.mark.parametrize("slope", [0.00037, 30])
def test_the_reference_answer_keeps_values_whatever_the_slope(slope):
    to_hounsfield = reference("exercises-06-dicom", "to_hounsfield")["to_hounsfield"]
    one = stack([0])[0]
    one.RescaleSlope, one.RescaleIntercept = slope, 0
    one.PixelData = np.linspace(0, 29027, 12).astype(np.uint16).tobytes()
    assert np.allclose(to_hounsfield(one), one.pixel_array.astype(float) * slope, rtol=1e-9)


def test_what_the_finder_leaves_in_a_folder_changes_no_reference_answer(tmp_path, monkeypatch):
    right = reference("exercises-06-dicom", "to_hounsfield", "paths", "head_ct", "bone_share")
    shutil.copytree(data("head_ct"), tmp_path / "head_ct")
    (tmp_path / "head_ct" / ".DS_Store").write_bytes(bytes(6000))
    monkeypatch.setenv("IMAGELESSONS_DATA", str(tmp_path))
    answer = reference("exercises-06-dicom", "to_hounsfield", "paths", "head_ct", "bone_share")
    assert answer["bone_share"] == right["bone_share"]


def test_an_orientation_written_otherwise_gives_the_same_volume():
    build_volume = reference("exercises-06-dicom", "build_volume")["build_volume"]
    slices = stack(5.0 * np.arange(4))
    _, right = build_volume(slices)
    for one in slices[1:]:
        one.ImageOrientationPatient = ["1.000000", "0", "-0.0", "0.0000", "1.0", "0"]
    volume, affine = build_volume(slices)
    assert affine == pytest.approx(right)
    assert volume.shape == (4, 3, 4)
