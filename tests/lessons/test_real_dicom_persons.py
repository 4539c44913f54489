"""What lesson 06 teaches on personal data, on DICOM files of many kinds and character sets."""

import copy
import warnings

import numpy as np
import pydicom
import pytest
from pydicom.charset import python_encoding
from pydicom.dataset import Dataset
from pydicom.pixels import apply_color_lut, apply_modality_lut
from pydicom.uid import CTImageStorage, DeflatedExplicitVRLittleEndian, generate_uid
from real_dicom import COLOUR, FILES, LESSON, sample, stack
from taught import reference

from imagelessons.data import data

deidentify, leftovers, texts_of = (LESSON[name] for name in ("deidentify", "leftovers", "texts_of"))
CHARACTER_SETS = sorted((FILES.parent / "charset_files").glob("*.dcm"))


def names_in(dataset):
    """Return the parts of all persons' names."""
    parts = [*dataset.iterall(), *dataset.file_meta]
    return texts_of(dataset, keep=[one.keyword for one in parts if one.VR != "PN"])


def test_pydicom_still_brings_its_samples_of_character_sets():
    assert len(CHARACTER_SETS) >= 15


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


@pytest.mark.parametrize("name", COLOUR)
def test_a_colour_picture_can_be_read_after_the_reference_answer(name, tmp_path):
    anonymise = reference("exercises-06-dicom", "anonymise")["anonymise"]
    original = sample(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        anonymise(original).save_as(tmp_path / "clean.dcm")
    clean = pydicom.dcmread(tmp_path / "clean.dcm")
    assert np.array_equal(LESSON["as_meant"](clean), LESSON["as_meant"](original))
