"""How tables of pandas cross: column by column. The course doesn't need pandas; students may."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from nbisolate.serialize.arrays import make_array, pack_array
from nbisolate.serialize.bounds import checked_integer, checked_list
from nbisolate.serialize.opaque import CannotCrossError

if TYPE_CHECKING:
    from nbisolate.serialize.serializer import Packer, Unpacker

_NULLABLE = re.compile(r"(U?Int(8|16|32|64)|Float(32|64)|boolean)")
_TEXTS = re.compile(r"(string|str)(\[(python|pyarrow)\])?")
_ZONE = re.compile(r"UTC|UTC[+-]\d\d:\d\d|[A-Z][A-Za-z_]{1,30}(/[A-Z][A-Za-z_+-]{1,30}){0,2}")
_MOST_LEVELS = 100
_LONGEST_RANGE = 10_000_000
_PARTS_OF_A_COLUMN = 50  # a column takes as long to make as so many parts of a value


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

    parts = [_values(unpacker, part, depth) for part in plain["v"]]
    columns = _index(unpacker, plain["columns"], depth)
    index = _index(unpacker, plain["index"], depth)
    if any(len(part) != len(index) for part in parts) or len(parts) != len(columns):
        raise CannotCrossError("a table of uneven columns")
    frame = pandas.DataFrame(dict(enumerate(parts)), index=index)
    frame.columns = columns
    return _noted(unpacker, frame)


def _values(unpacker: "Unpacker", plain: object, depth: int) -> object:
    """Return the values of a column: of one axis, and as long as they say."""
    import pandas

    unpacker.count(_PARTS_OF_A_COLUMN)
    made = unpacker.part(plain, depth + 1)
    if not issubclass(type(made), np.ndarray | pandas.api.extensions.ExtensionArray):
        raise CannotCrossError("no column")
    if made.ndim != 1 or (type(made) is not np.ndarray and isinstance(made, np.ndarray)):
        raise CannotCrossError("no column")
    return made


def _index(unpacker: "Unpacker", plain: object, depth: int) -> object:
    import pandas

    made = unpacker.part(plain, depth + 1)
    if not issubclass(type(made), pandas.Index):
        raise CannotCrossError("no index")
    return made


def _pack_series(packer: "Packer", value: object, depth: int) -> dict:
    parts = {"v": value.array, "index": value.index, "name": value.name}
    return {"t": "series", **{key: packer.needed(part, depth + 1) for key, part in parts.items()}}


def _make_series(unpacker: "Unpacker", plain: dict, depth: int) -> object:
    import pandas

    values, index = _values(unpacker, plain["v"], depth), _index(unpacker, plain["index"], depth)
    name = unpacker.part(plain["name"], depth + 1)
    if len(values) != len(index):
        raise CannotCrossError("a series that does not fit its index")
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

    names = checked_list(unpacker.part(plain["names"], depth + 1), _MOST_LEVELS)
    if "range" in plain:
        start, stop, step = (checked_integer(n, -(1 << 62), 1 << 62) for n in plain["range"])
        # A table of it takes memory for each.
        if not step or (stop - start) // step > _LONGEST_RANGE:
            raise CannotCrossError("no index, or too long a one")
        return pandas.RangeIndex(start, stop, step, name=names[0])
    if "levels" in plain:
        if not checked_list(plain["levels"], _MOST_LEVELS):
            raise CannotCrossError("no index")
        levels = [_index(unpacker, level, depth) for level in plain["levels"]]
        codes = [make_array(unpacker, part, depth + 1) for part in plain["codes"]]
        for part, level in zip(codes, levels, strict=True):
            _check_codes(part, len(codes[0]), len(level))
        return pandas.MultiIndex(levels, codes, names=names)
    return _noted(unpacker, pandas.Index(_values(unpacker, plain["v"], depth), name=names[0]))


def _check_codes(codes: np.ndarray, count: int, categories: int) -> None:
    """See that codes are numbers of categories, -1 for none.

    Raises
    ------
    CannotCrossError
        If they aren't.
    """
    if codes.dtype.kind not in "iu" or codes.shape != (count,):
        raise CannotCrossError("no codes")
    if count and not -1 <= int(codes.min()) <= int(codes.max()) < categories:
        raise CannotCrossError("codes of no category")


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
        categories = _index(unpacker, plain["categories"], depth)
        codes = make_array(unpacker, plain["v"], depth + 1)
        _check_codes(codes, codes.size, len(categories))
        return pandas.Categorical.from_codes(codes, categories, ordered=bool(plain["ordered"]))
    if kind == "zone":
        if not _ZONE.fullmatch(plain["zone"]):
            raise CannotCrossError("no time zone")
        moments = make_array(unpacker, plain["v"], depth + 1)
        if moments.dtype.kind != "M" or moments.ndim != 1:
            raise CannotCrossError("no times")
        times = pandas.DatetimeIndex(moments)
        return times.tz_localize("UTC").tz_convert(plain["zone"]).array
    if kind == "plain":
        return make_array(unpacker, plain["v"], depth + 1)
    if _TEXTS.fullmatch(kind):
        texts = unpacker.part(plain["v"], depth + 1)
        if type(texts) is not list or not {type(one) for one in texts} <= {str, type(None)}:
            raise CannotCrossError("no texts")
        return pandas.array(texts, dtype=kind.partition("[")[0])
    if not _NULLABLE.fullmatch(kind):
        raise CannotCrossError("no column")
    numbers = make_array(unpacker, plain["v"], depth + 1)
    missing = make_array(unpacker, plain["missing"], depth + 1)
    fits = numbers.dtype.kind in "biuf" and numbers.ndim == 1 and missing.shape == numbers.shape
    if not fits or missing.dtype != bool:
        raise CannotCrossError("no column")
    made = pandas.array(numbers, dtype=kind)
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
    if type(moment) not in (np.datetime64, np.timedelta64):
        raise CannotCrossError("no time")
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
