"""How NIfTI images of nibabel and DICOM datasets of pydicom cross.

The voxels cross as they are stored, with slope and intercept, so that ``dataobj`` and
``get_fdata()`` give what they give the student. A dataset crosses element by element: no stranger's
file is parsed.
"""

import io
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from nbisolate.serialize.arrays import make_array, make_dtype, pack_array, pack_dtype
from nbisolate.serialize.bounds import checked_integer, checked_list, checked_text
from nbisolate.serialize.opaque import CannotCrossError

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

_IMAGES = (
    *("Nifti1Image", "Nifti1Pair", "Nifti2Image", "Nifti2Pair", "AnalyzeImage"),
    *("Spm99AnalyzeImage", "Spm2AnalyzeImage", "MGHImage"),
)
_VOXELS = "biufcV"
_MOST_ELEMENTS = 20_000
_MOST_VALUES = 1_000_000
_DEEPEST_SEQUENCE = 20
_UID = re.compile(r"[0-9.]{0,64}")
_BYTES_OR_TEXT = (bytes, str, int, float)


def _pack_image(packer: "Packer", value: object, depth: int) -> dict:
    from nibabel.arrayproxy import ArrayProxy

    name = next(kind.__name__ for kind in type(value).__mro__ if kind.__name__ in _IMAGES)
    plain = {"t": "nibabel", "class": name}
    affine, stored = value.affine, value.dataobj
    plain["affine"] = None if affine is None else pack_array(packer, np.asarray(affine))
    if isinstance(stored, ArrayProxy):
        plain["proxy"] = [float(stored.slope), float(stored.inter)]
        packer.make_room(int(np.prod(stored.shape)) * stored.dtype.itemsize)
        stored = stored.get_unscaled()
    plain["v"] = packer.needed(np.asarray(stored), depth + 1)
    plain["header"] = [
        value.header.endianness,
        packer.blob(bytes(value.header.binaryblock)),
        pack_dtype(value.get_data_dtype()),
    ]
    return plain


