"""Is all there that the lessons need? One line that says so, or what to do."""

import sys
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from imagelessons.data import ENVIRONMENT_VARIABLE, course_root, data_folder
from imagelessons.data.files import HOW_TO_MAKE_AGAIN
from imagelessons.data.sheet import damaged_files
from imagelessons.lesson_imports import LESSON_IMPORTS, failing_imports

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

    Everything that the lessons and the exercises import is imported, which takes some seconds.

    Returns
    -------
    list of str
        Empty if all is well.
    """
    # One thing at a time: where a package is missing, what imports it fails too.
    broken = _python_problems() or _own_file_problems() or _package_problems() or _import_problems()
    return [*broken, *_picture_problems()]


def _python_problems() -> list[str]:
    own = ".".join(map(str, sys.version_info[:3]))
    if own in SpecifierSet(PYTHON_VERSIONS):
        return []
    return [
        f"this notebook runs on Python {own}, but the course needs {PYTHON_VERSIONS}. "
        f"{_how_to_repair()}"
    ]


def _own_file_problems() -> list[str]:
    # A notebook imports from its own folder first.
    folder = Path.cwd()
    needed = {line.split()[1].partition(".")[0] for line in LESSON_IMPORTS}
    taken = [
        path.name
        for path in sorted(folder.glob("*"))
        if path.stem in needed | sys.stdlib_module_names
        and (path.suffix == ".py" or (path / "__init__.py").is_file())
    ]
    return [
        f"{name!r} in {folder} has the name of a package, and is imported in its place. Give it "
        f"another name, then choose Kernel > Restart Kernel and run this cell again."
        for name in taken
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
        f"these packages aren't as the course needs them: {', '.join(wrong)}. {_how_to_repair()}"
    ]


def _import_problems() -> list[str]:
    by_error: dict[str, list[str]] = {}
    for line, error in failing_imports().items():
        by_error.setdefault(error, []).append(f"`{line}`")
    if not by_error:
        return []
    told = "; ".join(f"{', '.join(lines[:3])} ({error})" for error, lines in by_error.items())
    return [f"the lessons can't import all that they need: {told}. {_how_to_repair()}"]


def _how_to_repair() -> str:
    """Return what to do about packages, in the way in which the course was set up here."""
    prefix = Path(sys.prefix)
    if (prefix / "conda-meta").is_dir():
        return (
            "Close JupyterLab. In the folder of the course, `conda env remove --name imagelessons` "
            "and `conda env create --file environment.yml` make the environment again."
        )
    if prefix.name == ".venv" and (prefix.parent / "tools" / "course.py").is_file():
        return (
            "Close JupyterLab and run `make repair` in the folder of the course (without make: "
            "`python tools/course.py repair`): it makes the environment again."
        )
    return (
        f"This notebook runs in {prefix}, which the course didn't make: install them there, or "
        f"close JupyterLab and start it with `make lab` in the folder of the course (without "
        f"make: `python tools/course.py lab`)."
    )


def _picture_problems() -> list[str]:
    try:
        folder = data_folder()
        wrong = damaged_files(folder) if (folder / "README.md").is_file() else {}
    except OSError as error:
        return [str(error)]
    if not wrong:
        return []
    listed = ", ".join(f"{name} ({what})" for name, what in wrong.items())
    cure = (
        HOW_TO_MAKE_AGAIN
        if folder == course_root() / "data"
        else f"{ENVIRONMENT_VARIABLE} names that folder; without it, the course's own are read."
    )
    return [f"these pictures in {folder} aren't as they should be: {listed}. {cure}"]
