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
