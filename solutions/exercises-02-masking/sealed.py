"""The right values for the visible tests of exercises-02-masking, to be sealed."""

import imageio.v3 as iio

from imagelessons.check import Answer
from imagelessons.data import data

FILES = ("axon_slice.jpg",)


def answers() -> dict[str, Answer]:
    """Return the right values, and the wrong ones that the exercises invite."""
    img = iio.imread(data("axon_slice.jpg"))
    dark = img < 120
    count = int(dark.sum())
    return {
        "dark": Answer(
            dark,
            {
                "strictness: Your mask keeps the pixels of exactly 120, and they aren't darker "
                "than 120.": img <= 120,
                "inverted: Your mask keeps the bright pixels. The exercise asks for the dark "
                "ones.": img > 120,
            },
            FILES,
        ),
        "dark_share": Answer(
            float(dark.mean()),
            {
                "sum-for-mean: That is the number of pixels that the mask keeps. Divide it by the "
                "number of all pixels.": count,
                "inverted": (img > 120).mean(),
                "strictness: Here the pixels of exactly 120 are counted, and they aren't darker "
                "than 120.": (img <= 120).mean(),
                "other-quantity: That is the mean grey level of the pixels that are kept. A share "
                "lies between 0 and 1.": img[dark].mean(),
                "other-quantity: That is the mean grey level of the picture. The share is about "
                "how many pixels are kept.": img.mean(),
                "other-quantity: You divided by the number of the pixels that aren't kept. Divide "
                "by the number of all pixels.": count / (img.size - count),
                "other-quantity: You divided by the number of rows. Divide by the number of all "
                "pixels.": count / img.shape[0],
                "other-quantity: That is the share of the light, not of the pixels: you add grey "
                "levels up. Count pixels.": int(img[dark].sum()) / int(img.sum()),
                "reciprocal: You divided all pixels by those that are kept. It is the other way "
                "round.": img.size / count,
            },
            FILES,
            step=1e-5,
        ),
    }
