"""The table in data/README.md: what each file is, and the hash that it must have."""

from dataclasses import dataclass, fields
from pathlib import Path

from imagelessons.data.files import course_root
from imagelessons.data.hashes import sha256_of


@dataclass(frozen=True)
class Entry:
    """A row of the table: one file.

    Attributes
    ----------
    file, what, shape, dtype, range, made_by, licence, sha256 : str
        As the table says it, without the back quotes.
    """

    file: str
    what: str
    shape: str
    dtype: str
    range: str
    made_by: str
    licence: str
    sha256: str


def read_sheet(path: Path | None = None) -> dict[str, Entry]:
    """Read the table of the files.

    Parameters
    ----------
    path : pathlib.Path, optional
        By default the course's ``data/README.md``.

    Returns
    -------
    dict of str to Entry
        By the file's name, in the order of the table.

    Raises
    ------
    ValueError
        If a row of the table hasn't as many cells as `Entry` has fields.

    Examples
    --------
    >>> read_sheet()["axon_slice.jpg"].dtype
    'uint8'
    """
    path = path or course_root() / "data" / "README.md"
    entries = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("| `"):
            continue
        cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
        if len(cells) != len(fields(Entry)):
            raise ValueError(
                f"A row of {path.name} has {len(cells)} cells, not {len(fields(Entry))}: {line}"
            )
        entry = Entry(*cells)
        entries[entry.file] = entry
    return entries


def damaged_files(folder: Path | None = None) -> dict[str, str]:
    """Hold the files against the table.

    Parameters
    ----------
    folder : pathlib.Path, optional
        By default the course's ``data``.

    Returns
    -------
    dict of str to str
        For each file that is missing or not as the table says: ``"missing"`` or ``"changed"``.
    """
    folder = folder or course_root() / "data"
    wrong = {}
    for entry in read_sheet(folder / "README.md").values():
        path = folder / entry.file
        if not path.exists():
            wrong[entry.file] = "missing"
        elif sha256_of(path) != entry.sha256:
            wrong[entry.file] = "changed"
    return wrong
