"""How NumPy's arrays, scalars and dtypes cross: a dtype, a shape and bytes, checked by hand.

Not as npy files: their header is text of Python that a stranger would write, and it may claim a
shape of terabytes. Here the bytes must be there for the shape.
"""

import math
import re
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from nbisolate.serialize.bounds import checked_list, checked_shape
from nbisolate.serialize.opaque import CannotCrossError

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

_PLAIN_KINDS = "biufcSUmMV"
_MOST_FIELDS = 500
# NumPy keeps the size of an element, and where its fields begin, in C ints and adds those up
# without a look: what a stranger says must never come near to 2**31.
_LARGEST_ELEMENT = 1 << 30
_LARGEST_OF_NONE = 1 << 20  # NumPy takes the memory of one element for an array without any
_PLAIN_DTYPE = re.compile(
    r"[<>|](b1|[iu][1248]|f(2|4|8|16)|c(8|16|32)|[SUV](?P<length>[0-9]{1,9})"
    r"|[mM]8(\[([1-9][0-9]{0,3})?(Y|M|W|D|h|m|s|ms|us|ns|ps|fs|as)\])?)"
)


def pack_dtype(dtype: np.dtype, depth: int = 0) -> object:
    """Return a dtype as plain data: a text, or a dictionary for one with fields.

    Raises
    ------
    CannotCrossError
        If it holds anything but numbers, texts, bytes and times.
    """
    if depth > 5:
        raise CannotCrossError("its fields have fields without end")
    if dtype.subdtype is not None:
        base, shape = dtype.subdtype
        return {"base": pack_dtype(base, depth + 1), "shape": list(shape)}
    if dtype.names is not None:
        fields = [
            [name, pack_dtype(dtype.fields[name][0], depth + 1), dtype.fields[name][1]]
            for name in dtype.names
        ]
        return {"fields": fields, "size": dtype.itemsize, "aligned": dtype.isalignedstruct}
    if dtype.kind not in _PLAIN_KINDS or not _PLAIN_DTYPE.fullmatch(dtype.str):
        raise CannotCrossError(f"its dtype is {dtype}")
    return dtype.str


def make_dtype(plain: object, depth: int = 0) -> np.dtype:
    """Return the dtype of what `pack_dtype` gave.

    Raises
    ------
    CannotCrossError
        If this doesn't describe one.
    """
    if type(plain) is str:
        found = _PLAIN_DTYPE.fullmatch(plain)
        if found is None or 4 * int(found["length"] or 0) >= _LARGEST_ELEMENT:
            raise CannotCrossError("no dtype")
        return np.dtype(plain)
    if type(plain) is not dict or depth > 5:
        raise CannotCrossError("no dtype")
    if "base" in plain:
        shape = checked_shape(plain["shape"], most=1_000_000)
        base = make_dtype(plain["base"], depth + 1)
        if math.prod(length or 1 for length in shape) * base.itemsize >= _LARGEST_ELEMENT:
            raise CannotCrossError("a dtype that is too large")
        return np.dtype((base, shape))
    return _make_structured(plain, depth)


def _make_structured(plain: dict, depth: int) -> np.dtype:
    fields, size = checked_list(plain["fields"], _MOST_FIELDS), plain["size"]
    if type(size) is not int or not 0 <= size < _LARGEST_ELEMENT:
        raise CannotCrossError("a dtype of no such size")
    names, formats, offsets = [], [], []
    for name, form, offset in fields:
        made = make_dtype(form, depth + 1)
        if type(name) is not str or name in names or type(offset) is not int:
            raise CannotCrossError("no field")
        if not 0 <= offset <= offset + made.itemsize <= size:
            raise CannotCrossError("a field that is not within its dtype")
        names.append(name)
        formats.append(made)
        offsets.append(offset)
    parts = {"names": names, "formats": formats, "offsets": offsets, "itemsize": size}
    return np.dtype(parts, align=plain["aligned"] is True)


