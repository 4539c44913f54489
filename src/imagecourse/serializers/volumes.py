"""How NIfTI images of NiBabel cross: their voxels, affine and header. No file is parsed."""

from typing import TYPE_CHECKING

import numpy as np

from nbisolate.serialize.arrays import make_array, pack_array
from nbisolate.serialize.opaque import CannotCrossError
from nbisolate.serialize.registry import Kind

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

_IMAGES = ("Nifti1Image", "Nifti2Image")
_SMALLEST, _LARGEST = 1e-100, 1e15  # in an affine


def _pack(packer: "Packer", value: object, depth: int) -> dict:
    name = next(cls.__name__ for cls in type(value).__mro__ if cls.__name__ in _IMAGES)
    affine = value.affine
    return {
        "t": "nifti",
        "class": name,
        # With slope and intercept applied.
        "v": pack_array(packer, np.asanyarray(value.dataobj), depth),
        "affine": None if affine is None else pack_array(packer, np.asarray(affine), depth),
        "endianness": value.header.endianness,
        "header": packer.blob(bytes(value.header.binaryblock)),
    }


def _unpack(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    import nibabel

    if plain["class"] not in _IMAGES or plain["endianness"] not in ("<", ">"):
        raise CannotCrossError("no image")
    kind = getattr(nibabel, plain["class"])
    values = make_array(unpacker, plain["v"], depth + 1)
    if values.dtype.kind not in "biufc":
        raise CannotCrossError("an image without voxels")
    affine = plain["affine"]
    if affine is not None:
        affine = make_array(unpacker, affine, depth + 1)
        # Of other numbers NiBabel works out directions without end.
        sizes = np.abs(affine[affine != 0])
        usual = affine.shape == (4, 4) and affine.dtype.kind in "iuf"
        if not usual or not ((sizes > _SMALLEST) & (sizes < _LARGEST)).all():
            raise CannotCrossError("no affine")
    block = bytes(unpacker.blob(plain["header"]))
    if len(block) != len(kind.header_class().binaryblock):
        raise CannotCrossError("no header")
    # It may promise any shape: the image takes that of its voxels.
    header = kind.header_class(block, plain["endianness"], check=False)
    made = kind(values, affine, header)
    # Making it forgets how its voxels would be scaled in a file.
    for name in ("scl_slope", "scl_inter"):
        made.header[name] = header[name]
    return made


KINDS = (
    Kind(
        "nifti",
        ("nibabel.nifti1.Nifti1Image", "nibabel.nifti2.Nifti2Image"),
        _pack,
        _unpack,
        subclasses=True,
        mutable=True,
        numbers=lambda image: image.dataobj,
    ),
)
