"""The right values for the visible tests of exercises-02-masking, to be sealed."""

import imageio.v3 as iio

from imagelessons.check import Answer
from imagelessons.data import data

FILES = ("axon_slice.jpg",)


def answers() -> dict[str, Answer]:
    """Return the right values, and the wrong ones that the exercises invite."""
    img = iio.imread(data("axon_slice.jpg"))
    dark = img < 120
    return {
        "dark": Answer(dark, {"strictness": img <= 120, "inverted": img > 120}, FILES),
        "dark_share": Answer(
            float(dark.mean()),
            {"sum-for-mean": dark.sum(), "inverted": (img > 120).mean()},
            FILES,
            step=1e-5,
        ),
    }
