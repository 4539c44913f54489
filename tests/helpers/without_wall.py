"""Loaded into warm parents by tests/isolate/test_second_wall.py: the tests aren't shut in."""

import os
from pathlib import Path

from nbisolate.session import test_process


def stay_open(scratch: Path, *_: object, temporary: Path, **__: object) -> None:
    """Do what tests need of `shut_in`, and nothing else."""
    os.chdir(scratch)
    os.environ["TMPDIR"] = str(temporary)


test_process.shut_in = stay_open
