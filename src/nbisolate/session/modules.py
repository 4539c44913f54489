"""Which module a name of the student's notebook may stand for in a test."""

import importlib
import sys
import types
from collections.abc import Callable, Collection

from nbisolate.serialize.serializer import cannot_cross

# What these names mean everywhere in the field, whatever a notebook binds them to.
USUAL_NAMES = {
    "np": "numpy",
    "plt": "matplotlib.pyplot",
    "mpl": "matplotlib",
    "pd": "pandas",
    "nib": "nibabel",
    "iio": "imageio.v3",
    "ndi": "scipy.ndimage",
    "ski": "skimage",
    "da": "dask.array",
    "sns": "seaborn",
    "sp": "scipy",
    "tf": "tensorflow",
    "nx": "networkx",
    "dt": "datetime",
    "sm": "statsmodels.api",
}
KNOWN_PACKAGES = frozenset(
    [
        "collections",
        "copy",
        "dask",
        "datetime",
        "fractions",
        "functools",
        "imageio",
        "io",
        "itertools",
        "json",
        "math",
        "matplotlib",
        "networkx",
        "nibabel",
        "numpy",
        "operator",
        "pandas",
        "pathlib",
        "PIL",
        "pydicom",
        "random",
        "re",
        "scipy",
        "seaborn",
        "skimage",
        "sklearn",
        "statistics",
        "statsmodels",
        "string",
        "tifffile",
        "time",
        "warnings",
    ]
)


def module_for(
    name: str, given: str, note: Callable[[str], None], packages: Collection[str] = ()
) -> types.ModuleType:
    """Return the module that a name stands for in a test.

    Parameters
    ----------
    name : str
        As the student's notebook calls it.
    given : str
        The module that it is there.
    note : callable
        Is told a sentence for the instructor where there is none.
    packages : collection of str
        Those of the course.

    Returns
    -------
    module
        For a usual name the usual module; else the given one, if it is called by its own name
        and belongs to a known package.

    Raises
    ------
    NameError
        If it is neither.

    Examples
    --------
    >>> module_for("np", "numpy.ma", print).__name__
    'numpy'
    >>> module_for("ndimage", "scipy.ndimage", print).__name__
    'scipy.ndimage'
    """
    wanted = USUAL_NAMES.get(name, given)
    own_name = name in USUAL_NAMES or wanted == name or wanted.rpartition(".")[2] == name
    packages = {*KNOWN_PACKAGES, *packages}
    known = wanted.partition(".")[0] in packages or wanted == USUAL_NAMES.get(name)
    if own_name and known:
        try:
            return importlib.import_module(wanted)
        except Exception:  # such as a name that no file can have
            pass
    note(
        f"`{name}`: {cannot_cross('module')} A test that needs a module had better import it "
        f"in its own cell."
    )
    raise NameError(f"name {name!r} is not defined here", name=name)


def comparison_for(name: str) -> Callable | None:
    """Return NumPy's own comparison of a name, such as ``assert_allclose``; None if it isn't one.

    A notebook may import it in a cell that the student can change.

    Examples
    --------
    >>> import numpy as np
    >>> comparison_for("assert_allclose") is np.testing.assert_allclose
    True
    >>> comparison_for("brighten")
    """
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return None
    if name.startswith("assert_"):
        return getattr(numpy.testing, name, None)
    return getattr(numpy, name) if name in {"allclose", "isclose", "array_equal"} else None
