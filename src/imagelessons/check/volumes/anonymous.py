"""Is a DICOM dataset free of personal data, and is the picture in it still what it was."""

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.coerce import kind_of, refuse_stub
from imagelessons.check.finding import blame, clip
from imagelessons.check.guard import guarded
from imagelessons.check.volumes.dataset_facts import (
    DatasetFacts,
    ElementFacts,
    dataset_facts,
    is_dataset,
    plain_dataset,
)

KEPT: tuple[str, ...] = (
    "SOPClassUID",
    "Modality",
    "SliceThickness",
    "SpacingBetweenSlices",
    "PatientPosition",
    "ImagePositionPatient",
    "ImageOrientationPatient",
    "PixelSpacing",
    "Rows",
    "Columns",
    "BitsStored",
    "PixelRepresentation",
    "PhotometricInterpretation",
    "RescaleSlope",
    "RescaleIntercept",
    "WindowCenter",
    "WindowWidth",
)
_IDENTITY = (
    "PatientID",
    "OtherPatientIDs",
    "AccessionNumber",
    "InstitutionName",
    "InstitutionAddress",
    "StationName",
    "DeviceSerialNumber",
)
_PERSONAL = (
    *_IDENTITY,
    "PatientSex",
    "PatientAge",
    "PatientSize",
    "PatientWeight",
    "PatientAddress",
    "PatientTelephoneNumbers",
    "PatientComments",
    "ImageComments",
    "EthnicGroup",
    "Occupation",
    "InstitutionalDepartmentName",
)
_PERSONAL_VRS = ("PN", "DA", "DT")
# What a value of these kinds says cannot be a name; and they may hold any digits by chance.
_NUMBERS = ("DS", "IS", "FD", "FL", "US", "SS", "UL", "SL", "TM", "AT", "UI")
_UIDS = ("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID")
_SHORTEST = 4


@guarded
def anonymous(
    answer: object,
    original: object,
    name: str,
    *,
    keep: Sequence[str] = KEPT,
    given: object = None,
) -> None:
    """Check that a dataset holds no personal data any more, and the picture is as it was.

    Personal elements may be removed, emptied or filled with something else. Dates may be shifted.

    Parameters
    ----------
    answer : object
        A dataset of pydicom, what `plain_dataset` made of one, or a list of them.
    original : pydicom.dataset.Dataset, mapping, or list of them
        What it was made from, personal data and all; for a list a list of the same length.
    name : str
        What the learner calls it.
    keep : sequence of str, optional
        Keywords of the elements that must keep their values, where the original has them.
    given : object, optional
        The dataset that was handed in, after the call: it must still equal the original.

    Raises
    ------
    Finding
        ``personal-data-left``, ``personal-data-nested``, ``private-data-left``,
        ``personal-data-elsewhere``, ``uid-not-replaced``, ``uid-invalid``, ``uid-inconsistent``,
        ``identity-flag-missing``, ``geometry-lost``, ``pixels-altered``, ``input-changed``, or
        ``wrong-type``. Each names the element.
    AuthorError
        If the original is no dataset.

    Notes
    -----
    What is drawn into the pixels, and a face, no check of a header can see.

    Examples
    --------
    >>> from imagelessons.check.volumes.dicom_slice import dicom_slice
    >>> dataset = dicom_slice(np.zeros((2, 2), dtype=np.uint16))
    >>> dataset.PatientName = "Phantom^Ada"
    >>> anonymous(dataset, dataset, "dataset")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    imagelessons.check.finding.Finding: ✘ not right yet
    `PatientName` of `dataset` still holds what the original holds.
    This element still tells who the patient is, who looked after them, where or when. ...
    Read: Lesson 06-dicom, section "Personal data"
    Code: personal-data-left
    """
    several = type(original) in (list, tuple)
    originals = [_truth(one) for one in (original if several else [original])]
    if several:
        refuse_stub(answer, name)
        if type(answer) not in (list, tuple) or len(answer) != len(originals):
            found = f"`{name}` is {kind_of(answer)}, not a list of {len(originals)} datasets."
            blame("wrong-type", name, found)
    answers = [_facts(one, name) for one in (answer if several else [answer])]
    if given is not None:
        _check_given(given, originals, name, several=several)
    for after, before in zip(answers, originals, strict=True):
        _check_personal(after, before, name)
        _check_elsewhere(after, before, name)
        _check_uids(after, before, name)
        _check_flag(after, name)
        _check_kept(after, before, name, keep)
        _check_pixels(after, before, name)
    _check_same_uids(answers, originals, name)


