"""How JupyterLab opens in the environment of the course."""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 - Jupyter defines it

c.LabApp.default_url = "/lab/tree/notebooks/00-start-here.ipynb"
# No question about news on the first start, and no look at the network for it.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
# In a container there is often no other user; elsewhere this changes nothing.
c.ServerApp.allow_root = True
# Editors' language servers aren't part of the course; looking for them starts npm, which leaves
# files in the home folder.
c.LanguageServerManager.autodetect = False

# What a plain `uv run jupyter lab` would leave in the home folder goes into the course's own.
environment = Path(sys.prefix)
if environment.name == ".venv":
    cache = environment.parent / ".cache"
    c.LabApp.user_settings_dir = str(cache / "jupyter" / "settings")
    c.LabApp.workspaces_dir = str(cache / "jupyter" / "workspaces")
    os.environ.setdefault("IPYTHONDIR", str(cache / "ipython"))
    os.environ.setdefault("MPLCONFIGDIR", str(cache / "matplotlib"))
