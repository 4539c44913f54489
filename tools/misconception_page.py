"""Write docs/misconceptions.md: each code of the catalogue, for instructors."""

from imagecourse.report.faq import page
from imagelessons.data import course_root


def main() -> None:
    """Write the page."""
    target = course_root() / "docs" / "misconceptions.md"
    target.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
