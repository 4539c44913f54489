"""What keeps a command from reading or writing the course, as a sentence for whoever gave it."""

import errno
import os
import re
import sqlite3
from pathlib import Path

from nbgrader.api import InvalidEntry
from sqlalchemy.exc import DatabaseError

# The next submission would fare no better.
FOR_ALL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


class SettingsError(Exception):
    """A course's settings can't be read; the message says why and what to do."""


_AGAIN = "give the same command again"
LOCKED = f"Another program has the gradebook locked: close it and {_AGAIN}"
FULL = f"The disk is full: make room and {_AGAIN}"
READ_ONLY = f"The course's folder can't be written to{{where}}: change that and {_AGAIN}"
# How SQLite says it.
_BY_WORDS = {
    "is locked": LOCKED,
    "disk is full": FULL,
    "readonly database": READ_ONLY.format(where=" (the gradebook)"),
    "unable to open": READ_ONLY.format(where=" (the gradebook)"),
}


def trouble(error: BaseException) -> str:
    """Return what an error says of the course's disk or gradebook.

    Parameters
    ----------
    error : BaseException

    Returns
    -------
    str
        A sentence without its full stop: what is wrong and what to do. Empty for an error that is
        of another kind.

    Examples
    --------
    >>> trouble(sqlite3.OperationalError("database is locked"))
    'Another program has the gradebook locked: close it and give the same command again'
    >>> trouble(OSError(errno.ENOSPC, "No space left on device"))
    'The disk is full: make room and give the same command again'
    >>> trouble(ValueError("seven"))
    ''
    """
    if isinstance(error, DatabaseError | sqlite3.DatabaseError):
        return _of_database(str(getattr(error, "orig", None) or error))
    if isinstance(error, InvalidEntry):
        # So nbgrader calls what its database refused.
        return trouble_in(str(error))
    if isinstance(error, OSError):
        return _of_disk(error)
    return str(error).rstrip(".") if isinstance(error, SettingsError) else ""


def trouble_in(log: str) -> str:
    """Return what nbgrader's log says of the gradebook, in the same sentences; empty for nothing.

    Examples
    --------
    >>> trouble_in("sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked")
    'Another program has the gradebook locked: close it and give the same command again'
    """
    found = re.search(r"\(sqlite3\.\w*Error\) (.+)", log)
    return _of_database(found[1]) if found else ""


def _of_database(said: str) -> str:
    for words, sentence in _BY_WORDS.items():
        if words in said:
            return sentence
    first = (said.splitlines() or ["no reason given"])[0]
    return (
        f"The gradebook can't be used ({first}). If it is of an older nbgrader, copy the file and "
        f"then give `nbgrader db upgrade`. Otherwise put your last copy of it in its place, and "
        f"{_AGAIN}"
    )


def _of_disk(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL
    where = f" ({error.filename})" if error.filename else ""
    if error.errno == errno.EROFS:
        return READ_ONLY.format(where=where)
    if error.errno in (errno.EACCES, errno.EPERM) and error.filename:
        place = Path(os.fsdecode(error.filename))
        while not place.exists() and place != place.parent:
            place = place.parent
        if not os.access(place, os.W_OK):
            return READ_ONLY.format(where=where)
        return f"{place} can't be used ({error.strerror}): change that and {_AGAIN}"
    return ""
