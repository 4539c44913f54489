"""Set the course up and run it: the one script behind every `make` command.

It needs nothing but Python, so it also serves where there is no make:
``python tools/course.py lab``. Its syntax is that of every Python since 2.7, so that a Python
that is too old for the course can still say so in one line.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys

try:
    import importlib.util
    import shutil
    from shutil import which
except ImportError:
    sys.exit("imagelessons: this is Python 2, but the course needs Python 3.11 to 3.14.")

OLDEST, NEWEST = (3, 11), (3, 14)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
CACHE = os.path.join(ROOT, ".cache")
LOCK = os.path.join(ROOT, "requirements.lock")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(BIN, "python.exe" if os.name == "nt" else "python")
STAMP = "imagelessons-set-up.txt"

# What students get has no sources of the exercises, and none of the instructors' commands.
IS_BUNDLE = not os.path.isdir(os.path.join(ROOT, "src", "imagecourse", "author"))

# What each kind of user needs; each holds all that stands before it.
LEVELS = ["student", "instructor", "dev", "browser"]
# Those that the tests try in an environment of its own, where nothing is that only developers have.
TRIED_APART = ["student", "instructor"]


class CourseError(Exception):
    """Something that the person at the keyboard can mend; shown as one line."""


def say(line):
    """Print a line at once, so that it stands ahead of what the programs started next print."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def is_supported(version):
    """Return whether the course runs with this (major, minor, ...) version of Python."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def newer_python():
    """Return the path of a Python on this machine that the course can use, or None."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = which("python3.%d" % minor)
        if found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return found
    return None


def use_supported_python(arguments):
    """Start again with a Python that the course supports, if this one isn't."""
    if is_supported(sys.version_info):
        return
    better = newer_python()
    if better is None:
        raise CourseError(
            "This is Python %d.%d, but the course needs Python %d.%d to %d.%d. Install one of "
            "them, then run the command again (make PYTHON=/path/to/python3.12 ... names one)."
            % (tuple(sys.version_info[:2]) + OLDEST + NEWEST)
        )
    sys.exit(subprocess.call([better, os.path.abspath(__file__)] + arguments))


def environment():
    """Return the environment variables for every program that the course starts.

    Caches, settings and histories go into the course's own folder, so that nothing outside it
    is touched.
    """
    variables = dict(os.environ)
    places = {
        "UV_CACHE_DIR": "uv",
        "PIP_CACHE_DIR": "pip",
        "JUPYTER_CONFIG_DIR": "jupyter/config",
        "JUPYTER_DATA_DIR": "jupyter/data",
        "JUPYTER_RUNTIME_DIR": "jupyter/runtime",
        "JUPYTERLAB_SETTINGS_DIR": "jupyter/settings",
        "JUPYTERLAB_WORKSPACES_DIR": "jupyter/workspaces",
        "IPYTHONDIR": "ipython",
        "MPLCONFIGDIR": "matplotlib",
    }
    for name, folder in places.items():
        variables[name] = os.path.join(CACHE, *folder.split("/"))
    variables["VIRTUAL_ENV"] = VENV
    variables["PATH"] = BIN + os.pathsep + variables.get("PATH", "")
    # Another environment's settings must not leak into ours. Where a container forbids Python to
    # keep what it compiled, each start of a program takes three times as long.
    for name in ("PYTHONHOME", "PYTHONPATH", "CONDA_PREFIX", "PYTHONDONTWRITEBYTECODE"):
        variables.pop(name, None)
    return variables


def run(command, why):
    """Run a command; if it fails, say in one line what was being done."""
    try:
        subprocess.check_call(command, cwd=ROOT, env=environment())
    except subprocess.CalledProcessError as error:
        raise CourseError(
            "%s failed (exit status %d); what the program said stands above. Mend that and run "
            "the same command again: it goes on where it stopped." % (why, error.returncode)
        )


def make_environment():
    """Make the virtual environment, unless a working one is there."""
    if os.path.exists(PYTHON):
        probe = "import sys; print(%d <= sys.version_info[1] <= %d)" % (OLDEST[1], NEWEST[1])
        try:
            if subprocess.check_output([PYTHON, "-c", probe]).strip() == b"True":
                return
        except (OSError, subprocess.CalledProcessError):
            pass
        say("The virtual environment in .venv does not work; making it again.")
        shutil.rmtree(VENV)
    if system_uv():
        run([system_uv(), "venv", "--quiet", "--python", sys.executable, VENV], "Making .venv")
        return
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            raise CourseError(
                "Python's own module %r is missing, so no virtual environment can be made. On "
                "Debian and Ubuntu: sudo apt install python3-venv; elsewhere install Python from "
                "python.org, or install uv." % module
            )
    run([sys.executable, "-m", "venv", VENV], "Making the virtual environment .venv")


def pinned_uv():
    """Return the lines of the lock that pin uv, hashes included."""
    with open(LOCK) as lock:
        found = re.search(r"^uv==.*?(?=^\S|\Z)", lock.read(), re.MULTILINE | re.DOTALL)
    if found is None:
        raise CourseError(
            "requirements.lock names no uv, so it isn't the course's own. Download the course "
            "again, or copy that file from where it is whole."
        )
    return found.group()


