"""Personal data in a DICOM dataset is found wherever it lies, and the picture must stay."""

import copy
import json
from pathlib import Path

import numpy as np
import pydicom
import pytest
from odd_answers import ODD
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import generate_uid

from imagelessons import check
from imagelessons.check.volumes.anonymous import KEPT
from imagelessons.check.volumes.dataset_facts import plain_dataset
from imagelessons.data import data

SERIES = [pydicom.dcmread(path) for path in sorted(data("head_ct").glob("*.dcm"))[:2]]


def original():
    """Return a slice with personal data in all places that a header has."""
    one = copy.deepcopy(SERIES[0])
    one.PatientName, one.PatientID, one.PatientBirthDate = "Rossi^Maria", "MRN-48213", "19620417"
    one.PatientSex = "F"
    item, inner = Dataset(), Dataset()
    item.RequestingPhysician = "Weiss^Klara"
    item.ReferencedSOPInstanceUID = generate_uid(entropy_srcs=["another"])
    inner.PatientID = "MRN-48213"
    item.OtherPatientIDsSequence = [inner]
    one.RequestAttributesSequence = [item]
    one.file_meta.SourceApplicationEntityTitle = "SENDER"
    return one


ORIGINAL = original()


def cleaned(dataset=ORIGINAL):
    """Return a copy that is as it should be, by keeping only what is needed."""
    new = copy.deepcopy(dataset)
    keep = {*KEPT, "PixelData", "SamplesPerPixel", "BitsAllocated", "HighBit"}
    for element in dataset:
        if element.keyword not in keep and element.VR != "UI":
            del new[element.tag]
    for level in ("StudyInstance", "SeriesInstance", "SOPInstance", "FrameOfReference"):
        old = str(dataset[f"{level}UID"].value)
        new[f"{level}UID"].value = generate_uid(entropy_srcs=["salt", old])
    new.file_meta.MediaStorageSOPInstanceUID = new.SOPInstanceUID
    del new.file_meta[0x0002, 0x0016]
    new.PatientIdentityRemoved = "YES"
    return new


def with_(**elements):
    new = cleaned()
    for keyword, value in elements.items():
        setattr(new, keyword, value)
    return new


def without(*keywords):
    new = cleaned()
    for keyword in keywords:
        del new[keyword]
    return new


def with_item(sequence="RequestAttributesSequence", private=False, **elements):
    item = Dataset()
    for keyword, value in elements.items():
        setattr(item, keyword, value)
    if private:
        item.add_new((0x0031, 0x0010), "LO", "VENDOR")
    return with_(**{sequence: Sequence([item])})


def with_element(tag, vr, value):
    new = cleaned()
    new.add_new(tag, vr, value)
    return new


def with_meta(**elements):
    new = cleaned()
    for keyword, value in elements.items():
        setattr(new.file_meta, keyword, value)
    return new


def with_pixels(change):
    new = cleaned()
    new.PixelData = change(new.pixel_array).tobytes()
    return new


def no_meta():
    new = cleaned()
    del new.file_meta
    return new


def with_nested_id():
    outer = Dataset()
    inner = Dataset()
    inner.PatientID = "MRN-48213"
    outer.OtherPatientIDsSequence = [inner]
    return with_(RequestAttributesSequence=[outer])


OLD_UID = str(ORIGINAL.SOPInstanceUID)
REFERENCED = str(ORIGINAL.RequestAttributesSequence[0].ReferencedSOPInstanceUID)

