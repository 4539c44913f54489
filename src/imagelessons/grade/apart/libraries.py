"""How the objects of the field's libraries cross: pictures, tables, NIfTI images, DICOM datasets.

Only libraries that are loaded are asked, so that none is needed. Each object crosses as its
arrays and texts, and is made anew by the same library on the other side.
"""

import io
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from imagelessons.grade.apart.crossing import Packer, Unpacker


def pack(packer: "Packer", value: object, depth: int) -> object:
    """Return an object of a known library as plain data, or None if it is none."""
    for library, pack_one in _PACKERS.items():
        if library in sys.modules:
            found = pack_one(packer, value, depth)
            if found is not None:
                return found
    return None


def _pack_pillow(packer: "Packer", value: object, depth: int) -> object:
    from PIL import Image

    if not isinstance(value, Image.Image):
        return None
    palette = value.getpalette() if value.mode == "P" else None
    pixels = np.asarray(value)
    return {"t": "pillow", "mode": value.mode, "v": packer.array(pixels), "palette": palette}


def _make_pillow(unpacker: "Unpacker", plain: dict) -> object:
    from PIL import Image

    pixels = unpacker.array(plain["v"])
    if plain["mode"] == "P":
        made = Image.fromarray(pixels.astype(np.uint8), mode="L")
        made.putpalette([int(part) for part in plain["palette"]])
        return made
    if plain["mode"] == "1":
        return Image.fromarray(pixels.astype(np.uint8) * 255).convert("1")
    made = Image.fromarray(pixels)
    return made if made.mode == plain["mode"] else made.convert(plain["mode"])


def _pack_pandas(packer: "Packer", value: object, depth: int) -> object:
    import pandas

    if isinstance(value, pandas.DataFrame):
        columns = [packer.pack(value.iloc[:, i].array, depth + 1) for i in range(value.shape[1])]
        names = packer.pack(list(value.columns), depth + 1)
        index = packer.pack(value.index, depth + 1)
        return {"t": "frame", "columns": columns, "names": names, "index": index}
    if isinstance(value, pandas.Series):
        return {
            "t": "series",
            "v": packer.pack(value.array, depth + 1),
            "index": packer.pack(value.index, depth + 1),
            "name": packer.pack(value.name, depth + 1),
        }
    if isinstance(value, pandas.RangeIndex):
        return {"t": "rangeindex", "v": [value.start, value.stop, value.step]}
    if isinstance(value, pandas.Index):
        names = packer.pack(list(value.names), depth + 1)
        return {"t": "index", "v": packer.pack(list(value), depth + 1), "names": names}
    if isinstance(value, pandas.api.extensions.ExtensionArray):
        numbers = value.to_numpy() if value.dtype.kind in "biufc" and not value.isna().any() else ()
        values = packer.pack(numbers if len(numbers) else list(value), depth + 1)
        return {"t": "column", "v": values, "dtype": str(value.dtype)}
    if value is pandas.NA or value is pandas.NaT:
        return {"t": "missing", "v": "NA" if value is pandas.NA else "NaT"}
    if isinstance(value, pandas.Timestamp):
        return {"t": "timestamp", "v": value.isoformat()}
    return None


def _make_column(unpacker: "Unpacker", plain: dict) -> object:
    import pandas

    return pandas.array(unpacker.unpack(plain["v"]), dtype=plain["dtype"])


def _make_frame(unpacker: "Unpacker", plain: dict) -> object:
    import pandas

    index = unpacker.unpack(plain["index"])
    parts = [pandas.Series(unpacker.unpack(part), index=index) for part in plain["columns"]]
    frame = pandas.concat(parts, axis=1) if parts else pandas.DataFrame(index=index)
    frame.columns = unpacker.unpack(plain["names"])
    return frame


def _make_series(unpacker: "Unpacker", plain: dict) -> object:
    import pandas

    values = unpacker.unpack(plain["v"])
    return pandas.Series(values, index=unpacker.unpack(plain["index"]), name=plain["name"])


def _make_index(unpacker: "Unpacker", plain: dict) -> object:
    import pandas

    values, names = unpacker.unpack(plain["v"]), unpacker.unpack(plain["names"])
    if values and all(isinstance(part, tuple) for part in values):
        return pandas.MultiIndex.from_tuples(values, names=names)
    return pandas.Index(values, name=names[0])


