"""Run strangers' notebooks shut in, and grade them: for any course that uses nbgrader."""

from typing import Any


def configure(c: Any, extension: str = "") -> None:
    """Set nbgrader so that it grades with nbisolate; to be called in ``nbgrader_config.py``.

    Parameters
    ----------
    c : traitlets.config.Config
        Changed in place. What it says of the course stays; what is set after it counts.
    extension : str, optional
        The class that says what the course adds, with its module: see
        `nbisolate.extension.Extension`.

    Examples
    --------
    >>> from traitlets.config import Config
    >>> c = Config()
    >>> configure(c)
    >>> c.Autograde.exporter_class.__name__
    'SubmissionExporter'
    """
    # Validate reads notebooks with a part of this package, without the grader.
    from nbisolate.nbgrader_settings import configure

    configure(c, extension)
