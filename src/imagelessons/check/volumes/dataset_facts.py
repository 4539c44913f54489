"""What a DICOM dataset holds, as plain values: no pydicom object in it."""

import base64
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from imagelessons.check.diagnose.errors import error_text

# Loading pydicom takes a while, and most test cells have no dataset.
if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_PIXELS = {"7FE00008", "7FE00009", "7FE00010"}
_MOST_ELEMENTS = 20_000
_DEEPEST = 16


@dataclass(frozen=True)
class ElementFacts:
    """An element of a dataset.

    Attributes
    ----------
    tag : str
        Eight hexadecimal digits.
    vr : str
        The value representation, such as ``"PN"``.
    keyword : str
        Such as ``"PatientName"``; the tag where there is none.
    texts : tuple of str
        The values, each as text.
    inside : str
        The sequence that it is an item of, such as ``"RequestAttributesSequence"``, or ``""``.
    """

    tag: str
    vr: str
    keyword: str
    texts: tuple[str, ...]
    inside: str = ""

    @property
    def private(self) -> bool:
        """Whether its group is odd."""
        return int(self.tag[3], 16) % 2 == 1


@dataclass(frozen=True, eq=False)
class DatasetFacts:
    """A dataset: its elements without the pixels, its file meta information, and the pixels.

    Attributes
    ----------
    elements, meta : tuple of ElementFacts
        Items of sequences come right after their sequence.
    pixels : numpy.ndarray or None
        As ``pixel_array`` returns them.
    trouble : str
        Why there are no pixels, as the error says it.
    """

    elements: tuple[ElementFacts, ...] = ()
    meta: tuple[ElementFacts, ...] = ()
    pixels: np.ndarray | None = None
    trouble: str = ""

    def first(self, keyword: str) -> ElementFacts | None:
        """Return the element of a keyword that lies in no sequence, or None."""
        return next((e for e in self.elements if e.keyword == keyword and not e.inside), None)


def is_dataset(value: object) -> bool:
    """Whether a value is a dataset of pydicom.

    Examples
    --------
    >>> is_dataset({"dataset": {}})
    False
    """
    # Without pydicom loaded there can be none of its datasets.
    datasets = sys.modules.get("pydicom.dataset")
    return datasets is not None and isinstance(value, datasets.Dataset)


def plain_dataset(dataset: "Dataset") -> dict:
    """Return a dataset as dictionaries, lists, texts and numbers, and an array for the pixels.

    Parameters
    ----------
    dataset : pydicom.dataset.Dataset

    Returns
    -------
    dict
        ``"dataset"`` and ``"file_meta"`` in the DICOM JSON model, ``"pixels"`` the array or None,
        ``"trouble"`` why there is none. `dataset_facts` takes it.

    Raises
    ------
    ValueError
        If sequences lie within each other without end.

    Examples
    --------
    >>> import pydicom
    >>> dataset = pydicom.Dataset()
    >>> dataset.PatientID = "P-1"
    >>> plain_dataset(dataset)["dataset"]
    {'00100020': {'vr': 'LO', 'Value': ['P-1']}}
    """
    from pydicom.pixels import pixel_array

    pixels, trouble = None, ""
    try:
        # Not the dataset's own `pixel_array`: it keeps what it decoded once, and so do copies.
        # And pydicom's own decoder only: a stranger's bytes go into no decoder written in C.
        decoded = pixel_array(dataset, decoding_plugin="pydicom")
        pixels = np.array(decoded, copy=True, subok=False)
    except Exception as error:
        trouble = error_text(error)
    meta = getattr(dataset, "file_meta", None)
    return {
        "dataset": _json(dataset, 0),
        "file_meta": _json(meta, 0) if is_dataset(meta) else {},
        "pixels": pixels,
        "trouble": trouble,
    }


def _json(dataset: "Dataset", depth: int) -> dict:
    # Element by element: one that cannot be converted must not hide, nor hide the others.
    model = {}
    for tag in sorted(dataset.keys()):
        key = f"{int(tag):08X}"
        if key in _PIXELS:
            continue
        try:
            element = dataset[tag]
            items = list(element.value or ()) if element.VR == "SQ" else None
            model[key] = element.to_json_dict(None, 0) if items is None else {"vr": "SQ"}
        except Exception:
            model[key] = {"vr": "UN", "Value": [_raw_text(dataset, tag)]}
            continue
        if items:
            if depth == _DEEPEST:
                raise ValueError("sequences lie within each other without end")
            model[key]["Value"] = [_json(item, depth + 1) for item in items]
    return model


def _raw_text(dataset: "Dataset", tag: int) -> str:
    try:
        raw = dataset.get_item(tag)
        return _text(getattr(raw, "value", raw))
    except Exception:
        return _text(None)


def dataset_facts(plain: Mapping) -> DatasetFacts:
    """Return the facts of what `plain_dataset` gave, also after a way through JSON.

    Parameters
    ----------
    plain : mapping

    Returns
    -------
    DatasetFacts

    Raises
    ------
    ValueError
        If it does not describe a dataset.

    Examples
    --------
    >>> plain = {"dataset": {"00100020": {"vr": "LO", "Value": ["P-1"]}}}
    >>> dataset_facts(plain).first("PatientID").texts
    ('P-1',)
    """
    try:
        pixels = plain.get("pixels")
        return DatasetFacts(
            tuple(_elements(plain["dataset"], "", 0)),
            tuple(_elements(plain.get("file_meta", {}), "", 0)),
            None if pixels is None else np.asarray(pixels),
            str(plain.get("trouble", "")),
        )
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        raise ValueError(f"this does not describe a dataset, {error_text(error)}") from None


def _elements(model: Mapping, inside: str, depth: int) -> Iterator[ElementFacts]:
    from pydicom.datadict import keyword_for_tag

    for count, (tag, element) in enumerate(model.items()):
        if count > _MOST_ELEMENTS or depth > _DEEPEST:
            raise ValueError("too many elements")
        keyword = keyword_for_tag(int(tag, 16)) or f"({tag[:4]},{tag[4:]})"
        vr = str(element.get("vr", "UN"))
        if vr == "SQ":
            yield ElementFacts(tag, vr, keyword, (), inside)
            for item in element.get("Value", ()):
                yield from _elements(item, keyword, depth + 1)
        else:
            yield ElementFacts(tag, vr, keyword, tuple(_texts(element)), inside)


def _texts(element: Mapping) -> Iterator[str]:
    if "InlineBinary" in element:
        yield base64.b64decode(element["InlineBinary"]).decode("latin-1").strip("\0 ")
    for value in element.get("Value", ()):
        if isinstance(value, Mapping):
            # A person's name: alphabetic, ideographic, phonetic.
            yield from (_text(part) for part in value.values())
        elif value is not None:
            yield _text(value)


def _text(value: object) -> str:
    try:
        return str(value).strip("\0 ")
    except Exception:
        return "(text that cannot be shown)"
