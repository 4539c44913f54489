"""Make a phantom once and keep it, so that grading a class doesn't make it for each student."""

import contextlib
import os
from collections.abc import Callable
from typing import TypeVar

from joblib import Memory

from imagephantoms.seeds import unseen_seed

# The folder in which phantoms are kept; without it none is.
CACHE_VARIABLE = "IMAGEPHANTOMS_CACHE"

Made = TypeVar("Made")


def cached(make: Callable[..., Made], seed: int, **size: object) -> Made:
    """Return what ``make(seed, **size)`` makes, from the cache if it is there.

    The cache is the folder that the environment's ``IMAGEPHANTOMS_CACHE`` names. When a class is
    graded, the tests of the instructor's own solution fill it, and those of students only read it.
    A phantom is made again when the function changes. Without the variable nothing is kept.

    Parameters
    ----------
    make : callable
        A function of this package that makes a phantom, such as `make_cerebellum`.
    seed : int
        When a class is graded, a seed of the course's own takes its place (`unseen_seed`).
    **size
        What else the function takes, such as ``shape=(500, 700)``.

    Examples
    --------
    >>> from imagephantoms.axons import make_axon_slice
    >>> cached(make_axon_slice, 7, shape=(200, 300)).image.shape
    (200, 300)
    """
    folder, seed = os.environ.get(CACHE_VARIABLE), unseen_seed(seed)
    if not folder:
        return make(seed, **size)
    kept = Memory(folder, verbose=0).cache(make)  # which makes the folder
    if os.access(folder, os.W_OK):
        return kept(seed, **size)
    # Nothing can be kept here, and nothing of another text of the function be deleted.
    with contextlib.suppress(OSError):
        if kept.check_call_in_cache(seed, **size):
            return kept(seed, **size)
    return make(seed, **size)
