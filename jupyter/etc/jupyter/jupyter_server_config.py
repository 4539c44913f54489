"""How JupyterLab opens in the environment of the course."""

from imagelessons.workspace.settings import jupyter_settings

jupyter_settings(get_config())  # noqa: F821 - Jupyter defines it
