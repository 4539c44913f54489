"""The hash that says whether a picture is the one that is meant."""

import contextlib
import gzip
import hashlib
import zlib
from pathlib import Path


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, or of a series of files in a folder.

    Parameters
    ----------
    path : pathlib.Path
        A file, or a folder of files.

    Returns
    -------
    str
        64 hexadecimal digits. For a folder those of a list with a line for each file, in the
        order of their names, as ``sha256sum *`` prints it. For a file that is packed (``.gz``)
        those of what is packed in it: how tightly it is packed depends on the machine's zlib.
    """
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if not file.name.startswith("."))
        listing = "".join(f"{sha256_of(file)}  {file.name}\n" for file in files)
        return hashlib.sha256(listing.encode()).hexdigest()
    if path.suffix == ".gz":
        # What can't be unpacked is damaged, and its own bytes give a hash that says so.
        with contextlib.suppress(gzip.BadGzipFile, EOFError, zlib.error), gzip.open(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
