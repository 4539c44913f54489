"""The same picture in other forms, to call a learner's function with."""

from collections.abc import Callable, Sequence

import numpy as np

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.diagnose.cases import Case, case
from imagelessons.check.guard import made_by_author

_MAKE: dict[str, tuple[str, Callable[[np.ndarray], np.ndarray]]] = {
    "read-only": ("a picture that must not be written to", np.copy),
    "fortran": ("a picture that lies in memory column by column", np.asfortranarray),
    "swapped bytes": (
        "a picture whose bytes lie the other way round",
        lambda image: image.astype(image.dtype.newbyteorder(">")),
    ),
    "one row": ("a picture of a single row", lambda image: image[:1]),
    "one column": ("a picture of a single column", lambda image: image[:, :1]),
    "wide": ("a picture that is wider than high", lambda image: image[: max(1, len(image) // 2)]),
    "high": (
        "a picture that is higher than wide",
        lambda image: image[:, : max(1, image.shape[1] // 2)],
    ),
    "empty": ("a picture without any row", lambda image: image[:0]),
    "constant": ("a picture of one grey level", lambda image: np.full_like(image, image.max())),
    "uint16": ("a picture of dtype uint16", lambda image: image.astype(np.uint16) * 257),
    "float": ("a picture of floats from 0 to 1", lambda image: image / 255),
    "nan": ("a picture of floats, in which a pixel is NaN", lambda image: _with_nan(image)),
}


def variants(
    picture: np.ndarray,
    right: Callable[..., object],
    forms: Sequence[str],
    arguments: Sequence[object] = (),
) -> list[Case]:
    """Return the cases of one picture in other forms.

    For hidden tests: `right` is an answer, so it must not stand where students can read it.

    Parameters
    ----------
    picture : numpy.ndarray of uint8
        (rows, columns) or (rows, columns, channels).
    right : callable
        What is right for a picture; it is called with each form, and with `arguments`.
    forms : sequence of str
        In the order of the cases: ``"read-only"``, ``"fortran"``, ``"swapped bytes"``,
        ``"one row"``, ``"one column"``, ``"wide"``, ``"high"``, ``"empty"``, ``"constant"``,
        ``"uint16"``, ``"float"`` or ``"nan"``.
    arguments : sequence of object, optional
        What the function gets after the picture, the same in each case.

    Returns
    -------
    list of Case
        For `function`. What it finds names the form.

    Raises
    ------
    AuthorError
        If there is no such form, the picture is not of uint8, or `right` raises.

    Examples
    --------
    >>> cases = variants(np.eye(4, dtype=np.uint8), np.max, ["read-only", "one row"])
    >>> [one.says for one in cases]
    ['a picture that must not be written to', 'a picture of a single row']
    >>> variants(np.eye(4, dtype=np.uint8), np.add, ["one column"], [5])[0].expected.tolist()
    [[6], [5], [5], [5]]
    """
    if picture.dtype != np.uint8 or picture.ndim < 2:
        raise AuthorError(f"The picture is of {picture.dtype}, {picture.ndim}-D; give a uint8 one.")
    for form in forms:
        if form not in _MAKE:
            raise AuthorError(f"There is no form {form!r}; there are: {', '.join(_MAKE)}.")
    return [_variant(picture, right, form, arguments) for form in forms]


def _variant(
    picture: np.ndarray, right: Callable[..., object], form: str, arguments: Sequence[object]
) -> Case:
    says, make = _MAKE[form]
    image = make(picture)
    expected = made_by_author(lambda: right(image.copy(order="K"), *arguments))
    return case(image, *arguments, expected=expected, says=says, read_only=form == "read-only")


def _with_nan(image: np.ndarray) -> np.ndarray:
    values = image / 255
    values[values.shape[0] // 2, values.shape[1] // 2] = np.nan
    return values
