"""Make a phantom once and keep it, so that grading a class doesn't make it for each student."""

from collections.abc import Callable
from typing import TypeVar

from joblib import Memory

from imagelessons.data import course_root
from imagephantoms.seeds import unseen_seed

Made = TypeVar("Made")


def cached(make: Callable[..., Made], seed: int, **size: object) -> Made:
    """Return what ``make(seed, **size)`` makes, from the course's cache if it lies there.

    The cache is ``.cache/phantoms`` in the course's folder, which a student's code can't write
    to when it is graded. It is made anew when the function changes.

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
    memory = Memory(course_root() / ".cache" / "phantoms", verbose=0)
    return memory.cache(make)(unseen_seed(seed), **size)
