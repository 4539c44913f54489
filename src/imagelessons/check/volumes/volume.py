"""Is an image volume right, wherever its voxels lie in the array; if not, why."""

from collections.abc import Callable, Mapping
from itertools import permutations, product

import numpy as np
from numpy.typing import DTypeLike

from imagelessons.check.catalogue import AuthorError
from imagelessons.check.diagnose.causes import cause
from imagelessons.check.diagnose.compare import same_values
from imagelessons.check.diagnose.dtypes import dtype_fits
from imagelessons.check.diagnose.locate import where_text
from imagelessons.check.finding import Finding, blame
from imagelessons.check.guard import guarded, made_by_author
from imagelessons.check.values.arrays import blame_mistake, known_codes, refuse_values
from imagelessons.check.volumes.volume_facts import VolumeFacts, volume_facts

# An image of nibabel or its facts, or a function without parameters that makes one.
VolumeMistakes = Mapping[str, object | Callable[[], object]]

# How far a corner of the grid may be off, as a share of the smallest voxel size.
_NEAR = 0.01
_MOST_LABELS = 64
# A spline overshoots by up to about this share of the range.
_OVERSHOOT = 0.3


@guarded
def volume(
    answer: object,
    expected: object,
    name: str,
    *,
    rtol: float = 1e-6,
    atol: float = 0.0,
    dtype: DTypeLike | None = None,
    orientation: str | None = None,
    mistakes: VolumeMistakes | None = None,
) -> None:
    """Check an image volume against the right one, and say why it is wrong if it is.

    Right is each image whose voxels lie at the right places in the world and hold the right
    values: the order and direction of the array's axes are free, if the affine goes with them.

    Parameters
    ----------
    answer : object
        What the learner hands in: an image of nibabel, or the `VolumeFacts` of one.
    expected : image of nibabel or VolumeFacts
        The right image.
    name : str
        What the learner calls it.
    rtol, atol : float, optional
        Tolerances where either of the two holds floats.
    dtype : str or dtype_like, optional
        The dtype that the file must have: ``"integer"``, ``"float"``, ``"number"`` or an exact
        dtype as ``"uint8"``.
    orientation : str, optional
        The letters of the axes, such as ``"RAS"``, if they matter.
    mistakes : mapping of str to image, optional
        Wrong images that this exercise invites, by the code of each; also a function without
        parameters that makes one.

    Raises
    ------
    Finding
        From the most basic to the finest: ``not-attempted``, ``wrong-type``, ``affine-lost``,
        ``wrong-axes``, ``wrong-shape``, ``affine-identity``, ``affine-of-other-grid``,
        ``axes-permuted``, ``mirrored-left-right``, ``mirrored-axis``, ``voxel-size-wrong``,
        ``origin-wrong``, ``labels-interpolated``, ``slope-lost``, ``time-step-lost``,
        ``other-orientation``, ``stored-dtype``, or what `array` finds in the values.
    AuthorError
        If `expected` is no image with an affine or a code is not in the catalogue.

    Examples
    --------
    >>> import nibabel
    >>> right = nibabel.Nifti1Image(np.arange(24).reshape(2, 3, 4).astype("u1"), np.eye(4))
    >>> turned = right.as_reoriented(np.array([[0, -1], [2, 1], [1, 1]]))
    >>> volume(turned, right, "turned", dtype="uint8")
    """
    truth = _truth(expected)
    codes = known_codes(mistakes)
    facts = volume_facts(answer, name)
    if not _same_place_and_values(facts, truth, rtol, atol):
        for code, wrong in codes.items():
            known = _truth(made_by_author(wrong))
            differs = not _same_place_and_values(known, truth, rtol, atol)
            if differs and _same_place_and_values(facts, known, rtol, atol):
                blame_mistake(code, name)
        _refuse_shape(facts, truth, name)
        _refuse_affine(facts, truth, name)
        _refuse_places(facts, truth, name, rtol, atol)
        _refuse_volume_values(laid_along(facts, truth.affine)[0], truth.values, name, rtol, atol)
    _check_form(facts, truth, name, dtype, orientation)


def _truth(expected: object) -> VolumeFacts:
    try:
        facts = volume_facts(expected, "expected")
    except Finding as finding:
        raise AuthorError(f"The expected volume is none: {finding.found}") from None
    if facts.affine is None or not _usable(facts.affine) or facts.values.ndim < 3:
        raise AuthorError("The expected volume needs three axes and an affine.")
    return facts


def _usable(affine: np.ndarray) -> bool:
    if affine.shape != (4, 4) or not np.isfinite(affine).all():
        return False
    sizes = voxel_sizes(affine)
    # Directions that lie in one plane, or no length at all, are no grid.
    return bool(sizes.all() and abs(np.linalg.det(affine[:3, :3] / sizes)) > 1e-3)