def system_uv():
    """Return the path of a uv on this machine that is new enough, or None."""
    path = which("uv")
    if path is None:
        return None
    said = subprocess.check_output([path, "--version"]).decode()
    version = tuple(int(part) for part in re.findall(r"\d+", said)[:2])
    return path if version >= (0, 9) else None


def get_uv():
    """Return the path of uv, bringing the pinned one into the environment where there is none."""
    own = which("uv", path=BIN)
    if system_uv() or own:
        return system_uv() or own
    if not os.path.isdir(CACHE):
        os.makedirs(CACHE)
    wanted = os.path.join(CACHE, "uv-requirement.txt")
    with open(wanted, "w") as file:
        file.write(pinned_uv())
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(pip + ["--require-hashes", "--no-deps", "-r", wanted], "Fetching the installer uv")
    return which("uv", path=BIN)


def apart(level):
    """Return the folder of the environment in which the tests try what a level promises."""
    return VENV + "-" + level


def apart_python(level):
    """Return the path of the Python of that environment."""
    return os.path.join(apart(level), os.path.relpath(PYTHON, VENV))


def fingerprint():
    """Return a digest of the files that decide what is installed."""
    digest = hashlib.sha256()
    names = ["pyproject.toml", "requirements.lock"]
    # JupyterLab's settings are copied into the environment.
    for folder, _, files in sorted(os.walk(os.path.join(ROOT, "jupyter"))):
        names += [os.path.join(folder, name) for name in sorted(files)]
    for name in names:
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def read_stamp(folder):
    """Return the digest, the Python and the level that an environment was made with, or Nones."""
    try:
        with open(os.path.join(folder, STAMP)) as file:
            digest, python, level = file.read().split()
        return digest, python, level
    except (OSError, ValueError):
        return None, None, None


def set_up(level):
    """Make the environment for a student, an instructor or a developer, where it isn't there."""
    digest, python, have = read_stamp(VENV)
    if have in LEVELS and LEVELS.index(have) >= LEVELS.index(level):
        level = have
        if (digest, python) == (fingerprint(), this_python()) and os.path.exists(PYTHON):
            return
    say("Setting up the course in .venv (once; about a minute) ...")
    make_environment()
    install(level, VENV, PYTHON)
    say("Set up: %s." % VENV)


def set_up_apart(level):
    """Make the environment in which the tests try a level: all that is in .venv isn't in it."""
    folder = apart(level)
    if is_set_up_apart(level) and read_stamp(folder)[1] == this_python():
        return
    say(
        "Setting up %s, to try the course as each %s has it ..." % (os.path.basename(folder), level)
    )
    if os.path.isdir(folder):
        shutil.rmtree(folder)
    run([get_uv(), "venv", "--quiet", "--python", PYTHON, folder], "Making " + folder)
    install(level, folder, apart_python(level))


def is_set_up_apart(level):
    """Return whether the environment in which the tests try a level is there and up to date."""
    digest, _, have = read_stamp(apart(level))
    return (digest, have) == (fingerprint(), level)


def this_python():
    """Return the version of the Python that runs this script, such as 3.12."""
    return "%d.%d" % tuple(sys.version_info[:2])


def install(level, folder, python, *options):
    """Install what a level needs into an environment."""
    package = ROOT if level == "student" else "%s[%s]" % (ROOT, level)
    # The lock stands in as constraints with hashes: of all that it pins, only what this level
    # needs is installed, and every archive is compared with its hash.
    command = [get_uv(), "pip", "install", "--quiet", "--python", python, "--constraint", LOCK]
    run(command + list(options) + ["--editable", package], "Installing the packages")
    with open(os.path.join(folder, STAMP), "w") as file:
        file.write("%s %s %s\n" % (fingerprint(), this_python(), level))


def start(arguments):
    """Run a program of the environment and end with its exit status."""
    program = which(arguments[0], path=BIN) or arguments[0]
    try:
        return subprocess.call([program] + arguments[1:], cwd=ROOT, env=environment())
    except KeyboardInterrupt:
        return 130


def command_lab(extra):
    """JupyterLab on your own copies of the lessons and exercises, in the folder work."""
    set_up("student")
    return start(["jupyter", "lab"] + extra)


def command_fresh(extra):
    """A fresh copy of a lesson or an exercise; the old one is kept beside it."""
    set_up("student")
    return start(["imagelessons", "fresh"] + extra)


def command_lessons(extra):
    """Run the lessons again and store their outputs."""
    set_up("dev")
    return start(["python", os.path.join("tools", "lessons.py")] + extra)


def command_formgrader(extra):
    """JupyterLab with the instructor's panels: formgrader, assignments, courses."""
    set_up("instructor")
    # Settings that go before those of the environment, which hide the panels from students.
    os.environ["JUPYTER_CONFIG_PATH"] = os.path.join(ROOT, "tools", "instructor")
    where = ["--ServerApp.root_dir=" + ROOT, "--LabApp.default_url=/lab"]
    return start(["jupyter", "lab"] + where + extra)


