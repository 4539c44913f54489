"""The right values for the visible tests of exercises-01-greyscale, to be sealed."""

import imageio.v3 as iio

from imagelessons.check import Answer
from imagelessons.data import data

FILES = ("axon_slice.jpg",)


def answers() -> dict[str, Answer]:
    """Return the right values, and the wrong ones that the exercises invite."""
    img = iio.imread(data("axon_slice.jpg"))
    n_rows, n_columns = img.shape
    on_disk = data("axon_slice.jpg").stat().st_size
    region = img[100:150, 200:270]
    return {
        "n_rows": Answer(n_rows, {"transposed": n_columns}, FILES),
        "n_columns": Answer(n_columns, {"transposed": n_rows}, FILES),
        "n_bytes": Answer(img.nbytes, {"file-size": on_disk}, FILES),
        "region": Answer(
            region,
            {
                "slice-end": img[100:149, 200:269],
                "transposed": img[200:270, 100:150],
                "off-by-one": img[101:151, 201:271],
            },
            FILES,
        ),
        "region_mean": Answer(
            float(region.mean()), {"sum-for-mean": region.sum()}, FILES, step=0.01
        ),
    }
