"""The settings of JupyterLab and nbgrader for students, from wherever a program is started.

The files in the environment's ``etc/jupyter`` and the instructor's ``nbgrader_config.py`` call
these functions. So each value is said once, and a new version of the course brings its own.
"""

import os
import sys
from pathlib import Path

from traitlets.config import Config

from imagelessons.data import course_root
from imagelessons.workspace.keeping import KEPT
from imagelessons.workspace.places import EXERCISES, WorkspaceError, work_folder
from imagelessons.workspace.refresh import refresh


def nbgrader_settings(c: Config) -> None:
    """Set what students and instructors share: the course, the exchange, and what is handed in.

    Parameters
    ----------
    c : traitlets.config.Config
        Changed in place. It stays as it is where the folder of the course isn't found.
    """
    try:
        root, work = course_root(), work_folder()
    except FileNotFoundError:
        return
    c.CourseDirectory.course_id = os.environ.get("IMAGELESSONS_COURSE", "imagelessons")
    # Not handed in: feedback that was fetched, and copies that were kept. Not released: what
    # stands beside an assignment's source and quotes answers.
    c.CourseDirectory.ignore = [
        *(".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", f"*{KEPT}20*"),
        *("sealed.py", "bank", "tests", "equivalent.toml"),
    ]
    # A folder that students and instructors both reach; nbgrader's default needs an administrator.
    exchange = Path(os.environ.get("IMAGELESSONS_EXCHANGE", "exchange")).expanduser()
    c.Exchange.root = str(root / exchange)
    # The copy that a student works in is the one that `Submit` sends.
    c.Exchange.assignment_dir = str(work / EXERCISES)
    # What has been submitted from here, and what fetches its feedback; nbgrader's default is a
    # folder in the home folder.
    c.Exchange.cache = str(work / ".submitted")
    # A SyntaxError is reported where it is, not as the NameError that it leads to.
    c.Validator.validate_all = True
    # nbconvert would skip cells with this tag, and a skipped test counts as passed.
    c.Execute.skip_cells_with_tag = ""
    # Seconds for one cell.
    c.Execute.timeout = 120
    # ipykernel 7 warns of each kernel that talks in the clear.
    c.KernelManager.transport_encryption = "required"


def jupyter_settings(c: Config) -> None:
    """Set how JupyterLab opens: on the student's folder, which is made or brought up to date.

    Parameters
    ----------
    c : traitlets.config.Config
        Changed in place.

    Raises
    ------
    SystemExit
        If the folder can't be made; the reason is printed.
    """
    # No question about news on the first start, and no look at the network for it.
    c.LabApp.news_url = None
    c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
    # In a container there is often no other user; elsewhere this changes nothing.
    c.ServerApp.allow_root = True
    # Editors' language servers aren't part of the course; looking for them starts npm, which
    # leaves files in the home folder.
    c.LanguageServerManager.autodetect = False
    # What a plain `uv run jupyter lab` would leave in the home folder goes into the course's own.
    environment = Path(sys.prefix)
    if environment.name == ".venv":
        cache = environment.parent / ".cache"
        c.LabApp.user_settings_dir = str(cache / "jupyter" / "settings")
        c.LabApp.workspaces_dir = str(cache / "jupyter" / "workspaces")
        os.environ.setdefault("IPYTHONDIR", str(cache / "ipython"))
        os.environ.setdefault("MPLCONFIGDIR", str(cache / "matplotlib"))
        # What hidden tests make, where an author runs them.
        os.environ.setdefault("IMAGEPHANTOMS_CACHE", str(cache / "phantoms"))
    try:
        work = work_folder()
    except FileNotFoundError:
        return
    try:
        for line in refresh():
            print(f"imagelessons: {line}", file=sys.stderr)
    except WorkspaceError as error:
        sys.exit(f"imagelessons: {error}")
    c.ServerApp.root_dir = str(work)
    c.LabApp.default_url = "/lab/tree/00-start-here.ipynb"
