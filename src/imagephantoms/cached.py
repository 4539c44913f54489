"""Make a phantom once and keep it, so that grading a class doesn't make it for each student."""

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

    The cache is the folder that the environment's ``IMAGEPHANTOMS_CACHE`` names; a student's code
    can't write to it when it is graded. A phantom is made anew when the function changes. Where
    the variable isn't set, nothing is kept.

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
    folder = os.environ.get(CACHE_VARIABLE)
    kept = Memory(folder, verbose=0).cache(make) if folder else make
    return kept(unseen_seed(seed), **size)
