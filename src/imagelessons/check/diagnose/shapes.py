"""Why a shape is not the one that the exercise asks for."""

from imagelessons.check.finding import blame

Shape = tuple[int | None, ...]


def check_shape(shape: tuple[int, ...], wanted: Shape, name: str) -> None:
    """Raise the finding for a shape that is not the wanted one.

    Parameters
    ----------
    shape : tuple of int
    wanted : tuple of int or None
        None stands for any size.
    name : str

    Raises
    ------
    Finding
        ``number-for-array``, ``array-for-number``, ``transposed``, ``colour-axis-left``,
        ``colour-axis-lost``, ``colour-axis-moved``, ``wrong-axes``, ``slice-end`` or
        ``wrong-shape``.

    Examples
    --------
    >>> check_shape((50, 70), (50, None), "corner")
    """
    if shape_fits(shape, wanted):
        return
    found = f"`{name}` has shape {_t(shape)}; the exercise asks for {_t(wanted)}."
    if shape == ():
        found = f"`{name}` is a single number; the exercise asks for an array."
    blame(shape_code(shape, wanted), name, found)


def shape_fits(shape: tuple[int, ...], wanted: Shape) -> bool:
    """Whether a shape is the wanted one, where None stands for any size.

    Examples
    --------
    >>> shape_fits((50, 70, 3), (None, None, 3))
    True
    """
    return len(shape) == len(wanted) and all(
        size in (None, actual) for actual, size in zip(shape, wanted, strict=True)
    )


def shape_code(shape: tuple[int, ...], wanted: Shape) -> str:
    """Return the code for a shape that is not the wanted one.

    Examples
    --------
    >>> shape_code((70, 50), (50, 70))
    'transposed'
    """
    if shape == ():
        return "number-for-array"
    if wanted == ():
        return "array-for-number"
    if len(shape) == len(wanted):
        return _code_with_equal_axes(shape, wanted)
    colours = (3, 4)
    if len(wanted) == 2 and len(shape) == 3 and shape[2] in colours:
        return "colour-axis-left"
    if len(wanted) == 3 and wanted[2] in colours and len(shape) == 2:
        return "colour-axis-lost"
    return "wrong-axes"


def _code_with_equal_axes(shape: tuple[int, ...], wanted: Shape) -> str:
    if len(shape) >= 2 and shape_fits((shape[1], shape[0], *shape[2:]), wanted):
        return "transposed"
    if len(shape) == 3 and shape_fits((*shape[1:], shape[0]), wanted):
        return "colour-axis-moved"
    if len(shape) == 3 and shape_fits(shape[::-1], wanted):
        return "transposed"
    gaps = [
        abs(actual - size) for actual, size in zip(shape, wanted, strict=True) if size is not None
    ]
    return "slice-end" if max(gaps, default=0) == 1 else "wrong-shape"


def _t(shape: Shape) -> str:
    sizes = ["any" if size is None else str(size) for size in shape]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"
