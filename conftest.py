"""For every test: caches and histories go into the course's folder, not into the home folder."""

import os
from pathlib import Path

CACHE = Path(__file__).resolve().parent / ".cache"

for name, folder in {
    "MPLCONFIGDIR": "matplotlib",
    "IPYTHONDIR": "ipython",
    "JUPYTER_CONFIG_DIR": "jupyter/config",
    "JUPYTER_DATA_DIR": "jupyter/data",
    "JUPYTER_RUNTIME_DIR": "jupyter/runtime",
}.items():
    os.environ.setdefault(name, str(CACHE / folder))

# The lesson on large images needs a file of 732 MB that isn't in the repository.
LARGE_LESSON = Path(__file__).parent / "notebooks" / "04-large-images.ipynb"
LARGE_SECTION = Path(__file__).parent / "data" / "large" / "rat_brain.tif"
collect_ignore = [] if LARGE_SECTION.is_file() else [str(LARGE_LESSON)]


def pytest_report_header() -> list[str]:
    """Say which lesson is left out, and how to have it run too."""
    if collect_ignore:
        return ["left out: notebooks/04-large-images.ipynb (run `make large` once, or `make test`)"]
    return []
