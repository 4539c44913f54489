"""The server behind the Validate button: the course's answer in place of nbgrader's.

The first extension that claims an address answers it, and Jupyter loads extensions in the order
of their names, so this one comes before nbgrader's.
"""

from pathlib import Path
from typing import Any

from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.validate_assignment.handlers import ValidateAssignmentHandler

from imagelessons.validate.validator import CourseValidator


class CourseValidateHandler(ValidateAssignmentHandler):
    """Answer the Validate button with sentences, never with a traceback of the server's."""

    def validate_notebook(self, path: str) -> dict[str, Any]:
        """Validate the notebook at `path`, a path below the server's folder."""
        root = Path(self.root_dir).resolve()
        target = (root / path).resolve()
        if not target.is_relative_to(root):
            return {
                "success": False,
                "value": "That notebook lies outside the folder that JupyterLab was opened in.",
            }
        validator = CourseValidator(config=self.load_config())
        return {"success": True, "value": validator.validate(str(target))}


def _load_jupyter_server_extension(server: ServerApp) -> None:
    settings = server.web_app.settings
    settings["root_dir"] = server.root_dir
    address = url_path_join(settings["base_url"], "/assignments/validate")
    server.web_app.add_handlers(".*$", [(address, CourseValidateHandler)])
