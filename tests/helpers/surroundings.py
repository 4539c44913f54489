"""What a student's process may see of the course, for tests that run a notebook themselves."""

import os
from pathlib import Path
from unittest.mock import patch

from imagecourse.isolation import Extension
from imagelessons.data import ENVIRONMENT_VARIABLE
from nbisolate.extension import Surroundings
from nbisolate.sandbox import enter


def around(folder: Path) -> Surroundings:
    """Return what is around a notebook whose pictures are in a folder."""
    with patch.dict(os.environ, {ENVIRONMENT_VARIABLE: str(folder)}):
        return Extension().surroundings()


def readable_paths(folder: Path) -> list[Path]:
    """Return all that a student's process may read."""
    found = around(folder)
    return enter.readable_paths(found.readable, found.private)


def listable_paths(folder: Path) -> list[Path]:
    """Return the folders in which a student's process may see the names."""
    return list(around(folder).listable)
