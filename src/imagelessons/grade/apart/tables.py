"""How tables of pandas cross: column by column. The course doesn't need pandas; students may."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from imagelessons.grade.apart.arrays import make_array, pack_array
from imagelessons.grade.apart.uncrossed import CannotCrossError

if TYPE_CHECKING:
    from imagelessons.grade.apart.crossing import Packer, Unpacker

_NULLABLE = re.compile(r"(U?Int(8|16|32|64)|Float(32|64)|boolean)")
_TEXTS = re.compile(r"(string|str)(\[(python|pyarrow)\])?")
_ZONE = re.compile(r"UTC|UTC[+-]\d\d:\d\d|[A-Z][A-Za-z_]{1,30}(/[A-Z][A-Za-z_+-]{1,30}){0,2}")
_MOST_LEVELS = 100


def _pack_frame(packer: "Packer", value: object, depth: int) -> dict:
    columns = [value.iloc[:, number].array for number in range(value.shape[1])]
    return {
        "t": "frame",
        "v": [packer.needed(column, depth + 1) for column in columns],
        "columns": packer.needed(value.columns, depth + 1),
        "index": packer.needed(value.index, depth + 1),
    }


def _make_frame(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    import pandas

    parts = [unpacker.part(part, depth + 1) for part in plain["v"]]
    columns = unpacker.part(plain["columns"], depth + 1)
    index = unpacker.part(plain["index"], depth + 1)
    if not isinstance(index, pandas.Index) or not isinstance(columns, pandas.Index):
        raise CannotCrossError("no table")
    if any(len(part) != len(index) for part in parts) or len(parts) != len(columns):
        raise CannotCrossError("a table of uneven columns")
    frame = pandas.DataFrame(dict(enumerate(parts)), index=index)
    frame.columns = columns
    return _noted(unpacker, frame)


def _pack_series(packer: "Packer", value: object, depth: int) -> dict:
    parts = {"v": value.array, "index": value.index, "name": value.name}
    return {"t": "series", **{key: packer.needed(part, depth + 1) for key, part in parts.items()}}


def _make_series(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    import pandas

    values, index, name = (unpacker.part(plain[key], depth + 1) for key in ("v", "index", "name"))
    if not isinstance(index, pandas.Index):
        raise CannotCrossError("no series")
    return _noted(unpacker, pandas.Series(values, index=index, name=name))


def _pack_index(packer: "Packer", value: object, depth: int) -> dict:
    import pandas

    names = packer.needed(list(value.names), depth + 1)
    if isinstance(value, pandas.RangeIndex):
        v = [int(part) for part in (value.start, value.stop, value.step)]
        return {"t": "index", "range": v, "names": names}
    if isinstance(value, pandas.MultiIndex):
        levels = [packer.needed(level, depth + 1) for level in value.levels]
        codes = [pack_array(packer, np.asarray(part)) for part in value.codes]
        return {"t": "index", "levels": levels, "codes": codes, "names": names}
    return {"t": "index", "v": packer.needed(value.array, depth + 1), "names": names}


def _make_index(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    import pandas

    names = unpacker.part(plain["names"], depth + 1)
    if "range" in plain:
        start, stop, step = plain["range"]
        return pandas.RangeIndex(start, stop, step, name=names[0])
    if "levels" in plain:
        if not 0 < len(plain["levels"]) <= _MOST_LEVELS:
            raise CannotCrossError("no index")
        levels = [unpacker.part(level, depth + 1) for level in plain["levels"]]
        codes = [make_array(unpacker, part, depth + 1) for part in plain["codes"]]
        return pandas.MultiIndex(levels, codes, names=names)
    return _noted(unpacker, pandas.Index(unpacker.part(plain["v"], depth + 1), name=names[0]))


def _noted(unpacker: "Unpacker", values: object) -> object:
    """Return a table or a part of one, and note if values are missing in it."""
    if np.any(values.isna()):
        unpacker.odd.add("missing")
    return values


def _pack_column(packer: "Packer", value: object, depth: int) -> dict:
    import pandas

    kind = str(value.dtype)
    plain = {"t": "column", "kind": kind}
    if isinstance(value, pandas.Categorical):
        categories = packer.needed(value.categories, depth + 1)
        codes = pack_array(packer, np.asarray(value.codes))
        extra = {"categories": categories, "ordered": bool(value.ordered)}
        return plain | {"kind": "category", "v": codes} | extra
    if isinstance(value.dtype, pandas.DatetimeTZDtype):
        # In the zone's own spelling: "UTC" or "Europe/Berlin".
        times = np.asarray(value.tz_convert("UTC").tz_localize(None))
        zone = str(value.dtype.tz)
        return plain | {"kind": "zone", "v": pack_array(packer, times), "zone": zone}
    if _NULLABLE.fullmatch(kind):
        missing = np.asarray(value.isna())
        numbers = value.to_numpy(dtype=value.dtype.numpy_dtype, na_value=0)
        return plain | {"v": pack_array(packer, numbers), "missing": pack_array(packer, missing)}
    if _TEXTS.fullmatch(kind):
        texts = [None if gone else text for text, gone in zip(value, value.isna(), strict=True)]
        return plain | {"v": packer.needed(texts, depth + 1)}
    if isinstance(value.dtype, np.dtype) or type(value).__name__ == "NumpyExtensionArray":
        return plain | {"kind": "plain", "v": pack_array(packer, value.to_numpy(), depth + 1)}
    raise CannotCrossError(f"it has a column of {kind}")


def _make_column(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    import pandas

    kind = plain["kind"]
    if kind == "category":
        categories = unpacker.part(plain["categories"], depth + 1)
        codes = make_array(unpacker, plain["v"], depth + 1)
        return pandas.Categorical.from_codes(codes, categories, ordered=bool(plain["ordered"]))
    if kind == "zone":
        if not _ZONE.fullmatch(plain["zone"]):
            raise CannotCrossError("no time zone")
        times = pandas.DatetimeIndex(make_array(unpacker, plain["v"], depth + 1))
        return times.tz_localize("UTC").tz_convert(plain["zone"]).array
    if kind == "plain":
        return make_array(unpacker, plain["v"], depth + 1)
    if _TEXTS.fullmatch(kind):
        return pandas.array(unpacker.part(plain["v"], depth + 1), dtype=kind.partition("[")[0])
    if not _NULLABLE.fullmatch(kind):
        raise CannotCrossError("no column")
    made = pandas.array(make_array(unpacker, plain["v"], depth + 1), dtype=kind)
    missing = make_array(unpacker, plain["missing"], depth + 1)
    if missing.any():
        made[missing] = pandas.NA
    return _noted(unpacker, made)


def _pack_missing(packer: "Packer", value: object, depth: int) -> dict:
    return {"t": "missing", "v": "NA" if type(value).__name__ == "NAType" else "NaT"}


def _make_missing(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    import pandas

    unpacker.odd.add("missing")
    return pandas.NA if plain["v"] == "NA" else pandas.NaT


def _pack_time(packer: "Packer", value: object, depth: int) -> dict:
    zone = getattr(value, "tz", None)
    naive = value if zone is None else value.tz_convert("UTC").tz_localize(None)
    moment = np.asarray(naive.to_numpy())
    return {
        "t": "pandas.time",
        "v": pack_array(packer, moment),
        "zone": None if zone is None else str(zone),
    }


def _make_time(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    import pandas

    moment = make_array(unpacker, plain["v"], depth + 1)[()]
    if moment.dtype.kind == "m":
        return pandas.Timedelta(moment)
    made, zone = pandas.Timestamp(moment), plain["zone"]
    if zone is None:
        return made
    if not _ZONE.fullmatch(zone):
        raise CannotCrossError("no time zone")
    return made.tz_localize("UTC").tz_convert(zone)


_KINDS: Mapping[str, Callable] = {
    **dict.fromkeys(("core.frame.DataFrame", "DataFrame"), _pack_frame),
    **dict.fromkeys(("core.series.Series", "Series"), _pack_series),
    **dict.fromkeys(("core.indexes.base.Index", "Index"), _pack_index),
    **dict.fromkeys(
        ("core.arrays.base.ExtensionArray", "api.extensions.ExtensionArray"), _pack_column
    ),
    **dict.fromkeys(("_libs.missing.NAType", "NAType"), _pack_missing),
    **dict.fromkeys(("_libs.tslibs.nattype.NaTType", "NaTType"), _pack_missing),
    **dict.fromkeys(("_libs.tslibs.timestamps.Timestamp", "Timestamp"), _pack_time),
    **dict.fromkeys(("_libs.tslibs.timedeltas.Timedelta", "Timedelta"), _pack_time),
    **dict.fromkeys(("api.typing.NAType", "api.typing.NaTType"), _pack_missing),
}
PACKERS: Mapping[str, Callable] = {f"pandas.{name}": pack for name, pack in _KINDS.items()}
MAKERS: Mapping[str, Callable] = {
    "frame": _make_frame,
    "series": _make_series,
    "index": _make_index,
    "column": _make_column,
    "missing": _make_missing,
    "pandas.time": _make_time,
}
