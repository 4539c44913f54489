"""The right values that the visible tests of exercises-03-colour-channels compare answers with."""

import imageio.v3 as iio
import numpy as np

from imagelessons.check import Answer
from imagelessons.data import data

FILES = ("rat_brain_low_res.jpg",)

# The stains and the picture of the visible test of exercise 5.
STAINS = np.array([[200, 40, 0], [0, 100, 50], [40, 0, 160]], dtype=np.uint8)
AMOUNTS = np.array(
    [
        [[1.2, 0.0, 0.0], [0.0, 1.0, 0.5], [0.125, 0.5, 0.375]],
        [[0.0, 0.0, 1.0], [0.5, 1.0, 0.0], [0.0, 0.0, 0.0]],
    ]
)


def answers() -> dict[str, Answer]:
    """Return the right values, and the wrong ones that the exercises invite."""
    img = iio.imread(data("rat_brain_low_res.jpg"))
    means = img.mean(axis=(0, 1))
    reverse = img[..., ::-1]
    return {
        "blue": Answer(
            img[..., 2],
            {"wrong-channel": img[..., 0], "wrong-channel--green": img[..., 1]},
            FILES,
        ),
        "means": Answer(
            means,
            {
                "channels-swapped": means[::-1],
                "truncated": np.floor(means),
                "median-for-mean": np.median(img, axis=(0, 1)),
                "maximum-for-mean": img.max(axis=(0, 1)),
                "range-0-to-1": means / 255,
                "sum-for-mean": img.sum(axis=(0, 1)),
                "rounded-early": np.rint(means),
                "cap-row-for-channel": img[:3].mean(axis=(1, 2)),
            },
            FILES,
            decimals=2,
        ),
        "planes": Answer(
            np.moveaxis(reverse, -1, 0),
            {
                "channel-order-kept": np.moveaxis(img, -1, 0),
                "channel-axis-last": reverse,
                "transposed": reverse.T,
                "transposed--order-kept": img.T,
                "channels-swapped--0": np.moveaxis(img[..., [0, 2, 1]], -1, 0),
                "channels-swapped--1": np.moveaxis(img[..., [1, 0, 2]], -1, 0),
                "channels-swapped--2": np.moveaxis(img[..., [1, 2, 0]], -1, 0),
                "channels-swapped--3": np.moveaxis(img[..., [2, 0, 1]], -1, 0),
                "pixels-scrambled--order-kept": img.reshape(3, *img.shape[:2]),
                "flipped-up-down": np.moveaxis(img, -1, 0)[:, ::-1],
                "pixels-scrambled": reverse.reshape(3, *img.shape[:2]),
            },
            FILES,
        ),
        "unmix": Answer(AMOUNTS, _wrong_amounts(), decimals=3),
    }


def _wrong_amounts() -> dict[str, np.ndarray]:
    colours = STAINS.astype(float)
    mixed = np.rint(AMOUNTS @ colours).astype(np.uint8)
    shape = AMOUNTS.shape
    pixels = mixed.reshape(-1, 3)
    total = AMOUNTS.sum(axis=-1, keepdims=True)
    # uint8 times uint8 stays uint8.
    wrapped = np.linalg.solve(STAINS @ STAINS.T, (pixels @ STAINS.T).T)
    return {
        "channels-as-stains": mixed / 255,
        "amounts-as-shares": AMOUNTS / np.where(total > 0, total, 1),
        "amounts-capped": AMOUNTS.clip(0, 1),
        **{
            f"small-amounts-dropped--{least}": np.where(least > AMOUNTS, 0, AMOUNTS)
            for least in (0.2, 0.4)
        },
        "amounts-rounded": AMOUNTS.round(2),
        "amounts-rounded--1": AMOUNTS.round(1),
        "amounts-rounded--0": AMOUNTS.round(0),
        "matrix-transposed": _fit(colours, pixels.T, shape),
        "pixels-scrambled": _fit(colours.T, mixed.reshape(3, -1), shape),
        "stains-one-by-one": mixed @ colours.T / (colours**2).sum(axis=1),
        "wrap-around": np.clip(wrapped.T, 0, None).reshape(shape),
    }


def _fit(colours: np.ndarray, pixels: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    fit = np.linalg.lstsq(colours, pixels.astype(float), rcond=None)[0]
    return np.clip(fit.T, 0, None).reshape(shape)