def pack_array(packer: "Packer", value: np.ndarray, depth: int = 0) -> dict:
    """Return an array, or what lies below a subclass of it, as plain data."""
    values = np.ndarray.view(value, np.ndarray)
    plain: dict = {"t": "array", "shape": list(values.shape)}
    if not values.flags.writeable:
        plain["readonly"] = True
    form = next((form for form, kind in _FORMS.items() if issubclass(type(value), kind)), None)
    if form is not None:
        plain["as"] = form
    if values.dtype.kind == "O":
        return plain | {"v": [packer.part(item, depth + 1) for item in values.ravel().tolist()]}
    if values.dtype.kind == "T":
        texts = [packer.part(item, depth + 1) for item in values.ravel().tolist()]
        return plain | {"v": texts, "texts": True}
    plain["d"] = pack_dtype(values.dtype)
    packer.make_room(values.nbytes)
    if values.flags.f_contiguous and not values.flags.c_contiguous:
        plain["order"] = "F"
        values = values.T
    if values.dtype.names is not None:
        values = _without_gaps(values)
    plain["b"] = packer.blob(_bytes_of(np.ascontiguousarray(values)))
    return plain


def _bytes_of(values: np.ndarray) -> memoryview:
    # Void: memoryview knows no dates, and this makes no copy.
    return memoryview(values.reshape(-1).view(np.uint8)) if values.size else memoryview(b"")


def _without_gaps(values: np.ndarray) -> np.ndarray:
    # What lies between the fields is whatever the memory held before: it is nobody's to read.
    clean = np.zeros(values.shape, values.dtype)
    for name in values.dtype.names:
        part = values[name]
        clean[name] = _without_gaps(part) if part.dtype.names is not None else part
    return clean


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
        values = np.empty(len(items), np.dtypes.StringDType() if plain.get("texts") else object)
        for index, item in enumerate(items):
            part = unpacker.part(item, depth + 1)
            if plain.get("texts") and type(part) is not str:
                raise CannotCrossError("no array of texts")
            values[index] = part
        values = values.reshape(shape)
    else:
        values = _from_bytes(unpacker, plain)
    if "as" in plain:
        values = values.view(_FORMS[plain["as"]])
    if plain.get("readonly"):
        values.flags.writeable = False
    return values


