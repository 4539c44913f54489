"""Where a picture of the course lies, and what each of them is."""

from imagelessons.data.files import (
    ENVIRONMENT_VARIABLE,
    TRUTH_VARIABLE,
    course_root,
    data,
    data_folder,
    known_names,
    large,
    truth,
)

__all__ = [
    "ENVIRONMENT_VARIABLE",
    "TRUTH_VARIABLE",
    "course_root",
    "data",
    "data_folder",
    "known_names",
    "large",
    "truth",
]
