"""Students' figures are drawn quickly when they are graded, and look as in a notebook."""

import base64
import io

import numpy as np
import pytest
from PIL import Image
from surroundings import readable_paths

from imagecourse import EXTENSION
from imagelessons.data import data_folder
from nbisolate.session.session import Place, Step, run_notebook
from nbisolate.session.warm_parent import WarmParent


def pixels(png):
    """Return the values of a PNG file."""
    return np.asarray(Image.open(io.BytesIO(png)))


@pytest.fixture(scope="module")
def warm():
    # As in grading: the extension of the course asks `check` after each cell.
    libraries = ("matplotlib.pyplot", "imagelessons.check")
    with WarmParent(libraries=libraries, extension=EXTENSION) as parent:
        yield parent


@pytest.fixture
def run(warm, tmp_path):
    """Run a student's cells and return the outputs of each."""

    def run_cells(*sources):
        steps = [Step("student", source) for source in sources]
        place = Place(tmp_path, readable_paths(data_folder()))
        return [result.outputs for result in run_notebook(steps, warm, place)[0]]

    return run_cells


def test_a_figure_in_the_outputs_has_the_pixels_of_a_saved_one(run, tmp_path):
    drawing = (
        "import numpy as np\nimport matplotlib.pyplot as plt\n"
        "fig, ax = plt.subplots(figsize=(3, 2))\n"
        "_ = ax.imshow(np.random.default_rng(0).random((100, 100)))"
    )
    (shown,), _ = run(drawing, "fig.savefig('own.png', bbox_inches='tight', dpi=fig.dpi)")
    stored, own = base64.b64decode(shown["data"]["image/png"]), (tmp_path / "own.png").read_bytes()
    assert np.array_equal(pixels(stored), pixels(own))
    # Stored with less effort than a file of matplotlib's own.
    assert stored != own


def test_a_figure_is_drawn_once_and_only_for_the_notebook(run):
    count = (
        "from matplotlib.figure import Figure\nimport matplotlib.pyplot as plt\ndrawn = []\n"
        "class Counted(Figure):\n    def draw(self, renderer):\n        drawn.append(renderer)\n"
        "        super().draw(renderer)\n"
        "_ = plt.figure(FigureClass=Counted).subplots()"
    )
    # Before it is painted it is measured, by a renderer that paints nothing.
    _, (result,) = run(count, "len(drawn)")
    assert int(result["data"]["text/plain"]) <= 2


@pytest.mark.parametrize(
    ("kind", "found"), [("svg", "image/svg+xml"), ("png", "image/png"), ("retina", "image/png")]
)
def test_a_student_may_choose_another_format(run, kind, found):
    *_, (output,) = run(
        "import matplotlib.pyplot as plt",
        f"%config InlineBackend.figure_formats = ['{kind}']",
        "_ = plt.figure(figsize=(2, 1)).subplots()",
    )
    assert found in output["data"]
