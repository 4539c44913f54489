"""Write the pages that are made from the course itself: `make docs`.

The report card has a command of its own, `make report-card`, for it takes long.
"""

import re
import sys

from imagecourse.report.faq import page as misconceptions
from imagelessons.data import course_root, data
from imagelessons.data.hashes import sha256_of
from imagelessons.data.sheet import read_sheet
from imagephantoms.reference import REFERENCE, as_markdown, load


def pages() -> dict[str, str]:
    """Return the text that each page must have, by its path in the course.

    Of most pages a part is made, and the rest is as somebody wrote it in the page.
    """
    root = course_root()
    # What the tests of grading hand in, and who imports what, is read by helpers of the tests.
    sys.path[:0] = [str(root / "tests" / "helpers"), str(root / "tools")]
    from faults.page import table
    from imports import page as imports
    from tables import pages as tables

    old = {
        name: (root / name).read_text(encoding="utf-8")
        for name in ("docs/phantoms.md", "docs/grading-faults.md", "data/README.md")
    }
    numbers = "\n".join(as_markdown(name, load(data(name))) for name in REFERENCE)
    before, after = re.split(
        r"(?<=^## The numbers\n\n).*(?=^## What still differs)",
        old["docs/phantoms.md"],
        flags=re.MULTILINE | re.DOTALL,
    )
    return {
        **tables(),
        "docs/imports.md": imports(),
        "docs/misconceptions.md": misconceptions(),
        "docs/phantoms.md": f"{before}{numbers}\n{after}",
        "docs/grading-faults.md": old["docs/grading-faults.md"].partition("## ")[0] + table(),
        "data/README.md": _with_hashes(old["data/README.md"]),
    }


def _with_hashes(text: str) -> str:
    """Return the table of pictures with the sha256 of each file."""
    for entry in read_sheet(course_root() / "data" / "README.md").values():
        row = re.compile(rf"^(\| `{re.escape(entry.file)}` \|.*)`[0-9a-f]*` \|$", re.MULTILINE)
        digest = sha256_of(course_root() / "data" / entry.file)
        text = row.sub(rf"\g<1>`{digest}` |", text)
    return text


def main() -> None:
    """Write the pages, and say which."""
    for name, text in pages().items():
        (course_root() / name).write_text(text, encoding="utf-8")
        print(name)


if __name__ == "__main__":
    main()