def voxel_sizes(affine: np.ndarray) -> np.ndarray:
    """Return the size of a voxel along each of the three axes.

    Examples
    --------
    >>> voxel_sizes(np.diag([2.0, -3.0, 4.0, 1.0]))
    array([2., 3., 4.])
    """
    return np.sqrt((affine[:3, :3] ** 2).sum(axis=0))


def axis_letters(affine: np.ndarray) -> str:
    """Return where the array's axes run to, as the letters L, R, P, A, I and S.

    Examples
    --------
    >>> axis_letters(np.diag([-1.0, 1.0, 1.0, 1.0]))
    'LAS'
    """
    from nibabel.orientations import aff2axcodes

    return "".join(letter or "?" for letter in aff2axcodes(affine))


def laid_along(facts: VolumeFacts, affine: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a volume's values and affine with its axes in the order and direction of another.

    Nothing moves in the world: the affine follows the array.

    Parameters
    ----------
    facts : VolumeFacts
        With an affine that can be inverted.
    affine : numpy.ndarray
        (4, 4), of the grid whose order of axes is wanted.

    Returns
    -------
    values, affine : numpy.ndarray

    Examples
    --------
    >>> facts = VolumeFacts(np.array([[[1, 2]]]), np.eye(4), "int64", (1.0, 1.0, 1.0))
    >>> values, affine = laid_along(facts, np.diag([1, 1, -1, 1]))
    >>> values, affine[2]
    (array([[[2, 1]]]), array([ 0.,  0., -1.,  1.]))
    """
    from nibabel import orientations

    own, wanted = (orientations.io_orientation(one) for one in (facts.affine, affine))
    turn = orientations.ornt_transform(own, wanted)
    follows = facts.affine @ orientations.inv_ornt_aff(turn, facts.values.shape[:3])
    return orientations.apply_orientation(facts.values, turn), follows


def _same_place_and_values(
    facts: VolumeFacts, truth: VolumeFacts, rtol: float, atol: float
) -> bool:
    if facts.values.ndim != truth.values.ndim or facts.affine is None or not _usable(facts.affine):
        return False
    values, affine = laid_along(facts, truth.affine)
    return (
        values.shape == truth.values.shape
        and _same_grid(affine, truth)
        and same_values(values, truth.values, rtol, atol)
    )


def _same_grid(affine: np.ndarray, truth: VolumeFacts) -> bool:
    """Whether each corner of the grid lies where it should."""
    ends = [(0, size - 1) for size in truth.values.shape[:3]]
    corners = np.array([(*corner, 1) for corner in product(*ends)])
    gaps = corners @ (affine - truth.affine).T
    # A slice of one voxel has no corners along its axis, but a direction and a thickness.
    directions = affine[:3, :3] - truth.affine[:3, :3]
    largest = max(np.abs(gaps).max(), np.abs(directions).max())
    return bool(largest <= _NEAR * voxel_sizes(truth.affine).min())


def _refuse_shape(facts: VolumeFacts, truth: VolumeFacts, name: str) -> None:
    shape, wanted = facts.values.shape, truth.values.shape
    found = f"`{name}` is an image of shape {shape}."
    if len(shape) != len(wanted):
        blame("wrong-axes", name, found)
    if sorted(shape[:3]) != sorted(wanted[:3]) or shape[3:] != wanted[3:]:
        blame("wrong-shape", name, found)


def _refuse_affine(facts: VolumeFacts, truth: VolumeFacts, name: str) -> None:
    if facts.affine is None:
        blame("affine-identity", name, f"`{name}` is an image whose affine is None.")
    if not _usable(facts.affine):
        found = f"The affine of `{name}` is none: 4 x 4 numbers that give each voxel its own place."
        blame("affine-of-other-grid", name, found)
    is_identity = np.allclose(facts.affine, np.eye(4), atol=1e-6)
    if is_identity and not np.allclose(truth.affine, np.eye(4), atol=1e-6):
        blame("affine-identity", name, f"The affine of `{name}` is `np.eye(4)`.")


def _refuse_places(
    facts: VolumeFacts, truth: VolumeFacts, name: str, rtol: float, atol: float
) -> None:
    values, affine = laid_along(facts, truth.affine)
    letters = axis_letters(facts.affine)
    found = f"The affine of `{name}` says that its axes run to {', '.join(letters)}"
    for order, flips in _ways(values.shape, truth.values.shape):
        if same_values(_turned(values, order, flips), truth.values, rtol, atol):
            break
    else:
        order, flips = (0, 1, 2), ()
        if values.shape != truth.values.shape:
            blame("axes-permuted", name, f"{found}, which does not go with its shape.")
    if order != (0, 1, 2):
        blame("axes-permuted", name, f"{found}; the order of the array's axes is another.")
    if flips:
        sides = [axis_letters(truth.affine)[axis] in "LR" for axis in flips]
        code = "mirrored-left-right" if any(sides) else "mirrored-axis"
        blame(code, name, f"{found}; along one of them, the array runs the other way.")
    if not _same_grid(affine, truth):
        _blame_grid(affine, truth, name)


def _ways(shape: tuple[int, ...], wanted: tuple[int, ...]):
    """Yield each order of the axes and set of flips that gives the wanted shape."""
    for order in permutations(range(3)):
        if tuple(shape[axis] for axis in order) != wanted[:3]:
            continue
        for flipped in product((False, True), repeat=3):
            yield order, tuple(axis for axis in range(3) if flipped[axis])


def _turned(values: np.ndarray, order: tuple[int, ...], flips: tuple[int, ...]) -> np.ndarray:
    rest = tuple(range(3, values.ndim))
    return np.flip(values.transpose(*order, *rest), flips)


def _blame_grid(affine: np.ndarray, truth: VolumeFacts, name: str) -> None:
    smallest = voxel_sizes(truth.affine).min()
    sizes = voxel_sizes(affine)
    if np.abs(sizes - voxel_sizes(truth.affine)).max() > 0.001 * smallest:
        shown = " x ".join(f"{size:.4g}" for size in sizes)
        blame("voxel-size-wrong", name, f"The voxels of `{name}` are {shown} mm.")
    if np.abs(affine[:3, :3] - truth.affine[:3, :3]).max() <= 0.001 * smallest:
        found = f"The affine of `{name}` has the right directions, but another origin."
        blame("origin-wrong", name, found)
    blame("affine-of-other-grid", name, f"The affine of `{name}` points into other directions.")


def _refuse_volume_values(
    values: np.ndarray, truth: np.ndarray, name: str, rtol: float, atol: float
) -> None:
    levels = np.unique(truth)[: _MOST_LABELS + 1]
    found = f"`{name}` lies in the right place, but holds {_held(values)}"
    if _is_mask(levels):
        if not values.any():
            blame("mask-all-false", name, f"`{name}` keeps no voxel.")
        if same_values(values, 1 - truth.astype(int), rtol, atol):
            blame("inverted", name, f"`{name}` keeps what it should leave out.")
        if set(np.unique(values)) == {0, 255}:
            blame("mask-0-255", name, f"{found}.")
    elif _scaled(values, truth):
        blame("slope-lost", name, f"{found}.")
    if _between_labels(values, levels):
        count = np.count_nonzero(~np.isin(values, levels))
        detail = f"{count:,} voxels hold a value that no label has."
        blame("labels-interpolated", name, f"{found}.", detail=detail)
    code = cause(values, truth, rtol, atol)
    if code == "different-values":
        differs = ~np.isclose(values, truth, rtol=rtol, atol=atol, equal_nan=True)
        detail = where_text(differs) if differs.any() else ""
        blame(code, name, f"{found}.", detail=detail)
    refuse_values(code, values, truth, name, rtol, atol)


def _held(values: np.ndarray) -> str:
    low, high = np.fmin.reduce(values, None), np.fmax.reduce(values, None)
    return f"other values, from {low:.6g} to {high:.6g}"


def _is_mask(levels: np.ndarray) -> bool:
    return set(levels.tolist()) <= {0, 1}


def _scaled(values: np.ndarray, truth: np.ndarray) -> bool:
    """Whether the values are the right ones times a number plus another."""
    x, y = truth.astype(np.float64), values.astype(np.float64)
    low, high = (np.unravel_index(int(at), x.shape) for at in (np.nanargmin(x), np.nanargmax(x)))
    if x[low] == x[high] or y[low] == y[high]:
        return False
    slope = (y[high] - y[low]) / (x[high] - x[low])
    return same_values(y, y[low] + slope * (x - x[low]), 1e-5)


def _between_labels(values: np.ndarray, levels: np.ndarray) -> bool:
    if not 2 <= len(levels) <= _MOST_LABELS or not np.all(levels == np.rint(levels)):
        return False
    if not np.isfinite(values).all():
        return False
    over = _OVERSHOOT * float(levels[-1] - levels[0])
    within = values.min() >= levels[0] - over and values.max() <= levels[-1] + over
    return bool(within and not np.isin(values, levels).all())


def _check_form(
    facts: VolumeFacts,
    truth: VolumeFacts,
    name: str,
    dtype: DTypeLike | None,
    orientation: str | None,
) -> None:
    steps = facts.zooms[3:4], truth.zooms[3:4]
    if truth.values.ndim > 3 and not (len(steps[0]) and np.isclose(*steps, rtol=1e-4)[0]):
        shown = f"{steps[0][0]:g}" if steps[0] else "missing"
        blame("time-step-lost", name, f"The step along the fourth axis of `{name}` is {shown}.")
    if orientation is not None and axis_letters(facts.affine) != orientation:
        found = f"The axes of `{name}` run to {', '.join(axis_letters(facts.affine))}."
        blame("other-orientation", name, found)
    if dtype is not None and not dtype_fits(np.dtype(facts.dtype), dtype):
        asked = dtype if isinstance(dtype, str) else np.dtype(dtype).name
        found = f"The file of `{name}` would hold {facts.dtype}; the exercise asks for {asked}."
        blame("stored-dtype", name, found)
