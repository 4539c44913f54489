"""How the objects of the field's libraries cross: pictures of Pillow, sparse arrays, and others.

Each object crosses as its arrays and texts, and is made anew by the same library on the other
side. No file is read there, and nothing is unpacked that was compressed. Tables of pandas are in
`tables`, NIfTI images and DICOM datasets in `volumes_and_datasets`.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from nbisolate.serialize import tables, volumes_and_datasets
from nbisolate.serialize.arrays import make_array, pack_array
from nbisolate.serialize.bounds import checked_integer, checked_list, checked_shape
from nbisolate.serialize.opaque import CannotCrossError, class_names

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

# Bits of a pixel.
_PILLOW_MODES = {
    **{"1": 1, "L": 8, "P": 8, "LA": 16, "PA": 16, "La": 16, "RGB": 24, "YCbCr": 24, "LAB": 24},
    **{"HSV": 24, "RGBA": 32, "RGBa": 32, "RGBX": 32, "CMYK": 32, "I": 32, "F": 32},
    **{"I;16": 16, "I;16L": 16, "I;16B": 16, "I;16N": 16},
}
_PALETTES = ("RGB", "RGBA")
_MOST_OF_INFO = 200
_SPARSE = ("csr", "csc", "coo")  # codespell:ignore
_LONGEST_SPARSE = 20_000_000


def _pack_pillow(packer: "Packer", value: object, depth: int) -> dict:
    from PIL import Image

    value.load()
    size = list(value.size)
    packer.make_room(size[0] * size[1] * _PILLOW_MODES[value.mode] // 8)
    plain = {"t": "pillow", "mode": value.mode, "size": size}
    plain["b"] = packer.blob(Image.Image.tobytes(value) if all(size) else b"")
    plain["format"] = value.format if type(value.format) is str else None
    if value.mode in ("P", "PA") and value.palette is not None:
        mode = "RGBA" if value.palette.mode == "RGBA" else "RGB"
        plain["palette"] = [mode, list(value.getpalette(mode))]
    info = [pair for pair in value.info.items() if type(pair[0]) is str]
    plain["info"] = packer.part(dict(info[:_MOST_OF_INFO]), depth + 1)
    return plain


def _make_pillow(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    from PIL import Image

    mode, blob = plain["mode"], unpacker.blob(plain["b"])
    if type(mode) is not str or mode not in _PILLOW_MODES:
        raise CannotCrossError("no picture")
    width, height = checked_shape(plain["size"], most=8 * len(blob))
    if (width * _PILLOW_MODES[mode] + 7) // 8 * height != len(blob):
        raise CannotCrossError("a picture that does not fit its bytes")
    made = Image.frombytes(mode, (width, height), bytes(blob)) if len(blob) else None
    made = made or Image.new(mode, (width, height))
    if "palette" in plain and mode in ("P", "PA"):
        kind, colours = plain["palette"]
        if kind not in _PALETTES:
            raise CannotCrossError("no palette")
        colours = [checked_integer(part, 0, 255) for part in checked_list(colours, 1024)]
        made.putpalette(bytes(colours), kind)
    made.info = unpacker.part(plain["info"], depth + 1)
    if type(made.info) is not dict:
        raise CannotCrossError("no picture")
    made.format = plain["format"] if type(plain["format"]) is str else None
    return made


def _pack_sparse(packer: "Packer", value: object, depth: int) -> dict:
    # Sparse arrays and matrices are of classes such as `csr_array` and `csr_matrix`.
    name = class_names(type(value))[1]
    form = name.partition("_")[0]
    if form not in _SPARSE or len(value.shape) != 2:
        raise CannotCrossError(f"only {_SPARSE} of two dimensions cross")
    points = value.tocoo()
    parts = [pack_array(packer, np.asarray(part)) for part in (points.data, points.row, points.col)]
    return {
        "t": "sparse",
        "form": form,
        "matrix": name.endswith("matrix"),
        "shape": [int(length) for length in value.shape],
        "v": parts,
    }


def _make_sparse(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    from scipy import sparse

    shape, form = plain["shape"], plain["form"]
    rows, columns = checked_list(shape, 2)
    for length in (rows, columns):
        checked_integer(length, 0, _LONGEST_SPARSE)
    data, row, column = (make_array(unpacker, part, depth + 1) for part in plain["v"])
    one_each = data.ndim == 1 and data.shape == row.shape == column.shape
    if form not in _SPARSE or data.dtype.kind not in "biufc" or not one_each:
        raise CannotCrossError("no sparse array")
    for places, length in ((row, rows), (column, columns)):
        if places.dtype.kind not in "iu" or not all(
            0 <= int(one) < length for one in _ends(places)
        ):
            raise CannotCrossError("points that are not within their sparse array")
    unpacker.count((rows + columns) // 10)  # the rows of csr take memory even where all are empty
    kind = sparse.coo_matrix if plain["matrix"] else sparse.coo_array
    return kind((data, (row, column)), shape=tuple(shape)).asformat(form)


def _ends(values: np.ndarray) -> tuple:
    return (values.min(), values.max()) if values.size else ()


def _pack_imageio(packer: "Packer", value: np.ndarray, depth: int) -> dict:
    meta = dict(object.__getattribute__(value, "_meta"))
    return {"t": "imageio", "v": pack_array(packer, value), "meta": packer.part(meta, depth + 1)}


def _make_imageio(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    from imageio.core.util import Array

    values = make_array(unpacker, plain["v"], depth + 1)
    meta = unpacker.part(plain["meta"], depth + 1)
    if type(meta) is not dict or any(type(key) is not str for key in meta):
        raise CannotCrossError("no picture")
    return Array(values, meta)


_SPARSE_NAMES = [
    f"scipy.sparse._{form}.{form}_{kind}" for form in _SPARSE for kind in ("array", "matrix")
] + ["scipy.sparse._base._spbase"]
PACKERS: Mapping[str, Callable] = {
    "PIL.Image.Image": _pack_pillow,
    "imageio.core.util.Array": _pack_imageio,
    **dict.fromkeys(_SPARSE_NAMES, _pack_sparse),
    **tables.PACKERS,
    **volumes_and_datasets.PACKERS,
}
MAKERS: Mapping[str, Callable] = {
    "pillow": _make_pillow,
    "sparse": _make_sparse,
    "imageio": _make_imageio,
    **tables.MAKERS,
    **volumes_and_datasets.MAKERS,
}
