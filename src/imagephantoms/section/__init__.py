"""A whole section of a cerebellum, small and at 17360 x 18701 pixels."""

from imagephantoms.section.picture import (
    LABELS,
    Section,
    load_section_truth,
    make_section,
    save_section_image,
    save_section_truth,
    write_large_section,
)

__all__ = [
    "LABELS",
    "Section",
    "load_section_truth",
    "make_section",
    "save_section_image",
    "save_section_truth",
    "write_large_section",
]