WRONG = [
    ("personal-data-left", lambda: copy.deepcopy(ORIGINAL), "PatientName"),
    ("personal-data-left", lambda: with_(PatientName="Rossi^Maria"), "PatientName"),
    ("personal-data-left", lambda: with_(PatientName="ROSSI^MARIA"), "PatientName"),
    ("personal-data-left", lambda: with_(PatientID="MRN-48213"), "PatientID"),
    ("personal-data-left", lambda: with_(PatientSex="F"), "PatientSex"),
    ("personal-data-left", lambda: with_(PatientWeight=61.5), "PatientWeight"),
    ("personal-data-left", lambda: with_(StudyDate=ORIGINAL.StudyDate), "StudyDate"),
    ("personal-data-left", lambda: with_(OperatorsName="Nemo^Noah"), "OperatorsName"),
    ("personal-data-nested", lambda: with_item(RequestingPhysician="Weiss^Klara"), "Requesting"),
    ("personal-data-nested", lambda: with_item(PatientID="MRN-48213"), "PatientID"),
    ("personal-data-nested", with_nested_id, "OtherPatientIDsSequence"),
    ("private-data-left", lambda: with_element((0x0019, 0x0010), "LO", "X"), "0019,0010"),
    ("private-data-left", lambda: with_item(private=True), "0031,0010"),
    ("personal-data-elsewhere", lambda: with_(ImageComments="Ms Maria Rossi, fell"), "ImageCom"),
    ("personal-data-elsewhere", lambda: with_(PatientID="rossi, maria"), "PatientID"),
    ("personal-data-elsewhere", lambda: with_(StudyDescription="CT of mrn-48213"), "StudyDesc"),
    ("personal-data-elsewhere", lambda: with_(ImageComments="born 17.04.1962"), "ImageComm"),
    ("personal-data-elsewhere", lambda: with_(StudyID="1962-04-17"), "StudyID"),
    ("personal-data-elsewhere", lambda: with_(Manufacturer="Imaginary Hospital"), "Manufact"),
    ("personal-data-elsewhere", lambda: with_element(0x00420011, "OB", b"x Maria Rossi "), "Enc"),
    ("personal-data-elsewhere", lambda: with_item(CodeMeaning="MRN-48213"), "CodeMeaning"),
    ("personal-data-elsewhere", lambda: with_meta(SourceApplicationEntityTitle="SENDER"), "Sour"),
    ("personal-data-elsewhere", lambda: with_meta(SendingApplicationEntityTitle="UTOPIA1"), "Sen"),
    ("uid-not-replaced", lambda: with_(SOPInstanceUID=OLD_UID), "SOPInstanceUID"),
    ("uid-not-replaced", lambda: with_(StudyInstanceUID=OLD_UID), "StudyInstanceUID"),
    ("uid-not-replaced", lambda: with_meta(MediaStorageSOPInstanceUID=OLD_UID), "MediaStorage"),
    ("uid-not-replaced", lambda: with_item(ReferencedSOPInstanceUID=REFERENCED), "Referenced"),
    ("uid-not-replaced", lambda: with_(ImageComments=f"was {OLD_UID}"), "ImageComments"),
    ("uid-invalid", lambda: without("SOPInstanceUID"), "SOPInstanceUID"),
    ("uid-invalid", lambda: with_(SeriesInstanceUID=""), "SeriesInstanceUID"),
    ("uid-inconsistent", lambda: with_meta(MediaStorageSOPInstanceUID="1.2.3"), "MediaStorage"),
    ("uid-inconsistent", lambda: with_(StudyInstanceUID=cleaned().SeriesInstanceUID), "Series"),
    ("identity-flag-missing", lambda: without("PatientIdentityRemoved"), "missing"),
    ("identity-flag-missing", lambda: with_(PatientIdentityRemoved="NO"), "NO"),
    ("geometry-lost", lambda: without("ImagePositionPatient"), "ImagePositionPatient"),
    ("geometry-lost", lambda: with_(PixelSpacing=[2, 2.1]), "PixelSpacing"),
    ("geometry-lost", lambda: with_(WindowWidth=80), "WindowWidth"),
    ("geometry-lost", lambda: with_(Modality="MR"), "Modality"),
    ("pixels-altered", no_meta, "can't be read"),
    ("pixels-altered", lambda: without("PixelData"), "can't be read"),
    ("pixels-altered", lambda: with_pixels(lambda pixels: pixels + 1), "pixel_array"),
    ("pixels-altered", lambda: with_pixels(lambda pixels: pixels[::-1]), "pixel_array"),
    ("wrong-type", lambda: "anonymous.dcm", "text"),
    ("wrong-type", lambda: None, "None"),
    ("wrong-type", lambda: {"dataset": {"0010": 3}}, "can be read"),
    ("not-attempted", lambda: ..., "..."),
]


def finding(answer, before=ORIGINAL, **options):
    with pytest.raises(check.Finding) as caught:
        check.anonymous(answer, before, "copy", **options)
    return caught.value


@pytest.mark.parametrize(("code", "make", "word"), WRONG)
def test_a_wrong_dataset_gets_its_code_and_the_element_is_named(code, make, word):
    found = finding(make())
    assert found.code == code
    assert word in found.found


