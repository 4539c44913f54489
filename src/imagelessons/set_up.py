"""Is all there that the lessons need? One line that says so, or what to do."""

import sys
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from imagelessons.data import ENVIRONMENT_VARIABLE, data_folder
from imagelessons.data.sheet import damaged_files

PYTHON_VERSIONS = ">=3.11,<3.15"


def check_set_up() -> None:
    """Print one line that says that all is well, or a line for each thing to mend."""
    problems = set_up_problems()
    if problems:
        print("\n".join(f"To mend: {problem}" for problem in problems))
    else:
        print("All is well: the packages are there, and the pictures are as they should be.")


def set_up_problems() -> list[str]:
    """Return what keeps the lessons from running, as sentences.

    Returns
    -------
    list of str
        Empty if all is well.
    """
    return [*_python_problems(), *_package_problems(), *_picture_problems()]


def _python_problems() -> list[str]:
    own = ".".join(map(str, sys.version_info[:3]))
    if own in SpecifierSet(PYTHON_VERSIONS):
        return []
    return [
        f"this notebook runs on Python {own}, but the course needs {PYTHON_VERSIONS}. Close "
        f"JupyterLab and start it with `make lab` in the folder of the course."
    ]


def _package_problems() -> list[str]:
    wrong = []
    for text in requires("imagelessons") or []:
        requirement = Requirement(text)
        # What only instructors or developers need isn't a student's business.
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            if not requirement.specifier.contains(version(requirement.name), prereleases=True):
                wrong.append(f"{requirement.name} {version(requirement.name)} (too old or too new)")
        except PackageNotFoundError:
            wrong.append(f"{requirement.name} (missing)")
    if not wrong:
        return []
    return [
        f"these packages aren't as the course needs them: {', '.join(wrong)}. Close JupyterLab "
        f"and run `make lab` in the folder of the course: it installs what is missing."
    ]


def _picture_problems() -> list[str]:
    try:
        folder = data_folder()
        wrong = damaged_files(folder) if (folder / "README.md").is_file() else {}
    except OSError as error:
        return [str(error)]
    if not wrong:
        return []
    listed = ", ".join(f"{name} ({what})" for name, what in wrong.items())
    return [
        f"these pictures in {folder} aren't as they should be: {listed}. `git restore data` brings "
        f"the course's own back ({ENVIRONMENT_VARIABLE} names another folder)."
    ]
