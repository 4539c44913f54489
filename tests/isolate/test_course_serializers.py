"""Pictures, NIfTI images and DICOM datasets cross, and read there as they read here."""

import json
import sys
import warnings

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
from serialized import cross

from imagelessons.data import data
from nbisolate.serialize.in_place import snapshot
from nbisolate.serialize.serializer import CannotCrossError, Packer, Uncrossed, Unpacker

MODES = ["1", "L", "P", "LA", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "HSV", "I", "F", "I;16"]


def picture(mode: str, size: tuple[int, int] = (13, 7)) -> Image.Image:
    count = len(Image.new(mode, size).tobytes())
    values = np.random.default_rng(4).integers(0, 255, count, dtype=np.uint8).tobytes()
    made = Image.frombytes(mode, size, values)
    if mode == "P":
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


def test_a_picture_from_a_file(tmp_path):
    value = picture("P")
    value.save(tmp_path / "p.png")
    with Image.open(tmp_path / "p.png") as opened:
        assert cross(opened).convert("RGB") == opened.convert("RGB")
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


def test_a_picture_of_imageio_is_an_array():
    made = cross(Array(np.eye(3), {"pages": 2}))
    assert type(made) is np.ndarray
    np.testing.assert_array_equal(made, np.eye(3))


def test_what_check_does_not_read_is_graded_beside():
    assert type(cross(sparse.csr_array(np.eye(2)))) is Uncrossed
    assert type(cross(nib.MGHImage(np.zeros((2, 2, 2), "f4"), np.eye(4)))) is Uncrossed
    pandas = pytest.importorskip("pandas")
    assert type(cross(pandas.DataFrame({"a": [1]}))) is Uncrossed
    assert type(cross(pandas.NaT)) is Uncrossed


def same_image(made, value):
    assert type(made) is type(value)
    assert made.shape == value.shape
    np.testing.assert_array_equal(made.affine, value.affine)
    assert made.header.binaryblock == value.header.binaryblock
    assert made.header.endianness == value.header.endianness
    assert made.get_data_dtype() == value.get_data_dtype()
    assert made.header.get_zooms() == value.header.get_zooms()
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
IMAGES = [nib.Nifti1Image, nib.Nifti2Image]


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
    np.testing.assert_array_equal(made.dataobj[..., 2], loaded.dataobj[..., 2])
    np.testing.assert_array_equal(made.slicer[1:3].get_fdata(), loaded.slicer[1:3].get_fdata())
    assert nib.aff2axcodes(made.affine) == nib.aff2axcodes(loaded.affine)
    same_image(nib.as_closest_canonical(made), nib.as_closest_canonical(loaded))

    changed = nib.Nifti1Image(values, AFFINE)
    changed.affine[0, 3] = 99
    np.testing.assert_array_equal(cross(changed).affine, changed.affine)
    wide = nib.Nifti1Image(values.astype("i8"), AFFINE, dtype="i8")
    same_image(cross(wide), wide)
    big = nib.Nifti1Image(values.astype(">f4"), AFFINE, nib.Nifti1Header(endianness=">"))
    same_image(cross(big), big)


@pytest.mark.parametrize("name", ["example4d.nii.gz", "anatomical.nii", "functional.nii"])
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
    assert sorted(made.keys()) == sorted(value.keys())
    for tag in value.keys():  # noqa: SIM118
        one, other = made[tag], value[tag]
        assert (one.VR, one.VM, one.keyword) == (other.VR, other.VM, other.keyword)
        if one.VR == "SQ":
            for inner, theirs in zip(one.value, other.value, strict=True):
                same_dataset(inner, theirs)
        else:
            assert one.value == other.value or str(one.value) == str(other.value), one
    if hasattr(value, "file_meta"):
        same_dataset(made.file_meta, value.file_meta)


