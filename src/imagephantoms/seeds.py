"""Seeds of the pictures that hidden tests use: those of the tests' text, or a course's own."""

import hashlib
import os

# Whoever grades sets it for the process of the tests alone; elsewhere the seeds are as written.
SECRET_VARIABLE = "IMAGELESSONS_SECRET"


def unseen_seed(seed: int) -> int:
    """Return the seed that stands for one of a hidden test's.

    Seeds of a few digits can be searched: whoever makes the pictures of some thousands of them
    can look up in a table what a test shows. So grading mixes a secret of the course in.

    Parameters
    ----------
    seed : int
        As the test names it.

    Returns
    -------
    int
        The same where there is no secret: in an author's trials. Otherwise 64 bits that the
        secret and the seed decide.

    Examples
    --------
    >>> unseen_seed(41)
    41
    """
    secret = os.environ.get(SECRET_VARIABLE)
    if not secret:
        return seed
    return int.from_bytes(hashlib.sha256(f"{secret}:{seed}".encode()).digest()[:8], "big")
