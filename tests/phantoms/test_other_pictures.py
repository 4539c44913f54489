"""The lessons run to their end on other pictures than the course's, and say what has no truth."""

import os
import shutil

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from PIL import Image

from imagelessons.data import course_root

pytestmark = pytest.mark.slow

ROOT = course_root()
SWAPPED = ["axon_slice.jpg", "rat_cerebellum.jpg", "rat_brain_low_res.jpg"]


@pytest.fixture(scope="module")
def other_pictures(tmp_path_factory):
    """A copy of data/ in which other pictures have taken the place of three; their truth stays."""
    folder = tmp_path_factory.mktemp("other") / "data"
    left_out = shutil.ignore_patterns("large", "originals")
    shutil.copytree(ROOT / "data", folder, ignore=left_out)
    for name in SWAPPED:
        with Image.open(folder / name) as picture:
            smaller = np.asarray(picture)[:, :-37]  # of another shape, too
        Image.fromarray(smaller).save(folder / name, quality=90)
    return folder


@pytest.mark.parametrize(
    ("lesson", "told"),
    [("01-greyscale", 0), ("02-masking", 1), ("03-colour-channels", 2)],
)
def test_a_lesson_runs_to_its_end_on_other_pictures(lesson, told, other_pictures):
    path = ROOT / "notebooks" / f"{lesson}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    )
    # As Run All does, it stops at the first error in a cell that isn't marked raises-exception.
    client.execute(env=os.environ | {"IMAGELESSONS_DATA": str(other_pictures)})
    errors = [
        output
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "error"
    ]
    sentences = [one.evalue for one in errors if one.ename == "FileNotFoundError"]
    assert len(sentences) == told
    assert all(sentence.startswith("There is no truth for the ") for sentence in sentences)
    # What follows from it is announced in the sentence.
    assert {one.ename for one in errors} <= {"FileNotFoundError", "NameError"}
