"""How JupyterLab opens when it is started in the folder of the course."""

import os
from pathlib import Path

root = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()

c = get_config()  # noqa: F821 - Jupyter defines it

c.ServerApp.root_dir = str(root)
c.LabApp.default_url = "/lab/tree/notebooks/00-start-here.ipynb"
# In a container there is often no other user; on a machine of one's own it makes no difference.
c.ServerApp.allow_root = True
c.ServerApp.jpserver_extensions = {"imagelessons.validate": True}
# A student's work is saved every 30 seconds, so that a lost connection loses little.
c.FileContentsManager.use_atomic_writing = True

# The instructor's panels (they need the sources and the gradebook) stay away from students.
if not os.environ.get("IMAGELESSONS_INSTRUCTOR"):
    c.ServerApp.tornado_settings = {
        "page_config_data": {
            "disabledExtensions": {
                "@jupyter/nbgrader:create-assignment": True,
                "@jupyter/nbgrader:formgrader": True,
                "@jupyter/nbgrader:course-list": True,
            }
        }
    }
