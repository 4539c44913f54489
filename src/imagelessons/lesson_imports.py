"""What the lessons and the exercises import, and which of it fails on this machine."""

import json
import os
import subprocess
import sys

# What the notebooks of `notebooks` and the reference answers import, but for what comes with
# Python or is the course's own: a name a line, in alphabetical order. A test holds this list equal
# to the notebooks.
LESSON_IMPORTS = (
    "from PIL import Image",
    "from PIL import ImageDraw",
    "from PIL import ImageFont",
    "from PIL import JpegImagePlugin",
    "from ipywidgets import IntSlider",
    "from ipywidgets import interact",
    "from matplotlib.colors import LinearSegmentedColormap",
    "from matplotlib.colors import ListedColormap",
    "from matplotlib.colors import LogNorm",
    "from matplotlib.patches import Rectangle",
    "from nibabel.affines import apply_affine",
    "from nibabel.affines import voxel_sizes",
    "from nibabel.processing import resample_from_to",
    "from nibabel.processing import resample_to_output",
    "from pydicom import examples",
    "from pydicom.charset import python_encoding",
    "from pydicom.dataset import Dataset",
    "from pydicom.dataset import FileMetaDataset",
    "from pydicom.misc import is_dicom",
    "from pydicom.pixels import apply_color_lut",
    "from pydicom.pixels import apply_rescale",
    "from pydicom.pixels import apply_windowing",
    "from pydicom.uid import generate_uid",
    "from scipy import ndimage",
    "from scipy.optimize import nnls",
    "from skimage import color",
    "from skimage import data",
    "from skimage import filters",
    "from skimage import measure",
    "from skimage import morphology",
    "from skimage import util",
    "from skimage.color import rgb2lab",
    "from sklearn.feature_extraction.image import extract_patches_2d",
    "import dask.array",
    "import imageio.v2",
    "import imageio.v3",
    "import matplotlib.image",
    "import matplotlib.pyplot",
    "import nibabel",
    "import numpy",
    "import psutil",
    "import pydicom",
    "import pyvips",
    "import skimage.io",
    "import tifffile",
    "import zarr",
)

# Run by a Python of its own: says each line before it imports, so that one that ends the whole
# process is known too, and what went wrong after it.
_TRY_EACH = """
import json, os, sys
said = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
for line in json.loads(sys.argv[1]):
    print(json.dumps([line, "Python itself stopped"]), file=said, flush=True)
    try:
        exec(line, {})
        wrong = None
    except BaseException as error:
        wrong = f"{type(error).__name__}: {error}"
    print(json.dumps([line, wrong]), file=said, flush=True)
"""


def failing_imports(lines: tuple[str, ...] = LESSON_IMPORTS) -> dict[str, str]:
    """Import what the lessons import, in a Python of its own, and say what fails.

    It runs in the working directory, as a notebook does: so a file of the learner's own that has
    the name of a package, and is imported in its place, is found too.

    Parameters
    ----------
    lines : tuple of str
        Import statements.

    Returns
    -------
    dict of str to str
        For each statement that fails: the error, such as ``"ModuleNotFoundError: No module named
        'zarr'"``.

    Examples
    --------
    >>> failing_imports(("import numpy", "import no_such_package"))
    {'import no_such_package': "ModuleNotFoundError: No module named 'no_such_package'"}
    """
    failed: dict[str, str] = {}
    left = list(lines)
    while left:
        outcome, said = _try_each(left)
        if not outcome:
            return failed | {left[0]: f"Python doesn't start: {said}"}
        failed |= {line: wrong for line, wrong in outcome.items() if wrong}
        # Where an import ended the whole process, another one goes on behind it.
        left = left[len(outcome) :]
    return failed


def _try_each(lines: list[str]) -> tuple[dict[str, str | None], str]:
    done = subprocess.run(
        [sys.executable, "-c", _TRY_EACH, json.dumps(lines)],
        capture_output=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    said = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
    return dict(json.loads(line) for line in done.stdout.splitlines()), said[-1]