def _from_pandas(name: str) -> Callable:
    def make(unpacker: "Unpacker", plain: dict) -> object:
        import pandas

        argument = plain["v"]
        return {
            "rangeindex": lambda: pandas.RangeIndex(*argument),
            "missing": lambda: pandas.NA if argument == "NA" else pandas.NaT,
            "timestamp": lambda: pandas.Timestamp(argument),
        }[name]()

    return make


def _pack_nibabel(packer: "Packer", value: object, depth: int) -> object:
    from nibabel.spatialimages import SpatialImage

    if not isinstance(value, SpatialImage):
        return None
    proxy = value.dataobj
    return {
        "t": "nibabel",
        "class": type(value).__name__,
        "v": packer.array(np.ascontiguousarray(np.asanyarray(proxy))),
        "affine": None if value.affine is None else packer.array(np.asarray(value.affine)),
        "header": packer.blob(value.header.binaryblock)
        if hasattr(value.header, "binaryblock")
        else None,
        "endianness": getattr(value.header, "endianness", "<"),
        "scaling": [_number(getattr(proxy, name, None)) for name in ("slope", "inter")],
    }


def _number(value: object) -> float | None:
    return None if value is None or not np.isscalar(value) else float(value)


def _make_nibabel(unpacker: "Unpacker", plain: dict) -> object:
    import nibabel

    kind = getattr(nibabel, plain["class"])
    if not issubclass(kind, nibabel.spatialimages.SpatialImage):
        raise ValueError("no image")
    header = None
    if plain["header"] is not None:
        raw = unpacker.blobs[plain["header"]]
        header = kind.header_class(raw, endianness=str(plain["endianness"]), check=False)
    affine = None if plain["affine"] is None else unpacker.array(plain["affine"])
    values = unpacker.array(plain["v"])
    # A dtype that the format lacks, such as int64, must be named for the image to be made.
    made = kind(values, affine, header=header, dtype=None if header is None else values.dtype)
    if header is not None:
        made.header.set_data_dtype(header.get_data_dtype())
    return made


def _pack_pydicom(packer: "Packer", value: object, depth: int) -> object:
    from pydicom.dataset import Dataset

    if not isinstance(value, Dataset):
        return None
    buffer = io.BytesIO()
    copy = Dataset(value)
    meta = getattr(value, "file_meta", None)
    syntax = getattr(meta, "TransferSyntaxUID", None) or "1.2.840.10008.1.2.1"
    implicit, little = syntax == "1.2.840.10008.1.2", syntax != "1.2.840.10008.1.2.2"
    copy.save_as(buffer, implicit_vr=implicit, little_endian=little, enforce_file_format=False)
    meta_plain = meta.to_json_dict() if meta is not None else None
    return {
        "t": "dicom",
        "b": packer.blob(buffer.getvalue()),
        "syntax": str(syntax),
        "meta": packer.pack(meta_plain, depth + 1),
    }


def _make_pydicom(unpacker: "Unpacker", plain: dict) -> object:
    from pydicom.dataset import FileMetaDataset
    from pydicom.filereader import dcmread, read_dataset

    raw, syntax = unpacker.blobs[plain["b"]], str(plain["syntax"])
    implicit, little = syntax == "1.2.840.10008.1.2", syntax != "1.2.840.10008.1.2.2"
    if raw[128:132] == b"DICM":
        return dcmread(io.BytesIO(raw))
    made = read_dataset(io.BytesIO(raw), implicit, little)
    meta = unpacker.unpack(plain["meta"])
    if meta is not None:
        made.file_meta = FileMetaDataset.from_json(meta)
        made.file_meta.TransferSyntaxUID = syntax
    return made


_PACKERS: Mapping[str, Callable] = {
    "PIL.Image": _pack_pillow,
    "pandas": _pack_pandas,
    "nibabel": _pack_nibabel,
    "pydicom": _pack_pydicom,
}
MAKERS: Mapping[str, Callable] = {
    "pillow": _make_pillow,
    "frame": _make_frame,
    "series": _make_series,
    "index": _make_index,
    "column": _make_column,
    "rangeindex": _from_pandas("rangeindex"),
    "missing": _from_pandas("missing"),
    "timestamp": _from_pandas("timestamp"),
    "nibabel": _make_nibabel,
    "dicom": _make_pydicom,
}