def _from_bytes(unpacker: "Unpacker", plain: dict) -> np.ndarray:
    dtype = make_dtype(plain["d"])
    if dtype.subdtype is not None:
        raise CannotCrossError("an array whose elements are arrays")
    # A bytearray, so that the array may be written into; it is the blob itself, not a copy.
    whole = unpacker.own(plain["b"])
    room = len(whole) // dtype.itemsize if dtype.itemsize else 1_000_000
    shape = checked_shape(plain["shape"], most=room)
    count = math.prod(shape)
    if not count and dtype.itemsize > _LARGEST_OF_NONE:
        raise CannotCrossError("elements that are too large for an array without any")
    if count * dtype.itemsize != len(whole):
        raise CannotCrossError("an array that does not fit its bytes")
    unpacker.count(count // 1000)
    values = np.ndarray(count, dtype, whole) if len(whole) else np.zeros(count, dtype)
    _tidy(values)
    if plain.get("order") == "F":
        return values.reshape(shape[::-1]).T
    return values.reshape(shape)


def _tidy(values: np.ndarray) -> None:
    """See that elements are of values that their dtype has: NumPy takes them for that unseen."""
    kind = values.dtype.kind
    if values.dtype.names is not None:
        for name in values.dtype.names:
            _tidy(values[name])
    elif not values.size:
        return
    elif kind == "b":
        single = values.view(np.uint8)
        if single.max() > 1:
            np.minimum(single, 1, out=single)
    elif kind == "U" and values.dtype.itemsize:
        letters = np.ascontiguousarray(values).view(values.dtype.byteorder + "u4")
        if letters.max() > sys.maxunicode:
            raise CannotCrossError("letters that there are not")
    elif kind in "fc" and values.dtype.type in (np.longdouble, np.clongdouble):
        _refuse_pseudo_numbers(values)


def _refuse_pseudo_numbers(values: np.ndarray) -> None:
    """Refuse bits that Intel's 80-bit numbers have no meaning for.

    Raises
    ------
    CannotCrossError
        If there are such.
    """
    if not values.dtype.isnative:
        raise CannotCrossError("long numbers in the order of another machine")
    if np.finfo(np.longdouble).nmant != 63:
        return
    bits = np.ascontiguousarray(values).reshape(-1).view("<u8").reshape(-1, 2)
    whole, exponent = bits[:, 0] >> np.uint64(63), bits[:, 1] & np.uint64(0x7FFF)
    if ((whole == 0) != (exponent == 0)).any():
        raise CannotCrossError("long numbers that are none")


def pack_scalar(packer: "Packer", value: np.generic, depth: int) -> dict:
    """Return a NumPy scalar as plain data, with its dtype."""
    whole = np.empty((), np.generic.__dict__["dtype"].__get__(value))
    whole[()] = value
    return {"t": "scalar", "v": pack_array(packer, whole)}


def _make_scalar(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    values = make_array(unpacker, plain["v"], depth + 1)
    if values.ndim or type(values) is not np.ndarray or values.dtype.kind == "O":
        raise CannotCrossError("no scalar")
    return values[()]


def pack_masked(packer: "Packer", value: np.ma.MaskedArray, depth: int) -> dict:
    """Return a masked array as plain data."""
    if value is np.ma.masked:
        return {"t": "masked"}
    attributes = object.__getattribute__(value, "__dict__")
    mask, fill = attributes.get("_mask"), attributes.get("_fill_value")
    return {
        "t": "masked",
        "v": pack_array(packer, np.ndarray.view(value, np.ndarray), depth),
        "mask": None if mask is np.ma.nomask else pack_array(packer, mask, depth),
        "fill": None if fill is None else pack_array(packer, np.asarray(fill), depth),
        "hard": bool(attributes.get("_hardmask")),
    }


def _make_masked(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    if "v" not in plain:
        unpacker.odd.add("masked")
        return np.ma.masked
    values = make_array(unpacker, plain["v"], depth + 1)
    mask = np.ma.nomask
    if plain["mask"] is not None:
        mask = make_array(unpacker, plain["mask"], depth + 1)
        if mask.shape != values.shape or mask.dtype != np.ma.make_mask_descr(values.dtype):
            raise CannotCrossError("a mask that does not fit its array")
    made = np.ma.MaskedArray(values, mask=mask, hard_mask=bool(plain["hard"]))
    if plain["fill"] is not None:
        fill = make_array(unpacker, plain["fill"], depth + 1)
        if fill.ndim or fill.dtype != values.dtype:
            raise CannotCrossError("a filling that does not fit its array")
        made.fill_value = fill[()]
    if np.ma.is_masked(made):
        unpacker.odd.add("masked")
    return made


def _pack_dtype_value(packer: "Packer", value: np.dtype, depth: int) -> dict:
    return {"t": "dtype", "v": "O" if value == np.dtype(object) else pack_dtype(value)}


def _make_dtype_value(unpacker: "Unpacker", plain: dict, depth: int) -> np.dtype:
    return np.dtype(object) if plain["v"] == "O" else make_dtype(plain["v"])


# Subclasses that are kept, for a test may ask for them; all others cross as plain arrays.
_FORMS = {"matrix": np.matrix, "recarray": np.recarray}
PACKERS: Mapping[str, Callable] = {
    "numpy.ndarray": pack_array,
    **dict.fromkeys(("numpy.generic", "numpy.str_", "numpy.bytes_"), pack_scalar),
    "numpy.ma.MaskedArray": pack_masked,
    "numpy.ma.core.MaskedArray": pack_masked,
    "numpy.dtype": _pack_dtype_value,
}
MAKERS: Mapping[str, Callable] = {
    "array": make_array,
    "scalar": _make_scalar,
    "masked": _make_masked,
    "dtype": _make_dtype_value,
}