def _make_image(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    import nibabel

    if plain["class"] not in _IMAGES:
        raise CannotCrossError("no image")
    kind = getattr(nibabel, plain["class"])
    values = unpacker.part(plain["v"], depth + 1)
    # Not Python's objects: their bytes are addresses in memory, and read as voxels again below.
    if type(values) is not np.ndarray or values.dtype.hasobject or values.dtype.kind not in _VOXELS:
        raise CannotCrossError("an image without voxels")
    affine = plain["affine"]
    if affine is not None:
        affine = make_array(unpacker, affine, depth + 1)
        if affine.dtype.kind not in "iuf" or affine.shape != (4, 4):
            raise CannotCrossError("no affine")
    endianness, number, dtype = plain["header"]
    if endianness not in ("<", ">"):
        raise CannotCrossError("no header")
    block, header_kind = bytes(unpacker.blob(number)), kind.header_class
    if len(block) != len(header_kind().binaryblock):
        raise CannotCrossError("no header")
    voxels = _voxels(values, plain.get("proxy"))
    if kind is nibabel.MGHImage:
        header = header_kind(block, check=False)
        made = kind(voxels, affine)
    else:
        header = header_kind(block, endianness, check=False)
        fresh = header_kind(endianness=endianness)
        # A dtype that the format only has if it is asked for, such as int64, must be named.
        made = kind(voxels, affine, fresh, dtype=make_dtype(dtype))
    # Making the image writes its affine and shape into the header; the student's may differ.
    for name in header.keys():  # noqa: SIM118
        made.header[name] = header[name]
    return made


def _voxels(values: np.ndarray, proxy: list | None) -> object:
    from nibabel.arrayproxy import ArrayProxy

    if proxy is None:
        return values
    slope, inter = proxy
    if type(slope) is not float or type(inter) is not float:
        raise CannotCrossError("no scaling")
    whole = io.BytesIO(values.tobytes(order="F"))
    return ArrayProxy(whole, (values.shape, values.dtype, 0, slope, inter), mmap=False)


def _pack_dataset(packer: "Packer", value: object, depth: int, inside: int = 0) -> dict:
    from pydicom.dataset import FileDataset, FileMetaDataset

    tags = list(value.keys())
    if len(tags) > _MOST_ELEMENTS or inside > _DEEPEST_SEQUENCE:
        raise CannotCrossError("it has too many elements")
    kind = "meta" if isinstance(value, FileMetaDataset) else "dataset"
    plain = {"t": "dicom", "kind": "file" if isinstance(value, FileDataset) else kind}
    plain["v"] = [_pack_element(packer, value, tag, depth, inside) for tag in tags]
    meta = getattr(value, "file_meta", None)
    if isinstance(meta, FileMetaDataset) and kind != "meta":
        plain["meta"] = _pack_dataset(packer, meta, depth)
    encoding = getattr(value, "original_encoding", (None, None))
    plain["encoding"] = [part if type(part) is bool else None for part in encoding]
    if plain["kind"] == "file":
        name = value.filename
        plain["filename"] = str(name) if name is not None else None
        preamble = getattr(value, "preamble", None)
        plain["preamble"] = None if type(preamble) is not bytes else packer.blob(preamble[:128])
    return plain


def _pack_element(packer: "Packer", dataset: object, tag: int, depth: int, inside: int) -> list:
    element = dataset[tag]
    vr = str(element.VR)
    if vr == "SQ":
        items = [_pack_dataset(packer, item, depth, inside + 1) for item in element.value]
        return [int(tag), vr, {"items": items}]
    return [int(tag), vr, _pack_element_value(packer, vr, element.value, depth)]


def _pack_element_value(packer: "Packer", vr: str, value: object, depth: int) -> object:
    from pydicom.multival import MultiValue

    if isinstance(value, MultiValue | list | tuple):
        many = [_pack_element_value(packer, vr, item, depth) for item in value]
        # Numbers that were read from a file are a plain list; all else is pydicom's own.
        return {"many": many, "list": type(value) is list}
    if value is None:
        return None
    if vr in ("DS", "IS", "PN", "UI"):
        return packer.part(str(value), depth)
    if not isinstance(value, _BYTES_OR_TEXT):
        value = str(value)
    return packer.part(value, depth)


def _make_dataset(unpacker: "Unpacker", plain: dict, depth: int, inside: int = 0) -> object:
    from pydicom import config
    from pydicom.dataset import Dataset, FileDataset, FileMetaDataset

    checked_list(plain["v"], _MOST_ELEMENTS)
    if inside > _DEEPEST_SEQUENCE:
        raise CannotCrossError("no dataset")
    made = FileMetaDataset() if plain["kind"] == "meta" else Dataset()
    with config.disable_value_validation():
        for tag, vr, value in plain["v"]:
            element = _make_element(unpacker, tag, vr, value, depth, inside)
            made[element.tag] = element
    implicit, little = plain["encoding"]
    if plain["kind"] == "file":
        number = plain["preamble"]
        preamble = None if number is None else bytes(unpacker.blob(number))
        made = FileDataset(io.BytesIO(), made, preamble, None, implicit, little)
        # Only the name: as an argument it would be looked for on this side's disk.
        made.filename = plain["filename"] if type(plain["filename"]) is str else None
    elif plain["kind"] == "dataset" and type(implicit) is bool and type(little) is bool:
        made.set_original_encoding(implicit, little)
    if "meta" in plain and plain["meta"]["kind"] == "meta":
        made.file_meta = _make_dataset(unpacker, plain["meta"], depth)
    return made


def _make_element(
    unpacker: "Unpacker", tag: int, vr: str, value: object, depth: int, inside: int
) -> object:
    from pydicom.dataelem import DataElement
    from pydicom.sequence import Sequence
    from pydicom.valuerep import VR

    unpacker.count(10)
    checked_integer(tag, 0, 0xFFFFFFFF)
    vr = VR(checked_text(vr, 10))
    if vr == VR.SQ:
        items = [_make_dataset(unpacker, item, depth, inside + 1) for item in value["items"]]
        return DataElement(tag, vr, Sequence(items))
    made = _make_element_value(unpacker, value, depth)
    as_it_is = type(value) is dict and value.get("list") is True
    return DataElement(tag, vr, made, already_converted=as_it_is)


def _make_element_value(unpacker: "Unpacker", plain: object, depth: int) -> object:
    if type(plain) is dict and "many" in plain:
        unpacker.count(len(checked_list(plain["many"], _MOST_VALUES)))
        items = [_make_element_value(unpacker, item, depth + 1) for item in plain["many"]]
        return items if depth < 5 else []
    value = unpacker.part(plain, depth)
    if value is not None and not isinstance(value, _BYTES_OR_TEXT):
        raise CannotCrossError("no value of an element")
    return value


def _pack_single(packer: "Packer", value: object, depth: int) -> dict:
    from pydicom.dataset import Dataset

    dataset = Dataset()
    dataset[value.tag] = value
    return {"t": "dicom.element", "v": _pack_element(packer, dataset, value.tag, depth, 0)}


def _make_single(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    from pydicom import config

    with config.disable_value_validation():
        return _make_element(unpacker, *plain["v"], depth, 0)


def _pack_sequence(packer: "Packer", value: object, depth: int) -> dict:
    return {"t": "dicom.sequence", "v": [_pack_dataset(packer, item, depth, 1) for item in value]}


def _make_sequence(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    from pydicom.sequence import Sequence

    return Sequence([_make_dataset(unpacker, item, depth, 1) for item in plain["v"]])


def _pack_words(packer: "Packer", value: object, depth: int) -> dict:
    kind = "uid" if isinstance(value, str) else "name"
    return {"t": "dicom.text", "kind": kind, "v": str(value)[:10_000]}


def _make_words(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    from pydicom.uid import UID
    from pydicom.valuerep import PersonName

    text = checked_text(plain["v"], 10_000)
    return UID(text) if plain["kind"] == "uid" else PersonName(text)


def _make_tag(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    from pydicom.tag import Tag

    return Tag(checked_integer(plain["v"], 0, 0xFFFFFFFF))


PACKERS: Mapping[str, Callable] = {
    "nibabel.spatialimages.SpatialImage": _pack_image,
    "pydicom.dataset.Dataset": _pack_dataset,
    "pydicom.dataelem.DataElement": _pack_single,
    "pydicom.sequence.Sequence": _pack_sequence,
    "pydicom.multival.MultiValue": lambda packer, value, depth: packer.part(list(value), depth + 1),
    "pydicom.valuerep.PersonName": _pack_words,
    "pydicom.uid.UID": _pack_words,
    "pydicom.tag.BaseTag": lambda packer, value, depth: {"t": "dicom.tag", "v": int(value)},
}
MAKERS: Mapping[str, Callable] = {
    "nibabel": _make_image,
    "dicom": _make_dataset,
    "dicom.element": _make_single,
    "dicom.sequence": _make_sequence,
    "dicom.text": _make_words,
    "dicom.tag": _make_tag,
}
