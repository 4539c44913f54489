"""What the originals measure, and how near to it a phantom must come.

The numbers were measured on the original pictures, which aren't in the repository. The cerebellum
was reduced by 2 first (BOX), to the size of its phantom.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pydicom
from PIL import Image

Measure = Callable[[np.ndarray], float]


@dataclass(frozen=True)
class Statistic:
    """One number of a picture.

    Attributes
    ----------
    name : str
    measure : callable
        From the picture's array to the number.
    original : float
        What it is on the original.
    tolerance : float
        How far off the phantom may be.
    """

    name: str
    measure: Measure
    original: float
    tolerance: float


def load(path: Path) -> np.ndarray:
    """Read a picture as an array: uint8 from an image file, uint16 from a DICOM file."""
    if path.suffix == ".dcm":
        return pydicom.dcmread(path).pixel_array
    with Image.open(path) as image:
        return np.asarray(image)


def _percentile(q: float, channel: int | None = None) -> Measure:
    return lambda image: float(np.percentile(image if channel is None else image[..., channel], q))


def _mean(channel: int | None = None) -> Measure:
    return lambda image: float((image if channel is None else image[..., channel]).mean())


def _below(level: int) -> Measure:
    return lambda image: 100 * float((image < level).mean())


def _above(level: int, channel: int | None = None) -> Measure:
    return lambda image: (
        100 * float(((image if channel is None else image[..., channel]) > level).mean())
    )


def _below_in_quarter(level: int, quarter: int) -> Measure:
    def measure(image: np.ndarray) -> float:
        width = image.shape[1] // 4
        return 100 * float((image[:, quarter * width : (quarter + 1) * width] < level).mean())

    return measure


def _correlation(one: int, other: int) -> Measure:
    def measure(image: np.ndarray) -> float:
        a, b = (image[..., channel].astype(float).ravel() for channel in (one, other))
        a, b = a - a.mean(), b - b.mean()
        return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum()))

    return measure


def _black(level: int) -> Measure:
    return lambda image: 100 * float((image.max(axis=-1) < level).mean())


def _channels(percentiles: dict[int, tuple[float, float, float]], tolerance: float):
    return tuple(
        Statistic(
            f"{'RGB'[channel]}, percentile {q}", _percentile(q, channel), values[channel], tolerance
        )
        for q, values in percentiles.items()
        for channel in range(3)
    )


AXON_SLICE = (
    Statistic("mean", _mean(), 151.4, 8),
    Statistic("standard deviation", lambda image: float(image.std()), 40.7, 6),
    *(
        Statistic(f"percentile {q}", _percentile(q), value, 12)
        for q, value in zip(
            (1, 5, 25, 50, 75, 95, 99), (76, 88, 117, 153, 187, 212, 225), strict=True
        )
    ),
    Statistic("area below 110 (%)", _below(110), 19.8, 4),
    Statistic("area below 125 (%)", _below(125), 30.2, 4),
    Statistic("area below 140 (%)", _below(140), 40.8, 4),
    Statistic("area below 125, left quarter (%)", _below_in_quarter(125, 0), 23.7, 4),
    Statistic("area below 125, right quarter (%)", _below_in_quarter(125, 3), 34.2, 4),
)

HEAD_SLICE = (
    Statistic("percentile 50", _percentile(50), 66, 15),
    Statistic("percentile 95", _percentile(95), 270, 30),
    Statistic("percentile 99", _percentile(99), 385, 40),
    Statistic("maximum", lambda image: float(image.max()), 717, 50),
    Statistic("area above 100 (%)", _above(100), 41, 4),
    Statistic("area above 125 (%)", _above(125), 35, 4),
    Statistic("area above 150 (%)", _above(150), 29, 4),
)

CEREBELLUM = (
    *(
        Statistic(f"{'RGB'[channel]}, mean", _mean(channel), value, 12)
        for channel, value in enumerate((62.0, 79.4, 54.8))
    ),
    *_channels(
        {
            5: (2, 3, 1),
            25: (9, 23, 10),
            50: (49, 58, 27),
            75: (96, 133, 70),
            95: (194, 203, 213),
            99: (246, 228, 248),
        },
        20,
    ),
    Statistic("correlation of R and G", _correlation(0, 1), 0.341, 0.12),
    Statistic("correlation of R and B", _correlation(0, 2), -0.143, 0.12),
    Statistic("correlation of G and B", _correlation(1, 2), -0.259, 0.12),
    Statistic("area with R > 120 (%)", _above(120, 0), 13.4, 5),
    Statistic("area with G > 100 (%)", _above(100, 1), 34.5, 5),
    Statistic("area with B > 100 (%)", _above(100, 2), 18.8, 5),
)

SECTION = (
    *(
        Statistic(f"{'RGB'[channel]}, mean", _mean(channel), value, 10)
        for channel, value in enumerate((24.6, 35.1, 32.9))
    ),
    *_channels(
        {25: (5, 2, 0), 50: (20, 14, 15), 75: (37, 74, 53), 95: (67, 105, 120), 99: (95, 139, 144)},
        20,
    ),
    Statistic("correlation of R and G", _correlation(0, 1), 0.506, 0.12),
    Statistic("correlation of R and B", _correlation(0, 2), 0.290, 0.12),
    Statistic("correlation of G and B", _correlation(1, 2), 0.060, 0.12),
    Statistic("black background, all channels below 30 (%)", _black(30), 37.4, 4),
    Statistic("pixels with R > 200", lambda image: float((image[..., 0] > 200).sum()), 563, 60),
)

REFERENCE: dict[str, tuple[Statistic, ...]] = {
    "axon_slice.jpg": AXON_SLICE,
    "head_sagittal.dcm": HEAD_SLICE,
    "rat_cerebellum.jpg": CEREBELLUM,
    "rat_brain_low_res.jpg": SECTION,
}


def compare(name: str, image: np.ndarray) -> list[tuple[Statistic, float]]:
    """Measure a phantom where its original was measured.

    Parameters
    ----------
    name : str
        A key of `REFERENCE`.
    image : numpy.ndarray
        The phantom.

    Returns
    -------
    list of (Statistic, float)
        Each statistic with what it is on the phantom.

    Examples
    --------
    >>> flat = np.full((256, 256), 66, dtype=np.uint16)
    >>> statistic, value = compare("head_sagittal.dcm", flat)[0]
    >>> statistic.name, value
    ('percentile 50', 66.0)
    """
    return [(statistic, statistic.measure(image)) for statistic in REFERENCE[name]]


def as_markdown(name: str, image: np.ndarray) -> str:
    """Return the comparison as a table in Markdown."""
    lines = [
        f"### {name}",
        "",
        "| statistic | original | phantom | may differ by |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {one.name} | {one.original:g} | {value:.4g} | {one.tolerance:g} |"
        for one, value in compare(name, image)
    ]
    return "\n".join(lines) + "\n"
