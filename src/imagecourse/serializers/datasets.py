"""How datasets of pydicom cross: in the JSON model of DICOM. No file is parsed."""

import io
import json
from typing import TYPE_CHECKING

from nbisolate.serialize.bounds import checked_text
from nbisolate.serialize.opaque import CannotCrossError
from nbisolate.serialize.registry import Kind

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

_ALL_INLINE = 1 << 40  # bytes of a value up to which it stands in the model itself


def _model(dataset: object) -> dict:
    return json.loads(dataset.to_json(bulk_data_threshold=_ALL_INLINE))


def _pack(packer: "Packer", value: object, depth: int) -> dict:
    from pydicom.dataset import FileDataset, FileMetaDataset

    meta = getattr(value, "file_meta", None)
    return {
        "t": "dicom",
        "v": packer.needed(_model(value), depth + 1),
        "meta": packer.needed(_model(meta), depth + 1)
        if isinstance(meta, FileMetaDataset)
        else None,
        "of_file": isinstance(value, FileDataset),
    }


def _unpack(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    from pydicom.dataset import Dataset, FileDataset, FileMetaDataset

    made = Dataset.from_json(_checked(unpacker.part(plain["v"], depth + 1)))
    meta = None
    if plain["meta"] is not None:
        meta = FileMetaDataset(Dataset.from_json(_checked(unpacker.part(plain["meta"], depth + 1))))
    if plain["of_file"] is True:
        return FileDataset(io.BytesIO(), made, preamble=bytes(128), file_meta=meta)
    if meta is not None:
        made.file_meta = meta
    return made


def _checked(model: object) -> dict:
    """Return a model in which nothing is asked for from elsewhere."""
    from pydicom.valuerep import VR

    if type(model) is not dict:
        raise CannotCrossError("no dataset")
    for tag, element in model.items():
        values = element.get("Value", [])
        if (
            int(checked_text(tag, 8), 16) < 0
            or "BulkDataURI" in element
            or type(values) is not list
        ):
            raise CannotCrossError("no element of a dataset")
        if VR(element["vr"]) == VR.SQ:
            for item in values:
                _checked(item)
    return model


KINDS = (
    Kind("dicom", ("pydicom.dataset.Dataset",), _pack, _unpack, subclasses=True, mutable=True),
    # What an element holds is of classes of pydicom's own: they cross as Python's.
    Kind(
        "dicom values",
        ("pydicom.multival.MultiValue",),
        lambda packer, value, depth: packer.part(list(value), depth),
        subclasses=True,
    ),
    Kind(
        "dicom number",
        ("pydicom.valuerep.DSfloat", "pydicom.valuerep.IS"),
        lambda packer, value, depth: packer.part(
            (float if isinstance(value, float) else int)(value), depth
        ),
    ),
    Kind(
        "dicom text",
        ("pydicom.valuerep.PersonName", "pydicom.uid.UID"),
        lambda packer, value, depth: packer.part(str(value), depth),
    ),
)
