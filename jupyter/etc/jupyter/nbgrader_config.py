"""nbgrader's settings for students; an instructor's are in the folder of the course."""

from imagelessons.workspace.settings import nbgrader_settings

nbgrader_settings(get_config())  # noqa: F821 - nbgrader defines it
