"""The right values for the visible tests of exercises-01-greyscale, to be sealed."""

import imageio.v3 as iio
import numpy as np

from imagelessons.check import Answer
from imagelessons.data import data

FILES = ("axon_slice.jpg",)


def answers() -> dict[str, Answer]:
    """Return the right values, and the wrong ones that the exercises invite."""
    img = iio.imread(data("axon_slice.jpg"))
    n_rows, n_columns = img.shape
    on_disk = data("axon_slice.jpg").stat().st_size
    region = img[100:150, 200:270]
    axes = "other-quantity: That is the number of axes. `img.shape` has the size of each of them."
    pixels = "other-quantity: That is the number of all pixels."
    last = "count-off-by-one: That is the index of the last {}. The first has the index 0, so the "
    return {
        "n_rows": Answer(
            n_rows,
            {
                "transposed": n_columns,
                last.format("row") + "number of rows is one more.": n_rows - 1,
                axes: img.ndim,
                pixels: img.size,
            },
            FILES,
        ),
        "n_columns": Answer(
            n_columns,
            {
                "transposed": n_rows,
                last.format("column") + "number of columns is one more.": n_columns - 1,
                axes: img.ndim,
                pixels: img.size,
            },
            FILES,
        ),
        "n_bytes": Answer(
            img.nbytes,
            {
                "file-size": on_disk,
                "bits-for-bytes": 8 * img.nbytes,
                "other-quantity: That is what one pixel takes up. How many pixels are there?": 1,
                "other-quantity: That is the number of rows. Each pixel of each row takes up "
                "memory.": n_rows,
                "other-quantity: `sys.getsizeof` counts the bytes of the pixels, and those in "
                "which Python notes their shape and dtype. Only the pixels are asked.": (
                    img.nbytes + 128
                ),
                "other-quantity: Rows and columns are multiplied to get the pixels, not added.": (
                    n_rows + n_columns
                ),
            },
            FILES,
        ),
        "region": Answer(
            region,
            {
                "slice-end": img[100:149, 200:269],
                "transposed": img[200:270, 100:150],
                "off-by-one: Your region begins one row and one column too late. Rows and columns "
                "are counted from 0, so that row 100 has the index 100.": img[101:151, 201:271],
                "off-by-one: Your region begins one row and one column too early. Rows and columns "
                "are counted from 0, so that row 100 has the index 100.": img[99:149, 199:269],
                "off-by-one: Your region begins one row too early.": img[99:149, 200:270],
                "off-by-one: Your region begins one column too early.": img[100:150, 199:269],
                "other-part: These are the first 50 rows and 70 columns of the picture.": (
                    img[:50, :70]
                ),
            },
            FILES,
        ),
        "region_mean": Answer(
            float(region.mean()),
            {
                "sum-for-mean": region.sum(),
                "other-part: That is the mean of the whole picture. Only the pixels of the region "
                "are asked.": img.mean(),
                "other-part: That is the mean without the last row and column of the region. A "
                "slice leaves its end out.": img[100:149, 200:269].mean(),
                "other-quantity: That is the median. The exercise asks for the mean.": (
                    np.median(region)
                ),
                "other-quantity: That is the standard deviation. The exercise asks for the mean.": (
                    region.std()
                ),
                "other-quantity: That is the brightest pixel. The exercise asks for the mean.": (
                    region.max()
                ),
                "other-quantity: That lies halfway between the darkest and the brightest pixel. "
                "The mean counts each pixel: their sum, divided by their number.": (
                    (int(region.min()) + int(region.max())) / 2
                ),
            },
            FILES,
            step=0.01,
        ),
    }
