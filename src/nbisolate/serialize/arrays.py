"""How NumPy's arrays, scalars and dtypes cross: a dtype, a shape and bytes, checked by hand.

Not as npy files: their header may claim a shape of terabytes, or a dtype whose size NumPy adds up
in a C int. Here a dtype is one of a short list, and the bytes must be there for the shape.
"""

import math
import re
import sys
from typing import TYPE_CHECKING

import numpy as np

from nbisolate.serialize.bounds import checked_shape
from nbisolate.serialize.opaque import CannotCrossError
from nbisolate.serialize.registry import Kind

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

_LONGEST_ELEMENT = 1 << 20  # NumPy takes the memory of one for an array without any
# Truth values, numbers, texts and times: no fields, no objects, and none of the long doubles, not
# all of whose bits are numbers.
_DTYPE = re.compile(
    r"[<>|](b1|[iu][1248]|f[248]|c(8|16)|[SU](?P<length>[0-9]{1,6})"
    r"|[mM]8(\[([1-9][0-9]{0,3})?(Y|M|W|D|h|m|s|ms|us|ns|ps|fs|as)\])?)"
)


def pack_dtype(dtype: np.dtype) -> str:
    """Return a dtype as plain data.

    Raises
    ------
    CannotCrossError
        If it holds anything but numbers, texts, bytes and times.

    Examples
    --------
    >>> pack_dtype(np.dtype(np.float32))
    '<f4'
    """
    if not _DTYPE.fullmatch(dtype.str) or dtype.itemsize > _LONGEST_ELEMENT:
        raise CannotCrossError(f"its dtype is {dtype}")
    return dtype.str


def make_dtype(plain: object) -> np.dtype:
    """Return the dtype of what `pack_dtype` gave.

    Raises
    ------
    CannotCrossError
        If this doesn't describe one.
    """
    found = _DTYPE.fullmatch(plain) if type(plain) is str else None
    if found is None or 4 * int(found["length"] or 0) > _LONGEST_ELEMENT:
        raise CannotCrossError("no dtype")
    return np.dtype(plain)


def pack_array(packer: "Packer", value: np.ndarray, depth: int = 0) -> dict:
    """Return an array, or what lies below a subclass of it, as plain data."""
    values = np.ndarray.view(value, np.ndarray)
    plain: dict = {"t": "array", "shape": list(values.shape)}
    if not values.flags.writeable:
        plain["readonly"] = True
    if issubclass(type(value), np.matrix):
        plain["matrix"] = True
    if values.dtype.kind == "O":
        return plain | {"v": [packer.part(item, depth + 1) for item in values.ravel().tolist()]}
    plain["d"] = pack_dtype(values.dtype)
    packer.make_room(values.nbytes)
    if values.flags.f_contiguous and not values.flags.c_contiguous:
        plain["order"] = "F"
        values = values.T
    plain["b"] = packer.blob(_bytes_of(np.ascontiguousarray(values)))
    return plain


def _bytes_of(values: np.ndarray) -> memoryview:
    # As bytes: memoryview knows no dates, and this makes no copy.
    return memoryview(values.reshape(-1).view(np.uint8)) if values.size else memoryview(b"")


def make_array(unpacker: "Unpacker", plain: dict, depth: int = 0) -> np.ndarray:
    """Return the array of what `pack_array` gave.

    Raises
    ------
    CannotCrossError
        If the data doesn't describe an array.
    """
    if "v" in plain:
        items = plain["v"]
        shape = checked_shape(plain["shape"], most=len(items))
        if type(items) is not list or len(items) != math.prod(shape):
            raise CannotCrossError("no array of objects")
        values = np.empty(len(items), object)
        for index, item in enumerate(items):
            values[index] = unpacker.part(item, depth + 1)
        values = values.reshape(shape)
    else:
        values = _from_bytes(unpacker, plain)
    if plain.get("matrix"):
        values = values.view(np.matrix)
    if plain.get("readonly"):
        values.flags.writeable = False
    return values


def _from_bytes(unpacker: "Unpacker", plain: dict) -> np.ndarray:
    dtype = make_dtype(plain["d"])
    # A bytearray, so that the array may be written into; it is the blob itself, not a copy.
    whole = unpacker.own(plain["b"])
    room = len(whole) // dtype.itemsize if dtype.itemsize else 1_000_000
    shape = checked_shape(plain["shape"], most=room)
    count = math.prod(shape)
    if count * dtype.itemsize != len(whole):
        raise CannotCrossError("an array that does not fit its bytes")
    unpacker.count(count // 1000)
    values = np.ndarray(count, dtype, whole) if len(whole) else np.zeros(count, dtype)
    _check_bits(values)
    if plain.get("order") == "F":
        return values.reshape(shape[::-1]).T
    return values.reshape(shape)


def _check_bits(values: np.ndarray) -> None:
    """See that elements are of values that their dtype has: NumPy takes them for that unseen."""
    letters = values.dtype.kind == "U" and values.dtype.itemsize
    if values.dtype.kind == "b":
        single = values.view(np.uint8)
        np.minimum(single, 1, out=single)
    elif letters and (values.view(values.dtype.byteorder + "u4") > sys.maxunicode).any():
        raise CannotCrossError("letters that there are not")


def _pack_scalar(packer: "Packer", value: np.generic, depth: int) -> dict:
    whole = np.empty((), np.generic.__dict__["dtype"].__get__(value))
    whole[()] = value
    return {"t": "scalar", "v": pack_array(packer, whole)}


def _make_scalar(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    values = make_array(unpacker, plain["v"], depth + 1)
    if values.ndim or type(values) is not np.ndarray or values.dtype.kind == "O":
        raise CannotCrossError("no scalar")
    return values[()]


def _pack_masked(packer: "Packer", value: np.ma.MaskedArray, depth: int) -> dict:
    if value is np.ma.masked:
        return {"t": "masked"}
    mask = object.__getattribute__(value, "__dict__").get("_mask")
    return {
        "t": "masked",
        "v": pack_array(packer, np.ndarray.view(value, np.ndarray), depth),
        "mask": None if mask is np.ma.nomask else pack_array(packer, np.asarray(mask), depth),
    }


def _make_masked(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    if "v" not in plain:
        return np.ma.masked
    values, mask = make_array(unpacker, plain["v"], depth + 1), np.ma.nomask
    if plain["mask"] is not None:
        mask = make_array(unpacker, plain["mask"], depth + 1)
        if mask.shape != values.shape or mask.dtype != bool:
            raise CannotCrossError("a mask that does not fit its array")
    return np.ma.MaskedArray(values, mask=mask)


def _pack_dtype_value(packer: "Packer", value: np.dtype, depth: int) -> dict:
    return {"t": "dtype", "v": "O" if value == np.dtype(object) else pack_dtype(value)}


def _make_dtype_value(unpacker: "Unpacker", plain: dict, depth: int) -> np.dtype:
    return np.dtype(object) if plain["v"] == "O" else make_dtype(plain["v"])


KINDS = (
    Kind("array", ("numpy.ndarray",), pack_array, make_array, subclasses=True),
    Kind("scalar", ("numpy.generic",), _pack_scalar, _make_scalar, subclasses=True),
    Kind(
        "masked",
        ("numpy.ma.MaskedArray", "numpy.ma.core.MaskedArray"),
        _pack_masked,
        _make_masked,
        subclasses=True,
    ),
    Kind("dtype", ("numpy.dtype",), _pack_dtype_value, _make_dtype_value, subclasses=True),
)
