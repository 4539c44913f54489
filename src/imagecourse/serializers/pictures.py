"""How pictures of Pillow cross: their mode, size and pixels. No file is read on the other side."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nbisolate.serialize.bounds import checked_integer, checked_list, checked_shape
from nbisolate.serialize.opaque import CannotCrossError
from nbisolate.serialize.registry import Kind

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

# Bits of a pixel.
_MODES: Mapping[str, int] = {
    **{"1": 1, "L": 8, "P": 8, "LA": 16, "RGB": 24, "YCbCr": 24, "LAB": 24, "HSV": 24},
    **{"RGBA": 32, "CMYK": 32, "I": 32, "F": 32, "I;16": 16},
}


def _pack(packer: "Packer", value: object, depth: int) -> dict:
    from PIL import Image

    value.load()
    if value.mode not in _MODES:
        raise CannotCrossError(f"its mode is {value.mode}")
    size = list(value.size)
    packer.make_room(size[0] * size[1] * _MODES[value.mode] // 8)
    pixels = Image.Image.tobytes(value) if all(size) else b""
    plain = {"t": "picture", "mode": value.mode, "size": size, "b": packer.blob(pixels)}
    if value.mode == "P":
        plain["palette"] = list(value.getpalette("RGB"))
    return plain


def _unpack(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    from PIL import Image

    mode, blob = plain["mode"], unpacker.blob(plain["b"])
    bits = _MODES[mode]
    width, height = checked_shape(plain["size"], most=8 * len(blob))
    if (width * bits + 7) // 8 * height != len(blob):
        raise CannotCrossError("a picture that does not fit its bytes")
    if len(blob):
        made = Image.frombytes(mode, (width, height), bytes(blob))
    else:
        made = Image.new(mode, (width, height))
    if mode == "P":
        colours = checked_list(plain["palette"], 768)
        made.putpalette(bytes(checked_integer(part, 0, 255) for part in colours))
    return made


KINDS = (Kind("picture", ("PIL.Image.Image",), _pack, _unpack, subclasses=True, mutable=True),)
