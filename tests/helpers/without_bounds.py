"""Loaded into warm parents by tests/isolate/test_second_wall.py: dtypes aren't checked.

NumPy adds up offsets and sizes that a student's process sends, and they overflow: the hole that a
student's code once took over the tests' process by.
"""

import numpy as np

from nbisolate.serialize import arrays

checked = arrays.make_dtype


def make_dtype(plain: object) -> np.dtype:
    """Return a dtype as it was made before sizes and offsets were checked."""
    if not isinstance(plain, dict):
        return checked(plain)
    names, forms, offsets = zip(*plain["fields"], strict=True)
    formats = [make_dtype(form) for form in forms]
    parts = {"names": names, "formats": formats, "offsets": offsets, "itemsize": plain["size"]}
    return np.dtype(parts, align=plain["aligned"] is True)


arrays.make_dtype = make_dtype
