"""Bring the hashes in data/README.md up to date, after a picture was made anew."""

import re
import sys

from imagelessons.data import course_root
from imagelessons.data.hashes import sha256_of
from imagelessons.data.sheet import read_sheet


def main() -> int:
    """Write the sha256 of each file of the table into its row."""
    folder = course_root() / "data"
    page = folder / "README.md"
    text = page.read_text(encoding="utf-8")
    for entry in read_sheet(page).values():
        row = re.compile(rf"^(\| `{re.escape(entry.file)}` \|.*)`[0-9a-f]*` \|$", re.MULTILINE)
        text = row.sub(rf"\g<1>`{sha256_of(folder / entry.file)}` |", text)
    page.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
