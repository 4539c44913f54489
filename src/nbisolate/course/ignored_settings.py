"""Settings of nbgrader's that have no effect here: to be said, once, and never passed over."""

from collections.abc import Mapping

from traitlets.config import Config

# nbgrader's step, and the classes from which it has its settings.
_OF_EXECUTE = ("Execute", "ExecutePreprocessor", "NotebookClient")
_INSTEAD = {"timeout": "; the limit is `RunApart.cell_seconds`", "enabled": "; all cells are run"}


def ignored_settings(config: Config, quiet: Mapping[str, object] | None = None) -> list[str]:
    """Return a sentence for each of nbgrader's settings that somebody has set for nothing.

    They are those of ``Execute``, in whose place `nbisolate.grade.isolate.RunApart` runs the
    notebooks.

    Parameters
    ----------
    config : traitlets.config.Config
        From ``nbgrader_config.py`` and the command line together.
    quiet : mapping of str to object, optional
        Settings that aren't told if they have these values: the course's own, for other programs.

    Returns
    -------
    list of str
        Empty if there are none.

    Examples
    --------
    >>> config = Config({"Execute": {"timeout": 999}})
    >>> ignored_settings(config)
    ['Execute.timeout has no effect here; the limit is `RunApart.cell_seconds`.']
    >>> ignored_settings(config, {"Execute.timeout": 999})
    []
    >>> ignored_settings(Config({"Execute": {"enabled": False}}))
    ['--no-execute has no effect here; all cells are run.']
    """
    said = []
    for section in _OF_EXECUTE:
        for option, value in dict(config.get(section, {})).items():
            setting = f"{section}.{option}"
            if setting in (quiet or {}) and quiet[setting] == value:
                continue
            if option == "enabled" and value:
                continue
            name = "--no-execute" if option == "enabled" else setting
            said.append(f"{name} has no effect here{_INSTEAD.get(option, '')}.")
    return said
