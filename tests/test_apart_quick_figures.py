"""Students' figures are drawn quickly when they are graded, and look as in a notebook."""

import base64
import io

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import _ImageBase
from PIL import Image

from imagelessons.data import data_folder
from imagelessons.grade.apart.notebook import Place, Step, run_notebook
from imagelessons.grade.apart.quick_figures import measure_without_pictures
from imagelessons.grade.apart.sandbox import readable_paths
from imagelessons.grade.apart.warm import WarmParent


def pixels(png):
    """Return the values of a PNG file."""
    return np.asarray(Image.open(io.BytesIO(png)))


def panels(layout, **how):
    """Return a figure with a picture, its colour bar, an inset, and a histogram."""
    figure = Figure(figsize=(6, 3), layout=layout)
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2)
    picture = np.random.default_rng(1).random((40, 50))
    figure.colorbar(left.imshow(np.ma.masked_less(picture, 0.1), **how), ax=left, label="level")
    left.inset_axes([0.6, 0.6, 0.3, 0.3]).imshow(picture.T)
    right.hist(picture.ravel(), bins=10)
    right.set(title="amounts", xlabel="level")
    return figure


def saved(figure):
    """Return a figure as the inline backend saves it."""
    file = io.BytesIO()
    figure.savefig(file, bbox_inches="tight")
    return pixels(file.getvalue())


@pytest.mark.parametrize("layout", ["none", "constrained", "tight"])
@pytest.mark.parametrize("how", [{}, {"extent": (0, 1, 0, 1)}, {"interpolation": "bilinear"}])
def test_measuring_without_pictures_changes_no_pixel(monkeypatch, layout, how):
    plain = getattr(_ImageBase.draw, "paints", _ImageBase.draw)
    painted = []
    monkeypatch.setattr(
        _ImageBase, "draw", lambda image, renderer: painted.append(0) or plain(image, renderer)
    )
    expected = saved(panels(layout, **how))
    every = len(painted)
    painted.clear()
    measure_without_pictures()
    assert np.array_equal(saved(panels(layout, **how)), expected)
    # In a file of matplotlib's own the picture was painted twice as often.
    assert 0 < len(painted) <= every / 2


@pytest.fixture(scope="module")
def warm():
    with WarmParent(libraries=("matplotlib.pyplot",)) as parent:
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
