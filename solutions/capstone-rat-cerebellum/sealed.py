"""The right values for the visible tests of capstone-rat-cerebellum, to be sealed."""

import imageio.v3 as iio
import numpy as np

from imagelessons.check import Answer
from imagelessons.data import data

FILES = ("rat_cerebellum.jpg",)
MARGINS = (0, 20, 40, 60, 80, 100)
FACTORS = (1, 2, 4, 8, 16, 32)
STEPS = (80, 100, 120, 140)


def answers() -> dict[str, Answer]:
    """Return the right values, and the wrong ones that the exercises invite."""
    img = iio.imread(data("rat_cerebellum.jpg"))
    return {
        "picture": Answer(img, {}, FILES),
        "mainly_green": _mainly_green(img),
        "table": _table(img),
        "spread": _spread(img),
        "mask_shares": _mask_shares(img),
    }


def _mainly_green(img: np.ndarray) -> Answer:
    red, green, blue = np.moveaxis(img, -1, 0)
    greenish = (green > red) & (green > blue)
    right = np.array([greenish[red > t].mean() for t in STEPS])
    mistakes = {
        "complement": 1 - right,
        "percent-for-fraction": 100 * right,
        "cap-of-the-picture": [(greenish & (red > t)).mean() for t in STEPS],
        "cap-other-base": [(red > t)[greenish].mean() for t in STEPS],
        "cap-one-rival": [(green > red)[red > t].mean() for t in STEPS],
        "strictness": [greenish[red >= t].mean() for t in STEPS],
        "cap-ties-kept": [((green >= red) & (green >= blue))[red > t].mean() for t in STEPS],
        "wrap-around": [((green - red > 0) & (green - blue > 0))[red > t].mean() for t in STEPS],
        "other-order": right[::-1],
        "rounded-early": right.round(2),
        "rounded-early--3": right.round(3),
        "rounded-early--5": right.round(5),
        "cap-green-threshold": [(green > 100)[red > t].mean() for t in STEPS],
        "cap-green-threshold--same": [(green > t)[red > t].mean() for t in STEPS],
        "sum-for-mean": [greenish[red > t].sum() for t in STEPS],
        "cap-both-together": [
            (greenish & (red > t)).sum() / (greenish | (red > t)).sum() for t in STEPS
        ],
    }
    return Answer(right, mistakes, FILES, decimals=7)


def _leads(img: np.ndarray) -> list[np.ndarray]:
    """Return for each channel by how much it exceeds the larger of the other two."""
    return [one - np.maximum(*others) for one, others in _with_others(img)]


def _above_mean(img: np.ndarray) -> list[np.ndarray]:
    return [one - np.mean(others, axis=0) for one, others in _with_others(img)]


def _with_others(img: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    signed = np.moveaxis(img.astype(int), -1, 0)
    return [(signed[k], np.delete(signed, k, axis=0)) for k in range(3)]


def _counted(keeps) -> np.ndarray:
    return np.array([[np.count_nonzero(keeps(k, m)) for k in range(3)] for m in MARGINS])


def _rows(counts: np.ndarray) -> np.ndarray:
    return counts / counts.sum(axis=1, keepdims=True)


def _table(img: np.ndarray) -> Answer:
    by = _leads(img)
    above = _above_mean(img)
    below = [one - np.minimum(*others) for one, others in _with_others(img)]
    wrapped = [img[..., k] - np.delete(img, k, axis=-1).max(axis=-1) for k in range(3)]
    counts = _counted(lambda k, m: by[k] > m)
    mistakes = {
        "wrap-around": _rows(_counted(lambda k, m: wrapped[k] > m)),
        "strictness": _rows(_counted(lambda k, m: by[k] >= m)),
        "cap-threshold-for-lead": _rows(_counted(lambda k, m: img[..., k] > m)),
        "cap-of-the-picture": counts / by[0].size,
        "cap-other-base": counts / counts.sum(axis=0),
        "cap-first-row-below": counts / counts[0].sum(),
        "cap-mean-rival": _rows(_counted(lambda k, m: above[k] > m)),
        "percent-for-fraction": 100 * _rows(counts),
        "other-order": _rows(counts)[::-1],
        "cap-mean-pixel-table": counts,
        "rounded-early": _rows(counts).round(3),
        "rounded-early--2": _rows(counts).round(2),
        "cap-smaller-rival": _rows(_counted(lambda k, m: below[k] > m)),
    }
    return Answer(_rows(counts), mistakes, FILES, decimals=5)


def _spread(img: np.ndarray) -> Answer:
    by = _leads(img)
    table = _rows(_counted(lambda k, m: by[k] > m))
    right = np.ptp(table, axis=0)
    mistakes = {
        "percent-for-fraction": 100 * right,
        "rounded-early": right.round(2),
        "cap-first-less-last": np.abs(table[0] - table[-1]),
        "cap-standard-deviation": table.std(axis=0),
        "cap-standard-deviation--sample": table.std(axis=0, ddof=1),
    }
    return Answer(right, mistakes, FILES, decimals=5)


def _mask_shares(img: np.ndarray) -> Answer:
    box = [_averaged(img, factor) for factor in FACTORS]
    picked = [img[::factor, ::factor] for factor in FACTORS]
    first = np.array([_mostly_red(one).mean() for one in box])
    second = np.array([_mostly_red(one.astype(int)).mean() for one in picked])
    right = np.array([first, second])
    full = _mostly_red(img.astype(int))
    mistakes = {
        "other-order": right[::-1],
        "wrap-around": [first, [_mostly_red(one).mean() for one in picked]],
        "cap-mask-reduced": [[_averaged(full, f).mean() for f in FACTORS], second],
        "cap-pixels-left-out": [second, second],
        "cap-fractions-lost": [[_mostly_red(one.astype(int)).mean() for one in box], second],
        "cap-threshold-for-lead": [
            [(one[..., 0] > 40).mean() for one in some] for some in (box, picked)
        ],
        "cap-of-the-picture": [
            [np.count_nonzero(_mostly_red(one.astype(float))) / full.size for one in some]
            for some in (box, picked)
        ],
        "percent-for-fraction": 100 * right,
        "rounded-early": right.round(3),
        "rounded-early--2": right.round(2),
    }
    return Answer(right, mistakes, FILES, decimals=5)


def _averaged(image: np.ndarray, factor: int) -> np.ndarray:
    rows, columns = (side // factor for side in image.shape[:2])
    even = image[: rows * factor, : columns * factor]
    return even.reshape(rows, factor, columns, factor, -1).mean(axis=(1, 3))


def _mostly_red(image: np.ndarray) -> np.ndarray:
    return image[..., 0] - np.maximum(image[..., 1], image[..., 2]) > 40