def set_up_tests():
    """Make the environment of the tests, and those in which they try each other level."""
    set_up("dev")
    for level in TRIED_APART:
        set_up_apart(level)


def command_test(extra):
    """The tests: the package, the lessons, the exercises, grading; all but what is slow."""
    set_up_tests()
    return start(["python", "-m", "pytest"] + extra)


def command_test_slow(extra):
    """The tests that `test` leaves out: the large picture, whole classes, attacks."""
    set_up_tests()
    if not os.path.exists(os.path.join(ROOT, "data", "large", "rat_brain.tif")):
        say("Making the large section for the lesson on large images (once; some minutes) ...")
        if start(["imagelessons", "large"]) != 0:
            return 1
    return start(["python", "-m", "pytest", "-m", "slow"] + extra)


def command_test_browser(extra):
    """The student's hour in a real browser: JupyterLab, driven in an installed Chromium."""
    set_up("browser")
    # One server and one browser for all: they must not be spread over processes.
    chosen = ["-m", "browser", "-n0", os.path.join("tests", "browser")]
    return start(["python", "-m", "pytest"] + chosen + extra)


def command_class(extra):
    """A class of 12 made-up students: graded, with feedback and an overview."""
    set_up("instructor")
    return start(["imagelessons", "class"] + extra)


def command_check(extra):
    """Say whether a student's notebook is fit to hand in, and what to mend if not."""
    set_up("student")
    return start(["imagelessons", "validate"] + extra)


def command_release(extra):
    """Make the students' exercises from the sources in solutions/."""
    set_up("instructor")
    return start(["imagelessons", "release"] + extra)


def command_bundle(extra):
    """All that students need as a zip archive in dist/, or in a folder with --folder."""
    set_up("instructor")
    return start(["imagelessons", "bundle"] + extra)


def command_report_card(extra):
    """Try the tests of the exercises: the bank of answers, and mutants of the references."""
    set_up("instructor")
    return start(["imagelessons", "report-card"] + extra)


def command_docs(extra):
    """Write the pages that are made from the course itself: misconceptions, phantoms, faults."""
    set_up("dev")
    return start(["python", os.path.join("tools", "docs.py")] + extra)


def command_fuzz(extra):
    """Forged values against what reads a student's: --seconds of a processor, 60 by default."""
    set_up("dev")
    return start(["python", os.path.join("tests", "isolate", "fuzz", "fuzz.py")] + extra)


def command_data(extra):
    """Make the pictures in data/ from their seeds, or fetch the originals (--originals)."""
    set_up("student")
    return start(["imagelessons", "data"] + extra)


def command_large(extra):
    """Make the section at 17360 x 18701 pixels, in data/large."""
    set_up("student")
    return start(["imagelessons", "large"] + extra)


def command_run(extra):
    """Any program of the environment, such as `run nbgrader --help`."""
    set_up("student" if IS_BUNDLE else "instructor")
    return start(extra or ["python"])


def command_setup(extra):
    """Only set up: student (as for lab), instructor, dev, browser, or tests (as for test)."""
    level = extra[0] if extra else "student"
    if level == "tests":
        set_up_tests()
        return 0
    if level not in LEVELS:
        known = ", ".join(LEVELS + ["tests"])
        raise CourseError("There is no set-up %r; there are: %s." % (level, known))
    set_up(level)
    return 0


def command_repair(extra):
    """Make the environment again, from packages downloaded again: when one is broken."""
    level = read_stamp(VENV)[2]
    say("Making .venv again; all packages are downloaded again ...")
    if os.path.isdir(VENV):
        shutil.rmtree(VENV)
    make_environment()
    # Not from uv's cache: its files and those of .venv are the same ones on the disk.
    install(level if level in LEVELS else "student", VENV, PYTHON, "--no-cache")
    say("Set up: %s." % VENV)
    return 0


def command_lock(extra):
    """Pin what has no pin yet, or all with --upgrade: requirements.lock and pyproject.toml."""
    set_up("dev")
    return start(["python", os.path.join("tools", "lock.py")] + extra)


COMMANDS = {
    name[len("command_") :].replace("_", "-"): function
    for name, function in sorted(globals().items())
    if name.startswith("command_")
}


# The students' bundle has what these need.
if IS_BUNDLE:
    COMMANDS = {
        name: COMMANDS[name]
        for name in ("lab", "fresh", "check", "repair", "data", "large", "run", "setup")
    }


def main(arguments):
    parser = argparse.ArgumentParser(
        prog="tools/course.py",
        description="The commands of the course:\n\n"
        + "\n".join("  %-12s %s" % (name, made.__doc__) for name, made in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", metavar="COMMAND")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="goes to the program as it is")
    parsed = parser.parse_args(arguments)
    try:
        if parsed.command not in COMMANDS:
            raise CourseError(
                "There is no command %r%s; there are: %s."
                % (
                    parsed.command,
                    " in what students get" if IS_BUNDLE else "",
                    ", ".join(COMMANDS),
                )
            )
        use_supported_python(arguments)
        return COMMANDS[parsed.command](parsed.rest)
    except CourseError as error:
        sys.stderr.write("imagelessons: %s\n" % error)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
