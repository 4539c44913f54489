"""Settings of nbgrader's that have no effect here: to be said, once, and never passed over."""

from traitlets.config import Config

from imagelessons.workspace.settings import nbgrader_settings

# nbgrader's step, and the classes from which it has its settings.
_OF_EXECUTE = ("Execute", "ExecutePreprocessor", "NotebookClient")
_INSTEAD = {"timeout": "; the limit is `RunApart.cell_seconds`", "enabled": "; all cells are run"}


def ignored_settings(config: Config) -> list[str]:
    """Return a sentence for each of nbgrader's settings that somebody has set for nothing.

    They are those of ``Execute``, in whose place `nbisolate.grade.isolate.RunApart` runs the
    notebooks.

    Parameters
    ----------
    config : traitlets.config.Config
        From ``nbgrader_config.py`` and the command line together.

    Returns
    -------
    list of str
        Empty if there are none. Values that the course itself sets for Validate aren't told.

    Examples
    --------
    >>> ignored_settings(Config({"Execute": {"timeout": 999}}))
    ['Execute.timeout has no effect here; the limit is `RunApart.cell_seconds`.']
    >>> ignored_settings(Config({"Execute": {"enabled": False}}))
    ['--no-execute has no effect here; all cells are run.']
    """
    own = Config()
    nbgrader_settings(own)
    said = []
    for section in _OF_EXECUTE:
        for option, value in dict(config.get(section, {})).items():
            if option in own.get(section, {}) and own[section][option] == value:
                continue
            if option == "enabled" and value:
                continue
            name = "--no-execute" if option == "enabled" else f"{section}.{option}"
            said.append(f"{name} has no effect here{_INSTEAD.get(option, '')}.")
    return said