def _truth(original: object) -> DatasetFacts:
    try:
        plain = plain_dataset(original) if is_dataset(original) else original
        return dataset_facts(plain)
    except ValueError as error:
        raise AuthorError(f"The original is no dataset: {error}") from None


def _facts(answer: object, name: str) -> DatasetFacts:
    refuse_stub(answer, name)
    if not (is_dataset(answer) or (type(answer) is dict and "dataset" in answer)):
        found = f"`{name}` is {kind_of(answer)}, not a dataset of pydicom."
        blame("wrong-type", name, found)
    try:
        return dataset_facts(plain_dataset(answer) if is_dataset(answer) else answer)
    except ValueError as error:
        found = f"`{name}` is no dataset that can be read: {clip(error)}."
    blame("wrong-type", name, found)


def _check_given(
    given: object, originals: Sequence[DatasetFacts], name: str, *, several: bool
) -> None:
    now = [_facts(one, name) for one in (given if several else [given])]
    for after, before in zip(now, originals, strict=True):
        for part in ("elements", "meta"):
            changed = _first_change(getattr(before, part), getattr(after, part))
            if changed:
                blame(
                    "input-changed",
                    name,
                    f"`{changed}` of the dataset that was handed in has changed.",
                    suggests="The caller still needs the original. A dataset, its sequences and "
                    "its `file_meta` are objects of their own: a shallow copy shares them with "
                    "the original, `copy.deepcopy` does not.",
                )


def _first_change(before: Sequence[ElementFacts], after: Sequence[ElementFacts]) -> str:
    if before == after:
        return ""
    different = [e for e in before if e not in after] + [e for e in after if e not in before]
    return different[0].keyword if different else "the order"


def _is_personal(element: ElementFacts) -> bool:
    return element.keyword in _PERSONAL or element.vr in _PERSONAL_VRS


def _check_personal(after: DatasetFacts, before: DatasetFacts, name: str) -> None:
    known: dict[str, set[str]] = {}
    for element in before.elements:
        if _is_personal(element):
            texts = {_folded(text) for text in element.texts if text}
            known.setdefault(element.keyword, set()).update(texts - {"o"})
    for deep in (False, True):
        # The patient first: that is what one looks for first.
        for element in sorted(after.elements, key=lambda e: not e.keyword.startswith("Patient")):
            left = {_folded(text) for text in element.texts} & known.get(element.keyword, set())
            if not left or element.private or bool(element.inside) != deep:
                continue
            if deep:
                found = f"`{element.keyword}` in an item of `{element.inside}` of `{name}`"
                blame("personal-data-nested", name, f"{found} still holds what it held.")
            found = f"`{element.keyword}` of `{name}` still holds what the original holds."
            blame("personal-data-left", name, found)
    private = next((element for element in after.elements if element.private), None)
    if private:
        tag = f"({private.tag[:4]},{private.tag[4:]})"
        where = f" in an item of `{private.inside}`" if private.inside else ""
        blame("private-data-left", name, f"`{name}` has the private element {tag}{where}.")


def _check_elsewhere(after: DatasetFacts, before: DatasetFacts, name: str) -> None:
    searches = [
        (element.keyword, search)
        for element in (*before.elements, *before.meta)
        for text in element.texts
        for search in _searches(element, text)
    ]
    places = [("", e) for e in after.elements] + [
        ("the file meta information of ", e) for e in after.meta
    ]
    for where, element in places:
        if element.vr in _NUMBERS:
            continue
        text = _folded(" ".join(element.texts))
        for keyword, holds in searches:
            if holds(text):
                found = f"`{element.keyword}` in {where}`{name}` holds what `{keyword}` held."
                blame("personal-data-elsewhere", name, found)
    origin = "SourceApplicationEntityTitle"
    if _texts_of(before.meta, origin) & _texts_of(after.meta, origin):
        found = f"`{origin}` in the file meta information of `{name}` is that of the original."
        blame("personal-data-elsewhere", name, found)


def _searches(element: ElementFacts, text: str) -> Iterator[Callable[[str], bool]]:
    """Yield for a personal value the tests that find it in another text."""
    if element.vr == "PN":
        words = {word for word in _words(text) if len(word) >= 2}
        if len(words) > 1 or any(len(word) >= _SHORTEST for word in words):
            yield lambda other: words <= set(_words(other))
    elif element.keyword == "PatientBirthDate" and re.fullmatch(r"\d{8}", text):
        year, month, day = text[:4], text[4:6], text[6:]
        orders = ((year, month, day), (day, month, year), (month, day, year))
        forms = {mark.join(order) for mark in ("", "-", ".", "/") for order in orders}
        yield lambda other: any(form in other for form in forms)
    elif element.keyword in _IDENTITY and len(text) >= _SHORTEST and len(set(text)) > 1:
        # A number such as 000000 tells nothing, and lies within many an innocent one.
        yield lambda other: _folded(text) in other


