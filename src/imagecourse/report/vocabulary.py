"""Words and names that say nothing about who wrote them."""

import builtins
import importlib
import sys
from functools import cache

_USUAL = """
    args arr array ax axes bin bins cnt col cols color colour copy count cur cut data diff dtype
    elem fig fn func gray grey half hist idx im image img index inner input item kept key keys
    kwargs label labels left lbl len line list low high lst lut mapped mask mat max mean mid min
    new norm num nums obj old one out output pic picture pix pixel pixels pos prev px ref res result
    ret right row rows sel self shape size small smooth sorted src start std step stop sub sum tail
    temp thr thresh threshold tmp total two uint val vals value values vec vol voxel width height
    work zero zeros
"""
_OPTIONS = """
    C F RGB RGBA L I P auto equal lower upper nearest bilinear constrained tight none None
    float float32 float64 int int16 int32 int64 uint8 uint16 bool same valid constant reflect
    mirror wrap edge ij xy
"""
# What programmers call things, whatever the lesson says.
USUAL = frozenset(_USUAL.split())
# Texts that libraries take as options.
OPTIONS = frozenset(_OPTIONS.split())
# Errors of the course and of nbgrader's own dealings with a kernel, and NumPy's commonest.
OWN_ERRORS = frozenset(
    {"AuthorError", "AxisError", "CannotCrossError", "CellTimeoutError", "DeadKernelError"}
    | {"UFuncTypeError", "UFuncOutputCastingError", "_UFuncOutputCastingError"}
    | {"_UFuncNoLoopError", "_UFuncInputCastingError", "UnidentifiedImageError"}
)
# Names that answers reach through a library.
_LIBRARIES = (
    "numpy",
    "numpy.linalg",
    "scipy.ndimage",
    "matplotlib.pyplot",
    "matplotlib.axes.Axes",
    "matplotlib.figure.Figure",
    "PIL.Image",
    "PIL.Image.Image",
    "skimage.color",
    "skimage.filters",
    "skimage.measure",
    "skimage.morphology",
    "skimage.transform",
    "imageio.v3",
    "nibabel",
    "pydicom",
    "math",
)


@cache
def library_names() -> frozenset[str]:
    """Return the names of Python and of the libraries that the course uses."""
    found = set(dir(builtins)) | set(sys.stdlib_module_names)
    for kind in (str, list, dict, tuple, set, int, float):
        found.update(dir(kind))
    for path in _LIBRARIES:
        found.update(path.split("."))
        found.update(dir(_object(path)))
    return frozenset(name for name in found if not name.startswith("_"))


def _object(path: str) -> object:
    for cut in range(path.count(".") + 1):
        module, *rest = path.rsplit(".", cut)
        try:
            thing = importlib.import_module(module)
            for name in rest:
                thing = getattr(thing, name)
            return thing
        except (ImportError, AttributeError):
            continue
    return None
