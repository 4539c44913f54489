"""What lesson 06 teaches, on DICOM files as hospitals have them: it works, or it says why not.

The files are those that pydicom brings, and slices made here for what isn't among them.
"""

import copy
import shutil
import warnings
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.charset import python_encoding
from pydicom.dataset import Dataset
from pydicom.pixels import apply_color_lut, apply_modality_lut
from pydicom.uid import CTImageStorage, DeflatedExplicitVRLittleEndian, generate_uid
from taught import reference, taught

from imagelessons import check
from imagelessons.data import data

LESSON = taught(
    "06-dicom",
    *("read_folder", "grey_map", "telling", "CODECS", "texts_of", "spellings", "leftovers"),
    *("PIXELS", "MEANING", "PLACE", "SCAN", "KEEP", "UIDS", "BLANK", "as_meant", "deidentify"),
    *("normal_of", "position", "check_alike", "check_series", "compact", "affine_lps"),
)
check_series, affine_lps, compact = (
    LESSON[name] for name in ("check_series", "affine_lps", "compact")
)
deidentify, leftovers, texts_of = (LESSON[name] for name in ("deidentify", "leftovers", "texts_of"))

FILES = Path(pydicom.__file__).parent / "data" / "test_files"
CHARACTER_SETS = sorted((FILES.parent / "charset_files").glob("*.dcm"))