def _texts_of(elements: Sequence[ElementFacts], keyword: str) -> set[str]:
    return {text for e in elements if e.keyword == keyword for text in e.texts if text}


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", _folded(text))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_instance_uid(element: ElementFacts) -> bool:
    named = element.keyword.endswith(("ClassUID", "SyntaxUID", "SchemeUID"))
    return element.vr == "UI" and not named


def _check_uids(after: DatasetFacts, before: DatasetFacts, name: str) -> None:
    from pydicom.uid import UID

    old = {
        text
        for element in (*before.elements, *before.meta)
        if _is_instance_uid(element)
        for text in element.texts
        # Those of the standard itself name kinds of things, no examination.
        if text and not text.startswith("1.2.840.10008.")
    }
    for element in (*after.elements, *after.meta):
        kept = old & set(element.texts)
        if kept or (element.vr not in _NUMBERS and any(u in " ".join(element.texts) for u in old)):
            where = f" in an item of `{element.inside}`" if element.inside else ""
            blame("uid-not-replaced", name, f"`{element.keyword}`{where} of `{name}` is as it was.")
    for keyword in _UIDS:
        if before.first(keyword) is None:
            continue
        element = after.first(keyword)
        text = element.texts[0] if element and element.texts else ""
        if not text or not UID(text).is_valid:
            what = f"is {clip(repr(text), 40)}" if text else "is missing or empty"
            blame("uid-invalid", name, f"`{keyword}` of `{name}` {what}.")
    inside = _texts_of(after.meta, "MediaStorageSOPInstanceUID")
    own = after.first("SOPInstanceUID")
    if own and inside and inside != set(own.texts):
        found = f"`SOPInstanceUID` of `{name}` and `MediaStorageSOPInstanceUID` of its `file_meta`"
        blame("uid-inconsistent", name, f"{found} are not the same.")


def _check_same_uids(
    answers: Sequence[DatasetFacts], originals: Sequence[DatasetFacts], name: str
) -> None:
    new_of: dict[str, str] = {}
    old_of: dict[str, str] = {}
    for after, before in zip(answers, originals, strict=True):
        for keyword in _UIDS:
            old, new = before.first(keyword), after.first(keyword)
            if not (old and new and old.texts and new.texts):
                continue
            if new_of.setdefault(old.texts[0], new.texts[0]) != new.texts[0]:
                found = f"Two slices had the same `{keyword}`; in `{name}` they have two."
                blame("uid-inconsistent", name, found)
            if old_of.setdefault(new.texts[0], old.texts[0]) != old.texts[0]:
                found = f"`{keyword}` of `{name}` is the same as a UID that was another before."
                blame("uid-inconsistent", name, found)


def _check_flag(after: DatasetFacts, name: str) -> None:
    flag = after.first("PatientIdentityRemoved")
    if flag is None or [_folded(text) for text in flag.texts] != ["yes"]:
        what = "is missing" if flag is None else f"is {clip(repr(', '.join(flag.texts)), 40)}"
        blame("identity-flag-missing", name, f"`PatientIdentityRemoved` of `{name}` {what}.")


def _check_kept(after: DatasetFacts, before: DatasetFacts, name: str, keep: Sequence[str]) -> None:
    for keyword in keep:
        old, new = before.first(keyword), after.first(keyword)
        if old is None or not any(old.texts):
            continue
        if new is None or not any(new.texts):
            blame("geometry-lost", name, f"`{keyword}` of `{name}` is missing or empty.")
        if not _same_texts(old.texts, new.texts):
            blame("geometry-lost", name, f"`{keyword}` of `{name}` has another value now.")


def _same_texts(old: Sequence[str], new: Sequence[str]) -> bool:
    if len(old) != len(new):
        return False
    try:
        return bool(np.allclose([float(v) for v in old], [float(v) for v in new], 1e-9, 1e-9))
    except ValueError:
        return [_folded(text) for text in old] == [_folded(text) for text in new]


def _check_pixels(after: DatasetFacts, before: DatasetFacts, name: str) -> None:
    if before.pixels is None:
        return
    if after.pixels is None:
        found = f"The pixels of `{name}` can't be read: {after.trouble or 'there are none'}."
        blame("pixels-altered", name, found)
    same_form = (after.pixels.shape, after.pixels.dtype) == (
        before.pixels.shape,
        before.pixels.dtype,
    )
    if not same_form or not np.array_equal(after.pixels, before.pixels):
        blame("pixels-altered", name, f"`{name}.pixel_array` is not that of the original.")
