"""A value as the other process has it."""

import json

import imagecourse.serializers  # noqa: F401 - registers the kinds of this course
from nbisolate.serialize.serializer import Packer, Unpacker


def there(packer: Packer, plain: object, **keywords: object) -> object:
    """Go through JSON and bytes, as between processes."""
    blobs = [bytearray(bytes(blob)) for blob in packer.blobs]
    return Unpacker(blobs, **keywords).unpack(json.loads(json.dumps(plain)))


def cross(value: object, **keywords: object) -> object:
    """Return a value as it comes out on the other side."""
    packer = Packer()
    return there(packer, packer.pack(value), **keywords)