def sample(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pydicom.dcmread(FILES / name)


def names_in(dataset):
    """Return the parts of all persons' names."""
    parts = [*dataset.iterall(), *dataset.file_meta]
    return texts_of(dataset, keep=[one.keyword for one in parts if one.VR != "PN"])


def stack(positions, orientation=(1, 0, 0, 0, 1, 0), spacing=(1.0, 1.0), shift=(0, 0, 0), **more):
    """Return slices at these heights, each shifted by so much more than the one before."""
    series = generate_uid(entropy_srcs=["a series"])
    slices = []
    for number, height in enumerate(positions):
        place = np.array([-90, -80, height], dtype=float) + number * np.array(shift, dtype=float)
        one = check.dicom_slice(
            np.full((3, 4), number, dtype=np.uint16),
            position=[round(float(part), 4) for part in place],
            orientation=orientation,
            spacing=spacing,
            **more,
        )
        one.SeriesInstanceUID = series
        slices.append(one)
    return slices


# a: what is left of a person


@pytest.mark.parametrize("path", CHARACTER_SETS, ids=lambda path: path.stem)
def test_a_name_left_in_a_description_is_found_in_each_character_set(path, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        original = pydicom.dcmread(path)
    names = names_in(original)
    assert names
    assert names == set(leftovers(names, path))
    for name in names:
        careless = Dataset()
        careless.SpecificCharacterSet = original.get("SpecificCharacterSet", "")
        careless.SOPClassUID, careless.SOPInstanceUID = CTImageStorage, generate_uid()
        careless.StudyDescription = f"CT of {name}!"
        careless.file_meta = copy.deepcopy(original.file_meta)
        careless.save_as(tmp_path / "careless.dcm", enforce_file_format=True)
        assert name in leftovers(names, tmp_path / "careless.dcm")


@pytest.mark.parametrize("character_set", ["ISO_IR 100", "ISO_IR 192", "GB18030"])
@pytest.mark.parametrize("written", ["Müller", "MÜLLER", "müller"])
def test_an_umlaut_is_found_whatever_the_file_makes_of_it(character_set, written, tmp_path):
    one = stack([0])[0]
    one.SpecificCharacterSet = "ISO_IR 100"
    one.PatientName = "Müller^Jörg"
    texts = texts_of(one)
    assert {"Müller", "Jörg"} <= texts
    one.SpecificCharacterSet, one.PatientName = character_set, "P-1"
    one.StudyDescription = f"MR of {written}"
    one.save_as(tmp_path / "one.dcm")
    assert leftovers(texts & {"Müller", "Jörg"}, tmp_path / "one.dcm") == ["Müller"]


def test_a_name_in_bytes_that_no_element_explains_is_found(tmp_path):
    one = stack([0])[0]
    private = one.private_block(0x0019, "A MAKER", create=True)
    private.add_new(0x01, "UN", "Jörg Müller".encode(python_encoding["ISO_IR 100"]))
    one.save_as(tmp_path / "one.dcm")
    assert leftovers({"Müller", "Rossi"}, tmp_path / "one.dcm") == ["Müller"]


def test_names_of_two_letters_and_of_one_sign_are_looked_for():
    one = Dataset()
    one.file_meta = pydicom.dataset.FileMetaDataset()
    one.SpecificCharacterSet = "ISO_IR 192"
    one.PatientName = "Li^Bo^J=王^小东"
    assert texts_of(one) == {"Li", "Bo", "王", "小东"}


def test_a_file_that_cannot_be_searched_is_not_called_clean(tmp_path):
    one = stack([0])[0]
    one.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    one.save_as(tmp_path / "deflated.dcm")
    with pytest.raises(ValueError, match="look yourself"):
        leftovers({"Rossi"}, tmp_path / "deflated.dcm")
    with pytest.raises(ValueError, match="look yourself"):
        leftovers({"M\ufffdller"}, data("head_sagittal.dcm"))
    with pytest.raises(pydicom.errors.InvalidDicomError):
        leftovers({"Rossi"}, data("brain.nii.gz"))


# b: the list of what may stay

COLOUR = [
    *("examples_rgb_color.dcm", "examples_ybr_color.dcm", "examples_palette.dcm"),
    *("SC_rgb_rle.dcm", "SC_rgb_rle_2frame.dcm", "SC_rgb_jpeg_gdcm.dcm", "SC_rgb_jpeg_dcmtk.dcm"),
    *("SC_ybr_full_422_uncompressed.dcm", "SC_rgb_small_odd_big_endian.dcm"),
]
GREY = ["CT_small.dcm", "MR_small_RLE.dcm", "JPEG2000.dcm", "MR_small_jpeg_ls_lossless.dcm"]


@pytest.mark.parametrize("name", COLOUR + GREY)
def test_a_picture_of_any_kind_can_be_read_after_deidentification(name, tmp_path):
    original = sample(name)
    deidentify(original, "subject-01", "secret").save_as(
        tmp_path / "clean.dcm", enforce_file_format=True
    )
    clean = pydicom.dcmread(tmp_path / "clean.dcm")
    assert np.array_equal(clean.pixel_array, original.pixel_array)
    assert clean.PhotometricInterpretation == original.PhotometricInterpretation
    assert clean.PatientName == "subject-01"
    # A name of two letters may also be two bytes of the format: a hit is a question, not a leak.
    names = {name for name in names_in(original) if len(name) > 2}
    assert leftovers(names, tmp_path / "clean.dcm") == []
    if original.PhotometricInterpretation == "PALETTE COLOR":
        colours = [apply_color_lut(one.pixel_array, one) for one in (original, clean)]
        assert np.array_equal(*colours)


def test_values_that_come_from_a_table_are_not_lost_in_silence():
    one = stack([0])[0]
    table = Dataset()
    table.LUTDescriptor, table.LUTData = [3, 0, 16], [0, 700, 900]
    table.ModalityLUTType = "HU"
    one.ModalityLUTSequence = [table]
    one.PixelData = np.arange(12, dtype=np.uint16).clip(max=2).tobytes()
    assert apply_modality_lut(one.pixel_array, one).max() == 900
    with pytest.raises(ValueError, match="another picture"):
        deidentify(one, "subject-01", "secret")


def test_what_the_list_is_not_for_is_refused_with_the_reason():
    one = stack([0])[0]
    one.SharedFunctionalGroupsSequence = [Dataset()]
    for dataset in (one, sample("test-SR.dcm"), sample("rtplan.dcm"), sample("liver_1frame.dcm")):
        with pytest.raises(ValueError, match="plain pictures"):
            deidentify(dataset, "subject-01", "secret")


@pytest.mark.parametrize("name", ["SC_rgb_dcmtk_+eb+cr.dcm", "examples_jpeg2k.dcm", "CT_small.dcm"])
def test_the_search_does_not_cry_wolf_over_what_the_standard_names(name, tmp_path):
    original = sample(name)
    deidentify(original, "subject-01", "secret").save_as(
        tmp_path / "clean.dcm", enforce_file_format=True
    )
    assert leftovers(texts_of(original, keep=LESSON["KEEP"]), tmp_path / "clean.dcm") == []


def test_the_course_s_own_slices_are_deidentified_as_before(tmp_path):
    for folder in ("head_ct", "head_series"):
        original = pydicom.dcmread(sorted(data(folder).iterdir())[0])
        clean = deidentify(original, "subject-01", "secret")
        clean.save_as(tmp_path / "clean.dcm", enforce_file_format=True)
        texts = texts_of(original, keep=LESSON["KEEP"])
        assert texts == set(leftovers(texts, original.filename))
        assert leftovers(texts, tmp_path / "clean.dcm") == []


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
    assert "12 bits needs `pylibjpeg` and `pylibjpeg-libjpeg`" in text


# k: which end is white


def test_low_values_are_drawn_white_where_the_file_says_so():
    one = stack([0])[0]
    assert LESSON["grey_map"](one) == "gray"
    one.PhotometricInterpretation = "MONOCHROME1"
    assert LESSON["grey_map"](one) == "gray_r"


def test_pydicom_still_brings_its_samples_of_character_sets():
    assert len(CHARACTER_SETS) >= 15


# the reference answers of exercise 06, where they do the same


@pytest.mark.parametrize("slope", [0.00037, 30])
def test_the_reference_answer_keeps_values_whatever_the_slope(slope):
    to_hounsfield = reference("exercises-06-dicom", "to_hounsfield")["to_hounsfield"]
    one = stack([0])[0]
    one.RescaleSlope, one.RescaleIntercept = slope, 0
    one.PixelData = np.linspace(0, 29027, 12).astype(np.uint16).tobytes()
    assert np.allclose(to_hounsfield(one), one.pixel_array.astype(float) * slope, rtol=1e-9)


@pytest.mark.parametrize("name", COLOUR)
def test_a_colour_picture_can_be_read_after_the_reference_answer(name, tmp_path):
    anonymise = reference("exercises-06-dicom", "anonymise")["anonymise"]
    original = sample(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        anonymise(original).save_as(tmp_path / "clean.dcm")
    clean = pydicom.dcmread(tmp_path / "clean.dcm")
    assert np.array_equal(LESSON["as_meant"](clean), LESSON["as_meant"](original))


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