SAMPLES = ["CT_small.dcm", "MR_small.dcm", "rtplan.dcm", "liver_1frame.dcm", "color-px.dcm",
           "MR_small_bigendian.dcm", "MR_small_implicit.dcm", "nested_priv_SQ.dcm",
           "test-SR.dcm", "image_dfl.dcm"]  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_datasets_of_pydicom(name):
    path = get_testdata_file(name, download=False)
    if path is None:
        pytest.skip("this version of pydicom has no such file")
    value = pydicom.dcmread(path)
    made = cross(value)
    same_dataset(made, pydicom.dcmread(path))
    # The second time, for that is how a change of an argument is seen.
    assert snapshot(made) == snapshot(value) == snapshot(cross(made))
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
    assert made.SliceThickness == 1.5
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

    assert cross(value.PatientName) == "Pfau^Anna"
    assert cross(value.SOPClassUID) == value.SOPClassUID
    assert cross([value.PixelSpacing, value.SliceThickness]) == [[0.5, 0.25], 1.5]
    assert cross(value.Rows) == 3
    assert type(cross(value["PatientID"])) is Uncrossed


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
    _, pil = pack(picture("RGB"))
    _, nifti = pack(image)
    objects = {"t": "array", "shape": [1, 1, 2], "v": ["a", 1]}
    header = nifti["header"]

    def dicom(*elements: tuple) -> tuple:
        packer = Packer()
        return Dataset(), {"t": "dicom", "v": packer.pack(dict(elements)), "meta": None,
                           "of_file": False}  # fmt: skip

    return {
        "a large picture": (picture("RGB"), pil | {"size": [100_000, 100_000]}),
        "a negative picture": (picture("RGB"), pil | {"size": [-13, -7]}),
        "a picture in no mode": (picture("RGB"), pil | {"mode": "file"}),
        "another image": (image, nifti | {"class": "load"}),
        "addresses of objects as voxels": (image, nifti | {"v": objects}),
        "a voxel of a terabyte": (image, nifti | {"v": nifti["v"] | {"shape": [1 << 40]}}),
        "another order of bytes": (image, nifti | {"endianness": "="}),
        "a header that is the voxels": (image, nifti | {"header": nifti["v"]["b"]}),
        "the header twice": (image, nifti | {"v": nifti["v"] | {"b": header}}),
        "an affine of three rows": (image, nifti | {"affine": nifti["v"]}),
        "no VR": dicom(("00080008", {"vr": "QQ", "Value": ["a"]})),
        "a long tag": dicom(("0008000800080008", {"vr": "UN"})),
        "a tag that is none": dicom(("file", {"vr": "UN"})),
        "from elsewhere": dicom(("7FE00010", {"vr": "OW", "BulkDataURI": "file:///etc/passwd"})),
        "a dataset that is a list": (Dataset(), dicom()[1] | {"v": {"t": "list", "v": []}}),
    }


@pytest.mark.parametrize("name", attacks())
def test_what_claims_too_much_is_refused(name):
    value, plain = attacks()[name]
    packer, _ = pack(value)
    with pytest.raises(CannotCrossError):
        Unpacker([bytearray(bytes(blob)) for blob in packer.blobs]).unpack(plain)


@pytest.mark.parametrize("number", [np.nan, np.inf, 1e300, 1e-310])
def test_an_affine_of_no_use_is_refused_at_once(number):
    """NiBabel worked on one for hours."""
    image = nib.Nifti1Image(np.zeros((2, 2, 2), "u1"), np.eye(4))
    packer, plain = pack(image)
    blobs = [bytearray(bytes(blob)) for blob in packer.blobs]
    blobs[plain["affine"]["b"]][:] = np.full((4, 4), number).tobytes()
    with pytest.raises(CannotCrossError, match="no affine"):
        Unpacker(blobs).unpack(plain)


def test_a_header_of_terabytes_takes_nothing():
    image = nib.Nifti1Image(np.zeros((2, 2, 2), "u1"), np.eye(4))
    image.header["dim"] = [3, 30_000, 30_000, 30_000, 1, 1, 1, 1]
    made = cross(image)
    assert made.shape == (2, 2, 2)
    assert made.get_fdata().shape == (2, 2, 2)


def test_without_the_libraries_nothing_is_imported():
    packer = Packer()
    before = set(sys.modules)
    packer.pack([1, np.eye(2), {"a": object()}, len])
    assert set(sys.modules) == before
