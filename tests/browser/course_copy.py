"""A copy of the course as a student has it, in a folder with a space and an umlaut."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from imagelessons.data import course_root

ROOT = course_root()

# What this environment has set, and a person who opens a terminal has not.
OURS = ("JUPYTER", "IPYTHON", "IMAGELESSONS", "PYTEST", "PYTHON", "VIRTUAL_ENV", "MPL", "UV_CACHE")


def plain_environment() -> dict[str, str]:
    """Return the environment variables of somebody who has just opened a terminal."""
    ours = str(Path(sys.executable).parent)
    plain = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    folders = plain["PATH"].split(os.pathsep)
    plain["PATH"] = os.pathsep.join(folder for folder in folders if folder != ours)
    return plain


def system_python() -> str:
    """Return the Python that made this environment."""
    return os.path.realpath(sys.executable)


def copy_course(folder: Path) -> Path:
    """Unpack the students' bundle, with what is costly to make or to download shared.

    Parameters
    ----------
    folder : Path
        Where it is unpacked.

    Returns
    -------
    Path
        The folder of the course in it.
    """
    program = Path(sys.executable).with_name("imagelessons")
    subprocess.run([program, "bundle"], cwd=ROOT, check=True)
    shutil.unpack_archive(ROOT / "dist" / "imagelessons-student.zip", folder)
    share(folder / "imagelessons")
    return folder / "imagelessons"


def share(folder: Path) -> None:
    """Let a copy use this course's downloads and its large picture."""
    (folder / ".cache").mkdir(parents=True, exist_ok=True)
    for name in (".cache/uv", ".cache/pip", "data/large"):
        if (ROOT / name).exists() and not (folder / name).exists():
            (folder / name).symlink_to((ROOT / name).resolve(), target_is_directory=True)
