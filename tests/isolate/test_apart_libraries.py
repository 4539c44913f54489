"""Pictures, tables, NIfTI images and DICOM datasets cross, and read there as they read here."""

import json
import sys
import warnings

import imageio.v3 as iio
import nibabel as nib
import numpy as np
import pydicom
import pytest
from imageio.core.util import Array
from nibabel.testing import data_path
from PIL import Image
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian
from scipy import sparse
from test_apart_crossing import cross

from imagelessons.data import data
from nbisolate.serialize.serializer import CannotCrossError, Packer, Uncrossed, Unpacker

MODES = ["1", "L", "P", "LA", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "LAB", "HSV", "I", "F",
         "I;16", "I;16B", "La", "RGBa"]  # fmt: skip


def picture(mode: str, size: tuple[int, int] = (13, 7)) -> Image.Image:
    count = len(Image.new(mode, size).tobytes())
    values = np.random.default_rng(4).integers(0, 255, count, dtype=np.uint8).tobytes()
    made = Image.frombytes(mode, size, values)
    if mode in ("P", "PA"):
        made.putpalette(list(range(256)) * 3)
    return made


@pytest.mark.parametrize("mode", MODES)
def test_a_picture_keeps_mode_pixels_and_palette(mode):
    value = picture(mode)
    made = cross(value)
    assert type(made) is Image.Image
    assert (made.mode, made.size) == (value.mode, value.size)
    assert made.tobytes() == value.tobytes()
    assert made.getpalette() == value.getpalette()
    assert made == value
    assert cross(Image.new(mode, (0, 5))).size == (0, 5)


def test_a_picture_from_a_file_keeps_format_and_info(tmp_path):
    value = picture("P")
    value.save(tmp_path / "p.png", transparency=3, dpi=(100, 100))
    with Image.open(tmp_path / "p.png") as opened:
        made = cross(opened)
        assert made.format == "PNG"
        assert made.info == opened.info
        assert made.convert("RGBA") == opened.convert("RGBA")
    closed = Image.open(tmp_path / "p.png")
    closed.close()
    assert type(cross(closed)) is Uncrossed


def test_a_picture_that_lies_about_its_pixels():
    class Lies(Image.Image):
        def tobytes(self, *args):
            return b"\0" * 1000

        def __eq__(self, other):
            return True

        __hash__ = None

    lies = Lies()
    lies._im, lies._mode, lies._size = picture("L").im, "L", (13, 7)
    assert cross(lies).tobytes() == picture("L").tobytes()


def test_arrays_of_imageio_keep_their_metadata(tmp_path):
    made = cross(Array(np.eye(3), {"shape": (3, 3), "pages": 2}))
    assert type(made) is Array
    assert made.meta["pages"] == 2
    iio.imwrite(tmp_path / "a.png", np.arange(12, dtype=np.uint8).reshape(3, 4))
    np.testing.assert_array_equal(
        cross(iio.imread(tmp_path / "a.png")), np.arange(12).reshape(3, 4)
    )


@pytest.mark.parametrize("form", ["csr", "csc", "coo"])  # codespell:ignore
@pytest.mark.parametrize("kind", ["array", "matrix"])
def test_sparse_arrays(form, kind):
    value = getattr(sparse, f"{form}_{kind}")(np.diag([1.5, 0, 2]))
    made = cross(value)
    assert type(made) is type(value)
    assert made.dtype == value.dtype
    np.testing.assert_array_equal(made.toarray(), value.toarray())
    assert type(cross(value.todia())) is Uncrossed


def same_image(made, value):
    assert type(made) is type(value)
    assert made.shape == value.shape
    np.testing.assert_array_equal(made.affine, value.affine)
    assert made.header.binaryblock == value.header.binaryblock
    assert made.header.endianness == value.header.endianness
    assert made.get_data_dtype() == value.get_data_dtype()
    assert made.header.get_zooms() == value.header.get_zooms()
    assert nib.is_proxy(made.dataobj) == nib.is_proxy(value.dataobj)
    first, second = np.asanyarray(made.dataobj), np.asanyarray(value.dataobj)
    assert first.dtype == second.dtype
    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(made.get_fdata(), value.get_fdata())
    assert made.get_fdata().dtype == value.get_fdata().dtype
    if hasattr(value.header, "get_xyzt_units"):
        assert made.header.get_xyzt_units() == value.header.get_xyzt_units()
        assert made.header.get_slope_inter() == value.header.get_slope_inter()
        for get in ("get_qform", "get_sform"):
            for one, other in zip(
                getattr(made, get)(coded=True), getattr(value, get)(coded=True), strict=True
            ):
                np.testing.assert_array_equal(one, other)