@pytest.mark.parametrize(("code", "make", "word"), WRONG)
def test_plain_data_from_another_process_gets_the_same(code, make, word):
    answer = make()
    if isinstance(answer, Dataset):
        answer = through_json(answer)
        assert finding(answer, through_json(ORIGINAL)).code == code


def through_json(dataset):
    plain = check.plain_dataset(dataset)
    pixels = plain.pop("pixels")
    return json.loads(json.dumps(plain)) | {"pixels": pixels}


RIGHT = {
    "only what is needed": cleaned,
    "emptied": lambda: with_(PatientName="", PatientID="", AccessionNumber=None),
    "replaced": lambda: with_(PatientName="Anonymous", PatientID="0001", PatientSex="O"),
    "dates shifted": lambda: with_(StudyDate="20250713", PatientBirthDate="19610101"),
    "times left": lambda: with_(StudyTime=ORIGINAL.StudyTime),
    "one of two words of the name": lambda: with_(Manufacturer="Maria Systems"),
    "position as numbers of another form": lambda: with_(
        ImagePositionPatient=[f"{value:.3f}" for value in ORIGINAL.ImagePositionPatient]
    ),
    "class of the reference": lambda: with_item(ReferencedSOPClassUID=ORIGINAL.SOPClassUID),
    "new reference": lambda: with_item(ReferencedSOPInstanceUID=generate_uid()),
    "flag in other letters": lambda: with_(PatientIdentityRemoved="YES "),
    "empty sequence": lambda: with_(RequestAttributesSequence=[]),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_dataset_is_accepted(name):
    check.anonymous(RIGHT[name](), ORIGINAL, "copy")
    check.anonymous(through_json(RIGHT[name]()), ORIGINAL, "copy")


def test_the_slices_of_a_series_stay_together():
    check.anonymous([cleaned(one) for one in pair()], pair(), "copies")
    again = [cleaned(one) for one in pair()]
    again[1].SeriesInstanceUID = generate_uid()
    assert finding(again, pair()).code == "uid-inconsistent"
    same = [cleaned(one) for one in pair()]
    same[1].SOPInstanceUID = same[0].SOPInstanceUID
    same[1].file_meta.MediaStorageSOPInstanceUID = same[0].SOPInstanceUID
    assert finding(same, pair()).code == "uid-inconsistent"
    assert finding(same[:1], pair()).code == "wrong-type"


def pair():
    first, second = (copy.deepcopy(one) for one in SERIES)
    for one in (first, second):
        one.file_meta.SourceApplicationEntityTitle = "SENDER"
    return [first, second]


def test_a_change_of_the_input_is_named():
    for change, word in [
        (lambda one: setattr(one, "PatientName", "X"), "PatientName"),
        (lambda one: setattr(one.file_meta, "SourceApplicationEntityTitle", "X"), "SourceAppl"),
        (lambda one: delattr(one.RequestAttributesSequence[0], "RequestingPhysician"), "Request"),
    ]:
        given = copy.deepcopy(ORIGINAL)
        check.anonymous(cleaned(), ORIGINAL, "copy", given=given)
        change(given)
        found = finding(cleaned(), given=given)
        assert found.code == "input-changed"
        assert word in found.found


def test_other_elements_may_be_asked_for():
    check.anonymous(without("WindowCenter"), ORIGINAL, "copy", keep=["Modality"])
    assert finding(cleaned(), keep=["KVP"]).code == "geometry-lost"


def test_an_original_that_is_no_dataset_is_the_authors_mistake():
    for wrong in ({"dataset": 3}, "file.dcm", None):
        with pytest.raises((check.AuthorError, check.Finding)) as caught:
            check.anonymous(cleaned(), wrong, "copy")
        assert caught.type is check.AuthorError


def test_the_original_of_the_course_hides_nothing_from_the_check():
    facts = check.dataset_facts(check.plain_dataset(SERIES[0]))
    assert facts.pixels.shape == (128, 128)
    assert facts.first("PatientName").texts == ("Phantom^Ada",)
    assert [e.tag for e in facts.elements if e.private] == ["00190010", "00191001", "00191002"]
    assert check.dataset_facts({"dataset": {}}).elements == ()


def looped_dataset():
    looped = Dataset()
    looped.RequestAttributesSequence = [Dataset()]
    looped.RequestAttributesSequence[0].RequestAttributesSequence = [looped]
    return looped


def deep_dataset():
    deep = Dataset()
    for _ in range(40):
        outer = Dataset()
        outer.RequestAttributesSequence = [deep]
        deep = outer
    return deep


def bad_number():
    wrong = cleaned()
    wrong.add_new(0x00180050, "DS", "5.0")
    wrong[0x00180050]._value = "five"
    return wrong


class Hollow(Dataset):
    """A dataset that raises at every turn."""

    def __getitem__(self, key):
        raise RuntimeError("no")

    def keys(self):
        raise RuntimeError("no")


ODD_DATASETS = {
    "empty dataset": Dataset,
    "looped dataset": looped_dataset,
    "deep dataset": deep_dataset,
    "bad number": bad_number,
    "hollow dataset": Hollow,
    "not a dataset in a sequence": lambda: with_element(0x00400275, "SQ", None),
    "unknown bytes": lambda: with_element(0x00420011, "UN", bytes(range(256))),
    "element": lambda: cleaned()["Modality"],
    "sequence": lambda: ORIGINAL.RequestAttributesSequence,
    "meta": lambda: ORIGINAL.file_meta,
    "plain with nothing": lambda: {"dataset": {}},
    "plain with rubbish": lambda: {"dataset": {"zz": {}}, "pixels": object()},
    "plain list": lambda: {"dataset": {"00100010": {"vr": "PN", "Value": [[]]}}},
    "facts": lambda: check.DatasetFacts(),
}


def outcome(answer, before):
    try:
        check.anonymous(answer, before, "copy")
    except check.Finding as found:
        return found
    return None


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", [*ODD, *ODD_DATASETS])
def test_whatever_is_handed_in_only_findings_come_out(name):
    answer = ODD_DATASETS[name]() if name in ODD_DATASETS else ODD[name]
    right = {"not a dataset in a sequence", "unknown bytes"}
    for handed in (answer, [answer, answer]):
        before = [ORIGINAL, ORIGINAL] if handed is not answer else ORIGINAL
        found = outcome(handed, before)
        assert (found is None) == (name in right)
        if found is not None:
            assert found.block()[-1].startswith("Code: ")
            assert found.code != "check-stopped" or name == "hollow dataset", found.found


def test_random_datasets_give_findings_only():
    random = np.random.default_rng(3)
    tags = [element.tag for element in ORIGINAL]
    for _ in range(60):
        answer = copy.deepcopy(ORIGINAL if random.random() < 0.5 else cleaned())
        for tag in random.choice(len(tags), random.integers(0, 30)):
            answer.pop(tags[tag], None)
        found = outcome(answer, ORIGINAL)
        assert found is None or found.code != "check-stopped"
        assert found is not None or "PatientName" not in answer


def test_a_slice_is_made_as_it_was_asked_for():
    stored = np.array([[-5, 7, 300]], dtype=np.int16)
    one = check.dicom_slice(
        stored, modality="MR", position=(1, 2, 3), spacing=(0.5, 2), thickness=4, number=9
    )
    np.testing.assert_array_equal(one.pixel_array, stored)
    assert (one.Modality, one.InstanceNumber, one.SliceThickness) == ("MR", 9, 4)
    assert "RescaleSlope" not in one
    assert list(one.PixelSpacing) == [0.5, 2]
    for wrong in (stored[0], stored.astype(float)):
        with pytest.raises(check.AuthorError, match="A slice of"):
            check.dicom_slice(wrong)
    with pytest.raises(check.AuthorError, match="'XR'"):
        check.dicom_slice(stored, modality="XR")


def test_a_serial_number_of_zeros_may_lie_in_another_number():
    before = copy.deepcopy(ORIGINAL)
    before.DeviceSerialNumber = "000000"
    before.AcquisitionDateTime = "20260102081500"
    shifted = with_(AcquisitionDateTime="19700101000000", DeviceSerialNumber="")
    check.anonymous(shifted, before, "answer")


def test_no_decoder_written_in_c_sees_the_pixels_of_an_answer():
    """Compressed pixels of a stranger's dataset are refused; RLE is decoded in Python."""
    folder = Path(pydicom.__file__).parent / "data" / "test_files"
    plain = plain_dataset(pydicom.dcmread(folder / "SC_rgb_jpeg_gdcm.dcm"))
    assert plain["pixels"] is None
    assert "JPEGLossless" in plain["trouble"]
    assert plain_dataset(pydicom.dcmread(folder / "MR_small_RLE.dcm"))["pixels"].shape == (64, 64)
