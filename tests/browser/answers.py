"""What the tests type into exercises 01."""

import re

import nbformat
from course_copy import ROOT

NAME = "exercises-01-greyscale"
# the first exercise with rows and columns swapped
SWAPPED = "n_columns, n_rows = img.shape\nn_bytes = img.nbytes"
IN_WORDS = "Each picture is scaled to its own range. Fix vmin and vmax, or compare the numbers."


def right_answers() -> dict[str, str]:
    """Return cell id -> what a student who gets it all right writes there."""
    notebook = nbformat.read(ROOT / "solutions" / NAME / f"{NAME}.ipynb", as_version=4)
    answers = {
        cell.id: re.sub(r" *### (BEGIN|END) SOLUTION\n?", "", cell.source).strip()
        for cell in notebook.cells
        if cell.cell_type == "code" and "### BEGIN SOLUTION" in cell.source
    }
    return answers | {"written": IN_WORDS}
