"""nbgrader's settings for this course, from wherever a command is called."""

from traitlets.config import Config

from imagelessons.data import course_root
from nbisolate.course.coursedir import settings_of


def course_config() -> Config:
    """Return nbgrader's settings as the course sets them."""
    return settings_of(course_root())