AFFINE = np.array([[-2, 0, 0, 10], [0, 1.5, 0.1, -3], [0, -0.1, 3, 4], [0, 0, 0, 1.0]])
IMAGES = [nib.Nifti1Image, nib.Nifti1Pair, nib.Nifti2Image, nib.Nifti2Pair, nib.AnalyzeImage,
          nib.Spm99AnalyzeImage, nib.Spm2AnalyzeImage, nib.MGHImage]  # fmt: skip


@pytest.mark.parametrize("kind", IMAGES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("dtype", ["u1", "i2", "f4"])
def test_an_image_in_memory(kind, dtype):
    values = np.random.default_rng(1).integers(0, 99, (4, 5, 6)).astype(dtype)
    same_image(cross(kind(values, AFFINE)), kind(values, AFFINE))
    same_image(cross(kind(values, None)), kind(values, None))


def test_an_image_keeps_codes_units_and_scaling(tmp_path):
    values = np.random.default_rng(1).integers(-99, 99, (4, 5, 6)).astype("i2")
    image = nib.Nifti1Image(values, AFFINE)
    image.set_qform(AFFINE, 1)
    image.set_sform(AFFINE, 3)
    image.header.set_xyzt_units("mm", "sec")
    image.header["descrip"] = b"axons"
    image.header.set_slope_inter(2.5, -7)
    same_image(cross(image), image)
    nib.save(image, tmp_path / "a.nii.gz")
    loaded = nib.load(tmp_path / "a.nii.gz")
    made = cross(loaded)
    same_image(made, loaded)
    assert (made.dataobj.slope, made.dataobj.inter) == (loaded.dataobj.slope, loaded.dataobj.inter)
    assert made.dataobj.get_unscaled().dtype == np.int16
    np.testing.assert_array_equal(made.dataobj[..., 2], loaded.dataobj[..., 2])
    np.testing.assert_array_equal(made.slicer[1:3].get_fdata(), loaded.slicer[1:3].get_fdata())
    assert nib.aff2axcodes(made.affine) == nib.aff2axcodes(loaded.affine)
    same_image(nib.as_closest_canonical(made), nib.as_closest_canonical(loaded))

    changed = nib.Nifti1Image(values, AFFINE)
    changed.affine[0, 3] = 99
    same_image(cross(changed), changed)
    wide = nib.Nifti1Image(values.astype("i8"), AFFINE, dtype="i8")
    same_image(cross(wide), wide)
    big = nib.Nifti1Image(values.astype(">f4"), AFFINE, nib.Nifti1Header(endianness=">"))
    same_image(cross(big), big)


@pytest.mark.parametrize(
    "name", ["example4d.nii.gz", "anatomical.nii", "test.mgz", "functional.nii"]
)
def test_images_of_nibabel(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        value = nib.load(f"{data_path}/{name}")
        same_image(cross(value), value)


def test_the_volumes_of_the_course():
    value = nib.load(data("brain.nii.gz"))
    same_image(cross(value), value)


def same_dataset(made, value):
    assert type(made) is type(value)
    assert list(made.keys()) == list(value.keys())
    for tag in value.keys():  # noqa: SIM118
        one, other = made[tag], value[tag]
        assert (one.VR, one.VM, one.keyword) == (other.VR, other.VM, other.keyword)
        if one.VR == "SQ":
            for inner, theirs in zip(one.value, other.value, strict=True):
                same_dataset(inner, theirs)
        else:
            assert one.value == other.value or str(one.value) == str(other.value), one
            assert type(one.value) is type(other.value) or not other.value
    if hasattr(value, "file_meta"):
        same_dataset(made.file_meta, value.file_meta)


SAMPLES = ["CT_small.dcm", "MR_small.dcm", "rtplan.dcm", "liver_1frame.dcm", "color-px.dcm",
           "JPEG2000.dcm", "MR_small_bigendian.dcm", "MR_small_implicit.dcm", "nested_priv_SQ.dcm",
           "test-SR.dcm", "waveform_ecg.dcm", "chrH31.dcm", "image_dfl.dcm"]  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_datasets_of_pydicom(name):
    path = get_testdata_file(name, download=False)
    if path is None:
        pytest.skip("this version of pydicom has no such file")
    value = pydicom.dcmread(path)
    made = cross(value)
    same_dataset(made, pydicom.dcmread(path))
    assert made.filename == str(path)
    assert made.preamble == value.preamble
    assert made.original_encoding == value.original_encoding
    try:
        pixels = value.pixel_array
    except Exception:
        return
    np.testing.assert_array_equal(made.pixel_array, pixels, strict=True)


def test_a_dataset_made_by_hand(tmp_path):
    value = Dataset()
    value.PatientName, value.PatientID = "Pfau^Anna", "007"
    value.PixelSpacing, value.Rows, value.SliceThickness = [0.5, 0.25], 3, "1.50"
    value.SOPInstanceUID = "1.2.3"
    item = Dataset()
    item.CodeValue = "T-1"
    value.ConceptNameCodeSequence = Sequence([item])
    value.private_block(0x11, "axons", create=True).add_new(1, "FD", 2.5)
    made = cross(value)
    same_dataset(made, value)
    assert made.PatientName.family_name == "Pfau"
    assert made.PixelSpacing[1] == 0.25
    assert str(made.SliceThickness) == "1.50"
    assert made.private_block(0x11, "axons")[1].value == 2.5
    assert made == value

    value.file_meta = FileMetaDataset()
    value.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    value.SamplesPerPixel, value.PhotometricInterpretation = 1, "MONOCHROME2"
    value.Columns, value.BitsAllocated, value.BitsStored, value.HighBit = 2, 16, 12, 11
    value.PixelRepresentation, value.PixelData = 0, np.arange(6, dtype="u2").tobytes()
    np.testing.assert_array_equal(cross(value).pixel_array, np.arange(6).reshape(3, 2))
    value.SOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    cross(value).save_as(tmp_path / "a.dcm", enforce_file_format=True)
    assert pydicom.dcmread(tmp_path / "a.dcm").PatientID == "007"

    assert cross(value["PatientID"]) == value["PatientID"]
    assert cross(value.PatientName).given_name == "Anna"
    assert cross(value.SOPClassUID).name == "CT Image Storage"
    assert cross(value.PixelSpacing) == [0.5, 0.25]
    assert cross(value.Rows) == 3
    assert cross(value["Rows"].tag) == (0x28, 0x10)
    assert cross(value.ConceptNameCodeSequence)[0].CodeValue == "T-1"


def test_a_lying_dataset_has_the_elements_that_it_holds():
    class Lies(Dataset):
        def __eq__(self, other):
            return True

        __hash__ = None

    value = Lies()
    value.Rows = 3
    made = cross(value)
    assert type(made) is Dataset
    assert made != Dataset()
    assert made.Rows == 3


def pack(value: object) -> tuple[Packer, object]:
    packer = Packer()
    return packer, json.loads(json.dumps(packer.pack(value)))


def attacks() -> dict[str, tuple]:
    image = nib.Nifti1Image(np.zeros((2, 2, 2), "u1"), np.eye(4))
    image.header["dim"] = [3, 30_000, 30_000, 30_000, 1, 1, 1, 1]
    _, pil = pack(picture("RGB"))
    _, csr = pack(sparse.csr_array(np.eye(2)))
    _, dicom = pack(pydicom.dcmread(get_testdata_file("CT_small.dcm")))
    return {
        "a large picture": (picture("RGB"), pil | {"size": [100_000, 100_000]}),
        "a negative picture": (picture("RGB"), pil | {"size": [-13, -7]}),
        "a picture in no mode": (picture("RGB"), pil | {"mode": "file"}),
        "a large sparse array": (sparse.csr_array(np.eye(2)), csr | {"shape": [10**12, 3]}),
        "another form": (sparse.csr_array(np.eye(2)), csr | {"form": "__class__"}),
        "another image": (image, pack(image)[1] | {"class": "load"}),
        "a dataset of all": (Dataset(), dicom | {"v": [[1, "UN", None]] * 1_000_000}),
        "no VR": (Dataset(), dicom | {"v": [[1, "QQ", None]]}),
        "a large tag": (Dataset(), dicom | {"v": [[2**40, "UN", None]]}),
    }


@pytest.mark.parametrize("name", attacks())
def test_what_claims_too_much_is_refused(name):
    value, plain = attacks()[name]
    packer, _ = pack(value)
    with pytest.raises(CannotCrossError):
        Unpacker([bytearray(bytes(blob)) for blob in packer.blobs]).unpack(plain)


def test_a_header_of_terabytes_takes_nothing():
    image = nib.Nifti1Image(np.zeros((2, 2, 2), "u1"), np.eye(4))
    image.header["dim"] = [3, 30_000, 30_000, 30_000, 1, 1, 1, 1]
    made = cross(image)
    assert made.shape == (2, 2, 2)
    assert made.get_fdata().shape == (2, 2, 2)


def test_nothing_is_inflated():
    # A deflated dataset crosses as its elements, and what only says that it is deflated too.
    path = get_testdata_file("image_dfl.dcm", download=False)
    value = pydicom.dcmread(path)
    made = cross(value)
    np.testing.assert_array_equal(made.pixel_array, value.pixel_array)


def tables():
    pandas = pytest.importorskip("pandas", reason="pandas isn't needed by the course")
    columns = {
        "number": [1, 2, 3],
        "float": [0.5, np.nan, 2],
        "text": ["a", None, "ü"],
        "kind": pandas.Categorical(["x", "y", "x"], ["y", "x", "z"], ordered=True),
        "time": pandas.to_datetime(["2026-01-01", None, "2026-01-03"]),
        "zone": pandas.to_datetime(["2026-01-01", None, "2026-07-03"]).tz_localize("Europe/Berlin"),
        "utc": pandas.to_datetime(["2026-01-01"] * 3).tz_localize("UTC"),
        "span": pandas.to_timedelta([1, 2, 3], unit="h"),
        "whole": pandas.array([1, None, 3], dtype="Int64"),
        "true": pandas.array([True, None, False], dtype="boolean"),
        "string": pandas.array(["a", None, "c"], dtype="string"),
        "object": [(1, 2), {"a": 1}, None],
    }
    frame = pandas.DataFrame(columns)
    many = pandas.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", "y"])
    return pandas, {
        "all": frame,
        "named": frame.set_index("text"),
        "sorted": frame.sort_values("number", ascending=False),
        "many": pandas.DataFrame(np.eye(4), index=many, columns=many),
        "times": frame[["number"]].set_index(pandas.date_range("2026-01-01", periods=3)),
        "kinds": frame.set_index("kind")[["number"]],
        "empty": pandas.DataFrame(),
        "no rows": frame.iloc[:0],
        "no columns": frame[[]],
        "same names": pandas.DataFrame(np.eye(2), columns=["a", "a"]),
    }


def test_tables_of_pandas():
    pandas, frames = tables()
    for name, value in frames.items():
        made = cross(value)
        pandas.testing.assert_frame_equal(made, value, check_freq=False, obj=name)
    whole = frames["all"]
    for name in whole:
        pandas.testing.assert_series_equal(cross(whole[name]), whole[name])
        pandas.testing.assert_index_equal(
            cross(pandas.Index(whole[name])), pandas.Index(whole[name])
        )
    pandas.testing.assert_series_equal(cross(whole.dtypes.astype(str)), whole.dtypes.astype(str))
    assert cross(pandas.NA) is pandas.NA
    assert cross(pandas.NaT) is pandas.NaT
    assert cross(whole["time"][0]) == whole["time"][0]
    assert cross(whole["zone"][0]) == whole["zone"][0]
    assert str(cross(whole["zone"][0]).tz) == "Europe/Berlin"
    assert cross(whole["span"][1]) == whole["span"][1]
    assert cross({"mean": whole["number"].mean()}) == {"mean": 2.0}
    period = whole.assign(p=pandas.period_range("2026", periods=3))
    assert type(cross(period)) is Uncrossed


def test_without_the_libraries_nothing_is_imported():
    packer = Packer()
    before = set(sys.modules)
    packer.pack([1, np.eye(2), {"a": object()}, len])
    assert set(sys.modules) == before
