"""Sentences for arguments that a phantom can't be made from."""

import operator


def checked_seed(seed: int) -> int:
    """Return a seed as an int.

    Raises
    ------
    ValueError
        If it is no whole number of 0 or more.

    Examples
    --------
    >>> checked_seed(7)
    7
    """
    try:
        # True and False count as 1 and 0, but no one means them as a seed.
        number = -1 if isinstance(seed, bool) else operator.index(seed)
    except TypeError:
        number = -1
    if number < 0:
        raise ValueError(
            f"The seed is {seed!r}; a whole number of 0 or more is expected. Pass one, e.g. 2026."
        )
    return number


def whole_sides(shape: tuple[int, int]) -> tuple[int, int]:
    """Return the rows and columns of a shape as ints; (0, 0) if it isn't two whole numbers.

    Examples
    --------
    >>> whole_sides((3, 4)), whole_sides("no shape")
    ((3, 4), (0, 0))
    """
    try:
        rows, columns = (operator.index(side) for side in shape)
    except (TypeError, ValueError):
        return 0, 0
    return rows, columns


def checked_shape(shape: tuple[int, int], smallest_side: int) -> tuple[int, int]:
    """Return a shape as two ints.

    Raises
    ------
    ValueError
        If it isn't two whole numbers of at least `smallest_side`.

    Examples
    --------
    >>> checked_shape((200, 300), 128)
    (200, 300)
    """
    rows, columns = whole_sides(shape)
    if min(rows, columns) < smallest_side:
        raise ValueError(
            f"The shape is {shape!r}; two whole numbers (rows, columns) of at least "
            f"{smallest_side} are expected. Choose a larger field of view."
        )
    return rows, columns


def checked_quality(quality: int) -> int:
    """Return a JPEG quality.

    Raises
    ------
    ValueError
        If it is outside 1 to 95.

    Examples
    --------
    >>> checked_quality(85)
    85
    """
    if not 1 <= quality <= 95:
        raise ValueError(
            f"The quality is {quality}; JPEG quality runs from 1 to 95. Choose one in that range."
        )
    return quality
